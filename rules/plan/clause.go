package plan

import (
	"slices"
	"strings"

	"dutydesk/rules"
)

// Clause is what the plans ask by a clause, for "why?" of a refusal that rests on it: one
// Reason for each demand that carries it, or the plan alone where the clause brings no
// demand of its own. Nothing for a clause of no plan.
func (l *Library) Clause(id string) []rules.Reason {
	var out []rules.Reason
	l = l.loaded()
	for _, lines := range l.lines {
		for _, n := range lines {
			if slices.Contains(n.clauses, id) {
				out = append(out, rules.Reason{Plan: n.plan.ID, Clause: id, Text: n.words, Source: n.source})
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	plan, _, _ := strings.Cut(id, ".")
	if p, ok := l.Plan(plan); ok {
		return []rules.Reason{{Plan: p.ID, Clause: id, Text: p.Title}}
	}
	if l.base != nil && plan == l.base.ID {
		return []rules.Reason{{Plan: plan, Clause: id, Text: l.base.Title}}
	}
	return nil
}
