package dutylog

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
	"dutydesk/store/shifts"
)

// Read marks the log of a shift as read by the actor, up to an entry. Of the shift on duty
// its end is the entry before this one.
func Read(x *tx.Tx, c *command.ReadLog) (command.Result, error) {
	s, err := Find(x, c.Shift)
	if err != nil {
		return command.Result{}, err
	}
	log, err := Span(x, x.Seq-1, s)
	if err != nil {
		return command.Result{}, err
	}
	marks, err := readings(x, s.ID)
	if err != nil {
		return command.Result{}, err
	}
	m, e := s.Read(x.Actor.Hand(x.Now), log, c.Upto, c.Words, marks)
	if e != nil {
		return command.Result{}, e
	}
	ids, err := roll.NewSeries(x, table.Readings, roll.Dated(x, "Y"), 2)
	if err != nil {
		return command.Result{}, err
	}
	m.ID = ids.Next()
	return command.Result{ID: m.ID}, table.Readings.Put(x, m)
}

// Unread takes the mark back.
func Unread(x *tx.Tx, c *command.UnreadLog) (command.Result, error) {
	m, err := cases.Lookup(x, x.Now, table.Readings, "Y", 2, "reading", c.Reading)
	if err != nil {
		return command.Result{}, err
	}
	if e := m.Strike(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: m.ID}, table.Readings.Put(x, m)
}

// readings are the marks on the log of a shift, oldest first.
func readings(r tx.Reader, shift string) ([]rules.Reading, error) {
	all, err := table.Readings.By(r, "shift/"+shift)
	return append([]rules.Reading{}, all...), err
}

// Readings are the marks on the log of a shift, for its papers.
func Readings(r tx.Reader, shift string) ([]rules.Reading, error) { return readings(r, shift) }

// List is the newest shifts with their marks, newest first (limit 0: all).
func List(v tx.View, e tx.Env, limit int) ([]view.LogShift, error) {
	out := []view.LogShift{}
	err := table.Shifts.Scan(v, "", "", true, func(s *rules.Shift) (bool, error) {
		names, err := shifts.Names(v, s)
		if err != nil {
			return false, err
		}
		marks, err := readings(v, s.ID)
		if err != nil {
			return false, err
		}
		if e.Hidden() {
			for i := range marks {
				marks[i].Words = ""
			}
		}
		out = append(out, view.LogShift{Shift: *s, Main: names[s.Main], Leader: names[s.Leader], Readings: marks, Read: isRead(s, marks)})
		return len(out) != limit, nil
	})
	return out, err
}

// isRead says that somebody's mark reaches the end of a shift that is over; the entry that
// ended it is the taker's.
func isRead(s *rules.Shift, marks []rules.Reading) bool {
	return s.State == rules.ShiftClosed && rules.ReadUpto(marks)+1 >= s.Seq
}

// asked is over how many shifts a leader is told of logs that nobody has read. Ours.
const asked = 30

// Waiting is how many of the newest shifts that are over nobody has read; 0 for a reader who
// may mark none.
func Waiting(v tx.View, e tx.Env) (n int, err error) {
	if cases.May(e, rules.AreaRead) != nil {
		return 0, nil
	}
	seen := 0
	err = table.Shifts.Scan(v, "", "", true, func(s *rules.Shift) (bool, error) {
		marks, err := readings(v, s.ID)
		if seen++; err == nil && s.State == rules.ShiftClosed && !isRead(s, marks) {
			n++
		}
		return seen < asked, err
	})
	return n, err
}
