package stock_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

func moves(t *testing.T, b *storetest.Book, who, item, place string) []view.MoveRow {
	t.Helper()
	rows, err := b.As(who).Moves(item, place, 0)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Ensure that goods received wrongly leave again by an opposite move, once, unless some were
// given out of them; by those who may receive.
func TestReverseReceipt(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AddOfficer{Name: "唐秋实", Roles: []rules.Role{rules.RoleAdmin}, PIN: storetest.PIN})
	in := b.Must(keeper, &command.ReceiveGoods{Item: "棉被", Place: "值班室备用", Qty: 30, Label: "新"})
	reverse := &command.ReverseMove{Move: in.ID, Reason: "多写一个零"}
	out := b.Must(main, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 2, Lot: "新", Reason: "巡查"}).ID
	e := b.Refuse(keeper, rules.Precondition, reverse)
	says(t, e, "", "30", "28")
	if r := moves(t, b, keeper, "棉被", "值班室备用")[1]; r.Move.ID != in.ID || r.Back == nil || r.Back.Text != e.Text {
		t.Errorf("the ledger says %v, the command %v", r.Back, e)
	}
	b.Refuse("唐秋实", rules.Denied, &command.ReverseMove{Move: out, Reason: "x"})
	b.Must(main, &command.ReverseMove{Move: out, Reason: "没有发"})
	b.Refuse("田望舒", rules.Denied, reverse) // a clerk gives out, but does not receive
	res := b.Must("唐秋实", reverse)          // an administrator receives, but does not give out
	if r := row(t, b, "棉被", "值班室备用"); r.Qty != 3 {
		t.Errorf("%+v", r)
	}
	says(t, b.Refuse(keeper, rules.Precondition, reverse), "", res.ID)
	b.Refuse(keeper, rules.Precondition, &command.ReverseMove{Move: res.ID, Reason: "x"})
	b.Refuse(keeper, rules.NotFound, &command.ReverseMove{Move: "M20261124-0099", Reason: "x"})
	rows := moves(t, b, keeper, "棉被", "值班室备用")
	if r := rows[0]; r.Move.Kind != rules.MoveReverse || r.Move.Ref != in.ID || r.From != "值班室备用" || r.To != "" || r.Lot != "新" || r.By != "唐秋实" || r.Item != "棉被" || r.Unit != "床" || r.Back == nil {
		t.Errorf("%+v", r)
	}
	if r := rows[3]; r.Move.ID != in.ID || r.Move.Reversed != res.ID || r.Back == nil {
		t.Errorf("%+v", r)
	}
}

// Ensure that goods on a case that were not given lie where they lay, and what they had told
// of the case goes with them, unless other goods still tell it.
func TestReverseIssueOnACase(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着"}}).ID
	give := func(item string) string {
		b.T.Helper()
		b.Clock.Add(time.Minute)
		return b.Must(main, &command.IssueGoods{Item: item, From: "值班室备用", Qty: 1, Case: id}).ID
	}
	take := func(move string) { b.T.Helper(); b.Must(main, &command.ReverseMove{Move: move, Reason: "没有拿"}) }
	page := func() *view.Case {
		p, err := b.As(main).Case(id)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	given := func() []string { f := page().Case.Facts.Given; slices.Sort(f); return f }
	quilt, coat := give("棉被"), give("棉大衣")
	take(quilt)
	p := page()
	if k := p.Case; k.DoneAct("give_quilt") != nil || k.DoneAct("give_winter_items") == nil || k.DoneAct("give_cotton_coat") == nil || !slices.Equal(given(), []string{"winter_items"}) {
		t.Errorf("a coat still keeps warm: %+v %v", k.Acts, given())
	}
	if len(p.Goods) != 1 || p.Goods[0].Move.ID != coat || p.Can["stock.reverse/"+quilt] == nil || p.Can["stock.reverse/"+coat] != nil {
		t.Errorf("%+v %v", p.Goods, p.Can)
	}
	i := slices.IndexFunc(p.Timeline, func(e view.Event) bool { return e.Ref == quilt })
	j := slices.IndexFunc(p.Timeline, func(e view.Event) bool { return e.Code == "stock.reverse" })
	if i < 0 || j < i || !strings.Contains(p.Timeline[i].What.ZH, "已撤回") || p.Timeline[j].Text != "没有拿" {
		t.Errorf("%+v", p.Timeline)
	}
	take(coat)
	if k := page().Case; k.DoneAct("give_winter_items") != nil || k.DoneAct("give_cotton_coat") != nil || given() != nil || k.Facts.Known("given") {
		t.Errorf("nothing was given: %+v %v", k.Acts, given())
	}
	if r := row(t, b, "棉被", "值班室备用"); r.Qty != 3 {
		t.Errorf("%+v", r)
	}
	again := give("棉被")
	if k := page().Case; k.DoneAct("give_quilt") == nil || k.DoneAct("give_quilt").Ref != again {
		t.Errorf("%+v", k.Acts)
	}

	no := false
	b.Must(main, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{SuddenIllness: &no, Confused: &no, GravelyIll: &no, Danger: &no}}})
	b.Must(main, &command.Settle{Case: id, Outcome: rules.OutcomeHelped})
	for _, o := range page().Obligations {
		if o.Must && o.State.Open() {
			b.Must(main, &command.DoAct{Case: id, Act: o.Code})
		}
	}
	b.Must(main, &command.CloseCase{Case: id})
	says(t, b.Refuse(main, rules.Precondition, &command.ReverseMove{Move: again, Reason: "x"}), "move", "退回一步")
	b.Must(main, &command.StepBack{Case: id, Reason: "东西没给"})
	take(again)
}

// Ensure that goods taken back leave nothing done, whatever the item means by then, and that
// other goods still count for what they told.
func TestReverseAfterTheItemChanged(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着"}}).ID
	read := func() *rules.Case {
		t.Helper()
		p, err := b.As(main).Case(id)
		if err != nil {
			t.Fatal(err)
		}
		return &p.Case
	}
	mean := func(good, given string) {
		t.Helper()
		l, err := b.As(keeper).Lists()
		if err != nil {
			t.Fatal(err)
		}
		i := l.Items[slices.IndexFunc(l.Items, func(i rules.Item) bool { return i.Name == "棉被" })]
		b.Must(keeper, &command.PutItem{ID: i.ID, Name: i.Name, Unit: i.Unit, Good: good, Given: given, Min: i.Min, Months: i.Months, Version: i.Version})
	}
	give := func() string {
		b.T.Helper()
		b.Clock.Add(time.Minute)
		return b.Must(main, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id}).ID
	}
	first := give()
	mean("", "")
	b.Must(main, &command.ReverseMove{Move: first, Reason: "没有拿"})
	if k := read(); k.DoneAct("give_quilt") != nil || k.DoneAct("give_winter_items") != nil || k.Facts.Known("given") {
		t.Errorf("nothing was given: %+v %v", k.Acts, k.Facts.Given)
	}
	mean("被条", "winter_items")
	second, third := give(), give()
	mean("", "")
	b.Must(main, &command.ReverseMove{Move: third, Reason: "只拿了一床"})
	if k := read(); k.DoneAct("give_quilt") == nil || k.DoneAct("give_winter_items") == nil || !k.Facts.Known("given") {
		t.Errorf("%s stands: %+v %v", second, k.Acts, k.Facts.Given)
	}
	mean("被条", "winter_items")
	b.Must(main, &command.RevokeAct{Case: id, Act: "give_winter_items", Reason: "记错"})
	give()
	mean("", "")
	b.Must(main, &command.ReverseMove{Move: second, Reason: "没有拿"})
	if k := read(); k.DoneAct("give_winter_items") == nil || !k.Facts.Known("given") {
		t.Errorf("the last one stands: %+v %v", k.Acts, k.Facts.Given)
	}
}

// Ensure that goods do not come back to a place, or as an item, that is out of use, and that
// the ledger and the page say so.
func TestReverseNeedsItsShelf(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着"}}).ID
	move := b.Must(main, &command.IssueGoods{Item: "救助联系卡", From: "值班室备用", Qty: 50, Case: id}).ID
	reverse := &command.ReverseMove{Move: move, Reason: "没有发"}
	refused := func(word string) {
		t.Helper()
		e := b.Refuse(main, rules.Precondition, reverse)
		p, err := b.As(main).Case(id)
		if err != nil {
			t.Fatal(err)
		}
		back, can := moves(t, b, main, "", "")[0].Back, p.Can["stock.reverse/"+move]
		if !strings.Contains(e.Text.In("zh"), word) || back == nil || back.Text != e.Text || can == nil || can.Text != e.Text {
			t.Errorf("the command says %v, the ledger %v, the page %v", e, back, can)
		}
	}
	b.Must("许知远", &command.Retire{List: "item", ID: "救助联系卡"})
	refused("先恢复 救助联系卡")
	b.Must("许知远", &command.Retire{List: "item", ID: "救助联系卡", Back: true})
	for _, item := range []string{"棉被", "棉大衣", "方便面"} {
		if r := row(t, b, item, "值班室备用"); r.Qty > 0 {
			for _, l := range r.Lots {
				b.Must(main, &command.IssueGoods{Item: item, From: "值班室备用", Qty: l.Qty, Lot: l.Lot.ID, Reason: "清空"})
			}
		}
	}
	b.Must("许知远", &command.Retire{List: "place", ID: "值班室备用"})
	e := b.Refuse(main, rules.Precondition, reverse)
	says(t, e, "", "先恢复 值班室备用")
	b.Must("许知远", &command.Retire{List: "place", ID: "值班室备用", Back: true})
	b.Must(main, reverse)
}

// Ensure that what an officer said by hand stays when goods are taken back, also where the
// goods came in two lots.
func TestReverseLeavesWhatWasSaid(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "x",
		Person: command.Person{Facts: rules.Facts{Given: []string{"food"}}}}}).ID
	b.Clock.Add(time.Minute)
	res := b.Must(main, &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: 7, Case: id})
	if len(res.More) != 1 {
		t.Fatalf("one lot: %+v", res)
	}
	food := func() (act bool, fact bool) {
		p, err := b.As(main).Case(id)
		if err != nil {
			t.Fatal(err)
		}
		return p.Case.DoneAct("give_food") != nil, slices.Contains(p.Case.Facts.Given, "food")
	}
	b.Must(main, &command.ReverseMove{Move: res.ID, Reason: "x"})
	if act, fact := food(); !act || !fact {
		t.Errorf("the second lot stands: %v %v", act, fact)
	}
	b.Must(main, &command.ReverseMove{Move: res.More[0], Reason: "x"})
	if act, fact := food(); act || !fact {
		t.Errorf("what was said before the goods: %v %v", act, fact)
	}
}

// Ensure that the ledger is read newest first, by item and place, with nothing of persons
// for whoever has not signed in.
func TestMoves(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.IssueGoods{Item: "棉被", From: "镇仓库", Qty: 1, Receiver: "罗小满", Reason: "密"})
	all := moves(t, b, main, "", "")
	for i := range all[1:] {
		if all[i].Move.ID < all[i+1].Move.ID {
			t.Errorf("%s before %s", all[i].Move.ID, all[i+1].Move.ID)
		}
	}
	if got := moves(t, b, main, "棉被", ""); len(got) != 3 {
		t.Errorf("%d of quilts", len(got))
	}
	if got := moves(t, b, main, "棉被", "镇仓库"); len(got) != 2 || got[0].From != "镇仓库" || got[1].To != "镇仓库" {
		t.Errorf("%+v", got)
	}
	if two, err := b.As(main).Moves("", "", 2); err != nil || len(two) != 2 {
		t.Errorf("%d, %v", len(two), err)
	}
	if _, err := b.As(main).Moves("帐篷", "", 0); rules.KindOf(err) != rules.NotFound {
		t.Errorf("%v", err)
	}
	public, err := b.Public().Moves("", "", 1)
	if err != nil || public[0].Move.Receiver+public[0].Move.Reason != "" || public[0].Back == nil || public[0].Back.Kind != rules.Denied {
		t.Errorf("%+v %v", public, err)
	}
	if r := moves(t, b, "白露生", "", "")[0]; r.Back == nil || r.Back.Kind != rules.Denied {
		t.Errorf("an auditor takes back: %+v", r)
	}
}
