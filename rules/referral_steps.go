package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// The verbs on Referral are its state machine:
//
//	sent → received → accepted → done
//
// with refused and revoked from sent and received, and accepted straight from sent where
// nobody announced it. Each needs its case to be open, and a step happens no earlier than
// the one before. A refused verb changes nothing. They do not know who acts: the caller
// checks the role.

// MaySend decides whether the case may be referred for a goal while others are its
// referrals; matter "" is the person. Refused: a closed case, a second live referral for the
// same goal (docs/peers.md lesson 5), a leader, who is told by telephone, and an escort of
// somebody of full civil capacity who has not agreed (P1.3.14; not needed in sudden illness,
// register A-33).
func MaySend(k *Case, role AgencyRole, goal Goal, matter string, others []Referral) *Error {
	if e := k.Working(); e != nil {
		return e
	}
	if role == AgencyLeader {
		return Bad("agency", text.Text{ZH: "领导不接收移送。报告领导请记去电或口头指示。", EN: "A leader takes no referral over: log the call or the order."})
	}
	if e := alone(goal, others, ""); e != nil {
		return e
	}
	if matter == "" {
		if k.settled() && k.Outcome == OutcomeDied {
			return Refuse(text.Text{ZH: "%[1]s 已记死亡, 不再移送本人。要移送事务的写明是什么事。", EN: "%[1]s tells of a death: the person is referred no more. Say which matter is handed over, if one is."}.With(k.ID), "").at("matter")
		}
		return k.mayEscort()
	}
	return nil
}

func alone(goal Goal, others []Referral, but string) *Error {
	for i := range others {
		if o := &others[i]; o.Live() && o.Goal == goal && o.ID != but {
			s, _ := o.Last()
			return Refuse(text.Text{ZH: "%[1]s已移送 %[2]s (%[3]s, %[4]s)。先等结果, 或撤回那一次。", EN: "It was referred to %[2]s for %[1]s already (%[3]s, %[4]s). Wait for the outcome, or revoke that one."}.
				With(WordOf(GoalWords, string(goal)), o.To, WordOf(ReferralWords, string(o.State)), Stamp(s.At)), "")
		}
	}
	return nil
}

// mayEscort: minors are escorted whatever they say (register A-54), and who is not known to
// decide for himself is not asked here.
func (c *Case) mayEscort() *Error {
	f := &c.Facts
	if f.Tri("full_capacity") != Yes || f.Minor() {
		return nil
	}
	switch {
	case f.Tri("consent") == No || f.Tri("declines") == Yes:
		return Refuse(text.Text{ZH: "本人能自己作主, 不同意护送, 不强送。给食品、御寒物品和求助方式; 改变主意的先更正情况。",
			EN: "The person decides for himself and does not agree: nobody is forced. Give food, goods and information, or correct the facts first."}, "P1.3.14")
	case f.Tri("consent") == Unasked && f.Tri("sudden_illness") != Yes:
		return Refuse(text.Text{ZH: "本人能自己作主, 先问是否同意护送, 记在情况里。", EN: "The person decides for himself: ask for consent to the escort first."}, "P1.3.14")
	}
	return nil
}

// Send is the first step. Refused: as MaySend; a time before the case was told (Invalid).
func (r *Referral) Send(k *Case, others []Referral, s ReferralStep) *Error {
	if e := MaySend(k, r.Role, r.Goal, r.Matter, others); e != nil {
		return e
	}
	first := k.Told().Add(-Grace)
	if s.At.Before(first) {
		return early("at", s.At, k.Told())
	}
	if r.DepartAt != nil && r.DepartAt.Before(first) {
		return early("departed_at", *r.DepartAt, k.Told())
	}
	s.State = ReferralSent
	r.Case, r.State, r.Steps = k.ID, s.State, []ReferralStep{s}
	return nil
}

func early(field string, at, before time.Time) *Error {
	return Bad(field, text.Text{ZH: "%[1]s 早于接报 (%[2]s), 时间不对。", EN: "%[1]s is before the case was told (%[2]s)."}.With(Stamp(at), Stamp(before)))
}

// follows says from where a state is reached.
var follows = map[ReferralState][]ReferralState{
	ReferralReceived: {ReferralSent},
	ReferralAccepted: {ReferralSent, ReferralReceived},
	ReferralRefused:  {ReferralSent, ReferralReceived},
	ReferralDone:     {ReferralAccepted},
	ReferralRevoked:  {ReferralSent, ReferralReceived},
}

// May refuses a step to a state that does not follow from where the referral stands.
func (r *Referral) May(k *Case, to ReferralState) *Error {
	if e := k.Working(); e != nil {
		return e
	}
	if slices.Contains(follows[to], r.State) {
		return nil
	}
	s, _ := r.Last()
	switch {
	case !r.Live():
		return Refuse(text.Text{ZH: "%[1]s 已%[2]s (%[3]s)。要再送请另送一次, 记错了先退回一步。", EN: "%[1]s: %[2]s on %[3]s. Send it anew, or take that step back if it was wrong."}.
			With(r.To, WordOf(ReferralWords, string(r.State)), Stamp(s.At)), "")
	case to == ReferralDone:
		return Refuse(text.Text{ZH: "%[1]s 还没有接收。先记接收, 再写结果。", EN: "%[1]s has not accepted it yet. Write that down first, then the outcome."}.With(r.To), "")
	case r.State == to:
		return Refuse(text.Text{ZH: "%[1]s %[2]s, %[3]s, 不用再记。", EN: "%[1]s: %[2]s since %[3]s."}.With(r.To, WordOf(ReferralWords, string(r.State)), Stamp(s.At)), "")
	}
	return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 接收。写结果办结, 记错了先退回一步。", EN: "%[1]s accepted it on %[2]s. Write the outcome, or take that step back if it was wrong."}.With(r.To, Stamp(s.At)), "")
}

// Step takes the referral to s.State: received, accepted, refused with its reason, done with
// its outcome, revoked with its reason. A zero time is now, or the time of the step before
// where that is later. Refused: as May; a time before the step before, or of an acceptance
// before the escort left (Invalid).
func (r *Referral) Step(k *Case, s ReferralStep, now time.Time) *Error {
	if e := r.May(k, s.State); e != nil {
		return e
	}
	last, _ := r.Last()
	switch {
	case s.At.IsZero():
		if s.At = now; s.At.Before(last.At) {
			s.At = last.At
		}
	case s.At.Before(last.At):
		return Bad("at", text.Text{ZH: "%[1]s 早于上一步 %[2]s (%[3]s), 时间不对。", EN: "%[1]s is before the step before, %[2]s on %[3]s."}.
			With(Stamp(s.At), WordOf(ReferralWords, string(last.State)), Stamp(last.At)))
	case s.State == ReferralAccepted && r.Matter == "" && r.DepartAt != nil && s.At.Before(*r.DepartAt):
		return Bad("at", text.Text{ZH: "%[1]s 早于出发 (%[2]s), 时间不对。", EN: "%[1]s is before they left (%[2]s)."}.With(Stamp(s.At), Stamp(*r.DepartAt)))
	}
	r.State, r.Steps = s.State, append(slices.Clip(r.Steps), s)
	return nil
}

// MayBack refuses to take back a sending, which is revoked, a step whose referral would be
// live beside another one for the same goal, and a refusal whose case would stay without the
// settling that the refusal took back.
func (r *Referral) MayBack(k *Case, others []Referral) *Error {
	if e := k.Working(); e != nil {
		return e
	}
	s, i := r.Last()
	if i == 0 {
		return Refuse(text.Text{ZH: "只有送出这一步。送错了请撤回。", EN: "It was only sent. Revoke it if that was wrong."}, "")
	}
	if u := k.woken(s.Seq); u != nil {
		return Refuse(text.Text{ZH: "记这一步时, 处置「%[1]s」已一并撤回。先重新记处置, 再退这一步。", EN: "This step took the outcome \"%[1]s\" of the case back. Settle the case again first, then take the step back."}.
			With(WordOf(OutcomeWords, string(u.Outcome))), "")
	}
	if !r.Live() {
		return alone(r.Goal, others, r.ID)
	}
	return nil
}

// Back takes the last step back; it stays, marked, and the one before it stands again. step
// is its number for Ref.
func (r *Referral) Back(k *Case, others []Referral, b TakenBack) (step int, _ *Error) {
	if e := r.MayBack(k, others); e != nil {
		return 0, e
	}
	_, step = r.Last()
	r.Steps = slices.Clone(r.Steps)
	r.Steps[step].Back, r.Answered = &b, ""
	last, _ := r.Last()
	r.State = last.State
	return step, nil
}

// settledBy is the outcome that a referral of the person to an agency stands behind.
var settledBy = map[AgencyRole]Outcome{
	AgencyReliefStation: OutcomeStation,
	AgencyChild:         OutcomeStation,
	AgencyEmergency:     OutcomeHosp,
	AgencyHospital:      OutcomeHosp,
	AgencyMental:        OutcomeMental,
}

// Wake takes back a settling that rests on a referral which was refused: the person is not
// there, and what was owed is owed again. One that another agency stands behind, of those of
// the case in others, stays. It reports whether there was one. seq is the journal number of
// the refusal.
func (c *Case) Wake(r *Referral, others []Referral, by, reason string, at time.Time, seq uint64) bool {
	took := func(o Referral) bool {
		return o.ID != r.ID && o.Matter == "" && settledBy[o.Role] == c.Outcome && (o.State == ReferralAccepted || o.State == ReferralDone)
	}
	if r.Matter != "" || !c.settled() || settledBy[r.Role] != c.Outcome || slices.ContainsFunc(others, took) || c.StepBack(by, reason, at) != nil {
		return false
	}
	c.Undone[len(c.Undone)-1].Seq = seq
	for c.settled() && c.Outcome == settledBy[r.Role] { // said anew, it was settled more than once
		if c.StepBack(by, reason, at) != nil {
			break
		}
		c.Undone[len(c.Undone)-1].Seq = seq
	}
	return true
}

// woken is the settling that the refusal of that journal number took back, nil when there was
// none or the case was settled since.
func (c *Case) woken(seq uint64) *Undone {
	for i := range c.Undone {
		u := &c.Undone[i]
		since := func(s Settling) bool { return !s.At.Before(u.At) }
		if seq != 0 && u.Seq == seq && !slices.ContainsFunc(c.Settlings, since) {
			return u
		}
	}
	return nil
}
