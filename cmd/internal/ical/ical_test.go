package ical_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dutydesk/cmd/internal/ical"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func season() *view.Calendar {
	both := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	return &view.Calendar{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)},
		Operations: []view.Season{{Operation: rules.Operation{ID: "P7-2026", From: "2026-11-01", To: "2027-03-15"}}},
		Rows: []view.CalendarRow{
			{Key: "P7-2026/begins", Kind: view.RowBegins, Due: "2026-11-01", Text: both("开始")},
			{Key: "P7-2026/village_patrol/2026-11-24", Kind: view.RowSeries, Operation: "P7-2026", Plan: "P7", Date: "2026-11-24", Due: "2026-11-24", Every: rules.EveryDay, State: "due_today", Text: both("每天巡查")},
			{Key: "P9-2027/town_posting", Kind: view.RowDuty, Operation: "P9-2027", Plan: "P9", Due: "2027-01-08", State: "open", Standing: both("未到期"), Owner: both("镇"), Clauses: []string{"P9.4.9"}, Text: both("镇级公示")},
			{Key: "P9-2027/village_posting", Kind: view.RowDuty, Operation: "P9-2027", Plan: "P9", Due: "2027-01-01", State: "done_on_time", Text: both("村级张榜公示")},
			{Key: "Z20261124-02/2026-11-29", Kind: view.RowOwn, Date: "2026-11-29", Due: "2026-11-29", Every: rules.EveryWeek, State: "open", Text: both("报周报"), Own: &rules.Task{ID: "Z20261124-02", Due: "2026-11-25", Until: "2027-02-28"}},
			{Key: "Z20261124-01", Kind: view.RowOwn, Due: "2026-12-01", State: "open", Text: both(`一, 二; 三\四` + "\n" + strings.Repeat("桥洞排查", 30)), Own: &rules.Task{ID: "Z20261124-01", Due: "2026-12-01"}},
		}}
}

// Ensure that lines end as the format has it, none is longer than 75 octets or breaks inside a
// character, and everything that begins ends.
func TestFormat(t *testing.T) {
	raw := string(ical.Of(season(), "北渡镇到期事项", text.ZH))
	var open []string
	for _, l := range strings.Split(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") || l == "" {
			t.Errorf("line %q of %d octets", l, len(l))
		}
		if what, ok := strings.CutPrefix(l, "BEGIN:"); ok {
			open = append(open, what)
		}
		if what, ok := strings.CutPrefix(l, "END:"); ok {
			if len(open) == 0 || open[len(open)-1] != what {
				t.Fatalf("END:%s in %v", what, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 || !strings.HasSuffix(raw, "END:VCALENDAR\r\n") {
		t.Errorf("left open: %v", open)
	}
}

// Ensure that there is one event for each duty with its day, a series comes back to its last
// day, and what is open rings three days before.
func TestEvents(t *testing.T) {
	raw := strings.ReplaceAll(string(ical.Of(season(), "北渡镇到期事项", text.ZH)), "\r\n ", "")
	events := strings.Split(raw, "BEGIN:VEVENT\r\n")[1:]
	for i, want := range []struct {
		has  []string
		ring bool
	}{
		{[]string{"UID:P7-2026/village_patrol@dutydesk", "DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=DAILY;UNTIL=20270315"}, false},
		{[]string{"UID:P9-2027/town_posting@dutydesk", "DTSTAMP:20261123T181400Z", "DTSTART;VALUE=DATE:20270108\r\nDTEND;VALUE=DATE:20270109", "SUMMARY:镇级公示", `DESCRIPTION:未到期\n镇\nP9.4.9`, "CATEGORIES:P9"}, true},
		{[]string{"UID:P9-2027/village_posting@dutydesk"}, false},
		{[]string{"UID:Z20261124-02@dutydesk", "DTSTART;VALUE=DATE:20261129", "RRULE:FREQ=WEEKLY;UNTIL=20270228"}, true},
		{[]string{"UID:Z20261124-01@dutydesk", `SUMMARY:一\, 二\; 三\\四\n桥洞排查`}, true},
	} {
		if i >= len(events) {
			t.Fatalf("%d events", len(events))
		}
		for _, w := range want.has {
			if !strings.Contains(events[i], w) {
				t.Errorf("%d: no %q in\n%s", i, w, events[i])
			}
		}
		if ring := strings.Contains(events[i], "TRIGGER:-P3D"); ring != want.ring {
			t.Errorf("%d rings %t", i, ring)
		}
	}
	if len(events) != 5 {
		t.Errorf("%d events", len(events))
	}
}
