package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

var recorded = time.Date(2026, 11, 24, 2, 0, 0, 0, rules.Zone)

// Ensure that a screening writes what is known of the identity and gives it back when it is
// taken back, unless that was changed since.
func TestScreening(t *testing.T) {
	for _, x := range []struct {
		identity string
		before   rules.Tri
		want     rules.Tri
	}{
		{"known", rules.Unasked, rules.Yes}, {"unknown", rules.Unasked, rules.No}, {"known", rules.No, rules.Yes},
		{"claimed", rules.Unasked, rules.Unasked}, {"claimed", rules.No, rules.No},
	} {
		c := rules.Case{ID: "C1", State: rules.CaseOpen, OpenedAt: recorded}
		c.Facts.SetTri("identified", x.before)
		r := rules.Record{ID: "Q1", Case: "C1", Kind: rules.RecordScreen, Identity: x.identity, At: recorded}
		if e := c.Note(&r); e != nil || c.Person.Identity != x.identity || c.Facts.Tri("identified") != x.want {
			t.Errorf("%+v: %v %s", x, e, c.Person.Identity)
		}
		if r.Open() || r.MayFinish() == nil {
			t.Errorf("%+v: a screening has its result", x)
		}
		was := c
		if e := c.Back(&r, nil, rules.TakenBack{At: recorded, Reason: "x"}); e != nil || r.Stands() || c.Person.Identity != "" || c.Facts.Tri("identified") != x.before {
			t.Errorf("back %+v: %v", x, e)
		}
		if e := c.Back(&r, nil, rules.TakenBack{}); e == nil {
			t.Errorf("%+v: taken back twice", x)
		}
		was.Person.Identity, r.Back = "", nil
		if e := was.Back(&r, nil, rules.TakenBack{}); e == nil || e.Clause != "P7.2.25" {
			t.Errorf("%+v: changed since: %v", x, e)
		}
	}
}

// Ensure that an entry gets one result, which is taken back before the entry is; and that a
// closed case takes a result and no entry.
func TestRecordResult(t *testing.T) {
	closed := recorded.Add(time.Hour)
	c := rules.Case{ID: "C1", State: rules.CaseOpen, OpenedAt: recorded}
	r := rules.Record{ID: "Q1", Case: "C1", Kind: rules.RecordTrace, Source: "site", At: recorded.Add(10 * time.Minute)}
	if e := c.Note(&r); e != nil || !r.Open() {
		t.Fatal(e)
	}
	if e := r.Finish("x", "U1", recorded); e == nil || e.Field != "at" {
		t.Errorf("early: %v", e)
	}
	c.State, c.ClosedAt = rules.CaseClosed, &closed
	if e := c.Note(&rules.Record{Kind: rules.RecordLead}); e == nil {
		t.Error("an entry on a closed case")
	}
	if e := c.MayBack(&r, nil); e == nil {
		t.Error("taken off a closed case")
	}
	if e := r.Finish("找到女儿", "U1", closed); e != nil || r.Open() || r.Meant(true) == nil || r.Meant(false) != nil {
		t.Errorf("%v %+v", e, r)
	}
	if e := r.Finish("y", "U1", closed); e == nil {
		t.Error("two results")
	}
	if e := c.Back(&r, nil, rules.TakenBack{Reason: "写错"}); e != nil || !r.Stands() || !r.Open() || len(r.Unsaid) != 1 || r.Unsaid[0].Result != "找到女儿" {
		t.Errorf("%v %+v", e, r)
	}
	before := rules.Record{Kind: rules.RecordFinding, At: recorded, ToldAt: &time.Time{}}
	c.State = rules.CaseOpen
	if e := c.Note(&before); e == nil || e.Field != "told_at" {
		t.Errorf("reported before it was found: %v", e)
	}
	if e := c.Note(&rules.Record{Kind: rules.RecordTrace, At: recorded.Add(-time.Hour)}); e == nil || e.Field != "at" {
		t.Errorf("traced before it was told: %v", e)
	}
	if e := c.Note(&rules.Record{Kind: rules.RecordLead, At: recorded.Add(-time.Hour)}); e != nil {
		t.Errorf("a lead may come before: %v", e)
	}
}

// Ensure that what stands on a channel that publishes is the tracing notice, and nothing else.
func TestRecordMet(t *testing.T) {
	for source, want := range map[string]bool{"system": false, "site": true, "toutiao": true, "police": false, "other": false} {
		r := rules.Record{ID: "Q1", Kind: rules.RecordTrace, Source: source, At: recorded}
		if a, ok := r.Met(); ok != want || ok && (a.Code != rules.TraceNotice || a.Ref != "Q1") {
			t.Errorf("%s: %+v %v", source, a, ok)
		}
		r.Back = &rules.TakenBack{}
		if _, ok := r.Met(); ok {
			t.Errorf("%s: taken back", source)
		}
	}
}

// Ensure that before closing what nobody wrote down is said, with the clause that asks for it.
func TestHints(t *testing.T) {
	clauses := func(c rules.Case, all ...rules.Record) (out string) {
		for _, h := range c.Hints(all) {
			out += h.Clause + " "
		}
		return out
	}
	full := rules.Case{State: rules.CaseOpen, Distress: "lost", Mode: "active"}
	known := full
	known.Person.Identity = "known"
	unknown := full
	unknown.Person.Identity = "unknown"
	home, died, watched, closed, missing := known, unknown, unknown, unknown, known
	home.Outcome, died.Outcome, watched.Kind, closed.State, missing.Kind = rules.OutcomeHome, rules.OutcomeDied, rules.CaseWatched, rules.CaseClosed, rules.CaseMissing
	open := rules.Record{Kind: rules.RecordFinding}
	for i, x := range []struct{ got, want string }{
		{clauses(rules.Case{State: rules.CaseOpen}), "P7.2.25 P7.2.4 P7.2.12 "},
		{clauses(known), ""},
		{clauses(unknown), "P7.2.25 P1.3.22 "},
		{clauses(unknown, rules.Record{Kind: rules.RecordScreen}), "P1.3.22 "},
		{clauses(unknown, rules.Record{Kind: rules.RecordScreen, Back: &rules.TakenBack{}}), "P7.2.25 P1.3.22 "},
		{clauses(home), "P7.2.26 "},
		{clauses(missing), "P1.3.22 "},
		{clauses(watched, open), "P7.2.16 "},
		{clauses(died), ""},
		{clauses(closed, open), ""},
	} {
		if x.got != x.want {
			t.Errorf("%d: %q, want %q", i, x.got, x.want)
		}
	}
}

// Ensure that the first action is the earliest thing done that stands.
func TestFirstAction(t *testing.T) {
	c := rules.Case{}
	if c.FirstAction() != nil {
		t.Error("nothing was done")
	}
	sent := recorded.Add(5 * time.Minute)
	c.DispatchAt = &sent
	c.Acts = []rules.Act{{At: recorded, Revoked: "x"}, {At: recorded.Add(2 * time.Minute)}}
	if got := c.FirstAction(); got == nil || !got.Equal(recorded.Add(2*time.Minute)) {
		t.Errorf("%v", got)
	}
}
