package plan

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"dutydesk/rules"
)

// told are the values that a question may give to a fact of the contract.
var told = func() map[string][]any {
	out := map[string][]any{"found_by": {"village", "police"}, "groups": {[]string{}, []string{"minor"}, []string{"elderly"}, []string{"disabled", "minor"}},
		"given": {[]string{}, []string{"food"}, []string{"winter_items", "help_info"}, []string{"food", "winter_items", "help_info"}}}
	for _, s := range rules.FactSpecs {
		switch {
		case !inContract(s.Name) || out[s.Name] != nil:
		case s.Kind == rules.FactTri:
			out[s.Name] = []any{true, false}
		case s.Kind == rules.FactChoice:
			for _, o := range s.Options {
				out[s.Name] = append(out[s.Name], o.Code)
			}
		}
	}
	return out
}()

// outcome is what of an answer may change with a further fact.
func outcome(t testing.TB, plan string, facts map[string]any) (string, []string) {
	t.Helper()
	q := maps.Clone(facts)
	q["plan"], q["op"] = plan, "obligations"
	line, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var a caseAnswer
	if err := json.Unmarshal(Shipped().Ask(line), &a); err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]string{a.Actions, a.Documents, a.Missing} {
		slices.Sort(list)
	}
	return fmt.Sprint(a.Actions, a.Documents, a.Missing, a.CanClose, a.Review), a.Ask
}

// TestAskIsWhatCouldChange holds ask against the answers themselves: a fact that changes one
// under some further facts is asked for, and one asked for changes one.
func TestAskIsWhatCouldChange(t *testing.T) {
	subjects, tries := 16, 50
	if testing.Short() {
		subjects = 4
	}
	r := rand.New(rand.NewPCG(20261123, 7))
	names := slices.Sorted(maps.Keys(told))
	some := func(into map[string]any, share float64, but string) {
		for _, n := range names {
			if _, known := into[n]; !known && n != but && r.Float64() < share {
				into[n] = told[n][r.IntN(len(told[n]))]
			}
		}
	}
	all, idle := 0, 0
	for _, plan := range []string{"P1", "P3", "P7"} {
		for range subjects {
			facts := map[string]any{}
			some(facts, r.Float64(), "")
			_, asked := outcome(t, plan, facts)
			for _, n := range names {
				if _, known := facts[n]; known {
					if slices.Contains(asked, n) {
						t.Errorf("%s %v: asks for %s, which is known", plan, facts, n)
					}
					continue
				}
				changes := false
				for range tries {
					further := maps.Clone(facts)
					some(further, r.Float64()*0.6, n)
					before, _ := outcome(t, plan, further)
					for _, v := range told[n] {
						further[n] = v
						if after, _ := outcome(t, plan, further); after != before {
							changes = true
						}
					}
					delete(further, n)
					if changes {
						break
					}
				}
				asks := slices.Contains(asked, n)
				if asks {
					all++
				}
				switch {
				case changes && !asks:
					t.Errorf("%s %v: %s changes the answer and is not asked for: %v", plan, facts, n, asked)
				case !changes && asks: // or these tries did not hit upon it
					idle++
					t.Logf("%s %v: %s asked, and nothing changed", plan, facts, n)
				}
			}
		}
	}
	if idle*20 > all {
		t.Errorf("%d of %d facts asked for changed nothing", idle, all)
	}
}
