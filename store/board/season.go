package board

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/season"
)

// nearDuties is how many dated duties have a line; the last one counts the others. Ours.
const nearDuties = 3

// duties shows the dated duties that are late or due within three days, the oldest first.
func (d *drawing) duties() error {
	near, err := season.Near(d.v, d.e)
	if err != nil {
		return err
	}
	for i, r := range near {
		due := r.Due.Add(1).Time() // the day itself counts to its end
		row := view.DueRow{Key: "duty/" + r.Key, State: rules.Pending, Due: &due, What: r.Text, Subject: r.Owner, Clauses: r.Clauses}
		switch r.State {
		case "overdue":
			row.State = rules.Overdue
		case "due_today":
			row.State = rules.Due
		}
		if row.Subject.IsZero() {
			row.Subject = text.Text{ZH: "本镇", EN: "the township"}
		}
		if i == nearDuties-1 {
			row.More = len(near) - nearDuties
		}
		if i < nearDuties {
			d.row(row, count(row.State))
		} else if row.State == rules.Overdue {
			d.b.Overdue++
		}
	}
	return d.registers()
}

// registers shows the days that stand in rows of registers and are near or late: a line a
// register, with the number of the other rows.
func (d *drawing) registers() error {
	dues, err := season.RegisterDues(d.v, rules.DateOf(d.e.Now))
	if err != nil {
		return err
	}
	var rows []view.DueRow
	late := map[string]int{}
	for _, x := range dues {
		if !x.Pressing() {
			continue
		}
		key := "register/" + x.Register
		i := slices.IndexFunc(rows, func(r view.DueRow) bool { return r.Key == key })
		if i < 0 {
			due := x.Due.Add(1).Time()
			row := view.DueRow{Key: key, State: rules.Pending, Due: &due, What: x.Text, Subject: plan.Binds(x.Clauses[0]), Clauses: x.Clauses, More: -1}
			switch x.State {
			case "overdue":
				row.State = rules.Overdue
			case "due_today":
				row.State = rules.Due
			}
			rows, i = append(rows, row), len(rows)
		}
		rows[i].More += len(x.Rows)
		if x.State == "overdue" {
			late[key] += len(x.Rows)
		}
	}
	for _, r := range rows {
		d.row(r, late[r.Key])
	}
	return nil
}
