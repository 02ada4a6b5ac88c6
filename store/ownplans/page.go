package ownplans

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Page is an own plan as its form shows it. Error: NotFound.
func Page(v tx.View, e tx.Env, id string) (*view.OwnPlan, error) {
	rec, err := find(v, id)
	if err != nil {
		return nil, err
	}
	data := []byte(rec.Text)
	out := &view.OwnPlan{Plan: rec.ID, Version: rec.Version, Title: text.Text{ZH: rec.Title}, From: rec.From, Text: rec.Text, Hash: rec.Hash,
		Figures: []view.PlanFigure{}, Deadlines: []view.PlanDated{}, Lists: []view.PlanList{}, Notices: []view.PlanNotice{}, Lines: []view.PlanLine{}, Can: view.Can{}}
	if out.Adopted, err = adopted(v, id, rules.DateOf(e.Now)); err != nil {
		return nil, err
	}
	for _, l := range plan.Lines(data) {
		out.Lines = append(out.Lines, view.PlanLine{At: l.At, Text: l.Text, Off: l.Off, Reason: l.Reason})
	}
	if p, ok := e.Plans.Plan(id); ok {
		out.Title, out.Level = p.Title, p.Level
		out.First, out.Last = p.Days()
		for _, s := range e.Plans.Settings() {
			out.Figures = append(out.Figures, view.PlanFigure{Name: s.Name, Label: s.Text, Unit: units[s.Unit], Value: p.Figure(s), Default: s.Default})
		}
		for _, d := range p.Deadlines() {
			out.Deadlines = append(out.Deadlines, view.PlanDated{Item: d.Item, Text: d.Text, Day: d.Day(), OnDay: d.OnDay(), Clauses: d.Clauses})
		}
		for _, c := range p.Checklists() {
			out.Lists = append(out.Lists, view.PlanList{List: c.List, Text: c.Text, Clauses: c.Clauses, Items: c.Items(nil)})
		}
		for _, n := range p.Notices() {
			row, err := notice(v, e, rec, n)
			if err != nil {
				return nil, err
			}
			out.Notices = append(out.Notices, row)
		}
	}
	return out, can(v, e, rec, out)
}

var units = map[string]text.Text{
	"minutes": {ZH: "分钟", EN: "minutes"},
	"hours":   {ZH: "小时", EN: "hours"},
	"days":    {ZH: "天", EN: "days"},
	"years":   {ZH: "岁", EN: "years"},
}

func can(v tx.View, e tx.Env, rec *rules.OwnPlan, out *view.OwnPlan) error {
	edit, revert, strike, ack := &command.EditPlan{}, &command.RevertPlan{}, &command.StrikePlan{}, &command.AckNotice{}
	for _, c := range []command.Command{edit, revert, strike, ack} {
		no := cases.May(e, c.Area())
		if no == nil {
			no = rec.MayChange()
		}
		out.Can[c.Code()] = no
	}
	if out.Can[revert.Code()] == nil {
		out.Can[revert.Code()] = rec.MayUndo()
	}
	if out.Can[strike.Code()] == nil {
		if err := mayStrike(v, rec, rules.DateOf(e.Now)); err != nil {
			no := rules.AsError(err)
			if no.Kind != rules.Precondition {
				return err
			}
			out.Can[strike.Code()] = no
		}
	}
	return nil
}

// notice is a notice with who acknowledged its words as they are now; who, is for those who
// signed in.
func notice(v tx.View, e tx.Env, rec *rules.OwnPlan, n plan.Notice) (view.PlanNotice, error) {
	row := view.PlanNotice{Notice: n.Notice, Title: n.Title, Words: n.Words, Clauses: n.Clauses, Read: []view.PlanAck{}}
	h := rules.HashText(words(n))
	for _, a := range rec.Acks {
		if a.Notice != n.Notice || a.Words != h || row.Words.IsZero() {
			continue
		}
		row.Mine = row.Mine || a.Officer == e.Actor.Officer
		if e.Masked {
			continue
		}
		o, ok, err := table.Officers.Find(v, a.Officer)
		if err != nil {
			return row, err
		}
		name := a.Officer
		if ok {
			name = o.Name
		}
		row.Read = append(row.Read, view.PlanAck{Officer: a.Officer, Name: name, At: a.At})
	}
	return row, nil
}

// Change is what an EditPlan, ImportPlan or RevertPlan would do, without doing it. Cases are
// named by id alone. Errors: those of the command that come before its check.
func Change(v tx.View, e tx.Env, cmd command.Command) (*view.PlanChange, error) {
	if no := cases.May(e, cmd.Area()); no != nil {
		return nil, no
	}
	var id string
	var data []byte
	switch c := cmd.(type) {
	case *command.EditPlan:
		rec, err := find(v, c.Plan)
		if err != nil {
			return nil, err
		}
		out, no := plan.Edit([]byte(rec.Text), c.Edits)
		if no != nil {
			return nil, no
		}
		id, data = c.Plan, out
	case *command.RevertPlan:
		rec, err := find(v, c.Plan)
		if err != nil {
			return nil, err
		}
		if no := rec.MayUndo(); no != nil {
			return nil, no
		}
		id, data = c.Plan, []byte(rec.Before)
	case *command.ImportPlan:
		data = []byte(c.Text)
	default:
		return nil, rules.Fault("no preview of %s", cmd.Code())
	}
	k := plan.CheckOwn("", data)
	if id == "" {
		id = k.Plan
	}
	out := &view.PlanChange{Plan: id, Text: string(data), Faults: []view.PlanFault{}, Cases: []view.CaseChange{}}
	for _, f := range k.Faults {
		out.Faults = append(out.Faults, view.PlanFault{Plan: id, File: id + ".yaml", Line: f.Line, Column: f.Column, Text: f.Message})
	}
	var err error
	if out.Adopted, err = adopted(v, id, rules.DateOf(e.Now)); err != nil || !k.OK || !out.Adopted {
		return out, err
	}
	return out, differ(v, e, id, data, out)
}

// differ holds every open case against the plans as they are and as they would be.
func differ(v tx.View, e tx.Env, id string, data []byte, out *view.PlanChange) error {
	files, err := Files(v)
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(f plan.OwnFile) bool { return f.Name == id+".yaml" })
	now, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return err
	}
	then := now
	then.Plans = plan.With(append(files, plan.OwnFile{Name: id + ".yaml", Data: data}))
	open, err := now.Open(v)
	if err != nil {
		return err
	}
	for _, s := range open {
		d := then.Of(s.Case)
		if c := compare(s.Case.ID, s.Demands.Obligations, d.Obligations); c.Appear != nil || c.Vanish != nil || c.Moved != nil {
			out.Cases = append(out.Cases, c)
		}
	}
	return nil
}

func compare(id string, was, is []rules.Obligation) view.CaseChange {
	c := view.CaseChange{Case: id}
	in := func(list []rules.Obligation, code string) *rules.Obligation {
		for i := range list {
			if list[i].Code == code && list[i].State.Open() {
				return &list[i]
			}
		}
		return nil
	}
	for i := range is {
		o := &is[i]
		if !o.State.Open() {
			continue
		}
		switch old := in(was, o.Code); {
		case old == nil:
			c.Appear = append(c.Appear, rules.Named{Code: o.Code, Text: o.Text})
		case (old.Due == nil) != (o.Due == nil) || o.Due != nil && !o.Due.Equal(*old.Due):
			c.Moved = append(c.Moved, rules.Named{Code: o.Code, Text: o.Text})
		}
	}
	for i := range was {
		if o := &was[i]; o.State.Open() && in(is, o.Code) == nil {
			c.Vanish = append(c.Vanish, rules.Named{Code: o.Code, Text: o.Text})
		}
	}
	return c
}

// Files are the own plans that are on the list, in order of their ids.
func Files(r tx.Reader) ([]plan.OwnFile, error) {
	all, err := table.OwnPlans.All(r)
	var out []plan.OwnFile
	for i := range all {
		if all[i].Struck == "" {
			out = append(out, plan.OwnFile{Name: all[i].ID + ".yaml", Data: []byte(all[i].Text)})
		}
	}
	return out, err
}
