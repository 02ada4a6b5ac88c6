package rules

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules/text"
)

var (
	t0 = time.Date(2026, 11, 24, 2, 10, 0, 0, Zone)
	t1 = t0.Add(time.Hour)
)

// sendTeam sends one name with a vehicle.
func sendTeam(c *Case, who, car string, at time.Time) *Error {
	return c.Dispatch([]Member{{Name: who}}, PlaceRef{Text: car}, Mark{At: at}, at)
}

// in is a case that came to a state by its own verbs.
func in(t *testing.T, s CaseState) *Case {
	t.Helper()
	c := &Case{ID: "C20261124-0001", Kind: CaseFound, State: CaseOpen, OpenedAt: t0}
	steps := map[CaseState][]func() *Error{
		CaseOpen:       {},
		CaseDispatched: {func() *Error { return sendTeam(c, "执法队", "皮卡", t0) }},
		CaseOnScene:    {func() *Error { return sendTeam(c, "执法队", "皮卡", t0) }, func() *Error { return c.Arrive(0, Mark{At: t0}, t0) }},
		CaseSettled:    {func() *Error { return c.Settle(OutcomeHelped, "", Ending{}, t0) }},
		CaseFollowUp:   {func() *Error { return c.Settle(OutcomeRefused, "", Ending{Sign: SignedByHand}, t0) }},
		CaseClosed:     {func() *Error { return c.Settle(OutcomeHelped, "", Ending{}, t0) }, func() *Error { return c.Close("", t0, Closing{}, nil) }},
	}
	for _, step := range steps[s] {
		if e := step(); e != nil {
			t.Fatal(e)
		}
	}
	if c.State != s {
		t.Fatalf("state %s, want %s", c.State, s)
	}
	return c
}

var everyState = []CaseState{CaseOpen, CaseDispatched, CaseOnScene, CaseSettled, CaseFollowUp, CaseClosed}

var demanded = []Obligation{
	{Code: "notify_emergency_now", Goal: GoalMedical, Must: true, State: Pending, Text: text.T("立即呼叫120", "Call 120"), Clauses: []string{"P1.3.15"}},
	{Code: "report_leader", Goal: GoalTold, Must: true, State: Pending, Text: text.T("报告带班领导", "Report to the leader"), Clauses: []string{"R.6"}},
	{Code: "escort_to_relief_site", Goal: GoalSafe, Must: true, State: Pending, AnyOf: []string{"escort_to_relief_site", "escort_to_social_affairs"}},
}

func id(s string) string { return s }

// Ensure that every verb does in every state what docs/domain.md §9.1 says: it goes on to
// the state named, or refuses in both languages and changes nothing.
func TestEveryStateAndVerb(t *testing.T) {
	const no = CaseState("")
	verbs := []struct {
		name string
		run  func(*Case) *Error
		to   [6]CaseState // by everyState; "" refused
	}{
		{"dispatch", func(c *Case) *Error { return sendTeam(c, "卫生院", "", t1) },
			[6]CaseState{CaseDispatched, CaseDispatched, CaseOnScene, no, CaseFollowUp, no}},
		{"arrive", func(c *Case) *Error { return c.Arrive(0, Mark{At: t1}, t1) },
			[6]CaseState{CaseOnScene, CaseOnScene, no, no, no, no}},
		{"settle station", func(c *Case) *Error { return c.Settle(OutcomeStation, "", Ending{}, t1) },
			[6]CaseState{CaseSettled, CaseSettled, CaseSettled, CaseSettled, CaseSettled, no}},
		{"settle refused", func(c *Case) *Error { return c.Settle(OutcomeRefused, "", Ending{}, t1) },
			[6]CaseState{CaseFollowUp, CaseFollowUp, CaseFollowUp, CaseFollowUp, no, no}},
		{"settle as before", func(c *Case) *Error { return c.Settle(OutcomeHelped, "", Ending{}, t1) },
			[6]CaseState{CaseSettled, CaseSettled, CaseSettled, no, CaseSettled, no}},
		{"close", func(c *Case) *Error { return c.Close("误报", t1, Closing{}, nil) },
			[6]CaseState{CaseClosed, no, no, CaseClosed, CaseClosed, no}},
		{"close without a word", func(c *Case) *Error { return c.Close("", t1, Closing{}, nil) },
			[6]CaseState{no, no, no, CaseClosed, CaseClosed, no}},
		{"close with something owed", func(c *Case) *Error { return c.Close("误报", t1, Closing{Owed: demanded}, nil) },
			[6]CaseState{}},
		{"step back", func(c *Case) *Error { return c.StepBack("U1", "点错", t1) },
			[6]CaseState{no, CaseOpen, CaseDispatched, CaseOpen, CaseOpen, CaseSettled}},
		{"act", func(c *Case) *Error { return c.Act(Act{Code: "report_leader", At: t1}, demanded, id) },
			[6]CaseState{CaseOpen, CaseDispatched, CaseOnScene, CaseSettled, CaseFollowUp, no}},
		{"waive", func(c *Case) *Error { return c.Waive(Waiver{Code: "report_leader", At: t1}, demanded, false, id) },
			[6]CaseState{CaseOpen, CaseDispatched, CaseOnScene, CaseSettled, CaseFollowUp, no}},
		{"facts", func(c *Case) *Error { return c.SetFacts(Facts{Weather: "snow"}, t1) },
			[6]CaseState{CaseOpen, CaseDispatched, CaseOnScene, CaseSettled, CaseFollowUp, no}},
		{"revoke nothing", func(c *Case) *Error { return c.Revoke("report_leader", "记错") },
			[6]CaseState{}},
	}
	for _, v := range verbs {
		for i, from := range everyState {
			t.Run(v.name+"/"+string(from), func(t *testing.T) {
				c := in(t, from)
				before := *c
				e := v.run(c)
				if want := v.to[i]; want != no {
					if e != nil || c.State != want {
						t.Fatalf("state %s, %v; want %s", c.State, e, want)
					}
					return
				}
				if e == nil || e.Kind != Precondition || e.Text.ZH == "" || e.Text.EN == "" {
					t.Fatalf("want a Precondition in both languages, got %v", e)
				}
				if !same(before, *c) {
					t.Fatalf("a refused verb changed the case:\n%+v\n%+v", before, *c)
				}
			})
		}
	}
}

func same(a, b Case) bool {
	return a.State == b.State && a.Team == b.Team && a.Outcome == b.Outcome && a.DispatchAt == b.DispatchAt && a.ArriveAt == b.ArriveAt &&
		a.SettledAt == b.SettledAt && a.ClosedAt == b.ClosedAt && len(a.Acts) == len(b.Acts) && len(a.Waivers) == len(b.Waivers) &&
		len(a.Facts.Changed(&b.Facts)) == 0
}

// Ensure that a refusal says what must happen first.
func TestRefusalSaysWhatFirst(t *testing.T) {
	for _, c := range []struct {
		state CaseState
		run   func(*Case) *Error
		zh    string
		claus string
	}{
		{CaseDispatched, func(c *Case) *Error { return sendTeam(c, "执法队", "", t1) }, "执法队 在第1队 11-24 02:10 先记返回", ""},
		{CaseSettled, func(c *Case) *Error { return sendTeam(c, "另一队", "", t1) }, "已处置 (街面救助) 不用再派人", ""},
		{CaseDispatched, func(c *Case) *Error { return c.Close("", t1, Closing{}, nil) }, "先记到场", ""},
		{CaseOnScene, func(c *Case) *Error { return c.Close("", t1, Closing{}, nil) }, "先写处置结果", ""},
		{CaseOpen, func(c *Case) *Error { return c.Close("", t1, Closing{}, nil) }, "先写明原因", "P7.2.39"},
		{CaseSettled, func(c *Case) *Error { return c.Close("", t1, Closing{Owed: demanded}, nil) }, "3 立即呼叫120 报告带班领导", "P1.3.15"},
		{CaseSettled, func(c *Case) *Error { return c.Close("", t1, Closing{Owed: demanded[1:2]}, nil) }, "1 报告带班领导。", "R.6"},
		{CaseClosed, func(c *Case) *Error { return c.Arrive(0, Mark{At: t1}, t1) }, "C20261124-0001 11-24 02:10 办结 另立一件", ""},
	} {
		e := c.run(in(t, c.state))
		if e == nil {
			t.Fatalf("%s: not refused", c.zh)
		}
		for _, part := range strings.Fields(c.zh) {
			if !strings.Contains(e.Text.ZH, part) {
				t.Errorf("%q does not say %q", e.Text.ZH, part)
			}
		}
		if e.Clause != c.claus {
			t.Errorf("%q: clause %q, want %q", e.Text.ZH, e.Clause, c.claus)
		}
	}
}

// Ensure that milestones are written once: settling anew keeps the first time.
func TestMilestonesAreWrittenOnce(t *testing.T) {
	c := in(t, CaseFollowUp)
	if e := c.Settle(OutcomeStation, "天亮后愿意", Ending{}, t1); e != nil {
		t.Fatal(e)
	}
	if !c.SettledAt.Equal(t0) || c.Outcome != OutcomeStation || c.OutcomeNote != "天亮后愿意" || c.State != CaseSettled {
		t.Fatalf("%+v", c)
	}
	if c.Facts.Tri("declines") != No || !c.FactsAt["declines"].Equal(t1) {
		t.Fatalf("who came along after all still declines: %+v", c.Facts)
	}
}

// Ensure that an outcome writes the facts it implies, and no known answer is overwritten
// by a guess.
func TestOutcomeWritesFacts(t *testing.T) {
	for _, c := range []struct {
		o                          Outcome
		escorted, enters, declines Tri
	}{
		{OutcomeHelped, Unasked, Unasked, Unasked},
		{OutcomeShelter, Yes, Yes, Unasked},
		{OutcomeStation, Yes, Yes, Unasked},
		{OutcomeHosp, Yes, Unasked, Unasked},
		{OutcomeMental, Yes, Unasked, Unasked},
		{OutcomeHome, Yes, Unasked, Unasked},
		{OutcomeRefused, Unasked, Unasked, Yes},
		{OutcomeLeft, Unasked, Unasked, Unasked},
		{OutcomeDied, Unasked, Unasked, Unasked},
	} {
		k := in(t, CaseOpen)
		if e := k.Settle(c.o, "", Ending{}, t1); e != nil {
			t.Fatal(e)
		}
		if f := &k.Facts; f.Tri("escorted") != c.escorted || f.Tri("enters") != c.enters || f.Tri("declines") != c.declines {
			t.Errorf("%s: escorted %v enters %v declines %v", c.o, f.Tri("escorted"), f.Tri("enters"), f.Tri("declines"))
		}
	}
	k := in(t, CaseOpen)
	k.Facts.SetTri("escorted", No) // walked there alone
	if e := k.Settle(OutcomeStation, "", Ending{}, t1); e != nil || k.Facts.Tri("escorted") != No {
		t.Fatalf("a known answer was overwritten: %v", e)
	}
}

// Ensure that only facts that changed get a new time, and a copy of a case keeps its own.
func TestSetFacts(t *testing.T) {
	c := in(t, CaseOpen)
	yes, seventy := true, 70
	if e := c.SetFacts(Facts{SuddenIllness: &yes, Age: &seventy, Groups: []string{"elderly"}}, t0); e != nil {
		t.Fatal(e)
	}
	old := *c
	f := c.Facts
	f.SetTri("confused", Yes)
	f.SetList("groups", nil)
	if e := c.SetFacts(f, t1); e != nil {
		t.Fatal(e)
	}
	if !c.FactsAt["confused"].Equal(t1) || !c.FactsAt["sudden_illness"].Equal(t0) || !c.FactsAt["age"].Equal(t0) {
		t.Errorf("times %v", c.FactsAt)
	}
	if _, ok := c.FactsAt["groups"]; ok {
		t.Error("a forgotten fact kept its time")
	}
	if _, ok := old.FactsAt["groups"]; !ok || len(old.FactsAt) != 3 {
		t.Errorf("the copy changed: %v", old.FactsAt)
	}
}

// Ensure that an act is refused for what is not asked for and for the second time, naming
// who and when, and allowed again once revoked or owed anew.
func TestAct(t *testing.T) {
	c := in(t, CaseOpen)
	if e := c.Act(Act{Code: "fly", At: t1}, demanded, id); e == nil || e.Kind != Invalid || e.Field != "act" || !strings.Contains(e.Text.ZH, "report_leader") {
		t.Fatalf("unknown code: %v", e)
	}
	if e := c.Act(Act{Code: "escort_to_social_affairs", At: t1}, demanded, id); e != nil {
		t.Fatalf("an alternative: %v", e)
	}
	if e := c.Act(Act{Code: "report_leader", At: t1, By: "何雨禾"}, demanded, id); e != nil {
		t.Fatal(e)
	}
	done := slices.Clone(demanded)
	done[1].State = Done
	e := c.Act(Act{Code: "report_leader", At: t1}, done, id)
	if e == nil || e.Kind != Precondition || !strings.Contains(e.Text.ZH, "何雨禾 11-24 03:10") {
		t.Fatalf("twice: %v", e)
	}
	if e := c.Act(Act{Code: "report_leader", At: t1}, demanded, id); e != nil {
		t.Fatalf("owed anew: %v", e)
	}
	c = in(t, CaseOpen)
	c.Acts = []Act{{Code: "report_leader", At: t0}}
	if e := c.Revoke("report_leader", "打给了别人"); e != nil || c.Acts[0].Revoked != "打给了别人" || c.DoneAct("report_leader") != nil {
		t.Fatalf("revoke: %v %+v", e, c.Acts)
	}
	if e := c.Act(Act{Code: "report_leader", At: t1}, done, id); e != nil || len(c.Acts) != 2 {
		t.Fatalf("after revoking: %v", e)
	}
}

// Ensure that what concerns a life is waived by leaders alone (P7.2.39), nothing is waived
// twice or after it was done, and a waiver taken back lets nothing go.
func TestWaive(t *testing.T) {
	c := in(t, CaseOpen)
	medical := Waiver{Code: "notify_emergency_now", At: t1, Reason: "卫生院医生在场"}
	if e := c.Waive(medical, demanded, false, id); e == nil || e.Kind != Denied || e.Clause != "P7.2.39" || len(c.Waivers) != 0 {
		t.Fatalf("an officer waived a life: %v", e)
	}
	if e := c.Waive(medical, demanded, true, id); e != nil {
		t.Fatal(e)
	}
	if e := c.Waive(medical, demanded, true, id); e == nil || !strings.Contains(e.Text.ZH, "已免办") {
		t.Fatalf("twice: %v", e)
	}
	if e := c.Waive(Waiver{Code: "fly"}, demanded, true, id); e == nil || e.Kind != Invalid {
		t.Fatalf("unknown: %v", e)
	}
	if e := c.Revoke("notify_emergency_now", "医生走了"); e != nil || len(c.Waivers) != 0 || len(c.Lifted) != 1 || c.Lifted[0].Revoked != "医生走了" {
		t.Fatalf("revoke: %v %+v", e, c)
	}
	c.Acts = []Act{{Code: "report_leader", At: t0, By: "何雨禾"}}
	done := slices.Clone(demanded)
	done[1].State = Done
	if e := c.Waive(Waiver{Code: "report_leader"}, done, true, id); e == nil || !strings.Contains(e.Text.ZH, "已办, 何雨禾") {
		t.Fatalf("done: %v", e)
	}
}

// Ensure that nothing was done for a case long before anybody had heard of it.
func TestActBeforeTheCase(t *testing.T) {
	c := in(t, CaseOpen)
	early := Act{Code: "report_leader", At: c.OpenedAt.Add(-Grace - time.Minute)}
	if e := c.Act(early, demanded, id); e == nil || e.Kind != Invalid || e.Field != "at" || len(c.Acts) != 0 {
		t.Errorf("%v %+v", e, c.Acts)
	}
	early.At = c.OpenedAt.Add(-Grace)
	if e := c.Act(early, demanded, id); e != nil {
		t.Errorf("rung first, written down afterwards: %v", e)
	}
}

// Ensure each verb of a call runs only while it asks for something, and changes nothing
// when it is refused.
func TestCallVerbs(t *testing.T) {
	verbs := map[string]func(*Call) *Error{
		"pass":    func(c *Call) *Error { return c.Pass("供水站", t1) },
		"finish":  func(c *Call) *Error { return c.Finish("已修好", false) },
		"nothing": func(c *Call) *Error { return c.Finish("", true) },
		"join":    func(c *Call) *Error { return c.Join(&Case{ID: "C1"}) },
	}
	left := map[string]CallState{"pass": CallPassed, "finish": CallDone, "nothing": CallNoAction, "join": CallDone}
	for name, verb := range verbs {
		for _, c := range []Call{{State: CallOpen}, {State: CallPassed}} {
			if e := verb(&c); e != nil || c.State != left[name] {
				t.Errorf("%s: %v, left %s", name, e, c.State)
			}
		}
		for _, c := range []Call{{State: CallDone}, {State: CallNoAction}, {State: CallDone, Case: "C2"}, {State: CallOpen, Case: "C2"}} {
			was := c
			if e := verb(&c); e == nil || e.Kind != Precondition || !reflect.DeepEqual(c, was) {
				t.Errorf("%s of %+v: %v", name, was, e)
			}
		}
	}
}

// Ensure an order is signed by its leader alone, once.
func TestSignOrder(t *testing.T) {
	o := Order{ID: "O1", Leader: "U3"}
	if e := o.Sign("U1", "沈岚", t1); e == nil || e.Kind != Denied || o.SignedAt != nil || !strings.Contains(e.Text.ZH, "沈岚") {
		t.Errorf("another: %v", e)
	}
	if e := o.Sign("U3", "沈岚", t0); e != nil || !o.SignedAt.Equal(t0) {
		t.Errorf("%v %+v", e, o)
	}
	if e := o.Sign("U3", "沈岚", t1); e == nil || e.Kind != Precondition || !o.SignedAt.Equal(t0) {
		t.Errorf("twice: %v", e)
	}
}

// Ensure a warning is lifted once and not after its end, and gives way to the next one
// where that begins.
func TestWarningVerbs(t *testing.T) {
	w := Warning{Level: Blue, From: t0}
	if e := w.Lift("U1", "转晴", t1); e != nil || w.LiftedBy != "U1" || !w.Ended(t1) {
		t.Errorf("%v %+v", e, w)
	}
	if e := w.Lift("U2", "", t1); e == nil || e.Kind != Precondition || w.LiftedBy != "U1" {
		t.Errorf("twice: %v", e)
	}
	w = Warning{Level: Blue, From: t0, Until: &t1}
	if e := w.Lift("U2", "", t1); e == nil || w.LiftedAt != nil {
		t.Errorf("after its end: %v", e)
	}
	w = Warning{Level: Blue, From: t0}
	w.GiveWay(&Warning{ID: "W2", Level: Red, From: t1}, "U1", t0)
	if w.LiftedAt != nil || w.Until == nil || !w.Until.Equal(t1) || !strings.Contains(w.Reason, "升级为红色 W2") {
		t.Errorf("later: %+v", w)
	}
	w = Warning{Level: Red, From: t0}
	w.GiveWay(&Warning{ID: "W3", Level: Blue, From: t1}, "U1", t1)
	if w.LiftedAt == nil || w.LiftedBy != "U1" || !strings.Contains(w.Reason, "降级为蓝色") {
		t.Errorf("at once: %+v", w)
	}
}
