package cases

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)

// desk has its cases as they are.
type desk struct{ open, all []view.CaseRow }

func (d *desk) Cases(all bool, limit int) ([]view.CaseRow, error) {
	if all {
		return d.all[:min(limit, len(d.all))], nil
	}
	return d.open, nil
}

func places(n int) []view.CaseRow {
	out := make([]view.CaseRow, n)
	for i := range out {
		due := now.Add(time.Duration(i) * time.Minute)
		out[i] = view.CaseRow{ID: fmt.Sprintf("C20261124-%04d", n-i), State: rules.CaseOpen, Place: []string{"汽车站桥洞", "火车站广场", "三号涵洞"}[i%3],
			Subject: text.Text{ZH: "无名氏 男 约60岁 神志不清", EN: "unnamed, M, about 60, confused"}, OpenedAt: now.Add(-time.Hour), Worst: rules.Pending, Due: &due,
			What: text.Text{ZH: "呼叫 120 急救", EN: "Call the ambulance (120)"}}
	}
	return out
}

func read(d *desk) *Page {
	p := New(d)
	p.Update(p.Load()())
	return p
}

// press gives keys to the bindings and then to the page, as the application does.
func (p *Page) press(keys ...any) (act route.Action) {
	for _, k := range keys {
		msg, ok := k.(tea.KeyMsg)
		if t, is := k.(tea.KeyType); is {
			msg, ok = tea.KeyMsg{Type: t}, true
		}
		if !ok {
			for _, r := range k.(string) {
				act = p.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			}
			continue
		}
		if b := p.Keys().Find(binding.Name(msg)); b != nil && !(binding.IsText(msg) && p.Typing()) {
			act = b.Do()
		} else {
			act = p.Update(msg)
		}
		if run, ok := act.(screen.Run); ok {
			p.Update(run.Cmd())
		}
	}
	return act
}

func (p *Page) shown(lang text.Lang, w, h int) string {
	return strings.Join(p.View(screen.Env{Lang: lang, Now: now}, screen.Lay(w, h, 0)).Lines, "\n")
}

// Ensure the filter holds after Enter and goes with Esc, and that the open cases and all of
// them each keep theirs.
func TestFindACase(t *testing.T) {
	p := read(&desk{open: places(9), all: places(20)})
	p.press(tea.KeyF3, "qcz")
	if !p.Typing() || p.open.find.Len() != 3 || !strings.Contains(p.shown(text.ZH, 80, 24), "3/9") {
		t.Fatalf("%d found:\n%s", p.open.find.Len(), p.shown(text.ZH, 80, 24))
	}
	p.press(tea.KeyDown, tea.KeyEnter)
	if p.Typing() {
		t.Error("Enter leaves the field")
	}
	if to, ok := p.press(tea.KeyEnter).(route.To); !ok || to.ID != "C20261124-0006" {
		t.Errorf("Enter opens %+v", to)
	}
	p.press(tea.KeyTab)
	if p.all.find.Filtered() || p.all.find.Len() != 20 {
		t.Error("the list of all has the filter of the open ones")
	}
	p.press(tea.KeyTab, "/", "zzz")
	if s := p.shown(text.ZH, 45, 24); !strings.Contains(s, "没有符合「qczzzz」的") {
		t.Errorf("%s", s)
	}
	p.press(tea.KeyEsc)
	if p.Typing() || p.open.find.Len() != 9 {
		t.Error("Esc clears the filter")
	}
	if id, _ := p.open.find.Selected(); id != "C20261124-0006" {
		t.Errorf("on %s", id)
	}
}

// Ensure the orders are by clock, opening and place, and that the heading says which.
func TestSortCases(t *testing.T) {
	p := read(&desk{open: places(6)})
	for _, want := range []string{"按 时限|0006", "按 立案 (新的在前)|0006", "按 地点|0005", "按 时限|0006"} {
		head, first, _ := strings.Cut(want, "|")
		i := 0
		p.open.find.View(80, 20, func(row, _ int, _ bool) string {
			if i == 0 && !strings.HasSuffix(p.open.rows[row].ID, first) {
				t.Errorf("%s: %s comes first", head, p.open.rows[row].ID)
			}
			i++
			return ""
		})
		if s := p.shown(text.ZH, 80, 24); !strings.Contains(s, head) {
			t.Errorf("%s is not said:\n%s", head, s)
		}
		p.press(tea.KeyF7)
	}
}

// Ensure a list that is cut says so, and that a case which is not in it is reached by its
// number, whole or without its year.
func TestCaseByNumber(t *testing.T) {
	p := read(&desk{all: places(newest + 50)})
	p.press(tea.KeyTab)
	if s := p.shown(text.ZH, 45, 24); !strings.Contains(s, "只列最近 2000 件") {
		t.Errorf("%s", s)
	}
	for typed, want := range map[string]string{"C20251201-0007": "C20251201-0007", "c20251201-0007": "C20251201-0007", "1201-0007": "C20261201-0007", "２０２５１２０１０００７": "C20251201-0007"} {
		p.press(tea.KeyF3, typed)
		all, ok := p.press(tea.KeyEnter).(route.All)
		if !ok || all[1] != (route.To{Page: route.Case, ID: want}) || p.Typing() || p.all.find.Filtered() {
			t.Errorf("%s goes to %+v", typed, all)
			p.press(tea.KeyEsc)
		}
	}
	p.press(tea.KeyF3, "没有的")
	if p.number() != "" {
		t.Error("a word is no number")
	}
}

// Ensure every empty list says what to do next.
func TestEmptyCases(t *testing.T) {
	p := New(&desk{})
	if s := p.shown(text.ZH, 80, 24); !strings.Contains(s, "正在读") {
		t.Errorf("%s", s)
	}
	p = read(&desk{})
	if s := p.shown(text.ZH, 80, 24); !strings.Contains(s, "按 F2 登记") || !strings.Contains(s, "按 Tab 全部") {
		t.Errorf("%s", s)
	}
	p.press(tea.KeyTab)
	if s := p.shown(text.EN, 45, 24); !strings.Contains(s, "For a call: 0 Menu >") {
		t.Errorf("%s", s)
	}
	if b := p.Keys().Find("f3"); b.Refusal() == nil || p.Keys().Find("enter").Refusal() == nil {
		t.Error("nothing can be found or opened")
	}
}

// Ensure the list fits every window, on a telephone in two lines a case, and that a wide one
// has the story of the selected case beside it.
func TestCaseLayouts(t *testing.T) {
	p := read(&desk{open: places(60)})
	p.press(tea.KeyEnd)
	for _, mode := range []style.Mode{style.Narrow, style.Wide} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, size := range [][2]int{{45, 10}, {45, 24}, {60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}} {
				env, l := screen.Env{Lang: lang, Mode: mode, Now: now, Theme: style.NewTheme(nil)}, screen.Lay(size[0], size[1], int(mode))
				lines := p.View(env, l).Lines
				for _, s := range lines {
					if env.Width(s) > l.W {
						t.Errorf("%v %v %s: %d cells: %q", size, mode, lang, env.Width(s), s)
					}
				}
				if all := strings.Join(lines, "\n"); len(lines) != l.H || !strings.Contains(all, "1124-0001") || l.Two() != strings.Contains(all, map[text.Lang]string{text.ZH: "立案 01:14", text.EN: "Opened 01:14"}[lang]) {
					t.Errorf("%v %s: %d lines\n%s", size, lang, len(lines), all)
				}
			}
		}
	}
}

// Ensure random keys over a list that changes leave a selection that is in it.
func TestCaseStorm(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 1))
	d := &desk{open: places(30), all: places(90)}
	p := read(d)
	keys := []any{tea.KeyUp, tea.KeyDown, tea.KeyPgDown, tea.KeyEnd, tea.KeyTab, tea.KeyF3, tea.KeyF7, tea.KeyEsc, tea.KeyBackspace, tea.KeyEnter, "q", "三", "0", " ", "z", "/"}
	for range 1000 {
		if rnd.IntN(10) == 0 {
			d.open, d.all = places(rnd.IntN(40)), places(rnd.IntN(120))
			p.Update(p.Load()())
		}
		p.press(keys[rnd.IntN(len(keys))])
		if _, ok := p.table().find.Selected(); ok != (p.table().find.Len() > 0) || p.table().find.Index() >= len(p.table().rows) {
			t.Fatal("the selection is out of the list")
		}
		p.shown(text.ZH, 45+rnd.IntN(80), 10+rnd.IntN(30))
	}
}
