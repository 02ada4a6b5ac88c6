package rosters_test

import (
	"fmt"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/store/storetest"
)

// Ensure that years of leave that is over cost a swap nothing.
func TestOldLeave(t *testing.T) {
	b := book(t)
	for i := range 1010 {
		d := rules.Date("2023-01-01").Add(i)
		b.Must(leader, &command.GiveLeave{Officer: fmt.Sprintf("甲%c", []rune("一二三四五六七八九")[i%9]), First: d, Last: d, Reason: "轮休"})
	}
	b.Refuse(leader, rules.Invalid, &command.GiveLeave{Officer: "甲一", First: "2026-12-01", Last: "2028-12-01", Reason: "长假"})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN})
	r := month(t, b, leader, "2026-12")
	turn := r.Turns[10]
	for _, p := range r.People {
		if !p.Leads && p.ID != turn.Main && !r.Turns[9].Holds(p.ID) && !r.Turns[11].Holds(p.ID) {
			b.Must(leader, &command.AskSwap{Turn: turn.Key, Officer: turn.Names.Main, To: p.Name, Reason: "有事"})
			return
		}
	}
}

// Ensure that what was decided on an old look is a conflict that names who wrote since.
func TestStaleRoster(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1})
	b.Refuse("许知远", rules.Conflict, &command.SetRoster{})
	b.Must("许知远", &command.SetRoster{Deputies: 1, Version: 1})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12", Version: command.NoneYet})
	b.Refuse("许知远", rules.Conflict, &command.GenerateRoster{Month: "2026-12", Version: command.NoneYet})
	b.Must(leader, &command.SetTurn{Turn: "2026-12-05", Post: roster.Main, Officers: []string{"甲一"}, Version: 1})
	b.Refuse("许知远", rules.Conflict, &command.GenerateRoster{Month: "2026-12", Version: 1})
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN, Version: 2, Reason: "定了"})
	b.Refuse("许知远", rules.Conflict, &command.WithdrawRoster{Month: "2026-12", Reason: "重排", Version: 2})
	b.Must("许知远", &command.WithdrawRoster{Month: "2026-12", Reason: "重排", Version: 3})
}

// Ensure that a month made anew on any of its days keeps rest, leaves no hole and no seam, and
// stays fair, and that a turn set by hand outlives a changed hour.
func TestMidMonth(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1, Together: [][]string{{"甲四", "甲五"}}})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12", Through: "2027-01"})
	b.Must(leader, &command.SetTurn{Turn: "2026-12-30", Post: roster.Main, Officers: []string{main}})
	for i, day := range []int{-1, 2, 6, 12, 17, 18, 24, 30} { // the clock is asked after a week of silence
		b.Clock.Set(time.Date(2026, 12, day, 2, 14, 0, 0, rules.Zone))
		if day == 17 {
			b.Must(leader, &command.SetRoster{Deputies: 1, Together: [][]string{{"甲四", "甲五"}}, Hours: []roster.Hours{{From: "2026-12-20", Starts: []string{"09:30"}}}, Version: 1})
		}
		b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
		r := month(t, b, leader, "2026-12")
		for _, f := range r.Faults {
			t.Errorf("%d: %s %s %s", i, f.Date, f.Kind, f.Text.ZH)
		}
		for j := range r.Turns[1:] {
			if !r.Turns[j].End.Equal(r.Turns[j+1].Start) {
				t.Errorf("%d: %s ends %s", i, r.Turns[j].Key, r.Turns[j].End)
			}
		}
		if len(r.Turns) != 31 || r.Turns[29].Names.Main != main {
			t.Errorf("%d: %d turns, by hand %s", i, len(r.Turns), r.Turns[29].Names.Main)
		}
		if r.Season > 1 {
			t.Errorf("%d: nights of the season differ by %d", i, r.Season)
		}
	}
}

// Ensure that the month is counted for who stood, not for who was planned.
func TestWhoStood(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.SetTurn{Turn: "2026-11-24", Post: roster.Main, Officers: []string{"甲二"}})
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN, Reason: "定了"})
	b.Clock.Set(time.Date(2026, 11, 24, 8, 0, 0, 0, rules.Zone))
	b.Must("甲一", &command.TakeShift{Leader: leader})
	turns := func(who string) int {
		for _, c := range month(t, b, leader, "2026-11").Counts {
			if c.Name == who {
				return c.Turns
			}
		}
		return -1
	}
	planned := 0
	for _, x := range month(t, b, leader, "2026-11").Turns {
		if x.Date() > "2026-11-24" && x.Names.Main == "甲二" {
			planned++
		}
	}
	if n := turns("甲二"); n != planned {
		t.Errorf("who was planned and did not come has %d turns, not %d", n, planned)
	}
}
