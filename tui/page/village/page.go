// Package village is the first and only page of a village contact, made for a phone of 45
// columns: what is asked of the village tonight, the cases that lie in it, and the report of
// somebody found. Arrows, digits, Enter and Esc do all of it. What is asked, and what may be
// answered, comes with the read model; this page decides only how it is seen and asked for.
package village

import (
	"strconv"

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
	Village() (*view.Village, error)
}

// Page is what a village is asked for.
type Page struct {
	desk Desk
	v    *view.Village
	err  *rules.Error
	rows list.List
}

// New is the page of a village contact.
func New(desk Desk) *Page { return &Page{desk: desk} }

// Load reads what is asked.
func (p *Page) Load() tea.Cmd { return screen.Read("village", p.desk.Village) }

// Typing is never: the forms are dialogs.
func (p *Page) Typing() bool { return false }

// report is the first line of the list: somebody was found.
const report = "report"

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Village]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.v = msg.Value
			ids := []string{report}
			for i := range p.v.Asks {
				ids = append(ids, p.v.Asks[i].Key)
			}
			for i := range p.v.Cases {
				ids = append(ids, p.v.Cases[i].ID)
			}
			p.rows.SetItems(ids)
		}
	case tea.KeyMsg:
		p.rows.Key(msg)
	}
	return nil
}

// Keys are Enter on the selected line and a digit for each of the first nine.
func (p *Page) Keys() binding.Table {
	t := binding.Table{{Keys: []string{"enter"}, Label: text.Text{ZH: "办理", EN: "Open"}, Help: text.Text{ZH: "报告, 答复, 或看选中的一行", EN: "Report, answer, or read the selected line"}, Stays: true,
		Do: func() route.Action { return p.act(p.rows.Index()) }, Refuse: func() *rules.Error { return p.refused(p.rows.Index()) }}}
	for i := range min(9, p.rows.Len()) {
		t = append(t, binding.Binding{Keys: []string{strconv.Itoa(i + 1)}, Silent: true, Deep: true, Label: text.Text{ZH: "第 %[1]d 行", EN: "Line %[1]d"}.With(i + 1),
			Help: text.Text{ZH: "办第 %[1]d 行", EN: "Open line %[1]d"}.With(i + 1), Do: func() route.Action { return p.act(i) }, Refuse: func() *rules.Error { return p.refused(i) }})
	}
	return append(t, binding.Lists...)
}

// ask is what a line asks, and the case that it shows; both nil of the report.
func (p *Page) line(i int) (*view.VillageAsk, *view.VillageCase) {
	if i--; i < 0 || p.v == nil {
		return nil, nil
	}
	if i < len(p.v.Asks) {
		return &p.v.Asks[i], nil
	}
	if i -= len(p.v.Asks); i < len(p.v.Cases) {
		return nil, &p.v.Cases[i]
	}
	return nil, nil
}

func (p *Page) refused(i int) *rules.Error {
	if p.v == nil {
		return screen.Unread()
	}
	a, c := p.line(i)
	switch {
	case a != nil:
		return a.Refused
	case c != nil:
		return nil
	}
	return p.v.Can["case.open"]
}

func (p *Page) act(i int) route.Action {
	p.rows.Select(p.rows.At(i))
	switch a, c := p.line(i); {
	case a != nil:
		return p.answer(*a)
	case c != nil:
		return screen.Show(p.told(*c))
	}
	return screen.Show(p.reportForm())
}
