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
	"dutydesk/rules/view"
	"dutydesk/tui/archive"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	archive.Desk
	Alike(id string) ([]view.Alike, error)
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
	desk     Desk
	id       string
	c        *view.Case
	lists    *view.Lists
	stock    *view.Stock
	numbers  []rules.Agency // whom one may ring, each number once
	rings    []rules.Agency // those of them that an open obligation asks for
	err      *rules.Error
	focus    pane
	goTo     string // the question that is wanted, until the case is there
	owed     list.List
	finished int  // obligations under the fold
	unfolded bool // and they are shown
	ask      list.List
	ring     list.List
	tale     list.List       // the events of the story, the newest first
	top      int             // line of the story seen first
	asked    map[string]bool // answered, the new case not read yet
	height   int             // of the story drawn last
	saving   bool            // an answer is being saved
	waiting  []screen.Save   // answers given meanwhile
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
		err = screen.Reads(
			screen.Into(&m.c, func() (*view.Case, error) { return desk.Case(id) }),
			screen.Into(&m.lists, desk.Lists), screen.Into(&m.stock, desk.Stock))
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
		if msg.From == any(p) {
			return p.saved(msg)
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
	var was []rules.Obligation
	if p.c != nil {
		was = p.c.Obligations
	}
	p.c, p.lists, p.stock = m.Value.c, m.Value.lists, m.Value.stock
	for fact := range p.asked {
		if !slices.ContainsFunc(p.c.Ask, func(q rules.Question) bool { return q.Fact == fact }) {
			delete(p.asked, fact)
		}
	}
	p.duties(was)
	p.ask.SetItems(ids(p.c.Ask, func(q rules.Question) string { return q.Fact }))
	p.numbers = once(p.c.Numbers)
	p.rings = p.wanted()
	p.ring.SetItems(ids(p.rings, func(a rules.Agency) string { return a.ID }))
	p.tale.SetItems(tale(p.c.Timeline))
	if p.goTo != "" && len(p.c.Ask) > 0 {
		p.ask.Select(p.goTo)
		p.goTo = ""
	}
	if p.focus == ask && p.ask.Len() == 0 || p.focus == ring && p.ring.Len() == 0 {
		p.focus = owed
	}
}

// once is the numbers to ring, each telephone at its first place.
func once(all []rules.Agency) []rules.Agency {
	var out []rules.Agency
	seen := map[string]bool{}
	for _, a := range all {
		none := len(a.Phones) == 0 // said in words where it is shown
		a.Phones = slices.DeleteFunc(slices.Clone(a.Phones), func(n string) bool { return seen[n] })
		for _, n := range a.Phones {
			seen[n] = true
		}
		if len(a.Phones) > 0 || none {
			out = append(out, a)
		}
	}
	return out
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
		p.tale.Key(msg)
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

// question is the selected one, nil without any.
func (p *Page) question() *rules.Question {
	if i := p.ask.Index(); p.c != nil && i >= 0 {
		return &p.c.Ask[i]
	}
	return nil
}

// answer writes a yes or no down, or for Unasked that nobody knows, and goes to the next
// question. It speaks of the case as it is shown: a newer one is a Conflict. An answer
// given while another is being saved waits for it.
func (p *Page) answer(v rules.Tri) route.Action {
	q := p.question()
	edit := &command.EditCase{Case: p.id, Version: p.c.Case.Version}
	if v == rules.Unasked {
		edit.Forget = []string{q.Fact}
	} else {
		edit.Person = &command.Person{}
		edit.Person.Facts.SetTri(q.Fact, v)
		p.asked[q.Fact] = true
	}
	p.ask.Move(1)
	said := answers[slices.IndexFunc(answers, func(a reply) bool { return a.tri == v })].label
	label := q.Text
	if s, ok := rules.FactSpecOf(q.Fact); ok {
		label = s.Label
	}
	save := screen.Save{From: p, Command: edit, Done: answerText.With(label, said)}
	if p.saving {
		p.waiting = append(p.waiting, save)
		return nil
	}
	p.saving = true
	return save
}

// saved says what was written down and sends the answer that waits, on top of the one that
// was saved: its own change is no Conflict. After a refusal the questions stand again.
func (p *Page) saved(m screen.Saved) route.Action {
	was, ok := m.Command.(*command.EditCase)
	if m.Err != nil {
		clear(p.asked)
		p.saving, p.waiting = false, nil
		return nil
	}
	if !ok {
		return nil
	}
	told := screen.Say{Text: toldText.With(m.Done)}
	if len(p.waiting) == 0 {
		p.saving = false
		return told
	}
	next := p.waiting[0]
	p.waiting = p.waiting[1:]
	edit := next.Command.(*command.EditCase)
	edit.Version = max(edit.Version, was.Version+1)
	return route.All{told, next}
}

// version is the version of the case that a dialog speaks of: the one it was opened on,
// and once a Conflict has been read, the one that the page has by then.
func (p *Page) version() (of func() int64, conflict func()) {
	v, read := p.c.Case.Version, false
	return func() int64 {
		if read {
			return p.c.Case.Version
		}
		return v
	}, func() { read = true }
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.owed.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.owed.Return(spot) }
