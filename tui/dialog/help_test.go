package dialog

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure no key touches what it does, however long its names are.
func TestHelpKeysStandApart(t *testing.T) {
	for _, keys := range [][]string{{"shift+tab", "left"}, {"up", "down"}, {"shift+tab", "shift+tab"}, {"ctrl+pgdown", "ctrl+pgup"}} {
		for _, mode := range []style.Mode{style.Narrow, style.Wide} {
			for _, w := range []int{45, 76} {
				env := screen.Env{Lang: text.ZH, Mode: mode, Theme: style.NewTheme(nil)}
				for _, selected := range []bool{false, true} {
					b := binding.Binding{Keys: keys, Help: text.T("上一栏", "the pane before")}
					line := ansi.Strip(helpLines(env, &b, w, selected)[0])
					before, _, _ := strings.Cut(line, "上一栏")
					if !strings.HasSuffix(before, " ") {
						t.Errorf("%v at %d: %q", keys, w, line)
					}
					if strings.Contains(line, "Left") || strings.Contains(line, "Down") && keys[0] == "up" {
						t.Errorf("%v: %q", keys, line)
					}
				}
			}
		}
	}
}

// Ensure the mark of the selected row never stands in the place of its key.
func TestSelectedKeepsItsKey(t *testing.T) {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	b := binding.Binding{Keys: []string{"shift+tab", "left"}, Help: text.T("上一栏", "the pane before")}
	for _, w := range []int{45, 76} {
		if line := ansi.Strip(helpLines(env, &b, w, true)[0]); !strings.HasPrefix(line, ">Shift+Tab ") {
			t.Errorf("at %d: %q", w, line)
		}
	}
}
