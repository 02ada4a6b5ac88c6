package rosters_test

import (
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure that nobody signed in learns from the roster who serves no nights, who is kept apart
// or together, and who is on leave.
func TestMasked(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1, NoNights: []string{"甲一"}, Apart: [][]string{{"甲二", "甲三"}}, Together: [][]string{{"甲四", "甲五"}}})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.GiveLeave{Officer: month(t, b, leader, "2026-11").Turns[6].Main, First: "2026-11-20", Last: "2026-11-30", Reason: "病"})
	told := func(fs []roster.Fault) bool {
		for _, f := range fs {
			if f.Kind == roster.FaultLeave {
				return true
			}
		}
		return false
	}
	all := month(t, b, leader, "2026-11")
	if len(all.Scheme.NoNights) != 1 || len(all.Slips) != 1 || !told(all.Faults) {
		t.Fatalf("signed in: %+v %d slips, faults %+v", all.Scheme, len(all.Slips), all.Faults)
	}
	r, err := b.Public().Roster("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Scheme; s.NoNights != nil || s.Apart != nil || s.Together != nil || len(r.Slips) != 0 || told(r.Faults) {
		t.Errorf("nobody: %+v, slips %+v, faults %+v", s, r.Slips, r.Faults)
	}
	for _, turn := range r.Turns {
		for _, bad := range turn.Bad {
			if strings.Contains(bad.ZH, "请假") {
				t.Errorf("%s: %s", turn.Key, bad.ZH)
			}
		}
	}
}

// Ensure that neither the counts nor what generating could not do tell a masked reader of leave,
// nor what has happened since or the log of the shift.
func TestMaskedLeave(t *testing.T) {
	b := book(t)
	b.Must(main, &command.TakeShift{Leader: leader})
	b.Must(leader, &command.SetRoster{Staff: []string{"甲一", "甲二", "甲三"}})
	for _, n := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"} {
		b.Must(leader, &command.GiveLeave{Officer: "甲" + n, First: "2026-11-24", Last: "2026-11-30", Reason: "病"})
	}
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	days := func(r *view.Roster) (counted, said int) {
		for _, c := range r.Counts {
			counted += c.Leave
		}
		for _, u := range r.Said {
			said += u.Leave
		}
		return counted, said
	}
	if c, s := days(month(t, b, leader, "2026-11")); c == 0 || s == 0 {
		t.Fatalf("signed in: %d days, %d kept away", c, s)
	}
	r, err := b.Public().Roster("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	if c, s := days(r); c != 0 || s != 0 || len(r.Said) == 0 || !strings.Contains(r.Said[0].Text().In(text.ZH), "因故不能") {
		t.Errorf("nobody: %d days, %d kept away, %+v", c, s, r.Said)
	}
	since, err := b.Public().Since()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range since.Groups {
		for _, row := range g.Rows {
			if strings.Contains(row.What.ZH, "请假") {
				t.Errorf("since: %+v", row)
			}
		}
	}
	log, err := b.Public().Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range log.Rows {
		if row.Code == "roster.leave" {
			t.Errorf("log: %+v", row)
		}
	}
}

// Ensure that rules set after the table was made are not read out of what is wrong with it: who
// sees nothing of persons learns that a turn is to be rearranged, and neither whom nor why.
func TestMaskedFaults(t *testing.T) {
	b := book(t)
	b.Must(leader, &command.SetRoster{Deputies: 1})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	turns := month(t, b, leader, "2026-11").Turns
	first, second := turns[3].Names, turns[5].Names
	b.Must(leader, &command.SetRoster{Deputies: 1, NoNights: []string{turns[6].Names.Main}, Apart: [][]string{{first.Main, first.Deputies[0]}},
		Together: [][]string{{second.Main, first.Main}}, Version: 1})
	private := func(r *view.Roster) (kinds int, said string) {
		for _, f := range r.Faults {
			if f.Kind.Private() {
				kinds++
			}
			said += f.Text.ZH + strings.Join(f.Officers, "")
		}
		for _, turn := range r.Turns {
			for _, bad := range turn.Bad {
				said += bad.ZH
			}
		}
		return kinds, said
	}
	if n, _ := private(month(t, b, leader, "2026-11")); n < 3 {
		t.Fatalf("signed in: %d faults", n)
	}
	r, err := b.Public().Roster("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	n, said := private(r)
	if n != 0 || !strings.Contains(said, "要调班") {
		t.Errorf("%d private faults: %s", n, said)
	}
	for _, word := range []string{"夜班", "同班", "请假", first.Main, second.Main, "U0"} {
		if strings.Contains(said, word) {
			t.Errorf("%q is shown without a PIN: %s", word, said)
		}
	}
}
