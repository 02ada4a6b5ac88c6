package command

import (
	"time"

	"dutydesk/rules"
)

// Intake is a person in a situation as first told. Place with Said, or with any fact of
// the person, is enough.
type Intake struct {
	Kind   rules.CaseKind `json:"kind,omitempty"` // found when empty
	Place  string         `json:"place"`          // id, name or initials of a place, else kept as free text
	Said   string         `json:"said,omitempty"`
	Caller rules.Caller   `json:"caller"`
	Person Person         `json:"person"`
	At     *time.Time     `json:"at,omitempty"` // when it was told, now when nil
}

// Person is who it is about, with the facts of docs/plan-questions.md beside the
// description ({"name": …, "sudden_illness": true}).
type Person struct {
	Name     string `json:"name,omitempty"`
	Identity string `json:"identity,omitempty"`
	Sex      string `json:"sex,omitempty"` // M, F, 男, 女
	IDNumber string `json:"id,omitempty"`
	Looks    string `json:"looks,omitempty"`
	Address  string `json:"address,omitempty"`
	rules.Facts
}

// OpenCase opens a case. It stands alone or comes out of a call (LogCall).
type OpenCase struct {
	Intake
	Call string `json:"call,omitempty"`
}

// LogCall writes down a contact, in or out, and says what becomes of it.
type LogCall struct {
	Kind    rules.CallKind `json:"kind"`
	Out     bool           `json:"out,omitempty"`
	Caller  rules.Caller   `json:"caller"`
	Agency  string         `json:"agency,omitempty"`  // id or name
	Reached *bool          `json:"reached,omitempty"` // out only
	Said    string         `json:"said,omitempty"`
	At      *time.Time     `json:"at,omitempty"`
	// What becomes of it, exactly one: Open a case, join Case, pass on to PassTo, or
	// nothing to do. With none of them the call stays open.
	Open    *Intake `json:"open,omitempty"`
	Case    string  `json:"case,omitempty"`
	PassTo  string  `json:"pass_to,omitempty"`
	Nothing bool    `json:"nothing,omitempty"`
	// Planned is the planned call that this one, out, makes or tries to make.
	Planned string `json:"planned,omitempty"`
	// Term is until when what it asks for is to be done: of a word from above, a ticket.
	Term *time.Time `json:"term,omitempty"`
	// Left is when a visitor went, where that is known already.
	Left *time.Time `json:"left,omitempty"`
}

// PassCall passes an open call on; FinishCall ends one.
type PassCall struct {
	Call string `json:"call"`
	To   string `json:"to"`
}

// FinishCall ends a call: done with its result, or nothing to do.
type FinishCall struct {
	Call    string `json:"call"`
	Result  string `json:"result,omitempty"`
	Nothing bool   `json:"nothing,omitempty"`
}

// AddNote writes a line on a case, or on the shift when Case is empty.
type AddNote struct {
	Case string `json:"case,omitempty"`
	Text string `json:"text"`
}

// EditCase changes what is known. Only the parts given change; Facts are merged. Version
// 0 does not check for a newer one. Forget names facts to make unknown again.
type EditCase struct {
	Case    string        `json:"case"`
	Version int64         `json:"version,omitempty"`
	Place   *string       `json:"place,omitempty"`
	Said    *string       `json:"said,omitempty"`
	Caller  *rules.Caller `json:"caller,omitempty"`
	Person  *Person       `json:"person,omitempty"`
	Forget  []string      `json:"forget,omitempty"`
	// Distress is why the person is in distress, Mode how help is given; "" clears one.
	Distress *string `json:"distress,omitempty"`
	Mode     *string `json:"mode,omitempty"`
}

// DoAct records that an obligation was met; Waive lets it go with a reason; RevokeAct
// takes a wrong act back with a reason.
type DoAct struct {
	Case string     `json:"case"`
	Act  string     `json:"act"` // obligation code
	Note string     `json:"note,omitempty"`
	At   *time.Time `json:"at,omitempty"`
}

// Waive lets an obligation go.
type Waive struct {
	Case   string `json:"case"`
	Act    string `json:"act"`
	Reason string `json:"reason"`
}

// RevokeAct takes a wrong act or waiver back.
type RevokeAct struct {
	Case   string `json:"case"`
	Act    string `json:"act"`
	Reason string `json:"reason"`
}

// Dispatch sends a team out, a further one too. Team is who goes: officers by id or name,
// others by name, with commas between. Vehicle is one of the list by id or name, or what it
// is called. At is now when nil, as in the steps below.
type Dispatch struct {
	Case    string     `json:"case"`
	Version int64      `json:"version,omitempty"`
	Team    string     `json:"team"`
	Vehicle string     `json:"vehicle,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

// Depart marks a team as on its way. Team is its number; 0, here and below, is the one that
// the step can be of.
type Depart struct {
	Case    string     `json:"case"`
	Version int64      `json:"version,omitempty"`
	Team    int        `json:"team,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

// Arrive marks a team on the scene, or, with none on its way, that somebody was there.
type Arrive struct {
	Case    string     `json:"case"`
	Version int64      `json:"version,omitempty"`
	Team    int        `json:"team,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

// Return marks a team back, of a case that was closed meanwhile too.
type Return struct {
	Case    string     `json:"case"`
	Version int64      `json:"version,omitempty"`
	Team    int        `json:"team,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

// Settle says how the situation ended: where the person is now (a shelter, a hospital), who
// received them, how a refusal was confirmed. Said anew with the same outcome it adds to what
// was said. Over is why a full shelter takes one more, which a leader decides: in person, or
// by Order, an order on the case.
type Settle struct {
	Case      string          `json:"case"`
	Version   int64           `json:"version,omitempty"`
	Outcome   rules.Outcome   `json:"outcome"`
	Note      string          `json:"note,omitempty"`
	Place     string          `json:"place,omitempty"` // id, name or initials of a place, else kept as free text
	Over      string          `json:"over,omitempty"`
	Order     string          `json:"order,omitempty"`
	Receiver  rules.Receiver  `json:"receiver,omitzero"`
	Sign      rules.Signing   `json:"sign,omitempty"`
	Witnesses []rules.Witness `json:"witnesses,omitempty"`
}

// CloseCase ends a case on which nothing is owed any more. With Over, a reason, it ends
// although lines are open: a leader decides that, in person or by Order, an order on the case.
type CloseCase struct {
	Case    string `json:"case"`
	Version int64  `json:"version,omitempty"`
	Note    string `json:"note,omitempty"`
	Over    string `json:"over,omitempty"`
	Order   string `json:"order,omitempty"`
}

// ReopenCase begins a closed case anew, because something new happened.
type ReopenCase struct {
	Case    string `json:"case"`
	Version int64  `json:"version,omitempty"`
	Reason  string `json:"reason"`
}

// RecordFollowUp writes a visit to somebody who declined help down; StrikeFollowUp takes one
// back that was not made so.
type RecordFollowUp struct {
	Case   string            `json:"case"`
	Result rules.VisitResult `json:"result"`
	Words  string            `json:"words,omitempty"`
	At     *time.Time        `json:"at,omitempty"`
}

// StrikeFollowUp takes a visit back; what it met is owed again.
type StrikeFollowUp struct {
	FollowUp string `json:"followup"`
	Reason   string `json:"reason"`
}

func (*OpenCase) Code() string   { return "case.open" }
func (*LogCall) Code() string    { return "call.log" }
func (*PassCall) Code() string   { return "call.pass" }
func (*FinishCall) Code() string { return "call.finish" }
func (*AddNote) Code() string    { return "note.add" }
func (*EditCase) Code() string   { return "case.edit" }
func (*DoAct) Code() string      { return "case.act" }
func (*Waive) Code() string      { return "case.waive" }
func (*RevokeAct) Code() string  { return "case.revoke" }
func (*Dispatch) Code() string   { return "case.dispatch" }
func (*Depart) Code() string     { return "case.depart" }
func (*Arrive) Code() string     { return "case.arrive" }
func (*Return) Code() string     { return "case.return" }
func (*Settle) Code() string     { return "case.settle" }
func (*CloseCase) Code() string  { return "case.close" }

// Code and Area of the reopening and of visits.
func (*ReopenCase) Code() string     { return "case.reopen" }
func (*RecordFollowUp) Code() string { return "followup.add" }
func (*StrikeFollowUp) Code() string { return "followup.strike" }

func (*ReopenCase) Area() rules.Area     { return rules.AreaCase }
func (*RecordFollowUp) Area() rules.Area { return rules.AreaCase }
func (*StrikeFollowUp) Area() rules.Area { return rules.AreaCase }

func (*OpenCase) Area() rules.Area   { return rules.AreaCase }
func (*LogCall) Area() rules.Area    { return rules.AreaCase }
func (*PassCall) Area() rules.Area   { return rules.AreaCase }
func (*FinishCall) Area() rules.Area { return rules.AreaCase }
func (*AddNote) Area() rules.Area    { return rules.AreaCase }
func (*EditCase) Area() rules.Area   { return rules.AreaCase }
func (*DoAct) Area() rules.Area      { return rules.AreaCase }
func (*Waive) Area() rules.Area      { return rules.AreaCase }
func (*RevokeAct) Area() rules.Area  { return rules.AreaCase }
func (*Dispatch) Area() rules.Area   { return rules.AreaCase }
func (*Depart) Area() rules.Area     { return rules.AreaCase }
func (*Arrive) Area() rules.Area     { return rules.AreaCase }
func (*Return) Area() rules.Area     { return rules.AreaCase }
func (*Settle) Area() rules.Area     { return rules.AreaCase }
func (*CloseCase) Area() rules.Area  { return rules.AreaCase }
