package handovers

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
	"dutydesk/store/reports"
)

// reports whose hour lies in the shift and that were not sent ride along, whatever the time
// is; one that is overdue, also of a shift before, needs a word.
func (d *drawing) reports() error {
	unsent, err := reports.Unsent(d.r, d.shift.Since(), d.shift.End)
	if err != nil {
		return err
	}
	owed, err := reports.Owed(d.r, tx.Env{Now: d.scene.Now})
	if err != nil {
		return err
	}
	for i := range unsent {
		p := &unsent[i]
		for _, o := range owed {
			if o.Kind == p.Kind && o.For.Equal(p.For) {
				p.Missed = o.Missed
			}
		}
		p.State = rules.Standing(p.For.Add(-rules.ReportAhead), p.For, d.scene.Now)
		d.add(reportLine("report/"+string(p.Kind), p))
	}
	for i := range owed {
		p := &owed[i]
		own := slices.ContainsFunc(unsent, func(u view.Report) bool { return u.Kind == p.Kind && u.For.Equal(p.For) })
		if p.State == rules.Overdue && !own {
			d.add(reportLine("report/"+string(p.Kind)+"/"+string(rules.DateOf(p.For)), p))
		}
	}
	return nil
}

func reportLine(key string, p *view.Report) rules.Line {
	late := p.State == rules.Overdue
	var detail []text.Text
	if p.Missed > 0 {
		detail = []text.Text{text.Text{ZH: "此前 %[1]d 天未报", EN: "not sent on %[1]d days before"}.With(p.Missed)}
	}
	return rules.Line{Detail: detail, Key: key, Section: rules.SectionAction, Quiet: !late, Overdue: late, Due: &p.For,
		Title: text.Text{ZH: "%[1]s %[2]s 待报", EN: "%[1]s of %[2]s to be sent"}.With(rules.WordOf(rules.ReportWords, string(p.Kind)), rules.Stamp(p.For))}
}
