package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// ownText is the file of X1, a copy of P7.
func ownText() []byte {
	data, _ := plan.Shipped().Source("P7")
	return plan.Copy("P7", data, "X1", "北渡镇暖冬行动", "2026-11-24")
}

// OwnPlan is X1, a copy of P7 with a notice and a line that is off.
func (d *Desk) OwnPlan(id string) (*view.OwnPlan, error) {
	defer d.lock()()
	if id != "X1" {
		return nil, rules.Missing(titlePlan, id)
	}
	p, _ := plan.Shipped().Plan("P7")
	out := &view.OwnPlan{Plan: id, Version: 1, Title: text.Text{ZH: "北渡镇暖冬行动", EN: "Warm winter of Beidu"}, Level: "town", From: "P7", First: "01-16", Last: "03-31", Text: string(ownText()), Can: view.Can{},
		Deadlines: []view.PlanDated{{Item: "own_1", Text: text.Text{ZH: "向县民政局报送", EN: "Report to the county"}, Day: "12-10", Clauses: []string{"X1.2"}}},
		Notices:   []view.PlanNotice{{Notice: "own_1", Title: text.Text{ZH: "值守纪律", EN: "Discipline of the duty"}, Words: text.Text{ZH: "不脱岗", EN: "Nobody leaves the post"}}}}
	for _, s := range plan.Shipped().Settings() {
		out.Figures = append(out.Figures, view.PlanFigure{Name: s.Name, Label: s.Text, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Value: s.Default, Default: s.Default})
	}
	for _, c := range p.Checklists() {
		out.Lists = append(out.Lists, view.PlanList{List: c.List, Text: c.Text})
	}
	for _, l := range plan.Lines(ownText()) {
		out.Lines = append(out.Lines, view.PlanLine{At: l.At, Text: l.Text})
	}
	return out, nil
}

// PlanChange is what an edit of X1 does to its file.
func (d *Desk) PlanChange(cmd command.Command) (*view.PlanChange, error) {
	defer d.lock()()
	if err := cmd.Check(d.t.now); err != nil {
		return nil, err
	}
	out := &view.PlanChange{Plan: "X1", Text: string(ownText()), Adopted: true}
	if c, ok := cmd.(*command.EditPlan); ok {
		data, no := plan.Edit(ownText(), c.Edits)
		if no != nil {
			return nil, no
		}
		out.Text = string(data)
		out.Cases = []view.CaseChange{{Case: "C20261124-0004", Vanish: []rules.Named{{Code: "mask", Text: text.Text{ZH: "戴口罩", EN: "masks"}}}}}
		for _, f := range plan.CheckOwn("X1.yaml", data).Faults {
			out.Faults = append(out.Faults, view.PlanFault{Plan: "X1", File: "X1.yaml", Line: f.Line, Column: f.Column, Text: f.Message})
		}
	}
	return out, nil
}
