package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

func clock(h, m int) time.Time { return time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone) }

func stepAt(h, m int) rules.PatrolStep { return rules.PatrolStep{At: clock(h, m), By: "U001"} }

func round(t *testing.T) *rules.Patrol {
	t.Helper()
	p := &rules.Patrol{ID: "Q20261124-01", Crew: []string{"周立冬", "唐秋实"}, Places: []rules.PlaceRef{{ID: "P001", Text: "桥洞"}, {Text: "砖厂"}}}
	if e := p.Start(stepAt(1, 0), nil); e != nil {
		t.Fatal(e)
	}
	return p
}

// Ensure that what was noted of a round follows in time, and that each step is taken back by
// its own name and stays to be read.
func TestPatrolSteps(t *testing.T) {
	p := round(t)
	for i, k := range []struct {
		do   func() *rules.Error
		want string // field of the refusal, "" done
	}{
		{func() *rules.Error { return p.Stop(rules.PatrolStop{PatrolStep: stepAt(0, 50), Place: p.Places[0]}) }, "at"},
		{func() *rules.Error { return p.Stop(rules.PatrolStop{PatrolStep: stepAt(1, 20), Place: p.Places[0]}) }, ""},
		{func() *rules.Error { return p.Return(stepAt(1, 10), "") }, "at"},
		{func() *rules.Error { return p.Return(stepAt(2, 0), "平安") }, ""},
		{func() *rules.Error { return p.Return(stepAt(2, 10), "") }, "precondition"},
		{func() *rules.Error { return p.Stop(rules.PatrolStop{PatrolStep: stepAt(2, 5), Place: p.Places[1]}) }, "at"},
		{func() *rules.Error {
			return p.Stop(rules.PatrolStop{PatrolStep: stepAt(1, 40), Place: p.Places[1], Hazard: "井盖"})
		}, ""},
		{func() *rules.Error { return p.Fix(1, rules.HazardFix{Text: "x", At: clock(2, 0)}) }, "hazard"},
		{func() *rules.Error { return p.Fix(2, rules.HazardFix{Text: "x", At: clock(1, 0)}) }, "at"},
		{func() *rules.Error { return p.Fix(2, rules.HazardFix{Text: "盖好", At: clock(2, 0)}) }, ""},
		{func() *rules.Error { return p.Fix(2, rules.HazardFix{Text: "又", At: clock(2, 0)}) }, "precondition"},
		{func() *rules.Error { return p.Undo("stop/9", rules.TakenBack{Reason: "x"}) }, "step"},
		{func() *rules.Error { return p.Undo("fix/2", rules.TakenBack{Reason: "没盖"}) }, ""},
		{func() *rules.Error { return p.Undo("", rules.TakenBack{Reason: "没回"}) }, ""},
		{func() *rules.Error { return p.Undo("back", rules.TakenBack{Reason: "没回"}) }, "step"},
		{func() *rules.Error { return p.Undo("", rules.TakenBack{Reason: "没去砖厂"}) }, ""},
		{func() *rules.Error { return p.Undo("stop/2", rules.TakenBack{Reason: "又"}) }, "step"},
		{func() *rules.Error { return p.Undo("out", rules.TakenBack{Reason: "错"}) }, "precondition"}, // the team is out there
		{func() *rules.Error { return p.Return(stepAt(2, 20), "") }, ""},
		{func() *rules.Error { return p.Undo("out", rules.TakenBack{Reason: "记错"}) }, ""},
		{func() *rules.Error { return p.Undo("out", rules.TakenBack{Reason: "又"}) }, "precondition"},
		{func() *rules.Error { return p.Stop(rules.PatrolStop{PatrolStep: stepAt(1, 50)}) }, "precondition"},
	} {
		e := k.do()
		got := ""
		if e != nil {
			if got = e.Field; got == "" {
				got = "precondition"
			}
		}
		if got != k.want {
			t.Errorf("%d: %v, want %q", i, e, k.want)
		}
	}
	if p.Struck != "记错" || len(p.Stops) != 2 || p.Stops[1].Struck != "没去砖厂" || len(p.Undone) != 2 {
		t.Errorf("%+v", p)
	}
}

// Ensure that one is out with one patrol at a time.
func TestPatrolTwice(t *testing.T) {
	p := round(t)
	q := &rules.Patrol{ID: "Q20261124-02", Crew: []string{"唐秋实"}}
	if e := q.Start(stepAt(1, 30), []rules.Patrol{*p}); e == nil || e.Field != "crew" {
		t.Error(e)
	}
	q.Crew = []string{"罗小满"}
	if e := q.Start(stepAt(1, 30), []rules.Patrol{*p}); e != nil {
		t.Error(e)
	}
}

// Ensure that the next word is awaited from the last one, or from the hour at which it should
// be back, whichever comes first.
func TestPatrolAwaited(t *testing.T) {
	p := round(t)
	back := clock(1, 45)
	for _, k := range []struct {
		silence  time.Duration
		expected *time.Time
		want     string
	}{
		{0, nil, ""}, {time.Hour, nil, "02:00"}, {time.Hour, &back, "01:45"}, {30 * time.Minute, &back, "01:30"}, {0, &back, "01:45"},
	} {
		p.Expected = k.expected
		got := ""
		if at := p.Awaited(k.silence); at != nil {
			got = at.In(rules.Zone).Format("15:04")
		}
		if got != k.want {
			t.Errorf("%v %v: %s, want %s", k.silence, k.expected, got, k.want)
		}
	}
	p.Expected = &back
	if p.Late(clock(1, 45)) || !p.Late(clock(1, 46)) {
		t.Error("late")
	}
	if n := p.Missed(); len(n) != 2 {
		t.Errorf("missed %v", n)
	}
}

// Ensure that the hour to be back is the one said last, until that stop is struck out, and lies
// behind it.
func TestPatrolBackBy(t *testing.T) {
	p := round(t)
	first, later := clock(1, 45), clock(4, 0)
	p.Expected = &first
	stop := func(h, m int, by *time.Time) *rules.Error {
		return p.Stop(rules.PatrolStop{PatrolStep: rules.PatrolStep{At: clock(h, m)}, Place: rules.PlaceRef{Text: "路上"}, BackBy: by})
	}
	if e := stop(1, 30, &later); e != nil || p.Late(clock(3, 59)) || !p.Late(clock(4, 1)) {
		t.Errorf("%v, back by %v", e, p.BackBy())
	}
	if e := stop(1, 50, nil); e != nil || !p.BackBy().Equal(later) {
		t.Errorf("%v, back by %v", e, p.BackBy())
	}
	if e := stop(4, 0, &later); e == nil || e.Field != "back_by" {
		t.Errorf("%v", e)
	}
	if e := p.Undo(rules.UndoStop(len(p.Stops)-1), rules.TakenBack{Reason: "记错"}); e != nil || !p.BackBy().Equal(first) {
		t.Errorf("%v, back by %v", e, p.BackBy())
	}
}

// Ensure that a time told by the minute is not before what was written down some seconds into it.
func TestPatrolMinute(t *testing.T) {
	out := clock(1, 0).Add(40 * time.Second)
	p := &rules.Patrol{Crew: []string{"小马"}}
	if e := p.Start(rules.PatrolStep{At: out}, nil); e != nil {
		t.Fatal(e)
	}
	if e := p.Stop(rules.PatrolStop{PatrolStep: rules.PatrolStep{At: clock(1, 0)}}); e != nil {
		t.Error(e)
	}
	if e := p.Return(rules.PatrolStep{At: clock(1, 0)}, ""); e != nil {
		t.Error(e)
	}
	if e := p.Stop(rules.PatrolStop{PatrolStep: rules.PatrolStep{At: clock(0, 59)}}); e == nil || e.Field != "at" {
		t.Error(e)
	}
}

// Ensure that hours over midnight are night by their edges.
func TestNightHours(t *testing.T) {
	n := rules.NightHours{From: 20, To: 6}
	for h, want := range map[int]bool{5: true, 6: false, 12: false, 19: false, 20: true, 23: true, 0: true} {
		if n.Has(clock(h, 0)) != want {
			t.Errorf("%d: %t", h, !want)
		}
	}
	if (rules.NightHours{From: 1, To: 5}).Has(clock(5, 0)) || !(rules.NightHours{From: 1, To: 5}).Has(clock(1, 0)) {
		t.Error("within a day")
	}
}
