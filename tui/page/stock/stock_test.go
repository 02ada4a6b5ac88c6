package stock

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)

// desk is a stock as it is.
type desk struct {
	entry.Drafts
	stock view.Stock
	moves []view.MoveRow
	asked string
}

func (d *desk) Stock() (*view.Stock, error) { return &d.stock, nil }
func (d *desk) Lists() (*view.Lists, error) { return &view.Lists{}, nil }
func (d *desk) Moves(item, place string, limit int) ([]view.MoveRow, error) {
	d.asked = item + "/" + place
	return d.moves, nil
}

func lying(item, place string, qty int64, expires rules.Date) view.StockRow {
	return view.StockRow{Item: rules.Item{ID: item, Name: item, Unit: "床"}, Place: rules.Place{ID: place, Name: place}, Qty: qty,
		Lots: []view.LotRow{{Lot: rules.Lot{ID: "B20261101-01", Label: "县拨", Expires: expires}, Qty: qty}}}
}

func full() *desk {
	return &desk{stock: view.Stock{Rows: []view.StockRow{lying("方便面", "镇物资库", 14, "2026-12-10"), lying("棉被", "镇物资库", 9, ""), lying("饼干", "备用柜", 3, "2026-11-30")},
		Short: []view.ShortRow{{Item: "棉被", Unit: "床", OnHand: 9, Min: 20}}, Can: view.Can{}}}
}

func read(d *desk) *Page {
	p := New(d)
	p.Update(p.Load()())
	return p
}

func (p *Page) press(keys ...tea.KeyMsg) (act route.Action) {
	for _, k := range keys {
		if b := p.Keys().Find(binding.Name(k)); b != nil && !(binding.IsText(k) && p.Typing()) {
			act = b.Do()
		} else {
			act = p.Update(k)
		}
	}
	return act
}

func runes(s string) (out []tea.KeyMsg) {
	for _, r := range s {
		out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return out
}

func of(t tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: t} }

func (p *Page) shown(lang text.Lang, w, h int) string {
	return strings.Join(p.View(screen.Env{Lang: lang, Now: now, Theme: style.NewTheme(nil)}, screen.Lay(w, h, 0)).Lines, "\n")
}

// first is the item that is listed first.
func (p *Page) first() string {
	out := ""
	p.find.View(80, 1, func(i, _ int, _ bool) string { out = p.rows[i].Item.Name; return "" })
	return out
}

// Ensure the stock is found by item, place, lot and expiry, and sorted by each.
func TestFindGoods(t *testing.T) {
	for typed, want := range map[string]int{"mb": 1, "镇物": 2, "县拨": 3, "2026-12": 1, "bg bg": 1, "zzz": 0} {
		p := read(full())
		p.press(of(tea.KeyF3))
		p.press(runes(typed)...)
		if p.find.Len() != want {
			t.Errorf("%q finds %d, want %d", typed, p.find.Len(), want)
		}
		if s := p.shown(text.ZH, 45, 24); want == 0 && !strings.Contains(s, "按 Esc 清除筛选") {
			t.Errorf("%s", s)
		}
	}
	p := read(full())
	for _, want := range []string{"棉被", "饼干", "饼干", "饼干", "棉被"} {
		if got := p.first(); got != want {
			t.Errorf("%s comes first, want %s: %s", got, want, p.find.Order(screen.Env{}))
		}
		p.find.Select("方便面/镇物资库")
		p.press(of(tea.KeyF7), of(tea.KeyHome))
	}
}

// Ensure an empty stock says where goods come from, and no window is overrun.
func TestStockDrawn(t *testing.T) {
	empty := read(&desk{stock: view.Stock{Can: view.Can{}}})
	if s := empty.shown(text.ZH, 80, 24); !strings.Contains(s, "按 5 名册") || !strings.Contains(s, "按 F6 入库") {
		t.Errorf("%s", s)
	}
	if b := empty.Keys().Find("tab"); b.Refusal() == nil {
		t.Error("there are moves of nothing")
	}
	for _, p := range []*Page{empty, read(full())} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, size := range [][2]int{{45, 10}, {45, 24}, {80, 24}, {100, 30}, {120, 40}} {
				l := screen.Lay(size[0], size[1], 0)
				lines := strings.Split(p.shown(lang, size[0], size[1]), "\n")
				for _, s := range lines {
					if style.Width(style.Narrow, s) > l.W {
						t.Errorf("%v: %q", size, s)
					}
				}
				if len(lines) > l.H {
					t.Errorf("%v: %d lines", size, len(lines))
				}
			}
		}
	}
	if s := read(full()).shown(text.ZH, 45, 24); !strings.Contains(s, "9 床 *") || strings.Contains(s, "…") {
		t.Errorf("the mark of what is short:\n%s", s)
	}
}

// Ensure the moves of the selected goods are listed, a wrong one is taken back with a reason,
// and one that cannot be says why.
func TestTakeAMoveBack(t *testing.T) {
	d := full()
	d.moves = []view.MoveRow{
		{Move: rules.Move{ID: "M20261124-0002", Kind: rules.MoveIssue, Item: "棉被", From: "镇物资库", Qty: 2, Receiver: "康大暑", Case: "C20261123-0002", At: now}, Item: "棉被", Unit: "床", From: "镇物资库"},
		{Move: rules.Move{ID: "M20261101-0001", Kind: rules.MoveReceive, Item: "棉被", To: "镇物资库", Qty: 11, At: now}, Item: "棉被", Unit: "床", To: "镇物资库",
			Back: rules.Refuse(text.Text{ZH: "这一批已经发出。", EN: "This lot was given out."}, "")},
	}
	p := read(d)
	open, ok := p.press(of(tea.KeyTab)).(screen.Open)
	if !ok {
		t.Fatal("no dialog")
	}
	m := open.Dialog.(*moves)
	m.Update(m.Load()())
	if d.asked != "棉被/镇物资库" {
		t.Errorf("asked for %s", d.asked)
	}
	for _, size := range [][2]int{{43, 12}, {78, 20}} {
		s := strings.Join(m.View(screen.Env{Now: now}, size[0], size[1]).Lines, "\n")
		if !strings.Contains(s, "-2 床") || !strings.Contains(s, "+11 床") || !strings.Contains(s, "康大暑") {
			t.Errorf("%v:\n%s", size, s)
		}
	}
	del := m.Keys().Find("delete")
	form := del.Do().(screen.Open).Dialog
	for _, k := range runes("记重了") {
		form.Update(k)
	}
	save, ok := form.Keys().Find("f9").Do().(screen.Save)
	if !ok {
		t.Fatal("not saved")
	}
	if c := save.Command.(*command.ReverseMove); c.Move != "M20261124-0002" || c.Reason != "记重了" {
		t.Errorf("%+v", c)
	}
	if m.Update(screen.Saved{}) == nil {
		t.Error("the moves are not read again")
	}
	m.Update(of(tea.KeyDown))
	if why := del.Refusal(); why == nil || why.Text.ZH != "这一批已经发出。" {
		t.Errorf("%v", why)
	}
}

// Ensure what is short is told by what can be used, and what has expired is told of as such in
// its row and among the lots.
func TestExpiredIsSaid(t *testing.T) {
	row := lying("饼干", "镇救灾仓库", 4, "2026-12-30")
	row.Qty, row.Lots = 7, append(row.Lots, view.LotRow{Lot: rules.Lot{ID: "B20260101-02", Expires: "2026-11-23"}, Qty: 3})
	d := &desk{stock: view.Stock{Rows: []view.StockRow{row}, Short: []view.ShortRow{{Item: "饼干", Unit: "床", OnHand: 4, Min: 5, Expires: "2026-11-23"}}, Can: view.Can{}}}
	for lang, want := range map[text.Lang][]string{text.ZH: {"7 床 *可用 4, 低于 5, 过期 3", "*2026-11-23 已过期", "2026-12-30 到期"}, text.EN: {"*usable 4, minimum 5, expired 3", "*expired 2026-11-23", "expires 2026-12-30"}} {
		s := read(d).shown(lang, 80, 24)
		for _, w := range want {
			if !strings.Contains(strings.ReplaceAll(strings.ReplaceAll(s, "\x1b[1m", ""), "\x1b[0m", ""), w) {
				t.Errorf("%q is not said:\n%s", w, s)
			}
		}
	}
	d.stock.Short = nil
	if s := read(d).shown(text.ZH, 80, 24); !strings.Contains(s, "过期 3") {
		t.Errorf("enough, some of it expired:\n%s", s)
	}
}

// Ensure that the whole issue is offered where a move may be one of several, of a kit or not.
func TestTheWholeIssueIsOffered(t *testing.T) {
	row := func(id, issue, kit string) view.MoveRow {
		return view.MoveRow{Move: rules.Move{ID: id, Issue: issue, Kit: kit, Kind: rules.MoveIssue}}
	}
	for name, c := range map[string]struct {
		row   view.MoveRow
		given int
		want  bool
	}{
		"the first of two":    {row("M1", "M1", ""), 2, true},
		"the second":          {row("M2", "M1", ""), 2, true},
		"alone":               {row("M1", "M1", ""), 1, false},
		"alone of a kit":      {row("M1", "M1", "P7-1"), 1, false},
		"of an older book":    {row("M1", "", ""), 0, false},
		"older than was read": {row("M1", "M1", ""), 0, true},
	} {
		m := &moves{rows: []view.MoveRow{c.row}, given: map[string]int{"M1": c.given}}
		m.list.SetItems([]string{c.row.Move.ID})
		form := m.back().(screen.Open).Dialog.(*dialog.Form)
		shown := strings.Join(form.View(screen.Env{Now: now}, 60, 20).Lines, "\n")
		if got := strings.Contains(shown, "范围"); got != c.want {
			t.Errorf("%s: %v\n%s", name, got, shown)
		}
	}
}
