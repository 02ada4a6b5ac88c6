package rules

import (
	"time"

	"dutydesk/rules/text"
)

// CallKind: how a word reached the desk (docs/domain.md §9.1).
type CallKind string

const (
	CallPhone  CallKind = "phone"      // 来电 / 去电
	CallVisit  CallKind = "visit"      // 来访
	CallWechat CallKind = "wechat"     // 微信
	Call12345  CallKind = "12345"      // 12345
	CallCheck  CallKind = "inspection" // 查岗
	CallNotice CallKind = "notice"     // 上级通知
	CallOrder  CallKind = "order"      // 领导指示
	CallPatrol CallKind = "patrol"     // 巡查发现
)

// CallState: 待办 / 已转办 / 已办 / 无需办理.
type CallState string

const (
	CallOpen     CallState = "open"
	CallPassed   CallState = "passed"
	CallDone     CallState = "done"
	CallNoAction CallState = "no_action"
)

// Caller is who spoke.
type Caller struct {
	Name  string `json:"name,omitempty"`
	Unit  string `json:"unit,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Call is one contact, in or out: who, number, minute, reached or not, words.
type Call struct {
	ID       string     `json:"id"` // T20261123-0001
	Kind     CallKind   `json:"kind"`
	Out      bool       `json:"out,omitempty"`
	Caller   Caller     `json:"caller"`           // the other side, in or out
	Agency   string     `json:"agency,omitempty"` // agency id when the other side is one
	Reached  *bool      `json:"reached,omitempty"`
	Said     string     `json:"said,omitempty"`
	At       time.Time  `json:"at"`
	Case     string     `json:"case,omitempty"`
	Place    *PlaceRef  `json:"place,omitempty"`
	State    CallState  `json:"state"`
	PassedTo string     `json:"passed_to,omitempty"`
	PassedAt *time.Time `json:"passed_at,omitempty"`
	Result   string     `json:"result,omitempty"`
	By       string     `json:"by"`
	Shift    string     `json:"shift,omitempty"`
	Meta
}

// CallKindWords names the kinds (docs/domain.md §9.1).
var CallKindWords = []Named{
	{string(CallPhone), text.Text{ZH: "电话", EN: "telephone"}},
	{string(CallVisit), text.Text{ZH: "来访", EN: "visit"}},
	{string(CallWechat), text.Text{ZH: "微信", EN: "WeChat"}},
	{string(Call12345), text.Text{ZH: "12345", EN: "12345"}},
	{string(CallCheck), text.Text{ZH: "查岗", EN: "duty check"}},
	{string(CallNotice), text.Text{ZH: "上级通知", EN: "notice from above"}},
	{string(CallOrder), text.Text{ZH: "领导指示", EN: "leader's word"}},
	{string(CallPatrol), text.Text{ZH: "巡查发现", EN: "found on patrol"}},
}

// Open says whether the call still asks for something, with the desk or passed on.
func (c *Call) Open() bool { return c.State == CallOpen || c.State == CallPassed }

// Working refuses a call that asks for nothing any more: one that belongs to a case, where
// the work goes on, or one that is finished.
func (c *Call) Working() *Error {
	switch {
	case c.Case != "":
		return Refuse(text.Text{ZH: "%[1]s 已归入 %[2]s, 请到那件里办。", EN: "%[1]s belongs to %[2]s: go on there."}.With(c.ID, c.Case), "")
	case !c.Open():
		return Refuse(text.Text{ZH: "%[1]s 已办完。有新情况请另记一条。", EN: "%[1]s is finished. Log a new call for anything further."}.With(c.ID), "")
	}
	return nil
}

// Pass gives the call to somebody else, again too. Finish ends it with its result, or
// because there was nothing to do. Join ends it in a case, where the work goes on.
func (c *Call) Pass(to string, at time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	c.State, c.PassedTo, c.PassedAt = CallPassed, to, &at
	return nil
}

// Finish ends the call.
func (c *Call) Finish(result string, nothing bool) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	c.State, c.Result = CallDone, result
	if nothing {
		c.State = CallNoAction
	}
	return nil
}

// Join makes the call part of a case.
func (c *Call) Join(k *Case) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	c.State, c.Case, c.Place = CallDone, k.ID, &k.Place
	return nil
}
