package board

import (
	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/rosters"
)

// rosterDays is how far ahead the board looks into the roster (docs/peers.md, lesson 9).
const rosterDays = 7

// roster is one line for the next days: who is next, or the first hole with its clause.
func (d *drawing) roster() error {
	faults, next, ok, err := rosters.Ahead(d.v, d.e, rosterDays)
	if err != nil || !ok {
		return err
	}
	id := roster.MonthID(rules.DateOf(d.e.Now))
	r := view.DueRow{Key: "roster/" + id, State: rules.Pending, What: text.Text{ZH: "排班 7 天内齐", EN: "roster: 7 days complete"}}
	late := 0
	if len(faults) > 0 {
		f := faults[0]
		for _, x := range faults {
			if x.Hole() {
				f = x
				break
			}
		}
		r.Key, r.What, r.Clauses, r.More = "roster/"+roster.MonthID(f.Date), f.Text, f.Clauses, len(faults)-1
		r.Subject, r.State, r.Due = text.Text{ZH: "排班 %[1]s", EN: "roster %[1]s"}.With(string(f.Date[5:])), rules.Due, &f.At
		if f.Hole() {
			r.State, late = rules.Overdue, 1
		}
		d.row(r, late)
		return nil
	}
	if next != nil {
		r.Due = nil
		r.Subject = text.Text{ZH: "下一班 %[1]s", EN: "next %[1]s"}.With(rules.Stamp(next.Start))
	}
	d.b.Rows = append(d.b.Rows, r) // nothing to be done
	return nil
}
