package tui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
)

// never are the keys that belong to terminals, input methods and multiplexers (DESIGN §6).
var never = []string{"ctrl+@", "ctrl+ ", "ctrl+.", "ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q", "ctrl+z", "f11"}

// Ensure every binding of every screen tells in both languages what it does, shows a key
// that an input method lets through, and takes none that is not ours.
func TestBindings(t *testing.T) {
	letter := regexp.MustCompile(`^[a-z]$`)
	for _, s := range screens {
		n := open(t, set{town: s.town})
		if s.steps != nil {
			n.signIn("hyh").press(s.steps...)
		}
		for _, table := range n.Model.(*tui.App).Tables() {
			for _, b := range table {
				name := s.name + " " + strings.Join(b.Keys, " ")
				if b.Help.ZH == "" || b.Help.EN == "" || b.Do != nil && (b.Label.ZH == "" || b.Label.EN == "") {
					t.Errorf("%s: help %q, label %q", name, b.Help, b.Label)
				}
				if letter.MatchString(b.Keys[0]) {
					t.Errorf("%s: a letter stands first", name)
				}
				for _, k := range b.Keys {
					if slices.Contains(never, k) {
						t.Errorf("%s: %s is not ours", name, k)
					}
					if k == "up" || k == "down" || b.Do == nil {
						continue
					}
					if table.Find(k).Help != b.Help {
						t.Errorf("%s: %s is bound twice", name, k)
					}
				}
			}
		}
	}
}

// Ensure what the footer and the menu offer is what F1 tells of: one table.
func TestHelpTellsOfEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine, and long under the race detector")
	}
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for _, s := range screens {
			if s.steps == nil {
				continue
			}
			n := open(t, set{lang: lang, w: 120, h: 80, town: s.town}).signIn("hyh").press(s.steps...)
			tables := n.Model.(*tui.App).Tables()
			if s.name == "help" {
				continue
			}
			n.press("F1").sees(map[text.Lang]string{text.ZH: " 能用的键", text.EN: " Keys"}[lang])
			for _, table := range tables {
				for _, b := range table {
					n.sees(b.Shown())
				}
			}
		}
	}
}

// Ensure a terminal without F-keys reaches everything by digits: 0 opens the menu, the
// number chooses, Enter does it.
func TestMenuByDigits(t *testing.T) {
	n := open(t, set{w: 45, h: 30}).signIn("hyh").press("0").sees("菜单", "登记")
	at := 0
	for line := range strings.Lines(n.text()) {
		if strings.Contains(line, "登记来电来访") || strings.Contains(line, " 登记 ") {
			at = len(regexp.MustCompile(`^[> ]*\d+`).FindString(line))
			n.press("text:" + strings.TrimSpace(strings.TrimLeft(line[:at], "> ")))
			break
		}
	}
	n.press("Enter").sees("登记 来电来访")
	if at == 0 {
		t.Error("the menu has no 登记")
	}
}

// Ensure full-width twins are the keys they look like, also when several characters come
// at once, and what is typed at a page never reaches the next one.
func TestTwins(t *testing.T) {
	open(t, set{}).signIn("hyh").press("？").sees("能用的键")
	open(t, set{}).signIn("hyh").press("２").sees("救助事项 在办")
	open(t, set{}).signIn("hyh").press("text:24").sees("物资  不足")
	open(t, set{}).signIn("hyh").press("paste:4").sees("待办 2  逾期 1")
}

// Ensure Ctrl+C asks, anywhere, and Enter ends the program.
func TestQuit(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:半句话", "Ctrl+C").sees("退出程序?").press("Esc").sees("半句话")
	n.press("Ctrl+C", "Enter")
	if !n.Quit {
		t.Error("the program goes on")
	}
	n.Model.(*tui.App).Close()
	if got := n.town.DraftOf(fakedesk.HeYuhe, "note/"); !strings.Contains(got, "半句话") {
		t.Errorf("the draft kept at the end: %q", got)
	}
}
