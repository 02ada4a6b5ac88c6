package store

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
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

// title is the change of an own plan that gives it another title.
func title(t *testing.T, d *desk, id, zh string) *command.EditPlan {
	t.Helper()
	p, err := d.OwnPlan(id)
	if err != nil {
		t.Fatal(err)
	}
	return &command.EditPlan{Plan: id, Version: p.Version, Confirmed: true, Edits: []rules.PlanEdit{{Do: rules.EditSet, Name: "title", ZH: zh, Value: zh}}}
}

// A board that is read while an own plan changes shows the new plan as soon as the change is
// answered: no read model of the new seq is drawn by the old one.
func TestBoardOfChangedPlan(t *testing.T) {
	d := newDesk(t)
	id := run(t, d, &command.CopyPlan{From: "P1", Title: "北渡镇方案"})
	run(t, d, &command.AdoptPlan{Plan: id, From: "2026-11-01", To: "2027-03-20"})
	for i := range 15 {
		c := title(t, d, id, fmt.Sprintf("方案%d", i))
		stop := make(chan bool)
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						d.Board()
					}
				}
			})
		}
		run(t, d, c)
		close(stop)
		wg.Wait()
		if b, err := d.Board(); err != nil || b.Seasons[0].Title.ZH != c.Edits[0].ZH {
			t.Fatalf("the board says %v, the book %s: %v", b.Seasons, c.Edits[0].ZH, err)
		}
	}
}

// A command that waited beside the change of an own plan is judged by the new one.
func TestCommandAfterChangedPlan(t *testing.T) {
	d := newDesk(t)
	id := run(t, d, &command.CopyPlan{From: "P1", Title: "北渡镇方案"})
	change := title(t, d, id, "新方案")
	begun, free := make(chan bool), make(chan bool)
	waits := []func() (command.Result, error){d.Begin("", &probe{Name: "busy", do: func(*tx.Tx) (command.Result, error) {
		close(begun)
		<-free
		return command.Result{}, nil
	}})}
	<-begun
	said := ""
	waits = append(waits, d.Begin("", change), d.Begin("", &probe{Name: "after", do: func(x *tx.Tx) (command.Result, error) {
		p, _ := x.Plans.Plan(id)
		said = p.Title.ZH
		return command.Result{}, nil
	}}))
	close(free)
	for _, wait := range waits {
		if _, err := wait(); err != nil {
			t.Fatal(err)
		}
	}
	if said != "新方案" {
		t.Errorf("judged by %s", said)
	}
}

// A file of another name than X1 to X99 in the folder is told as not used, one of a shipped
// plan beside that plan.
func TestIgnoredPlanFiles(t *testing.T) {
	d := newDesk(t)
	dir := filepath.Join(d.dir, PlansDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"P4.yaml", "x.yaml", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("id: P4\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := d.Plans()
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, r := range rows {
		for _, f := range r.Faults {
			told[r.Plan] += f.File
		}
	}
	if len(told) != 2 || told["P4"] != "plans/P4.yaml" || told["X"] != "plans/x.yaml" {
		t.Errorf("%v", told)
	}
}
