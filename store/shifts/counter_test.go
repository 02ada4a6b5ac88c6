package shifts_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure that the crew of the shift on duty is corrected under the same rules as it was
// taken, and each refusal stands at its field.
func TestChangeCrew(t *testing.T) {
	b := storetest.New(t)
	right := &command.ChangeCrew{Leader: "宋长宁", Deputies: []string{"周立冬"}, Driver: "老李", Reason: "排班改了"}
	board := func() *rules.Error {
		v, err := b.As("何雨禾").Board()
		if err != nil {
			t.Fatal(err)
		}
		return v.Can["shift.crew"]
	}
	if e := b.Refuse("何雨禾", rules.Precondition, right); board() == nil || board().Text != e.Text {
		t.Errorf("nobody on duty: the board says %v, the command %v", board(), e)
	}
	id := b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"}).ID
	if board() != nil {
		t.Error(board())
	}
	read := duty(t, b).Shift.Version
	if res := b.Must("何雨禾", right); res.ID != id {
		t.Errorf("%+v", res)
	}
	b.Refuse("何雨禾", rules.Conflict, &command.ChangeCrew{Leader: "沈岚", Version: read, Reason: "x"})
	if p, err := b.As("何雨禾").Handover(""); err != nil || p.Can["shift.crew"] != nil {
		t.Errorf("%v %v", p, err)
	}
	d := duty(t, b)
	if d.Main != "何雨禾" || d.Leader != "宋长宁" || !slices.Equal(d.Deputies, []string{"周立冬"}) || d.Driver != "老李" || d.Shift.ID != id {
		t.Errorf("%+v", d)
	}
	for _, c := range []struct {
		who   string
		kind  rules.Kind
		field string
		cmd   command.ChangeCrew
	}{
		{"何雨禾", rules.Precondition, "", *right},
		{"何雨禾", rules.Denied, "leader", command.ChangeCrew{Leader: "周立冬"}},
		{"何雨禾", rules.NotFound, "leader", command.ChangeCrew{Leader: "罗小满"}},
		{"何雨禾", rules.Denied, "deputies", command.ChangeCrew{Leader: "沈岚", Deputies: []string{"苗谷雨"}}},
		{"何雨禾", rules.Invalid, "deputies", command.ChangeCrew{Leader: "沈岚", Deputies: []string{"何雨禾"}}},
		{"田望舒", rules.Denied, "", command.ChangeCrew{Leader: "沈岚"}},
	} {
		c.cmd.Reason = "x"
		if e := b.Refuse(c.who, c.kind, &c.cmd); e.Field != c.field {
			t.Errorf("%+v: %v", c.cmd, e)
		}
	}
	b.Must("周立冬", &command.ChangeCrew{Leader: "宋长宁", Reason: "无副班"})
	if d := duty(t, b); len(d.Deputies) != 0 || d.Driver != "" {
		t.Errorf("%+v", d)
	}
}
