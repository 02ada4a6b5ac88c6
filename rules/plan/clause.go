package plan

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Clause is what the plans ask by a clause, for "why?" of a refusal that rests on it: one
// Reason for each demand that carries it, else for each dated item, list and the like, or
// the plan alone where the clause brings nothing of its own. Nothing for a clause of no plan.
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
		for _, words := range p.besides(id) {
			out = append(out, rules.Reason{Plan: p.ID, Clause: id, Text: words})
		}
		if len(out) > 0 {
			return out
		}
		return []rules.Reason{{Plan: p.ID, Clause: id, Text: p.Title}}
	}
	if l.base != nil && plan == l.base.ID {
		return []rules.Reason{{Plan: plan, Clause: id, Text: l.base.Title}}
	}
	return nil
}

// besides is what the plan asks by a clause with its dated items, its duties, its roster, its
// lists and its visits.
func (p *Plan) besides(id string) []text.Text {
	var out []text.Text
	asks := func(clauses []string, words text.Text) {
		if slices.Contains(clauses, id) {
			out = append(out, words)
		}
	}
	for _, d := range p.deadlines {
		asks(d.Clauses, d.Text)
	}
	for _, n := range p.own.notices {
		asks(n.Clauses, n.Title)
	}
	for _, s := range p.series {
		asks(s.Clauses, s.Text)
	}
	if p.feast != nil {
		asks(p.feast.Clauses, p.feast.Text)
	}
	for _, c := range p.checklists {
		asks(c.Clauses, c.Text)
	}
	if p.roster != nil {
		asks(p.roster.Clauses, p.roster.Text)
	}
	for _, d := range p.duties {
		if d.Every() == "" { // or it stands among the series
			asks(d.Clauses, d.Text)
		}
	}
	if p.followup != nil {
		asks(p.followup.Clauses, p.followup.Text)
	}
	return out
}
