package plan

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Subject is what the demands of a case are worked out from.
type Subject struct {
	Facts     rules.Facts
	FactsAt   map[string]time.Time // when each fact was last set
	Opened    time.Time
	Acts      []rules.Act
	Waivers   []rules.Waiver
	Settled   bool
	Outcome   rules.Outcome
	SettledAt time.Time
	Met       []string           // acts that the settling itself shows to be done
	Cold      rules.WarningLevel // of the worst warning in force, "" without one
}

// SubjectOf is the subject of a case. weather is the fact value of a warning in force, used
// where the case says nothing of the weather. A case that exists is opened; one of a person
// reported missing is of one suspected lost until it is said otherwise.
func SubjectOf(c *rules.Case, weather string) Subject {
	s := Subject{Facts: c.Facts, FactsAt: c.FactsAt, Opened: c.Told(), Acts: c.Acts, Waivers: c.Waivers,
		Settled: c.SettledAt != nil, Outcome: c.Outcome}
	if s.Settled {
		s.SettledAt, s.Met = *c.SettledAt, c.Met()
	}
	if s.Facts.Weather == "" {
		s.Facts.Weather = weather
	}
	if s.Facts.CaseOpened == nil {
		s.Facts.CaseOpened = &isTrue
	}
	if s.Facts.SuspectedLost == nil && c.Kind == rules.CaseMissing {
		s.Facts.SuspectedLost = &isTrue
	}
	return s
}

var isTrue = true // pointed at by derived facts, never written

// Demands is what is owed for a case at a moment.
type Demands struct {
	Obligations []rules.Obligation // open first (overdue, due, pending; then rank, then due), done and waived last
	Ask         []rules.Question   // most dangerous first
	CanClose    bool               // no Must obligation is open
	Blocking    []rules.Obligation // the Must obligations still open
}

// Demands works out what the operations in force and the regulations demand. It is pure:
// the same arguments give the same answer. The slices of an answer share memory with the
// library: read them, do not change them.
func (l *Library) Demands(inForce []rules.Operation, s Subject, now time.Time) Demands {
	e := l.loaded().evaluation(inForce, &s, now, true)
	e.run()
	d := Demands{Obligations: e.obligations(), Ask: e.questions()}
	d.Blocking = blocking(d.Obligations)
	d.CanClose = len(d.Blocking) == 0
	return d
}

// Owed are the obligations still open that must be met, and those beside them that should be
// by a time: what a board and a handover keep before the eyes. Only the former block closing.
func (d *Demands) Owed() (out []rules.Obligation) {
	for i := range d.Obligations {
		if o := &d.Obligations[i]; o.State.Open() && (o.Must || o.Due != nil) {
			out = append(out, *o)
		}
	}
	return out
}

func blocking(list []rules.Obligation) []rules.Obligation {
	n := 0
	for i := range list {
		if list[i].Must && list[i].State.Open() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]rules.Obligation, 0, n)
	for i := range list {
		if list[i].Must && list[i].State.Open() {
			out = append(out, list[i])
		}
	}
	return out
}

// obligations merges the lines that hold into one obligation per act.
func (e *evaluation) obligations() []rules.Obligation {
	if len(e.owed) == 0 {
		return nil
	}
	out := make([]rules.Obligation, len(e.owed))
	why := make([]rules.Reason, 0, e.active)
	ids := make([]string, 0, 4*e.active)
	for i := range e.owed {
		w := &e.owed[i]
		o := &out[i]
		a := w.act
		*o = rules.Obligation{Code: a.code, Goal: a.goal, Text: a.words, Rank: e.rank(a)}
		from := len(why)
		o.After = true
		for _, ln := range w.lines {
			o.After = o.After && ln.after != nil
			o.Must, o.Firm = o.Must || ln.must, o.Firm || ln.firm
			why = append(why, e.reason(a, ln, &o.Review))
		}
		o.Why = why[from:len(why):len(why)]
		o.Plans, ids = gather(ids, w.lines, func(ln *line, i int) (string, bool) { return ln.plan.ID, i == 0 })
		o.Clauses, ids = gather(ids, w.lines, func(ln *line, i int) (string, bool) { return at(ln.clauses, i) })
		var papers []string
		papers, ids = gather(ids, w.lines, func(ln *line, i int) (string, bool) { return at(ln.documents, i) })
		for _, code := range papers {
			words, _ := e.lib.Document(code)
			o.Documents = append(o.Documents, rules.Named{Code: code, Text: words})
		}
		o.AnyOf = e.anyOf(a)
		e.clock(w, o)
		e.state(w, o)
	}
	slices.SortStableFunc(out, func(a, b rules.Obligation) int { return urgency(a, b, e.now) })
	return out
}

func at(list []string, i int) (string, bool) {
	if i < len(list) {
		return list[i], true
	}
	return "", false
}

// gather collects the strings of the lines without repeating one, in the shared store.
func gather(store []string, lines []*line, nth func(*line, int) (string, bool)) (out, rest []string) {
	from := len(store)
	for _, ln := range lines {
		for i := 0; ; i++ {
			s, ok := nth(ln, i)
			if !ok {
				break
			}
			if !slices.Contains(store[from:], s) {
				store = append(store, s)
			}
		}
	}
	if len(store) == from {
		return nil, store
	}
	return store[from:len(store):len(store)], store
}

func (e *evaluation) reason(a *act, ln *line, review *bool) rules.Reason {
	r := rules.Reason{Plan: ln.plan.ID, Clause: ln.clause, Text: ln.words, Source: ln.source,
		When: ln.when.why(e.lib.leaves, e.truth)}
	for _, rd := range e.reads {
		if rd.plan == ln.plan && slices.Contains(rd.acts, a) {
			*review = true
			words := e.taken(rd)
			if !r.Reading.IsZero() {
				words = joined([]text.Text{r.Reading, words})
			}
			r.Reading = words
		}
	}
	return r
}

var stateOrder = map[rules.ObligationState]int{rules.Overdue: 0, rules.Due: 1, rules.Pending: 2, rules.Done: 3, rules.Waived: 4}

// shortClock is what is left when a clock counts before rank: duties of minutes stand
// before those without a clock, a ten-day limit does not. Ours.
const shortClock = 2 * time.Hour

func urgency(a, b rules.Obligation, now time.Time) int {
	if c := cmp.Compare(stateOrder[a.State], stateOrder[b.State]); c != 0 {
		return c
	}
	short := func(o *rules.Obligation) int {
		if o.State.Open() && o.Due != nil && o.Due.Sub(now) <= shortClock {
			return 0
		}
		return 1
	}
	if c := cmp.Compare(short(&a), short(&b)); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Rank, b.Rank); c != 0 {
		return c
	}
	switch {
	case a.Due == nil && b.Due == nil:
		return 0
	case a.Due == nil:
		return 1
	case b.Due == nil:
		return -1
	}
	return a.Due.Compare(*b.Due)
}

// rank puts the township's own destination before the other places of shelter; what saves
// a life stays before it.
func (e *evaluation) rank(a *act) int {
	if a != e.destination {
		return a.rank
	}
	first := a.rank
	for _, o := range a.or {
		if slices.Contains(o.or, a) { // its equal, where a hospital is not
			first = min(first, o.rank)
		}
	}
	return first - 1
}

// anyOf lists the acts owed here that fulfil this one too, itself included; nil when there
// is no other. The township's destination comes first, then the order of urgency.
func (e *evaluation) anyOf(a *act) []string {
	if len(a.or) == 0 {
		return nil
	}
	var list []*act
	for i := range e.owed {
		if o := e.owed[i].act; o == a || slices.Contains(a.or, o) {
			list = append(list, o)
		}
	}
	if d := e.destination; d != nil && slices.Contains(a.or, d) && !slices.Contains(list, d) {
		list = append(list, d)
	}
	if len(list) < 2 {
		return nil
	}
	slices.SortStableFunc(list, func(x, y *act) int {
		switch {
		case x == e.destination:
			return -1
		case y == e.destination:
			return 1
		}
		return cmp.Compare(x.rank, y.rank)
	})
	out := make([]string, len(list))
	for i, o := range list {
		out[i] = o.code
	}
	return out
}
