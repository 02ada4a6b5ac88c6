package reports_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/wording"
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
	b.Must(main, &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071"})
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

// Ensure that an addition does not stand for a report that was taken back: that is owed and may
// be sent again, and striking it says what counts no more.
func TestStruckUnderAddition(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 16, 30, 0, 0, rules.Zone))
	first := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"}).ID
	more := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "站前一人"}).ID
	second := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "又一人"}).ID
	b.Must(main, &command.StrikeReport{Report: more, Reason: "没报"})
	if p, err := b.As(main).Report(rules.ReportNil); err != nil || p.Sent == nil || p.Sent.ID != second {
		t.Errorf("an addition that was struck takes the one after it along: %+v %v", p.Sent, err)
	}
	if res := b.Must(main, &command.StrikeReport{Report: first, Reason: "没打通"}); len(res.More) != 1 || res.More[0] != second {
		t.Errorf("%+v", res)
	}
	if s := owed(t, b); !strings.Contains(s, "report/nil pending") {
		t.Errorf("owed: %s", s)
	}
	b.Refuse(main, rules.Precondition, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "又"})
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
}

// Ensure that who does not sign in reads of a report that was sent neither words nor names.
func TestDraftIsCovered(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 16, 30, 0, 0, rules.Zone))
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "密甲"})
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "密乙", Form: rules.ReportMore, Words: "密丙"})
	p, err := b.Public().Report(rules.ReportNil)
	raw, _ := json.Marshal(p)
	if err != nil || p.Sent == nil || strings.Contains(string(raw), "密") || strings.Contains(rules.MayReport(p.Sent).Text.In(text.ZH), "收") {
		t.Errorf("%s %v", raw, err)
	}
}

// Ensure that the night's report can be sent before seven for the morning that comes, that it
// is owed no earlier for it, and that one sent at six settles it.
func TestNightBeforeSeven(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 25, 6, 40, 0, 0, rules.Zone))
	if s := owed(t, b); strings.Contains(s, "night") {
		t.Errorf("owed: %s", s)
	}
	id := b.Must(main, &command.SendReport{Kind: rules.ReportNight, Receiver: "小王"}).ID
	all, err := b.As(main).Reports(1)
	if err != nil || all[0].ID != id || rules.Stamp(all[0].For) != "11-25 08:00" {
		t.Errorf("%+v %v", all, err)
	}
	b.Clock.Set(time.Date(2026, 11, 25, 7, 30, 0, 0, rules.Zone))
	if s := owed(t, b); strings.Contains(s, "night") {
		t.Errorf("owed though sent: %s", s)
	}
}

// Ensure that a report tells the weather of its hour and not what came since, and stands as it
// was sent above what the book has now.
func TestWeatherOfItsHour(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 17, 10, 0, 0, rules.Zone))
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
	b.Clock.Set(time.Date(2026, 11, 24, 20, 0, 0, 0, rules.Zone))
	b.Must(main, &command.SetWarning{Kind: rules.Gale, Level: rules.Orange})
	p, err := b.As(main).Report(rules.ReportNil)
	if err != nil || len(p.Warnings) != 0 {
		t.Fatalf("%+v %v", p, err)
	}
	paper := wording.Report(wording.RoomOfReport(p), p)
	s := paper.In(text.ZH)
	if at := strings.Index(s, "现在的情况"); at < 0 || !strings.Contains(s[:at], "零报告 (") || strings.Contains(s, "大风") {
		t.Errorf("%s", s)
	}
}

// Ensure that days on which a report was switched off are not missed.
func TestOffIsNotMissed(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Must("沈岚", &command.SetSetting{Name: "report_nil", Value: "24"})
	b.Clock.Set(time.Date(2026, 11, 27, 9, 0, 0, 0, rules.Zone))
	b.Must("沈岚", &command.SetSetting{Name: "report_nil", Value: "17"})
	b.Clock.Set(time.Date(2026, 11, 28, 17, 10, 0, 0, rules.Zone))
	p, err := b.As(main).Report(rules.ReportNil)
	if err != nil || p.Missed != 1 {
		t.Errorf("%d %v", p.Missed, err)
	}
}
