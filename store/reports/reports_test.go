package reports_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
)

const main = "何雨禾"

func owed(t *testing.T, b *storetest.Book) string {
	t.Helper()
	v, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range v.Rows {
		if strings.HasPrefix(r.Key, "report/") {
			out = append(out, r.Key+" "+string(r.State))
		}
	}
	return strings.Join(out, ", ")
}

// Ensure that a report is owed from an hour before its hour until it is sent, once, and again
// when the mark was taken back; and that it counts its own hours.
func TestReport(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Must(main, &command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: "县值班室"}})
	wrong := b.Must(main, &command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "老李"}, Said: "问路"}).ID
	b.Must(main, &command.StrikeCall{Call: wrong, Reason: "记错"})
	b.Must(main, &command.StartPatrol{Crew: []string{"小马"}})
	if s := owed(t, b); s != "" {
		t.Errorf("at 02:10: %s", s)
	}
	b.Clock.Set(time.Date(2026, 11, 24, 7, 5, 0, 0, rules.Zone))
	if s := owed(t, b); s != "report/night pending" {
		t.Errorf("at 07:05: %s", s)
	}
	p, err := b.Public().Report(rules.ReportNight)
	if err != nil || p.Figures.Checks != 1 || p.Figures.Calls != 1 || p.Figures.Visits != 0 || p.Figures.Night != 1 || p.Figures.Away != 1 || !p.Figures.Nothing() || rules.Stamp(p.From) != "11-23 17:00" {
		t.Fatalf("%+v %v", p, err)
	}
	id := b.Must(main, &command.SendReport{Kind: "昨夜情况", Receiver: "马春分"}).ID
	if s := owed(t, b); s != "" {
		t.Errorf("sent: %s", s)
	}
	b.Refuse(main, rules.Precondition, &command.SendReport{Kind: rules.ReportNight, Receiver: "又"})
	if e := b.Refuse(main, rules.Invalid, &command.SendReport{Kind: rules.ReportNil}); e.Field != "receiver" {
		t.Error(e)
	}
	b.Must(main, &command.StrikeReport{Report: id, Reason: "没打通"})
	b.Refuse(main, rules.Precondition, &command.StrikeReport{Report: id, Reason: "又"})
	b.Clock.Set(time.Date(2026, 11, 24, 8, 5, 0, 0, rules.Zone))
	if s := owed(t, b); s != "report/night overdue" {
		t.Errorf("taken back: %s", s)
	}
	all, err := b.As(main).Reports(0)
	if err != nil || len(all) != 1 || all[0].Stands() || !strings.Contains(all[0].Lines[1].In(text.ZH), "零报告") {
		t.Errorf("%+v %v", all, err)
	}
	if all, err = b.Public().Reports(0); err != nil || all[0].Receiver != "" || all[0].Struck != "*" {
		t.Errorf("%+v %v", all, err)
	}
	b.Must("沈岚", &command.SetSetting{Name: "report_night", Value: "24"})
	if s := owed(t, b); s != "" {
		t.Errorf("switched off: %s", s)
	}
}

// Ensure that a word from above falls due with its term, stays until it is done, and comes back
// as it stood when it was struck out by mistake.
func TestTerm(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	term := b.Clock.Now().Add(4 * time.Hour)
	id := b.Must(main, &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县民政局"}, Said: "报露宿人数", Term: &term}).ID
	state := func() rules.ObligationState {
		v, err := b.As(main).Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range v.Rows {
			if r.Key == "call/"+id {
				return r.State
			}
		}
		return ""
	}
	if s := state(); s != rules.Pending {
		t.Error(s)
	}
	b.Must(main, &command.StrikeCall{Call: id, Reason: "看错"})
	b.Refuse(main, rules.Precondition, &command.StrikeCall{Call: id, Reason: "又"})
	if s := state(); s != "" {
		t.Errorf("struck: %s", s)
	}
	b.Must(main, &command.ReopenCall{Call: id, Reason: "没看错"})
	b.Clock.Add(4*time.Hour + time.Minute)
	if s := state(); s != rules.Overdue {
		t.Error(s)
	}
	b.Must(main, &command.SetTerm{Call: id, Term: b.Clock.Now().Add(time.Hour), Reason: "县里宽限"})
	if s := state(); s != rules.Due {
		t.Error(s)
	}
	b.Must(main, &command.FinishCall{Call: id, Result: "已报 3 人"})
	if s := state(); s != "" {
		t.Errorf("done: %s", s)
	}
	now := b.Clock.Now().Add(time.Hour)
	if e := b.Refuse(main, rules.Invalid, &command.LogCall{Kind: rules.CallNotice, Said: "x", Term: &now, Nothing: true}); e.Field != "term" {
		t.Error(e)
	}
}

// Ensure that what comes in between a report that was sent ahead and its hour stands in the
// next one, and in no report twice.
func TestSentAhead(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	at := func(day, hour, minute int) { b.Clock.Set(time.Date(2026, 11, day, hour, minute, 0, 0, rules.Zone)) }
	calls := func(kind rules.ReportKind) int {
		p, err := b.As(main).Report(kind)
		if err != nil {
			t.Fatal(err)
		}
		return p.Figures.Calls
	}
	ring := func() {
		b.Must(main, &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "老李"}, Said: "问路", Nothing: true})
	}
	at(24, 16, 10)
	ring()
	at(24, 16, 20)
	id := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "马春分"}).ID
	at(24, 16, 40)
	ring()
	at(25, 7, 30)
	if n := calls(rules.ReportNight); n != 1 {
		t.Errorf("the night report counts %d calls", n)
	}
	at(25, 17, 5)
	if n := calls(rules.ReportNil); n != 1 {
		t.Errorf("the next nil report counts %d calls", n)
	}
	b.Must(main, &command.StrikeReport{Report: id, Reason: "没打通"})
	if n := calls(rules.ReportNil); n != 0 {
		t.Errorf("from the hour on, %d calls", n)
	}
}

// Ensure that a report is not sent before its hours began, and that one that was sent late for
// its hour still stands for it.
func TestSentBeforeItsHours(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 17, 5, 0, 0, rules.Zone))
	old := time.Date(2026, 11, 20, 6, 0, 0, 0, rules.Zone)
	if e := b.Refuse(main, rules.Invalid, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", At: &old}); e.Field != "at" {
		t.Error(e)
	}
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
	b.Refuse(main, rules.Precondition, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
}
