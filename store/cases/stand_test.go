package cases_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
)

// Ensure that an order is not taken back while a closing or a bed rests on it, as the page says
// too, and is once that step is.
func TestOrderThatCarries(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.PutPlace{Name: "小避寒点", Kind: rules.PlaceShelter, Capacity: 1})
	first, id := open(b, command.Person{Name: "石望归"}), open(b, command.Person{Name: "罗望川"})
	b.Must(officer, &command.Settle{Case: first, Outcome: rules.OutcomeShelter, Place: "小避寒点"})
	o := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "加床收下", Case: id}).ID
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeShelter, Place: "小避寒点", Over: "外面 -9 度", Order: o})
	e := b.Refuse(officer, rules.Precondition, &command.StrikeOrder{Order: o, Reason: "记错"})
	if no := page(b, id).Can["order.strike/"+o]; no == nil || no.Text != e.Text || !strings.Contains(e.Text.ZH, "先退回处置") {
		t.Errorf("%v, the page: %v", e, no)
	}
	all, err := b.As(officer).Shelters()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Place.Name == "小避寒点" && s.Over != 1 {
			t.Errorf("%+v", s)
		}
	}
	b.Must(officer, &command.StepBack{Case: id, Reason: "换一处"})
	b.Must(officer, &command.StrikeOrder{Order: o, Reason: "记错"})

	free := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "办结"}).ID
	if e := b.Refuse(officer, rules.Invalid, &command.CloseCase{Case: id, Over: "x", Order: free}); e.Field != "order" || !strings.Contains(e.Text.In(text.EN), "is no order on this case") {
		t.Errorf("an order without a case: %v", e)
	}
}

// Ensure that the order by which a shift passed unsigned stands.
func TestOrderOfARelease(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	b.Clock.Add(26 * time.Hour)
	res := b.Must(officer, &command.ReleaseShift{Incoming: second, Leader: leader, Ordered: leader, Reason: "路断了", PIN: storetest.PIN})
	o := res.More[len(res.More)-1]
	if e := b.Refuse(officer, rules.Precondition, &command.StrikeOrder{Order: o, Reason: "x"}); !strings.Contains(e.Text.ZH, "放行凭它") {
		t.Errorf("%v", e)
	}
}

// Ensure that another outcome wipes out no death and no duty that must be met, and that the
// timeline tells each outcome that was changed.
func TestOutcomeChanged(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Name: "罗望川"})
	b.Must(officer, &command.LogCall{Out: true, Agency: "北渡派出所", Reached: ptr(true), Case: id})
	b.Clock.Add(20 * time.Minute)
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHosp, Note: "送卫生院"})
	b.Clock.Add(20 * time.Minute)
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeDied, Note: "抢救无效"})
	if s := state(b, id, "report_death_police"); !s.Open() {
		t.Errorf("a call before the death reports it: %s", s)
	}
	if e := b.Refuse(officer, rules.Precondition, &command.Settle{Case: id, Outcome: rules.OutcomeLeft}); e.Field != "outcome" || !strings.Contains(e.Text.ZH, "先退回处置") {
		t.Errorf("%v", e)
	}
	if s := events(page(b, id), "case.settle"); len(s) != 2 || s[0].What.In(text.ZH) != "处置 送医院 (后来改为 死亡)" || s[0].Text != "送卫生院" {
		t.Errorf("%+v", s)
	}
	b.Refuse(officer, rules.Precondition, &command.SendReferral{Case: id, Agency: "北渡中心卫生院"})
	b.Refuse(officer, rules.Precondition, &command.PrintPaper{Kind: rules.PaperTransfer, Case: id})
	b.Must(officer, &command.LogCall{Out: true, Agency: "北渡派出所", Reached: ptr(true), Case: id})
	if s := state(b, id, "report_death_police"); s != rules.Done {
		t.Error(s)
	}
	b.Must(officer, &command.StepBack{Case: id, Reason: "医院更正"})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHome})
}
