package store

import (
	"fmt"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// run does a command and answers the id of its result.
func run(t testing.TB, d *desk, c command.Command) string {
	t.Helper()
	res, err := d.Do("", c)
	if err != nil {
		t.Fatalf("%s: %v", c.Code(), err)
	}
	return res.ID
}

// fillOpen writes open cases, many to a command.
func fillOpen(t testing.TB, d *desk, n int) {
	t.Helper()
	const chunk = 125
	for from := 0; from < n; from += chunk {
		run(t, d, &probe{do: func(x *tx.Tx) (command.Result, error) {
			for i := from; i < min(from+chunk, n); i++ {
				c := &rules.Case{ID: fmt.Sprintf("C20261114-%04d", i), Kind: rules.CaseFound, State: rules.CaseOpen, Place: rules.PlaceRef{Text: "汽车站"},
					Said: "旧事", OpenedAt: d.clock.AddDate(0, 0, -10)}
				if err := table.Cases.Put(x, c); err != nil {
					return command.Result{}, err
				}
			}
			return command.Result{}, nil
		}})
	}
}

// Ensure that a report can be sent with a thousand cases open: a command may read a thousand
// keys.
func TestReportOfMany(t *testing.T) {
	d := newDesk(t)
	run(t, d, &command.AddOfficer{Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}, PIN: "246811"})
	run(t, d, &command.TakeShift{Leader: "沈岚"})
	fillOpen(t, d, 1000)
	run(t, d, &command.SendReport{Kind: rules.ReportNil, Receiver: "马春分"})
	p, err := d.Report(rules.ReportNil)
	if err != nil || p.Figures.Open != 1000 {
		t.Fatalf("%v %v", p, err)
	}
}
