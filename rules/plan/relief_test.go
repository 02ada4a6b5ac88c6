package plan

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
)

// TestReliefCases holds the ops about money and owners against their worked cases.
func TestReliefCases(t *testing.T) {
	f, err := os.Open("testdata/relief-cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var c struct {
			ID     string
			Ask    json.RawMessage
			Answer map[string]any
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got := ask(t, string(c.Ask))
		if d := differences(c.Answer, got); len(d) > 0 {
			t.Errorf("%s %s: %s", c.ID, c.Ask, strings.Join(d, "; "))
		}
		if got["review"] == true && c.Answer["ambiguous"] != true {
			t.Errorf("%s: review on a case that is not ambiguous", c.ID)
		}
	}
	if n != 41 {
		t.Errorf("%d cases", n)
	}
}

func TestGrant(t *testing.T) {
	const (
		general = "general P9.2.15"
		s1, m1  = "severe P9.2.3", "middle P9.2.10"
		s2, m2  = "severe P9.2.4", "middle P9.2.11"
		s4, m3  = "severe P9.2.6", "middle P9.2.12"
		s6, m5  = "severe P9.2.8", "middle P9.2.14"
	)
	money := func(types string, more string, at map[string]string) (out [][2]string) {
		for sum, want := range at {
			out = append(out, [2]string{`"types":["` + types + `"],"self_paid":` + sum + more, want})
		}
		return out
	}
	ill, pupil := `,"major_illness":true`, `,"illness":true,"student":"college"`
	tests := slices.Concat(
		money("dibao", ill, map[string]string{"0": general, "9999.99": general, "10000": m1, "19999.99": m1, "20000": s1 + " P9.2.10 A-24", "20000.00": s1 + " P9.2.10 A-24",
			"2e4": s1 + " P9.2.10 A-24", "20000.01": s1, "50000": s1, "80000": s1}),
		money("jiandang", ill, map[string]string{"9999.99": general, "10000": m1, "20000": s1 + " P9.2.10 A-24", "80000.01": s1}),
		money("difficult", ill, map[string]string{"20000": general, "49999.99": general, "50000": m2, "79999.99": m2, "80000": s2 + " P9.2.11 A-24", "80000.01": s2}),
		money("disabled_difficult", pupil, map[string]string{"9999.99": general, "10000": m3, "19999.99": m3, "20000": s4 + " P9.2.12 A-24", "20000.01": s4, "90000": s4}),
		money("disabled_difficult", ill+pupil, map[string]string{"60000": "severe P9.2.6 P9.2.11", "90000": "severe P9.2.4 P9.2.6"}),
		money("dibao", "", map[string]string{"90000": general}), // unknown whether it is a major illness
		money("dibao", `,"major_illness":false`, map[string]string{"90000": general}),
		money("difficult", pupil, map[string]string{"90000": general}), // no disabled person
		[][2]string{
			{`"types":["dibao","difficult"],"major_illness":true,"self_paid":60000`, s1},
			{`"types":["dibao","disabled_difficult"],"major_illness":true,"self_paid":15000,"student":"senior_high"`, "middle P9.2.10 P9.2.12"},
			{`"types":["dibao"],"major_illness":true`, general},
			{`"types":["disabled_difficult"],"self_paid":30000,"student":"secondary_vocational"`, s4},
			{`"types":["disabled_difficult"],"self_paid":30000,"student":"junior_high","illness":true`, general},
			{`"types":["disabled_difficult"],"self_paid":30000,"student":null,"illness":true`, general},
			{`"types":["disabled_difficult"],"self_paid":30000,"student":"college","illness":false`, general},
			{`"types":["disabled_difficult"],"self_paid":30000,"student":"college","illness":false,"major_illness":true`, s4},
			// S3, S5, M4
			{`"types":["difficult"],"disabled_members":2,"hardship":"very"`, "severe P9.2.5"},
			{`"types":["difficult"],"disabled_members":2`, general},
			{`"types":["difficult"],"disabled_members":2,"hardship":"general"`, general},
			{`"types":["difficult"],"disabled_members":2,"hardship":"fairly"`, m5 + " A-27 A-50"},
			{`"types":["difficult"],"severe_disease":"listed","special_drug":true,"hardship":"very"`, "severe P9.2.7"},
			{`"types":["difficult"],"severe_disease":"listed","chronic_outpatient":false,"special_drug":true,"hardship":"fairly"`, "middle P9.2.13"},
			{`"types":["difficult"],"severe_disease":"listed","special_drug":true,"hardship":"general"`, general},
			{`"types":["difficult"],"disease":"尿毒症","special_drug":true`, general},
			{`"types":["difficult"],"severe_disease":"listed","chronic_outpatient":false,"special_drug":false,"hardship":"very","other_cause":"illness"`, s6 + " A-50"},
			{`"types":["difficult"],"severe_disease":"unlisted","special_drug":true,"hardship":"fairly"`, m5 + " A-28 A-50"},
			{`"types":["difficult"],"severe_disease":"unlisted","special_drug":true`, general + " A-28"},
			{`"types":["difficult"],"severe_disease":"unlisted","special_drug":true,"hardship":"general"`, general},
			{`"types":["difficult"],"severe_disease":"unlisted","special_drug":false,"hardship":"very","disabled_members":2`, "severe P9.2.5"},
			{`"types":["difficult"],"severe_disease":"unlisted","special_drug":true,"hardship":"very","disabled_members":2`, "severe P9.2.5 A-28"},
			{`"types":["dibao"],"major_illness":true,"self_paid":15000,"severe_disease":"unlisted","chronic_outpatient":true,"hardship":"fairly"`, m1 + " A-28"},
			{`"types":["difficult"],"disabled_members":1,"hardship":"very"`, s6 + " A-50"},
			{`"types":["difficult"],"major_illness":true,"self_paid":30000,"hardship":"fairly"`, m5 + " A-50"},
			// S6, M5 and the grade
			{`"types":["difficult"],"hardship":"very","other_cause":"fire"`, s6},
			{`"types":["difficult"],"hardship":"fairly","other_cause":"被骗"`, m5},
			{`"types":["difficult"],"hardship":"general","other_cause":"fire"`, general},
			{`"types":["difficult"],"other_cause":"fire"`, general},
			{`"types":["difficult"],"hardship":"very"`, general + " A-29"},
			{`"types":["difficult"],"hardship":"very","other_cause":"  "`, general + " A-29"},
			{`"types":["dibao"],"major_illness":true,"self_paid":15000,"hardship":"very"`, m1 + " A-29"},
			{`"types":["dibao"],"major_illness":true,"self_paid":15000,"hardship":"fairly"`, m1},
			{`"types":["dibao"],"major_illness":true,"self_paid":25000,"hardship":"general"`, s1 + " A-29"},
			{`"types":["dibao"],"major_illness":true,"self_paid":25000,"hardship":"very","other_cause":"fire"`, s1},
			// none
			{`"types":[]`, "none"}, {``, "none"}, {`"types":null,"hardship":null`, "none"}, {`"types":[],"hardship":"general"`, general},
			{`"types":["difficult"],"disease":7,"other_cause":null`, general},
		})
	amounts := map[string]float64{"severe": 5000, "middle": 3000, "general": 800, "none": 0}
	for _, tt := range tests {
		q := `{"plan":"P9","op":"grant"`
		if tt[0] != "" {
			q += "," + tt[0]
		}
		got := ask(t, q+"}")
		g := strings.Join(slices.Concat([]string{fmt.Sprint(got["tier"])}, words(got["matched"]), words(got["readings"])), " ")
		if g != tt[1] || got["auto_reject"] != false || got["review"] != strings.Contains(tt[1], " A-") || got["amount_yuan"] != amounts[fmt.Sprint(got["tier"])] {
			t.Errorf("%s: %s, want %s (%v)", tt[0], g, tt[1], got)
		}
		if !slices.Contains(words(got["clauses"]), map[any]string{"severe": "P9.2.2", "middle": "P9.2.9"}[got["tier"]]) && got["amount_yuan"].(float64) > 800 {
			t.Errorf("%s: clauses %v", tt[0], got["clauses"])
		}
	}
	if n := len(Shipped().mustPlan(t, "P9").relief.grants.diseases); n != 22 {
		t.Errorf("%d diseases", n)
	}
}

func (l *Library) mustPlan(t *testing.T, id string) *Plan {
	p, ok := l.Plan(id)
	if !ok {
		t.Fatalf("no plan %s", id)
	}
	return p
}

// TestAskIsComplete: a fact that the answer does not ask for changes nothing, whatever it
// is, and one that it asks for changes it under some answer to the others.
func TestAskIsComplete(t *testing.T) {
	p9 := Shipped().mustPlan(t, "P9").relief
	answer := func(v *vocabulary, s sheet, step int) (string, []string) {
		var a any
		var asks []string
		switch v {
		case householdFacts:
			x := p9.grants.judge(s)
			x.Clauses, asks, x.Ask = nil, x.Ask, nil
			a = x
		case deliveryFacts:
			x := p9.delivery.judge(s)
			x.Clauses, asks, x.Ask = nil, x.Ask, nil
			a = x
		default:
			x := p9.stages.judge(&p9.stages.steps[step], s)
			x.Clauses, asks, x.Ask = nil, x.Ask, nil
			a = x
		}
		out, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		return string(out), asks
	}
	rnd := rand.New(rand.NewPCG(1, 9))
	for _, v := range []*vocabulary{householdFacts, deliveryFacts, stepFacts} {
		for n := range 3000 {
			s := v.blank()
			for i := range v.specs {
				if rnd.IntN(2) == 0 {
					s.told[i] = anyTold(rnd, &v.specs[i])
				}
			}
			step := rnd.IntN(len(p9.stages.steps))
			was, asks := answer(v, s, step)
			for i, spec := range v.specs {
				asked := slices.Contains(asks, strings.Replace(spec.Name, "application_", "application.", 1))
				if s.told[i].known || asked && n%20 > 0 {
					continue
				}
				if asked {
					changes := false
					for try := 0; try < 5000 && !changes; try++ {
						one := sheet{of: v, told: slices.Clone(s.told)}
						for j := range v.specs {
							if !one.told[j].known && j != i && rnd.IntN(2) == 0 {
								one.told[j] = anyTold(rnd, &v.specs[j])
							}
						}
						was, _ := answer(v, one, step)
						one.told[i] = anyTold(rnd, &spec)
						now, _ := answer(v, one, step)
						changes = now != was
					}
					if !changes {
						t.Errorf("%s is asked in vain; known %+v", spec.Name, s.told)
					}
					continue
				}
				if v == householdFacts && spec.Name == "major_illness" && s.at("illness").tri == rules.No {
					continue // no illness is no major one
				}
				for range 6 {
					one := sheet{of: v, told: slices.Clone(s.told)}
					one.told[i] = anyTold(rnd, &spec)
					if now, _ := answer(v, one, step); now != was {
						t.Fatalf("%s = %+v changes %s to %s; known %+v, asks %v", spec.Name, one.told[i], was, now, s.told, asks)
					}
				}
			}
		}
	}
}

func anyTold(rnd *rand.Rand, spec *rules.FactSpec) heard {
	one := func() string {
		if len(spec.Options) == 0 {
			return "其他"
		}
		return spec.Options[rnd.IntN(len(spec.Options))].Code
	}
	switch spec.Kind {
	case rules.FactTri:
		return heard{known: true, tri: triOf(rnd.IntN(2) == 0)}
	case rules.FactChoice:
		return heard{known: true, word: one()}
	case rules.FactMulti:
		list := []string{}
		for range rnd.IntN(3) {
			list = append(list, one())
		}
		return heard{known: true, list: list}
	case rules.FactNumber:
		return heard{known: true, n: rnd.Int64N(3)}
	}
	return heard{known: true, n: []int64{0, 999999, 1000000, 1999999, 2000000, 2000001, 5000000, 8000000, 8000001}[rnd.IntN(9)]}
}

// TestGrantRises: a higher cost never brings a lower tier.
func TestGrantRises(t *testing.T) {
	g := Shipped().mustPlan(t, "P9").relief.grants
	rnd := rand.New(rand.NewPCG(2, 9))
	for range 2000 {
		s := householdFacts.blank()
		for i := range s.told {
			if rnd.IntN(3) > 0 {
				s.told[i] = anyTold(rnd, &householdFacts.specs[i])
			}
		}
		s.at("hardship").known = false // a grade is a person's word, not a sum
		*s.at("hardship") = heard{}
		last := yuan(-1)
		for fen := int64(0); fen < 9_000_000; fen += 499_999 {
			*s.at("self_paid") = heard{known: true, n: fen}
			if a := g.judge(s).Amount; a < last {
				t.Fatalf("%d fen: %s after %s: %+v", fen, a, last, s.told)
			} else {
				last = a
			}
		}
	}
}

func TestDelivery(t *testing.T) {
	const both, cadres = `"signed":["recipient","visitor"]`, `"visitors":["linked_cadre","village_cadre"]`
	clean := func(more string) string { return both + "," + cadres + "," + more }
	tests := []struct{ facts, valid, raised, review string }{
		{clean(`"tier":"severe","paid":[5000],"receiver":"self"`), "true", "", ""},
		{clean(`"tier":"middle","paid":[3000.00],"receiver":"self"`), "true", "", ""},
		{clean(`"tier":"severe","paid":[4999.99],"receiver":"self"`), "false", "below_standard", ""},
		{clean(`"tier":"general","paid":[800.01],"receiver":"self"`), "false", "above_standard", ""},
		{clean(`"tier":"severe","paid":[],"receiver":"self"`), "false", "below_standard", ""},
		{clean(`"tier":"severe","paid":[2500,2500],"receiver":"self"`), "false", "split", ""},
		{clean(`"tier":"severe","paid":[3000],"second_recipient_paid":2000,"receiver":"self"`), "false", "below_standard split", ""},
		{clean(`"tier":"severe","paid":[5000],"second_recipient_paid":5000,"receiver":"self"`), "false", "split", ""},
		{clean(`"tier":"severe","paid":[5000],"second_recipient_paid":0,"receiver":"self"`), "true", "", ""},
		{clean(`"tier":"severe","paid":[5000],"receiver":"spouse","same_household":true`), "false", "collected_by_other", "A-49"},
		{clean(`"tier":"severe","paid":[5000],"receiver":"spouse"`), "false", "collected_by_other", "A-49"},
		{clean(`"tier":"severe","paid":[5000],"receiver":"son","same_household":true`), "false", "collected_by_other", "A-49"},
		{clean(`"tier":"severe","paid":[5000],"receiver":"neighbour"`), "false", "collected_by_other", ""},
		{clean(`"tier":"severe","paid":[5000],"receiver":"侄女"`), "false", "collected_by_other", ""},
		{clean(`"tier":"severe","paid":[5000],"receiver":"guardian"`), "false", "collected_by_other", ""},
		{clean(`"tier":"severe","paid":[5000],"receiver":"guardian","recipient_capacity":true`), "false", "collected_by_other", ""},
		{clean(`"tier":"severe","paid":[5000],"receiver":"guardian","recipient_capacity":false`), "null", "needs_note", "A-30"},
		{cadres + `,"signed":["visitor","guardian"],"tier":"severe","paid":[5000],"receiver":"guardian","recipient_capacity":false`, "null", "needs_note", "A-30"},
		{cadres + `,"signed":["guardian"],"tier":"severe","paid":[5000],"receiver":"guardian","recipient_capacity":false`, "false", "visitor_signature_missing needs_note", "A-30"},
		{clean(`"tier":"severe","paid":[5000],"receiver":"neighbour","recipient_capacity":false`), "false", "collected_by_other needs_note", "A-30"},
		{cadres + `,"signed":["spouse","visitor"],"tier":"severe","paid":[5000],"receiver":"self","same_household":true`, "false", "recipient_signature_missing", "A-49"},
		{cadres + `,"signed":[],"tier":"severe","paid":[5000],"receiver":"self"`, "false", "recipient_signature_missing visitor_signature_missing", ""},
		{both + `,"visitors":[],"tier":"severe","paid":[5000],"receiver":"self"`, "true", "joint_delivery_missing", ""},
		{both + `,"tier":"severe","paid":[5000],"receiver":"self"`, "true", "", ""},
		{clean(`"tier":"severe","receiver":"self"`), "null", "", ""},
		{clean(`"paid":[5000],"receiver":"self"`), "null", "", ""},
		{clean(`"tier":"severe","paid":[5000]`), "null", "", ""},
		{clean(`"paid":[1,2],"receiver":"self"`), "false", "split", ""},
		{``, "null", "", ""},
	}
	for _, tt := range tests {
		q := `{"plan":"P9","op":"delivery"`
		if tt.facts != "" {
			q += "," + tt.facts
		}
		got := ask(t, q+"}")
		valid, _ := json.Marshal(got["valid"])
		raised := strings.Join(slices.Concat(words(got["breaches"]), words(got["warnings"]), words(got["flags"])), " ")
		if string(valid) != tt.valid || raised != tt.raised || strings.Join(words(got["readings"]), " ") != tt.review || got["review"] != (tt.review != "") {
			t.Errorf("%s: %v", tt.facts, got)
		}
	}
}

func TestStage(t *testing.T) {
	const whole = `"application":{"reason":true,"degree":true,"tier_asked":true}`
	tests := []struct {
		facts, missing string
		ok             bool
	}{
		{`"step":"apply",` + whole + `,"papers":true,"village":"registration"`, "", true},
		{`"step":"apply",` + whole + `,"papers":true,"village":"residence_only"`, "village_of_registration", false},
		{`"step":"apply",` + whole, "village_of_registration papers", false},
		{`"step":"apply","application":{"reason":true,"degree":false},"papers":true,"village":"registration"`, "degree tier_asked", false},
		{`"step":"apply","application":{},"papers":true,"village":"registration"`, "reason degree tier_asked", false},
		{`"step":"apply"`, "application village_of_registration papers", false},
		{`"step":"apply","capacity":false,"deliberation":true`, "", true},
		{`"step":"apply","capacity":false,"deliberation":true,"papers":false,"village":"residence_only"`, "", true},
		{`"step":"apply","capacity":false,"deliberation":false`, "deliberation", false},
		{`"step":"apply","capacity":false`, "deliberation", false},
		{`"step":"village_posting","rechecked_by":["committees","villagers_council"]`, "", true},
		{`"step":"village_posting","rechecked_by":["villagers_council"]`, "committees", false},
		{`"step":"village_posting"`, "committees villagers_council", false},
		{`"step":"report_to_town","village_posted":true,"open_objections":0`, "", true},
		{`"step":"report_to_town","village_posted":true,"open_objections":3`, "objection_settled", false},
		{`"step":"report_to_town"`, "village_posting objection_settled", false},
		{`"step":"report_to_county","town_audited":true,"town_posted":true,"open_objections":0`, "", true},
		{`"step":"report_to_county","town_audited":true,"town_posted":false,"open_objections":1`, "town_posting objection_settled", false},
		{`"step":"prepare_money","county_published":true`, "", true},
		{`"step":"prepare_money","county_published":false`, "county_publication", false},
		{`"step":"report_to_county","recipient":"difficult_family","town_audited":true,"town_posted":true,"open_objections":0`, "", true},
	}
	for _, tt := range tests {
		got := ask(t, `{"plan":"P9","op":"stage",`+tt.facts+`}`)
		if got["ok"] != tt.ok || strings.Join(words(got["missing"]), " ") != tt.missing || got["reason"] != nil || got["review"] != false {
			t.Errorf("%s: %v, want %s", tt.facts, got, tt.missing)
		}
	}
	got := ask(t, `{"plan":"P9","op":"stage","step":"report_to_county","recipient":"veteran_aid_only","town_audited":false}`)
	if got["ok"] != false || len(words(got["missing"])) != 0 || got["reason"] != "roster_is_for_difficult_families" {
		t.Errorf("a veteran's aid: %v", got)
	}
}

func TestAmountOwnerFunds(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P5","op":"amount","level":"city","paid_yuan":399.99`, `{"ok":false,"standard_yuan":400,"floor_yuan":null,"off_standard":true,"needs_reason":false,"review":false,"clauses":["P5.3.11"],"ask":["list"]}`},
		{`"plan":"P5","op":"amount","level":"city","paid_yuan":400`, `{"ok":true,"standard_yuan":400,"floor_yuan":null,"off_standard":false,"needs_reason":false,"review":false,"clauses":["P5.3.11"],"ask":[]}`},
		{`"plan":"P5","op":"amount","level":"county","paid_yuan":200.01`, `{"ok":true,"standard_yuan":200,"floor_yuan":null,"off_standard":true,"needs_reason":true,"review":true,"readings":["A-14"],"clauses":["P5.3.12"],"ask":[]}`},
		{`"plan":"P5","op":"amount","list":"must_visit_soldiers","paid_yuan":200`, `{"ok":true,"standard_yuan":null,"floor_yuan":200,"off_standard":false,"needs_reason":false,"review":false,"clauses":["P5.3.8"],"ask":["level"]}`},
		{`"plan":"P5","op":"amount","list":"must_visit_soldiers","level":"city","paid_yuan":300`, `{"ok":false,"standard_yuan":400,"floor_yuan":200,"off_standard":true,"needs_reason":false,"review":true,"readings":["A-14"],"clauses":["P5.3.11","P5.3.8"],"ask":[]}`},
		{`"plan":"P5","op":"amount","list":"must_visit_soldiers","level":"city","paid_yuan":199`, `{"ok":false,"standard_yuan":400,"floor_yuan":200,"off_standard":true,"needs_reason":false,"review":false,"clauses":["P5.3.11","P5.3.8"],"ask":[]}`},
		{`"plan":"P5","op":"amount","list":"must_visit_soldiers","level":"city","paid_yuan":400`, `{"ok":true,"standard_yuan":400,"floor_yuan":200,"off_standard":false,"needs_reason":false,"review":false,"clauses":["P5.3.11","P5.3.8"],"ask":[]}`},
		{`"plan":"P5","op":"amount","paid_yuan":null,"level":"town"`, `{"ok":null,"standard_yuan":200,"floor_yuan":null,"off_standard":false,"needs_reason":false,"review":false,"clauses":["P5.3.12"],"ask":["list","paid_yuan"]}`},
		{`"plan":"P6","op":"owner","group":"因病致困职工"`, `{"owner":"市人社局","conflict_with":"市总工会","review":true,"readings":["A-17"],"clauses":["P6.2.17"],"ask":[]}`},
		{`"plan":"P6","op":"owner","group":"困难职工"`, `{"owner":"市总工会","conflict_with":null,"review":false,"clauses":["P6.2.13"],"ask":[]}`},
		{`"plan":"P6","op":"owner","group":"中央驻宁新闻媒体"`, `{"owner":"市委宣传部","conflict_with":null,"review":false,"clauses":["P6.2.10"],"ask":[]}`},
		{`"plan":"P6","op":"owner"`, `{"owner":null,"conflict_with":null,"review":false,"clauses":[],"ask":["group"]}`},
		{`"plan":"P9","op":"funds","severe":182,"middle":0,"general":0`, `{"county_fund_yuan":910000,"total_yuan":910000,"over_yuan":0,"town_self_raised_yuan":0,"decision":null,"review":false,"clauses":["P9.3.1","P9.2.2","P9.2.9","P9.2.15"],"ask":[]}`},
		{`"plan":"P9","op":"funds","severe":182,"middle":0,"general":1`, `{"county_fund_yuan":910000,"total_yuan":910800,"over_yuan":800,"town_self_raised_yuan":800,"decision":null,"review":false,"clauses":["P9.3.1","P9.2.2","P9.2.9","P9.2.15"],"ask":[]}`},
		{`"plan":"P9","op":"funds","severe":181,"middle":2,"general":0`, `{"county_fund_yuan":910000,"total_yuan":911000,"over_yuan":1000,"town_self_raised_yuan":null,"decision":"stop_and_ask","review":true,"readings":["A-41"],"clauses":["P9.3.1","P9.2.2","P9.2.9","P9.2.15"],"ask":[]}`},
		{`"plan":"P9","op":"funds","severe":200`, `{"county_fund_yuan":910000,"total_yuan":null,"over_yuan":null,"town_self_raised_yuan":null,"decision":"stop_and_ask","review":true,"readings":["A-41"],"clauses":["P9.3.1","P9.2.2","P9.2.9","P9.2.15"],"ask":["middle","general"]}`},
	}
	for _, tt := range tests {
		if got := string(Shipped().Ask([]byte("{" + tt.q + "}"))); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.q, got, tt.want)
		}
	}
	if n := len(Shipped().mustPlan(t, "P6").relief.owners.list); n != 13 {
		t.Errorf("%d owners", n)
	}
}

func TestReliefErrors(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P1","op":"grant"`, "op grant: plan P1 has none"},
		{`"plan":"P9","op":"amount"`, "op amount: plan P9 has none"},
		{`"plan":"P5","op":"funds"`, "op funds: plan P5 has none"},
		{`"plan":"P9","op":"owner"`, "op owner: plan P9 has none"},
		{`"plan":"P7","op":"stage"`, "op stage: plan P7 has none"},
		{`"plan":"P6","op":"delivery"`, "op delivery: plan P6 has none"},
		{`"plan":"P9","op":"grant","types":"dibao"`, "types: expected a list"},
		{`"plan":"P9","op":"grant","types":["rich"]`, `types: unknown "rich"`},
		{`"plan":"P9","op":"grant","types":[null]`, "types: null in the list"},
		{`"plan":"P9","op":"grant","hardship":"extremely"`, `hardship: unknown "extremely"`},
		{`"plan":"P9","op":"grant","student":true`, "student: expected one of"},
		{`"plan":"P9","op":"grant","self_paid":-0.01`, "self_paid: negative"},
		{`"plan":"P9","op":"grant","self_paid":"20000"`, "self_paid: not a number"},
		{`"plan":"P9","op":"grant","self_paid":true`, "self_paid: not a number"},
		{`"plan":"P9","op":"grant","self_paid":0.001`, "self_paid: a part of a fen"},
		{`"plan":"P9","op":"grant","self_paid":1e29`, "self_paid: too large"},
		{`"plan":"P9","op":"grant","self_paid":1e999999999`, "self_paid: a number out of range"},
		{`"plan":"P9","op":"grant","self_paid":1` + strings.Repeat("0", 90), "self_paid: a number out of range"},
		{`"plan":"P9","op":"grant","disabled_members":1.5`, "disabled_members: not whole"},
		{`"plan":"P9","op":"grant","disabled_members":-1`, "disabled_members: negative"},
		{`"plan":"P9","op":"grant","major_illness":"yes"`, "major_illness: expected true, false or null"},
		{`"plan":"P9","op":"delivery","tier":"none"`, `tier: unknown "none", expected one of severe, middle, general`},
		{`"plan":"P9","op":"delivery","paid":5000`, "paid: expected a list of yuan"},
		{`"plan":"P9","op":"delivery","paid":["5000"]`, "paid: not a number"},
		{`"plan":"P9","op":"delivery","paid":[null]`, "paid: not a number"},
		{`"plan":"P9","op":"delivery","second_recipient_paid":-5`, "second_recipient_paid: negative"},
		{`"plan":"P9","op":"delivery","receiver":""`, "receiver: unknown"},
		{`"plan":"P9","op":"stage"`, "step: missing"},
		{`"plan":"P9","op":"stage","step":"pray"`, `step: unknown "pray", expected one of apply`},
		{`"plan":"P9","op":"stage","step":"apply","application":true`, "application: expected an object"},
		{`"plan":"P9","op":"stage","step":"apply","application":{"reason":1}`, "application_reason: expected true"},
		{`"plan":"P9","op":"stage","step":"apply","rechecked_by":["mayor"]`, `rechecked_by: unknown "mayor"`},
		{`"plan":"P9","op":"stage","step":"apply","open_objections":"0"`, "open_objections: not a number"},
		{`"plan":"P5","op":"amount","level":"province"`, `level: unknown "province", expected one of city, county, town`},
		{`"plan":"P5","op":"amount","list":"others"`, `list: unknown "others"`},
		{`"plan":"P5","op":"amount","level":"city","paid_yuan":"400"`, "paid_yuan: not a number"},
		{`"plan":"P6","op":"owner","group":"外星人"`, `group: unknown "外星人"`},
		{`"plan":"P6","op":"owner","group":["农民工"]`, "group: expected a string"},
		{`"plan":"P9","op":"funds","severe":1.5`, "severe: not whole"},
		{`"plan":"P9","op":"funds","severe":99999999999`, "severe: too large"},
	}
	for _, tt := range tests {
		got := ask(t, "{"+tt.q+"}")
		if msg, _ := got["error"].(string); len(got) != 1 || !strings.Contains(msg, tt.want) {
			t.Errorf("%s: %v, want %s", tt.q, got, tt.want)
		}
	}
}

// FuzzRelief: no question about money makes Ask panic or answer other than one object.
func FuzzRelief(f *testing.F) {
	f.Add([]byte(`{"plan":"P9","op":"grant","types":["dibao"],"self_paid":1e4,"hardship":"very","disabled_members":2,"disease":7}`))
	f.Add([]byte(`{"plan":"P9","op":"delivery","tier":"severe","paid":[2500,2500.00],"receiver":"x","signed":["spouse"],"second_recipient_paid":0}`))
	f.Add([]byte(`{"plan":"P9","op":"stage","step":"apply","application":{"reason":true},"open_objections":0}`))
	f.Add([]byte(`{"plan":"P9","op":"funds","severe":999999999,"middle":0}`))
	f.Add([]byte(`{"plan":"P5","op":"amount","level":"city","paid_yuan":1e-1}`))
	f.Fuzz(func(t *testing.T, q []byte) {
		if got := Shipped().Ask(q); !json.Valid(got) || got[0] != '{' {
			t.Errorf("%q: %q", q, got)
		}
	})
}
