package plan

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestEdges holds Ask at the edges of each clause, all nine plans: the day before, on and
// after, a yuan and a fen beside each figure, one thing missing from each list, unknown
// against false. clause must be among what the answer rests on, asks must be asked and
// settled must not, and the review mark stands on the ambiguous alone.
func TestEdges(t *testing.T) {
	f, err := os.Open("testdata/edge-cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct {
			ID, Clause    string
			Ask           json.RawMessage
			Answer        map[string]any
			Asks, Settled []string
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if seen[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		seen[c.ID] = true
		got := ask(t, string(c.Ask))
		if d := differences(c.Answer, got); len(d) > 0 {
			t.Errorf("%s %s: %s", c.ID, c.Ask, strings.Join(d, "; "))
		}
		if got["review"] == true && c.Answer["ambiguous"] != true {
			t.Errorf("%s %s: review by %v", c.ID, c.Ask, got["readings"])
		}
		if clauses := words(got["clauses"]); c.Clause != "" && !slices.Contains(clauses, c.Clause) {
			t.Errorf("%s %s: rests on %v, not %s", c.ID, c.Ask, clauses, c.Clause)
		}
		asked := words(got["ask"])
		for _, fact := range c.Asks {
			if !slices.Contains(asked, fact) {
				t.Errorf("%s %s: asks %v, not %s", c.ID, c.Ask, asked, fact)
			}
		}
		for _, fact := range c.Settled {
			if slices.Contains(asked, fact) {
				t.Errorf("%s %s: asks %s again", c.ID, c.Ask, fact)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("%d cases", len(seen))
	}
}
