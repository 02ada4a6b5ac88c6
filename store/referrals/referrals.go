// Package referrals keeps what is handed to agencies: the person of a case, or a matter of
// it, from the sending to one of its ends. Which step may follow, and what a step means for
// the case, rules.Referral decides; this package finds the agency, names, writes, and has
// package cases record what was met by it.
package referrals

import (
	"cmp"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Find finds a referral by its id or a unique tail of it, or by one of its steps as the story
// of a case names them (rules.Referral.Ref).
func Find(r tx.Reader, now time.Time, said string) (*rules.Referral, error) {
	said, _, _ = strings.Cut(said, "/")
	return cases.Lookup(r, now, table.Referrals, "R", 4, "referral", said)
}

// Send hands the person of a case, or a matter of it, to an agency. What an earlier agency
// refused of the same, for the same goal, is answered by it. Refused: as rules.MaySend; an
// agency that fits several.
func Send(x *tx.Tx, c *command.SendReferral) (command.Result, error) {
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.Referrals, roll.Dated(x, "R"), 4)
	if err != nil {
		return command.Result{}, err
	}
	r := &rules.Referral{ID: ids.Next(), Matter: c.Matter, Escort: c.Escort, Vehicle: c.Vehicle}
	if err := address(x, r, c.Agency); err != nil {
		return command.Result{}, err
	}
	r.Goal = cmp.Or(c.Goal, rules.GoalOf(r.Role))
	if c.DepartAt != nil {
		at := c.DepartAt.UTC()
		r.DepartAt = &at
	}
	if r.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	others, err := cases.By(x, table.Referrals, k)
	if err != nil {
		return command.Result{}, err
	}
	first := write(x, rules.ReferralSent, "", c.Note, c.At)
	if c.At == nil {
		first.At = x.Now
	}
	if e := r.Send(k, others, first); e != nil {
		return command.Result{}, e
	}
	if err := cases.Answer(x, k.ID, "", r.ID, same(r)); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: r.ID, More: []string{k.ID}}, table.Referrals.Put(x, r)
}

// same picks what a referral answers when it was refused: the same person or matter, handed
// over for the same goal.
func same(r *rules.Referral) func(*rules.Referral) bool {
	return func(o *rules.Referral) bool { return o.Goal == r.Goal && o.Matter == r.Matter }
}

// address finds the agency; one that is on no list is kept as it was said, one that was
// taken out of use is refused.
func address(x *tx.Tx, r *rules.Referral, said string) error {
	a, err := roll.Agency(x, said)
	switch {
	case err != nil && rules.KindOf(err) == rules.NotFound && !roll.Retired(err):
		r.To, r.Role = said, rules.AgencyOther
		return nil
	case err != nil:
		return roll.At("agency", err)
	}
	r.Agency, r.To, r.Role = a.ID, a.Name, cmp.Or(a.Role, rules.AgencyOther)
	return nil
}

// write is a step as it is written down now; its time is zero where none was given.
func write(x *tx.Tx, to rules.ReferralState, who, words string, at *time.Time) rules.ReferralStep {
	s := rules.ReferralStep{State: to, By: x.Actor.Officer, Who: who, Text: words, Seq: x.Seq}
	if at != nil {
		s.At = at.UTC()
	}
	return s
}

// Receive: the agency knows of it, which is as good as a call that reached it.
func Receive(x *tx.Tx, c *command.ReceiveReferral) (command.Result, error) {
	return step(x, c.Referral, write(x, rules.ReferralReceived, c.Who, "", c.At))
}

// Accept: the agency has taken the person or the matter over; an escort is met by it.
func Accept(x *tx.Tx, c *command.AcceptReferral) (command.Result, error) {
	s := write(x, rules.ReferralAccepted, c.Who, "", c.At)
	s.Signed = c.Signed
	return step(x, c.Referral, s)
}

// Refuse: the agency does not take it. A settling of the case that rests on it is taken
// back, so that what was owed is owed again.
func Refuse(x *tx.Tx, c *command.RefuseReferral) (command.Result, error) {
	return step(x, c.Referral, write(x, rules.ReferralRefused, c.Who, c.Reason, c.At))
}

// Finish: what came of it.
func Finish(x *tx.Tx, c *command.FinishReferral) (command.Result, error) {
	return step(x, c.Referral, write(x, rules.ReferralDone, "", c.Outcome, c.At))
}

// Revoke takes a referral back that nobody has accepted. A refusal that it was the answer to
// asks for another way again.
func Revoke(x *tx.Tx, c *command.RevokeReferral) (command.Result, error) {
	return step(x, c.Referral, write(x, rules.ReferralRevoked, "", c.Reason, nil))
}

// step runs a step and has the case take note of it.
func step(x *tx.Tx, said string, s rules.ReferralStep) (command.Result, error) {
	r, k, err := load(x, said)
	if err != nil {
		return command.Result{}, err
	}
	if e := r.Step(k, s, x.Now); e != nil {
		return command.Result{}, e
	}
	if err := table.Referrals.Put(x, r); err != nil {
		return command.Result{}, err
	}
	switch s.State {
	case rules.ReferralRefused:
		err = wake(x, k, r, s.Text)
	case rules.ReferralRevoked:
		err = cases.Answer(x, k.ID, r.ID, "", nil)
	}
	if err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: r.ID, More: []string{k.ID}}, cases.Credit(x, k.ID)
}

// wake takes back the settling that rests on a referral which was refused, and with it what
// the settling had answered.
func wake(x *tx.Tx, k *rules.Case, r *rules.Referral, reason string) error {
	others, err := cases.By(x, table.Referrals, k)
	if err != nil || !k.Wake(r, others, x.Actor.Officer, reason, x.Now, x.Seq) {
		return err
	}
	if err := table.Cases.Put(x, k); err != nil {
		return err
	}
	return cases.Answer(x, k.ID, rules.AnsweredSettled, "", nil)
}

func load(x *tx.Tx, said string) (*rules.Referral, *rules.Case, error) {
	r, err := Find(x, x.Now, said)
	if err != nil {
		return nil, nil, err
	}
	k, err := cases.Main(x, r.Case)
	return r, k, err
}

// StepBack takes the last step back, with what it had met on the case; a referral that is
// not revoked after all answers what was refused before it again. Refused: a sending, which
// is revoked; a step whose referral would be live beside another one for its goal; a refusal
// that took a settling back which was not made anew; a step that is not the last one any
// more (Conflict).
func StepBack(x *tx.Tx, c *command.StepBackReferral) (command.Result, error) {
	r, k, err := load(x, c.Referral)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Referrals.Stale(x, r, c.Version); err != nil {
		return command.Result{}, err
	}
	others, err := cases.By(x, table.Referrals, k)
	if err != nil {
		return command.Result{}, err
	}
	last, _ := r.Last()
	if c.Step != "" && c.Step != last.State {
		return command.Result{}, &rules.Error{Kind: rules.Conflict, Field: "step", Text: text.Text{ZH: "这一步不是最后一步了, 现在是%[1]s (%[2]s)。先核对再退。", EN: "That is not its last step any more: %[1]s since %[2]s. Look at it again first."}.
			With(rules.WordOf(rules.ReferralWords, string(last.State)), rules.Stamp(last.At))}
	}
	n, e := r.Back(k, others, rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq})
	if e != nil {
		return command.Result{}, e
	}
	if err := table.Referrals.Put(x, r); err != nil {
		return command.Result{}, err
	}
	if last.State == rules.ReferralRevoked {
		if err := cases.Answer(x, k.ID, "", r.ID, same(r)); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: r.ID, More: []string{k.ID}}, cases.Discredit(x, k.ID, r.Ref(n), c.Reason)
}

// List is the referrals that the desk has to see to, or with all the newest limit of all (0:
// every one); of one case where on is not "".
func List(v tx.View, e tx.Env, on string, all bool, limit int) ([]view.Referral, error) {
	refs := []rules.Referral{}
	var err error
	switch {
	case on != "":
		k, err := cases.Find(v, e.Now, on)
		if err != nil {
			return nil, err
		}
		if refs, err = cases.By(v, table.Referrals, k); err != nil {
			return nil, err
		}
	case all:
		err = table.Referrals.Scan(v, "", "", true, func(r *rules.Referral) (bool, error) {
			refs = append(refs, *r)
			return len(refs) != limit, nil
		})
	default:
		refs, err = table.By(v, table.Referrals, "open")
	}
	if err != nil {
		return nil, err
	}
	out := []view.Referral{}
	for i := range refs {
		if !all && !refs[i].Open() || limit > 0 && len(out) == limit {
			continue
		}
		row, err := rowOf(v, e, &refs[i])
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Read is one referral, found by its id or a unique tail of it.
func Read(v tx.View, e tx.Env, id string) (*view.Referral, error) {
	r, err := Find(v, e.Now, id)
	if err != nil {
		return nil, err
	}
	row, err := rowOf(v, e, r)
	return &row, err
}

func rowOf(v tx.View, e tx.Env, r *rules.Referral) (view.Referral, error) {
	k, err := cases.Main(v, r.Case)
	if err != nil {
		return view.Referral{}, err
	}
	others, err := cases.By(v, table.Referrals, k)
	if err != nil {
		return view.Referral{}, err
	}
	return cases.ReferralRow(v, e, k, *r, others)
}
