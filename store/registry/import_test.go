package registry_test

import (
	"fmt"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure rows that exist change where the new one says something, the same again writes
// nothing, and a PIN is never overwritten.
func TestImportAgain(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(admin, &command.Import{
		Officers: []rules.Officer{{Name: main, Post: "党政办"}, {Name: "罗小满", Roles: []rules.Role{rules.RoleOfficer}}},
		PINs:     map[string]string{main: "1111", " 罗小满": "２２２２"},
		Agencies: []rules.Agency{{Name: "供水站", Phones: []string{"19900000051", "19900000052"}}},
		Places:   []rules.Place{{Name: "镇避寒点", Capacity: 30, Village: "车站社区"}},
		Items:    []rules.Item{{Name: "棉被", Min: 25}},
	})
	if len(res.More) != 5 {
		t.Errorf("written: %v", res.More)
	}
	o := officer(t, b, main)
	if o.Post != "党政办" || len(o.Roles) != 1 || o.Version != 2 {
		t.Errorf("%+v", o)
	}
	if _, err := b.SignIn(main, "1111", "test"); err == nil {
		t.Error("an import took somebody's PIN over")
	}
	if _, err := b.SignIn("罗小满", "2222", "test"); err != nil {
		t.Error(err)
	}
	l := lists(t, b.As(main))
	if a := l.Agencies[5]; a.Name != "供水站" || len(a.Phones) != 2 || a.Role != rules.AgencyOther {
		t.Errorf("%+v", a)
	}
	if p := l.Places[2]; p.Capacity != 30 || p.Kind != rules.PlaceShelter || p.Village != "419901101001" {
		t.Errorf("%+v", p)
	}
	if i := l.Items[0]; i.Min != 25 || i.Unit != "床" || i.Good != "被条" {
		t.Errorf("%+v", i)
	}
	res = b.Must(admin, &command.Import{Items: []rules.Item{{Name: "棉被", Min: 25}}, Officers: []rules.Officer{{Name: main, Post: "党政办"}}})
	if len(res.More) != 0 || officer(t, b, main).Version != 2 {
		t.Errorf("the same again wrote %v", res.More)
	}
}

// Ensure a refused import leaves nothing, and says which row it was.
func TestImportRefused(t *testing.T) {
	b := storetest.New(t)
	before := fmt.Sprint(lists(t, b.As(main)))
	for name, c := range map[string]struct {
		imp   command.Import
		kind  rules.Kind
		field string
	}{
		"village":      {command.Import{Places: []rules.Place{{Name: "新地点", Kind: rules.PlaceHotspot}, {Name: "别处", Kind: rules.PlaceHotspot, Village: "南山村"}}}, rules.NotFound, "places[1].village"},
		"kind":         {command.Import{Places: []rules.Place{{Name: "新地点"}}}, rules.Invalid, "places[0].kind"},
		"closed list":  {command.Import{Places: []rules.Place{{Name: "新地点", Kind: "bridge"}}}, rules.Invalid, "places[0].kind"},
		"roles":        {command.Import{Officers: []rules.Officer{{Name: "罗小满"}}}, rules.Invalid, "officers[0].roles"},
		"unit":         {command.Import{Items: []rules.Item{{Name: "帐篷"}}}, rules.Invalid, "items[0].unit"},
		"unit changed": {command.Import{Items: []rules.Item{{Name: "棉被", Unit: "条"}}}, rules.Invalid, "items[0].unit"},
		"code":         {command.Import{Villages: []rules.Village{{ID: "4199", Name: "南山村"}}}, rules.Invalid, "villages[0].id"},
		"village name": {command.Import{Villages: []rules.Village{{ID: "419901101299", Name: "河湾村"}}}, rules.Invalid, "villages[0].name"},
		"PIN of whom":  {command.Import{PINs: map[string]string{"无人": "1234"}}, rules.Invalid, "pins"},
		"no item":      {command.Import{Opening: []command.Opening{{Item: "帐篷", Place: "镇仓库", Qty: 1}}}, rules.NotFound, "item"},
		"opened twice": {command.Import{Opening: []command.Opening{{Item: "方便面", Place: "值班室备用", Qty: 5, Label: "旧批", Expires: "2026-12-10"}}}, rules.Precondition, "opening"},
		"last admin":   {command.Import{Officers: []rules.Officer{{Name: admin, Roles: []rules.Role{rules.RoleLeader}}}}, rules.Precondition, "officers[0]."},
	} {
		e := b.Refuse(admin, c.kind, &c.imp)
		if e.Field != c.field {
			t.Errorf("%s: field %q, want %q: %v", name, e.Field, c.field, e)
		}
		if after := fmt.Sprint(lists(t, b.As(main))); after != before {
			t.Errorf("%s: the lists changed", name)
		}
	}
}
