package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Registers are the shipped ones; the applications have one row.
func (d *Desk) Registers() (*view.Registers, error) {
	defer d.lock()()
	out := &view.Registers{Stamp: d.stamp(), Can: view.Can{}}
	for _, r := range plan.Registers() {
		k := view.RegisterKind{ID: r.ID, Text: r.Text, Clauses: r.Clauses, Plans: r.Plans, InForce: len(r.Plans) == 0}
		if r.ID == "applications" {
			k.Rows, k.Open = 1, 1
		}
		out.Kinds = append(out.Kinds, k)
	}
	return out, nil
}

// RegisterPage is a register, with an application that waits for its re-check.
func (d *Desk) RegisterPage(kind string, _ bool) (*view.RegisterPage, error) {
	defer d.lock()()
	reg, ok := plan.RegisterOf(kind)
	if !ok {
		return nil, rules.Missing(text.Text{ZH: "台账", EN: "register"}, kind)
	}
	out := &view.RegisterPage{Stamp: d.stamp(), Register: *reg, Can: view.Can{}, Villages: []rules.Named{{Code: "419901101201", Text: text.Text{ZH: "河湾村", EN: "河湾村"}}}}
	if reg.ID == "applications" {
		no := rules.Refuse(text.Text{ZH: "还缺: 村(居)民议事会复核。", EN: "Still missing: re-check by the villagers' council."}, "P9.4.5")
		row := view.RegisterRow{Row: rules.Row{ID: "G20261124-0001", Register: reg.ID, State: "rechecked", Fields: map[string]string{"name": "林小满", "village": "419901101201"}, Meta: rules.Meta{Version: 3},
			Steps: []rules.RowStep{{State: "received", At: d.t.now}, {State: "rechecked", At: d.t.now, On: rules.DateOf(d.t.now)}}},
			Title: text.Text{ZH: "林小满", EN: "林小满"}, Kind: reg.Text, Stands: text.Text{ZH: "已复核", EN: "re-checked"}, Can: view.Can{},
			Shown:   map[string]text.Text{"name": {ZH: "林小满", EN: "林小满"}, "village": {ZH: "河湾村", EN: "河湾村"}},
			Verdict: rules.Verdict{Review: true, Readings: []string{"A-24"}},
			Next:    []view.RegisterNext{{State: "village_posted", Text: text.Text{ZH: "村级已公示", EN: "posted by the village"}, Dated: true, Not: no}, {State: "dropped", Text: text.Text{ZH: "不予慰问或撤回", EN: "refused or withdrawn"}, Noted: true}}}
		out.Rows = []view.RegisterRow{row}
	}
	return out, nil
}
