package stock_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const (
	main   = "何雨禾"
	keeper = "苗谷雨"
)

func stockOf(t *testing.T, b *storetest.Book) *view.Stock {
	t.Helper()
	s, err := b.As(main).Stock()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// row is an item at a place.
func row(t *testing.T, b *storetest.Book, item, place string) view.StockRow {
	t.Helper()
	for _, r := range stockOf(t, b).Rows {
		if r.Item.Name == item && r.Place.Name == place {
			return r
		}
	}
	t.Fatalf("no row for %s at %s", item, place)
	return view.StockRow{}
}

func says(t *testing.T, e *rules.Error, field string, zh ...string) {
	t.Helper()
	if e.Field != field {
		t.Errorf("field %q, want %q: %v", e.Field, field, e)
	}
	for _, s := range zh {
		if !strings.Contains(e.Text.In(text.ZH), s) {
			t.Errorf("%q is not in %q", s, e.Text.In(text.ZH))
		}
	}
}

// Ensure goods come in as a lot of their own, and a shelf life gives the date that nobody
// wrote.
func TestReceive(t *testing.T) {
	b := storetest.New(t)
	res := b.Must(keeper, &command.ReceiveGoods{Item: "棉被", Place: "镇仓库", Qty: 12, Label: "县拨", Supplier: "县应急局", Ref: "入2026-31"})
	if !strings.HasPrefix(res.ID, "M20261124-") || len(res.More) != 1 || !strings.HasPrefix(res.More[0], "B20261124-") {
		t.Errorf("%+v", res)
	}
	if r := row(t, b, "棉被", "镇仓库"); r.Qty != 52 || len(r.Lots) != 2 || r.Lots[1].Lot.Label != "县拨" {
		t.Errorf("%+v", r)
	}
	res = b.Must(keeper, &command.ReceiveGoods{Item: "fbm", Place: "镇仓库", Qty: 3}) // by initials
	if r := row(t, b, "方便面", "镇仓库"); len(r.Lots) != 1 || r.Lots[0].Lot.Expires != "2027-05-24" || r.Lots[0].Lot.ID != res.More[0] {
		t.Errorf("%+v", r)
	}
	says(t, b.Refuse(keeper, rules.Invalid, &command.ReceiveGoods{Item: "棉被", Place: "三号涵洞", Qty: 1}), "place", "重点部位")
	says(t, b.Refuse(keeper, rules.Invalid, &command.ReceiveGoods{Item: "方便面", Place: "镇仓库", Qty: 1, Expires: "2026-11-01"}), "expires", "过期")
	says(t, b.Refuse(keeper, rules.NotFound, &command.ReceiveGoods{Item: "帐篷", Place: "镇仓库", Qty: 1}), "item")
	says(t, b.Refuse(keeper, rules.NotFound, &command.ReceiveGoods{Item: "棉被", Place: "镇", Qty: 1}), "place", "镇")
	says(t, b.Refuse(keeper, rules.Invalid, &command.ReceiveGoods{Item: "棉被", Place: "镇仓库", Qty: 0}), "qty")
	b.Refuse("白露生", rules.Denied, &command.ReceiveGoods{Item: "棉被", Place: "镇仓库", Qty: 1})
}

// Ensure the earliest expiry goes first over several lots, expired goods never, and a
// refusal says what is there and where else.
func TestIssue(t *testing.T) {
	b := storetest.New(t)
	give := func(qty int64) *command.IssueGoods {
		return &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: qty, Reason: "巡查备用"}
	}
	res := b.Must(main, give(7)) // 5 of the old lot, 2 of the new
	if len(res.More) != 1 {
		t.Fatalf("moves %+v, want two", res)
	}
	if r := row(t, b, "方便面", "值班室备用"); r.Qty != 3 || len(r.Lots) != 1 || r.Lots[0].Lot.Label != "新批" {
		t.Errorf("left: %+v", r)
	}
	says(t, b.Refuse(main, rules.Precondition, give(4)), "qty", "只有 3 箱, 不够 4")
	b.Must(keeper, &command.ReceiveGoods{Item: "方便面", Place: "镇仓库", Qty: 9, Expires: "2027-06-01"})
	says(t, b.Refuse(main, rules.Precondition, give(4)), "qty", "别处还有: 镇仓库 9 箱")
	lot := row(t, b, "方便面", "值班室备用").Lots[0].Lot.ID
	for b.Clock.Now().Before(time.Date(2027, 4, 2, 8, 0, 0, 0, rules.Zone)) { // the book must be used weekly or asks the time
		b.Clock.Add(6 * 24 * time.Hour)
		b.Must(main, &command.AddNote{Text: "零报告"})
	}
	says(t, b.Refuse(main, rules.Precondition, give(1)), "qty", "没有可发的方便面", "已过期不能发放: "+lot+" (2027-04-01) 3 箱", "镇仓库 9 箱")
	c := give(1)
	c.Lot = lot
	says(t, b.Refuse(main, rules.Precondition, c), "lot", "2027-04-01")
	c = give(1)
	c.Lot = "B20200101-01"
	says(t, b.Refuse(main, rules.NotFound, c), "lot")
	c = give(1)
	c.Reason = " "
	says(t, b.Refuse(main, rules.Invalid, c), "reason")
}

// Ensure a lot can be chosen, by its id or label, against the order of expiry.
func TestIssueLot(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: 2, Lot: "新批", Reason: "试吃"})
	r := row(t, b, "方便面", "值班室备用")
	if r.Lots[0].Qty != 5 || r.Lots[1].Qty != 3 {
		t.Errorf("%+v", r)
	}
	says(t, b.Refuse(main, rules.Precondition, &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: 4, Lot: r.Lots[1].Lot.ID, Reason: "巡查"}), "qty", "只有 3")
}

// Ensure goods given on a case are facts and acts of it, also where nothing asked yet, and
// that a closed or unknown case takes none.
func TestIssueOnCase(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	k := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老人不愿走"}})
	for _, g := range []string{"棉被", "方便面", "救助联系卡", "棉被"} {
		b.Must(main, &command.IssueGoods{Item: g, From: "值班室备用", Qty: 1, Case: k.ID, Receiver: "石望归"})
	}
	p, err := b.As(main).Case(k.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Case.Facts.Given; !slices.Equal(got, []string{"winter_items", "food", "help_info"}) || p.Case.FactsAt["given"].IsZero() {
		t.Errorf("given %v at %v", got, p.Case.FactsAt)
	}
	var codes []string
	for _, a := range p.Case.Acts {
		if a.Ref == "" || a.By == "" {
			t.Errorf("an act without its move or officer: %+v", a)
		}
		codes = append(codes, a.Code)
	}
	if want := []string{"give_quilt", "give_winter_items", "give_convenience_food", "give_food", "give_help_info"}; !slices.Equal(codes, want) {
		t.Errorf("acts %v, want %v", codes, want)
	}
	if len(p.Goods) != 4 {
		t.Errorf("%d goods on the page, want 4", len(p.Goods))
	}
	b.Must(main, &command.EditCase{Case: k.ID, Person: &command.Person{Facts: rules.Facts{Declines: ptr(true), Age: ptr(70)}}})
	if p, err = b.As(main).Case(k.ID); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, o := range p.Obligations {
		if slices.Contains([]string{"give_quilt", "give_food", "give_help_info"}, o.Code) {
			found = true
			if o.State != rules.Done {
				t.Errorf("%s is %s though it was given", o.Code, o.State)
			}
		}
	}
	if !found {
		t.Error("nothing is asked for one who declines: the test shows nothing")
	}
	says(t, b.Refuse(main, rules.NotFound, &command.IssueGoods{Item: "棉被", From: "镇仓库", Qty: 1, Case: "C20200101-0001"}), "case")
}

func ptr[T any](v T) *T { return &v }

// Ensure of two people who give out the last three quilts at once one is refused.
func TestLastThree(t *testing.T) {
	b := storetest.New(t)
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i, who := range []string{main, keeper} {
		d := b.As(who)
		wg.Go(func() {
			_, errs[i] = d.Do("", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 3, Reason: "巡查"})
		})
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("answers %v", errs)
	}
	for _, err := range errs {
		if err != nil && rules.KindOf(err) != rules.Precondition {
			t.Error(err)
		}
	}
	if i := slices.IndexFunc(stockOf(t, b).Rows, func(r view.StockRow) bool { return r.Item.Name == "棉被" && r.Place.Name == "值班室备用" }); i >= 0 {
		t.Errorf("left: %+v", stockOf(t, b).Rows[i])
	}
}

// Ensure what is short is told: below the minimum over all places, without what expired;
// and what is about to.
func TestRead(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.Import{Items: []rules.Item{{Name: "手电", Unit: "支", Min: 10}}})
	short := func() map[string]view.ShortRow {
		out := map[string]view.ShortRow{}
		for _, r := range stockOf(t, b).Short {
			out[r.Item] = r
		}
		return out
	}
	got := short()
	if r := got["手电"]; r.Min != 10 || r.OnHand != 0 {
		t.Errorf("an item that lies nowhere: %+v", r)
	}
	if r := row(t, b, "手电", "镇仓库"); r.Qty != 0 {
		t.Errorf("%+v", r)
	}
	if r := got["棉大衣"]; r.OnHand != 4 || r.Min != 5 {
		t.Errorf("棉大衣: %+v", r)
	}
	if r, ok := got["棉被"]; ok {
		t.Errorf("棉被 is not short: %+v", r)
	}
	if r := got["方便面"]; r.OnHand != 10 || r.Expires != "2026-12-10" {
		t.Errorf("方便面: %+v", r)
	}
	if s := stockOf(t, b); s.Can["stock.issue"] != nil || s.Can["stock.receive"] != nil {
		t.Errorf("%v", s.Can)
	}
	s, err := b.As("白露生").Stock()
	if err != nil || s.Can["stock.issue"] == nil || s.Can["stock.receive"] == nil {
		t.Errorf("an auditor: %v %v", s.Can, err)
	}
	if s, err = b.Public().Stock(); err != nil || s.Can["stock.issue"] == nil {
		t.Errorf("nobody: %v %v", s, err)
	}
	for range 3 {
		b.Clock.Add(6 * 24 * time.Hour)
		b.Must(main, &command.AddNote{Text: "零报告"})
	}
	if r := short()["方便面"]; r.OnHand != 5 || r.Expires != "2026-12-10" {
		t.Errorf("after 10 December: %+v", r)
	}
}
