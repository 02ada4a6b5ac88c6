package call_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui/internal/fakedesk"
)

// Ensure a correction speaks of the call as it was read: what somebody else corrected
// meanwhile is a Conflict, and after it only what was changed here is sent.
func TestAmendConflict(t *testing.T) {
	d, town := open(t)
	press(d, "Ctrl+E", "Tab", "text:家", "Tab", "Tab", "Tab", "text:听错")
	other := "兴隆社区五栋水管爆了"
	town.Other(fakedesk.Zhou, &command.AmendCall{Call: fakedesk.CallID, Said: &other, Caller: &rules.Caller{Name: "白露生", Phone: "19900000031", Unit: "兴隆社区"}, Reason: "楼号"})
	press(d, "F9")
	sees(t, d, "改过这一条")
	if c := last[*command.AmendCall](t, town); c.Reason != "楼号" {
		t.Fatalf("saved over the other: %+v", c)
	}
	press(d, "F9")
	c := last[*command.AmendCall](t, town)
	if c.Reason != "听错" || c.Version != 2 || c.Said != nil || c.Caller == nil || *c.Caller != (rules.Caller{Name: "白露生家", Phone: "19900000031", Unit: "兴隆社区"}) {
		t.Errorf("%+v %+v", c, c.Caller)
	}
}
