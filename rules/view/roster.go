package view

import (
	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
)

// Roster is a month of the roster with what is wrong in it, what each serves, and the slips
// that are open or were written on it.
type Roster struct {
	Stamp
	Month    string            `json:"month"`           // 2026-12
	State    roster.State      `json:"state,omitempty"` // "" none yet
	Version  int64             `json:"version,omitempty"`
	SignedBy *rules.Signature  `json:"signed_by,omitempty"`
	Turns    []RosterTurn      `json:"turns"`
	Faults   []roster.Fault    `json:"faults"`
	Said     []roster.Unfilled `json:"said,omitempty"` // what generating could not do
	Counts   []roster.Count    `json:"counts"`         // most nights first
	Spread   int               `json:"spread"`         // most nights less the fewest, of the staff in the month
	Season   int               `json:"season_spread"`  // in the months that follow each other around it
	Slips    []RosterSlip      `json:"slips"`
	Scheme   roster.Scheme     `json:"scheme"`
	People   []RosterPerson    `json:"people"` // who may serve
	Names    map[string]string `json:"-"`
	Me       string            `json:"-"` // who reads
	Can      Can               `json:"can"`
}

// RosterPerson is somebody who may serve.
type RosterPerson struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Post  string `json:"post,omitempty"`
	Phone string `json:"phone,omitempty"`
	Leads bool   `json:"leads,omitempty"`
}

// RosterTurn is a turn with its names and what its day is.
type RosterTurn struct {
	roster.Turn
	Key    string      `json:"key"` // 2026-12-05 08:00
	Day    rules.Day   `json:"day"`
	Names  RosterNames `json:"names"`
	Asked  text.Text   `json:"asked,omitzero"` // what a plan asks on that day
	Clause string      `json:"clause,omitempty"`
	Bad    []text.Text `json:"-"`
}

// RosterNames are the names of a turn.
type RosterNames struct {
	Leader   string   `json:"leader,omitempty"`
	Main     string   `json:"main,omitempty"`
	Deputies []string `json:"deputies,omitempty"`
	Driver   string   `json:"driver,omitempty"`
	Standby  []string `json:"standby,omitempty"`
}

// RosterSlip is a slip in words, with what the reader may do to it.
type RosterSlip struct {
	roster.Slip
	What text.Text `json:"what"`
	Can  Can       `json:"can,omitempty"`
}
