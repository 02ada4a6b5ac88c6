package rosters_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/store/storetest"
)

// Ensure that a month with a hole is published with a reason alone.
func TestHolesAskForAReason(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	b.Must(leader, &command.SetTurn{Turn: "2026-12-05", Post: roster.Main, Version: month(t, b, leader, "2026-12").Version})
	if len(month(t, b, leader, "2026-12").Faults) == 0 {
		t.Fatal("no hole")
	}
	if e := b.Refuse(leader, rules.Precondition, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN}); e.Field != "reason" {
		t.Error(e)
	}
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN, Reason: "待补人"})
}

// Ensure that whoever really stood on the last night of a month does not stand on the first day of
// the next, whoever it is.
func TestWhoReallyStoodRests(t *testing.T) {
	for _, who := range []string{main, "周立冬", "甲一", "甲二", "甲三", "甲四"} {
		b := book(t)
		b.Must("许知远", &command.SetPIN{Officer: who, PIN: storetest.PIN})
		b.Clock.Set(time.Date(2026, 11, 30, 8, 10, 0, 0, rules.Zone))
		b.Must(who, &command.TakeShift{Leader: leader})
		b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
		if m := month(t, b, leader, "2026-12").Turns[0].Names.Main; m == who {
			t.Errorf("%s stands two nights in a row", who)
		}
	}
}
