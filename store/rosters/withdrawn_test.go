package rosters_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// december is a published December in which the turns that matter and those beside them are set.
func december(t *testing.T) *storetest.Book {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	for day, who := range map[string]string{"2026-12-06": "甲四", "2026-12-08": main, "2026-12-10": "甲五", "2026-12-12": "甲三", "2026-12-14": "甲六"} {
		b.Must(leader, &command.SetTurn{Turn: day, Post: roster.Main, Officers: []string{who}})
	}
	for day, who := range map[string]string{"2026-12-07": "甲七", "2026-12-09": "甲八", "2026-12-11": "甲九", "2026-12-13": "甲七"} {
		b.Must(leader, &command.SetTurn{Turn: day, Post: roster.Main, Officers: []string{who}})
	}
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN, Reason: "定了"})
	return b
}

// Ensure that a month that is withdrawn and made anew keeps what was approved, that it can still
// be undone, that what was only asked or accepted ends with the old table and its parties are
// told, and that a slip whose turns are gone ends alone.
func TestWithdrawn(t *testing.T) {
	b := december(t)
	stood := b.Must(main, &command.AskSwap{Turn: "2026-12-08", To: "甲一", Reason: "有事"}).ID
	b.Must("甲一", &command.AcceptSwap{Slip: stood})
	b.Must(leader, &command.ApproveSwap{Slip: stood})
	gone := b.Must("甲三", &command.AskSwap{Turn: "2026-12-12", To: "甲二", Reason: "有事"}).ID
	b.Must("甲二", &command.AcceptSwap{Slip: gone})
	b.Must(leader, &command.WithdrawRoster{Month: "2026-12", Reason: "人手有变"})
	at := func(day string) string {
		t.Helper()
		for _, x := range month(t, b, leader, "2026-12").Turns {
			if strings.HasPrefix(x.Key, day) {
				return x.Names.Main
			}
		}
		return ""
	}
	state := func(id string) (s roster.SlipState, word string) {
		for _, x := range month(t, b, leader, "2026-12").Slips {
			if x.ID == id {
				s, word = x.State, x.Word
			}
		}
		return s, word
	}
	if s, why := state(gone); s != roster.SlipUndone || why != "人手有变" {
		t.Errorf("what was accepted is %s: %s", s, why)
	}
	if s, err := b.As("甲二").Since(); err != nil || !slices.ContainsFunc(s.Groups, func(g view.SinceGroup) bool {
		return slices.ContainsFunc(g.Rows, func(r view.SinceRow) bool { return r.Key == "roster/"+gone && r.Grave && r.Subject.ZH == "已撤销" })
	}) {
		t.Errorf("the one who had accepted is not told: %+v %v", s, err)
	}
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN, Reason: "定了"})
	if s, _ := state(stood); s != roster.SlipApproved || at("2026-12-08") != "甲一" || at("2026-12-12") != "甲三" {
		t.Errorf("%s, 8 December has %s, 12 December %s", s, at("2026-12-08"), at("2026-12-12"))
	}
	b.Refuse(leader, rules.Precondition, &command.ApproveSwap{Slip: gone})
	b.Must(main, &command.UndoSlip{Slip: stood, Reason: "不用了"})
	if at("2026-12-08") != main {
		t.Errorf("undone, 8 December has %s", at("2026-12-08"))
	}

	last := b.Must(main, &command.AskSwap{Turn: "2026-12-08", To: "甲一", Reason: "有事"}).ID
	b.Must("甲一", &command.AcceptSwap{Slip: last})
	b.Must(leader, &command.ApproveSwap{Slip: last})
	b.Must(leader, &command.WithdrawRoster{Month: "2026-12", Reason: "重排"})
	b.Must(leader, &command.SetTurn{Turn: "2026-12-08", Post: roster.Main, Officers: []string{"甲二"}})
	b.Must(main, &command.UndoSlip{Slip: last, Reason: "已另排人"})
	if s, _ := state(last); s != roster.SlipUndone || at("2026-12-08") != "甲二" {
		t.Errorf("%s, 8 December has %s", s, at("2026-12-08"))
	}
}

// Ensure that a turn that was passed on twice goes back the way it came.
func TestPassedOn(t *testing.T) {
	b := december(t)
	first := b.Must(main, &command.AskSwap{Turn: "2026-12-08", To: "甲一", Reason: "有事"}).ID
	b.Must("甲一", &command.AcceptSwap{Slip: first})
	b.Must(leader, &command.ApproveSwap{Slip: first})
	second := b.Must("甲一", &command.AskSwap{Turn: "2026-12-08", To: "甲二", Reason: "有事"}).ID
	b.Must("甲二", &command.AcceptSwap{Slip: second})
	b.Must(leader, &command.ApproveSwap{Slip: second})
	b.Refuse(main, rules.Precondition, &command.UndoSlip{Slip: first, Reason: "不用了"})
	b.Must("甲二", &command.UndoSlip{Slip: second, Reason: "不用了"})
	b.Must(main, &command.UndoSlip{Slip: first, Reason: "不用了"})
	for _, x := range month(t, b, leader, "2026-12").Turns {
		if x.Key == "2026-12-08 08:00" && (x.Names.Main != main || !slices.Equal(x.Fixed, []roster.Post{roster.Main})) {
			t.Errorf("%s, fixed %v", x.Names.Main, x.Fixed)
		}
	}
}

// Ensure that days that are past are a leader's to write, and that what nobody approved is
// called so.
func TestOwnLeave(t *testing.T) {
	b := book(t)
	b.Refuse(main, rules.Invalid, &command.GiveLeave{First: "2026-11-20", Last: "2026-11-30", Reason: "病"})
	own := b.Must(main, &command.GiveLeave{First: "2026-11-24", Reason: "病"}).ID
	given := b.Must(leader, &command.GiveLeave{Officer: main, First: "2026-11-20", Last: "2026-11-21", Reason: "病"}).ID
	for _, s := range month(t, b, leader, "2026-11").Slips {
		if want := map[string]string{own: "已登记", given: "准假"}[s.ID]; s.StandingFor("").ZH != want {
			t.Errorf("%s is %s", s.ID, s.StandingFor("").ZH)
		}
	}
	b.Must(main, &command.UndoSlip{Slip: own, Reason: "好了"})
}
