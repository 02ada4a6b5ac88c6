package season

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// RegisterDues are the days that stand in rows of registers and by which something is to be
// done (rules.RegisterField.Due): of each field one for all that went by, then one a day, in
// order of their days.
func RegisterDues(v tx.Reader, today rules.Date) ([]view.RegisterDue, error) {
	out := []view.RegisterDue{}
	for _, reg := range plan.Registers() {
		var rows []rules.Row
		for _, f := range reg.Fields {
			if !f.Due {
				continue
			}
			if rows == nil {
				var err error
				if rows, err = table.Rows.By(v, "in/"+reg.ID); err != nil {
					return nil, err
				}
			}
			out = append(out, dueRows(&reg, &f, rows, today)...)
		}
	}
	slices.SortStableFunc(out, func(a, b view.RegisterDue) int { return cmp.Compare(a.Due, b.Due) })
	return out, nil
}

func dueRows(reg *rules.Register, f *rules.RegisterField, rows []rules.Row, today rules.Date) []view.RegisterDue {
	by := map[rules.Date]*view.RegisterDue{}
	for i := range rows {
		due := rules.Date(rows[i].Fields[f.Code])
		if due == "" || rows[i].Ended(reg) {
			continue
		}
		late := due < today
		key := due
		if late {
			key = ""
		}
		d := by[key]
		if d == nil {
			x := plan.Stands(due, today, "")
			d = &view.RegisterDue{Register: reg.ID, Field: f.Code, Text: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(reg.Text, f.Text), Clauses: f.Clauses, Due: due, State: string(x.Status), Near: x.Near}
			by[key] = d
		}
		d.Due = min(d.Due, due)
		d.Rows = append(d.Rows, rows[i].ID)
	}
	var out []view.RegisterDue
	for _, d := range by {
		d.Left = plan.Days(today, d.Due)
		out = append(out, *d)
	}
	return out
}

// registers adds the days of registers to a calendar. They are settled in the rows themselves.
func (d *drawing) registers() error {
	dues, err := RegisterDues(d.v, d.today)
	if err != nil {
		return err
	}
	for _, x := range dues {
		r := view.CalendarRow{Key: x.Key(), Kind: view.RowRegister, Item: x.Register, Text: x.Words(), Clauses: x.Clauses, Due: x.Due, OnDay: true, State: x.State, Near: x.Near,
			Standing: rules.WordOf(plan.DueWords, x.State), Can: view.Can{}}
		if len(x.Clauses) > 0 {
			r.Owner = plan.Binds(x.Clauses[0])
		}
		for _, c := range x.Clauses {
			r.Why = append(r.Why, d.e.Plans.Clause(c)...)
		}
		for _, code := range []string{"duty.done", "duty.waive", "duty.undo", "duty.day"} {
			if r.Can[code] = d.can[code]; r.Can[code] != nil {
				continue
			}
			r.Can[code] = rules.Refuse(text.Text{ZH: "办了在台账里记, 写下次日期: %[1]s", EN: "Note it in the register with the next day: %[1]s"}.With(x.Rows[0]), "")
		}
		d.add(r, false, false)
	}
	return nil
}
