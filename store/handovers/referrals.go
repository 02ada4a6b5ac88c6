package handovers

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
)

// referrals reads those that somebody has to see to: they ride on the line of their case, one
// of the cases of, or of the case that theirs was merged into.
func (d *drawing) referrals(of []live.Standing) error {
	open, err := table.By(d.r, table.Referrals, "open")
	d.sent = map[string][]rules.Referral{}
	for _, r := range open {
		on := r.Case
		if !slices.ContainsFunc(of, func(st live.Standing) bool { return st.Case.ID == on }) {
			k, err := cases.Main(d.r, on)
			if err != nil {
				return err
			}
			on = k.ID
		}
		d.sent[on] = append(d.sent[on], r)
	}
	return err
}

// withReferrals adds a fact a referral to the line of a case.
func (d *drawing) withReferrals(st *live.Standing, l rules.Line) rules.Line {
	refs := d.sent[st.Case.ID]
	for i := range refs {
		l.Detail = append(l.Detail, referral(st.Case, &refs[i]))
	}
	return l
}

// referral is where it went, how far it is since when, and what is awaited; not how long.
func referral(k *rules.Case, r *rules.Referral) text.Text {
	s, _ := r.Last()
	t := text.Text{ZH: "移送 %[1]s %[2]s %[3]s", EN: "referral to %[1]s: %[2]s %[3]s"}.With(r.To, rules.WordOf(rules.ReferralWords, string(r.State)), rules.Stamp(s.At))
	if r.Matter != "" {
		t = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(t, told(r.Matter))
	}
	if along := cases.Escort(r); !along.IsZero() && r.State != rules.ReferralAccepted {
		t = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(t, along)
	}
	switch {
	case r.State == rules.ReferralSent:
		return text.Text{ZH: "%[1]s, 对方未确认", EN: "%[1]s, not confirmed"}.With(t)
	case r.State == rules.ReferralReceived:
		return text.Text{ZH: "%[1]s, 对方未接收", EN: "%[1]s, not accepted"}.With(t)
	case r.State == rules.ReferralRefused:
		return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(t, told(s.Text))
	case r.Transferred(k):
		return text.Text{ZH: "%[1]s, 已书面移交, 待结果", EN: "%[1]s, handed over in writing, outcome to come"}.With(t)
	case r.Matter == "":
		return text.Text{ZH: "%[1]s, 未书面移交, 首接责任仍在本台 (P7.2.27), 待结果", EN: "%[1]s, not in writing: the first receiver stays responsible (P7.2.27), outcome to come"}.With(t)
	}
	return text.Text{ZH: "%[1]s, 待结果", EN: "%[1]s, outcome to come"}.With(t)
}
