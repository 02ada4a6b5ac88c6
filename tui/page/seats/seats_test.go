package seats

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

var now = time.Date(2026, 11, 24, 2, 30, 0, 0, rules.Zone)

// desk is what the page reads.
type desk struct {
	roles []rules.Role
	duty  view.Duty
}

func (d *desk) SaveDraft(string, []byte) error { return nil }
func (d *desk) Draft(string) ([]byte, error)   { return nil, nil }
func (d *desk) Duty() (view.Duty, error)       { return d.duty, nil }
func (d *desk) Actor() (id, name string)       { return "U2", "周立冬" }
func (d *desk) Roles() []rules.Role            { return d.roles }
func (d *desk) Settings() (*view.Settings, error) {
	return &view.Settings{Rows: []view.SettingRow{{Name: rules.SettingSeatIdle, Value: "15"}}}, nil
}

// room is who is here.
type room struct {
	others []rules.Seat
	said   string
	to     string
	asked  string
	err    error
}

func (r *room) Seat() Seat { return r }
func (r *room) Heard() []rules.Word {
	return []rules.Word{{Name: "何雨禾", At: now, Text: "路面结冰"}}
}
func (r *room) Now() time.Time { return now }
func (r *room) Me() rules.Seat {
	return rules.Seat{ID: "S2", Officer: "U2", Name: "周立冬", Terminal: "ssh", Since: now, Last: now}
}
func (r *room) Others() []rules.Seat { return r.others }
func (r *room) Ask(seat string) bool { r.asked = seat; return true }
func (r *room) Say(to, words string) ([]string, error) {
	r.to, r.said = to, words
	return []string{"何雨禾"}, r.err
}

func open(t *testing.T, d *desk, r *room) *tuitest.Rig { return tuitest.NewRig(t, New(d, r)) }

func shown(r *tuitest.Rig, w int) string {
	env := screen.Env{Lang: text.ZH, Now: now, Theme: style.NewTheme(nil)}
	return strings.Join(r.Page.View(env, screen.Lay(w, 24, 0)).Lines, "\n")
}

func onDuty() view.Duty {
	return view.Duty{Shift: &rules.Shift{ID: "S1", Main: "U1"}, Main: "何雨禾"}
}

// Ensure the page tells who is here, where, on what, idle since when, and what was said; a
// village contact is told that the desk is staffed and nothing else.
func TestWhoIsShown(t *testing.T) {
	he := rules.Seat{ID: "S1", Officer: "U1", Name: "何雨禾", Terminal: "desk", Since: now.Add(-time.Hour), Last: now.Add(-20 * time.Minute), Page: "case", Record: "C20261124-0001", Form: "note/C", Locked: true}
	r := open(t, &desk{roles: []rules.Role{rules.RoleOfficer}, duty: onDuty()}, &room{others: []rules.Seat{he}})
	for _, w := range []int{45, 80, 120} {
		for _, want := range []string{"在线 2", "周立冬", "何雨禾 主班", "1124-0001 填表", "锁屏 20分", "路面结冰"} {
			if got := shown(r, w); !strings.Contains(got, want) {
				t.Errorf("%d columns: no %q:\n%s", w, want, got)
			}
		}
	}
	v := open(t, &desk{roles: []rules.Role{rules.RoleVillage}, duty: onDuty()}, &room{others: []rules.Seat{he}})
	if got := shown(v, 80); strings.Contains(got, "何雨禾") || strings.Contains(got, "1124") || !strings.Contains(got, "有人值守") {
		t.Errorf("a village sees:\n%s", got)
	}
	for _, b := range v.Page.Keys()[:3] {
		if why := b.Refusal(); why == nil || why.Kind != rules.Denied {
			t.Errorf("a village may %v", b.Keys)
		}
	}
}

// Ensure a word keeps what is typed when it is refused, and goes to one or to all.
func TestSay(t *testing.T) {
	he := rules.Seat{ID: "S1", Officer: "U1", Name: "何雨禾", Last: now}
	m := &room{others: []rules.Seat{he}, err: rules.NotHere("何雨禾")}
	r := open(t, &desk{roles: []rules.Role{rules.RoleOfficer}, duty: onDuty()}, m)
	r.Press("Down", "Enter", "text:120 到了", "Enter")
	if r.Dialog == nil || m.to != "U1" || m.said != "120 到了" {
		t.Fatalf("%+v %v", m, r.Dialog)
	}
	env := screen.Env{Lang: text.ZH, Now: now, Theme: style.NewTheme(nil)}
	if got := strings.Join(r.Dialog.View(env, 70, 20).Lines, "\n"); !strings.Contains(got, "120 到了") || !strings.Contains(got, "不在线") {
		t.Errorf("refused:\n%s", got)
	}
	m.err = nil
	r.Press("F9")
	if r.Dialog != nil || !strings.Contains(r.Said.Text.In(text.ZH), "已发给 何雨禾") {
		t.Errorf("%v %v", r.Dialog, r.Said)
	}
	r.Press("F6", "text:都慢点", "F9")
	if m.to != "" || m.said != "都慢点" {
		t.Errorf("to all: %+v", m)
	}
}

// Ensure an abandoned seat is taken with a PIN, one that is in use is asked for first.
func TestTake(t *testing.T) {
	he := rules.Seat{ID: "S1", Officer: "U1", Name: "何雨禾", Last: now.Add(-15 * time.Minute), Page: "case", Record: "C20261124-0001"}
	m := &room{others: []rules.Seat{he}}
	r := open(t, &desk{roles: []rules.Role{rules.RoleOfficer}, duty: onDuty()}, m)
	r.Press("Down", "F7", "text:246810", "F9")
	if c, ok := r.Save.Command.(*command.TakeSeat); !ok || c.Seat != "S1" || c.PIN != "246810" {
		t.Errorf("%+v", r.Save)
	}
	m.others[0].Last = now
	r = open(t, &desk{roles: []rules.Role{rules.RoleOfficer}, duty: onDuty()}, m)
	r.Press("Down", "F7", "Enter")
	if m.asked != "S1" || r.Save != nil {
		t.Errorf("asked %q, %v", m.asked, r.Save)
	}
	r.Press("F7", "text:246810", "F9")
	if r.Save == nil {
		t.Error("nothing is taken after the consent")
	}
}
