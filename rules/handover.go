package rules

import (
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// HandoverState: docs/domain.md §9.1.
type HandoverState string

const (
	HandoverDraft     HandoverState = "draft"     // 拟稿
	HandoverPresented HandoverState = "presented" // 待接
	HandoverAccepted  HandoverState = "accepted"  // 已接
	HandoverReturned  HandoverState = "returned"  // 退回
	HandoverLapsed    HandoverState = "lapsed"    // 逾期未接: a leader let the shift pass, nobody signed for it
)

// HandoverWords names the states (docs/domain.md §9.1).
var HandoverWords = []Named{
	{string(HandoverDraft), text.Text{ZH: "拟稿", EN: "draft"}},
	{string(HandoverPresented), text.Text{ZH: "待接", EN: "presented"}},
	{string(HandoverAccepted), text.Text{ZH: "已接", EN: "accepted"}},
	{string(HandoverReturned), text.Text{ZH: "退回", EN: "returned"}},
	{string(HandoverLapsed), text.Text{ZH: "逾期未接", EN: "lapsed"}},
}

// Signature is who signed and when, each with the PIN of the person who signs.
type Signature struct {
	Officer string    `json:"officer"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
}

// Head is the journal's tree head: Size entries, Root hash, signed by the desk's key.
type Head struct {
	Size int64  `json:"size"`
	Root string `json:"root"`
	Sig  string `json:"sig"`
	Key  string `json:"key"`
}

// Counts of a shift in the ministry's units.
type Counts struct {
	Calls   int   `json:"calls"`
	Opened  int   `json:"opened"`
	Settled int   `json:"settled"`
	Closed  int   `json:"closed"`
	Open    int   `json:"open"`
	Issued  int64 `json:"issued"` // units of goods given out
}

// Handover is the passing of a shift, frozen once accepted or lapsed. Head is the tree head
// before that. Since are the lines that came or changed after it was presented, as the taker
// answered or the leaver worded them.
type Handover struct {
	ID          string            `json:"id"` // H20261124-01
	Shift       string            `json:"shift"`
	State       HandoverState     `json:"state"`
	Outgoing    string            `json:"outgoing"`
	Incoming    string            `json:"incoming,omitempty"`
	Leader      string            `json:"leader,omitempty"` // of the next shift
	Deputies    []string          `json:"deputies,omitempty"`
	Driver      string            `json:"driver,omitempty"` // officer id, or a name
	DraftedAt   time.Time         `json:"drafted_at"`
	PresentedAt *time.Time        `json:"presented_at,omitempty"`
	Lines       []Line            `json:"lines"`
	Since       []Line            `json:"since,omitempty"`
	Counts      Counts            `json:"counts"`
	Given       *Signature        `json:"given,omitempty"`
	Taken       *Signature        `json:"taken,omitempty"`
	ReadBack    string            `json:"read_back,omitempty"`
	Reason      string            `json:"reason,omitempty"` // why returned
	Reminders   []Reminder        `json:"reminders,omitempty"`
	Release     *Release          `json:"release,omitempty"` // why it lapsed
	Head        *Head             `json:"head,omitempty"`
	Names       map[string]string `json:"names,omitempty"` // of the officers named here, as they were called then
	Meta
}

// EarlyHandover is how long before its end a shift may be handed over as the regular
// change of shifts; a handover before that is a relief for the rest of it. Ours: rules
// in use name a window of an hour (docs/domain.md §2.1), and people come early.
const EarlyHandover = 2 * time.Hour

// Hand is the person a rule is asked about, and the moment.
type Hand struct {
	Officer string
	Name    string
	Roles   []Role
	At      time.Time
}

func (by Hand) sign() *Signature { return &Signature{by.Officer, by.Name, by.At} }

func (by Hand) leads() bool { return slices.Contains(by.Roles, RoleLeader) }

// Late says that the shift is past its end and nobody has taken over.
func (s *Shift) Late(now time.Time) bool { return s.State == ShiftActive && !now.Before(s.End) }

// Next is the period [from, to) of the shift that takes over from s at now: the one after
// it; the rest of the same one when it is relieved long before its end; the regular one
// that contains now when the desk stood still for a shift or more.
func (s *Shift) Next(now time.Time) (from, to time.Time) {
	switch after := s.End.Add(ShiftLength); {
	case now.Before(s.End.Add(-EarlyHandover)):
		return s.Start, s.End
	case now.Before(after):
		return s.End, after
	}
	return Period(now)
}

// MayServe refuses somebody who cannot be on duty; MayLead somebody who cannot be the
// duty leader. field names the form's field.
func (o *Officer) MayServe(field string) *Error {
	if o.Retired {
		return &Error{Kind: Denied, Field: field, Text: text.Text{ZH: "%[1]s 已停用。", EN: "%[1]s is retired."}.With(o.Name)}
	}
	if May(o.Roles, AreaShift) != nil {
		return &Error{Kind: Denied, Field: field, Text: text.Text{
			ZH: "%[1]s 不是值班员, 也不是带班领导, 不能值班。", EN: "%[1]s is neither duty officer nor leader and cannot be on duty."}.With(o.Name)}
	}
	return nil
}

// MayLead needs the leader's role (docs/domain.md §2.1: a leader on every shift).
func (o *Officer) MayLead(field string) *Error {
	if e := o.MayServe(field); e != nil {
		return e
	}
	if !slices.Contains(o.Roles, RoleLeader) {
		return &Error{Kind: Denied, Field: field, Text: text.Text{
			ZH: "%[1]s 不是带班领导。", EN: "%[1]s is not a duty leader."}.With(o.Name)}
	}
	return nil
}

// speaksFor refuses whoever is not of the shift. Past its end any leader may act for it,
// under their own signature: a desk whose people are gone must have a way out
// (docs/peers.md lesson 1).
func (by Hand) speaksFor(s *Shift) *Error {
	if e := May(by.Roles, AreaShift); e != nil {
		return e
	}
	switch {
	case by.Officer == s.Main, by.Officer == s.Leader, slices.Contains(s.Deputies, by.Officer):
		return nil
	case by.leads() && s.Late(by.At):
		return nil
	}
	return &Error{Kind: Denied, Text: text.Text{
		ZH: "交班由本班主班、副班或带班领导办理; 过了交班时间, 其他带班领导也可代办。",
		EN: "The shift's main officer, deputy or leader hands it over; past its end, any leader may."}}
}

// in refuses a handover in another state than the step needs, saying what became of it.
func (h *Handover) in(want HandoverState) *Error {
	if h.State == want {
		return nil
	}
	switch h.State {
	case "":
		return Refuse(text.Text{ZH: "还没有交接稿, 请先拟稿。", EN: "There is no handover yet: draft one first."}, "")
	case HandoverDraft:
		return Refuse(text.Text{ZH: "还在拟稿, 没有交出。", EN: "Still a draft, not presented yet."}, "")
	case HandoverPresented:
		return Refuse(text.Text{ZH: "已交给 %[1]s, 等待接班。要改, 先由交班人收回, 或由接班人、带班领导退回。",
			EN: "Presented to %[1]s and waiting. To change it, whoever presented it, the taker or a leader returns it first."}.With(h.name(h.Incoming)), "")
	case HandoverAccepted:
		return &Error{Kind: Conflict, Text: text.Text{ZH: "%[1]s 已于 %[2]s 接班。", EN: "%[1]s took over at %[2]s."}.
			With(h.Taken.Name, Stamp(h.Taken.At))}
	case HandoverLapsed:
		return &Error{Kind: Conflict, Text: text.Text{ZH: "已于 %[1]s 放行, 由 %[2]s 接替 (%[3]s)。", EN: "The shift was let pass at %[1]s to %[2]s (%[3]s)."}.
			With(Stamp(h.Release.At), h.name(h.Incoming), h.Release.Reason)}
	}
	return Refuse(text.Text{ZH: "已退回 (%[1]s), 请重新拟稿再交。", EN: "Returned (%[1]s): draft it again, then present."}.With(h.Reason), "")
}

func (h *Handover) name(id string) string {
	if n := h.Names[id]; n != "" {
		return n
	}
	return id
}

// MayDraw decides who may draw the handover of s up, or draw it again.
func (h *Handover) MayDraw(by Hand, s *Shift) *Error {
	if s == nil {
		return Refuse(text.Text{ZH: "还没有人值班, 请先接班。", EN: "Nobody is on duty: take the shift first."}, "")
	}
	if h.State == HandoverPresented || h.Over() {
		return h.in(HandoverDraft)
	}
	return by.speaksFor(s)
}

// Over says that the handover is frozen: accepted, or lapsed.
func (h *Handover) Over() bool { return h.State == HandoverAccepted || h.State == HandoverLapsed }

// Live is open work drawn up as lines, with what the shift did. CountAll says that the
// township wants everything counted before a shift is presented.
type Live struct {
	Lines    []Line
	Counts   Counts
	CountAll bool
}

// Draw makes live work the draft, keeping the words written and what the taker asked
// before returning it.
func (h *Handover) Draw(by Hand, s *Shift, live Live) *Error {
	if e := h.MayDraw(by, s); e != nil {
		return e
	}
	if h.State != HandoverDraft {
		h.State, h.DraftedAt = HandoverDraft, by.At
		h.PresentedAt, h.Given = nil, nil
	}
	h.Shift, h.Outgoing = s.ID, s.Main
	h.redraw(live)
	for i := range h.Lines {
		h.Lines[i].Accepted = nil
	}
	return nil
}

// redraw makes live work the handover's lines, with the words and answers that stand.
func (h *Handover) redraw(live Live) {
	h.Lines, h.Since, h.Counts = h.Now(live.Lines), nil, live.Counts
}

// Now are live lines with the words and answers that stand on the handover.
func (h *Handover) Now(live []Line) []Line { return Carry(Carry(live, h.Lines), h.Since) }

// MaySay decides who may write a word on a line.
func (h *Handover) MaySay(by Hand, s *Shift) *Error {
	if e := h.in(HandoverDraft); e != nil {
		return e
	}
	return by.speaksFor(s)
}

// Has says whether a line of that key stands on the handover.
func (h *Handover) Has(key string) bool { return find(h.Lines, key) != nil }

// Say writes the leaver's word on a line of the draft. was, unless nil, is the word that the
// writer saw there: when another stands there now, the answer is a Conflict that tells it.
func (h *Handover) Say(by Hand, s *Shift, key, word string, was *string) *Error {
	if e := h.MaySay(by, s); e != nil {
		return e
	}
	l := find(h.Lines, key)
	switch {
	case l == nil:
		return noLine(key, text.Text{ZH: "清单里没有这一项 (%[1]s), 可能刚办结。", EN: "No such line (%[1]s); it may just have been finished."})
	case was != nil && *was != l.Word:
		return spoken(l.Word)
	}
	l.Word = word
	return nil
}

// spoken is the Conflict of two words on one line.
func spoken(word string) *Error {
	return &Error{Kind: Conflict, Field: "word", Text: text.Text{ZH: "这一项刚有人写过: 「%[1]s」。您写的还在, 请看过再保存。",
		EN: "Somebody has just written on this line: \"%[1]s\". What you typed is kept: look, then save."}.With(word)}
}

// MayPresent decides who may sign the leaver's side, and that a word stands on every line
// that needs one. What is presented already may be presented again, when work went on or
// somebody else takes over: nothing is typed twice.
func (h *Handover) MayPresent(by Hand, s *Shift, live Live) *Error {
	say := h.MaySay
	if h.State == HandoverPresented {
		say = h.MayAdd
	}
	if e := say(by, s); e != nil {
		return e
	}
	lines := h.Now(live.Lines)
	if live.CountAll {
		if e := missing("counts", lines, func(l *Line) bool { return l.Count == nil || l.Count.Done() && !l.Count.Stale() },
			text.Text{ZH: "还有 %[1]d 样没有清点: %[2]s", EN: "%[1]d things are not counted: %[2]s"}); e != nil {
			return e
		}
	}
	return missing("word", lines, func(l *Line) bool { return !l.Wordless() },
		text.Text{ZH: "还有 %[1]d 项没有写交代: %[2]s", EN: "%[1]d items still need a word: %[2]s"})
}

// Present signs the leaver's side over live work as it stands and offers it to incoming,
// with leader for the next shift. Both may be who they were: the same person two days
// running is allowed. To the same taker the answers stand on what did not change.
func (h *Handover) Present(by Hand, s *Shift, live Live, incoming, leader *Officer) *Error {
	if e := h.MayPresent(by, s, live); e != nil {
		return e
	}
	if e := incoming.MayServe("incoming"); e != nil {
		return e
	}
	if e := leader.MayLead("leader"); e != nil {
		return e
	}
	again := h.State == HandoverPresented && h.Incoming == incoming.ID
	h.redraw(live)
	for i := range h.Lines {
		if !again {
			h.Lines[i].Accepted, h.Lines[i].Query = nil, ""
		}
	}
	h.State, h.PresentedAt, h.Given = HandoverPresented, &by.At, by.sign()
	h.Incoming, h.Leader, h.Reason = incoming.ID, leader.ID, ""
	h.Names = maps.Clone(h.Names)
	if h.Names == nil {
		h.Names = map[string]string{}
	}
	h.Names[incoming.ID], h.Names[leader.ID] = incoming.Name, leader.Name
	return nil
}

// MayReturn decides who may send a presented handover back: the taker, whoever presented
// it, or a leader when the taker does not come. A draft that was begun by mistake the main
// officer of the shift, or a leader, takes back.
func (h *Handover) MayReturn(by Hand) *Error {
	if h.State != HandoverDraft {
		if e := h.in(HandoverPresented); e != nil {
			return e
		}
	}
	if e := May(by.Roles, AreaShift); e != nil {
		return e
	}
	presented := h.State == HandoverPresented
	switch {
	case by.leads(), presented && by.Officer == h.Incoming, presented && h.Given != nil && by.Officer == h.Given.Officer,
		!presented && by.Officer == h.Outgoing:
		return nil
	case !presented:
		return &Error{Kind: Denied, Text: text.Text{ZH: "草稿由主班或带班领导收回。", EN: "The main officer of the shift, or a leader, takes the draft back."}}
	}
	return &Error{Kind: Denied, Text: text.Text{ZH: "由接班人 %[1]s、交班人或带班领导退回。", EN: "%[1]s, who takes it, whoever presented it, or a leader returns it."}.With(h.name(h.Incoming))}
}

// Return sends it back with a reason; drawing it again makes it a draft.
func (h *Handover) Return(by Hand, reason string) *Error {
	if e := h.MayReturn(by); e != nil {
		return e
	}
	h.State, h.Reason = HandoverReturned, reason
	return nil
}
