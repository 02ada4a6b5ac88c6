package handover

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

func crewed() *Page {
	p := shown(New(nil, "U1", ""), rules.HandoverDraft, "a")
	p.lists = &view.Lists{Officers: []rules.Officer{
		{ID: "U1", Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}}, {ID: "U4", Name: "罗小满", Roles: []rules.Role{rules.RoleOfficer}},
		{ID: "U2", Name: "周立冬", Roles: []rules.Role{rules.RoleOfficer}}, {ID: "U3", Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}}}}
	return p
}

func offered(all []field.Option) string {
	var out []string
	for _, o := range all {
		out = append(out, o.Value)
	}
	return strings.Join(out, " ")
}

// Ensure who leaves is offered last, to stay on, and nobody twice.
func TestNobodyTwice(t *testing.T) {
	p := crewed()
	specs := p.shape(entry.Values{"incoming": "U2", "leader": "U3"})
	if got := offered(specs[0].Options); got != "U4 U2 U3 U1" {
		t.Errorf("takers: %s", got)
	}
	if got := offered(specs[2].Options); got != "U4" {
		t.Errorf("deputies: %s", got)
	}
}

// Ensure the successor and the next leader are rung first, and nobody rings himself.
func TestCallable(t *testing.T) {
	p := crewed()
	p.h.Handover.Leader = "U3"
	if got := offered(p.callable(&p.h.Handover)); got != "周立冬 沈岚 罗小满" {
		t.Error(got)
	}
}

// Ensure a word narrows only its own line, and has what the title leaves.
func TestWordsHaveTheirRoom(t *testing.T) {
	p := shown(New(nil, "U1", ""), rules.HandoverDraft, "a", "b")
	p.h.Live[0].Word = strings.Repeat("每小时去看一次", 3)
	p.h.Live[1] = rules.Line{Key: "b", Title: text.T(strings.Repeat("汽车站桥洞", 5), "bridge")}
	s := p.in(screen.Env{}, 80, 24)
	for _, w := range []string{strings.Repeat("每小时去看一次", 3), strings.Repeat("汽车站桥洞", 5)} {
		if !strings.Contains(s, w) {
			t.Errorf("%s is cut:\n%s", w, s)
		}
	}
}

// Ensure a line that is overdue says so on a telephone, where its clock has no room.
func TestOverdueOnATelephone(t *testing.T) {
	p := shown(New(nil, "U1", ""), rules.HandoverDraft, "a")
	p.h.Live = append(p.h.Live, rules.Line{Key: "b", Title: text.T("晚了的", "late"), Overdue: true})
	p.lines.SetItems([]string{"a", "b"})
	for _, line := range strings.Split(p.in(screen.Env{}, 45, 24), "\n") {
		if strings.Contains(line, "晚了的") && strings.Contains(line, "!") {
			return
		}
	}
	t.Error(p.in(screen.Env{}, 45, 24))
}
