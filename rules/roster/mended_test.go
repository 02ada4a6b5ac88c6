package roster

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Ensure that wherever months made one after the other come out by more than a night uneven, it is
// said, by how much; pairs or not.
func TestUnevenIsSaid(t *testing.T) {
	said := 0
	for n := 5; n < 9; n++ {
		for _, starts := range [][]string{{"08:00", "20:00"}, {"08:00", "17:00"}} {
			p := Plan{Scheme: &Scheme{Deputies: 1, Hours: []Hours{{"2026-12-01", starts}}}, Leaders: people("L", 3), Staff: people("S", n), Days: rules.ShippedCalendar}
			p.Leave = []Leave{{"S00", "2026-12-01", "2026-12-24"}}
			var all []Turn
			for _, id := range []string{"B202612", "B202701", "B202702"} {
				p.Prior, p.Before = Counts(all, p.Days), all
				turns, told := p.Generate(Seam(all, p.Scheme.Turns(First(id), Last(id), p.Days), nil))
				all = append(all, turns...)
				counts, lo, hi := Counts(all, p.Days), 1<<30, 0
				for _, s := range p.Staff {
					lo, hi = min(lo, counts[s].Nights), max(hi, counts[s].Nights)
				}
				i := slices.IndexFunc(told, func(u Unfilled) bool { return u.Uneven > 0 })
				switch {
				case hi-lo > 1 && (i < 0 || told[i].Uneven != hi-lo || strings.Contains(told[i].Text().ZH, "同班")):
					t.Errorf("%d staff, %s, %s: nights differ by %d, said %+v", n, starts, id, hi-lo, told)
				case hi-lo > 1:
					said++
				case i >= 0:
					t.Errorf("%d staff, %s, %s: nights differ by %d, said %+v", n, starts, id, hi-lo, told[i])
				}
			}
		}
	}
	if said == 0 {
		t.Error("no month came out uneven")
	}
}

// Ensure that those on standby are judged: too few, gone, on leave.
func TestStandbyJudged(t *testing.T) {
	at := rules.Date("2026-12-01").Time().Add(8 * time.Hour)
	turns := []Turn{{Start: at, End: at.Add(24 * time.Hour), Leader: "L", Main: "A", Standby: []string{"B", "C"}}}
	names := map[string]string{"L": "L", "A": "A", "B": "B"}
	j := Judge{Scheme: &Scheme{Standby: 3}, Leave: []Leave{{"B", "2026-12-01", "2026-12-01"}}, Names: names, Known: map[string]string{"C": "C"}}
	got := map[FaultKind]string{}
	for _, f := range j.Faults(turns, "2026-12-01", "2026-12-01") {
		got[f.Kind] = strings.Join(f.Officers, " ") + f.Text.In(text.ZH)
	}
	if len(got) != 3 || got[FaultShort] != "备班缺 1 人" || !strings.HasPrefix(got[FaultLeave], "B") || !strings.HasPrefix(got[FaultGone], "C") {
		t.Errorf("%v", got)
	}
}

// Ensure that a turn is taken over on one's own word the day before at the earliest, the turn that
// is given for it too, and by a leader at any time.
func TestTakeOverAhead(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, rules.Zone)
	in := func(h int) *time.Time { at := now.Add(time.Duration(h) * time.Hour); return &at }
	for _, x := range []struct {
		turn, back *time.Time
		roles      []rules.Role
		by         string
		ok         bool
	}{
		{in(1), nil, []rules.Role{rules.RoleOfficer}, "B", true},
		{in(24), nil, []rules.Role{rules.RoleOfficer}, "B", true},
		{in(25), nil, []rules.Role{rules.RoleOfficer}, "B", false},
		{in(1), in(200), []rules.Role{rules.RoleOfficer}, "B", false},
		{in(200), nil, []rules.Role{rules.RoleLeader}, "L", true},
		{in(200), nil, []rules.Role{rules.RoleLeader}, "B", false},
	} {
		s := &Slip{Kind: SlipSwap, State: SlipAsked, Officer: "A", To: "B", Turn: x.turn, Back: x.back}
		if e := s.TakeOver(rules.Hand{Officer: x.by, Roles: x.roles, At: now}); (e == nil) != x.ok {
			t.Errorf("%v %v by %s: %v", x.turn.Sub(now), x.back, x.by, e)
		}
	}
}

// Ensure that a masked reader has one number for what keeps people from a post.
func TestUnfilledConcealed(t *testing.T) {
	u := Unfilled{Post: Main, Leave: 2, Nights: 1, Row: 3}.Concealed()
	if u.Leave != 0 || u.Nights != 0 || u.Other != 3 || u.Row != 3 {
		t.Errorf("%+v", u)
	}
}
