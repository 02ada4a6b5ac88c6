package call_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// open is the page of the open call of the fake night.
func open(t *testing.T) (*tuitest.Driver, *fakedesk.Town) {
	t.Helper()
	town := fakedesk.New()
	d := tuitest.NewDriver(t, tui.New(town, tui.Options{Width: 80, Height: 24}))
	d.Skip = []string{"nextChange"}
	d.Start(80, 24)
	press(d, "text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter", "Down", "Enter")
	return d, town
}

func press(d *tuitest.Driver, steps ...string) {
	for _, m := range tuitest.Keys(steps...) {
		d.Send(m)
	}
}

func sees(t *testing.T, d *tuitest.Driver, words ...string) {
	t.Helper()
	s := strings.Join(d.Screen(80, 24), "\n")
	for _, w := range words {
		if !strings.Contains(s, w) {
			t.Errorf("%q is not seen:\n%s", w, s)
		}
	}
}

// last is the newest command that was written.
func last[C command.Command](t *testing.T, town *fakedesk.Town) C {
	t.Helper()
	for _, c := range slices.Backward(town.Log) {
		if c, ok := c.(C); ok {
			return c
		}
	}
	t.Fatalf("no %T was written", *new(C))
	return *new(C)
}

// Ensure a correction sends what differs with its reason, and what stood there is shown.
func TestAmend(t *testing.T) {
	d, town := open(t)
	press(d, "Ctrl+E")
	sees(t, d, "更正", "水管爆了")
	press(d, "Tab", "Tab", "Tab", "Tab", "text:没改", "F9")
	sees(t, d, "没有改动")
	press(d, "Ctrl+U", "text:水管爆了, 两户进水", "Tab", "Tab", "Tab", "Tab", "F9")
	c := last[*command.AmendCall](t, town)
	if c.Call != fakedesk.CallID || c.Said == nil || *c.Said != "水管爆了, 两户进水" || c.Caller != nil || c.Reached != nil || c.Reason != "没改" {
		t.Errorf("the correction: %+v", c)
	}
	sees(t, d, "两户进水", "何雨禾", "原记 兴隆社区三栋", "原因: 没改")
}

// Ensure the end of a call is taken back with a reason, and only where there is one.
func TestReopen(t *testing.T) {
	d, town := open(t)
	press(d, "Delete")
	sees(t, d, "还没有办")
	press(d, "F7", "text:修好了", "Enter")
	if c := last[*command.FinishCall](t, town); c.Result != "修好了" {
		t.Errorf("finished: %+v", c)
	}
	press(d, "Enter")
	sees(t, d, "按 Del 恢复")
	press(d, "Delete", "text:又爆了", "Enter")
	if c := last[*command.ReopenCall](t, town); c.Call != fakedesk.CallID || c.Reason != "又爆了" {
		t.Errorf("reopened: %+v", c)
	}
	sees(t, d, "原结果 修好了", "又爆了")
	press(d, "F6", "text:gsz", "Enter", "Enter")
	if c := last[*command.PassCall](t, town); c.Call != fakedesk.CallID {
		t.Errorf("passed: %+v", c)
	}
}
