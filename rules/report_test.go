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
