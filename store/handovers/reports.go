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
	for i := range unsent {
		p := &unsent[i]
		p.State = rules.Standing(p.For.Add(-rules.ReportAhead), p.For, d.scene.Now)
		d.add(reportLine("report/"+string(p.Kind), p))
	}
	owed, err := reports.Owed(d.r, tx.Env{Now: d.scene.Now})
	for i := range owed {
		p := &owed[i]
		own := slices.ContainsFunc(unsent, func(u view.Report) bool { return u.Kind == p.Kind && u.For.Equal(p.For) })
		if p.State == rules.Overdue && !own {
			d.add(reportLine("report/"+string(p.Kind)+"/"+string(rules.DateOf(p.For)), p))
		}
	}
	return err
}

func reportLine(key string, p *view.Report) rules.Line {
	late := p.State == rules.Overdue
	return rules.Line{Key: key, Section: rules.SectionAction, Quiet: !late, Overdue: late, Due: &p.For,
		Title: text.Text{ZH: "%[1]s %[2]s 待报", EN: "%[1]s of %[2]s to be sent"}.With(rules.WordOf(rules.ReportWords, string(p.Kind)), rules.Stamp(p.For))}
}
