package board

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/reports"
)

// reports shows those that are due within an hour or late.
func (d *drawing) reports() error {
	owed, err := reports.Owed(d.v, d.e)
	for i := range owed {
		p := &owed[i]
		what := text.Text{ZH: "待报%[1]s (%[2]s)", EN: "%[1]s to be sent (%[2]s)"}.With(rules.WordOf(rules.ReportWords, string(p.Kind)), rules.Stamp(p.For))
		if p.Missed > 0 {
			what = text.Text{ZH: "%[1]s, 此前 %[2]d 天未报", EN: "%[1]s, not sent on %[2]d days before"}.With(what, p.Missed)
		}
		d.row(view.DueRow{Key: "report/" + string(p.Kind), State: p.State, Due: &p.For, Clauses: []string{HandoverClause},
			What:    what,
			Subject: text.Text{ZH: "县值班室", EN: "the county"}}, count(p.State))
	}
	return err
}
