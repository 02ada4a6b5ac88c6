package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// MayTerm refuses a term on what asks for nothing any more, and on a planned call, which has
// its hour.
func (c *Call) MayTerm() *Error {
	switch {
	case c.Planned():
		return &Error{Kind: Precondition, Field: "term", Text: text.Text{ZH: "约定要打的电话有自己的时间。", EN: "A call that is to be made has its own hour."}}
	case c.Case != "":
		return c.Working()
	case !c.Open():
		return &Error{Kind: Precondition, Field: "term", Text: text.Text{ZH: "已办完的不写期限。", EN: "What is finished has no term."}}
	}
	return nil
}

// SetTerm corrects until when what the call asks for is to be done; as keeps what stood there.
// Refused: as MayTerm; a term before the call, or the one that stands (Invalid).
func (c *Call) SetTerm(term time.Time, as Correction) *Error {
	if e := c.MayTerm(); e != nil {
		return e
	}
	switch {
	case !term.After(c.At):
		return Bad("term", text.Text{ZH: "期限早于来电 (%[1]s)。", EN: "The term is before the call (%[1]s)."}.With(Stamp(c.At)))
	case c.Term != nil && c.Term.Equal(term):
		return Bad("term", text.Text{ZH: "期限没有变。", EN: "The term stays as it was."})
	}
	as.Term = copied(c.Term)
	c.Term = &term
	c.Corrections = append(slices.Clip(c.Corrections), as)
	return nil
}

// MayStrike refuses to strike a call out that a case rests on, that was passed on or made a
// planned one, or that is struck out already. Reopen brings it back.
func (c *Call) MayStrike() *Error {
	switch {
	case c.Struck != "":
		return Refuse(text.Text{ZH: "%[1]s 已划去: %[2]s", EN: "%[1]s is struck out already: %[2]s"}.With(c.ID, c.Struck), "")
	case c.Planned():
		return Refuse(text.Text{ZH: "约定要打的电话不划去, 不用打了就办结。", EN: "A call that is to be made is not struck out: finish it."}, "")
	case c.Case != "":
		return Refuse(text.Text{ZH: "%[1]s 已归入 %[2]s, 不能划去。并错了先恢复。", EN: "%[1]s belongs to %[2]s and is not struck out. Take it off that case first."}.With(c.ID, c.Case), "")
	case c.Plan != "":
		return Refuse(text.Text{ZH: "它是 %[1]s 约定的电话, 请用更正。", EN: "It made the planned call %[1]s: correct it instead."}.With(c.Plan), "")
	}
	return nil
}

// Strike strikes the call out: it asks for nothing any more, and its words stay to be read.
func (c *Call) Strike(reason string, as Correction) *Error {
	if e := c.MayStrike(); e != nil {
		return e
	}
	as.State = c.State
	c.State, c.Struck = CallNoAction, reason // Reopen finds the state before it in as
	c.Corrections = append(slices.Clip(c.Corrections), as)
	return nil
}

// unstrike brings a call back as it stood before it was struck out.
func (c *Call) unstrike(as Correction) {
	as.Struck, c.Struck = c.Struck, ""
	c.State = CallOpen
	for _, was := range slices.Backward(c.Corrections) {
		if was.State != "" {
			c.State = was.State
			break
		}
	}
	c.Corrections = append(slices.Clip(c.Corrections), as)
}
