package notices

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"
)

// Ensure that closing names who is left, and that the tries at the selected one can be read
// with number, minute and who rang.
func TestClose(t *testing.T) {
	d := newDesk()
	d.n.Receivers[0].Tries = []rules.NoticeTry{
		{Result: rules.ResultThrough, Phone: "19900000301", At: now.Add(-5 * time.Minute), Name: "何雨禾", Struck: "按错"},
		{Result: rules.ResultMissed, Phone: "19900000311", At: now.Add(-2 * time.Minute), Name: "周立冬"}}
	p := New(d, d.n.ID)
	r := tuitest.NewRig(t, p)
	for _, want := range []string{"22:08 未接 19900000311 周立冬", "(已划去: 按错) 22:05 通"} {
		if s := shown(r, 80); !strings.Contains(s, want) {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
	d.n.Version = 4
	p.Update(screen.Saved{})
	r.Load()
	r.Press("7", "text:明早上门", "F9")
	if got, want := saved(t, r), `notice.close {"notice":"J20261123-0001","reason":"明早上门","version":4}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// contact is the desk of a village contact, who reads the own line alone.
type contact struct{ desk }

func (d contact) Notice(string) (*view.Notice, error) {
	r := d.row()
	r.Notice.Receivers, r.Next, r.Again, r.Can = r.Notice.Receivers[2:], 0, nil, view.Can{"notice.confirm": nil}
	return &r, nil
}

// Ensure that a village contact has one key, which confirms the own line.
func TestVillageConfirms(t *testing.T) {
	d := newDesk()
	r := tuitest.NewRig(t, New(contact{d}, d.n.ID))
	if s := shown(r, 45); !strings.Contains(s, "河湾村") {
		t.Errorf("\n%s", s)
	}
	r.Press("Enter")
	if got, want := saved(t, r), `notice.confirm {"notice":"J20261123-0001"}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
