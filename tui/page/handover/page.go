// Package handover is the page 交接: taking a shift, drawing its handover up, signing both
// sides, and the sheets of the past. What stands on a sheet, in which order, and who may
// do what comes with the read model; the page shows what the model it has been given says,
// and signs for exactly that.
package handover

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// sheets is how many past handovers the page lists.
const sheets = 60

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Handover(id string) (*view.Handover, error)
	Handovers(limit int) ([]rules.Handover, error)
	Lists() (*view.Lists, error)
	Duty() (view.Duty, error)
}

// Page is the handover of the shift on duty, or with an id a sheet of the past.
type Page struct {
	desk  Desk
	me    string
	id    string
	read  bool
	h     *view.Handover // nil: nothing to hand over
	duty  view.Duty
	lists *view.Lists
	past  []rules.Handover
	err   *rules.Error
	onOld bool // the list of past sheets has the keys
	lines list.List
	old   list.List
	top   int  // of a sheet
	begin bool // the shift is taken as soon as the page is read
}

// New is the page for an officer; id names a sheet of the past.
func New(desk Desk, me, id string) *Page { return &Page{desk: desk, me: me, id: id} }

type loaded struct {
	h     *view.Handover
	duty  view.Duty
	lists *view.Lists
	past  []rules.Handover
}

// Load reads the handover, who is on duty, and the past sheets.
func (p *Page) Load() tea.Cmd {
	desk, id := p.desk, p.id
	return screen.Read(id, func() (m loaded, err error) {
		err = screen.Reads(
			screen.Into(&m.duty, desk.Duty), screen.Into(&m.lists, desk.Lists),
			screen.Into(&m.past, func() ([]rules.Handover, error) { return desk.Handovers(sheets) }))
		if err != nil {
			return m, err
		}
		m.h, err = desk.Handover(id)
		if k := rules.KindOf(err); err != nil && id == "" && (k == rules.NotFound || k == rules.Precondition) {
			err = nil // nobody is on duty, nothing was ever handed over
		}
		return m, err
	})
}

// Take is the part of the page that takes a shift.
const Take = "take"

// Focus opens the part as soon as the page has been read.
func (p *Page) Focus(part string) { p.begin = part == Take }

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID == p.id {
			return p.show(msg)
		}
	case tea.KeyMsg:
		switch {
		case p.frozen():
			p.scroll(msg)
		case p.onOld || !p.open():
			p.old.Key(msg)
		default:
			p.lines.Key(msg)
		}
	}
	return nil
}

func (p *Page) show(m screen.Got[loaded]) route.Action {
	begin := p.begin
	p.begin = false
	if p.err = rules.AsError(m.Err); p.err != nil {
		return nil
	}
	p.read = true
	was := p.open()
	p.h, p.duty, p.lists, p.past = m.Value.h, m.Value.duty, m.Value.lists, nil
	for _, h := range m.Value.past {
		if h.Over() {
			p.past = append(p.past, h)
		}
	}
	var keys, old []string
	if p.h != nil {
		for _, l := range p.h.Live {
			keys = append(keys, l.Key)
		}
	}
	for _, h := range p.past {
		old = append(old, h.ID)
	}
	if !was {
		p.lines = list.List{} // of a new draft the first line
	}
	p.lines.SetItems(keys)
	p.old.SetItems(old)
	if begin && p.duty.Shift == nil {
		return p.take()
	}
	return nil
}

// frozen says that the page shows a sheet of the past.
func (p *Page) frozen() bool {
	return p.id != "" && p.h != nil && p.h.Handover.Over()
}

// open says that there is a handover to work on: drafted, presented, or sent back.
func (p *Page) open() bool {
	if p.h == nil || p.h.Handover.ID == "" {
		return false
	}
	s := p.h.Handover.State
	return s == rules.HandoverDraft || s == rules.HandoverPresented || s == rules.HandoverReturned
}

func (p *Page) state() rules.HandoverState {
	if !p.open() {
		return ""
	}
	return p.h.Handover.State
}

// mine says that this officer is the one who takes over.
func (p *Page) mine() bool {
	return p.state() == rules.HandoverPresented && p.h.Handover.Incoming == p.me
}

// line is the selected line, nil without any.
func (p *Page) line() *rules.Line {
	if i := p.lines.Index(); i >= 0 {
		return &p.h.Live[i]
	}
	return nil
}

func (p *Page) scroll(msg tea.KeyMsg) {
	switch msg.Type {
	case tea.KeyUp:
		p.top--
	case tea.KeyDown:
		p.top++
	case tea.KeyPgUp:
		p.top -= 15
	case tea.KeyPgDown, tea.KeySpace:
		p.top += 15
	case tea.KeyHome:
		p.top = 0
	case tea.KeyEnd:
		p.top = 1 << 20
	}
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.lines.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.lines.Return(spot) }
