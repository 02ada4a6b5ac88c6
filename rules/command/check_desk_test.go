package command

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

var deskNow = time.Date(2026, 11, 23, 20, 0, 0, 0, rules.Zone)

func hours(h int) *time.Time {
	t := deskNow.Add(time.Duration(h) * time.Hour)
	return &t
}

// Ensure what cannot be right on its face is refused at its field, in both languages, and
// what can is let through.
func TestCheckDesk(t *testing.T) {
	long := strings.Repeat("长", MaxLine+1)
	for name, c := range map[string]struct {
		cmd   Command
		field string // "" for none
	}{
		"warning":              {&SetWarning{Kind: rules.ColdWave, Level: rules.Orange}, ""},
		"warning in words":     {&SetWarning{Kind: "寒潮", Level: "橙色"}, ""},
		"warning in English":   {&SetWarning{Kind: "Cold Wave", Level: "ORANGE"}, ""},
		"warning kind":         {&SetWarning{Kind: "heat", Level: rules.Red}, "kind"},
		"warning no kind":      {&SetWarning{Level: rules.Red}, "kind"},
		"warning level":        {&SetWarning{Kind: rules.Fog, Level: "purple"}, "level"},
		"warning ends first":   {&SetWarning{Kind: rules.Fog, Level: rules.Red, From: hours(3), Until: hours(3)}, "until"},
		"warning over":         {&SetWarning{Kind: rules.Fog, Level: rules.Red, From: hours(-9), Until: hours(-1)}, "until"},
		"warning for ever":     {&SetWarning{Kind: rules.Fog, Level: rules.Red, Until: hours(24 * 61)}, "until"},
		"warning long ago":     {&SetWarning{Kind: rules.Fog, Level: rules.Red, From: hours(-24 * 8)}, "from"},
		"warning far off":      {&SetWarning{Kind: rules.Fog, Level: rules.Red, From: hours(24 * 8)}, "from"},
		"duty day":             {&SetDutyDay{Item: "deploy", Due: "2026/11/26"}, ""},
		"duty day which":       {&SetDutyDay{Due: "2026-11-26"}, "item"},
		"duty no day":          {&SetDutyDay{Item: "deploy"}, "due"},
		"lift":                 {&LiftWarning{Warning: "W20261123-01"}, ""},
		"lift what":            {&LiftWarning{}, "warning"},
		"plan":                 {&AdoptPlan{Plan: "p1", From: "2026/11/1", To: "２０２７.3.31"}, ""},
		"plan which":           {&AdoptPlan{}, "plan"},
		"plan date":            {&AdoptPlan{Plan: "P1", From: "2026-02-30"}, "from"},
		"plan order":           {&AdoptPlan{Plan: "P1", From: "2027-01-01", To: "2026-12-31"}, "to"},
		"plan year":            {&AdoptPlan{Plan: "P1", SeasonStartYear: 26}, "season_start_year"},
		"receive":              {&ReceiveGoods{Item: "棉被", Place: "仓库", Qty: MaxQty}, ""},
		"receive nothing":      {&ReceiveGoods{Item: "棉被", Place: "仓库"}, "qty"},
		"receive too much":     {&ReceiveGoods{Item: "棉被", Place: "仓库", Qty: MaxQty + 1}, "qty"},
		"receive less":         {&ReceiveGoods{Item: "棉被", Place: "仓库", Qty: -1}, "qty"},
		"receive what":         {&ReceiveGoods{Place: "仓库", Qty: 1}, "item"},
		"receive where":        {&ReceiveGoods{Item: "棉被", Qty: 1}, "place"},
		"receive today's":      {&ReceiveGoods{Item: "饼干", Place: "仓库", Qty: 1, Expires: "2026-11-23"}, ""},
		"receive old":          {&ReceiveGoods{Item: "饼干", Place: "仓库", Qty: 1, Expires: "2026-11-22"}, "expires"},
		"receive date":         {&ReceiveGoods{Item: "饼干", Place: "仓库", Qty: 1, Expires: "明年"}, "expires"},
		"receive label":        {&ReceiveGoods{Item: "饼干", Place: "仓库", Qty: 1, Label: long}, "label"},
		"issue":                {&IssueGoods{Item: "棉被", From: "仓库", Qty: 1, Reason: "巡查"}, ""},
		"issue on a case":      {&IssueGoods{Item: "棉被", From: "仓库", Qty: 1, Case: "C20261123-0001"}, ""},
		"issue why":            {&IssueGoods{Item: "棉被", From: "仓库", Qty: 1, Case: " "}, "reason"},
		"issue from":           {&IssueGoods{Item: "棉被", Qty: 1, Reason: "巡查"}, "from"},
		"officer":              {&AddOfficer{Name: "买买提·艾力", Roles: []rules.Role{"值班员"}}, ""},
		"officer who":          {&AddOfficer{Name: "\u3000 ", Roles: []rules.Role{"officer"}}, "name"},
		"officer long":         {&AddOfficer{Name: strings.Repeat("长", MaxName+1), Roles: []rules.Role{"officer"}}, "name"},
		"officer no role":      {&AddOfficer{Name: "何雨禾"}, "roles"},
		"officer role":         {&AddOfficer{Name: "何雨禾", Roles: []rules.Role{"officer", ""}}, "roles"},
		"officer phone":        {&AddOfficer{Name: "何雨禾", Roles: []rules.Role{"officer"}, Phone: "yi990"}, "phone"},
		"officer's village":    {&AddOfficer{Name: "顾小满", Roles: []rules.Role{"village"}}, "village"},
		"own PIN":              {&SetPIN{PIN: "1234"}, ""},
		"roles":                {&SetRoles{Officer: "U001", Roles: []rules.Role{"管理员"}}, ""},
		"roles of":             {&SetRoles{Roles: []rules.Role{"管理员"}}, "officer"},
		"no roles":             {&SetRoles{Officer: "U001"}, "roles"},
		"retire whom":          {&RetireOfficer{}, "officer"},
		"clock":                {&SetClock{Now: deskNow}, ""},
		"clock 1970":           {&SetClock{}, "now"},
		"import nothing":       {&Import{}, ""},
		"import phones":        {&Import{Agencies: []rules.Agency{{Name: "供水站", Phones: []string{"1", "2", "3", "4", "5", "6", "7"}}}}, "agencies[0].phones"},
		"import capacity":      {&Import{Places: []rules.Place{{Name: "a", Kind: "shelter"}, {Name: "b", Kind: "避寒点", Capacity: -1}}}, "places[1].capacity"},
		"import good":          {&Import{Items: []rules.Item{{Name: "棉被", Unit: "床", Good: "被子"}}}, "items[0].good"},
		"import minimum":       {&Import{Items: []rules.Item{{Name: "棉被", Unit: "床", Min: -1}}}, "items[0].min"},
		"import shelf life":    {&Import{Items: []rules.Item{{Name: "棉被", Unit: "床", Months: 121}}}, "items[0].months"},
		"import opening":       {&Import{Opening: []Opening{{Item: "棉被", Place: "仓库"}}}, "opening[0].qty"},
		"import expired stock": {&Import{Opening: []Opening{{Item: "饼干", Place: "仓库", Qty: 1, Expires: "2026-01-01"}}}, ""},
	} {
		err := c.cmd.Check(deskNow)
		switch {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.field == "":
		case err == nil:
			t.Errorf("%s: let through", name)
		default:
			if e := rules.AsError(err); e.Kind != rules.Invalid || e.Field != c.field || e.Text.ZH == "" || e.Text.EN == "" {
				t.Errorf("%s: %v at %q, want invalid at %q", name, err, e.Field, c.field)
			}
		}
	}
}

// Ensure a command carries codes, clean words and half-width digits after Check.
func TestCheckRewrites(t *testing.T) {
	w := &SetWarning{Kind: "道路结冰", Level: "黄色", Text: "夜间\x1b[2J有雾"}
	a := &AddOfficer{Name: " 何雨禾\u202e ", Roles: []rules.Role{"值班员", "officer", "管理员"}, Phone: "１９９ 0000-0001", PIN: "１３５７"}
	p := &AdoptPlan{Plan: "ｐ７", From: "2026年12月1日", Settings: map[string]string{" epidemic ": " off "}}
	i := &Import{Officers: []rules.Officer{{ID: "U777", Name: "沈岚 ", Retired: true}}, PINs: map[string]string{" 沈岚": "１１１１"},
		Villages: []rules.Village{{ID: " ４１９９０１１０１２０１", Name: "河湾村"}}, Items: []rules.Item{{ID: "I99", Name: "卡", Given: "求助方式"}}}
	o := &SignOrder{Order: "O1", PIN: " １３５７　"}
	for _, c := range []Command{w, a, p, i, o} {
		if err := c.Check(deskNow); err != nil {
			t.Fatal(err)
		}
	}
	if o.PIN != "1357" {
		t.Errorf("%q", o.PIN)
	}
	if w.Kind != rules.RoadIce || w.Level != rules.Yellow || strings.Contains(w.Text, "\x1b") {
		t.Errorf("%+v", w)
	}
	if a.Name != "何雨禾\ufffd" || !slices.Equal(a.Roles, []rules.Role{rules.RoleOfficer, rules.RoleAdmin}) || a.Phone != "19900000001" || a.PIN != "1357" {
		t.Errorf("%+v", a)
	}
	if p.Plan != "P7" || p.From != "2026-12-01" || p.Settings["epidemic"] != "off" {
		t.Errorf("%+v", p)
	}
	if o := i.Officers[0]; o.ID != "" || o.Name != "沈岚" || o.Retired || i.PINs["沈岚"] != "1111" || i.Villages[0].ID != "419901101201" ||
		i.Items[0].Given != "help_info" || i.Items[0].ID != "" {
		t.Errorf("%+v", i)
	}
}

// Ensure dates are read as people and spreadsheets write them, and no others.
func TestParseDate(t *testing.T) {
	for said, want := range map[string]rules.Date{
		"2026-12-01": "2026-12-01", "2026-12-1": "2026-12-01", "2026/12/1": "2026-12-01", "2026.12.01": "2026-12-01", "20261201": "2026-12-01",
		"2026年12月1日": "2026-12-01", " ２０２６－１２－０１ ": "2026-12-01", "2028-02-29": "2028-02-29",
		"2026-02-29": "", "12-01": "", "1899-01-01": "", "2101-01-01": "", "01/12/2026": "", "46357": "", "": "", "2026-12-01 08:00": "",
	} {
		if got, ok := ParseDate(said); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", said, got, ok, want)
		}
	}
}

// Ensure every code of the closed lists is found by itself and by both its words, and by
// nothing else's.
func TestCoded(t *testing.T) {
	for _, list := range [][]rules.Named{WarningKinds, WarningLevels, AgencyRoles, PlaceKinds, Goods, Givens, rules.RoleWords} {
		for _, n := range list {
			for _, said := range []string{n.Code, n.Text.ZH, n.Text.EN, " " + strings.ToUpper(n.Text.EN) + " "} {
				if got, ok := Coded(list, said); !ok || got != n.Code {
					t.Errorf("%q: %q, want %q", said, got, n.Code)
				}
			}
		}
	}
	for _, said := range []string{"", " ", "寒", "暴雪预警"} {
		if got, ok := Coded(WarningKinds, said); ok {
			t.Errorf("%q is taken for %q", said, got)
		}
	}
	if got := Words(WarningLevels)[2]; got != (text.Text{ZH: "橙色", EN: "orange"}) {
		t.Errorf("%+v", got)
	}
}
