package stock_test

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

const four = "御寒四样"

// shoed is a test desk with cotton shoes, socks and a blanket on its list, and a case.
func shoed(t *testing.T) (b *storetest.Book, id string) {
	b = storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	for _, i := range []command.PutItem{{Name: "棉鞋", Unit: "双", Good: "棉鞋", Given: "winter_items"}, {Name: "毛毯", Unit: "床", Given: "winter_items"}, {Name: "饼干", Unit: "箱", Good: "方便食品", Given: "food"}} {
		b.Must(keeper, &i)
	}
	b.Must(keeper, &command.ReceiveGoods{Item: "毛毯", Place: "镇仓库", Qty: 6})
	return b, b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着"}}).ID
}

// left is what lies of every item at every place.
func left(t *testing.T, b *storetest.Book) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, r := range stockOf(t, b).Rows {
		out[r.Item.Name+"/"+r.Place.Name] = r.Qty
	}
	return out
}

func page(t *testing.T, b *storetest.Book, id string) *view.Case {
	t.Helper()
	p, err := b.As(main).Case(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Ensure that a kit is given as one issue of several lots, and each line meets its own duty.
func TestIssueKit(t *testing.T) {
	b, id := shoed(t)
	b.Must(keeper, &command.ReceiveGoods{Item: "棉鞋", Place: "值班室备用", Qty: 1})
	b.Must(main, &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: 4, Reason: "巡查"})
	b.Must(keeper, &command.PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "方便面", Qty: 3}, {Item: "棉被", Qty: 1}}})
	res := b.Must(main, &command.IssueKit{Kit: "夜巡包", From: "值班室备用", Case: id}) // 1 of the old lot, 2 of the new, 1 quilt
	if len(res.More) != 2 {
		t.Errorf("%+v", res)
	}
	res = b.Must(main, &command.IssueKit{Kit: "p7-1", From: "值班室备用", Case: id, Receiver: "康大暑", Receipt: rules.ReceiptThumbprint})
	p := page(t, b, id)
	var kinds []string
	for _, g := range p.Goods {
		if m := g.Move; m.Kit == "P7-1" {
			if kinds = append(kinds, g.Item); m.Issue != res.ID || m.Receiver != "康大暑" || m.Receipt != rules.ReceiptThumbprint || m.Qty != 1 || m.Shift == "" {
				t.Errorf("%+v", m)
			}
		}
	}
	if !slices.Equal(kinds, []string{"棉被", "棉大衣", "棉鞋", "方便面"}) {
		t.Errorf("%v", kinds)
	}
	for _, act := range []string{"give_quilt", "give_cotton_coat", "give_cotton_shoes", "give_convenience_food", "give_food", "give_winter_items"} {
		if p.Case.DoneAct(act) == nil {
			t.Errorf("%s is not done", act)
		}
	}
	if l := left(t, b); l["棉被/值班室备用"] != 1 || l["方便面/值班室备用"] != 2 || l["棉大衣/值班室备用"] != 3 {
		t.Errorf("%v", l)
	}
}

// Ensure that a kit of which a line is short gives nothing at all, and that the refusal says
// of every short line what is there and what may be given instead; the person may then
// replace it, leave it out, or take it from elsewhere, and says why.
func TestShortKit(t *testing.T) {
	b, id := shoed(t)
	b.Must(main, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 3, Reason: "巡查"})
	before, at := left(t, b), page(t, b, id).Case.Version
	give := func(lines ...command.IssueLine) *command.IssueKit {
		return &command.IssueKit{Kit: four, From: "值班室备用", Case: id, Lines: lines}
	}
	e := b.Refuse(main, rules.Precondition, give())
	says(t, e, "kit", "没有可发的棉被", "别处还有: 镇仓库 40 床", "可代用: 毛毯 (镇仓库 6 床)", "没有可发的棉鞋")
	if now := left(t, b); !equal(before, now) || page(t, b, id).Case.Version != at {
		t.Errorf("something was given: %v, before %v", now, before)
	}
	shoes := command.IssueLine{Item: "棉鞋", Skip: true, Reason: "没有合脚的"}
	says(t, b.Refuse(main, rules.Precondition, give(shoes)), "kit", "棉被")
	says(t, b.Refuse(main, rules.Invalid, give(shoes, command.IssueLine{Item: "棉鞋", Qty: 2})), "lines[1].item", "两次")
	says(t, b.Refuse(main, rules.Invalid, give(command.IssueLine{Item: "毛毯", Qty: 2})), "lines[0].item", four)
	says(t, b.Refuse(main, rules.NotFound, give(command.IssueLine{Item: "棉鞋", Substitute: "草鞋", Reason: "x"})), "lines[0].substitute")
	says(t, b.Refuse(main, rules.NotFound, &command.IssueKit{Kit: "没有的包", From: "值班室备用", Case: id}), "kit")
	says(t, b.Refuse(main, rules.Invalid, &command.IssueKit{Kit: four, Case: id}), "from")
	b.Refuse("白露生", rules.Denied, give())
	all := func(l command.IssueLine) command.IssueLine { l.Skip, l.Reason = true, "不要"; return l }
	says(t, b.Refuse(main, rules.Precondition, give(all(command.IssueLine{Item: "被条"}), all(command.IssueLine{Item: "棉衣"}), all(command.IssueLine{Item: "棉鞋"}), all(command.IssueLine{Item: "方便食品"}))), "lines", "全都不发")
	res := b.Must(main, give(shoes, command.IssueLine{Item: "被条", Substitute: "毛毯", From: "镇仓库", Reason: "备用柜没有被子"}, command.IssueLine{Item: "棉大衣", Qty: 2}))
	p := page(t, b, id)
	if len(p.Goods) != 3 || p.Goods[0].Move.ID != res.ID || p.Goods[0].Item != "毛毯" || p.Goods[0].Move.For != "被条" || p.Goods[0].Move.Reason != "备用柜没有被子" || p.Goods[1].Move.Qty != 2 {
		t.Errorf("%+v", p.Goods)
	}
	if p.Case.DoneAct("give_quilt") != nil || p.Case.DoneAct("give_cotton_coat") == nil {
		t.Errorf("a blanket is no quilt: %+v", p.Case.Acts)
	}
	i := slices.IndexFunc(p.Timeline, func(e view.Event) bool { return strings.Contains(e.What.ZH, "未发 棉鞋") })
	if i < 0 || p.Timeline[i].Text != "没有合脚的" {
		t.Errorf("%+v", p.Timeline)
	}
	// Goods without a kit, of which one is short.
	before = left(t, b)
	says(t, b.Refuse(main, rules.Precondition, &command.IssueKit{From: "镇仓库", Reason: "巡查", Lines: []command.IssueLine{{Item: "毛毯", Qty: 2}, {Item: "棉大衣", Qty: 1, From: "值班室备用"}, {Item: "棉被", Qty: 99}}}), "lines[2].qty", "只有 40")
	if now := left(t, b); !equal(before, now) {
		t.Errorf("something was given: %v, before %v", now, before)
	}
	b.Must(main, &command.IssueKit{From: "镇仓库", Reason: "巡查", Lines: []command.IssueLine{{Item: "毛毯", Qty: 2}, {Item: "棉大衣", Qty: 1, From: "值班室备用"}}})
}

func equal(a, b map[string]int64) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return len(a) == len(b)
}

// Ensure that a good is given of the item that has enough there, and that a kit which was
// changed meanwhile is a Conflict.
func TestKitOfWhatIsThere(t *testing.T) {
	b, id := shoed(t)
	b.Must(keeper, &command.ReceiveGoods{Item: "饼干", Place: "镇仓库", Qty: 3})
	b.Must(keeper, &command.ReceiveGoods{Item: "棉鞋", Place: "镇仓库", Qty: 3})
	b.Must(keeper, &command.ReceiveGoods{Item: "棉大衣", Place: "镇仓库", Qty: 3})
	b.Must(main, &command.IssueKit{Kit: four, From: "镇仓库", Case: id})
	if g := page(t, b, id).Goods; len(g) != 4 || g[3].Item != "饼干" {
		t.Errorf("%+v", g)
	}
	k := b.Must(keeper, &command.PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "棉被", Qty: 1}}})
	b.Must(keeper, &command.PutKit{ID: k.ID, Version: 1, Name: "夜巡包", Lines: []rules.KitLine{{Item: "毛毯", Qty: 1}}})
	b.Refuse(main, rules.Conflict, &command.IssueKit{Kit: k.ID, Version: 1, From: "镇仓库", Case: id})
	b.Must(main, &command.IssueKit{Kit: k.ID, Version: 2, From: "镇仓库", Case: id})
	b.Must("许知远", &command.Retire{List: "kit", ID: k.ID})
	b.Refuse(main, rules.NotFound, &command.IssueKit{Kit: k.ID, From: "镇仓库", Case: id})
	if s := stockOf(t, b); len(s.Kits) != 1 || s.Kits[0].Kit.ID != "P7-1" || !s.Kits[0].Offers[1].Enough() || s.Kits[0].Offers[1].Choices[0].Place.Name != "值班室备用" {
		t.Errorf("%+v", s.Kits)
	}
}

// Ensure that the case, the ledger and the shift show the same line of goods given.
func TestOneLineEverywhere(t *testing.T) {
	b, id := shoed(t)
	b.Must(keeper, &command.ReceiveGoods{Item: "棉鞋", Place: "值班室备用", Qty: 1})
	b.Must(main, &command.IssueKit{Kit: four, From: "值班室备用", Case: id, Receiver: "康大暑", Receipt: rules.ReceiptSignature,
		Lines: []command.IssueLine{{Item: "被条", Substitute: "毛毯", From: "镇仓库", Reason: "棉被湿了"}}})
	b.Must(main, &command.IssueGoods{Item: "救助联系卡", From: "值班室备用", Qty: 1, Case: id, Receiver: "康大暑", Receipt: rules.ReceiptRefused})
	want := []string{"毛毯 1床 自 镇仓库, 御寒四样, 代被条, 领取人 康大暑, 签字", "棉大衣 1件 自 值班室备用, 御寒四样, 领取人 康大暑, 签字",
		"棉鞋 1双 自 值班室备用, 御寒四样, 领取人 康大暑, 签字", "方便面 1箱 自 值班室备用, 御寒四样, 领取人 康大暑, 签字", "救助联系卡 1张 自 值班室备用, 领取人 康大暑, 拒签"}
	var onCase, inLedger, onShift []text.Text
	p := page(t, b, id)
	for _, g := range p.Goods {
		onCase = append(onCase, g.Line)
		if !slices.ContainsFunc(p.Timeline, func(e view.Event) bool { return e.Ref == g.Move.ID && e.What.ZH == "发放 "+g.Line.ZH }) {
			t.Errorf("the story does not tell %q", g.Line)
		}
	}
	for _, r := range slices.Backward(moves(t, b, main, "", "")) {
		if r.Move.Case == id {
			inLedger = append(inLedger, r.Line)
		}
	}
	b.Must(main, &command.DraftHandover{})
	h, err := b.As(main).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(h.Live, func(l rules.Line) bool { return strings.HasPrefix(l.Key, "counts/") })
	for _, d := range h.Live[i].Detail {
		if _, line, ok := strings.Cut(d.ZH, " 发放 "); ok {
			_, en, _ := strings.Cut(d.EN, " gave ")
			onShift = append(onShift, text.Text{ZH: line, EN: en})
		}
	}
	if !slices.Equal(onCase, inLedger) || !slices.Equal(onCase, onShift) {
		t.Errorf("the case %q\nthe ledger %q\nthe shift %q", onCase, inLedger, onShift)
	}
	for n, l := range onCase {
		if l.ZH != want[n] || l.EN == "" {
			t.Errorf("%q, want %q", l, want[n])
		}
	}
	if d := h.Live[i].Detail[1]; d.ZH != "发放 2 次: 签字 1、拒签 1" {
		t.Errorf("%q", d)
	}
	// Nobody who has not signed in reads who took what, and how.
	hidden, err := b.Public().Moves("", "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range hidden {
		if strings.Contains(r.Line.ZH, "康") || strings.Contains(r.Line.ZH, "签") || r.Move.Receipt != "" || r.Move.Receiver != "" || r.Move.Left != nil {
			t.Errorf("%+v", r)
		}
	}
}

// Ensure that one move of a kit, and all that stand of it at once, are taken back, each once,
// with what they had told of the case.
func TestReverseKit(t *testing.T) {
	b, id := shoed(t)
	b.Must(keeper, &command.ReceiveGoods{Item: "棉鞋", Place: "值班室备用", Qty: 1})
	before := left(t, b)
	res := b.Must(main, &command.IssueKit{Kit: four, From: "值班室备用", Case: id})
	b.Clock.Add(time.Minute)
	b.Must(main, &command.ReverseMove{Move: res.More[0], Reason: "大衣没拿"})
	if p := page(t, b, id); p.Case.DoneAct("give_cotton_coat") != nil || p.Case.DoneAct("give_quilt") == nil || len(p.Goods) != 3 {
		t.Errorf("%+v", p.Case.Acts)
	}
	back := b.Must(main, &command.ReverseMove{Move: res.More[2], Whole: true, Reason: "人走了"})
	if len(back.More) != 5 {
		t.Errorf("%+v", back)
	}
	p := page(t, b, id)
	if now := left(t, b); !equal(before, now) || len(p.Goods) != 0 || p.Case.Facts.Known("given") {
		t.Errorf("%v, before %v; %+v", now, before, p.Goods)
	}
	for _, act := range []string{"give_quilt", "give_cotton_shoes", "give_convenience_food", "give_food"} {
		if p.Case.DoneAct(act) != nil {
			t.Errorf("%s still stands", act)
		}
	}
	b.Refuse(main, rules.Precondition, &command.ReverseMove{Move: res.ID, Whole: true, Reason: "再来"})
	b.Refuse(main, rules.Precondition, &command.ReverseMove{Move: back.ID, Whole: true, Reason: "再来"})
	two := b.Must(main, &command.IssueGoods{Item: "方便面", From: "值班室备用", Qty: 7, Case: id}) // two lots, one issue
	b.Must(main, &command.ReverseMove{Move: two.ID, Whole: true, Reason: "记错"})
	if now := left(t, b); !equal(before, now) {
		t.Errorf("%v, before %v", now, before)
	}
}

// Ensure that an issue is taken back whole only while every item of it can lie where it lay,
// and that nothing of it comes back otherwise.
func TestReverseKitNeedsItsShelf(t *testing.T) {
	b, id := shoed(t)
	res := b.Must(main, &command.IssueKit{Case: id, From: "值班室备用", Lines: []command.IssueLine{{Item: "棉被", Qty: 1}, {Item: "救助联系卡", Qty: 50}}})
	was := left(t, b)
	whole := &command.ReverseMove{Move: res.ID, Whole: true, Reason: "人走了"}
	b.Must("许知远", &command.Retire{List: "item", ID: "救助联系卡"})
	says(t, b.Refuse(main, rules.Precondition, whole), "", "先恢复 救助联系卡")
	if now := left(t, b); !equal(was, now) || len(page(t, b, id).Goods) != 2 {
		t.Errorf("was %v, is %v", was, now)
	}
	b.Must("许知远", &command.Retire{List: "item", ID: "救助联系卡", Back: true})
	b.Must(main, whole)
	if p := page(t, b, id); len(p.Goods) != 0 || p.Case.DoneAct("give_quilt") != nil || p.Case.DoneAct("give_help_info") != nil {
		t.Errorf("%+v %+v", p.Goods, p.Case.Acts)
	}
}

// Ensure that a kit is found by its id first, then by its exact name, then by what it folds
// to, and that none of several is guessed.
func TestWhichKit(t *testing.T) {
	b, id := shoed(t)
	put := func(name string) string {
		return b.Must(keeper, &command.PutKit{Name: name, Lines: []rules.KitLine{{Item: "毛毯", Qty: 1}}}).ID
	}
	small, large, same := put("night kit"), put("Night Kit"), put("有害水域")
	give := func(kit string) *command.IssueKit {
		return &command.IssueKit{Kit: kit, From: "镇仓库", Case: id}
	}
	for said, want := range map[string]string{strings.ToLower(small): small, "night kit": small, " Night Kit ": large, "有害水域": same} {
		b.Must(main, give(said))
		if g := page(t, b, id).Goods; g[len(g)-1].Move.Kit != want {
			t.Errorf("%q: %s, want %s", said, g[len(g)-1].Move.Kit, want)
		}
	}
	says(t, b.Refuse(main, rules.Invalid, give("NIGHT KIT")), "kit", "对得上 2 个", small, large)
	says(t, b.Refuse(main, rules.Invalid, give("yhsy")), "kit", "P7-1", same)
}

// Ensure that goods are advised instead where they may be given, each once.
func TestAdvisedOnce(t *testing.T) {
	b, id := shoed(t)
	b.Must(keeper, &command.ReceiveGoods{Item: "毛毯", Place: "值班室备用", Qty: 2})
	e := b.Refuse(main, rules.Precondition, &command.IssueKit{Kit: four, From: "值班室备用", Case: id})
	if n := strings.Count(e.Text.ZH, "毛毯"); n != 1 {
		t.Errorf("%d times: %s", n, e.Text.ZH)
	}
	e = b.Refuse(main, rules.Precondition, &command.IssueKit{From: "值班室备用", Case: id, Lines: []command.IssueLine{{Item: "棉鞋", Qty: 1}}})
	if strings.Contains(e.Text.ZH, "代用") {
		t.Errorf("%s", e.Text.ZH)
	}
}

// Ensure that what was left out is taken back with the last of what was given, and that the
// story says it in both languages.
func TestLeftOutGoesWithItsIssue(t *testing.T) {
	b, id := shoed(t)
	res := b.Must(main, &command.IssueKit{Kit: four, From: "值班室备用", Case: id, Lines: []command.IssueLine{{Item: "棉鞋", Skip: true, Reason: "没有合脚的"}}})
	story := func(has string) bool {
		return slices.ContainsFunc(page(t, b, id).Timeline, func(e view.Event) bool { return strings.Contains(e.What.EN, has) })
	}
	b.Must(main, &command.ReverseMove{Move: res.ID, Reason: "记错"})
	if !story("not given: cotton shoes 1") || story("not given: cotton shoes 1 (taken back)") || !story("taken back: 1 床 棉被") {
		t.Errorf("%+v", page(t, b, id).Timeline)
	}
	b.Must(main, &command.ReverseMove{Move: res.More[0], Whole: true, Reason: "记错"})
	if !story("not given: cotton shoes 1 (taken back)") {
		t.Errorf("%+v", page(t, b, id).Timeline)
	}
}
