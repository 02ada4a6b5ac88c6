package board

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
)

// papers shows what was printed and still waits for a signature or a seal, due when the
// offices open on the next workday. Without a PIN the kind stays untold: it would say that
// somebody declined, or is a child.
func (d *drawing) papers() error {
	open, err := table.By(d.v, table.Papers, "open")
	if err != nil || len(open) == 0 {
		return err
	}
	days, err := table.Calendar(d.v)
	if err != nil {
		return err
	}
	for i := range open {
		p := &open[i]
		due := p.Due(days)
		if on := days.Day(rules.DateOf(due)); !on.Sure {
			if year := on.Date.Time().Year(); !slices.Contains(d.b.Unsure, year) {
				d.b.Unsure = append(d.b.Unsure, year)
			}
		}
		r := view.DueRow{Key: "paper/" + p.ID, State: standing(p.Since(), due, d.e.Now), Due: &due, On: "handover/" + p.Handover,
			What:    text.Text{ZH: "单据待签章", EN: "paper to be signed or sealed"},
			Subject: text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(p.Handover)}
		if !d.e.Masked {
			r.What = text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s %[2]s"}.With(rules.WordOf(rules.PaperWords, string(p.Kind)), p.Wants())
		}
		if p.Case != "" {
			k, err := cases.Main(d.v, p.Case)
			if err != nil {
				return err
			}
			r.On, r.Subject = "case/"+k.ID, cases.Subject(k, d.e.Masked)
		}
		d.row(r, count(r.State))
	}
	return nil
}
