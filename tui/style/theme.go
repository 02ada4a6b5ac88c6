package style

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Token is one meaning of the screen: how it is coloured, and the mark that says
// the same without colour.
type Token struct{ on, mark string }

// Paint colours s. Colours inside s end where they end, and the token goes on.
func (t Token) Paint(s string) string {
	if t.on == "" || s == "" {
		return s
	}
	if strings.Contains(s, "\x1b") {
		s = strings.ReplaceAll(s, reset, reset+t.on)
	}
	return t.on + s + reset
}

// Flag is s with the token's mark before it, coloured.
func (t Token) Flag(s string) string { return t.Paint(t.mark + s) }

// Mark is the ASCII sign of the token, "" when it has none.
func (t Token) Mark() string { return t.mark }

// Theme holds the tokens of a session. Every colour is one of the terminal's own
// sixteen, so it fits light and dark screens; grey (8) is not used, because on
// some palettes it is the background. Without colours (NO_COLOR) bold, underline
// and reverse stay: the session still shows where the focus is.
type Theme struct {
	Title  Token // a heading inside a pane
	Bar    Token // the reversed title of a pane, the head and foot of the screen
	Focus  Token // the row or choice that Enter acts on
	Input  Token // what can be typed over
	Dim    Token // hints, what is done, what is stale
	Key    Token // the name of a key
	OK     Token // done in time
	Warn   Token // due soon
	Danger Token // overdue, refused, failed: flag it, red is never alone
}

// NewTheme makes the tokens for a renderer: the session's own, never the global
// one. A nil renderer gives the theme without colours.
func NewTheme(r *lipgloss.Renderer) Theme {
	colours := r != nil && r.ColorProfile() != termenv.Ascii
	if !colours {
		r = lipgloss.NewRenderer(io.Discard)
		r.SetColorProfile(termenv.ANSI)
	}
	token := func(colour, mark string, s lipgloss.Style) Token {
		if colours && colour != "" {
			s = s.Foreground(lipgloss.Color(colour))
		}
		on, _, _ := strings.Cut(s.Render("x"), "x")
		return Token{on: on, mark: mark}
	}
	s := r.NewStyle()
	return Theme{
		Title:  token("", "", s.Bold(true)),
		Bar:    token("", "", s.Reverse(true)),
		Focus:  token("", ">", s.Bold(true).Reverse(true)),
		Input:  token("", "", s.Underline(true)),
		Dim:    token("", "", s.Faint(true)),
		Key:    token("6", "", s.Bold(true)),
		OK:     token("2", "", s),
		Warn:   token("3", "*", s.Bold(true)),
		Danger: token("1", "!", s.Bold(true)),
	}
}

// NewContrast makes the tokens of the theme for old eyes: nothing faint, what matters bold,
// what is alarming reversed.
func NewContrast(r *lipgloss.Renderer) Theme {
	t := NewTheme(r)
	bold, reverse := t.Title.on, t.Focus.on
	t.Dim = Token{}
	t.Bar.on = reverse
	t.Input.on = bold + t.Input.on
	t.OK.on = bold + t.OK.on
	t.Warn.on += t.Bar.on
	t.Danger.on += t.Bar.on
	return t
}

// Heading is a reversed title over w cells: what divides panes.
func (t Theme) Heading(m Mode, title string, w int) string {
	if w <= 0 {
		return ""
	}
	return t.Bar.Paint(Pad(m, " "+title, w))
}

// Rule is a line of w cells that every terminal draws alike.
func Rule(w int) string { return strings.Repeat("-", max(w, 0)) }

// Box is a dialog of w cells for Splice: a reversed title, the body with a blank
// on each side, a rule. Body lines are cut, not wrapped.
func (t Theme) Box(m Mode, title string, body []string, w int) []string {
	out := make([]string, 0, len(body)+2)
	out = append(out, t.Heading(m, title, w))
	for _, line := range body {
		out = append(out, Pad(m, " "+Pad(m, line, w-2)+" ", w))
	}
	return append(out, Rule(w))
}
