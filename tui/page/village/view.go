package village

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

var (
	titleText  = text.Text{ZH: "%[1]s 今晚", EN: "%[1]s tonight"}
	countText  = text.Text{ZH: "待办 %[1]d", EN: "%[1]d to do"}
	dutyText   = text.Text{ZH: "值班 %[1]s  带班 %[2]s", EN: "on duty %[1]s  leader %[2]s"}
	nobodyText = text.Text{ZH: "现在没有人接班。", EN: "Nobody is on duty now."}
	reportText = text.Text{ZH: "报告发现的人", EN: "Report somebody found"}
	quietText  = text.Text{ZH: "没有要本村办的。", EN: "Nothing is asked of the village."}
)

// View draws who can be rung, the weather, and the list.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.v == nil {
		return env.Absent(env.T(text.Text{ZH: "本村", EN: "My village"}), p.err, l.W)
	}
	v := p.v
	lines := []string{env.Heading(env.T(titleText.With(v.Name)), env.T(countText.With(len(v.Asks))), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	duty := env.T(nobodyText)
	if v.Main != "" {
		duty = env.T(dutyText.With(v.Main, v.Leader))
	}
	lines = append(lines, " "+env.Cut(duty, l.W-1))
	for _, w := range v.Warnings {
		s := env.T(words.Of(command.WarningKinds, w.Kind)) + " " + env.T(words.Of(command.WarningLevels, w.Level))
		if w.Until != nil {
			s += env.T(text.Text{ZH: " 至 %[1]s", EN: " until %[1]s"}.With(rules.Stamp(*w.Until)))
		}
		lines = append(lines, env.Theme.Warn.Mark()+env.Theme.Warn.Paint(env.Cut(s, l.W-1)))
	}
	if len(v.Asks) == 0 {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Cut(env.T(quietText), l.W-1)))
	}
	lines = append(lines, "")
	body := p.rows.View(l.W, max(l.H-len(lines)-1, 1), func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	lines = append(lines, body...)
	return screen.Frame{Lines: lines}
}

// row is a line: its digit, when it is due, what it asks.
func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	digit := " "
	if i < 9 {
		digit = strconv.Itoa(i + 1)
	}
	a, c := p.line(i)
	var cells []screen.Cell
	grey := false
	switch {
	case a != nil:
		cells, grey = p.asked(env, a), a.Refused != nil
	case c != nil:
		cells = []screen.Cell{{S: " " + env.T(rules.WordOf(rules.CaseStateWords, string(c.State))), W: 8}, {S: c.Place + " " + env.T(c.Subject)}}
	default:
		cells = []screen.Cell{{S: " " + env.T(reportText)}}
	}
	return env.Mark(env.Row(w-1, append([]screen.Cell{{S: digit, W: 2}}, cells...)...), selected, grey)
}

// asked are the cells of what is asked: how late it is, and what.
func (p *Page) asked(env screen.Env, a *view.VillageAsk) []screen.Cell {
	when, token := " ", env.Theme.Dim
	switch {
	case a.Late:
		when, token = env.Theme.Danger.Mark()+env.T(text.Text{ZH: "逾期", EN: "late"}), env.Theme.Danger
	case a.Kind == view.AskArrive || a.Kind == view.AskPerson:
		when, token = env.Theme.Warn.Mark()+env.T(text.Text{ZH: "现在", EN: "now"}), env.Theme.Warn
	case a.Due != nil:
		when = " " + screen.HourMinute(*a.Due)
		if rules.DateOf(*a.Due) != rules.DateOf(env.Now) {
			when = " " + string(rules.DateOf(*a.Due))[5:]
		}
	}
	return []screen.Cell{{S: when, W: 8, Token: token}, {S: env.T(a.What)}}
}
