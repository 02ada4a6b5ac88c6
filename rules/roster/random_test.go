package roster

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dutydesk/rules"
)

// Ensure for whatever rules, hours, leave and day to begin on, over Spring Festival and leap
// Februaries: that every minute is somebody's or told as a hole, never two turns'; that what was
// kept before and after joins without a seam; that nobody of the staff serves without rest, on
// leave, at night who does none, or beside whom they must not; and that the nights are fair where
// nobody must come in pairs and nobody was missing.
func TestRandomRosters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := rules.Date(rapid.SampledFrom([]string{"2026-12-01", "2027-01-20", "2027-02-01", "2028-02-01", "2028-01-10", "2032-02-20"}).Draw(rt, "from"))
		from = from.Add(rapid.IntRange(0, 20).Draw(rt, "day"))
		to := Last(MonthID(from.Add(rapid.IntRange(8, 60).Draw(rt, "long"))))
		s := &Scheme{Deputies: rapid.IntRange(0, 2).Draw(rt, "deputies"), Standby: rapid.IntRange(0, 2).Draw(rt, "standby")}
		staff := people("S", rapid.IntRange(8, 16).Draw(rt, "staff"))
		day := []string{"06:00", "08:00", "09:30", "14:30", "16:00", "20:00", "23:30"}
		for d := from.Add(-10); d < to && len(s.Hours) < 3; d = d.Add(rapid.IntRange(5, 25).Draw(rt, "hold")) {
			starts := slices.Sorted(slices.Values(rapid.SliceOfNDistinct(rapid.SampledFrom(day), 1, MaxStarts, rapid.ID[string]).Draw(rt, "starts")))
			s.Hours = append(s.Hours, Hours{d, starts})
		}
		if rapid.Bool().Draw(rt, "office") {
			s.Office, s.Until = []string{"O1", "O2"}, rapid.SampledFrom([]string{"", "16:30", "18:00"}).Draw(rt, "until")
		}
		if rapid.Bool().Draw(rt, "apart") {
			s.Apart = [][]string{{"S00", "S01"}}
		}
		if rapid.Bool().Draw(rt, "no nights") {
			s.NoNights = []string{"S02"}
		}
		if e := s.Check(); e != nil {
			rt.Fatal(e)
		}
		p := Plan{Scheme: s, Leaders: people("L", 4), Staff: staff, Days: rules.ShippedCalendar}
		span := int(to.Time().Sub(from.Time())/(24*time.Hour)) + 1
		for _, id := range staff { // a tenth of the time
			n := max(span/10, 1)
			d := from.Add(rapid.IntRange(0, span-n).Draw(rt, "leave"))
			p.Leave = append(p.Leave, Leave{id, d, d.Add(n - 1)})
		}
		old := Plan{Scheme: &Scheme{}, Leaders: p.Leaders, Staff: staff, Days: p.Days} // the hours were others
		p.Before, _ = old.Generate(old.Scheme.Turns(First(MonthID(from)), from.Add(-1), p.Days))
		p.After, _ = old.Generate(old.Scheme.Turns(to.Add(1), to.Add(3), p.Days))
		turns, said := p.Generate(Seam(p.Before, s.Turns(from, to, p.Days), p.After))
		said = slices.DeleteFunc(said, func(u Unfilled) bool { return u.Uneven > 0 }) // below

		all := slices.Concat(p.Before, turns, p.After)
		for i := range all[1:] {
			if !all[i].Start.Before(all[i].End) || !all[i].End.Equal(all[i+1].Start) {
				rt.Fatalf("%s to %s, the next from %s", all[i].Key(), rules.Stamp(all[i].End), all[i+1].Key())
			}
		}
		minutes(rt, all, said)
		names := map[string]string{}
		for _, id := range slices.Concat(p.Leaders, staff, s.Office) {
			names[id] = id
		}
		j := Judge{Scheme: s, Leave: p.Leave, Names: names, Known: names}
		for _, f := range j.Faults(all, from, to) {
			// The office keeps its days by itself, a leader leads the day that has several turns, and
			// what had to stay open was said.
			if f.Kind == FaultRow && !slices.ContainsFunc(f.Officers, func(id string) bool { return id[0] == 'S' }) {
				continue
			}
			if len(said) == 0 || f.Kind != FaultGap && f.Kind != FaultShort && f.Kind != FaultLeader {
				rt.Fatalf("%s %s %v", f.Date, f.Text.EN, f.Officers)
			}
		}
		if len(said) > 0 || len(p.Before) > 0 {
			return
		}
		counts, lo, hi := Counts(slices.Concat(turns, p.After), p.Days), 1<<30, 0 // what follows is counted too
		for _, id := range staff {
			if !slices.Contains(s.NoNights, id) {
				lo, hi = min(lo, counts[id].Nights), max(hi, counts[id].Nights)
			}
		}
		if hi-lo > 1 {
			rt.Fatalf("nights %d to %d", lo, hi)
		}
	})
}

// minutes walks the turns: each minute has one turn, with somebody in it or a word why not.
func minutes(rt *rapid.T, all []Turn, said []Unfilled) {
	at := 0
	for m := all[0].Start; m.Before(all[len(all)-1].End); m = m.Add(time.Minute) {
		if !m.Before(all[at].End) {
			at++
		}
		if t := &all[at]; m.Before(t.Start) || !m.Before(t.End) {
			rt.Fatalf("%s is in no turn", m)
		} else if t.Main == "" && !slices.ContainsFunc(said, func(u Unfilled) bool { return u.Post == Main && u.At.Equal(t.Start) }) {
			rt.Fatal(fmt.Sprintf("nobody at %s, and nobody said so", t.Key()))
		}
	}
}
