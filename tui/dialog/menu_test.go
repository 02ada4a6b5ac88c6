package dialog

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

type did string

func (did) Action() {}

func menuOf() *Menu {
	no := rules.Refuse(text.Text{ZH: "没有在班。", EN: "Nobody is on duty."}, "P7.1.1")
	bind := func(key, label string, why *rules.Error) binding.Binding {
		return binding.Binding{Keys: []string{key}, Label: text.Text{ZH: label, EN: label}, Help: text.Text{ZH: label + "的说明", EN: "what " + label + " does"},
			Do: func() route.Action { return did(label) }, Refuse: func() *rules.Error { return why }}
	}
	var many binding.Table
	for _, k := range strings.Fields("f2 f5 f8 f12 1 2 4 5 6") {
		many = append(many, bind(k, "做"+k, nil))
	}
	return NewMenu(binding.Table{bind("enter", "打开", nil), bind("f7", "预警", no)}, binding.Table{bind("ctrl+l", "锁屏", nil)}, many)
}

func (m *Menu) press(keys ...tea.KeyMsg) *Menu {
	for _, k := range keys {
		m.Update(k)
	}
	return m
}

func digits(s string) (out []tea.KeyMsg) {
	for _, r := range s {
		out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return out
}

// chosen is what Enter does.
func (m *Menu) chosen() route.Action {
	all, ok := m.choose().(route.All)
	if !ok {
		return nil
	}
	return all[1]
}

// Ensure arrows pass over the heads, and digits choose by number, two of them too.
func TestMenuChooses(t *testing.T) {
	down, up := tea.KeyMsg{Type: tea.KeyDown}, tea.KeyMsg{Type: tea.KeyUp}
	for _, c := range []struct {
		keys []tea.KeyMsg
		want did
	}{
		{nil, "打开"}, {[]tea.KeyMsg{up}, "打开"}, {[]tea.KeyMsg{down, down}, "锁屏"}, {[]tea.KeyMsg{down, down, down}, "做f2"},
		{[]tea.KeyMsg{down, down, down, up}, "锁屏"}, {[]tea.KeyMsg{{Type: tea.KeyEnd}}, "做6"}, {[]tea.KeyMsg{{Type: tea.KeyEnd}, {Type: tea.KeyHome}}, "打开"},
		{digits("3"), "锁屏"}, {digits("12"), "做6"}, {digits("１"), "打开"}, {digits("94"), "做f2"},
	} {
		if got := menuOf().press(c.keys...).chosen(); got != c.want {
			t.Errorf("%v does %v, want %s", c.keys, got, c.want)
		}
	}
}

// Ensure what is greyed says why on its line, and that Enter on it keeps the reason for
// "why?".
func TestMenuSaysWhyNot(t *testing.T) {
	m := menuOf().press(digits("2")...)
	for _, size := range [][2]int{{43, 12}, {58, 16}, {78, 20}} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			env := screen.Env{Lang: lang}
			lines := m.View(env, size[0], size[1]).Lines
			for _, l := range lines {
				if env.Width(l) != size[0] {
					t.Errorf("%v: %d cells: %q", size, env.Width(l), l)
				}
			}
			if want := map[text.Lang]string{text.ZH: "没有在班。", text.EN: "Nobody is on duty."}[lang]; !strings.Contains(strings.Join(lines, "\n"), want) || len(lines) > size[1] {
				t.Errorf("%v: %d lines\n%s", size, len(lines), strings.Join(lines, "\n"))
			}
		}
	}
	if say, ok := m.choose().(screen.Say); !ok || !say.Bad || say.Err == nil || say.Err.Clause != "P7.1.1" {
		t.Errorf("%+v", m.choose())
	}
}

// Ensure a menu that does not fit says how much there is above and below, and a menu of one
// table has no heads.
func TestMenuSaysThereIsMore(t *testing.T) {
	m := menuOf()
	seen := func() string { return strings.Join(m.View(screen.Env{}, 43, 9).Lines, "\n") }
	if s := seen(); !strings.Contains(s, "v 9  数字") || !strings.Contains(s, "这一页") {
		t.Errorf("at the top:\n%s", s)
	}
	if s := m.press(tea.KeyMsg{Type: tea.KeyEnd}); s == nil || !strings.Contains(seen(), "^ 9  数字") {
		t.Errorf("at the end:\n%s", seen())
	}
	one := NewMenu(binding.Table{{Keys: []string{"1"}, Label: text.Text{ZH: "解除", EN: "Lift"}, Do: func() route.Action { return did("lift") }}})
	if s := strings.Join(one.View(screen.Env{}, 43, 9).Lines, "\n"); strings.Contains(s, "随时能做") || one.chosen() != did("lift") {
		t.Errorf("one table:\n%s", s)
	}
}
