// Package casefile is the page of one case: what it asks for and how late, what must still
// be asked, whom to ring, and what happened. What is owed, why, and what may be done now
// come with the read model; this page decides how it is seen and which key does what.
package casefile

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
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
	Case(id string) (*view.Case, error)
	Lists() (*view.Lists, error)
	Stock() (*view.Stock, error)
}

// pane is a part of the page that can have the keys.
type pane int

const (
	owed  pane = iota // obligations
	ask               // questions
	ring              // whom to telephone
	story             // what is known and what happened
)

// Page is one case.
type Page struct {
	desk   Desk
	id     string
	c      *view.Case
	lists  *view.Lists
	stock  *view.Stock
	err    *rules.Error
	focus  pane
	goTo   string // the question that is wanted, until the case is there
	owed   list.List
	ask    list.List
	ring   list.List
	top    int             // of the story
	asked  map[string]bool // answered, the new case not read yet
	height int             // of the story drawn last
}

// New is the page of a case. focus "ask/FACT" gives that question the keys.
func New(desk Desk, id, focus string) *Page {
	p := &Page{desk: desk, id: id, asked: map[string]bool{}}
	if fact, ok := strings.CutPrefix(focus, "ask/"); ok {
		p.focus, p.goTo = ask, fact
	}
	return p
}

// CaseID is the case that a note from here belongs to.
func (p *Page) CaseID() string { return p.id }

type loaded struct {
	c     *view.Case
	lists *view.Lists
	stock *view.Stock
}

// Load reads the case, and the lists that its dialogs choose from.
func (p *Page) Load() tea.Cmd {
	desk, id := p.desk, p.id
	return screen.Read(id, func() (m loaded, err error) {
		if m.c, err = desk.Case(id); err != nil {
			return m, err
		}
		if m.lists, err = desk.Lists(); err != nil {
			return m, err
		}
		m.stock, err = desk.Stock()
		return m, err
	})
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes the case that was read, what became of an answer, and keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID == p.id {
			p.read(msg)
		}
	case screen.Saved:
		if msg.From == any(p) && msg.Err != nil {
			clear(p.asked) // the question stands again
		}
	case tea.KeyMsg:
		p.move(msg)
	}
	return nil
}

func (p *Page) read(m screen.Got[loaded]) {
	if p.err = rules.AsError(m.Err); p.err != nil {
		return
	}
	p.c, p.lists, p.stock = m.Value.c, m.Value.lists, m.Value.stock
	for fact := range p.asked {
		if !slices.ContainsFunc(p.c.Ask, func(q rules.Question) bool { return q.Fact == fact }) {
			delete(p.asked, fact)
		}
	}
	p.owed.SetItems(ids(p.c.Obligations, func(o rules.Obligation) string { return o.Code }))
	p.ask.SetItems(ids(p.c.Ask, func(q rules.Question) string { return q.Fact }))
	p.ring.SetItems(ids(p.c.Numbers, func(a rules.Agency) string { return a.ID }))
	if p.goTo != "" && len(p.c.Ask) > 0 {
		p.ask.Select(p.goTo)
		p.goTo = ""
	}
	if p.focus == ask && p.ask.Len() == 0 {
		p.focus = owed
	}
}

func ids[T any](rows []T, id func(T) string) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = id(r)
	}
	return out
}

func (p *Page) move(msg tea.KeyMsg) {
	switch p.focus {
	case owed:
		p.owed.Key(msg)
	case ask:
		p.ask.Key(msg)
	case ring:
		switch msg.Type {
		case tea.KeyLeft:
			p.ring.Move(-1)
		case tea.KeyRight:
			p.ring.Move(1)
		default:
			p.ring.Key(msg)
		}
	case story:
		p.scroll(msg)
	}
}

func (p *Page) scroll(msg tea.KeyMsg) {
	switch msg.Type {
	case tea.KeyUp:
		p.top--
	case tea.KeyDown:
		p.top++
	case tea.KeyPgUp:
		p.top -= p.height
	case tea.KeyPgDown:
		p.top += p.height
	case tea.KeyHome:
		p.top = 0
	case tea.KeyEnd:
		p.top = 1 << 20
	}
}

// turn gives the keys to the next pane that has something.
func (p *Page) turn(step int) route.Action {
	if p.c == nil {
		return nil
	}
	for range 4 {
		p.focus = (p.focus + pane(step) + 4) % 4
		if p.focus == owed || p.focus == story || p.focus == ask && p.ask.Len() > 0 || p.focus == ring && p.ring.Len() > 0 {
			break
		}
	}
	return nil
}

// obligation is the selected one, nil without any.
func (p *Page) obligation() *rules.Obligation {
	if i := p.owed.Index(); p.c != nil && i >= 0 {
		return &p.c.Obligations[i]
	}
	return nil
}

// question is the selected one, nil without any.
func (p *Page) question() *rules.Question {
	if i := p.ask.Index(); p.c != nil && i >= 0 {
		return &p.c.Ask[i]
	}
	return nil
}

// answer writes a yes or no down, or for Unasked that nobody knows, and goes to the next
// question.
func (p *Page) answer(v rules.Tri) route.Action {
	q := p.question()
	edit := &command.EditCase{Case: p.id}
	if v == rules.Unasked {
		edit.Forget = []string{q.Fact}
	} else {
		edit.Person = &command.Person{}
		edit.Person.Facts.SetTri(q.Fact, v)
		p.asked[q.Fact] = true
	}
	p.ask.Move(1)
	said := answers[slices.IndexFunc(answers, func(a reply) bool { return a.tri == v })].label
	return screen.Save{From: p, Command: edit, Done: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(q.Text, said)}
}
