package shifts_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

func duty(t *testing.T, b *storetest.Book) (d struct {
	*rules.Shift
	Main, Leader string
	Deputies     []string
	Late         bool
}) {
	t.Helper()
	v, err := b.Public().Duty()
	if err != nil {
		t.Fatal(err)
	}
	d.Shift, d.Main, d.Leader, d.Deputies, d.Late = v.Shift, v.Main, v.Leader, v.Deputies, v.Late
	return d
}

func TestTake(t *testing.T) {
	b := storetest.New(t)
	if d := duty(t, b); d.Shift != nil || d.Late {
		t.Errorf("nobody yet: %+v", d)
	}
	res := b.Must("何雨禾", &command.TakeShift{Leader: " 沈岚 ", Deputies: []string{"周立冬"}, Driver: "老李"})
	if res.ID != "S20261123-0800" { // at 02:10 the shift is the one of yesterday morning
		t.Errorf("id %s", res.ID)
	}
	d := duty(t, b)
	if d.Main != "何雨禾" || d.Leader != "沈岚" || !slices.Equal(d.Deputies, []string{"周立冬"}) || d.Driver != "老李" || d.State != rules.ShiftActive {
		t.Errorf("%+v", d)
	}
	if !d.TakenAt.Equal(storetest.Start) || d.Start.In(rules.Zone).Hour() != 8 || d.End.Sub(d.Start) != rules.ShiftLength {
		t.Errorf("%+v", d.Shift)
	}
	b.Reopen()
	if d := duty(t, b); d.Shift == nil || d.Main != "何雨禾" {
		t.Errorf("after a restart: %+v", d)
	}
	b.Clock.Set(d.End.Add(-time.Minute))
	if duty(t, b).Late {
		t.Error("late before its end")
	}
	b.Clock.Set(d.End)
	if !duty(t, b).Late {
		t.Error("not late at its end")
	}
}

func TestTakeByLeadersID(t *testing.T) {
	b := storetest.New(t)
	lists, err := b.As("许知远").Lists()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range lists.Officers {
		if o.Name == "宋长宁" {
			b.Must("何雨禾", &command.TakeShift{Leader: strings.ToLower(o.ID)})
		}
	}
	if d := duty(t, b); d.Leader != "宋长宁" {
		t.Errorf("%+v", d)
	}
}

func TestTakeRefused(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AddOfficer{Name: "唐秋实", Roles: []rules.Role{rules.RoleLeader}})
	b.Must("许知远", &command.RetireOfficer{Officer: "唐秋实"})
	for _, c := range []struct {
		why, who, field string
		kind            rules.Kind
		cmd             command.TakeShift
	}{
		{"no leader", "何雨禾", "leader", rules.Invalid, command.TakeShift{}},
		{"nobody of that name", "何雨禾", "leader", rules.NotFound, command.TakeShift{Leader: "苗秋"}},
		{"a retired leader", "何雨禾", "leader", rules.NotFound, command.TakeShift{Leader: "唐秋实"}},
		{"no leader by role", "何雨禾", "leader", rules.Denied, command.TakeShift{Leader: "周立冬"}},
		{"a storekeeper as deputy", "何雨禾", "deputies", rules.Denied, command.TakeShift{Leader: "宋长宁", Deputies: []string{"苗谷雨"}}},
		{"oneself as deputy", "何雨禾", "deputies", rules.Invalid, command.TakeShift{Leader: "宋长宁", Deputies: []string{"何雨禾"}}},
		{"a deputy twice", "何雨禾", "deputies", rules.Invalid, command.TakeShift{Leader: "宋长宁", Deputies: []string{"周立冬", "周立冬"}}},
		{"taken by an auditor", "白露生", "", rules.Denied, command.TakeShift{Leader: "宋长宁"}},
	} {
		if e := b.Refuse(c.who, c.kind, &c.cmd); e.Field != c.field {
			t.Errorf("%s: field %q: %v", c.why, e.Field, e)
		}
	}
	if d := duty(t, b); d.Shift != nil {
		t.Errorf("%+v", d)
	}
}

// TestTwoTakeAtOnce: one has the desk, the other learns who and since when.
func TestTwoTakeAtOnce(t *testing.T) {
	b := storetest.New(t)
	desks := []*store.Desk{b.As("何雨禾"), b.As("周立冬")}
	errs := make([]error, len(desks))
	var wg sync.WaitGroup
	for i, d := range desks {
		wg.Go(func() { _, errs[i] = d.Do("", &command.TakeShift{Leader: "沈岚"}) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v, %v", errs[0], errs[1])
	}
	lost := rules.AsError(errs[0])
	if lost == nil {
		lost = rules.AsError(errs[1])
	}
	if d := duty(t, b); lost.Kind != rules.Precondition || !strings.Contains(lost.Text.ZH, d.Main) || !strings.Contains(lost.Text.ZH, "11-24 02:10") {
		t.Errorf("%v", lost)
	}
}

// TestADeskThatWasOff: a shift of last week stays on duty; nobody takes the desk past it.
func TestADeskThatWasOff(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Clock.Add(6 * 24 * time.Hour)
	b.Reopen()
	b.Refuse("周立冬", rules.Precondition, &command.TakeShift{Leader: "沈岚"})
	if d := duty(t, b); d.ID != "S20261123-0800" || d.State != rules.ShiftActive || !d.Late {
		t.Errorf("%+v", d)
	}
}

// Ensure that of the roster's deputies those take the desk who can, and that whoever is named is
// refused: a leader is no deputy of the same shift.
func TestTakeRostered(t *testing.T) {
	b := storetest.New(t)
	id := map[string]string{}
	lists, err := b.As("许知远").Lists()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range lists.Officers {
		id[o.Name] = o.ID
	}
	if e := b.Refuse("何雨禾", rules.Invalid, &command.TakeShift{Leader: "沈岚", Deputies: []string{"沈岚"}}); e.Field != "deputies" {
		t.Error(e)
	}
	b.Must("许知远", &command.RetireOfficer{Officer: "宋长宁"})
	rostered := []string{id["何雨禾"], id["沈岚"], id["宋长宁"], id["周立冬"]}
	b.Refuse("何雨禾", rules.NotFound, &command.TakeShift{Leader: "沈岚", Deputies: rostered[2:]})
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚", Deputies: rostered, Rostered: true})
	if d := duty(t, b); len(d.Deputies) != 1 || d.Deputies[0] != "周立冬" {
		t.Errorf("deputies %q", d.Deputies)
	}
}
