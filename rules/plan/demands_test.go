package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

var night = time.Date(2026, 11, 23, 23, 58, 0, 0, rules.Zone)

func op(plan string, settings ...string) rules.Operation {
	o := rules.Operation{ID: plan + "-2026", Plan: plan}
	for i := 0; i < len(settings); i += 2 {
		if o.Settings == nil {
			o.Settings = map[string]string{}
		}
		o.Settings[settings[i]] = settings[i+1]
	}
	return o
}

// subject has the facts told at the opening.
func subject(f rules.Facts) Subject {
	s := Subject{Facts: f, Opened: night, FactsAt: map[string]time.Time{}}
	for _, spec := range rules.FactSpecs {
		if f.Known(spec.Name) {
			s.FactsAt[spec.Name] = night
		}
	}
	return s
}

func find(t *testing.T, d Demands, code string) rules.Obligation {
	t.Helper()
	for _, o := range d.Obligations {
		if o.Code == code {
			return o
		}
	}
	t.Fatalf("no %s among %v", code, codes(d.Obligations))
	return rules.Obligation{}
}

func codes(list []rules.Obligation) []string {
	out := []string{}
	for _, o := range list {
		out = append(out, o.Code)
	}
	return out
}

func asked(d Demands) map[string][]string {
	out := map[string][]string{}
	for _, q := range d.Ask {
		out[q.Fact] = q.Brings
	}
	return out
}

// TestLifeOfAnObligation walks over midnight minute by minute.
func TestLifeOfAnObligation(t *testing.T) {
	s := subject(rules.Facts{SuddenIllness: ptr(true)})
	s.Opened = night.Add(-time.Hour)
	want := map[int]rules.ObligationState{-3: rules.Pending, 0: rules.Pending, 1: rules.Pending, 2: rules.Pending, 3: rules.Pending,
		4: rules.Due, 5: rules.Due, 6: rules.Overdue, 600: rules.Overdue}
	for minute := -3; minute <= 600; minute++ {
		d := Shipped().Demands([]rules.Operation{op("P1")}, s, night.Add(time.Duration(minute)*time.Minute))
		o := find(t, d, "notify_emergency_now")
		state, ok := want[minute]
		if !ok {
			state = rules.Overdue
			if minute < 0 {
				state = rules.Pending
			}
		}
		if o.State != state {
			t.Errorf("minute %d: %s, want %s", minute, o.State, state)
		}
		if !o.Since.Equal(night) || !o.Due.Equal(night.Add(5*time.Minute)) || !o.OurLimit || !o.Must {
			t.Fatalf("minute %d: %+v", minute, o)
		}
		if d.Obligations[0].Code != "notify_emergency_now" || d.CanClose || d.Blocking[0].Code != "notify_emergency_now" {
			t.Fatalf("minute %d: first %v, blocking %v", minute, codes(d.Obligations), codes(d.Blocking))
		}
	}
	// The quarter begins to the second; the last second is not yet late.
	at := func(d time.Duration) rules.ObligationState {
		return find(t, Shipped().Demands(nil, s, night.Add(d)), "notify_emergency_now").State
	}
	if at(225*time.Second-1) != rules.Pending || at(225*time.Second) != rules.Due || at(5*time.Minute) != rules.Due || at(5*time.Minute+1) != rules.Overdue {
		t.Error("edges of the quarter")
	}

	act := rules.Act{Code: "notify_emergency_now", At: night.Add(7 * time.Minute), By: "U001", Note: "120"}
	s.Acts = []rules.Act{act}
	d := Shipped().Demands([]rules.Operation{op("P1")}, s, night.Add(time.Hour))
	o := find(t, d, "notify_emergency_now")
	if o.State != rules.Done || !o.DoneAt.Equal(act.At) || o.By != "U001" || o.Note != "120" {
		t.Errorf("done: %+v", o)
	}
	if last := d.Obligations[len(d.Obligations)-1]; last.Code != "notify_emergency_now" {
		t.Errorf("done is not last: %v", codes(d.Obligations))
	}
	s.Acts[0].Revoked = "wrong case"
	if o := find(t, Shipped().Demands(nil, s, night.Add(time.Hour)), "notify_emergency_now"); o.State != rules.Overdue {
		t.Errorf("revoked: %s", o.State)
	}
	s.Waivers = []rules.Waiver{{Code: "notify_emergency_now", At: night, By: "U002", Reason: "ambulance passed by"}}
	if o := find(t, Shipped().Demands(nil, s, night.Add(time.Hour)), "notify_emergency_now"); o.State != rules.Waived || o.Note != "ambulance passed by" {
		t.Errorf("waived: %+v", o)
	}
}

func TestUnionOfOperations(t *testing.T) {
	s := subject(rules.Facts{Declines: ptr(true), Found: ptr(true)})
	d := Shipped().Demands([]rules.Operation{op("P1"), op("P3"), op("P7")}, s, night)
	food := find(t, d, "give_food")
	if got := strings.Join(food.Clauses, " "); got != "P1.3.17 P3.6.2 P3.2.2" {
		t.Errorf("clauses %s", got)
	}
	if got := strings.Join(food.Plans, " "); got != "P1 P3" {
		t.Errorf("plans %s", got)
	}
	if len(food.Why) != 3 || food.Why[0].Clause != "P1.3.17" || food.Why[0].When.ZH != "拒绝救助" || food.Why[1].When.EN != "person met" {
		t.Errorf("why %+v", food.Why)
	}
	if food.Due == nil || !food.Due.Equal(night.Add(5*time.Minute)) {
		t.Errorf("the clock of P3.6.2 is lost: %v", food.Due)
	}
	info := find(t, d, "give_help_info")
	if got := strings.Join(info.Plans, " "); got != "P1 P3 R" || info.Why[2].Source.ZH != "依法规 381号令第5条" {
		t.Errorf("help information: %s %+v", got, info.Why)
	}
	// All goods of all plans.
	for _, c := range []string{"give_winter_items", "give_quilt", "give_cotton_coat", "give_cotton_shoes", "give_convenience_food", "periodic_followup", "keep_record"} {
		find(t, d, c)
	}
	// One act fulfils all; the plan's own goods count as the general ones too.
	s.Acts = []rules.Act{{Code: "give_convenience_food", At: night}, {Code: "give_quilt", At: night}}
	d = Shipped().Demands([]rules.Operation{op("P1"), op("P3"), op("P7")}, s, night)
	for code, want := range map[string]rules.ObligationState{"give_food": rules.Done, "give_winter_items": rules.Done,
		"give_quilt": rules.Done, "give_cotton_coat": rules.Pending} {
		if o := find(t, d, code); o.State != want {
			t.Errorf("%s: %s", code, o.State)
		}
	}
	// P7 alone still tells the person where to ask for help.
	d = Shipped().Demands([]rules.Operation{op("P7")}, s, night)
	if o := find(t, d, "periodic_followup"); o.Must || !find(t, d, "give_help_info").Must {
		t.Errorf("A-34 for plan 7 alone: %+v", o)
	}
}

func TestStrictestClock(t *testing.T) {
	s := subject(rules.Facts{SuddenIllness: ptr(true), Identified: ptr(false)})
	due := func(code string, ops ...rules.Operation) time.Duration {
		return find(t, Shipped().Demands(ops, s, night), code).Due.Sub(night)
	}
	const call = "notify_emergency_now"
	tests := []struct {
		code string
		want time.Duration
		ops  []rules.Operation
	}{
		{call, 5 * time.Minute, nil},
		{call, 3 * time.Minute, []rules.Operation{op("P1", "at_once", "3")}},
		{call, 3 * time.Minute, []rules.Operation{op("P1", "at_once", "3"), op("P7", "at_once", "9")}},
		{call, 9 * time.Minute, []rules.Operation{op("P1", "at_once", "9")}},
		{call, 5 * time.Minute, []rules.Operation{op("P1", "at_once", "soon")}},
		{call, 5 * time.Minute, []rules.Operation{op("P1", "at_once", "-2")}},
		{call, 5 * time.Minute, []rules.Operation{op("P4", "at_once", "x")}}, // unknown here
		{"report_leader", 15 * time.Minute, nil},
		{"report_leader", 30 * time.Minute, []rules.Operation{op("P1", "leader_report", "30")}},
		{"tracing_notice", 24 * time.Hour, nil},
	}
	for _, tt := range tests {
		if got := due(tt.code, tt.ops...); got != tt.want {
			t.Errorf("%s with %+v: %v, want %v", tt.code, tt.ops, got, tt.want)
		}
	}
	if o := find(t, Shipped().Demands(nil, s, night), "tracing_notice"); o.OurLimit {
		t.Error("the 24 hours are a rule's, not ours")
	}
}

func TestSinceIsWhenTheConditionCameTrue(t *testing.T) {
	s := subject(rules.Facts{Groups: []string{"elderly"}, SuddenIllness: ptr(true), Weather: "snow", TempDifficulty: ptr(true)})
	s.FactsAt = map[string]time.Time{"groups": night.Add(time.Minute), "sudden_illness": night.Add(3 * time.Minute),
		"weather": night.Add(9 * time.Minute), "temporary_difficulty": night.Add(4 * time.Minute)}
	d := Shipped().Demands([]rules.Operation{op("P1")}, s, night)
	for code, minutes := range map[string]int{"escort_to_relief_site": 1, "notify_emergency_now": 3, "green_channel": 9} {
		if o := find(t, d, code); !o.Since.Equal(night.Add(time.Duration(minutes) * time.Minute)) {
			t.Errorf("%s since %v", code, o.Since)
		}
	}
	// A second cause later does not set the clock back.
	s.Facts.Confused, s.FactsAt["confused"] = ptr(true), night.Add(time.Hour)
	o := find(t, Shipped().Demands([]rules.Operation{op("P1")}, s, night), "notify_emergency_now")
	if !o.Since.Equal(night.Add(3*time.Minute)) || o.Why[1].When.ZH != "突发疾病、神志不清" {
		t.Errorf("since %v, why %s", o.Since, o.Why[1].When)
	}
	// Without a time, the opening.
	s.FactsAt = nil
	if o := find(t, Shipped().Demands(nil, s, night), "notify_emergency_now"); !o.Since.Equal(night) {
		t.Errorf("since %v", o.Since)
	}
}

func TestDestinations(t *testing.T) {
	s := subject(rules.Facts{Groups: []string{"minor"}})
	both := []rules.Operation{op("P1"), op("P7")}
	d := Shipped().Demands(both, s, night)
	if o := find(t, d, "escort_to_relief_site"); !slices.Equal(o.AnyOf, []string{"escort_to_relief_site", "escort_to_social_affairs"}) {
		t.Errorf("any of %v", o.AnyOf)
	}
	if o := find(t, Shipped().Demands(both[:1], s, night), "escort_to_relief_site"); o.AnyOf != nil {
		t.Errorf("plan 1 alone offers %v", o.AnyOf)
	}
	both[0] = op("P1", SettingDestination, "escort_to_social_affairs")
	d = Shipped().Demands(both, s, night)
	first, second := find(t, d, "escort_to_social_affairs"), find(t, d, "escort_to_relief_site")
	if second.AnyOf[0] != "escort_to_social_affairs" || first.Rank >= second.Rank || first.Rank <= 32 {
		t.Errorf("the township's destination: %v, ranks %d %d", second.AnyOf, first.Rank, second.Rank)
	}
	if o := find(t, Shipped().Demands(both[:1], s, night), "escort_to_relief_site"); len(o.AnyOf) != 2 {
		t.Errorf("the setting alone offers %v", o.AnyOf)
	}
	s.Acts = []rules.Act{{Code: "escort_to_social_affairs", At: night.Add(time.Hour), By: "U001"}}
	d = Shipped().Demands(both, s, night.Add(time.Hour))
	if find(t, d, "escort_to_relief_site").State != rules.Done || find(t, d, "escort_to_social_affairs").State != rules.Done {
		t.Error("one act fulfils both")
	}
	// The escort asks for its paper from then on.
	if o := find(t, d, "written_handover"); o.State != rules.Pending || !o.Must || !o.Since.Equal(night.Add(time.Hour)) {
		t.Errorf("the paper: %+v", o)
	}

	// A hospital is a safe place; a relief site is no hospital.
	s = subject(rules.Facts{Groups: []string{"elderly"}, GravelyIll: ptr(true)})
	s.Acts = []rules.Act{{Code: "escort_to_relief_site", At: night}}
	if o := find(t, Shipped().Demands(both, s, night), "escort_to_medical_institution"); o.State != rules.Pending {
		t.Errorf("gravely ill at a relief site: %s", o.State)
	}
	s.Acts[0].Code = "escort_direct_to_hospital"
	d = Shipped().Demands(both, s, night)
	if find(t, d, "escort_to_medical_institution").State != rules.Done || find(t, d, "escort_to_relief_site").State != rules.Done {
		t.Error("hospital is safe")
	}
}

func TestOutcome(t *testing.T) {
	settled := func(o rules.Outcome) Demands {
		s := subject(rules.Facts{Groups: []string{"disabled"}})
		s.Settled, s.Outcome, s.SettledAt = true, o, night.Add(time.Hour)
		return Shipped().Demands([]rules.Operation{op("P1")}, s, night.Add(time.Hour))
	}
	d := settled(rules.OutcomeStation)
	if o := find(t, d, "escort_to_relief_site"); o.State != rules.Done || !o.DoneAt.Equal(night.Add(time.Hour)) {
		t.Errorf("station: %+v", o)
	}
	if o := find(t, d, "archive"); !o.Must || len(o.Documents) != 4 || !o.Since.Equal(night.Add(time.Hour)) {
		t.Errorf("archive: %+v", o)
	}
	find(t, d, "written_handover")
	d = settled(rules.OutcomeRefused)
	find(t, d, "give_food")
	if slices.Contains(codes(d.Obligations), "archive") {
		t.Error("a refusal needs no archive of the four")
	}
	d = settled(rules.OutcomeShelter)
	if o := find(t, d, "stay_limit"); !o.Due.Equal(night.Add(time.Hour + 240*time.Hour)) {
		t.Errorf("stay: %+v", o)
	}
}

func TestStayLimitWarnsOnDayEight(t *testing.T) {
	s := subject(rules.Facts{Enters: ptr(true)})
	for day, want := range map[int]rules.ObligationState{0: rules.Pending, 7: rules.Pending, 8: rules.Due, 9: rules.Due, 10: rules.Due, 11: rules.Overdue} {
		if o := find(t, Shipped().Demands(nil, s, night.AddDate(0, 0, day)), "stay_limit"); o.State != want || o.OurLimit {
			t.Errorf("day %d: %s", day, o.State)
		}
	}
}

// TestFollowupComesAgain: a visit is done until the next one is due.
func TestFollowupComesAgain(t *testing.T) {
	s := subject(rules.Facts{Declines: ptr(true)})
	ops := []rules.Operation{op("P3", "followup_interval", "4")}
	state := func(day int) rules.ObligationState {
		return find(t, Shipped().Demands(ops, s, night.AddDate(0, 0, day)), "periodic_followup").State
	}
	if state(2) != rules.Pending || state(3) != rules.Due || state(5) != rules.Overdue {
		t.Error("before the first visit")
	}
	s.Acts = []rules.Act{{Code: "periodic_followup", At: night.AddDate(0, 0, 5)}}
	if state(5) != rules.Done || state(7) != rules.Done || state(8) != rules.Due || state(10) != rules.Overdue {
		t.Error("after the first visit", state(5), state(7), state(8), state(10))
	}
	s.Waivers = []rules.Waiver{{Code: "periodic_followup", Reason: "left the town"}}
	if state(10) != rules.Waived {
		t.Error("waived")
	}
}

func TestEpidemicRulesCanBeOff(t *testing.T) {
	s := subject(rules.Facts{Enters: ptr(true), FromArea: "high_risk"})
	on := codes(Shipped().Demands([]rules.Operation{op("P1")}, s, night).Obligations)
	off := codes(Shipped().Demands([]rules.Operation{op("P1", SettingEpidemic, "off")}, s, night).Obligations)
	for _, c := range []string{"mask", "temperature", "nucleic_acid_test", "isolate_on_entry"} {
		if !slices.Contains(on, c) || slices.Contains(off, c) {
			t.Errorf("%s: on %v, off %v", c, on, off)
		}
	}
}

// Ensure that a duty of minutes stands before every duty without a clock, and that a
// ten-day limit does not.
func TestMinutesComeFirst(t *testing.T) {
	yes := true
	s := subject(rules.Facts{Found: &yes, GravelyIll: &yes, Enters: &yes, Intellectual: &yes})
	d := Shipped().Demands([]rules.Operation{op("P1"), op("P3"), op("P7")}, s, night.Add(time.Minute))
	clocked := true
	for _, o := range d.Obligations {
		minutes := o.Due != nil && o.Due.Sub(night) <= time.Hour
		if minutes && !clocked {
			t.Errorf("%s stands behind duties without a clock: %v", o.Code, codes(d.Obligations))
		}
		clocked = minutes
	}
	if first := d.Obligations[0]; first.Due == nil {
		t.Errorf("first is %s, without a clock", first.Code)
	}
	if i, j := slices.Index(codes(d.Obligations), "stay_limit"), slices.Index(codes(d.Obligations), "escort_to_medical_institution"); i < j {
		t.Errorf("the stay limit stands before the hospital: %v", codes(d.Obligations))
	}
}
