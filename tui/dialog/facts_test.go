package dialog

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/tui/entry"
)

// Ensure every fact comes back from its field as it was told, and one that nobody has told
// is an empty field.
func TestFactValue(t *testing.T) {
	var none rules.Facts
	for i := range rules.FactSpecs {
		s := &rules.FactSpecs[i]
		told := []rules.Facts{{}, {}}
		switch s.Kind {
		case rules.FactTri:
			told[0].SetTri(s.Name, rules.Yes)
			told[1].SetTri(s.Name, rules.No)
		case rules.FactChoice:
			told[0].SetWord(s.Name, s.Options[0].Code)
			told[1].SetWord(s.Name, s.Options[1].Code)
		case rules.FactMulti:
			told[0].SetList(s.Name, []string{s.Options[0].Code, s.Options[2].Code})
			told[1].SetList(s.Name, []string{})
		case rules.FactNumber:
			told[0].Age, told[1].Age = new(int), new(int)
			*told[1].Age = 70
		}
		for _, f := range told {
			var back rules.Facts
			v := FactValue(&f, s)
			if err := ReadFact(&back, s, entry.Values{"person." + s.Name: v}); err != nil || len(back.Changed(&f)) > 0 {
				t.Errorf("%s: %q, %v", s.Name, v, err)
			}
		}
		if v := FactValue(&none, s); v != "" {
			t.Errorf("%s: nobody told %q", s.Name, v)
		}
	}
	var groups rules.Facts
	groups.SetList("groups", []string{"elderly", "minor"})
	s, _ := rules.FactSpecOf("groups")
	if v := FactValue(&groups, s); v != "minor,elderly" {
		t.Errorf("not in the order of the field: %q", v)
	}
}
