package rules_test

import (
	"testing"

	"dutydesk/rules"
)

var off2027 = []rules.Stretch{
	{Feast: "new_year", From: "2026-12-31", To: "2027-01-02", Work: []rules.Date{"2027-01-03"}},
	{Feast: "spring", From: "2027-02-05", To: "2027-02-11", Work: []rules.Date{"2027-01-30", "2027-02-20"}},
}

// Ensure that a notice which cannot be right is refused at its field, and the shipped ones
// are right.
func TestDaysOffCheck(t *testing.T) {
	for year, lines := range rules.ShippedCalendar {
		if e := (&rules.DaysOff{Year: year, Lines: lines}).Check(); e != nil {
			t.Errorf("%d: %s %s", year, e.Field, e.Text.ZH)
		}
	}
	for _, k := range []struct {
		name, field string
		year        int
		lines       []rules.Stretch
	}{
		{"good, over the new year", "", 2027, off2027},
		{"no year of the table", "year", 2031, off2027},
		{"nothing", "lines[0].feast", 2027, nil},
		{"another year's", "lines[0].from", 2028, off2027},
		{"no such feast", "lines[0].feast", 2027, []rules.Stretch{{Feast: "easter", From: "2027-03-28", To: "2027-03-28"}}},
		{"backwards", "lines[0].to", 2027, []rules.Stretch{{Feast: "new_year", From: "2027-01-02", To: "2027-01-01"}}},
		{"too long", "lines[0].to", 2027, []rules.Stretch{{Feast: "spring", From: "2027-02-01", To: "2027-02-16"}}},
		{"without its feast", "lines[0].from", 2027, []rules.Stretch{{Feast: "spring", From: "2027-02-10", To: "2027-02-16"}}},
		{"leap day", "", 2028, []rules.Stretch{{Feast: "spring", From: "2028-01-25", To: "2028-01-31", Work: []rules.Date{"2028-01-22"}}}},
		{"overlap", "lines[1].from", 2027, append(off2027[:1:1], rules.Stretch{Feast: "new_year", From: "2027-01-01", To: "2027-01-01"})},
		{"worked on a weekday", "lines[0].work", 2027, []rules.Stretch{{Feast: "spring", From: "2027-02-05", To: "2027-02-11", Work: []rules.Date{"2027-02-12"}}}},
		{"worked and off", "lines[0].work", 2027, []rules.Stretch{{Feast: "spring", From: "2027-02-05", To: "2027-02-11", Work: []rules.Date{"2027-02-07"}}}},
		{"mid-autumn within the national days", "", 2028, []rules.Stretch{{Feast: "mid_autumn", From: "2028-10-01", To: "2028-10-08"}}},
	} {
		e := (&rules.DaysOff{Year: k.year, Lines: k.lines}).Check()
		if got := fieldOf(e); got != k.field {
			t.Errorf("%s: field %q, want %q", k.name, got, k.field)
		}
	}
}

func fieldOf(e *rules.Error) string {
	if e == nil {
		return ""
	}
	return e.Field
}

// Ensure that the township's notice stands over what is shipped until it is taken back, and
// that a year without one is told.
func TestCalendarWith(t *testing.T) {
	n := rules.DaysOff{ID: "2027", Year: 2027, Lines: off2027}
	c := rules.ShippedCalendar.With([]rules.DaysOff{n})
	for d, want := range map[rules.Date]rules.DayKind{"2026-12-31": rules.DayOff, "2027-01-03": rules.DayMakeUp, "2027-01-30": rules.DayMakeUp,
		"2027-02-04": rules.DayWork, "2027-02-05": rules.DayHoliday, "2027-02-11": rules.DayOff, "2027-02-12": rules.DayWork} {
		if got := c.Day(d).Kind; got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
	if !c.Knows(2027) || !c.Knows(2026) || rules.ShippedCalendar.Knows(2027) {
		t.Error("which years are known")
	}
	if e := n.Strike("日期抄错"); e != nil {
		t.Fatal(e)
	}
	if rules.ShippedCalendar.With([]rules.DaysOff{n}).Knows(2027) {
		t.Error("a notice that was taken back still stands")
	}
	if e := n.Strike("再来"); e == nil || e.Kind != rules.Precondition {
		t.Errorf("taken back twice: %v", e)
	}
}
