package board

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

// View draws the board: one pane under the other, or what is due and to be asked on the
// left and the state of the desk on the right, the field or the filter under it.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.board == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	l.H -= p.due.Foot()
	return p.due.Under(env, screen.Fit(p.body(env, l), l.H), l.W)
}

func (p *Page) body(env screen.Env, l screen.Layout) []string {
	if l.Two() {
		sideW := p.sideWidth(env, l.Side, l.H)
		mainW := l.W - l.Gap - sideW
		asks := p.asks(env, mainW, p.askRows(l.H/3))
		main := append(p.rows(env, mainW, min(l.H-len(asks), max(p.due.Len(), 2)+2+len(p.notes())+len(p.next()))), asks...)
		side := p.side(env, sideW, l.H)
		if about := p.about(env, sideW); len(side)+1+len(about) <= l.H {
			side = append(append(side, ""), about...)
		}
		return env.Join(l.Gap, screen.Pane{Lines: main, W: mainW}, screen.Pane{Lines: side, W: sideW})
	}
	if l.Size == screen.Phone {
		side := p.side(env, l.W, l.H/3)
		// What is due has half the window; the questions give way before the desk does.
		asks := p.asks(env, l.W, p.askRows(min(4, l.H/2-len(side)-1)))
		lines := append(p.rows(env, l.W, max(l.H-len(asks)-len(side), l.H/2)), asks...)
		return append(lines, side...)
	}
	left := l.W * 11 / 20
	side := p.side(env, l.W-left-2, l.H/2)
	low := min(max(len(side), 1+p.askRows(8)), l.H/2)
	asks := p.asks(env, left, low-1)
	bottom := env.Join(2, screen.Pane{Lines: screen.Fit(asks, low), W: left}, screen.Pane{Lines: screen.Fit(side, low), W: l.W - left - 2})
	return append(p.rows(env, l.W, l.H-low), bottom...)
}

// rows is the title and what is due, in h lines.
func (p *Page) rows(env screen.Env, w, h int) []string {
	b := p.board
	out := []string{env.Heading(env.T(todoText.With(b.Todo, b.Overdue, b.OpenCases)), p.until(env), w)}
	if p.err != nil {
		out = append(out, env.Alarm(env.T(staleText.With(screen.HourMinute(b.Now), p.err.Text)), w)...)
	}
	out = append(out, env.Notices(p.notes(), w)...)
	if b.Duty.Shift == nil {
		out = append(out, env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(takeText), w)))
	}
	switch steps := p.next(); {
	case p.due.Len() == 0 && p.due.Filtered():
		out = append(out, p.due.Nothing(env, w)...)
	case len(b.Rows) == 0 && len(steps) > 0:
		out = append(out, "", " "+env.Theme.Title.Paint(env.T(nextText)))
		for _, s := range steps {
			out = append(out, env.Cut("  "+env.T(s), w))
		}
	case len(b.Rows) == 0 && b.Duty.Shift != nil:
		out = append(out, "", " "+env.T(quietText))
	case len(steps) > 0:
		first := strings.Join(strings.Fields(env.T(steps[0])), " ")
		out = append(out, env.Theme.Dim.Paint(env.Cut(" "+env.T(nextLineText.With(first)), w)))
	}
	what := p.whatWidth(env, w)
	body := p.due.View(w, h-len(out), func(i, w int, selected bool) string { return p.row(env, i, w, what, selected && !p.onAsk) })
	return screen.Fit(append(out, body...), h)
}

// notes are what endangers the book, and that no plan is in force: nothing is due by one then.
func (p *Page) notes() []text.Text {
	if p.inForce() {
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

// shortClock is the column of the clock in a narrow window.
const shortClock = 9

// narrow is the width from which a row has its number: below, where it is matters more.
const narrow = 60

// whatWidth is the room of what is to be done: as much as it needs, where the subjects can
// spare it, else two fifths of what the other columns leave.
func (p *Page) whatWidth(env screen.Env, w int) int {
	free := w - 1 - env.ClockWidth() - moreWidth - 3 - idWidth - 1
	if w < narrow {
		free = w - 1 - shortClock - 2
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
		{S: p.due.Bold(env, screen.Short(id)), W: idWidth},
		{S: p.due.Bold(env, capital(env.T(r.What))), W: what},
		{S: p.due.Bold(env, env.T(r.Subject))},
		{S: more, W: moreWidth, Right: true},
	}
	if w < narrow {
		cells[0] = screen.Cell{S: p.clock(env, r), W: shortClock, Token: cells[0].Token}
		cells = append(cells[:1:1], cells[2:4]...)
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

// clock is the mark and the time alone: the mark says that it is late.
func (p *Page) clock(env screen.Env, r *view.DueRow) string {
	mark := env.StateToken(r.State).Mark()
	if r.Due == nil || !r.State.Open() {
		return mark
	}
	return env.Pad(mark, 1) + env.Minutes(r.Due.Truncate(time.Minute).Sub(env.Now.Truncate(time.Minute)).Abs())
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
