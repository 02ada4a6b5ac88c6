package dutylog

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Ensure the lines of the reports stand in a menu of 80 columns as they are, each report once.
func TestReportLabels(t *testing.T) {
	if len(reportLabels) != len(rules.ReportWords) {
		t.Fatalf("%d labels", len(reportLabels))
	}
	const room = 18 // of a label (package dialog)
	for i, n := range reportLabels {
		if string(n.kind) != rules.ReportWords[i].Code {
			t.Errorf("%s", n.kind)
		}
		for _, l := range []text.Text{n.label, n.print} {
			if s := l.In(text.EN); len(s) > room || s[0] < 'A' || s[0] > 'Z' {
				t.Errorf("%q", s)
			}
		}
	}
}
