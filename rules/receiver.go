package rules

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// ReceiverClause: whoever received a person first keeps the responsibility until a written
// transfer (P7.2.27 and P7.2.32, two wordings of one rule: register A-47).
const ReceiverClause = "P7.2.27"

// Responsible is who answers for a case now, and why.
type Responsible struct {
	Officer string    `json:"officer,omitempty"` // id of the first receiver; "" once it was handed over
	To      string    `json:"to,omitempty"`      // the unit that it was handed over to
	Since   time.Time `json:"since"`
	Why     text.Text `json:"why"`
	Ends    text.Text `json:"ends,omitzero"` // what would end it
	Clause  string    `json:"clause"`
}

// Responsible decides who answers for the case; refs and papers are all of the case. It is
// the first receiver, whoever is on duty: a change of shift moves the work and not the
// responsibility. It ends with a transfer in writing alone: an agency that accepted the
// person with a form that both sides signed, a signed form without a referral, or the written
// handover noted as done. Who has the person then answers; a referral refused since, and a
// paper that was voided, give it back.
func (c *Case) Responsible(refs []Referral, papers []Paper) Responsible {
	for i := range slices.Backward(refs) {
		if r := &refs[i]; r.Transferred(c) {
			return c.handed(r.To, c.writtenAt(r, papers))
		}
	}
	accepted := ""
	for i := range refs {
		r := &refs[i]
		if r.Matter != "" {
			continue
		}
		switch s, _ := r.Last(); r.State {
		case ReferralAccepted, ReferralDone:
			accepted = r.To
		case ReferralRefused:
			papers = slices.DeleteFunc(slices.Clone(papers), func(p Paper) bool {
				m := p.Mark(PaperSigned)
				return m != nil && m.At.Before(s.At)
			})
		}
	}
	for i := range slices.Backward(papers) {
		if p := &papers[i]; p.Kind == PaperTransfer && !p.Void() && p.Mark(PaperSigned) != nil {
			return c.handed(accepted, p.Mark(PaperSigned).At)
		}
	}
	if a := c.DoneAct("written_handover"); a != nil {
		return c.handed(cmp.Or(accepted, a.Note), a.At)
	}
	out := Responsible{Officer: cmp.Or(c.Receiver, c.OpenedBy), Since: c.Told(), Clause: ReceiverClause,
		Why:  text.Text{ZH: "首接, 未书面移交", EN: "received it first; nothing in writing yet"},
		Ends: text.Text{ZH: "双方签字的人员交接单, 或移送已接收并签交接单", EN: "a transfer form signed by both sides, or a referral accepted with its form signed"}}
	if accepted != "" {
		out.Why = text.Text{ZH: "%[1]s 已接收, 交接单未签, 首接责任仍在", EN: "%[1]s has accepted, the form is not signed: the first receiver still answers"}.With(accepted)
	}
	return out
}

func (c *Case) handed(to string, at time.Time) Responsible {
	out := Responsible{To: to, Since: at, Clause: ReceiverClause, Why: text.Text{ZH: "已书面移交", EN: "handed over in writing"}}
	if to == "" {
		out.Why = text.Text{ZH: "已书面移交, 见交接单", EN: "handed over in writing, see the transfer form"}
	}
	return out
}

// writtenAt is when the transfer to an agency was in writing: at the acceptance with a signed
// form, or when the form was signed later.
func (c *Case) writtenAt(r *Referral, papers []Paper) time.Time {
	for _, s := range slices.Backward(r.Steps) {
		if s.State == ReferralAccepted && s.Back == nil && s.Signed {
			return s.At
		}
	}
	if a := c.DoneAct("written_handover"); a != nil {
		return a.At
	}
	for i := range slices.Backward(papers) {
		if m := papers[i].Mark(PaperSigned); m != nil && papers[i].Kind == PaperTransfer {
			return m.At
		}
	}
	s, _ := r.Last()
	return s.At
}
