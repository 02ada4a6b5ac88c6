package roster

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that no party to a swap approves it, whichever side of it and whatever the role.
func TestNobodyApprovesTheirOwn(t *testing.T) {
	begins := rules.Date("2026-11-25").Time().Add(8 * time.Hour)
	for _, who := range []string{"A", "B", "L"} {
		s := &Slip{ID: "B1", Kind: SlipSwap, State: SlipAccepted, Officer: "A", To: "B", Turn: &begins}
		e := s.Approve(rules.Hand{Officer: who, Roles: []rules.Role{rules.RoleLeader, rules.RoleAdmin}, At: begins.Add(-time.Hour)})
		if who == "L" && e != nil || who != "L" && (e == nil || e.Kind != rules.Denied || s.State != SlipAccepted) {
			t.Errorf("%s: %v", who, e)
		}
	}
}

// Ensure that two turns that overlap are a fault of the later one.
func TestOverlapIsAFault(t *testing.T) {
	day := rules.Date("2026-12-01").Time()
	turns := []Turn{{Start: day.Add(8 * time.Hour), End: day.Add(20 * time.Hour), Leader: "L", Main: "A"}, {Start: day.Add(19 * time.Hour), End: day.Add(32 * time.Hour), Leader: "M", Main: "B"}}
	overlaps := func() bool {
		all := Judge{Scheme: &Scheme{}}.Faults(turns, "2026-12-01", "2026-12-01")
		return slices.ContainsFunc(all, func(f Fault) bool {
			return f.Kind == FaultHours && f.At.Equal(turns[1].Start) && strings.Contains(f.Text.ZH, "重叠")
		})
	}
	if !overlaps() {
		t.Error("an overlap is no fault")
	}
	if turns[0].End = turns[1].Start; overlaps() {
		t.Error("turns that meet overlap")
	}
}
