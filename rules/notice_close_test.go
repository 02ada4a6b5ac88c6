package rules

import (
	"slices"
	"testing"
	"time"
)

// Ensure that closing names who is left, explains those alone, and is undone one by one.
func TestNoticeClose(t *testing.T) {
	n := dialList([]string{"1"}, []string{"2"}, []string{"3"})
	by := Hand{Officer: "U1", Name: "何雨禾", At: n.At.Add(time.Minute)}
	if e := n.Note(&n.Receivers[0], NoticeTry{Result: ResultThrough, At: by.At}); e != nil {
		t.Fatal(e)
	}
	if got := n.Missing(); !slices.Equal(got, []string{n.Receivers[1].Name, n.Receivers[2].Name}) {
		t.Errorf("missing %v", got)
	}
	left, e := n.Close(by, "明早上门")
	if e != nil || len(left) != 2 || n.State != NoticeClosed || n.Receivers[0].Explained != nil {
		t.Fatalf("%v %v %+v", e, left, n)
	}
	if _, e := n.Close(by, "又"); e == nil {
		t.Error("closed twice")
	}
	if e := n.Correct(&n.Receivers[1], by, "回电了", "", 2); e != nil || n.State != NoticeOpen {
		t.Errorf("%v %s", e, n.State)
	}
}

// Ensure that a village contact confirms the own line and no other, once, and not after a
// withdrawal.
func TestNoticeOwn(t *testing.T) {
	n := dialList([]string{"1"}, []string{"2"})
	n.Receivers[0].ID, n.Receivers[1].ID = "v1", "v2"
	for village, want := range map[string]Kind{"": Denied, "v9": NotFound} {
		if _, e := n.Own(village); e == nil || e.Kind != want {
			t.Errorf("%q: %v", village, e)
		}
	}
	r, e := n.Own("v2")
	if e != nil || r.No != 2 {
		t.Fatalf("%v %v", r, e)
	}
	if e := n.Note(r, NoticeTry{Result: ResultReceived, At: n.At}); e != nil {
		t.Fatal(e)
	}
	if _, e := n.Own("v2"); e == nil || e.Kind != Precondition {
		t.Errorf("confirmed twice: %v", e)
	}
	if e := n.Withdraw(Hand{At: n.At}, "发错"); e != nil {
		t.Fatal(e)
	}
	if _, e := n.Own("v1"); e == nil {
		t.Error("confirmed though withdrawn")
	}
}
