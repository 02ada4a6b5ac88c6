package rosters_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const main, leader = "何雨禾", "沈岚"

func book(t *testing.T) *storetest.Book {
	b := storetest.New(t)
	var more []rules.Officer
	pins := map[string]string{"甲一": storetest.PIN, "甲二": storetest.PIN, "甲三": storetest.PIN}
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

func rows(t *testing.T, b *storetest.Book, who string) []view.DueRow {
	t.Helper()
	board, err := b.As(who).Board()
	if err != nil {
		t.Fatal(err)
	}
	return board.Rows
}

// waits says whether the board of an officer has a line.
func waits(t *testing.T, b *storetest.Book, who, what string) bool {
	return slices.ContainsFunc(rows(t, b, who), func(r view.DueRow) bool { return strings.Contains(r.What.ZH, what) })
}

// Ensure that where a plan asks for a roster and none is published the board, the month and its
// holes say so with the clause; that a month published later leaves the days before it as a
// hole; and that the hole that is open is overdue.
func TestNoRoster(t *testing.T) {
	b := book(t)
	adopted, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	if len(adopted.Seasons) == 0 {
		b.Must(leader, &command.AdoptPlan{Plan: "P1"})
	}
	b.Must(main, &command.TakeShift{Leader: leader})
	line := func() view.DueRow {
		t.Helper()
		for _, r := range rows(t, b, main) {
			if strings.HasPrefix(r.Key, "roster/") {
				return r
			}
		}
		t.Fatal("the board says nothing of the roster")
		return view.DueRow{}
	}
	if r := line(); r.State != rules.Due || !strings.Contains(r.What.ZH, "没有发布的排班") || len(r.Clauses) == 0 {
		t.Errorf("never made: %+v", r)
	}
	if f := month(t, b, leader, "").Faults; len(f) != 1 || f[0].Kind != roster.FaultGap || f[0].Text.ZH != "11-24 08:00 至 12-01 00:00 没有发布的排班" {
		t.Errorf("never made: %+v", f)
	}
	for m, want := range map[string]int{"2027-01": 1, "2027-08": 0} { // the season is over by then
		if f := month(t, b, leader, m).Faults; len(f) != want {
			t.Errorf("%s: %+v", m, f)
		}
	}
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	b.Must(leader, &command.PublishRoster{Month: "2026-12", PIN: storetest.PIN})
	if r := line(); !strings.Contains(r.What.ZH, "没有发布的排班") || !r.Due.Equal(rules.Date("2026-11-24").Time().Add(8*time.Hour)) {
		t.Errorf("before the first turn: %+v", r)
	}
	b.Clock.Set(time.Date(2026, 11, 24, 8, 30, 0, 0, rules.Zone))
	if r := line(); r.State != rules.Overdue {
		t.Errorf("open now: %+v", r)
	}
	b.Clock.Set(time.Date(2027, 1, 1, 9, 0, 0, 0, rules.Zone))
	if r := line(); r.State != rules.Overdue || !strings.Contains(r.What.ZH, "没有发布的排班") {
		t.Errorf("over: %+v", r)
	}
	if f := month(t, b, leader, "").Faults; len(f) != 1 || f[0].Kind != roster.FaultGap {
		t.Errorf("over: %+v", f)
	}
}

// Ensure that months made under different hours meet, whichever was made last.
func TestSeams(t *testing.T) {
	b := book(t)
	meet := func() {
		t.Helper()
		d, j := month(t, b, leader, "2026-12").Turns, month(t, b, leader, "2027-01").Turns
		if !d[len(d)-1].End.Equal(j[0].Start) || !j[0].End.After(j[0].Start) {
			t.Errorf("%s to %s", d[len(d)-1].End.In(rules.Zone), j[0].Start.In(rules.Zone))
		}
	}
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	for i, starts := range [][]string{{"09:00"}, {"00:00", "08:00", "16:00"}, {"07:00"}} {
		b.Must(leader, &command.SetRoster{Version: int64(i), Hours: []roster.Hours{{From: "2026-12-01", Starts: []string{"08:00"}}, {From: "2027-01-01", Starts: starts}}})
		b.Must(leader, &command.GenerateRoster{Month: "2027-01"})
		meet()
	}
	b.Must(leader, &command.SetRoster{Version: 3})
	b.Must(leader, &command.GenerateRoster{Month: "2026-12"})
	meet()
}

// Ensure that nobody moves the turns of two others at once, that a leader's refusal after the
// turn began is kept and moves nothing, that what nobody answered lapses, and that leave is
// given once.
func TestNow(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.SetTurn{Turn: "2026-11-26", Post: roster.Main, Officers: []string{main}})
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN, Reason: "定了"})
	b.Refuse("甲一", rules.Denied, &command.AskSwap{Turn: "2026-11-26", Officer: main, To: "甲二", Reason: "病", Now: true})
	b.Refuse(main, rules.Denied, &command.AskSwap{Turn: "2026-11-26", To: "甲一", Reason: "病", Now: true})
	asked := b.Must(main, &command.AskSwap{Turn: "2026-11-30", Officer: month(t, b, leader, "2026-11").Turns[6].Main, To: free(t, b), Reason: "有事"}).ID
	b.Refuse("甲一", rules.Precondition, &command.AskSwap{Turn: "2026-11-26", Officer: main, To: "甲一", Reason: "病", Now: true}) // there is time to ask
	b.Clock.Set(time.Date(2026, 11, 25, 9, 0, 0, 0, rules.Zone))
	id := b.Must("甲一", &command.AskSwap{Turn: "2026-11-26", Officer: main, To: "甲一", Reason: "病", Now: true}).ID
	b.Must(main, &command.GiveLeave{First: "2026-12-06", Last: "2026-12-08", Reason: "病"})
	b.Refuse(main, rules.Precondition, &command.GiveLeave{First: "2026-12-08", Reason: "病"})
	b.Clock.Set(time.Date(2026, 11, 30, 9, 0, 0, 0, rules.Zone))
	b.Must(leader, &command.RefuseSwap{Slip: id, Reason: "没有必要"})
	r := month(t, b, leader, "2026-11")
	if who := r.Turns[2].Names.Main; who != "甲一" {
		t.Errorf("what was served became %s", who)
	}
	for _, s := range r.Slips {
		if s.ID == id && s.State != roster.SlipRefused || s.ID == asked && (s.State != roster.SlipLapsed || s.Can["roster.refuse"] == nil) {
			t.Errorf("%+v", s)
		}
	}
	if waits(t, b, leader, "调班单") {
		t.Error("nothing is left to be answered")
	}
}

// free is somebody without a turn on the last two days of November.
func free(t *testing.T, b *storetest.Book) string {
	r := month(t, b, leader, "2026-11")
	for _, p := range r.People {
		if n := len(r.Turns); !p.Leads && !r.Turns[n-1].Holds(p.ID) && !r.Turns[n-2].Holds(p.ID) {
			return p.Name
		}
	}
	t.Fatal("nobody is free")
	return ""
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
	b.Must(main, &command.TakeShift{Leader: leader})
	hole := func() bool {
		for _, r := range rows(t, b, main) {
			if strings.HasPrefix(r.Key, "roster/B2026") && r.State == rules.Overdue {
				t.Errorf("a hole of the days to come is overdue: %+v", r)
			}
			if strings.Contains(r.What.ZH, "请假") {
				return r.State == rules.Due
			}
		}
		return false
	}
	if !hole() {
		t.Error("leave after publishing is no hole")
	}
	b.Refuse(main, rules.NotFound, &command.AskSwap{Turn: "2026-12-28", To: "甲一", Reason: "家事"})
	e := b.Refuse(main, rules.Precondition, &command.AskSwap{Turn: "2026-11-28", To: "甲三", Reason: "家事"}) // two in a row
	if _, fit, ok := strings.Cut(e.Text.In(text.ZH), "可以接的: "); !ok || !strings.Contains(fit, "甲一") || strings.Contains(fit, "甲三") {
		t.Errorf("refused without a way out: %s", e.Text.In(text.ZH))
	}
	id := b.Must(main, &command.AskSwap{Turn: "2026-11-28", To: "甲一", Reason: "家事"}).ID
	for who, want := range map[string]string{"甲一": "等您同意", leader: "待对方同意"} {
		since, err := b.As(who).Since()
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, g := range since.Groups {
			for _, r := range g.Rows {
				if r.Key == "roster/"+id {
					said = r.Subject.ZH
				}
			}
		}
		if said != want {
			t.Errorf("%s reads %q, want %q", who, said, want)
		}
	}
	b.Refuse(leader, rules.Precondition, &command.ApproveSwap{Slip: id})
	b.Refuse(main, rules.Denied, &command.AcceptSwap{Slip: id})
	if s, err := b.As("甲一").Since(); err != nil || !s.Moved {
		t.Errorf("not told: %+v %v", s, err)
	}
	if !waits(t, b, "甲一", "等您同意 1") || waits(t, b, leader, "调班单") || waits(t, b, main, "调班单") {
		t.Error("the one who is asked alone is to see it")
	}
	b.Must("甲一", &command.AcceptSwap{Slip: id[len(id)-len("1124-01"):]})
	if !waits(t, b, leader, "待批准 1") || waits(t, b, "甲一", "调班单") {
		t.Error("a leader is to see that it waits")
	}
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
	b.Refuse("甲一", rules.Precondition, &command.AskSwap{Turn: "2026-11-28", Officer: main, To: "甲一", Reason: "晚了", Now: true})
}
