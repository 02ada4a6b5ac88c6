// Package ical writes the dated duties of a season, and the turns of a roster, as iCalendar
// files (RFC 5545), so that a telephone or an office calendar shows them. It decides what an
// event says, when it rings and when it is called off; which duties and turns there are, and
// who may see their words, stays with the caller.
package ical

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// fold is how many octets a line may have (RFC 5545 §3.1).
const fold = 75

// ahead is when an event rings: where the calendar of the desk calls a duty near.
const ahead = "-P3D"

// Of is the calendar as a file: an event for each duty, of a series one that comes back. What is
// settled stays without an alarm, and so does what is done every day. Dates that ask for nothing
// are left out, and what has no day.
func Of(c *view.Calendar, name string, lang text.Lang) []byte {
	w := begin("duty calendar", name, c.Now, lang)
	windows := map[string]rules.Operation{}
	for i := range c.Operations {
		windows[c.Operations[i].Operation.ID] = c.Operations[i].Operation
	}
	for i := range c.Rows {
		if r := &c.Rows[i]; r.State != "" && !r.Undated {
			o := windows[r.Operation]
			w.event(r, o.From, o.To)
		}
	}
	w.line("END:VCALENDAR")
	return w.Bytes()
}

// begin opens a calendar; what names the part of the program that writes it.
func begin(what, name string, now time.Time, lang text.Lang) *writer {
	w := &writer{lang: lang, stamp: utc(now)}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//dutydesk//" + what + "//" + strings.ToUpper(string(lang)))
	w.line("CALSCALE:GREGORIAN")
	w.line("METHOD:PUBLISH")
	w.text("X-WR-CALNAME", name)
	w.line("X-WR-TIMEZONE:Asia/Shanghai")
	return w
}

// utc is a moment as RFC 5545 §3.3.5 has it, form 2.
func utc(at time.Time) string { return at.UTC().Format("20060102T150405Z") }

type writer struct {
	bytes.Buffer
	lang  text.Lang
	stamp string
}

// event is one duty; from and to are the days of its operation.
func (w *writer) event(r *view.CalendarRow, from, to rules.Date) {
	key, due, rule := r.Key, r.Due, ""
	if r.Own != nil {
		from, to = r.Own.Due, r.Own.Until
	}
	if r.Every != "" && from != "" && to != "" {
		key = strings.TrimSuffix(key, "/"+string(r.Date))
		_, due = r.Every.Period(from, from, to)
		rule = "FREQ=DAILY"
		if r.Every == rules.EveryWeek {
			rule = "FREQ=WEEKLY"
		}
		rule += ";UNTIL=" + day(to)
	}
	said := func(t text.Text) string { return text.Clean(t.In(w.lang), text.Note) }
	about := []string{said(r.Standing), said(r.Owner), strings.Join(r.Clauses, " ")}
	if r.Every != "" { // it is told of every period
		about = about[1:]
	}
	w.line("BEGIN:VEVENT")
	w.text("UID", key+"@dutydesk")
	w.line("DTSTAMP:" + w.stamp)
	w.line("DTSTART;VALUE=DATE:" + day(due))
	w.line("DTEND;VALUE=DATE:" + day(due.Add(1)))
	if rule != "" {
		w.line("RRULE:" + rule)
	}
	w.text("SUMMARY", said(r.Text))
	w.text("DESCRIPTION", strings.Join(nonempty(about), "\n"))
	if r.Plan != "" {
		w.text("CATEGORIES", r.Plan)
	}
	w.line("TRANSP:TRANSPARENT")
	if r.Every == rules.EveryWeek || r.Every == "" && r.Open() {
		w.line("BEGIN:VALARM")
		w.line("ACTION:DISPLAY")
		w.text("DESCRIPTION", said(r.Text))
		w.line("TRIGGER:" + ahead)
		w.line("END:VALARM")
	}
	w.line("END:VEVENT")
}

func nonempty(all []string) (out []string) {
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func day(d rules.Date) string { return d.Time().In(rules.Zone).Format("20060102") }

// escapes of a TEXT value (RFC 5545 §3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func (w *writer) text(name, value string) { w.line(name + ":" + escapes.Replace(value)) }

// line ends a content line, folded between characters, never inside of one.
func (w *writer) line(s string) {
	room := fold
	for len(s) > room {
		at := room
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		w.WriteString(s[:at])
		w.WriteString("\r\n ")
		s, room = s[at:], fold-1
	}
	w.WriteString(s)
	w.WriteString("\r\n")
}
