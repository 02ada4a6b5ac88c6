package rules

import (
	"slices"

	"dutydesk/rules/text"
)

// A planned call is a call out that is to be made at an hour (Due): "at 06:30 ask the
// hospital". It is open until a call out that reached somebody has made it (Made), or until
// it is finished because there is nothing to ask any more. It is no contact of the shift yet:
// it counts as none, and on a case it fulfils nothing.

// Planned says that the call is to be made, rather than was made.
func (c *Call) Planned() bool { return c.Due != nil }

// Make ends a planned call by the call out that made it. Refused (Precondition): a call that
// was not planned, or one that is finished.
func (c *Call) Make(by string) *Error {
	switch {
	case !c.Planned():
		return &Error{Kind: Precondition, Field: "planned", Text: text.Text{ZH: "%[1]s 不是约定要打的电话。", EN: "%[1]s is no call that was to be made."}.With(c.ID)}
	case !c.Open():
		return &Error{Kind: Precondition, Field: "planned", Text: text.Text{ZH: "%[1]s 已办完, 不用再打。", EN: "%[1]s is finished: it need not be made."}.With(c.ID)}
	}
	c.State, c.Made = CallDone, by
	return nil
}

// Unmake opens a planned call again: the call that made it reached nobody after all.
func (c *Call) Unmake() {
	c.State, c.Made = CallOpen, ""
}

// reopenPlanned takes the end of a planned call back; its case stays.
func (c *Call) reopenPlanned(as Correction) {
	as.State, as.Result = c.State, c.Result
	c.State, c.Result, c.Made = CallOpen, "", ""
	c.Corrections = append(slices.Clip(c.Corrections), as)
}
