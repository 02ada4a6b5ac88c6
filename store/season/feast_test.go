package season_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/store/storetest"
)

func adopted(t *testing.T, on string, plans ...string) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	for _, p := range plans {
		b.Must("许知远", &command.AdoptPlan{Plan: p, SeasonStartYear: 2027, From: "2026-12-01", To: "2027-03-15"})
	}
	set(t, b, on)
	return b
}

// Ensure what is due before the Spring Festival (2027-02-06), on it, or by a day that is no
// item of docs/plan-questions.md is on the calendar, near and late as every dated duty.
func TestDates(t *testing.T) {
	b := adopted(t, "2027-02-02", "P4", "P6", "P8")
	for _, k := range []struct {
		key, due, state string
		near            bool
	}{
		{"P4-2027/relief_and_visits", "2027-01-31", "overdue", false},
		{"P4-2027/veteran_names", "2027-02-05", "open", true},
		{"P4-2027/card_payments", "2027-02-05", "open", true},
		{"P6-2027/new_years_day_visits", "2027-02-06", "open", false},
		{"P8-2027/village_meetings", "2027-02-05", "open", true},
		{"P8-2027/awards_chosen", "2027-03-10", "open", false},
	} {
		r := row(t, b, main, k.key)
		if string(r.Due) != k.due || r.State != k.state || r.Near != k.near || r.Review {
			t.Errorf("%s: %+v", k.key, r)
		}
	}
	if r := row(t, b, main, "P4-2027/card_payments"); r.Standing.ZH != "活动期已过, 本项期限未到" {
		t.Errorf("card money behind the activity, before the feast (A-09): %+v", r.Standing)
	}
	b.Must(main, &command.DoDuty{Item: "card_payments", Evidence: rules.Evidence{Number: "批次3"}})
	if r := row(t, b, main, "P4-2027/card_payments"); r.State != string(plan.DoneTime) {
		t.Errorf("%+v", r)
	}
	p, _ := plan.Shipped().Plan("P4")
	if len(p.Deadlines()) != 1 { // what `plan ask` knows
		t.Errorf("%d items of docs/plan-questions.md", len(p.Deadlines()))
	}
}

// Ensure the days around the Spring Festival are a duty with days left, that it says which of
// them no published roster covers, and that it is done or waived.
func TestFeast(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P3", SeasonStartYear: 2026, From: "2026-12-01"})
	set(t, b, "2027-01-31")
	const key = "P3-2026/spring_festival"
	r := row(t, b, main, key)
	if r.Due != "2027-02-03" || r.Left != 3 || !r.Near || len(r.Gaps) != 7 || !slices.Contains(r.Gaps, "2027-02-06") || r.Can["duty.done"] != nil {
		t.Errorf("%+v", r)
	}
	b.Must("沈岚", &command.SetSetting{Operation: "P3-2026", Name: plan.SettingFeast, Value: "1"})
	if r := row(t, b, main, key); r.Due != "2027-02-05" || len(r.Gaps) != 3 {
		t.Errorf("%+v", r)
	}
	b.Must(main, &command.DoDuty{Item: "spring_festival", Evidence: rules.Evidence{Words: "三人一班"}})
	if r := row(t, b, main, key); r.Open() || r.Task == nil {
		t.Errorf("%+v", r)
	}
}
