package rules

import (
	"testing"
	"time"
)

// Ensure who may mark a log as read, up to where, and who takes a mark back.
func TestReading(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, Zone)
	lead := Hand{Officer: "U1", Name: "沈岚", Roles: []Role{RoleLeader}, At: at}
	admin := Hand{Officer: "U2", Name: "许知远", Roles: []Role{RoleAdmin}, At: at}
	clerk := Hand{Officer: "U3", Name: "田望舒", Roles: []Role{RoleClerk, RoleOfficer}, At: at}
	s, log := &Shift{ID: "S20261123-0800"}, Span{From: 10, To: 40}
	mark := func(by string, upto uint64) Reading { return Reading{ID: "Y", By: by, Upto: upto} }
	struck := mark("U1", 40)
	struck.Struck = "签早了"
	for _, c := range []struct {
		why   string
		by    Hand
		upto  uint64
		marks []Reading
		kind  Kind
		want  uint64 // 0: refused
	}{
		{"to the end", lead, 0, nil, 0, 40},
		{"an administrator too", admin, 20, nil, 0, 20},
		{"its first entry", lead, 10, nil, 0, 10},
		{"further than before", lead, 30, []Reading{mark("U1", 20)}, 0, 30},
		{"beside another leader", lead, 0, []Reading{mark("U2", 40)}, 0, 40},
		{"after taking it back", lead, 0, []Reading{struck}, 0, 40},
		{"a second time", lead, 0, []Reading{mark("U1", 40)}, Precondition, 0},
		{"less than before", lead, 15, []Reading{mark("U1", 20)}, Precondition, 0},
		{"before the shift", lead, 9, nil, Invalid, 0},
		{"after the shift", lead, 41, nil, Invalid, 0},
		{"no leader", clerk, 0, nil, Denied, 0},
	} {
		r, e := s.Read(c.by, log, c.upto, "已阅", c.marks)
		switch {
		case c.want == 0 && (e == nil || e.Kind != c.kind):
			t.Errorf("%s: %v %v", c.why, r, e)
		case c.want != 0 && (e != nil || r.Upto != c.want || r.By != c.by.Officer || r.Shift != s.ID || r.Words != "已阅" || !r.At.Equal(at)):
			t.Errorf("%s: %+v %v", c.why, r, e)
		}
		if may := s.MayRead(c.by, log, c.marks); c.upto == 0 && (may == nil) != (c.want != 0) {
			t.Errorf("%s: %v", c.why, may)
		}
	}
	r := mark("U1", 40)
	if e := r.Strike(admin, "x"); e == nil || e.Kind != Denied {
		t.Error(e)
	}
	if e := r.Strike(lead, "签早了"); e != nil || r.Stands() || r.StruckAt == nil {
		t.Errorf("%v %+v", e, r)
	}
	if e := r.Strike(lead, "x"); e == nil || e.Kind != Precondition {
		t.Error(e)
	}
	if got := ReadUpto([]Reading{mark("U1", 20), struck, mark("U2", 30)}); got != 30 {
		t.Error(got)
	}
}
