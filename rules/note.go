package rules

import "dutydesk/rules/text"

// MayStrike refuses a note that is struck out already.
func (n *Note) MayStrike() *Error {
	if n.Struck == "" {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 已划去: %[2]s", EN: "%[1]s is struck out already: %[2]s"}.With(n.ID, n.Struck), "")
}

// Strike strikes the note out with a reason; its words stay to be read.
func (n *Note) Strike(reason string) *Error {
	if e := n.MayStrike(); e != nil {
		return e
	}
	n.Struck = reason
	return nil
}
