package handovers_test

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/store/calls"
	"dutydesk/store/handovers"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
	"dutydesk/store/storetest/memory"
)

// plans are loaded once for all histories.
var plans = func() *plan.Library {
	l, err := plan.Load()
	if err != nil {
		panic(err)
	}
	return l
}()

// room is a duty room in memory: three officers U1 to U3, two leaders U4 and U5, and a
// storekeeper U6, who is never on duty.
type room struct {
	memory.Book
	seq uint64
	now time.Time
}

var crew = []rules.Officer{
	{ID: "U1", Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}}, {ID: "U2", Name: "周立冬", Roles: []rules.Role{rules.RoleOfficer}},
	{ID: "U3", Name: "唐秋实", Roles: []rules.Role{rules.RoleOfficer}}, {ID: "U4", Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}},
	{ID: "U5", Name: "宋长宁", Roles: []rules.Role{rules.RoleLeader}}, {ID: "U6", Name: "苗谷雨", Roles: []rules.Role{rules.RoleStorekeeper}},
}

func newRoom(t failer, now time.Time) *room {
	r := &room{Book: memory.Book{}, now: now}
	err := r.do(0, func(x *tx.Tx) error {
		for i := range crew {
			o := crew[i]
			if err := table.Officers.Put(x, &o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// failer is what a test and a rapid check have in common.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

var _ failer = (*testing.T)(nil)

// do runs fn as a command of the crew's member i, merged only if it returned nil.
func (r *room) do(i int, fn func(*tx.Tx) error) error {
	r.seq++
	x := tx.New(r, r.seq, r.now, tx.Actor{Officer: crew[i].ID, Name: crew[i].Name, Roles: crew[i].Roles})
	x.Plans, x.Head = plans, func() (rules.Head, error) { return rules.Head{Size: int64(r.seq)}, nil }
	if err := fn(x); err != nil {
		return err
	}
	return x.Merge(r)
}

// run runs a command as the store does once the PIN was proven: Check, the area, the command.
func (r *room) run(i int, c command.Command) (res command.Result, err error) {
	if err := c.Check(r.now); err != nil {
		return res, err
	}
	if e := rules.May(crew[i].Roles, c.Area()); e != nil {
		return res, e
	}
	err = r.do(i, func(x *tx.Tx) (err error) {
		switch c := c.(type) {
		case *command.TakeShift:
			res, err = shifts.Take(x, c)
		case *command.LogCall:
			res, err = calls.Log(x, c)
		case *command.DraftHandover:
			res, err = handovers.Draft(x, c)
		case *command.WriteWord:
			res, err = handovers.Word(x, c)
		case *command.PresentHandover:
			res, err = handovers.Present(x, c)
		case *command.AcceptLine:
			res, err = handovers.AcceptLine(x, c)
		case *command.AcceptHandover:
			res, err = handovers.Accept(x, c)
		case *command.ReturnHandover:
			res, err = handovers.Return(x, c)
		case *command.ReleaseShift:
			res, err = handovers.Release(x, c)
		case *command.RemindTaker:
			res, err = handovers.Remind(x, c)
		}
		return err
	})
	return res, err
}

// page is the open handover, or the newest, as the crew's member i reads it.
func (r *room) page(i int) (mark string, lines []rules.Line) {
	p, err := handovers.Page(tx.View{R: r}, tx.Env{Now: r.now, Seq: r.seq, Plans: plans, Actor: tx.Actor{Officer: crew[i].ID, Name: crew[i].Name, Roles: crew[i].Roles}}, "")
	if err != nil {
		return "", nil
	}
	return p.Mark, p.Live
}

// shifts are all there ever were, in the order in which they were taken.
func (r *room) shifts(t failer) []rules.Shift {
	t.Helper()
	all, err := table.Shifts.All(tx.View{R: r})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(all, func(a, b rules.Shift) int { return a.Since().Compare(b.Since()) })
	return all
}
