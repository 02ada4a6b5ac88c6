package rules

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"dutydesk/rules/text"
)

// Ensure that a step taken back frees its milestone, stays in Undone, and can be taken anew.
func TestStepBack(t *testing.T) {
	t2 := t1.Add(time.Hour)
	c := in(t, CaseOnScene)
	must(t, c.StepBack("U1", "没到", t1))
	if c.ArriveAt != nil || c.Undone[0].Step != "case.arrive" || !c.Undone[0].Was.Equal(t0) || c.Undone[0].Reason != "没到" {
		t.Fatalf("%+v", c)
	}
	must(t, c.StepBack("U2", "派错", t1))
	if u := c.Undone[1]; c.State != CaseOpen || c.DispatchAt != nil || c.Team+c.Vehicle != "" || u.Team != "执法队" || u.Vehicle != "皮卡" || u.By != "U2" {
		t.Fatalf("%+v", c)
	}
	must(t, sendTeam(c, "卫生院", "", t2))
	must(t, c.Arrive(0, Mark{At: t2}, t2))
	if !c.DispatchAt.Equal(t2) || c.Team != "卫生院" {
		t.Fatalf("%+v", c)
	}
	must(t, c.Settle(OutcomeOther, "x", Ending{}, t2))
	must(t, c.StepBack("U1", "x", t2))
	if c.State != CaseOnScene || c.SettledAt != nil || c.Outcome != "" {
		t.Errorf("%+v", c)
	}
	closed := in(t, CaseOpen)
	must(t, closed.Close("误报", t1, Closing{}, nil))
	must(t, closed.StepBack("U1", "不是误报", t2))
	if closed.State != CaseOpen || closed.ClosedAt != nil {
		t.Errorf("%+v", closed)
	}
	refused := in(t, CaseFollowUp)
	must(t, refused.Close("", t1, Closing{}, nil))
	must(t, refused.StepBack("U1", "x", t2))
	if refused.State != CaseFollowUp {
		t.Errorf("%+v", refused)
	}
}

// Ensure that a settling taken back puts back what stood before it: the outcome before, and
// the facts that it implied, unless somebody has said otherwise since.
func TestStepBackOfASettling(t *testing.T) {
	t2, t3 := t1.Add(time.Hour), t1.Add(2*time.Hour)
	c := in(t, CaseOpen)
	f := c.Facts
	f.SetTri("declines", No)
	must(t, c.SetFacts(f, t0))
	before := *c
	must(t, c.Settle(OutcomeRefused, "不肯走", Ending{}, t1))
	once := *c
	must(t, c.Settle(OutcomeShelter, "劝通了", Ending{}, t2))
	if c.Facts.Tri("enters") != Yes || c.Facts.Tri("declines") != No || c.State != CaseSettled {
		t.Fatalf("%+v", c)
	}
	must(t, c.StepBack("U1", "没有去", t3))
	if c.State != CaseFollowUp || c.Outcome != OutcomeRefused || c.OutcomeNote != "不肯走" || !c.SettledAt.Equal(t1) ||
		!reflect.DeepEqual(c.Facts, once.Facts) || !reflect.DeepEqual(c.FactsAt, once.FactsAt) {
		t.Errorf("not as after the first: %+v", c)
	}
	must(t, c.StepBack("U1", "记错人", t3))
	if c.State != CaseOpen || c.Outcome != "" || c.SettledAt != nil || len(c.Settlings) != 0 ||
		!reflect.DeepEqual(c.Facts, before.Facts) || !reflect.DeepEqual(c.FactsAt, before.FactsAt) {
		t.Errorf("not as before: %+v", c)
	}

	must(t, c.Settle(OutcomeShelter, "", Ending{}, t1))
	f = c.Facts
	f.SetTri("enters", No)
	must(t, c.SetFacts(f, t2))
	must(t, c.StepBack("U1", "x", t3))
	if c.Facts.Tri("enters") != No || c.Facts.Tri("escorted") != Unasked {
		t.Errorf("what was said since: %+v", c.Facts)
	}

	old := in(t, CaseSettled) // written before settlings were kept
	old.Settlings, old.ArriveAt = nil, &t0
	must(t, old.StepBack("U1", "x", t1))
	if old.State != CaseOnScene || old.SettledAt != nil || old.Outcome != "" {
		t.Errorf("%+v", old)
	}
}

// Ensure that a call is corrected where something changes, and keeps what was there.
func TestAmendCall(t *testing.T) {
	yes, no := true, false
	as := Correction{At: t1, By: "U1", Reason: "听错"}
	said, none := "三号涵洞有人", ""
	call := func() Call {
		return Call{ID: "T1", Caller: Caller{Name: "罗小满"}, Said: "四号涵洞有人", State: CallOpen}
	}
	c := call()
	must(t, c.Amend(nil, &said, nil, as))
	if k := c.Corrections[0]; c.Said != said || *k.Said != "四号涵洞有人" || k.Caller != nil || k.Reason != "听错" {
		t.Errorf("%+v", c)
	}
	must(t, c.Amend(&Caller{Name: "罗大满"}, nil, nil, as))
	if k := c.Corrections[1]; c.Caller.Name != "罗大满" || k.Caller.Name != "罗小满" || k.Said != nil || *c.Corrections[0].Said != "四号涵洞有人" {
		t.Errorf("%+v", c)
	}
	for name, run := range map[string]func(*Call) *Error{
		"nothing":   func(c *Call) *Error { return c.Amend(nil, nil, nil, as) },
		"the same":  func(c *Call) *Error { return c.Amend(&Caller{Name: "罗小满"}, &c.Said, nil, as) },
		"all empty": func(c *Call) *Error { return c.Amend(&Caller{}, &none, nil, as) },
		"a call in": func(c *Call) *Error { return c.Amend(nil, nil, &yes, as) },
	} {
		c := call()
		if e := run(&c); e == nil || e.Kind != Invalid || !reflect.DeepEqual(c, call()) {
			t.Errorf("%s: %v %+v", name, e, c)
		}
	}
	out := Call{ID: "T2", Out: true, Said: "x", Reached: &yes, State: CallDone}
	must(t, out.Amend(nil, nil, &no, as))
	if out.State != CallOpen || *out.Reached || !*out.Corrections[0].Reached {
		t.Errorf("%+v", out)
	}
	must(t, out.Amend(nil, nil, &yes, as))
	if out.State != CallDone {
		t.Errorf("%+v", out)
	}
	unsaid := Call{ID: "T3", Out: true, Said: "x", State: CallDone}
	must(t, unsaid.Amend(nil, nil, &no, as))
	if k := unsaid.Corrections[0]; k.Reached != nil || !k.Unknown {
		t.Errorf("what nobody wrote down became an answer: %+v", k)
	}
	must(t, unsaid.Amend(nil, nil, &yes, as))
	if k := unsaid.Corrections[1]; k.Reached == nil || *k.Reached || k.Unknown {
		t.Errorf("%+v", k)
	}
}

// Ensure that the end of a call is taken back and kept; a call out of which a case came
// stays with it.
func TestReopenCall(t *testing.T) {
	for _, c := range []Call{{State: CallPassed, PassedTo: "供水站", PassedAt: &t0}, {State: CallDone, Result: "已修"}, {State: CallNoAction},
		{State: CallDone, Case: "C1"}} {
		was := c
		must(t, c.Reopen(Correction{By: "U1", Reason: "还没有"}))
		k := c.Corrections[0]
		if c.State != CallOpen || c.PassedTo+c.Result+c.Case != "" || c.PassedAt != nil || k.State != was.State || k.PassedTo+k.Result+k.Case != was.PassedTo+was.Result+was.Case {
			t.Errorf("%+v became %+v", was, c)
		}
		if e := c.Reopen(Correction{Reason: "x"}); e == nil || e.Kind != Precondition {
			t.Errorf("twice: %v", e)
		}
	}
	c := Call{State: CallDone, Case: "C1", Place: &PlaceRef{Text: "桥洞"}}
	if e := c.Reopen(Correction{Reason: "x"}); e == nil || e.Kind != Precondition || c.Case != "C1" {
		t.Errorf("%v", e)
	}
}

// Ensure that an order is taken back by whoever took it down or a leader, before it is
// signed and once; then nobody signs it.
func TestStrikeOrder(t *testing.T) {
	mine, other, leader := Hand{Officer: "U1"}, Hand{Officer: "U2", Roles: []Role{RoleOfficer}}, Hand{Officer: "U9", Roles: []Role{RoleLeader}}
	order := func() Order { return Order{ID: "O1", By: "U1", Leader: "U3"} }
	for _, by := range []Hand{mine, leader} {
		o := order()
		must(t, o.Strike(by, "听错"))
		if o.Open() || o.Struck != "听错" {
			t.Errorf("%+v", o)
		}
		if e := o.Strike(by, "又"); e == nil || e.Kind != Precondition || o.Struck != "听错" {
			t.Errorf("twice: %v", e)
		}
		if e := o.Sign("U3", "沈岚", t1); e == nil || e.Kind != Precondition || o.SignedAt != nil {
			t.Errorf("signed all the same: %v", e)
		}
	}
	o := order()
	if e := o.Strike(other, "x"); e == nil || e.Kind != Denied || !o.Open() {
		t.Errorf("another: %v", e)
	}
	must(t, o.Sign("U3", "沈岚", t0))
	if e := o.Strike(leader, "x"); e == nil || e.Kind != Precondition || o.Struck != "" {
		t.Errorf("signed: %v", e)
	}
}

// Ensure that a note is struck out once.
func TestStrikeNote(t *testing.T) {
	n := Note{ID: "N1", Text: "原文"}
	must(t, n.Strike("写错"))
	if e := n.Strike("又"); e == nil || e.Kind != Precondition || n.Struck != "写错" || n.Text != "原文" {
		t.Errorf("%v %+v", e, n)
	}
}

// Ensure which moves may be taken back, by whom, and that the way back is the opposite.
func TestReverseMove(t *testing.T) {
	in := Move{ID: "M1", Kind: MoveReceive, Item: "I1", Lot: "B1", Qty: 5, From: FromSupplier, To: "P1"}
	out := Move{ID: "M2", Kind: MoveIssue, Item: "I1", Lot: "B1", Qty: 2, From: "P1", To: ToPerson, Case: "C1"}
	quilt, depot := &Item{Name: "棉被"}, &Place{Name: "镇仓库", Kind: PlaceDepot}
	if e := in.MayReverse(quilt, depot, 4); e == nil || e.Kind != Precondition {
		t.Errorf("what has left: %v", e)
	}
	if e := in.MayReverse(quilt, depot, 5); e != nil {
		t.Error(e)
	}
	if e := out.MayReverse(quilt, depot, 0); e != nil {
		t.Error(e)
	}
	for name, e := range map[string]*Error{
		"棉被":  out.MayReverse(&Item{Name: "棉被", Retired: true}, depot, 0),
		"镇仓库": out.MayReverse(quilt, &Place{Name: "镇仓库", Kind: PlaceDepot, Retired: true}, 0),
		"涵洞":  out.MayReverse(quilt, &Place{Name: "涵洞", Kind: PlaceHotspot}, 0),
	} {
		if e == nil || e.Kind != Precondition || !strings.Contains(e.Text.In(text.ZH), name) {
			t.Errorf("%s: %v", name, e)
		}
	}
	for _, m := range []Move{in, out} {
		r := m.Reverse("错")
		if r.From != m.To || r.To != m.From || r.Qty != m.Qty || r.Ref != m.ID || r.Case != m.Case || r.Place() != "P1" || m.Place() != "P1" {
			t.Errorf("%+v", r)
		}
		if e := r.MayReverse(quilt, depot, 9); e == nil {
			t.Error("a reversal is reversed")
		}
		m.Reversed = "M9"
		if e := m.MayReverse(quilt, depot, 9); e == nil || e.Kind != Precondition {
			t.Errorf("twice: %v", e)
		}
	}
	if in.BackArea() != AreaStock || out.BackArea() != AreaIssue {
		t.Error("wrong hands")
	}
	for _, r := range RoleWords { // who may take either back may come to the command
		roles := []Role{Role(r.Code)}
		if either := May(roles, AreaStock) == nil || May(roles, AreaIssue) == nil; either != (May(roles, AreaMove) == nil) {
			t.Errorf("%s: %v", r.Code, either)
		}
	}
}

// Ensure that a crew is changed while its shift is on duty, and only where it changes.
func TestCrew(t *testing.T) {
	s := shiftOn("2026-11-23")
	if e := s.Crew("U3", []string{"U2"}, ""); e == nil || e.Kind != Precondition {
		t.Errorf("as it was: %v", e)
	}
	must(t, s.Crew("U9", nil, "老李"))
	if s.Leader != "U9" || s.Deputies != nil || s.Driver != "老李" || s.Main != "U1" {
		t.Errorf("%+v", s)
	}
	s.State = ShiftClosed
	if e := s.Crew("U3", nil, ""); e == nil || s.Leader != "U9" || s.MayCrew() == nil || s.MayCrew().Text != e.Text {
		t.Errorf("over: %v", e)
	}
}
