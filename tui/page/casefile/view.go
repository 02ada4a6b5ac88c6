package casefile

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

// View draws the page: whom to ring on top, then what is owed, what to ask, and what
// happened; a wide window has the last one beside the others.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.c == nil {
		return env.Absent(p.id, p.err, l.W)
	}
	l = l.Telling()
	lines := []string{p.title(env, l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if len(p.rings) > 0 {
		lines = append(lines, p.ringLine(env, l.W))
	}
	if out := p.teamLines(env, l.W); l.H >= 2*len(out)+10 {
		lines = append(lines, out...)
	}
	if refs := p.referralLines(env, l.W); l.H >= 2*len(refs)+10 {
		lines = append(lines, refs...)
	}
	room := l.H - len(lines)
	if l.Two() {
		main := p.obligations(env, l.Main, min(room*2/3, p.owed.Len()+2))
		main = append(main, p.asks(env, l.Main, room-len(main))...)
		side := p.story(env, l.Side, room)
		lines = append(lines, env.Join(l.Gap, screen.Pane{Lines: main, W: l.Main}, screen.Pane{Lines: side, W: l.Side})...)
		return screen.Frame{Lines: lines}
	}
	// What is owed first, but some room for the questions and for what happened.
	owed := p.obligations(env, l.W, min(p.owed.Len()+1, max(room/2, 3)))
	room -= len(owed)
	tale, _, _ := p.storyLines(env, l.W)
	told := min(len(tale)+1, max(room/2, 3))
	asks := p.asks(env, l.W, max(room-told, 2))
	lines = append(append(lines, owed...), asks...)
	return screen.Frame{Lines: append(lines, p.story(env, l.W, l.H-len(lines))...)}
}

func (p *Page) title(env screen.Env, w int) string {
	k := &p.c.Case
	s := env.T(titleText.With(screen.Short(k.ID), words.Of(words.CaseStates, k.State), k.Place.Text, p.c.Subject))
	right := p.short(env, w-env.Width(s)-3)
	if right != "" {
		s = env.Cut(s, max(w-env.Width(right)-3, 8))
	}
	return env.Heading(s, right, w)
}

// ringLine is whom to ring, as many as fit, the chosen one always among them.
func (p *Page) ringLine(env screen.Env, w int) string {
	label := env.T(ringText)
	var b strings.Builder
	b.WriteString(" " + env.Theme.Title.Paint(label))
	used := 1 + env.Width(label)
	at := max(p.ring.Index(), 0)
	from := 0
	if p.focus == ring {
		from = max(at-1, 0)
	}
	for i := from; i < len(p.rings); i++ {
		a := &p.rings[i]
		s := text.Display(a.Name)
		switch n, fresh := a.Next(p.c.Calls); {
		case n == "":
			s += " " + env.T(noNumberText)
		case fresh:
			s = text.Display(n) + " " + s
		default:
			s = text.Display(n) + " " + s + " " + env.T(missedText)
		}
		n := env.Width(s) + 2
		if used+n > w {
			break
		}
		used += n
		if p.focus == ring && i == at {
			s = env.Theme.Focus.Paint(s)
		}
		b.WriteString("  " + s)
	}
	return b.String()
}

func (p *Page) head(env screen.Env, own pane, title, right string, w int) string {
	if p.focus == own {
		title = env.Theme.Focus.Mark() + title
	}
	return env.Heading(title, right, w)
}

func (p *Page) obligations(env screen.Env, w, h int) []string {
	title := owedText.With(len(p.c.Obligations) - p.finished)
	if p.owed.Len() == 0 {
		return screen.Fit([]string{p.head(env, owed, env.T(title), "", w), " " + env.Theme.Dim.Paint(env.T(noneText))}, max(h, 2))
	}
	rows := p.owed.View(w, h-1, func(i, w int, selected bool) string { return p.obligationRow(env, i, w, selected) })
	var hidden []string
	above, below := p.owed.Hidden()
	if above > 0 {
		hidden = append(hidden, env.T(aboveText.With(above)))
	}
	if below > 0 {
		hidden = append(hidden, env.T(belowText.With(below)))
	}
	return screen.Fit(append([]string{p.head(env, owed, env.T(title), strings.Join(hidden, "  "), w)}, rows...), h)
}

func (p *Page) obligationRow(env screen.Env, i, w int, selected bool) string {
	o := p.duty(p.owed.At(i))
	if o == nil {
		t := foldText
		if p.unfolded {
			t = unfoldText
		}
		return env.Mark(env.Row(w-1, screen.Cell{S: env.T(t.With(p.finished))}), selected && p.focus == owed, true)
	}
	clock, what := env.Clock(o.State, o.Due), env.T(o.Text)
	if !o.State.Open() {
		clock = " " + env.T(words.Of(words.Obligations, o.State))
		if o.DoneAt != nil {
			clock += " " + env.HHMM(*o.DoneAt)
		}
		what += strings.TrimRight("  "+text.Display(strings.TrimSpace(o.By+" "+o.Note)), " ")
	}
	if !o.Must && o.State.Open() {
		what += env.T(text.Text{ZH: " (非必须)", EN: " (optional)"})
	}
	cells := []screen.Cell{{S: clock, W: env.ClockWidth(), Token: env.StateToken(o.State)}, {S: env.T(words.Of(words.Goals, o.Goal)), W: env.GoalWidth()},
		{S: what}, {S: strings.Join(o.Clauses, " "), W: min(w/4, 22, p.clauseWidth(env))}}
	if w < 66 || env.Few {
		cells = cells[:3]
	}
	if w < 50 || env.Few {
		cells = []screen.Cell{cells[0], cells[2]}
	}
	return env.Mark(env.Row(w-1, cells...), selected && p.focus == owed, !o.State.Open())
}

// clauseWidth is what the clauses of the longest row need.
func (p *Page) clauseWidth(env screen.Env) int {
	n := 1
	for i := range p.c.Obligations {
		n = max(n, env.Width(strings.Join(p.c.Obligations[i].Clauses, " ")))
	}
	return n
}

func (p *Page) asks(env screen.Env, w, most int) []string {
	keys := ""
	if q := p.question(); p.focus == ask && q != nil {
		if keys = env.T(keysText); p.notYesNo() != nil {
			keys = env.T(enterText)
		}
	}
	out := []string{p.head(env, ask, env.T(askText.With(len(p.c.Ask))), keys, w)}
	if p.ask.Len() == 0 {
		return append(out, " "+env.Theme.Dim.Paint(env.T(noAskText)))
	}
	return append(out, p.ask.View(w, max(most-1, 1), func(i, w int, selected bool) string {
		q := &p.c.Ask[i]
		return env.Mark(env.Row(w-1, screen.Cell{S: env.T(q.Text)}), selected && p.focus == ask, p.asked[q.Fact])
	})...)
}

// known is the facts that have been told, in words.
func (p *Page) known(env screen.Env) string {
	f := &p.c.Case.Facts
	var out []string
	for i := range rules.FactSpecs {
		if s := &rules.FactSpecs[i]; f.Known(s.Name) && s.Name != "case_opened" { // a page is a case
			out = append(out, env.T(s.Label)+" "+env.T(s.Said(f)))
		}
	}
	return strings.Join(out, env.T(text.Text{ZH: "; ", EN: "; "}))
}
