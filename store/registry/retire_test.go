package registry_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
)

// Ensure nothing goes out of use while something rests on it, that the refusal says on
// what, and that what went comes back with its id.
func TestRetireListed(t *testing.T) {
	b := storetest.New(t)
	out := func(list, id string) *command.Retire { return &command.Retire{List: list, ID: id, Reason: "停用"} }
	back := func(list, id string) *command.Retire { return &command.Retire{List: list, ID: id, Back: true} }
	waits := func(list, id, on string) {
		t.Helper()
		if zh := b.Refuse(admin, rules.Precondition, out(list, id)).Text.In(text.ZH); !strings.Contains(zh, on) {
			t.Errorf("%s %s: %s", list, id, zh)
		}
	}
	b.Must(admin, &command.AddOfficer{Name: "罗望川", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"})

	waits("village", "河湾村", "罗望川")
	b.Must(admin, out("人员", "罗望川"))
	waits("village", "河湾村", "三号涵洞")
	b.Must(admin, out("place", "三号涵洞"))
	b.Must(admin, out("village", "河湾"))
	b.Refuse(admin, rules.NotFound, out("village", "河湾村"))
	waits("place", "镇仓库", "棉被")
	waits("item", "棉被", "镇仓库")
	b.Must(admin, &command.IssueGoods{Item: "救助联系卡", From: "值班室备用", Qty: 50, Reason: "发放"})
	b.Must(admin, out("item", "救助联系卡"))
	b.Must(admin, out("place", "镇避寒点"))
	b.Must(admin, out("agency", "供水站"))
	waits("officer", admin, "管理员")
	b.Must(main, &command.TakeShift{Leader: leader})
	waits("officer", main, "值班")
	for _, e := range []*rules.Error{
		b.Refuse(admin, rules.NotFound, out("item", "救助联系卡")),
		b.Refuse(admin, rules.NotFound, back("item", "没有的")),
		b.Refuse(admin, rules.NotFound, out("agency", "没有的")),
		b.Refuse(admin, rules.NotFound, out("officer", "没有的")),
	} {
		field(t, e, "id")
	}
	b.Refuse(main, rules.Denied, out("agency", "县未保中心"))

	// A retired record is not changed, and not chosen.
	b.Refuse(admin, rules.Precondition, &command.PutAgency{ID: "A06", Name: "供水站", Role: rules.AgencyOther, Version: 2})
	field(t, b.Refuse(admin, rules.NotFound, &command.PutPlace{Name: "新桥", Kind: rules.PlaceHotspot, Village: "河湾村"}), "village")
	field(t, b.Refuse(admin, rules.Invalid, &command.PutVillage{ID: "419901101201", Name: "河湾村"}), "id")

	// What belongs to a retired village waits for it.
	b.Refuse(admin, rules.Precondition, back("place", "三号涵洞"))
	b.Refuse(admin, rules.Precondition, back("officer", "罗望川"))
	if res := b.Must(admin, back("village", "419901101201")); res.ID != "419901101201" {
		t.Errorf("id %s", res.ID)
	}
	b.Refuse(admin, rules.Precondition, back("village", "419901101201"))
	if res := b.Must(admin, back("place", "三号涵洞")); res.ID != "P002" {
		t.Errorf("id %s", res.ID)
	}
	b.Must(admin, back("officer", "罗望川"))
	b.Must(admin, back("item", "救助联系卡"))

	// A name that was given away meanwhile is not free.
	b.Must(admin, &command.PutAgency{Name: "供水站", Role: rules.AgencyOther})
	field(t, b.Refuse(admin, rules.Invalid, back("agency", "A06")), "name")
	b.Must(admin, out("agency", "供水站"))
	field(t, b.Refuse(admin, rules.Invalid, back("agency", "供水站")), "id") // two of them
	b.Must(admin, back("agency", "A06"))
	l := lists(t, b.As(admin))
	if len(l.Villages) != 2 || len(l.Agencies) != 6 || len(l.Places) != 4 || len(l.Items) != 4 {
		t.Errorf("%d villages, %d agencies, %d places, %d items", len(l.Villages), len(l.Agencies), len(l.Places), len(l.Items))
	}
}

// Ensure an import takes nothing out of use that Retire would leave, nor brings back what it
// would not, once all its rows are written; a refusal names the row.
func TestImportRetires(t *testing.T) {
	b := storetest.New(t)
	refuse := func(where, on string, c *command.Import) {
		t.Helper()
		before := b.Seq()
		e := b.Refuse(admin, rules.Precondition, c)
		field(t, e, where)
		if !strings.Contains(e.Text.In(text.ZH), on) || b.Seq() != before {
			t.Errorf("%v", e)
		}
	}
	village := func(retired bool) []rules.Village {
		return []rules.Village{{ID: "419901101201", Name: "河湾村", Retired: retired}}
	}
	culvert := func(retired bool) []rules.Place {
		return []rules.Place{{Name: "三号涵洞", Kind: rules.PlaceHotspot, Retired: retired}}
	}
	refuse("villages[0].retired", "三号涵洞", &command.Import{Villages: village(true)})
	refuse("places[0].retired", "棉被", &command.Import{Places: []rules.Place{{Name: "镇仓库", Retired: true}}})
	refuse("items[1].retired", "镇仓库", &command.Import{Items: []rules.Item{{Name: "帐篷", Unit: "顶"}, {Name: "棉被", Retired: true}}})
	b.Must(admin, &command.Import{Villages: village(true), Places: culvert(true)}) // both at once
	refuse("places[0].retired", "河湾村", &command.Import{Places: culvert(false)})
	b.Must(admin, &command.Import{Villages: village(false), Places: culvert(false)})

	// Of two that bear a name, the one in use is meant.
	b.Must(admin, &command.Retire{List: "agency", ID: "供水站"})
	res := b.Must(admin, &command.PutAgency{Name: "供水站", Role: rules.AgencyOther})
	b.Must(admin, &command.Import{Agencies: []rules.Agency{{Name: "供水站", Hours: "全天"}}})
	for _, a := range register(t, b.As(admin)).Agencies {
		if a.Name == "供水站" && (a.Hours == "全天") != (a.ID == res.ID) {
			t.Errorf("%+v", a)
		}
	}
}

// Ensure whoever keeps the store may take an item out of use, but nothing else, and that
// the journal tells taking out from bringing back.
func TestRetireItem(t *testing.T) {
	b := storetest.New(t)
	const keeper = "苗谷雨"
	b.Must(keeper, &command.PutItem{Name: "帐篷", Unit: "顶"})
	b.Must(keeper, &command.Retire{List: "物资", ID: "帐篷"})
	b.Must(keeper, &command.Retire{List: "item", ID: "帐篷", Back: true})
	b.Refuse(keeper, rules.Denied, &command.Retire{List: "agency", ID: "供水站"})
	out, back := &command.Retire{List: "item"}, &command.Retire{List: "item", Back: true}
	if out.Code() == back.Code() || command.Told(out.Code()) == command.Told(back.Code()) {
		t.Errorf("%s, %s", command.Told(out.Code()), command.Told(back.Code()))
	}
}

// Ensure somebody who comes back signs in as before, and a namesake stands in the way.
func TestOfficerBack(t *testing.T) {
	b := storetest.New(t)
	b.Must(admin, &command.Retire{List: "officer", ID: "周立冬"})
	if _, err := b.SignIn("周立冬", storetest.PIN, "test"); err == nil {
		t.Error("a retired officer signs in")
	}
	res := b.Must(admin, &command.AddOfficer{Name: "周立冬", Roles: []rules.Role{rules.RoleOfficer}})
	field(t, b.Refuse(admin, rules.Invalid, &command.Retire{List: "officer", ID: "周立冬", Back: true}), "name")
	b.Must(admin, &command.Retire{List: "officer", ID: res.ID})
	b.Must(admin, &command.Retire{List: "officer", ID: "U003", Back: true})
	if _, err := b.SignIn("U003", storetest.PIN, "test"); err != nil {
		t.Error(err)
	}
}

// Ensure a stand-in signs in with a PIN of their own, takes the desk, and it stands who
// vouched for them.
func TestStandIn(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(main, &command.AddStandIn{Name: "罗小满", Phone: "１９９ 0000 0011", Post: "农业办", PIN: "１３５７"})
	o := officer(t, b, "罗小满")
	if o.ID != res.ID || o.StandIn != officer(t, b, main).ID || len(o.Roles) != 1 || o.Roles[0] != rules.RoleOfficer || o.Phone != "19900000011" {
		t.Errorf("%+v", o)
	}
	d, err := b.SignIn("罗小满", "1357", "test")
	if err != nil || d.MustSetPIN() {
		t.Fatal(err)
	}
	if _, err := d.Do("", &command.TakeShift{Leader: leader}); err != nil {
		t.Error(err)
	}
	field(t, b.Refuse(leader, rules.Invalid, &command.AddStandIn{Name: "罗小满", Phone: "19900000012", PIN: "1357"}), "name")
	field(t, b.Refuse(leader, rules.Invalid, &command.AddStandIn{Name: "唐秋实", Phone: "19900000012", PIN: "13"}), "pin")
	field(t, b.Refuse(leader, rules.Invalid, &command.AddStandIn{Name: "唐秋实", Phone: "19900000012"}), "pin")
	b.Refuse("苗谷雨", rules.Denied, &command.AddStandIn{Name: "唐秋实", Phone: "19900000012", PIN: "1357"})
}
