package season

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// task writes how a duty of a plan stands that is done once and has no day in the text, and
// says whether the calendar shows it: on a day that the township gave it as any dated duty,
// else only on the whole calendar, from the day that it is asked for.
func (d *drawing) task(r *view.CalendarRow, y *plan.Duty, o *rules.Operation) (bool, error) {
	t, ok, err := table.Tasks.Find(d.v, r.Key)
	if err != nil {
		return false, err
	}
	if ok && t.Due != "" {
		d.stand(r, standsOf(t.Due, d.today, t), t)
		return true, nil
	}
	first, last, at := y.Stretch(o.From, o.To)
	r.Undated = true
	x := plan.Dated{Due: at, Status: plan.DueOpen}
	switch {
	case ok && t.DoneOn != "":
		x.Status = plan.DoneTime
	case d.today > last:
		x.Status = plan.DueLate
	}
	d.stand(r, x, t)
	if r.State == string(plan.DueOpen) {
		r.Standing = openText
	}
	if r.State == string(plan.DoneTime) {
		r.Standing = doneText
	}
	return d.whole && (d.ask != Ask{} || d.today >= first || !r.Open()), nil
}

var (
	openText = text.Text{ZH: "待办, 未定日子", EN: "to do, no day"}
	doneText = text.Text{ZH: "已办", EN: "done"}
)

// Duties is how the duties of a plan stand in an operation, in the order of its file; those of
// a plan that is not adopted, o nil, have no state. warned says that a warning of weather is in
// force. Without a PIN what people wrote is left out.
func Duties(v tx.Reader, e tx.Env, p *plan.Plan, o *rules.Operation, c *Tallies, warned bool) ([]view.PlanDuty, error) {
	d := &drawing{v: v, e: e, today: rules.DateOf(e.Now), whole: true, hidden: e.Hidden(), can: view.Can{}}
	out := []view.PlanDuty{}
	for _, y := range p.Duties() {
		row := view.PlanDuty{Plan: p.ID, Code: y.Code, Clauses: y.Clauses, Force: string(y.Force), When: string(y.When), Text: y.Text, Who: y.Who, Kept: y.Kept, List: y.List}
		if r, ok := plan.RegisterOf(y.List); ok {
			row.Register = r.Text
			ids, err := table.Rows.IDs(v, "in/"+r.ID)
			if err != nil {
				return nil, err
			}
			row.Rows = len(ids)
		}
		if o != nil {
			if err := d.duty(&row, y, o, c); err != nil {
				return nil, err
			}
			if y.When == plan.AtForecast && warned {
				row.Standing = text.Text{ZH: "现有预警", EN: "a warning is in force"}
			}
		}
		out = append(out, row)
	}
	return out, nil
}

func (d *drawing) duty(row *view.PlanDuty, y *plan.Duty, o *rules.Operation, c *Tallies) error {
	row.Key = o.ID + "/" + y.Code
	r := view.CalendarRow{Key: row.Key, Operation: o.ID, Item: y.Code}
	switch every := y.Every(); {
	case y.Once():
		shown, err := d.task(&r, y, o)
		if err != nil {
			return err
		}
		if !shown {
			r.State, r.Standing = view.DutyAhead, text.Text{ZH: "未到时候", EN: "not yet"}
		}
		row.State, row.Standing, row.Written = r.State, r.Standing, r.Shown()
		if !r.Undated {
			row.Due = r.Due
		}
	case every != "":
		if err := d.series(&r, every, o.From, o.To); err != nil {
			return err
		}
		row.State, row.Standing = r.State, r.Counted()
	}
	for _, t := range y.Watch {
		w, err := c.watched(&t, o)
		if err != nil {
			return err
		}
		row.Watch = append(row.Watch, w)
	}
	return nil
}

// Tallies counts what duties are held against. It reads the cases of a stretch of days once,
// however many duties ask, and is for one reading.
type Tallies struct {
	v    tx.Reader
	died map[[2]rules.Date][]string // by first and last day
	open []rules.Case               // not closed, nil until asked for
}

// NewTallies counts in a book as it stands.
func NewTallies(v tx.Reader) *Tallies {
	return &Tallies{v: v, died: map[[2]rules.Date][]string{}}
}

// watched counts what a duty is held against in the days of an operation.
func (c *Tallies) watched(t *plan.Tally, o *rules.Operation) (view.Watched, error) {
	w := view.Watched{Figure: string(t.Figure), Text: t.Text, Records: []string{}}
	var err error
	switch t.Figure {
	case plan.CasesDied:
		w.Records, err = c.dead(o.From, o.To)
	case plan.CasesUnsettled:
		w.Records, err = c.unsettled(o.From, o.To)
	case plan.RegisterRows:
		w.Records, err = c.rows(t, o)
	}
	w.Count = len(w.Records)
	return w, err
}

// opened is the first id of a case that was opened on a day.
func opened(on rules.Date) string { return "C" + strings.ReplaceAll(string(on), "-", "") }

// rows are those of a register that say what is counted and were entered in the days of an
// operation.
func (c *Tallies) rows(t *plan.Tally, o *rules.Operation) ([]string, error) {
	all, err := table.Rows.By(c.v, "in/"+t.List)
	if err != nil {
		return nil, err
	}
	out := []string{}
	for i := range all {
		r := &all[i]
		if len(r.Steps) == 0 || slices.Contains(t.But, r.State) || !slices.Contains(t.Is, r.Fields[t.Field]) || t.Unnoted && noted(r) {
			continue
		}
		if on := rules.DateOf(r.Steps[0].At); o.From <= on && on <= o.To {
			out = append(out, r.ID)
		}
	}
	return out, nil
}

// noted says that a step of a row stands with a note.
func noted(r *rules.Row) bool {
	return slices.ContainsFunc(r.Steps, func(s rules.RowStep) bool { return s.Back == nil && s.Note != "" })
}

// dead are the cases opened in these days that ended in death.
func (c *Tallies) dead(from, to rules.Date) ([]string, error) {
	days := [2]rules.Date{from, to}
	if known, ok := c.died[days]; ok {
		return known, nil
	}
	out := []string{}
	err := table.Cases.Scan(c.v, opened(from), opened(to.Add(1)), false, func(k *rules.Case) (bool, error) {
		if k.Same == "" && k.Outcome == rules.OutcomeDied {
			out = append(out, k.ID)
		}
		return true, nil
	})
	c.died[days] = out
	return out, err
}

// unsettled are the cases opened in these days that have no outcome; a closed one has.
func (c *Tallies) unsettled(from, to rules.Date) ([]string, error) {
	if c.open == nil {
		all, err := table.Cases.By(c.v, "open")
		if err != nil {
			return nil, err
		}
		c.open = append([]rules.Case{}, all...)
	}
	out := []string{}
	for i := range c.open {
		if k := &c.open[i]; k.Outcome == "" && opened(from) <= k.ID && k.ID < opened(to.Add(1)) {
			out = append(out, k.ID)
		}
	}
	return out, nil
}
