package rules

import (
	"maps"
	"time"

	"dutydesk/rules/text"
)

// LateSigned is how long after its end a shift may be signed for before the sheet says that
// it was late. Ours: rules in use name a window of an hour for the handing over itself, and
// ask the taker to be there ten minutes before it (docs/domain.md §2.1).
const LateSigned = 30 * time.Minute

// Reminder is a call to somebody who should have taken over: who was rung, whether they
// answered, the minute.
type Reminder struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"` // officer id
	Name    string    `json:"name"`
	Who     string    `json:"who"`
	Reached bool      `json:"reached"`
	Words   string    `json:"words,omitempty"`
}

// Release is a leader's word that lets a shift pass without the signature of whoever takes
// over. It is signed by whoever wrote it: the leader, or, by telephone, an officer of the
// desk; then Order is the leader's word, which waits for its signature.
type Release struct {
	Signature
	Leader string `json:"leader"` // officer id
	Order  string `json:"order,omitempty"`
	Reason string `json:"reason"`
}

// MayAdd decides who may write a word on what came or changed since the handover was
// presented.
func (h *Handover) MayAdd(by Hand, s *Shift) *Error {
	if e := h.in(HandoverPresented); e != nil {
		return e
	}
	return by.speaksFor(s)
}

// Add writes the leaver's word on a line that came, changed or became overdue since it was
// presented: to present it again, what is overdue needs its word. was is as with Say. Refused
// (Precondition): a line that is as it was presented.
func (h *Handover) Add(by Hand, s *Shift, live Live, key, word string, was *string) *Error {
	if e := h.MayAdd(by, s); e != nil {
		return e
	}
	now := h.Now(live.Lines)
	l, old := find(now, key), find(h.Lines, key)
	switch {
	case l == nil:
		return noLine(key, text.Text{ZH: "清单里没有这一项 (%[1]s), 可能刚办结。", EN: "No such line (%[1]s); it may just have been finished."})
	case old != nil && MarkOf(*old) == MarkOf(*l) && l.Overdue == old.Overdue:
		e := Refuse(text.Text{ZH: "这一项交出后没有变化。要改交代, 先收回。", EN: "This line is as it was presented. To change the word, take the handover back first."}, "")
		e.Field = "key"
		return e
	case was != nil && *was != l.Word:
		return spoken(l.Word)
	}
	at := h.stands(now, key)
	at.Word, at.Accepted = word, nil
	return nil
}

// MayRemind decides who may note a call to the successor: whoever may hand a shift over,
// while nobody has taken it.
func (h *Handover) MayRemind(by Hand) *Error {
	switch {
	case h.State == "":
		return h.in(HandoverDraft)
	case h.Over():
		return h.in(HandoverPresented)
	}
	return May(by.Roles, AreaShift)
}

// Remind notes a call to the successor: who, or "" for the one it is presented to.
func (h *Handover) Remind(by Hand, who string, reached bool, words string) *Error {
	if e := h.MayRemind(by); e != nil {
		return e
	}
	if who == "" && h.State == HandoverPresented {
		who = h.name(h.Incoming)
	}
	if who == "" {
		return Bad("who", text.Text{ZH: "打给了谁?", EN: "Who was rung?"})
	}
	h.Reminders = append(h.Reminders, Reminder{At: by.At, By: by.Officer, Name: by.Name, Who: who, Reached: reached, Words: words})
	return nil
}

// Said is a reminder in words.
func (r *Reminder) Said() text.Text {
	how := text.Text{ZH: "未接", EN: "not reached"}
	if r.Reached {
		how = text.Text{ZH: "通", EN: "reached"}
	}
	t := text.Text{ZH: "%[1]s 催 %[2]s: %[3]s (%[4]s 打)", EN: "%[1]s rang %[2]s: %[3]s (by %[4]s)"}.With(Stamp(r.At), r.Who, how, r.Name)
	if r.Words != "" {
		t = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(t, r.Words)
	}
	return t
}

// Waiting says who is late and since when, of a shift past its end; the zero Text otherwise.
// A shift that is a whole shift late says the way out too.
func (h *Handover) Waiting(s *Shift, now time.Time) text.Text {
	if s == nil || !s.Late(now) || h.Over() {
		return text.Text{}
	}
	t := text.Text{ZH: "应于 %[1]s 交班, 还没有交出", EN: "due at %[1]s, not presented yet"}.With(Stamp(s.End))
	if h.State == HandoverPresented {
		t = text.Text{ZH: "%[1]s 应接未接, 自 %[2]s", EN: "%[1]s has not come since %[2]s"}.With(h.name(h.Incoming), Stamp(s.End))
	}
	if n := len(h.Reminders); n > 0 {
		how := text.Text{ZH: "未接", EN: "not reached"}
		if h.Reminders[n-1].Reached {
			how = text.Text{ZH: "通", EN: "reached"}
		}
		t = text.Text{ZH: "%[1]s; 催 %[2]d 次, 末次 %[3]s %[4]s", EN: "%[1]s; rung %[2]d time(s), last %[3]s: %[4]s"}.With(t, n, Stamp(h.Reminders[n-1].At), how)
	}
	if late := now.Sub(s.End); late >= ShiftLength {
		t = text.Text{ZH: "%[1]s; 已过 %[2]d 天。照常交接, 或由带班领导放行", EN: "%[1]s; %[2]d day(s) ago: hand it over, or have a leader let it pass"}.With(t, int(late/ShiftLength))
	}
	return t
}

// MayRelease decides who may write down that a leader lets the shift pass: the leader, or
// an officer by whom the leader's word is taken down.
func (h *Handover) MayRelease(by Hand, s *Shift) *Error {
	switch {
	case s == nil:
		return h.MayDraw(by, nil)
	case h.Over():
		return h.in(HandoverPresented)
	}
	return May(by.Roles, AreaShift)
}

// Lapse lets the shift pass to incoming, with leader for the next shift, on the word of a
// leader: nobody signs for the lines, which are frozen as they are. ordered is the leader
// whose word was taken down by telephone, nil when by is that leader. The same person may
// stay on for the next shift. Denied: whoever is neither a leader nor has the word of one;
// by telephone, whoever neither hands the shift over nor takes it.
func (h *Handover) Lapse(by Hand, s *Shift, live Live, incoming, leader, ordered *Officer, reason string) *Error {
	if e := h.MayRelease(by, s); e != nil {
		return e
	}
	r := Release{Signature: *by.sign(), Leader: by.Officer, Reason: reason}
	switch {
	case ordered != nil && ordered.ID != by.Officer:
		if e := ordered.MayLead("ordered"); e != nil {
			return e
		}
		if e := by.speaksFor(s); e != nil && by.Officer != incoming.ID {
			return e
		}
		r.Leader = ordered.ID
	case !by.leads():
		return &Error{Kind: Denied, Field: "ordered", Text: text.Text{
			ZH: "放行由带班领导以本人 PIN 办; 电话里答应的, 写明是哪位领导。", EN: "A leader lets a shift pass with their own PIN; if it was said by telephone, name the leader."}}
	}
	if e := incoming.MayServe("incoming"); e != nil {
		return e
	}
	if e := leader.MayLead("leader"); e != nil {
		return e
	}
	if incoming.ID == s.Main && by.At.Before(s.End.Add(-EarlyHandover)) {
		return &Error{Kind: Precondition, Field: "incoming", Text: text.Text{ZH: "%[1]s 正在值这个班, 到 %[2]s 才交。", EN: "%[1]s is on this shift, which ends at %[2]s."}.
			With(incoming.Name, Stamp(s.End))}
	}
	lines := h.Now(live.Lines)
	var diff []LineChange
	if h.State == HandoverPresented {
		diff = Diff(h.Lines, lines)
	}
	h.freeze(HandoverLapsed, lines, diff, live.Counts)
	h.Shift, h.Outgoing, h.Incoming, h.Leader, h.Release = s.ID, s.Main, incoming.ID, leader.ID, &r
	names := maps.Clone(h.Names)
	if names == nil {
		names = map[string]string{}
	}
	names[incoming.ID], names[leader.ID], names[by.Officer] = incoming.Name, leader.Name, by.Name
	if ordered != nil {
		names[ordered.ID] = ordered.Name
	}
	h.Names = names
	return nil
}

// Passed says on whose word the shift passed, and why, of one that lapsed.
func (h *Handover) Passed() text.Text {
	r := h.Release
	if r == nil {
		return text.Text{}
	}
	t := text.Text{ZH: "%[1]s %[2]s 放行, 由 %[3]s 接替, 未签接: %[4]s", EN: "%[1]s: %[2]s let it pass to %[3]s, unsigned: %[4]s"}.
		With(Stamp(r.At), h.name(r.Leader), h.name(h.Incoming), r.Reason)
	if r.Order != "" {
		t = text.Text{ZH: "%[1]s (口头指示 %[2]s, %[3]s 记)", EN: "%[1]s (oral order %[2]s, taken down by %[3]s)"}.With(t, r.Order, r.Name)
	}
	return t
}
