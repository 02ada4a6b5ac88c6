package sheet

import (
	"strings"
	"testing"

	"dutydesk/rules"
)

// Ensure the desk ticks what is written down, and nothing else.
func TestTicks(t *testing.T) {
	if got := ticked(compared, looked(&rules.Receiver{})...); strings.Contains(got.ZH, "■") {
		t.Error(got)
	}
	if got := ticked(compared, looked(&rules.Receiver{IDSeen: true, Proof: "户口簿"})...); strings.Contains(got.ZH, "□") {
		t.Error(got)
	}
	spec, _ := rules.FactSpecOf("given")
	k := &rules.Case{Facts: rules.Facts{Given: []string{"food"}}, Acts: []rules.Act{{Code: "give_help_info"}, {Code: "give_winter_items", Revoked: "记错"}}}
	if got := ticked(spec.Options, provided(k, spec.Options)...); got.ZH != "■食品  □御寒物品  ■求助方式" {
		t.Error(got)
	}
}
