package view

import (
	"time"

	"dutydesk/rules"
)

// Report is a report as it draws itself up now: of which hours, and until when it is owed. It
// tells of nobody. Sent is the one that was sent for the same hour.
type Report struct {
	Stamp
	Kind     rules.ReportKind      `json:"kind"`
	Town     string                `json:"town"`
	County   string                `json:"county,omitempty"`
	Duty     Duty                  `json:"duty"`
	Warnings []rules.Warning       `json:"warnings"`
	For      time.Time             `json:"for"`
	From     time.Time             `json:"from"`
	Till     time.Time             `json:"till"`
	Figures  rules.ReportFigures   `json:"figures"`
	Sent     *rules.Report         `json:"sent,omitempty"`
	State    rules.ObligationState `json:"state,omitempty"`  // while it is owed
	Missed   int                   `json:"missed,omitempty"` // days before For on which it was owed and not sent, since the last that was
	Can      Can                   `json:"can"`              // report.send, report.more
}
