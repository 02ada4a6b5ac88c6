// Package screen is what every page and dialog shares: the environment they draw in, the
// layout of the window, what they are to the application, and what they may ask of it. It
// decides widths and breakpoints; what is shown is each page's own.
package screen

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Env is how this session draws: the person's language, the terminal's width mode and
// colours, and the minute that the screen shows.
type Env struct {
	Lang  text.Lang
	Mode  style.Mode
	Theme style.Theme
	Now   time.Time
	Few   bool // few words: only what must be read to act
}

// T is t in the person's language, safe for one line of a terminal. What people wrote may
// stand in it.
func (e Env) T(t text.Text) string { return text.Display(t.In(e.Lang)) }

// Width, Cut and Pad measure and cut in cells of this terminal.
func (e Env) Width(s string) int             { return style.Width(e.Mode, s) }
func (e Env) Cut(s string, w int) string     { return style.Cut(e.Mode, s, w) }
func (e Env) Pad(s string, w int) string     { return style.Pad(e.Mode, s, w) }
func (e Env) Wrap(s string, w int) []string  { return style.Wrap(e.Mode, s, w) }
func (e Env) Lines(s string, w int) []string { return e.Wrap(noteText(s), w) }

// noteText is a note of a person, its line breaks kept.
func noteText(s string) string {
	parts := strings.Split(text.Clean(s, text.Note), "\n")
	for i, p := range parts {
		parts[i] = text.Display(p)
	}
	return strings.Join(parts, "\n")
}

// Heading is the reversed title of a pane; right stands at its right end where it fits.
func (e Env) Heading(title, right string, w int) string {
	if w <= 0 {
		return ""
	}
	title = " " + title
	if n := e.Width(right) + 1; right != "" && e.Width(title)+n+1 <= w {
		return e.Theme.Bar.Paint(e.Pad(title, w-n) + right + " ")
	}
	return e.Theme.Bar.Paint(e.Pad(title, w))
}

// Cell is one column of a row. W is its width; 0 takes what the others leave.
type Cell struct {
	S     string
	W     int
	Right bool
	Token style.Token
}

// Row is cells side by side in exactly w cells, one blank between them. A cell that no
// longer fits is left out, the last one that does is cut.
func (e Env) Row(w int, cells ...Cell) string {
	left := w
	for _, c := range cells {
		left -= c.W + 1
	}
	left = max(left+1, 0)
	var b strings.Builder
	used := 0
	for i, c := range cells {
		n := c.W
		if n == 0 {
			n = left
		}
		if i > 0 && used < w {
			b.WriteByte(' ')
			used++
		}
		n = min(n, w-used)
		if n <= 0 {
			continue
		}
		s := style.Pad(e.Mode, c.S, n)
		if c.Right {
			s = style.PadLeft(e.Mode, c.S, n)
		}
		b.WriteString(c.Token.Paint(s))
		used += n
	}
	if used < w {
		b.WriteString(style.Spaces(w - used))
	}
	return b.String()
}

// Join puts panes side by side, gap cells apart, each padded to its width. Rows that a
// pane does not have are blank.
func (e Env) Join(gap int, panes ...Pane) []string {
	h := 0
	for _, p := range panes {
		h = max(h, len(p.Lines))
	}
	out := make([]string, h)
	for y := range out {
		var b strings.Builder
		for i, p := range panes {
			if i > 0 {
				b.WriteString(style.Spaces(gap))
			}
			if y < len(p.Lines) {
				b.WriteString(e.Pad(p.Lines[y], p.W))
			} else {
				b.WriteString(style.Spaces(p.W))
			}
		}
		out[y] = b.String()
	}
	return out
}

// Pane is lines in a width.
type Pane struct {
	Lines []string
	W     int
}

// Fit is exactly h lines: what is too much is cut, what is missing is blank.
func Fit(lines []string, h int) []string {
	if len(lines) >= h {
		return lines[:max(h, 0)]
	}
	return append(lines, make([]string, h-len(lines))...)
}

// Mark draws a row of a list: the selected one reversed, a greyed one dim. The first cell
// of the row is the sign > or a blank, so that the choice shows without colours too.
func (e Env) Mark(row string, selected, grey bool) string {
	switch {
	case selected:
		return e.Theme.Focus.Paint(e.Theme.Focus.Mark() + ansi.Strip(row))
	case grey:
		return e.Theme.Dim.Paint(" " + row)
	}
	return " " + row
}

// Notices are warnings in lines of at most w cells, each warning with its mark.
func (e Env) Notices(all []text.Text, w int) []string {
	var out []string
	for _, t := range all {
		head := e.Theme.Warn.Mark() + " "
		for _, l := range e.Wrap(e.T(t), max(w-2, 1)) {
			out = append(out, e.Theme.Warn.Paint(head+l))
			head = "  "
		}
	}
	return out
}

// Alarm is a refusal or a fault in lines of at most w cells, each with its mark: red is
// never alone.
func (e Env) Alarm(s string, w int) []string {
	lines := e.Wrap(s, max(w-2, 1))
	for i, l := range lines {
		lines[i] = e.Theme.Danger.Paint(e.Theme.Danger.Mark() + " " + l)
	}
	return lines
}
