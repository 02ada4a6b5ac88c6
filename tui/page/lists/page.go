// Package lists is the page 名册: officers, villages, agencies, places, items and kits, to be
// added, changed, retired and brought back. It decides what a form asks for and what it
// says of each answer; what may be written, and what must be done first, the command
// decides.
package lists

import (
	"cmp"
	"maps"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Register() (*view.Register, error)
	Keys(officer string) ([]view.Key, error)
}

// Page is the lists, one of them in sight.
type Page struct {
	desk Desk
	reg  *view.Register
	err  *rules.Error
	at   int // of sections
	tabs [len(sections)]tab
	seek string      // what was just added, to be selected once it is read
	form *correction // the form that was opened last
}

// tab is one list: its rows in order, what they are narrowed to, and which is selected.
type tab struct {
	rows []row
	find list.Find
	open bool // what is retired is shown
}

// correction is a form on a record: the version it speaks of, and whether a newer one is
// wanted because somebody else has changed it. A new record has no id.
type correction struct {
	*dialog.Form
	at      int // of sections
	id      string
	first   entry.Values
	version int64
	stale   bool
}

// New is the lists of a desk.
func New(desk Desk) screen.Page { return &Page{desk: desk} }

// Load reads every list.
func (p *Page) Load() tea.Cmd { return screen.Read("lists", p.desk.Register) }

// Typing says that the field of the finder is open.
func (p *Page) Typing() bool { return p.tab().find.Typing() }

// Leave closes the field; its filter stays.
func (p *Page) Leave() tea.Cmd {
	p.tab().find.Close()
	return nil
}

// Update takes the lists that were read, what was found in them, and the keys that move or
// narrow.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Register]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			return p.show(msg.Value)
		}
	case screen.Got[[]view.Key]:
		return p.keysRead(msg)
	case list.Found:
		var all route.All
		for i := range p.tabs {
			all = append(all, p.tabs[i].find.Take(msg))
		}
		return all
	case tea.KeyMsg:
		return p.tab().find.Key(msg)
	}
	return nil
}

func (p *Page) show(reg *view.Register) route.Action {
	p.reg = reg
	var all route.All
	for i := range p.tabs {
		all = append(all, p.fill(i))
	}
	if p.seek != "" && p.tab().find.Select(p.seek) {
		p.seek = ""
	}
	p.renew()
	return all
}

// fill orders a list: what is in use, then the fold and behind it what is retired.
func (p *Page) fill(i int) route.Action {
	t := &p.tabs[i]
	t.rows = nil
	var retired []row
	for _, r := range sections[i].rows(p.reg) {
		if r.retired {
			retired = append(retired, r)
		} else {
			t.rows = append(t.rows, r)
		}
	}
	if len(retired) > 0 {
		t.rows = append(t.rows, row{id: foldID, folded: len(retired)})
		if t.open {
			t.rows = append(t.rows, retired...)
		}
	}
	rows := t.rows
	ids := make([]string, len(rows))
	for j, r := range rows {
		ids[j] = r.id
	}
	found := list.Rows{IDs: ids, Texts: func(j int) []string { return rows[j].texts() }}
	if sections[i].list != officers { // their F7 is the PIN
		found.Orders = []list.Order{{Label: text.Text{ZH: "编号", EN: "number"}}, {Label: text.Text{ZH: "名称", EN: "name"}, Compare: func(a, b int) int { return byName(&rows[a], &rows[b]) }}}
	}
	return t.find.SetRows(found)
}

// byName keeps what is retired, and the fold before it, at the end.
func byName(a, b *row) int {
	rank := func(r *row) int {
		switch {
		case r.retired:
			return 2
		case r.id == foldID:
			return 1
		}
		return 0
	}
	return cmp.Or(rank(a)-rank(b), strings.Compare(text.Pinyin(a.name), text.Pinyin(b.name)))
}

// renew lets the open form speak of the lists as they are now. One that met a Conflict takes
// the values of the newer record where nobody touched the field; what is typed stays.
func (p *Page) renew() {
	c := p.form
	if c == nil || c.id != "" && !c.stale {
		return
	}
	s := &sections[c.at]
	for _, r := range s.rows(p.reg) {
		if r.id == c.id && r.version != c.version {
			c.version, c.stale = r.version, false
		}
	}
	if c.stale {
		return
	}
	was := c.first
	c.first = s.sheet(p.reg, c.id).first
	news := maps.Clone(c.first)
	maps.DeleteFunc(news, func(name, v string) bool { return v == was[name] })
	c.Begin(news)
}

func (p *Page) section() *section { return &sections[p.at] }

func (p *Page) tab() *tab { return &p.tabs[p.at] }

// row is the selected row, nil without any.
func (p *Page) row() *row {
	if i := p.tab().find.Index(); i >= 0 {
		return &p.tab().rows[i]
	}
	return nil
}

func (p *Page) unread() *rules.Error {
	if p.reg == nil {
		return screen.Unread()
	}
	return nil
}

// Keys work on the list in sight; those of the finder alone while its field is open.
func (p *Page) Keys() binding.Table {
	if p.Typing() {
		return p.tab().find.Keys()
	}
	s := p.section()
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "修改", EN: "Edit"}, Help: text.Text{ZH: "修改选中的一条", EN: "Change the selected record"}, Do: p.edit, Refuse: p.fixed}
	retire := binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "停用", EN: "Retire"}, Help: text.Text{ZH: "停用选中的一条, 写过的记录都在", EN: "Take the selected record out of use; its history stays"}, Do: p.retire, Refuse: p.onRow("list.retire/" + s.list)}
	if r := p.row(); r != nil && r.id == foldID {
		enter.Label, enter.Help = text.Text{ZH: "展开", EN: "Unfold"}, text.Text{ZH: "看已停用的", EN: "Show what is retired"}
		if p.tab().open {
			enter.Label, enter.Help = text.Text{ZH: "收起", EN: "Fold"}, text.Text{ZH: "收起已停用的", EN: "Hide what is retired"}
		}
		enter.Do, enter.Refuse = p.fold, nil
	} else if r != nil && r.retired {
		retire.Label, retire.Help = text.Text{ZH: "恢复", EN: "Bring back"}, text.Text{ZH: "恢复选中的一条, 又能选到", EN: "Bring the selected record back into use"}
	}
	t := binding.Table{enter,
		{Keys: []string{"f6", "ctrl+n"}, Label: text.Text{ZH: "添加", EN: "Add"}, Help: text.Text{ZH: "添加, 一条接一条, Esc 结束", EN: "Add records, one after the other; Esc ends"}, Do: p.add, Refuse: p.can(s.add)},
		{Keys: []string{"f9"}, Label: text.Text{ZH: "台账", EN: "Registers"}, Help: text.Text{ZH: "台账: 方案要的对象、走访、申请、发放", EN: "The registers that the plans ask for"}, Do: func() route.Action { return route.To{Page: route.Registers} }, Refuse: p.unread},
		retire,
	}
	if s.list == officers {
		t = append(t, binding.Binding{Keys: []string{"f7"}, Label: text.Text{ZH: "一次性PIN", EN: "One-time PIN"}, Help: text.Text{ZH: "给选中的人设一次性 PIN, 登录后本人另设", EN: "Set a PIN for one sign-in of the selected officer"}, Do: p.pin, Refuse: p.pinless},
			binding.Binding{Keys: []string{"ctrl+y", "k"}, Silent: true, Label: text.Text{ZH: "密钥", EN: "Keys"}, Help: text.Text{ZH: "选中的人的 SSH 密钥: 添加, 撤销", EN: "The SSH keys of the selected officer: add, revoke"}, Do: p.keys, Refuse: p.keyless})
	}
	t = append(t,
		binding.Binding{Keys: []string{"tab", "right"}, Label: text.Text{ZH: "下一册", EN: "Next list"}, Help: text.Text{ZH: "下一册: 人员, 村社, 单位, 地点, 物资, 物资包; → 也行", EN: "The next list: officers, villages, agencies, places, items, kits"}, Do: p.turn(1)},
		binding.Binding{Keys: []string{"shift+tab", "left"}, Label: text.Text{ZH: "上一册", EN: "Last list"}, Help: text.Text{ZH: "上一册; ← 也行", EN: "The list before"}, Do: p.turn(-1), Silent: true})
	return append(t, p.tab().find.Keys().Without(t)...)
}

func (p *Page) turn(by int) func() route.Action {
	return func() route.Action {
		p.at = (p.at + by + len(sections)) % len(sections)
		return nil
	}
}

func (p *Page) fold() route.Action {
	p.tab().open = !p.tab().open
	return p.fill(p.at)
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.reg == nil {
			return screen.Unread()
		}
		return p.reg.Can[code]
	}
}

// onRow is can for what is done to the selected record.
func (p *Page) onRow(code string) func() *rules.Error {
	return func() *rules.Error {
		if why := p.can(code)(); why != nil {
			return why
		}
		r := p.row()
		if r == nil || r.id == foldID {
			return rules.Refuse(text.Text{ZH: "先选中一条。", EN: "Select a record first."}, "")
		}
		return r.fixed
	}
}

// fixed is why the selected record cannot be changed.
func (p *Page) fixed() *rules.Error {
	if why := p.onRow(p.section().put)(); why != nil {
		return why
	}
	if p.row().retired {
		return rules.Refuse(text.Text{ZH: "已停用。先按 Del 恢复再改。", EN: "It is retired. Bring it back with Del before changing it."}, "")
	}
	return nil
}

// pinless is why the selected officer gets no PIN.
func (p *Page) pinless() *rules.Error {
	if why := p.onRow("officer.pin")(); why != nil {
		return why
	}
	if p.row().retired {
		return rules.Refuse(text.Text{ZH: "已停用的人不能登录。先按 Del 恢复。", EN: "A retired officer cannot sign in. Bring them back with Del first."}, "")
	}
	return nil
}

// Spot is which list is in sight and what is chosen in it; Return chooses it again.
func (p *Page) Spot() string { return strconv.Itoa(p.at) + " " + p.tab().find.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) {
	n, rest, _ := strings.Cut(spot, " ")
	if at, err := strconv.Atoi(n); err == nil && at >= 0 && at < len(p.tabs) {
		p.at = at
		p.tab().find.Return(rest)
	}
}
