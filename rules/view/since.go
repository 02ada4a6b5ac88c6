package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// SinceKinds are the groups of what has changed, the most dangerous first.
var SinceKinds = []rules.Named{
	{Code: "severe", Text: text.Text{ZH: "紧要", EN: "Severe"}},
	{Code: "refused", Text: text.Text{ZH: "拒绝", EN: "Refused"}},
	{Code: "case", Text: text.Text{ZH: "救助", EN: "Cases"}},
	{Code: "referral", Text: text.Text{ZH: "移送", EN: "Referred"}},
	{Code: "order", Text: text.Text{ZH: "指示", EN: "Orders"}},
	{Code: "warning", Text: text.Text{ZH: "预警", EN: "Weather"}},
	{Code: "call", Text: text.Text{ZH: "来电", EN: "Calls"}},
	{Code: "stock", Text: text.Text{ZH: "物资", EN: "Goods"}},
	{Code: "handover", Text: text.Text{ZH: "交接", EN: "Handed"}},
	{Code: "roster", Text: text.Text{ZH: "排班", EN: "Roster"}},
	{Code: "plan", Text: text.Text{ZH: "方案", EN: "Plans"}},
	{Code: "notice", Text: text.Text{ZH: "通知", EN: "Notices"}},
	{Code: "patrol", Text: text.Text{ZH: "巡查", EN: "Patrols"}},
	{Code: "report", Text: text.Text{ZH: "上报", EN: "Reports"}},
	{Code: "row", Text: text.Text{ZH: "台账", EN: "Registers"}},
	{Code: "list", Text: text.Text{ZH: "名册", EN: "Lists"}},
	{Code: "note", Text: text.Text{ZH: "记事", EN: "Notes"}},
}

// SinceRow is one matter that changed, as it stands now.
type SinceRow struct {
	Key     string                `json:"key"` // case/C…, call/T…, order/O…, handover/H…, stock/I…, list/…, note/N…, warning/W…, duty/Z…, plan/P1, notice/J…
	At      time.Time             `json:"at,omitzero"`
	State   rules.ObligationState `json:"state,omitempty"`
	Due     *time.Time            `json:"due,omitempty"`
	What    text.Text             `json:"what"`
	Subject text.Text             `json:"subject,omitzero"`
	Grave   bool                  `json:"grave,omitempty"`
	New     bool                  `json:"new,omitempty"`  // it became so since then
	Case    string                `json:"case,omitempty"` // of an order
}

// SinceGroup is the changed matters of a kind, the worst first; More are left out.
type SinceGroup struct {
	Kind string     `json:"kind"` // of SinceKinds
	Rows []SinceRow `json:"rows"`
	More int        `json:"more,omitempty"`
}

// SinceCount is how often something was done that has no line of its own.
type SinceCount struct {
	Code string    `json:"code"` // of the journal
	Text text.Text `json:"text"`
	N    int       `json:"n"`
}

// Since is what has changed since a moment: the end of the reader's last shift, Shift, or
// where they had none the last 24 hours.
type Since struct {
	Stamp
	After   uint64       `json:"after"` // the journal entry after which it tells
	From    time.Time    `json:"from"`
	Shift   string       `json:"shift,omitempty"`
	Entries int          `json:"entries"`           // since then
	Skipped int          `json:"skipped,omitempty"` // of them too old to be looked at one by one
	First   bool         `json:"first,omitempty"`   // the reader is about to take over
	Groups  []SinceGroup `json:"groups"`
	Moved   bool         `json:"moved,omitempty"` // the roster moved the reader, or asks something of them
	Quiet   []SinceCount `json:"quiet,omitempty"`
}
