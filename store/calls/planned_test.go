package calls_test

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// TestPlanned: a call that is to be made is on the board with its hour, is no contact yet,
// and is ended by the call out that reached somebody, also when that is found out later.
func TestPlanned(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	man := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人躺着"}}).ID
	due := storetest.Start.Add(4 * time.Hour)
	plan := command.PlanCall{Agency: "急救 120", Said: "人到医院没有", Case: man, Due: due}
	for field, c := range map[string]command.PlanCall{
		"due":    {Agency: "急救 120", Said: "x"},
		"agency": {Said: "x", Due: due},
		"said":   {Agency: "急救 120", Due: due},
	} {
		if e := b.Refuse("何雨禾", rules.Invalid, &c); e.Field != field {
			t.Errorf("%s: %v", field, e)
		}
	}
	past := plan
	past.Due = storetest.Start.Add(-time.Minute)
	b.Refuse("何雨禾", rules.Invalid, &past)
	id := b.Must("何雨禾", &plan).ID
	if c, err := b.As("何雨禾").Call(id); err != nil || c.Caller.Phone != "120" || !c.Planned() || c.Shift != "" || c.Case != man {
		t.Errorf("%+v %v", c, err)
	}
	row := func() (r struct {
		state rules.ObligationState
		there bool
	}) {
		v, err := b.As("何雨禾").Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range v.Rows {
			if x.Key == "call/"+id {
				r.state, r.there = x.State, true
			}
		}
		return r
	}
	if r := row(); !r.there || r.state != rules.Pending {
		t.Errorf("planned: %+v", r)
	}
	b.Refuse("何雨禾", rules.Precondition, &command.PassCall{Call: id, To: "供水站"})
	b.Refuse("何雨禾", rules.Precondition, &command.ReopenCall{Call: id, Reason: "x"})
	if c, _ := b.As("何雨禾").Case(man); slices.ContainsFunc(c.Case.Acts, func(a rules.Act) bool { return a.Ref == id }) {
		t.Error("a call that was not made fulfils something")
	}
	b.Clock.Set(due.Add(10 * time.Minute))
	if r := row(); r.state != rules.Overdue {
		t.Errorf("past its hour: %+v", r)
	}
	no, yes := false, true
	b.Refuse("何雨禾", rules.Invalid, &command.LogCall{Planned: id, Out: true})
	missed := b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Out: true, Reached: &no, Planned: id}).ID
	if c, _ := b.As("何雨禾").Call(missed); c.Open() || c.Case != man || c.Agency == "" || c.Plan != id {
		t.Errorf("the try: %+v", c)
	}
	if !row().there {
		t.Error("nobody was reached, and it is gone")
	}
	b.Must("何雨禾", &command.AmendCall{Call: missed, Reached: &yes, Reason: "其实通了"})
	if row().there {
		t.Error("made, it still stands")
	}
	b.Refuse("何雨禾", rules.Precondition, &command.LogCall{Kind: rules.CallPhone, Out: true, Reached: &yes, Planned: id})
	b.Must("何雨禾", &command.AmendCall{Call: missed, Reached: &no, Reason: "没有通"})
	if !row().there {
		t.Error("not made after all, it is gone")
	}
	b.Must("何雨禾", &command.FinishCall{Call: id, Result: "不用问了"})
	b.Must("何雨禾", &command.ReopenCall{Call: id, Reason: "还要问"})
	if c, _ := b.As("何雨禾").Call(id); !c.Open() || c.Case != man || len(c.Corrections) != 1 {
		t.Errorf("%+v", c)
	}
	if _, err := b.As("何雨禾").Case(man); err != nil {
		t.Error(err)
	}
	if m, err := b.Public().Call(id); err != nil || m.Said != "" {
		t.Errorf("without a PIN: %+v %v", m, err)
	}
}
