package command_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// Ensure that a paper is of a case or a handover as its kind asks, that words stand for
// codes, and that printed is noted by printing alone.
func TestCheckPaper(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 30, 0, 0, rules.Zone)
	ahead := now.Add(time.Hour)
	for _, k := range []struct {
		name  string
		cmd   command.Command
		field string // at fault, "" for none
	}{
		{"by code", &command.PrintPaper{Kind: "transfer", Case: "４"}, ""},
		{"by its words", &command.PrintPaper{Kind: "求助登记表", Case: "4"}, ""},
		{"of a handover", &command.PrintPaper{Kind: rules.PaperHandover, Handover: "H20261124-01"}, ""},
		{"no kind", &command.PrintPaper{Case: "4"}, "kind"},
		{"another kind", &command.PrintPaper{Kind: "receipt", Case: "4"}, "kind"},
		{"no case", &command.PrintPaper{Kind: rules.PaperIntake}, "case"},
		{"no handover", &command.PrintPaper{Kind: rules.PaperHandover}, "handover"},
		{"of both", &command.PrintPaper{Kind: rules.PaperIntake, Case: "4", Handover: "H1"}, "kind"},
		{"signed", &command.MarkPaper{Paper: "1", Step: "已签字"}, ""},
		{"printed", &command.MarkPaper{Paper: "1", Step: rules.PaperPrinted}, "step"},
		{"no step", &command.MarkPaper{Paper: "1"}, "step"},
		{"no paper", &command.MarkPaper{Step: rules.PaperSealed}, "paper"},
		{"to come", &command.MarkPaper{Paper: "1", Step: rules.PaperSealed, At: &ahead}, "at"},
		{"void", &command.VoidPaper{Paper: "1", Reason: "写错"}, ""},
		{"void without a reason", &command.VoidPaper{Paper: "1"}, "reason"},
	} {
		got := ""
		if err := k.cmd.Check(now); err != nil {
			got = rules.AsError(err).Field
		}
		if got != k.field {
			t.Errorf("%s: at fault %q, want %q", k.name, got, k.field)
		}
	}
}
