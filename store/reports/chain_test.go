package reports_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
)

// Ensure that a report that was sent is added to and corrected, each numbered, that an addition
// says its words alone, and that none of them makes it owed or may be sent twice.
func TestFurther(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 16, 30, 0, 0, rules.Zone))
	if e := b.Refuse(main, rules.Precondition, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "又一人"}); e.Field != "form" {
		t.Error(e)
	}
	if e := b.Refuse(main, rules.Invalid, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore}); e.Field != "words" {
		t.Error(e)
	}
	first := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Nothing: true}).ID
	b.Clock.Set(time.Date(2026, 11, 24, 17, 20, 0, 0, rules.Zone))
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "站前一人已劝回", How: rules.ByWechat})
	early := b.Clock.Now().Add(-10 * time.Minute)
	if e := b.Refuse(main, rules.Invalid, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "x", At: &early}); e.Field != "at" {
		t.Error(e)
	}
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportMore, Words: "又送毯一条"})
	last := b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Form: rules.ReportCorrect, Words: "来电少计一件"}).ID
	all, err := b.As(main).Reports(0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range slices.Backward(all) {
		got = append(got, r.Called().In(text.ZH)+" "+string(r.How))
	}
	if want := "零报告 phone, 零报告 续报一 wechat, 零报告 续报二 phone, 零报告 更正一 phone"; strings.Join(got, ", ") != want {
		t.Errorf("%s", got)
	}
	if r := all[2]; len(r.Lines) != 2 || r.Of != first || !strings.Contains(r.Lines[1].In(text.ZH), "站前一人已劝回") {
		t.Errorf("an addition says %+v", r)
	}
	if r := all[0]; len(r.Lines) < 7 || !strings.Contains(r.Lines[1].In(text.ZH), "来电少计一件") {
		t.Errorf("a correction says %+v", r.Lines)
	}
	p, err := b.As(main).Report(rules.ReportNil)
	if err != nil || p.Sent == nil || p.Sent.ID != last || p.Can["report.send"] == nil || p.Can["report.more"] != nil {
		t.Errorf("%v %+v", err, p)
	}
	if all, err = b.Public().Reports(0); err != nil || all[0].Words != "*" || all[0].Lines != nil {
		t.Errorf("%v %+v", err, all[0])
	}
	if s := owed(t, b); strings.Contains(s, "nil") {
		t.Error(s)
	}
}

// Ensure that nothing is not reported where there was something.
func TestNotNil(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 16, 30, 0, 0, rules.Zone))
	b.Must(main, &command.OpenCase{Intake: command.Intake{Kind: rules.CaseFound, Place: "汽车站", Said: "露宿"}})
	b.Clock.Add(time.Minute)
	if e := b.Refuse(main, rules.Precondition, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王", Nothing: true}); e.Field != "nothing" {
		t.Error(e)
	}
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
}

// Ensure that after days without the desk what was not sent is told once, in the line of the
// last, and no more when that is sent.
func TestMissedDays(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 16, 30, 0, 0, rules.Zone))
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
	b.Clock.Set(time.Date(2026, 11, 28, 9, 0, 0, 0, rules.Zone))
	v, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, r := range v.Rows {
		if r.Key == "report/nil" {
			told = append(told, r.What.In(text.ZH))
		}
	}
	if len(told) != 1 || told[0] != "待报零报告 (11-27 17:00), 此前 2 天未报" {
		t.Errorf("%v", told)
	}
	b.Must(main, &command.SendReport{Kind: rules.ReportNil, Receiver: "小王"})
	if s := owed(t, b); strings.Contains(s, "nil") {
		t.Error(s)
	}
}

// Ensure that the handover says too on how many days before a report was not sent.
func TestMissedInHandover(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 27, 9, 0, 0, 0, rules.Zone))
	p, err := b.As(main).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, l := range p.Live {
		if strings.HasPrefix(l.Key, "report/nil") {
			for _, d := range l.Detail {
				said += d.In(text.ZH)
			}
		}
	}
	if said != "此前 2 天未报" {
		t.Errorf("%q", said)
	}
}
