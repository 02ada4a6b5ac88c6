package board

import (
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
)

// referrals shows those that an agency does not answer in the time that the desk has set
// (rules.SettingReferralWait), and those that were refused and nothing came in their place.
func (d *drawing) referrals() error {
	open, err := table.By(d.v, table.Referrals, "open")
	if err != nil || len(open) == 0 {
		return err
	}
	limit, err := cases.Patience(d.v)
	if err != nil {
		return err
	}
	for i := range open {
		r := &open[i]
		what, state, due := r.Awaits(limit, d.e.Now)
		if !state.Pressing() {
			continue
		}
		k, err := cases.Main(d.v, r.Case)
		if err != nil {
			return err
		}
		who := cases.Subject(k, d.e.Masked)
		if !d.e.Masked {
			who = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(r.To, who)
		}
		row := view.DueRow{Key: "referral/" + r.ID, Case: k.ID, State: state, Due: due, What: what, Subject: who}
		if !d.e.Masked {
			row.Clauses = []string{referralClause}
		}
		d.row(row, count(state))
	}
	return nil
}

// referralClause: who received the person first keeps the responsibility until a written
// transfer (register A-47). The limit is ours.
const referralClause = "P7.2.27"
