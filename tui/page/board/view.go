package board

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
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
		sideW := p.sideWidth(env, l)
		mainW := l.W - l.Gap - sideW
		asks := p.asks(env, mainW, p.askRows(l.H/3))
		most := l.H - len(asks)
		rows := p.rows(env, l, mainW, most)
		main := append(screen.Fit(rows, min(max(len(rows)+1, 3), most)), asks...)
		side := p.side(env, l, sideW, l.H)
		if about := p.about(env, sideW); len(side)+1+len(about) <= l.H {
			side = append(append(side, ""), about...)
		}
		return env.Join(l.Gap, screen.Pane{Lines: main, W: mainW}, screen.Pane{Lines: side, W: sideW})
	}
	if l.Size == screen.Phone {
		side := p.side(env, l, l.W, l.H/3)
		// What is due has half the window; the questions give way before the desk does.
		most := 4
		if env.Few {
			most = 2
		}
		asks := p.asks(env, l.W, p.askRows(min(most, l.H/2-len(side)-1)))
		room := max(l.H-len(asks)-len(side), l.H/2)
		return append(append(screen.Fit(p.rows(env, l, l.W, room), room), asks...), side...)
	}
	left := l.W * 11 / 20
	side := p.side(env, l, l.W-left-2, l.H/2)
	low := min(max(len(side), 1+p.askRows(8)), l.H/2)
	asks := p.asks(env, left, low-1)
	bottom := env.Join(2, screen.Pane{Lines: screen.Fit(asks, low), W: left}, screen.Pane{Lines: screen.Fit(side, low), W: l.W - left - 2})
	return append(screen.Fit(p.rows(env, l, l.W, l.H-low), l.H-low), bottom...)
}

// rows is the title and what is due, in at most h lines. Of those to spare a row that is too
// long has a second one, the most urgent first.
func (p *Page) rows(env screen.Env, l screen.Layout, w, h int) []string {
	b := p.board
	out := []string{env.Heading(env.T(todoText.With(b.Todo, b.Overdue, b.OpenCases)), p.until(env), w)}
	if p.err != nil {
		out = append(out, env.Alarm(env.T(staleText.With(screen.HourMinute(b.Now), p.err.Text)), w)...)
	}
	out = append(out, env.Notices(p.notes(l), w)...)
	if b.Duty.Shift == nil {
		out = append(out, env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(takeText.With(l.Key(stepShiftText, "f5", "3"))), w)))
	}
	switch steps := p.next(l); {
	case p.due.Len() == 0 && p.due.Filtered():
		out = append(out, p.due.Nothing(env, w)...)
	case len(b.Rows) == 0 && len(steps) > 0:
		out = append(out, "", " "+env.Theme.Title.Paint(env.T(nextText)))
		for _, s := range steps {
			key, what, _ := strings.Cut(env.T(s), " ")
			out = append(out, env.Cut("  "+env.Pad(key, 3)+" "+what, w))
		}
	case len(b.Rows) == 0 && b.Duty.Shift != nil:
		out = append(out, "", " "+env.Cut(env.T(quietText.With(l.Key(callText, "f2"))), w-1))
	case len(steps) > 0:
		out = append(out, env.Theme.Dim.Paint(env.Cut(" "+env.T(nextLineText.With(steps[0])), w)))
	}
	what := p.whatWidth(env, w)
	spare := h - len(out) - p.due.Len()
	for _, row := range p.due.View(w, max(h-len(out), 0), func(i, w int, selected bool) string {
		row := p.row(env, i, w, what, spare > 0, selected && !p.onAsk)
		spare -= strings.Count(row, "\n")
		return row
	}) {
		out = append(out, strings.Split(row, "\n")...)
	}
	return out[:min(len(out), max(h, 0))]
}

// notes are what endangers the book, the years whose days off nobody entered though a workday
// rests on them, and that no plan is in force, so that nothing is due by
// one: since when it will be where one is adopted.
func (p *Page) notes(l screen.Layout) []text.Text {
	told := slices.Clone(p.told)
	if f := p.board.PlanFault; f != nil {
		told = append(told, planFaultText.With(f.Plan, f.File))
	}
	for _, y := range p.board.Unsure {
		told = append(told, unsureText.With(rules.UnknownYear(y), l.Key(calendarText, "ctrl+d")))
	}
	if p.inForce() {
		return told
	}
	why, first := noPlanText, rules.Date("")
	for _, s := range p.board.Seasons {
		if from := s.Operation.From; from > rules.DateOf(p.board.Now) && (first == "" || from < first) {
			first, why = from, aheadText.With(s.Title, string(from))
		}
	}
	return append(told, why)
}

func (p *Page) until(env screen.Env) string {
	s := p.board.Duty.Shift
	switch {
	case s == nil:
		return ""
	case p.board.Duty.Late && p.board.Now.Sub(s.End) >= rules.ShiftLength: // the hour alone would be today's
		return env.T(lateText.With(rules.Stamp(s.End)))
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
// spare it, else half of what the other columns leave, in a narrow window two fifths.
func (p *Page) whatWidth(env screen.Env, w int) int {
	free := room(env, w)
	if k := (drawnFor{p.board, env.Lang, env.Mode}); p.widest.of != k { // not at every key
		p.widest = widest{of: k}
		for i := range p.board.Rows {
			p.widest.what = max(p.widest.what, env.Width(capital(env.T(p.board.Rows[i].What))))
			p.widest.subject = max(p.widest.subject, env.Width(env.T(p.board.Rows[i].Subject)))
		}
	}
	what, subject := p.widest.what, p.widest.subject
	share := free / 2
	if w < narrow {
		share = free * 2 / 5
	}
	return max(min(what, max(share, free-subject)), 1)
}

// widest are the widths of the longest texts of a board, as it is drawn for one session.
type widest struct {
	of            drawnFor
	what, subject int
}

type drawnFor struct {
	board *view.Board
	lang  text.Lang
	mode  style.Mode
}

// room is what the two texts of a row have, the other columns and all blanks taken off: on a
// telephone there is no number and no count, of few words no number.
func room(env screen.Env, w int) int {
	switch {
	case w < narrow:
		return w - 1 - shortClock - 2
	case env.Few:
		return w - 1 - env.ClockWidth() - moreWidth - 3
	}
	return w - 1 - env.ClockWidth() - moreWidth - 3 - idWidth - 1
}

// row is a line of what is due, or where two lines are allowed and needed, two.
func (p *Page) row(env screen.Env, i, w, what int, two, selected bool) string {
	r := &p.board.Rows[i]
	id := number(env, r.Key)
	more := ""
	if r.More > 0 {
		more = env.T(moreText.With(r.More))
	}
	clock := screen.Cell{S: env.Clock(r.State, r.Due), W: env.ClockWidth(), Token: env.StateToken(r.State)}
	if w < narrow {
		clock.S, clock.W = p.clock(env, r), shortClock
	}
	line := func(clock screen.Cell, id, said, subject, more string) string {
		cells := []screen.Cell{clock, {S: p.due.Bold(env, id), W: idWidth}, {S: p.due.Bold(env, said), W: what}, {S: p.due.Bold(env, subject)}, {S: more, W: moreWidth, Right: true}}
		if w < narrow {
			cells = cells[:4]
		}
		if w < narrow || env.Few {
			cells = slices.Delete(cells, 1, 2)
		}
		return env.Mark(env.Row(w-1, cells...), selected, false)
	}
	said, subject := [2]string{capital(env.T(r.What))}, [2]string{env.T(r.Subject)}
	if two {
		said, subject = fold(env, said[0], what), fold(env, subject[0], room(env, w)-what)
	}
	out := line(clock, id, said[0], subject[0], more)
	if said[1] != "" || subject[1] != "" {
		clock.S = ""
		out += "\n" + line(clock, "", said[1], subject[1], "")
	}
	return out
}

// number is the record that a line is about, as short as the screen has it; of a line about
// none, of a duty of a plan too, a word.
func number(env screen.Env, key string) string {
	for _, k := range kinds {
		if strings.HasPrefix(key, k.key) && !slipped(key) {
			return env.T(k.word)
		}
	}
	kind, id, _ := strings.Cut(key, "/")
	if plan, _, ok := strings.Cut(id, "/"); kind == "duty" && ok {
		plan, _, _ = strings.Cut(plan, "-")
		return env.T(dutyText.With(plan))
	}
	return screen.Short(id)
}

// slipped says that a line of the roster is about a slip, which has a number.
func slipped(key string) bool {
	return strings.HasPrefix(key, "roster/") && strings.Contains(key, "-")
}

// fold is s in two lines of w cells, the second one with all that is left.
func fold(env screen.Env, s string, w int) [2]string {
	first := env.Wrap(s, max(w, 1))[0]
	rest, ok := strings.CutPrefix(s, first)
	if !ok {
		return [2]string{s}
	}
	return [2]string{first, strings.TrimSpace(rest)}
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
	asked := 1
	for i := range b.Asks {
		asked = max(asked, env.Width(env.T(b.Asks[i].Question.Text)))
	}
	return append(out, p.ask.View(w, n, func(i, w int, selected bool) string {
		r := &b.Asks[i]
		cells := []screen.Cell{{S: screen.Short(r.Case), W: idWidth}, {S: env.T(r.Question.Text)}, {S: env.T(r.Subject), W: w / 3}}
		switch {
		case env.Few: // whose question it is, without the number
			cells = cells[1:]
		case w < narrow:
			cells = cells[:2]
		default: // the subject has what the questions leave
			cells[1].W, cells[2].W = min(asked, w/2), 0
		}
		return env.Mark(env.Row(w-1, cells...), selected && p.onAsk, false)
	})...)
}
