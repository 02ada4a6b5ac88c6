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
	Meta
}

// Sign is the leader's signature afterwards (补签), once. Refused: anybody else (Denied), a
// second time (Precondition). leader is the name of the leader.
func (o *Order) Sign(by, leader string, at time.Time) *Error {
	switch {
	case o.Leader != by:
		return &Error{Kind: Denied, Text: text.Text{ZH: "这是 %[1]s 的指示, 只能本人补签。", EN: "This is the order of %[1]s, who alone may sign it."}.With(leader)}
	case o.SignedAt != nil:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 补签。", EN: "%[1]s was signed on %[2]s."}.With(o.ID, Stamp(*o.SignedAt)), "")
	}
	o.SignedAt = &at
	return nil
}
