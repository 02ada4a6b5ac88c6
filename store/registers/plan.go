package registers

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

// OfPlan are the registers that a plan has a township keep, with the clauses of that plan alone.
// Of one in force its figures that are off are told.
func OfPlan(v tx.View, id string, inForce bool) ([]view.PlanRegister, error) {
	out := []view.PlanRegister{}
	for _, reg := range plan.Registers() {
		of := func(list []string) []string {
			return slices.DeleteFunc(slices.Clone(list), func(c string) bool { return !strings.HasPrefix(c, id+".") })
		}
		clauses := of(reg.Clauses)
		if len(clauses) == 0 && !slices.Contains(reg.Plans, id) {
			continue
		}
		rows, err := table.Rows.By(v, "in/"+reg.ID)
		if err != nil {
			return nil, err
		}
		r := view.PlanRegister{Register: reg.ID, Text: reg.Text, Clauses: clauses, Rows: len(rows)}
		for i := range rows {
			if !rows[i].Ended(&reg) {
				r.Open++
			}
		}
		counted := slices.ContainsFunc(reg.Counts, func(c rules.RegisterCount) bool { return len(of(c.Clauses)) > 0 })
		if inForce && counted {
			if r.Off, err = off(v, &reg, rows, of); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

func off(v tx.View, reg *rules.Register, rows []rules.Row, of func([]string) []string) ([]view.RegisterFigure, error) {
	called, villages, err := namesOf(v)
	if err != nil {
		return nil, err
	}
	var listed []rules.Named
	for _, o := range villages {
		if !o.Retired {
			listed = append(listed, rules.Named{Code: o.ID, Text: text.Text{ZH: o.Name, EN: o.Name}})
		}
	}
	all, err := figures(v, reg, rows, listed, called)
	return slices.DeleteFunc(all, func(f view.RegisterFigure) bool { return !f.Off || len(of(f.Clauses)) == 0 }), err
}
