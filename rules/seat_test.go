package rules

import (
	"strings"
	"testing"
	"time"
)

// Ensure a seat is taken from the main officer on duty alone, by consent at once, else after
// the limit, by whoever may serve a shift.
func TestMayTakeSeat(t *testing.T) {
	duty := &Shift{Main: "U1"}
	at := time.Date(2026, 11, 24, 2, 30, 0, 0, Zone)
	officer := Hand{Officer: "U2", Roles: []Role{RoleOfficer}, At: at}
	limit := 15 * time.Minute
	for name, c := range map[string]struct {
		seat   Seat
		by     Hand
		duty   *Shift
		limit  time.Duration
		agreed bool
		want   Kind
		says   string
	}{
		"abandoned":         {Seat{Officer: "U1", Last: at.Add(-limit)}, officer, duty, limit, false, 0, ""},
		"a minute early":    {Seat{Officer: "U1", Name: "何雨禾", Last: at.Add(time.Minute - limit)}, officer, duty, limit, false, Precondition, "02:16"},
		"by consent":        {Seat{Officer: "U1", Last: at}, officer, duty, limit, true, 0, ""},
		"never by time":     {Seat{Officer: "U1", Last: at.Add(-24 * time.Hour)}, officer, duty, 0, false, Precondition, "同意"},
		"consent alone":     {Seat{Officer: "U1", Last: at}, officer, duty, 0, true, 0, ""},
		"own":               {Seat{Officer: "U2"}, officer, &Shift{Main: "U2"}, limit, true, Precondition, "自己"},
		"not on duty":       {Seat{Officer: "U3"}, officer, duty, limit, true, Precondition, "主班"},
		"nobody on duty":    {Seat{Officer: "U1"}, officer, nil, limit, true, Precondition, "接班"},
		"an auditor":        {Seat{Officer: "U1"}, Hand{Officer: "U9", Roles: []Role{RoleAuditor}, At: at}, duty, limit, true, Denied, "角色"},
		"the clock is back": {Seat{Officer: "U1", Last: at.Add(time.Hour)}, officer, duty, limit, false, Precondition, ""},
	} {
		e := c.seat.MayTake(c.by, c.duty, c.limit, c.agreed)
		if (e == nil) != (c.want == 0) || e != nil && (e.Kind != c.want || !strings.Contains(e.Text.In("zh"), c.says)) {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Ensure a word is one clean line of at most WordMax characters.
func TestSayWord(t *testing.T) {
	if got, e := SayWord("  120 到了\n桥洞\x1b[2J "); e != nil || strings.ContainsAny(got, "\n\x1b") || !strings.HasPrefix(got, "120 到了 桥洞") {
		t.Errorf("%q %v", got, e)
	}
	for _, s := range []string{"", " \n", strings.Repeat("字", WordMax+1)} {
		if _, e := SayWord(s); e == nil || e.Field != "text" {
			t.Errorf("%q: %v", s, e)
		}
	}
	if _, e := SayWord(strings.Repeat("字", WordMax)); e != nil {
		t.Error(e)
	}
}

// Ensure a village contact alone does not see who is here.
func TestSeesSeats(t *testing.T) {
	if SeesSeats([]Role{RoleVillage}) || !SeesSeats([]Role{RoleVillage, RoleOfficer}) || SeesSeats(nil) {
		t.Error("who sees the seats")
	}
}
