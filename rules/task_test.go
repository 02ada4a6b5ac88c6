package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that a week runs from Monday to Sunday, cut to the window, over the end of a year
// and the leap day.
func TestPeriods(t *testing.T) {
	for _, k := range []struct {
		every        rules.Every
		on, from, to rules.Date
		first, last  rules.Date
		periods      int
	}{
		{rules.EveryWeek, "2027-01-10", "2027-01-10", "2027-02-10", "2027-01-10", "2027-01-10", 6}, // begins on a Sunday
		{rules.EveryWeek, "2027-01-11", "2027-01-10", "2027-02-10", "2027-01-11", "2027-01-17", 6},
		{rules.EveryWeek, "2027-02-10", "2027-01-10", "2027-02-10", "2027-02-08", "2027-02-10", 6},
		{rules.EveryWeek, "2027-02-11", "2027-01-10", "2027-02-10", "", "", 6},
		{rules.EveryWeek, "2026-12-31", "2026-12-01", "2027-01-31", "2026-12-28", "2027-01-03", 9},
		{rules.EveryWeek, "2028-02-29", "2028-02-28", "2028-03-05", "2028-02-28", "2028-03-05", 1},
		{rules.EveryDay, "2028-02-29", "2028-02-28", "2028-03-01", "2028-02-29", "2028-02-29", 3},
		{rules.EveryDay, "2028-02-27", "2028-02-28", "2028-03-01", "", "", 3},
	} {
		first, last := k.every.Period(k.on, k.from, k.to)
		if n := k.every.Periods(k.from, k.to); first != k.first || last != k.last || n != k.periods {
			t.Errorf("%s %s: %s - %s of %d, want %s - %s of %d", k.every, k.on, first, last, n, k.first, k.last, k.periods)
		}
	}
	if n := rules.EveryDay.Periods("2027-01-02", "2027-01-01"); n != 0 {
		t.Errorf("no days: %d", n)
	}
}

// Ensure that a duty is done or waived once, and what was written is taken back with a reason.
func TestTaskMarks(t *testing.T) {
	by := rules.Hand{Officer: "U001", Name: "何雨禾", At: time.Date(2027, 1, 8, 15, 59, 0, 0, time.UTC)} // 23:59
	k := rules.Task{ID: "P9-2027/town_posting", Operation: "P9-2027", Item: "town_posting"}
	if e := k.Do(by, "2027-01-09", rules.Evidence{Words: "贴"}); fieldOf(e) != "done_on" {
		t.Errorf("done tomorrow: %v", e)
	}
	if e := k.Undo(by, "没写过"); e == nil {
		t.Error("nothing was taken back")
	}
	if e := k.Do(by, "2027-01-08", rules.Evidence{Words: "贴"}); e != nil {
		t.Fatal(e)
	}
	if k.Do(by, "2027-01-08", rules.Evidence{}) == nil || k.Waive(by, rules.Exemption{}) == nil || k.MayStrike() == nil {
		t.Error("marked twice, or a plan's item struck")
	}
	if e := k.Undo(by, "贴错了"); e != nil || k.Settled() || k.Back != "贴错了" || k.Evidence != (rules.Evidence{}) {
		t.Errorf("undone: %v %+v", e, k)
	}
	if e := k.Waive(by, rules.Exemption{Reason: "县里贴", Clause: "P9.4.11"}); e != nil || !k.Settled() {
		t.Errorf("waived: %v", e)
	}
	if e := k.MayMark(); e == nil || e.Clause != "P9.4.11" {
		t.Errorf("the waiver names its clause: %v", e)
	}
	own := rules.Task{ID: "Z20270108-01", Item: "Z20270108-01", Title: "周报", Due: "2027-01-10"}
	if e := own.Strike(by, "不用报了"); e != nil || own.MayMark() == nil || own.MayStrike() == nil {
		t.Errorf("struck: %v", e)
	}
}

// Ensure that a duty of a plan takes a day of the township's until it is settled, that the day
// is taken back once no mark stands over it, and that an own duty keeps its own.
func TestTaskDay(t *testing.T) {
	by := rules.Hand{Officer: "U001", Name: "何雨禾", At: time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC)}
	d := &rules.Task{Operation: "P7-2026", Item: "deploy"}
	if e := d.MayUndo(); e == nil {
		t.Error("nothing was written")
	}
	if e := d.SetDay(by, "2026-11-26"); e != nil || d.Due != "2026-11-26" {
		t.Errorf("%v %+v", e, d)
	}
	if e := d.Do(by, "2026-11-24", rules.Evidence{Words: "开会"}); e != nil {
		t.Error(e)
	}
	if e := d.SetDay(by, "2026-11-27"); e == nil || d.Due != "2026-11-26" {
		t.Error("a day after it was done")
	}
	if e := d.Undo(by, "记错"); e != nil || d.Due != "2026-11-26" || d.Settled() {
		t.Errorf("the mark: %v %+v", e, d)
	}
	if e := d.Undo(by, "改期"); e != nil || d.Due != "" || d.Back != "改期" {
		t.Errorf("the day: %v %+v", e, d)
	}
	own := &rules.Task{ID: "Z1", Title: "交名单", Due: "2026-12-01"}
	if e := own.Undo(by, "x"); e == nil || own.Due == "" {
		t.Error("an own duty lost its day")
	}
}
