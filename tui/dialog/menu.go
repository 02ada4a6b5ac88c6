package dialog

import (
	"fmt"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Menu lists all that can be done, numbered, for terminals without F-keys.
type Menu struct {
	items binding.Table
	list  list.List
	typed string // digits so far
}

// NewMenu lists the bindings of the tables.
func NewMenu(tables ...binding.Table) *Menu {
	m := &Menu{}
	var ids []string
	for _, t := range tables {
		for _, b := range t {
			if b.Do == nil || b.Keys[0] == "ctrl+k" {
				continue
			}
			m.items = append(m.items, b)
			ids = append(ids, strconv.Itoa(len(m.items)))
		}
	}
	m.list.SetItems(ids)
	return m
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
	b := &m.items[i]
	if why := b.Refusal(); why != nil {
		return screen.Say{Text: Sentence(why), Bad: true}
	}
	return route.All{screen.Close{}, b.Do()}
}

// Update takes digits and arrows.
func (m *Menu) Update(msg tea.Msg) route.Action {
	key, ok := msg.(tea.KeyMsg)
	if !ok || m.list.Key(key) {
		m.typed = ""
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

// View draws the list.
func (m *Menu) View(env screen.Env, w, h int) screen.Frame {
	label := 0
	for i := range m.items {
		label = max(label, env.Width(env.T(m.items[i].Label)))
	}
	lines := m.list.View(w-2, max(h-boxRows, 1), func(i, w int, selected bool) string {
		b := &m.items[i]
		row := env.Row(w-1, screen.Cell{S: fmt.Sprint(i + 1), W: 2, Right: true}, screen.Cell{S: env.T(b.Label), W: min(label, 18)}, screen.Cell{S: env.T(b.Help)},
			screen.Cell{S: shortcut(b, i), W: 6, Right: true})
		return env.Mark(row, selected, b.Refusal() != nil)
	})
	return screen.Frame{Lines: box(env, env.T(text.Text{ZH: "菜单", EN: "Menu"}), lines, env.T(text.Text{ZH: "数字或 ↑↓ 选, Enter 执行", EN: "digits or arrows choose, Enter does it"}), w)}
}

// shortcut is the key that does the same without the menu, unless it is the number itself.
func shortcut(b *binding.Binding, i int) string {
	if b.Keys[0] == strconv.Itoa(i+1) {
		return ""
	}
	return binding.Shown(b.Keys[0])
}
