package rules

import (
	"maps"
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
	Woke   *Woke       `json:"woke,omitempty"`   // what it changed on the case of somebody who accepts
	Meta
}

// Woke is what stood before somebody accepted help, so that a visit taken back leaves the case
// as it was. Left is how many settlings stood after it.
type Woke struct {
	Seq         uint64     `json:"seq"`
	State       CaseState  `json:"state"`
	Outcome     Outcome    `json:"outcome,omitempty"`
	OutcomeNote string     `json:"outcome_note,omitempty"`
	Ending      Ending     `json:"ending,omitzero"`
	SettledAt   *time.Time `json:"settled_at,omitempty"`
	Settlings   []Settling `json:"settlings,omitempty"`
	Left        int        `json:"left"`
	Declines    Tri        `json:"declines"`
	DeclinesAt  *time.Time `json:"declines_at,omitempty"`
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
	if v.At.Before(c.Told().Add(-Grace)) {
		return early("at", v.At, c.Told())
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
	was := Woke{Seq: v.Seq, State: c.State, Outcome: c.Outcome, OutcomeNote: c.OutcomeNote, Ending: c.Ending, SettledAt: c.SettledAt,
		Settlings: c.Settlings, Declines: c.Facts.Tri("declines")}
	if at, ok := c.FactsAt["declines"]; ok {
		was.DeclinesAt = &at
	}
	for c.settled() && c.Outcome == OutcomeRefused { // said anew, it was settled more than once
		u := Undone{Step: "case.settle", Was: c.SettledAt, Outcome: c.Outcome, Note: c.OutcomeNote, At: v.At, By: v.By, Seq: v.Seq,
			Reason: WordOf(VisitWords, string(v.Result)).ZH}
		c.unsettle()
		c.Undone = append(slices.Clip(c.Undone), u)
	}
	was.Left = len(c.Settlings)
	v.Woke = &was
	f := c.Facts
	f.SetTri("declines", No)
	return c.SetFacts(f, v.At)
}

// MayUnvisit refuses to take back a visit on which the person accepted help once the case was
// settled, or what is known of the refusal said anew, since.
func (c *Case) MayUnvisit(v *FollowUp) *Error {
	if v.Result != VisitAccepts || c.Facts.Tri("declines") == Yes || c.asWoken(v) {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 之后已另行处置或改过「拒绝救助」。先按拒绝重新处置, 再撤回。",
		EN: "Since %[1]s the case was settled, or the refusal said anew. Settle it as declined first, then take the visit back."}.With(v.ID), "P3.4.6")
}

// asWoken says that the case still stands as the visit left it.
func (c *Case) asWoken(v *FollowUp) bool {
	w := v.Woke
	if w == nil || v.Case != c.ID || c.Working() != nil || len(c.Settlings) != w.Left {
		return false
	}
	if n := len(c.Lives); n > 0 && c.Lives[n-1].At.After(v.At) {
		return false
	}
	return c.Facts.Tri("declines") == No && (w.Declines == No || c.FactsAt["declines"].Equal(v.At))
}

// Unvisit takes a visit off the case: where the person had accepted help, the refusal and the
// settling by it stand again, unless they were said anew since. Refused: as MayUnvisit.
func (c *Case) Unvisit(v *FollowUp) *Error {
	if e := c.MayUnvisit(v); e != nil || v.Result != VisitAccepts || !c.asWoken(v) {
		return e
	}
	w := v.Woke
	if w.State == CaseFollowUp {
		c.State, c.Outcome, c.OutcomeNote, c.Ending, c.SettledAt, c.Settlings = w.State, w.Outcome, w.OutcomeNote, w.Ending, w.SettledAt, w.Settlings
		c.Undone = slices.DeleteFunc(slices.Clone(c.Undone), func(u Undone) bool { return u.Seq == w.Seq && u.Step == "case.settle" })
	}
	c.Facts.SetTri("declines", w.Declines)
	times := maps.Clone(c.FactsAt)
	if delete(times, "declines"); w.DeclinesAt != nil {
		times["declines"] = *w.DeclinesAt
	}
	c.FactsAt = times
	return nil
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
