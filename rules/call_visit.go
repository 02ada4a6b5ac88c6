package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// Within says that a visitor came in and was not seen to leave.
func (c *Call) Within() bool { return c.MayLeave() == nil }

// MayLeave refuses what is no visit, one that was struck out, and a visitor who went.
func (c *Call) MayLeave() *Error {
	switch {
	case c.Kind != CallVisit || c.Out:
		return Refuse(text.Text{ZH: "%[1]s 不是来访。", EN: "%[1]s is no visit."}.With(c.ID), "")
	case c.Struck != "":
		return Refuse(text.Text{ZH: "%[1]s 已划去: %[2]s", EN: "%[1]s is struck out: %[2]s"}.With(c.ID, c.Struck), "")
	case c.Left != nil:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 离开。记错了先撤回。", EN: "%[1]s left at %[2]s. Take that back first."}.With(c.ID, Stamp(*c.Left)), "")
	}
	return nil
}

// Leave notes when a visitor went. What is asked for stays to be done. Refused: as MayLeave; a
// time before the visit (Invalid, at).
func (c *Call) Leave(at time.Time) *Error {
	if e := c.MayLeave(); e != nil {
		return e
	}
	if MinuteBefore(at, c.At) {
		return Bad("at", text.Text{ZH: "%[1]s 早于来访 (%[2]s)。", EN: "%[1]s is before the visit (%[2]s)."}.With(Stamp(at), Stamp(c.At)))
	}
	c.Left = &at
	return nil
}

// MayStay refuses to take a leaving back that nobody noted.
func (c *Call) MayStay() *Error {
	if c.Left == nil {
		return Refuse(text.Text{ZH: "%[1]s 没有记离开。", EN: "Nobody noted that %[1]s left."}.With(c.ID), "")
	}
	return nil
}

// Stay takes the leaving back; as keeps when it was. Refused: as MayStay.
func (c *Call) Stay(as Correction) *Error {
	if e := c.MayStay(); e != nil {
		return e
	}
	as.Left, c.Left = c.Left, nil
	c.Corrections = append(slices.Clip(c.Corrections), as)
	return nil
}
