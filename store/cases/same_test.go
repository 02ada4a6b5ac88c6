package cases_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// twice opens two cases of one person, as two villages report them, and rings 120 for the
// second one.
func twice(t *testing.T) (b *storetest.Book, main, other string) {
	t.Helper()
	b = storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: "沈岚"})
	in := func(phone, said string, f rules.Facts) *command.Intake {
		return &command.Intake{Place: "汽车站桥洞", Said: said, Caller: rules.Caller{Phone: phone}, Person: command.Person{Facts: f}}
	}
	main = b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Open: in("19900000061", "老人躺着", rules.Facts{Confused: ptr(true)})}).More[0]
	b.Clock.Add(10 * time.Minute)
	other = b.Must(second, &command.LogCall{Kind: rules.CallPhone, Open: in("19900000062", "老人发抖", rules.Facts{SuddenIllness: ptr(true), Age: ptr(75)})}).More[0]
	b.Must(second, &command.LogCall{Kind: rules.CallPhone, Out: true, Agency: "急救 120", Reached: ptr(true), Case: other})
	b.Must(second, &command.AddNote{Case: other, Text: "村里守着"})
	b.Must(second, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: other})
	return b, main, other
}

func open120(b *storetest.Book, id string) bool {
	return slices.ContainsFunc(page(b, id).Obligations, func(o rules.Obligation) bool { return o.Code == "notify_emergency_now" && o.State.Open() })
}

// Ensure that one case goes on for both: 120 is not owed twice, everything is seen on its
// page under the other's number, which leads to it from everywhere, and one line is open.
func TestSameCase(t *testing.T) {
	b, main, other := twice(t)
	res := b.Must(officer, &command.SameCase{Case: "2", As: "1", Reason: "同一桥洞", Version: page(b, other).Case.Version})
	if res.ID != other || !slices.Equal(res.More, []string{main}) {
		t.Fatalf("%+v", res)
	}
	p := page(b, other)
	if p.Case.ID != main || len(p.Calls) != 3 || len(p.Goods) != 1 || len(p.Merged) != 1 || p.Merged[0].Said != "老人发抖" || *p.Case.Facts.Age != 75 {
		t.Errorf("%s: %d calls, %d goods, merged %+v", p.Case.ID, len(p.Calls), len(p.Goods), p.Merged)
	}
	if open120(b, main) {
		t.Error("120 is owed twice")
	}
	var story []string
	for _, e := range p.Timeline {
		story = append(story, e.What.In(text.ZH)+" "+e.Text)
	}
	all := strings.Join(story, "\n")
	for _, want := range []string{"打给 急救 120 120 通 〔1124-0002〕", "记事 〔1124-0002〕 村里守着", "发放 棉被 1床", "立案 发现 〔1124-0002〕", "并案: 1124-0002 并入 1124-0001 同一桥洞"} {
		if !strings.Contains(all, want) {
			t.Errorf("the story lacks %q:\n%s", want, all)
		}
	}
	rows, err := b.As(officer).Cases(false, 0)
	if err != nil || len(rows) != 1 {
		t.Errorf("%d open, %v", len(rows), err)
	}
	// what is written under the old number goes to the main case
	b.Must(officer, &command.AddNote{Case: other, Text: "又来电话"})
	b.Must(officer, &command.Arrive{Case: other})
	if p := page(b, main); p.Case.State != rules.CaseOnScene || !slices.ContainsFunc(p.Timeline, func(e view.Event) bool {
		return e.Text == "又来电话" && !strings.Contains(e.What.In(text.ZH), "〔")
	}) {
		t.Errorf("%s", p.Case.State)
	}
	// but not a step back, which means the number itself
	if e := b.Refuse(officer, rules.Precondition, &command.StepBack{Case: other, Reason: "错"}); !strings.Contains(e.Text.In(text.ZH), "撤销并案") {
		t.Errorf("%v", e)
	}
	b.Refuse(officer, rules.Precondition, &command.SameCase{Case: other, As: main, Reason: "再并"})
	b.Refuse(officer, rules.Invalid, &command.SameCase{Case: main, As: other, Reason: "绕回来"})
}

// Ensure that a merging is taken back: each owes its own again, with what was revoked since.
func TestSplitCase(t *testing.T) {
	b, main, other := twice(t)
	b.Must(officer, &command.SameCase{Case: other, As: main, Reason: "同一桥洞"})
	goods := page(b, main).Goods[0].Move.ID
	b.Must(officer, &command.ReverseMove{Move: goods, Reason: "没发成"})
	if len(page(b, main).Goods) != 0 {
		t.Error("goods of the merged case cannot be taken back")
	}
	b.Must(officer, &command.SplitCase{Case: other, Reason: "是两个人"})
	p, q := page(b, main), page(b, other)
	if p.Case.ID != main || q.Case.ID != other || q.Case.State != rules.CaseOpen || p.Case.Facts.Known("sudden_illness") || len(p.Calls) != 1 || len(q.Calls) != 2 {
		t.Errorf("main %+v\nother %+v", p.Case, q.Case)
	}
	if open120(b, other) {
		t.Error("120 was rung for it")
	}
	if slices.ContainsFunc(q.Case.Acts, func(a rules.Act) bool { return a.Ref == goods && a.Revoked == "" }) {
		t.Errorf("what was taken back came back: %+v", q.Case.Acts)
	}
	if e := b.Refuse(officer, rules.Precondition, &command.SplitCase{Case: other, Reason: "又"}); e.Text.In(text.EN) == "" {
		t.Error(e)
	}
}

// Ensure that a chain leads to its end, that a referral out keeps a case from ending, and that
// two ID numbers are a leader's to merge.
func TestSameCaseChains(t *testing.T) {
	b, main, other := twice(t)
	third := open(b, command.Person{IDNumber: "419901195203140015"})
	b.Must(officer, &command.EditCase{Case: main, Person: &command.Person{IDNumber: "41990119560307001X"}})
	b.Must(officer, &command.SameCase{Case: other, As: third, Reason: "同一人", Keep: []string{"age", "place"}})
	same := &command.SameCase{Case: third, As: main, Reason: "同一人", Keep: []string{"id"}, Take: []string{"age", "place"}}
	if e := b.Refuse(officer, rules.Denied, same); e.Field != "as" {
		t.Errorf("%v", e)
	}
	same.Keep, same.Take = nil, nil
	if e := b.Refuse("沈岚", rules.Invalid, same); e.Field != "keep" || !strings.Contains(e.Text.In(text.ZH), "身份证号") {
		t.Errorf("%v", e)
	}
	same.Keep, same.Take = []string{"id", "age", "sex", "place"}, nil
	b.Must("沈岚", same)
	for _, id := range []string{other, third} {
		if p := page(b, id); p.Case.ID != main || len(p.Calls) != 3 || len(p.Merged) != 2 {
			t.Errorf("%s leads to %s: %d calls, %d merged", id, p.Case.ID, len(p.Calls), len(p.Merged))
		}
	}
	fourth := open(b, command.Person{})
	b.Must(officer, &command.SendReferral{Case: fourth, Agency: "县未保中心"})
	if e := b.Refuse(officer, rules.Precondition, &command.SameCase{Case: fourth, As: other, Reason: "同一人"}); e.Clause != "P7.2.27" {
		t.Errorf("%v", e)
	}
	b.Must("沈岚", &command.SplitCase{Case: third, Reason: "两个人"})
	if p := page(b, other); p.Case.ID != third || len(page(b, main).Calls) != 1 || open120(b, third) {
		t.Errorf("%s", p.Case.ID)
	}
}

// Ensure that the likest case is offered first, with the reason and what must be asked.
func TestAlike(t *testing.T) {
	b, main, other := twice(t)
	far := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人"}}).ID
	b.Must(officer, &command.EditCase{Case: main, Person: &command.Person{Facts: rules.Facts{Age: ptr(60)}}})
	rows, err := b.As(officer).Alike(main)
	if err != nil || len(rows) != 2 || rows[0].ID != other || rows[1].ID != far || len(rows[0].Why) == 0 || rows[0].Why[0].In(text.ZH) != "同一地点" {
		t.Fatalf("%+v %v", rows, err)
	}
	if d := rows[0].Differs; len(d) != 1 || d[0].Name != "age" || d[0].Main.In(text.ZH) != "60" {
		t.Errorf("%+v", d)
	}
	if rows, err := b.Public().Alike(main); err != nil || len(rows) != 0 {
		t.Errorf("%+v %v", rows, err)
	}
}

// Ensure that records of both cases stand in order of time, so that the newest transfer is
// the one that counts, whichever of the two it was written on.
func TestSameCaseInOrder(t *testing.T) {
	b, main, other := twice(t)
	hand := func(id, agency string) string {
		b.T.Helper()
		ref := b.Must(officer, &command.SendReferral{Case: id, Agency: agency}).ID
		b.Clock.Add(time.Minute)
		b.Must(officer, &command.AcceptReferral{Referral: ref, Signed: true})
		return ref
	}
	b.Must(officer, &command.FinishReferral{Referral: hand(other, "县医院"), Outcome: "已出院"})
	b.Clock.Add(time.Hour)
	b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Out: true, Agency: "急救 120", Reached: ptr(true), Case: main})
	hand(main, "县救助管理站")
	b.Must(officer, &command.SameCase{Case: other, As: main, Reason: "同一桥洞"})
	p := page(b, main)
	if p.Responsible.To != "县救助管理站" {
		t.Errorf("%+v", p.Responsible)
	}
	if len(p.Calls) != 4 || !slices.IsSortedFunc(p.Calls, func(a, b rules.Call) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("%d calls: %+v", len(p.Calls), p.Calls)
	}
}
