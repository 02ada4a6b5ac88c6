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
	if got := l.Clause("X1"); got != nil {
		t.Errorf("a clause of no plan: %+v", got)
	}
}
