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

// MayLose refuses that an order of the case is taken back on which its closing over open lines
// or a bed over the number of beds rests: that step is taken back first.
func (c *Case) MayLose(order string) *Error {
	switch {
	case c.Forced != nil && c.Forced.Order == order:
		return rests(order, text.Text{ZH: "%[1]s 办结凭它, 不能撤回。先退回办结, 或由领导补签; 指示有变请另记一条。",
			EN: "The case was closed on %[1]s, which stands. Take the closing back first, or have the leader sign it; if the word changed, take another order down."})
	case c.Ending.Over != "" && c.Ending.Order == order:
		return rests(order, text.Text{ZH: "%[1]s 超员安置凭它, 不能撤回。先退回处置, 或由领导补签; 指示有变请另记一条。",
			EN: "A full shelter took one more on %[1]s, which stands. Take the settling back first, or have the leader sign it; if the word changed, take another order down."})
	}
	return nil
}

// Released refuses that the order is taken back by which a shift passed unsigned.
func (o *Order) Released() *Error {
	return rests(o.ID, text.Text{ZH: "%[1]s 放行凭它, 不能撤回。由领导补签; 指示有变请另记一条。",
		EN: "A shift passed on %[1]s, which stands. Have the leader sign it; if the word changed, take another order down."})
}

func rests(order string, t text.Text) *Error { return Refuse(t.With(order), "") }

// Strike takes an order back that was never given so; its words stay to be read.
func (o *Order) Strike(by Hand, reason string) *Error {
	if e := o.MayStrike(by); e != nil {
		return e
	}
	o.Struck = reason
	return nil
}
