package tui_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// presented is a handover on its way to 周立冬, who has just signed in.
var presented = slices.Clip([]string{"F5", "F6", "F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:" + fakedesk.PIN, "Enter",
	"Ctrl+L", "Esc", "text:zld", "Enter", "text:" + fakedesk.PIN, "Enter"})

// screens are the ways to every screen of the desk. A way that begins with "out" starts
// before anybody has signed in.
var screens = []struct {
	name  string
	town  func(*fakedesk.Town)
	steps []string // after signing in; nil: before
}{
	{"signin", nil, nil},
	{"board", nil, []string{}},
	{"board-nobody", (*fakedesk.Town).NoShift, []string{}},
	{"board-warning", nil, []string{"F7", "Enter"}},
	{"board-find", nil, []string{"F3", "text:qcz"}},
	{"cases", nil, []string{"2", "Tab"}},
	{"cases-find", nil, []string{"2", "F3", "text:桥洞"}},
	{"cases-none", nil, []string{"2", "F3", "text:zzz", "Enter"}},
	{"case", nil, []string{"Enter"}},
	{"case-ask", nil, []string{"Enter", "Tab"}},
	{"case-story", nil, []string{"Enter", "Shift+Tab"}},
	{"case-why", nil, []string{"Enter", "?"}},
	{"case-call", nil, []string{"Enter", "F6"}},
	{"case-give", nil, []string{"Enter", "Ctrl+G"}},
	{"case-edit", nil, []string{"Enter", "Ctrl+E"}},
	{"case-progress", nil, []string{"Enter", "F7"}},
	{"case-refer", nil, []string{"Enter", "Ctrl+F"}},
	{"case-referred", nil, []string{"Enter", "Ctrl+F", "text:县救助", "Enter", "F9", "Ctrl+F"}},
	{"call", nil, []string{"Down", "Enter"}},
	{"intake", nil, []string{"F2", "text:qcz"}},
	{"intake-guess", nil, []string{"F2", "paste:汽车站桥洞下有个大爷, 约70岁, 神志不清, 电话19900000031"}},
	{"case-order", nil, []string{"Enter", "Ctrl+O"}},
	{"case-waive", nil, []string{"Enter", "Ctrl+W"}},
	{"note", nil, []string{"F8"}},
	{"handover-none", nil, []string{"F5"}},
	{"handover-draft", nil, []string{"F5", "F6"}},
	{"handover-present", nil, []string{"F5", "F6", "F7"}},
	{"handover-take", nil, append(presented, "F5")},
	{"handover-sign", nil, append(presented, "F5", "F7")},
	{"handover-return", nil, append(presented, "F5", "Delete")},
	{"handover-crew", nil, []string{"F5", "Ctrl+O"}},
	{"stock", nil, []string{"4"}},
	{"stock-issue", nil, []string{"4", "Enter"}},
	{"stock-receive", nil, []string{"4", "F6"}},
	{"stock-moves", nil, []string{"4", "Tab"}},
	{"lists", nil, []string{"5"}},
	{"lists-villages", nil, []string{"5", "Tab"}},
	{"lists-agencies", nil, []string{"5", "Tab", "Tab"}},
	{"lists-places", nil, []string{"5", "Tab", "Tab", "Tab"}},
	{"lists-items", nil, []string{"5", "Tab", "Tab", "Tab", "Tab"}},
	{"lists-kits", nil, []string{"5", "Tab", "Tab", "Tab", "Tab", "Tab"}},
	{"lists-edit", nil, []string{"5", "Enter"}},
	{"settings", nil, []string{"6"}},
	{"settings-edit", nil, []string{"6", "Enter"}},
	{"command", nil, []string{"F4", "text:4 办 120"}},
	{"copy", nil, []string{"Enter", "F10"}},
	{"copy-qr", nil, []string{"Enter", "F10", "F6"}},
	{"quit", nil, []string{"Ctrl+C"}},
	{"help", nil, []string{"F1"}},
	{"menu", nil, []string{"Ctrl+K"}},
	{"correct", nil, []string{"F8", "text:风很大", "F9", "Ctrl+X"}},
	{"refusal", nil, []string{"Ctrl+X", "?"}},
	{"lock", nil, []string{"Enter", "Ctrl+L"}},
	{"lock-call", nil, []string{"Ctrl+L", "F2", "text:有人"}},
	{"lock-sign", nil, []string{"Ctrl+L", "F8", "text:有人", "F9"}},
	{"pin-lost", nil, []string{"Ctrl+L", "F6"}},
	{"stand-in", nil, []string{"Ctrl+L", "F7"}},
	{"first-run", func(f *fakedesk.Town) { f.NoBook = true }, nil},
	{"since", nil, []string{"8"}},
	{"log", nil, []string{"7"}},
	{"log-write", nil, []string{"7", "F9"}},
	{"plans", nil, []string{"9"}},
	{"calendar", nil, []string{"Ctrl+D"}},
	{"more-pages", nil, []string{"-"}},
	{"roster", nil, []string{"-", "2", "Enter"}},
	{"patrols", nil, []string{"-", "3", "Enter"}},
	{"patrol-stop", nil, []string{"-", "3", "Enter", "F7"}},
	{"notices", nil, []string{"-", "4", "Enter"}},
	{"registers", nil, []string{"-", "5", "Enter"}},
	{"register", nil, []string{"-", "5", "Enter", "Enter"}},
}

// TestScreens ensures every screen looks as it did, at the sizes that DESIGN §6 names, in
// both languages and both width modes: one file holds all screens of one look.
func TestScreens(t *testing.T) {
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for mode, name := range map[style.Mode]string{style.Narrow: "narrow", style.Wide: "wide"} {
			for _, size := range [][2]int{{45, 24}, {80, 24}, {100, 30}, {120, 40}} {
				path := fmt.Sprintf("screens/%s-%dx%d-%s", lang, size[0], size[1], name)
				t.Run(path, func(t *testing.T) {
					t.Parallel()
					var all strings.Builder
					for _, s := range screens {
						n := open(t, set{lang: lang, mode: mode, w: size[0], h: size[1], town: s.town})
						if s.steps != nil {
							n.signIn("hyh").press(s.steps...)
						}
						fmt.Fprintf(&all, "-- %s --\n%s\n", s.name, n.text())
					}
					tuitest.Golden(t, path, all.String())
				})
			}
		}
	}
}

// TestColours ensures the colours of a screen stay as they are, the board's, a dialog's and
// a page's, in sixteen colours and in the theme of high contrast.
func TestColours(t *testing.T) {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	for name, steps := range map[string][]string{"board": nil, "case-why": {"Enter", "?"}, "lists": {"5"}} {
		for theme, prefs := range map[string]rules.Prefs{"": {}, "contrast-": {Theme: rules.ThemeContrast}} {
			n := open(t, set{renderer: r, town: func(f *fakedesk.Town) { f.Wants(prefs) }}).signIn("hyh").press(steps...)
			tuitest.RedIsMarked(t, n.Model.View())
			tuitest.Golden(t, "colours/"+theme+name, tuitest.Coloured(t, n.Model.View(), n.w, n.h))
		}
	}
}

// TestWideTerminal ensures that on a terminal which draws ambiguous characters two cells
// wide no line runs over: the clock and the footer stand where they belong.
func TestWideTerminal(t *testing.T) {
	if !tuitest.OnWideTerminal(t) {
		return
	}
	for _, s := range screens {
		n := open(t, set{mode: style.Wide, town: s.town})
		if s.steps != nil {
			n.signIn("hyh").press(s.steps...)
		}
		lines := n.Screen(80, 24)
		if !strings.HasSuffix(lines[0], "02:14") || !strings.Contains(lines[23], "Enter") && !strings.Contains(lines[23], "F9") && !strings.Contains(lines[23], "Esc") {
			t.Errorf("%s:\n%s", s.name, strings.Join(lines, "\n"))
		}
	}
}

// TestEvilText ensures that nothing people wrote reaches the terminal as a control, on any
// screen: the frame is checked for escapes that are not ours by every look at it.
func TestEvilText(t *testing.T) {
	for _, s := range screens {
		n := open(t, set{town: func(f *fakedesk.Town) {
			f.Evil("\x1b]52;c;eA==\a\u202e\x9b31m\u200f\U000e0041买买提·艾力𮯰\ue864\n\ttwo")
			if s.town != nil {
				s.town(f)
			}
		}})
		if s.steps != nil {
			n.press("Enter", "text:"+fakedesk.PIN, "Enter").press(s.steps...)
		}
		n.text()
	}
}

// TestSmallWindows ensures that every screen fits a telephone and every size on the way
// there, and that a window that is too small says so until it grows back.
func TestSmallWindows(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			for _, lang := range []text.Lang{text.ZH, text.EN} {
				n := open(t, set{lang: lang, town: s.town})
				if s.steps != nil {
					n.signIn("hyh").press(s.steps...)
				}
				before := n.text()
				for _, size := range [][2]int{{45, 30}, {45, 10}, {60, 15}, {20, 5}, {3, 1}, {0, 0}, {79, 24}, {100, 30}, {200, 60}} {
					n.w, n.h = size[0], size[1]
					n.press(fmt.Sprintf("size:%dx%d", n.w, n.h))
					if n.w > 0 {
						n.text()
					}
				}
				n.w, n.h = 20, 5
				n.press("size:20x5").sees(map[text.Lang]string{text.ZH: "窗口太小", text.EN: "too small"}[lang])
				n.w, n.h = 80, 24
				if got := n.press("size:80x24").text(); got != before {
					t.Errorf("after 20×5 and back:\n%s\nbefore:\n%s", got, before)
				}
			}
		})
	}
}
