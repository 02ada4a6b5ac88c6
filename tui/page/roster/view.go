package roster

import (
	"slices"
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
	noneYet    = text.Text{ZH: "草稿里没有缺口; 发布以后才算有人值班。", EN: "No holes in the draft; it counts when it is published."}
	mineText   = text.Text{ZH: "我的班:", EN: "My turns:"}
	noSlipText = text.Text{ZH: "没有调班单和请假。在班表上按 Enter 写调班单, Ctrl+N 请假。", EN: "No slips and no leave. Enter on a published turn writes a slip, Ctrl+N gives leave."}
	panelWords = []text.Text{{ZH: "班表", EN: "Shifts"}, {ZH: "缺口 %[1]d", EN: "Holes %[1]d"}, {ZH: "统计", EN: "Count"}, {ZH: "调班单 %[1]d", EN: "Swaps %[1]d"}}
	countHead  = []text.Text{{ZH: "姓名", EN: "Name"}, {ZH: "夜班", EN: "night"}, {ZH: "平日", EN: "work"}, {ZH: "周末", EN: "wkend"}, {ZH: "法定", EN: "holiday"}, {ZH: "备班", EN: "stby"}, {ZH: "请假", EN: "leave"}}
)

var gridHead = []text.Text{{ZH: "日期", EN: "Day"}, {ZH: "几点", EN: "From"}, {ZH: "带班", EN: "Leader"}, {ZH: "主班", EN: "Main"}, {ZH: "副班", EN: "Deputies"}, {ZH: "驾驶员", EN: "Driver"}, {ZH: "备班", EN: "Standby"}, {ZH: "组", EN: "Grp"}}

// narrow is the width below which the reader's own turns stand first, and a turn shows its day,
// who leads, who is main and the deputies alone.
const narrow = 60

// View draws the panels' names and the list of the one that is chosen.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.r == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	state := rules.WordOf(roster.StateWords, string(p.r.State))
	lines := []string{env.Heading(env.T(titleText)+" "+p.r.Month+" "+env.T(state), p.spread(env, l.W), l.W)}
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
	case p.r.State == "" && p.panel != slips && (p.panel != gaps || len(p.r.Faults) == 0):
		empty = noneText.With(p.r.Month)
		if p.panel == grid && len(p.r.Faults) > 0 {
			f := &p.r.Faults[0]
			empty = text.Text{ZH: "%[1]s (%[2]s)。%[3]s", EN: "%[1]s (%[2]s). %[3]s"}.With(f.Text, strings.Join(f.Clauses, " "), empty)
		}
	case p.panel == gaps && len(p.r.Faults) == 0 && p.r.State == roster.Draft:
		empty = noneYet
	case p.panel == gaps && len(p.r.Faults) == 0:
		empty = noGapsText
	case p.panel == slips && len(p.r.Slips) == 0:
		empty = noSlipText
	}
	said := append(p.details(env, l.W), p.legend(env, l)...)
	room := max(l.H-len(lines)-len(said), 1)
	if !empty.IsZero() {
		return screen.Frame{Lines: append(lines, screen.Fit(env.Wrap(env.T(empty), max(l.W-1, 1)), room)...)}
	}
	var head []string
	switch {
	case p.panel == counts:
		head = []string{" " + env.Theme.Dim.Paint(env.Row(l.W-1, p.counted(env, func(i int) string { return env.T(countHead[i]) })...))}
	case p.panel == grid && l.W >= narrow:
		head = []string{" " + env.Theme.Dim.Paint(env.Row(l.W-1, p.columns(env, p.heads(env), l.W)...))}
	case p.panel == grid:
		head = p.mine(env, l.W)
	}
	lines, room = append(lines, head...), max(room-len(head), 1)
	lines = append(lines, screen.Fit(p.list.View(l.W, max(room, 1), func(i, w int, selected bool) string { return p.line(env, i, w, selected) }), max(room, 1))...)
	return screen.Frame{Lines: append(lines, said...)}
}

func (p *Page) line(env screen.Env, i, w int, selected bool) string {
	var cells []screen.Cell
	grey := false
	switch p.panel {
	case grid:
		cells = p.cells(env, i, w, selected)
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
			cells = append(cells, screen.Cell{S: env.T(s.StandingFor(p.r.Me)), W: 16})
		}
		grey = !s.Open() && !s.InForce()
	}
	return env.Mark(env.Row(w-1, cells...), selected, grey)
}

func (p *Page) counted(env screen.Env, value func(int) string) []screen.Cell {
	cells := []screen.Cell{{S: value(0)}}
	for i := range countHead[1:] {
		cells = append(cells, screen.Cell{S: value(i + 1), W: max(5, env.Width(env.T(countHead[i+1])))})
	}
	return cells
}

// cells are a turn: its day, what the day is, who; of the selected one the post is bracketed.
func (p *Page) cells(env screen.Env, i, w int, selected bool) []screen.Cell {
	t := &p.r.Turns[i]
	var token style.Token
	day := " " + string(t.Day.Date[8:]) + " " + env.T(weekdays[t.Day.Date.Time().Weekday()])
	switch t.Day.Kind {
	case rules.DayHoliday, rules.DayOff:
		day, token = day+env.T(text.Text{ZH: "休", EN: "x"}), env.Theme.Warn
	case rules.DayMakeUp:
		day += env.T(text.Text{ZH: "班", EN: "w"})
	}
	if !t.Asked.IsZero() {
		day += "+"
	}
	if len(t.Bad) > 0 {
		day, token = env.Theme.Danger.Mark()+day[1:], env.Theme.Danger
	}
	missing := env.T(text.Text{ZH: "!缺", EN: "!none"})
	who := func(s string) screen.Cell {
		if s == "" {
			return screen.Cell{S: missing, Token: env.Theme.Danger}
		}
		return screen.Cell{S: s}
	}
	all := []screen.Cell{{S: day, Token: token}, {S: t.Key[11:]}, who(t.Names.Leader), who(t.Names.Main), {S: strings.Join(t.Names.Deputies, " ")},
		{S: t.Names.Driver}, {S: strings.Join(t.Names.Standby, " ")}, {S: t.Group}}
	if c := &all[firstPost+p.post]; selected {
		c.S = bracketed(c.S)
	}
	return p.columns(env, all, w)
}

// firstPost is the column of the first post.
const firstPost = 2

// heads name the columns of the grid.
func (p *Page) heads(env screen.Env) (cells []screen.Cell) {
	for _, h := range gridHead {
		cells = append(cells, screen.Cell{S: env.T(h)})
	}
	cells[0].S = " " + cells[0].S
	return cells
}

// columns are the cells of the grid that there is room for, in their widths: the hour only
// where it is not the same each day.
func (p *Page) columns(env screen.Env, c []screen.Cell, w int) []screen.Cell {
	for i, n := range []int{9, 5, 8, 8, 0, 8, 10, 4} {
		c[i].W = n
	}
	if w < narrow {
		c = c[:5]
	}
	if len(p.r.Scheme.Hours) == 0 && len(p.r.Scheme.Office) == 0 {
		c = slices.Delete(c, 1, 2)
	}
	return c
}

// mine are the reader's own turns of the month that are not over, two lines at most.
func (p *Page) mine(env screen.Env, w int) []string {
	var days []string
	for i := range p.r.Turns {
		t := &p.r.Turns[i]
		if post := t.Post(p.r.Me); p.r.Me != "" && post != "" && t.End.After(p.r.Now) {
			days = append(days, string(t.Day.Date[8:])+" "+env.T(weekdays[t.Day.Date.Time().Weekday()])+" "+env.T(rules.WordOf(roster.PostWords, string(post))))
		}
	}
	if len(days) == 0 {
		return nil
	}
	out := env.Wrap(env.T(mineText)+" "+strings.Join(days, ", "), max(w-1, 1))
	for i := range out {
		out[i] = " " + out[i]
	}
	return out[:min(len(out), 2)]
}

// spread says how evenly the nights are shared: in the month, and over the months that follow
// each other, for it is there that they come out even.
func (p *Page) spread(env screen.Env, w int) string {
	if len(p.r.Turns) == 0 {
		return env.T(text.Text{ZH: "夜班 —", EN: "nights —"})
	}
	if w < narrow {
		return env.T(text.Text{ZH: "夜班差 季 %[1]d", EN: "season %[1]d"}.With(p.r.Season))
	}
	return env.T(text.Text{ZH: "夜班相差 本月 %[1]d 全季 %[2]d", EN: "nights differ by %[1]d, season %[2]d"}.With(p.r.Spread, p.r.Season))
}

var weekdays = []text.Text{{ZH: "日", EN: "Su"}, {ZH: "一", EN: "Mo"}, {ZH: "二", EN: "Tu"}, {ZH: "三", EN: "We"}, {ZH: "四", EN: "Th"}, {ZH: "五", EN: "Fr"}, {ZH: "六", EN: "Sa"}}

// details are what is to be known of the selected line, two lines at most.
func (p *Page) details(env screen.Env, w int) []string {
	var said []text.Text
	if t := p.turn(); t != nil && p.panel == grid {
		said = p.about(env, t)
		if !t.Day.Name.IsZero() {
			said = append(said, t.Day.Name)
		}
		if !t.Asked.IsZero() {
			said = append(said, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(t.Asked, t.Clause))
		}
		said = append(said, p.wrong(t)...)
		for _, u := range p.r.Said {
			if u.At.Equal(t.Start) {
				said = append(said, u.Text())
			}
		}
	} else if p.panel == counts && len(p.r.Counts) > 0 {
		said = append(said, roster.CountNote)
	} else if s := p.slip(); s != nil {
		said = append(said, s.StandingFor(p.r.Me), text.Text{ZH: s.Reason, EN: s.Reason})
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
