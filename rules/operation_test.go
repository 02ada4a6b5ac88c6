package rules_test

import (
	"testing"

	"dutydesk/rules"
)

// Ensure an operation ends on a day between today and its last, or is withdrawn at once, and
// only while it is not over.
func TestOperationEnds(t *testing.T) {
	running := rules.Operation{ID: "P1-2026", From: "2026-11-01", To: "2027-03-15"}
	ahead := rules.Operation{ID: "P3-2026", From: "2026-12-01", To: "2027-03-15"}
	past := rules.Operation{ID: "P7-2025", From: "2025-11-01", To: "2026-03-15"}
	const fine = rules.Kind(0)
	const today = rules.Date("2026-11-24")
	for _, c := range []struct {
		name  string
		o     rules.Operation
		on    rules.Date // "" withdraws
		state string     // the day after today
		kind  rules.Kind
		field string
	}{
		{"today is the last day", running, today, rules.OperationEnded, fine, ""},
		{"a later day", running, "2026-12-31", rules.OperationInForce, fine, ""},
		{"yesterday", running, "2026-11-23", "", rules.Invalid, "on"},
		{"its own last day", running, "2027-03-15", "", rules.Invalid, "on"},
		{"longer", running, "2027-03-31", "", rules.Invalid, "on"},
		{"not begun", ahead, "2026-12-10", "", rules.Precondition, ""},
		{"over", past, today, "", rules.Precondition, ""},
		{"withdrawn in force", running, "", rules.OperationWithdrawn, fine, ""},
		{"withdrawn before it begins", ahead, "", rules.OperationWithdrawn, fine, ""},
		{"withdrawn when over", past, "", "", rules.Precondition, ""},
	} {
		o, was := c.o, c.o
		var err error
		if c.on == "" {
			err = o.Withdraw(today, "上级通知")
		} else {
			err = o.End(c.on, today, "上级通知")
		}
		if c.kind != fine {
			if e := rules.AsError(err); e == nil || e.Kind != c.kind || e.Field != c.field || o.To != was.To || o.Withdrawn {
				t.Errorf("%s: %v, %+v", c.name, err, o)
			}
			continue
		}
		if err != nil || o.State("2026-11-25") != c.state || o.Ended == "" {
			t.Errorf("%s: %v, %+v is %s", c.name, err, o, o.State("2026-11-25"))
		}
		if o.Withdrawn && o.MayEnd(today) == nil {
			t.Errorf("%s: withdrawn twice", c.name)
		}
	}
}

// Ensure the day of an operation counts from its first day and stays within its days.
func TestOperationDay(t *testing.T) {
	o := rules.Operation{From: "2026-11-01", To: "2027-03-15"}
	for on, want := range map[rules.Date]int{"2026-10-31": 0, "2026-11-01": 1, "2026-11-24": 24, "2027-03-15": 135, "2027-03-16": 135} {
		if day, days := o.Day(on); day != want || days != 135 {
			t.Errorf("%s: %d of %d, want %d", on, day, days, want)
		}
	}
	if day, days := (rules.Operation{To: "2027-02-05"}).Day("2027-01-01"); day != 0 || days != 0 {
		t.Errorf("no first day: %d of %d", day, days)
	}
}
