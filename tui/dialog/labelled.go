package dialog

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Labelled is rows of a label and its text, all texts beginning in one column, and titles
// between them.
type Labelled []labelled

type labelled struct {
	label, title text.Text
	s            string
}

// Add adds a row; one without text is left out.
func (l *Labelled) Add(label text.Text, s string) {
	if s = strings.TrimSpace(s); s != "" {
		*l = append(*l, labelled{label: label, s: s})
	}
}

// Title begins a new group of rows.
func (l *Labelled) Title(t text.Text) { *l = append(*l, labelled{title: t}) }

// Lines draws the rows in w cells.
func (l Labelled) Lines(env screen.Env, w int) []string {
	column := 0
	for _, r := range l {
		column = max(column, env.Width(env.T(r.label)))
	}
	var out []string
	for _, r := range l {
		if !r.title.IsZero() {
			out = append(out, "", env.Theme.Title.Paint(env.Cut(env.T(r.title), w)))
			continue
		}
		out = append(out, hang(env, env.T(r.label), r.s, column, w)...)
	}
	return out
}

// Hang is a label and its text, further lines under the text.
func Hang(env screen.Env, label, s string, w int) []string {
	return hang(env, label, s, env.Width(label), w)
}

// hang begins the text behind a column of that width, a minute (02:14) at least.
func hang(env screen.Env, label, s string, column, w int) []string {
	indent := max(column, 5) + 2
	lines := env.Lines(s, max(w-indent, 8))
	for i, line := range lines {
		head := style.Spaces(indent)
		if i == 0 {
			head = " " + env.Theme.Dim.Paint(env.Pad(label, indent-2)) + " "
		}
		lines[i] = head + line
	}
	return lines
}
