package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/reports"
)

// reports whose hour lies in the shift and that were not sent ride along, whatever the time is:
// time alone changes no line.
func (d *drawing) reports() error {
	unsent, err := reports.Unsent(d.r, d.shift.Since(), d.shift.End)
	for i := range unsent {
		p := &unsent[i]
		d.add(rules.Line{Key: "report/" + string(p.Kind), Section: rules.SectionAction, Quiet: true, Due: &p.For,
			Title: text.Text{ZH: "%[1]s %[2]s 待报", EN: "%[1]s of %[2]s to be sent"}.With(rules.WordOf(rules.ReportWords, string(p.Kind)), rules.Stamp(p.For))})
	}
	return err
}
