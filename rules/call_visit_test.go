package rules

import (
	"testing"
	"time"
)

// Ensure that a visitor leaves once, after coming, and that taking it back keeps when it was.
func TestVisitLeaves(t *testing.T) {
	at := time.Date(2026, 11, 24, 1, 0, 40, 0, Zone)
	if e := (&Call{ID: "T2", Kind: CallVisit, At: at}).Leave(at.Truncate(time.Minute)); e != nil {
		t.Errorf("left in the minute of coming: %v", e)
	}
	c := &Call{ID: "T1", Kind: CallVisit, At: at}
	if e := c.Leave(at.Add(-time.Minute)); e == nil || e.Field != "at" {
		t.Errorf("left before coming: %v", e)
	}
	if e := c.Leave(at.Add(20 * time.Minute)); e != nil || c.Within() {
		t.Fatal(e)
	}
	if e := c.Leave(at.Add(30 * time.Minute)); e == nil {
		t.Error("left twice")
	}
	if e := c.Stay(Correction{Reason: "又回来了"}); e != nil || !c.Within() || !c.Corrections[0].Left.Equal(at.Add(20*time.Minute)) {
		t.Errorf("%v %+v", e, c)
	}
	if e := c.Stay(Correction{}); e == nil {
		t.Error("taken back twice")
	}
	for _, c := range []*Call{{Kind: CallPhone}, {Kind: CallVisit, Struck: "记错"}} {
		if c.Within() {
			t.Errorf("%+v is within", c)
		}
	}
}
