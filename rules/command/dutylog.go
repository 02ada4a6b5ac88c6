package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// ReadLog is a leader's mark that the log of a shift was read up to an entry (阅签); Upto 0
// is its end as it is. PIN is that of the leader, who is the actor; it is never journaled.
type ReadLog struct {
	Shift string `json:"shift"`
	Upto  uint64 `json:"upto,omitempty"`
	Words string `json:"words,omitempty"`
	PIN   string `json:"-"`
}

// UnreadLog takes such a mark back.
type UnreadLog struct {
	Reading string `json:"reading"`
	Reason  string `json:"reason"`
}

func (*ReadLog) Code() string   { return "log.read" }
func (*UnreadLog) Code() string { return "log.unread" }

func (*ReadLog) Area() rules.Area   { return rules.AreaRead }
func (*UnreadLog) Area() rules.Area { return rules.AreaRead }

var (
	labelShift   = text.Text{ZH: "班次", EN: "shift"}
	labelRemark  = text.Text{ZH: "阅签意见", EN: "remark"}
	labelReading = text.Text{ZH: "阅签编号", EN: "number of the mark"}
)

// Check needs the shift; words may be left out.
func (c *ReadLog) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("shift", labelShift, &c.Shift)
	k.line("words", labelRemark, &c.Words, maxReason)
	return k.result()
}

// Check needs the mark and the reason.
func (c *UnreadLog) Check(now time.Time) error {
	return counter(now, "reading", labelReading, &c.Reading, &c.Reason).result()
}
