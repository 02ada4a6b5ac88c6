package roster

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// desk is three days, the second without a leader.
type desk struct{ state roster.State }

func (desk) SaveDraft(string, []byte) error { return nil }
func (desk) Draft(string) ([]byte, error)   { return nil, nil }

func (d desk) Roster(string) (*view.Roster, error) {
	r := &view.Roster{Month: "2026-12", State: d.state, Version: 2, Can: view.Can{}, Names: map[string]string{"U1": "何雨禾", "U2": "周立冬", "U3": "沈岚"},
		People: []view.RosterPerson{{ID: "U1", Name: "何雨禾"}, {ID: "U2", Name: "周立冬"}, {ID: "U3", Name: "沈岚", Leads: true}}}
	r.Me, r.Spread, r.Season = "U1", 2, 1
	r.Now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	if d.state == "" {
		at := rules.Date("2026-12-01").Time()
		r.Faults = []roster.Fault{{Date: "2026-12-01", At: at, Until: at.AddDate(0, 1, 0), Kind: roster.FaultGap, Text: text.Text{ZH: "没有发布的排班", EN: "no published roster"}, Clauses: []string{"P1.3.8"}}}
		return r, nil
	}
	for i, t := range (&roster.Scheme{}).Turns("2026-12-01", "2026-12-03", rules.ShippedCalendar) {
		t.Main, t.Leader = "U1", "U3"
		row := view.RosterTurn{Turn: t, Key: t.Key(), Day: rules.ShippedCalendar.Day(t.Date()), Names: view.RosterNames{Main: "何雨禾", Leader: "沈岚"}}
		if i == 1 {
			row.Leader, row.Names.Leader = "", ""
			f := roster.Fault{Date: t.Date(), At: t.Start, Kind: roster.FaultLeader, Text: text.Text{ZH: "没有带班领导", EN: "no leader"}, Clauses: []string{"P7.2.35"}}
			r.Faults, row.Bad = append(r.Faults, f), []text.Text{f.Text}
		}
		r.Turns = append(r.Turns, row)
	}
	r.Counts = []roster.Count{{Officer: "U1", Name: "何雨禾", Nights: 3, Turns: 3, Weekdays: 3}}
	r.Slips = []view.RosterSlip{{Slip: roster.Slip{ID: "B20261124-01", State: roster.SlipAsked, Reason: "家事"}, What: text.Text{ZH: "换班", EN: "swap"}, Can: view.Can{}}}
	return r, nil
}

func shown(r *tuitest.Rig, w int) string {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, 22).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, 24, 0)).Lines, "\n"))
}

// Ensure that the grid names who is missing, at 80 columns and at 45, that the panels follow
// by Tab, and that an empty month says what to do.
func TestPanels(t *testing.T) {
	for _, w := range []int{120, 80, 45} {
		r := tuitest.NewRig(t, New(desk{roster.Draft}, ""))
		for _, want := range []string{"2026-12 草稿", "沈岚", "!缺", "!缺口 1"} {
			if s := shown(r, w); !strings.Contains(s, want) || strings.Contains(s, "EXTRA") {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
		for _, want := range []string{"没有带班领导", "夜班", "换班"} {
			r.Press("Tab")
			if s := shown(r, w); !strings.Contains(s, want) {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
	}
	r := tuitest.NewRig(t, New(desk{}, ""))
	if s := shown(r, 80); !strings.Contains(s, "按 F6 自动排") || !strings.Contains(s, "没有发布的排班 (P1.3.8)") {
		t.Errorf("empty:\n%s", s)
	}
	r.Press("Tab")
	if s := shown(r, 80); !strings.Contains(s, "P1.3.8") || strings.Contains(s, "没有缺口") {
		t.Errorf("a month that was never made is a hole:\n%s", s)
	}
}

// Ensure that the columns have heads where there is room, that a phone shows one's own turns
// first, that the spread tells month from season, and that a slip is opened by its id.
func TestHeads(t *testing.T) {
	r := tuitest.NewRig(t, New(desk{roster.Published}, ""))
	for _, w := range []int{120, 80} {
		for _, want := range []string{"日期", "带班", "驾驶员", "备班", "本月 2 全季 1"} {
			if s := shown(r, w); !strings.Contains(s, want) {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
	}
	if s := shown(r, 45); !strings.Contains(s, "我的班: 01 二 主班, 02 三 主班") || !strings.Contains(s, "季 1") {
		t.Errorf("45:\n%s", s)
	}
	env := screen.Env{Lang: text.EN, Theme: style.NewTheme(nil)}
	if s := ansi.Strip(r.Page.View(env, screen.Lay(80, 24, 0)).Lines[0]); !strings.Contains(s, "nights differ by 2, season 1") {
		t.Error(s)
	}
	p := New(desk{roster.Published}, "B20261124-01")
	if tuitest.NewRig(t, p); p.slip() == nil || p.slip().ID != "B20261124-01" {
		t.Errorf("%+v", p.slip())
	}
}

// Ensure that the print key offers the table, the calendar and one's own turns, and nothing of a
// month that was never made.
func TestPrint(t *testing.T) {
	for key, want := range map[string]screen.Print{"1": {Kind: roster.PaperTable, ID: "2026-12", Draft: true}, "2": {Kind: roster.PaperCalendar, ID: "2026-12", Draft: true},
		"3": {Kind: roster.PaperCalendar, ID: "2026-12/U1", Draft: true}} {
		p := New(desk{roster.Draft}, "")
		r := tuitest.NewRig(t, p)
		want.From = p
		if r.Press("Ctrl+P", key, "Enter"); r.Print == nil || *r.Print != want {
			t.Errorf("%s: %+v", key, r.Print)
		}
	}
	p := New(desk{}, "")
	tuitest.NewRig(t, p)
	if p.unmade() == nil {
		t.Error("a month that was never made is printed")
	}
}

// Ensure that each act sends its command.
func TestActs(t *testing.T) {
	for _, k := range []struct {
		state roster.State
		want  string
		keys  []string
	}{
		{roster.Draft, `roster.generate {"month":"2026-12","through":"2026-12","version":2}`, []string{"F6", "F9"}},
		{roster.Draft, `roster.publish {"month":"2026-12","reason":"临时","version":2}`, []string{"F7", "text:246810", "Tab", "text:临时", "F9"}},
		{roster.Draft, `roster.set {"turn":"2026-12-01 08:00","post":"leader","version":2}`, []string{"Left", "Enter", "F9"}},
		{roster.Published, `roster.swap {"turn":"2026-12-01 08:00","officer":"U1","to":"U1","now":true,"reason":"急事"}`, []string{"Enter", "2", "Enter", "text:急事", "F9"}},
		{roster.Published, `roster.swap {"turn":"2026-12-02 08:00","officer":"U1","to":"U2","reason":"家事"}`, []string{"Down", "Enter", "1", "Enter", "Tab", "2", "Tab", "text:家事", "F9"}},
		{roster.Published, `roster.leave {"officer":"U3","first":"2026-12-01","reason":"病"}`, []string{"Left", "Enter", "3", "Enter", "Tab", "Tab", "Tab", "text:病", "F9"}},
		{roster.Published, `roster.withdraw {"month":"2026-12","reason":"重排","version":2}`, []string{"Delete", "text:重排", "F9"}},
		{roster.Published, `roster.accept {"slip":"B20261124-01"}`, []string{"Tab", "Tab", "Tab", "Enter", "F9"}},
		{roster.Published, `roster.undo {"slip":"B20261124-01","reason":"不换"}`, []string{"Tab", "Tab", "Tab", "Delete", "text:不换", "F9"}},
	} {
		r := tuitest.NewRig(t, New(desk{k.state}, ""))
		r.Press(k.keys...)
		if r.Save == nil {
			t.Errorf("%v: nothing was saved\n%s", k.keys, shown(r, 80))
			continue
		}
		raw, err := json.Marshal(r.Save.Command)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Save.Command.Code() + " " + string(raw); got != k.want {
			t.Errorf("got  %s\nwant %s", got, k.want)
		}
	}
}

// Ensure that the arrows reach every post of the grid and stop at its edge, that ] changes the month, that the
// selected cell is told in words, and that a fault is told with its clause.
func TestCells(t *testing.T) {
	for _, w := range []int{120, 80, 45} {
		p := New(desk{roster.Draft}, "")
		r := tuitest.NewRig(t, p)
		for _, k := range []struct{ key, want string }{
			{"Left", "[沈岚]"}, {"Right", "[何雨禾]"}, {"Right", "副班 没有定人"}, {"Right", "驾驶员 没有定人"}, {"Right", "备班 没有定人"},
			{"Left", "驾驶员"}, {"Down", "没有带班领导 (P7.2.35)"}, {"Down", "草稿: F7 签字发布"},
		} {
			if r.Press(k.key); !strings.Contains(shown(r, w), k.want) {
				t.Errorf("%d %s: no %q in\n%s", w, k.key, k.want, shown(r, w))
			}
		}
		if r.Press("Right", "Right", "Right"); p.r.Month != "2026-12" || p.month != "" || roster.Posts[p.post] != roster.Standby {
			t.Errorf("past the edge: %s, post %d", p.month, p.post)
		}
		if r.Press("Left", "Left", "Left", "Left", "Left", "Left"); p.month != "" || p.post != 0 {
			t.Errorf("before the edge: %s, post %d", p.month, p.post)
		}
		if r.Press("]"); p.month != "2027-01" {
			t.Errorf("the next month: %s", p.month)
		}
	}
}
