package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// VisitResult is what came of a visit to somebody who declined help.
type VisitResult string

const (
	VisitFine     VisitResult = "found"     // 见到, 情况稳定
	VisitRefuses  VisitResult = "refuses"   // 见到, 仍然拒绝
	VisitAccepts  VisitResult = "accepts"   // 见到, 接受救助
	VisitGone     VisitResult = "gone"      // 已离开
	VisitNotFound VisitResult = "not_found" // 没有找到
)

// VisitWords names the results.
var VisitWords = []Named{
	{string(VisitRefuses), text.Text{ZH: "见到, 仍拒绝", EN: "met, still declines"}},
	{string(VisitAccepts), text.Text{ZH: "见到, 愿意受助", EN: "met, accepts help"}},
	{string(VisitFine), text.Text{ZH: "见到, 情况稳定", EN: "met, is well"}},
	{string(VisitGone), text.Text{ZH: "已离开本地", EN: "has left the area"}},
	{string(VisitNotFound), text.Text{ZH: "没有找到", EN: "not found"}},
}

// FollowUpCode is the obligation that a visit meets (P3.4.6, R.10).
const FollowUpCode = "periodic_followup"

// FollowUp is a visit to somebody who declined help (回访, P3.4.6). Any visit moves the next
// one; one on which nobody was found is told as that.
type FollowUp struct {
	ID     string      `json:"id"` // F20261124-0001
	Case   string      `json:"case"`
	Result VisitResult `json:"result"`
	Words  string      `json:"words,omitempty"`
	At     time.Time   `json:"at"`
	By     string      `json:"by"`
	Shift  string      `json:"shift,omitempty"`
	Struck string      `json:"struck,omitempty"` // why it was taken back
	Meta
}

// MayVisit refuses a case that is closed, and one of a person who never declined.
func (c *Case) MayVisit() *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if c.State == CaseFollowUp || c.Facts.Tri("declines") == Yes {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 没有记拒绝救助, 不用回访。先记「拒绝救助」, 或写记事。", EN: "%[1]s tells of no refusal: there is nobody to visit. Note the refusal first, or write a note."}.With(c.ID), "P3.4.6")
}

// Visit records a visit to the person. Somebody who accepts help declines no more, and the
// refusal by which the case was settled is taken back: what is to be done now is owed again.
// Refused: as MayVisit; a time before the case was told or before the visit before (Invalid).
func (c *Case) Visit(v *FollowUp, before []FollowUp) *Error {
	if e := c.MayVisit(); e != nil {
		return e
	}
	if v.At.Before(c.OpenedAt.Add(-Grace)) {
		return early("at", v.At, c.OpenedAt)
	}
	for i := range before {
		if b := &before[i]; b.Struck == "" && v.At.Before(b.At) {
			return Bad("at", text.Text{ZH: "%[1]s 已有一次回访。更早的请写记事。", EN: "There was a visit on %[1]s already. Write a note of an earlier one."}.With(Stamp(b.At)))
		}
	}
	c.Acts = append(slices.Clip(c.Acts), Act{Code: FollowUpCode, At: v.At, By: v.By, Note: v.Words, Ref: v.ID, Seq: v.Seq})
	if v.Result != VisitAccepts {
		return nil
	}
	for c.settled() && c.Outcome == OutcomeRefused { // said anew, it was settled more than once
		u := Undone{Step: "case.settle", Was: c.SettledAt, Outcome: c.Outcome, Note: c.OutcomeNote, At: v.At, By: v.By, Seq: v.Seq,
			Reason: WordOf(VisitWords, string(v.Result)).ZH}
		c.unsettle()
		c.Undone = append(slices.Clip(c.Undone), u)
	}
	f := c.Facts
	f.SetTri("declines", No)
	return c.SetFacts(f, v.At)
}

// MayStrike refuses a visit that was taken back already.
func (v *FollowUp) MayStrike() *Error {
	if v.Struck == "" {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s", EN: "%[1]s was taken back: %[2]s"}.With(v.ID, v.Struck), "")
}

// Strike takes a visit back that was not made so; its words stay to be read.
func (v *FollowUp) Strike(reason string) *Error {
	if e := v.MayStrike(); e != nil {
		return e
	}
	v.Struck = reason
	return nil
}
