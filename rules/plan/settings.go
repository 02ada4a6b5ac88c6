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

// decided lists the clauses of the plan's days and lists that a choice decides.
func (p *Plan) decided(choice string) []string {
	var out []string
	if p.window.by && choice == ReadBefore {
		out = add(out, p.window.clauses)
	}
	for _, d := range p.deadlines {
		if !d.onDay && choice == ReadBefore {
			out = add(out, d.Clauses)
		}
	}
	for _, c := range p.checklists {
		if slices.ContainsFunc(c.items, func(it listed) bool { return it.Choice != nil && it.ID == choice }) {
			out = add(out, c.Clauses)
		}
	}
	return out
}
