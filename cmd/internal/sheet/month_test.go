package sheet_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure the sheet of a month has its weeks from Monday, what each day is, what is due on it and
// who answers, what comes back, and that days off may differ where no notice is entered.
func TestMonth(t *testing.T) {
	both := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	c := &view.Calendar{Stamp: view.Stamp{Now: time.Date(2026, 2, 1, 9, 0, 0, 0, rules.Zone)}, Years: []view.YearDays{{Year: 2026, Known: true}, {Year: 2027, Words: rules.UnknownYear(2027)}},
		Rows: []view.CalendarRow{
			{Key: "P9-2026/a", Due: "2026-02-16", State: "open", Text: both("<慰问金>送到"), Owner: both("镇"), Clauses: []string{"P9.4.9"}, Standing: both("未到期")},
			{Key: "P9-2026/b", Due: "2026-02-14", State: "done_on_time", Text: both("镇级公示"), Standing: both("按期完成")},
			{Key: "P9-2026/c", Due: "2026-03-03", State: "open", Text: both("下月的事")},
			{Key: "P7-2026/d/2026-02-01", Due: "2026-02-01", Every: rules.EveryDay, State: "due_today", Text: both("每天巡查")},
		}}
	for on := rules.Date("2026-02-01"); on < "2027-03-01"; on = on.Add(1) {
		c.Days = append(c.Days, rules.ShippedCalendar.Day(on))
	}
	s := sheet.Month(c, c, "2026-02-01", "岚川县北渡镇", "沈岚", true)
	rows := s.Parts[0].Table.Rows
	if len(rows) != 5 || rows[0][5].In(text.ZH) != "" || rows[0][6].In(text.ZH) != "1" || len(rows[4]) != 7 {
		t.Errorf("weeks: %d, the first %v", len(rows), rows[0])
	}
	if got := rows[3][0].In(text.ZH); got != "16 休 春节\n<慰问金>送到" {
		t.Errorf("New Year's Eve: %q", got)
	}
	if got := rows[2][5].In(text.ZH); got != "14 班\n(已结) 镇级公示" {
		t.Errorf("a worked Saturday: %q", got)
	}
	raw, err := s.HTML(text.ZH)
	if err != nil {
		t.Fatal(err)
	}
	html := string(raw)
	for _, want := range []string{"岚川县北渡镇", "到期事项月历 2026-02", "&lt;慰问金&gt;送到", "每天巡查", "演示数据"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, not := range []string{"下月的事", "未录入", "<script", "草稿"} {
		if strings.Contains(html, not) {
			t.Errorf("it has %q", not)
		}
	}
	plain := sheet.Month(c, c, "2027-02-01", "岚川县北渡镇", "", false).Text(text.EN)
	if !strings.Contains(plain, "days off may differ") || !strings.Contains(plain, "5 off") {
		t.Errorf("2027:\n%s", plain)
	}
}
