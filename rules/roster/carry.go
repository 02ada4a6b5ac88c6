package roster

import (
	"slices"
	"time"
)

// Carry brings what was set by hand over to turns that are to be filled: to the turn that
// begins at the same moment, or after the hours have changed to the one that has most of the
// old one's time. What finds no place, because its turn is gone, the post is set already, or
// somebody would have two posts of a turn, is told.
func Carry(was, turns []Turn) (lost []Unfilled) {
	for _, same := range []bool{true, false} {
		for i := range was {
			o := &was[i]
			if len(o.Fixed) == 0 || same != slices.ContainsFunc(turns, func(t Turn) bool { return t.Start.Equal(o.Start) }) {
				continue
			}
			t := heir(turns, o)
			for _, p := range Posts {
				pins := slices.DeleteFunc(slices.Clone(o.Fixed), func(f Post) bool { return f != p })
				if len(pins) == 0 {
					continue
				}
				if t == nil || slices.Contains(t.Fixed, p) || slices.ContainsFunc(o.In(p), t.Holds) {
					lost = append(lost, Unfilled{At: o.Start, Post: p, Lost: max(1, len(o.In(p)))})
					continue
				}
				t.Put(p, o.In(p))
				t.Fixed = append(t.Fixed, pins...)
			}
		}
	}
	return lost
}

// heir is the turn that has an old one's start, or most of its time; nil for none.
func heir(turns []Turn, o *Turn) (best *Turn) {
	var most time.Duration
	for i := range turns {
		t := &turns[i]
		if t.Start.Equal(o.Start) {
			return t
		}
		if d := t.shared(o.Start, o.End); d > most {
			best, most = t, d
		}
	}
	return best
}
