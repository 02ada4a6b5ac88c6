package registry_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

func register(t *testing.T, d *store.Desk) *view.Register {
	t.Helper()
	r, err := d.Register()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stale must be a Conflict that names who changed the record, how and when.
func stale(t *testing.T, b *storetest.Book, name, by string, cmd command.Command) {
	t.Helper()
	zh := b.Refuse(name, rules.Conflict, cmd).Text.In(text.ZH)
	if !strings.Contains(zh, by) || !strings.Contains(zh, command.Told(cmd.Code()).ZH) || !strings.Contains(zh, "11-24 02:10") {
		t.Errorf("%s: %s", cmd.Code(), zh)
	}
}

// Ensure a village is known by its code for ever, by one name, and is replaced whole.
func TestPutVillage(t *testing.T) {
	b := storetest.New(t)
	add := func(id, name string) *command.PutVillage {
		return &command.PutVillage{ID: id, Name: name, Contact: "罗望川", Phone: "19900000303"}
	}
	if res := b.Must(leader, add("419901101202", "南山村")); res.ID != "419901101202" {
		t.Errorf("id %s", res.ID)
	}
	field(t, b.Refuse(leader, rules.Invalid, add("419901101202", "西山村")), "id")
	field(t, b.Refuse(leader, rules.Invalid, add("419901101203", "南山村")), "name")
	b.Refuse(main, rules.Denied, add("419901101203", "西山村"))
	b.Must(leader, &command.PutVillage{ID: "419901101202", Name: "南山社区", Version: 1})
	v := register(t, b.As(leader)).Villages[2]
	if v.Name != "南山社区" || v.Contact != "" || v.Phone != "" || v.Version != 2 {
		t.Errorf("%+v", v)
	}
	stale(t, b, admin, leader, &command.PutVillage{ID: "419901101202", Name: "南山村", Version: 1})
	field(t, b.Refuse(leader, rules.NotFound, &command.PutVillage{ID: "419901101299", Name: "西山村", Version: 1}), "id")
	field(t, b.Refuse(leader, rules.Invalid, &command.PutVillage{ID: "419901101202", Name: "河湾村", Version: 2}), "name")
}

// Ensure a unit of the township is added with a new id, keeps it under another name, and
// its telephones stay in their order.
func TestPutAgency(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(leader, &command.PutAgency{Name: "卫生院", Role: "医院", Phones: []string{"19900000061", "120"}})
	if res.ID != "A07" {
		t.Errorf("id %s", res.ID)
	}
	field(t, b.Refuse(leader, rules.Invalid, &command.PutAgency{Name: "卫生院", Role: rules.AgencyHospital}), "name")
	b.Must(leader, &command.PutAgency{ID: res.ID, Name: "镇卫生院", Role: rules.AgencyHospital, Phones: []string{"120", "19900000061"}, Hours: "全天", Version: 1})
	a := register(t, b.As(leader)).Agencies[6]
	if a.ID != res.ID || a.Name != "镇卫生院" || !slices.Equal(a.Phones, []string{"120", "19900000061"}) || a.Hours != "全天" {
		t.Errorf("%+v", a)
	}
	stale(t, b, admin, leader, &command.PutAgency{ID: res.ID, Name: "卫生院", Role: rules.AgencyHospital, Version: 1})
	b.Refuse(main, rules.Denied, &command.PutAgency{Name: "供电所", Role: rules.AgencyOther})
}

// Ensure a place lies in a village on the list, keeps its id and its goods under another
// name, and holds none as a hotspot.
func TestPutPlace(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(leader, &command.PutPlace{Name: "老戏台", Kind: "重点部位", Ground: "广场", Village: "河湾"})
	if res.ID != "P006" {
		t.Errorf("id %s", res.ID)
	}
	if p := register(t, b.As(leader)).Places[5]; p.Village != "419901101201" || p.Area != "广场" || p.Kind != rules.PlaceHotspot {
		t.Errorf("%+v", p)
	}
	field(t, b.Refuse(leader, rules.NotFound, &command.PutPlace{Name: "新桥", Kind: rules.PlaceHotspot, Village: "无此村"}), "village")
	field(t, b.Refuse(leader, rules.Invalid, &command.PutPlace{Name: "镇仓库", Kind: rules.PlaceDepot}), "name")
	b.Must(leader, &command.PutPlace{ID: "P004", Name: "中心仓库", Kind: rules.PlaceDepot, Version: 1})
	s, err := b.As(main).Stock()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(s.Rows, func(r view.StockRow) bool { return r.Place.Name == "中心仓库" && r.Qty == 40 }) {
		t.Errorf("the goods did not stay: %+v", s.Rows)
	}
	stale(t, b, admin, leader, &command.PutPlace{ID: "P004", Name: "镇仓库", Kind: rules.PlaceDepot, Version: 1})
	e := b.Refuse(leader, rules.Invalid, &command.PutPlace{ID: "P004", Name: "中心仓库", Kind: rules.PlaceHotspot, Version: 2})
	if field(t, e, "kind"); !strings.Contains(e.Text.In(text.ZH), "棉被") {
		t.Errorf("%v", e)
	}
	b.Must(leader, &command.PutPlace{ID: "P003", Name: "镇避寒点", Kind: rules.PlaceHotspot, Version: 1})
}

// Ensure the unit of an item stands from its first move on, and the storekeeper keeps the list.
func TestPutItem(t *testing.T) {
	b := storetest.New(t)
	res := b.Must("苗谷雨", &command.PutItem{Name: "棉鞋", Unit: "只", Good: "棉鞋", Given: "御寒物品", Min: 5})
	if res.ID != "I05" {
		t.Errorf("id %s", res.ID)
	}
	b.Must("苗谷雨", &command.PutItem{ID: res.ID, Name: "棉鞋", Unit: "双", Version: 1})
	if i := register(t, b.As(main)).Items[4]; i.Unit != "双" || i.Good != "" || i.Min != 0 || i.Version != 2 {
		t.Errorf("%+v", i)
	}
	b.Must("苗谷雨", &command.ReceiveGoods{Item: "棉鞋", Place: "镇仓库", Qty: 1})
	b.Must("苗谷雨", &command.IssueGoods{Item: "棉鞋", From: "镇仓库", Qty: 1, Reason: "巡查"})
	field(t, b.Refuse("苗谷雨", rules.Invalid, &command.PutItem{ID: res.ID, Name: "棉鞋", Unit: "只", Version: 2}), "unit")
	b.Must("苗谷雨", &command.PutItem{ID: res.ID, Name: "加厚棉鞋", Unit: "双", Months: 12, Version: 2})
	stale(t, b, leader, "苗谷雨", &command.PutItem{ID: res.ID, Name: "棉鞋", Unit: "双", Version: 2})
	field(t, b.Refuse(leader, rules.Invalid, &command.PutItem{Name: "棉被", Unit: "床"}), "name")
	b.Refuse("白露生", rules.Denied, &command.PutItem{Name: "手套", Unit: "双"})
}

// Ensure a changed officer signs in under the new name with the old PIN, and that no form
// locks anybody out.
func TestPutOfficer(t *testing.T) {
	b := storetest.New(t)
	form := func(name string, roles ...rules.Role) *command.PutOfficer {
		o := officer(t, b, name)
		return &command.PutOfficer{ID: o.ID, Name: o.Name, Roles: roles, Village: o.Village, Phone: o.Phone, Post: o.Post, Version: o.Version}
	}
	c := form("周立冬", rules.RoleOfficer, rules.RoleClerk)
	c.Name, c.Phone, c.Post = "周立东", "19900000204", "党政办"
	b.Must(leader, c)
	if _, err := b.SignIn("周立东", storetest.PIN, "test"); err != nil {
		t.Error(err)
	}
	if o := officer(t, b, "周立东"); o.ID != c.ID || len(o.Roles) != 2 || o.Phone != "19900000204" || o.Post != "党政办" {
		t.Errorf("%+v", o)
	}
	stale(t, b, admin, leader, c)
	taken := form("周立东", rules.RoleOfficer)
	taken.Name = main
	field(t, b.Refuse(leader, rules.Invalid, taken), "name")
	village := form("白露生", rules.RoleVillage)
	field(t, b.Refuse(leader, rules.Invalid, village), "village")
	village.Village = "无此村"
	field(t, b.Refuse(leader, rules.NotFound, village), "village")
	village.Village = "河湾村"
	b.Must(leader, village)
	b.Refuse(main, rules.Denied, form("白露生", rules.RoleAuditor))

	b.Refuse(admin, rules.Precondition, form(admin, rules.RoleAuditor)) // oneself
	b.Refuse(leader, rules.Precondition, form(admin, rules.RoleLeader)) // the last administrator
	b.Must(main, &command.TakeShift{Leader: leader})
	b.Refuse(admin, rules.Precondition, form(main, rules.RoleAuditor))  // on duty
	b.Refuse(admin, rules.Precondition, form(leader, rules.RoleClerk))  // leads
	b.Must(admin, form(main, rules.RoleOfficer, rules.RoleStorekeeper)) // keeps the desk
	if o := officer(t, b, admin); !slices.Contains(o.Roles, rules.RoleAdmin) || o.Version != 1 {
		t.Errorf("a refused form was written: %+v", o)
	}
}

// Ensure the register shows what is retired, covers what Lists covers, and tells each
// reader what the commands would answer.
func TestRegister(t *testing.T) {
	b := storetest.New(t)
	b.Must(leader, &command.PutAgency{Name: "卫生院", Role: rules.AgencyHospital, Phones: []string{"19900000061"}})
	b.Must(leader, &command.Retire{List: "agency", ID: "卫生院"})
	b.Must(leader, &command.PutVillage{ID: "419901101202", Name: "南山村", Contact: "罗望川", Phone: "19900000303"})
	open, hidden := register(t, b.As(leader)), register(t, b.Public())
	if n := len(open.Agencies); n != 7 || !open.Agencies[6].Retired || len(lists(t, b.As(leader)).Agencies) != 6 {
		t.Errorf("%d agencies, %+v", n, open.Agencies[6])
	}
	if open.Agencies[6].Phones[0] != "19900000061" || hidden.Agencies[6].Phones[0] != "199****0061" ||
		hidden.Villages[2].Contact != "罗**" || hidden.Villages[2].Phone != "199****0303" {
		t.Errorf("%+v %+v", hidden.Agencies[6], hidden.Villages[2])
	}
	if open.Seq != b.Seq() || open.Now.IsZero() {
		t.Errorf("%+v", open.Stamp)
	}
	codes := []string{"village.put", "agency.put", "place.put", "item.put", "officer.put", "officer.add", "officer.standin", "officer.pin",
		"list.retire/village", "list.retire/officer", "list.retire/agency", "list.retire/place", "list.retire/item"}
	for who, may := range map[string][]string{
		leader: codes, main: {"item.put", "list.retire/item", "officer.standin"}, "苗谷雨": {"item.put", "list.retire/item"}, "田望舒": nil, "白露生": nil,
	} {
		can := register(t, b.As(who)).Can
		for _, code := range codes {
			if e, ok := can[code]; !ok || (e == nil) != slices.Contains(may, code) {
				t.Errorf("%s, %s: %v", who, code, e)
			}
		}
	}
	for _, code := range codes {
		if hidden.Can[code] == nil {
			t.Errorf("nobody may %s", code)
		}
	}
}
