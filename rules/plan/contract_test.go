package plan

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
)

func factsOf(s string) (f rules.Facts) {
	if err := json.Unmarshal([]byte(s), &f); err != nil {
		panic(err)
	}
	return f
}

func threeOps() []rules.Operation {
	return []rules.Operation{op("P1"), op("P3", "followup_interval", "2"), op("P7")}
}

// TestClauses holds the three plans clause by clause, each with and without its trigger.
// actions and docs are exact, in order; a docs of "-" is not looked at.
func TestClauses(t *testing.T) {
	const p1goods, p7goods = "give_food give_winter_items give_help_info", "give_convenience_food give_quilt give_cotton_coat give_cotton_shoes"
	tests := []struct {
		plan, facts   string
		actions, docs string
		review        string // register ids
	}{
		// P1.3.13 escort with written handover, the four groups
		{"P1", ``, "", "", ""},
		{"P1", `"groups":[]`, "", "", ""},
		{"P1", `"groups":["minor"]`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"groups":["disabled"]`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"groups":["elderly"]`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"groups":["mobility_impaired"]`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"age":12`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"groups":["disabled"],"full_capacity":false`, "escort_to_relief_site", "written_handover", ""},
		{"P1", `"groups":["disabled"],"full_capacity":false,"declines":true`, "escort_to_relief_site " + p1goods, "written_handover refusal_record", ""},
		// P1.3.14 consent, and A-32 where it meets the escort
		{"P1", `"groups":[],"full_capacity":true`, "obtain_consent", "consent_record", ""},
		{"P1", `"groups":[],"full_capacity":true,"consent":null`, "obtain_consent", "consent_record", ""},
		{"P1", `"groups":[],"full_capacity":true,"consent":true`, "escort_to_relief_site", "consent_record", ""},
		{"P1", `"groups":[],"full_capacity":true,"consent":false`, "", "consent_record", ""},
		{"P1", `"groups":[],"full_capacity":false`, "", "", ""},
		{"P1", `"full_capacity":true,"declines":true`, p1goods, "refusal_record", ""},
		{"P1", `"groups":["elderly"],"full_capacity":true`, "obtain_consent escort_to_relief_site", "consent_record written_handover", "A-32"},
		{"P1", `"groups":["elderly"],"full_capacity":true,"consent":true`, "escort_to_relief_site", "written_handover consent_record", ""},
		{"P1", `"groups":["elderly"],"full_capacity":true,"consent":false`, p1goods, "-", "A-32"},
		{"P1", `"groups":["disabled"],"full_capacity":true,"declines":true`, p1goods, "refusal_record", "A-32"},
		{"P1", `"groups":["elderly"],"declines":true`, "escort_to_relief_site " + p1goods, "-", "A-32"},
		// the minor
		{"P1", `"groups":["minor"],"declines":true`, "escort_to_relief_site " + p1goods, "written_handover refusal_record", "A-54"},
		{"P1", `"groups":["minor"],"consent":false`, "escort_to_relief_site", "written_handover", "A-54"},
		{"P1", `"groups":["minor"],"declines":false,"consent":true`, "escort_to_relief_site", "-", ""},
		{"P1", `"groups":["minor"],"declines":false,"consent":false`, "escort_to_relief_site", "written_handover", ""},
		// P1.3.15, P1.3.16, A-33
		{"P1", `"sudden_illness":true`, "notify_emergency_now", "emergency_call_time", ""},
		{"P1", `"sudden_illness":false,"necessary":true`, "", "", ""},
		{"P1", `"necessary":true`, "", "", ""},
		{"P1", `"sudden_illness":true,"necessary":false`, "notify_emergency_now", "emergency_call_time", ""},
		{"P1", `"sudden_illness":true,"necessary":true`, "notify_emergency_now escort_direct_to_hospital", "emergency_call_time", ""},
		{"P1", `"sudden_illness":true,"groups":[],"full_capacity":true,"consent":false,"necessary":true`, "notify_emergency_now", "-", "A-33"},
		{"P1", `"sudden_illness":true,"groups":["elderly"]`, "notify_emergency_now escort_to_relief_site", "-", ""},
		// P1.3.17 what a person who declines is owed, less what was given
		{"P1", `"declines":false`, "", "", ""},
		{"P1", `"declines":true,"given":[]`, p1goods, "refusal_record", ""},
		{"P1", `"declines":true,"given":["help_info"]`, "give_food give_winter_items", "refusal_record", ""},
		// P1.3.11 needs both
		{"P1", `"weather":"snow","temporary_difficulty":true`, "green_channel", "", ""},
		{"P1", `"weather":"rain","temporary_difficulty":true`, "green_channel", "", ""},
		{"P1", `"weather":"ice","temporary_difficulty":true`, "green_channel", "", ""},
		{"P1", `"weather":"freezing_rain","temporary_difficulty":true`, "green_channel", "", ""},
		{"P1", `"weather":"clear","temporary_difficulty":true`, "", "", ""},
		{"P1", `"weather":"ice"`, "", "", ""},
		{"P1", `"temporary_difficulty":true`, "", "", ""},
		// P1.4.4 to P1.4.6, A-03
		{"P1", `"enters":true`, "mask temperature", "", ""},
		{"P1", `"enters":false`, "", "", ""},
		{"P1", `"from_area":"medium_risk"`, "nucleic_acid_test", "", ""},
		{"P1", `"track_verifiable":false`, "nucleic_acid_test", "", ""},
		{"P1", `"from_area":"low_risk","track_verifiable":true`, "", "", ""},
		{"P1", `"track_verifiable":false,"enters":true`, "mask temperature nucleic_acid_test isolate_on_entry", "", ""},
		{"P1", `"track_verifiable":false,"enters":false`, "nucleic_acid_test", "", "A-03"},
		{"P1", `"from_area":"low_risk","enters":true`, "mask temperature", "", "A-03"},
		{"P1", `"from_area":"low_risk","track_verifiable":false,"enters":true`, "mask temperature nucleic_acid_test isolate_on_entry", "", ""},
		// P1 says nothing of these
		{"P1", `"mental_illness":true,"intellectual_disability":true,"gravely_ill":true,"stays_on_street":true,"found":true`, "", "", ""},
		{"P1", `"case_opened":false`, "open_case", "", ""},

		// P3.6.2, P3.4.2
		{"P3", `"found":true`, "medical warmth give_food open_case", "times", ""},
		{"P3", `"found":true,"case_opened":true`, "medical warmth give_food", "times", ""},
		{"P3", `"found":false`, "", "", ""},
		{"P3", `"case_opened":false`, "open_case", "", ""},
		{"P3", `"case_opened":true`, "", "", ""},
		// P3.2.2, P3.4.5 to P3.4.7, A-52
		{"P3", `"declines":false`, "", "", ""},
		{"P3", `"declines":true,"given":["food","winter_items","help_info"]`, "keep_record periodic_followup", "refusal_record", ""},
		{"P3", `"stays_on_street":true`, "give_food give_winter_items", "", "A-52"},
		{"P3", `"stays_on_street":true,"declines":false`, "give_food give_winter_items", "", "A-52"},
		{"P3", `"stays_on_street":true,"declines":true`, p1goods + " keep_record periodic_followup", "refusal_record", ""},
		{"P3", `"stays_on_street":false`, "", "", ""},
		{"P3", `"consent":true`, "escort_to_relief_site", "", ""},
		{"P3", `"consent":true,"declines":true`, p1goods + " keep_record periodic_followup", "refusal_record", ""},
		{"P3", `"groups":["minor"],"sudden_illness":true,"weather":"snow","enters":true`, "", "", ""},

		// P7.2.34 stands for every case
		{"P7", ``, "", "written_record video", ""},
		{"P7", `"groups":["minor"]`, "escort_to_social_affairs", "-", "A-18"},
		{"P7", `"groups":["minor"],"gravely_ill":true`, "escort_to_medical_institution", "-", ""},
		{"P7", `"groups":["minor"],"declines":true`, "escort_to_social_affairs " + p7goods, "-", "A-18 A-54"},
		{"P7", `"groups":["minor"],"declines":false,"consent":false`, "escort_to_social_affairs", "-", "A-18"},
		{"P7", `"found_by":"village","case_opened":true`, "contact_social_affairs escort_to_social_affairs mask temperature", "-", "A-18"},
		{"P7", `"found_by":"police","case_opened":true`, "mask temperature", "-", ""},
		{"P7", `"found_by":"village","case_opened":true,"mental_illness":true`, "to_county_mental_hospital contact_social_affairs mask temperature", "-", "A-18"},
		{"P7", `"found":true`, "open_case escort_to_social_affairs mask temperature", "-", ""},
		{"P7", `"enters":true`, "mask temperature", "-", ""},
		{"P7", `"gravely_ill":false,"intellectual_disability":false,"mental_illness":false`, "", "-", ""},
		{"P7", `"intellectual_disability":true`, "escort_to_medical_institution", "-", ""},
		{"P7", `"groups":["disabled"]`, "", "-", ""},
		{"P7", `"declines":true`, p7goods, "refusal_record written_record video", ""},
		{"P7", `"declines":true,"stock":{"被条":0,"棉衣":3}`, p7goods, "-", ""},
		{"P7", `"declines":false`, "", "-", ""},
		{"P7", `"full_capacity":true`, "", "-", ""},
		{"P7", `"escorted":true`, "", "written_handover written_record video", ""},
		{"P3", `"escorted":true`, "", "written_handover", ""},
		// The other readings, as a township may choose them.
		{"P1", `"enters":true,"taken":{"A-03":"everybody"}`, "mask temperature isolate_on_entry", "", ""},
		{"P1", `"enters":false,"taken":{"A-03":"everybody"}`, "", "", ""},
		{"P1", `"groups":["minor"],"declines":true,"taken":{"A-54":"owed"}`, "escort_to_relief_site " + p1goods, "written_handover refusal_record", "A-54"},
		{"P3", `"stays_on_street":true,"taken":{"A-52":"none"}`, "", "", "A-52"},
		{"P3", `"consent":false,"taken":{"A-52":"none"}`, "give_food give_winter_items", "", ""},
	}
	for _, tt := range tests {
		q := `{"op":"obligations","plan":"` + tt.plan + `"`
		if tt.facts != "" {
			q += "," + tt.facts
		}
		got := ask(t, q+"}")
		acts := strings.Fields(tt.actions)
		if tt.plan == "P7" { // hospital before the telephone call of the village
			slices.SortStableFunc(acts, func(a, b string) int { return Shipped().loaded().byCode[a].rank - Shipped().loaded().byCode[b].rank })
		}
		if g := words(got["actions"]); !slices.Equal(g, acts) {
			t.Errorf("%s %s: actions %v, want %v", tt.plan, tt.facts, g, acts)
		}
		if g := words(got["documents"]); tt.docs != "-" && !slices.Equal(g, strings.Fields(tt.docs)) {
			t.Errorf("%s %s: documents %v, want %s", tt.plan, tt.facts, g, tt.docs)
		}
		if g := words(got["readings"]); !slices.Equal(g, strings.Fields(tt.review)) || got["review"] != (tt.review != "") {
			t.Errorf("%s %s: readings %v, want %s", tt.plan, tt.facts, g, tt.review)
		}
		for _, c := range words(got["clauses"]) {
			if !strings.HasPrefix(c, tt.plan+".") {
				t.Errorf("%s %s: clause %s of another plan", tt.plan, tt.facts, c)
			}
		}
		if len(words(got["clauses"])) == 0 && (tt.docs != "" || len(acts) > 0) {
			t.Errorf("%s %s: clauses %v", tt.plan, tt.facts, got["clauses"])
		}
	}
}

// TestRuledOut: an answer rests also on the clauses that a fact told rules out, and on none
// that is merely unknown.
func TestRuledOut(t *testing.T) {
	for q, want := range map[string]string{
		`"plan":"P1"`:                                                                       "",
		`"plan":"P1","weather":"snow"`:                                                      "",
		`"plan":"P1","temporary_difficulty":true`:                                           "",
		`"plan":"P1","weather":"snow","temporary_difficulty":false`:                         "P1.3.11",
		`"plan":"P1","sudden_illness":false`:                                                "P1.3.15 P1.3.16",
		`"plan":"P1","enters":true,"from_area":"low_risk","track_verifiable":true`:          "P1.4.4 P1.4.5 P1.4.6",
		`"plan":"P1","groups":[],"full_capacity":true,"consent":false,"declines":true`:      "P1.3.17 P1.3.16 P1.3.14 P1.3.13 P1.3.12",
		`"plan":"P3","declines":false,"consent":true,"found":false,"stays_on_street":false`: "P3.2.1 P3.6.2 P3.2.2 P3.4.5 P3.4.7 P3.4.6",
		`"plan":"P7","mental_illness":false`:                                                "P7.2.34 P7.2.24",
	} {
		got := words(ask(t, `{"op":"obligations",`+q+`}`)["clauses"])
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: rests on %v, want %s", q, got, want)
		}
	}
}

func TestAskExtras(t *testing.T) {
	got := ask(t, `{"plan":"P7","op":"obligations","declines":true,"stock":{"被条":0,"棉衣":3,"棉鞋":0}}`)
	if !slices.Equal(words(got["short"]), []string{"被条", "棉鞋"}) || got["can_close"] != false {
		t.Errorf("short: %v", got)
	}
	got = ask(t, `{"plan":"P1","op":"obligations","declines":true,"given":["food","winter_items","help_info"],"full_capacity":true}`)
	if got["can_close"] != true || len(words(got["missing"])) != 0 {
		t.Errorf("complete: %v", got)
	}
	// What is missing is what is owed: goods by choice are not, unless the township says so.
	for facts, want := range map[string][]string{
		`"groups":["minor"],"declines":true`:                                              {},
		`"groups":["minor"],"declines":true,"taken":{"A-54":"owed"}`:                      {"food", "winter_items", "help_info"},
		`"groups":["minor"],"declines":true,"given":["food"],"taken":{"A-54":"owed"}`:     {"winter_items", "help_info"},
		`"groups":["elderly"],"full_capacity":true,"declines":true,"given":["help_info"]`: {"food", "winter_items"},
		`"declines":false,"given":[]`:                                                     {},
		`"declines":true,"given":null`:                                                    {"food", "winter_items", "help_info"},
	} {
		if got := words(ask(t, `{"plan":"P1","op":"obligations",`+facts+`}`)["missing"]); !slices.Equal(got, want) {
			t.Errorf("%s: missing %v", facts, got)
		}
	}
	// The record of every case (P7.2.34) has no fact and keeps no question's case open.
	for facts, want := range map[string]bool{
		`"found":false`:                      true,
		`"gravely_ill":true`:                 false,
		`"found_by":"village"`:               false,
		`"groups":["minor"],"escorted":true`: false,
		`"groups":["minor"],"escorted":true,"handover_form":null`:            false,
		`"groups":["minor"],"escorted":true,"handover_form":true`:            true,
		`"declines":true,"given":["food"]`:                                   false,
		`"consent":true,"declines":false,"found":false,"case_opened":true`:   true, // the escort is permitted, not owed
		`"consent":true,"escorted":true,"handover_form":false,"enters":null`: false,
	} {
		if got := ask(t, `{"plan":"P7","op":"obligations",`+facts+`}`); got["can_close"] != want {
			t.Errorf("P7 %s: can_close %v", facts, got["can_close"])
		}
	}
	for facts, want := range map[string]bool{
		`"groups":["minor"],"escorted":true`:                       false,
		`"groups":["minor"],"escorted":true,"handover_form":null`:  false,
		`"groups":["minor"],"escorted":true,"handover_form":false`: false,
		`"groups":["minor"],"escorted":true,"handover_form":true`:  true,
		`"groups":["minor"],"handover_form":true`:                  false,
		`"sudden_illness":true,"necessary":true`:                   false,
		`"groups":[]`:                                              true,
	} {
		if got := ask(t, `{"plan":"P1","op":"obligations",`+facts+`}`); got["can_close"] != want {
			t.Errorf("%s: can_close %v", facts, got["can_close"])
		}
	}
	// What is unknown and could change the answer, most dangerous first; nothing else.
	got = ask(t, `{"plan":"P1","op":"obligations","weather":"snow","enters":false,"from_area":"low_risk","track_verifiable":true,"declines":false,"full_capacity":false,"groups":[],"consent":false,"case_opened":true,"escorted":false}`)
	if g := words(got["ask"]); !slices.Equal(g, []string{"sudden_illness", "temporary_difficulty", "necessary"}) {
		t.Errorf("ask %v", g)
	}
	got = ask(t, `{"plan":"P1","op":"obligations","groups":["elderly"],"declines":true}`)
	if g := words(got["ask"]); !slices.Contains(g, "full_capacity") || !slices.Contains(g, "given") || slices.Contains(g, "declines") {
		t.Errorf("ask %v", g)
	}
}
