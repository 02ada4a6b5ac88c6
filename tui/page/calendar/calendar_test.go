package calendar

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// now is in the night of 24 November.
var now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)

// desk is one plan with an item of each state, and an own duty.
type desk struct{}

func (desk) SaveDraft(string, []byte) error { return nil }
func (desk) Draft(string) ([]byte, error)   { return nil, nil }

func (desk) Calendar(_, _ rules.Date, _ string) (*view.Calendar, error) {
	c := &view.Calendar{Stamp: view.Stamp{Now: now}, Can: view.Can{}, Operations: []view.Season{{Operation: rules.Operation{ID: "P9-2027", Plan: "P9"}}},
		Years: []view.YearDays{{Year: 2026, Known: true}, {Year: 2027, Words: rules.UnknownYear(2027)}}}
	for on := rules.Date("2026-11-01"); on < "2026-12-31"; on = on.Add(1) {
		c.Days = append(c.Days, rules.ShippedCalendar.Day(on))
	}
	row := func(item string, words text.Text, due rules.Date, doneOn rules.Date) view.CalendarRow {
		x := plan.Stands(due, rules.DateOf(now), doneOn)
		r := view.CalendarRow{Key: "P9-2027/" + item, Kind: view.RowDuty, Operation: "P9-2027", Plan: "P9", Item: item, Text: words, Due: due, State: string(x.Status),
			Standing: rules.WordOf(plan.DueWords, string(x.Status)), Near: x.Near, Left: plan.Days(rules.DateOf(now), due), Clauses: []string{"P9.4.9"}, Owner: plan.Binds("P9.4.9"), Can: view.Can{},
			Why: []rules.Reason{{Plan: "P9", Clause: "P9.4.9", Text: words}}}
		if doneOn != "" {
			r.Task = &rules.Task{ID: r.Key, DoneOn: doneOn, Evidence: rules.Evidence{Words: "各村已贴"}, Name: "何雨禾"}
		}
		return r
	}
	c.Rows = []view.CalendarRow{
		row("village_posting", text.Text{ZH: "村级张榜公示", EN: "The village posts the list"}, "2026-11-20", "2026-11-19"),
		row("list_in", text.Text{ZH: "报名单", EN: "The list is in"}, "2026-11-23", ""),
		row("town_posting", text.Text{ZH: "镇级公示", EN: "The town posts"}, "2026-11-26", ""),
		row("all_grants_delivered", text.Text{ZH: "慰问金全部送到", EN: "All grants delivered"}, "2027-02-05", ""),
	}
	own := &rules.Task{ID: "Z20261124-01", Item: "Z20261124-01", Title: "报周报"}
	c.Rows = append(c.Rows, view.CalendarRow{Key: "P9-2027/complaint_telephone", Kind: view.RowTask, Operation: "P9-2027", Plan: "P9", Item: "complaint_telephone", Text: text.Text{ZH: "设立投诉电话", EN: "complaints"},
		Due: "2027-02-20", Undated: true, State: "open", Left: 88, Can: view.Can{}})
	c.Rows = append(c.Rows, view.CalendarRow{Key: own.ID, Kind: view.RowOwn, Item: own.ID, Text: text.Text{ZH: "报周报", EN: "report"}, Due: "2027-03-01", Left: 97, State: "open", Own: own, Can: view.Can{}},
		view.CalendarRow{Key: "P9-2027/ends", Kind: view.RowEnds, Operation: "P9-2027", Text: text.Text{ZH: "结束", EN: "ends"}, Due: "2027-03-02", Left: 98})
	return c, nil
}

func newRig(t *testing.T, id string) (*tuitest.Rig, *Page) {
	p := New(desk{}, id)
	return tuitest.NewRig(t, p), p
}

func shown(r *tuitest.Rig, w int) string {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, 22).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, 24, 0)).Lines, "\n"))
}

// Ensure that the list has today's line between past and ahead, with what is late, near, done
// and far told apart, at 80 columns and at 45, and says which year's notice is missing.
func TestList(t *testing.T) {
	r, p := newRig(t, "")
	for _, w := range []int{80, 45} {
		s := shown(r, w)
		for _, want := range []string{"!逾期1天", "*2天", "已结", "未定", "-- 今天 11-24 周二", "2027 年放假通知未录入"} {
			if !strings.Contains(s, want) {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
	}
	if p.row() == nil || p.row().Item != "list_in" {
		t.Errorf("the next open duty is selected: %+v", p.row())
	}
	r.Press("Tab")
	if s := shown(r, 80); strings.Contains(s, "报周报") || !strings.Contains(s, "P9-2027") {
		t.Errorf("one plan alone:\n%s", s)
	}
	r.Press("Tab", "Enter")
	if s := shown(r, 45); !strings.Contains(s, "依据: P9.4.9") {
		t.Errorf("why:\n%s", s)
	}
}

// Ensure that each act sends its command, and what cannot be done says why.
func TestActs(t *testing.T) {
	for _, k := range []struct {
		id, want string
		keys     []string
	}{
		{"P9-2027/town_posting", `duty.done {"operation":"P9-2027","item":"town_posting","done_on":"2026-11-24","evidence":{"words":"已贴"}}`, []string{"F6", "text:已贴", "F9"}},
		{"P9-2027/town_posting", `duty.waive {"operation":"P9-2027","item":"town_posting","reason":"县里贴","clause":"P9.4.9"}`, []string{"F7", "text:县里贴", "F9"}},
		{"P9-2027/village_posting", `duty.undo {"duty":"P9-2027/village_posting","reason":"记错"}`, []string{"Delete", "text:记错", "F9"}},
		{"P9-2027/complaint_telephone", `duty.day {"operation":"P9-2027","item":"complaint_telephone","due":"2026-12-01"}`, []string{"Ctrl+Y", "text:2026-12-01", "F9"}},
		{"Z20261124-01", `duty.strike {"duty":"Z20261124-01","reason":"取消"}`, []string{"Delete", "text:取消", "F9"}},
		{"", `duty.put {"title":"交名单","due":"2026-12-01"}`, []string{"Ctrl+N", "text:交名单", "Tab", "text:2026-12-01", "F9"}},
		{"", `calendar.put {"year":2027,"lines":[{"feast":"new_year","from":"2027-01-01","to":"2027-01-03"}]}`, []string{"Ctrl+D", "text:2027-01-01..2027-01-03", "F9"}},
	} {
		r, _ := newRig(t, k.id)
		r.Press(k.keys...)
		if r.Save == nil {
			t.Errorf("%s %v: nothing was saved\n%s", k.id, k.keys, shown(r, 80))
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
	_, p := newRig(t, "P9-2027/ends")
	if no := p.can("duty.done")(); no == nil || !strings.Contains(no.Text.ZH, "不用记完成") {
		t.Errorf("a date alone: %v", no)
	}
	if no := func() *rules.Error { _, p := newRig(t, "P9-2027/town_posting"); return p.noDay() }(); no == nil {
		t.Error("what has a day in the text takes another")
	}
	r, _ := newRig(t, "")
	if r.Press("Ctrl+D", "text:2027-01-02", "F9"); r.Save != nil || !strings.Contains(shown(r, 80), "不含 2027 年的元旦") {
		t.Errorf("a wrong notice:\n%s", shown(r, 80))
	}
}
