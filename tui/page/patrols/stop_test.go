package patrols

import (
	"encoding/json"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/view"
)

// Ensure that a stop offers what is planned and not reached first, asks about a person only
// where one was found, and needs to say why a place was passed over.
func TestStop(t *testing.T) {
	p := New(nil, "")
	p.p = &view.Patrols{Out: []view.PatrolRow{{Patrol: rules.Patrol{ID: "Q1", State: rules.PatrolOut, Places: []rules.PlaceRef{{Text: "汽车站桥洞"}, {Text: "三号涵洞"}},
		Stops: []rules.PatrolStop{{No: 1, Place: rules.PlaceRef{Text: "汽车站桥洞"}}}}}}}
	p.lists = &view.Lists{Places: []rules.Place{{Name: "汽车站桥洞", Kind: rules.PlaceHotspot}}}
	r := &p.p.Out[0]
	if o := p.targets(r); o[0].Value != "三号涵洞" {
		t.Errorf("%+v", o[:2])
	}
	names := func(found string) string {
		var out []string
		for _, s := range p.stopShape(r, map[string]string{"found": found}) {
			out = append(out, s.Name)
		}
		return strings.Join(out, " ")
	}
	if s := names(nobody); strings.Contains(s, "person") || strings.Contains(s, "case") {
		t.Error(s)
	}
	if s := names(opens); !strings.Contains(s, "person.confused") {
		t.Error(s)
	}
	c, err := p.noted("Q1", map[string]string{"found": opens, "place": "三号涵洞", "seen": "老人", "person.age": "70", "person.confused": "yes"})
	if raw, _ := json.Marshal(c); err != nil || !strings.Contains(string(raw), `"confused":true`) || !strings.Contains(string(raw), `"age":70`) {
		t.Errorf("%s %v", raw, err)
	}
	if _, err := p.noted("Q1", map[string]string{"found": joins, "place": "x"}); err == nil || err.Field != "case" {
		t.Error(err)
	}
	if _, err := p.noted("Q1", map[string]string{"found": nobody, "place": "x", "at": "99:99"}); err == nil || err.Kind != rules.Invalid {
		t.Error(err)
	}
}
