package plan

import "testing"

// Ensure a clause is found with what it asks, one without a demand with its plan, and
// nothing else.
func TestClause(t *testing.T) {
	l := Shipped().loaded()
	for _, n := range l.lines[l.byCode["report_leader"].index] {
		got := l.Clause(n.clauses[0])
		if len(got) == 0 || got[0].Clause != n.clauses[0] || got[0].Text.IsZero() || got[0].Plan == "" {
			t.Errorf("%s: %+v", n.clauses[0], got)
		}
	}
	if got := l.Clause("P7.99.99"); len(got) != 1 || got[0].Plan != "P7" || got[0].Text.IsZero() {
		t.Errorf("a clause without a demand: %+v", got)
	}
	for id, want := range map[string]string{"P9.4.9": "镇级公示", "P4.3.20": "村级24小时值班, 干部带班", "P2.4.7": "家访材料报教育股", "P5.3.4": "住房安全检查"} {
		if got := l.Clause(id); len(got) == 0 || got[0].Text.ZH != want || got[0].Clause != id {
			t.Errorf("%s: %+v", id, got)
		}
	}
	if got := l.Clause("X1"); got != nil {
		t.Errorf("a clause of no plan: %+v", got)
	}
}
