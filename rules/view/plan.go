package view

import (
	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// PlanRow is a plan the desk knows and whether it is adopted.
type PlanRow struct {
	Plan       string            `json:"plan"`
	Title      text.Text         `json:"title"`
	Level      string            `json:"level"`
	Operations []rules.Operation `json:"operations"`
	State      string            `json:"state"`          // of rules.OperationWords, by the operation that counts today
	Day        int               `json:"day"`            // n of Of, 1-based; 0 before the first day, and where none is in force
	Of         int               `json:"of"`             // days, both ends
	Next       *PlanDue          `json:"next,omitempty"` // of an operation that is not over, what falls due next

	Copied string      `json:"copied,omitempty"` // the plan that an own one was copied from
	Faults []PlanFault `json:"faults,omitempty"` // of an own plan's record or file
	Left   bool        `json:"left,omitempty"`   // it cannot be read and asks for nothing
}

// PlanPage is a plan with what it asks in one season besides its obligations: the days that
// fall due, the lists to complete, and who is on duty around the clock. It is of the season
// that is adopted and not over, else of the one that contains or follows today.
type PlanPage struct {
	PlanRow
	Season    int            `json:"season"`                 // calendar year of the first day
	Operation string         `json:"operation,omitempty"`    // adopted for that season
	From      rules.Date     `json:"season_start,omitempty"` // "" where the text gives no day and nobody else did
	To        rules.Date     `json:"season_end,omitempty"`
	Days      int            `json:"days,omitempty"`       // both ends
	OwnFrom   rules.Date     `json:"plan_start,omitempty"` // what the plan itself gives
	OwnTo     rules.Date     `json:"plan_end,omitempty"`
	Review    bool           `json:"review,omitempty"` // the last day turns on a reading of the register
	Clause    string         `json:"clause"`           // of the window
	Deadlines []PlanDue      `json:"deadlines"`
	Lists     []PlanList     `json:"lists"`
	Roster    *PlanRoster    `json:"roster,omitempty"`
	Duties    []PlanDuty     `json:"duties"` // in the order of the plan
	Registers []PlanRegister `json:"registers"`

	Demands  []rules.Demand    `json:"demands"` // of cases
	Kits     []rules.Kit       `json:"kits"`
	Figures  []rules.Figure    `json:"figures"` // with what the township typed
	Readings []rules.Ambiguity `json:"readings"`
	Settings []SettingRow      `json:"settings"` // as they hold, or would hold
	Can      Can               `json:"can"`      // plan.adopt, plan.end
	Sections []plan.Section    `json:"sections"` // all that the plan's file says
}

// PlanRegister is a register that a plan has a township keep, with how it stands.
type PlanRegister struct {
	Register string           `json:"register"`
	Text     text.Text        `json:"text"`
	Clauses  []string         `json:"clauses"` // of the plan
	Rows     int              `json:"rows"`
	Open     int              `json:"open"` // that are not ended
	Off      []RegisterFigure `json:"off,omitempty"`
}

// Stands is how many rows it has, and what is off.
func (r *PlanRegister) Stands() text.Text {
	if len(r.Off) > 0 {
		return text.Text{ZH: "%[1]d 条, 未办完 %[2]d, 不符 %[3]d", EN: "%[1]d rows, %[2]d open, %[3]d off"}.With(r.Rows, r.Open, len(r.Off))
	}
	return text.Text{ZH: "%[1]d 条, 未办完 %[2]d", EN: "%[1]d rows, %[2]d open"}.With(r.Rows, r.Open)
}

// PlansToday is what the operations in force ask for together: an act that several ask for
// stands once, with the strictest limit and all clauses. What regulations demand is in it.
type PlansToday struct {
	Stamp
	Seasons   []Season       `json:"seasons"`
	Deadlines []PlanDue      `json:"deadlines"` // in order of their days
	Rosters   []PlanRoster   `json:"rosters"`
	Registers []RegisterDue  `json:"registers"` // near or late
	Duties    []PlanDuty     `json:"duties"`    // goals first, then what a warning in force asks for, then what is to be done once
	Demands   []rules.Demand `json:"demands"`
}

// PlanDue is a dated item of a plan.
type PlanDue struct {
	Item    string     `json:"item"`
	Text    text.Text  `json:"text"`
	Clauses []string   `json:"clauses"`
	Due     rules.Date `json:"due"`
	Left    int        `json:"days_left"` // negative when it is past
	Plan    string     `json:"plan,omitempty"`
	Near    bool       `json:"near,omitempty"`    // within three days
	Review  bool       `json:"review,omitempty"`  // today it turns on a reading of the register
	Reads   string     `json:"reading,omitempty"` // register id on which its day rests
}

// PlanRoster is a demand that somebody is on duty day and night.
type PlanRoster struct {
	Text    text.Text `json:"text"`
	Clauses []string  `json:"clauses"`
	Leader  bool      `json:"leader_required"`
	Plan    string    `json:"plan,omitempty"`
}
