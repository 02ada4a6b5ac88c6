package rules

import (
	"time"

	"dutydesk/rules/text"
)

// Order is a leader's word given by telephone: in effect at once, owed a signature.
type Order struct {
	ID       string     `json:"id"` // O20261123-01
	Leader   string     `json:"leader"`
	Text     string     `json:"text"`
	Case     string     `json:"case,omitempty"`
	At       time.Time  `json:"at"`
	By       string     `json:"by"`
	SignedAt *time.Time `json:"signed_at,omitempty"`
	Struck   string     `json:"struck,omitempty"` // why it was taken back
	Meta
}

// Open says that the order still waits for its signature.
func (o *Order) Open() bool { return o.SignedAt == nil && o.Struck == "" }

// Sign is the leader's signature afterwards (补签), once. Refused: anybody else (Denied), a
// second time or an order taken back (Precondition). leader is the name of the leader.
func (o *Order) Sign(by, leader string, at time.Time) *Error {
	switch {
	case o.Leader != by:
		return &Error{Kind: Denied, Text: text.Text{ZH: "这是 %[1]s 的指示, 只能本人补签。", EN: "This is the order of %[1]s, who alone may sign it."}.With(leader)}
	case o.SignedAt != nil:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 补签。", EN: "%[1]s was signed on %[2]s."}.With(o.ID, Stamp(*o.SignedAt)), "")
	case o.Struck != "":
		return o.gone()
	}
	o.SignedAt = &at
	return nil
}

func (o *Order) gone() *Error {
	return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s", EN: "%[1]s was taken back: %[2]s"}.With(o.ID, o.Struck), "")
}

// MayStrike decides who may take the order back, and until when: whoever took it down or a
// leader, before it is signed. Refused: anybody else (Denied), a signed order, a second
// time (Precondition).
func (o *Order) MayStrike(by Hand) *Error {
	switch {
	case o.Struck != "":
		return o.gone()
	case o.SignedAt != nil:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 补签, 不能撤回。指示有变请另记一条。",
			EN: "%[1]s was signed on %[2]s and stands. If the word changed, take another order down."}.With(o.ID, Stamp(*o.SignedAt)), "")
	case o.By != by.Officer && !by.leads():
		return &Error{Kind: Denied, Text: text.Text{ZH: "由记录人或带班领导撤回。", EN: "Whoever took it down, or a leader, takes it back."}}
	}
	return nil
}

// Strike takes an order back that was never given so; its words stay to be read.
func (o *Order) Strike(by Hand, reason string) *Error {
	if e := o.MayStrike(by); e != nil {
		return e
	}
	o.Struck = reason
	return nil
}
