package season

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/plan"
)

// Ensure that a relation counts against the duty where no step that stands says why, and that
// the lists which pay watch for it (P4.2.3, P9.5.6).
func TestNoted(t *testing.T) {
	for _, tc := range []struct {
		steps []rules.RowStep
		want  bool
	}{
		{[]rules.RowStep{{State: "received"}, {State: "deliberated"}}, false},
		{[]rules.RowStep{{State: "received"}, {State: "deliberated", Note: "回避后评议"}}, true},
		{[]rules.RowStep{{State: "received"}, {State: "deliberated", Note: "回避后评议", Back: &rules.TakenBack{}}}, false},
	} {
		if got := noted(&rules.Row{Steps: tc.steps}); got != tc.want {
			t.Errorf("%+v: %t", tc.steps, got)
		}
	}
	lib, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	for id, lists := range map[string][]string{"P4": {"disabled_families", "disaster", "key_recipients", "mental_families", "not_yet_lifted", "veterans"}, "P9": {"applications"}} {
		p, _ := lib.Plan(id)
		var got []string
		for _, d := range p.Duties() {
			for _, w := range d.Watch {
				if w.Unnoted && w.Field == "relation" {
					got = append(got, w.List)
				}
			}
		}
		if slices.Sort(got); !slices.Equal(got, lists) {
			t.Errorf("%s watches %v", id, got)
		}
	}
}
