// Package board is the page 值班室: what is due and how late, what must still be asked,
// what the weather does, what is short, how the handover stands. What is due and in which
// order comes with the read model; this page decides only how it is seen.
package board

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
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
	Lists() (*view.Lists, error)
	Actor() (id, name string)
}

// Page is the board.
type Page struct {
	desk    Desk
	notices func() []text.Text // what endangers the book
	board   *view.Board
	told    []text.Text // notes when they were read last
	lists   *view.Lists // nil: not to be read
	err     *rules.Error
	due     list.Find
	ask     list.List
	onAsk   bool // the questions have the keys
	sign    func(order string) route.Action
	widest  widest
}

// New is the board of a desk. notices is what endangers the book; sign is what Enter does
// on an order that waits for its signature.
func New(desk Desk, notices func() []text.Text, sign func(order string) route.Action) *Page {
	return &Page{desk: desk, notices: notices, sign: sign}
}

type loaded struct {
	board   *view.Board
	notices []text.Text
	lists   *view.Lists
}

// Load reads the board, and the lists for what a new desk still needs.
func (p *Page) Load() tea.Cmd {
	desk, notices := p.desk, p.notices
	return screen.Read("board", func() (m loaded, err error) {
		m.notices = notices()
		if m.board, err = desk.Board(); err == nil {
			m.lists, _ = desk.Lists() // without them the board tells all but what a new desk needs
		}
		return m, err
	})
}

// Leave closes the field; its filter stays.
func (p *Page) Leave() tea.Cmd {
	p.due.Close()
	return nil
}

// Typing says that the field over what is due is open.
func (p *Page) Typing() bool { return p.due.Typing() }

// Update takes the board that was read, what was found in it, and the keys that move or
// narrow.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		p.told = msg.Value.notices
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.lists = msg.Value.lists
			return p.show(msg.Value.board)
		}
	case list.Found:
		return p.due.Take(msg)
	case tea.KeyMsg:
		if p.onAsk = p.onAsk && !p.due.Typing(); p.onAsk {
			p.ask.Key(msg)
			return nil
		}
		return p.due.Key(msg)
	}
	return nil
}

func (p *Page) show(b *view.Board) route.Action {
	p.board = b
	due := make([]string, len(b.Rows))
	for i, r := range b.Rows {
		due[i] = r.Key
	}
	ask := make([]string, len(b.Asks))
	for i, r := range b.Asks {
		ask[i] = r.Case + "/" + r.Question.Fact
	}
	p.ask.SetItems(ask)
	if len(ask) == 0 {
		p.onAsk = false
	}
	return p.due.SetRows(list.Rows{IDs: due, Texts: func(i int) []string {
		r := &b.Rows[i]
		return []string{r.Key, r.Subject.ZH, r.Subject.EN, r.What.ZH, r.What.EN}
	}})
}

// selected is the line that Enter opens, of what is due or of what to ask.
func (p *Page) selected() (id string, ok bool) {
	if p.onAsk {
		return p.ask.Selected()
	}
	return p.due.Selected()
}

// open goes to the record of the selected line.
func (p *Page) open() route.Action {
	id, ok := p.selected()
	if !ok {
		return nil
	}
	if p.onAsk {
		c, fact, _ := strings.Cut(id, "/")
		return route.To{Page: route.Case, ID: c, Focus: "ask/" + fact}
	}
	switch kind, id, _ := strings.Cut(id, "/"); kind {
	case "referral":
		return route.To{Page: route.Case, ID: p.board.Rows[p.due.Index()].Case}
	case "case":
		return route.To{Page: route.Case, ID: id}
	case "call":
		return route.To{Page: route.Call, ID: id}
	case "order":
		return p.sign(id)
	case "stock":
		return route.To{Page: route.Stock}
	case "paper":
		return p.paper()
	case "patrol":
		return route.To{Page: route.Patrols, ID: id}
	case "report":
		return route.To{Page: route.Log}
	case "roster":
		return route.To{Page: route.Roster, ID: id}
	case "duty":
		return route.To{Page: route.Calendar, ID: id}
	case "register":
		return route.To{Page: route.Registers, ID: id}
	case "notice":
		return route.To{Page: route.Notices, ID: id}
	default:
		return route.To{Page: route.Handover}
	}
}

// paper goes to what the selected paper was printed from.
func (p *Page) paper() route.Action {
	id, _ := p.due.Selected()
	i := slices.IndexFunc(p.board.Rows, func(r view.DueRow) bool { return r.Key == id })
	if i < 0 {
		return nil
	}
	kind, on, _ := strings.Cut(p.board.Rows[i].On, "/")
	if kind == "case" {
		return route.To{Page: route.Case, ID: on}
	}
	return route.To{Page: route.Handover, ID: on}
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.due.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.due.Return(spot) }
