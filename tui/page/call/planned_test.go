package call_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// Ensure a call is planned on the board, stands there, and is made from its own page.
func TestPlanned(t *testing.T) {
	d, town := open(t)
	press(d, "Esc", "F6")
	sees(t, d, "约定去电", "几点打")
	press(d, "text:gsz", "Enter", "text:06:30", "Enter", "text:水停了没有", "Enter")
	c := last[*command.PlanCall](t, town)
	if want := time.Date(2026, 11, 24, 6, 30, 0, 0, rules.Zone); !c.Due.Equal(want) || c.Said != "水停了没有" || c.Agency == "" {
		t.Fatalf("%+v", c)
	}
	sees(t, d, "约定去电")
	calls, _ := town.Public().Calls(false, 0)
	k := calls[len(calls)-1]
	press(d, "Down", "Down", "Enter")
	sees(t, d, "约定去电", "几点打", "11-24 06:30", "打了")
	press(d, "Enter")
	sees(t, d, "通没通", "水停了没有")
	press(d, "1", "Enter", "text:停了", "F9")
	l := last[*command.LogCall](t, town)
	if l.Planned != k.ID || !l.Out || rules.TriOf(l.Reached) != rules.Yes || l.Said != "停了" {
		t.Errorf("%+v", l)
	}
	press(d, "Enter")
	sees(t, d, "按 Del 恢复")
}
