package plan

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// relief reads the sections about money and visits.
func (ld *loader) relief(p *Plan, m *mapping) {
	m.part("grants", func(m *mapping) { p.relief.grants = ld.grants(m) })
	m.part("delivery", func(m *mapping) { p.relief.delivery = ld.delivery(m) })
	m.part("stages", func(m *mapping) { p.relief.stages = ld.stages(m) })
	m.part("amounts", func(m *mapping) { p.relief.amounts = ld.amounts(m) })
	if m.value("owners") != nil {
		p.relief.owners = ld.owners(m)
	}
	m.part("funds", func(m *mapping) { p.relief.funds = ld.funds(p, m) })
	if p.relief.delivery != nil && p.relief.grants == nil {
		m.r.fail(m.value("delivery"), "delivery without grants; expected the tiers that it is held against")
	}
}

// once reports a code that stands a second time in its list.
func (m *mapping) once(key string, seen *[]string, code string) {
	if code != "" && slices.Contains(*seen, code) {
		m.r.fail(m.value(key), "%s %q stands twice; expected one", key, code)
	}
	*seen = append(*seen, code)
}

// yuan is a sum in whole yuan, in fen.
func (m *mapping) yuan(key string) int64 { return int64(m.integer(key, 1, 1_000_000_000)) * 100 }

// register reads the id of an ambiguity.
func (m *mapping) register() string {
	id := m.str("id")
	if id != "" && !registerID.MatchString(id) {
		m.r.fail(m.value("id"), "reading %q; expected an id of the register as A-32", id)
	}
	return id
}

func (ld *loader) grants(m *mapping) *grants {
	g := &grants{book: rulebook{compiler{facts: householdFacts}}}
	c := &g.book.compiler
	var codes, ids []string
	m.must("tiers")
	m.each("tiers", func(m *mapping) {
		t := tier{code: m.str("tier"), clauses: ld.clauses(m, "clauses"), fen: m.yuan("yuan"), words: m.text()}
		if m.value("grade") != nil {
			spec, _ := householdFacts.spec("hardship")
			var grades []string
			for _, o := range spec.Options {
				grades = append(grades, o.Code)
			}
			t.grade = m.word("grade", grades...)
		}
		m.once("tier", &codes, t.code)
		g.tiers = append(g.tiers, t)
	})
	m.must("criteria")
	m.each("criteria", func(m *mapping) {
		cr := &criterion{tier: g.tier(m.str("tier")), words: m.text()}
		if cr.tier == nil {
			m.r.fail(m.value("tier"), "unknown tier; expected one of %s", g.tierCodes())
		}
		if list := ld.clauses(m, "clauses"); len(list) == 1 {
			cr.clause = list[0]
		} else {
			m.r.fail(m.value("clauses"), "%d clauses; expected the one of the criterion", len(list))
		}
		if cr.taken = ld.option(m); cr.taken.Choice == nil { // else one of several ways to read it
			m.once("clauses", &ids, cr.clause)
		}
		m.must("when")
		cr.when, _ = m.cond(c, "when")
		cr.unless, _ = m.cond(c, "unless")
		if m.boolean("rest") {
			g.rest = append(g.rest, cr)
		} else {
			g.specific = append(g.specific, cr)
		}
	})
	m.each("implied", func(m *mapping) {
		var tris []string
		for _, s := range householdFacts.specs {
			if s.Kind == rules.FactTri {
				tris = append(tris, s.Name)
			}
		}
		g.implied = append(g.implied, implication{fact: m.word("fact", tris...), of: m.word("of", tris...)})
	})
	g.readings = ld.tableReadings(m, c, ids)
	m.part("diseases", func(m *mapping) { g.clauses, g.diseases = ld.clauses(m, "clauses"), m.strs("names") })
	return g
}

// tableReadings reads ambiguities about the criteria or checks of these codes.
func (ld *loader) tableReadings(m *mapping, c *compiler, codes []string) []*tableReading {
	var out []*tableReading
	m.each("readings", func(m *mapping) {
		rd := &tableReading{id: m.register(), among: m.strs("among"), any: m.strs("any"), apart: m.boolean("apart"),
			drops: m.strs("drops"), taken: ld.option(m), words: m.text()}
		for key, list := range map[string][]string{"among": rd.among, "any": rd.any, "drops": rd.drops} {
			for i, n := range m.list(key) {
				if !slices.Contains(codes, list[i]) {
					m.r.fail(n, "%q is none of this section; expected one of %v", list[i], codes)
				}
			}
		}
		if rd.when, _ = m.cond(c, "when"); m.value("when") == nil {
			rd.when = always(text.Text{})
		}
		rd.unless, _ = m.cond(c, "unless")
		out = append(out, rd)
	})
	return out
}

func (ld *loader) delivery(m *mapping) *delivery {
	d := &delivery{book: rulebook{compiler{facts: deliveryFacts}}}
	c := &d.book.compiler
	var codes []string
	m.must("checks")
	m.each("checks", func(m *mapping) {
		ch := check{code: m.str("code"), kind: m.word("kind", "breach", "warning", "flag"), clauses: ld.clauses(m, "clauses"), words: m.text()}
		if ch.taken = ld.option(m); ch.taken.Choice == nil {
			m.once("code", &codes, ch.code)
		}
		m.must("when")
		ch.when, _ = m.cond(c, "when")
		ch.unless, _ = m.cond(c, "unless")
		d.checks = append(d.checks, ch)
	})
	d.readings = ld.tableReadings(m, c, codes)
	return d
}

func (ld *loader) stages(m *mapping) *stages {
	st := &stages{book: rulebook{compiler{facts: stepFacts}}}
	c := &st.book.compiler
	m.each("excluded", func(m *mapping) {
		x := exclusion{reason: m.str("reason"), clauses: ld.clauses(m, "clauses"), words: m.text()}
		m.must("when")
		x.when, _ = m.cond(c, "when")
		st.excluded = append(st.excluded, x)
	})
	var codes []string
	m.must("steps")
	m.each("steps", func(m *mapping) {
		s := step{code: m.str("step"), clauses: ld.clauses(m, "clauses"), words: m.text()}
		m.once("step", &codes, s.code)
		var missing []string
		m.each("needs", func(m *mapping) {
			n := need{missing: m.str("missing"), clauses: ld.clauses(m, "clauses"), words: m.text()}
			m.once("missing", &missing, n.missing)
			m.must("when")
			n.only, _ = m.cond(c, "if")
			n.when, _ = m.cond(c, "when")
			n.unless, _ = m.cond(c, "unless")
			s.needs = append(s.needs, n)
		})
		st.steps = append(st.steps, s)
	})
	return st
}

func (ld *loader) amounts(m *mapping) *amounts {
	a := &amounts{}
	read := func(key, name string, to *[]standard) {
		var codes []string
		m.each(key, func(m *mapping) {
			s := standard{code: m.str(name), clauses: ld.clauses(m, "clauses"), fen: m.yuan("yuan"), words: m.text()}
			m.once(name, &codes, s.code)
			*to = append(*to, s)
		})
	}
	read("standards", "level", &a.standards)
	read("floors", "list", &a.floors)
	m.part("reading", func(m *mapping) { a.reading = &reading{id: m.register(), other: ld.option(m), words: m.text()} })
	return a
}

func (ld *loader) owners(m *mapping) *owners {
	o := &owners{}
	var names, groups []string
	var also []func()
	m.each("owners", func(m *mapping) {
		own := owner{name: m.str("owner"), clauses: ld.clauses(m, "clauses"), words: text.Text{ZH: m.optStr("owner"), EN: m.optStr("en")}}
		m.once("owner", &names, own.name)
		m.must("groups")
		m.each("groups", func(m *mapping) {
			g := group{names: append([]string{m.str("name")}, m.strs("or")...), also: m.optStr("also")}
			for _, name := range g.names {
				m.once("name", &groups, name)
			}
			if n := m.value("also"); n != nil {
				also = append(also, func() {
					if !slices.Contains(names, g.also) {
						m.r.fail(n, "unknown owner %q; expected one of the list", g.also)
					}
				})
			}
			m.part("reading", func(m *mapping) { g.reading = &reading{id: m.register(), other: ld.option(m), words: m.text()} })
			if g.also != "" && g.reading == nil {
				m.r.fail(m.at, "key \"reading\" is missing; expected why %s holds the group too", g.also)
			}
			own.groups = append(own.groups, g)
		})
		o.list = append(o.list, own)
	})
	for _, f := range also {
		f()
	}
	return o
}

func (ld *loader) funds(p *Plan, m *mapping) *funds {
	f := &funds{fen: m.yuan("yuan"), passes: m.str("shortfall_of"), clauses: ld.clauses(m, "clauses"), words: m.text()}
	if g := p.relief.grants; g == nil || g.tier(f.passes) == nil {
		m.r.fail(m.value("shortfall_of"), "unknown tier %q; expected a tier of grants", f.passes)
	}
	m.must("reading")
	m.part("reading", func(m *mapping) { f.reading = &reading{id: m.register(), other: ld.option(m), words: m.text()} })
	return f
}
