package rules

import (
	"time"

	"dutydesk/rules/text"
)

// ShiftState: planned, active, closed.
type ShiftState string

const (
	ShiftPlanned ShiftState = "planned"
	ShiftActive  ShiftState = "active"
	ShiftClosed  ShiftState = "closed"
)

// ShiftStart is the hour at which a 24-hour shift begins, and its length
// (docs/domain.md §2.1: one shift from 08:00 is the product's default).
const (
	ShiftStart  = 8 * time.Hour
	ShiftLength = 24 * time.Hour
)

// Shift is a group on duty over [Start, End). It stays responsible until a handover is
// accepted, however late: End is when it is due to end.
type Shift struct {
	ID       string     `json:"id"` // S20261123-0800
	Start    time.Time  `json:"start"`
	End      time.Time  `json:"end"`
	Leader   string     `json:"leader"`
	Main     string     `json:"main"`
	Deputies []string   `json:"deputies,omitempty"`
	Driver   string     `json:"driver,omitempty"`
	Standby  []string   `json:"standby,omitempty"`
	State    ShiftState `json:"state"`
	TakenAt  *time.Time `json:"taken_at,omitempty"`
	ClosedAt *time.Time `json:"closed_at,omitempty"`
	Handover string     `json:"handover,omitempty"` // the handover that closed it
	Meta
}

// Period is the regular shift [from, to) that contains now.
func Period(now time.Time) (from, to time.Time) {
	d := DateOf(now).Time().Add(ShiftStart)
	if now.Before(d) {
		d = d.AddDate(0, 0, -1)
	}
	return d, d.Add(ShiftLength)
}

// HandoverState: docs/domain.md §9.1.
type HandoverState string

const (
	HandoverDraft     HandoverState = "draft"     // 拟稿
	HandoverPresented HandoverState = "presented" // 待接
	HandoverAccepted  HandoverState = "accepted"  // 已接
	HandoverReturned  HandoverState = "returned"  // 退回
	HandoverLapsed    HandoverState = "lapsed"    // 逾期未接
)

// Section orders a handover as I-PASS does: what is severe, the summary, what is to do,
// what may come.
type Section string

const (
	SectionSevere  Section = "severe"
	SectionSummary Section = "summary"
	SectionAction  Section = "action"
	SectionWhatIf  Section = "what_if"
)

// Line is one item of a handover, drawn from live work. Key names its source
// ("case/C20261123-0007", "order/…", "call/…", "warning/…", "stock/…"); Mark is a digest of
// what is said of it, so that a change since presenting is seen. Quiet lines carry no
// open duty of their own: they need no word and are accepted at once.
type Line struct {
	Key      string      `json:"key"`
	Section  Section     `json:"section"`
	Title    text.Text   `json:"title"`
	Detail   []text.Text `json:"detail"` // one fact a line
	Due      *time.Time  `json:"due,omitempty"`
	Overdue  bool        `json:"overdue,omitempty"`
	Quiet    bool        `json:"quiet"`
	Mark     string      `json:"mark"`
	Word     string      `json:"word,omitempty"`     // the leaver's word on it
	Accepted *time.Time  `json:"accepted,omitempty"` // by the taker
	Query    string      `json:"query,omitempty"`    // the taker's question or remark
}

// Signature is who signed and when, each with the PIN of the person who signs.
type Signature struct {
	Officer string    `json:"officer"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
}

// Head is the journal's tree head: Size entries, Root hash, signed by the desk's key.
type Head struct {
	Size int64  `json:"size"`
	Root string `json:"root"`
	Sig  string `json:"sig"`
	Key  string `json:"key"`
}

// Counts of a shift in the ministry's units.
type Counts struct {
	Calls   int   `json:"calls"`
	Opened  int   `json:"opened"`
	Settled int   `json:"settled"`
	Closed  int   `json:"closed"`
	Open    int   `json:"open"`
	Issued  int64 `json:"issued"` // units of goods given out
}

// Handover is the passing of a shift, frozen once accepted. Head is the tree head before
// the acceptance itself.
type Handover struct {
	ID          string            `json:"id"` // H20261124-01
	Shift       string            `json:"shift"`
	State       HandoverState     `json:"state"`
	Outgoing    string            `json:"outgoing"`
	Incoming    string            `json:"incoming,omitempty"`
	Leader      string            `json:"leader,omitempty"` // of the next shift
	DraftedAt   time.Time         `json:"drafted_at"`
	PresentedAt *time.Time        `json:"presented_at,omitempty"`
	Lines       []Line            `json:"lines"`
	Counts      Counts            `json:"counts"`
	Given       *Signature        `json:"given,omitempty"`
	Taken       *Signature        `json:"taken,omitempty"`
	ReadBack    string            `json:"read_back,omitempty"`
	Reason      string            `json:"reason,omitempty"` // why returned
	Head        *Head             `json:"head,omitempty"`
	Names       map[string]string `json:"names,omitempty"` // of the officers named here, as they were called then
	Meta
}
