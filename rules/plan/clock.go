package plan

import (
	"math/bits"
	"slices"
	"time"

	"dutydesk/rules"
)

var units = map[string]time.Duration{"minutes": time.Minute, "hours": time.Hour, "days": 24 * time.Hour}

// clock sets Since and Due: the strictest clock of the lines counts.
func (e *evaluation) clock(w *owedAct, o *rules.Obligation) {
	var due time.Time
	for _, ln := range w.lines {
		since := e.since(ln)
		if ln.limit == nil {
			if due.IsZero() && (o.Since.IsZero() || since.Before(o.Since)) {
				o.Since = since
			}
			continue
		}
		if x := e.last(w.act); ln.repeat && x != nil {
			since = x.At
		}
		d := since.Add(time.Duration(e.figure(ln.limit, ln.plan)) * units[ln.limit.Unit])
		if due.IsZero() || d.Before(due) {
			due, o.Since, o.OurLimit = d, since, ln.limit.Ours
		}
	}
	if due.IsZero() {
		return
	}
	if e.times == nil {
		e.times = make([]time.Time, 0, 2*len(e.owed))
	}
	o.Due = e.keep(due)
}

// keep stores a time and points at it.
func (e *evaluation) keep(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	if len(e.times) == cap(e.times) {
		e.times = make([]time.Time, 0, 2*len(e.owed)) // pointers into the full one stay good
	}
	e.times = append(e.times, t)
	return &e.times[len(e.times)-1]
}

// since is when the line came to be owed.
func (e *evaluation) since(ln *line) time.Time {
	if ln.after != nil && !e.s.SettledAt.IsZero() {
		return e.s.SettledAt
	}
	if t := ln.when.since(e.lib.leaves, e.truth, &e.facts, e.at); !t.IsZero() {
		return t
	}
	return e.s.Opened
}

// state decides how the obligation stands. Acts come before facts, facts before the
// outcome, all of them before a waiver.
func (e *evaluation) state(w *owedAct, o *rules.Obligation) {
	a := w.act
	repeat := slices.ContainsFunc(w.lines, func(ln *line) bool { return ln.repeat })
	x := e.first(a)
	if repeat {
		x = e.last(a)
	}
	o.State = e.running(w, o)
	done := true
	switch {
	case x != nil && repeat && o.State != rules.Pending:
		done = false // the next one is due
	case x != nil:
		o.DoneAt, o.By, o.Note = &x.At, x.By, x.Note
	case a.given != "" && slices.Contains(e.facts.Given, a.given):
		o.DoneAt = e.keep(e.at("given"))
	case a.done.holds(e.truth) == rules.Yes:
		o.DoneAt = e.keep(a.done.since(e.lib.leaves, e.truth, &e.facts, e.at))
	case e.settledAs(a.outcomes), e.s.Settled && slices.Contains(e.s.Met, a.code):
		o.DoneAt = e.keep(e.s.SettledAt)
	default:
		done = false
	}
	if done {
		o.State = rules.Done
		return
	}
	for i := range e.s.Waivers {
		if v := &e.s.Waivers[i]; v.Code == a.code {
			o.State, o.DoneAt, o.By, o.Note = rules.Waived, &v.At, v.By, v.Reason
		}
	}
}

// running is the state of an obligation that nobody has met: due when a quarter of its
// time is left, or from the setting's own warning on; overdue when its time is up.
func (e *evaluation) running(w *owedAct, o *rules.Obligation) rules.ObligationState {
	if o.Due == nil {
		return rules.Pending
	}
	warn := o.Due.Add(-o.Due.Sub(o.Since) / 4)
	for _, ln := range w.lines {
		if ln.limit != nil && ln.limit.warn > 0 {
			warn = o.Since.Add(time.Duration(ln.limit.warn) * units[ln.limit.Unit])
		}
	}
	switch {
	case e.now.After(*o.Due):
		return rules.Overdue
	case !e.now.Before(warn):
		return rules.Due
	}
	return rules.Pending
}

// first is the earliest act that fulfils a, last the latest; nil when there is none.
func (e *evaluation) first(a *act) *rules.Act {
	return e.find(a, func(x, best *rules.Act) bool { return x.At.Before(best.At) })
}

func (e *evaluation) last(a *act) *rules.Act {
	return e.find(a, func(x, best *rules.Act) bool { return x.At.After(best.At) })
}

func (e *evaluation) find(a *act, better func(x, best *rules.Act) bool) *rules.Act {
	var best *rules.Act
	for i := range e.s.Acts {
		x := &e.s.Acts[i]
		if x.Revoked == "" && (best == nil || better(x, best)) && fulfils(x.Code, a) {
			best = x
		}
	}
	return best
}

// fulfils says whether an act of that code meets a: the same, or one of its alternatives.
func fulfils(code string, a *act) bool {
	return code == a.code || slices.ContainsFunc(a.or, func(o *act) bool { return o.code == code })
}

func ones(s factSet) int { return bits.OnesCount64(uint64(s)) }
