package main

import (
	"strings"
	"testing"

	"dutydesk/rules/command"
)

// formKeys is a form as it is filled in, key by key.
var formKeys = []string{"F2", "text:张三说", "text:老砖厂有人", "Tab", "text:老砖厂", "text:东墙外", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "text:康大暑", "Left", "text:小", "Esc", "Esc"}

// Ensure a line that drops at any point of a form loses no character: the next sign-in, at
// another terminal, is where the line dropped, and the form comes with all that was typed.
func TestDroppedLineLosesNothing(t *testing.T) {
	w := openTown(t)
	for cut := 2; cut <= len(formKeys)-2; cut++ { // before the form is left
		o := w.in("ssh 10.0.0.7", "何雨禾").press(formKeys[0])
		if cut > 2 {
			o.awaits("接着写").press("2").gone("另写一份")
		}
		o.awaits("登记 来电来访")
		for _, step := range formKeys[1:cut] {
			o.press(step)
		}
		o.end()
		next := w.in("desk", "何雨禾").awaits("回到断线前的地方")
		next.awaits("接着写").press("1").awaits("已填回")
		got := strings.Join(strings.Fields(next.text()), "")
		for _, step := range formKeys[1:cut] {
			if s, ok := strings.CutPrefix(step, "text:"); ok && !holds(got, s) {
				t.Fatalf("cut after %d keys: %q is lost:\n%s", cut, s, next.text())
			}
		}
		next.press("Esc", "Esc").quit()
	}
}

// holds says that all characters of s are there: another may stand among them.
func holds(got, s string) bool {
	for _, r := range s {
		if !strings.ContainsRune(got, r) {
			return false
		}
	}
	return true
}

// quit leaves on purpose.
func (o *one) quit() {
	o.town.t.Helper()
	o.press("Ctrl+C").awaits("退出").press("Enter")
	<-o.over
	o.app.Close()
}

// Ensure page, record, filter and selection are there after a dropped line, also of a process
// that was killed; that whoever leaves on purpose begins at the board; and that a place of the
// shift before is none.
func TestPlaceIsKept(t *testing.T) {
	w := openTown(t)
	for _, place := range []string{"汽车站桥洞", "三号涵洞", "汽车站桥洞东侧"} {
		w.Must("周立冬", &command.OpenCase{Intake: command.Intake{Place: place, Said: "有人"}})
	}
	o := w.in("ssh", "何雨禾").press("2").awaits("救助事项 在办 3").press("F3", "text:桥洞").awaits("桥洞").press("Enter", "Down").awaits(">              1124-0003")
	o.end()
	n := w.in("desk", "何雨禾").awaits("回到断线前的地方", "救助事项", ">              1124-0003").gone("三号涵洞")
	n.press("Enter").awaits("缘由")
	w.eventually(func() bool {
		raw, _ := w.As("何雨禾").Place()
		return strings.Contains(string(raw), `"page":"case"`)
	})
	n.p.Kill() // nothing is written any more
	<-n.over
	m := w.in("laptop", "何雨禾").awaits("回到断线前的地方", "缘由", "1124-0003").press("Esc").awaits(">              1124-0003")
	m.quit()
	m = w.in("laptop", "何雨禾").gone("回到断线前的地方").awaits("先问")
	m.press("4").awaits("物资")
	m.end()
	w.Clock.Add(13 * 3600e9)
	w.in("laptop", "何雨禾").gone("回到断线前的地方")
}
