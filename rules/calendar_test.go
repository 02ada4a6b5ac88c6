package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that feasts, days off and weekends worked are told apart, also where the notice of
// the year is not known.
func TestDay(t *testing.T) {
	for _, k := range []struct {
		on   rules.Date
		kind rules.DayKind
		name string
		sure bool
	}{
		{"2026-01-01", rules.DayHoliday, "元旦", true},
		{"2026-01-02", rules.DayOff, "元旦", true},
		{"2026-01-04", rules.DayMakeUp, "元旦", true},
		{"2026-02-14", rules.DayMakeUp, "春节", true},
		{"2026-02-15", rules.DayOff, "春节", true},
		{"2026-02-16", rules.DayHoliday, "春节", true}, // New Year's Eve
		{"2026-02-19", rules.DayHoliday, "春节", true},
		{"2026-02-20", rules.DayOff, "春节", true},
		{"2026-02-24", rules.DayWork, "", true},
		{"2026-11-21", rules.DayWeekend, "", true},
		{"2026-10-10", rules.DayMakeUp, "国庆节", true},
		{"2027-01-01", rules.DayHoliday, "元旦", false},
		{"2027-02-05", rules.DayHoliday, "春节", false}, // ICU has the feast on the 7th
		{"2027-02-08", rules.DayHoliday, "春节", false},
		{"2027-02-09", rules.DayWork, "", false}, // may turn out to be off
		{"2027-01-30", rules.DayWeekend, "", false},
		{"2030-02-06", rules.DayWork, "", false},
		{"2030-02-02", rules.DayHoliday, "春节", false},
		{"2031-01-25", rules.DayWeekend, "", false}, // beyond the table
	} {
		got := rules.ShippedCalendar.Day(k.on)
		if got.Kind != k.kind || got.Name.ZH != k.name || got.Sure != k.sure {
			t.Errorf("%s: %s %q sure %v, want %s %q %v", k.on, got.Kind, got.Name.ZH, got.Sure, k.kind, k.name, k.sure)
		}
	}
}

// Ensure that a notice that the township adds counts, also over the new year, and that the
// shipped ones stay as they are.
func TestNoticeAdded(t *testing.T) {
	c := rules.Calendar{2027: {{Feast: "new_year", From: "2026-12-31", To: "2027-01-02", Work: []rules.Date{"2027-01-03"}}}}
	for on, want := range map[rules.Date]rules.DayKind{"2026-12-31": rules.DayOff, "2027-01-01": rules.DayHoliday, "2027-01-02": rules.DayOff, "2027-01-03": rules.DayMakeUp, "2027-01-04": rules.DayWork} {
		if got := c.Day(on); got.Kind != want || !got.Sure {
			t.Errorf("%s: %+v, want %s", on, got, want)
		}
	}
	if got := rules.ShippedCalendar.Day("2026-12-31"); got.Kind != rules.DayWork {
		t.Errorf("shipped: %+v", got)
	}
}

// Ensure that every line of a shipped notice is a sound one: from before to, work days on
// weekends and not inside, the feast's own days inside.
func TestShippedNotices(t *testing.T) {
	for year, lines := range rules.ShippedCalendar {
		for _, s := range lines {
			if s.To < s.From || s.From.Time().Year() != year {
				t.Errorf("%d %s: %s to %s", year, s.Feast, s.From, s.To)
			}
			for _, w := range s.Work {
				if d := w.Time().Weekday(); d != time.Saturday && d != time.Sunday || s.From <= w && w <= s.To {
					t.Errorf("%d %s: works on %s", year, s.Feast, w)
				}
			}
		}
		for d := rules.Date(lines[0].From); d.Time().Year() == year; d = d.Add(1) {
			day := rules.ShippedCalendar.Day(d)
			if day.Kind != rules.DayHoliday {
				continue
			}
			inside := false
			for _, s := range lines {
				inside = inside || s.From <= d && d <= s.To
			}
			if !inside {
				t.Errorf("%s is a feast, but not in the notice", d)
			}
		}
	}
}

// Ensure that 春节 and 除夕 are those of docs/domain.md §7, each on its weekday; calculators give
// another day for 2027 and 2030.
func TestSpringFestival(t *testing.T) {
	for _, k := range []struct {
		first, eve rules.Date
		day        time.Weekday
	}{
		{"2024-02-10", "2024-02-09", time.Saturday}, {"2025-01-29", "2025-01-28", time.Wednesday}, {"2026-02-17", "2026-02-16", time.Tuesday},
		{"2027-02-06", "2027-02-05", time.Saturday}, {"2028-01-26", "2028-01-25", time.Wednesday}, {"2029-02-13", "2029-02-12", time.Tuesday}, {"2030-02-03", "2030-02-02", time.Sunday},
	} {
		if got := rules.SpringFestival(string(k.first[:4])); got != k.first || got.Time().Weekday() != k.day {
			t.Errorf("%s: %s, %s", k.first[:4], got, got.Time().Weekday())
		}
		var own []rules.Date
		for on := k.eve.Add(-5); on < k.first.Add(10); on = on.Add(1) {
			if d := (rules.Calendar{}).Day(on); d.Kind == rules.DayHoliday && d.Name.ZH == "春节" {
				own = append(own, on)
			}
		}
		if len(own) != 4 || own[0] != k.eve || own[1] != k.first {
			t.Errorf("%s: the feast is %v", k.first[:4], own)
		}
	}
	if got := rules.SpringFestival("2031"); got != "" {
		t.Errorf("beyond the table: %s", got)
	}
}
