package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// PaperRow is a line of the list of papers. Due is until when what it owes is to be got,
// nil when it owes nothing.
type PaperRow struct {
	Paper   rules.Paper `json:"paper"`
	State   text.Text   `json:"state"`
	Subject text.Text   `json:"subject"`
	Due     *time.Time  `json:"due,omitempty"`
}

// Printing is all that one paper is drawn from, uncovered: who may not see a person is
// refused it. Either Case or Handover is there.
type Printing struct {
	Stamp
	Kind     rules.PaperKind   `json:"kind"`
	Town     string            `json:"town"`
	County   string            `json:"county,omitempty"`
	Demo     bool              `json:"demo,omitempty"`
	Duty     Duty              `json:"duty"`
	By       string            `json:"by"` // who prints
	Case     *Case             `json:"case,omitempty"`
	Handover *Handover         `json:"handover,omitempty"`
	Phone    string            `json:"phone,omitempty"`    // of the duty room, on a card
	Points   []rules.Place     `json:"points,omitempty"`   // where help is near, on a card
	Agencies []rules.Agency    `json:"agencies,omitempty"` // whom to ring, on a card
	Goods    []GoodsRow        `json:"goods,omitempty"`    // on an issue slip; else all that was given
	Names    map[string]string `json:"names"`              // officer id → name
	Paper    *rules.Paper      `json:"paper,omitempty"`    // nil: a draft, of which nothing is recorded
	Readings []rules.Reading   `json:"readings,omitempty"` // of the log of the shift that is handed over
	Report   *Report           `json:"report,omitempty"`   // in their place, of rules.PaperReport
	Notice   *Notice           `json:"notice,omitempty"`   // in their place, of rules.PaperNotice
	Log      *Log              `json:"log,omitempty"`      // in their place, of rules.PaperLog
}
