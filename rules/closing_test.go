package rules

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules/text"
)

// Ensure that what an outcome asks is missing until it is said, and nothing else is.
func TestLacks(t *testing.T) {
	nine, adult := 9, 40
	full := Receiver{Name: "马春燕", Relation: "母亲", Phone: "19900000077", Proof: "户口簿"}
	for name, c := range map[string]struct {
		k    Case
		want string
	}{
		"not settled":           {Case{}, ""},
		"helped":                {Case{Outcome: OutcomeHelped}, ""},
		"shelter":               {Case{Outcome: OutcomeShelter}, "place"},
		"shelter on no list":    {Case{Outcome: OutcomeShelter, Ending: Ending{Place: PlaceRef{Text: "学校"}}}, ""},
		"home of an adult":      {Case{Outcome: OutcomeHome, Facts: Facts{Age: &adult}}, ""},
		"home of a child":       {Case{Outcome: OutcomeHome, Facts: Facts{Age: &nine}}, "receiver.name receiver.relation receiver.phone receiver.proof"},
		"a child collected":     {Case{Outcome: OutcomeHome, Facts: Facts{Age: &nine}, Ending: Ending{Receiver: full}}, ""},
		"home of the disabled":  {Case{Outcome: OutcomeHome, Facts: Facts{Groups: []string{"disabled"}}, Ending: Ending{Receiver: Receiver{Name: "石望归"}}}, "receiver.relation receiver.phone"},
		"refused":               {Case{Outcome: OutcomeRefused}, "sign"},
		"refused, signed":       {Case{Outcome: OutcomeRefused, Ending: Ending{Sign: SignedThumb}}, ""},
		"refused, one witness":  {Case{Outcome: OutcomeRefused, Ending: Ending{Sign: WouldNotSign, Witnesses: []Witness{{Name: "a"}}}}, "witnesses"},
		"refused, two of them":  {Case{Outcome: OutcomeRefused, Ending: Ending{Sign: WouldNotSign, Witnesses: []Witness{{Name: "a"}, {Name: "b"}}}}, ""},
		"died without a word":   {Case{Outcome: OutcomeDied}, "note"},
		"left without a word":   {Case{Outcome: OutcomeLeft}, ""}, // R.15 owes it
		"another one is worded": {Case{Outcome: OutcomeOther, OutcomeNote: "x"}, ""},
	} {
		var got []string
		for _, l := range c.k.Lacks() {
			got = append(got, l.Field)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// Ensure that a shelter takes as many as it has beds, and one more by a leader's word alone.
func TestMayShelter(t *testing.T) {
	for name, c := range map[string]struct {
		p            Place
		in           int
		over, leader string
		want         string // field, "" allowed
	}{
		"a bed":             {Place{Kind: PlaceShelter, Capacity: 2}, 1, "", "", ""},
		"full":              {Place{Kind: PlaceShelter, Capacity: 2}, 2, "", "", "place"},
		"full, a reason":    {Place{Kind: PlaceShelter, Capacity: 2}, 2, "冷", "", "over"},
		"full, a leader":    {Place{Kind: PlaceShelter, Capacity: 2}, 5, "冷", "U2", ""},
		"no number of beds": {Place{Kind: PlaceShelter}, 99, "", "", ""},
		"a help point":      {Place{Kind: PlaceHelp}, 0, "", "", ""},
		"a bridge":          {Place{Kind: PlaceHotspot, Capacity: 9}, 0, "冷", "U2", "place"},
	} {
		e := c.p.MayShelter(c.in, c.over, c.leader)
		if (e == nil) != (c.want == "") || e != nil && e.Field != c.want {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Ensure who decides what a leader alone may: the leader in person, or by an order that
// stands.
func TestLeaderOf(t *testing.T) {
	officer, leader := Hand{Officer: "U1", Roles: []Role{RoleOfficer}}, Hand{Officer: "U2", Roles: []Role{RoleLeader}}
	for _, c := range []struct {
		by    Hand
		order *Order
		want  string
	}{{officer, nil, ""}, {officer, &Order{Leader: "U9"}, "U9"}, {officer, &Order{Leader: "U9", Struck: "没说"}, ""}, {leader, nil, "U2"}, {leader, &Order{Leader: "U9"}, "U2"}} {
		if got := LeaderOf(c.by, c.order); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// Ensure that a grave question blocks only where nobody took the person into care, that a
// closing over open lines wants a leader, and that firm lines stand against that too.
func TestForced(t *testing.T) {
	ask := []Question{{Fact: "danger", Text: text.T("有危险吗?", "danger?")}, {Fact: "weather", Text: text.T("天气?", "weather?")}}
	for o, want := range map[Outcome]int{OutcomeHelped: 1, OutcomeOther: 1, OutcomeHosp: 0, OutcomeStation: 0, OutcomeLeft: 0} {
		c := in(t, CaseOpen)
		must(t, c.Settle(o, "x", Ending{}, t0))
		if got := c.Blocks(Closing{Ask: ask}); len(got) != want || want == 1 && got[0].Code != "danger" {
			t.Errorf("%s: %v", o, got)
		}
	}
	c, m := in(t, CaseSettled), Closing{Ask: ask, Owed: []Obligation{{Code: "archive", Must: true, State: Pending, Text: text.T("归档", "File")}}}
	if e := c.Close("", t1, m, &Forced{Reason: "x"}); e == nil || e.Kind != Denied || c.State != CaseSettled {
		t.Errorf("%v", e)
	}
	m.Owed[0].Firm = true
	if e := c.Close("", t1, m, &Forced{Reason: "x", Leader: "U2"}); e == nil || len(e.Blocks) != 1 || e.Blocks[0].Code != "archive" {
		t.Errorf("%v", e)
	}
	m.Owed[0].Firm = false
	must(t, c.Close("", t1, m, &Forced{Reason: "x", Leader: "U2"}))
	if c.State != CaseClosed || len(c.Forced.Open) != 2 || !c.Forced.At.Equal(t1) {
		t.Errorf("%+v", c.Forced)
	}
	must(t, c.StepBack("U1", "x", t1))
	if c.Forced != nil {
		t.Error("it is kept although nothing is closed")
	}
	must(t, c.Close("", t1, Closing{}, &Forced{Reason: "x"})) // nothing is open: nobody is needed
	if c.Forced != nil {
		t.Error("nothing was open")
	}
}

// Ensure that a visit needs somebody who declined, keeps its order, and that a settling said
// more than once is taken back whole when the person accepts.
func TestVisits(t *testing.T) {
	c := in(t, CaseOpen)
	if e := c.Visit(&FollowUp{At: t1, Result: VisitFine}, nil); e == nil || e.Clause != "P3.4.6" {
		t.Errorf("%v", e)
	}
	c = in(t, CaseFollowUp)
	must(t, c.Settle(OutcomeRefused, "拒签", Ending{Sign: WouldNotSign}, t0))
	first := FollowUp{ID: "F1", At: t1, By: "U1", Result: VisitRefuses}
	must(t, c.Visit(&first, nil))
	if e := c.Visit(&FollowUp{At: t0}, []FollowUp{first}); e == nil || e.Field != "at" {
		t.Errorf("%v", e)
	}
	first.Struck = "记错"
	must(t, c.Visit(&FollowUp{ID: "F2", At: t1, By: "U1", Result: VisitAccepts}, []FollowUp{first}))
	if c.State != CaseOpen || c.Outcome != "" || c.Facts.Tri("declines") != No || len(c.Undone) != 2 || len(c.Settlings) != 0 {
		t.Errorf("%+v", c)
	}
	if e := first.Strike("x"); e == nil {
		t.Error("taken back twice")
	}
}

// Ensure that what is said anew adds to what was said, and that every code has words.
func TestEndingAdds(t *testing.T) {
	c := in(t, CaseOpen)
	must(t, c.Settle(OutcomeHome, "送到家", Ending{Receiver: Receiver{Name: "a"}}, t0))
	must(t, c.Settle(OutcomeHome, "", Ending{Receiver: Receiver{Phone: "1"}}, t1))
	if r := c.Ending.Receiver; r != (Receiver{Name: "a", Phone: "1"}) || c.OutcomeNote != "送到家" || !c.SettledAt.Equal(t0) {
		t.Errorf("%+v", c.Ending)
	}
	if e := c.Settle(OutcomeHome, "", Ending{Receiver: Receiver{Phone: "1"}}, t1); e == nil {
		t.Error("nothing changes")
	}
	if e := c.Settle(OutcomeOther, "", Ending{}, t1); e == nil || e.Field != "note" {
		t.Errorf("%v", e)
	}
	if s := c.Ending.Words(); !strings.Contains(s.In(text.ZH), "接收人 a 1") || !(&Ending{}).Words().IsZero() {
		t.Error(s.In(text.ZH))
	}
	for _, list := range [][]Named{SigningWords, BlockWords, VisitWords} {
		for i, n := range list {
			if n.Text.IsZero() || slices.ContainsFunc(list[:i], func(o Named) bool { return o.Code == n.Code }) {
				t.Errorf("%+v", n)
			}
		}
	}
}

// Ensure that a call that is to be made stands in the way of closing, and that a leader
// closes over it.
func TestPlannedCallBlocks(t *testing.T) {
	due := after(30)
	plan := Call{ID: "T20261124-0009", State: CallOpen, Out: true, Due: &due, Caller: Caller{Unit: "县医院"}}
	made := plan
	made.State = CallDone
	c := in(t, CaseSettled)
	m := Closing{Calls: []Call{{ID: "T20261124-0008", State: CallOpen}, made, plan}}
	got := c.Blocks(m)
	if n := len(got) - len(c.Blocks(Closing{})); n != 1 {
		t.Fatalf("%d lines: %+v", n, got)
	}
	if b := got[len(got)-1]; b.Kind != BlockCall || b.Record != plan.ID || b.Firm || !strings.Contains(b.Text.In(text.ZH), "县医院") || b.Text.In(text.EN) == "" {
		t.Errorf("%+v", b)
	}
	if e := c.Close("", after(20), Closing{Calls: []Call{plan}}, &Forced{Leader: "U2", Reason: "早上再问"}); e != nil || len(c.Forced.Open) == 0 {
		t.Errorf("%v %+v", e, c.Forced)
	}
}
