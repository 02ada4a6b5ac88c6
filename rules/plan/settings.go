package plan

import (
	"slices"

	"dutydesk/rules"
)

// Destinations lists what SettingDestination may name, most urgent first: the acts whose
// goal is a safe place.
func (l *Library) Destinations() []rules.Named {
	var out []rules.Named
	for _, a := range l.loaded().acts {
		if a.goal == rules.GoalSafe {
			out = append(out, rules.Named{Code: a.code, Text: a.words})
		}
	}
	return out
}

// Resting lists the clauses of a plan, and of the regulations, that a setting of this name
// governs: those whose limit it is, for SettingEpidemic those that it switches off, for a
// choice those that it decides.
func (l *Library) Resting(setting, plan string) []string {
	var out []string
	l = l.loaded()
	if p, ok := l.Plan(plan); ok {
		out = p.decided(setting)
		if setting == SettingFeast && p.feast != nil {
			out = add(out, p.feast.Clauses)
		}
	}
	for _, lines := range l.lines {
		for _, n := range lines {
			governed := n.taken.Choice != nil && n.taken.ID == setting || n.limit != nil && n.limit.Name == setting || n.epidemic && setting == SettingEpidemic
			if !governed || n.plan.ID != plan && n.plan != l.base {
				continue
			}
			out = add(out, n.clauses)
		}
	}
	return out
}

// Uses says that a line of the plan itself rests on a figure, or for SettingDestination that it
// names a safe place. What rests on the regulations alone is of no plan.
func (l *Library) Uses(setting, plan string) bool {
	for _, lines := range l.loaded().lines {
		for _, n := range lines {
			if n.plan.ID == plan && (n.limit != nil && n.limit.Name == setting || setting == SettingDestination && n.act.goal == rules.GoalSafe) {
				return true
			}
		}
	}
	p, ok := l.Plan(plan)
	return ok && setting == SettingFeast && p.feast != nil
}

// decided lists the clauses of the plan's days and lists that a choice decides.
func (p *Plan) decided(choice string) []string {
	var out []string
	if p.window.by && choice == ReadBefore {
		out = add(out, p.window.clauses)
	}
	for _, d := range p.Dates() {
		if d.Before() && choice == ReadBefore {
			out = add(out, d.Clauses)
		}
	}
	for _, c := range p.checklists {
		if slices.ContainsFunc(c.items, func(it listed) bool { return it.Choice != nil && it.ID == choice }) {
			out = add(out, c.Clauses)
		}
	}
	return add(out, p.relief.decided(choice))
}

// decided lists the clauses of money and owners that a choice decides.
func (r *relief) decided(choice string) []string {
	var out []string
	rests := func(o option) bool { return o.Choice != nil && o.ID == choice }
	if g := r.grants; g != nil {
		for _, c := range g.specific {
			if rests(c.taken) {
				out = add(out, []string{c.clause})
			}
		}
		for _, rd := range g.readings {
			if rests(rd.taken) {
				out = add(out, slices.Concat(rd.among, rd.any))
			}
			if rests(rd.taken) && rd.apart {
				for i := range g.tiers {
					out = add(out, g.tiers[i].clauses)
				}
			}
		}
	}
	if d := r.delivery; d != nil {
		for _, c := range d.checks {
			stands := rests(c.taken)
			for _, rd := range d.readings {
				stands = stands || rests(rd.taken) && slices.Contains(rd.drops, c.code)
			}
			if stands {
				out = add(out, c.clauses)
			}
		}
	}
	if m := r.amounts; m != nil && m.reading != nil && rests(m.reading.other) {
		for _, s := range m.standards {
			out = add(out, s.clauses)
		}
	}
	if f := r.funds; f != nil && rests(f.reading.other) {
		out = add(out, f.clauses)
	}
	if r.owners != nil {
		for _, o := range r.owners.list {
			if slices.ContainsFunc(o.groups, func(g group) bool { return g.reading != nil && rests(g.reading.other) }) {
				out = add(out, o.clauses)
			}
		}
	}
	return out
}
