package roster

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"
)

// Ensure that a post nobody has carries nobody's name, and that it is neither swapped nor taken
// over.
func TestEmptyPost(t *testing.T) {
	p := New(desk{roster.Published}, "")
	r := tuitest.NewRig(t, p)
	r.Press("Right", "Right", "Enter") // the driver
	if s := shown(r, 80); !strings.Contains(s, "驾驶员 没有定人") || strings.Contains(s, "驾驶员 何雨禾") {
		t.Errorf("title:\n%s", s)
	}
	r.Press("2", "Enter", "text:急病", "F9")
	if r.Save != nil {
		t.Errorf("the main officer is relieved: %+v", r.Save.Command)
	}
	if p.holder(p.turn()) != "" || p.absent(p.turn()) != "U1" {
		t.Errorf("holder %q, absent %q", p.holder(p.turn()), p.absent(p.turn()))
	}
}

// Ensure that a form reads a day as short as it is said, and that what stands there first is
// replaced by the first key.
func TestDays(t *testing.T) {
	p := New(desk{roster.Published}, "")
	r := tuitest.NewRig(t, p)
	for s, want := range map[string]rules.Date{"29": "2026-12-29", "12-29": "2026-12-29", "1229": "2026-12-29", "01-03": "2027-01-03", "2026-12-29": "2026-12-29", "２９": "2026-12-29", "": "", "32": "", "2026-02-30": ""} {
		if got, wrong := p.day("first", s); got != want || (wrong == nil) != (want != "" || s == "") {
			t.Errorf("%s: %s %v", s, got, wrong)
		}
	}
	if s, wrong := p.backTurn("12-05 20:00"); s != "2026-12-05 20:00" || wrong != nil {
		t.Errorf("%s %v", s, wrong)
	}
	r.Press("Ctrl+N", "Tab", "text:29", "Tab", "Tab", "text:家事", "F9")
	if r.Save == nil {
		t.Fatalf("nothing was saved\n%s", shown(r, 80))
	}
	if c, ok := r.Save.Command.(*command.GiveLeave); !ok || c.First != "2026-12-29" || c.Last != "" {
		t.Errorf("%+v", r.Save.Command)
	}
}

// Ensure that giving leave tells of the post which somebody else has to take now.
func TestLeaveTellsTheHole(t *testing.T) {
	p := New(desk{roster.Published}, "")
	tuitest.NewRig(t, p)
	for c, want := range map[*command.GiveLeave]string{
		{First: "2026-12-02", Last: "2026-12-03"}: "已登记请假 B20261124-02; 12-02 主班待补: 选中那天按 Enter 调班",
		{Officer: "U2", First: "2026-12-02"}:      "已登记请假 B20261124-02",
		{First: "2027-01-02"}:                     "已登记请假 B20261124-02",
	} {
		if got := p.onLeave(screen.Saved{Save: screen.Save{Command: c}, Result: command.Result{ID: "B20261124-02"}}).In(text.ZH); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Ensure that the footer names what Enter does on each panel, and that whoever is asked reads
// that the slip is for them.
func TestLabels(t *testing.T) {
	p := New(desk{roster.Published}, "")
	r := tuitest.NewRig(t, p)
	enter := func() (string, bool) { k := p.Keys()[0]; return k.Label.ZH, k.Silent }
	for i, want := range []string{"改班", "改班", "", "同意"} {
		if got, silent := enter(); silent != (want == "") || !silent && got != want {
			t.Errorf("panel %d: %s, silent %t", i, got, silent)
		}
		if i < 3 {
			r.Press("Tab")
		}
	}
	p.r.Slips[0].To = p.r.Me
	if s := shown(r, 80); !strings.Contains(s, "等您同意") || strings.Contains(s, "待对方同意") {
		t.Errorf("for whom:\n%s", s)
	}
	p.r.Slips[0].State = roster.SlipAccepted
	if got, _ := enter(); got != "批准" {
		t.Error(got)
	}
}

// Ensure that a month without turns tells no difference in nights.
func TestNoSpread(t *testing.T) {
	for _, w := range []int{80, 45} {
		if s := shown(tuitest.NewRig(t, New(desk{}, "")), w); strings.Contains(s, "季") || !strings.Contains(s, "夜班 —") {
			t.Errorf("%d:\n%s", w, s)
		}
	}
}

// Ensure that what is said after saving claims no more than was done.
func TestWords(t *testing.T) {
	r := tuitest.NewRig(t, New(desk{roster.Published}, ""))
	saved := func(want string) {
		t.Helper()
		if r.Save == nil {
			t.Fatalf("nothing was saved\n%s", shown(r, 80))
		}
		r.Do(r.Dialog.Update(screen.Saved{Save: *r.Save, Result: command.Result{ID: "B20261124-02"}}))
		if got := r.Said.Text.In(text.ZH); got != want {
			t.Errorf("said %s, want %s", got, want)
		}
		r.Save = nil
	}
	r.Press("Enter", "1", "Enter", "Tab", "text:周立冬", "Tab", "text:家事", "F9")
	saved("调班单 B20261124-02, 等 周立冬 登录后同意")
	r.Press("Tab", "Tab", "Tab", "Enter", "F9")
	saved("已同意, 待带班领导批准")
	r.Page.(*Page).r.Slips[0].State = roster.SlipAccepted
	r.Press("Enter", "F9")
	saved("已批准, 已换班")
	r.Page.(*Page).r.Slips[0].Now = true
	r.Press("Enter", "F9")
	saved("已批准")
}
