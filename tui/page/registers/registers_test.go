package registers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

type night struct {
	*testing.T
	town *fakedesk.Town
	d    *tuitest.Driver
	w    int
}

func newNight(t *testing.T, w int) *night {
	town := fakedesk.New()
	n := &night{t, town, tuitest.NewDriver(t, tui.New(town, tui.Options{Width: w, Height: 24})), w}
	n.d.Start(w, 24)
	n.press("text:沈岚", "Enter", "text:"+fakedesk.PIN, "Enter")
	return n
}

func (n *night) press(keys ...string) { n.d.Send(tuitest.Keys(keys...)...) }

func (n *night) shows(want ...string) {
	n.Helper()
	screen := strings.Join(n.d.Screen(n.w, 24), "\n")
	for _, w := range want {
		if !strings.Contains(screen, w) {
			n.Fatalf("%q is not on the screen:\n%s", w, screen)
		}
	}
}

// log is what was written of registers.
func (n *night) log() string {
	var out []string
	for _, c := range n.town.Log {
		if strings.HasPrefix(c.Code(), "row.") {
			raw, _ := json.Marshal(c)
			out = append(out, c.Code()+" "+string(raw))
		}
	}
	return strings.Join(out, "\n")
}

// Ensure a person gets to the registers by the command line, the key and the list's key, and
// from the kinds to a row that says what its next step lacks and by which clause.
func TestFind(t *testing.T) {
	for _, w := range []int{45, 80} {
		n := newNight(t, w)
		n.press("-", "5", "Enter")
		n.shows("台账", "走访台账", "慰问金申请", "条数", "状态", "未启用")
		n.press("Esc", "5")
		if w >= 80 {
			n.shows("F9 台账")
		}
		n.press("F9")
		n.shows("走访台账")
		n.press("Esc", "F4", "text:台账", "Enter", "Enter")
		n.shows("还是空的", map[bool]string{true: "F6 添加", false: "0 菜单 > 添加"}[w >= 80])
		n.press("Esc")
	}
}

// Ensure the words of a form reach the command by their codes, and a step, a striking and a
// step back ask first.
func TestWrites(t *testing.T) {
	n := newNight(t, 80)
	n.press("-", "5", "Enter")
	n.shows("走访台账")
	n.toApplications()
	n.shows("林小满", "已复核", "需核定", "P9 未启用: 可以先记, 不计入考核; 9 方案里启用", "F6 添加")
	n.press("Enter")
	n.shows("村(居)民议事会复核", "P9.4.5", "A-24")
	n.press("Enter", "F7")
	n.shows("下一步 G20261124-0001", "不予慰问或撤回")
	n.shows("办「村级已公示」前: 还缺: 村(居)民议事会复核", "P9.4.5")
	n.press("F9")
	n.shows("下一步 G20261124-0001") // nothing is preset: a household is not refused by F9 alone
	if got := n.log(); got != "" {
		t.Fatalf("written without a choice: %s", got)
	}
	n.press("text:不予", "Enter", "text:自己不要了", "F9")
	n.press("Delete", "text:重了", "F9")
	n.press("u", "text:记错", "F9")
	n.press("F6", "text:宋长宁", "F9")
	want := strings.Join([]string{
		`row.step {"row":"G20261124-0001","state":"dropped","note":"自己不要了","version":3}`,
		`row.strike {"row":"G20261124-0001","reason":"重了","version":3}`,
		`row.back {"row":"G20261124-0001","reason":"记错","version":3}`,
		`row.put {"register":"applications","fields":{"name":"宋长宁"}}`}, "\n")
	if got := n.log(); got != want {
		t.Errorf("written\n%s\nwant\n%s\n%s", got, want, strings.Join(n.d.Screen(80, 24), "\n"))
	}
}

// toApplications opens the register of applications from the kinds.
func (n *night) toApplications() {
	n.Helper()
	n.press("Home")
	for range 30 {
		n.press("Enter")
		if strings.Contains(strings.Join(n.d.Screen(80, 24), "\n"), "慰问金申请 1") {
			return
		}
		n.press("Left", "Down")
	}
	n.Fatalf("no applications:\n%s", strings.Join(n.d.Screen(80, 24), "\n"))
}
