package tui_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/style"
)

// Ensure what another officer writes is on the screen without a key, the selection stays
// on its record, and a burst is read once.
func TestLive(t *testing.T) {
	n := open(t, set{live: true}).signIn("hyh").press("Down").sees(">              T1124-0002")
	n.town.Other(fakedesk.Zhou, &command.LogCall{Kind: rules.CallPhone, Said: "x", Open: &command.Intake{Place: "三号涵洞", Said: "又一个"}})
	n.awaits("三号涵洞").sees("待办 3  逾期 2", ">              T1124-0002")
	before := n.town.Reads()
	for range 50 {
		n.town.Other(fakedesk.Zhou, &command.AddNote{Text: "记"})
	}
	n.town.Other(fakedesk.Zhou, &command.PassCall{Call: fakedesk.CallID, To: "供水站"})
	n.awaits("待办 2  逾期 2")
	if got := n.town.Reads() - before; got > 10 {
		t.Errorf("51 changes were read %d times", got)
	}
}

// awaits gives the session what has come for it until want is on the screen.
func (n *night) awaits(want string) *night {
	n.t.Helper()
	for end := time.Now().Add(2 * time.Second); !strings.Contains(n.text(), want); n.Send(tui.Settled()) {
		if time.Now().After(end) {
			n.t.Fatalf("%q never comes:\n%s", want, n.text())
		}
	}
	return n
}

// Ensure changes that come faster than ten a second are read together, and none is missed.
func TestRest(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("2") // where only the header reads the board
	for i, c := range []struct {
		msg  tea.Msg
		more int
	}{{tui.Changed(), 1}, {tui.Changed(), 0}, {tui.Changed(), 0}, {tui.Settled(), 1}, {tui.Changed(), 0}, {tui.Settled(), 1}, {tui.Settled(), 0}, {tui.Changed(), 1}} {
		before := n.town.Reads()
		n.Send(c.msg)
		if got := n.town.Reads() - before; got != c.more {
			t.Errorf("message %d: read %d times, want %d", i, got, c.more)
		}
	}
}

// Ensure nothing is drawn while nothing changes: a change elsewhere and a minute that
// does not show leave the frame as it is.
func TestQuiet(t *testing.T) {
	n := open(t, set{}).signIn("hyh")
	before := n.Model.View()
	n.town.Other(fakedesk.Zhou, &command.AddNote{Text: "记"})
	n.Send(tui.Minute())
	if n.Model.View() != before {
		t.Error("the frame changed though nothing did")
	}
	n.town.Advance(time.Minute)
	n.Send(tui.Minute())
	if got := n.text(); !strings.Contains(got, "02:15") || !strings.Contains(got, "逾期 4分") {
		t.Errorf("the minute does not show:\n%s", got)
	}
}

// Ensure a page that cannot be read says so, says of when it is, and goes on.
func TestUnreadable(t *testing.T) {
	n := open(t, set{}).signIn("hyh")
	n.town.Unreadable = rules.AsError(&rules.Error{Kind: rules.Damaged, Text: text.Text{ZH: "记录读不出。", EN: "The record does not read."}})
	n.press("2").sees("记录读不出").press("1").sees("记录读不出", "02:14", "报告带班领导")
	n.town.Unreadable = nil
	n.press("2").sees("汽车站桥洞").misses("记录读不出")
}

// Ensure a read that panics is a sentence, not the end.
func TestPanickingRead(t *testing.T) {
	n := open(t, set{}).signIn("hyh")
	n.town.Panic = true
	n.press("2").sees("程序内部出错")
	n.town.Panic = false
	n.press("1", "2").sees("汽车站桥洞")
}

// Ensure the caret stands behind what was typed in the focused field, by display width, and
// is hidden where nothing is typed.
func TestCaret(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {45, 20}} {
		n := open(t, set{w: size[0], h: size[1]})
		n.at(t, "姓名 ", "")
		n.press("text:何").at(t, "何", "")
		n.press("Ctrl+U").signIn("hyh")
		if n.caret.on {
			t.Errorf("the caret is on at %+v though no field has the focus", n.caret)
		}
		n.press("F2", "text:老砖厂a东").at(t, "老砖厂a东", "")
		n.press("Left", "Left").at(t, "老砖厂", "a东")
		n.press("Esc", "Esc", "F8", "text:雪，（大）…").at(t, "雪，（大）…", "")
		n.press("Esc")
		if n.caret.on {
			t.Error("the caret stays when the dialog closes")
		}
	}
}

// at checks the text around the caret on an emulated terminal.
func (n *night) at(t *testing.T, before, after string) {
	t.Helper()
	if !n.caret.on {
		t.Fatalf("no caret:\n%s", n.text())
	}
	line := n.Screen(n.w, n.h)[n.caret.row] // as the emulated terminal (x/vt) has it
	line += strings.Repeat(" ", n.w)
	left, right := style.Slice(style.Narrow, line, 0, n.caret.col), style.Slice(style.Narrow, line, n.caret.col, n.w)
	if !strings.HasSuffix(left, before) || !strings.HasPrefix(right, after) {
		t.Errorf("the caret stands between %q and %q, want %q and %q", left, right, before, after)
	}
}

// Ensure a paste of a megabyte is neither lost without a word nor worked on more than a
// few times over, and that nothing of it reaches the terminal as a control.
func TestHugePaste(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8")
	big := strings.Repeat("王\x1b[31m大爷\u202e说: 冷。\n", 1<<20/30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n.press("paste:" + big).sees("大爷")
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) / uint64(len(big)); got > 30 {
		t.Errorf("a paste takes %d times its size", got)
	}
	n.press("F1").press("Esc").press("F2", "paste:"+big).sees("字未收")
}

// Ensure a draft is kept when a page is left, offered back with everything in it, and gone
// with the save.
func TestDrafts(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:水管爆了", "Tab", "text:石桥村", "Esc", "Esc")
	if got := n.town.DraftOf(fakedesk.HeYuhe, "intake"); !strings.Contains(got, "石桥村") || !strings.Contains(got, "水管爆了") {
		t.Fatalf("the draft: %q", got)
	}
	// The session ends without a word; another one begins.
	m := open(t, set{town: func(f *fakedesk.Town) { f.Drafts(n.town) }}).signIn("hyh").press("F2")
	m.sees("接着写", "石桥村, 水管爆了").press("1").sees("石桥村", "水管爆了", "上次没写完的内容已填回").press("F9").sees("已保存")
	if got := m.town.DraftOf(fakedesk.HeYuhe, "intake"); got != "" {
		t.Errorf("the draft outlives the save: %q", got)
	}
	m.press("1", "F2").misses("石桥村")
	m.press("text:x", "Esc", "F2").sees("接着写").press("1").sees("已填回").press("Ctrl+N", "Enter").misses("所述情况 x").press("Esc")
	if got := m.town.DraftOf(fakedesk.HeYuhe, "intake"); got != "" {
		t.Errorf("a cleared form leaves a draft: %q", got)
	}
}
