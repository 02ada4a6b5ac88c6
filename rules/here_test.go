package rules

import "testing"

// Ensure that an arrival which was no team's stays when a team's at the same minute is taken back,
// and that a number of a team that was taken back is not given again.
func TestArrivalOfItsOwn(t *testing.T) {
	k := &Case{ID: "C20261124-0001", State: CaseOpen, OpenedAt: t0}
	send := func(who string) {
		t.Helper()
		if e := k.Dispatch([]Member{{Name: who}}, PlaceRef{}, Mark{At: after(1)}, after(1)); e != nil {
			t.Fatal(e)
		}
	}
	if e := k.Arrive(0, Mark{At: after(5)}, after(5)); e != nil {
		t.Fatal(e)
	}
	send("周立冬")
	if e := k.Arrive(1, Mark{At: after(5)}, after(6)); e != nil {
		t.Fatal(e)
	}
	if e := k.BackTeam(1, "U1", "不是他们", after(7)); e != nil || k.ArriveAt == nil || k.State != CaseOnScene {
		t.Errorf("%v %+v", e, k)
	}
	if e := k.BackTeam(1, "U1", "没有派", after(8)); e != nil || len(k.Teams) != 0 {
		t.Errorf("%v %+v", e, k)
	}
	if send("白露生"); k.Teams[0].No != 2 {
		t.Errorf("%+v", k.Teams)
	}
}
