package view

import (
	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// PlanDuty is what a plan asks beside its dates and cases, and how it stands in an operation.
// What stands always has no State; nor has anything of a plan that is not adopted.
type PlanDuty struct {
	Key      string     `json:"key,omitempty"` // id of its Task
	Plan     string     `json:"plan"`
	Code     string     `json:"code"`
	Clauses  []string   `json:"clauses"`
	Force    string     `json:"force"` // of plan.ForceWords
	When     string     `json:"when"`  // of plan.DutyTimeWords
	Text     text.Text  `json:"text"`
	Who      text.Text  `json:"who,omitzero"`
	Kept     text.Text  `json:"kept,omitzero"`     // what this desk does about it
	List     string     `json:"list,omitempty"`    // register that keeps its evidence
	Register text.Text  `json:"register,omitzero"` // its words
	Rows     int        `json:"rows,omitempty"`    // that it has
	Due      rules.Date `json:"due,omitempty"`     // that the township gave it
	State    string     `json:"state,omitempty"`
	Standing text.Text  `json:"standing,omitzero"`
	Written  text.Text  `json:"written,omitzero"`
	Watch    []Watched  `json:"watch,omitempty"`
}

// Watched is a figure that should stay at nought, with the records that it counts.
type Watched struct {
	Figure  string    `json:"figure"`
	Text    text.Text `json:"text"`
	Count   int       `json:"count"`
	Records []string  `json:"records"`
}

// DutyAhead is the state of a duty that is done once and not asked for yet; the others are
// those of a CalendarRow.
const DutyAhead = "ahead"

// Goal says that it is an outcome to be watched.
func (d *PlanDuty) Goal() bool { return d.Force == string(plan.ForceGoal) }

// Open says that something is still to be done once.
func (d *PlanDuty) Open() bool {
	once := plan.Duty{When: plan.DutyTime(d.When)}
	return once.Once() && (d.State == string(plan.DueOpen) || d.State == string(plan.DueToday) || d.State == string(plan.DueLate))
}

// Off says that a figure which should be nought is not.
func (d *PlanDuty) Off() bool {
	for _, w := range d.Watch {
		if w.Count > 0 {
			return true
		}
	}
	return false
}

// Stands is how it stands, in words: the figures of what is watched, else its state, else when
// it is there.
func (d *PlanDuty) Stands() text.Text {
	when := rules.WordOf(plan.DutyTimeWords, d.When)
	switch {
	case len(d.Watch) > 0 && d.Key != "":
		n := 0
		for _, w := range d.Watch {
			n += w.Count
		}
		words := text.Text{ZH: "发生 %[1]d 件", EN: "%[1]d so far"}
		if d.Watch[0].Figure == string(plan.CasesUnsettled) {
			words = text.Text{ZH: "没有下文 %[1]d 件", EN: "%[1]d open"}
		}
		if words = words.With(n); n > 0 {
			return text.Text{ZH: "%[1]s, 应为 0", EN: "%[1]s, should be 0"}.With(words)
		}
		return words
	case d.Due != "":
		return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(string(d.Due), d.Standing)
	case !d.Register.IsZero() && d.Key != "" && d.Standing.IsZero():
		return text.Text{ZH: "%[1]s, 台账 %[2]d 条", EN: "%[1]s, %[2]d in the register"}.With(when, d.Rows)
	case !d.Standing.IsZero():
		return text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(when, d.Standing)
	}
	return when
}

// PlanList is a list that is complete when all of it is there.
type PlanList struct {
	List    string        `json:"list"`
	Text    text.Text     `json:"text"`
	Clauses []string      `json:"clauses"`
	Items   []rules.Named `json:"items"`
}
