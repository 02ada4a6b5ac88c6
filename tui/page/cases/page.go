// Package cases is the page 救助: the cases that are open, or the newest of all. Their order
// comes with the read model.
package cases

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// newest is how many cases the list of all shows.
const newest = 200

// Desk is what the page reads.
type Desk interface {
	Cases(all bool, limit int) ([]view.CaseRow, error)
}

// Page is the list of cases.
type Page struct {
	desk Desk
	all  bool
	rows []view.CaseRow
	read bool
	err  *rules.Error
	list list.List
}

// New is the list of a desk, of the open cases at first.
func New(desk Desk) *Page { return &Page{desk: desk} }

// Load reads the list.
func (p *Page) Load() tea.Cmd {
	if p.all {
		return screen.Read("all", func() ([]view.CaseRow, error) { return p.desk.Cases(true, newest) })
	}
	return screen.Read("open", func() ([]view.CaseRow, error) { return p.desk.Cases(false, 0) })
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes the list that was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[[]view.CaseRow]:
		if msg.ID != "all" && p.all || msg.ID == "all" && !p.all {
			return nil // the other list, asked for before Tab
		}
		if p.err = rules.AsError(msg.Err); p.err != nil {
			return nil
		}
		p.rows, p.read = msg.Value, true
		ids := make([]string, len(p.rows))
		for i, r := range p.rows {
			ids[i] = r.ID
		}
		p.list.SetItems(ids)
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

// Keys open a case and turn between open and all.
func (p *Page) Keys() binding.Table {
	label := text.Text{ZH: "全部", EN: "All"}
	if p.all {
		label = text.Text{ZH: "在办", EN: "Open ones"}
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的救助事项", EN: "Open the selected case"}, Do: p.open, Refuse: p.nothing},
		{Keys: []string{"tab"}, Label: label, Help: text.Text{ZH: "在办的和最近 200 件之间换", EN: "Change between open cases and the newest 200"}, Do: p.turn},
	}, binding.Lists...)
}

func (p *Page) open() route.Action {
	id, _ := p.list.Selected()
	return route.To{Page: route.Case, ID: id}
}

func (p *Page) nothing() *rules.Error {
	if p.list.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "没有可打开的。", EN: "There is nothing to open."}, "")
	}
	return nil
}

func (p *Page) turn() route.Action {
	p.all = !p.all
	return screen.Do(p.Load())
}
