package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

func TestQuestions(t *testing.T) {
	d := Shipped().Demands([]rules.Operation{op("P1")}, subject(rules.Facts{}), night)
	if len(d.Ask) == 0 || d.Ask[0].Fact != "sudden_illness" || d.Ask[0].Brings[0] != "notify_emergency_now" || d.Ask[0].Text.ZH == "" {
		t.Fatalf("first question %+v", d.Ask)
	}
	for i, q := range d.Ask {
		if i > 0 && q.Rank <= d.Ask[i-1].Rank {
			t.Errorf("order: %s after %s", q.Fact, d.Ask[i-1].Fact)
		}
		if len(q.Brings) == 0 {
			t.Errorf("%s brings nothing", q.Fact)
		}
	}
	all := asked(d)
	for _, fact := range []string{"escorted", "handover_form", "given", "case_opened"} {
		if _, ok := all[fact]; ok {
			t.Errorf("%s is the desk's own doing", fact)
		}
	}
	if !slices.Contains(all["age"], "escort_to_relief_site") || !slices.Contains(all["groups"], "escort_to_relief_site") {
		t.Errorf("age %v, groups %v", all["age"], all["groups"])
	}

	// Decided branches ask nothing more.
	d = Shipped().Demands([]rules.Operation{op("P1")}, subject(rules.Facts{SuddenIllness: ptr(false), Weather: "clear", Age: ptr(40), Enters: ptr(false)}), night)
	all = asked(d)
	for fact, not := range map[string]string{"necessary": "escort_direct_to_hospital", "temporary_difficulty": "green_channel"} {
		if slices.Contains(all[fact], not) {
			t.Errorf("%s still asked for %s", fact, not)
		}
	}
	if _, ok := all["age"]; ok || slices.Contains(all["groups"], "call_police") || !slices.Contains(all["groups"], "escort_to_relief_site") {
		t.Errorf("a known age decides minor and elderly, not disabled: %v", all)
	}
	if slices.Contains(all["from_area"], "isolate_on_entry") || !slices.Contains(all["from_area"], "nucleic_acid_test") {
		t.Errorf("from_area %v", all["from_area"])
	}

	// What is there already is not brought again.
	d = Shipped().Demands(nil, subject(rules.Facts{SuddenIllness: ptr(true)}), night)
	for _, q := range d.Ask {
		if slices.Contains(q.Brings, "notify_emergency_now") || slices.Contains(q.Brings, "report_leader") {
			t.Errorf("%s brings again %v", q.Fact, q.Brings)
		}
	}
}

// TestUnknownBringsNothing: with nothing known only what stands for every case is owed.
func TestUnknownBringsNothing(t *testing.T) {
	if d := Shipped().Demands(nil, Subject{Opened: night}, night); len(d.Obligations) != 0 || !d.CanClose {
		t.Errorf("regulations: %v", codes(d.Obligations))
	}
	d := Shipped().Demands([]rules.Operation{op("P1"), op("P3"), op("P7")}, Subject{Opened: night}, night)
	if got := codes(d.Obligations); !slices.Equal(got, []string{"written_record"}) {
		t.Errorf("all plans: %v", got)
	}
}

// TestRegulations holds base.yaml, which no plan case covers.
func TestRegulations(t *testing.T) {
	tests := []struct {
		f    rules.Facts
		want []string
	}{
		{rules.Facts{Danger: ptr(true)}, []string{"call_police", "report_leader"}},
		{rules.Facts{SuspectedLost: ptr(true)}, []string{"call_police"}},
		{rules.Facts{Confused: ptr(true)}, []string{"notify_emergency_now", "report_leader"}},
		{rules.Facts{GravelyIll: ptr(true)}, []string{"notify_emergency_now", "report_leader"}},
		{rules.Facts{Age: ptr(9)}, []string{"call_police", "report_leader", "tell_child_protection"}},
		{rules.Facts{Identified: ptr(false)}, []string{"tracing_notice"}},
		{rules.Facts{Identified: ptr(true)}, []string{}},
		{rules.Facts{Enters: ptr(true)}, []string{"stay_limit"}},
		{rules.Facts{Declines: ptr(true)}, []string{"give_help_info", "periodic_followup"}},
		{rules.Facts{Escorted: ptr(true)}, []string{"written_handover"}},
		{rules.Facts{Escorted: ptr(true), HandoverForm: ptr(true)}, []string{"written_handover"}},
	}
	for _, tt := range tests {
		d := Shipped().Demands(nil, subject(tt.f), night)
		if got := codes(d.Obligations); !slices.Equal(got, tt.want) {
			t.Errorf("%+v: %v, want %v", tt.f, got, tt.want)
		}
		for _, o := range d.Obligations {
			for _, w := range o.Why {
				if w.Plan != "R" || w.Source.IsZero() || w.When.IsZero() {
					t.Errorf("%s: why %+v", o.Code, w)
				}
			}
		}
	}
	if o := find(t, Shipped().Demands(nil, subject(rules.Facts{Escorted: ptr(true), HandoverForm: ptr(true)}), night), "written_handover"); o.State != rules.Done || o.DoneAt == nil {
		t.Errorf("with its paper: %+v", o)
	}
	// The township's own age for elderly.
	s := subject(rules.Facts{Age: ptr(62)})
	if d := Shipped().Demands([]rules.Operation{op("P1", "elderly_age", "65")}, s, night); slices.Contains(codes(d.Obligations), "escort_to_relief_site") {
		t.Error("62 is not elderly from 65 on")
	}
	find(t, Shipped().Demands([]rules.Operation{op("P1")}, s, night), "escort_to_relief_site")
}

func TestSubjectOf(t *testing.T) {
	at := night.Add(time.Hour)
	c := &rules.Case{Kind: rules.CaseMissing, OpenedAt: night, SettledAt: &at, Outcome: rules.OutcomeHome,
		Facts: rules.Facts{TempDifficulty: ptr(true)}}
	s := SubjectOf(c, "snow")
	if s.Facts.Weather != "snow" || s.Facts.Tri("case_opened") != rules.Yes || s.Facts.Tri("suspected_lost") != rules.Yes ||
		!s.Settled || !s.SettledAt.Equal(at) || !s.Opened.Equal(night) {
		t.Errorf("%+v", s)
	}
	if c.Facts.CaseOpened != nil || c.Facts.Weather != "" {
		t.Error("the case was changed")
	}
	find(t, Shipped().Demands([]rules.Operation{op("P1")}, s, night), "green_channel")
	c.Facts.Weather, c.Facts.SuspectedLost = "clear", ptr(false)
	if s := SubjectOf(c, "snow"); s.Facts.Weather != "clear" || s.Facts.Tri("suspected_lost") != rules.No {
		t.Error("what the case says comes first")
	}
}

// TestDemandsIsPure: the same question twice, also after others and at the same time.
func TestDemandsIsPure(t *testing.T) {
	ops := []rules.Operation{op("P1"), op("P3"), op("P7")}
	s := subject(rules.Facts{Groups: []string{"minor"}, Declines: ptr(true), Found: ptr(true), FoundBy: "village"})
	want := codes(Shipped().Demands(ops, s, night).Obligations)
	done := make(chan []string)
	for range 8 {
		go func() {
			var got []string
			for range 50 {
				got = codes(Shipped().Demands(ops, s, night).Obligations)
			}
			done <- got
		}()
	}
	for range 8 {
		if got := <-done; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// TestReadings: where the text can be read two ways, the obligation says which and why.
func TestReadings(t *testing.T) {
	d := Shipped().Demands([]rules.Operation{op("P1"), op("P7")}, subject(rules.Facts{Groups: []string{"minor"}, Declines: ptr(true)}), night)
	o := find(t, d, "escort_to_social_affairs")
	if !o.Review || o.Why[0].Reading.EN != "A-18 The village brings the person or the office comes, note which, A-54 A minor who declines is brought in, the goods are by choice" {
		t.Errorf("%v %s", o.Review, o.Why[0].Reading.EN)
	}
	if o := find(t, d, "give_quilt"); o.Must || !o.Review {
		t.Errorf("goods for a minor: %+v", o)
	}
	d = Shipped().Demands([]rules.Operation{op("P1"), op("P7", "A-54", "owed")}, subject(rules.Facts{Groups: []string{"minor"}, Declines: ptr(true)}), night)
	if o := find(t, d, "give_quilt"); !o.Must || !o.Review || !strings.Contains(o.Why[0].Reading.EN, "A-54 Goods for a minor who declines: owed") {
		t.Errorf("goods for a minor, as the township reads it: %+v", o)
	}
	if o := find(t, d, "give_food"); o.Must {
		t.Errorf("the reading of one plan is not that of another: %+v", o)
	}
	if o := find(t, d, "call_police"); o.Review || !o.Why[0].Reading.IsZero() {
		t.Errorf("the report of a minor is plain: %+v", o)
	}
}
