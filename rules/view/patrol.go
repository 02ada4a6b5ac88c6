package view

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// PatrolRow is a patrol as a page or a list shows it; in its steps names stand for officers
// and villages. What is awaited of one that is back says nothing.
type PatrolRow struct {
	Patrol   rules.Patrol          `json:"patrol"`
	Village  string                `json:"village,omitempty"` // name
	Night    bool                  `json:"night"`             // P3.4.4
	Joint    bool                  `json:"joint"`             // P1.3.5, P7.2.20
	Standing text.Text             `json:"standing"`
	Heard    time.Time             `json:"heard"`
	State    rules.ObligationState `json:"state,omitempty"`
	Due      *time.Time            `json:"due,omitempty"` // by when the next word of it is awaited
	Can      Can                   `json:"can"`           // patrol.stop, patrol.back, fix/<stop>, undo/<step>
}

// PlaceVisit is when a key place was last visited (P1.3.3), and by which patrol.
type PlaceVisit struct {
	Place  rules.Place `json:"place"`
	At     *time.Time  `json:"at,omitempty"`
	Patrol string      `json:"patrol,omitempty"`
}

// AreaVisit is when a kind of area that the plans in force name was last visited. Covered
// says that it was within the interval that holds now; Places how many of the list are of it.
type AreaVisit struct {
	Area    string     `json:"area"`
	Text    text.Text  `json:"text"`
	Clauses []string   `json:"clauses"`
	Places  int        `json:"places"`
	At      *time.Time `json:"at,omitempty"`
	Covered bool       `json:"covered"`
}

// VillageVisit is the village's own round of a day (P7.2.19) and when its last one was.
type VillageVisit struct {
	Village rules.Village `json:"village"`
	Today   bool          `json:"today"`
	At      *time.Time    `json:"at,omitempty"`
	Patrol  string        `json:"patrol,omitempty"`
}

// HazardRow is a hazard that nobody has dealt with (P1.3.2).
type HazardRow struct {
	Patrol string    `json:"patrol"`
	Stop   int       `json:"stop"`
	Place  string    `json:"place"`
	At     time.Time `json:"at"`
	Text   string    `json:"text,omitempty"`
}

// PatrolCover is what was patrolled and what was not: by the interval that the worst cold
// warning in force sets, 0 for none.
type PatrolCover struct {
	Level    rules.WarningLevel    `json:"level,omitempty"`
	Interval time.Duration         `json:"interval"`
	Last     *time.Time            `json:"last,omitempty"` // end, or last word, of the last patrol
	Night    *time.Time            `json:"night,omitempty"`
	Due      *time.Time            `json:"due,omitempty"` // when the next is to go; nil while one is out, or nothing asks for it
	State    rules.ObligationState `json:"state,omitempty"`
	Clauses  []string              `json:"clauses,omitempty"` // of the plans that ask for patrols
	Places   []PlaceVisit          `json:"places"`            // the longest not visited first
	Areas    []AreaVisit           `json:"areas"`
	Villages []VillageVisit        `json:"villages"`
	Hazards  []HazardRow           `json:"hazards"`
}

// Patrols is the page of patrols: who is out, the last ones, what they covered.
type Patrols struct {
	Stamp
	Out   []PatrolRow `json:"out"`  // the longest silent first
	Rows  []PatrolRow `json:"rows"` // not out, newest first
	Cover PatrolCover `json:"cover"`
	Duty  []string    `json:"duty,omitempty"` // who is at the desk, by name; covered for Hidden readers
	Can   Can         `json:"can"`            // patrol.out, patrol.fix
}

// Unlisted says who of a crew that left is on no list; nothing where everybody is.
func Unlisted(crew []string, officers []rules.Officer) text.Text {
	if who := rules.Unlisted(crew, officers); len(who) > 0 {
		return text.Text{ZH: "名册上没有: %[1]s", EN: "on no list: %[1]s"}.With(strings.Join(who, "、"))
	}
	return text.Text{}
}

// Unwatched says, after a patrol that was out is struck out, that nobody waits for it any more.
var Unwatched = text.Text{ZH: "已划去, 不再等这趟返回: 确认人在屋里", EN: "struck out: nobody waits for its return any more, make sure that the crew is in"}

// CasesStay says what is left of the finds of a patrol that were taken back.
func CasesStay(cases []string) text.Text {
	return text.Text{ZH: "已撤回。由此立的事项 %[1]s 还在: 不该有的, 到事项里办结或并案", EN: "Taken back. The case of it stands: %[1]s. If it should not be, settle or merge it"}.With(strings.Join(cases, "、"))
}
