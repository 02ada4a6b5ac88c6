package tui_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// storm are the keys that fall on the desk: every F-key, every arrow, every Ctrl that a
// terminal sends, digits and letters, and what an input method brings.
var storm = func() []tea.Msg {
	var keys []tea.Msg
	for _, k := range strings.Fields("F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F12 Up Down Left Right PgUp PgDn Home End Enter Enter Enter Esc Esc Tab Tab Shift+Tab Delete Backspace Space " +
		"Ctrl+E Ctrl+G Ctrl+K Ctrl+L Ctrl+N Ctrl+O Ctrl+R Ctrl+T Ctrl+U Ctrl+W Ctrl+X Ctrl+Y 0 1 2 3 4 5 6 7 8 9 ? / a d w x y") {
		keys = append(keys, tuitest.Keys(k)...)
	}
	for _, s := range []string{"text:hyh", "text:" + fakedesk.PIN, "text:汽车站桥洞", "text:？", "text:６０", "text:…—“”·×", "text:é", "text:𮯰\ue864",
		"paste:老人约70岁, 在汽车站桥洞\n电话 19900000031", "paste:\x1b[31m\u202e", "paste:" + strings.Repeat("字", 3000)} {
		keys = append(keys, tuitest.Keys(s)...)
	}
	return keys
}()

// Ensure 10,000 random keys, pastes and sizes never end the session in a panic, and no row
// is ever wider than the screen, nor a line longer than it is high.
func TestKeyStorm(t *testing.T) {
	const keys = 10_000
	sizes := [][2]int{{80, 24}, {80, 24}, {45, 24}, {45, 24}, {45, 10}, {100, 30}, {100, 30}, {120, 40}, {120, 40}, {60, 15}, {200, 60}, {20, 5}}
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 26))
			mode := style.Mode(seed % 2)
			lang := []text.Lang{text.ZH, text.EN}[seed/2]
			n := open(t, set{lang: lang, mode: mode}).signIn("hyh")
			var trail []string
			inside := 0
			defer func() {
				if t.Failed() {
					t.Logf("the last keys: %s", strings.Join(trail[max(len(trail)-40, 0):], " "))
				}
			}()
			for range keys / 4 {
				if rnd.IntN(60) == 0 {
					size := sizes[rnd.IntN(len(sizes))]
					n.w, n.h = size[0], size[1]
					trail = append(trail, fmt.Sprintf("size:%dx%d", n.w, n.h))
					n.press(trail[len(trail)-1])
				}
				switch rnd.IntN(80) {
				case 0:
					n.minute()
				case 1:
					n.town.Other(fakedesk.Zhou, &command.AddNote{Text: "别人记的"})
					n.Send(tui.Changed(), tui.Settled())
				}
				if app := n.Model.(*tui.App); app.Inside() {
					inside++
				} else if rnd.IntN(3) == 0 {
					n.press("Esc", "Esc", "Esc", "Esc").signIn([]string{"hyh", "zld"}[rnd.IntN(2)])
				}
				key := storm[rnd.IntN(len(storm))]
				trail = append(trail, fmt.Sprint(key))
				n.Send(key)
				n.Quit = false // by the menu it may be asked for
				n.text()
			}
			if inside < keys/4*3/4 {
				t.Errorf("only %d of %d keys fell on a desk", inside, keys/4)
			}
		})
	}
}

// Ensure every character typed into a note while the window changes, others write, the
// language turns and the desk is locked comes out once, in order.
func TestNothingTypedIsLost(t *testing.T) {
	for seed := range uint64(6) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		n := open(t, set{}).signIn("hyh").press("F8")
		var want strings.Builder
		letters := []rune("老人在桥洞下没有棉被ab12，。…·〇𠮷")
		for range 300 {
			switch rnd.IntN(12) {
			case 0:
				n.press(fmt.Sprintf("size:%dx%d", 45+rnd.IntN(90), 10+rnd.IntN(40)))
			case 1:
				n.press("F12")
			case 2:
				n.press("Ctrl+L", "text:"+fakedesk.PIN, "Enter")
			case 3:
				n.town.Other(fakedesk.Zhou, &command.AddNote{Text: "别人记的"})
			case 4:
				n.minute()
			case 5:
				s := string(letters[:1+rnd.IntN(len(letters)-1)])
				want.WriteString(s)
				n.press("paste:" + s)
			default:
				s := string(letters[rnd.IntN(len(letters))])
				want.WriteString(s)
				n.press("text:" + s)
			}
		}
		n.press("F9")
		if got := last[*command.AddNote](n).Text; got != want.String() {
			t.Fatalf("seed %d\ntyped %q\nsaved %q", seed, want.String(), got)
		}
	}
}
