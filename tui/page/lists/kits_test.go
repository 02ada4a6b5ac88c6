package lists

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// packed is the register with the plan's kit and an own one.
func packed(t *testing.T) *rig {
	reg := register()
	reg.Items = append(reg.Items, rules.Item{ID: "I04", Name: "棉被", Unit: "床"}, rules.Item{ID: "I05", Name: "旧毯", Unit: "床", Retired: true})
	reg.Kits = []rules.Kit{
		{ID: "P7-1", Name: "御寒四样", English: "Four goods", Clauses: []string{"P7.2.23"}, Lines: []rules.KitLine{{Good: "被条", Qty: 1}, {Good: "方便食品", Qty: 1}}},
		{ID: "K01", Name: "夜巡包", Lines: []rules.KitLine{{Item: "I03", Qty: 2}, {Item: "I04", Qty: 1}}, Meta: rules.Meta{Version: 3}},
	}
	r := newRig(t, reg)
	r.tab("kit")
	return r
}

// Ensure that a kit is written item by item, each with its number, and that an item which is
// emptied goes.
func TestKits(t *testing.T) {
	r := packed(t)
	if s := r.shown(80); !strings.Contains(s, "方便面 2箱、棉被 1床") || !strings.Contains(s, "P7-1") {
		t.Errorf("%s", s)
	}
	r.Press("F6", "text:车载包", "Tab", "text:fbm", "Enter", "text:2", "Tab", "text:mb", "Enter", "F9")
	if got, want := r.saved(), `kit.put {"name":"车载包","lines":[{"item":"I03","qty":2},{"item":"I04","qty":1}]}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	r = packed(t)
	r.Press("Down", "Enter", "F9")
	if got, want := r.saved(), `kit.put {"id":"K01","name":"夜巡包","lines":[{"item":"I03","qty":2},{"item":"I04","qty":1}],"version":3}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	r = packed(t)
	r.Press("Down", "Enter", "Tab", "Backspace", "F9")
	if got, want := r.saved(), `kit.put {"id":"K01","name":"夜巡包","lines":[{"item":"I04","qty":1}],"version":3}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	r = packed(t)
	r.Press("Down", "Delete", "text:不用了", "F9")
	if got, want := r.saved(), `list.retire {"list":"kit","id":"K01","reason":"不用了"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Ensure that the plan's own kit is shown and neither changed nor retired.
func TestPlansKitStands(t *testing.T) {
	r := packed(t)
	if s := r.shown(80); !strings.Contains(s, "御寒四样") || !strings.Contains(s, "被条 1") {
		t.Errorf("%s", s)
	}
	for _, key := range []string{"enter", "delete"} {
		why := r.Page.Keys().Find(key).Refusal()
		if why == nil || !strings.Contains(why.Text.ZH, "方案规定") || why.Clause != "P7.2.23" {
			t.Errorf("%s: %v", key, why)
		}
	}
}

// Ensure that a good of the plans, which has no unit of its own, is followed by none.
func TestGoodWithoutUnit(t *testing.T) {
	l := kitLine(register(), rules.KitLine{Good: "被条", Qty: 1})
	if l.In(text.ZH) != "被条 1" || l.In(text.EN) != "quilt 1" {
		t.Errorf("%q %q", l.In(text.ZH), l.In(text.EN))
	}
}
