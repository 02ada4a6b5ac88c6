package plan

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Asked lists every act that the operations, and with base the regulations, can ask for in
// their season, most urgent first: an act that several ask for once, with the strictest limit
// and all clauses. cold is the worst warning in force, which may shorten a limit.
func (l *Library) Asked(ops []rules.Operation, cold rules.WarningLevel, base bool) []rules.Demand {
	l = l.loaded()
	e := l.evaluation(ops, &Subject{Cold: cold}, time.Time{}, base)
	out := []rules.Demand{}
	for i, a := range l.acts {
		d := rules.Demand{Code: a.code, Goal: a.goal, Text: a.words}
		for _, ln := range l.lines[i] {
			if e.inForce(ln) {
				e.demand(&d, a, ln)
			}
		}
		if d.Why != nil {
			out = append(out, d)
		}
	}
	for i := range out {
		out[i].AnyOf = enough(l.byCode[out[i].Code], out)
	}
	slices.SortStableFunc(out, func(x, y rules.Demand) int { return cmp.Compare(e.rank(l.byCode[x.Code]), e.rank(l.byCode[y.Code])) })
	return out
}

// demand adds what a line asks to that of its act.
func (e *evaluation) demand(d *rules.Demand, a *act, ln *line) {
	d.Must, d.Repeat = d.Must || ln.must, d.Repeat || ln.repeat
	d.Plans, d.Clauses = add(d.Plans, []string{ln.plan.ID}), add(d.Clauses, ln.clauses)
	if ln.limit != nil {
		n := rules.Limited{Setting: ln.limit.Name, Text: ln.limit.Text, N: e.figure(ln.limit, ln.plan), Unit: ln.limit.Unit, Ours: ln.limit.Ours}
		if d.Limit == nil || time.Duration(n.N)*units[n.Unit] < time.Duration(d.Limit.N)*units[d.Limit.Unit] {
			d.Limit = &n
		}
	}
	r := rules.Reason{Plan: ln.plan.ID, Clause: ln.clause, Text: ln.words, Source: ln.source, When: ln.when.said()}
	var read []text.Text
	for _, rd := range ln.plan.reads {
		if !slices.Contains(rd.acts, a) {
			continue
		}
		words := e.taken(standingRead{ln.plan, rd})
		if !slices.ContainsFunc(read, func(t text.Text) bool { return t.In(text.ZH) == words.In(text.ZH) }) {
			read = append(read, words)
		}
	}
	if c := ln.taken.Choice; c != nil {
		read = append(read, text.Text{ZH: "%[1]s %[2]s: %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(c.ID, c.Text, rules.WordOf(c.Options, ln.taken.code)))
	}
	if read != nil {
		d.Review, r.Reading = true, joined(read)
	}
	d.Why = append(d.Why, r)
}

// enough lists the acts asked for of which one meets a, itself included; nil where none
// other does.
func enough(a *act, asked []rules.Demand) []string {
	var out []string
	for i := range asked {
		if asked[i].Code == a.code || slices.ContainsFunc(a.or, func(o *act) bool { return o.code == asked[i].Code }) {
			out = append(out, asked[i].Code)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// said is the whole condition in words: each way in which it can hold.
func (c cond) said() text.Text {
	var ways []text.Text
	for _, t := range c.terms {
		if !t.words.IsZero() {
			ways = append(ways, t.words)
		}
	}
	if len(ways) == 0 {
		return text.Text{}
	}
	out := ways[0]
	for _, w := range ways[1:] {
		out = text.Text{ZH: "%[1]s; 或 %[2]s", EN: "%[1]s; or %[2]s"}.With(out, w)
	}
	return out
}

// Ambiguities lists where the text of a plan can be read two ways, by the settings of its
// operation: first what the township may choose, then what this program reads one way. Nil
// for a plan that is unknown.
func (l *Library) Ambiguities(id string, settings map[string]string) []rules.Ambiguity {
	l = l.loaded()
	p, ok := l.Plan(id)
	if !ok {
		return nil
	}
	out := []rules.Ambiguity{}
	for _, c := range l.choices {
		if clauses := l.Resting(c.ID, p.ID); len(clauses) > 0 {
			code := c.taken(settings)
			out = append(out, rules.Ambiguity{ID: c.ID, Text: c.Text, Options: c.Options, Taken: code, Set: code != c.Options[0].Code, Clauses: clauses})
		}
	}
	fixed := func(id string, words text.Text, clauses []string) {
		words = text.T(strings.TrimPrefix(words.ZH, id+" "), strings.TrimPrefix(words.EN, id+" ")) // of a case they begin with it
		if slices.ContainsFunc(out, func(a rules.Ambiguity) bool { return a.ID == id && (a.Options != nil || a.Text.ZH == words.ZH) }) {
			return
		}
		out = append(out, rules.Ambiguity{ID: id, Text: words, Clauses: clauses})
	}
	if r := p.window.before; r != nil {
		fixed(r.id, r.words, add(slices.Clone(p.window.clauses), p.window.also))
	}
	if r := p.window.length; r != nil {
		fixed(r.id, r.words, p.window.clauses)
	}
	for _, r := range p.reads {
		fixed(r.id, r.words, l.restingOn(p, r))
	}
	if m := p.relief.amounts; m != nil && m.reading != nil {
		fixed(m.reading.id, m.reading.words, nil)
	}
	if f := p.relief.funds; f != nil && f.reading != nil {
		fixed(f.reading.id, f.reading.words, nil)
	}
	if g := p.relief.grants; g != nil {
		for _, r := range g.readings {
			fixed(r.id, r.words, nil)
		}
	}
	if d := p.relief.delivery; d != nil {
		for _, r := range d.readings {
			fixed(r.id, r.words, nil)
		}
	}
	if o := p.relief.owners; o != nil {
		for _, own := range o.list {
			for _, g := range own.groups {
				if g.reading != nil {
					fixed(g.reading.id, g.reading.words, own.clauses)
				}
			}
		}
	}
	for i := range p.figures {
		if r := p.figures[i].Reading; r != nil {
			fixed(r.ID, r.Text, p.figures[i].Clauses)
		}
	}
	return out
}

// restingOn lists the clauses of the plan by which the acts of a reading are asked for.
func (l *Library) restingOn(p *Plan, r *reading) []string {
	var out []string
	for _, a := range r.acts {
		for _, ln := range l.lines[a.index] {
			if ln.plan == p {
				out = add(out, ln.clauses)
			}
		}
	}
	return out
}

// Before says that the last day of the window stands in the text as 「X前」, so that it turns
// on the reading A-01.
func (p *Plan) Before() bool { return p.window.by }
