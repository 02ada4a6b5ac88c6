package plan

import (
	"slices"

	"dutydesk/rules"
)

// Destinations lists what SettingDestination may name, most urgent first: the acts whose
// goal is a safe place.
func (l *Library) Destinations() []rules.Named {
	var out []rules.Named
	for _, a := range l.acts {
		if a.goal == rules.GoalSafe {
			out = append(out, rules.Named{Code: a.code, Text: a.words})
		}
	}
	return out
}

// Resting lists the clauses of a plan, and of the regulations, that a setting of this name
// governs: those whose limit it is, or for SettingEpidemic those that it switches off.
func (l *Library) Resting(setting, plan string) []string {
	var out []string
	for _, lines := range l.lines {
		for _, n := range lines {
			governed := n.limit != nil && n.limit.Name == setting || n.epidemic && setting == SettingEpidemic
			if !governed || n.plan.ID != plan && n.plan != l.base {
				continue
			}
			for _, c := range n.clauses {
				if !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}
