package notices

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var (
	titleText = text.Text{ZH: "通知传达", EN: "Notices"}
	noneText  = text.Text{ZH: "没有通知。F6 下发一条: 选模板, 选传给谁, 从第一个打起。", EN: "No notices. F6 passes one on: a template, to whom, then ring the first."}
)

// View draws the list of notices, or the dial list of one.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.all == nil || p.id != "" && p.one == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	var lines []string
	if p.one != nil {
		lines = p.head(env, l.W)
	} else {
		lines = []string{env.Heading(env.T(titleText), env.T(text.Text{ZH: "传达中 %[1]d", EN: "open: %[1]d"}.With(p.beingPassed())), l.W)}
	}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	var about []string
	if p.one != nil && l.H-len(lines) > 10 {
		about = p.tries(env, l.W)
	}
	room := max(l.H-len(lines)-len(about), 1)
	if p.rows.Len() == 0 {
		none := noneText
		if p.one != nil {
			none = text.Text{ZH: "名单不给没有登录的人看。", EN: "The list is not shown without signing in."}
		}
		return screen.Frame{Lines: append(lines, screen.Fit(env.Wrap(env.T(none), l.W-1), room)...)}
	}
	main := p.rows.View(l.W, room, func(i, w int, selected bool) string {
		if p.one != nil {
			return p.receiverLine(env, i, w, selected)
		}
		return p.noticeLine(env, i, w, selected)
	})
	return screen.Frame{Lines: append(append(lines, screen.Fit(main, room)...), about...)}
}

func (p *Page) beingPassed() int {
	n := 0
	for i := range p.all.Rows {
		if p.all.Rows[i].Notice.State == rules.NoticeOpen {
			n++
		}
	}
	return n
}

// head is the notice over its dial list: what is said, by when, and whom to ring now.
func (p *Page) head(env screen.Env, w int) []string {
	n := &p.one.Notice
	out := []string{env.Heading(env.T(text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(titleText, rules.WordOf(rules.NoticeKindWords, string(n.Kind)))), n.ID, w)}
	words := env.Lines(n.Text, w-1)
	if most := 3; len(words) > most && !env.Few {
		words = append(words[:most-1:most-1], env.Cut(words[most-1], max(w-4, 1))+"…")
	} else if env.Few && len(words) > 1 {
		words = words[:1]
	}
	for _, s := range words {
		out = append(out, " "+s)
	}
	state := rules.WordOf(rules.NoticeStateWords, string(n.State))
	said := text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(state, p.one.Said())
	if w < narrow && n.State == rules.NoticeOpen {
		said = p.one.Said() // its limit and whom to ring say that it is open
	}
	if n.Due != nil && n.State == rules.NoticeOpen {
		said = text.Text{ZH: "%[1]s, %[2]s 前传完", EN: "%[1]s, all by %[2]s"}.With(said, rules.Stamp(*n.Due))
	}
	token := env.Theme.Dim
	if p.one.Late {
		token = env.Theme.Danger
		said = text.Text{ZH: "逾期 %[1]s", EN: "late: %[1]s"}.With(said)
	}
	out = append(out, " "+token.Paint(env.Cut(token.Mark()+env.T(said), w-1)))
	switch {
	case n.Withdrawn != nil:
		out = append(out, " "+env.Cut(env.T(text.Text{ZH: "撤回: %[1]s", EN: "withdrawn: %[1]s"}.With(n.Withdrawn.Reason)), w-1))
	case p.one.Next > 0:
		r := &n.Receivers[p.one.Next-1]
		out = append(out, " "+env.Theme.Title.Paint(env.Cut(env.T(text.Text{ZH: "现在打 %[1]d %[2]s %[4]s %[3]s", EN: "Ring %[1]d %[2]s %[4]s %[3]s"}.With(r.No, r.Called(), r.Contact, r.Phone())), w-1)))
	case p.one.Again != nil:
		out = append(out, " "+env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(text.Text{ZH: "都打过一轮, %[1]s 再打未接的", EN: "All were rung once; again from %[1]s"}.With(screen.HourMinute(*p.one.Again))), w-1)))
	}
	return out
}

// narrow is the width below which a line has no place for more than the name and the result.
const narrow = 60

func (p *Page) noticeLine(env screen.Env, i, w int, selected bool) string {
	x := p.items()[i]
	if s := x.suggest; s != nil {
		row := env.Row(w-1, screen.Cell{S: env.Theme.Warn.Mark() + env.T(text.Text{ZH: "建议", EN: "suggest"}), W: 8, Token: env.Theme.Warn}, screen.Cell{S: env.T(s.What)})
		return env.Mark(row, selected, false)
	}
	r := x.notice
	n := &r.Notice
	state, token := stateOf(env, r)
	cells := []screen.Cell{{S: screen.Short(n.ID), W: 10}, {S: state, W: 9, Token: token},
		{S: env.T(text.Text{ZH: "%[1]d/%[2]d", EN: "%[1]d/%[2]d"}.With(r.Tally.Reached, r.Tally.All)), W: 6},
		{S: env.T(rules.WordOf(rules.NoticeKindWords, string(n.Kind))) + " " + strings.ReplaceAll(n.Text, "\n", " ")}}
	if w >= narrow {
		due := ""
		if n.Due != nil {
			due = rules.Stamp(*n.Due)
		}
		cells = append(cells, screen.Cell{S: due, W: 12})
	}
	return env.Mark(env.Row(w-1, cells...), selected, n.State != rules.NoticeOpen)
}

func stateOf(env screen.Env, r *view.Notice) (string, style.Token) {
	switch {
	case r.Late:
		return env.Theme.Danger.Mark() + env.T(text.Text{ZH: "逾期", EN: "late"}), env.Theme.Danger
	case r.Notice.State == rules.NoticeOpen:
		return env.Theme.Warn.Mark() + env.T(text.Text{ZH: "传达中", EN: "open"}), env.Theme.Warn
	case r.Notice.State == rules.NoticeWithdrawn:
		return " " + env.T(text.Text{ZH: "已撤回", EN: "undone"}), env.Theme.Dim
	}
	return " " + env.T(text.Text{ZH: "已传达", EN: "done"}), env.Theme.Dim
}

// receiverLine is one line of the dial list: who, what came of it and when, the number whose
// turn it is.
func (p *Page) receiverLine(env screen.Env, i, w int, selected bool) string {
	r := &p.one.Notice.Receivers[i]
	said, token := came(env, r, p.one.Late)
	cells := []screen.Cell{{S: strconv.Itoa(r.No), W: 3}, {S: named(env, r, w)}, {S: said, W: 15, Token: token}}
	switch {
	case w >= narrow:
		cells[2].W = 20
		cells = append(cells, screen.Cell{S: r.Contact, W: 10}, screen.Cell{S: strings.Join(r.Phones, " "), W: min(24, w/3)})
	default:
		cells = append(cells, screen.Cell{S: r.Phone(), W: 12})
	}
	return env.Mark(env.Row(w-1, cells...), selected, r.Settled())
}

// wide is the width from which a line has place for everybody whom one call tells.
const wide = 100

// named is who a line is; how many more one call tells where there is no place for their names,
// which stand over the list when it is their turn.
func named(env screen.Env, r *rules.NoticeReceiver, w int) string {
	if len(r.Also) == 0 || w >= wide {
		return env.T(r.Called())
	}
	return "+" + strconv.Itoa(len(r.Also)) + " " + r.Name
}

func came(env screen.Env, r *rules.NoticeReceiver, late bool) (string, style.Token) {
	last := r.Last()
	switch {
	case r.Reached():
		return " " + env.T(rules.WordOf(rules.NoticeResultWords, string(last.Result))) + " " + screen.HourMinute(last.At), env.Theme.Dim
	case r.Explained != nil:
		return " " + env.T(text.Text{ZH: "已说明 %[1]s", EN: "explained %[1]s"}.With(r.Explained.Reason)), env.Theme.Dim
	case last != nil:
		return env.Theme.Danger.Mark() + env.T(text.Text{ZH: "未接%[1]d次 %[2]s", EN: "missed %[1]d %[2]s"}.With(len(r.Standing()), screen.HourMinute(last.At))), env.Theme.Danger
	case late:
		return env.Theme.Danger.Mark() + env.T(text.Text{ZH: "未打", EN: "not rung"}), env.Theme.Danger
	}
	return env.Theme.Warn.Mark() + env.T(text.Text{ZH: "未打", EN: "not rung"}), env.Theme.Warn
}
