package cases

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

var (
	openText    = text.Text{ZH: "救助事项 在办 %[1]d", EN: "Cases open %[1]d"}
	allText     = text.Text{ZH: "救助事项 最近 %[1]d 件", EN: "Cases, newest %[1]d"}
	emptyText   = text.Text{ZH: "没有在办的救助事项。按 F2 登记, 按 Tab 看全部。", EN: "No case is open. F2 writes down a call, Tab shows all."}
	columnsText = [...]text.Text{{ZH: "钟", EN: "Clock"}, {ZH: "编号", EN: "Number"}, {ZH: "状态", EN: "State"}, {ZH: "地点", EN: "Place"}, {ZH: "人", EN: "Person"}, {ZH: "最急的一项", EN: "Most urgent"}}
)

// View draws the list.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	title := openText
	if p.all {
		title = allText
	}
	lines := []string{env.Heading(env.T(title.With(len(p.rows))), "", l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	switch {
	case !p.read && p.err == nil:
		lines = append(lines, "", " "+env.T(screen.ReadingText))
	case len(p.rows) == 0 && p.err == nil:
		lines = append(lines, "", " "+env.T(emptyText))
	case len(p.rows) > 0:
		heads := make([]string, len(columnsText))
		for i, c := range columnsText {
			heads[i] = env.T(c)
		}
		lines = append(lines, env.Theme.Dim.Paint(p.columns(env, l.W, heads, nil)))
	}
	rows := p.list.View(l.W, l.H-len(lines), func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	return screen.Frame{Lines: append(lines, rows...)}
}

func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	r := &p.rows[i]
	what := env.T(r.What)
	if r.Outcome != "" && !r.Worst.Open() {
		what = env.T(words.Of(rules.OutcomeWords, r.Outcome))
	}
	cells := []string{env.Clock(r.Worst, r.Due), screen.Short(r.ID), env.T(words.Of(words.CaseStates, r.State)), text.Display(r.Place), env.T(r.Subject), what}
	return env.Mark(p.columns(env, w, cells, r)[1:], selected, r.State == rules.CaseClosed)
}

// columns lays out a row of the list; a narrow window leaves out state and what is most
// urgent.
func (p *Page) columns(env screen.Env, w int, s []string, r *view.CaseRow) string {
	cells := []screen.Cell{{S: s[0], W: env.ClockWidth()}, {S: s[1], W: 10}, {S: s[2], W: env.StateWidth()}, {S: s[3], W: w / 7}, {S: s[4]}, {S: s[5], W: w / 5}}
	if r != nil {
		cells[0].Token = env.StateToken(r.Worst)
	}
	if w < 72 {
		cells = []screen.Cell{cells[0], cells[1], {S: s[3], W: 10}, cells[4]}
	}
	return " " + env.Row(w-1, cells...)
}
