package board

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// sideWidth is the room that the state of the desk needs, at most w: what is due has the
// rest.
func (p *Page) sideWidth(env screen.Env, w, h int) int {
	need := max(env.Width(env.T(deskText))+1, aboutWidth)
	for _, line := range p.side(env, w, h)[1:] {
		need = max(need, env.Width(line))
	}
	return min(need+1, w)
}

// aboutWidth is what the selected line needs to be read beside the list.
const aboutWidth = 28

// side is the state of the desk in at most most lines: weather, stock, handover. What is
// short gives way to a count.
func (p *Page) side(env screen.Env, w, most int) []string {
	head := append([]string{env.Heading(env.T(deskText), "", w)}, p.weatherLines(env, w)...)
	short, foot := p.shortLines(env, w), p.handoverLines(env, w)
	if n := len(head) + len(foot); n+len(short) > most && len(short) > 1 {
		many := env.Cut(" "+env.Theme.Warn.Flag("")+env.T(manyText.With(len(p.board.Short))), w)
		short = append(short[:max(min(most-n-1, len(short)), 0)], many)
	}
	return append(append(head, short...), foot...)
}

func (p *Page) weatherLines(env screen.Env, w int) (out []string) {
	for _, x := range p.board.Warnings {
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

func (p *Page) shortLines(env screen.Env, w int) (out []string) {
	mark := env.Theme.Warn.Flag("")
	for _, s := range p.board.Short {
		if s.Min > 0 && s.OnHand < s.Min {
			out = append(out, sideLine(env, style.Token{}, mark+env.T(shortText.With(s.Item, s.OnHand, s.Unit, s.Min)), w))
		}
		if s.Expires != "" {
			out = append(out, sideLine(env, style.Token{}, mark+env.T(expiresText.With(s.Item, string(s.Expires))), w))
		}
	}
	if len(p.board.Short) == 0 {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noShortText), w))
	}
	return out
}

func (p *Page) handoverLines(env screen.Env, w int) (out []string) {
	b := p.board
	if h := b.Handover; h != nil {
		out = append(out, sideLine(env, env.Theme.Title, env.T(handoverText.With(h.ID, words.Of(words.Handovers, h.State))), w))
	} else if b.Duty.Shift != nil {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(noHandoverText), w))
	}
	if b.ClockOff != 0 {
		out = append(out, sideLine(env, env.Theme.Dim, env.T(clockText.With(env.Minutes(b.ClockOff.Abs()))), w))
	}
	return out
}

func sideLine(env screen.Env, token style.Token, s string, w int) string {
	return token.Paint(env.Cut(" "+s, w))
}
