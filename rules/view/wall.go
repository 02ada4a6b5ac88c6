package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Wall is what hangs on the wall of a duty room, for everybody who passes: nothing of persons,
// no place, no words that somebody wrote. It is the same for every reader.
type Wall struct {
	Stamp
	Town     string          `json:"town"`
	Main     string          `json:"main,omitempty"` // who is on duty, by name; "" nobody
	Leader   string          `json:"leader,omitempty"`
	Until    *time.Time      `json:"until,omitempty"` // the next handover
	Late     bool            `json:"late,omitempty"`  // it is past
	Warnings []rules.Warning `json:"warnings"`
	Cases    int             `json:"cases"` // not closed
	Calls    int             `json:"calls"`
	Todo     int             `json:"todo"`
	Overdue  int             `json:"overdue"`
	Rows     []WallRow       `json:"rows"`   // most urgent first
	Short    []ShortRow      `json:"short"`  // goods below their minimum, or about to expire
	Untold   int             `json:"untold"` // receivers of open notices whom nobody has reached
	Notices  int             `json:"notices"`
}

// WallRow is one matter that is due: its number, of which kind it is, and what it aims at.
type WallRow struct {
	No    string                `json:"no,omitempty"`
	Kind  text.Text             `json:"kind"`
	What  text.Text             `json:"what,omitzero"` // the goal, not what is to be done
	State rules.ObligationState `json:"state"`
	Due   *time.Time            `json:"due,omitempty"`
}
