package command

import (
	"time"

	"dutydesk/rules/text"
)

var (
	labelNoteID = text.Text{ZH: "记事编号", EN: "note number"}
	labelMoveID = text.Text{ZH: "出入库编号", EN: "number of the move"}
)

// counter is what every counter-entry has: the record that it answers, and the reason.
func counter(now time.Time, field string, label text.Text, id, reason *string) *fields {
	k := &fields{now: now}
	k.id(field, label, id)
	k.line("reason", labelReason, reason, maxReason)
	k.need("reason", labelReason, *reason)
	return k
}

// Check cleans the parts given and needs the reason. Whether anything changes is decided
// when it runs.
func (c *AmendCall) Check(now time.Time) error {
	k := counter(now, "call", labelCall, &c.Call, &c.Reason)
	if c.Caller != nil {
		v := *c.Caller
		k.caller(&v)
		c.Caller = &v
	}
	if c.Said != nil {
		s := *c.Said
		k.text("said", labelSaid, &s, text.Note, maxSaid)
		c.Said = &s
	}
	if c.Caller == nil && c.Said == nil && c.Reached == nil {
		k.bad("call", text.Text{ZH: "没有要改的内容。", EN: "There is nothing to change."})
	}
	return k.result()
}

// Check needs the call and the reason.
func (c *ReopenCall) Check(now time.Time) error {
	return counter(now, "call", labelCall, &c.Call, &c.Reason).result()
}

// Check needs the note and the reason.
func (c *StrikeNote) Check(now time.Time) error {
	return counter(now, "note", labelNoteID, &c.Note, &c.Reason).result()
}

// Check needs the order and the reason.
func (c *StrikeOrder) Check(now time.Time) error {
	return counter(now, "order", labelOrder, &c.Order, &c.Reason).result()
}

// Check needs the case and the reason.
func (c *StepBack) Check(now time.Time) error {
	return counter(now, "case", labelCase, &c.Case, &c.Reason).result()
}

// Check needs the move and the reason.
func (c *ReverseMove) Check(now time.Time) error {
	return counter(now, "move", labelMoveID, &c.Move, &c.Reason).result()
}

// Check needs a leader and the reason. Who that is, and whether they may lead, the book
// decides.
func (c *ChangeCrew) Check(now time.Time) error {
	if err := crew(&c.Deputies, &c.Driver); err != nil {
		return err
	}
	if err := tidy("leader", &c.Leader, MaxName, wordLeader); err != nil {
		return err
	}
	k := &fields{now: now}
	k.line("reason", labelReason, &c.Reason, maxReason)
	k.need("reason", labelReason, c.Reason)
	return k.result()
}
