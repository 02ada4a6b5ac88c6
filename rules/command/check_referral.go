package command

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// maxEscort is how many may be named as escort. Ours.
const maxEscort = 12

var (
	labelReferral = text.Text{ZH: "移送编号", EN: "referral number"}
	labelAgency   = text.Text{ZH: "接收单位", EN: "agency"}
	labelMatter   = text.Text{ZH: "移送事项", EN: "what is handed over"}
	labelEscort   = text.Text{ZH: "护送人", EN: "escort"}
	labelWho      = text.Text{ZH: "对方经办人", EN: "who spoke for the agency"}
	labelOutcome  = text.Text{ZH: "结果", EN: "outcome"}
)

// Check needs the case and the agency. Each name of the escort stands once.
func (c *SendReferral) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.line("agency", labelAgency, &c.Agency, maxName)
	k.need("agency", labelAgency, c.Agency)
	if c.Goal != "" {
		pick(k, "goal", &c.Goal, rules.GoalWords, "")
	}
	k.line("matter", labelMatter, &c.Matter, maxReason)
	k.escort(&c.Escort)
	k.line("vehicle", labelCar, &c.Vehicle, maxName)
	k.at("departed_at", c.DepartAt)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	k.at("at", c.At)
	return k.result()
}

func (k *fields) escort(names *[]string) {
	var out []string
	for _, n := range *names {
		k.line("escort", labelEscort, &n, maxName)
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if len(out) > maxEscort {
		k.bad("escort", text.Text{ZH: "护送人最多 %[1]d 名。", EN: "%[1]d escorts at most."}.With(maxEscort))
	}
	*names = out
}

// referral is what every step has: its referral, who spoke for the agency and when.
func referral(now time.Time, id, who *string, at *time.Time) *fields {
	k := &fields{now: now}
	k.id("referral", labelReferral, id)
	k.line("who", labelWho, who, maxName)
	k.at("at", at)
	return k
}

// Check needs the referral.
func (c *ReceiveReferral) Check(now time.Time) error {
	return referral(now, &c.Referral, &c.Who, c.At).result()
}

// Check needs the referral.
func (c *AcceptReferral) Check(now time.Time) error {
	return referral(now, &c.Referral, &c.Who, c.At).result()
}

// Check needs the reason: it says what the next attempt must bring.
func (c *RefuseReferral) Check(now time.Time) error {
	k := referral(now, &c.Referral, &c.Who, c.At)
	k.reason(&c.Reason)
	return k.result()
}

// Check needs the outcome.
func (c *FinishReferral) Check(now time.Time) error {
	k := referral(now, &c.Referral, new(string), c.At)
	k.text("outcome", labelOutcome, &c.Outcome, text.Note, maxReason)
	k.need("outcome", labelOutcome, c.Outcome)
	return k.result()
}

// Check needs the referral and the reason.
func (c *RevokeReferral) Check(now time.Time) error {
	return counter(now, "referral", labelReferral, &c.Referral, &c.Reason).result()
}

// Check needs the referral and the reason.
func (c *StepBackReferral) Check(now time.Time) error {
	k := counter(now, "referral", labelReferral, &c.Referral, &c.Reason)
	if c.Step != "" {
		pick(k, "step", &c.Step, rules.ReferralWords, "")
	}
	return k.result()
}
