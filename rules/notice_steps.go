package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// MaxReceivers bounds a dial list, so that it stays within one record. Ours.
const MaxReceivers = 200

// MayPass decides whether anything may be written on the notice: not once it is withdrawn.
func (n *Notice) MayPass() *Error {
	if w := n.Withdrawn; w != nil {
		return Refuse(text.Text{ZH: "%[1]s 已撤回 (%[2]s): %[3]s", EN: "%[1]s was withdrawn by %[2]s: %[3]s"}.With(n.ID, w.Name, w.Reason), "")
	}
	return nil
}

// MayNote decides whether a result may be put on a receiver: one who was told is told.
func (n *Notice) MayNote(r *NoticeReceiver) *Error {
	if e := n.MayPass(); e != nil {
		return e
	}
	if t := r.Last(); t != nil && t.Result != ResultMissed {
		return Refuse(text.Text{ZH: "%[1]s 已记 %[2]s %[3]s (%[4]s)。记错了先更正。", EN: "%[1]s is noted as %[2]s, %[3]s by %[4]s. Correct that first."}.
			With(r.Name, WordOf(NoticeResultWords, string(t.Result)), Stamp(t.At), t.Name), "")
	}
	return nil
}

// Note puts a result on a receiver; with the last one the notice closes by itself. Refused: as
// MayNote; a time before the notice, or before the try before (Invalid, at); a try in vain
// at somebody who was explained.
func (n *Notice) Note(r *NoticeReceiver, t NoticeTry) *Error {
	if e := n.MayNote(r); e != nil {
		return e
	}
	if r.Explained != nil && t.Result == ResultMissed {
		return Refuse(text.Text{ZH: "%[1]s 已说明原因: %[2]s", EN: "%[1]s was explained: %[2]s"}.With(r.Name, r.Explained.Reason), "")
	}
	first := n.At.Add(-Grace)
	if l := r.Last(); l != nil {
		first = l.At
	}
	if t.At.Before(first.Truncate(time.Minute)) { // people tell minutes, and a clock may step back in one
		return Bad("at", text.Text{ZH: "%[1]s 早于通知或上一次 (%[2]s), 时间不对。", EN: "%[1]s is before the notice or the try before (%[2]s)."}.With(Stamp(t.At), Stamp(first)))
	}
	if t.Phone == "" && (t.Result == ResultThrough || t.Result == ResultMissed) {
		t.Phone = r.Phone()
	}
	r.Tries = append(slices.Clip(r.Tries), t)
	n.settle(t.At)
	return nil
}

// Overtaken refuses a try in vain that was meant as another one: seen tries stood when the
// number was rung, more stand now, and another number has the turn. Conflict; a number that
// somebody answered is noted as it was rung.
func (r *NoticeReceiver) Overtaken(t NoticeTry, seen int) *Error {
	last := r.Last()
	if t.Result != ResultMissed || last == nil || len(r.Standing()) <= seen || t.Phone == r.Phone() {
		return nil
	}
	return &Error{Kind: Conflict, Field: "phone", Text: text.Text{ZH: "%[1]s 刚由 %[2]s 记了 %[3]s %[4]s (%[5]s)。您若也打过, 用 Enter 写号码再记。",
		EN: "%[2]s has just noted %[1]s: %[3]s %[4]s (%[5]s). If you rang too, note it with the number, by Enter."}.
		With(r.Name, last.Name, WordOf(NoticeResultWords, string(last.Result)), last.Phone, Stamp(last.At))}
}

// MayExplain decides whether it may be written why a receiver cannot be told.
func (n *Notice) MayExplain(r *NoticeReceiver) *Error {
	if e := n.MayNote(r); e != nil {
		return e
	}
	if x := r.Explained; x != nil {
		return Refuse(text.Text{ZH: "%[1]s 已说明原因: %[2]s", EN: "%[1]s was explained: %[2]s"}.With(r.Name, x.Reason), "")
	}
	return nil
}

// Explain says why a receiver cannot be told; the list goes on without. Refused: as MayExplain.
func (n *Notice) Explain(r *NoticeReceiver, by Hand, reason string) *Error {
	if e := n.MayExplain(r); e != nil {
		return e
	}
	r.Explained = by.mark(reason)
	n.settle(by.At)
	return nil
}

// MayCorrect decides whether there is anything on a receiver that can be taken back.
func (n *Notice) MayCorrect(r *NoticeReceiver) *Error {
	if e := n.MayPass(); e != nil {
		return e
	}
	if r.Last() == nil && r.Explained == nil {
		return Refuse(text.Text{ZH: "%[1]s 还没有记结果。", EN: "Nothing is noted of %[1]s."}.With(r.Name), "")
	}
	return nil
}

// Correct takes the last thing back that stands on a receiver, a result that came after an
// explanation before it; it stays to be read, struck, with the reason. With another result
// that one stands in its place, at the same minute. A notice that was closed opens when
// somebody is left. Refused: as MayCorrect; another result that is the same (Invalid, result);
// another result in place of an explanation, which is noted on its own.
func (n *Notice) Correct(r *NoticeReceiver, by Hand, reason string, to NoticeResult, seq uint64) *Error {
	if e := n.MayCorrect(r); e != nil {
		return e
	}
	last := r.Last()
	if x := r.Explained; x != nil && (last == nil || last.At.Before(x.At)) {
		if to != "" {
			return Bad("result", text.Text{ZH: "先撤回说明, 再记结果。", EN: "Take the explanation back, then note the result."})
		}
		r.Explained, r.Undone = nil, reason
		n.settle(by.At)
		return nil
	}
	if to == last.Result {
		return Bad("result", text.Text{ZH: "结果没有变。", EN: "The result is the same."})
	}
	r.Tries = slices.Clone(r.Tries)
	last = r.Last()
	last.Struck = reason
	if to != "" {
		r.Tries = append(r.Tries, NoticeTry{Result: to, Phone: last.Phone, Said: last.Said, Call: last.Call, At: last.At, By: by.Officer, Name: by.Name, Seq: seq})
	}
	n.settle(by.At)
	return nil
}

// Add puts further receivers at the end of the list; a closed notice opens again. One of them
// who is told by the call to another is no line of its own: that one's Also names it. Refused:
// withdrawn; one that stands on the list already or is told with one of it, or too many
// (Invalid, to).
func (n *Notice) Add(more []NoticeReceiver, at time.Time) *Error {
	if e := n.MayPass(); e != nil {
		return e
	}
	if len(more) == 0 {
		return Bad("to", text.Text{ZH: "要写传给谁。", EN: "Say whom it goes to."})
	}
	all := slices.Clone(n.Receivers)
	for _, r := range more {
		if slices.ContainsFunc(all, r.same) {
			return Bad("to", text.Text{ZH: "%[1]s 已在名单上。", EN: "%[1]s is on the list already."}.With(r.Name))
		}
		if i := slices.IndexFunc(all, r.told); i >= 0 && i < len(n.Receivers) {
			return Bad("to", text.Text{ZH: "%[1]s 和名单上的 %[2]s 是同一个号码。", EN: "%[1]s has the number of %[2]s, who is on the list."}.With(r.Name, all[i].Name))
		} else if i >= 0 {
			if a := &all[i]; r.Name != a.Name && !slices.Contains(a.Also, r.Name) {
				a.Also = append(slices.Clip(a.Also), r.Name)
			}
			continue
		}
		r.No = len(all) + 1
		all = append(all, r)
	}
	if len(all) > MaxReceivers {
		return Bad("to", text.Text{ZH: "一次通知最多 %[1]d 个, 请分开发。", EN: "A notice goes to %[1]d at most: make two of it."}.With(MaxReceivers))
	}
	n.Receivers = all
	n.settle(at)
	return nil
}

func (r NoticeReceiver) same(o NoticeReceiver) bool {
	if r.Kind != o.Kind {
		return false
	}
	if r.ID != "" || o.ID != "" {
		return r.ID == o.ID
	}
	return r.Name == o.Name && r.Village == o.Village && slices.Equal(r.Phones, o.Phones)
}

// told says that a call to another one tells this one too: every number of it is one of the
// other's. Two villages are told each for itself, and people on no list by their names.
func (r NoticeReceiver) told(o NoticeReceiver) bool {
	switch {
	case len(r.Phones) == 0 || r.Kind == ReceiverVillage && o.Kind == ReceiverVillage:
		return false
	case (r.Kind == ReceiverPerson || o.Kind == ReceiverPerson) && r.Name != o.Name && r.Name != o.Contact:
		return false
	}
	return !slices.ContainsFunc(r.Phones, func(p string) bool { return !slices.Contains(o.Phones, p) })
}

// MayWithdraw refuses a notice that all have: another one corrects it.
func (n *Notice) MayWithdraw() *Error {
	if e := n.MayPass(); e != nil {
		return e
	}
	if n.State == NoticeClosed {
		return Refuse(text.Text{ZH: "%[1]s 已传达完, 不能撤回。内容有误请另发一条更正。", EN: "%[1]s was passed on to all and stands. Pass another one on to correct it."}.With(n.ID), "")
	}
	return nil
}

// Withdraw ends a notice that was made by mistake; who was told stays to be read. Refused: as
// MayWithdraw.
func (n *Notice) Withdraw(by Hand, reason string) *Error {
	if e := n.MayWithdraw(); e != nil {
		return e
	}
	n.State, n.Withdrawn = NoticeWithdrawn, by.mark(reason)
	return nil
}

// settle closes the notice when nobody is left, and opens it when somebody is.
func (n *Notice) settle(at time.Time) {
	t := n.Tally()
	if n.Count = &t; t.Left() > 0 {
		n.State, n.ClosedAt = NoticeOpen, nil
	} else if n.State == NoticeOpen {
		n.State, n.ClosedAt = NoticeClosed, &at
	}
}

func (h Hand) mark(reason string) *NoticeMark {
	return &NoticeMark{Reason: reason, At: h.At, By: h.Officer, Name: h.Name}
}
