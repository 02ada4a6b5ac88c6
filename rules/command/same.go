package command

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// SameCase merges a case into another one of the same person, which is the main case then
// (并案). Keep and Take name on which contradictions the main case is right, and on which the
// one that ends (rules.Differences). Version is of Case; 0 does not check for a newer one.
type SameCase struct {
	Case    string   `json:"case"`
	As      string   `json:"as"`
	Keep    []string `json:"keep,omitempty"`
	Take    []string `json:"take,omitempty"`
	Reason  string   `json:"reason"`
	Version int64    `json:"version,omitempty"`
}

// SplitCase takes a case that was merged wrongly out of its main case again.
type SplitCase struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

func (*SameCase) Code() string  { return "case.same" }
func (*SplitCase) Code() string { return "case.split" }

func (*SameCase) Area() rules.Area  { return rules.AreaCase }
func (*SplitCase) Area() rules.Area { return rules.AreaCase }

var (
	labelMain = text.Text{ZH: "主件编号", EN: "number of the main case"}
	labelKeep = text.Text{ZH: "以哪件为准", EN: "which case is right"}
)

// Check needs both cases and the reason; nothing may be both kept and taken.
func (c *SameCase) Check(now time.Time) error {
	k := counter(now, "case", labelCase, &c.Case, &c.Reason)
	k.id("as", labelMain, &c.As)
	for _, list := range []*[]string{&c.Keep, &c.Take} {
		for i := range *list {
			k.line("keep", labelKeep, &(*list)[i], maxName)
		}
	}
	for _, name := range c.Keep {
		if slices.Contains(c.Take, name) {
			k.bad("take", text.Text{ZH: "%[1]s 只能以一件为准。", EN: "%[1]s: only one of the two can be right."}.With(name))
		}
	}
	return k.result()
}

// Check needs the case that was merged, and the reason.
func (c *SplitCase) Check(now time.Time) error {
	return counter(now, "case", labelCase, &c.Case, &c.Reason).result()
}
