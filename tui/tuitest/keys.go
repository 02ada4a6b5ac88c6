package tuitest

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// names are v1's names of keys, and the shorter ones that people write.
var names = func() map[string]tea.KeyType {
	m := map[string]tea.KeyType{}
	for k := tea.KeyType(-200); k <= 127; k++ {
		if n := k.String(); n != "" && k != tea.KeyRunes {
			m[n] = k
		}
	}
	for short, long := range map[string]string{"pgdn": "pgdown", "pagedown": "pgdown", "pageup": "pgup", "del": "delete",
		"ins": "insert", "escape": "esc", "return": "enter", "ctrl+/": "ctrl+_"} {
		m[short] = m[long]
	}
	return m
}()

// Keys turns what a person does into messages as v1 would send them:
//
//	F2  Enter  Esc  Tab  Shift+Tab  Up  PgDn  Ctrl+K  Space     a key by its name
//	?  1  q                                                     one character
//	text:汽车站 东侧        typed: characters in one message, blanks and line ends as keys
//	paste:一行\n两行        pasted
//	size:80x24             the window
//
// A name that is none of these panics.
func Keys(steps ...string) []tea.Msg {
	var out []tea.Msg
	for _, step := range steps {
		kind, rest, _ := strings.Cut(step, ":")
		switch {
		case kind == "text" && step != kind:
			out = append(out, typed(rest)...)
		case kind == "paste" && step != kind:
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rest), Paste: true})
		case kind == "size" && step != kind:
			var size tea.WindowSizeMsg
			if _, err := fmt.Sscanf(rest, "%dx%d", &size.Width, &size.Height); err != nil {
				panic("tuitest: " + step + ": " + err.Error())
			}
			out = append(out, size)
		default:
			out = append(out, key(step))
		}
	}
	return out
}

func key(name string) tea.Msg {
	if name == " " || strings.EqualFold(name, "space") {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if r := []rune(name); len(r) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: r}
	}
	n, alt := strings.CutPrefix(strings.ToLower(name), "alt+")
	if k, ok := names[n]; ok {
		return tea.KeyMsg{Type: k, Alt: alt}
	}
	if r := []rune(n); alt && len(r) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: r, Alt: true}
	}
	panic("tuitest: no key is called " + name)
}

// typed cuts a text as v1 does: runs of characters, and keys between them.
func typed(s string) []tea.Msg {
	var out []tea.Msg
	var run []rune
	flush := func() {
		if len(run) > 0 {
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: run})
			run = nil
		}
	}
	for _, r := range s {
		switch r {
		case ' ':
			flush()
			out = append(out, tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		case '\n', '\r':
			flush()
			out = append(out, tea.KeyMsg{Type: tea.KeyEnter})
		case '\t':
			flush()
			out = append(out, tea.KeyMsg{Type: tea.KeyTab})
		default:
			run = append(run, r)
		}
	}
	flush()
	return out
}
