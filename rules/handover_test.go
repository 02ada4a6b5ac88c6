package rules

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules/text"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func said(s string) text.Text { return text.Text{ZH: s, EN: s} }

// shiftOn is the shift of main U1, deputy U2 and leader U3 that was taken on that morning.
func shiftOn(day string) *Shift {
	from, to := Period(at(day + " 08:00"))
	return &Shift{ID: "S1", Start: from, End: to, Main: "U1", Deputies: []string{"U2"}, Leader: "U3", State: ShiftActive}
}

func officer(id string, roles ...Role) *Officer {
	return &Officer{ID: id, Name: "name of " + id, Roles: roles}
}

func TestNextPeriod(t *testing.T) {
	for _, c := range []struct{ why, taken, now, from, to string }{
		{"on time", "2026-11-23", "2026-11-24 08:00", "2026-11-24 08:00", "2026-11-25 08:00"},
		{"ten minutes early", "2026-11-23", "2026-11-24 07:50", "2026-11-24 08:00", "2026-11-25 08:00"},
		{"the edge of early", "2026-11-23", "2026-11-24 06:00", "2026-11-24 08:00", "2026-11-25 08:00"},
		{"a relief at night", "2026-11-23", "2026-11-24 05:59", "2026-11-23 08:00", "2026-11-24 08:00"},
		{"a relief in the afternoon", "2026-11-23", "2026-11-23 15:00", "2026-11-23 08:00", "2026-11-24 08:00"},
		{"successor late", "2026-11-23", "2026-11-24 09:10", "2026-11-24 08:00", "2026-11-25 08:00"},
		{"almost a whole shift late", "2026-11-23", "2026-11-25 07:59", "2026-11-24 08:00", "2026-11-25 08:00"},
		{"a whole shift late", "2026-11-23", "2026-11-25 08:00", "2026-11-25 08:00", "2026-11-26 08:00"},
		{"desk off for days", "2026-11-23", "2026-11-30 07:30", "2026-11-29 08:00", "2026-11-30 08:00"},
		{"over the month's end", "2026-11-29", "2026-11-30 08:03", "2026-11-30 08:00", "2026-12-01 08:00"},
		{"over the year's end", "2026-12-30", "2026-12-31 08:00", "2026-12-31 08:00", "2027-01-01 08:00"},
		{"onto a leap day", "2028-02-27", "2028-02-28 08:00", "2028-02-28 08:00", "2028-02-29 08:00"},
		{"off a leap day", "2028-02-28", "2028-02-29 08:00", "2028-02-29 08:00", "2028-03-01 08:00"},
		{"no leap day", "2027-02-27", "2027-02-28 08:00", "2027-02-28 08:00", "2027-03-01 08:00"},
	} {
		from, to := shiftOn(c.taken).Next(at(c.now))
		if !from.Equal(at(c.from)) || !to.Equal(at(c.to)) {
			t.Errorf("%s: %s to %s, want %s to %s", c.why, from, to, c.from, c.to)
		}
	}
}

// TestNextPeriodWalk: whenever the desk is handed over, the new period contains the moment
// or begins within EarlyHandover of it, and is one shift long.
func TestNextPeriodWalk(t *testing.T) {
	s := shiftOn("2028-02-27")
	for now := s.Start; now.Before(s.Start.Add(5 * 24 * time.Hour)); now = now.Add(time.Minute) {
		from, to := s.Next(now)
		if to.Sub(from) != ShiftLength || !now.Before(to) || from.Sub(now) > EarlyHandover {
			t.Fatalf("at %s: %s to %s", now, from, to)
		}
	}
}

func TestLate(t *testing.T) {
	s := shiftOn("2026-11-23")
	if s.Late(at("2026-11-24 07:59")) || !s.Late(at("2026-11-24 08:00")) {
		t.Error("a shift is late from its end on")
	}
	s.State = ShiftClosed
	if s.Late(at("2026-11-24 09:00")) {
		t.Error("a closed shift is not late")
	}
}

// stages is a handover in each of its states, with one line that needs a word and a quiet one.
func stages(t *testing.T) map[HandoverState]*Handover {
	t.Helper()
	s, live := shiftOn("2026-11-23"), twoLines()
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:40")}
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:00")}
	out := map[HandoverState]*Handover{}
	keep := func(h Handover) {
		h.Lines = slices.Clone(h.Lines)
		out[h.State] = &h
	}
	h := Handover{}
	keep(h)
	must(t, h.Draw(main, s, live))
	keep(h)
	must(t, h.Say(main, s, "case/C1", "盯着救护车", nil))
	must(t, h.Present(main, s, live, officer("U4", RoleOfficer), officer("U5", RoleLeader)))
	keep(h)
	back := h
	must(t, back.Return(next, "少一件"))
	keep(back)
	must(t, h.Answer(next, live, []string{"case/C1"}, ""))
	must(t, h.Accept(next, live, MarkAll(Carry(live.Lines, h.Lines)), "桥洞老人"))
	keep(h)
	return out
}

func twoLines() Live {
	return Live{Lines: []Line{
		{Key: "case/C1", Section: SectionSevere, Title: said("桥洞"), Detail: []text.Text{said("在办")}},
		{Key: "counts/S1", Section: SectionSummary, Title: said("本班"), Quiet: true},
	}, Counts: Counts{Calls: 3, Open: 1}}
}

func must(t *testing.T, e *Error) {
	t.Helper()
	if e != nil {
		t.Fatal(e)
	}
}

// TestHandoverSteps: each step from each state, by the one who may take it. What is not
// allowed says why in both languages and changes nothing.
func TestHandoverSteps(t *testing.T) {
	s, live := shiftOn("2026-11-23"), twoLines()
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:50")}
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:05")}
	const none = HandoverState("")
	for _, step := range []struct {
		name string
		from []HandoverState
		run  func(*Handover) *Error
	}{
		{"draw", []HandoverState{none, HandoverDraft, HandoverReturned}, func(h *Handover) *Error { return h.Draw(main, s, live) }},
		{"say", []HandoverState{HandoverDraft}, func(h *Handover) *Error { return h.Say(main, s, "case/C1", "word", nil) }},
		{"present", []HandoverState{HandoverDraft, HandoverPresented}, func(h *Handover) *Error {
			if len(h.Lines) > 0 {
				h.Lines[0].Word = "word"
			}
			return h.Present(main, s, live, officer("U4", RoleOfficer), officer("U5", RoleLeader))
		}},
		{"answer", []HandoverState{HandoverPresented}, func(h *Handover) *Error { return h.Answer(next, live, []string{"case/C1"}, "") }},
		{"accept", []HandoverState{HandoverPresented}, func(h *Handover) *Error {
			if len(h.Lines) > 0 && h.State == HandoverPresented {
				h.Lines[0].Query = "?"
			}
			return h.Accept(next, live, MarkAll(Carry(live.Lines, h.Lines)), "桥洞老人")
		}},
		{"unanswer", []HandoverState{HandoverPresented}, func(h *Handover) *Error {
			if h.State == HandoverPresented {
				h.Lines[0].Query = "?"
			}
			return h.Unanswer(next, []string{"case/C1"})
		}},
		{"withdraw", []HandoverState{HandoverDraft, HandoverPresented}, func(h *Handover) *Error { return h.Return(main, "why") }},
		{"return by the taker", []HandoverState{HandoverPresented}, func(h *Handover) *Error { return h.Return(next, "why") }},
	} {
		for state, h := range stages(t) {
			before := h.State
			e := step.run(h)
			if allowed := slices.Contains(step.from, state); allowed != (e == nil) {
				t.Errorf("%s from %q: %v", step.name, state, e)
			}
			if e != nil && (h.State != before || e.Text.ZH == "" || e.Text.EN == "") {
				t.Errorf("%s from %q: state %q, %+v", step.name, state, h.State, e)
			}
			if e != nil && state == HandoverAccepted && (!strings.Contains(e.Text.ZH, "周立冬") || !strings.Contains(e.Text.ZH, "11-24 08:00")) {
				t.Errorf("%s of an accepted one does not say who and when: %s", step.name, e.Text.ZH)
			}
		}
	}
}

func TestWhoHandsOver(t *testing.T) {
	s := shiftOn("2026-11-23")
	soon, late := at("2026-11-24 07:50"), at("2026-11-24 08:20")
	for _, c := range []struct {
		who  Hand
		want bool
	}{
		{Hand{"U1", "main", []Role{RoleOfficer}, soon}, true},
		{Hand{"U2", "deputy", []Role{RoleOfficer}, soon}, true},
		{Hand{"U3", "leader", []Role{RoleLeader}, soon}, true},
		{Hand{"U9", "another leader", []Role{RoleLeader}, soon}, false},
		{Hand{"U9", "another leader, the shift past its end", []Role{RoleLeader}, late}, true},
		{Hand{"U8", "another officer", []Role{RoleOfficer}, late}, false},
		{Hand{"U1", "main without the role", []Role{RoleAuditor}, soon}, false},
		{Hand{"", "nobody", nil, late}, false},
	} {
		h := stages(t)[HandoverDraft]
		if got := h.MayDraw(c.who, s) == nil; got != c.want {
			t.Errorf("%s draws: %v", c.who.Name, got)
		}
		if got := h.MaySay(c.who, s) == nil; got != c.want {
			t.Errorf("%s says: %v", c.who.Name, got)
		}
	}
	h := stages(t)[HandoverPresented]
	for who, want := range map[string]bool{"U1": true, "U2": false, "U4": true} { // U1 presented it
		if got := h.MayReturn(Hand{who, "", []Role{RoleOfficer}, late}) == nil; got != want {
			t.Errorf("%s returns: %v", who, got)
		}
	}
	if h.MayReturn(Hand{"U1", "", []Role{RoleAuditor}, late}) == nil {
		t.Error("whoever lost the role withdraws it")
	}
	for who, want := range map[string]bool{"U1": false, "U4": true} {
		if got := h.MayAnswer(Hand{who, "", []Role{RoleOfficer}, late}) == nil; got != want {
			t.Errorf("%s answers: %v", who, got)
		}
	}
	if e := h.MayReturn(Hand{"U9", "", []Role{RoleLeader}, late}); e != nil {
		t.Errorf("a leader returns when the taker does not come: %v", e)
	}
	if e := h.MayAnswer(Hand{"U9", "", []Role{RoleLeader}, late}); e == nil || !strings.Contains(e.Text.ZH, "name of U4") {
		t.Errorf("a leader does not take it for somebody else: %v", e)
	}
}

func TestWhoMayBePresentedTo(t *testing.T) {
	s, live := shiftOn("2026-11-23"), twoLines()
	by := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:50")}
	gone := officer("U6", RoleOfficer)
	gone.Retired = true
	for _, c := range []struct {
		why              string
		incoming, leader *Officer
		field            string
	}{
		{"as it should be", officer("U4", RoleOfficer), officer("U5", RoleLeader), ""},
		{"the same people two days running", officer("U1", RoleOfficer), officer("U3", RoleLeader), ""},
		{"a storekeeper", officer("U7", RoleStorekeeper), officer("U5", RoleLeader), "incoming"},
		{"somebody retired", gone, officer("U5", RoleLeader), "incoming"},
		{"a leader who is none", officer("U4", RoleOfficer), officer("U8", RoleOfficer), "leader"},
	} {
		h := stages(t)[HandoverDraft]
		h.Lines[0].Word = "word"
		e := h.Present(by, s, live, c.incoming, c.leader)
		if (e == nil) != (c.field == "") || e != nil && (e.Field != c.field || h.State != HandoverDraft) {
			t.Errorf("%s: %v", c.why, e)
		}
	}
}

func TestRedrawKeepsWords(t *testing.T) {
	s, live := shiftOn("2026-11-23"), twoLines()
	main := Hand{"U1", "何雨禾", []Role{RoleOfficer}, at("2026-11-24 07:55")}
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:00")}
	h := stages(t)[HandoverPresented]
	must(t, h.Answer(next, live, []string{"case/C1"}, "谁跟车?"))
	must(t, h.Return(next, "补一件"))
	live.Lines[0].Title = said("桥洞 已送医")
	live.Lines = append(live.Lines, Line{Key: "call/T1", Section: SectionAction, Title: said("水管")})
	must(t, h.Draw(main, s, live))
	l := h.Lines[0]
	if h.State != HandoverDraft || l.Word != "盯着救护车" || l.Query != "谁跟车?" || l.Accepted != nil || l.Title.ZH != "桥洞 已送医" || h.Given != nil {
		t.Errorf("after redrawing: %+v", h)
	}
	e := h.MayPresent(main, s, live)
	if e == nil || !strings.Contains(e.Text.ZH, "1 项") || !strings.Contains(e.Text.ZH, "水管") {
		t.Errorf("a line without a word: %v", e)
	}
	must(t, h.Say(main, s, "call/T1", "六点再问", nil))
	must(t, h.Present(main, s, live, officer("U4", RoleOfficer), officer("U5", RoleLeader)))
	if h.Lines[0].Query != "" || h.Reason != "" {
		t.Errorf("presented anew, it carries no old answer: %+v", h)
	}
}

func TestAcceptTakesWhatWasSeen(t *testing.T) {
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:05")}
	h, live := stages(t)[HandoverPresented], twoLines()
	mark := func() string { return MarkAll(Carry(live.Lines, h.Lines)) }
	if e := h.Accept(next, live, mark(), "桥洞老人"); e == nil || e.Kind != Precondition || !strings.Contains(e.Text.ZH, "桥洞") {
		t.Fatalf("a line without an answer: %v", e)
	}
	early := next
	early.At = next.At.Add(-time.Minute) // does not outlive the change of the line
	must(t, h.Answer(early, live, []string{"case/C1"}, ""))
	seen := mark()
	live.Lines = append(live.Lines, Line{Key: "call/T1", Section: SectionAction, Title: said("水管爆裂")})
	live.Lines[0].Detail = []text.Text{said("已到场")}
	e := h.Accept(next, live, seen, "桥洞老人")
	if e == nil || e.Kind != Conflict || !strings.Contains(e.Text.ZH, "有变 桥洞") || !strings.Contains(e.Text.ZH, "新增 水管爆裂") {
		t.Fatalf("work went on: %v", e)
	}
	if h.State != HandoverPresented || h.Taken != nil {
		t.Fatalf("the refusal changed it: %+v", h)
	}
	mark = func() string { return MarkAll(h.Now(live.Lines)) }
	if e := h.Accept(next, live, mark(), "桥洞老人"); e == nil || e.Kind != Precondition || !strings.Contains(e.Text.ZH, "2 项") {
		t.Fatalf("what came and what changed is asked for: %v", e)
	}
	must(t, h.Answer(next, live, []string{"case/C1", "call/T1"}, ""))
	if e := h.Accept(next, live, mark(), ""); e == nil || e.Field != "read_back" {
		t.Errorf("nothing was read back: %v", e)
	}
	must(t, h.Accept(next, live, mark(), "桥洞老人"))
	if !h.Lines[0].Late || !h.Lines[2].Late || h.Lines[1].Late {
		t.Errorf("the record does not say what came late: %+v", h.Lines)
	}
	if len(h.Lines) != 3 || h.Lines[0].Detail[0].ZH != "已到场" || h.Lines[0].Word != "盯着救护车" || h.Taken.Officer != "U4" {
		t.Errorf("the record: %+v", h)
	}
	for _, l := range h.Lines {
		if l.Accepted == nil || !l.Accepted.Equal(next.At) {
			t.Errorf("%s accepted %v", l.Key, l.Accepted)
		}
	}
}

// A line that was finished after presenting needs no answer; one that was queried stays
// so in the record.
func TestAcceptFinishedAndQueried(t *testing.T) {
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:05")}
	h, live := stages(t)[HandoverPresented], twoLines()
	live.Lines = live.Lines[1:]
	must(t, h.Accept(next, live, MarkAll(Carry(live.Lines, h.Lines)), "桥洞老人"))

	h, live = stages(t)[HandoverPresented], twoLines()
	must(t, h.Answer(next, live, []string{"case/C1"}, "谁跟车?"))
	must(t, h.Accept(next, live, MarkAll(Carry(live.Lines, h.Lines)), "桥洞老人"))
	if l := h.Lines[0]; l.Accepted != nil || l.Query != "谁跟车?" {
		t.Errorf("queried line: %+v", l)
	}
	if l := h.Lines[1]; l.Accepted == nil {
		t.Errorf("a quiet line is taken with the signature: %+v", l)
	}
}

func TestAnswerUnknownLine(t *testing.T) {
	live := twoLines()
	h := stages(t)[HandoverPresented]
	next := Hand{"U4", "周立冬", []Role{RoleOfficer}, at("2026-11-24 08:05")}
	if e := h.Answer(next, live, []string{"case/\x1b[31m"}, ""); e == nil || e.Kind != NotFound || strings.ContainsRune(e.Text.ZH, '\x1b') {
		t.Errorf("%v", e)
	}
	must(t, h.Answer(next, live, nil, ""))
	if h.Lines[0].Accepted != nil || h.Lines[1].Accepted == nil {
		t.Error("no keys mean the quiet lines")
	}
}

func TestOrderLines(t *testing.T) {
	due := func(s string) *time.Time { d := at("2026-11-24 " + s); return &d }
	want := []Line{
		{Key: "case/C3", Section: SectionSevere, Due: due("02:00")},
		{Key: "case/C1", Section: SectionSevere, Due: due("02:30")},
		{Key: "case/C2", Section: SectionSevere},
		{Key: "case/C9", Section: SectionSummary, Due: due("12:00")},
		{Key: "case/C4", Section: SectionSummary},
		{Key: "case/C5", Section: SectionSummary},
		{Key: "note/N1", Section: SectionSummary, Quiet: true},
		{Key: "counts/S1", Section: SectionSummary, Quiet: true},
		{Key: "due/C3", Section: SectionAction, Due: due("02:00")},
		{Key: "call/T1", Section: SectionAction, Due: due("06:00")},
		{Key: "due/C4", Section: SectionAction},
		{Key: "call/T0", Section: SectionAction},
		{Key: "order/O1", Section: SectionAction},
		{Key: "warning/W1", Section: SectionWhatIf},
		{Key: "ask/C1", Section: SectionWhatIf},
		{Key: "stock/棉被", Section: SectionWhatIf},
	}
	for shift := range want {
		got := slices.Clone(append(want[shift:], want[:shift]...))
		slices.Reverse(got)
		OrderLines(got)
		for i := range want {
			if got[i].Key != want[i].Key {
				t.Fatalf("turned by %d, place %d: %s, want %s", shift, i, got[i].Key, want[i].Key)
			}
		}
	}
}

// TestMarkCovers changes every field of a line: what is said changes the mark, what people
// add to it does not. A new field must be put on one side.
func TestMarkCovers(t *testing.T) {
	d := at("2026-11-24 02:30")
	line := Line{Key: "case/C1", Section: SectionSummary, Title: said("a"), Detail: []text.Text{said("b")}, Due: &d}
	later := d.Add(time.Minute)
	change := map[string]struct {
		to    any
		moves bool
	}{
		"Key":      {"case/C2", true},
		"Section":  {SectionSevere, false},
		"Title":    {text.Text{ZH: "a", EN: "A"}, true},
		"Detail":   {[]text.Text{said("b"), said("c")}, true},
		"Due":      {&later, true},
		"Overdue":  {true, false},
		"Grave":    {true, true},
		"Quiet":    {true, false},
		"Told":     {true, false},
		"Late":     {true, false},
		"Count":    {&Count{Kind: ThingGoods, Book: 3}, true},
		"Mark":     {"x", false},
		"Word":     {"x", false},
		"Accepted": {&d, false},
		"Query":    {"x", false},
	}
	typ := reflect.TypeFor[Line]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		c, ok := change[f.Name]
		if !ok {
			t.Errorf("field %s: said of a line, or not?", f.Name)
			continue
		}
		other := line
		reflect.ValueOf(&other).Elem().Field(i).Set(reflect.ValueOf(c.to))
		if moved := MarkOf(other) != MarkOf(line); moved != c.moves {
			t.Errorf("field %s moves the mark: %v", f.Name, moved)
		}
	}
	split := line
	split.Detail = []text.Text{{ZH: "b\" \"b", EN: "b"}}
	if MarkOf(split) == MarkOf(line) {
		t.Error("words run together in the mark")
	}
}

func TestMarkAll(t *testing.T) {
	lines := twoLines().Lines
	mark := MarkAll(lines)
	turned := []Line{lines[1], lines[0]}
	if MarkAll(turned) != mark {
		t.Error("the order of lines is no change")
	}
	turned[1].Word = "other word"
	if MarkAll(turned) == mark {
		t.Error("the leaver's word is part of what is signed")
	}
	if MarkAll(lines[:1]) == mark || MarkAll(nil) == mark {
		t.Error("a line less is a change")
	}
}

func TestDiff(t *testing.T) {
	old := []Line{{Key: "case/C1", Title: said("1")}, {Key: "case/C2", Title: said("2")}, {Key: "case/C3", Title: said("3"), Word: "w"}}
	live := []Line{{Key: "case/C4", Title: said("4")}, {Key: "case/C3", Title: said("3")}, {Key: "case/C1", Title: said("1"), Overdue: true}}
	var got []string
	for _, c := range Diff(old, live) {
		got = append(got, c.Kind)
		switch c.Kind {
		case "added":
			if c.Old != nil || c.New.Key != "case/C4" {
				t.Errorf("added: %+v", c)
			}
		case "late":
			if c.Old.Key != "case/C1" || !c.New.Overdue {
				t.Errorf("late: %+v", c)
			}
		case "gone":
			if c.New != nil || c.Old.Key != "case/C2" {
				t.Errorf("gone: %+v", c)
			}
		}
	}
	if want := []string{"added", "late", "gone"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if d := Diff(live, live); d != nil {
		t.Errorf("nothing changed: %v", d)
	}
}

// TestChangedNamesEachMatterOnce: a case, its duties and its questions are one matter, the
// counts are none beside others, and the fourth is a number.
func TestChangedNamesEachMatterOnce(t *testing.T) {
	var diff []LineChange
	for _, k := range []string{"case/C1", "counts/S1", "due/C1", "ask/C1", "case/C2", "call/T1"} {
		diff = append(diff, LineChange{Kind: "added", New: &Line{Key: k, Title: said(k)}})
	}
	if got, want := changed(diff).Text.ZH, "新增 case/C1、新增 case/C2、新增 call/T1。"; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	diff = append(diff, LineChange{Kind: "gone", Old: &Line{Key: "order/O1"}}, LineChange{Kind: "gone", Old: &Line{Key: "order/O2"}})
	if got := changed(diff).Text; !strings.Contains(got.ZH, "(+2)") || !strings.Contains(got.EN, "(+2)") {
		t.Errorf("%v", got)
	}
	if e := changed(diff[1:2]); !strings.Contains(e.Text.ZH, "counts/S1") {
		t.Errorf("the counts alone: %v", e)
	}
	if e := changed(nil); e.Kind != Conflict || e.Field != "mark" {
		t.Errorf("a wrong mark and no change: %v", e)
	}
}

func TestSectionOf(t *testing.T) {
	yes, done := true, at("2026-11-24 03:00")
	late := []Obligation{{Code: "a", State: Done}, {Code: "b", State: Overdue}}
	for _, c := range []struct {
		why  string
		c    Case
		owed []Obligation
		want Section
	}{
		{"nothing known", Case{}, nil, SectionSummary},
		{"overdue", Case{}, late, SectionSevere},
		{"overdue though settled", Case{SettledAt: &done}, late, SectionSevere},
		{"due is not overdue", Case{}, []Obligation{{State: Due}}, SectionSummary},
		{"confused", Case{Facts: Facts{Confused: &yes}}, nil, SectionSevere},
		{"confused and in hospital", Case{Facts: Facts{Confused: &yes}, SettledAt: &done}, nil, SectionSummary},
	} {
		if got := SectionOf(&c.c, c.owed, false); got != c.want {
			t.Errorf("%s: %s", c.why, got)
		}
		if got := SectionOf(&c.c, c.owed, true); got != SectionSevere {
			t.Errorf("%s, and nobody was sent in time: %s", c.why, got)
		}
	}
}
