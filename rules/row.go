package rules

import "time"

// Row is one line of a register (台账登记). Its fields are in the form of their FieldType; a
// field that is not there is not known.
type Row struct {
	ID       string            `json:"id"` // G20261124-0007
	Register string            `json:"register"`
	Fields   map[string]string `json:"fields"`
	State    string            `json:"state"`
	Steps    []RowStep         `json:"steps"` // write-once, the first is the entry
	Struck   *TakenBack        `json:"struck,omitempty"`
	Meta
}

// RowStep is one state that a row entered.
type RowStep struct {
	State string     `json:"state"`
	On    Date       `json:"on,omitempty"` // the day that it happened, of a state that has one
	At    time.Time  `json:"at"`           // when it was written down
	By    string     `json:"by"`
	Note  string     `json:"note,omitempty"`
	Back  *TakenBack `json:"back,omitempty"` // it was taken back, and why
	Seq   uint64     `json:"seq"`
}
