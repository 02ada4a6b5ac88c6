package screen

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Ensure the breakpoints lie where DESIGN §6 has them, and the panes fill the window.
func TestLay(t *testing.T) {
	var got []string
	for _, s := range [][2]int{{20, 5}, {44, 40}, {45, 9}, {45, 10}, {79, 40}, {80, 24}, {99, 30}, {100, 23}, {100, 30}, {120, 39}, {120, 40}, {200, 60}} {
		l := Lay(s[0], s[1], 0)
		got = append(got, fmt.Sprintf("%dx%d %d %d+%d+%d", s[0], s[1], l.Size, l.Main, l.Gap, l.Side))
		if l.Main+l.Gap+l.Side != s[0] || l.H != max(s[1]-3, 0) {
			t.Errorf("%v: %+v", s, l)
		}
	}
	want := `20x5 0 20+0+0
44x40 0 44+0+0
45x9 0 45+0+0
45x10 1 45+0+0
79x40 1 79+0+0
80x24 2 80+0+0
99x30 2 99+0+0
100x23 2 100+0+0
100x30 3 66+2+32
120x39 3 79+2+39
120x40 4 79+2+39
200x60 4 132+2+66`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	for w := -1; w < 130; w++ {
		for _, spare := range []int{0, 1} {
			if l := Lay(w, w/3, spare); l.W < 0 || l.H < 0 || l.Main+l.Gap+l.Side > max(w, 0) {
				t.Errorf("%d: %+v", w, l)
			}
		}
	}
}

// Ensure a row has exactly its width whatever its cells are, in both modes.
func TestRow(t *testing.T) {
	for _, m := range []style.Mode{style.Narrow, style.Wide} {
		e := Env{Mode: m}
		for w := range 60 {
			row := e.Row(w, Cell{S: "!逾期…", W: 9}, Cell{S: "1124-0004", W: 10}, Cell{S: "报告带班领导"}, Cell{S: "+2", W: 3, Right: true})
			if n := e.Width(row); n != w {
				t.Errorf("%d cells for %d: %q", n, w, row)
			}
		}
	}
}

// Ensure a clock says how late or how long, by whole minutes, over midnight and days.
func TestClock(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 14, 59, 0, rules.Zone)
	at := func(d time.Duration) *time.Time { t := now.Truncate(time.Minute).Add(d); return &t }
	for _, c := range []struct {
		state  rules.ObligationState
		due    *time.Time
		zh, en string
	}{
		{rules.Overdue, at(-3 * time.Minute), "!逾期 3分", "!late 3m"},
		{rules.Due, at(4 * time.Minute), "*4分", "*4m"},
		{rules.Pending, at(226 * time.Minute), " 3时46分", " 3h46m"},
		{rules.Pending, at(3 * time.Hour), " 3时", " 3h"},
		{rules.Pending, at(13*time.Hour + 5*time.Minute), " 13时", " 13h"},
		{rules.Pending, at(50 * time.Hour), " 2天", " 2d"},
		{rules.Overdue, at(-9*time.Hour - 59*time.Minute), "!逾期 9时59分", "!late 9h59m"},
		{rules.Overdue, at(0), "!逾期 0分", "!late 0m"},
		{rules.Done, at(time.Hour), " ", " "},
		{rules.Pending, nil, " ", " "},
	} {
		for lang, want := range map[text.Lang]string{text.ZH: c.zh, text.EN: c.en} {
			e := Env{Lang: lang, Now: now, Theme: style.NewTheme(nil)}
			if got := e.Clock(c.state, c.due); got != want {
				t.Errorf("%s %v: %q, want %q", c.state, c.due, got, want)
			} else if e.Width(got) > e.ClockWidth() {
				t.Errorf("%q is wider than its column", got)
			}
		}
	}
}

// Ensure a sentence names keys that the window's terminal has.
func TestKey(t *testing.T) {
	label := text.Text{ZH: "拟稿", EN: "Draft"}
	for _, c := range []struct {
		w      int
		keys   string
		zh, en string
	}{
		{80, "f6 d", "F6 拟稿", "F6 Draft"}, {80, "ctrl+l", "Ctrl+L 拟稿", "Ctrl+L Draft"}, {45, "f6 d", "0 菜单 > 拟稿", "0 Menu > Draft"},
		{45, "f5 3", "3 拟稿", "3 Draft"}, {45, "tab right", "→ 拟稿", "→ Draft"}, {45, "enter", "Enter 拟稿", "Enter Draft"}, {120, "tab right", "Tab 拟稿", "Tab Draft"},
	} {
		got := Lay(c.w, 24, 0).Key(label, strings.Fields(c.keys)...)
		if zh, en := got.In(text.ZH), got.In(text.EN); zh != c.zh || en != c.en {
			t.Errorf("%d %s: %q %q, want %q %q", c.w, c.keys, zh, en, c.zh, c.en)
		}
	}
}

// Ensure sentences beside a list have two fifths of a large window, and a smaller one stays.
func TestTelling(t *testing.T) {
	for _, c := range [][3]int{{80, 24, 0}, {100, 30, 32}, {120, 40, 47}, {200, 60, 79}} {
		if l := Lay(c[0], c[1], 0).Telling(); l.Side != c[2] || l.Main+l.Gap+l.Side != c[0] {
			t.Errorf("%v: %+v", c, l)
		}
	}
}
