// Package board is the page 值班室: what is due and how late, what must still be asked,
// what the weather does, what is short, how the handover stands. What is due and in which
// order comes with the read model; this page decides only how it is seen.
package board

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Board() (*view.Board, error)
}

// Page is the board.
type Page struct {
	desk  Desk
	board *view.Board
	err   *rules.Error
	due   list.List
	ask   list.List
	onAsk bool // the questions have the keys
	sign  func(order string) route.Action
}

// New is the board of a desk. sign is what Enter does on an order that waits for its
// signature.
func New(desk Desk, sign func(order string) route.Action) *Page { return &Page{desk: desk, sign: sign} }

// Load reads the board.
func (p *Page) Load() tea.Cmd { return screen.Read("board", p.desk.Board) }

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes the board that was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Board]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.show(msg.Value)
		}
	case tea.KeyMsg:
		p.list().Key(msg)
	}
	return nil
}

func (p *Page) show(b *view.Board) {
	p.board = b
	due := make([]string, len(b.Rows))
	for i, r := range b.Rows {
		due[i] = r.Key
	}
	ask := make([]string, len(b.Asks))
	for i, r := range b.Asks {
		ask[i] = r.Case + "/" + r.Question.Fact
	}
	p.due.SetItems(due)
	p.ask.SetItems(ask)
	if len(ask) == 0 {
		p.onAsk = false
	}
}

func (p *Page) list() *list.List {
	if p.onAsk {
		return &p.ask
	}
	return &p.due
}

// open goes to the record of the selected line.
func (p *Page) open() route.Action {
	id, ok := p.list().Selected()
	if !ok {
		return nil
	}
	if p.onAsk {
		c, fact, _ := strings.Cut(id, "/")
		return route.To{Page: route.Case, ID: c, Focus: "ask/" + fact}
	}
	switch kind, id, _ := strings.Cut(id, "/"); kind {
	case "case":
		return route.To{Page: route.Case, ID: id}
	case "call":
		return route.To{Page: route.Call, ID: id}
	case "order":
		return p.sign(id)
	case "stock":
		return route.To{Page: route.Stock}
	default:
		return route.To{Page: route.Handover}
	}
}
