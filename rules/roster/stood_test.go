package roster

import (
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that a turn counts for whoever was on duty for most of it, that what is to come and
// what the book knows nothing of stands as planned, and that a shift no turn foresaw counts.
func TestStood(t *testing.T) {
	turns := (&Scheme{}).Turns("2026-12-01", "2026-12-06", rules.ShippedCalendar)
	for i := range turns {
		turns[i].Main, turns[i].Standby = "P", []string{"S"}
	}
	at := func(d rules.Date, h float64) *time.Time {
		x := d.Time().Add(time.Duration(h * float64(time.Hour)))
		return &x
	}
	shift := func(main string, from rules.Date, taken, closed *time.Time) rules.Shift {
		s := rules.Shift{Start: *at(from, 8), End: *at(from.Add(1), 8), Main: main, State: rules.ShiftActive, TakenAt: taken, ClosedAt: closed}
		if closed != nil {
			s.State = rules.ShiftClosed
		}
		return s
	}
	got := Stood(turns[1:], []rules.Shift{
		shift("A", "2026-12-01", at("2026-12-01", 8), at("2026-12-03", 10)), // nobody came on the 2nd
		shift("S", "2026-12-03", at("2026-12-03", 10), at("2026-12-04", 8)),
		shift("B", "2026-12-05", at("2026-12-05", 8), nil),
	}, "2026-12-01", "2026-12-31", *at("2026-12-05", 9))
	want := []string{"A", "A", "S", "P", "B", "P"}
	for i, x := range got {
		if x.Main != want[i] || x.Main == "S" && len(x.Standby) > 0 {
			t.Errorf("%s: %s, want %s", x.Key(), x.Main, want[i])
		}
	}
	if len(got) != len(want) || turns[1].Main != "P" {
		t.Errorf("%d turns, plan %s", len(got), turns[1].Main)
	}
}

// Ensure that what was set by hand outlives changed hours, and that what cannot is told.
func TestCarry(t *testing.T) {
	was := (&Scheme{Hours: []Hours{{"2026-12-01", []string{"08:00", "20:00"}}}}).Turns("2026-12-01", "2026-12-02", rules.ShippedCalendar)
	was[0].Main, was[0].Fixed = "A", []Post{Main}
	was[1].Main, was[1].Fixed = "B", []Post{Main}
	was[2].Leader, was[2].Fixed = "L", []Post{Leader}
	now := (&Scheme{Hours: []Hours{{"2026-12-01", []string{"09:00"}}}}).Turns("2026-12-01", "2026-12-02", rules.ShippedCalendar)
	lost := Carry(was, now)
	if now[0].Main != "A" || now[1].Leader != "L" || len(lost) != 1 || lost[0].Post != Main || lost[0].Text().ZH == "" {
		t.Errorf("%+v %+v", now, lost)
	}
}

// Ensure that deputies in another order are no difference, and that an empty post is one.
func TestDiffers(t *testing.T) {
	turn := Turn{Leader: "L", Main: "M", Deputies: []string{"A", "B"}, Driver: "D"}
	if d := turn.Differs(&rules.Shift{Leader: "L", Main: "M", Deputies: []string{"B", "A"}, Driver: "D"}); d != nil {
		t.Errorf("%+v", d)
	}
	d := turn.Differs(&rules.Shift{Leader: "L", Main: "X", Deputies: []string{"B", "A"}})
	if len(d) != 2 || d[0].Post != Main || d[0].Planned[0] != "M" || d[0].Is[0] != "X" || d[1].Post != Driver || len(d[1].Is) != 0 {
		t.Errorf("%+v", d)
	}
}
