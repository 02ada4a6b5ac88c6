package store

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// A record that this build cannot read as a plan is left out and told; the desk opens, and so
// does every other plan.
func TestOwnPlanOfAnotherBuild(t *testing.T) {
	d := newDesk(t)
	if _, err := d.Do("", &probe{Name: "bad", do: func(x *tx.Tx) (command.Result, error) {
		p := &rules.OwnPlan{ID: "X3", Title: "以后的写法"}
		if no := p.Write("id: X3\ntitle: {zh: 以后的写法}\nlevel: town\nwindow: {clauses: [X3.1], first: 12-01, last: 12-31}\nlater: 1\n", "以后的写法"); no != nil {
			return command.Result{}, no
		}
		return command.Result{ID: p.ID}, table.OwnPlans.Put(x, p)
	}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Do("", &command.CopyPlan{From: "P7", Title: "本镇"}); err != nil {
		t.Fatal(err)
	}
	if err := d.s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(d.dir, d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.sign(t, s)
	rows, err := d.Plans()
	if err != nil {
		t.Fatal(err)
	}
	var left, read bool
	for _, r := range rows {
		if r.Plan == "X3" {
			left = r.Left && len(r.Faults) > 0 && r.Faults[0].Line == 5 && r.Faults[0].Left
		}
		read = read || r.Plan == "X4" && len(r.Faults) == 0
	}
	if !left || !read {
		t.Errorf("%+v", rows[len(rows)-2:])
	}
	if p, err := d.OwnPlan("X3"); err != nil || p.Text == "" {
		t.Error(p, err)
	}
}
