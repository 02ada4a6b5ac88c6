package handover_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// desk is 何雨禾 on the handover page of the fake night.
func desk(t *testing.T) (press func(...string), sees func(...string), town *fakedesk.Town) {
	t.Helper()
	town = fakedesk.New()
	d := tuitest.NewDriver(t, tui.New(town, tui.Options{Width: 80, Height: 24}))
	d.Skip = []string{"nextChange"}
	d.Start(80, 24)
	press = func(steps ...string) {
		for _, m := range tuitest.Keys(steps...) {
			d.Send(m)
		}
	}
	sees = func(words ...string) {
		t.Helper()
		s := strings.Join(d.Screen(80, 24), "\n")
		for _, w := range words {
			if !strings.Contains(s, w) {
				t.Errorf("%q is not seen:\n%s", w, s)
			}
		}
	}
	press("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter", "3")
	return press, sees, town
}

func newest[C command.Command](t *testing.T, town *fakedesk.Town) C {
	t.Helper()
	for _, c := range slices.Backward(town.Log) {
		if c, ok := c.(C); ok {
			return c
		}
	}
	t.Fatalf("no %T was written", *new(C))
	return *new(C)
}

// Ensure what is counted is a line like any other: Enter asks for what was found, a
// difference needs its word, and one key says that the rest is as it should be.
func TestCount(t *testing.T) {
	press, sees, town := desk(t)
	press("F6", "End", "Up")
	sees("清点", "棉被 (值班室备用)  未清点")
	press("Enter")
	sees("账面 3床", "实点")
	press("text:2", "F9")
	sees("不符, 要写明情况")
	press("text:借给车站一床", "F9")
	if c := newest[*command.CountThings](t, town); len(c.Counts) != 1 || *c.Counts[0].Found != 2 || c.Counts[0].Word != "借给车站一床" {
		t.Errorf("%+v", c)
	}
	sees("实点 2床, 少 1")
	press("F9")
	sees("这 1 样", "与账面相符? 仓库钥匙", "1 都数过")
	press("Enter") // is no
	if c := newest[*command.CountThings](t, town); c.Rest {
		t.Errorf("Enter counted: %+v", c)
	}
	press("Home", "F9") // not among the things: no key
	press("End", "F9", "1")
	if c := newest[*command.CountThings](t, town); !c.Rest {
		t.Errorf("%+v", c)
	}
	sees("在, 完好", "实点 2床, 少 1")
}

// Ensure that presenting says what is not counted and how early it is, and that nobody is
// offered who leaves.
func TestPresentSays(t *testing.T) {
	press, sees, _ := desk(t)
	press("F6", "F7")
	sees("未点: 棉被 (值班室备用)、仓库钥匙", "本班到 08:00, 还有 5时45分", "1 沈岚")
}

// Ensure that past the end of the shift the page says who has not come, that a call to them
// is noted by one key and a digit, and that a leader's word lets the shift pass.
func TestLate(t *testing.T) {
	press, sees, town := desk(t)
	press("F6", "F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:"+fakedesk.PIN, "Enter")
	town.Advance(6*time.Hour + 20*time.Minute)
	press("1", "3")
	sees("周立冬 应接未接, 自 11-24 08:00")
	press("Ctrl+R")
	sees("催接班", "周立冬", "通没通")
	press("2", "Enter", "Enter")
	if c := newest[*command.RemindTaker](t, town); c.Who != "周立冬" || c.Reached {
		t.Errorf("%+v", c)
	}
	sees("催 1 次", "催 周立冬: 未接")
	press("Ctrl+F")
	sees("放行交班", "由谁接着值", "电话指示")
	press("text:"+fakedesk.PIN, "Enter", "text:hyh", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:sl", "Enter", "text:"+fakedesk.PIN, "Enter")
	sees("这里写的是 PIN, 请删去")
	press("Ctrl+U", "text:立冬病了, 雨禾接着值", "Enter")
	c := newest[*command.ReleaseShift](t, town)
	if c.Incoming != fakedesk.HeYuhe || c.Leader != fakedesk.ShenLan || c.Ordered != fakedesk.ShenLan || c.Reason != "立冬病了, 雨禾接着值" {
		t.Errorf("%+v", c)
	}
	sees("交接单 H20261124-01", "未签接: 立冬病了")
	press("End")
	sees("催 周立冬")
}

// Ensure that what came after it was presented is said, and that it is presented again with
// whoever was named, by the PIN alone.
func TestPresentedAgain(t *testing.T) {
	press, sees, town := desk(t)
	press("F6", "F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:"+fakedesk.PIN, "Enter")
	sees("待接")
	town.Other(fakedesk.HeYuhe, &command.DoAct{Case: fakedesk.CaseID, Act: "report_leader"})
	press("1", "3")
	sees("交出后: 有变 汽车站桥洞", "再按 F7 再交")
	press("Enter")
	sees("交代")
	press("Esc", "Down", "Enter")
	sees("交出后没有变化")
	press("F7", "Tab", "Tab", "Tab", "Tab", "text:"+fakedesk.PIN, "Enter")
	if c := newest[*command.PresentHandover](t, town); c.Incoming != fakedesk.Zhou || c.Leader != fakedesk.ShenLan {
		t.Errorf("%+v", c)
	}
}

// Ensure a draft begun by mistake is taken back with a reason.
func TestWithdrawDraft(t *testing.T) {
	press, sees, town := desk(t)
	press("F6", "Delete", "text:开早了", "Enter")
	if c := newest[*command.ReturnHandover](t, town); c.Reason != "开早了" {
		t.Errorf("%+v", c)
	}
	sees(rules.WordOf(rules.HandoverWords, string(rules.HandoverReturned)).ZH, "开早了")
}

// Ensure that a shift that was let pass reads as one that nobody signed for, in the list and
// at the top of its sheet.
func TestLetPassIsSaid(t *testing.T) {
	press, sees, town := desk(t)
	town.Advance(6*time.Hour + 20*time.Minute)
	press("1", "3", "F6", "Ctrl+F", "text:"+fakedesk.PIN, "Enter", "text:hyh", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:sl", "Enter", "text:立冬病了", "Enter")
	newest[*command.ReleaseShift](t, town)
	sees("交接单 H20261124-01", "放行, 由 何雨禾 接替, 未签接: 立冬病了")
	press("Esc", "3")
	sees("何雨禾 未交, 放行, 何雨禾 接替未签")
}
