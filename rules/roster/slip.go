package roster

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// SlipKind: a swap slip (调班单), or leave.
type SlipKind string

const (
	SlipSwap  SlipKind = "swap"
	SlipLeave SlipKind = "leave"
)

// SlipState is how far a slip is: asked, accepted, approved, refused, undone; leave is given
// or undone.
type SlipState string

const (
	SlipAsked    SlipState = "asked"
	SlipAccepted SlipState = "accepted"
	SlipApproved SlipState = "approved"
	SlipRefused  SlipState = "refused"
	SlipUndone   SlipState = "undone"
	SlipGiven    SlipState = "given"
	SlipLapsed   SlipState = "lapsed" // nobody answered before the turn began; never written
)

// SlipWords name the states.
var SlipWords = []rules.Named{
	{Code: string(SlipAsked), Text: text.Text{ZH: "待对方同意", EN: "to be accepted"}},
	{Code: string(SlipAccepted), Text: text.Text{ZH: "待带班领导批准", EN: "to be approved"}},
	{Code: string(SlipApproved), Text: text.Text{ZH: "已批准", EN: "approved"}},
	{Code: string(SlipRefused), Text: text.Text{ZH: "不同意", EN: "refused"}},
	{Code: string(SlipUndone), Text: text.Text{ZH: "已撤销", EN: "undone"}},
	{Code: string(SlipGiven), Text: text.Text{ZH: "准假", EN: "leave given"}},
	{Code: string(SlipLapsed), Text: text.Text{ZH: "已失效, 班已开始", EN: "lapsed, the turn began"}},
}

// Slip changes a published roster, or keeps somebody out of it. A swap takes effect when a
// leader approves it; one that is taken over now (Now) at once, and is approved after.
type Slip struct {
	ID      string     `json:"id"` // B20261124-01
	Kind    SlipKind   `json:"kind"`
	State   SlipState  `json:"state"`
	Officer string     `json:"officer"`          // who is relieved, or on leave
	To      string     `json:"to,omitempty"`     // who takes over
	Turn    *time.Time `json:"turn,omitempty"`   // start of the turn that passes
	Back    *time.Time `json:"back,omitempty"`   // start of the turn that To gives for it
	First   rules.Date `json:"first,omitempty"`  // of leave
	Last    rules.Date `json:"last,omitempty"`   // of leave
	Months  []string   `json:"months,omitempty"` // that leave touches, 2026-12; none in what older programs wrote
	Reason  string     `json:"reason"`
	Now     bool       `json:"now,omitempty"`
	By      string     `json:"by"` // who wrote it
	At      time.Time  `json:"at"`
	Leader  string     `json:"leader,omitempty"` // who approved or refused
	Word    string     `json:"word,omitempty"`   // why it was refused or undone
	rules.Meta
}

// Open says that somebody has still to answer.
func (s *Slip) Open() bool { return s.State == SlipAsked || s.State == SlipAccepted }

// Begun is the first of the slip's turns that has begun; nil while none has.
func (s *Slip) Begun(now time.Time) *time.Time {
	for _, t := range []*time.Time{s.Turn, s.Back} {
		if t != nil && !now.Before(*t) {
			return t
		}
	}
	return nil
}

// Standing is the state of the slip at a moment: what is not in force when its turn begins has
// lapsed.
func (s *Slip) Standing(now time.Time) SlipState {
	if s.Open() && !s.InForce() && s.Begun(now) != nil {
		return SlipLapsed
	}
	return s.State
}

// InForce says that the roster stands as the slip made it.
func (s *Slip) InForce() bool {
	return s.State == SlipApproved || s.State == SlipGiven || s.Now && s.State == SlipAccepted
}

// Months are the months that some days touch, both inside, as 2026-12.
func Months(first, last rules.Date) (out []string) {
	for d := First(MonthID(first)); d <= last; d = Last(MonthID(d)).Add(1) {
		out = append(out, string(d[:7]))
	}
	return out
}

// LeaveOf is the leave that the slips give.
func LeaveOf(slips []Slip) (out []Leave) {
	for _, s := range slips {
		if s.Kind == SlipLeave && s.State == SlipGiven {
			out = append(out, Leave{s.Officer, s.First, s.Last})
		}
	}
	return out
}

// Owes is the state in which the slip waits for somebody: for their own consent, or as one who
// may approve it; "" where it does not.
func (s *Slip) Owes(by rules.Hand) SlipState {
	switch {
	case s.MayAccept(by) == nil:
		return SlipAsked
	case s.MayApprove(by) == nil:
		return SlipAccepted
	}
	return ""
}

// Overlaps says that leave is given to somebody on one of the days.
func (s *Slip) Overlaps(officer string, first, last rules.Date) bool {
	return s.Kind == SlipLeave && s.State == SlipGiven && s.Officer == officer && s.First <= last && first <= s.Last
}

func (s *Slip) in(now time.Time, states ...SlipState) *rules.Error {
	state := s.Standing(now)
	if slices.Contains(states, state) {
		return nil
	}
	return rules.Refuse(text.Text{ZH: "%[1]s %[2]s。", EN: "%[1]s: %[2]s."}.With(s.ID, rules.WordOf(SlipWords, string(state))), "")
}

// TakeOver puts the swap in force at once, in an emergency. The one who takes over may write
// it, and a leader approves it after; whoever may approve approves it with that.
func (s *Slip) TakeOver(by rules.Hand) *rules.Error {
	e := s.leads(by)
	switch {
	case e == nil:
		s.State, s.Leader = SlipApproved, by.Officer
	case by.Officer == s.To:
		s.State = SlipAccepted
	default:
		return &rules.Error{Kind: rules.Denied, Field: "now", Text: text.Text{ZH: "马上生效的调班, 由接班的本人或带班领导来写。", EN: "Whoever takes over, or a leader, writes a swap that is in force at once."}}
	}
	s.Now = true
	return nil
}

// MayAccept is for the one who takes over.
func (s *Slip) MayAccept(by rules.Hand) *rules.Error {
	if e := s.in(by.At, SlipAsked); e != nil {
		return e
	}
	if by.Officer != s.To {
		return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "调班要由接班的本人同意。", EN: "Whoever is to take over accepts in person."}}
	}
	return nil
}

// Accept is the consent of the one who takes over.
func (s *Slip) Accept(by rules.Hand) *rules.Error {
	if e := s.MayAccept(by); e != nil {
		return e
	}
	s.State = SlipAccepted
	return nil
}

// MayApprove is for a duty leader who is no party to it (docs/domain.md §2.1: with the
// leader's consent).
func (s *Slip) MayApprove(by rules.Hand) *rules.Error {
	if e := s.in(by.At, SlipAccepted); e != nil {
		return e
	}
	return s.leads(by)
}

func (s *Slip) leads(by rules.Hand) *rules.Error {
	if e := rules.May(by.Roles, rules.AreaRead); e != nil {
		return e
	}
	if by.Officer == s.Officer || by.Officer == s.To {
		return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "自己的调班由另一位领导或管理员批准。", EN: "Another leader or an administrator approves one's own swap."}}
	}
	return nil
}

// Approve lets the swap stand.
func (s *Slip) Approve(by rules.Hand) *rules.Error {
	if e := s.MayApprove(by); e != nil {
		return e
	}
	s.State, s.Leader = SlipApproved, by.Officer
	return nil
}

// MayRefuse is for the one who is asked, and for whoever may approve.
func (s *Slip) MayRefuse(by rules.Hand) *rules.Error {
	if e := s.in(by.At, SlipAsked, SlipAccepted); e != nil {
		return e
	}
	if by.Officer == s.To && s.State == SlipAsked {
		return nil
	}
	return s.leads(by)
}

// Refuse ends it with a reason. What was taken over and has begun was served, and stands.
func (s *Slip) Refuse(by rules.Hand, reason string) *rules.Error {
	if e := s.MayRefuse(by); e != nil {
		return e
	}
	s.State, s.Leader, s.Word = SlipRefused, by.Officer, reason
	return nil
}

// MayUndo is for the parties, whoever wrote it, and whoever may approve, until the turn
// begins.
func (s *Slip) MayUndo(by rules.Hand) *rules.Error {
	if e := s.in(by.At, SlipAsked, SlipAccepted, SlipApproved, SlipGiven); e != nil {
		return e
	}
	if t := s.Begun(by.At); t != nil && s.InForce() {
		return rules.Refuse(text.Text{ZH: "这个班 (%[1]s) 已经开始, 不能撤销。", EN: "That turn (%[1]s) has begun: it cannot be undone."}.With(rules.Stamp(*t)), "")
	}
	if slices.Contains([]string{s.Officer, s.To, s.By}, by.Officer) {
		return nil
	}
	return rules.May(by.Roles, rules.AreaRead)
}

// Undo takes it back.
func (s *Slip) Undo(by rules.Hand, reason string) *rules.Error {
	if e := s.MayUndo(by); e != nil {
		return e
	}
	s.State, s.Word = SlipUndone, reason
	return nil
}

// Pass gives the post of one officer in a turn to another. Refused: somebody who is not in
// it, or is in it already.
func (t *Turn) Pass(from, to string) *rules.Error {
	if t.Holds(to) {
		return rules.Bad("to", text.Text{ZH: "对方已在 %[1]s 的班里。", EN: "The other is in the turn of %[1]s already."}.With(rules.Stamp(t.Start)))
	}
	for _, p := range Posts {
		who := slices.Clone(t.In(p))
		if i := slices.Index(who, from); i >= 0 {
			who[i] = to
			t.Put(p, who)
			return nil
		}
	}
	return rules.Bad("turn", text.Text{ZH: "%[1]s 的班里没有这个人。", EN: "That officer is not in the turn of %[1]s."}.With(rules.Stamp(t.Start)))
}

// Post is which post somebody has.
func (t *Turn) Post(id string) Post {
	for _, p := range Posts {
		if slices.Contains(t.In(p), id) {
			return p
		}
	}
	return ""
}

// MayPass is for a turn that has not begun: after that the shift is handed over.
func (t *Turn) MayPass(now time.Time) *rules.Error {
	if now.Before(t.Start) {
		return nil
	}
	return rules.Refuse(text.Text{ZH: "这个班已经开始, 要换人请办交接班。", EN: "That turn has begun: hand the shift over."}, "")
}
