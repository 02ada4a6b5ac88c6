package command

import (
	"time"

	"dutydesk/rules"
)

// AddRecord writes down what a plan asks to be written of a case: a lead, an identity
// screening, a tracing, an abnormal finding, a return home. What its fields mean,
// rules.Record says.
type AddRecord struct {
	Case     string           `json:"case"`
	Kind     rules.RecordKind `json:"kind"`
	Source   string           `json:"source,omitempty"`
	Checks   []string         `json:"checks,omitempty"`
	Identity string           `json:"identity,omitempty"`
	Place    string           `json:"place,omitempty"`
	Who      string           `json:"who,omitempty"`
	ToldAt   *time.Time       `json:"told_at,omitempty"`
	Words    string           `json:"words,omitempty"`
	Ref      string           `json:"ref,omitempty"`
	At       *time.Time       `json:"at,omitempty"` // now when nil
	// Result is what came of it where that is known already.
	Result string `json:"result,omitempty"`
}

// FinishRecord writes what came of an entry.
type FinishRecord struct {
	Record string     `json:"record"`
	Result string     `json:"result"`
	At     *time.Time `json:"at,omitempty"` // now when nil
}

// BackRecord takes the last of an entry back: its result where there is one, else the entry.
// With Entry it is a Conflict when a result has come since; Version 0 does not check for a
// newer one.
type BackRecord struct {
	Record  string `json:"record"`
	Entry   bool   `json:"entry,omitempty"`
	Version int64  `json:"version,omitempty"`
	Reason  string `json:"reason"`
}

func (*AddRecord) Code() string    { return "record.add" }
func (*FinishRecord) Code() string { return "record.finish" }
func (*BackRecord) Code() string   { return "record.back" }

func (*AddRecord) Area() rules.Area    { return rules.AreaCase }
func (*FinishRecord) Area() rules.Area { return rules.AreaCase }
func (*BackRecord) Area() rules.Area   { return rules.AreaCase }
