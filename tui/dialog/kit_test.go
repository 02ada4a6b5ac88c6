package dialog

import (
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"
)

// kits is a stock of two kits, of which the second is short of shoes.
func kits() *view.Stock {
	reserve, depot := rules.Place{ID: "P101", Name: "备用柜", Kind: rules.PlaceReserve}, rules.Place{ID: "P100", Name: "仓库", Kind: rules.PlaceDepot}
	items := []rules.Item{{ID: "I01", Name: "棉被", Unit: "床", Good: "被条", Given: "winter_items"}, {ID: "I02", Name: "毛毯", Unit: "床", Given: "winter_items"},
		{ID: "I03", Name: "棉鞋", Unit: "双", Good: "棉鞋", Given: "winter_items"}, {ID: "I04", Name: "方便面", Unit: "箱", Good: "方便食品", Given: "food"}}
	s := &view.Stock{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 0, 0, 0, rules.Zone)}, Rows: []view.StockRow{
		{Item: items[0], Place: reserve, Qty: 3}, {Item: items[0], Place: depot, Qty: 9}, {Item: items[1], Place: depot, Qty: 4},
		{Item: items[2], Place: reserve, Qty: 1}, {Item: items[3], Place: reserve, Qty: 2}}}
	s.Kits = s.KitRows([]rules.Kit{
		{ID: "P7-1", Name: "御寒三样", English: "Three goods", Clauses: []string{"P7.2.23"}, Lines: []rules.KitLine{{Good: "被条", Qty: 1}, {Good: "棉鞋", Qty: 1}, {Good: "方便食品", Qty: 1}}},
		{ID: "K01", Name: "双人包", Lines: []rules.KitLine{{Item: "I01", Qty: 2}, {Item: "I03", Qty: 2}}, Meta: rules.Meta{Version: 4}},
	}, items)
	return s
}

// give presses keys in the form that gives goods for a case; saved is what it sends, nil
// while it refuses.
func give(t *testing.T, f *Form, steps ...string) (saved *screen.Save, keys int) {
	t.Helper()
	for _, msg := range tuitest.Keys(steps...) {
		k := msg.(tea.KeyMsg)
		var act any
		if b := f.Keys().Find(binding.Name(k)); b != nil && !binding.IsText(k) && !f.Grabs(binding.Name(k)) {
			act = b.Do()
		} else {
			act = f.Update(k)
		}
		if s, ok := act.(screen.Save); ok {
			saved = &s
		}
		keys++
	}
	return saved, keys
}

func form(s *view.Stock) *Form { return NewIssue(noDrafts{}, s, &view.Lists{}, "C20261124-0004", "") }

// Ensure the kits stand first among what can be given, and say what they are short of.
func TestKitsStandFirst(t *testing.T) {
	var got []string
	for _, o := range append(kitOptions(kits()), lying(kits())...) {
		got = append(got, o.Label.In(text.ZH))
	}
	if want := []string{"御寒三样 3样 齐", "双人包 2样 缺 棉鞋", "棉被 备用柜 可发3床"}; !slices.Equal(got[:3], want) {
		t.Errorf("%q, want %q", got, want)
	}
	if en := kitOptions(kits())[0].Label.EN; en != "Three goods: all 3 there" {
		t.Errorf("%q", en)
	}
}

// Ensure a whole kit that is in stock is given from the page of a case with at most five keys,
// Ctrl+G among them: with the receipt too.
func TestGivingAKitTakesFiveKeys(t *testing.T) {
	for name, c := range map[string]struct {
		keys    []string
		receipt rules.Receipt
	}{
		"a digit and F9":   {[]string{"text:1", "F9"}, ""},
		"arrows and F9":    {[]string{"Down", "Enter", "F9"}, ""},
		"with the receipt": {[]string{"text:1", "Shift+Tab", "text:2", "F9"}, rules.ReceiptThumbprint},
	} {
		t.Run(name, func(t *testing.T) {
			save, n := give(t, form(kits()), c.keys...)
			if save == nil {
				t.Fatal("not saved")
			}
			want := []command.IssueLine{{Item: "I01", Qty: 1, From: "P101"}, {Item: "I03", Qty: 1, From: "P101"}, {Item: "I04", Qty: 1, From: "P101"}}
			g := save.Command.(*command.IssueKit)
			if g.Kit != "P7-1" || g.Case == "" || g.Receipt != c.receipt || !slices.Equal(g.Lines, want) {
				t.Errorf("%+v", g)
			}
			if n+1 > 5 {
				t.Errorf("%d keys", n+1)
			}
			if err := g.Check(time.Time{}); err != nil {
				t.Error(err)
			}
		})
	}
}

// Ensure a line that is short waits for the person to choose: fewer, another, or none, with
// how many and why; and that another kit begins with its own lines.
func TestShortKitAsks(t *testing.T) {
	f := form(kits())
	if save, _ := give(t, f, "text:2", "F9"); save != nil {
		t.Fatalf("sent without a word: %+v", save.Command)
	}
	if f.Focused() != "K01.1" || f.Values()["K01.0"] != "I01/P101" {
		t.Errorf("%s %v", f.Focused(), f.Values())
	}
	save, _ := give(t, f, "text:1", "F9") // the one pair that is there
	if save == nil {
		t.Fatalf("not saved: %v", f.Values())
	}
	g := save.Command.(*command.IssueKit)
	if want := []command.IssueLine{{Item: "I01", Qty: 2, From: "P101"}, {Item: "I03", Qty: 1, From: "P101"}}; g.Version != 4 || !slices.Equal(g.Lines, want) {
		t.Errorf("%+v", g)
	}

	f = form(kits())
	if save, _ = give(t, f, "text:2", "Tab", "Tab", "text:2", "F9"); save != nil || f.Focused() != "K01.1.reason" {
		t.Fatalf("replaced without a reason: %v, at %s", save, f.Focused())
	}
	if save, _ = give(t, f, "text:没有合脚的", "Up", "text:2", "F9"); save == nil {
		t.Fatalf("not saved: %v at %s", f.Values(), f.Focused())
	}
	if l := save.Command.(*command.IssueKit).Lines[1]; l != (command.IssueLine{Item: "I03", Substitute: "I02", From: "P100", Qty: 2, Reason: "没有合脚的"}) {
		t.Errorf("%+v", l)
	}

	f = form(kits())
	save, _ = give(t, f, "text:2", "Tab", "Tab", "text:3", "Tab", "text:自己有", "F9")
	if save == nil {
		t.Fatalf("not saved: %v at %s", f.Values(), f.Focused())
	}
	if l := save.Command.(*command.IssueKit).Lines[1]; l != (command.IssueLine{Item: "I03", Skip: true, Qty: 2, Reason: "自己有"}) {
		t.Errorf("%+v", l)
	}

	f = form(kits())
	give(t, f, "text:2")
	f.Set("item", kitPick+"/P7-1")
	if save, _ = give(t, f, "F9"); save == nil || len(save.Command.(*command.IssueKit).Lines) != 3 {
		t.Errorf("%+v %v", save, f.Values())
	}
}

// Ensure a receipt is asked for one item once somebody is named who took it.
func TestReceiptOfOneItem(t *testing.T) {
	save, _ := give(t, form(kits()), "text:3", "Tab", "Tab", "text:康大暑", "Tab", "text:1", "F9")
	if save == nil {
		t.Fatal("not saved")
	}
	if c := save.Command.(*command.IssueGoods); c.Receiver != "康大暑" || c.Receipt != rules.ReceiptSignature || c.Item != "I01" {
		t.Errorf("%+v", c)
	}
}

// Ensure that no number below one is taken for what is given otherwise: 0 would be as the kit
// says.
func TestNoneIsNotANumber(t *testing.T) {
	f := form(kits())
	give(t, f, "text:2")
	f.Set("K01.1", "I03/P101")
	f.Set("K01.1.qty", "0")
	if save, _ := give(t, f, "F9"); save != nil || f.Focused() != "K01.1.qty" {
		t.Errorf("%+v, at %s", save, f.Focused())
	}
}
