package rosters_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const main, leader = "何雨禾", "沈岚"

func book(t *testing.T) *storetest.Book {
	b := storetest.New(t)
	var more []rules.Officer
	pins := map[string]string{"甲一": storetest.PIN}
	for _, n := range []string{"甲一", "甲二", "甲三", "甲四", "甲五", "甲六", "甲七", "甲八", "甲九"} {
		more = append(more, rules.Officer{Name: n, Roles: []rules.Role{rules.RoleOfficer}})
	}
	more = append(more, rules.Officer{Name: leader, Roles: []rules.Role{rules.RoleLeader}}, rules.Officer{Name: "宋领导", Roles: []rules.Role{rules.RoleLeader}})
	pins[leader] = storetest.PIN
	b.Must("许知远", &command.Import{Officers: more, PINs: pins})
	return b
}

func month(t *testing.T, b *storetest.Book, who, m string) *view.Roster {
	t.Helper()
	r, err := b.As(who).Roster(m)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Ensure that ten officers with pairs that must not meet have a month without a hole, that
// what is published says who is on duty at 08:00 and until when, and that a shift that runs
// stays as it began when the hours change.
func TestDraws(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1, Apart: [][]string{{"甲一", "甲二"}, {"甲三", "何雨禾"}}, Hours: []roster.Hours{{From: "2026-11-26", Starts: []string{"09:00"}}}})
	b.Must(leader, &command.GenerateRoster{Month: "2026年11月", Through: "202612"})
	r := month(t, b, leader, "2026-11")
	if r.State != roster.Draft || len(r.Turns) != 7 || r.Spread > 1 || len(r.Faults) != 0 {
		t.Fatalf("%s: %d turns, spread %d, %v", r.State, len(r.Turns), r.Spread, r.Faults)
	}
	b.Must(main, &command.TakeShift{Leader: leader})
	before, err := b.As(main).Duty()
	if err != nil || before.Next != nil {
		t.Fatalf("a draft keeps nobody on duty: %+v %v", before.Next, err)
	}
	b.Refuse(main, rules.Denied, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN})
	b.Refuse(leader, rules.Denied, &command.PublishRoster{Month: "2026-11", PIN: "0000"})
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN})
	b.Refuse(leader, rules.Precondition, &command.GenerateRoster{Month: "2026-11"})
	after, err := b.As(main).Duty()
	if err != nil || after.Next == nil || !after.Next.Start.Equal(before.Shift.End) || after.Shift.Main != before.Shift.Main || !after.Shift.End.Equal(before.Shift.End) {
		t.Fatalf("%+v %v", after, err)
	}
	r = month(t, b, leader, "2026-11")
	for i := range r.Turns[1:] {
		if !r.Turns[i].End.Equal(r.Turns[i+1].Start) {
			t.Errorf("%s ends %s", r.Turns[i].Key, r.Turns[i].End)
		}
	}
}

// Ensure that leave given after publishing is a hole on the board, and that a slip mends it:
// accepted by the other, approved by a leader, told at sign-in, undone.
func TestSwap(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.SetTurn{Turn: "2026-11-28", Post: roster.Main, Officers: []string{main}})
	b.Must(leader, &command.SetTurn{Turn: "2026-11-27", Post: roster.Main, Officers: []string{"甲二"}})
	b.Must(leader, &command.SetTurn{Turn: "2026-11-29", Post: roster.Main, Officers: []string{"甲三"}})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN, Reason: "定了"})
	b.Refuse(main, rules.Denied, &command.GiveLeave{Officer: "甲一", First: "2026-11-28", Reason: "家事"})
	b.Must(main, &command.GiveLeave{First: "2026-11-28", Reason: "家事"})
	hole := func() bool {
		board, err := b.As(main).Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range board.Rows {
			if strings.HasPrefix(r.Key, "roster/") {
				return r.State == rules.Overdue
			}
		}
		t.Fatal("no line of the roster")
		return false
	}
	if !hole() {
		t.Error("leave after publishing is no hole")
	}
	b.Refuse(main, rules.NotFound, &command.AskSwap{Turn: "2026-12-28", To: "甲一", Reason: "家事"})
	b.Refuse(main, rules.Precondition, &command.AskSwap{Turn: "2026-11-28", To: "甲三", Reason: "家事"}) // two in a row
	id := b.Must(main, &command.AskSwap{Turn: "2026-11-28", To: "甲一", Reason: "家事"}).ID
	b.Refuse(leader, rules.Precondition, &command.ApproveSwap{Slip: id})
	b.Refuse(main, rules.Denied, &command.AcceptSwap{Slip: id})
	if s, err := b.As("甲一").Since(); err != nil || !s.Moved {
		t.Errorf("not told: %+v %v", s, err)
	}
	b.Must("甲一", &command.AcceptSwap{Slip: id})
	if !hole() {
		t.Error("in force before a leader approved")
	}
	b.Must(leader, &command.ApproveSwap{Slip: id})
	if hole() {
		t.Error("the slip mends it")
	}
	raw := month(t, b, main, "2026-11")
	if raw.Slips[0].Reason != "家事" {
		t.Errorf("%+v", raw.Slips)
	}
	if pub, err := b.Public().Roster("2026-11"); err != nil || pub.Slips[0].Reason != "*" {
		t.Errorf("nobody signed in reads %+v %v", pub.Slips, err)
	}
	b.Must(main, &command.UndoSlip{Slip: id, Reason: "不用了"})
	if !hole() {
		t.Error("undone")
	}
	b.Clock.Set(time.Date(2026, 11, 28, 9, 0, 0, 0, rules.Zone))
	b.Refuse(main, rules.Precondition, &command.AskSwap{Turn: "2026-11-28", To: "甲一", Reason: "晚了", Now: true})
}
