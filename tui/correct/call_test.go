package correct

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Ensure a call is corrected where it is read: what was typed does not tell the agency that
// the desk knew by it, and a form that began with it would lose that.
func TestCallIsReadFirst(t *testing.T) {
	s := screen.Saved{Save: screen.Save{Request: "r", Command: &command.LogCall{Out: true, Agency: "急救 120", Caller: rules.Caller{Name: "值班医生"}}}}
	s.Result.ID = "T20261124-0001"
	if act, ok := Of(nil, s).(route.To); !ok || act.Page != route.Call || act.ID != s.Result.ID {
		t.Errorf("%#v", Of(nil, s))
	}
}
