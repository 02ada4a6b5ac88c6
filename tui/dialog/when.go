package dialog

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/widget/field"
)

// At is the field of a moment that When reads.
func At() field.Spec {
	return field.Spec{Name: "at", Label: text.Text{ZH: "时间", EN: "Time"}, Kind: field.DateTime, Sense: text.Past, Hint: text.Text{ZH: "空着是现在, 或写 21:30", EN: "empty is now, or write 21:30"}}
}

// When reads a moment that is past, in any form of text.ParseWhen: a time of day is
// today's, or yesterday's when that is still to come. "" is nil: now.
func When(field, s string, now time.Time) (*time.Time, *rules.Error) {
	return read(field, s, now, text.Past)
}

// Until reads a moment to come: a time of day that is past means tomorrow's. Its field has
// the Sense text.Ahead. "" is nil.
func Until(field, s string, now time.Time) (*time.Time, *rules.Error) {
	return read(field, s, now, text.Ahead)
}

// Day reads a day, written in full or by its name (明天). Its field has the Sense
// text.DayOnly. "" is "".
func Day(field, s string, now time.Time) (rules.Date, *rules.Error) {
	t, err := read(field, s, now, text.DayOnly)
	if t == nil {
		return "", err
	}
	return rules.DateOf(*t), err
}

// yearless is a month with its day: 11-29, 11月29日, 1129.
var yearless = regexp.MustCompile(`^(\d{1,2})[-./月](\d{1,2})日?$|^(\d{2})(\d{2})$`)

// wide are the signs of a day as an input method writes them.
var wide = strings.NewReplacer("－", "-", "／", "/", "．", ".")

// NextDay reads a day that is written without its year: the next of that name from a day on,
// false for anything else. Nobody means the 29th of February but of a year that has it.
func NextDay(s string, from rules.Date) (rules.Date, bool) {
	m := yearless.FindStringSubmatch(text.Digits(wide.Replace(strings.TrimSpace(s))))
	if m == nil || from.Time().IsZero() {
		return "", false
	}
	month, _ := strconv.Atoi(m[1] + m[3])
	day, _ := strconv.Atoi(m[2] + m[4])
	for year := from.Time().Year(); year < from.Time().Year()+9; year++ {
		if d, ok := rules.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day)); ok && d >= from {
			return d, true
		}
	}
	return "", false
}

func read(field, s string, now time.Time, sense text.Sense) (*time.Time, *rules.Error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	w, wrong := text.ParseWhen(s, now.In(rules.Zone), sense)
	if wrong != nil {
		return nil, rules.Bad(field, wrong.Text)
	}
	return &w.Time, nil
}
