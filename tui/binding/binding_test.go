package binding

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/style"
)

func do() route.Action { return route.Back{} }

func runes(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

// Ensure a typed character is the key it looks like, and a paste or several at once none.
func TestName(t *testing.T) {
	for _, c := range []struct {
		msg  tea.KeyMsg
		want string
	}{
		{runes("?"), "?"}, {runes("？"), "?"}, {runes("／"), "/"}, {runes("、"), "/"}, {runes("："), ":"}, {runes("３"), "3"}, {runes("w"), "w"},
		{runes("王"), "王"}, {runes("12"), ""}, {tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("1"), Paste: true}, ""},
		{tea.KeyMsg{Type: tea.KeyF2}, "f2"}, {tea.KeyMsg{Type: tea.KeyCtrlK}, "ctrl+k"}, {tea.KeyMsg{Type: tea.KeyEsc, Alt: true}, "esc"},
		{tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, " "},
	} {
		if got := Name(c.msg); got != c.want {
			t.Errorf("%q is %q, want %q", c.msg.String(), got, c.want)
		}
	}
}

// Ensure keys are printed as people know them, in any language.
func TestKeysAsTheyArePrinted(t *testing.T) {
	for key, want := range map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "shift+tab": "Shift+Tab", "esc": "Esc", "delete": "Delete", "enter": "Enter", "ctrl+k": "Ctrl+K", "f2": "F2", "?": "?"} {
		if got := Shown(key); got != want {
			t.Errorf("%s is shown as %q", key, got)
		}
	}
}

// Ensure a page's own keys hide the general ones, and a key without an action is only told
// of.
func TestTable(t *testing.T) {
	own := Table{{Keys: []string{"?", "y"}, Do: do}, {Keys: []string{"tab"}}}
	all := Table{{Keys: []string{"f1", "?"}, Do: do}, {Keys: []string{"y"}, Do: do}, {Keys: []string{"esc"}, Do: do}}
	if own.Find("tab") != nil || own.Find("y") == nil || own.Find("") != nil {
		t.Error("find")
	}
	rest := all.Without(own)
	if len(rest) != 2 || rest.Find("?") != nil || rest.Find("f1") == nil || rest.Find("esc") == nil {
		t.Errorf("rest: %+v", rest)
	}
	if all.Find("?") == nil {
		t.Error("the table itself was changed")
	}
}

// Ensure the footer keeps the keys that stay, drops the last ones first, and is never
// wider than the window.
func TestFooter(t *testing.T) {
	table := Table{
		{Keys: []string{"enter"}, Label: text.T("打开", "Open"), Do: do},
		{Keys: []string{"f4"}, Label: text.T("免办", "Waive"), Do: do, Refuse: func() *rules.Error { return rules.Refuse(text.T("不行", "No"), "") }},
		{Keys: []string{"up"}, Label: text.T("上", "Up"), Do: do, Silent: true},
		{Keys: []string{"f6"}, Label: text.T("去电", "Ring"), Do: do},
		{Keys: []string{"ctrl+k"}, Label: text.T("菜单", "Menu"), Do: do, Stays: true},
		{Keys: []string{"f12"}, Label: text.T("English", "中文"), Do: do},
	}
	arrows := append(Table{{Keys: []string{"right"}, Label: text.T("换栏", "Pane"), Do: do}, {Keys: []string{"left"}, Label: text.T("上一栏", "Before"), Do: do}}, table...)
	for w := range 90 {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, mode := range []style.Mode{style.Narrow, style.Wide} {
				if s := arrows.Footer(Pen{Lang: lang, Mode: mode}, w); style.Width(mode, s) > w {
					t.Fatalf("wider than %d: %q", w, s)
				}
			}
			s := table.Footer(Pen{Lang: lang, Theme: style.Theme{}}, w)
			if n := style.Width(style.Narrow, s); n > w {
				t.Fatalf("%d cells for %d: %q", n, w, s)
			}
			if w >= 12 && !strings.Contains(s, "Ctrl+K") || strings.Contains(s, "Up") {
				t.Fatalf("at %d: %q", w, s)
			}
		}
	}
	if got := table.Footer(Pen{Theme: style.Theme{}}, 80); got != "Enter 打开  F4 免办  F6 去电  Ctrl+K 菜单  F12 English" {
		t.Errorf("footer %q", got)
	}
}

// Ensure a binding is shown by its first two keys.
func TestShown(t *testing.T) {
	b := Binding{Keys: []string{"ctrl+k", "0", "m"}}
	if got := b.Shown(); got != "Ctrl+K 0" {
		t.Errorf("shown as %q", got)
	}
}
