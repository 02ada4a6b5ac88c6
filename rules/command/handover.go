package command

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// CountThings writes down what was found of things that are counted when the desk changes
// hands. Rest says that whatever is not counted yet is as it should be.
type CountThings struct {
	Handover string           `json:"handover"`
	Counts   []rules.Counting `json:"counts,omitempty"`
	Rest     bool             `json:"rest,omitempty"`
}

// RemindTaker notes a call to whoever should have taken over; Who is "" for the one it was
// presented to.
type RemindTaker struct {
	Handover string `json:"handover"`
	Who      string `json:"who,omitempty"`
	Reached  bool   `json:"reached"`
	Words    string `json:"words,omitempty"`
}

// ReleaseShift lets the shift on duty pass to Incoming without their signature, on the word
// of a leader: the actor's own, or that of Ordered, taken down by telephone. Shift is the one
// that is meant: when another is on duty by now, the answer is a Conflict. PIN is the actor's.
type ReleaseShift struct {
	Shift    string   `json:"shift,omitempty"`
	Incoming string   `json:"incoming"`
	Leader   string   `json:"leader"`
	Deputies []string `json:"deputies,omitempty"`
	Driver   string   `json:"driver,omitempty"`
	Ordered  string   `json:"ordered,omitempty"`
	Reason   string   `json:"reason"`
	PIN      string   `json:"-"`
}

func (*CountThings) Code() string  { return "handover.count" }
func (*RemindTaker) Code() string  { return "handover.remind" }
func (*ReleaseShift) Code() string { return "handover.release" }

func (*CountThings) Area() rules.Area  { return rules.AreaShift }
func (*RemindTaker) Area() rules.Area  { return rules.AreaShift }
func (*ReleaseShift) Area() rules.Area { return rules.AreaShift }

// maxFound is the largest figure that a count is taken for.
const maxFound = 1_000_000

// Check: something was counted, none of it less than nothing.
func (c *CountThings) Check(time.Time) error {
	if err := handoverID(&c.Handover); err != nil {
		return err
	}
	if len(c.Counts) == 0 && !c.Rest {
		return rules.Bad("counts", text.Text{ZH: "还没有写清点了什么。", EN: "Nothing was counted."})
	}
	if len(c.Counts) > maxKeys {
		return rules.Bad("counts", text.Text{ZH: "一次最多记 %[1]d 样。", EN: "At most %[1]d things at a time."}.With(maxKeys))
	}
	c.Counts = slices.Clone(c.Counts)
	for i := range c.Counts {
		f := &c.Counts[i]
		if err := cmp.Or(tidy("key", &f.Key, MaxLine, wordLine), tidied("word", &f.Word, text.Note, maxWord, text.Text{})); err != nil {
			return err
		}
		if f.Found != nil && (*f.Found < 0 || *f.Found > maxFound) {
			return rules.Bad("found", text.Text{ZH: "实点数要在 0 到 %[1]d 之间。", EN: "What was found is between 0 and %[1]d."}.With(maxFound))
		}
	}
	return nil
}

// Check has nothing to refuse but texts that are too long.
func (c *RemindTaker) Check(time.Time) error {
	return cmp.Or(
		handoverID(&c.Handover),
		tidy("who", &c.Who, MaxName, text.Text{}),
		tidied("words", &c.Words, text.Note, maxWord, text.Text{}),
	)
}

// Check: who goes on is named, with the reason, and it is signed.
func (c *ReleaseShift) Check(time.Time) error {
	return cmp.Or(
		tidy("incoming", &c.Incoming, MaxName, text.Text{ZH: "接替的人", EN: "officer who goes on"}),
		tidy("leader", &c.Leader, MaxName, text.Text{ZH: "下一班的带班领导", EN: "leader of the next shift"}),
		tidy("shift", &c.Shift, MaxName, text.Text{}),
		crew(&c.Deputies, &c.Driver),
		tidy("ordered", &c.Ordered, MaxName, text.Text{}),
		tidied("reason", &c.Reason, text.Note, maxWord, text.Text{ZH: "放行的原因", EN: "reason why it is let pass"}),
		signature(&c.PIN),
	)
}
