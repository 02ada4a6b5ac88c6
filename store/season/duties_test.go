package season_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// winter is a book with plan 7 in force from 2026-12-01 to 2027-01-31, at noon of a day.
func winter(t *testing.T, on string) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	if id := b.Must("许知远", &command.AdoptPlan{Plan: "P7", From: "2026-12-01", To: "2027-01-31"}).ID; id != "P7-2027" {
		t.Fatal(id)
	}
	b.Must("许知远", &command.AdoptPlan{Plan: "P5", SeasonStartYear: 2026, From: "2026-12-01", To: "2027-01-31"})
	set(t, b, on)
	return b
}

func onCalendar(t *testing.T, b *storetest.Book) (out []string) {
	t.Helper()
	c, err := b.As(main).Calendar("", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Rows {
		if r.Kind == view.RowTask {
			out = append(out, r.Key)
		}
	}
	return out
}

// Ensure that what has no day in the text is on the calendar from the first day of the season
// or in its last week, never late, and gone some time after.
func TestUndated(t *testing.T) {
	deploy, merged := "P7-2027/deploy", "P5-2026/merged_report"
	for _, k := range []struct {
		on             string
		deploy, merged bool
	}{
		{"2026-11-30", false, false},
		{"2026-12-01", true, false},
		{"2027-01-24", true, false},
		{"2027-01-25", true, true},
		{"2027-02-01", false, true},
		{"2027-04-01", false, true},
		{"2027-04-02", false, false},
	} {
		on := onCalendar(t, winter(t, k.on))
		if slices.Contains(on, deploy) != k.deploy || slices.Contains(on, merged) != k.merged {
			t.Errorf("%s: %v", k.on, on)
		}
	}
	b := winter(t, "2026-12-24")
	if r := row(t, b, main, deploy); r.State != "open" || !r.Undated || r.Near || r.Owner.ZH != "村(社区)" {
		t.Errorf("%+v", r)
	}
	board, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range board.Rows {
		if strings.HasPrefix(r.Key, "duty/P7") {
			t.Errorf("on the board: %s", r.Key)
		}
	}
}

// Ensure that a day of the township's makes it a dated duty, on the board when it is near, and
// that it is taken back, with the reason.
func TestDay(t *testing.T) {
	b := winter(t, "2026-12-24")
	key := "P7-2027/deploy"
	b.Refuse(main, rules.Denied, &command.SetDutyDay{Operation: "P7-2027", Item: "deploy", Due: "2026-12-26"})
	b.Refuse("沈岚", rules.Invalid, &command.SetDutyDay{Item: "village_patrol", Due: "2026-12-26"})
	b.Refuse("沈岚", rules.Invalid, &command.SetDutyDay{Item: "all_visits_done", Due: "2026-12-26"})
	b.Refuse("沈岚", rules.NotFound, &command.SetDutyDay{Item: "watch_opinion", Due: "2026-12-26"})
	if id := b.Must("沈岚", &command.SetDutyDay{Operation: "P7-2027", Item: "deploy", Due: "2026-12-26"}).ID; id != key {
		t.Errorf("id %s", id)
	}
	if r := row(t, b, main, key); r.Undated || r.Due != "2026-12-26" || !r.Near || r.Left != 2 || r.Task == nil || r.Task.Version != 1 {
		t.Errorf("%+v", r)
	}
	board, err := b.As(main).Board()
	if err != nil || !slices.ContainsFunc(board.Rows, func(r view.DueRow) bool { return r.Key == "duty/"+key }) {
		t.Errorf("board: %+v %v", board.Rows, err)
	}
	b.Refuse("沈岚", rules.Conflict, &command.SetDutyDay{Operation: "P7-2027", Item: "deploy", Due: "2026-12-27", Version: 7})
	b.Must(main, &command.UndoDuty{Duty: key, Reason: "改期"})
	if r := row(t, b, main, key); !r.Undated || r.Task == nil || r.Task.Back != "改期" {
		t.Errorf("%+v", r)
	}
	b.Must(main, &command.DoDuty{Operation: "P7-2027", Item: "deploy", Evidence: rules.Evidence{Words: "镇里开会", Number: "北府发3号"}})
	if r := row(t, b, main, key); r.State != "done_on_time" || r.Standing.ZH != "已办" {
		t.Errorf("%+v", r)
	}
	b.Refuse("沈岚", rules.Precondition, &command.SetDutyDay{Operation: "P7-2027", Item: "deploy", Due: "2026-12-27"})
}

// Ensure that a goal shows what is counted against it, with the cases, those of the season and
// not merged away alone, and that the page and today's sum say the same.
func TestGoals(t *testing.T) {
	b := winter(t, "2026-11-28")
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	early := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "桥洞", Said: "躺着"}}).ID
	b.Must(main, &command.Settle{Case: early, Outcome: rules.OutcomeDied, Note: "到场时已去世"})
	set(t, b, "2026-12-03")
	goal := func() view.PlanDuty {
		t.Helper()
		p, err := b.As(main).Plan("P7")
		if err != nil {
			t.Fatal(err)
		}
		today, err := b.As(main).PlansToday()
		if err != nil {
			t.Fatal(err)
		}
		find := func(list []view.PlanDuty) view.PlanDuty {
			i := slices.IndexFunc(list, func(d view.PlanDuty) bool { return d.Goal() && d.Plan == "P7" })
			if i < 0 {
				t.Fatal("no goal")
			}
			return list[i]
		}
		x, y := find(p.Duties), find(today.Duties)
		if x.Stands() != y.Stands() {
			t.Errorf("page %s, today %s", x.Stands().ZH, y.Stands().ZH)
		}
		return x
	}
	if g := goal(); g.Off() || g.Watch[0].Count != 0 {
		t.Errorf("before the season: %+v", g.Watch)
	}
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "桥洞", Said: "叫不醒"}}).ID
	b.Must(main, &command.Settle{Case: id, Outcome: rules.OutcomeDied, Note: "医生确认"})
	if g := goal(); !g.Off() || g.Watch[0].Count != 1 || g.Watch[0].Records[0] != id {
		t.Errorf("%+v", g.Watch)
	}
	public, err := b.Public().PlansToday()
	if err != nil || len(public.Duties) == 0 {
		t.Errorf("without a PIN: %+v %v", public, err)
	}
}

// Ensure that a row of a register counts against the goal that watches it, not before the
// season, not once it is struck or found to be nothing.
func TestGoalOfRows(t *testing.T) {
	b := winter(t, "2026-12-03")
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-12-01"})
	now := func(code string) (int, int) {
		t.Helper()
		p, err := b.As(main).Plan("P9")
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(p.Duties, func(d view.PlanDuty) bool { return d.Code == code })
		return p.Duties[i].Watch[0].Count, p.Duties[i].Rows
	}
	row := b.Must("沈岚", &command.PutRow{Register: "complaints", Fields: map[string]string{"date": "2026-12-03", "way": "telephone", "about": "favouring", "text": "给了亲戚"}}).ID
	if n, rows := now("no_favouring"); n != 1 || rows != 1 {
		t.Errorf("%d of %d", n, rows)
	}
	if n, _ := now("no_diversion"); n != 0 {
		t.Errorf("diverted: %d", n)
	}
	b.Must("沈岚", &command.StrikeRow{Row: row, Reason: "记错"})
	if n, rows := now("no_favouring"); n != 0 || rows != 0 {
		t.Errorf("struck: %d of %d", n, rows)
	}
}
