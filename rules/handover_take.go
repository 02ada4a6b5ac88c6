package rules

import (
	"slices"

	"dutydesk/rules/text"
)

// MayAnswer decides who may answer lines: the one it was presented to.
func (h *Handover) MayAnswer(by Hand) *Error {
	if e := h.in(HandoverPresented); e != nil {
		return e
	}
	if e := May(by.Roles, AreaShift); e != nil {
		return e
	}
	if by.Officer != h.Incoming {
		return &Error{Kind: Denied, Text: text.Text{ZH: "这个班交给 %[1]s, 由本人接。换人请先退回。",
			EN: "This shift was presented to %[1]s, who takes it in person. For somebody else, return it first."}.With(h.name(h.Incoming))}
	}
	return nil
}

// Answer accepts the lines as they are now, or with a query keeps the taker's remark on
// them. No keys: every quiet line.
func (h *Handover) Answer(by Hand, live Live, keys []string, query string) *Error {
	if e := h.MayAnswer(by); e != nil {
		return e
	}
	now := h.Now(live.Lines)
	if len(keys) == 0 {
		for _, l := range now {
			if l.Quiet {
				keys = append(keys, l.Key)
			}
		}
	}
	for _, k := range keys {
		l := h.stands(now, k)
		if l == nil {
			return noLine(k, text.Text{ZH: "清单里没有这一项 (%[1]s), 可能刚办结。", EN: "No such line (%[1]s); it may just have been finished."})
		}
		if query == "" {
			l.Accepted = &by.At
		} else {
			l.Accepted, l.Query = nil, query
		}
	}
	return nil
}

// stands is where what is said of a line is kept: the line that was presented, or, when it
// is another by now, a copy of it as it is. now are the lines of Now.
func (h *Handover) stands(now []Line, key string) *Line {
	was, l := find(h.Lines, key), find(now, key)
	if l == nil || was != nil && MarkOf(*was) == MarkOf(*l) {
		return was
	}
	if since := find(h.Since, key); since != nil {
		*since = *l
		return since
	}
	h.Since = append(h.Since, *l)
	return &h.Since[len(h.Since)-1]
}

// Unanswer opens lines again that the taker accepted or queried, before signing.
func (h *Handover) Unanswer(by Hand, keys []string) *Error {
	if e := h.MayAnswer(by); e != nil {
		return e
	}
	for _, k := range keys {
		answered := false
		for _, lines := range [][]Line{h.Lines, h.Since} {
			if l := find(lines, k); l != nil {
				answered = answered || l.Accepted != nil || l.Query != ""
				l.Accepted, l.Query = nil, ""
			}
		}
		switch {
		case find(h.Lines, k) == nil && find(h.Since, k) == nil:
			return noLine(k, text.Text{ZH: "交出的清单里没有这一项 (%[1]s)。", EN: "No such line was presented (%[1]s)."})
		case !answered:
			e := Refuse(text.Text{ZH: "这一项还没有接收 (%[1]s)。", EN: "This line was not accepted yet (%[1]s)."}.With(k), "")
			e.Field = "keys"
			return e
		}
	}
	return nil
}

// MayAccept decides who may sign the taker's side, and that every open line was accepted or
// queried as it is now: also what came or changed since it was presented.
func (h *Handover) MayAccept(by Hand, live Live) *Error {
	if e := h.MayAnswer(by); e != nil {
		return e
	}
	return missing("keys", h.Now(live.Lines), func(l *Line) bool {
		was := find(h.Lines, l.Key)
		quiet := l.Quiet || was != nil && was.Quiet && MarkOf(*was) == MarkOf(*l) // time alone asks for no answer
		return quiet || l.Accepted != nil || l.Query != ""
	},
		text.Text{ZH: "还有 %[1]d 项没有逐项接收: %[2]s", EN: "%[1]d items are neither accepted nor queried: %[2]s"})
}

// Accept signs the taker's side over live work, which becomes the record. mark is MarkAll
// of what the taker saw: when work went on since, the answer is a Conflict that says what
// changed. Quiet lines are taken by the signature. Where a line is severe, readBack says in the
// taker's own words what is the most dangerous tonight (docs/peers.md, Handover).
func (h *Handover) Accept(by Hand, live Live, mark, readBack string) *Error {
	lines := h.Now(live.Lines)
	diff, e := Diff(h.Lines, lines), h.MayAccept(by, live)
	switch {
	case MarkAll(lines) != mark && (e == nil || e.Field == "keys" && h.answered(lines)):
		return changed(diff)
	case e != nil:
		return e
	case readBack == "" && slices.ContainsFunc(lines, func(l Line) bool { return l.Section == SectionSevere }):
		return Bad("read_back", text.Text{ZH: "清单里有紧要事项: 用自己的话复述今晚最要紧的一件。", EN: "There are severe items: read back in your own words what is the most dangerous tonight."})
	}
	h.ReadBack = readBack
	for i := range lines {
		if l := &lines[i]; l.Accepted == nil && l.Query == "" {
			l.Accepted = &by.At
		}
	}
	h.freeze(HandoverAccepted, lines, diff, live.Counts)
	h.Taken = by.sign()
	return nil
}

// answered says that every line that was presented and is still open was answered as it was
// then: what is wanting came or changed since.
func (h *Handover) answered(now []Line) bool {
	for i := range h.Lines {
		l := &h.Lines[i]
		if live := find(now, l.Key); !l.Quiet && l.Accepted == nil && l.Query == "" && live != nil && !live.Quiet {
			return false
		}
	}
	return true
}

// freeze makes lines the record, and marks those that are not as they were presented.
func (h *Handover) freeze(as HandoverState, lines []Line, diff []LineChange, n Counts) {
	for _, c := range diff {
		if c.New != nil {
			find(lines, c.New.Key).Late = true
		}
	}
	h.State, h.Lines, h.Since, h.Counts = as, lines, nil, n
}
