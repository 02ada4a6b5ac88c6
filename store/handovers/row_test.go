package handovers_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// TestRowOfTheShift: what the board says of the change of shifts in each of its states.
func TestRowOfTheShift(t *testing.T) {
	n := newNight(t)
	row := func() (view.DueRow, bool) {
		t.Helper()
		b, err := n.As("何雨禾").Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range b.Rows {
			if kind, _ := rules.Source(r.Key); kind == "handover" {
				return r, true
			}
		}
		return view.DueRow{}, false
	}
	says := func(when string, state rules.ObligationState, words ...string) {
		t.Helper()
		n.Clock.Set(at(t, when))
		r, ok := row()
		if state == "" {
			if ok {
				t.Errorf("%s: %+v", when, r)
			}
			return
		}
		all := r.What.In("zh") + " " + r.Subject.In("zh")
		for _, w := range words {
			if !strings.Contains(all, w) {
				t.Errorf("%s: %q is not in %q", when, w, all)
			}
		}
		if r.State != state || r.Due == nil || !r.Due.Equal(at(t, "2026-11-24 08:00")) || r.What.In("en") == "" {
			t.Errorf("%s: %+v", when, r)
		}
	}
	says("2026-11-24 06:59", "")
	says("2026-11-24 07:00", rules.Due, "交接班", "何雨禾")
	n.Clock.Set(at(t, "2026-11-24 05:00"))
	n.Must("何雨禾", &command.DraftHandover{})
	n.Must("何雨禾", &command.ReturnHandover{Reason: "开早了"})
	says("2026-11-24 05:01", "") // begun by mistake
	id := n.present("周立冬", "宋长宁")
	says("2026-11-24 05:02", rules.Pending, "交接班待接", "何雨禾 交 周立冬")
	n.Must("周立冬", &command.ReturnHandover{Reason: "先问清桥洞"})
	says("2026-11-24 05:03", rules.Pending, "交接班已退回", "重新拟稿")
	says("2026-11-24 07:30", rules.Due, "交接班已退回")
	n.Must("何雨禾", &command.DraftHandover{})
	n.Must("何雨禾", &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	says("2026-11-24 07:59", rules.Due, "交接班待接", "何雨禾 交 周立冬")
	says("2026-11-24 08:00", rules.Overdue, "周立冬 应接未接, 自 11-24 08:00")
	n.Must("何雨禾", &command.RemindTaker{Reached: false})
	says("2026-11-24 08:40", rules.Overdue, "催 1 次, 末次 11-24 08:00 未接")
	says("2026-11-27 08:40", rules.Overdue, "已过 3 天", "带班领导放行")
	n.Must("沈岚", &command.ReleaseShift{Incoming: "周立冬", Leader: "沈岚", Reason: "停电三天", PIN: storetest.PIN})
	if r, ok := row(); ok {
		t.Errorf("the new shift has just begun: %+v", r)
	}
}
