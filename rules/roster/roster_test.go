package roster

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dutydesk/rules"
	"dutydesk/rules/plan"
)

const first, last = rules.Date("2026-11-01"), rules.Date("2027-03-15")

func people(prefix string, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%s%02d", prefix, i))
	}
	return out
}

// Ensure that over a season with a tenth of the time on leave nobody has more than one night
// more than another, nobody two turns in a row or a turn on leave, and those who must not meet
// do not: and that the same comes out each time.
func TestFair(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(8, 16).Draw(rt, "staff")
		p := Plan{Scheme: &Scheme{Deputies: rapid.IntRange(0, 1).Draw(rt, "deputies")}, Leaders: people("L", 5), Staff: people("S", n), Days: rules.ShippedCalendar}
		if rapid.Bool().Draw(rt, "apart") {
			p.Scheme.Apart = [][]string{{"S00", "S01"}, {"S02", "S03"}}
		}
		if p.Scheme.Deputies > 0 && rapid.Bool().Draw(rt, "together") {
			p.Scheme.Together = [][]string{{"S04", "S05"}}
		}
		for _, id := range p.Staff { // 14 days of 135, in two pieces
			for _, days := range []int{4, 10} {
				from := first.Add(rapid.IntRange(0, 134-days).Draw(rt, "leave"))
				p.Leave = append(p.Leave, Leave{id, from, from.Add(days - 1)})
			}
		}
		turns, said := p.Generate(p.Scheme.Turns(first, last, p.Days))
		if len(said) > 0 {
			// So many may be on leave at once that nobody is left; then it says so.
			for _, u := range said {
				if u.Leave == 0 {
					rt.Fatalf("unfilled without leave: %+v", u)
				}
			}
			return
		}
		counts := Counts(turns, p.Days)
		lo, hi := 1000, 0
		for _, id := range p.Staff {
			lo, hi = min(lo, counts[id].Nights), max(hi, counts[id].Nights)
		}
		if hi-lo > 1 {
			rt.Fatalf("nights %d to %d", lo, hi)
		}
		names := map[string]string{}
		for id := range counts {
			names[id] = id
		}
		if f := (Judge{Scheme: p.Scheme, Leave: p.Leave, Names: names, Known: names}).Faults(turns, first, last); len(f) > 0 {
			rt.Fatalf("%+v", f[0])
		}
		again, _ := p.Generate(p.Scheme.Turns(first, last, p.Days))
		if !reflect.DeepEqual(turns, again) {
			rt.Fatal("not the same again")
		}
	})
}

// Ensure that weekends and statutory days are shared too.
func TestDaysShared(t *testing.T) {
	p := Plan{Scheme: &Scheme{}, Leaders: people("L", 2), Staff: people("S", 10), Days: rules.ShippedCalendar}
	turns, _ := p.Generate(p.Scheme.Turns(first, last, p.Days))
	c := Counts(turns, p.Days)
	for _, k := range []rules.DayKind{rules.DayWeekend, rules.DayHoliday} {
		lo, hi := 1000, 0
		for _, id := range p.Staff {
			x := c[id]
			lo, hi = min(lo, x.kind(k)), max(hi, x.kind(k))
		}
		if hi-lo > 1 {
			t.Errorf("%s: %d to %d", k, lo, hi)
		}
	}
}

// Ensure that turns follow each other without gap or overlap whatever hours hold, over a
// change in mid season, over month and leap ends, with an office by day.
func TestTurnsMeet(t *testing.T) {
	for _, s := range []*Scheme{
		{}, {Office: []string{"x"}},
		{Hours: []Hours{{"2026-12-01", []string{"09:00"}}, {"2027-01-10", []string{"07:30", "15:30", "23:30"}}, {"2027-02-01", []string{"08:00", "20:00"}}}},
		{Office: []string{"x"}, Hours: []Hours{{"2027-01-10", []string{"19:00"}}}},
	} {
		for _, span := range [][2]rules.Date{{first, last}, {"2028-02-27", "2028-03-02"}} {
			turns := s.Turns(span[0], span[1], rules.ShippedCalendar)
			for i := range turns[1:] {
				if !turns[i].End.Equal(turns[i+1].Start) || !turns[i].Start.Before(turns[i].End) {
					t.Errorf("%v: %s ends %s, the next begins %s", s.Hours, turns[i].Key(), turns[i].End, turns[i+1].Start)
				}
			}
			if got := turns[len(turns)-1]; got.Date() != span[1] || rules.DateOf(got.End) != span[1].Add(1) {
				t.Errorf("%v: the last is %s to %s", s.Hours, got.Key(), got.End)
			}
		}
	}
}

// Ensure that what was set by hand stays, that a pair comes together, that groups keep their
// days, and that a post nobody can have says which limit it was.
func TestLimits(t *testing.T) {
	p := Plan{Scheme: &Scheme{Deputies: 1, Together: [][]string{{"S00", "S01"}}, NoNights: []string{"S02"}}, Leaders: people("L", 2), Staff: people("S", 8), Days: rules.ShippedCalendar}
	turns := p.Scheme.Turns("2026-12-01", "2026-12-31", p.Days)
	turns[4].Main, turns[4].Fixed = "S05", []Post{Main}
	out, said := p.Generate(turns)
	if len(said) > 0 || out[4].Main != "S05" {
		t.Errorf("%+v %+v", said, out[4])
	}
	for i := range out {
		if out[i].Holds("S00") != out[i].Holds("S01") || out[i].Holds("S02") {
			t.Errorf("%+v", out[i])
		}
	}
	p = Plan{Scheme: &Scheme{Groups: [][]string{{"S00", "S01"}, {"S02", "S03"}, {"S04", "S05"}}, Deputies: 1}, Staff: people("S", 6), Leaders: []string{"L00"}, Days: p.Days}
	out, _ = p.Generate(p.Scheme.Turns("2026-12-01", "2026-12-31", p.Days))
	for i := range out[3:] {
		if out[i].Group != out[i+3].Group || out[i].Main == out[i+3].Main {
			t.Errorf("%d: %s %s, %s %s", i, out[i].Group, out[i].Main, out[i+3].Group, out[i+3].Main)
		}
	}
	p = Plan{Scheme: &Scheme{}, Staff: []string{"S00", "S01"}, Leave: []Leave{{"S00", "2026-12-05", "2026-12-05"}}, Leaders: []string{"L00"}, Days: p.Days}
	_, said = p.Generate(p.Scheme.Turns("2026-12-01", "2026-12-10", p.Days))
	if len(said) != 1 || said[0].Leave+said[0].Row != 2 || said[0].Text().ZH == "" {
		t.Errorf("%+v", said)
	}
}

// Ensure that holes are found with the clause, by the function that answers a question.
func TestFaults(t *testing.T) {
	day := rules.Date("2026-12-05")
	turns := (&Scheme{}).Turns("2026-12-04", "2026-12-08", rules.ShippedCalendar)
	for i := range turns {
		turns[i].Leader, turns[i].Main = "L", fmt.Sprintf("S%d", i%2)
	}
	turns[1].Main, turns[2].Leader, turns[3].Main = "", "", turns[4].Main
	names := map[string]string{"L": "L", "S0": "S0", "S1": "S1"}
	j := Judge{Scheme: &Scheme{}, Names: names, Known: names, Demands: []*plan.Roster{{Clauses: []string{"P7.2.35"}, Leader: true}, {Clauses: []string{"P1.3.8"}}}}
	var got []string
	for _, f := range j.Faults(turns, day, "2026-12-08") {
		got = append(got, fmt.Sprintf("%s %s %v", f.Date, f.Kind, f.Clauses))
	}
	want := []string{"2026-12-05 gap [P7.2.35 P1.3.8]", "2026-12-06 no_leader [P7.2.35]", "2026-12-07 in_a_row []", "2026-12-08 in_a_row []"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// Ensure that somebody who comes later is not worked off against the nights of the others, and
// that a month made alone looks at the months that stand after it.
func TestJoins(t *testing.T) {
	p := Plan{Scheme: &Scheme{}, Leaders: people("L", 2), Staff: people("S", 6), Days: rules.ShippedCalendar, Prior: map[string]Count{}}
	for _, id := range p.Staff[:5] {
		p.Prior[id] = Count{Officer: id, Nights: 25, Turns: 25, Weekdays: 18, Weekends: 7}
	}
	turns, _ := p.Generate(p.Scheme.Turns("2027-03-01", "2027-03-30", p.Days))
	if n := Counts(turns, p.Days)["S05"].Nights; n < 4 || n > 6 {
		t.Errorf("who came later has %d of 30 nights", n)
	}
	p.Prior = nil
	p.After = p.Scheme.Turns("2027-03-31", "2027-04-29", p.Days)
	for i := range p.After {
		p.After[i].Main = p.Staff[i%2]
	}
	turns, _ = p.Generate(p.Scheme.Turns("2027-03-01", "2027-03-30", p.Days))
	if c := Counts(turns, p.Days); c["S00"].Nights+c["S01"].Nights > 0 {
		t.Errorf("those with the nights of April have %d and %d of March", c["S00"].Nights, c["S01"].Nights)
	}
}

// Ensure that a pair that cannot come even is told of.
func TestUneven(t *testing.T) {
	p := Plan{Scheme: &Scheme{Together: [][]string{{"S00", "S01"}}}, Leaders: people("L", 1), Staff: people("S", 6), Days: rules.ShippedCalendar}
	_, said := p.Generate(p.Scheme.Turns("2026-12-01", "2026-12-31", p.Days))
	if len(said) != 1 || said[0].Uneven < 2 || !strings.Contains(said[0].Text().ZH, "必须同班") {
		t.Errorf("%+v", said)
	}
}

// Ensure that over a season somebody is on duty at each minute across a changed hour, whichever
// month was made first.
func TestSeam(t *testing.T) {
	old := &Scheme{}
	for _, hours := range [][]string{{"09:00"}, {"07:00"}, {"00:00", "08:00", "16:00"}, {"20:00"}} {
		changed := &Scheme{Hours: []Hours{{"2027-01-01", hours}}}
		december, february := old.Turns("2026-12-01", "2026-12-31", rules.ShippedCalendar), old.Turns("2027-02-01", "2027-02-28", rules.ShippedCalendar)
		january := Seam(december, changed.Turns("2027-01-01", "2027-01-31", rules.ShippedCalendar), february)
		walk(t, slices.Concat(december, january, february))
		again := Seam(nil, changed.Turns("2026-12-01", "2026-12-31", rules.ShippedCalendar), january)
		walk(t, slices.Concat(again, january, february))
	}
}

// walk holds each minute against the turns.
func walk(t *testing.T, turns []Turn) {
	t.Helper()
	for at, i := turns[0].Start, 0; at.Before(turns[len(turns)-1].End); at = at.Add(time.Minute) {
		for i < len(turns) && !at.Before(turns[i].End) {
			i++
		}
		if at.Before(turns[i].Start) || i+1 < len(turns) && !at.Before(turns[i+1].Start) {
			t.Fatalf("%s is not of one turn: %s to %s", at.In(rules.Zone), turns[i].Key(), turns[i].End.In(rules.Zone))
		}
	}
	for i := range turns {
		if !turns[i].Start.Before(turns[i].End) {
			t.Errorf("%s has no length", turns[i].Key())
		}
	}
}

// Ensure that what is not published is one hole from the end of the shift that runs, or since
// when nobody is on duty; that a turn without length is a fault, and one that has begun counts
// until it ends.
func TestAhead(t *testing.T) {
	now := rules.Date("2026-11-24").Time().Add(10 * time.Hour)
	to := rules.Date("2026-12-03").Time()
	at := func(d rules.Date) time.Time { return d.Time().Add(8 * time.Hour) }
	j := Judge{Scheme: &Scheme{}, Demands: []*plan.Roster{{Clauses: []string{"P1.3.8"}}}, Names: map[string]string{"L": "L", "S": "S"}, Known: map[string]string{"L": "L", "S": "S"}}
	filled := func(from, to rules.Date) []Turn {
		out := j.Scheme.Turns(from, to, rules.ShippedCalendar)
		for i := range out {
			out[i].Leader, out[i].Main = "L", "S"+string(rune('0'+i%3))
		}
		return out
	}
	on := &rules.Shift{Start: at("2026-11-24"), End: at("2026-11-25"), Main: "X", Leader: "L"}
	empty := filled("2026-11-23", "2026-12-04")
	empty[1].Main, empty[1].Leader = "", ""
	twice := filled("2026-11-24", "2026-12-04")
	twice[3].End = twice[3].Start
	for _, k := range []struct {
		name  string
		turns []Turn
		on    *rules.Shift
		want  []string
	}{
		{"none", nil, nil, []string{"gap 11-24 10:00 12-03 00:00"}},
		{"none, a shift runs", nil, on, []string{"gap 11-25 08:00 12-03 00:00"}},
		{"over", filled("2026-11-20", "2026-11-22"), nil, []string{"gap 11-23 08:00 12-03 00:00"}},
		{"before the first", filled("2026-12-01", "2026-12-04"), on, []string{"gap 11-25 08:00 12-01 08:00"}},
		{"open now", empty, nil, []string{"gap 11-24 08:00 11-25 08:00", "no_leader 11-24 08:00 11-25 08:00"}},
		{"open now, a shift runs", empty, on, nil},
		{"no length", twice, on, []string{"gap 11-27 08:00 11-28 08:00", "hours 11-27 08:00 11-27 08:00"}},
	} {
		var got []string
		for _, f := range j.Ahead(k.turns, k.on, now, to) {
			if f.Kind == FaultGap && !slices.Equal(f.Clauses, []string{"P1.3.8"}) {
				t.Errorf("%s: %v", k.name, f.Clauses)
			}
			got = append(got, fmt.Sprint(f.Kind, " ", rules.Stamp(f.At), " ", rules.Stamp(f.Until)))
		}
		if !slices.Equal(got, k.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", k.name, got, k.want)
		}
	}
}

// Ensure that an emergency is for the one who takes over or a leader, that a slip lapses as its
// turn begins, and that what was taken over can be refused after that.
func TestTakeOver(t *testing.T) {
	begins := rules.Date("2026-11-25").Time().Add(8 * time.Hour)
	before, after := begins.Add(-time.Hour), begins.Add(time.Hour)
	by := func(id string, at time.Time, roles ...rules.Role) rules.Hand {
		return rules.Hand{Officer: id, Roles: roles, At: at}
	}
	fresh := func() *Slip {
		return &Slip{ID: "B1", Kind: SlipSwap, State: SlipAsked, Officer: "A", To: "B", Turn: &begins}
	}
	for _, who := range []string{"A", "C"} {
		if s := fresh(); s.TakeOver(by(who, before, rules.RoleOfficer)) == nil || s.InForce() {
			t.Errorf("%s moves the turns of others", who)
		}
	}
	s := fresh()
	if e := s.TakeOver(by("B", before, rules.RoleOfficer)); e != nil || s.State != SlipAccepted || !s.InForce() {
		t.Errorf("%v %+v", e, s)
	}
	if e := s.Refuse(by("L", after, rules.RoleLeader), "不该"); e != nil || s.State != SlipRefused {
		t.Errorf("a leader's word after the turn began is lost: %v", e)
	}
	s = fresh()
	if e := s.TakeOver(by("L", before, rules.RoleLeader)); e != nil || s.State != SlipApproved {
		t.Errorf("%v %+v", e, s)
	}
	s = fresh()
	if s.Owes(by("B", before)) != SlipAsked || s.Owes(by("B", after)) != "" || s.Standing(after) != SlipLapsed || s.Accept(by("B", after)) == nil {
		t.Errorf("%+v", s)
	}
}

// BenchmarkGenerate fills a season of 135 days: at most 100 ms.
func BenchmarkGenerate(b *testing.B) {
	p := Plan{Scheme: &Scheme{Deputies: 1, Together: [][]string{{"S00", "S01"}, {"S02", "S03"}}, Apart: [][]string{{"S04", "S05"}}}, Leaders: people("L", 5), Staff: people("S", 12), Days: rules.ShippedCalendar}
	for i, id := range p.Staff {
		p.Leave = append(p.Leave, Leave{id, first.Add(9 * i), first.Add(9*i + 13)})
	}
	turns := p.Scheme.Turns(first, last, p.Days)
	for b.Loop() {
		p.Generate(turns)
	}
	if per := b.Elapsed() / time.Duration(b.N); per > 3*100*time.Millisecond { // 100 ms, on a machine that has other work
		b.Fatalf("a season takes %s", per)
	}
}

// Ensure that those of a group share its nights, weekends and statutory days, with leave too,
// that two who must be together come together, and that what fixed groups cannot share is told.
func TestGroups(t *testing.T) {
	for _, weekday := range []bool{false, true} {
		p := Plan{Scheme: &Scheme{Weekday: weekday}, Leaders: people("L", 2), Staff: people("S", 21), Days: rules.ShippedCalendar}
		for i := range 7 {
			p.Scheme.Groups = append(p.Scheme.Groups, p.Staff[3*i:3*i+3])
		}
		p.Leave = []Leave{{"S00", "2026-11-20", "2026-12-03"}, {"S07", "2027-01-04", "2027-01-17"}}
		turns, said := p.Generate(p.Scheme.Turns(first, last, p.Days))
		c := Counts(turns, p.Days)
		for _, g := range p.Scheme.Groups {
			for _, of := range []func(Count) int{func(c Count) int { return c.Nights }, func(c Count) int { return c.Weekends }} {
				n := []int{of(c[g[0]]), of(c[g[1]]), of(c[g[2]])}
				if slices.Max(n)-slices.Min(n) > 1 {
					t.Errorf("weekday %v, %v: %v", weekday, g, n)
				}
			}
		}
		if weekday && (len(said) != 1 || said[0].Groups == nil || said[0].Groups.Weekends < 2 || said[0].Text().ZH == "") {
			t.Errorf("%+v", said)
		}
	}
	p := Plan{Scheme: &Scheme{Deputies: 1, Groups: [][]string{people("A", 4), people("B", 3)}, Together: [][]string{{"A00", "A02"}}}, Leaders: people("L", 1), Staff: append(people("A", 4), people("B", 3)...), Days: rules.ShippedCalendar}
	turns, _ := p.Generate(p.Scheme.Turns("2026-12-01", "2026-12-31", p.Days))
	for i := range turns {
		if turns[i].Holds("A00") != turns[i].Holds("A02") {
			t.Errorf("%+v", turns[i])
		}
	}
}
