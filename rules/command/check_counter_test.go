package command

import (
	"strings"
	"testing"

	"dutydesk/rules"
)

// Ensure that every counter-entry names what it answers and why, and that its lines are
// cleaned.
func TestCheckCounter(t *testing.T) {
	long, why := strings.Repeat("长", maxReason+1), " 记错\n了 "
	said, yes := " 三号涵洞 ", true
	amend := AmendCall{Call: "１ ", Said: &said, Caller: &rules.Caller{Phone: "199 0000 0001"}, Reason: why}
	if err := amend.Check(deskNow); err != nil || amend.Call != "1" || *amend.Said != "三号涵洞" || amend.Caller.Phone != "19900000001" || amend.Reason != "记错 了" {
		t.Errorf("%v %+v", err, amend)
	}
	if said != " 三号涵洞 " {
		t.Error("what the caller passed in was changed")
	}
	for name, c := range map[string]struct {
		cmd   Command
		field string
	}{
		"amend":            {&AmendCall{Call: "1", Reached: &yes, Reason: why}, ""},
		"amend nothing":    {&AmendCall{Call: "1", Reason: why}, "call"},
		"amend what":       {&AmendCall{Said: &said, Reason: why}, "call"},
		"amend why":        {&AmendCall{Call: "1", Said: &said}, "reason"},
		"amend phone":      {&AmendCall{Call: "1", Caller: &rules.Caller{Phone: "abc"}, Reason: why}, "caller.phone"},
		"reopen":           {&ReopenCall{Call: "1", Reason: why}, ""},
		"reopen which":     {&ReopenCall{Reason: why}, "call"},
		"reopen why":       {&ReopenCall{Call: "1", Reason: " \n"}, "reason"},
		"note":             {&StrikeNote{Note: "1", Reason: why}, ""},
		"note which":       {&StrikeNote{Reason: why}, "note"},
		"note why":         {&StrikeNote{Note: "1"}, "reason"},
		"order":            {&StrikeOrder{Order: "1", Reason: why}, ""},
		"order which":      {&StrikeOrder{Reason: why}, "order"},
		"order why":        {&StrikeOrder{Order: "1"}, "reason"},
		"back":             {&StepBack{Case: "1", Reason: why}, ""},
		"back which":       {&StepBack{Reason: why}, "case"},
		"back why":         {&StepBack{Case: "1"}, "reason"},
		"back why so much": {&StepBack{Case: "1", Reason: long}, "reason"},
		"move":             {&ReverseMove{Move: "1", Reason: why}, ""},
		"move which":       {&ReverseMove{Reason: why}, "move"},
		"move why":         {&ReverseMove{Move: "1"}, "reason"},
		"crew":             {&ChangeCrew{Leader: "沈岚", Reason: why}, ""},
		"crew leader":      {&ChangeCrew{Reason: why}, "leader"},
		"crew deputy":      {&ChangeCrew{Leader: "沈岚", Deputies: []string{" "}, Reason: why}, "deputies"},
		"crew why":         {&ChangeCrew{Leader: "沈岚"}, "reason"},
	} {
		err := c.cmd.Check(deskNow)
		if e := rules.AsError(err); (err == nil) != (c.field == "") || err != nil && (e.Kind != rules.Invalid || e.Field != c.field || e.Text.ZH == "" || e.Text.EN == "") {
			t.Errorf("%s: %v, want field %q", name, err, c.field)
		}
	}
}

// Ensure that a check leaves alone what it was given: a list may stand in a read model.
func TestCrewIsCopied(t *testing.T) {
	read := []string{" 周立冬 "}
	for _, c := range []Command{&ChangeCrew{Leader: "沈岚", Deputies: read, Reason: "x"}, &TakeShift{Leader: "沈岚", Deputies: read},
		&PresentHandover{Incoming: "周立冬", Leader: "沈岚", Deputies: read, PIN: "246810"}, &AcceptLine{Keys: read}} {
		if err := c.Check(deskNow); err != nil || read[0] != " 周立冬 " {
			t.Errorf("%s: %q %v", c.Code(), read, err)
		}
	}
	c := &ChangeCrew{Leader: "沈岚", Deputies: read, Reason: "x"}
	if err := c.Check(deskNow); err != nil || c.Deputies[0] != "周立冬" {
		t.Errorf("%q %v", c.Deputies, err)
	}
}

// Ensure that a PIN typed into the read-back, blindly or not, never gets into the book.
func TestReadBackIsWords(t *testing.T) {
	for said, ok := range map[string]bool{"246810": false, "２４６８１０": false, "一人在桥洞": true, "": true, "3 人": true} {
		err := (&AcceptHandover{Handover: "H20261124-01", Mark: "m", ReadBack: said, PIN: "135790"}).Check(deskNow)
		if (err == nil) != ok || err != nil && rules.AsError(err).Field != "read_back" {
			t.Errorf("%q: %v", said, err)
		}
	}
}
