package shifts

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Planned is the turn of the published roster that holds a moment; nil where none does.
func Planned(r tx.Reader, at time.Time) (*roster.Turn, error) {
	day := rules.DateOf(at)
	for _, d := range []rules.Date{day, day.Add(-1)} { // a turn may begin in the month before
		m, ok, err := table.Rosters.Find(r, roster.MonthID(d))
		if err != nil {
			return nil, err
		}
		if !ok || m.State != roster.Published {
			continue
		}
		for i := range m.Turns {
			if t := &m.Turns[i]; !at.Before(t.Start) && at.Before(t.End) {
				return t, nil
			}
		}
	}
	return nil, nil
}

// Period is the turn that holds now, of the published roster or else the regular one.
func Period(r tx.Reader, now time.Time) (from, to time.Time, err error) {
	t, err := Planned(r, now)
	if err != nil || t == nil {
		from, to = rules.Period(now)
		return from, to, err
	}
	return t.Start, t.End, nil
}

// Next is the period of the shift that takes over from s now: rules.Shift.Next, with the
// roster's hours where that has them. Its start is the end of s as long as it follows it, so
// that a changed hour leaves neither gap nor overlap; the hours of s stay as they began.
func Next(x *tx.Tx, s *rules.Shift) (from, to time.Time, err error) {
	from, to = s.Next(x.Now)
	if from.Equal(s.Start) {
		return from, to, nil
	}
	t, err := Planned(x, later(s.End, x.Now))
	if err != nil || t == nil {
		return from, to, err
	}
	if !from.Equal(s.End) {
		from = t.Start
	}
	return from, t.End, nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// next is the turn that the roster has after the shift on duty, or now without one.
func next(r tx.Reader, s *rules.Shift, now time.Time) (*roster.Turn, error) {
	if s == nil {
		return Planned(r, now)
	}
	return Planned(r, later(s.End, now))
}

// standby are the names of those whom the published roster keeps at hand now, but for those who
// serve in the shift on duty.
func standby(r tx.Reader, s *rules.Shift, now time.Time) (names []string, err error) {
	t, err := Planned(r, now)
	if err != nil || t == nil {
		return nil, err
	}
	for _, id := range t.Standby {
		if s != nil && slices.Contains(append([]string{s.Main, s.Leader, s.Driver}, s.Deputies...), id) {
			continue
		}
		o, ok, err := table.Officers.Find(r, id)
		if err != nil {
			return nil, err
		}
		if ok {
			names = append(names, o.Name)
		}
	}
	return names, nil
}
