package tui_test

import (
	"testing"

	"dutydesk/rules/command"
	"dutydesk/tui/internal/fakedesk"
)

// Ensure a team goes out, is seen on the case and on the board with how long, and comes back,
// each step with a time of its own; a second one asks which is meant.
func TestTeams(t *testing.T) {
	for _, w := range []int{80, 45} {
		n := open(t, set{w: w, h: 24}).signIn("hyh").press("Enter", "F7", "1", "Enter", "text:何雨禾", "Tab", "2", "F9")
		if c := last[*command.Dispatch](n); c.Team != "何雨禾、周立冬" || c.At != nil {
			t.Fatalf("sent: %+v", c)
		}
		n.sees("在外 0分 第1队 何雨禾、周立冬")
		n.press("F7", "2", "Enter").sees("第1队 何雨禾、周立冬").press("text:02:14", "F9")
		if c := last[*command.Depart](n); c.Team != 0 {
			t.Errorf("left: %+v", c)
		}
		n.press("F7", "1", "Enter", "text:卫生院", "F9")
		n.press("F7", "3", "Enter").sees("哪一队", "第1队", "第2队").press("2", "F9")
		if c := last[*command.Arrive](n); c.Team != 2 {
			t.Errorf("arrived: %+v", c)
		}
		n.press("F7", "4", "Enter", "1", "F9")
		if c := last[*command.Return](n); c.Team != 1 {
			t.Errorf("back: %+v", c)
		}
		n.sees("在外 0分 第2队 卫生院").misses("分 第1队")
		n.press("Esc").sees("在外 02:14起")
	}
}

// Ensure the last step of a team is taken back by its own, with a reason.
func TestTeamBack(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F7", "1", "Enter", "text:卫生院", "F9", "F7", "1", "2", "Enter").sees("退回哪一步").press("2", "Enter").sees("第1队: 派人").press("text:派错了", "F9")
	if c := last[*command.StepBack](n); c.Team != 1 || c.Step != "case.dispatch" || c.Reason != "派错了" {
		t.Errorf("%+v", c)
	}
	n.misses("分 第1队")
}

// Ensure who was taken out of use while the form was open is said at the field, and what was
// typed stays.
func TestRetiredWhileTheFormIsOpen(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F7", "1", "Enter", "text:周立冬", "Tab", "Tab", "text:皮卡")
	n.town.Other(fakedesk.ShenLan, &command.Retire{List: "officer", ID: fakedesk.Zhou, Reason: "换人"})
	n.press("F9").sees("人员 周立冬 已由 沈岚 停用", "周立冬", "皮卡", "派谁去")
	if count[*command.Dispatch](n) != 0 {
		t.Error("sent all the same")
	}
}

// Ensure a number that nobody answered gives way to the next one, which the form comes back
// with.
func TestNextNumberIsOffered(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F6", "3", "Tab", "2", "F9")
	if c := last[*command.LogCall](n); c.Agency != "A02" || c.Caller.Phone != "110" || *c.Reached {
		t.Fatalf("%+v", c)
	}
	n.sees("未接。下一个: 北渡派出所 0419-8220110").press("2", "F9").sees("未接。下一个: 带班领导 沈岚 19900000002").press("2", "F9")
	if c := last[*command.LogCall](n); c.Agency != fakedesk.ShenLan {
		t.Errorf("%+v", c)
	}
}
