package board

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// View draws the board: one pane under the other, or what is due and to be asked on the
// left and the state of the desk on the right.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.board == nil {
		return screen.Frame{Lines: []string{env.Heading(env.T(titleText), "", l.W), "", " " + p.absent(env)}}
	}
	if l.Two() {
		asks := p.asks(env, l.Main, p.askRows(l.H/3))
		main := append(p.rows(env, l.Main, min(l.H-len(asks), max(p.due.Len(), 2)+2)), asks...)
		return screen.Frame{Lines: env.Join(l.Gap, screen.Pane{Lines: main, W: l.Main}, screen.Pane{Lines: p.side(env, l.Side), W: l.Side})}
	}
	if l.Size == screen.Phone {
		side := p.side(env, l.W)
		asks := p.asks(env, l.W, p.askRows(4))
		lines := append(p.rows(env, l.W, max(l.H-len(asks)-len(side), l.H/2)), asks...)
		return screen.Frame{Lines: append(lines, side...)}
	}
	left := l.W * 11 / 20
	side := p.side(env, l.W-left-2)
	low := min(max(len(side), 1+p.askRows(8)), l.H/2)
	asks := p.asks(env, left, low-1)
	bottom := env.Join(2, screen.Pane{Lines: screen.Fit(asks, low), W: left}, screen.Pane{Lines: screen.Fit(side, low), W: l.W - left - 2})
	return screen.Frame{Lines: append(p.rows(env, l.W, l.H-low), bottom...)}
}

func (p *Page) absent(env screen.Env) string {
	if p.err != nil {
		return env.Theme.Danger.Flag(" " + env.T(p.err.Text))
	}
	return env.T(readingText)
}

// rows is the title and what is due, in h lines.
func (p *Page) rows(env screen.Env, w, h int) []string {
	b := p.board
	out := []string{env.Heading(env.T(todoText.With(b.Todo, b.Overdue, b.OpenCases)), p.until(env), w)}
	if p.err != nil {
		out = append(out, env.Alarm(env.T(staleText.With(screen.HourMinute(b.Now), p.err.Text)), w)...)
	}
	switch {
	case b.Duty.Shift == nil:
		out = append(out, env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(takeText), w)))
	case len(b.Rows) == 0:
		out = append(out, "", " "+env.T(quietText))
	}
	body := p.due.View(w, h-len(out), func(i, w int, selected bool) string { return p.row(env, i, w, selected && !p.onAsk) })
	return screen.Fit(append(out, body...), h)
}

func (p *Page) until(env screen.Env) string {
	s := p.board.Duty.Shift
	switch {
	case s == nil:
		return ""
	case p.board.Duty.Late:
		return env.T(lateText.With(env.HHMM(s.End)))
	}
	return env.T(shiftText.With(s.Start.In(rules.Zone).Format("01-02 15:04"), s.End.In(rules.Zone).Format("01-02 15:04")))
}

func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	r := &p.board.Rows[i]
	_, id, _ := strings.Cut(r.Key, "/")
	more := ""
	if r.More > 0 {
		more = env.T(moreText.With(r.More))
	}
	cells := []screen.Cell{
		{S: env.Clock(r.State, r.Due), W: env.ClockWidth(), Token: env.StateToken(r.State)},
		{S: screen.Short(id), W: 10},
		{S: env.T(r.What), W: (w - 30) * 2 / 5},
		{S: env.T(r.Subject)},
		{S: more, W: 3, Right: true},
	}
	if w < 60 {
		cells[2].W = 0
		cells = []screen.Cell{cells[0], cells[1], cells[2], cells[4]}
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

func (p *Page) askRows(most int) int { return max(min(len(p.board.Asks), most), 1) }

// asks is the questions that are still open, in n lines under a title.
func (p *Page) asks(env screen.Env, w, n int) []string {
	b := p.board
	out := []string{env.Heading(env.T(askText.With(len(b.Asks))), "", w)}
	if len(b.Asks) == 0 {
		return append(out, " "+env.Theme.Dim.Paint(env.T(noAskText)))
	}
	return append(out, p.ask.View(w, n, func(i, w int, selected bool) string {
		r := &b.Asks[i]
		cells := []screen.Cell{{S: screen.Short(r.Case), W: 10}, {S: env.T(r.Question.Text)}}
		if w >= 60 {
			cells = append(cells, screen.Cell{S: env.T(r.Subject), W: w / 3})
		}
		return env.Mark(env.Row(w-1, cells...), selected && p.onAsk, false)
	})...)
}

// side is the state of the desk: weather, stock, handover.
func (p *Page) side(env screen.Env, w int) []string {
	b := p.board
	out := []string{env.Heading(env.T(deskText), "", w)}
	add := func(token style.Token, s string) { out = append(out, token.Paint(env.Cut(" "+s, w))) }
	for _, x := range b.Warnings {
		token, mark := env.Theme.Warn, "*"
		if x.Level == rules.Orange || x.Level == rules.Red {
			token, mark = env.Theme.Danger, "!"
		}
		s := env.T(warningText.With(words.Of(command.WarningKinds, x.Kind), words.Of(command.WarningLevels, x.Level)))
		if x.Until != nil {
			s += " " + env.T(untilText.With(env.HHMM(*x.Until)))
		}
		add(token, mark+s)
	}
	if len(b.Warnings) == 0 {
		add(env.Theme.Dim, env.T(noWarningText))
	}
	mark := env.Theme.Warn.Flag("")
	for _, s := range b.Short {
		if s.Min > 0 && s.OnHand < s.Min {
			add(style.Token{}, mark+env.T(shortText.With(s.Item, s.OnHand, s.Unit, s.Min)))
		}
		if s.Expires != "" {
			add(style.Token{}, mark+env.T(expiresText.With(s.Item, string(s.Expires))))
		}
	}
	if len(b.Short) == 0 {
		add(env.Theme.Dim, env.T(noShortText))
	}
	if h := b.Handover; h != nil {
		add(env.Theme.Title, env.T(handoverText.With(h.ID, words.Of(words.Handovers, h.State))))
	} else if b.Duty.Shift != nil {
		add(env.Theme.Dim, env.T(noHandoverText))
	}
	if b.ClockOff != 0 {
		add(env.Theme.Dim, env.T(clockText.With(env.Minutes(b.ClockOff.Abs()))))
	}
	return out
}
