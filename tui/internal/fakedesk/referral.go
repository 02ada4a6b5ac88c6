package fakedesk

import (
	"fmt"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Wait is how long the agencies of the fake town may take to answer.
const Wait = 30 * time.Minute

// referral runs the steps of referrals. ours is false for any other command.
func (d *Desk) referral(cmd command.Command) (id string, ours bool, err error) {
	step := func(id string, at *time.Time, s rules.ReferralStep) (string, bool, error) {
		if at != nil {
			s.At = *at
		}
		return id, true, d.referred(id, func(k *rules.Case, r *rules.Referral, _ []rules.Referral) *rules.Error {
			s.By = d.who.ID
			return r.Step(k, s, d.t.now)
		})
	}
	switch c := cmd.(type) {
	case *command.SendReferral:
		id, err = d.send(c)
		return id, true, err
	case *command.ReceiveReferral:
		return step(c.Referral, c.At, rules.ReferralStep{State: rules.ReferralReceived, Who: c.Who})
	case *command.AcceptReferral:
		return step(c.Referral, c.At, rules.ReferralStep{State: rules.ReferralAccepted, Who: c.Who, Signed: c.Signed})
	case *command.RefuseReferral:
		return step(c.Referral, c.At, rules.ReferralStep{State: rules.ReferralRefused, Who: c.Who, Text: c.Reason})
	case *command.FinishReferral:
		return step(c.Referral, c.At, rules.ReferralStep{State: rules.ReferralDone, Text: c.Outcome})
	case *command.RevokeReferral:
		return step(c.Referral, nil, rules.ReferralStep{State: rules.ReferralRevoked, Text: c.Reason})
	case *command.StepBackReferral:
		return c.Referral, true, d.referred(c.Referral, func(k *rules.Case, r *rules.Referral, others []rules.Referral) *rules.Error {
			_, e := r.Back(k, others, rules.TakenBack{At: d.t.now, By: d.who.ID, Reason: c.Reason})
			return e
		})
	}
	return "", false, nil
}

func (d *Desk) send(c *command.SendReferral) (string, error) {
	k := d.t.cases[c.Case]
	r := rules.Referral{ID: fmt.Sprintf("R20261124-%04d", len(k.Referrals)+1), To: c.Agency, Role: rules.AgencyOther, Matter: c.Matter, Escort: c.Escort, Vehicle: c.Vehicle}
	for _, a := range d.t.lists.Agencies {
		if a.ID == c.Agency {
			r.Agency, r.To, r.Role = a.ID, a.Name, a.Role
		}
	}
	r.Goal = rules.GoalOf(r.Role)
	if e := r.Send(&k.Case, plainly(k), rules.ReferralStep{At: d.t.now, By: d.who.ID, Text: c.Note}); e != nil {
		return "", e
	}
	for i := range k.Referrals {
		if o := &k.Referrals[i].Referral; o.State == rules.ReferralRefused && o.Goal == r.Goal {
			o.Answered = r.ID
		}
	}
	k.Referrals = append(k.Referrals, view.Referral{Referral: r, Subject: k.Subject})
	d.told(k, &r)
	return r.ID, nil
}

// referred changes a referral as the procedure allows.
func (d *Desk) referred(id string, verb func(*rules.Case, *rules.Referral, []rules.Referral) *rules.Error) error {
	for _, k := range d.t.cases {
		for i := range k.Referrals {
			r := &k.Referrals[i].Referral
			if r.ID != id {
				continue
			}
			if e := verb(&k.Case, r, plainly(k)); e != nil {
				return e
			}
			d.told(k, r)
			return nil
		}
	}
	return rules.Missing(text.Text{ZH: "移送", EN: "referral"}, id)
}

func plainly(k *view.Case) (out []rules.Referral) {
	for i := range k.Referrals {
		out = append(out, k.Referrals[i].Referral)
	}
	return out
}

// told writes the newest step into the story.
func (d *Desk) told(k *view.Case, r *rules.Referral) {
	code := map[rules.ReferralState]string{rules.ReferralSent: "referral.send", rules.ReferralReceived: "referral.receive", rules.ReferralAccepted: "referral.accept",
		rules.ReferralRefused: "referral.refuse", rules.ReferralDone: "referral.finish", rules.ReferralRevoked: "referral.revoke"}[r.State]
	s, _ := r.Last()
	k.Timeline = append(k.Timeline, view.Event{Seq: d.t.seq + 1, At: d.t.now, By: d.who.Name, Code: code, Ref: r.ID, Text: s.Text,
		What: text.Text{ZH: "移送 %[1]s %[2]s", EN: "referral to %[1]s: %[2]s"}.With(r.To, rules.WordOf(rules.ReferralWords, string(r.State)))})
}

// referrals are those of a case as they stand now.
func (d *Desk) referrals(k *view.Case) []view.Referral {
	out := append([]view.Referral(nil), k.Referrals...)
	for i := range out {
		v := &out[i]
		r := v.Referral
		v.What, v.State, v.Due = r.Awaits(Wait, d.t.now)
		v.Can = view.Can{"referral.receive": r.May(&k.Case, rules.ReferralReceived), "referral.accept": r.May(&k.Case, rules.ReferralAccepted),
			"referral.refuse": r.May(&k.Case, rules.ReferralRefused), "referral.finish": r.May(&k.Case, rules.ReferralDone),
			"referral.revoke": r.May(&k.Case, rules.ReferralRevoked), "referral.back": r.MayBack(&k.Case, plainly(k))}
	}
	return out
}

// referralRows are the lines of the board for those that nobody answers.
func (d *Desk) referralRows() (out []view.DueRow) {
	for _, id := range d.t.order {
		k := d.t.cases[id]
		for _, v := range d.referrals(k) {
			if v.State.Pressing() {
				out = append(out, view.DueRow{Key: "referral/" + v.Referral.ID, Case: id, State: v.State, Due: v.Due, What: v.What,
					Subject: text.Text{ZH: v.Referral.To + " " + k.Subject.ZH, EN: v.Referral.To + ": " + k.Subject.EN}})
			}
		}
	}
	return out
}
