package tui_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"

	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// night is one session at the fake town, driven key by key.
type night struct {
	*tuitest.Driver
	t     *testing.T
	town  *fakedesk.Town
	caret *place
	mode  style.Mode
	w, h  int
}

// place records where the caret was put last.
type place struct {
	on       bool
	row, col int
}

func (p *place) Set(row, col int) { *p = place{true, row, col} }
func (p *place) Hide()            { *p = place{} }

// set is what a session can be.
type set struct {
	lang  text.Lang
	mode  style.Mode
	w, h  int
	town  func(*fakedesk.Town)
	print tui.Printer
	live  bool // follow what others write

	renderer *lipgloss.Renderer // nil: no colours
}

func open(t *testing.T, s set) *night {
	t.Helper()
	if s.w == 0 {
		s.w, s.h = 80, 24
	}
	n := &night{t: t, town: fakedesk.New(), caret: &place{}, mode: s.mode, w: s.w, h: s.h}
	if s.town != nil {
		s.town(n.town)
	}
	app := tui.New(n.town, tui.Options{Lang: s.lang, Mode: s.mode, Caret: n.caret, Renderer: s.renderer, Print: s.print, Width: s.w, Height: s.h})
	n.Driver = tuitest.NewDriver(t, app)
	if n.Skip = []string{"nextChange"}; s.live {
		n.Skip, n.Patience = nil, 50*time.Millisecond // it waits for news
	}
	n.Start(s.w, s.h)
	return n
}

// press types steps as tuitest.Keys has them.
func (n *night) press(steps ...string) *night {
	n.t.Helper()
	for _, m := range tuitest.Keys(steps...) {
		n.Send(m)
	}
	return n
}

func (n *night) signIn(initials string) *night {
	n.t.Helper()
	return n.press("text:"+initials, "Enter", "text:"+fakedesk.PIN, "Enter")
}

func (n *night) text() string {
	n.t.Helper()
	tuitest.Fits(n.t, n.mode, n.Model.View(), n.w, n.h)
	tuitest.RedIsMarked(n.t, n.Model.View())
	return strings.Join(n.Screen(n.w, n.h), "\n")
}

// sees fails the test unless all of want are on the screen.
func (n *night) sees(want ...string) *night {
	n.t.Helper()
	got := n.text()
	for _, w := range want {
		if !strings.Contains(got, w) {
			n.t.Fatalf("%q is not on the screen:\n%s", w, got)
		}
	}
	return n
}

// misses fails the test when one of bad is on the screen.
func (n *night) misses(bad ...string) *night {
	n.t.Helper()
	got := n.text()
	for _, w := range bad {
		if strings.Contains(got, w) {
			n.t.Fatalf("%q is on the screen:\n%s", w, got)
		}
	}
	return n
}

// minute lets the session's clock strike.
func (n *night) minute() *night {
	n.t.Helper()
	n.Send(tui.Minute())
	return n
}
