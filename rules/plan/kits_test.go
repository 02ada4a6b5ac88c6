package plan

import (
	"strings"
	"testing"
	"testing/fstest"

	"dutydesk/rules"
)

// Ensure that plan 7 gives its four goods (P7.2.23) while it is in force, and that its kit
// keeps its name afterwards.
func TestKits(t *testing.T) {
	l := Shipped()
	if got := l.Kits([]rules.Operation{{Plan: "P1"}, {Plan: "P3"}}); len(got) != 0 {
		t.Errorf("without plan 7: %+v", got)
	}
	got := l.Kits([]rules.Operation{{Plan: "P1"}, {Plan: "P7"}})
	if len(got) != 1 || got[0].ID != "P7-1" || got[0].Name == "" || got[0].English == "" || strings.Join(got[0].Clauses, " ") != "P7.2.23" {
		t.Fatalf("%+v", got)
	}
	var goods []string
	for _, line := range got[0].Lines {
		goods = append(goods, line.Good)
		if line.Qty != 1 || line.Item != "" {
			t.Errorf("%+v", line)
		}
	}
	if s := strings.Join(goods, " "); s != "被条 棉衣 棉鞋 方便食品" {
		t.Errorf("%s", s)
	}
	if k, ok := l.Kit("P7-1"); !ok || k.Name != got[0].Name {
		t.Errorf("%+v", k)
	}
	if _, ok := l.Kit("K01"); ok {
		t.Error("an own kit is no plan's")
	}
}

func TestFaultsOfKits(t *testing.T) {
	for _, c := range []struct{ kits, want string }{
		{"kits:\n  - {clauses: [P9.1.1], zh: 包, en: Kit, goods: [{good: 被条, qty: 2}]}\n", ""},
		{"kits:\n  - {clauses: [P9.1.1], zh: 包, en: Kit, goods: [{good: 帐篷, qty: 1}]}\n", `good "帐篷"; expected one that an act gives`},
		{"kits:\n  - {clauses: [P9.1.1], zh: 包, en: Kit, goods: [{good: 被条, qty: 0}]}\n", "expected a whole number, 1 to 1000"},
		{"kits:\n  - {zh: 包, en: Kit, goods: [{good: 被条, qty: 1}]}\n", `key "clauses" is missing`},
		{"kits:\n  - {clauses: [P9.1.1], zh: 包, en: Kit}\n", `key "goods" is missing`},
		{"kits:\n  - {clauses: [P9.1.1], zh: 包, en: Kit, goods: [{item: 被条, qty: 1}]}\n", `unknown key "item"`},
	} {
		files := shippedWith(t, "", nil)
		files["plans/p9.yaml"] = &fstest.MapFile{Data: []byte(tiny + c.kits)}
		_, err := load(files)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}
