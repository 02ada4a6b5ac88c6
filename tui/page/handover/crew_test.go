package handover_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// Ensure the crew is corrected on the shift as it was read: what somebody else corrected
// meanwhile is a Conflict, and after it stands where nothing was changed here.
func TestCrewConflict(t *testing.T) {
	town := fakedesk.New()
	d := tuitest.NewDriver(t, tui.New(town, tui.Options{Width: 80, Height: 24}))
	d.Skip = []string{"nextChange"}
	d.Start(80, 24)
	press := func(steps ...string) {
		for _, m := range tuitest.Keys(steps...) {
			d.Send(m)
		}
	}
	press("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter", "3", "Ctrl+O", "Tab", "Tab", "text:老李", "Tab", "text:换司机")
	town.Other(fakedesk.Zhou, &command.ChangeCrew{Leader: fakedesk.ShenLan, Deputies: []string{fakedesk.Zhou}, Reason: "有副班"})
	press("F9")
	if s := strings.Join(d.Screen(80, 24), "\n"); !strings.Contains(s, "改过这一条") {
		t.Errorf("no conflict:\n%s", s)
	}
	press("F9")
	var c *command.ChangeCrew
	for _, cmd := range slices.Backward(town.Log) {
		if c, _ = cmd.(*command.ChangeCrew); c != nil {
			break
		}
	}
	if c == nil || c.Reason != "换司机" || c.Version != 2 || c.Driver != "老李" || c.Leader != fakedesk.ShenLan || !slices.Equal(c.Deputies, []string{fakedesk.Zhou}) {
		t.Errorf("%+v\n%s", c, strings.Join(d.Screen(80, 24), "\n"))
	}
}
