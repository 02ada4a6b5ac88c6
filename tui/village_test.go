package tui_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
)

func contact(t *testing.T, s set) *night {
	t.Helper()
	s.w, s.h, s.town = 45, 30, (*fakedesk.Town).Contact
	return open(t, s).press("text:lwc", "Enter", "text:"+fakedesk.PIN, "Enter")
}

// Ensure a village contact lands on what is asked of the village, with no other page, and that
// 45 columns are enough in both languages.
func TestVillageLands(t *testing.T) {
	n := contact(t, set{}).sees("河湾村 今晚", "待办 5", "值班 何雨禾", "报告发现的人", "秦大爷", "逾期", "三号涵洞 无名氏 男", "0 菜单")
	contact(t, set{lang: text.EN}).sees("河湾村 tonight", "Report somebody found", "late")
	for _, key := range []string{"F2", "F4", "F5", "F8", "F10", "Ctrl+D", "-", "Ctrl+X", "Esc", "Ctrl+V"} {
		n.press(key).sees("河湾村 今晚")
	}
	n.press("0").sees("菜单", "锁屏", "退出程序").misses("方案", "台账", "交接")
	n.press("Esc").press("F1").sees("您是村级联络员")
}

// Ensure somebody found is reported in three fields, by digits, characters and Enter alone.
func TestVillageReports(t *testing.T) {
	n := contact(t, set{}).press("Enter").sees("在哪里", "什么情况", "有伤病吗", "先打 120")
	n.press("2", "Enter", "text:老汉坐着发抖", "Enter", "1", "Enter", "Enter")
	c := last[*command.OpenCase](n)
	if c.Place != "老渡口" || c.Said != "老汉坐着发抖" || c.Kind != rules.CaseFound || c.Person.Facts.Tri("sudden_illness") != rules.Yes {
		t.Errorf("%+v", c)
	}
}

// Ensure somebody who was reported at the place already is asked about, and that what is typed
// stays.
func TestVillageTwin(t *testing.T) {
	n := contact(t, set{}).press("1", "text:三号涵洞", "Enter", "text:又一个人", "Enter", "2", "Enter").sees("是同一个吗")
	n.press("F9").sees("已报过一个", "又一个人")
	n.press("2", "F9").sees("已经报过", "又一个人").press("Up", "F9")
	for _, c := range n.town.Log {
		if _, ok := c.(*command.OpenCase); ok {
			t.Fatalf("the same one was reported again: %+v", c)
		}
	}
}

// Ensure arrival, an answer, somebody met and a visit are each a digit and a few keys, and a
// duty is grey with its reason.
func TestVillageAnswers(t *testing.T) {
	n := contact(t, set{}).press("2").sees("派的人到了吗").press("Enter")
	if c := last[*command.Arrive](n); c.Case != fakedesk.CaseID || c.Team != 0 {
		t.Errorf("%+v", c)
	}
	n.press("4").sees("请看望独居老人").press("text:收到", "Enter", "Enter")
	if c := last[*command.ConfirmNotice](n); c.Notice != "J20261123-0001" || c.Said != "收到" {
		t.Errorf("%+v", c)
	}
	n.press("3").sees("秦大爷").press("2", "Enter", "Enter", "Enter").sees("马上打值班室电话").press("1", "F9")
	if c := last[*command.NoteResult](n); c.Notice != "J20261123-0002" || c.Receiver != "3" || c.Result != rules.ResultReceived {
		t.Errorf("%+v", c)
	}
	n.press("5").sees("康大暑", "结果").press("1", "Enter", "text:不肯走", "Enter", "Enter")
	if c := last[*command.RecordFollowUp](n); c.Case != "C20261123-0002" || c.Words != "不肯走" || c.Result != rules.VisitRefuses {
		t.Errorf("%+v", c)
	}
	n.press("6").sees("由镇里记")
	n.press("7").sees("有个老人发抖", "已派人").press("Esc").sees("河湾村 今晚")
}

// Ensure who has one role alone lands on its page, with the board behind it, and hears what the
// role is for.
func TestRolesLand(t *testing.T) {
	open(t, set{}).signIn("lxm").sees("物资").press("F1", "End").press("Esc", "Esc").sees("待办")
	open(t, set{}).signIn("xzy").sees("值班日志")
	open(t, set{}).signIn("hyh").sees("待办 2")
	n := open(t, set{}).signIn("xzy")
	var help []string
	for _, table := range n.Model.(*tui.App).Tables() {
		for _, b := range table {
			help = append(help, b.Help.ZH)
		}
	}
	if s := strings.Join(help, "\n"); !strings.Contains(s, "您是%[1]s") && !strings.Contains(s, "您是审计") {
		t.Errorf("no word of the role: %s", s)
	}
}
