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
	SlipNoted    SlipState = "noted"  // leave that somebody wrote down themselves, without a leader's word; never written
)

// SlipWords name the states.
var SlipWords = []rules.Named{
	{Code: string(SlipAsked), Text: text.Text{ZH: "待对方同意", EN: "to be accepted"}},
	{Code: string(SlipAccepted), Text: text.Text{ZH: "待带班领导批准", EN: "to be approved"}},
	{Code: string(SlipApproved), Text: text.Text{ZH: "已批准", EN: "approved"}},
	{Code: string(SlipRefused), Text: text.Text{ZH: "不同意", EN: "refused"}},
	{Code: string(SlipUndone), Text: text.Text{ZH: "已撤销", EN: "undone"}},
	{Code: string(SlipGiven), Text: text.Text{ZH: "准假", EN: "leave given"}},
	{Code: string(SlipNoted), Text: text.Text{ZH: "已登记", EN: "noted"}},
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

// StandingFor is the state in words for a reader: whoever is asked reads that it waits for them.
func (s *Slip) StandingFor(id string) text.Text {
	if s.State == SlipAsked && id != "" && s.To == id {
		return text.Text{ZH: "等您同意", EN: "for you to accept"}
	}
	return rules.WordOf(SlipWords, string(s.noted()))
}

// noted is the state of the slip, of leave that no leader gave SlipNoted.
func (s *Slip) noted() SlipState {
	if s.Kind == SlipLeave && s.State == SlipGiven && s.By == s.Officer {
		return SlipNoted
	}
	return s.State
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
	return s.noted()
}

// InForce says that the roster stands as the slip made it.
func (s *Slip) InForce() bool {
	return s.State == SlipApproved || s.State == SlipGiven || s.State == SlipNoted || s.Now && s.State == SlipAccepted
}

// WasInForce says that the roster stood as the slip made it at some time, also when the slip was
// refused or undone after. Who approved one that was undone is its Leader.
func (s *Slip) WasInForce() bool {
	return s.InForce() || s.Now || s.State == SlipUndone && s.Leader != ""
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

// Same says that the slip, open or in force, gives the same turn of the same officer to the same.
func (s *Slip) Same(other *Slip) bool {
	return s.Kind == SlipSwap && s.Officer == other.Officer && s.To == other.To && s.Turn != nil && other.Turn != nil && s.Turn.Equal(*other.Turn)
}

// PassedOn says that the slip, in force, gives away a turn that another gave to the one who gives
// it: until it is undone the other cannot be.
func (s *Slip) PassedOn(other *Slip) bool {
	at := func(a, b *time.Time) bool { return a != nil && b != nil && a.Equal(*b) }
	if s.Kind != SlipSwap || !s.InForce() || s.ID == other.ID {
		return false
	}
	return at(s.Turn, other.Turn) && s.Officer == other.To || at(s.Turn, other.Back) && s.Officer == other.Officer ||
		at(s.Back, other.Turn) && s.To == other.To || at(s.Back, other.Back) && s.To == other.Officer
}

// Again refuses to write a slip that is there, and says what it waits for.
func (s *Slip) Again(by rules.Hand) *rules.Error {
	word := rules.WordOf(SlipWords, string(s.Standing(by.At)))
	e := rules.Refuse(text.Text{ZH: "调班单 %[1]s 已经有了: %[2]s。", EN: "Slip %[1]s says so already: %[2]s."}.With(s.ID, word), "")
	switch {
	case s.MayApprove(by) == nil:
		e.Text = text.Text{ZH: "调班单 %[1]s 已经有了: %[2]s。批准: roster approve %[1]s。", EN: "Slip %[1]s says so already: %[2]s. To approve it: roster approve %[1]s."}.With(s.ID, word)
	case s.MayAccept(by) == nil:
		e.Text = text.Text{ZH: "调班单 %[1]s 已经有了: %[2]s。同意: roster accept %[1]s。", EN: "Slip %[1]s says so already: %[2]s. To accept it: roster accept %[1]s."}.With(s.ID, word)
	}
	e.Field = "to"
	return e
}

// maxAhead is how long before a turn somebody takes it over on their own word: for what is
// later there is time to ask. Ours.
const maxAhead = 24 * time.Hour

// far says that one of the slip's turns is too late for an emergency.
func (s *Slip) far(now time.Time) bool {
	return slices.ContainsFunc([]*time.Time{s.Turn, s.Back}, func(t *time.Time) bool { return t != nil && t.Sub(now) > maxAhead })
}

// TakeOver puts the swap in force at once, in an emergency. The one who takes over may write
// it the day before, and a leader approves it after; whoever may approve approves it with that.
func (s *Slip) TakeOver(by rules.Hand) *rules.Error {
	e := s.leads(by)
	switch {
	case e == nil:
		s.State, s.Leader = SlipApproved, by.Officer
	case by.Officer == s.To && s.far(by.At):
		return &rules.Error{Kind: rules.Precondition, Field: "now", Text: text.Text{ZH: "还早, 请办调班单。", EN: "There is time: ask for a swap."}}
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
	if e := s.in(by.At, SlipAsked, SlipAccepted, SlipApproved, SlipGiven, SlipNoted); e != nil {
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

// Fall ends a slip whose table is taken back.
func (s *Slip) Fall(reason string) { s.State, s.Word = SlipUndone, reason }

// Pass gives the post of one officer in a turn to another, and generating leaves it. Refused:
// somebody who is not in it, or is in it already.
func (t *Turn) Pass(from, to string) *rules.Error {
	p, e := t.pass(from, to)
	if e == nil {
		t.Fixed = append(t.Fixed, p) // once for each slip: the first to be undone frees nothing that another set
	}
	return e
}

// PassBack is Pass undone.
func (t *Turn) PassBack(from, to string) *rules.Error {
	p, e := t.pass(to, from)
	if i := slices.Index(t.Fixed, p); e == nil && i >= 0 {
		t.Fixed = slices.Delete(t.Fixed, i, i+1)
	}
	return e
}

func (t *Turn) pass(from, to string) (Post, *rules.Error) {
	if t.Holds(to) {
		return "", rules.Bad("to", text.Text{ZH: "对方已在 %[1]s 的班里。", EN: "The other is in the turn of %[1]s already."}.With(rules.Stamp(t.Start)))
	}
	for _, p := range Posts {
		who := slices.Clone(t.In(p))
		if i := slices.Index(who, from); i >= 0 {
			who[i] = to
			t.Put(p, who)
			return p, nil
		}
	}
	return "", rules.Bad("turn", text.Text{ZH: "%[1]s 的班里没有这个人。", EN: "That officer is not in the turn of %[1]s."}.With(rules.Stamp(t.Start)))
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
