// Package since is the page of what has changed since the person's last shift: the first one
// of whoever comes to take over, read from the top, and each line opens its record. What
// changed and how grave it is comes with the read model; this page decides how much of it
// one screen holds.
package since

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	Since() (*view.Since, error)
	Actor() (id, name string)
}

// Page is what has changed.
type Page struct {
	desk Desk
	s    *view.Since
	err  *rules.Error
	list list.List
	rows []line
	room int  // lines that rows were chosen for
	all  bool // every line, to be scrolled
	sign func(order string) route.Action
}

// line is a row with its group: first says that it is the group's first one, more how many of
// the group are not there.
type line struct {
	view.SinceRow
	kind  string
	first bool
	more  int
}

// New is the page of a desk; sign is what Enter does on a leader's own order.
func New(desk Desk, sign func(order string) route.Action) *Page { return &Page{desk: desk, sign: sign} }

// Load reads what has changed.
func (p *Page) Load() tea.Cmd {
	desk := p.desk
	return screen.Read("since", desk.Since)
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Since]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.s, p.room = msg.Value, 0
		}
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

// arrange chooses the lines for so much room: each group has its worst, the grave ones all
// they have, and the others take turns.
func (p *Page) arrange(room int) {
	if p.s == nil || p.room == room {
		return
	}
	p.room = room
	n := make([]int, len(p.s.Groups))
	left := room
	if p.all {
		left = 1 << 20
	}
	for i := range n {
		if left > 0 {
			n[i], left = 1, left-1
		}
	}
	for i, g := range p.s.Groups { // what is grave has all its lines
		if g.Kind == "severe" || g.Kind == "refused" {
			add := max(min(len(g.Rows)-n[i], left), 0)
			n[i], left = n[i]+add, left-add
		}
	}
	for more := true; more && left > 0; { // the others one more each, in turn
		more = false
		for i, g := range p.s.Groups {
			if left > 0 && n[i] > 0 && n[i] < len(g.Rows) {
				n[i], left, more = n[i]+1, left-1, true
			}
		}
	}
	p.rows = p.rows[:0:0]
	var ids []string
	for i, g := range p.s.Groups {
		for k := range n[i] {
			l := line{SinceRow: g.Rows[k], kind: g.Kind, first: k == 0}
			if k == 0 {
				l.more = g.More + len(g.Rows) - n[i]
			}
			p.rows = append(p.rows, l)
			ids = append(ids, fmt.Sprintf("%s %s %d", g.Kind, l.Key, k))
		}
	}
	p.list.SetItems(ids)
}

// Keys open a line and show all.
func (p *Page) Keys() binding.Table {
	label := text.Text{ZH: "全部", EN: "All"}
	if p.all {
		label = text.Text{ZH: "一屏", EN: "One screen"}
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的一行", EN: "Open the selected line"}, Do: p.open, Refuse: p.closed},
		{Keys: []string{"tab", "right", "left"}, Label: label, Help: text.Text{ZH: "每类最要紧的一屏, 或全部", EN: "The worst of each kind on one screen, or all"},
			Do: func() route.Action { p.all, p.room = !p.all, 0; return nil }},
	}, binding.Lists...)
}

// selected is the line that Enter opens, nil for none.
func (p *Page) selected() *line {
	if i := p.list.Index(); i >= 0 && i < len(p.rows) {
		return &p.rows[i]
	}
	return nil
}

// closed is why the selected line cannot be opened.
func (p *Page) closed() *rules.Error {
	l := p.selected()
	if l == nil {
		return rules.Refuse(noneText, "")
	}
	if kind, _ := rules.Source(l.Key); kind == "order" && l.Case == "" {
		if _, me := p.desk.Actor(); l.Subject.ZH != me {
			return rules.Refuse(text.Text{ZH: "这是 %[1]s 的指示, 只能本人补签。", EN: "This is the order of %[1]s, who alone may sign it."}.With(l.Subject), "")
		}
	}
	return nil
}

func (p *Page) open() route.Action {
	l := p.selected()
	if l == nil {
		return nil
	}
	kind, id := rules.Source(l.Key)
	switch kind {
	case "case":
		return route.To{Page: route.Case, ID: id}
	case "call":
		return route.To{Page: route.Call, ID: id}
	case "handover":
		return route.To{Page: route.Handover, ID: id}
	case "stock":
		return route.To{Page: route.Stock}
	case "list":
		return route.To{Page: route.Lists}
	case "note":
		return route.To{Page: route.Log}
	case "duty":
		return route.To{Page: route.Calendar, ID: id}
	case "notice":
		return route.To{Page: route.Notices, ID: id}
	case "plan":
		return route.To{Page: route.Plans, ID: id}
	case "patrol":
		return route.To{Page: route.Patrols, ID: id}
	case "row":
		return route.To{Page: route.Registers, ID: id}
	case "roster":
		return route.To{Page: route.Roster, ID: id}
	case "report":
		return route.To{Page: route.Log}
	case "order":
		if _, me := p.desk.Actor(); l.Subject.ZH == me || l.Case == "" {
			return p.sign(id)
		}
		return route.To{Page: route.Case, ID: l.Case}
	}
	return route.To{Page: route.Board}
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
