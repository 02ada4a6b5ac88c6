package rosters_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// taken is a book at 03:00 of 25 November in which 甲一 has the turn of 08:00 at once for 甲二.
func taken(t *testing.T) (b *storetest.Book, slip string) {
	b = book(t)
	b.Must(leader, &command.SetRoster{Standby: 1})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	for day, who := range map[string]string{"2026-11-24": main, "2026-11-25": "甲二", "2026-11-26": "甲三"} {
		b.Must(leader, &command.SetTurn{Turn: day, Post: roster.Main, Officers: []string{who}})
	}
	for _, day := range []string{"2026-11-24", "2026-11-25"} {
		b.Must(leader, &command.SetTurn{Turn: day, Post: roster.Standby, Officers: []string{"甲九"}})
	}
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN, Reason: "定了"})
	b.Clock.Set(time.Date(2026, 11, 24, 8, 0, 0, 0, rules.Zone))
	b.Must(main, &command.TakeShift{Leader: leader})
	b.Clock.Set(time.Date(2026, 11, 25, 3, 0, 0, 0, rules.Zone))
	return b, b.Must("甲一", &command.AskSwap{Turn: "2026-11-25", Officer: "甲二", Now: true, Reason: "甲二发烧"}).ID
}

// Ensure that whoever has the night learns on the board and from the handover that another
// relieves them than the roster was signed with, once, until a leader has approved it; and whom
// they may call in.
func TestTakenIsTold(t *testing.T) {
	b, slip := taken(t)
	told := func(who string) (out []string) {
		t.Helper()
		v, err := b.As(who).Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range v.Rows {
			if r.Key == "roster/"+slip {
				out = append(out, r.Subject.ZH+" "+r.What.String())
			}
		}
		return out
	}
	if got := told(main); len(got) != 1 || !strings.Contains(got[0], "甲一 顶 甲二, 待带班领导批准") {
		t.Errorf("the board: %q", got)
	}
	if got := told("许知远"); len(got) != 1 {
		t.Errorf("who may approve: %q", got)
	}
	b.Must(main, &command.DraftHandover{})
	h, err := b.As(main).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(h.Handover.Lines, func(l rules.Line) bool { return l.Key == "roster/"+slip })
	if i < 0 || !h.Handover.Lines[i].Quiet || !strings.Contains(h.Handover.Lines[i].Title.String(), "甲一 顶 甲二") {
		t.Errorf("the handover: %d of %+v", i, h.Handover.Lines)
	}
	if !slices.ContainsFunc(h.Handover.Lines, func(l rules.Line) bool { return strings.Contains(l.Title.String(), "备班: 甲九") }) {
		t.Error("the handover does not say who is on standby")
	}
	if d, err := b.As(main).Duty(); err != nil || !slices.Equal(d.Standby, []string{"甲九"}) {
		t.Errorf("standby %v %v", d.Standby, err)
	}
	b.Must("许知远", &command.ApproveSwap{Slip: slip})
	if got := told(main); len(got) != 0 {
		t.Errorf("approved: %q", got)
	}
}

// Ensure that whom a swap moved is told at sign-in, and nobody else.
func TestMovedAreTold(t *testing.T) {
	b, slip := taken(t)
	for who, want := range map[string]bool{"甲一": true, leader: false, main: false} {
		s, err := b.As(who).Since()
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, g := range s.Groups {
			told = told || slices.ContainsFunc(g.Rows, func(r view.SinceRow) bool { return r.Key == "roster/"+slip })
		}
		if s.Moved != want || !told {
			t.Errorf("%s: moved %v, told %v", who, s.Moved, told)
		}
	}
}

// Ensure that a slip that is written again names the one that stands, and the way on.
func TestSameSlipAgain(t *testing.T) {
	b, slip := taken(t)
	again := &command.AskSwap{Turn: "2026-11-25", Officer: "甲二", To: "甲一", Now: true, Reason: "甲二发烧"}
	e := b.Refuse("许知远", rules.Precondition, again)
	if s := e.Text.String(); !strings.Contains(s, slip) || !strings.Contains(s, "待带班领导批准") || !strings.Contains(s, "roster approve") {
		t.Errorf("%s", s)
	}
}

// Ensure that setting a turn of a month that was never generated tells to generate it.
func TestSetBeforeGenerating(t *testing.T) {
	b := book(t)
	e := b.Refuse(leader, rules.NotFound, &command.SetTurn{Turn: "2026-12-01", Post: roster.Main, Officers: []string{main}})
	if s := e.Text.String(); !strings.Contains(s, "roster generate 2026-12") || e.Field != "turn" {
		t.Errorf("%s %s", e.Field, s)
	}
}

// Ensure that the office's evening is a setting, with 17:00 where nobody wrote it.
func TestOfficeEnd(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Office: []string{"甲九"}})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	if k := month(t, b, leader, "2026-12").Turns[1].Key; k != "2026-12-01 17:00" {
		t.Errorf("by default %s", k)
	}
	if e := b.Refuse(leader, rules.Invalid, &command.SetRoster{Office: []string{"甲九"}, Until: "半夜", Version: 1}); e.Field != "office_end" {
		t.Errorf("%v", e)
	}
	b.Must(leader, &command.SetRoster{Office: []string{"甲九"}, Until: "18:30", Version: 1})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	if k := month(t, b, leader, "2026-12").Turns[1].Key; k != "2026-12-01 18:30" {
		t.Errorf("as set %s", k)
	}
}

// Ensure that a later month of a range is held against what was seen of it.
func TestStaleLaterMonth(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-12", Through: "2027-01"})
	b.Must(leader, &command.SetTurn{Turn: "2027-01-05", Post: roster.Main, Officers: []string{main}})
	b.Refuse("许知远", rules.Conflict, &command.GenerateRoster{Month: "2026-12", Through: "2027-01", Version: 1, Versions: map[string]int64{"2027-01": 1}})
	b.Must("许知远", &command.GenerateRoster{Month: "2026-12", Through: "2027-01", Version: 1, Versions: map[string]int64{"2027-01": 2}})
}
