// Package stock is the page 物资: what lies where, in which lots, and what is short. It shows
// the ledger's balances; what may be moved is decided by the command.
package stock

import (
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
}

// Page is the stock.
type Page struct {
	desk  Desk
	s     *view.Stock
	lists *view.Lists
	rows  []view.StockRow // what is short first
	err   *rules.Error
	list  list.List
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

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes the balances that were read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.show(msg.Value)
		}
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

func (p *Page) show(m loaded) {
	p.s, p.lists = m.stock, m.lists
	p.rows = slices.Clone(m.stock.Rows)
	slices.SortStableFunc(p.rows, func(a, b view.StockRow) int { return rank(p.short(&a)) - rank(p.short(&b)) })
	ids := make([]string, len(p.rows))
	for i, r := range p.rows {
		ids[i] = r.Item.ID + "/" + r.Place.ID
	}
	p.list.SetItems(ids)
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

// Keys give out and take in.
func (p *Page) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "发放", EN: "Give"}, Help: text.Text{ZH: "从选中的地点发放, 写明领取人和用途", EN: "Give goods out from the selected place"}, Do: p.issue, Refuse: p.can("stock.issue")},
		{Keys: []string{"f6", "r"}, Label: text.Text{ZH: "入库", EN: "Receive"}, Help: text.Text{ZH: "物资入库, 记一批", EN: "Take goods in as a new lot"}, Do: p.receive, Refuse: p.can("stock.receive")},
	}, binding.Lists...)
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
	id, _ := p.list.Selected()
	return screen.Open{Dialog: dialog.NewIssue(p.desk, p.s, p.lists, "", id)}
}

func (p *Page) receive() route.Action {
	id, _ := p.list.Selected()
	return screen.Open{Dialog: dialog.NewReceive(p.desk, p.lists, id)}
}
