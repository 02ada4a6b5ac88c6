package board

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// sideWidth is the room that the state of the desk needs, at most w: what is due has the
// rest.
func (p *Page) sideWidth(env screen.Env, l screen.Layout) int {
	need := env.Width(env.T(deskText)) + 1
	if !env.Few {
		need = max(need, aboutWidth)
	}
	for _, line := range p.side(env, l, l.Side, l.H)[1:] {
		need = max(need, env.Width(line))
	}
	return min(need+1, l.Side)
}

// aboutWidth is what the selected line needs to be read beside the list.
const aboutWidth = 28

// side is the state of the desk in at most most lines: weather, stock, handover. What is
// short gives way to a count.
func (p *Page) side(env screen.Env, l screen.Layout, w, most int) []string {
	head := append([]string{env.Heading(env.T(deskText), "", w)}, p.weatherLines(env, w)...)
	head = append(head, p.outLines(env, w, max(most/3, 1))...)
	short, foot := p.shortLines(env, w), p.handoverLines(env, l, w)
	if n := len(head) + len(foot); n+len(short) > most && len(short) > 1 {
		many := env.Cut(" "+env.Theme.Warn.Flag("")+env.T(manyText.With(len(p.board.Short))), w)
		short = append(short[:max(min(most-n-1, len(short)), 0)], many)
	}
	return append(append(head, short...), foot...)
}

func (p *Page) weatherLines(env screen.Env, w int) (out []string) {
	for _, x := range p.warnings(env) {
		token, mark := env.Theme.Warn, "*"
		if x.Level == rules.Orange || x.Level == rules.Red {
			token, mark = env.Theme.Danger, "!"
		}
		s := env.T(warningText.With(words.Of(command.WarningKinds, x.Kind), words.Of(command.WarningLevels, x.Level)))
		if x.Until != nil {
			s += " " + env.T(untilText.With(env.HHMM(*x.Until)))
		}
		out = append(out, sideLine(env, token, mark+s, w))
	}
	if len(out) == 0 {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noWarningText), w))
	}
	return out
}

// warnings are those in force, of few words the gravest.
func (p *Page) warnings(env screen.Env) []rules.Warning {
	all := p.board.Warnings
	if !env.Few || len(all) < 2 {
		return all
	}
	level := func(w rules.Warning) int {
		return slices.IndexFunc(command.WarningLevels, func(n rules.Named) bool { return n.Code == string(w.Level) })
	}
	return []rules.Warning{slices.MaxFunc(all, func(a, b rules.Warning) int { return level(a) - level(b) })}
}

// shortRows are what is short or expires, of few words the worst: what there is least of by
// its minimum.
func (p *Page) shortRows(env screen.Env) []view.ShortRow {
	all := p.board.Short
	if !env.Few || len(all) < 2 {
		return all
	}
	worst := slices.MinFunc(all, func(a, b view.ShortRow) int {
		if a.Min == 0 || b.Min == 0 {
			return cmp.Compare(b.Min, a.Min)
		}
		return cmp.Compare(a.OnHand*b.Min, b.OnHand*a.Min)
	})
	if worst.OnHand < worst.Min {
		worst.Expires = ""
	}
	return []view.ShortRow{worst}
}

func (p *Page) shortLines(env screen.Env, w int) (out []string) {
	mark := env.Theme.Warn.Flag("")
	for _, s := range p.shortRows(env) {
		if s.Min > 0 && s.OnHand < s.Min {
			out = append(out, sideLine(env, style.Token{}, mark+env.T(shortText.With(s.Item, s.OnHand, s.Unit, s.Min)), w))
		}
		if s.Expires != "" {
			said := expiresText
			if s.Expires < rules.DateOf(env.Now) {
				said = expiredText
			}
			out = append(out, sideLine(env, style.Token{}, mark+env.T(said.With(s.Item, string(s.Expires))), w))
		}
	}
	switch {
	case p.lists != nil && len(p.lists.Items) == 0:
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noItemsText), w))
	case len(p.board.Short) == 0:
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noShortText), w))
	}
	return out
}

// outLines is who is out and how long, in at most most lines; the rest is counted.
func (p *Page) outLines(env screen.Env, w, most int) (out []string) {
	all := p.board.Out
	for i := range all {
		if r := &all[i]; len(all) <= most || i < most-1 {
			who := cmp.Or(strings.TrimSpace(r.Who+" "+r.Vehicle), r.Place)
			long := env.Minutes(max(env.Now.Sub(r.Since), 0))
			said := outText.With(env.HHMM(r.Since), long, who)
			if r.Patrol != "" {
				said = patrolOutText.With(long, who)
			}
			out = append(out, sideLine(env, env.Theme.Title, env.T(said), w))
		}
	}
	if n := len(all) - len(out); n > 0 {
		out = append(out, sideLine(env, env.Theme.Title, env.T(moreOutText.With(n)), w))
	}
	return out
}

func (p *Page) handoverLines(env screen.Env, l screen.Layout, w int) (out []string) {
	b := p.board
	if h := b.Handover; h != nil {
		out = append(out, sideLine(env, env.Theme.Title, env.T(handoverText.With(h.ID, words.Of(words.Handovers, h.State))), w))
	} else if b.Returned {
		out = append(out, sideLine(env, env.Theme.Warn, env.T(backText.With(l.Key(goText, "f5", "3"))), w))
	} else if b.Duty.Shift != nil {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noHandoverText.With(l.Key(goText, "f5", "3"))), w))
	}
	if b.Unread > 0 {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(unreadText.With(b.Unread, l.Key(logText, "7"))), w))
	}
	if b.ClockOff != 0 {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(clockText.With(env.Minutes(b.ClockOff.Abs()))), w))
	}
	return out
}

func sideLine(env screen.Env, token style.Token, s string, w int) string {
	return token.Paint(env.Cut(" "+s, w))
}
