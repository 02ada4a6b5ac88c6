package rules

import (
	"slices"
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

// Correction is a counter-entry on a call: why, and what stood there before it. The parts
// that it did not touch are empty. Seq is its journal entry.
type Correction struct {
	Seq      uint64     `json:"seq,omitempty"`
	At       time.Time  `json:"at"`
	By       string     `json:"by"`
	Reason   string     `json:"reason"`
	Caller   *Caller    `json:"caller,omitempty"`
	Said     *string    `json:"said,omitempty"`
	Reached  *bool      `json:"reached,omitempty"`
	Unknown  bool       `json:"reached_unknown,omitempty"` // it did not say whether it got through
	State    CallState  `json:"state,omitempty"`
	PassedTo string     `json:"passed_to,omitempty"`
	Result   string     `json:"result,omitempty"`
	Case     string     `json:"case,omitempty"`
	Term     *time.Time `json:"term,omitempty"`
	Struck   string     `json:"struck,omitempty"`
	Left     *time.Time `json:"left,omitempty"`
	Unfound  bool       `json:"unfound,omitempty"` // the stop of a patrol that it came from was struck out
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
	Due      *time.Time `json:"due,omitempty"`    // when a planned call is to be made
	Made     string     `json:"made,omitempty"`   // the call out that made it
	Plan     string     `json:"plan,omitempty"`   // the planned call that this one made or tried
	Term     *time.Time `json:"term,omitempty"`   // until when what it asks for is to be done
	Left     *time.Time `json:"left,omitempty"`   // when a visitor went
	Struck   string     `json:"struck,omitempty"` // why it was struck out; its words stay to be read

	Corrections []Correction `json:"corrections,omitempty"` // oldest first
	Meta
}

// CallStateWords names the states (docs/domain.md §9.1).
var CallStateWords = []Named{
	{string(CallOpen), text.Text{ZH: "待办", EN: "open"}},
	{string(CallPassed), text.Text{ZH: "已转办", EN: "passed on"}},
	{string(CallDone), text.Text{ZH: "已办", EN: "done"}},
	{string(CallNoAction), text.Text{ZH: "无需办理", EN: "no action"}},
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
	case c.Case != "" && !c.Planned():
		return Refuse(text.Text{ZH: "%[1]s 已归入 %[2]s, 请到那件里办。", EN: "%[1]s belongs to %[2]s: go on there."}.With(c.ID, c.Case), "")
	case !c.Open():
		return Refuse(text.Text{ZH: "%[1]s 已办完。有新情况请另记一条, 办错了先恢复。",
			EN: "%[1]s is finished. Log a new call for anything further, or reopen it."}.With(c.ID), "")
	}
	return nil
}

// Pass gives the call to somebody else, again too. Finish ends it with its result, or
// because there was nothing to do. Join ends it in a case, where the work goes on.
func (c *Call) Pass(to string, at time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if c.Planned() {
		return Refuse(text.Text{ZH: "约定要打的电话由本班打, 不转办。", EN: "A call that is to be made is made by the shift, not passed on."}, "")
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
	if c.Planned() {
		return Refuse(text.Text{ZH: "约定要打的电话不能立案; 打了再记。", EN: "No case comes out of a call that is still to be made."}, "")
	}
	c.State, c.Case, c.Place = CallDone, k.ID, &k.Place
	return nil
}

// Amend corrects what was written down: the parts given change, as keeps what they were.
// Refused (Invalid): nothing to change, a call left without a word and a caller, a call in
// that was reached or not. A call out of which nothing came yet is done when it got through.
func (c *Call) Amend(caller *Caller, said *string, reached *bool, as Correction) *Error {
	if reached != nil && (!c.Out || c.Planned()) {
		return Bad("reached", text.Text{ZH: "通或未接只用于去电。", EN: "Reached or not is for calls out."})
	}
	next := *c
	if caller != nil && *caller != c.Caller {
		next.Caller, as.Caller = *caller, &c.Caller
	}
	if said != nil && *said != c.Said {
		next.Said, as.Said = *said, &c.Said
	}
	if reached != nil && TriOf(reached) == TriOf(c.Reached) {
		reached = nil
	}
	if reached != nil {
		next.Reached, as.Reached, as.Unknown = copied(reached), c.Reached, c.Reached == nil
	}
	switch {
	case as.Caller == nil && as.Said == nil && reached == nil:
		return Bad("call", text.Text{ZH: "没有要改的内容。", EN: "There is nothing to change."})
	case next.Said == "" && next.Caller == Caller{}:
		return Bad("said", text.Text{ZH: "谁打来的, 说了什么, 至少留一样。", EN: "Leave at least who called or what was said."})
	}
	if reached != nil && c.Case == "" && c.Result == "" && (c.State == CallOpen || c.State == CallDone) {
		next.State = CallOpen
		if *reached {
			next.State = CallDone
		}
	}
	// What was is kept apart from the record that changes.
	as.Caller, as.Said, as.Reached = copied(as.Caller), copied(as.Said), copied(as.Reached)
	next.Corrections = append(slices.Clip(c.Corrections), as)
	*c = next
	return nil
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// MayReopen refuses a call that is open, and one out of which a case was opened: that case
// goes on, or ends with a reason.
func (c *Call) MayReopen() *Error {
	switch {
	case c.Planned() && c.State == CallOpen:
		return Refuse(text.Text{ZH: "%[1]s 还没有打, 不用恢复。", EN: "%[1]s was not made: there is nothing to take back."}.With(c.ID), "")
	case c.Planned():
		return nil
	case c.Case != "" && c.Place != nil:
		return Refuse(text.Text{ZH: "由 %[1]s 立了 %[2]s。立错了请在那件里写明原因办结。",
			EN: "%[2]s was opened out of %[1]s. If that was wrong, close it there with the reason."}.With(c.ID, c.Case), "")
	case c.Case == "" && c.State == CallOpen:
		return Refuse(text.Text{ZH: "%[1]s 还没有办, 不用恢复。", EN: "%[1]s is open: there is nothing to take back."}.With(c.ID), "")
	}
	return nil
}

// Reopen takes the end of the call back, or takes the call off a case that it was joined to
// wrongly; as keeps what became of it.
func (c *Call) Reopen(as Correction) *Error {
	if e := c.MayReopen(); e != nil {
		return e
	}
	if c.Planned() {
		c.reopenPlanned(as)
		return nil
	}
	if c.Struck != "" {
		c.unstrike(as)
		return nil
	}
	as.State, as.PassedTo, as.Result, as.Case = c.State, c.PassedTo, c.Result, c.Case
	c.State, c.PassedTo, c.PassedAt, c.Result, c.Case = CallOpen, "", nil, "", ""
	c.Corrections = append(slices.Clip(c.Corrections), as)
	return nil
}
