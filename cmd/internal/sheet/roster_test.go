package sheet_test

import (
	"strings"
	"testing"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure that a month names who issued it by their own post, and leaves room for the office head
// unless that is who issued it.
func TestRosterIsIssued(t *testing.T) {
	for post, blank := range map[string]bool{"镇党委副书记": true, "党政办主任": false} {
		r := &view.Roster{Month: "2026-12", State: roster.Published, SignedBy: &rules.Signature{Officer: "U002", Name: "沈岚", At: at(9, 0)},
			People: []view.RosterPerson{{ID: "U002", Name: "沈岚", Post: post}}}
		plain := sheet.Roster(r, "岚川县北渡镇").Text(text.ZH)
		if !strings.Contains(plain, "签发 (沈岚 "+post) || !strings.Contains(plain, "11-24 09:00 以 PIN 签") || strings.Contains(plain, "党政办负责人 (沈岚") {
			t.Error(plain)
		}
		if strings.Contains(plain, "党政办负责人: ____") != blank {
			t.Errorf("%s:\n%s", post, plain)
		}
	}
	if plain := sheet.Roster(&view.Roster{Month: "2026-12"}, "").Text(text.ZH); strings.Contains(plain, "签发") || !strings.Contains(plain, "党政办负责人: ____") {
		t.Error(plain)
	}
}
