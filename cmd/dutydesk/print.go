package main

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// columns prints rows in columns, by display width; the last column is as long as it is.
func (a *app) columns(rows [][]string) {
	var widths []int
	for _, r := range rows {
		for i, cell := range r {
			r[i] = text.Display(strings.ReplaceAll(cell, "\n", " "))
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], style.Width(style.Narrow, r[i]))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		line := len(r)
		for line > 0 && r[line-1] == "" {
			line--
		}
		for i, cell := range r[:line] {
			b.WriteString(cell)
			if i < line-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-style.Width(style.Narrow, cell)+2))
			}
		}
		b.WriteByte('\n')
	}
	a.write(b.String())
}

// moment is a time as the desk writes it.
func moment(t time.Time) string { return t.In(rules.Zone).Format("2006-01-02 15:04") }

// momentOr is a time that may be missing.
func momentOr(t *time.Time) string {
	if t == nil {
		return ""
	}
	return moment(*t)
}

// timeForms are how a person may write a moment; the first is RFC 3339.
var timeForms = []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02 15:04:05"}

// timeOf reads a moment. An hour alone ("02:10") is the nearest one in the past, or with
// ahead in the future.
func timeOf(field, s string, now time.Time, ahead bool) (time.Time, error) {
	s = strings.TrimSpace(text.Digits(strings.ReplaceAll(s, "：", ":")))
	for _, form := range timeForms {
		if t, err := time.ParseInLocation(form, s, rules.Zone); err == nil {
			return t, nil
		}
	}
	if hm, err := time.Parse("15:04", s); err == nil {
		t := rules.DateOf(now).Time().Add(time.Duration(hm.Hour())*time.Hour + time.Duration(hm.Minute())*time.Minute)
		switch {
		case ahead && t.Before(now):
			t = t.AddDate(0, 0, 1)
		case !ahead && t.After(now):
			t = t.AddDate(0, 0, -1)
		}
		return t, nil
	}
	return time.Time{}, rules.Bad(field, text.Text{ZH: "时间看不懂: %[1]s (例: 2026-11-24 02:10 或 02:10)", EN: "Not a time: %[1]s (for example 2026-11-24 02:10, or 02:10)"}.With(text.Clean(s, text.Line)))
}

// timeFlag reads a flag that may be empty.
func (b *book) timeFlag(field, s string, ahead bool) (*time.Time, error) {
	if s == "" {
		return nil, nil
	}
	t, err := timeOf(field, s, b.st.Now(), ahead)
	return &t, err
}
