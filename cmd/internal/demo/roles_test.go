package demo

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store"
)

// people of the demo, one of each role and one of two.
var people = map[string][]rules.Role{
	"何雨禾": {rules.RoleOfficer}, "沈岚": {rules.RoleLeader}, "苗谷雨": {rules.RoleStorekeeper}, "田望舒": {rules.RoleClerk},
	"罗望川": {rules.RoleVillage}, "白露生": {rules.RoleAuditor}, "许知远": {rules.RoleAdmin}, "乔知雪": {rules.RoleClerk, rules.RoleOfficer},
}

// demoBook is the demo on a clock that stands.
func demoBook(t *testing.T) *store.Store {
	t.Helper()
	dir := t.TempDir()
	if err := Seed(dir, Start, time.Now); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.Options{Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// reads are all pages that somebody may open, by name: those without an argument, and those of
// each record of a noun.
func reads(t *testing.T, st *store.Store, d *store.Desk) map[string]any {
	t.Helper()
	officer, err := st.SignIn("何雨禾", pin, "desk")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string][]string{"Plan": plans, "OwnPlan": nil, "PlanFile": plans, "Handover": {""}, "Roster": {""}, "Report": nil}
	cases, err := officer.Cases(true, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for _, m := range []string{"Case", "Alike", "Referrals", "FollowUps"} {
			ids[m] = append(ids[m], c.ID)
		}
	}
	calls, _ := officer.Calls(true, 0)
	for _, c := range calls {
		ids["Call"] = append(ids["Call"], c.ID)
	}
	notices, _ := officer.Notices(0)
	for _, n := range notices.Rows {
		ids["Notice"] = append(ids["Notice"], n.Notice.ID)
	}
	sheets, _ := officer.Handovers(0)
	for _, h := range sheets {
		ids["Handover"] = append(ids["Handover"], h.ID)
	}
	papers, _ := officer.Papers(true, 0)
	for _, p := range papers {
		ids["Paper"] = append(ids["Paper"], p.Paper.ID)
	}
	refs, _ := officer.Referrals("", true, 0)
	for _, r := range refs {
		ids["Referral"] = append(ids["Referral"], r.Referral.ID)
	}
	patrols, _ := officer.Patrols(0)
	for _, p := range append(patrols.Out, patrols.Rows...) {
		ids["Patrol"] = append(ids["Patrol"], p.Patrol.ID)
	}
	registers, _ := officer.Registers()
	for _, r := range registers.Kinds {
		ids["RegisterPage"] = append(ids["RegisterPage"], r.ID)
		page, _ := officer.RegisterPage(r.ID, true)
		for _, x := range page.Rows {
			ids["RegisterRow"] = append(ids["RegisterRow"], x.Row.ID)
		}
	}
	for _, k := range rules.ReportWords {
		ids["Report"] = append(ids["Report"], k.Code)
	}
	out := map[string]any{}
	v := reflect.ValueOf(d)
	for i := range v.NumMethod() {
		name, m := v.Type().Method(i).Name, v.Method(i)
		mt := m.Type()
		if mt.NumOut() != 2 || strings.HasPrefix(name, "Do") || name == "Actor" || name == "Stow" || name == "Export" || name == "ImportAll" || name == "PlanChange" || name == "DraftPaper" || name == "Draft" {
			continue
		}
		call := func(as string, id string) {
			var in []reflect.Value
			strings := 0
			for j := range mt.NumIn() {
				a := reflect.New(mt.In(j)).Elem()
				switch a.Kind() {
				case reflect.String:
					if strings++; strings == 1 {
						a.SetString(id)
					}
				case reflect.Bool:
					a.SetBool(true)
				}
				in = append(in, a)
			}
			res := m.Call(in)
			if !res[1].IsNil() {
				out[as] = res[1].Interface()
				return
			}
			out[as] = res[0].Interface()
		}
		call(name, "")
		for _, id := range ids[name] {
			call(name+" "+id, id)
		}
	}
	return out
}

// cans finds the keys that a model greys, wherever they stand in it.
func cans(v reflect.Value, found func(view.Can)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			cans(v.Elem(), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				cans(v.Field(i), found)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			cans(v.Index(i), found)
		}
	case reflect.Map:
		if c, ok := v.Interface().(view.Can); ok {
			found(c)
		}
	}
}

// short are the keys of Can that are no command's code.
var short = map[string]string{"act": "case.act", "waive": "case.waive", "revoke": "case.revoke", "undo": "patrol.undo", "fix": "patrol.fix", "row.restore": "row.strike", "list.restore": "list.retire", "report.more": "report.send"}

// TestKeysAgreeWithCommands walks every page of the demo as each role: what a role may not run
// is grey there with that reason, and nothing else is grey for the sake of the role.
func TestKeysAgreeWithCommands(t *testing.T) {
	st := demoBook(t)
	area, refusals := map[string][]rules.Area{}, map[string]bool{}
	for _, c := range command.All() {
		area[c.Code()] = append(area[c.Code()], c.Area())
		refusals[fmt.Sprint(rules.May(nil, c.Area()).Text)] = true
	}
	area["setting.set"] = []rules.Area{rules.AreaPlan, rules.AreaOfficer}
	area["list.retire"] = []rules.Area{rules.AreaOfficer, rules.AreaStock}
	area["officer.pin"] = []rules.Area{rules.AreaOfficer} // those of others
	keys := 0
	for name, roles := range people {
		d, err := st.SignIn(name, pin, "desk")
		if err != nil {
			t.Fatal(err)
		}
		for page, model := range reads(t, st, d) {
			if err, failed := model.(error); failed {
				if rules.VillageOnly(roles) != (rules.KindOf(err) == rules.Denied) && rules.KindOf(err) != rules.NotFound && rules.KindOf(err) != rules.Denied {
					t.Errorf("%s %s: %v", name, page, err)
				}
				continue
			}
			cans(reflect.ValueOf(model), func(can view.Can) {
				for key, e := range can {
					code, _, _ := strings.Cut(key, "/")
					if s := short[code]; s != "" {
						code = s
					}
					areas := area[code]
					if code == "archive.path" { // of the session, not of the role
						continue
					}
					if len(areas) == 0 {
						t.Errorf("%s %s: the key %s is no command's", name, page, key)
						continue
					}
					keys++
					may := false
					for _, a := range areas {
						may = may || rules.May(roles, a) == nil
					}
					switch {
					case !may && (e == nil || e.Kind != rules.Denied):
						t.Errorf("%s %s: %s is open to %v: %v", name, page, key, roles, e)
					case may && len(areas) == 1 && e != nil && !strings.HasPrefix(code, "roster.") && code != "stock.reverse" && refusals[fmt.Sprint(e.Text)]:
						t.Errorf("%s %s: %s is shut to %v, who may: %v", name, page, key, roles, e)
					}
				}
			})
		}
	}
	if keys < 2000 {
		t.Errorf("only %d keys", keys)
	}
	t.Logf("%d keys", keys)
}
