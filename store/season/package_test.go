package season_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure a duty that consists of several things is done with each of them or with the reason
// (P1.4.19 both, P2.4.7 all three); words alone end none.
func TestPackage(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P2", SeasonStartYear: 2027, From: "2026-11-24", To: "2027-03-15"})
	do := func(e rules.Evidence) *command.DoDuty {
		return &command.DoDuty{Item: "home_visit_package", Evidence: e}
	}
	for _, e := range []rules.Evidence{{Words: "已报"}, {Words: "已报", Has: "统计表，总结"}} {
		if no := b.Refuse(main, rules.Precondition, do(e)); no.Field != "evidence.has" || no.Clause != "P2.4.7" {
			t.Errorf("%+v", no)
		}
	}
	b.Refuse(main, rules.Invalid, do(rules.Evidence{Has: "发票"}))
	id := b.Must(main, do(rules.Evidence{Has: "统计表,总结", Lacks: "相机坏了"})).ID
	if r := row(t, b, main, id); r.Open() || len(r.Consists) != 3 || r.Task.Evidence.String() != "相机坏了" {
		t.Errorf("%+v", r)
	}
	b.Must(main, &command.UndoDuty{Duty: id, Reason: "照片补来了"})
	b.Must(main, do(rules.Evidence{Has: "统计表,总结,图片"}))
}
