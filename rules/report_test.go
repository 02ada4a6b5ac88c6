package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that a report is for the hour that comes from an hour before it on, and for the last
// one until then, over midnight too.
func TestReportHour(t *testing.T) {
	for _, k := range []struct {
		hour int
		now  time.Time
		want string
	}{
		{17, clock(2, 10), "11-23 17:00"}, {17, clock(15, 59), "11-23 17:00"}, {17, clock(16, 0), "11-24 17:00"}, {17, clock(23, 59), "11-24 17:00"},
		{8, clock(6, 59), "11-23 08:00"}, {8, clock(7, 0), "11-24 08:00"}, {0, clock(22, 59), "11-24 00:00"}, {0, clock(23, 0), "11-25 00:00"}, {24, clock(8, 0), ""},
	} {
		got := ""
		if at, ok := rules.ReportHour(k.hour, k.now); ok {
			got = rules.Stamp(at)
		}
		if got != k.want {
			t.Errorf("%d at %v: %s, want %s", k.hour, k.now, got, k.want)
		}
	}
}

// Ensure that the night's report is for the morning that comes, from midnight on, and the nil
// report for the last hour until the next is near.
func TestReportKindHour(t *testing.T) {
	for _, k := range []struct {
		kind rules.ReportKind
		hour int
		now  time.Time
		want string
	}{
		{rules.ReportNight, 8, clock(0, 0), "11-24 08:00"}, {rules.ReportNight, 8, clock(6, 50), "11-24 08:00"}, {rules.ReportNight, 8, clock(23, 59), "11-24 08:00"},
		{rules.ReportNight, 0, clock(23, 0), "11-25 00:00"}, {rules.ReportNight, 24, clock(8, 0), ""}, {rules.ReportNil, 17, clock(9, 0), "11-23 17:00"},
	} {
		got := ""
		if at, ok := k.kind.Hour(k.hour, k.now); ok {
			got = rules.Stamp(at)
		}
		if got != k.want {
			t.Errorf("%s %d at %v: %s, want %s", k.kind, k.hour, k.now, got, k.want)
		}
	}
}
