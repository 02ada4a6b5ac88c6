package reports_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/wording"
	"dutydesk/store/storetest"
)

// Ensure that a report that is late names those who had the desk in its hours, and belongs to the
// shift that sent it.
func TestLateReportNamesItsCrew(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Set(time.Date(2026, 11, 24, 8, 30, 0, 0, rules.Zone))
	b.Must("沈岚", &command.ReleaseShift{Incoming: "周立冬", Leader: "宋长宁", Reason: "人未到", PIN: storetest.PIN})
	p, err := b.As("周立冬").Report(rules.ReportNight)
	if err != nil || p.Duty.Shift == nil || p.Duty.Main != main || p.Duty.Leader != "沈岚" {
		t.Fatalf("%v %+v", err, p.Duty)
	}
	paper := wording.Report(wording.RoomOfReport(p), p)
	if s := paper.In(text.ZH); !strings.Contains(s, "截至 11-24 08:30") {
		t.Errorf("figures of now without their moment:\n%s", s)
	}
	b.Must("周立冬", &command.SendReport{Kind: rules.ReportNight, Receiver: "马春分"})
	on, err := b.As("周立冬").Duty()
	if err != nil {
		t.Fatal(err)
	}
	if p, err = b.As("周立冬").Report(rules.ReportNight); err != nil || p.Sent == nil || p.Sent.Shift != on.Shift.ID {
		t.Errorf("%v %+v", err, p.Sent)
	}
}

// Ensure that a report counts no goods that came back, no case that ended in another, no place
// that was passed over, and tells apart who declined.
func TestFigures(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	no := false
	open := func() string {
		return b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老人", Person: command.Person{Facts: rules.Facts{SuddenIllness: &no, Confused: &no, GravelyIll: &no, Danger: &no}}}}).ID
	}
	k, twin := open(), open()
	b.Must(main, &command.SameCase{Case: twin, As: k, Reason: "同一个人"})
	b.Must(main, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 2, Case: k, Receiver: "老人"})
	wrong := b.Must(main, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: k, Receiver: "老人"}).ID
	b.Must(main, &command.ReverseMove{Move: wrong, Reason: "多记"})
	b.Must(main, &command.Settle{Case: k, Outcome: rules.OutcomeRefused})
	q := b.Must(main, &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071"}).ID
	b.Must(main, &command.StopPatrol{Patrol: q, Place: "汽车站桥洞", Seen: "无人"})
	b.Must(main, &command.StopPatrol{Patrol: q, Place: "河湾村", Skipped: true, Seen: "封路"})
	b.Clock.Add(10 * time.Minute)
	p, err := b.As(main).Report(rules.ReportNight)
	if err != nil {
		t.Fatal(err)
	}
	f := p.Figures
	for _, x := range []struct {
		what      string
		got, want int
	}{{"opened", f.Opened, 1}, {"issued", int(f.Issued), 2}, {"settled", f.Settled, 1}, {"refused", f.Refused, 1}, {"stops", f.Stops, 1}, {"patrols", f.Patrols, 1}, {"open", f.Open, 1}, {"shelter", f.Shelter, 0}} {
		if x.got != x.want {
			t.Errorf("%s: %d, want %d", x.what, x.got, x.want)
		}
	}
}
