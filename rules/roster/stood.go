package roster

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
)

// Stood are turns with those who really stood in them, as allowances are paid and as fairness
// is reckoned. A turn that is over was served by the crew of the shift that was on duty for
// most of it, whoever the table names: swaps, stand-ins and a shift that nobody relieved count
// for whoever was there. The turn that runs is its own shift's once that began; what is to come
// stands as it is planned, and so does a turn for which the book has no shift. A shift of these
// days, both inside, that no turn foresaw is a turn of its own. Turns are by their start.
func Stood(turns []Turn, shifts []rules.Shift, first, last rules.Date, now time.Time) []Turn {
	shifts = slices.SortedStableFunc(slices.Values(shifts), func(a, b rules.Shift) int { return a.Start.Compare(b.Start) })
	out := make([]Turn, 0, len(turns))
	begun := 0 // the shifts before it ended before the turn
	for i := range turns {
		t := turns[i].clone()
		var on *rules.Shift
		var most time.Duration
		for begun < len(shifts) && shifts[begun].State != rules.ShiftActive && !ended(&shifts[begun], now).After(t.Start) {
			begun++
		}
		for j := begun; j < len(shifts) && (shifts[j].Start.Before(t.End) || shifts[j].Since().Before(t.End)); j++ {
			s := &shifts[j]
			if now.Before(t.End) {
				if s.State == rules.ShiftActive && t.holds(s.Start) {
					on = s
				}
			} else if d := t.shared(s.Since(), ended(s, now)); d > most {
				on, most = s, d
			}
		}
		if on != nil {
			t.crewed(on)
		}
		out = append(out, t)
	}
	next := 0 // the turns before it are over when the shift begins
	for j := range shifts {
		s := &shifts[j]
		for next < len(turns) && !turns[next].End.After(s.Start) {
			next++
		}
		d := rules.DateOf(s.Start)
		if d < first || d > last || next < len(turns) && turns[next].shared(s.Start, s.End) > 0 {
			continue
		}
		t := Turn{Start: s.Start, End: s.End}
		t.crewed(s)
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b Turn) int { return cmp.Compare(a.Start.Unix(), b.Start.Unix()) })
	return out
}

// ended is when a shift was no longer on duty.
func ended(s *rules.Shift, now time.Time) time.Time {
	if s.ClosedAt != nil {
		return *s.ClosedAt
	}
	return now
}

func (t *Turn) holds(at time.Time) bool { return !at.Before(t.Start) && at.Before(t.End) }

// shared is how long a time and the turn go together.
func (t *Turn) shared(from, to time.Time) time.Duration {
	if from.Before(t.Start) {
		from = t.Start
	}
	if to.After(t.End) {
		to = t.End
	}
	return to.Sub(from)
}

// Difference is a post in which others serve than the table has.
type Difference struct {
	Post        Post
	Planned, Is []string
}

// Differs tells in which posts the crew of a shift is another than the turn has it, by post;
// deputies in any order are the same.
func (t *Turn) Differs(s *rules.Shift) (out []Difference) {
	is := Turn{Leader: s.Leader, Main: s.Main, Deputies: s.Deputies, Driver: s.Driver}
	for _, p := range []Post{Leader, Main, Deputy, Driver} {
		if d := (Difference{p, slices.Sorted(slices.Values(t.In(p))), slices.Sorted(slices.Values(is.In(p)))}); !slices.Equal(d.Planned, d.Is) {
			out = append(out, d)
		}
	}
	return out
}

// crewed puts the crew of a shift into the turn; those on standby stay as they are planned, but
// for one who came to serve.
func (t *Turn) crewed(s *rules.Shift) {
	t.Leader, t.Main, t.Deputies, t.Driver = s.Leader, s.Main, slices.Clone(s.Deputies), s.Driver
	t.Standby = slices.DeleteFunc(t.Standby, func(id string) bool { return slices.Contains(t.Crew(), id) })
}
