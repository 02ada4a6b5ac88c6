package dialog

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/widget/field"
)

// At is the field of a moment that When reads.
func At() field.Spec {
	return field.Spec{Name: "at", Label: text.Text{ZH: "时间", EN: "Time"}, Kind: field.DateTime, Hint: text.Text{ZH: "现在, 或 02:11", EN: "now, or 02:11"}}
}

// ahead is how far a time of day may lie ahead before yesterday's is meant: the clocks of
// two rooms differ.
const ahead = 10 * time.Minute

// When reads a moment that is past, as people write it: "02:11" (today, or yesterday when
// that is still to come), "11-24 02:11", "2026-11-24 02:11". "" is nil: now.
func When(field, s string, now time.Time) (*time.Time, *rules.Error) {
	t, ok := moment(s, now)
	if !ok {
		return nil, rules.Bad(field, text.Text{ZH: "时间写成 02:11 或 11-24 02:11", EN: "Write the time as 02:11 or 11-24 02:11"})
	}
	if t != nil && len(strings.TrimSpace(s)) <= len("15:04") && t.After(now.Add(ahead)) {
		*t = t.AddDate(0, 0, -1)
	}
	return t, nil
}

// Until reads a moment to come: a time of day that is past means tomorrow's.
func Until(field, s string, now time.Time) (*time.Time, *rules.Error) {
	t, err := When(field, s, now)
	if t != nil && t.Before(now) && len(strings.TrimSpace(s)) <= len("15:04") {
		*t = t.AddDate(0, 0, 1)
	}
	return t, err
}

func moment(s string, now time.Time) (*time.Time, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, true
	}
	local := now.In(rules.Zone)
	for form, prefix := range map[string]string{"2006-1-2 15:4": "", "1-2 15:4": local.Format("2006-"), "15:4": local.Format("2006-01-02 ")} {
		if t, err := time.ParseInLocation(form, s, rules.Zone); err == nil {
			if prefix != "" {
				t, err = time.ParseInLocation("2006-1-2 15:4", prefix+s, rules.Zone)
			}
			if err == nil {
				return &t, true
			}
		}
	}
	return nil, false
}
