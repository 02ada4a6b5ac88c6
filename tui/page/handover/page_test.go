package handover

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

// shown is a page that has read a handover in a state.
func shown(p *Page, state rules.HandoverState, keys ...string) *Page {
	h := &view.Handover{Can: view.Can{}, Names: map[string]string{"U2": "周立冬"}}
	if state != "" {
		h.Handover = rules.Handover{ID: "H20261124-01", State: state, Outgoing: "U1", Incoming: "U2", Reason: "少两条"}
	}
	for _, k := range keys {
		h.Live = append(h.Live, rules.Line{Key: k, Title: text.Text{ZH: k, EN: k}, Word: "每小时去看一次"})
	}
	p.Update(screen.Got[loaded]{Value: loaded{h: h, duty: view.Duty{Shift: &rules.Shift{}}}})
	return p
}

func (p *Page) in(env screen.Env, w, h int) string {
	env.Theme, env.Now = style.NewTheme(nil), time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	return strings.Join(p.View(env, screen.Lay(w, h, 0)).Lines, "\n")
}

// Ensure a new draft is read from its first line, and a change of it keeps the selection.
func TestDraftBeginsAtItsTop(t *testing.T) {
	p := shown(shown(New(nil, "U1", ""), "", "old", "stock"), rules.HandoverDraft, "severe", "action", "stock")
	if id, _ := p.lines.Selected(); id != "severe" {
		t.Errorf("a new draft at %s", id)
	}
	p.lines.Move(1)
	if id, _ := shown(p, rules.HandoverDraft, "more", "severe", "action").lines.Selected(); id != "action" {
		t.Errorf("after a change at %s", id)
	}
}

// Ensure every state says what to do next by keys that the window's terminal has.
func TestNextIsSaid(t *testing.T) {
	for _, c := range []struct {
		me          string
		state       rules.HandoverState
		desk, phone string
	}{
		{"U1", "", "按 F6 拟稿", "按 0 菜单 > 拟稿"}, {"U1", rules.HandoverDraft, "再按 F7 提交", "0 菜单 > 提交"}, {"U1", rules.HandoverReturned, "按 F6 拟稿", "按 0 菜单 > 拟稿"},
		{"U2", rules.HandoverPresented, "F6 收无待办项, Ctrl+E 存疑, 最后 F7 签收", "0 菜单 > 签收"}, {"U1", rules.HandoverPresented, "按 Ctrl+L 锁屏换人, 登录后 F5 交接班", "登录后 3 交接班"},
	} {
		p := shown(New(nil, c.me, ""), c.state, "a")
		bare := func(w int) string { return strings.NewReplacer("\n ", "", "\n", "").Replace(p.in(screen.Env{}, w, 24)) }
		if s := bare(80); !strings.Contains(s, c.desk) {
			t.Errorf("%s %s: %q is not said:\n%s", c.me, c.state, c.desk, s)
		}
		if s := bare(45); !strings.Contains(strings.ReplaceAll(s, " ", ""), strings.ReplaceAll(c.phone, " ", "")) || strings.Contains(s, "Ctrl") || strings.Contains(s, "F6") {
			t.Errorf("%s %s: %q is not said:\n%s", c.me, c.state, c.phone, s)
		}
	}
}

// Ensure few words leave the word to the selected line.
func TestFewHasNoWords(t *testing.T) {
	p := shown(New(nil, "U1", ""), rules.HandoverDraft, "a", "b")
	for few, want := range map[bool]int{false: 3, true: 1} {
		if n := strings.Count(p.in(screen.Env{Few: few}, 80, 24), "每小时去看"); n != want {
			t.Errorf("few %v: %d times", few, n)
		}
	}
}

// Ensure the dated duties that are near or late are one line, which tells each on its day.
func TestDatedDuties(t *testing.T) {
	h := &view.Handover{Can: view.Can{}, Handover: rules.Handover{ID: "H20270106-01", State: rules.HandoverDraft, Outgoing: "U1"},
		Live: []rules.Line{{Key: "duty/near", Section: rules.SectionAction, Quiet: true, Title: text.Text{ZH: "三天内到期或逾期的事项 2 件", EN: "dated duties near or late: 2"},
			Detail: []text.Text{{ZH: "2027-01-05 村级张榜公示: 逾期", EN: "2027-01-05 the village posts: overdue"}, {ZH: "2027-01-08 镇级公示: 未到期", EN: "2027-01-08 the town posts: open"}}}}}
	p := New(nil, "U1", "")
	p.Update(screen.Got[loaded]{Value: loaded{h: h, duty: view.Duty{Shift: &rules.Shift{}}}})
	for lang, want := range map[text.Lang][]string{text.ZH: {"三天内到期或逾期的事项 2 件", "2027-01-05 村级张榜公示: 逾期", "2027-01-08 镇级公示"}, text.EN: {"near or late: 2", "2027-01-08 the town posts: open"}} {
		s := p.in(screen.Env{Lang: lang}, 120, 40)
		for _, w := range want {
			if !strings.Contains(s, w) {
				t.Errorf("%s: no %q in\n%s", lang, w, s)
			}
		}
	}
}

// Ensure that why it came back stands on the draft that follows, and before it is presented again.
func TestReturnedIsRemembered(t *testing.T) {
	p := shown(New(nil, "U1", ""), rules.HandoverDraft, "a")
	if s := p.in(screen.Env{}, 80, 24); !strings.Contains(s, "上次退回: 少两条") {
		t.Error(s)
	}
	if s := strings.Join(p.presentLead(screen.Env{Theme: style.NewTheme(nil)}, 60), "\n"); !strings.Contains(s, "上次退回: 少两条") {
		t.Error(s)
	}
}
