package fakedesk

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// inForce are the operations in force on the night of the fixture.
func inForce(rows []view.PlanRow, today rules.Date) (out []rules.Operation) {
	for _, r := range rows {
		for _, o := range r.Operations {
			if o.State(today) == rules.OperationInForce {
				out = append(out, o)
			}
		}
	}
	return out
}

// Plan is one plan with what the shipped plan of that id asks.
func (d *Desk) Plan(id string) (*view.PlanPage, error) {
	rows, err := d.Plans()
	if err != nil {
		return nil, err
	}
	settings, err := d.Settings()
	if err != nil {
		return nil, err
	}
	p, ok := plan.Shipped().Plan(id)
	i := slices.IndexFunc(rows, func(r view.PlanRow) bool { return r.Plan == id })
	if i < 0 || !ok {
		return nil, rules.Missing(titlePlan, id)
	}
	op, today := rules.Operation{Plan: id}, rules.DateOf(d.t.Now())
	out := &view.PlanPage{PlanRow: rows[i], Season: p.SeasonFor(today), Clause: p.WindowClause(), Review: p.Before(), Can: view.Can{}}
	out.OwnFrom, out.OwnTo, _, _ = p.Window(out.Season)
	out.From, out.To = out.OwnFrom, out.OwnTo
	if all := rows[i].Operations; len(all) > 0 && !all[0].Over(today) {
		op = all[0]
		out.Operation, out.From, out.To = op.ID, op.From, op.To
	} else {
		out.Can["plan.end"] = rules.Refuse(titlePlan, "")
	}
	out.Deadlines = dues(p, today)
	for _, c := range p.Checklists() {
		out.Lists = append(out.Lists, view.PlanList{List: c.List, Text: c.Text, Clauses: c.Clauses, Items: c.Items(nil)})
	}
	if r, ok := p.Roster(); ok {
		out.Roster = &view.PlanRoster{Text: r.Text, Clauses: r.Clauses, Leader: r.Leader}
	}
	out.Duties = duties(p, out.Operation)
	out.Sections = plan.Shipped().Sections(id)
	ops := []rules.Operation{op}
	out.Demands, out.Kits, out.Readings = plan.Shipped().Asked(ops, "", false), plan.Shipped().Kits(ops), plan.Shipped().Ambiguities(id, nil)
	out.Figures = p.Figures(op.Settings)
	for _, r := range settings.Rows {
		if r.Operation == "P1-2026" {
			out.Settings = append(out.Settings, r)
		}
	}
	return out, nil
}

func dues(p *plan.Plan, today rules.Date) (out []view.PlanDue) {
	for _, x := range p.Dates() {
		due := x.Due(p.DueYear(p.SeasonFor(today)), nil)
		out = append(out, view.PlanDue{Item: x.Item, Text: x.Text, Clauses: x.Clauses, Due: due, Left: plan.Days(today, due), Plan: p.ID})
	}
	return out
}

// PlansToday is what the plans in force ask for together.
func (d *Desk) PlansToday() (*view.PlansToday, error) {
	rows, err := d.Plans()
	if err != nil {
		return nil, err
	}
	defer d.lock()()
	today := rules.DateOf(d.t.now)
	ops := inForce(rows, today)
	out := &view.PlansToday{Stamp: d.stamp(), Demands: plan.Shipped().Asked(ops, "", true)}
	for _, o := range ops {
		p, _ := plan.Shipped().Plan(o.Plan)
		s := view.Season{Operation: o, Title: p.Title}
		s.Day, s.Days = o.Day(today)
		out.Seasons = append(out.Seasons, s)
		out.Deadlines = append(out.Deadlines, dues(p, today)...)
		for _, y := range duties(p, o.ID) {
			if y.Goal() {
				out.Duties = append(out.Duties, y)
			}
		}
	}
	return out, nil
}

// duties are those of a plan, each to be done still and one case against each goal.
func duties(p *plan.Plan, operation string) (out []view.PlanDuty) {
	for _, y := range p.Duties() {
		d := view.PlanDuty{Plan: p.ID, Code: y.Code, Clauses: y.Clauses, Force: string(y.Force), When: string(y.When), Text: y.Text, Who: y.Who, Kept: y.Kept, List: y.List}
		if operation != "" {
			d.Key = operation + "/" + y.Code
			if y.Once() {
				d.State, d.Standing = string(plan.DueOpen), text.Text{ZH: "待办, 未定日子", EN: "to do, no day"}
			}
			for _, w := range y.Watch {
				d.Watch = append(d.Watch, view.Watched{Figure: string(w.Figure), Text: w.Text, Count: 1, Records: []string{"C20261124-0001"}})
			}
		}
		out = append(out, d)
	}
	return out
}

// stand says how a plan stands on a day.
func stand(r *view.PlanRow, today rules.Date) {
	r.State = rules.OperationNone
	if len(r.Operations) > 0 {
		r.State = r.Operations[0].State(today)
		r.Day, r.Of = r.Operations[0].Day(today)
	}
}

// adopt keeps the operation of a plan.
func (t *Town) adopt(o rules.Operation) {
	if t.ops == nil {
		t.ops = map[string]rules.Operation{}
	}
	t.ops[o.Plan] = o
}

var titlePlan = text.Text{ZH: "方案", EN: "plan"}

// end ends an operation as the book would.
func (d *Desk) end(c *command.EndPlan) (string, error) {
	for _, r := range d.plans() {
		for _, o := range r.Operations {
			if o.ID != c.Operation {
				continue
			}
			today, err := rules.DateOf(d.t.now), error(nil)
			if c.Withdraw {
				err = o.Withdraw(today, c.Reason)
			} else {
				err = o.End(cmp.Or(c.On, today), today, c.Reason)
			}
			if err == nil {
				d.t.adopt(o)
			}
			return o.ID, err
		}
	}
	return "", rules.Missing(titlePlan, c.Operation)
}
