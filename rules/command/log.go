package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// StrikeCall strikes a contact out that was written down wrongly: a call, a visit, a check, a
// word from above. ReopenCall brings it back.
type StrikeCall struct {
	Call   string `json:"call"`
	Reason string `json:"reason"`
}

func (*StrikeCall) Code() string     { return "call.strike" }
func (*StrikeCall) Area() rules.Area { return rules.AreaCase }

// Check needs the call and the reason.
func (c *StrikeCall) Check(now time.Time) error {
	return counter(now, "call", labelCall, &c.Call, &c.Reason).result()
}

// SetTerm changes until when what an open contact asks for is to be done, with a reason.
type SetTerm struct {
	Call   string    `json:"call"`
	Term   time.Time `json:"term"`
	Reason string    `json:"reason"`
}

func (*SetTerm) Code() string     { return "call.term" }
func (*SetTerm) Area() rules.Area { return rules.AreaCase }

// Check needs the call, the term and the reason.
func (c *SetTerm) Check(now time.Time) error {
	k := counter(now, "call", labelCall, &c.Call, &c.Reason)
	if c.Term.IsZero() {
		k.bad("term", text.Text{ZH: "请写期限。", EN: "Write the term."})
	}
	return k.result()
}

// maxTerm is how far ahead a term may lie. Ours.
const maxTerm = 366 * 24 * time.Hour

// term needs what is to be done until then, and something that is still open: a call in, out of
// which no case came.
func (k *fields) term(c *LogCall) {
	if c.Term == nil {
		return
	}
	begun := k.now
	if c.At != nil {
		begun = *c.At
	}
	switch {
	case c.Out:
		k.bad("term", text.Text{ZH: "去电没有期限。", EN: "A call out has no term."})
	case c.Open != nil || c.Case != "" || c.Nothing:
		k.bad("term", text.Text{ZH: "有期限的要留着办: 不立案, 不并入, 不是无需办理。", EN: "What has a term stays open: no case, and not nothing to do."})
	case c.Said == "":
		k.bad("said", text.Text{ZH: "期限前要办什么?", EN: "What is to be done by then?"})
	case !c.Term.After(begun) || c.Term.After(begun.Add(maxTerm)):
		k.bad("term", text.Text{ZH: "期限要晚于来电, 一年以内。", EN: "The term lies after the call, within a year."})
	}
}

// LeaveVisit notes when a visitor went; At nil is now.
type LeaveVisit struct {
	Call string     `json:"call"`
	At   *time.Time `json:"at,omitempty"`
}

// StayVisit takes that back.
type StayVisit struct {
	Call   string `json:"call"`
	Reason string `json:"reason"`
}

func (*LeaveVisit) Code() string { return "call.leave" }
func (*StayVisit) Code() string  { return "call.stay" }

func (*LeaveVisit) Area() rules.Area { return rules.AreaCase }
func (*StayVisit) Area() rules.Area  { return rules.AreaCase }

// Check needs the visit.
func (c *LeaveVisit) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("call", labelCall, &c.Call)
	k.at("at", c.At)
	return k.result()
}

// Check needs the visit and the reason.
func (c *StayVisit) Check(now time.Time) error {
	return counter(now, "call", labelCall, &c.Call, &c.Reason).result()
}

// left needs a visit, and a time that is not ahead, nor before the minute of the visit. Of one
// that is over and whose beginning nobody wrote, the leaving stands for it.
func (k *fields) left(c *LogCall) {
	if c.Left == nil {
		return
	}
	if c.At == nil {
		at := *c.Left
		c.At = &at
	}
	switch {
	case c.Kind != rules.CallVisit || c.Out:
		k.bad("left", text.Text{ZH: "离开时间只用于来访。", EN: "The time of leaving is for visits."})
	case rules.MinuteBefore(*c.Left, *c.At):
		k.bad("left", text.Text{ZH: "离开早于来访。", EN: "It is before the visit."})
	}
	k.at("left", c.Left)
}
