package rosters_test

import (
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/rules/roster"
)

// Ensure that nobody signed in learns from the roster who serves no nights, who is kept apart
// or together, and who is on leave.
func TestMasked(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1, NoNights: []string{"甲一"}, Apart: [][]string{{"甲二", "甲三"}}, Together: [][]string{{"甲四", "甲五"}}})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.GiveLeave{Officer: month(t, b, leader, "2026-11").Turns[6].Main, First: "2026-11-20", Last: "2026-11-30", Reason: "病"})
	told := func(fs []roster.Fault) bool {
		for _, f := range fs {
			if f.Kind == roster.FaultLeave {
				return true
			}
		}
		return false
	}
	all := month(t, b, leader, "2026-11")
	if len(all.Scheme.NoNights) != 1 || len(all.Slips) != 1 || !told(all.Faults) {
		t.Fatalf("signed in: %+v %d slips, faults %+v", all.Scheme, len(all.Slips), all.Faults)
	}
	r, err := b.Public().Roster("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Scheme; s.NoNights != nil || s.Apart != nil || s.Together != nil || len(r.Slips) != 0 || told(r.Faults) {
		t.Errorf("nobody: %+v, slips %+v, faults %+v", s, r.Slips, r.Faults)
	}
	for _, turn := range r.Turns {
		for _, bad := range turn.Bad {
			if strings.Contains(bad.ZH, "请假") {
				t.Errorf("%s: %s", turn.Key, bad.ZH)
			}
		}
	}
}
