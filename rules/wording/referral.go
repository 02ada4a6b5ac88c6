package wording

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// referral is where a case was referred and how far that is. A hospital is not named: it
// would tell of health; nor is what was handed over, nor why it was refused.
func referral(r *rules.Referral) text.Text {
	to := text.Text{ZH: "有关单位", EN: "an agency"}
	if r.Agency != "" && (r.Role == rules.AgencyReliefStation || r.Role == rules.AgencySocialAffairs) {
		to = text.Text{ZH: r.To, EN: r.To}
	}
	return text.Text{ZH: "%[3]s移送%[1]s (%[2]s)", EN: "%[3]s referral to %[1]s: %[2]s"}.With(to, rules.WordOf(rules.ReferralWords, string(r.State)), moment(r.Steps[0].At))
}
