package registry_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

func kitsOf(t *testing.T, b *storetest.Book) map[string]rules.Kit {
	t.Helper()
	r, err := b.As("苗谷雨").Register()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]rules.Kit{}
	for _, k := range r.Kits {
		out[k.ID] = k
	}
	return out
}

// Ensure that a kit is added, changed, retired and brought back, that it holds items in use
// each once, and that the plans' own stands among them unchanged.
func TestKits(t *testing.T) {
	b := storetest.New(t)
	put := func(id string, version int64, name string, items ...string) *command.PutKit {
		c := &command.PutKit{ID: id, Version: version, Name: name}
		for _, i := range items {
			c.Lines = append(c.Lines, rules.KitLine{Item: i, Qty: 2})
		}
		return c
	}
	keeper, admin := "苗谷雨", "许知远"
	id := b.Must(keeper, put("", 0, "夜巡包", "棉被", "fbm")).ID
	if k := kitsOf(t, b)[id]; id != "K01" || len(k.Lines) != 2 || k.Lines[1].Item == "fbm" || k.Lines[1].Qty != 2 || len(k.Clauses) != 0 {
		t.Fatalf("%s %+v", id, k)
	}
	refuse := func(kind rules.Kind, field string, c command.Command) {
		t.Helper()
		if e := b.Refuse(admin, kind, c); e.Field != field {
			t.Errorf("field %q, want %q: %v", e.Field, field, e)
		}
	}
	refuse(rules.Invalid, "name", put("", 0, "夜巡包", "棉被"))
	for _, taken := range []string{"御寒四样", "御 寒 四 样", "four goods AGAINST the cold", "ｐ7-1", "yhsy"} {
		refuse(rules.Invalid, "name", put("", 0, taken, "棉被"))
	}
	refuse(rules.NotFound, "lines[1].item", put("", 0, "车载包", "棉被", "帐篷"))
	refuse(rules.Invalid, "lines[1].item", put("", 0, "车载包", "棉被", "棉被"))
	refuse(rules.Precondition, "id", put("P7-1", 1, "改方案", "棉被"))
	refuse(rules.Precondition, "id", &command.Retire{List: "kit", ID: "P7-1"})
	refuse(rules.NotFound, "id", put("K09", 1, "车载包", "棉被"))
	b.Refuse("何雨禾", rules.Denied, &command.Retire{List: "kit", ID: id})
	b.Refuse("白露生", rules.Denied, put("", 0, "车载包", "棉被"))

	b.Must(keeper, put(id, 1, "夜巡大包", "救助联系卡"))
	if e := b.Refuse(keeper, rules.Conflict, put(id, 1, "夜巡小包", "棉被")); !strings.Contains(e.Text.ZH, "苗谷雨") {
		t.Errorf("%v", e)
	}
	for _, lot := range []int64{50} {
		b.Must("何雨禾", &command.IssueGoods{Item: "救助联系卡", From: "值班室备用", Qty: lot, Reason: "巡查"})
	}
	if e := b.Refuse(admin, rules.Precondition, &command.Retire{List: "item", ID: "救助联系卡"}); !strings.Contains(e.Text.ZH, "夜巡大包") {
		t.Errorf("%v", e)
	}
	b.Must(admin, &command.Retire{List: "kit", ID: "夜巡大包", Reason: "不用了"})
	b.Refuse(keeper, rules.Precondition, put(id, 3, "夜巡包", "棉被"))
	b.Must(admin, &command.Retire{List: "item", ID: "救助联系卡"})
	if e := b.Refuse(admin, rules.Precondition, &command.Retire{List: "kit", ID: id, Back: true}); !strings.Contains(e.Text.ZH, "救助联系卡") {
		t.Errorf("%v", e)
	}
	b.Must(admin, &command.Retire{List: "item", ID: "救助联系卡", Back: true})
	b.Must(admin, &command.Retire{List: "kit", ID: id, Back: true})
	b.Reopen()
	all := kitsOf(t, b)
	if k := all[id]; len(all) != 2 || k.Name != "夜巡大包" || k.Retired || all["P7-1"].Clauses[0] != "P7.2.23" {
		t.Errorf("%+v", all)
	}
}
