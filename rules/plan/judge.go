package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Judge holds a row of a register against the rules of the plans, as it would be in state to
// ("" as it stands), by the settings of an operation of each plan that has one. An answer is
// that of `plan ask`; what is missing refuses the step, a breach is to be explained.
func (l *Library) Judge(reg *rules.Register, row *rules.Row, to string, settings map[string]map[string]string) (rules.Verdict, error) {
	var v rules.Verdict
	l = l.loaded()
	for i := range reg.Rules {
		u := &reg.Rules[i]
		if !saysAll(u.Where, row) || u.Op == "checklist" && !binds(reg, []string{u.Plan}, settings) {
			continue
		}
		step := ""
		if len(u.Stage) > 0 {
			at := slices.IndexFunc(u.Stage, func(s rules.RegisterStep) bool { return s.State == to })
			if to == "" && u.Op != "stage" {
				at = slices.IndexFunc(u.Stage, func(s rules.RegisterStep) bool { return row.Entered(s.State) })
			}
			if at < 0 {
				continue
			}
			step = u.Stage[at].Step
		}
		p, ok := l.Plan(u.Plan)
		if !ok {
			return v, fmt.Errorf("register %s: no plan %s", reg.ID, u.Plan)
		}
		q := l.questionOf(reg, u, row, to)
		if step != "" {
			q.put("step", step)
		}
		if u.List != "" {
			q.put("list", u.List)
		}
		q.put("settings", settings[u.Plan])
		switch {
		case u.Op == "owner" && !q.has("group"), u.Op == "checklist" && !q.has("has") && len(u.Stage) == 0:
			continue
		case u.Op == "checklist" && !q.has("has"): // at a step, nothing written is nothing there
			q.put("has", []string{})
		}
		a, err := ops[u.Op](l, p, q)
		if err != nil {
			return v, fmt.Errorf("register %s, %s of %s: %w", reg.ID, u.Op, u.Plan, err)
		}
		p.said(&v, u, step, a)
	}
	for i := range reg.Checks {
		checkRow(&v, reg, &reg.Checks[i], row, to, settings)
	}
	return v, nil
}

func (q question) put(key string, value any) {
	if raw, err := json.Marshal(value); err == nil {
		q[key] = raw
	}
}

// questionOf is the question that a row asks.
func (l *Library) questionOf(reg *rules.Register, u *rules.RegisterRule, row *rules.Row, to string) question {
	q := question{}
	parts := map[string]map[string]any{}
	for _, from := range u.From {
		whole, part, in := strings.Cut(from.Fact, ".")
		if in && parts[whole] == nil {
			parts[whole] = map[string]any{}
		}
		value := fact(reg, &from, row, to)
		if value == nil {
			continue
		}
		if from.List {
			value = []any{value}
		}
		if in {
			parts[whole][part] = value
			continue
		}
		q.put(from.Fact, value)
	}
	for key, of := range parts {
		switch raw, told := q[key]; {
		case told && string(raw) == "true" || !told && len(of) > 0:
			q.put(key, of)
		case told: // there is none
			delete(q, key)
		}
	}
	return q
}

// fact is the value of one fact, nil where it is not known.
func fact(reg *rules.Register, from *rules.RegisterFact, row *rules.Row, to string) any {
	switch {
	case from.State != "":
		if row.Entered(from.State) || to == from.State {
			return true
		}
		return nil
	case from.Value != "":
		var v any
		if json.Unmarshal([]byte(from.Value), &v) == nil {
			return v
		}
		return from.Value
	}
	f, ok := reg.Field(from.Field)
	said := row.Fields[from.Field]
	if !ok || said == "" {
		return nil
	}
	switch f.Type {
	case rules.FieldYesNo:
		return said == "yes"
	case rules.FieldMoney:
		return json.RawMessage(Yuan(said))
	case rules.FieldNumber:
		return json.RawMessage(said)
	case rules.FieldChoices:
		return strings.Split(said, ",")
	}
	return said
}

// Yuan is a sum kept in fen as people write it, 199.9; what is no sum stays as it is.
func Yuan(fen string) string {
	var n int64
	if _, err := fmt.Sscanf(fen, "%d", &n); err != nil {
		return fen
	}
	return yuan(n).String()
}

// said adds an answer to a verdict, in words.
func (p *Plan) said(v *rules.Verdict, u *rules.RegisterRule, step string, answer any) {
	mark := func(review bool, readings, clauses, ask []string) {
		v.Review = v.Review || review
		v.Readings, v.Clauses, v.Ask = add(v.Readings, readings), add(v.Clauses, clauses), add(v.Ask, ask)
	}
	switch a := answer.(type) {
	case staged:
		mark(a.Review, nil, a.Clauses, a.Ask)
		st := p.relief.stages
		for _, x := range st.excluded {
			if a.Reason == x.reason && x.reason != "" {
				v.Missing = append(v.Missing, rules.Finding{Code: x.reason, Text: x.words, Clauses: x.clauses})
			}
		}
		for _, n := range st.step(step).needs {
			if slices.Contains(a.Missing, n.missing) {
				v.Missing = append(v.Missing, rules.Finding{Code: n.missing, Text: n.words, Clauses: n.clauses})
			}
		}
	case delivered:
		mark(a.Review, a.Readings, a.Clauses, a.Ask)
		for _, c := range p.relief.delivery.checks {
			f := rules.Finding{Code: c.code, Text: c.words, Clauses: c.clauses}
			switch {
			case slices.Contains(a.Breaches, c.code):
				v.Breaches = append(v.Breaches, f)
			case slices.Contains(a.Flags, c.code):
				v.Breaches = append(v.Breaches, f)
			case slices.Contains(a.Warnings, c.code):
				v.Warnings = append(v.Warnings, f)
			}
		}
	case granted:
		mark(a.Review, a.Readings, a.Clauses, a.Ask)
		if a.tier != nil {
			fen := a.tier.fen
			v.Tier, v.TierText, v.Amount = a.tier.code, a.tier.words, &fen
		}
	case paidAmount:
		mark(a.Review, a.Readings, a.Clauses, a.Ask)
		if a.Standard != nil {
			fen := int64(*a.Standard)
			v.Amount = &fen
		}
		switch {
		case a.OK != nil && !*a.OK:
			v.Breaches = append(v.Breaches, rules.Finding{Code: "below_standard", Text: text.Text{ZH: "低于标准", EN: "below the standard"}, Clauses: a.Clauses})
		case a.NeedsReason:
			v.Breaches = append(v.Breaches, rules.Finding{Code: "above_standard", Text: text.Text{ZH: "高于标准", EN: "above the standard"}, Clauses: a.Clauses})
		}
	case owned:
		mark(a.Review, a.Readings, a.Clauses, a.Ask)
		if a.Owner != nil {
			v.Owner = *a.Owner
		}
		if a.Conflict != nil {
			v.Warnings = append(v.Warnings, rules.Finding{Code: "conflict", Text: text.Text{ZH: "%[1]s也管这类对象", EN: "%[1]s holds this group too"}.With(*a.Conflict), Clauses: a.Clauses})
		}
	case checklistAnswer:
		mark(a.Review, a.Reading, a.Clauses, a.Ask)
		list, ok := p.Checklist(u.List)
		if !ok {
			return
		}
		for _, it := range list.items {
			if slices.Contains(a.Missing, it.Code) && !slices.ContainsFunc(v.Missing, func(f rules.Finding) bool { return f.Code == it.Code }) {
				v.Missing = append(v.Missing, rules.Finding{Code: it.Code, Text: it.Text, Clauses: a.Clauses})
			}
		}
	}
}

// FundsOf holds the counted households of each tier against the money of a plan: what is
// planned, what exceeds it, and whether one must stop and ask. ok is false where the
// plan has no such money.
func (l *Library) FundsOf(plan string, counts map[string]int64, settings map[string]string) (f rules.Funds, ok bool) {
	p, found := l.Plan(plan)
	if !found || p.relief.funds == nil || p.relief.grants == nil {
		return f, false
	}
	told := map[string]*int64{}
	for _, t := range p.relief.grants.tiers {
		n := counts[t.code]
		told[t.code] = &n
	}
	a := p.relief.funds.judge(p.relief.grants, told, settings)
	f = rules.Funds{Text: p.relief.funds.words, Fund: int64(a.Fund), Stop: a.Decision != nil, Clauses: a.Clauses, Readings: a.Readings}
	if a.Total != nil {
		f.Total, f.Over = int64(*a.Total), int64(*a.Over)
	}
	if f.Stop {
		f.Words = p.relief.funds.reading.words
	}
	return f, true
}
