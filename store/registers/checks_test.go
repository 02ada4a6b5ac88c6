package registers_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// with joins the fields of a row.
func with(maps ...map[string]string) map[string]string {
	out := map[string]string{}
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// TestChecks: what a clause asks of a row's own fields is held at the step: refused where it
// may not be, entered with a note where it may be explained, free where the row keeps it.
func TestChecks(t *testing.T) {
	who := map[string]string{"name": "林小满", "village": "河湾村"}
	disaster := with(who, map[string]string{"members": "3", "group": "poor", "known": "基本情况,自救能力,口粮,饮水,衣被,医疗", "chosen_by": "包片领导,包村干部,村干部"})
	all := map[string]string{"goods": "oil,flour,rice", "signed": "receiver,handler,head,seal"}
	for _, tc := range []struct {
		name, register string
		fields         map[string]string
		before         []string // steps on the way
		to             string
		field, clause  string // of the refusal; note: it can be explained; "" it stands
	}{
		{"one of three goods", "disaster", with(disaster, all, map[string]string{"goods": "rice"}), []string{"chosen"}, "given", "fields.goods", "P4.3.12"},
		{"one signature", "disaster", with(disaster, all, map[string]string{"signed": "receiver"}), []string{"chosen"}, "given", "fields.signed", "P4.6.3"},
		{"no seal", "disaster", with(disaster, all, map[string]string{"signed": "receiver,handler,head"}), []string{"chosen"}, "given", "fields.signed", "P4.6.3"},
		{"all given and signed", "disaster", with(disaster, all), []string{"chosen"}, "given", "", ""},
		{"key goods short", "key_goods", with(who, map[string]string{"goods": "rice", "brought_by": "leader,cadre,village"}), nil, "brought", "fields.goods", "P4.3.5"},
		{"one bringer", "key_goods", with(who, map[string]string{"goods": "rice,flour,oil", "brought_by": "village"}), nil, "brought", "fields.brought_by", "P4.3.7"},
		{"key goods", "key_goods", with(who, map[string]string{"goods": "rice,flour,oil", "brought_by": "leader,cadre,village"}), nil, "brought", "", ""},
		{"housing not looked at", "visits", with(who, map[string]string{"mode": "home", "group": "低保户", "visitors": "沈岚"}), nil, "done", "煤气中毒", "P5.3.4"},
		{"housing of a listed soldier", "visits", with(who, map[string]string{"mode": "home", "on_list": "must_visit_soldiers", "visitors": "沈岚"}), nil, "done", "煤气中毒", "P5.3.4"},
		{"by telephone", "visits", with(who, map[string]string{"mode": "phone", "group": "低保户", "visitors": "沈岚"}), nil, "done", "", ""},
		{"no such household", "visits", with(who, map[string]string{"mode": "home", "group": "环卫工人", "visitors": "沈岚"}), nil, "done", "", ""},
		{"key grant", "key_recipients", with(who, map[string]string{"group": "dibao", "amount": "300", "batch": "一"}), nil, "paid", "note", "P4.3.3"},
		{"key grant as it is", "key_recipients", with(who, map[string]string{"group": "dibao", "amount": "500", "batch": "一"}), nil, "paid", "", ""},
		{"two months a person", "disabled_families", with(who, map[string]string{"grade": "2", "members": "3", "amount": "100", "batch": "一"}), nil, "paid", "note", "P4.3.14"},
		{"600 for three", "disabled_families", with(who, map[string]string{"grade": "2", "members": "3", "amount": "600", "batch": "一"}), nil, "paid", "", ""},
		{"veteran in difficulty", "veterans", with(who, map[string]string{"group": "veteran_difficult", "amount": "700"}), nil, "paid", "note", "P9.2.16"},
		{"veteran in difficulty as it is", "veterans", with(who, map[string]string{"group": "veteran_difficult", "amount": "1000"}), nil, "paid", "", ""},
		{"martyr not confirmed", "veterans", with(who, map[string]string{"group": "martyr", "amount": "500"}), nil, "paid", "confirmed", "P4.3.8"},
		{"family below", "veterans", with(who, map[string]string{"group": "family", "amount": "10"}), []string{"reported", "confirmed"}, "paid", "note", "P4.3.9"},
		{"family confirmed", "veterans", with(who, map[string]string{"group": "family", "amount": "500"}), []string{"reported", "confirmed"}, "paid", "", ""},
		{"related", "mental_families", with(who, map[string]string{"papers": "yes", "amount": "300", "batch": "一", "relation": "yes"}), []string{"reported"}, "paid", "note", "P4.2.3"},
		{"objections left", "postings", map[string]string{"title": "一榜", "board": "first", "place": "村口", "contents": "money", "objections": "3"}, []string{"posted"}, "closed", "fields.objections", "P4.2.1"},
		{"objections settled", "postings", map[string]string{"title": "一榜", "board": "first", "place": "村口", "contents": "money", "objections": "3", "settled": "当面说清"}, []string{"posted"}, "closed", "", ""},
		{"one review", "postings", map[string]string{"title": "三榜", "board": "third", "place": "村口", "contents": "money", "reviewed_by": "village"}, nil, "posted", "note", "P4.2.1"},
		{"both reviews", "postings", map[string]string{"title": "三榜", "board": "third", "place": "村口", "contents": "money", "reviewed_by": "village,township"}, nil, "posted", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := storetest.New(t)
			id := b.Must(main, &command.PutRow{Register: tc.register, Fields: tc.fields}).ID
			for _, s := range tc.before {
				b.Must(main, &command.StepRow{Row: id, State: s})
			}
			step := &command.StepRow{Row: id, State: tc.to}
			if tc.field == "" {
				b.Must(main, step)
				return
			}
			if e := b.Refuse(main, rules.Precondition, step); e.Field != tc.field || e.Clause != tc.clause {
				t.Errorf("%+v", e)
			}
			if tc.field == "note" {
				b.Must(main, &command.StepRow{Row: id, State: tc.to, Note: "另有批准"})
				if r := page(t, b, main, tc.register).Rows[0]; len(r.Verdict.Breaches) == 0 {
					t.Errorf("%+v", r.Verdict)
				}
			}
		})
	}
	b := storetest.New(t)
	b.Refuse(main, rules.Invalid, &command.PutRow{Register: "disabled_families", Fields: with(who, map[string]string{"grade": "4", "members": "3"})})
}

// TestChecksOfAnother: a plan that was not adopted refuses nothing in a register that one in
// force keeps too.
func TestChecksOfAnother(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", From: "2026-11-24", To: "2027-02-15"})
	id := b.Must(main, &command.PutRow{Register: "postings", Fields: map[string]string{"title": "名单", "board": "third", "place": "村口", "contents": "money"}}).ID
	b.Must(main, &command.StepRow{Row: id, State: "posted"})
}

// TestTier: the tier that was typed is held against the rule of the grants when it is
// audited and when it is paid, a relation at the village and at the audit, a grant in parts at
// the door; the tier asked for is shown beside (P9.5.8, P9.5.6, P9.5.9, A-42).
func TestTier(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-11-24", To: "2027-02-15"})
	fields := map[string]string{"name": "林小满", "village": "河湾村", "idno": "419901199001010018", "recipient": "difficult_family", "capacity": "yes", "written": "yes", "reason_told": "yes",
		"degree_told": "yes", "tier_told": "yes", "asked": "general", "applied_at": "registration", "papers": "yes", "hardship": "general", "tier": "severe", "relation": "yes",
		"rechecked_by": "committees,villagers_council", "objections": "0", "paid": "5000", "payments": "2", "receiver": "self", "signed": "recipient,visitor", "visitors": "linked_cadre,village_cadre"}
	id := b.Must(main, &command.PutRow{Register: "applications", Fields: fields}).ID
	has := func(found []rules.Finding, code string) bool {
		return slices.ContainsFunc(found, func(f rules.Finding) bool { return f.Code == code })
	}
	for _, s := range []struct{ state, clause, words string }{
		{"applied", "", ""}, {"deliberated", "P9.5.6", "亲友"}, {"rechecked", "", ""}, {"village_posted", "", ""}, {"at_town", "", ""},
		{"audited", "P9.4.8", "重度不是一般"}, {"town_posted", "", ""}, {"at_county", "", ""}, {"published", "", ""}, {"funded", "", ""}, {"delivered", "P9.4.8", "拆分"},
	} {
		step := &command.StepRow{Row: id, State: s.state}
		if s.clause == "" {
			b.Must(main, step)
			continue
		}
		if e := b.Refuse(main, rules.Precondition, step); e.Field != "note" || e.Clause != s.clause || !strings.Contains(e.Text.ZH, s.words) {
			t.Errorf("%s: %+v", s.state, e)
		}
		b.Must(main, &command.StepRow{Row: id, State: s.state, Note: "镇里研究过"})
	}
	if v := page(t, b, main, "applications").Rows[0].Verdict; !has(v.Breaches, "tier") || !has(v.Breaches, "payments") || !has(v.Warnings, "asked") {
		t.Errorf("%+v", v)
	}

	// Who stands elsewhere too is told of on both sides.
	b.Must(main, &command.PutRow{Register: "veterans", Fields: map[string]string{"name": "林小满", "village": "河湾村", "idno": "419901199001010018", "group": "veteran"}})
	b.Must(main, &command.PutRow{Register: "key_recipients", Fields: map[string]string{"name": "林小满", "village": "河湾村", "idno": "419901199001010018", "group": "veteran"}})
	b.Must(main, &command.PutRow{Register: "disaster", Fields: map[string]string{"name": "林小满", "village": "河湾村", "members": "2", "group": "veteran"}})
	for _, w := range [][]string{{"applications", "veterans", "key_recipients"}, {"veterans", "applications", "key_recipients"}, {"key_recipients", "veterans", "applications", "disaster"}, {"disaster", "key_recipients"}} {
		v := page(t, b, main, w[0]).Rows[0].Verdict
		for _, o := range w[1:] {
			if !has(v.Warnings, o) {
				t.Errorf("%s: nothing of %s: %+v", w[0], o, v.Warnings)
			}
		}
	}

	// Money in is what was paid and what was returned (P9.5.7).
	count := func() view.RegisterFigure { return page(t, b, main, "relief_funds").Counts[0] }
	fund := b.Must(main, &command.PutRow{Register: "relief_funds", Fields: map[string]string{"source": "县民政局", "use": "grants", "amount": "6000"}}).ID
	b.Must(main, &command.StepRow{Row: fund, State: "received"})
	if c := count(); c.Value != 1000_00 || c.Off {
		t.Errorf("%+v", c)
	}
	row := map[string]string{"source": "县民政局", "use": "grants", "amount": "6000", "returned": "400"}
	b.Must(main, &command.PutRow{ID: fund, Fields: row, Version: page(t, b, main, "relief_funds").Rows[0].Version})
	b.Must(main, &command.StepRow{Row: fund, State: "returned"})
	if c := count(); c.Value != 600_00 || !c.Off {
		t.Errorf("%+v", c)
	}
	row["returned"] = "1000"
	b.Must(main, &command.PutRow{ID: fund, Fields: row, Version: page(t, b, main, "relief_funds").Rows[0].Version})
	if c := count(); c.Value != 0 || c.Off {
		t.Errorf("%+v", c)
	}
}

// TestFiguresOfTheText: what the text counted for its own township is shown and never off;
// of a figure for each word only those stand that the clause names.
func TestFiguresOfTheText(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.PutRow{Register: "disaster", Fields: map[string]string{"name": "林小满", "village": "河湾村", "members": "2", "group": "poor"}})
	if c := page(t, b, main, "disaster").Counts[0]; c.Off || c.Max != nil || c.Said == nil || *c.Said != 3493 {
		t.Errorf("%+v", c)
	}
	b.Must(main, &command.PutRow{Register: "mental_families", Fields: map[string]string{"name": "林小满", "village": "河湾村"}})
	if c := page(t, b, main, "mental_families").Counts[0]; c.Off || *c.Said != 68 {
		t.Errorf("%+v", c)
	}
	b.Must(main, &command.PutRow{Register: "unit_visits", Fields: map[string]string{"unit": "police"}})
	if c := page(t, b, main, "unit_visits").Counts; len(c) != 3 {
		t.Errorf("%+v", c)
	}
}

// TestChangeExplained: a change that breaks a rule where the row stands is refused without a
// note, and the note stands with the step.
func TestChangeExplained(t *testing.T) {
	b := storetest.New(t)
	fields := map[string]string{"name": "林小满", "village": "河湾村", "group": "dibao", "amount": "500", "batch": "一"}
	id := b.Must(main, &command.PutRow{Register: "key_recipients", Fields: fields}).ID
	b.Must(main, &command.StepRow{Row: id, State: "paid"})
	fields = with(fields, map[string]string{"relation": "yes"})
	change := &command.PutRow{ID: id, Fields: fields, Version: page(t, b, main, "key_recipients").Rows[0].Version}
	if e := b.Refuse(main, rules.Precondition, change); e.Field != "note" || e.Clause != "P4.2.3" {
		t.Errorf("%+v", e)
	}
	change.Note = "村里回避后定的"
	b.Must(main, change)
	if s := page(t, b, main, "key_recipients").Rows[0].Steps; s[len(s)-1].Note != change.Note {
		t.Errorf("%+v", s)
	}
}
