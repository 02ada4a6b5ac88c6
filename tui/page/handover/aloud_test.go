package handover

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure the taker is told before signing what to read back: the most dangerous lines, three of
// them with the leaver's word, however long that is, and that there are more.
func TestReadAloud(t *testing.T) {
	p := shown(New(nil, "U2", ""), rules.HandoverPresented, "桥洞", "涵洞", "车站", "砖厂", "水管")
	env := screen.Env{Theme: style.NewTheme(nil)}
	if s := strings.Join(p.readAloud(env, 40), "\n"); !strings.Contains(s, "没有紧要的事") {
		t.Error(s)
	}
	for i := range p.h.Live[:4] {
		p.h.Live[i].Section = rules.SectionSevere
	}
	p.h.Live[0].Word = strings.Repeat("每小时去看一次", 40)
	out := p.readAloud(env, 40)
	s := strings.Join(out, "\n")
	for _, w := range []string{"请向交班人复述最要紧的", "!桥洞", "!涵洞: 每小时去看一次", "!车站", "另有紧要 1 项", "交出以后没有变化"} {
		if !strings.Contains(s, w) {
			t.Errorf("%q is not in\n%s", w, s)
		}
	}
	if strings.Contains(s, "水管") || len(out) > 12 {
		t.Errorf("%d lines:\n%s", len(out), s)
	}
}

// Ensure a sheet says which leader read the log of its shift, or that none has, and leads there.
func TestSheetIsRead(t *testing.T) {
	p := shown(New(nil, "U1", ""), rules.HandoverAccepted)
	p.id, p.h.Handover.Shift = "H20261124-01", "S20261123-0800"
	if s := p.in(screen.Env{}, 80, 24); !strings.Contains(s, "还没有阅签") {
		t.Error(s)
	}
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, rules.Zone)
	p.h.Readings = []rules.Reading{{Name: "宋长宁", At: at, Struck: "看错"}, {Name: "沈岚", At: at, Words: "同意"}}
	if s := p.in(screen.Env{}, 80, 24); !strings.Contains(s, "带班领导阅签 沈岚 11-24 10:00 同意") || strings.Contains(s, "宋长宁") {
		t.Error(s)
	}
	if to, ok := p.log().(route.To); !ok || to.Page != route.Log || to.ID != "S20261123-0800" {
		t.Errorf("%+v", to)
	}
}

// Ensure who leaves may stay on: offered last, and marked.
func TestStaysOn(t *testing.T) {
	all := crewed().takers()
	if last := all[len(all)-1]; last.Value != "U1" || last.Label.In(text.ZH) != "何雨禾 (连值)" {
		t.Errorf("%+v", all)
	}
}
