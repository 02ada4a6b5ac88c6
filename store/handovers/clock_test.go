package handovers_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// Ensure that a patrol that nothing was heard of, an order from above behind its term and a
// report that was not sent are overdue in the handover, and ask for a word.
func TestLateInTheHandover(t *testing.T) {
	n := newNight(t)
	q := n.Must("何雨禾", &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071"}).ID
	term := n.Clock.Now().Add(time.Hour)
	k := n.Must("何雨禾", &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县民政局"}, Said: "报人数", Term: &term}).ID
	n.Must("何雨禾", &command.DraftHandover{})
	keys := []string{"patrol/" + q, "call/" + k}
	for _, key := range keys {
		if l := line(t, n.page("何雨禾", "").Live, key); l.Due == nil || l.Overdue {
			t.Errorf("at once: %+v", l)
		}
	}
	if l := line(t, n.page("何雨禾", "").Live, "report/night"); !l.Quiet || l.Overdue {
		t.Errorf("before its hour: %+v", l)
	}
	n.Clock.Set(at(t, "2026-11-24 09:00"))
	for _, key := range append(keys, "report/night") {
		if l := line(t, n.page("何雨禾", "").Live, key); l.Quiet || !l.Overdue {
			t.Errorf("late: %+v", l)
		}
	}
}

// Ensure that what became late after it was accepted is told, and does not send the taker back.
func TestClockBouncesNobody(t *testing.T) {
	n := newNight(t)
	due := at(t, "2026-11-24 08:03")
	id := n.Must("何雨禾", &command.NewNotice{Text: "清点棉被", To: []string{"河湾村"}, Due: &due}).ID
	n.Clock.Set(at(t, "2026-11-24 07:52"))
	h := n.present("周立冬", "宋长宁")
	n.Clock.Set(at(t, "2026-11-24 08:01"))
	n.answer("周立冬", h)
	sign := n.accept("周立冬", h)
	n.Clock.Set(at(t, "2026-11-24 08:04"))
	told := false
	for _, c := range n.page("周立冬", h).Changes {
		if c.New != nil && c.New.Key == "notice/"+id {
			told = c.Kind == "late" && c.New.Accepted != nil
		}
	}
	if !told {
		t.Errorf("the lateness is not told: %+v", n.page("周立冬", h).Changes)
	}
	n.Must("周立冬", sign)
}
