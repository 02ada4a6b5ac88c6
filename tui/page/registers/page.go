// Package registers is the page 台账: the registers that the plans have a township keep, their
// rows, the form of a row and its next step. It decides what of a row is shown; what may be
// done to it, what is missing and what the rules say comes with the read model.
package registers

import (
	"slices"
	"strings"

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
	Registers() (*view.Registers, error)
	RegisterPage(kind string, all bool) (*view.RegisterPage, error)
}

// Page shows the kinds, one kind's rows, or one row.
type Page struct {
	desk  Desk
	kinds *view.Registers
	one   *view.RegisterPage
	err   *rules.Error
	top   list.List // of kinds
	list  list.List // of rows
	rows  []view.RegisterRow
	kind  string // "" shows the kinds
	seek  string // row to be selected once it is read
	sort  int    // index of orders
	only  string // state that the rows are narrowed to, "" for all
	all   bool   // struck rows too
	whole bool   // the selected row fills the page
}

// New is the registers of a desk; id names the register or, behind "/", a row that is shown.
func New(desk Desk, id string) *Page {
	kind, row, _ := strings.Cut(id, "/")
	return &Page{desk: desk, kind: kind, seek: row}
}

type both struct {
	kinds *view.Registers
	one   *view.RegisterPage
}

// Load reads the kinds, and the register in sight.
func (p *Page) Load() tea.Cmd {
	desk, kind, all := p.desk, p.kind, p.all
	return screen.Read("registers", func() (both, error) {
		var b both
		var err error
		if b.kinds, err = desk.Registers(); err != nil || kind == "" {
			return b, err
		}
		b.one, err = desk.RegisterPage(kind, all)
		return b, err
	})
}

// Typing is never: the forms are dialogs.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[both]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.kinds, p.one = msg.Value.kinds, msg.Value.one
			p.show()
		}
	case tea.KeyMsg:
		if p.kind == "" {
			p.top.Key(msg)
		} else if !p.whole {
			p.list.Key(msg)
		}
	}
	return nil
}

func (p *Page) show() {
	var ids []string
	for _, k := range p.kinds.Kinds {
		ids = append(ids, k.ID)
	}
	p.top.SetItems(ids)
	p.rows, ids = nil, nil
	if p.one == nil {
		return
	}
	for _, r := range p.one.Rows {
		if p.only == "" || r.State == p.only {
			p.rows = append(p.rows, r)
		}
	}
	if p.sort == 1 {
		slices.SortStableFunc(p.rows, func(a, b view.RegisterRow) int { return strings.Compare(a.Title.ZH, b.Title.ZH) })
	}
	for _, r := range p.rows {
		ids = append(ids, r.ID)
	}
	p.list.SetItems(ids)
	if p.seek != "" && p.list.Select(p.seek) {
		p.seek = ""
	}
}

// row is the selected row.
func (p *Page) row() *view.RegisterRow {
	if i := p.list.Index(); p.kind != "" && i >= 0 && i < len(p.rows) {
		return &p.rows[i]
	}
	return nil
}

// Keys of the kinds, or of the rows of one.
func (p *Page) Keys() binding.Table {
	if p.kind == "" {
		return append(binding.Table{
			{Keys: []string{"enter", "right"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的台账", EN: "Open the selected register"}, Do: p.open, Refuse: p.noKind},
		}, binding.Lists...)
	}
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "详情", EN: "Details"}, Help: text.Text{ZH: "选中的一行: 内容, 步骤, 方案怎么说", EN: "The selected row: its fields, steps, and what the plans say"}, Do: p.turn, Refuse: p.none}
	if p.whole {
		enter.Label = text.Text{ZH: "列表", EN: "List"}
	}
	strike := binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "划去", EN: "Strike"}, Help: text.Text{ZH: "划去选中的一行, 已划去的恢复; 都要写原因", EN: "Strike the selected row out, or bring it back; with a reason"}, Do: p.strike, Refuse: p.mayStrike}
	return append(binding.Table{enter,
		{Keys: []string{"f6", "ctrl+n", "a"}, Label: addText, Help: text.Text{ZH: "在这份台账添加一行", EN: "Enter a row of this register"}, Do: p.add, Refuse: p.mayAdd},
		{Keys: []string{"f7", "n"}, Label: text.Text{ZH: "下一步", EN: "Next"}, Help: text.Text{ZH: "办下一步; 缺什么、依据哪一条会说明", EN: "Take the next step; what is missing is said with its clause"}, Do: p.next, Refuse: p.mayStep},
		{Keys: []string{"f9", "e"}, Label: text.Text{ZH: "修改", EN: "Change"}, Help: text.Text{ZH: "修改选中的一行", EN: "Change the selected row"}, Do: p.edit, Refuse: p.can("row.put")},
		strike,
		{Keys: []string{"ctrl+u", "u"}, Silent: true, Label: text.Text{ZH: "退一步", EN: "Step back"}, Help: text.Text{ZH: "退回选中一行的上一步, 写原因", EN: "Take the last step of the row back, with a reason"}, Do: p.back, Refuse: p.can("row.back")},
		{Keys: []string{"tab"}, Silent: true, Label: text.Text{ZH: "按状态", EN: "By state"}, Help: text.Text{ZH: "只看一个状态, 再按看下一个, 最后是全部", EN: "One state alone, the next, then all"}, Do: p.narrow},
		{Keys: []string{"ctrl+o", "s"}, Silent: true, Label: text.Text{ZH: "排序", EN: "Sort"}, Help: text.Text{ZH: "按登记先后或按名称", EN: "In the order of entry, or by name"}, Do: p.order},
		{Keys: []string{"ctrl+e", "d"}, Silent: true, Label: text.Text{ZH: "含划去", EN: "Struck too"}, Help: text.Text{ZH: "划去的也列出来", EN: "List struck rows too"}, Do: p.struck},
		{Keys: []string{"left", "backspace"}, Silent: true, Label: text.Text{ZH: "全部台账", EN: "All registers"}, Help: text.Text{ZH: "回到全部台账", EN: "Back to all registers"}, Do: p.leave},
	}, binding.Lists...)
}

// addText is not 登记: that is what the desk calls logging a call.
var addText = text.Text{ZH: "添加", EN: "Add"}

func (p *Page) open() route.Action {
	p.kind = p.kinds.Kinds[p.top.Index()].ID
	p.one, p.rows, p.only = nil, nil, ""
	p.list.SetItems(nil)
	return screen.Do(p.Load())
}

func (p *Page) leave() route.Action {
	if p.whole {
		p.whole = false
		return nil
	}
	p.kind, p.one = "", nil
	return nil
}

func (p *Page) turn() route.Action {
	p.whole = !p.whole
	return nil
}

func (p *Page) order() route.Action {
	p.sort = 1 - p.sort
	if p.one != nil {
		p.show()
	}
	return nil
}

func (p *Page) struck() route.Action {
	p.all = !p.all
	return screen.Do(p.Load())
}

func (p *Page) narrow() route.Action {
	if p.one == nil {
		return nil
	}
	states := []string{""}
	for _, s := range p.one.Register.States {
		states = append(states, s.Code)
	}
	p.only = states[(slices.Index(states, p.only)+1)%len(states)]
	p.show()
	return nil
}

func (p *Page) noKind() *rules.Error {
	if p.kinds == nil || p.top.Index() < 0 || p.top.Index() >= len(p.kinds.Kinds) {
		return screen.Unread()
	}
	return nil
}

func (p *Page) none() *rules.Error {
	switch {
	case p.one == nil:
		return screen.Unread()
	case p.row() == nil:
		return rules.Refuse(text.Text{ZH: "先选中一行; 没有就先添加。", EN: "Select a row first; without any, add one."}, "")
	}
	return nil
}

func (p *Page) mayAdd() *rules.Error {
	if p.one == nil {
		return screen.Unread()
	}
	return p.one.Can["row.put"]
}

// can is why it cannot be done to the selected row.
func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if no := p.none(); no != nil {
			return no
		}
		return p.row().Can[code]
	}
}

func (p *Page) mayStrike() *rules.Error {
	if r := p.row(); r != nil && r.Struck != nil {
		return r.Can["row.restore"]
	}
	return p.can("row.strike")()
}

// mayStep is why no step can be taken: with one that may follow, what it lacks.
func (p *Page) mayStep() *rules.Error {
	if no := p.can("row.step")(); no != nil {
		return no
	}
	r := p.row()
	if len(r.Next) == 0 {
		return rules.Refuse(text.Text{ZH: "已经办完, 没有下一步。", EN: "It is finished: there is no next step."}, "")
	}
	for _, n := range r.Next {
		if n.Not == nil {
			return nil
		}
	}
	return r.Next[0].Not
}
