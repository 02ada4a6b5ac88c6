package sheet

import (
	"fmt"
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// width of the plain text in cells: a terminal's 80 with a margin, and what a printer that
// knows no HTML takes.
const width = 78

// Text is the sheet as plain text for a terminal, once: what is left blank for a hand is a
// line of underscores.
func (s Sheet) Text(lang text.Lang) string {
	w := &writer{lang: lang}
	w.middle(s.Unit)
	w.middle(s.Title.In(lang))
	head := draftText.In(lang)
	if s.Number != "" {
		head = numberText.In(lang) + " " + s.Number
	}
	if s.Of != "" {
		head += "  " + ofText.In(lang) + " " + s.Of
	}
	w.line(head)
	for _, c := range s.Copies {
		if !c.IsZero() {
			w.line(c.In(lang))
		}
	}
	for _, p := range s.Parts {
		w.line(strings.Repeat("-", width))
		if !p.Title.IsZero() {
			w.line("[" + p.Title.In(lang) + "]")
		}
		for _, row := range rowsOf(p.Cells) {
			w.cells(row)
		}
		if p.Table != nil {
			w.table(p.Table)
		}
		w.signs(p.Signs)
	}
	w.line(strings.Repeat("-", width))
	for _, n := range s.Notes {
		w.wrapped("", n.In(lang))
	}
	w.line(drawnText.In(lang) + " " + moment(s.At).In(lang) + " " + s.By)
	return w.String()
}

type writer struct {
	strings.Builder
	lang text.Lang
}

func (w *writer) line(s string) {
	w.WriteString(strings.TrimRight(text.Display(s), " "))
	w.WriteByte('\n')
}

func (w *writer) middle(s string) {
	s = text.Display(s)
	w.line(strings.Repeat(" ", max(0, (width-style.Width(style.Narrow, s))/2)) + s)
}

// safe is one line of what somebody wrote.
func safe(s string) string { return text.Display(strings.ReplaceAll(s, "\n", " ")) }

// wrapped writes a value under a label that hangs at its left.
func (w *writer) wrapped(label, value string) {
	at := style.Width(style.Narrow, label)
	for i, l := range style.Wrap(style.Narrow, safe(value), max(width-at, 20)) {
		if i > 0 {
			label = strings.Repeat(" ", at)
		}
		w.line(label + l)
	}
}

const hand = "________________"

func (w *writer) cells(row []Cell) {
	said := func(c Cell) string {
		if v := c.Value.In(w.lang); v != "" {
			return safe(v)
		}
		return hand
	}
	if len(row) == 2 {
		const half = width/2 - 1
		a := row[0].Label.In(w.lang) + ": " + said(row[0])
		b := row[1].Label.In(w.lang) + ": " + said(row[1])
		if style.Width(style.Narrow, a) <= half && style.Width(style.Narrow, b) <= half {
			w.line(style.Pad(style.Narrow, a, half) + "  " + b)
			return
		}
	}
	for _, c := range row {
		value := said(c)
		if value == hand && c.Wide {
			value = strings.Repeat("_", 40)
		}
		w.wrapped(c.Label.In(w.lang)+": ", value)
	}
}

// table writes columns by their share of the width; a cell that is too long goes on below.
func (w *writer) table(t *Table) {
	widths := make([]int, len(t.Head))
	head := make([]string, len(t.Head))
	for i, c := range t.Head {
		widths[i] = max((width-len(t.Head)+1)*c.W/100, 4)
		head[i] = c.Title.In(w.lang)
	}
	w.row(widths, head)
	for _, r := range t.Rows {
		cells := make([]string, len(widths))
		for i := range r {
			cells[i] = r[i].In(w.lang)
		}
		w.row(widths, cells)
	}
	for range t.Blank {
		blank := make([]string, len(widths))
		for i, n := range widths {
			blank[i] = strings.Repeat("_", n)
		}
		w.row(widths, blank)
	}
}

func (w *writer) row(widths []int, cells []string) {
	wrapped, high := make([][]string, len(cells)), 1
	for i, c := range cells {
		wrapped[i] = style.Wrap(style.Narrow, safe(c), widths[i])
		high = max(high, len(wrapped[i]))
	}
	for y := range high {
		parts := make([]string, len(cells))
		for i := range cells {
			s := ""
			if y < len(wrapped[i]) {
				s = wrapped[i][y]
			}
			parts[i] = style.Pad(style.Narrow, s, widths[i])
		}
		w.line(strings.Join(parts, " "))
	}
}

func (w *writer) signs(signs []Sign) {
	for _, s := range signs {
		who := s.Who.In(w.lang)
		if s.Name != "" {
			who += " (" + safe(s.Name) + ")"
		}
		var more []string
		for _, l := range s.Lines {
			more = append(more, l.In(w.lang))
		}
		w.wrapped(fmt.Sprintf("%s: ", who), strings.Join(append([]string{hand}, more...), "  "))
	}
}
