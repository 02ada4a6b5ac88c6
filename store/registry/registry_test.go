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

const (
	admin  = "许知远"
	main   = "何雨禾"
	leader = "沈岚"
)

func lists(t *testing.T, d *store.Desk) *view.Lists {
	t.Helper()
	l, err := d.Lists()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func officer(t *testing.T, b *storetest.Book, name string) rules.Officer {
	t.Helper()
	for _, o := range lists(t, b.As(admin)).Officers {
		if o.Name == name {
			return o
		}
	}
	t.Fatalf("%s is not on the list", name)
	return rules.Officer{}
}

func field(t *testing.T, e *rules.Error, want string) {
	t.Helper()
	if e.Field != want {
		t.Errorf("field %q, want %q: %v", e.Field, want, e)
	}
}

// Ensure a person is added once, signs in with the PIN given, and a village contact
// belongs to a village.
func TestAddOfficer(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(leader, &command.AddOfficer{Name: " 罗小满 ", Roles: []rules.Role{"值班员", "officer"}, Phone: "１９９ 0000 0011", Post: "党政办", PIN: "１３５７"})
	if res.ID != "U009" {
		t.Errorf("id %s", res.ID)
	}
	o := officer(t, b, "罗小满")
	if !slices.Equal(o.Roles, []rules.Role{rules.RoleOfficer}) || o.Phone != "19900000011" {
		t.Errorf("%+v", o)
	}
	if _, err := b.SignIn("罗小满", "1357", "test"); err != nil {
		t.Error(err)
	}
	field(t, b.Refuse(leader, rules.Invalid, &command.AddOfficer{Name: "罗小满", Roles: []rules.Role{rules.RoleAuditor}}), "name")
	field(t, b.Refuse(leader, rules.Invalid, &command.AddOfficer{Name: "唐秋实"}), "roles")
	field(t, b.Refuse(leader, rules.Invalid, &command.AddOfficer{Name: "唐秋实", Roles: []rules.Role{"boss"}}), "roles")
	field(t, b.Refuse(leader, rules.Invalid, &command.AddOfficer{Name: "顾小满", Roles: []rules.Role{rules.RoleVillage}}), "village")
	field(t, b.Refuse(leader, rules.NotFound, &command.AddOfficer{Name: "顾小满", Roles: []rules.Role{rules.RoleVillage}, Village: "南山村"}), "village")
	b.Refuse(main, rules.Denied, &command.AddOfficer{Name: "唐秋实", Roles: []rules.Role{rules.RoleOfficer}})
	b.Must(leader, &command.AddOfficer{Name: "顾小满", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾"})
	if o := officer(t, b, "顾小满"); o.Village != "419901101201" {
		t.Errorf("%+v", o)
	}
	b.Must(leader, &command.RetireOfficer{Officer: "罗小满"}) // a namesake may come then
	if res := b.Must(leader, &command.AddOfficer{Name: "罗小满", Roles: []rules.Role{rules.RoleOfficer}}); res.ID != "U011" {
		t.Errorf("id %s", res.ID)
	}
}

// Ensure everybody sets their own PIN, leaders and administrators anybody's, and a PIN for
// one sign-in is good for one.
func TestSetPIN(t *testing.T) {
	b := storetest.New(t)
	b.Must("白露生", &command.SetPIN{PIN: "９８７６"})
	if _, err := b.SignIn("白露生", "9876", "test"); err != nil {
		t.Error(err)
	}
	b.Refuse(main, rules.Denied, &command.SetPIN{Officer: "白露生", PIN: "1111"})
	field(t, b.Refuse(main, rules.Invalid, &command.SetPIN{PIN: "12"}), "pin")
	b.Must(leader, &command.SetPIN{Officer: "周立冬", PIN: "1111", Once: true})
	d, err := b.SignIn("周立冬", "1111", "test")
	if err != nil || !d.MustSetPIN() {
		t.Fatal(err)
	}
	if _, err := b.SignIn("周立冬", "1111", "test"); err == nil {
		t.Error("a one-time PIN was good twice")
	}
	if _, err := d.Do("", &command.SetPIN{Officer: "周立冬", PIN: "2222"}); err != nil {
		t.Error(err)
	}
	if d, err := b.SignIn("周立冬", "2222", "test"); err != nil || d.MustSetPIN() {
		t.Error(err)
	}
	b.Refuse(leader, rules.NotFound, &command.SetPIN{Officer: "马小禾", PIN: "1111"})
}

// Ensure the desk is never left without an administrator, nobody locks themselves out, and
// whoever is on duty keeps the right to hand over.
func TestRoles(t *testing.T) {
	b := storetest.New(t)
	b.Refuse(admin, rules.Precondition, &command.SetRoles{Officer: admin, Roles: []rules.Role{rules.RoleAuditor}})
	b.Refuse(leader, rules.Precondition, &command.SetRoles{Officer: admin, Roles: []rules.Role{rules.RoleLeader}})
	b.Refuse(leader, rules.Precondition, &command.RetireOfficer{Officer: admin})
	b.Must(admin, &command.SetRoles{Officer: "周立冬", Roles: []rules.Role{rules.RoleAdmin, rules.RoleOfficer}})
	b.Refuse(admin, rules.Precondition, &command.SetRoles{Officer: admin, Roles: []rules.Role{rules.RoleOfficer}}) // still oneself
	b.Must("周立冬", &command.SetRoles{Officer: admin, Roles: []rules.Role{rules.RoleOfficer}})
	b.Must("周立冬", &command.RetireOfficer{Officer: admin, Reason: "调离"})
	if _, err := b.SignIn(admin, storetest.PIN, "test"); err == nil {
		t.Error("a retired officer signs in")
	}
	b.Refuse("周立冬", rules.NotFound, &command.SetRoles{Officer: admin, Roles: []rules.Role{rules.RoleAdmin}})
	b.Must(main, &command.TakeShift{Leader: leader})
	for _, who := range []string{main, leader} {
		b.Refuse("周立冬", rules.Precondition, &command.RetireOfficer{Officer: who})
		b.Refuse("周立冬", rules.Precondition, &command.SetRoles{Officer: who, Roles: []rules.Role{rules.RoleAuditor}})
	}
	b.Must("周立冬", &command.SetRoles{Officer: main, Roles: []rules.Role{rules.RoleOfficer, rules.RoleClerk}})
	field(t, b.Refuse("周立冬", rules.Invalid, &command.SetRoles{Officer: main, Roles: []rules.Role{rules.RoleVillage}}), "roles")
}

// Ensure a plan is adopted once a season, with its own window where nothing else is said,
// and only with settings that a plan has.
func TestAdoptPlan(t *testing.T) {
	b := storetest.Empty(t, nil)
	if res := b.Must(admin, &command.AdoptPlan{Plan: "ｐ1"}); res.ID != "P1-2026" {
		t.Errorf("id %s", res.ID)
	}
	rows, err := b.As(admin).Plans()
	if err != nil || len(rows) < 3 || rows[0].Plan != "P1" || len(rows[0].Operations) != 1 || rows[1].Operations == nil {
		t.Fatalf("%+v %v", rows, err)
	}
	if o := rows[0].Operations[0]; o.From != "2026-12-18" || o.To != "2027-03-20" { // P1.2.1
		t.Errorf("%+v", o)
	}
	b.Refuse(admin, rules.Precondition, &command.AdoptPlan{Plan: "P1"})
	b.Must(admin, &command.AdoptPlan{Plan: "P1", SeasonStartYear: 2030})
	// Named dates and settings change the operation that stands.
	if res := b.Must(admin, &command.AdoptPlan{Plan: "P1", From: "2026-11-01", Settings: map[string]string{"epidemic": "off"}}); res.ID != "P1-2026" {
		t.Errorf("changed %s, want P1-2026", res.ID)
	}
	for _, row := range mustPlans(t, b) {
		for _, o := range row.Operations {
			if o.ID == "P1-2026" && (o.From != "2026-11-01" || o.To != "2027-03-20" || o.Settings["epidemic"] != "off") {
				t.Errorf("after the change: %+v", o)
			}
		}
	}
	if res := b.Must(admin, &command.AdoptPlan{Plan: "P7", From: "2026-11-01", To: "2027-03-31", Settings: map[string]string{"epidemic": "off"}}); res.ID != "P7-2027" {
		t.Errorf("id %s", res.ID)
	}
	// Where the text gives no day, the township does.
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P5"}), "from")
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P2", From: "2027-01-20"}), "to")
	if res := b.Must(admin, &command.AdoptPlan{Plan: "P9", From: "2026-12-01"}); res.ID != "P9-2027" {
		t.Errorf("id %s, want P9-2027", res.ID)
	}
	field(t, b.Refuse(admin, rules.NotFound, &command.AdoptPlan{Plan: "P77"}), "plan")
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P3", From: "2027-02-01", To: "2027-01-01"}), "to")
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P3", From: "2027-02-30"}), "from")
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P3", Settings: map[string]string{"colour": "1"}}), "settings.colour")
	field(t, b.Refuse(admin, rules.Invalid, &command.AdoptPlan{Plan: "P3", Settings: map[string]string{"epidemic": "maybe"}}), "settings.epidemic")
}

// Ensure nobody who has not signed in sees a telephone of a person, and that retired
// records are not chosen from.
func TestLists(t *testing.T) {
	b := storetest.New(t)
	b.Must(admin, &command.Import{
		Villages: []rules.Village{{ID: "419901101201", Contact: "罗望川", Phone: "19900000303"}},
		Officers: []rules.Officer{{Name: main, Phone: "19900000203"}},
		Places:   []rules.Place{{Name: "三号涵洞", Retired: true}},
	})
	open, masked := lists(t, b.As(main)), lists(t, b.Public())
	if len(open.Officers) != len(storetest.People)+1 || len(open.Villages) != 2 || len(open.Agencies) != 6 || len(open.Places) != 4 || len(open.Items) != 4 {
		t.Errorf("%d officers, %d villages, %d agencies, %d places, %d items", len(open.Officers), len(open.Villages), len(open.Agencies), len(open.Places), len(open.Items))
	}
	if open.Villages[1].Phone != "19900000303" || open.Villages[1].Name != "河湾村" || masked.Villages[1].Phone != "199****0303" || masked.Villages[1].Contact != "罗**" {
		t.Errorf("%+v\n%+v", open.Villages, masked.Villages)
	}
	for i := range masked.Officers {
		if p := masked.Officers[i].Phone; p != "" && !strings.Contains(p, "*") {
			t.Errorf("%+v", masked.Officers[i])
		}
	}
	if got := masked.Agencies[1].Phones; !slices.Equal(got, []string{"110", "199****0010"}) {
		t.Errorf("%v", got)
	}
}

// Ensure a refusal reads in both languages and lists the roles there are.
func TestWords(t *testing.T) {
	b := storetest.New(t)
	e := b.Refuse(admin, rules.Invalid, &command.AddOfficer{Name: "唐秋实", Roles: []rules.Role{"boss"}})
	if zh, en := e.Text.In(text.ZH), e.Text.In(text.EN); !strings.Contains(zh, "村级联络员") || !strings.Contains(en, "storekeeper") {
		t.Errorf("%s / %s", zh, en)
	}
}

// Ensure a plan shows its season and its dated items: of the operation that is not over, by
// its reading, else of the season to come.
func TestPlanPage(t *testing.T) {
	b := storetest.Empty(t, nil)
	page := func(id string) *view.PlanPage {
		t.Helper()
		p, err := b.As(admin).Plan(id)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := page("P1")
	if p.Season != 2026 || p.Operation != "" || p.From != "2026-12-18" || p.To != "2027-03-20" || p.Days != 93 || p.Deadlines[0].Due != "2027-03-22" || p.Roster.Leader || len(p.Lists) != 5 {
		t.Errorf("%+v", p)
	}
	b.Must(admin, &command.AdoptPlan{Plan: "P1", SeasonStartYear: 2025, From: "2025-11-01", To: "2026-03-31"})
	b.Must(admin, &command.AdoptPlan{Plan: "P1", SeasonStartYear: 2028})
	b.Must(admin, &command.AdoptPlan{Plan: "P1", From: "2026-11-01", Settings: map[string]string{"A-01": "strict"}})
	if p := page("P1"); p.Operation != "P1-2026" || p.Season != 2026 || p.From != "2026-11-01" || p.Days != 140 || p.Deadlines[0].Due != "2027-03-21" {
		t.Errorf("%+v", p)
	}
	if p := page("P2"); p.From != "" || p.To != "" || p.Days != 0 || p.Deadlines[0].Due != "2027-03-11" || p.Roster != nil {
		t.Errorf("%+v", p)
	}
	if p := page("P7"); !p.Roster.Leader || len(p.Deadlines) != 0 {
		t.Errorf("%+v", p)
	}
	if _, err := b.As(admin).Plan("P77"); err == nil || rules.AsError(err).Kind != rules.NotFound {
		t.Errorf("%v", err)
	}
}

func mustPlans(t *testing.T, b *storetest.Book) []view.PlanRow {
	t.Helper()
	rows, err := b.As(admin).Plans()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Ensure a plan is ended or withdrawn by those who may adopt it, asks for nothing from then
// on, and can be adopted anew with the settings that it had.
func TestEndPlan(t *testing.T) {
	b := storetest.New(t)
	b.Must(admin, &command.AdoptPlan{Plan: "P1", From: "2026-11-01", Settings: map[string]string{"at_once": "3"}})
	state := func() string {
		rows, err := b.As(admin).Plans()
		if err != nil {
			t.Fatal(err)
		}
		return rows[0].State
	}
	asks := func() int {
		p, err := b.As(main).PlansToday()
		if err != nil {
			t.Fatal(err)
		}
		return len(p.Seasons)
	}
	b.Refuse(main, rules.Denied, &command.EndPlan{Operation: "P1-2026", Withdraw: true, Reason: "写错了"})
	field(t, b.Refuse(admin, rules.NotFound, &command.EndPlan{Operation: "P1-1999", Reason: "写错了"}), "operation")
	field(t, b.Refuse(admin, rules.Invalid, &command.EndPlan{Operation: "P1-2026"}), "reason")
	if state() != rules.OperationInForce || asks() != 3 {
		t.Fatalf("%s, %d", state(), asks())
	}
	b.Must(admin, &command.EndPlan{Operation: "p1-2026", Withdraw: true, Reason: "县里通知"})
	if state() != rules.OperationWithdrawn || asks() != 2 {
		t.Errorf("%s, %d", state(), asks())
	}
	p, err := b.As(admin).Plan("P1")
	if err != nil || p.Operation != "" || p.Can["plan.end"] == nil {
		t.Errorf("%+v %v", p, err)
	}
	b.Refuse(admin, rules.Precondition, &command.SetSetting{Operation: "P1-2026", Name: "at_once", Value: "4"})
	b.Must(admin, &command.AdoptPlan{Plan: "P1", From: "2026-11-10"})
	rows, _ := b.As(admin).Plans()
	if o := rows[0].Operations; len(o) != 1 || o[0].Withdrawn || o[0].Ended != "" || o[0].From != "2026-11-10" || o[0].Settings["at_once"] != "3" {
		t.Errorf("%+v", o)
	}
}
