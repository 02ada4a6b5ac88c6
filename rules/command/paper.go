package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// PrintPaper records that a paper was printed from Case or Handover, whichever its kind is
// drawn from. One of the same kind that nobody has signed is void with it.
type PrintPaper struct {
	Kind     rules.PaperKind `json:"kind"`
	Case     string          `json:"case,omitempty"`
	Handover string          `json:"handover,omitempty"`
}

// MarkPaper notes that a paper was signed, sealed or scanned back; At is now when nil.
type MarkPaper struct {
	Paper string          `json:"paper"`
	Step  rules.PaperStep `json:"step"`
	At    *time.Time      `json:"at,omitempty"`
}

// VoidPaper makes a paper void, with a reason: it answers a wrong print and a wrong mark.
// Unwritten says that the file failed: what gave way to the paper stands again.
type VoidPaper struct {
	Paper     string `json:"paper"`
	Reason    string `json:"reason"`
	Unwritten bool   `json:"unwritten,omitempty"`
}

func (*PrintPaper) Code() string { return "paper.print" }
func (*MarkPaper) Code() string  { return "paper.mark" }
func (*VoidPaper) Code() string  { return "paper.void" }

func (*PrintPaper) Area() rules.Area { return rules.AreaCase }
func (*MarkPaper) Area() rules.Area  { return rules.AreaCase }
func (*VoidPaper) Area() rules.Area  { return rules.AreaCase }

var (
	labelPaper    = text.Text{ZH: "单据编号", EN: "paper number"}
	labelHandover = text.Text{ZH: "交接编号", EN: "handover number"}
)

// Check needs a kind of the list, and the case or the handover that it is drawn from.
func (c *PrintPaper) Check(now time.Time) error {
	k := &fields{now: now}
	pick(k, "kind", &c.Kind, rules.PaperWords, "")
	if c.Kind.OfCase() {
		k.id("case", labelCase, &c.Case)
		k.line("handover", labelHandover, &c.Handover, maxName)
	} else {
		k.id("handover", labelHandover, &c.Handover)
		k.line("case", labelCase, &c.Case, maxName)
	}
	if c.Case != "" && c.Handover != "" {
		k.bad("kind", text.Text{ZH: "一张单据只属于一件事项或一次交接。", EN: "A paper is of one case or of one handover."})
	}
	return k.result()
}

// Check needs the paper and a step; printed is noted by printing alone.
func (c *MarkPaper) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("paper", labelPaper, &c.Paper)
	pick(k, "step", &c.Step, rules.PaperStepWords[1:], "")
	k.at("at", c.At)
	return k.result()
}

// Check needs the paper and the reason.
func (c *VoidPaper) Check(now time.Time) error {
	return counter(now, "paper", labelPaper, &c.Paper, &c.Reason).result()
}
