package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Menu lists all that can be done, numbered, for terminals without F-keys.
type Menu struct {
	rows  []menuRow
	list  list.List
	typed string // digits so far
	title text.Text
}

// menuRow is a binding with its number, or the head of a group.
type menuRow struct {
	binding.Binding
	number int
	head   text.Text
}

var (
	menuText  = text.Text{ZH: "菜单", EN: "Menu"}
	hereText  = text.Text{ZH: "这一页", EN: "This page"}
	leaveText = text.Text{ZH: "离开", EN: "Leaving"}
	anyText   = text.Text{ZH: "随时能做", EN: "Anywhere"}
	menuHint  = text.Text{ZH: "数字或 ↑↓ 选, Enter 执行", EN: "digits or arrows, then Enter"}
)

// NewMenu lists the bindings of the tables. One table is a choice without heads; of several
// the last is what can be done anywhere, the one before it the ways out, the first ones what
// the page does.
func NewMenu(tables ...binding.Table) *Menu {
	m := &Menu{title: menuText}
	var ids []string
	n := 0
	for i, t := range tables {
		head := hereText
		switch i {
		case len(tables) - 1:
			head = anyText
		case len(tables) - 2:
			head = leaveText
		}
		if len(tables) == 1 {
			head = text.Text{}
		}
		for _, b := range t {
			if b.Do == nil || b.Keys[0] == "ctrl+k" || turnsPane(&b) || b.Deep {
				continue
			}
			if !head.IsZero() {
				m.rows = append(m.rows, menuRow{head: head})
				ids = append(ids, "")
				head = text.Text{}
			}
			n++
			m.rows = append(m.rows, menuRow{Binding: b, number: n})
			ids = append(ids, strconv.Itoa(n))
		}
	}
	m.list.SetItems(ids)
	m.list.Select("1")
	return m
}

// Titled is the menu under another title.
func (m *Menu) Titled(t text.Text) *Menu { m.title = t; return m }

// turnsPane says that a binding changes between panes, which an arrow does as well: the
// menu has no room for it.
func turnsPane(b *binding.Binding) bool {
	return b.Keys[0] == "shift+tab" || b.Keys[0] == "tab" && slices.Contains(b.Keys, "right")
}

// Typing is never: digits choose.
func (m *Menu) Typing() bool { return false }

// Keys are Enter and Esc; digits and arrows move.
func (m *Menu) Keys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "执行", EN: "Do it"}, Help: text.Text{ZH: "做选中的一项", EN: "Do the chosen one"}, Do: m.choose},
		{Keys: []string{"esc", "ctrl+k"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "关上菜单", EN: "Close the menu"},
			Do: func() route.Action { return screen.Close{} }},
	}
}

func (m *Menu) choose() route.Action {
	i := m.list.Index()
	if i < 0 {
		return screen.Close{}
	}
	b := &m.rows[i].Binding
	if why := b.Refusal(); why != nil {
		return screen.Refused(why)
	}
	return route.All{screen.Close{}, b.Do()}
}

// Update takes digits and arrows; the heads are passed over.
func (m *Menu) Update(msg tea.Msg) route.Action {
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	before := m.list.Index()
	if m.list.Key(key) {
		m.typed = ""
		m.skip(m.list.Index() - before)
		return nil
	}
	if d := binding.Name(key); len(d) == 1 && d[0] >= '0' && d[0] <= '9' {
		m.typed += d
		if !m.list.Select(m.typed) {
			m.typed = d
			m.list.Select(d)
		}
	}
	return nil
}

// skip moves off a head, onward where there is something, else back.
func (m *Menu) skip(moved int) {
	i := m.list.Index()
	if i < 0 || m.rows[i].number > 0 {
		return
	}
	if moved < 0 && i > 0 {
		m.list.Move(-1)
	} else {
		m.list.Move(1)
	}
}

// View draws the list: the reason in the place of the help of what is greyed. A narrow menu
// has no shortcuts and no help, so that the reason has room.
func (m *Menu) View(env screen.Env, w, h int) screen.Frame {
	label := 0
	for i := range m.rows {
		label = max(label, env.Width(env.T(m.rows[i].Label)))
	}
	room := max(h-boxRows, 1)
	tight := m.list.Len() > room // no blank line above the hint
	if tight {
		room++
	}
	lines := m.list.View(w-2, room, func(i, w int, selected bool) string {
		r := &m.rows[i]
		if r.number == 0 {
			return env.Theme.Title.Paint(env.Cut(" "+env.T(r.head), w))
		}
		said, why := env.T(r.Help), r.Refusal()
		if why != nil {
			said = env.T(why.Text)
		}
		cells := []screen.Cell{{S: fmt.Sprint(r.number), W: 2, Right: true}, {S: env.T(r.Label), W: min(label, 18)}, {S: said}}
		if w >= 60 {
			cells = append(cells, screen.Cell{S: r.shortcut(), W: 6, Right: true})
		}
		return env.Mark(env.Row(w-1, cells...), selected, why != nil)
	})
	if tight {
		return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(m.title), append(lines, env.Theme.Dim.Paint(m.hint(env))), w)}
	}
	return screen.Frame{Lines: box(env, env.T(m.title), lines, m.hint(env), w)}
}

// hint says what chooses, and first how many lines are out of sight.
func (m *Menu) hint(env screen.Env) string {
	var out []string
	above, below := m.list.Hidden()
	if above > 0 {
		out = append(out, fmt.Sprintf("^ %d", above))
	}
	if below > 0 {
		out = append(out, fmt.Sprintf("v %d", below))
	}
	return strings.Join(append(out, env.T(menuHint)), "  ")
}

// shortcut is the key that does the same without the menu, unless it is the number itself.
func (r *menuRow) shortcut() string {
	if r.Keys[0] == strconv.Itoa(r.number) {
		return ""
	}
	return binding.Shown(r.Keys[0])
}
