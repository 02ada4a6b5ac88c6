package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

// A text goes back once and forth again; what was taken off is not changed.
func TestOwnPlanUndo(t *testing.T) {
	p := &rules.OwnPlan{ID: "X1"}
	if p.MayUndo() == nil {
		t.Error("nothing was written yet")
	}
	p.Write("a", "甲")
	if p.MayUndo() == nil {
		t.Error("the first text has none before")
	}
	p.Write("b", "乙")
	for _, want := range []string{"a", "b"} {
		if no := p.Undo(); no != nil || p.Text != want || p.Hash != rules.HashText(want) {
			t.Errorf("%v %q", no, p.Text)
		}
	}
	if no := p.Strike("不用了"); no != nil {
		t.Error(no)
	}
	if p.Strike("又撤") == nil || p.Write("c", "丙") == nil || p.Undo() == nil || p.Text != "b" {
		t.Error("a plan that was taken off changed")
	}
}

// An acknowledgement is of the words: other ones are acknowledged anew, and the former stays.
func TestAcknowledge(t *testing.T) {
	p, at := &rules.OwnPlan{ID: "X1"}, time.Unix(0, 0)
	for _, c := range []struct {
		notice, words, who string
		ok                 bool
	}{{"a", "", "U1", false}, {"a", "x", "U1", true}, {"a", "x", "U1", false}, {"a", "x", "U2", true}, {"a", "y", "U1", true}, {"b", "y", "U1", true}} {
		if no := p.Acknowledge(c.notice, c.words, c.who, at); (no == nil) != c.ok {
			t.Errorf("%+v: %v", c, no)
		}
	}
	if len(p.Acks) != 4 || !p.Read("a", "x", "U1") || p.Read("b", "x", "U1") {
		t.Error(p.Acks)
	}
}
