package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// PlanCall keeps a call that is to be made at an hour, to Agency (id or name) or Caller, about
// Case where there is one. LogCall with Planned makes it.
type PlanCall struct {
	Due    time.Time    `json:"due"`
	Agency string       `json:"agency,omitempty"`
	Caller rules.Caller `json:"caller,omitzero"`
	Said   string       `json:"said"` // what is to be asked or told
	Case   string       `json:"case,omitempty"`
}

func (*PlanCall) Code() string     { return "call.plan" }
func (*PlanCall) Area() rules.Area { return rules.AreaCase }

// maxPlanned is how far ahead a call may be planned: longer belongs to a calendar. Ours.
const maxPlanned = 30 * 24 * time.Hour

// Check needs the hour, which lies ahead, whom to ring and what about.
func (c *PlanCall) Check(now time.Time) error {
	k := &fields{now: now}
	k.caller(&c.Caller)
	k.line("agency", labelUnit, &c.Agency, maxName)
	k.text("said", labelSaid, &c.Said, text.Note, maxSaid)
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	switch {
	case c.Due.IsZero():
		k.bad("due", text.Text{ZH: "几点打?", EN: "At what hour?"})
	case !c.Due.After(now):
		k.bad("due", text.Text{ZH: "要打的时间已经过了。", EN: "That hour is past."})
	case c.Due.After(now.Add(maxPlanned)):
		k.bad("due", text.Text{ZH: "最多提前 30 天约定。", EN: "At most 30 days ahead."})
	}
	if c.Agency == "" && c.Caller == (rules.Caller{}) {
		k.bad("agency", text.Text{ZH: "请写打给谁。", EN: "Write whom to ring."})
	}
	k.need("said", labelSaid, c.Said)
	return k.result()
}
