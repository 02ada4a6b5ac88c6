package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// Ensure the lock hides everything of the desk, and whoever signs in again stands where
// they were, with what they had typed.
func TestLock(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F8", "text:风很大", "Ctrl+L")
	n.sees("已锁屏", "何雨禾").misses("1124-0004", "汽车站桥洞", "风很大")
	n.press("text:"+fakedesk.PIN, "Enter").sees("风很大", "1124-0004")
	n.press("F9")
	if c := last[*command.AddNote](n); c.Text != "风很大" || c.Case != fakedesk.CaseID {
		t.Errorf("the note: %+v", c)
	}
}

// Ensure another person takes the terminal over in one step, sees nothing of what the first
// one had open, and the first finds it again.
func TestChangeOfPerson(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:桥洞下有人", "Ctrl+L", "Esc").signIn("zld")
	n.sees("周立冬 已登录", "报告带班领导").misses("桥洞下有人")
	n.press("Ctrl+L", "Esc").signIn("hyh").sees("桥洞下有人")
}

// Ensure a save under way when the desk is locked reaches its form behind the lock, and
// nobody who is at the screen by then.
func TestSavedBehindTheLock(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:风很大")
	n.town.Fail = rules.Bad("text", text.Text{ZH: "写不下", EN: "no room"})
	n.Hold("written")
	n.press("F9", "Ctrl+L", "Esc").signIn("zld").sees("周立冬 已登录")
	n.Release()
	n.misses("写不下").press("Ctrl+L", "Esc").signIn("hyh").sees("写不下", "风很大")
}

// Ensure a command line that locks the desk while its answer is still on the way keeps the
// sitting, and the desk opens again.
func TestLockedFromBehind(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:桥洞", "Esc", "F4", "text:4 记 风大; 锁")
	n.Hold("written")
	n.press("Enter", "Ctrl+L")
	n.Release()
	n.sees("已锁屏").press("text:"+fakedesk.PIN, "Enter").sees("何雨禾 已登录")
}

// Ensure what one person's desk read never reaches what another has open behind the lock.
func TestReadingsStayApart(t *testing.T) {
	n := open(t, set{}).signIn("zld").press("F2", "text:周的秘密", "Esc", "1", "Ctrl+L", "Esc")
	n.signIn("hyh").press("F2", "text:何正在写", "Ctrl+L", "Esc")
	n.signIn("zld").press("F2").sees("周的秘密").press("Ctrl+L", "Esc")
	n.signIn("hyh").sees("何正在写").misses("周的秘密")
}

// Ensure the papers of one person are not those of another.
func TestPapersStayApart(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F10", "4", "Ctrl+L", "Esc")
	n.signIn("zld").press("F10", "Ctrl+L", "Esc")
	n.signIn("hyh").sees("复制文本")
}

// Ensure what is typed while a sign-in is under way is done by whoever comes in.
func TestTypedWhileSigningIn(t *testing.T) {
	n := open(t, set{}).press("text:hyh", "Enter", "text:"+fakedesk.PIN)
	n.Hold("enter")
	n.press("Enter", "F2", "text:老人倒在桥洞")
	n.Release()
	n.sees("值班 何雨禾", "老人倒在桥洞").press("F9", "F9")
	if c := last[*command.LogCall](n); c.Said != "老人倒在桥洞" {
		t.Errorf("the call: %+v", c)
	}
}

// Ensure a note from the locked desk is not handed to a form that is open already, nor to
// somebody who may not save it.
func TestHandedOver(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "Ctrl+L", "F8", "text:有人敲门", "Esc")
	n.press("text:"+fakedesk.PIN, "Enter").sees("下次登录时给您").press("text:别的", "F9")
	n.press("Ctrl+L", "text:"+fakedesk.PIN, "Enter").sees("按 F2 或 F8").press("F8").sees("有人敲门")

	n = open(t, set{}).press("F2", "text:汽车站一名女孩", "Esc", "Esc").signIn("xzy").misses("按 F2 或 F8")
	n.press("F2").misses("女孩").press("Ctrl+L", "Esc").signIn("hyh").press("F2").sees("女孩")
}

// Ensure the same content goes out under the same request, after an unknown outcome, also
// when the form was closed, the line left, or the sitting made anew.
func TestNeverTwice(t *testing.T) {
	unknown := &rules.Error{Kind: rules.Unknown, Text: text.Text{ZH: "磁盘没有回答。", EN: "The disk did not answer."}}
	n := open(t, set{}).signIn("hyh").press("F8", "text:停电了")
	n.town.FailAfter = unknown
	n.press("F9", "Esc", "F8").sees("停电了").press("F9")
	if k := count[*command.AddNote](n); k != 1 {
		t.Errorf("the form: %d notes", k)
	}
	n = open(t, set{}).signIn("hyh").press("F4", "text:记 甲; 记 乙")
	n.town.FailAfter = unknown
	n.press("Enter", "Esc", "F4", "Right", "Enter")
	if k := count[*command.AddNote](n); k != 2 {
		t.Errorf("the line: %d notes", k)
	}
	n = open(t, set{}).signIn("hyh").press("F8", "text:停电了")
	n.town.FailAfter = unknown
	n.press("F9", "Ctrl+L")
	n.town.OncePIN = true
	n.press("text:"+fakedesk.PIN, "Enter", "text:1357", "Enter", "text:1357", "Enter", "Ctrl+T").sees("再存一次").press("Enter")
	if k := count[*command.AddNote](n); k != 1 {
		t.Errorf("a sitting made anew: %d notes", k)
	}
}

// Ensure the end of the program writes what was typed last, also when the command that was
// to keep it never ran.
func TestTypedLast(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:桥洞下有人")
	n.Hold("Keep")
	n.press("Esc")
	n.Model.(*tui.App).Close()
	if d := n.town.DraftOf(fakedesk.HeYuhe, "intake"); !strings.Contains(d, "桥洞下有人") {
		t.Errorf("the draft: %q", d)
	}
}

// Ensure Ctrl+C asks once, however often it is pressed.
func TestQuitAsksOnce(t *testing.T) {
	open(t, set{}).signIn("hyh").press("Ctrl+C", "Ctrl+C", "Ctrl+C", "Esc").misses("退出程序?")
}

// Ensure a desk at which nobody presses a key locks by itself, a key puts it off, and 0
// never locks.
func TestIdle(t *testing.T) {
	n := open(t, set{town: func(f *fakedesk.Town) { f.Set(rules.SettingIdleLock, "10") }}).signIn("hyh").press("F8", "text:写到一半")
	n.town.Advance(9 * time.Minute)
	n.minute().sees("写到一半").press("text:了")
	n.town.Advance(9 * time.Minute)
	n.minute().sees("写到一半了")
	n.town.Advance(time.Minute)
	n.minute().sees("已锁屏").misses("写到一半")
	if d := n.town.DraftOf(fakedesk.HeYuhe, "note/"); d == "" {
		t.Error("what was typed is not kept as a draft")
	}
	n = open(t, set{town: func(f *fakedesk.Town) { f.Set(rules.SettingIdleLock, "0") }}).signIn("hyh")
	n.town.Advance(10 * time.Hour)
	n.minute().misses("已锁屏")
}

// Ensure a locked desk takes a call down without showing anything, asks who signs when it
// is saved, and a wrong PIN loses nothing.
func TestCallOnALockedDesk(t *testing.T) {
	for name, n := range map[string]*night{"before anybody": open(t, set{}), "locked": open(t, set{}).signIn("hyh").press("Ctrl+L")} {
		t.Run(name, func(t *testing.T) {
			n.t = t
			n.press("F2").misses("1124-0004", "汽车站", "石桥村")
			n.press("text:老人倒在桥洞", "F9", "F9").sees("谁来签字").press("text:hyh", "Enter", "text:1111", "Enter").sees("PIN 不对")
			n.press("text:"+fakedesk.PIN, "Enter")
			if c := last[*command.LogCall](n); c.Said != "老人倒在桥洞" {
				t.Errorf("the call: %+v", c)
			}
			n.misses("谁来签字", "老人倒在桥洞").sees("已保存 T20261124")
		})
	}
}

// Ensure that nobody signing keeps what was typed, and whoever signs in next has it as a
// draft.
func TestUnsignedCallIsKept(t *testing.T) {
	n := open(t, set{}).press("F2", "text:老人倒在桥洞", "F9", "F9", "Esc", "Esc").sees("没有签字", "老人倒在桥洞")
	n.press("Esc").signIn("hyh").sees("按 F2").press("F2").sees("老人倒在桥洞")
}

// Ensure a note can be written on a locked desk.
func TestNoteOnALockedDesk(t *testing.T) {
	n := open(t, set{}).press("F8", "text:有人敲门", "F9", "text:zld", "Enter", "text:"+fakedesk.PIN, "Enter")
	if c := last[*command.AddNote](n); c.Text != "有人敲门" || c.Case != "" {
		t.Errorf("the note: %+v", c)
	}
}

// Ensure a forgotten PIN is replaced from the sign-in page by one for a single sign-in.
func TestForgottenPIN(t *testing.T) {
	n := open(t, set{}).press("F6", "text:hyh", "Enter", "text:1357", "Enter", "text:1357", "Enter").sees("谁来签字")
	n.press("text:sl", "Enter", "text:"+fakedesk.PIN, "Enter")
	if c := last[*command.SetPIN](n); c.Officer != fakedesk.HeYuhe || c.PIN != "1357" || !c.Once {
		t.Errorf("the PIN: %+v", c)
	}
	n.sees("一次性 PIN 已设")
}

// Ensure somebody on no list is registered from the sign-in page, somebody else vouching.
func TestStandIn(t *testing.T) {
	n := open(t, set{}).press("F7", "text:雷鸣", "Enter", "text:19900000077", "Enter", "Enter", "text:1357", "Enter", "text:1357", "Enter").sees("谁来签字")
	n.press("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter")
	if c := last[*command.AddStandIn](n); c.Name != "雷鸣" || c.PIN != "1357" {
		t.Errorf("the stand-in: %+v", c)
	}
}

// Ensure a dialog that the machine wants answered takes no key until it is asked for.
func TestMachineSwallowsNoKey(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:风很大")
	n.town.FailAfter = &rules.Error{Kind: rules.Unknown, Text: text.Text{ZH: "断了", EN: "cut"}}
	n.press("F9", "text:继续写").sees("继续写").misses("再存一次").press("Ctrl+T").sees("再存一次").press("Enter").misses("再存一次")
	if k := count[*command.AddNote](n); k != 1 {
		t.Errorf("%d notes were written", k)
	}
}

// Ensure "why?" after a refusal tells what it rests on, with a field in focus too.
func TestWhyOfARefusal(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Ctrl+X").sees("还没有保存过").press("?").sees("为什么不行", "本台的规矩").press("Esc")
	n.town.Fail = rules.Refuse(text.Text{ZH: "不能无故不管。", EN: "Not without a reason."}, "P7.2.39")
	n.press("F8", "text:风很大", "F9").sees("P7.2.39").press("F1").sees("为什么不行", "P7  P7.2.39").press("Esc").sees("风很大")
}

// Ensure what was just saved is corrected from the same page, by another entry.
func TestCorrect(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:风很大", "F9", "Ctrl+X").sees("划去这条记事").press("Enter", "text:写错了", "Enter")
	if c := last[*command.StrikeNote](n); c.Reason != "写错了" || c.Note == "" {
		t.Errorf("the counter-entry: %+v", c)
	}
}

// Ensure the first run asks five things, and the board comes next.
func TestFirstRun(t *testing.T) {
	n := open(t, set{town: func(f *fakedesk.Town) { f.NoBook = true }}).sees("建值班簿")
	n.press("text:北渡镇", "Enter", "text:岚川县", "Enter", "text:许知远", "Enter", "text:12", "Enter", "text:12", "Enter").sees("4 到 12 位", "北渡镇")
	n.press("Ctrl+U", "text:246810", "Enter", "text:246810", "Enter").misses("4 到 12 位").sees("已登录", "待办")
}

// Ensure a name and a PIN typed before the officers have been read sign in, and the PIN
// never stands in the clear.
func TestTypedAhead(t *testing.T) {
	town := fakedesk.New()
	app := tui.New(town, tui.Options{Lang: text.ZH, Width: 80, Height: 24})
	d := tuitest.NewDriver(t, app)
	d.Skip = []string{"nextChange"}
	d.Send(tuitest.Keys("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter")...)
	for _, line := range d.Screen(80, 24) {
		if strings.Contains(line, fakedesk.PIN) && !strings.Contains(line, "演示") {
			t.Errorf("the PIN can be read: %s", line)
		}
	}
	d.Start(80, 24)
	if s := strings.Join(d.Screen(80, 24), "\n"); !strings.Contains(s, "何雨禾 已登录") {
		t.Errorf("not signed in:\n%s", s)
	}
}

// Ensure a save that takes long is said to be under way, and no longer once it is answered.
func TestLongSaveIsSaid(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:风很大")
	_, cmd := n.Model.Update(tuitest.Keys("F9")[0])
	n.misses("正在保存")
	n.Model.Update(n.Model.(*tui.App).Slow("req-1"))
	n.sees("正在保存")
	n.Send(cmd().(tea.BatchMsg)[0]())
	n.misses("正在保存").sees("已保存")
}
