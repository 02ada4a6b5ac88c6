package tui_test

import (
	"testing"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// Ensure the header names who is signed in where that is not who is on duty.
func TestHeaderNamesThePerson(t *testing.T) {
	for _, w := range []int{80, 120} {
		open(t, set{w: w, h: 24}).signIn("zld").sees("值班 何雨禾", "登录 周立冬")
		open(t, set{w: w, h: 24}).signIn("hyh").press("Down").misses("登录 何雨禾")
	}
	open(t, set{w: 45, h: 24}).signIn("zld").sees("登录 周立冬")
	open(t, set{lang: text.EN}).signIn("zld").sees("duty 何雨禾", "signed in 周立冬  ", "02:14")
	open(t, set{town: (*fakedesk.Town).NoShift}).signIn("hyh").sees("登录 何雨禾")
	open(t, set{}).signIn("hyh").press("F1").sees("> 选中的一行")
}

// Ensure F5 takes the shift at once while nobody is on duty, also a second time, and shows
// the handover otherwise.
func TestTakeAtOnce(t *testing.T) {
	n := open(t, set{town: (*fakedesk.Town).NoShift}).signIn("hyh").press("F5").sees("接班", "带班领导", "沈岚", "周立冬")
	n.press("Esc", "Esc").misses("带班领导").press("1", "F5").sees("带班领导").press("text:sl", "Enter", "F9")
	if c := last[*command.TakeShift](n); c.Leader != fakedesk.ShenLan {
		t.Errorf("taken: %+v", c)
	}
	n.press("1", "F5").sees("还没有交接稿").misses("带班领导")
}

// Ensure Esc goes back to the page that one came from, and at the end to the board.
func TestBackWhereOneWas(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter").sees("缘由", "Esc 返回").press("4").sees("物资  不足", "Esc 返回")
	n.press("Esc").sees("缘由").press("Esc").sees("待办 2  逾期 1").misses("Esc 返回").press("Esc").sees("待办 2  逾期 1")
	n.press("2", "4", "F5", "1", "Esc").sees("待办 2  逾期 1")
}

// Ensure a stored draft is asked about before it is filled in, and goes only when it is
// said to.
func TestDraftIsAskedAbout(t *testing.T) {
	write := func() *night {
		return open(t, set{}).signIn("hyh").press("F2", "text:白露生来电", "Tab", "text:老砖厂东墙外", "F5", "1", "F2").sees("接着写", "另写一份", "老砖厂东墙外, 白露生来电")
	}
	write().press("1").sees("登记 来电来访", "老砖厂东墙外", "白露生").misses("另写一份")
	write().press("Enter").sees("登记 来电来访", "老砖厂东墙外", "白露生").misses("另写一份")
	n := write().press("Esc").sees("待办 2  逾期 1")
	if n.town.DraftOf(fakedesk.HeYuhe, "intake") == "" {
		t.Error("Esc dropped the draft")
	}
	n.press("F2", "2").sees("登记 来电来访").misses("老砖厂", "另写一份")
	if got := n.town.DraftOf(fakedesk.HeYuhe, "intake"); got != "" {
		t.Errorf("the draft is still there: %s", got)
	}
	open(t, set{lang: text.EN}).signIn("hyh").press("F2").sees("Call in or out").misses("Another")
}

// Ensure what is typed is cleared only after a question.
func TestClearAsks(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:老砖厂东墙外", "Tab", "Ctrl+N").sees("全部清空?").press("Esc").sees("老砖厂东墙外")
	n.press("Ctrl+N", "Enter").misses("老砖厂东墙外", "全部清空?")
}

// Ensure a draft of the handover says which lines need a word and goes on to the next.
func TestWordsStillToWrite(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F5", "F6").sees("待写 2", " _ ").press("Enter", "text:盯住120", "Enter").sees("待写 1")
	n.press("Enter").sees("水管爆裂").press("text:六点再问", "Enter").sees("六点再问").misses("待写")
	if c := last[*command.WriteWord](n); c.Key != "call/"+fakedesk.CallID {
		t.Errorf("the second word is on %s", c.Key)
	}
}

// Ensure the menu shows how to sign out and to quit without scrolling, on every page.
func TestMenuShowsTheWayOut(t *testing.T) {
	for _, steps := range [][]string{{}, {"2"}, {"Enter"}, {"Down", "Enter"}, {"F2"}, {"F5"}, {"F5", "F6"}, {"4"}} {
		open(t, set{}).signIn("hyh").press(steps...).press("Ctrl+K").sees("菜单", "换人", "退出程序, 先问一次")
	}
}

// Ensure a narrow window keeps the place on the board and the clock on the handover.
func TestNarrowRows(t *testing.T) {
	open(t, set{w: 45, h: 30}).signIn("hyh").sees("汽车站桥洞 无").misses("1124-0004  报告")
	open(t, set{w: 60, h: 20}).signIn("hyh").press("F5", "F6").sees("逾期", "06:00")
}

// Ensure the choices of a person open by themselves, initials mark the first that they
// find, and Enter picks it and goes on.
func TestChoicesOfPeople(t *testing.T) {
	open(t, set{}).press("text:z").sees(">  3 周立冬").press("Enter", "text:"+fakedesk.PIN, "Enter").sees("周立冬 已登录")
	n := open(t, set{}).signIn("hyh").press("F5", "F6", "F7").sees(">接班人*", "1 沈岚", "2 周立冬").misses("3 周立冬")
	n.press("text:zl").sees("> 1 周立冬").press("Enter").sees(">带班领导*", "1 沈岚", "2 周立冬")
	n.press("2", "Enter").sees(">副班").press("Tab", "Tab").sees(">本人 PIN").press("text:"+fakedesk.PIN, "F9")
	if c := last[*command.PresentHandover](n); c.Incoming != fakedesk.Zhou || c.Leader != fakedesk.Zhou {
		t.Errorf("presented: %+v", c)
	}
}
