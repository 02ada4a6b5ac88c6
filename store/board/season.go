package board

import (
	"dutydesk/rules"
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
	return nil
}
