package rules

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWaiting(t *testing.T) {
	s := shiftOn("2026-11-23")
	for _, c := range []struct {
		state HandoverState
		now   string
		says  []string
	}{
		{HandoverPresented, "2026-11-24 07:59", nil},
		{HandoverPresented, "2026-11-24 08:00", []string{"name of U4 应接未接, 自 11-24 08:00"}},
		{"", "2026-11-24 08:30", []string{"应于 11-24 08:00 交班", "还没有交出"}},
		{HandoverDraft, "2026-11-24 08:30", []string{"还没有交出"}},
		{HandoverPresented, "2026-11-27 09:00", []string{"已过 3 天", "放行"}},
		{HandoverAccepted, "2026-11-24 08:30", nil},
	} {
		got := stages(t)[c.state].Waiting(s, at(c.now)).In("zh")
		if c.says == nil && got != "" {
			t.Errorf("%s at %s: %s", c.state, c.now, got)
		}
		for _, want := range c.says {
			if !strings.Contains(got, want) {
				t.Errorf("%s at %s: %q, want %s", c.state, c.now, got, want)
			}
		}
	}
}

func TestRemind(t *testing.T) {
	s, by := shiftOn("2026-11-23"), Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 08:10")}
	for state, h := range stages(t) {
		e := h.Remind(by, "周立冬", false, "")
		if ok := slices.Contains([]HandoverState{HandoverDraft, HandoverPresented, HandoverReturned}, state); ok != (e == nil) {
			t.Errorf("%q: %v", state, e)
		}
	}
	if e := stages(t)[HandoverDraft].Remind(by, "", true, ""); e == nil || e.Field != "who" {
		t.Errorf("nobody is named: %v", e)
	}
	h := stages(t)[HandoverPresented]
	must(t, h.Remind(by, "", false, ""))
	by.At = by.At.Add(10 * time.Minute)
	must(t, h.Remind(by, "", true, "堵车"))
	if r := h.Reminders[1]; r.Who != "name of U4" || !r.Reached || !strings.Contains(r.Said().In("zh"), "通 (何雨禾 打), 堵车") {
		t.Errorf("%+v", r)
	}
	if got := h.Waiting(s, by.At).In("zh"); !strings.Contains(got, "催 2 次, 末次 11-24 08:20 通") {
		t.Error(got)
	}
	if e := h.MayRemind(Hand{"U9", "", []Role{RoleAuditor}, by.At}); e == nil || e.Kind != Denied {
		t.Errorf("an auditor: %v", e)
	}
}

// TestLapse: on whose word a shift passes, and to whom; a refusal changes nothing.
func TestLapse(t *testing.T) {
	s, live := shiftOn("2026-11-23"), twoLines()
	u := func(id string, at string, roles ...Role) Hand { return Hand{id, "name of " + id, roles, atTime(at)} }
	main, taker, leader := officer("U1", RoleOfficer), officer("U4", RoleOfficer), officer("U5", RoleLeader)
	for _, c := range []struct {
		why     string
		state   HandoverState
		by      Hand
		to      *Officer
		leader  *Officer
		ordered *Officer
		kind    Kind
		field   string
	}{
		{"a leader in person", HandoverPresented, u("U5", "08:30", RoleLeader), taker, leader, nil, 0, ""},
		{"with nothing drawn up", "", u("U5", "08:30", RoleLeader), taker, leader, nil, 0, ""},
		{"at night, somebody fell ill", HandoverDraft, u("U5", "02:30", RoleLeader), taker, leader, nil, 0, ""},
		{"the same officer stays on", HandoverReturned, u("U5", "08:30", RoleLeader), main, leader, nil, 0, ""},
		{"the same officer stays on, too early", HandoverDraft, u("U5", "02:30", RoleLeader), main, leader, nil, Precondition, "incoming"},
		{"an officer alone", HandoverPresented, u("U1", "08:30", RoleOfficer), taker, leader, nil, Denied, "ordered"},
		{"the leaver, by telephone", HandoverPresented, u("U1", "08:30", RoleOfficer), taker, leader, leader, 0, ""},
		{"the stand-in, by telephone", HandoverPresented, u("U4", "08:30", RoleOfficer), taker, leader, leader, 0, ""},
		{"somebody else, by telephone", HandoverPresented, u("U8", "08:30", RoleOfficer), taker, leader, leader, Denied, ""},
		{"on the word of one who does not lead", HandoverPresented, u("U1", "08:30", RoleOfficer), taker, leader, main, Denied, "ordered"},
		{"a leader who names themselves", HandoverPresented, u("U5", "08:30", RoleLeader), taker, leader, leader, 0, ""},
		{"to a storekeeper", HandoverPresented, u("U5", "08:30", RoleLeader), officer("U6", RoleStorekeeper), leader, nil, Denied, "incoming"},
		{"with a next leader who does not lead", HandoverPresented, u("U5", "08:30", RoleLeader), taker, main, nil, Denied, "leader"},
		{"an auditor", HandoverPresented, u("U7", "08:30", RoleAuditor), taker, leader, leader, Denied, ""},
		{"accepted already", HandoverAccepted, u("U5", "08:30", RoleLeader), taker, leader, nil, Conflict, ""},
	} {
		h := stages(t)[c.state]
		e := h.Lapse(c.by, s, live, c.to, c.leader, c.ordered, "接班人病了")
		if c.kind != 0 {
			if e == nil || e.Kind != c.kind || e.Field != c.field || h.State != c.state || h.Release != nil {
				t.Errorf("%s: %v, %s", c.why, e, h.State)
			}
			continue
		}
		if e != nil || h.State != HandoverLapsed || !h.Over() || h.Incoming != c.to.ID || h.Release.Leader != "U5" || h.Release.Officer != c.by.Officer || len(h.Lines) != 2 {
			t.Errorf("%s: %v %+v", c.why, e, h)
			continue
		}
		if got := h.Passed().In("zh"); !strings.Contains(got, "name of U5 放行") || !strings.Contains(got, "接班人病了") {
			t.Errorf("%s: %s", c.why, got)
		}
		if e := h.Lapse(c.by, s, live, c.to, c.leader, c.ordered, "再来"); e == nil || e.Kind != Conflict {
			t.Errorf("%s, twice: %v", c.why, e)
		}
	}
	if e := new(Handover).MayRelease(u("U5", "08:30", RoleLeader), nil); e == nil || e.Kind != Precondition {
		t.Errorf("nobody on duty: %v", e)
	}
}

func atTime(hour string) time.Time { return at("2026-11-24 " + hour) }

// TestPresentAgain: what came since gets its word and is presented with the rest; to the same
// taker the answers stand on what did not change, to another none does.
func TestPresentAgain(t *testing.T) {
	s := shiftOn("2026-11-23")
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:55")}
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:00")}
	for incoming, stands := range map[string]bool{"U4": true, "U8": false} {
		h, live := stages(t)[HandoverPresented], twoLines()
		must(t, h.Answer(next, live, []string{"case/C1"}, ""))
		live.Lines = append(live.Lines, Line{Key: "call/T1", Section: SectionAction, Title: said("水管")}, Line{Key: "call/T2", Section: SectionAction, Title: said("约定"), Told: true})
		if e := h.MayPresent(main, s, live); e == nil || !strings.Contains(e.Text.ZH, "1 项") || !strings.Contains(e.Text.ZH, "水管") {
			t.Fatalf("what is new needs its word, what says it itself does not: %v", e)
		}
		if e := h.Add(main, s, live, "case/C1", "改口", nil); e == nil || e.Kind != Precondition {
			t.Errorf("a line as it was presented: %v", e)
		}
		if e := h.Add(next, s, live, "call/T1", "x", nil); e == nil || e.Kind != Denied {
			t.Errorf("the taker writes the leaver's word: %v", e)
		}
		none := ""
		must(t, h.Add(main, s, live, "call/T1", "六点再问", &none))
		if e := h.Add(main, s, live, "call/T1", "别的", &none); e == nil || e.Kind != Conflict || !strings.Contains(e.Text.ZH, "六点再问") {
			t.Errorf("two words on one line: %v", e)
		}
		must(t, h.Present(main, s, live, officer(incoming, RoleOfficer), officer("U5", RoleLeader)))
		if h.State != HandoverPresented || h.Since != nil || len(h.Lines) != 4 || find(h.Lines, "call/T1").Word != "六点再问" || find(h.Lines, "case/C1").Word != "盯着救护车" {
			t.Errorf("presented again: %+v", h)
		}
		if got := find(h.Lines, "case/C1").Accepted != nil; got != stands {
			t.Errorf("to %s the answer stands: %v", incoming, got)
		}
	}
}

// Ensure what became overdue by waiting alone takes the word that presenting again asks for:
// else nobody could be presented to in the absent one's place.
func TestWordOnWhatBecameLate(t *testing.T) {
	s := shiftOn("2026-11-23")
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 08:31")}
	h, live := stages(t)[HandoverPresented], twoLines()
	live.Lines[1].Quiet, live.Lines[1].Overdue = false, true
	if e := h.MayPresent(main, s, live); e == nil || e.Field != "word" {
		t.Fatalf("what is overdue needs its word: %v", e)
	}
	must(t, h.Add(main, s, live, "counts/S1", "马上报", nil))
	must(t, h.Present(main, s, live, officer("U8", RoleOfficer), officer("U5", RoleLeader)))
	if find(h.Lines, "counts/S1").Word != "马上报" {
		t.Errorf("%+v", h.Lines)
	}
}

// Ensure that a new word on a line that the taker answered since asks for the answer again.
func TestWordAsksForTheAnswerAgain(t *testing.T) {
	s := shiftOn("2026-11-23")
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:55")}
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:00")}
	h, live := stages(t)[HandoverPresented], twoLines()
	live.Lines = append(live.Lines, Line{Key: "call/T1", Section: SectionAction, Title: said("水管")})
	must(t, h.Add(main, s, live, "call/T1", "六点再问", nil))
	must(t, h.Answer(next, live, []string{"call/T1"}, ""))
	if find(h.Now(live.Lines), "call/T1").Accepted == nil {
		t.Fatal("not answered")
	}
	must(t, h.Add(main, s, live, "call/T1", "五点就问", nil))
	if l := find(h.Now(live.Lines), "call/T1"); l.Word != "五点就问" || l.Accepted != nil {
		t.Errorf("an answer to another word stands: %+v", l)
	}
}
