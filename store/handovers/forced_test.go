package handovers_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
)

// Ensure that a case closed by a leader over open lines stands on the handover with them.
func TestForcedStandsOnTheHandover(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	id := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人"}}).ID
	b.Must("何雨禾", &command.Settle{Case: id, Outcome: rules.OutcomeLeft})
	b.Must("沈岚", &command.CloseCase{Case: id, Over: "已移交村里"})
	b.Must("何雨禾", &command.DraftHandover{})
	h, err := b.As("何雨禾").Handover("")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(h.Live, func(l rules.Line) bool { return l.Key == "forced/"+id })
	if i < 0 || !strings.Contains(h.Live[i].Title.In(text.ZH), "由 沈岚 决定办结") || len(h.Live[i].Detail) == 0 {
		t.Fatalf("%+v", h.Live)
	}
}
