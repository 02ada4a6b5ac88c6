// Package stock is the page 物资: what lies where, in which lots, what is short, and how it
// came and went. It shows the ledger's balances and moves; what may be moved or taken back is
// decided by the command.
package stock

import (
	"cmp"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Stock() (*view.Stock, error)
	Lists() (*view.Lists, error)
	Moves(item, place string, limit int) ([]view.MoveRow, error)
}

// Page is the stock.
type Page struct {
	desk  Desk
	s     *view.Stock
	lists *view.Lists
	rows  []view.StockRow // what is short first
	err   *rules.Error
	find  list.Find
}

// New is the stock of a desk.
func New(desk Desk) *Page { return &Page{desk: desk} }

type loaded struct {
	stock *view.Stock
	lists *view.Lists
}

// Load reads the balances.
func (p *Page) Load() tea.Cmd {
	desk := p.desk
	return screen.Read("stock", func() (m loaded, err error) {
		err = screen.Reads(screen.Into(&m.lists, desk.Lists), screen.Into(&m.stock, desk.Stock))
		return m, err
	})
}

// Leave closes the field; its filter stays.
func (p *Page) Leave() tea.Cmd {
	p.find.Close()
	return nil
}

// Typing says that the field is open.
func (p *Page) Typing() bool { return p.find.Typing() }

// Update takes the balances that were read, what was found in them, and the keys that move
// or narrow.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			return p.show(msg.Value)
		}
	case list.Found:
		return p.find.Take(msg)
	case tea.KeyMsg:
		return p.find.Key(msg)
	}
	return nil
}

func (p *Page) show(m loaded) route.Action {
	p.s, p.lists = m.stock, m.lists
	p.rows = slices.Clone(m.stock.Rows)
	slices.SortStableFunc(p.rows, func(a, b view.StockRow) int { return rank(p.short(&a)) - rank(p.short(&b)) })
	ids := make([]string, len(p.rows))
	for i, r := range p.rows {
		ids[i] = r.Item.ID + "/" + r.Place.ID
	}
	return p.find.SetRows(list.Rows{IDs: ids, Texts: texts(p.rows), Orders: orders(p.rows)})
}

// texts is what a row is found by: what lies where, its lots and the days they expire.
func texts(rows []view.StockRow) func(i int) []string {
	return func(i int) []string {
		r := &rows[i]
		out := []string{r.Item.Name, r.Place.Name}
		for _, l := range r.Lots {
			out = append(out, l.Lot.ID, l.Lot.Label, string(l.Lot.Expires))
		}
		return out
	}
}

func orders(rows []view.StockRow) []list.Order {
	n := len(rows)
	return []list.Order{
		{Label: text.Text{ZH: "紧缺", EN: "shortage"}},
		list.ByName(text.Text{ZH: "物资", EN: "item"}, n, func(i int) string { return rows[i].Item.Name }),
		list.ByName(text.Text{ZH: "地点", EN: "place"}, n, func(i int) string { return rows[i].Place.Name }),
		{Label: text.Text{ZH: "到期日", EN: "expiry"}, Compare: func(a, b int) int { return cmp.Compare(expiry(&rows[a]), expiry(&rows[b])) }},
	}
}

// expiry is the first day on which something of a row expires, after all days where nothing
// does.
func expiry(r *view.StockRow) rules.Date {
	first := rules.Date("~")
	for _, l := range r.Lots {
		if l.Lot.Expires != "" && l.Qty > 0 {
			first = min(first, l.Lot.Expires)
		}
	}
	return first
}

// short is what is said of the item of a row, nil when there is enough.
func (p *Page) short(r *view.StockRow) *view.ShortRow {
	i := slices.IndexFunc(p.s.Short, func(s view.ShortRow) bool { return s.Item == r.Item.Name })
	if i < 0 {
		return nil
	}
	return &p.s.Short[i]
}

func rank(s *view.ShortRow) int {
	switch {
	case s == nil:
		return 2
	case s.OnHand < s.Min:
		return 0
	}
	return 1
}

// Keys give out, take in, and show how it came and went; those of the field alone while it
// is open.
func (p *Page) Keys() binding.Table {
	if p.find.Typing() {
		return p.find.Keys()
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "发放", EN: "Give"}, Help: text.Text{ZH: "从选中的地点发放, 写明领取人和用途", EN: "Give goods out from the selected place"}, Do: p.issue, Refuse: p.can("stock.issue")},
		{Keys: []string{"f6", "r"}, Label: text.Text{ZH: "入库", EN: "Receive"}, Help: text.Text{ZH: "物资入库, 记一批", EN: "Take goods in as a new lot"}, Do: p.receive, Refuse: p.can("stock.receive")},
		{Keys: []string{"tab", "m"}, Label: text.Text{ZH: "流水", EN: "Moves"}, Help: text.Text{ZH: "选中的物资在这里的来去; 记错的在那里冲销", EN: "How the selected goods came and went here; a wrong one is taken back there"}, Do: p.moves, Refuse: p.nothing},
	}, p.find.Keys()...)
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.s == nil {
			return screen.Unread()
		}
		return p.s.Can[code]
	}
}

func (p *Page) issue() route.Action {
	id, _ := p.find.Selected()
	return screen.Open{Dialog: dialog.NewIssue(p.desk, p.s, p.lists, "", id)}
}

func (p *Page) receive() route.Action {
	id, _ := p.find.Selected()
	return screen.Open{Dialog: dialog.NewReceive(p.desk, p.s, p.lists, id)}
}

func (p *Page) moves() route.Action {
	r := &p.rows[p.find.Index()]
	return screen.Open{Dialog: newMoves(p.desk, r.Item, r.Place)}
}

func (p *Page) nothing() *rules.Error {
	if p.find.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "没有选中物资。", EN: "No goods are selected."}, "")
	}
	return nil
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.find.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.find.Return(spot) }
