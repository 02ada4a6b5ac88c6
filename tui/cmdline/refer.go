package cmdline

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// stepOptions are the steps of a referral that was sent.
var stepOptions = spelt([]option{
	{value: "receive", label: text.Text{ZH: "收到", EN: "received"}, names: []string{"已收到"}},
	{value: "accept", label: text.Text{ZH: "接收", EN: "accepted"}, names: []string{"已接收"}},
	{value: "refuse", label: text.Text{ZH: "拒收", EN: "refused"}},
	{value: "finish", label: text.Text{ZH: "办结", EN: "done"}},
	{value: "revoke", label: text.Text{ZH: "撤回", EN: "revoke"}},
})

var signedOptions = spelt([]option{{value: "yes", label: text.Text{ZH: "已签字", EN: "signed"}, names: []string{"签字", "已签", "双方已签字"}}})

// readRefer reads where the person is handed over, with whom and in what; or the next step of
// a referral that was sent, and what was said of it.
func readRefer(r *reader) *rules.Error {
	if r.more() {
		if o, ok := r.exactly(stepOptions); ok {
			return r.referral(o)
		}
	}
	to, err := r.pick(receiverUnitText, r.s.receivers())
	if err != nil {
		return err
	}
	c := &command.SendReferral{Case: r.e.Case, Agency: to.value}
	for r.more() {
		names, ok := r.people()
		if !ok {
			break
		}
		c.Escort = append(c.Escort, names...)
	}
	if car, ok := r.exactly(r.s.places(rules.PlaceVehicle)); ok {
		c.Vehicle = car.label.ZH
	}
	c.Note = r.rest(noteText)
	says := to.label
	if c.Escort != nil {
		says = text.Text{ZH: "%[1]s, 护送 %[2]s", EN: "%[1]s, escort %[2]s"}.With(says, strings.Join(c.Escort, "、"))
	}
	r.does(c, with(with(says, c.Vehicle), c.Note))
	return nil
}

// people reads one word that is the name of an officer, or several with 、 between.
func (r *reader) people() (out []string, ok bool) {
	officers := r.s.officers("")
	parts := strings.FieldsFunc(r.words[r.at].s, func(c rune) bool { return strings.ContainsRune("、,，", c) })
	for _, p := range parts {
		hits := found(officers, p, exact)
		if len(hits) != 1 {
			return nil, false
		}
		out = append(out, hits[0].label.ZH)
	}
	if len(out) == 0 {
		return nil, false
	}
	r.mark(1, officers)
	r.at++
	return out, true
}

// receivers are the units that can take something over; a leader is told by telephone.
func (s *Snapshot) receivers() []option {
	return s.once("receivers", func() (out []option) {
		if s.Lists == nil {
			return nil
		}
		for _, a := range s.Lists.Agencies {
			if a.Retired || a.Role == rules.AgencyLeader {
				continue
			}
			role := rules.WordOf(command.AgencyRoles, string(a.Role))
			out = append(out, option{value: a.ID, label: same(a.Name), only: []string{a.ID}, loose: []string{role.ZH, role.EN}})
		}
		return out
	})
}

// referral reads the rest of a step: of which referral where several are on their way, and
// what was said.
func (r *reader) referral(step option) *rules.Error {
	p := r.s.Pages[r.e.Case].Case
	if p == nil {
		r.rest(noteText) // it is known when the page has been read
		return nil
	}
	var live []*view.Referral
	var to []option
	for i := range p.Referrals {
		if ref := &p.Referrals[i]; ref.Referral.Live() {
			live, to = append(live, ref), append(to, option{value: ref.Referral.ID, label: same(ref.Referral.To), only: []string{ref.Referral.ID}})
		}
	}
	switch to = spelt(to); len(live) {
	case 0:
		return bad(noReferralText.With(r.s.subject(r.e.Case)))
	case 1:
		r.exactly(to)
	default:
		o, err := r.pick(receiverUnitText, to)
		if err != nil {
			return err
		}
		live = slices.DeleteFunc(live, func(v *view.Referral) bool { return v.Referral.ID != o.value })
	}
	ref := &live[0].Referral
	c, words, err := r.stepOf(step, ref.ID)
	if err != nil {
		return err
	}
	says := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(ref.To, step.label)
	if a, ok := c.(*command.AcceptReferral); ok && a.Signed {
		says = text.Text{ZH: "%[1]s, 交接单双方已签字", EN: "%[1]s, the form signed by both"}.With(says)
	}
	r.does(c, with(says, words))
	if no := live[0].Can[c.Code()]; no != nil {
		r.e.Refused = no
	}
	return nil
}

// stepOf is the command of a step and what was said of it.
func (r *reader) stepOf(step option, id string) (c command.Command, words string, err *rules.Error) {
	switch step.value {
	case "receive":
		words = r.rest(whoText)
		return &command.ReceiveReferral{Referral: id, Who: words}, words, nil
	case "accept":
		_, signed := r.exactly(signedOptions)
		words = r.rest(whoText)
		return &command.AcceptReferral{Referral: id, Signed: signed, Who: words}, words, nil
	case "refuse":
		words, err = r.text(reasonText)
		return &command.RefuseReferral{Referral: id, Reason: words}, words, err
	case "finish":
		words, err = r.text(outcomeText)
		return &command.FinishReferral{Referral: id, Outcome: words}, words, err
	}
	words, err = r.text(reasonText)
	return &command.RevokeReferral{Referral: id, Reason: words}, words, err
}

var (
	receiverUnitText = text.Text{ZH: "接收单位", EN: "agency"}
	whoText          = text.Text{ZH: "对方谁, 可以空着", EN: "who there, may stay empty"}
	noReferralText   = text.Text{ZH: "%[1]s 没有在途的移送", EN: "%[1]s has no referral on its way"}
)
