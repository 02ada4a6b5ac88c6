// Package settings is the page 设置: how the desk looks to this officer, what the desk
// itself does, and the plans with the figures that they leave to the township. It says of
// each what holds, what the default is and where that comes from; what may be set is
// decided by the command.
package settings

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Settings() (*view.Settings, error)
	Prefs() (rules.Prefs, error)
	Plans() ([]view.PlanRow, error)
}

// Page is the settings.
type Page struct {
	desk Desk
	read *loaded
	err  *rules.Error
	rows []row
	list list.List
	want string // the row to begin on, once it is read
}

// Focus selects the row of that id: /set/P1-2026/A-01, /plan/P1-2026.
func (p *Page) Focus(id string) {
	p.want = id
	p.seek()
}

func (p *Page) seek() {
	if p.want != "" && p.read != nil && p.list.Select(p.want) {
		p.want = ""
	}
}

// New is the settings of a desk.
func New(desk Desk) screen.Page { return &Page{desk: desk} }

type loaded struct {
	settings *view.Settings
	prefs    rules.Prefs
	plans    []view.PlanRow
}

// Load reads what holds.
func (p *Page) Load() tea.Cmd {
	desk := p.desk
	return screen.Read("settings", func() (m *loaded, err error) {
		m = &loaded{}
		err = screen.Reads(screen.Into(&m.settings, desk.Settings), screen.Into(&m.prefs, desk.Prefs), screen.Into(&m.plans, desk.Plans))
		return m, err
	})
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*loaded]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.show(msg.Value)
		}
	case tea.KeyMsg:
		p.move(msg)
	}
	return nil
}

func (p *Page) show(m *loaded) {
	p.read, p.rows = m, rowsOf(m)
	ids := make([]string, len(p.rows))
	for i, r := range p.rows {
		ids[i] = r.id
	}
	p.list.SetItems(ids)
	p.seek()
	p.pass(false)
}

// move passes over the headings: nothing can be done on one.
func (p *Page) move(msg tea.KeyMsg) {
	if p.read != nil && p.list.Key(msg) {
		p.pass(msg.Type == tea.KeyUp || msg.Type == tea.KeyPgUp || msg.Type == tea.KeyEnd)
	}
}

// pass goes on to the next row that is no heading, and at the end of the list the other way.
func (p *Page) pass(up bool) {
	step := 1
	if up {
		step = -1
	}
	for range 2 * len(p.rows) {
		if p.row().kind != heading {
			return
		}
		was := p.list.Index()
		if p.list.Move(step); p.list.Index() == was {
			step = -step
		}
	}
}

// row is the selected row, the zero one before anything was read.
func (p *Page) row() *row {
	if i := p.list.Index(); i >= 0 {
		return &p.rows[i]
	}
	return &row{}
}

// Keys change the selected row.
func (p *Page) Keys() binding.Table {
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "修改", EN: "Change"}, Help: text.Text{ZH: "修改选中的一项", EN: "Change the selected setting"}, Do: p.change, Refuse: p.can}
	if r := p.row(); r.kind == adoption {
		enter.Label, enter.Help = text.Text{ZH: "启用", EN: "Adopt"}, text.Text{ZH: "本季启用选中的方案", EN: "Put the selected plan in force for a season"}
		if r.op != nil {
			enter.Label, enter.Help = text.Text{ZH: "改日期", EN: "Dates"}, text.Text{ZH: "改选中方案的起止日期", EN: "Change the first and last day of the selected plan"}
		}
	}
	return append(binding.Table{enter,
		{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "默认", EN: "Default"}, Help: text.Text{ZH: "选中的一项回到默认", EN: "The selected setting goes back to its default"}, Do: p.reset, Refuse: p.unset},
		{Keys: []string{"?"}, Label: text.Text{ZH: "依据", EN: "Why"}, Help: text.Text{ZH: "选中的一项管什么, 默认从哪里来", EN: "What the selected setting does, and where its default comes from"}, Do: p.why, Refuse: p.unread},
	}, binding.Lists...)
}

func (p *Page) unread() *rules.Error {
	if p.read == nil {
		return screen.Unread()
	}
	return nil
}

// can is why the selected row cannot be changed.
func (p *Page) can() *rules.Error {
	if p.read == nil {
		return screen.Unread()
	}
	can := p.read.settings.Can
	switch p.row().kind {
	case preference:
		return can["officer.prefs"]
	case adoption:
		if why := can["plan.adopt"]; why != nil {
			return why
		}
	case setting:
		if p.row().set.Operation == "" {
			return can["setting.set/desk"]
		}
	}
	return can["setting.set"] // adopting a plan is in the same hands
}

// unset is why the selected row cannot go back to its default.
func (p *Page) unset() *rules.Error {
	if why := p.can(); why != nil {
		return why
	}
	r := p.row()
	switch {
	case r.kind == adoption:
		return rules.Refuse(text.Text{ZH: "停用或撤销方案在方案页 (9) 办。", EN: "A plan is ended or withdrawn on the page of plans (9)."}, "")
	case !r.changed:
		return rules.Refuse(text.Text{ZH: "已经是默认。", EN: "It has its default already."}, "")
	}
	return nil
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
