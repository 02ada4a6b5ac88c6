package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Roster is a month as a file: an event for each turn, of one officer where id is not "". A
// turn keeps its UID and counts its SEQUENCE up with the month, so that one that was read in
// before is changed in place; a turn that a slip took from the officer is called off there. A
// draft is tentative.
func Roster(r *view.Roster, id, name string, lang text.Lang) []byte {
	w := begin("roster", name, r.Now, lang)
	status := "CONFIRMED"
	if r.State != rota.Published {
		status = "TENTATIVE"
	}
	gone := passed(r, id)
	for i := range r.Turns {
		switch t := &r.Turns[i]; {
		case id == "" || t.Holds(id):
			w.turn(r, t, id, status)
		case slices.ContainsFunc(gone, t.Start.Equal):
			w.turn(r, t, id, "CANCELLED")
		}
	}
	w.line("END:VCALENDAR")
	return w.Bytes()
}

// passed are the starts of the turns that slips gave to an officer or took away, once they were
// in force: those that the officer does not hold now may still stand in their calendar.
func passed(r *view.Roster, id string) (out []time.Time) {
	for i := range r.Slips {
		s := &r.Slips[i]
		if s.Kind != rota.SlipSwap || !s.WasInForce() || id != s.Officer && id != s.To {
			continue
		}
		for _, at := range []*time.Time{s.Turn, s.Back} {
			if at != nil {
				out = append(out, *at)
			}
		}
	}
	return out
}

func (w *writer) turn(r *view.Roster, t *view.RosterTurn, id, status string) {
	n := &t.Names
	title := text.Text{ZH: "值班: 带班 %[1]s 主班 %[2]s", EN: "Duty: leader %[1]s, main %[2]s"}.With(n.Leader, n.Main)
	w.line("BEGIN:VEVENT")
	w.text("UID", utc(t.Start)+"-"+id+"@dutydesk")
	w.line("SEQUENCE:" + strconv.FormatInt(r.Version, 10))
	w.line("DTSTAMP:" + w.stamp)
	w.line("DTSTART:" + utc(t.Start))
	w.line("DTEND:" + utc(t.End))
	w.text("SUMMARY", text.Clean(title.In(w.lang), text.Note))
	if with := strings.Join(nonempty(slices.Concat(n.Deputies, []string{n.Driver}, n.Standby)), " "); with != "" {
		w.text("DESCRIPTION", text.Clean(with, text.Note))
	}
	w.line("STATUS:" + status)
	w.line("END:VEVENT")
}
