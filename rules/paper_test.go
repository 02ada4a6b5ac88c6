package rules_test

import (
	"testing"
	"time"

	"dutydesk/rules"
)

func day(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, rules.Zone) }

// Ensure that what is missing at night is due when the offices open: today before nine,
// else the next workday, Monday after a weekend.
func TestOpening(t *testing.T) {
	for _, k := range []struct{ at, want time.Time }{
		{day(24, 2, 20), day(24, 9, 0)},                                   // Tuesday night
		{day(24, 8, 59), day(24, 9, 0)},                                   // just before
		{day(24, 9, 0), day(25, 9, 0)},                                    // at nine it is the next one
		{day(24, 22, 0), day(25, 9, 0)},                                   // evening
		{day(27, 10, 0), day(30, 9, 0)},                                   // Friday
		{day(28, 3, 0), day(30, 9, 0)},                                    // Saturday
		{day(30, 0, 0), day(30, 9, 0)},                                    // midnight before Monday
		{day(30, 23, 59), time.Date(2026, 12, 1, 9, 0, 0, 0, rules.Zone)}, // the end of the month
		{time.Date(2026, 12, 31, 18, 0, 0, 0, time.UTC), time.Date(2027, 1, 4, 9, 0, 0, 0, rules.Zone)}, // already the new year here, and a holiday before a weekend
	} {
		if got := rules.ShippedCalendar.Opening(k.at); !got.Equal(k.want) {
			t.Errorf("%s: %s, want %s", k.at, got, k.want)
		}
	}
}

func printed(kind rules.PaperKind) *rules.Paper {
	return &rules.Paper{ID: "D20261124-0001", Kind: kind, Marks: []rules.PaperMark{{Step: rules.PaperPrinted, At: day(24, 2, 30), By: "U001"}}}
}

// Ensure that a paper owes its signature, then where it has one its seal, then nothing.
func TestPaperOwes(t *testing.T) {
	for _, n := range rules.PaperWords {
		p := printed(rules.PaperKind(n.Code))
		if p.Kind == rules.PaperCard { // the person takes it along
			if p.Owes() != "" || p.MayMark(rules.PaperSigned) == nil {
				t.Errorf("%s owes %s", p.Kind, p.Owes())
			}
			continue
		}
		if p.Owes() != rules.PaperSigned || p.Wants().ZH != "待签字" || !p.Due(rules.ShippedCalendar).Equal(day(24, 9, 0)) {
			t.Errorf("%s: %s %s", p.Kind, p.Owes(), p.Due(rules.ShippedCalendar))
		}
		if e := p.Note(rules.PaperSigned, day(24, 9, 30), "U001"); e != nil {
			t.Fatal(e)
		}
		if p.Kind.Seals() {
			if p.Owes() != rules.PaperSealed || p.Wants().ZH != "待盖章" || !p.Due(rules.ShippedCalendar).Equal(day(25, 9, 0)) {
				t.Errorf("%s: %s %s", p.Kind, p.Owes(), p.Due(rules.ShippedCalendar))
			}
			if e := p.Note(rules.PaperSealed, day(25, 9, 30), "U001"); e != nil {
				t.Fatal(e)
			}
		}
		if p.Owes() != "" {
			t.Errorf("%s owes %s", p.Kind, p.Owes())
		}
		if e := p.Note(rules.PaperScanned, day(25, 10, 0), "U001"); e != nil {
			t.Error(e)
		}
	}
}

// Ensure that what a paper owes is told first.
func TestPaperState(t *testing.T) {
	p := printed(rules.PaperTransfer)
	for _, want := range []string{"待签字 (已打印)", "待盖章 (已打印、已签字)", "已打印、已签字、已盖章"} {
		if got := p.State().ZH; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if s := p.Owes(); s != "" {
			if e := p.Note(s, day(24, 3, 0), "U001"); e != nil {
				t.Fatal(e)
			}
		}
	}
}

// Ensure that a paper stands again that gave way to the one named, and no other.
func TestPaperStands(t *testing.T) {
	p := printed(rules.PaperTransfer)
	if e := p.Cancel("", "D20261124-0002", day(24, 3, 0), "U001"); e != nil {
		t.Fatal(e)
	}
	if p.Stand("") || p.Stand("D20261124-0003") || !p.Void() {
		t.Errorf("%+v", p)
	}
	if !p.Stand("D20261124-0002") || p.Void() || p.VoidBy != "" || p.Owes() != rules.PaperSigned {
		t.Errorf("%+v", p)
	}
	if e := p.Cancel("写错名字", "", day(24, 3, 0), "U001"); e != nil || p.Stand("") || !p.Void() {
		t.Errorf("%+v %v", p, e)
	}
}

// Ensure that steps are noted once, in their order, not before the one before, and none on a
// paper that is void.
func TestPaperRefuses(t *testing.T) {
	p := printed(rules.PaperTransfer)
	refuse := func(e *rules.Error, kind rules.Kind) {
		t.Helper()
		if e == nil || e.Kind != kind || e.Text.ZH == "" || e.Text.EN == "" {
			t.Errorf("%v", e)
		}
	}
	refuse(p.Note(rules.PaperSealed, day(24, 3, 0), "U001"), rules.Precondition)
	refuse(p.Note(rules.PaperScanned, day(24, 3, 0), "U001"), rules.Precondition)
	refuse(p.Note(rules.PaperSigned, day(24, 2, 29), "U001"), rules.Invalid)
	if e := p.Note(rules.PaperSigned, day(24, 2, 30), "U001"); e != nil { // the minute of the print
		t.Fatal(e)
	}
	refuse(p.Note(rules.PaperSigned, day(24, 4, 0), "U001"), rules.Precondition)
	refuse(p.Note(rules.PaperSealed, day(24, 2, 0), "U001"), rules.Invalid)
	if len(p.Marks) != 2 {
		t.Errorf("a refused step changed it: %+v", p.Marks)
	}
	if e := p.Cancel("写错名字", "", day(24, 5, 0), "U002"); e != nil {
		t.Fatal(e)
	}
	refuse(p.Cancel("又", "", day(24, 6, 0), "U002"), rules.Precondition)
	refuse(p.Note(rules.PaperSealed, day(24, 9, 0), "U001"), rules.Precondition)
	if p.Owes() != "" || p.State().ZH != "已作废: 写错名字" {
		t.Errorf("%s %s", p.Owes(), p.State())
	}
}

// Ensure that a paper that the case speaks against is not printed of it.
func TestMayPrint(t *testing.T) {
	yes, child, adult := true, 14, 18
	for _, k := range []struct {
		name  string
		kind  rules.PaperKind
		c     rules.Case
		goods int
		ok    bool
	}{
		{"intake of anything", rules.PaperIntake, rules.Case{}, 0, true},
		{"transfer of anything", rules.PaperTransfer, rules.Case{}, 0, true},
		{"refusal not noted", rules.PaperRefusal, rules.Case{}, 0, false},
		{"refusal as a fact", rules.PaperRefusal, rules.Case{Facts: rules.Facts{Declines: &yes}}, 0, true},
		{"refusal as an outcome", rules.PaperRefusal, rules.Case{Outcome: rules.OutcomeRefused}, 0, true},
		{"collecting somebody of no age", rules.PaperCollect, rules.Case{}, 0, false},
		{"collecting a child", rules.PaperCollect, rules.Case{Facts: rules.Facts{Age: &child}}, 0, true},
		{"collecting a minor by group", rules.PaperCollect, rules.Case{Facts: rules.Facts{Groups: []string{"minor"}}}, 0, true},
		{"collecting at eighteen", rules.PaperCollect, rules.Case{Facts: rules.Facts{Age: &adult}}, 0, false},
		{"no goods", rules.PaperIssue, rules.Case{}, 0, false},
		{"goods", rules.PaperIssue, rules.Case{}, 1, true},
		{"a handover", rules.PaperHandover, rules.Case{}, 1, false},
	} {
		if e := k.c.MayPrint(k.kind, k.goods); (e == nil) != k.ok {
			t.Errorf("%s: %v", k.name, e)
		}
	}
	for state, ok := range map[rules.HandoverState]bool{"": false, rules.HandoverDraft: false, rules.HandoverPresented: false, rules.HandoverReturned: false, rules.HandoverAccepted: true} {
		if e := (&rules.Handover{State: state}).MayPrint(); (e == nil) != ok {
			t.Errorf("%s: %v", state, e)
		}
	}
}
