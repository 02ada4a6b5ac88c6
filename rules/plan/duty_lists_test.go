package plan

import (
	"slices"
	"testing"

	"dutydesk/rules"
)

// TestDutyLists: every register that keeps the evidence of a duty is there, holds one of its
// clauses or is kept for more, and what a goal counts in one is a field and its values.
func TestDutyLists(t *testing.T) {
	for _, p := range Shipped().Plans() {
		for _, d := range p.Duties() {
			if d.List != "" {
				if _, ok := RegisterOf(d.List); !ok {
					t.Errorf("%s %s: no register %s", p.ID, d.Code, d.List)
				}
			}
			for _, w := range d.Watch {
				if w.Figure != RegisterRows {
					continue
				}
				r, ok := RegisterOf(w.List)
				if !ok {
					t.Errorf("%s %s: no register %s", p.ID, d.Code, w.List)
					continue
				}
				f, ok := r.Field(w.Field)
				if !ok {
					t.Errorf("%s %s: %s has no field %s", p.ID, d.Code, w.List, w.Field)
					continue
				}
				for _, is := range w.Is {
					if f.Type == rules.FieldYesNo && is == "yes" || slices.ContainsFunc(f.Of, func(o rules.Named) bool { return o.Code == is }) {
						continue
					}
					t.Errorf("%s %s: %s is no value of %s", p.ID, d.Code, is, w.Field)
				}
				for _, s := range w.But {
					if !slices.ContainsFunc(r.States, func(o rules.RegisterState) bool { return o.Code == s }) {
						t.Errorf("%s %s: %s is no state of %s", p.ID, d.Code, s, w.List)
					}
				}
			}
		}
	}
}
