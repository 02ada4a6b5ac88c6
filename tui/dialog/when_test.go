package dialog

import (
	"testing"
	"time"

	"dutydesk/rules"
)

var now = time.Date(2026, 11, 24, 2, 14, 20, 0, rules.Zone)

// Ensure a time of day is the last one there was, over midnight and the turn of the year
// too, and nothing else is guessed.
func TestWhen(t *testing.T) {
	for s, want := range map[string]string{
		"02:11": "2026-11-24 02:11", "2:11": "2026-11-24 02:11", "02:20": "2026-11-24 02:20", "23:50": "2026-11-23 23:50", "08:00": "2026-11-23 08:00",
		"昨天 22:30": "2026-11-23 22:30", "-10分": "2026-11-24 02:04", "０２１１": "2026-11-24 02:11",
		"11-23 08:00": "2026-11-23 08:00", "2026-11-01 09:30": "2026-11-01 09:30", " 02:11 ": "2026-11-24 02:11",
	} {
		got, err := When("at", s, now)
		if err != nil || got.In(rules.Zone).Format("2006-01-02 15:04") != want {
			t.Errorf("%q is %v, %v; want %s", s, got, err, want)
		}
	}
	if got, err := When("at", "", now); got != nil || err != nil {
		t.Errorf("nothing is %v, %v", got, err)
	}
	for _, s := range []string{"25:00", "昨天", "02:60", "13-40 02:00", "2"} {
		if _, err := When("at", s, now); err == nil || err.Field != "at" {
			t.Errorf("%q is taken: %v", s, err)
		}
	}
	early := time.Date(2027, 1, 1, 0, 5, 0, 0, rules.Zone)
	if got, _ := When("at", "23:55", early); got.In(rules.Zone).Format(time.DateOnly) != "2026-12-31" {
		t.Errorf("before midnight of the new year: %v", got)
	}
}

// Ensure a time of day to come is the next one.
func TestUntil(t *testing.T) {
	for s, want := range map[string]string{"06:00": "2026-11-24 06:00", "01:00": "2026-11-25 01:00", "11-26 08:00": "2026-11-26 08:00", "明天6点": "2026-11-25 06:00", "+30": "2026-11-24 02:44"} {
		got, err := Until("until", s, now)
		if err != nil || got.In(rules.Zone).Format("2006-01-02 15:04") != want {
			t.Errorf("%q is %v, %v; want %s", s, got, err, want)
		}
	}
}

// Ensure a day is read in full or by its name, and nothing else.
func TestDay(t *testing.T) {
	for s, want := range map[string]rules.Date{"": "", "2027-04-01": "2027-04-01", "2027.4.1": "2027-04-01", "明天": "2026-11-25"} {
		if got, err := Day("expires", s, now); got != want || err != nil {
			t.Errorf("%q is %q, %v; want %q", s, got, err, want)
		}
	}
	for _, s := range []string{"02:11", "2027-02-30", "永久"} {
		if _, err := Day("expires", s, now); err == nil || err.Field != "expires" {
			t.Errorf("%q is taken: %v", s, err)
		}
	}
}

// Ensure that a day without its year is the next of its name, and that nothing else is one.
func TestNextDay(t *testing.T) {
	for s, want := range map[string]rules.Date{"11-29": "2026-11-29", "1129": "2026-11-29", "11月29日": "2026-11-29", "１１－２９": "2026-11-29", "11-16": "2027-11-16", "11-17": "2026-11-17", "2-29": "2028-02-29",
		"2026-11-29": "", "29": "", "13-01": "", "2-30": "", "明天": "", "": ""} {
		if got, ok := NextDay(s, "2026-11-17"); got != want || ok != (want != "") {
			t.Errorf("%s: %s %t", s, got, ok)
		}
	}
}
