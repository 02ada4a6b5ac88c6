package board

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// View draws the board: one pane under the other, or what is due and to be asked on the
// left and the state of the desk on the right.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.board == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	if l.Two() {
		sideW := p.sideWidth(env, l.Side)
		mainW := l.W - l.Gap - sideW
		asks := p.asks(env, mainW, p.askRows(l.H/3))
		main := append(p.rows(env, mainW, min(l.H-len(asks), max(p.due.Len(), 2)+2+len(p.notes()))), asks...)
		return screen.Frame{Lines: env.Join(l.Gap, screen.Pane{Lines: main, W: mainW}, screen.Pane{Lines: p.side(env, sideW), W: sideW})}
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

// rows is the title and what is due, in h lines.
func (p *Page) rows(env screen.Env, w, h int) []string {
	b := p.board
	out := []string{env.Heading(env.T(todoText.With(b.Todo, b.Overdue, b.OpenCases)), p.until(env), w)}
	if p.err != nil {
		out = append(out, env.Alarm(env.T(staleText.With(screen.HourMinute(b.Now), p.err.Text)), w)...)
	}
	out = append(out, env.Notices(p.notes(), w)...)
	switch {
	case b.Duty.Shift == nil:
		out = append(out, env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(takeText), w)))
	case len(b.Rows) == 0:
		out = append(out, "", " "+env.T(quietText))
	}
	what := p.whatWidth(env, w)
	body := p.due.View(w, h-len(out), func(i, w int, selected bool) string { return p.row(env, i, w, what, selected && !p.onAsk) })
	return screen.Fit(append(out, body...), h)
}

// notes are what endangers the book, and that no plan is in force: nothing is due by one then.
func (p *Page) notes() []text.Text {
	if slices.ContainsFunc(p.board.Seasons, func(s view.Season) bool { return s.Day > 0 }) {
		return p.told
	}
	return append(slices.Clone(p.told), noPlanText)
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

// idWidth and moreWidth are the columns of a row beside its clock and its two texts.
const idWidth, moreWidth = 10, 3

// narrow is the width from which a row has its number: below, where it is matters more.
const narrow = 60

// whatWidth is the room of what is to be done: as much as it needs, where the subjects can
// spare it, else two fifths of what the other columns leave.
func (p *Page) whatWidth(env screen.Env, w int) int {
	free := w - 1 - env.ClockWidth() - moreWidth - 3
	if w >= narrow {
		free -= idWidth + 1
	}
	what, subject := 0, 0
	for i := range p.board.Rows {
		what = max(what, env.Width(capital(env.T(p.board.Rows[i].What))))
		subject = max(subject, env.Width(env.T(p.board.Rows[i].Subject)))
	}
	return max(min(what, max(free*2/5, free-subject)), 1)
}

func (p *Page) row(env screen.Env, i, w, what int, selected bool) string {
	r := &p.board.Rows[i]
	_, id, _ := strings.Cut(r.Key, "/")
	more := ""
	if r.More > 0 {
		more = env.T(moreText.With(r.More))
	}
	cells := []screen.Cell{
		{S: env.Clock(r.State, r.Due), W: env.ClockWidth(), Token: env.StateToken(r.State)},
		{S: screen.Short(id), W: idWidth},
		{S: capital(env.T(r.What)), W: what},
		{S: env.T(r.Subject)},
		{S: more, W: moreWidth, Right: true},
	}
	if w < narrow {
		cells = append(cells[:1:1], cells[2:]...)
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

// capital begins what is to be done with a capital letter, as a row of its own.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
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

// sideWidth is the room that the state of the desk needs, at most w: what is due has the
// rest.
func (p *Page) sideWidth(env screen.Env, w int) int {
	need := env.Width(env.T(deskText)) + 1
	for _, line := range p.side(env, w)[1:] {
		need = max(need, env.Width(line))
	}
	return min(need+1, w)
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
