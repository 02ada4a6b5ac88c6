package plan

import (
	"fmt"
	"slices"

	"dutydesk/rules"
)

// kit reads a kit of a plan: goods by the plan's own words, so that any item of the
// township which is that good serves.
func (ld *loader) kit(p *Plan, m *mapping) {
	t := m.text()
	k := rules.Kit{ID: fmt.Sprintf("%s-%d", p.ID, len(p.kits)+1), Name: t.ZH, English: t.EN, Clauses: ld.clauses(m, "clauses")}
	m.must("goods")
	m.each("goods", func(m *mapping) {
		l := rules.KitLine{Good: m.str("good"), Qty: int64(m.integer("qty", 1, 1000))}
		if !slices.ContainsFunc(ld.lib.acts, func(a *act) bool { return a.good == l.Good }) {
			m.r.fail(m.value("good"), "good %q; expected one that an act gives", l.Good)
		}
		k.Lines = append(k.Lines, l)
	})
	p.kits = append(p.kits, k)
}

// Kits are the kits of the plans of these operations, in the order of the plans.
func (l *Library) Kits(ops []rules.Operation) []rules.Kit {
	if len(ops) == 0 {
		return nil // and no plan to read
	}
	var out []rules.Kit
	for _, p := range l.loaded().plans {
		if slices.ContainsFunc(ops, func(o rules.Operation) bool { return o.Plan == p.ID }) {
			out = append(out, p.kits...)
		}
	}
	return out
}

// Kit is the kit of a plan by its id, in force or not: what was given of it once still has
// its name.
func (l *Library) Kit(id string) (rules.Kit, bool) {
	for _, p := range l.loaded().plans {
		for _, k := range p.kits {
			if k.ID == id {
				return k, true
			}
		}
	}
	return rules.Kit{}, false
}
