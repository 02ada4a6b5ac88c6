package plan

import (
	"slices"
	"strconv"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// evaluation holds one subject against the lines of the plans in force.
type evaluation struct {
	lib         *Library
	s           *Subject
	now         time.Time
	ops         []rules.Operation
	base        bool
	facts       rules.Facts // with what acts and outcome imply
	implied     [4]impliedFact
	in, healthy uint64 // plans in force, and those of them without the epidemic rules
	destination *act
	known       factSet
	truth       []rules.Tri // of every leaf
	owed        []owedAct
	active      int // lines behind owed
	asks        []openAct
	reads       []standingRead
	times       []time.Time // store of the due times
}

type impliedFact struct {
	name string
	at   time.Time
}

// owedAct is an act that is demanded, and by which lines.
type owedAct struct {
	act   *act
	lines []*line
}

// openAct is an act that nobody demands yet, and the facts that could change that.
type openAct struct {
	act *act
	set factSet
}

type standingRead struct {
	plan *Plan
	*reading
}

func (l *Library) evaluation(ops []rules.Operation, s *Subject, now time.Time, base bool) *evaluation {
	e := &evaluation{lib: l, s: s, now: now, ops: ops, base: base, facts: s.Facts}
	for _, o := range ops {
		p, ok := l.Plan(o.Plan)
		if !ok {
			continue // a plan this build does not know demands nothing here
		}
		e.in |= 1 << p.index
		if o.Settings[SettingEpidemic] == "off" {
			e.healthy |= 1 << p.index
		}
		if a := l.byCode[o.Settings[SettingDestination]]; e.destination == nil && a != nil && a.goal == rules.GoalSafe {
			e.destination = a
		}
	}
	return e
}

// holdsFor says whether the line is in force for the subject at all.
func (e *evaluation) holdsFor(ln *line) bool {
	return e.inForce(ln) && (ln.after == nil || e.settledAs(ln.after))
}

// inForce says whether the line is in force for anybody.
func (e *evaluation) inForce(ln *line) bool {
	if ln.plan == e.lib.base {
		return e.base
	}
	bit := uint64(1) << ln.plan.index
	return e.in&bit != 0 && (ln.taken.Choice == nil || ln.taken.under(e.settings(ln.plan))) && !(ln.epidemic && e.healthy&bit != 0)
}

// settings are those of the first operation of a plan, for its readings.
func (e *evaluation) settings(p *Plan) map[string]string {
	for i := range e.ops {
		if e.ops[i].Plan == p.ID {
			return e.ops[i].Settings
		}
	}
	return nil
}

// taken is a reading in words: the register's, or the one that the township chose.
func (e *evaluation) taken(rd standingRead) text.Text {
	c, ok := e.lib.Choice(rd.id)
	if !ok {
		return rd.words
	}
	code := c.taken(e.settings(rd.plan))
	if code == c.Options[0].Code {
		return rd.words
	}
	return text.Text{ZH: "%[1]s %[2]s: %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(c.ID, c.Text, rules.WordOf(c.Options, code))
}

func (e *evaluation) settledAs(list []rules.Outcome) bool {
	return e.s.Settled && slices.Contains(list, e.s.Outcome)
}

// imply turns acts and outcome into the facts they make true, so that what follows from
// them is owed at once (an escort asks for its paper).
func (e *evaluation) imply() {
	set := func(name string, at time.Time) {
		v := e.facts.Tri(name)
		if v == rules.Yes || v == rules.No && e.s.FactsAt[name].After(at) {
			return // told, or told otherwise since
		}
		e.facts.SetTri(name, rules.Yes)
		for i := range e.implied {
			if e.implied[i].name == "" {
				e.implied[i] = impliedFact{name, at}
				return
			}
		}
	}
	for i := range e.s.Acts {
		x := &e.s.Acts[i]
		if a := e.lib.byCode[x.Code]; a != nil && a.sets != "" && x.Revoked == "" {
			set(a.sets, x.At)
		}
	}
	if !e.s.Settled {
		return
	}
	switch e.s.Outcome {
	case rules.OutcomeStation:
		set("escorted", e.s.SettledAt)
	case rules.OutcomeShelter:
		set("enters", e.s.SettledAt)
	case rules.OutcomeRefused:
		set("declines", e.s.SettledAt)
	}
}

// at is when a fact was told, zero where nobody wrote it down.
func (e *evaluation) at(name string) time.Time {
	for _, f := range e.implied {
		if f.name == name {
			return f.at
		}
	}
	return e.s.FactsAt[name]
}

func (e *evaluation) run() {
	e.imply()
	elderly := e.elderly()
	e.truth = make([]rules.Tri, len(e.lib.leaves))
	for i := range e.lib.leaves {
		e.truth[i] = e.lib.leaves[i].holds(&e.facts, elderly)
	}
	for i := range rules.FactSpecs {
		if e.facts.Known(rules.FactSpecs[i].Name) {
			e.known |= 1 << i
		}
	}
	store := make([]*line, 0, 32)
	e.owed, e.asks = make([]owedAct, 0, 16), make([]openAct, 0, 32)
	for i, a := range e.lib.acts {
		if e.settledAs(a.lapses) {
			continue
		}
		from := len(store)
		var set factSet
		for _, ln := range e.lib.lines[i] {
			if !e.holdsFor(ln) || ln.unless.holds(e.truth) == rules.Yes {
				continue
			}
			if ln.when.holds(e.truth) == rules.Yes {
				store = append(store, ln)
			} else {
				set |= ln.when.asks(e.lib.leaves, e.truth, e.known)
			}
		}
		switch {
		case len(store) > from:
			e.owed = append(e.owed, owedAct{a, store[from:len(store):len(store)]})
		case set != 0:
			e.asks = append(e.asks, openAct{a, set})
		}
	}
	e.active = len(store)
	for _, p := range e.lib.plans {
		for _, rd := range p.reads {
			if e.in&(1<<p.index) != 0 && rd.when.holds(e.truth) == rules.Yes && rd.unless.holds(e.truth) != rules.Yes {
				e.reads = append(e.reads, standingRead{p, rd})
			}
		}
	}
}

// doings are facts that the desk itself brings about. They are recorded as acts, and
// nobody at the other end of the line is asked for them.
var doings = factBit["escorted"] | factBit["handover_form"] | factBit["given"] | factBit["case_opened"]

// questions asks for the facts not known that could still bring an act not yet owed.
func (e *evaluation) questions() []rules.Question {
	var all factSet
	total := 0
	for i := range e.asks {
		e.asks[i].set &^= doings
		all |= e.asks[i].set
		total += ones(e.asks[i].set)
	}
	if all == 0 {
		return nil
	}
	out := make([]rules.Question, 0, ones(all))
	codes := make([]string, 0, total)
	for i := range rules.FactSpecs {
		bit := factSet(1) << i
		if all&bit == 0 {
			continue
		}
		from := len(codes)
		for _, a := range e.asks { // most urgent first
			if a.set&bit != 0 {
				codes = append(codes, a.act.code)
			}
		}
		out = append(out, rules.Question{Fact: rules.FactSpecs[i].Name, Text: rules.FactSpecs[i].Ask,
			Brings: codes[from:len(codes):len(codes)], Rank: i})
	}
	return out
}

// elderly is the age in years from which on a person counts as old.
func (e *evaluation) elderly() int { return e.figure(e.lib.settings["elderly_age"], e.lib.base) }

// Elderly is the age in years from which on a person counts as old under the operations in
// force; cold is of the worst warning in force, "" without one.
func (l *Library) Elderly(ops []rules.Operation, cold rules.WarningLevel) int {
	return l.loaded().evaluation(ops, &Subject{Cold: cold}, time.Time{}, true).elderly()
}

// figure is the value of a setting for a plan: what the operations of the plan set, or
// the township's own plan gives, the smallest where several do, else the default; colder weather may make it smaller. For
// base.yaml every operation may set it.
func (e *evaluation) figure(s *Setting, p *Plan) int {
	best := 0
	for i := range e.ops {
		o := &e.ops[i]
		if p != e.lib.base && o.Plan != p.ID {
			continue
		}
		n := 0
		if o.Settings != nil {
			n, _ = strconv.Atoi(o.Settings[s.Name])
		}
		if n <= 0 && o.Plan[0] == 'X' {
			n = e.lib.ownFigure(o.Plan, s.Name)
		}
		if n > 0 && (best == 0 || n < best) {
			best = n
		}
	}
	if best == 0 {
		best = s.Default
	}
	if n := s.colder[e.s.Cold]; n > 0 {
		best = min(best, n)
	}
	return best
}
