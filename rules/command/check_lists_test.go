package command

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Ensure what cannot be right on the face of a set-up form is refused at its field, in both
// languages, and what can is let through.
func TestCheckLists(t *testing.T) {
	village := PutVillage{ID: "419901101201", Name: "河湾村"}
	agency := PutAgency{Name: "供水站", Role: "other"}
	place := PutPlace{Name: "桥洞", Kind: "hotspot"}
	item := PutItem{Name: "棉被", Unit: "床"}
	officer := PutOfficer{ID: "U002", Name: "何雨禾", Roles: []rules.Role{"officer"}, Version: 1}
	for name, c := range map[string]struct {
		cmd   Command
		field string // "" for none
	}{
		"village":            {with(village, func(*PutVillage) {}), ""},
		"village changed":    {with(village, func(c *PutVillage) { c.Version = 3 }), ""},
		"village code":       {with(village, func(c *PutVillage) { c.ID = "4199" }), "id"},
		"village no code":    {with(village, func(c *PutVillage) { c.ID = "" }), "id"},
		"village no name":    {with(village, func(c *PutVillage) { c.Name = "\u3000" }), "name"},
		"village phone":      {with(village, func(c *PutVillage) { c.Phone = "yi990" }), "phone"},
		"agency":             {with(agency, func(*PutAgency) {}), ""},
		"agency in words":    {with(agency, func(c *PutAgency) { c.Role = "公安" }), ""},
		"agency no role":     {with(agency, func(c *PutAgency) { c.Role = "" }), "role"},
		"agency role":        {with(agency, func(c *PutAgency) { c.Role = "boss" }), "role"},
		"agency no name":     {with(agency, func(c *PutAgency) { c.Name = "" }), "name"},
		"agency phones":      {with(agency, func(c *PutAgency) { c.Phones = []string{"110", "一一〇"} }), "phones"},
		"agency too many":    {with(agency, func(c *PutAgency) { c.Phones = slices.Repeat([]string{"110"}, MaxPhones+1) }), "phones"},
		"place":              {with(place, func(*PutPlace) {}), ""},
		"place in words":     {with(place, func(c *PutPlace) { c.Kind = "避寒点" }), ""},
		"place no kind":      {with(place, func(c *PutPlace) { c.Kind = "" }), "kind"},
		"place capacity":     {with(place, func(c *PutPlace) { c.Capacity = -1 }), "capacity"},
		"place changed":      {with(place, func(c *PutPlace) { c.ID, c.Version = "P001", 2 }), ""},
		"place which":        {with(place, func(c *PutPlace) { c.Version = 2 }), "id"},
		"place which state":  {with(place, func(c *PutPlace) { c.ID = "P001" }), "version"},
		"item":               {with(item, func(*PutItem) {}), ""},
		"item no unit":       {with(item, func(c *PutItem) { c.Unit = " " }), "unit"},
		"item good":          {with(item, func(c *PutItem) { c.Good = "被子" }), "good"},
		"item minimum":       {with(item, func(c *PutItem) { c.Min = -1 }), "min"},
		"item shelf life":    {with(item, func(c *PutItem) { c.Months = 121 }), "months"},
		"officer":            {with(officer, func(*PutOfficer) {}), ""},
		"officer new":        {with(officer, func(c *PutOfficer) { c.Version = 0 }), "version"},
		"officer who":        {with(officer, func(c *PutOfficer) { c.ID = "" }), "id"},
		"officer no roles":   {with(officer, func(c *PutOfficer) { c.Roles = nil }), "roles"},
		"officer's village":  {with(officer, func(c *PutOfficer) { c.Roles = []rules.Role{"村级联络员"} }), "village"},
		"retire":             {&Retire{List: "地点", ID: "桥洞"}, ""},
		"retire from":        {&Retire{List: "person", ID: "桥洞"}, "list"},
		"retire what":        {&Retire{List: "place"}, "id"},
		"stand-in":           {&AddStandIn{Name: "罗小满", Phone: "１９９００００００１１", PIN: "1234"}, ""},
		"stand-in who":       {&AddStandIn{Phone: "19900000011"}, "name"},
		"stand-in's phone":   {&AddStandIn{Name: "罗小满"}, "phone"},
		"prefs":              {&SetPrefs{rules.Prefs{Lang: text.EN, Width: "wide", Theme: rules.ThemeContrast}}, ""},
		"no prefs":           {&SetPrefs{}, ""},
		"prefs language":     {&SetPrefs{rules.Prefs{Lang: "fr"}}, "lang"},
		"prefs width":        {&SetPrefs{rules.Prefs{Width: "double"}}, "width"},
		"prefs theme":        {&SetPrefs{rules.Prefs{Theme: "dark"}}, "theme"},
		"setting":            {&SetSetting{Name: "idle_lock", Value: "０"}, ""},
		"setting default":    {&SetSetting{Name: "idle_lock"}, ""},
		"setting which":      {&SetSetting{Name: "colour", Value: "1"}, "name"},
		"setting none":       {&SetSetting{Value: "1"}, "name"},
		"setting high":       {&SetSetting{Name: "idle_lock", Value: "721"}, "value"},
		"setting low":        {&SetSetting{Name: "idle_lock", Value: "-1"}, "value"},
		"setting no figure":  {&SetSetting{Name: "idle_lock", Value: "ten"}, "value"},
		"setting yes":        {&SetSetting{Name: "copy_out", Value: "是"}, ""},
		"setting maybe":      {&SetSetting{Name: "copy_out", Value: "2"}, "value"},
		"setting of a plan":  {&SetSetting{Operation: "p1-2026", Name: "anything", Value: "1"}, ""},
		"setting of a plan?": {&SetSetting{Operation: strings.Repeat("长", MaxName+1), Name: "at_once"}, "operation"},
	} {
		err := rules.AsError(c.cmd.Check(deskNow))
		switch {
		case err == nil && c.field != "":
			t.Errorf("%s: let through", name)
		case err != nil && (err.Field != c.field || err.Kind != rules.Invalid || err.Text.In(text.ZH) == "" || err.Text.In(text.EN) == ""):
			t.Errorf("%s: field %q, want %q: %v", name, err.Field, c.field, err)
		}
	}
}

func with[C any](c C, change func(*C)) *C {
	change(&c)
	return &c
}

// Ensure Check folds what an input method and a spreadsheet made of the fields.
func TestListsFolded(t *testing.T) {
	v := &PutVillage{ID: "４１９９０１１０１２０１", Name: " 河湾村 ", Phone: "１９９ 0000 0001"}
	a := &PutAgency{Name: "派出所", Role: "公安", Phones: []string{"１１０", "", "0419 8220015"}}
	o := &PutOfficer{ID: "U002", Name: "何雨禾", Roles: []rules.Role{"值班员", "officer"}, Version: 1}
	s := &SetSetting{Name: " copy_out ", Value: "no"}
	n := &SetSetting{Name: "idle_lock", Value: "０１５"}
	r := &Retire{List: "村(社区)", ID: " 河湾村"}
	for _, c := range []Command{v, a, o, s, n, r} {
		if err := c.Check(deskNow); err != nil {
			t.Errorf("%s: %v", c.Code(), err)
		}
	}
	if v.ID != "419901101201" || v.Name != "河湾村" || v.Phone != "19900000001" {
		t.Errorf("%+v", v)
	}
	if a.Role != rules.AgencyPolice || !slices.Equal(a.Phones, []string{"110", "0419-8220015"}) {
		t.Errorf("%+v", a)
	}
	if !slices.Equal(o.Roles, []rules.Role{rules.RoleOfficer}) || s.Name != "copy_out" || s.Value != "0" || n.Value != "15" || r.List != "village" || r.ID != "河湾村" {
		t.Errorf("%+v %+v %+v %+v", o, s, n, r)
	}
}
