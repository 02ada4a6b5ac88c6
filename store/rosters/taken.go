package rosters

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Taken is a turn that somebody took over at once, and what still waits for a leader's word.
type Taken struct {
	Slip string
	At   time.Time // the turn
	Text text.Text // who for whom, and how far the slip is
}

// TakenOver are the turns that begin from one moment on and before another and that were taken
// over at once, while a leader has still to approve it; by turn. Who stands in the table of such
// a turn is not who stood there.
func TakenOver(r tx.Reader, from, to time.Time) (out []Taken, err error) {
	open, err := table.By(r, table.Slips, "open")
	if err != nil {
		return nil, err
	}
	for i := range open {
		s := &open[i]
		if !s.InForce() {
			continue
		}
		was, err := called(r, s.Officer)
		if err != nil {
			return nil, err
		}
		now, err := called(r, s.To)
		if err != nil {
			return nil, err
		}
		for _, t := range []struct {
			at       *time.Time
			now, was string
		}{{s.Turn, now, was}, {s.Back, was, now}} {
			if t.at != nil && !t.at.Before(from) && t.at.Before(to) {
				out = append(out, Taken{s.ID, *t.at, text.Text{ZH: "%[1]s 顶 %[2]s, %[3]s", EN: "%[1]s for %[2]s, %[3]s"}.With(t.now, t.was, rules.WordOf(roster.SlipWords, string(s.State)))})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Taken) int { return a.At.Compare(b.At) })
	return out, nil
}

// called is the name of an officer, the id itself when there is none.
func called(r tx.Reader, id string) (string, error) {
	o, ok, err := table.Officers.Find(r, id)
	if err != nil || !ok {
		return id, err
	}
	return o.Name, nil
}
