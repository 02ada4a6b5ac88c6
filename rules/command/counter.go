package command

import "dutydesk/rules"

// Counter-entries: what was saved wrongly is never erased, it is answered by another
// entry that names a reason.

// AmendCall corrects what was written down of a call: the parts given change.
type AmendCall struct {
	Call   string        `json:"call"`
	Caller *rules.Caller `json:"caller,omitempty"`
	Said   *string       `json:"said,omitempty"`
	// Reached is for calls out that were written down as got through, or not, wrongly.
	Reached *bool  `json:"reached,omitempty"`
	Version int64  `json:"version,omitempty"`
	Reason  string `json:"reason"`
}

// ReopenCall takes the end of a call back: passed on, done, nothing to do, or joined to a
// case that it does not belong to.
type ReopenCall struct {
	Call   string `json:"call"`
	Reason string `json:"reason"`
}

// StrikeNote strikes a note out: its words stay to be read, marked as struck.
type StrikeNote struct {
	Note   string `json:"note"`
	Reason string `json:"reason"`
}

// StrikeOrder takes an order back that was never given so, before it is signed.
type StrikeOrder struct {
	Order  string `json:"order"`
	Reason string `json:"reason"`
}

// StepBack takes the last step of a case back: sent out, on scene, settled, closed. With
// Step, the code of the step that is meant ("case.arrive"), it is a Conflict when another
// one has been taken since.
type StepBack struct {
	Case    string `json:"case"`
	Step    string `json:"step,omitempty"`
	Team    int    `json:"team,omitempty"` // the last step of this team; 0 of the one that Step fits
	Version int64  `json:"version,omitempty"`
	Reason  string `json:"reason"`
}

// ReverseMove takes a move of goods back by the opposite one: goods that were not given
// lie where they lay, goods that never came leave the place. Whole takes back with it
// whatever else stands of the same issue.
type ReverseMove struct {
	Move   string `json:"move"`
	Whole  bool   `json:"whole,omitempty"`
	Reason string `json:"reason"`
}

// ChangeCrew corrects who leads, helps and drives in the shift on duty.
type ChangeCrew struct {
	Leader   string   `json:"leader"`
	Deputies []string `json:"deputies,omitempty"`
	Driver   string   `json:"driver,omitempty"`
	Version  int64    `json:"version,omitempty"` // of the shift
	Reason   string   `json:"reason"`
}

func (*AmendCall) Code() string   { return "call.amend" }
func (*ReopenCall) Code() string  { return "call.reopen" }
func (*StrikeNote) Code() string  { return "note.strike" }
func (*StrikeOrder) Code() string { return "order.strike" }
func (*StepBack) Code() string    { return "case.back" }
func (*ReverseMove) Code() string { return "stock.reverse" }
func (*ChangeCrew) Code() string  { return "shift.crew" }

func (*AmendCall) Area() rules.Area   { return rules.AreaCase }
func (*ReopenCall) Area() rules.Area  { return rules.AreaCase }
func (*StrikeNote) Area() rules.Area  { return rules.AreaCase }
func (*StrikeOrder) Area() rules.Area { return rules.AreaCase }
func (*StepBack) Area() rules.Area    { return rules.AreaCase }
func (*ReverseMove) Area() rules.Area { return rules.AreaMove }
func (*ChangeCrew) Area() rules.Area  { return rules.AreaShift }
