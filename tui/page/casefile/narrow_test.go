package casefile

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

func about(k rules.Case, r view.Responsible, owed ...rules.Obligation) *Page {
	p := New(nil, k.ID, "")
	p.read(screen.Got[loaded]{Value: loaded{c: &view.Case{Case: k, Responsible: r, Obligations: owed, Subject: text.T("无名氏 男 约60岁 神志不清", "unnamed, M, about 60, confused")}}})
	return p
}

// Ensure the first receiver, and the minutes of a team that is out, are seen in every window.
func TestNarrowCase(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	p := about(rules.Case{ID: "C20261124-0004", State: rules.CaseOpen, OpenedAt: now, Place: rules.PlaceRef{Text: "汽车站桥洞"},
		Teams: []rules.Team{{No: 1, People: []rules.Member{{Name: "何雨禾"}, {Name: "周立冬"}, {Name: "罗小满"}}, Sent: rules.Mark{At: now.Add(-46 * time.Minute)}}}},
		view.Responsible{Responsible: rules.Responsible{Officer: "U1", Why: text.T("首接", "first")}, Name: "何雨禾"})
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for _, w := range []int{45, 80} {
			env := screen.Env{Lang: lang, Theme: style.NewTheme(nil), Now: now}
			s := p.title(env, w) + "\n" + strings.Join(p.teamLines(env, w), "\n")
			minutes := text.Text{ZH: "46分 第1队", EN: "46m: team 1"}.In(lang)
			if !strings.Contains(s, "何雨禾 ") || !strings.Contains(strings.ToLower(s), minutes) || !strings.Contains(s, "汽车站桥洞") {
				t.Errorf("%v %d:\n%s", lang, w, s)
			}
		}
	}
}

// Ensure the selection begins on what is demanded; what is not stands after it.
func TestDemandedFirst(t *testing.T) {
	p := about(rules.Case{ID: "C1"}, view.Responsible{}, rules.Obligation{Code: "may", State: rules.Due}, rules.Obligation{Code: "must", State: rules.Pending, Must: true})
	if o := p.obligation(); o == nil || o.Code != "must" {
		t.Errorf("%+v", o)
	}
	if p.owed.At(1) != "may" {
		t.Errorf("after it %s", p.owed.At(1))
	}
}
