package lists_test

import (
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// Ensure a person gets from the sign-in to two new villages, a changed one and a retired
// one with the keys that the page names.
func TestJourney(t *testing.T) {
	town := fakedesk.New()
	d := tuitest.NewDriver(t, tui.New(town, tui.Options{Width: 80, Height: 24}))
	d.Start(80, 24)
	press := func(keys ...string) { d.Send(tuitest.Keys(keys...)...) }
	press("text:沈岚", "Enter", "text:"+fakedesk.PIN, "Enter", "5", "Tab", "F6")
	press("text:203", "Tab", "text:北沟村", "F9", "text:204", "Tab", "text:石桥村", "F9", "Esc")
	press("Enter", "Tab", "text:宋长宁", "F9")
	press("Delete", "text:并村", "F9")
	screen := strings.Join(d.Screen(80, 24), "\n")
	for _, want := range []string{"[村社 3]", "北沟村", "+ 已停用 1"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not on the screen:\n%s", want, screen)
		}
	}
	var log []string
	for _, c := range town.Log {
		switch c := c.(type) {
		case *command.PutVillage:
			log = append(log, c.ID+c.Name+c.Contact)
		case *command.Retire:
			log = append(log, c.ID+c.Reason)
		}
	}
	if got, want := strings.Join(log, " "), "419901101203北沟村 419901101204石桥村 419901101204石桥村宋长宁 419901101204并村"; got != want {
		t.Errorf("written %s, want %s", got, want)
	}
}
