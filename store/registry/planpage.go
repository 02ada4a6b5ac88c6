package registry

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
)

// Plan is one plan with what it asks in its season. Error: NotFound for one that the desk
// does not know.
func Plan(v tx.View, e tx.Env, id string) (*view.PlanPage, error) {
	rows, err := Plans(v, e)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(r view.PlanRow) bool { return r.Plan == id })
	p, ok := e.Plans.Plan(id)
	if i < 0 || !ok {
		return nil, unknownPlan(e.Plans, text.Clean(id, text.Line))
	}
	today := rules.DateOf(e.Now)
	out := &view.PlanPage{PlanRow: rows[i], Season: p.SeasonFor(today), Deadlines: []view.PlanDue{}, Lists: []view.PlanList{}}
	out.From, out.To, out.Days, _ = p.Window(out.Season)
	var settings map[string]string
	if o := running(rows[i].Operations, today); o != nil {
		out.Operation, out.From, out.To, settings = o.ID, o.From, o.To, o.Settings
		out.Days = plan.Days(o.From, o.To) + 1
		fmt.Sscanf(o.ID, p.ID+"-%d", &out.Season)
	}
	for _, d := range p.Deadlines() {
		due := d.Due(p.DueYear(out.Season), settings)
		out.Deadlines = append(out.Deadlines, view.PlanDue{Item: d.Item, Text: d.Text, Clauses: d.Clauses, Due: due, Left: plan.Days(today, due)})
	}
	for _, c := range p.Checklists() {
		out.Lists = append(out.Lists, view.PlanList{List: c.List, Text: c.Text, Clauses: c.Clauses, Items: c.Items(settings)})
	}
	if r, ok := p.Roster(); ok {
		out.Roster = &view.PlanRoster{Text: r.Text, Clauses: r.Clauses, Leader: r.Leader}
	}
	return out, nil
}

// running is the operation that is not over by today and ends first.
func running(ops []rules.Operation, today rules.Date) *rules.Operation {
	var out *rules.Operation
	for i := range ops {
		if o := &ops[i]; !over(o, today) && (out == nil || o.To < out.To) {
			out = o
		}
	}
	return out
}
