package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Alike is an open case that may be about the same person as the one asked about: why it may
// be, and on what the two contradict each other, Main being the case asked about.
type Alike struct {
	ID       string             `json:"id"`
	State    rules.CaseState    `json:"state"`
	Subject  text.Text          `json:"subject"`
	Place    string             `json:"place"`
	OpenedAt time.Time          `json:"opened_at"`
	Version  int64              `json:"version"`
	Score    int                `json:"score"`
	Why      []text.Text        `json:"why,omitempty"`
	Differs  []rules.Difference `json:"differs,omitempty"`
}

// Merged is a case that was merged into the one of a page: what its own report said.
type Merged struct {
	ID     string       `json:"id"`
	Caller rules.Caller `json:"caller"`
	Said   string       `json:"said,omitempty"`
	Looks  string       `json:"looks,omitempty"`
	Place  string       `json:"place,omitempty"`
	Team   string       `json:"team,omitempty"`
}
