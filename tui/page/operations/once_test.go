package operations_test

import (
	"strings"
	"testing"

	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// Ensure a form that a plan's page asks for opens once: the list below it on the stack is told
// of the same answer.
func TestFormsOpenOnce(t *testing.T) {
	d := tuitest.NewDriver(t, tui.New(fakedesk.New(), tui.Options{Width: 80, Height: 24}))
	d.Start(80, 24)
	press := func(keys ...string) string {
		d.Send(tuitest.Keys(keys...)...)
		return strings.Join(d.Screen(80, 24), "\n")
	}
	press("text:沈岚", "Enter", "text:"+fakedesk.PIN, "Enter")
	for _, c := range []struct {
		title string
		keys  []string
	}{
		{"启用 P3", []string{"9", "End", "Enter", "F6"}},
		{"改 P1", []string{"9", "Home", "Down", "Enter", "F6"}},
		{"停用 P1", []string{"9", "Home", "Down", "Enter", "Delete"}},
		{"复制 P3", []string{"9", "End", "Enter", "F7"}},
	} {
		page := press(c.keys[:len(c.keys)-1]...)
		if s := press(c.keys[len(c.keys)-1:]...); s == page || !strings.Contains(s, c.title) {
			t.Fatalf("%s: no form:\n%s", c.title, s)
		}
		if s := press("Esc"); s != page {
			t.Fatalf("%s: Esc leaves\n%s\nwant\n%s", c.title, s, page)
		}
		press("Esc", "Esc")
	}
}
