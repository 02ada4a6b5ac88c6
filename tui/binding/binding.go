// Package binding holds keys as data. The footer, the F1 help and the Ctrl+K menu are
// drawn from the same tables that the keys are looked up in, so none of them can tell of
// a key that does nothing. It decides which typed character counts as which key; what a
// key does stays with the page that owns the table.
package binding

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/input"
	"dutydesk/tui/route"
)

// Binding is one thing that can be done, with its keys. The first key is shown; letters
// stand only behind another key, because an input method swallows them (DESIGN §6).
type Binding struct {
	Keys   []string
	Label  text.Text           // a word or two, for the footer and the menu
	Help   text.Text           // a sentence, for F1
	Do     func() route.Action // nil: a field or a list takes the key, the table only tells of it
	Refuse func() *rules.Error // why not now; nil allows always
	Silent bool                // not in the footer: arrows and other keys that everybody tries
	Deep   bool                // not in the page's menu: a menu of one of its bindings has it
	Stays  bool                // in the footer however little room there is
}

// Table is what can be done on a page or a dialog, in the order of the footer.
type Table []Binding

// Refusal is why the binding cannot be used now, nil when it can.
func (b *Binding) Refusal() *rules.Error {
	if b.Refuse == nil {
		return nil
	}
	return b.Refuse()
}

// Find is the binding of a key name (Name), nil when no one has it.
func (t Table) Find(key string) *Binding {
	if key == "" {
		return nil
	}
	for i := range t {
		for _, k := range t[i].Keys {
			if k == key && t[i].Do != nil {
				return &t[i]
			}
		}
	}
	return nil
}

// Without is the table without the keys that another one takes: what a page binds for
// itself is not offered a second time.
func (t Table) Without(other Table) Table {
	out := make(Table, 0, len(t))
	for _, b := range t {
		var keys []string
		for _, k := range b.Keys {
			if b.Do == nil || other.Find(k) == nil {
				keys = append(keys, k)
			}
		}
		if b.Keys = keys; len(keys) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// twins are the characters that a Chinese input method sends for a key.
var twins = strings.NewReplacer("？", "?", "／", "/", "、", "/", "：", ":", "；", ";", "　", " ")

// Name is the name of a key as tables have it: "f2", "ctrl+k", "enter", "?", "1". Twins
// are one key. A paste and several characters at once are no key: "".
func Name(msg tea.KeyMsg) string {
	msg = input.Key(msg)
	if msg.Paste || (msg.Type == tea.KeyRunes && len(msg.Runes) != 1) {
		return ""
	}
	name := msg.String()
	if msg.Type != tea.KeyRunes {
		return name
	}
	return text.Digits(twins.Replace(name))
}

// IsText says that the key writes into a field that has the focus, and so is no command
// there.
func IsText(msg tea.KeyMsg) bool {
	return (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace) && !msg.Alt
}

// Shown is the key as it is printed: F2, Enter, Ctrl+K, ↑. How wide an arrow is depends on
// the terminal: measure it by style.Width.
func Shown(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "shift+tab":
		return "Shift+Tab"
	case " ":
		return "Space"
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(rest)
	}
	if len(key) > 1 {
		return strings.ToUpper(key[:1]) + key[1:]
	}
	return key
}

// Shown is the first two keys of the binding, as F1 prints them.
func (b *Binding) Shown() string {
	var names []string
	for _, k := range b.Keys[:min(len(b.Keys), 2)] {
		names = append(names, Shown(k))
	}
	return strings.Join(names, " ")
}

// Lists and Fields tell of the keys that lists and fields take themselves.
var (
	Lists = Table{
		{Keys: []string{"up", "down"}, Silent: true, Help: text.Text{ZH: "上一行, 下一行; PgUp PgDn Home End 翻页", EN: "Line up and down; PgUp, PgDn, Home, End for pages"}},
	}
	Fields = Table{
		{Keys: []string{"ctrl+y"}, Silent: true, Help: text.Text{ZH: "撤销, 勾选也算 (Ctrl+/ 同); Ctrl+R 重做; Ctrl+U Ctrl+W 删除", EN: "Undo, picks too (Ctrl+/ as well); Ctrl+R redo; Ctrl+U, Ctrl+W erase"}},
		{Keys: []string{"tab", "down"}, Silent: true, Help: text.Text{ZH: "下一栏; Shift+Tab 或 ↑ 上一栏", EN: "Next field; Shift+Tab or Up for the one before"}},
		{Keys: []string{"enter"}, Silent: true, Help: text.Text{ZH: "下一栏, 在最后一栏是保存; 多行栏里换行", EN: "Next field, in the last one save; a new line in a field of several lines"}},
		{Keys: []string{" "}, Silent: true, Help: text.Text{ZH: "展开选项, 勾选; 打拼音首字母筛选", EN: "Open the choices, tick; initials narrow them"}},
	}
)
