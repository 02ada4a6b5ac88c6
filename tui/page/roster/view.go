package roster

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var (
	titleText  = text.Text{ZH: "排班", EN: "Roster"}
	noneText   = text.Text{ZH: "%[1]s 还没有排班。按 F6 自动排, 再逐个改, F7 签字发布。先定规则按 Ctrl+D。", EN: "%[1]s has no roster. F6 generates one; mend it, then F7 signs and publishes. Ctrl+D sets the rules."}
	noGapsText = text.Text{ZH: "没有缺口。", EN: "No holes."}
	noSlipText = text.Text{ZH: "没有调班单和请假。在班表上按 Enter 写调班单, Ctrl+N 请假。", EN: "No slips and no leave. Enter on a published turn writes a slip, Ctrl+N gives leave."}
	panelWords = []text.Text{{ZH: "班表", EN: "turns"}, {ZH: "缺口 %[1]d", EN: "holes %[1]d"}, {ZH: "统计", EN: "count"}, {ZH: "调班单 %[1]d", EN: "slips %[1]d"}}
	countHead  = []text.Text{{ZH: "姓名", EN: "Name"}, {ZH: "夜班", EN: "night"}, {ZH: "平日", EN: "work"}, {ZH: "周末", EN: "wkend"}, {ZH: "法定", EN: "feast"}, {ZH: "备班", EN: "stby"}, {ZH: "请假", EN: "leave"}}
)

// narrow is the width below which a turn shows its day, who leads and who is main alone.
const narrow = 60

// View draws the panels' names and the list of the one that is chosen.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.r == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	state := rules.WordOf(roster.StateWords, string(p.r.State))
	lines := []string{env.Heading(env.T(titleText)+" "+p.r.Month+" "+env.T(state), env.T(text.Text{ZH: "夜班差 %[1]d", EN: "nights +-%[1]d"}.With(p.r.Spread)), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	tabs := ""
	for i, w := range panelWords {
		n := len(p.r.Faults)
		if panel(i) == slips {
			n = len(p.r.Slips)
		}
		if panel(i) == gaps || panel(i) == slips {
			w = w.With(n)
		}
		name := " " + env.T(w) + " "
		if panel(i) == p.panel {
			name = env.Theme.Bar.Paint(name)
		} else if panel(i) == gaps && n > 0 {
			name = env.Theme.Danger.Paint(env.Theme.Danger.Mark() + strings.TrimSpace(name) + " ")
		}
		tabs += name
	}
	lines = append(lines, tabs)
	empty := text.Text{}
	switch {
	case p.r.State == "" && p.panel != slips:
		empty = noneText.With(p.r.Month)
	case p.panel == gaps && len(p.r.Faults) == 0:
		empty = noGapsText
	case p.panel == slips && len(p.r.Slips) == 0:
		empty = noSlipText
	}
	said := p.details(env, l.W)
	room := max(l.H-len(lines)-len(said), 1)
	if !empty.IsZero() {
		return screen.Frame{Lines: append(lines, screen.Fit(env.Wrap(env.T(empty), max(l.W-1, 1)), room)...)}
	}
	if p.panel == counts {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Row(l.W-1, p.counted(env, func(i int) string { return env.T(countHead[i]) })...)))
		room--
	}
	lines = append(lines, screen.Fit(p.list.View(l.W, max(room, 1), func(i, w int, selected bool) string { return p.line(env, i, w, selected) }), max(room, 1))...)
	return screen.Frame{Lines: append(lines, said...)}
}

func (p *Page) line(env screen.Env, i, w int, selected bool) string {
	var cells []screen.Cell
	grey := false
	switch p.panel {
	case grid:
		cells = p.cells(env, i, w)
		grey = !p.r.Turns[i].End.After(p.r.Now)
	case gaps:
		f := &p.r.Faults[i]
		token := env.Theme.Warn
		if f.Hole() {
			token = env.Theme.Danger
		}
		cells = []screen.Cell{{S: token.Mark() + string(f.Date[5:]), W: 6, Token: token}, {S: env.T(f.Text)}, {S: strings.Join(f.Clauses, " "), W: min(w/4, 24)}}
	case counts:
		c := &p.r.Counts[i]
		values := []string{c.Name}
		for _, n := range []int{c.Nights, c.Weekdays, c.Weekends, c.Holidays, c.Standby, c.Leave} {
			values = append(values, strconv.Itoa(n))
		}
		cells = p.counted(env, func(i int) string { return values[i] })
	case slips:
		s := &p.r.Slips[i]
		cells = []screen.Cell{{S: s.ID[len(s.ID)-7:], W: 7}, {S: env.T(s.What)}}
		if w >= narrow {
			cells = append(cells, screen.Cell{S: env.T(rules.WordOf(roster.SlipWords, string(s.State))), W: 16})
		}
		grey = !s.Open() && !s.InForce()
	}
	return env.Mark(env.Row(w-1, cells...), selected, grey)
}

func (p *Page) counted(env screen.Env, value func(int) string) []screen.Cell {
	cells := []screen.Cell{{S: value(0)}}
	for i := range countHead[1:] {
		cells = append(cells, screen.Cell{S: value(i + 1), W: 5})
	}
	return cells
}

// cells are a turn: its day, what the day is, who.
func (p *Page) cells(env screen.Env, i, w int) []screen.Cell {
	t := &p.r.Turns[i]
	var token style.Token
	day := " " + string(t.Day.Date[8:]) + " " + env.T(weekdays[t.Day.Date.Time().Weekday()])
	switch t.Day.Kind {
	case rules.DayHoliday, rules.DayOff:
		day, token = day+env.T(text.Text{ZH: "休", EN: "x"}), env.Theme.Warn
	case rules.DayMakeUp:
		day += env.T(text.Text{ZH: "班", EN: "w"})
	}
	if len(t.Bad) > 0 {
		day, token = env.Theme.Danger.Mark()+day[1:], env.Theme.Danger
	}
	missing := env.T(text.Text{ZH: "!缺", EN: "!none"})
	who := func(s string) screen.Cell {
		if s == "" {
			return screen.Cell{S: missing, W: 8, Token: env.Theme.Danger}
		}
		return screen.Cell{S: s, W: 8}
	}
	cells := []screen.Cell{{S: day, W: 9, Token: token}}
	if len(p.r.Scheme.Hours) > 0 || len(p.r.Scheme.Office) > 0 {
		cells = append(cells, screen.Cell{S: t.Key[11:], W: 5})
	}
	cells = append(cells, who(t.Names.Leader), who(t.Names.Main), screen.Cell{S: strings.Join(t.Names.Deputies, " ")})
	if w >= narrow {
		cells = append(cells, screen.Cell{S: t.Names.Driver, W: 8}, screen.Cell{S: strings.Join(t.Names.Standby, " "), W: 10}, screen.Cell{S: t.Group, W: 4})
	}
	return cells
}

var weekdays = []text.Text{{ZH: "日", EN: "Su"}, {ZH: "一", EN: "Mo"}, {ZH: "二", EN: "Tu"}, {ZH: "三", EN: "We"}, {ZH: "四", EN: "Th"}, {ZH: "五", EN: "Fr"}, {ZH: "六", EN: "Sa"}}

// details are what is to be known of the selected line, two lines at most.
func (p *Page) details(env screen.Env, w int) []string {
	var said []text.Text
	if t := p.turn(); t != nil && p.panel == grid {
		if !t.Day.Name.IsZero() {
			said = append(said, t.Day.Name)
		}
		if !t.Asked.IsZero() {
			said = append(said, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(t.Asked, t.Clause))
		}
		said = append(said, t.Bad...)
		for _, u := range p.r.Said {
			if u.At.Equal(t.Start) {
				said = append(said, u.Text())
			}
		}
	} else if s := p.slip(); s != nil {
		said = append(said, rules.WordOf(roster.SlipWords, string(s.State)), text.Text{ZH: s.Reason, EN: s.Reason})
		if s.Word != "" {
			said = append(said, text.Text{ZH: s.Word, EN: s.Word})
		}
	}
	if len(said) == 0 {
		return nil
	}
	words := make([]string, len(said))
	for i, s := range said {
		words[i] = env.T(s)
	}
	out := env.Wrap(strings.Join(words, "  "), max(w-1, 1))
	for i := range out {
		out[i] = " " + out[i]
	}
	return out[:min(len(out), 2)]
}
