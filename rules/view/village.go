package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Village is all that a village contact reads of the desk: who is on duty, the weather, what is
// asked of the village, and the cases that lie in it. Other villages are nowhere in it.
type Village struct {
	Stamp
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Town     string          `json:"town"`
	Main     string          `json:"main,omitempty"`   // who is on duty, by name
	Leader   string          `json:"leader,omitempty"` //
	Warnings []rules.Warning `json:"warnings"`         // in force, without what somebody wrote
	Asks     []VillageAsk    `json:"asks"`             // most urgent first
	Cases    []VillageCase   `json:"cases"`            // not closed, newest first
	Places   []rules.Place   `json:"places"`           // the village's own, in use
	Can      Can             `json:"can"`              // case.open
}

// Kinds of what is asked of a village.
const (
	AskArrive = "arrive" // a team was sent here and nobody wrote that it came
	AskNotice = "notice" // a notice that the village has not answered
	AskPerson = "person" // somebody living alone who was not reached by telephone
	AskVisit  = "visit"  // somebody who declined help is to be visited
	AskDuty   = "duty"   // a dated duty of the villages
)

// VillageAsk is one thing asked of a village. No says why the contact writes nothing on it, nil
// where an answer is taken.
type VillageAsk struct {
	Key     string       `json:"key"`
	Kind    string       `json:"kind"`
	What    text.Text    `json:"what"`
	Words   string       `json:"words,omitempty"` // the notice, as it was written
	Due     *time.Time   `json:"due,omitempty"`
	Late    bool         `json:"late,omitempty"`
	Case    string       `json:"case,omitempty"`
	Team    int          `json:"team,omitempty"`
	Notice  string       `json:"notice,omitempty"`
	No      int          `json:"no,omitempty"` // of the notice's receiver
	Clauses []string     `json:"clauses,omitempty"`
	Refused *rules.Error `json:"refused,omitempty"`
}

// VillageCase is a case that lies in a village, with the person's name shortened.
type VillageCase struct {
	ID       string          `json:"id"`
	State    rules.CaseState `json:"state"`
	Kind     rules.CaseKind  `json:"kind"`
	Subject  text.Text       `json:"subject"`
	Place    string          `json:"place,omitempty"` // "" where only the home lies in the village
	Said     string          `json:"said,omitempty"`  // what this contact reported
	OpenedAt time.Time       `json:"opened_at"`
	Out      int             `json:"out,omitempty"` // teams that are out
}

// Alike says that an open case may be about whom a contact is about to report: at the same
// place, told within the last day.
func (v *Village) Alike(place string) *VillageCase {
	for i := range v.Cases {
		if c := &v.Cases[i]; place != "" && c.Place == place && c.Kind == rules.CaseFound && v.Now.Sub(c.OpenedAt) < alikeFor {
			return c
		}
	}
	return nil
}

// alikeFor is how long a person found at a place is likely to be the same one. Ours.
const alikeFor = 24 * time.Hour
