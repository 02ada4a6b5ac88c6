package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// OwnPlan is a plan of the township as its form shows it.
type OwnPlan struct {
	Plan      string       `json:"plan"`
	Version   int64        `json:"version"`
	Title     text.Text    `json:"title"`
	Level     string       `json:"level"`
	From      string       `json:"from"`  // the plan that it was copied from
	First     string       `json:"first"` // MM-DD, "" where it has none
	Last      string       `json:"last"`
	Text      string       `json:"text"` // of the file
	Hash      string       `json:"hash"`
	Adopted   bool         `json:"adopted"`
	Figures   []PlanFigure `json:"figures"`
	Deadlines []PlanDated  `json:"deadlines"`
	Lists     []PlanList   `json:"lists"`
	Notices   []PlanNotice `json:"notices"`
	Lines     []PlanLine   `json:"lines"` // what can be turned off
	Can       Can          `json:"can"`   // plan.edit, plan.revert, plan.strike, plan.ack
}

// PlanFigure is a setting as an own plan gives it.
type PlanFigure struct {
	Name    string    `json:"name"`
	Label   text.Text `json:"label"`
	Unit    text.Text `json:"unit"`
	Value   int       `json:"value"`
	Default int       `json:"default"`
}

// PlanDated is a dated duty of an own plan.
type PlanDated struct {
	Item    string    `json:"item"`
	Text    text.Text `json:"text"`
	Day     string    `json:"day"` // MM-DD
	OnDay   bool      `json:"on_day,omitempty"`
	Clauses []string  `json:"clauses"`
}

// PlanNotice is a notice of an own plan and who read it as it stands.
type PlanNotice struct {
	Notice  string    `json:"notice"`
	Title   text.Text `json:"title"`
	Words   text.Text `json:"words"` // zero: not written yet
	Clauses []string  `json:"clauses"`
	Read    []PlanAck `json:"read"`
	Mine    bool      `json:"mine"` // the reader has acknowledged it
}

// PlanAck is who acknowledged a notice, and when.
type PlanAck struct {
	Officer string    `json:"officer"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
}

// PlanLine is a line of an own plan that can be turned off with a reason.
type PlanLine struct {
	At     string    `json:"at"`
	Text   text.Text `json:"text"`
	Off    bool      `json:"off,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// PlanFault is what is wrong with the file of an own plan, or with its record: the plan is left
// out where Left says so, else the record stands as it was.
type PlanFault struct {
	Plan   string    `json:"plan"`
	File   string    `json:"file"`
	Line   int       `json:"line,omitempty"`
	Column int       `json:"column,omitempty"`
	Text   text.Text `json:"text"`
	Left   bool      `json:"left,omitempty"`
}

// PlanChange is what a change of an own plan would do: its file, what the check finds, and the
// open cases whose obligations would appear or vanish.
type PlanChange struct {
	Plan    string       `json:"plan"`
	Text    string       `json:"text"`
	Faults  []PlanFault  `json:"faults"`
	Adopted bool         `json:"adopted"`
	Cases   []CaseChange `json:"cases"`
}

// CaseChange is what a change of a plan does to one open case.
type CaseChange struct {
	Case   string        `json:"case"`
	Appear []rules.Named `json:"appear,omitempty"`
	Vanish []rules.Named `json:"vanish,omitempty"`
	Moved  []rules.Named `json:"moved,omitempty"` // due at another time
}
