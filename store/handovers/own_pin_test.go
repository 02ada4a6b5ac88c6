package handovers_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

// TestOwnPIN: each side is signed with the PIN of the person who signs, and with no other: a PIN
// that is right for somebody else writes nothing.
func TestOwnPIN(t *testing.T) {
	b := storetest.New(t)
	pins := map[string]string{"何晓雨": "111213", "周立春": "212223", "沈小岚": "313233"}
	desks := map[string]*store.Desk{}
	for name, role := range map[string]rules.Role{"何晓雨": rules.RoleOfficer, "周立春": rules.RoleOfficer, "沈小岚": rules.RoleLeader} {
		b.Must("许知远", &command.AddOfficer{Name: name, Roles: []rules.Role{role}, PIN: pins[name]})
		d, err := b.SignIn(name, pins[name], "test")
		if err != nil {
			t.Fatal(err)
		}
		desks[name] = d
	}
	do := func(name string, c command.Command) {
		t.Helper()
		if _, err := desks[name].Do("", c); err != nil {
			t.Fatalf("%s: %v", c.Code(), err)
		}
	}
	not := func(name string, c command.Command) {
		t.Helper()
		seq := b.Seq()
		_, err := desks[name].Do("", c)
		if e := rules.AsError(err); err == nil || e.Kind != rules.Denied || e.Field != "pin" || b.Seq() != seq {
			t.Fatalf("%s by %s with another's PIN: %v", c.Code(), name, err)
		}
	}
	do("何晓雨", &command.TakeShift{Leader: "沈小岚"})
	do("何晓雨", &command.DraftHandover{})
	not("何晓雨", &command.PresentHandover{Incoming: "周立春", Leader: "沈小岚", PIN: pins["周立春"]})
	do("何晓雨", &command.PresentHandover{Incoming: "周立春", Leader: "沈小岚", PIN: pins["何晓雨"]})
	p, err := desks["周立春"].Handover("")
	if err != nil {
		t.Fatal(err)
	}
	not("周立春", &command.AcceptHandover{Mark: p.Mark, ReadBack: "逐项核对", PIN: pins["何晓雨"]})
	not("沈小岚", &command.ReleaseShift{Incoming: "周立春", Leader: "沈小岚", Reason: "没有来", PIN: pins["周立春"]})
	not("何晓雨", &command.ReleaseShift{Incoming: "周立春", Leader: "沈小岚", Ordered: "沈小岚", Reason: "没有来", PIN: pins["沈小岚"]})
	do("周立春", &command.AcceptHandover{Mark: p.Mark, ReadBack: "逐项核对", PIN: pins["周立春"]})
}
