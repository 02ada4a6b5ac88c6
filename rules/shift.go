package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// ShiftState: active, closed.
type ShiftState string

const (
	ShiftActive ShiftState = "active"
	ShiftClosed ShiftState = "closed"
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
	State    ShiftState `json:"state"`
	TakenAt  *time.Time `json:"taken_at,omitempty"`
	ClosedAt *time.Time `json:"closed_at,omitempty"`
	Handover string     `json:"handover,omitempty"` // the handover that closed it
	Released string     `json:"released,omitempty"` // the handover that lapsed as it began
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

// Since is when the shift really began.
func (s *Shift) Since() time.Time {
	if s.TakenAt != nil {
		return *s.TakenAt
	}
	return s.Start
}

// MayCrew refuses to correct the crew of a shift that has been handed over; nil is no shift
// at all.
func (s *Shift) MayCrew() *Error {
	switch {
	case s == nil:
		return Refuse(text.Text{ZH: "还没有人值班, 请先接班。", EN: "Nobody is on duty: take the shift first."}, "")
	case s.State != ShiftActive:
		return Refuse(text.Text{ZH: "这个班已经交了, 班组不能再改。", EN: "This shift has been handed over: its crew stands."}, "")
	}
	return nil
}

// Crew corrects who leads, helps and drives beside the main officer. Refused
// (Precondition): a shift that is over, a crew that stays as it was. Who may serve is the
// caller's to check.
func (s *Shift) Crew(leader string, deputies []string, driver string) *Error {
	if e := s.MayCrew(); e != nil {
		return e
	}
	if s.Leader == leader && s.Driver == driver && slices.Equal(s.Deputies, deputies) {
		return Refuse(text.Text{ZH: "班组没有变。", EN: "The crew stays as it was."}, "")
	}
	s.Leader, s.Deputies, s.Driver = leader, deputies, driver
	return nil
}
