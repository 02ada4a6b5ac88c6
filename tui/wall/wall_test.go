package wall

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

func at(h, m int) time.Time { return time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone) }

func night() *view.Wall {
	due, end := at(2, 1), at(8, 0)
	w := &view.Wall{Stamp: view.Stamp{Now: at(2, 14)}, Town: "北渡镇", Main: "何雨禾", Leader: "沈岚", Until: &end, Todo: 30, Overdue: 1, Cases: 2,
		Warnings: []rules.Warning{{Kind: rules.ColdWave, Level: rules.Orange, Until: &end}}, Untold: 2, Notices: 1,
		Short: []view.ShortRow{{Item: "棉被", Unit: "床", OnHand: 3, Min: 20}, {Item: "方便面", Unit: "箱", OnHand: 5, Min: 2, Expires: "2026-12-10"}}}
	for range 30 {
		w.Rows = append(w.Rows, view.WallRow{No: "C20261124-0004", Kind: text.Text{ZH: "发现", EN: "found"}, What: text.Text{ZH: "救治", EN: "medical"}, State: rules.Overdue, Due: &due})
	}
	return w
}

// Ensure the wall fits its window in both languages and width modes, counts what has no room,
// and says what was not read beside what was.
func TestView(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {45, 24}} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, mode := range []style.Mode{style.Narrow, style.Wide} {
				m := New(nil, Options{Lang: lang, Mode: mode, Width: size[0], Height: size[1], Now: func() time.Time { return at(2, 14) }})
				m.Update(got{Value: night()})
				tuitest.Fits(t, mode, m.View(), size[0], size[1])
				tuitest.RedIsMarked(t, m.View())
			}
		}
	}
	m := New(nil, Options{Lang: text.ZH, Width: 80, Height: 24})
	m.Update(got{Value: night()})
	for _, s := range []string{"#### ####", "值班 何雨禾  带班 沈岚", "下次交接 08:00", "待办 30  逾期 1", "C20261124-0004", "另有", "不足 棉被 3床", "将过期 方便面 2026-12-10", "通知未传到 2 处", "寒潮橙色预警"} {
		if !strings.Contains(m.View(), s) {
			t.Errorf("%s is not on the wall:\n%s", s, m.View())
		}
	}
	m.Update(got{Err: errors.New("disk")})
	if s := m.View(); !strings.Contains(s, "何雨禾") || !strings.Contains(s, "!") {
		t.Errorf("a read that failed:\n%s", s)
	}
	late := night()
	late.Main, late.Late, late.Rows, late.Short = "", true, nil, nil
	m.Update(got{Value: late})
	for _, s := range []string{"无人值班", "交接班已过", "没有到期的事", "物资够数"} {
		if !strings.Contains(m.View(), s) {
			t.Errorf("%s is not on the wall:\n%s", s, m.View())
		}
	}
}

// Ensure no key but Ctrl+C and q does anything, and that it reads once a minute.
func TestKeys(t *testing.T) {
	reads := 0
	m := New(func() (*view.Wall, error) { reads++; return night(), nil }, Options{Lang: text.ZH, Width: 80, Height: 24, Now: func() time.Time { return at(2, 14).Add(59 * time.Second) }})
	m.Update(got{Value: night()})
	before := m.View()
	for _, k := range tuitest.Keys("F2", "Enter", "Esc", "1", "Ctrl+K", "Ctrl+L", "text:abc", "Up", "F12") {
		if _, cmd := m.Update(k); cmd != nil || m.View() != before {
			t.Errorf("%v does something", k)
		}
	}
	for _, k := range tuitest.Keys("Ctrl+C", "q") {
		if _, cmd := m.Update(k); cmd == nil {
			t.Errorf("%v does not end it", k)
		} else if _, ends := cmd().(tea.QuitMsg); !ends {
			t.Errorf("%v does not end it", k)
		}
	}
	_, cmd := m.Update(minute{})
	for _, c := range cmd().(tea.BatchMsg)[:1] {
		m.Update(c())
	}
	if reads != 1 {
		t.Errorf("%d reads", reads)
	}
}
