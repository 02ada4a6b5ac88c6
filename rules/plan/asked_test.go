package plan

import (
	"slices"
	"testing"

	"dutydesk/rules"
)

func inForce(ids ...string) (out []rules.Operation) {
	for _, id := range ids {
		out = append(out, rules.Operation{Plan: id})
	}
	return out
}

func demandOf(t *testing.T, list []rules.Demand, code string) rules.Demand {
	t.Helper()
	for _, d := range list {
		if d.Code == code {
			return d
		}
	}
	t.Fatalf("%s is not asked for", code)
	return rules.Demand{}
}

// Ensure what several plans ask for stands once, with the clauses of all of them, and what
// no plan in force asks for does not stand.
func TestAskedTogether(t *testing.T) {
	l := Shipped()
	all := l.Asked(inForce("P1", "P3", "P7"), "", true)
	codes := map[string]bool{}
	for _, d := range all {
		if codes[d.Code] {
			t.Errorf("%s stands twice", d.Code)
		}
		codes[d.Code] = true
		if len(d.Why) == 0 || len(d.Clauses) == 0 {
			t.Errorf("%s without a clause: %+v", d.Code, d)
		}
		for _, r := range d.Why {
			if r.Reading.In("zh") != "" && !d.Review {
				t.Errorf("%s turns on a reading without the mark", d.Code)
			}
		}
	}
	if d := demandOf(t, all, "notify_emergency_now"); !slices.Contains(d.Clauses, "P1.3.15") || !slices.Contains(d.Clauses, "R.1") || d.Limit.N != 5 || !d.Limit.Ours || !d.Must {
		t.Errorf("%+v", d)
	}
	if d := demandOf(t, all, "give_winter_items"); !slices.Contains(d.Plans, "P1") || !slices.Contains(d.Plans, "P3") {
		t.Errorf("%+v", d)
	}
	if d := demandOf(t, all, "escort_to_relief_site"); !slices.Contains(d.AnyOf, "escort_to_social_affairs") {
		t.Errorf("alternatives %v", d.AnyOf)
	}
	for _, d := range l.Asked(inForce("P3"), "", false) {
		if !slices.Equal(d.Plans, []string{"P3"}) || slices.Contains(d.Clauses, "R.1") {
			t.Errorf("P3 alone: %+v", d)
		}
	}
	if got := l.Asked(inForce("P9"), "", false); len(got) != 0 {
		t.Errorf("P9 asks for %d acts of a case", len(got))
	}
}

// Ensure the strictest of the limits holds, and a setting of one operation counts.
func TestAskedStrictest(t *testing.T) {
	l := Shipped()
	two := inForce("P1", "P3")
	two[1].Settings = map[string]string{"at_once": "3"}
	if d := demandOf(t, l.Asked(two, "", false), "give_food"); d.Limit.N != 3 {
		t.Errorf("%+v", d.Limit)
	}
}

// Ensure a line that belongs to a reading comes with it alone, and says so.
func TestAskedByReading(t *testing.T) {
	l := Shipped()
	o := inForce("P1")
	plain := demandOf(t, l.Asked(o, "", false), "isolate_on_entry")
	o[0].Settings = map[string]string{"A-03": "everybody"}
	read := demandOf(t, l.Asked(o, "", false), "isolate_on_entry")
	if plain.Why[0].When == read.Why[0].When && len(plain.Why) == len(read.Why) {
		t.Errorf("the same by both readings: %+v", read.Why)
	}
}

// Ensure every place of the plan that can be read two ways is listed once, those to choose
// first, with the option that holds.
func TestAmbiguities(t *testing.T) {
	l := Shipped()
	for _, p := range l.Plans() {
		fixed := false
		for _, a := range l.Ambiguities(p.ID, nil) {
			if a.Options == nil {
				fixed = true
			}
			if a.Text.IsZero() || a.Options != nil && (fixed || a.Taken != a.Options[0].Code || a.Set || len(a.Clauses) == 0) {
				t.Errorf("%s: %+v", p.ID, a)
			}
		}
	}
	list := l.Ambiguities("P1", map[string]string{"A-01": "strict"})
	if list[0].ID != "A-01" || list[0].Taken != "strict" || !list[0].Set {
		t.Errorf("%+v", list[0])
	}
	if !slices.ContainsFunc(list, func(a rules.Ambiguity) bool { return a.ID == "A-32" && a.Options == nil }) {
		t.Error("A-32 is missing")
	}
	if l.Ambiguities("P0", nil) != nil {
		t.Error("P0 is unknown")
	}
}
