// Package dutylog shows the duty log (值班日志) of a shift or a day, and keeps the marks of
// leaders who read it (阅签). It decides which entries of the journal are a line of the log
// and what a line says; the entries themselves are written by every command. Who may mark
// what, package rules decides (rules.Shift.Read); the PIN, package store has checked before.
package dutylog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
)

// longest is how many entries a log shows, the newest; a night of 3,000 entries is read on
// paper or by day. Ours.
const longest = 3000

// Page is the log that is asked for, oldest line first. Readers from whom persons are Hidden
// see when who did what, and no words. Errors: NotFound for a shift, Precondition before the
// first one.
func Page(v tx.View, e tx.Env, ask view.LogAsk) (*view.Log, error) {
	p := &view.Log{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Names: map[string]string{}, Readings: []rules.Reading{}, Rows: []view.LogRow{}}
	var town table.Town
	if _, err := tx.StateOf(v, "town", &town); err != nil {
		return nil, err
	}
	p.Town, p.County, p.Demo = town.Name, town.County, town.Demo
	if ask.Date != "" {
		return p, day(v, e, p, ask.Date)
	}
	s, err := Find(v, ask.Shift)
	if err != nil {
		return nil, err
	}
	if p.Span, err = Span(v, e.Seq, s); err != nil {
		return nil, err
	}
	p.Shift = s
	if p.Names, err = shifts.Names(v, s); err != nil {
		return nil, err
	}
	if p.Readings, err = readings(v, s.ID); err != nil {
		return nil, err
	}
	if p.Signed, err = signed(v, e, s); err != nil {
		return nil, err
	}
	if p.Prev, p.Next, err = beside(v, s.ID); err != nil {
		return nil, err
	}
	hand := e.Actor.Hand(e.Now)
	area := (&command.ReadLog{}).Area()
	p.Can = view.Can{"log.read": cmp.Or(cases.May(e, area), s.MayRead(hand, p.Span, p.Readings))}
	for i := range p.Readings {
		p.Can["log.unread/"+p.Readings[i].ID] = cmp.Or(cases.May(e, area), p.Readings[i].MayStrike(hand))
	}
	if e.Hidden() {
		for i := range p.Readings {
			p.Readings[i].Words = ""
			if !p.Readings[i].Stands() {
				p.Readings[i].Struck = tx.Withheld
			}
		}
	}
	return p, fill(v, e, p, func(tx.Entry) bool { return true })
}

// signed is who signed for the end of a shift, nil while it is on duty. Readers from whom
// persons are Hidden are not told why it was let pass.
func signed(v tx.View, e tx.Env, s *rules.Shift) (*view.Signed, error) {
	if s.State != rules.ShiftClosed || s.Handover == "" {
		return nil, nil
	}
	h, ok, err := table.Handovers.Find(v, s.Handover)
	if err != nil || !ok {
		return nil, err
	}
	out := &view.Signed{Given: h.Given, Taken: h.Taken, Release: h.Release, Incoming: cmp.Or(h.Names[h.Incoming], h.Incoming)}
	if out.Release != nil && e.Hidden() {
		r := *h.Release
		r.Reason = tx.Withheld
		out.Release = &r
	}
	return out, nil
}

// day fills the log of a civil day. Entries stand in order of seq, and their times as good as
// in order: the clock is asked for when it goes back.
func day(v tx.View, e tx.Env, p *view.Log, d rules.Date) error {
	from, err := bisect(v, e.Seq, func(x tx.Entry) bool { return rules.DateOf(x.At) >= d })
	if err != nil {
		return err
	}
	after, err := bisect(v, e.Seq, func(x tx.Entry) bool { return rules.DateOf(x.At) > d })
	if err != nil {
		return err
	}
	p.Date, p.Span, p.Can = d, rules.Span{From: from, To: after - 1}, view.Can{}
	p.Can["log.read"] = rules.Refuse(text.Text{ZH: "阅签按班次: 先打开那个班的日志。", EN: "A log is marked as read by shift: open that shift's."}, "")
	return fill(v, e, p, func(x tx.Entry) bool { return rules.DateOf(x.At) == d })
}

// fill draws the rows of the span.
func fill(v tx.View, e tx.Env, p *view.Log, of func(tx.Entry) bool) error {
	from := p.Span.From
	if n := int(p.Span.To) - int(from) + 1; n > longest {
		p.Cut, from = n-longest, p.Span.To-longest+1
	}
	read := rules.ReadUpto(p.Readings)
	d := newDrawing(v, e)
	var entries []tx.Entry
	err := tx.Entries(v, max(from, 1), false, func(x tx.Entry) bool {
		if x.Seq <= p.Span.To && of(x) {
			entries = append(entries, x)
		}
		return x.Seq < p.Span.To
	})
	if err != nil || p.Span.To == 0 {
		return err
	}
	for i := range entries {
		row, ok, err := d.row(&entries[i])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		p.Rows = append(p.Rows, row)
		if row.Seq > read && !strings.HasPrefix(row.Code, "log.") {
			p.Unread++
		}
	}
	if len(entries) > 0 {
		p.Weather, err = weather(v, entries[0].At, entries[len(entries)-1].At)
	}
	return err
}

// weather is which warnings were in force at some time of a log.
func weather(v tx.View, from, to time.Time) (out []text.Text, err error) {
	err = table.Warnings.Scan(v, "", "", true, func(w *rules.Warning) (bool, error) {
		end := w.LiftedAt
		if end == nil {
			end = w.Until
		}
		if !w.From.After(to) && (end == nil || end.After(from)) {
			out = append(out, warningText(w))
		}
		return w.From.After(from.AddDate(0, 0, -60)), nil // one of two months ago is over
	})
	slices.Reverse(out)
	return out, err
}

func warningText(w *rules.Warning) text.Text {
	return text.Text{ZH: "%[1]s%[2]s预警", EN: "%[1]s warning, %[2]s"}.
		With(rules.WordOf(command.WarningKinds, string(w.Kind)), rules.WordOf(command.WarningLevels, string(w.Level)))
}

// Find is the shift that is meant: "" the one on duty or else the newest; an id with or
// without its letter and year. Errors: NotFound; Precondition before the first shift.
func Find(r tx.Reader, said string) (*rules.Shift, error) {
	if said == "" {
		s, err := shifts.OnDuty(r)
		if err == nil && s == nil {
			if s, err = newest(r, ""); err == nil && s == nil {
				err = rules.Refuse(text.Text{ZH: "还没有人值过班, 没有日志。先按 3 接班, 记下的都会在这里。", EN: "Nobody has been on duty yet: there is no log. Take the shift (3); all that is written then stands here."}, "")
			}
		}
		return s, err
	}
	id := "S" + strings.TrimPrefix(strings.ToUpper(text.Digits(strings.TrimSpace(said))), "S")
	s, ok, err := table.Shifts.Find(r, id)
	if err != nil || ok {
		return s, err
	}
	if s, err = newest(r, id[1:]); err == nil && s == nil {
		e := rules.Missing(table.Shifts.Noun, text.Clean(said, text.Line))
		e.Field = "shift"
		return nil, e
	}
	return s, err
}

// searched is how many shifts a short number is looked for in: a good year. Ours.
const searched = 400

// newest is the newest shift whose id ends in tail.
func newest(r tx.Reader, tail string) (found *rules.Shift, err error) {
	n := 0
	err = table.Shifts.Scan(r, "", "", true, func(s *rules.Shift) (bool, error) {
		if n++; strings.HasSuffix(s.ID, tail) {
			found = s
		}
		return found == nil && n < searched, nil
	})
	return found, err
}

// beside is the shifts before and after one.
func beside(r tx.Reader, id string) (prev, next string, err error) {
	err = table.Shifts.Scan(r, "", id, true, func(s *rules.Shift) (bool, error) { prev = s.ID; return false, nil })
	if err == nil {
		err = table.Shifts.Scan(r, id+"\x00", "", false, func(s *rules.Shift) (bool, error) { next = s.ID; return false, nil })
	}
	return prev, next, err
}

// Span is the entries of a shift, from the one that took it to the one that ended it, so far
// as they go; newest is the newest entry of the journal. A shift is on duty in one run: its
// first entry is found by halving.
func Span(r tx.Reader, newest uint64, s *rules.Shift) (rules.Span, error) {
	to := newest
	if s.State == rules.ShiftClosed {
		to = s.Seq
	}
	inside := to // the last entry that names it: the one that ended it names the next shift
	for ; inside > 0 && inside+2 > to; inside-- {
		e, ok, err := tx.EntryAt(r, inside)
		if err != nil {
			return rules.Span{}, err
		}
		if ok && e.Shift == s.ID {
			break
		}
	}
	lo, hi := uint64(1), inside
	for lo < hi {
		mid := (lo + hi) / 2
		e, _, err := tx.EntryAt(r, mid)
		switch {
		case err != nil:
			return rules.Span{}, err
		case e.Shift == s.ID:
			hi = mid
		default:
			lo = mid + 1
		}
	}
	return rules.Span{From: lo, To: to}, nil
}

// bisect is the first entry from which on the test holds, one past the newest for none.
func bisect(r tx.Reader, newest uint64, holds func(tx.Entry) bool) (uint64, error) {
	lo, hi := uint64(1), newest+1
	for lo < hi {
		mid := (lo + hi) / 2
		e, _, err := tx.EntryAt(r, mid)
		switch {
		case err != nil:
			return 0, err
		case holds(e):
			hi = mid
		default:
			lo = mid + 1
		}
	}
	return lo, nil
}

// Since is the first entry at or after a moment, one past the newest for none.
func Since(r tx.Reader, newest uint64, at time.Time) (uint64, error) {
	return bisect(r, newest, func(e tx.Entry) bool { return !e.At.Before(at) })
}
