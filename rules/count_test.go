package rules

import (
	"strings"
	"testing"
)

// things is a draft with goods, a key and a vehicle to count.
func things(t *testing.T) (*Handover, *Shift, Live, Hand) {
	t.Helper()
	live := twoLines()
	live.Lines = append(live.Lines,
		Line{Key: "thing/P1/I1", Section: SectionCounts, Title: said("棉被"), Quiet: true, Count: &Count{Kind: ThingGoods, Unit: "床", Book: 3}},
		Line{Key: "thing/kept/大门", Section: SectionCounts, Title: said("大门"), Quiet: true, Count: &Count{Kind: ThingKept}},
		Line{Key: "thing/vehicle/P2", Section: SectionCounts, Title: said("巡查车"), Quiet: true, Count: &Count{Kind: ThingVehicle}})
	h, s := &Handover{}, shiftOn("2026-11-23")
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:40")}
	must(t, h.Draw(main, s, live))
	must(t, h.Say(main, s, "case/C1", "盯着", nil))
	return h, s, live, main
}

func ptr[T any](v T) *T { return &v }

// TestTally: what is found is kept, a difference and a vehicle need words, and a figure fits
// goods alone.
func TestTally(t *testing.T) {
	for _, c := range []struct {
		why, field string
		found      Counting
		quiet      bool
		says       string
	}{
		{"as booked", "", Counting{Key: "thing/P1/I1", Found: ptr(int64(3))}, true, "相符"},
		{"two missing, with a word", "", Counting{Key: "thing/P1/I1", Found: ptr(int64(1)), Word: "借出"}, false, "少 2"},
		{"one too many, with a word", "", Counting{Key: "thing/P1/I1", Found: ptr(int64(4)), Word: "还来"}, false, "多 1"},
		{"none at all", "", Counting{Key: "thing/P1/I1", Found: ptr(int64(0)), Word: "发完"}, false, "少 3"},
		{"missing without a word", "word", Counting{Key: "thing/P1/I1", Found: ptr(int64(1))}, false, ""},
		{"goods without a figure", "found", Counting{Key: "thing/P1/I1", OK: ptr(true)}, false, ""},
		{"a key with a figure", "ok", Counting{Key: "thing/kept/大门", Found: ptr(int64(1))}, false, ""},
		{"a key that is there", "", Counting{Key: "thing/kept/大门", OK: ptr(true)}, true, "完好"},
		{"a key that is gone", "word", Counting{Key: "thing/kept/大门", OK: ptr(false)}, false, ""},
		{"a vehicle without words", "word", Counting{Key: "thing/vehicle/P2", OK: ptr(true)}, false, ""},
		{"a vehicle", "", Counting{Key: "thing/vehicle/P2", OK: ptr(true), Word: "里程 100, 满油"}, true, "完好"},
		{"no such thing", "key", Counting{Key: "thing/none", OK: ptr(true)}, false, ""},
		{"a line that is no thing", "key", Counting{Key: "case/C1", OK: ptr(true)}, false, ""},
	} {
		h, s, live, main := things(t)
		e := h.Tally(main, s, live, []Counting{c.found}, false)
		if c.field != "" {
			if e == nil || e.Field != c.field || e.Text.ZH == "" || e.Text.EN == "" {
				t.Errorf("%s: %v", c.why, e)
			}
			continue
		}
		if l := find(h.Now(live.Lines), c.found.Key); e != nil || l.Quiet != c.quiet || !strings.Contains(l.Count.Said().ZH, c.says) || l.Word != c.found.Word || l.Count.By != "何雨禾" {
			t.Errorf("%s: %v %+v", c.why, e, l)
		}
	}
}

// TestTallyRest: everything that was not counted is as it should be but the vehicle; what was
// counted stands, and a ledger that moved asks for another count, of the taker too.
func TestTallyRest(t *testing.T) {
	h, s, live, main := things(t)
	live.CountAll = true
	if e := h.MayPresent(main, s, live); e == nil || e.Field != "counts" || !strings.Contains(e.Text.ZH, "3 样") {
		t.Fatalf("nothing was counted: %v", e)
	}
	must(t, h.Tally(main, s, live, []Counting{{Key: "thing/P1/I1", Found: ptr(int64(2)), Word: "少一床"}}, true))
	if e := h.MayPresent(main, s, live); e == nil || !strings.Contains(e.Text.ZH, "巡查车") || strings.Contains(e.Text.ZH, "大门") {
		t.Fatalf("but for the vehicle: %v", e)
	}
	must(t, h.Tally(main, s, live, []Counting{{Key: "thing/vehicle/P2", OK: ptr(true), Word: "里程 100"}}, false))
	must(t, h.Present(main, s, live, officer("U4", RoleOfficer), officer("U5", RoleLeader)))

	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:00")}
	must(t, h.Answer(next, live, []string{"case/C1"}, ""))
	if e := h.MayAccept(next, live); e == nil || !strings.Contains(e.Text.ZH, "棉被") {
		t.Fatalf("a difference is answered by the taker: %v", e)
	}
	must(t, h.Answer(next, live, []string{"thing/P1/I1"}, ""))
	must(t, h.MayAccept(next, live))
	live.Lines[2].Count = &Count{Kind: ThingGoods, Unit: "床", Book: 1}
	l := find(h.Now(live.Lines), "thing/P1/I1")
	if !l.Count.Stale() || l.Quiet || l.Accepted != nil || !strings.Contains(l.Count.Said().ZH, "要重点") {
		t.Errorf("one was given out since: %+v %s", l, l.Count.Said().ZH)
	}
	if e := h.MayAccept(next, live); e == nil {
		t.Error("what moved since is not asked for")
	}
	must(t, h.Tally(main, s, live, []Counting{{Key: "thing/P1/I1", Found: ptr(int64(1)), Word: "少的找到了"}}, false))
	if l := find(h.Now(live.Lines), "thing/P1/I1"); l.Count.Stale() || !l.Quiet {
		t.Errorf("counted again: %+v", l)
	}
	if e := h.Tally(next, s, live, nil, true); e == nil || e.Kind != Denied {
		t.Errorf("the taker counts for the leaver: %v", e)
	}
}
