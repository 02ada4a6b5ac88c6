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
		d.row(view.DueRow{Key: "report/" + string(p.Kind), State: p.State, Due: &p.For, Clauses: []string{HandoverClause},
			What:    text.Text{ZH: "待报%[1]s (%[2]s)", EN: "%[1]s to be sent (%[2]s)"}.With(rules.WordOf(rules.ReportWords, string(p.Kind)), rules.Stamp(p.For)),
			Subject: text.Text{ZH: "县值班室", EN: "the county"}}, count(p.State))
	}
	return err
}
