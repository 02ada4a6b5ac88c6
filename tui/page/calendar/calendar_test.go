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
	own := &rules.Task{ID: "Z20261124-01", Item: "Z20261124-01", Title: "报周报", Owner: "苗谷雨", Due: "2027-03-01", Meta: rules.Meta{Version: 3}}
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
		for _, want := range []string{"!逾期1天", "*2天", "已办", "-- 未定日子 1 件", "-- 今天 11-24 周二", "2027 年放假通知未录入"} {
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
		{"Z20261124-01", `duty.put {"id":"Z20261124-01","title":"报周报表","owner":"苗谷雨","due":"2027-03-01","version":3}`, []string{"Ctrl+E", "text:表", "F9"}},
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

// Ensure that an item of a plan is not changed on the calendar, nor an own duty by whoever may
// not.
func TestMayNotChange(t *testing.T) {
	_, p := newRig(t, "P9-2027/town_posting")
	if no := p.fast(); no == nil || !strings.Contains(no.Text.ZH, "方案") {
		t.Errorf("of a plan: %v", no)
	}
	_, p = newRig(t, "Z20261124-01")
	if no := p.fast(); no != nil {
		t.Errorf("the own one: %v", no)
	}
	p.c.Can["duty.put"] = rules.May(nil, rules.AreaPlan)
	if p.fast() == nil {
		t.Error("anybody may change it")
	}
	p.c.Can["duty.put"] = nil
	p.row().Own.DoneOn = "2026-11-24"
	if p.fast() == nil {
		t.Error("one that was done is changed")
	}
}

// Ensure that the month stands beside the list at 80 columns and not at 45, Monday first, with
// today, days off and what is due; that arrows move by day, week and month and stop at the ends
// of what is known; and that Enter lists a day alone.
func TestMonth(t *testing.T) {
	r, p := newRig(t, "")
	s := shown(r, 80)
	for _, want := range []string{"2026年11月", " 一  二  三  四  五  六  日", " 16  17  18  19  20  21  22", ">23  24 "} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
	if s = shown(r, 45); strings.Contains(s, "2026年11月") {
		t.Errorf("a month at 45 columns:\n%s", s)
	}
	if no := p.noMonth(); no == nil {
		t.Error("it can be moved in unseen")
	}
	shown(r, 80)
	for _, k := range []struct {
		key  string
		want rules.Date
	}{{"Right", "2026-11-23"}, {"Right", "2026-11-24"}, {"Left", "2026-11-23"}, {"Down", "2026-11-30"}, {"Up", "2026-11-23"}, {"PgDown", "2026-12-23"}, {"Down", "2026-12-30"}, {"Down", "2026-12-30"},
		{"PgUp", "2026-11-30"}, {"PgUp", "2026-11-01"}, {"Home", "2026-11-24"}, {"Right", "2026-11-25"}, {"Right", "2026-11-26"}} {
		if r.Press(k.key); p.on() != k.want {
			t.Fatalf("%s: %s, want %s", k.key, p.on(), k.want)
		}
		shown(r, 80)
	}
	r.Press("Enter")
	if s = shown(r, 80); !strings.Contains(s, "2026-11-26 周四 工作日") || !strings.Contains(s, "镇级公示") || strings.Contains(s, "报名单") {
		t.Errorf("the day:\n%s", s)
	}
	r.Press("Esc", "Right", "Enter")
	if s = shown(r, 80); !strings.Contains(s, "这一天没有到期事项") {
		t.Errorf("an empty day:\n%s", s)
	}
	if r.Press("Esc", "Esc"); p.inMonth || p.day != "" || !strings.Contains(shown(r, 80), "报名单") {
		t.Errorf("back to the list:\n%s", shown(r, 80))
	}
}

// Ensure that the signs of days and the counts stand under their days, the Spring Festival has
// its own, and a month of a year without its notice says so, in both languages within its width.
func TestMonthSigns(t *testing.T) {
	_, p := newRig(t, "")
	p.c.Days = nil
	for on := rules.Date("2026-02-01"); on < "2028-02-01"; on = on.Add(1) {
		p.c.Days = append(p.c.Days, rules.ShippedCalendar.Day(on))
	}
	for _, k := range []struct {
		at   rules.Date
		want []string
	}{
		{"2026-02-10", []string{"休  春  休  休  休  休  休", " 班  休", " 28\n", " 班"}},
		{"2027-02-10", []string{" 休1 春"}},
		{"2028-01-10", []string{"2028 年放假通知未录入"}},
	} {
		p.at, p.wide = k.at, true
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			lines := p.days(screen.Env{Lang: lang, Theme: style.NewTheme(nil)})
			var bare []string
			for _, l := range lines {
				l = ansi.Strip(l)
				if style.Width(style.Narrow, l) > monthW {
					t.Errorf("%s: %q is too long", lang, l)
				}
				bare = append(bare, strings.TrimRight(l, " "))
			}
			s := strings.Join(bare, "\n") + "\n"
			for _, w := range k.want {
				if lang == text.ZH && !strings.Contains(s, w) {
					t.Errorf("%s: no %q in\n%s", k.at, w, s)
				}
			}
		}
	}
}
