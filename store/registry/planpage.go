package registry

import (
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registers"
	"dutydesk/store/season"
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
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	today := rules.DateOf(e.Now)
	op := &rules.Operation{Plan: p.ID}
	out := &view.PlanPage{PlanRow: rows[i], Season: p.SeasonFor(today), Lists: []view.PlanList{}, Clause: p.WindowClause(), Review: p.Before()}
	out.From, out.To, out.Days, _ = p.Window(out.Season)
	if o := running(rows[i].Operations, today); o != nil {
		op, out.Operation, out.From, out.To = o, o.ID, o.From, o.To
		out.Days = plan.Days(o.From, o.To) + 1
		out.Season = startYear(o)
		out.Review = out.Review && o.To == windowEnd(p, o)
	}
	out.OwnFrom, out.OwnTo, _, _ = p.WindowRead(out.Season, op.Settings)
	out.Deadlines = dues(p, out.Season, op.Settings, today)
	for _, c := range p.Checklists() {
		out.Lists = append(out.Lists, view.PlanList{List: c.List, Text: c.Text, Clauses: c.Clauses, Items: c.Items(op.Settings)})
	}
	if r, ok := p.Roster(); ok {
		out.Roster = &view.PlanRoster{Text: r.Text, Clauses: r.Clauses, Leader: r.Leader}
	}
	var in *rules.Operation
	if out.Operation != "" {
		in = op
	}
	if out.Duties, err = season.Duties(v, e, p, in, season.NewTallies(v), scene.Cold != ""); err != nil {
		return nil, err
	}
	if out.Registers, err = registers.OfPlan(v, p.ID, in != nil); err != nil {
		return nil, err
	}
	ops := []rules.Operation{*op}
	out.Demands = e.Plans.Asked(ops, scene.Cold, false)
	out.Sections = e.Plans.Sections(p.ID)
	out.Kits = append([]rules.Kit{}, e.Plans.Kits(ops)...)
	out.Figures = append([]rules.Figure{}, p.Figures(op.Settings)...)
	out.Readings = e.Plans.Ambiguities(p.ID, op.Settings)
	out.Settings = rowsOf(e.Plans, op, nil)
	adopt, end := &command.AdoptPlan{}, &command.EndPlan{}
	out.Can = view.Can{adopt.Code(): cases.May(e, adopt.Area()), end.Code(): cases.May(e, end.Area())}
	if out.Can[end.Code()] == nil {
		out.Can[end.Code()] = mayEnd(p, rows[i].Operations, today)
	}
	return out, nil
}

// mayEnd is why nothing of a plan can be ended today.
func mayEnd(p *plan.Plan, ops []rules.Operation, today rules.Date) *rules.Error {
	switch {
	case running(ops, today) != nil:
		return nil
	case len(ops) > 0:
		return ops[len(ops)-1].MayEnd(today)
	}
	return rules.Refuse(text.Text{ZH: "%[1]s 没有启用。", EN: "%[1]s is not adopted."}.With(p.Title), "")
}

// PlansToday is what all operations in force ask for, with what regulations demand.
func PlansToday(v tx.View, e tx.Env) (*view.PlansToday, error) {
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	today := rules.DateOf(e.Now)
	out := &view.PlansToday{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Seasons: []view.Season{}, Deadlines: []view.PlanDue{}, Rosters: []view.PlanRoster{}, Duties: []view.PlanDuty{},
		Demands: e.Plans.Asked(scene.Operations, scene.Cold, true)}
	tallies := season.NewTallies(v)
	for i := range scene.Operations {
		o := &scene.Operations[i]
		p, ok := e.Plans.Plan(o.Plan)
		if !ok {
			continue
		}
		s := view.Season{Operation: *o, Title: p.Title}
		if e.Hidden() {
			s.Operation.Ended = ""
		}
		s.Day, s.Days = o.Day(today)
		out.Seasons = append(out.Seasons, s)
		out.Deadlines = append(out.Deadlines, dues(p, startYear(o), o.Settings, today)...)
		duties, err := season.Duties(v, e, p, o, tallies, scene.Cold != "")
		if err != nil {
			return nil, err
		}
		out.Duties = append(out.Duties, slices.DeleteFunc(duties, func(y view.PlanDuty) bool { return rank(&y, scene.Cold != "") < 0 })...)
		if r, ok := p.Roster(); ok {
			out.Rosters = append(out.Rosters, view.PlanRoster{Text: r.Text, Clauses: r.Clauses, Leader: r.Leader, Plan: p.ID})
		}
	}
	if out.Registers, err = season.RegisterDues(v, today); err != nil {
		return nil, err
	}
	out.Registers = slices.DeleteFunc(out.Registers, func(d view.RegisterDue) bool { return !d.Pressing() })
	slices.SortStableFunc(out.Deadlines, byDay)
	slices.SortStableFunc(out.Duties, func(x, y view.PlanDuty) int { return rank(&x, true) - rank(&y, true) })
	return out, nil
}

// rank is where a duty stands among those of today: what is watched, then what is asked for
// before weather while a warning is in force, then what is to be done once. -1 is for the
// others.
func rank(d *view.PlanDuty, warned bool) int {
	switch {
	case len(d.Watch) > 0:
		return 0
	case d.When == string(plan.AtForecast) && warned:
		return 1
	case d.Open() && d.Due != "":
		return 2
	case d.Open():
		return 3
	}
	return -1
}

func byDay(x, y view.PlanDue) int { return strings.Compare(string(x.Due), string(y.Due)) }

// dues are the dated items of a plan in a season, in order of their days.
func dues(p *plan.Plan, year int, settings map[string]string, today rules.Date) []view.PlanDue {
	out := []view.PlanDue{}
	for _, d := range p.Dates() {
		x := d.Stands(p.DueYear(year), settings, today, "")
		if x.Due == "" {
			continue // of a feast in a year without a table
		}
		row := view.PlanDue{Item: d.Item, Text: d.Text, Clauses: d.Clauses, Due: x.Due, Left: plan.Days(today, x.Due), Plan: p.ID, Near: x.Near, Review: x.Review}
		if d.Before() {
			row.Reads = plan.ReadBefore
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, byDay)
	return out
}

// startYear is the year of the first day in the id of an operation.
func startYear(o *rules.Operation) (year int) {
	fmt.Sscanf(o.ID, o.Plan+"-%d", &year)
	return year
}

// windowEnd is the last day that the plan itself gives an operation.
func windowEnd(p *plan.Plan, o *rules.Operation) rules.Date {
	_, to, _, _ := p.WindowRead(startYear(o), o.Settings)
	return to
}

// stand says how a plan stands today: by the operation that is not over and ends first, else
// by the last one.
func stand(row *view.PlanRow, p *plan.Plan, today rules.Date) {
	row.State = rules.OperationNone
	o := running(row.Operations, today)
	if o == nil {
		if n := len(row.Operations); n > 0 {
			row.State = row.Operations[n-1].State(today)
		}
		return
	}
	row.State = o.State(today)
	row.Day, row.Of = o.Day(today)
	for _, d := range dues(p, startYear(o), o.Settings, today) {
		if d.Left >= 0 {
			row.Next = &d
			break
		}
	}
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
