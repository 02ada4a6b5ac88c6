package command

import (
	"fmt"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// CopyPlan makes a plan of the township out of another one, of the program or its own. It
// answers the id of the new one, X1, X2 and so on; all changes are made afterwards.
type CopyPlan struct {
	From  string `json:"from"`
	Title string `json:"title"`
}

// EditPlan changes an own plan by form. While the plan is adopted it asks first: Confirmed says
// that what the change does to open cases was seen.
type EditPlan struct {
	Plan      string           `json:"plan"`
	Edits     []rules.PlanEdit `json:"edits"`
	Version   int64            `json:"version"`
	Confirmed bool             `json:"confirmed,omitempty"`
}

// ImportPlan takes a file that was written by hand: the plan of the id in it, new or known.
// Version and Confirmed are as in EditPlan; Version 0 is for one that the desk does not have.
type ImportPlan struct {
	Text      string `json:"text"`
	Version   int64  `json:"version,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"`
}

// RevertPlan takes the last change of an own plan back; once more brings it back. Version 0 does
// not check for a newer one.
type RevertPlan struct {
	Plan      string `json:"plan"`
	Version   int64  `json:"version,omitempty"`
	Reason    string `json:"reason"`
	Confirmed bool   `json:"confirmed,omitempty"`
}

// StrikePlan takes an own plan off the list that is not adopted. Its record stays. Version 0 does
// not check for a newer one.
type StrikePlan struct {
	Plan    string `json:"plan"`
	Reason  string `json:"reason"`
	Version int64  `json:"version,omitempty"`
}

// AckNotice keeps that the officer read a notice of an own plan, as it stands now.
type AckNotice struct {
	Plan   string `json:"plan"`
	Notice string `json:"notice"` // its id or title
}

func (*CopyPlan) Code() string   { return "plan.copy" }
func (*EditPlan) Code() string   { return "plan.edit" }
func (*ImportPlan) Code() string { return "plan.import" }
func (*RevertPlan) Code() string { return "plan.revert" }
func (*StrikePlan) Code() string { return "plan.strike" }
func (*AckNotice) Code() string  { return "plan.ack" }

func (*CopyPlan) Area() rules.Area   { return rules.AreaPlan }
func (*EditPlan) Area() rules.Area   { return rules.AreaPlan }
func (*ImportPlan) Area() rules.Area { return rules.AreaPlan }
func (*RevertPlan) Area() rules.Area { return rules.AreaPlan }
func (*StrikePlan) Area() rules.Area { return rules.AreaPlan }
func (*AckNotice) Area() rules.Area  { return rules.AreaStaff }

var (
	wordPlan   = text.Text{ZH: "方案编号", EN: "id of the plan"}
	wordNotice = text.Text{ZH: "通知", EN: "notice"}
)

func planID(field string, id *string) error {
	*id = strings.ToUpper(text.Digits(*id))
	return tidy(field, id, MaxName, wordPlan)
}

// Check needs the plan that is copied and a title.
func (c *CopyPlan) Check(time.Time) error {
	if err := planID("from", &c.From); err != nil {
		return err
	}
	return tidy("title", &c.Title, MaxName, wordTitle)
}

// MaxEdits is how many changes one form makes. Ours.
const MaxEdits = 50

// Check needs the plan as it was seen and at least one change; what may be changed package
// plan decides.
func (c *EditPlan) Check(time.Time) error {
	if err := planID("plan", &c.Plan); err != nil {
		return err
	}
	if c.Version == 0 {
		return unseen()
	}
	if len(c.Edits) == 0 || len(c.Edits) > MaxEdits {
		return rules.Bad("edits", text.Text{ZH: "要写 1 到 %[1]d 处修改。", EN: "Give 1 to %[1]d changes."}.With(MaxEdits))
	}
	for i := range c.Edits {
		e, at := &c.Edits[i], fmt.Sprintf("edits[%d].", i)
		if err := closed(at+"do", &e.Do, rules.PlanEdits, true); err != nil {
			return err
		}
		long := text.Line
		if e.Do == rules.EditNotice {
			long = text.Note
		}
		for _, f := range []struct {
			name  string
			s     *string
			shape text.Shape
			max   int
		}{{"name", &e.Name, text.Line, MaxLine}, {"value", &e.Value, text.Line, MaxLine}, {"zh", &e.ZH, long, MaxNote}, {"en", &e.EN, long, MaxNote},
			{"title", &e.Title, text.Line, MaxLine}, {"reason", &e.Reason, text.Line, MaxLine}} {
			if err := tidied(at+f.name, f.s, f.shape, f.max, text.Text{}); err != nil {
				return err
			}
		}
		if e.Do == rules.EditDeadline || strings.HasPrefix(e.Name, "window.") {
			e.Value = strings.NewReplacer("月", "-", "日", "", "－", "-").Replace(text.Digits(e.Value))
		}
	}
	return nil
}

// Check needs a file of a sensible size; its faults the desk finds.
func (c *ImportPlan) Check(time.Time) error {
	switch {
	case strings.TrimSpace(c.Text) == "":
		return rules.Bad("text", text.Text{ZH: "文件是空的。", EN: "The file is empty."})
	case len(c.Text) > rules.MaxPlan:
		return rules.Bad("text", text.Text{ZH: "文件大于 %[1]d KiB。", EN: "The file is larger than %[1]d KiB."}.With(rules.MaxPlan>>10))
	}
	return nil
}

// Check needs the plan and the reason.
func (c *RevertPlan) Check(time.Time) error {
	if err := planID("plan", &c.Plan); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// Check needs the plan and the reason.
func (c *StrikePlan) Check(time.Time) error {
	if err := planID("plan", &c.Plan); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// Check needs the plan and the notice.
func (c *AckNotice) Check(time.Time) error {
	if err := planID("plan", &c.Plan); err != nil {
		return err
	}
	return tidy("notice", &c.Notice, MaxLine, wordNotice)
}
