package field

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// line draws a one-line editor in w cells: the part around the caret.
func (f *Field) line(w int) (s string, caret int) {
	if w <= 0 {
		return "", 0
	}
	r := f.ed.r
	if f.Kind == Secret {
		r = []rune(strings.Repeat("*", len(r)))
	}
	m := f.look.Mode
	// One cell stays free behind the text for the caret.
	off := min(f.off, f.ed.pos)
	rest := width(m, r[off:])
	for off > 0 && rest+style.RuneWidth(m, r[off-1]) < w {
		off--
		rest += style.RuneWidth(m, r[off])
	}
	caret = width(m, r[off:f.ed.pos])
	under := 1 // cells that the caret stands on
	if f.ed.pos < len(r) {
		under = max(min(style.RuneWidth(m, r[f.ed.pos]), w), 1)
	}
	for caret > w-under && off < f.ed.pos {
		caret -= style.RuneWidth(m, r[off])
		off++
	}
	for off < f.ed.pos && style.RuneWidth(m, r[off]) == 0 {
		off++ // a mark whose letter is out of sight
	}
	f.off = off
	end, used := off, 0
	for end < len(r) && used+style.RuneWidth(m, r[end]) <= w {
		used += style.RuneWidth(m, r[end])
		end++
	}
	return style.Draw(string(r[off:end])) + style.Spaces(w-used), caret
}

func width(m style.Mode, r []rune) int {
	n := 0
	for _, c := range r {
		n += style.RuneWidth(m, c)
	}
	return n
}

// input is line as a place to type: underlined, the hint in it while it is empty.
func (f *Field) input(w int) (s string, caret int) {
	t := f.look.Theme
	if hint := f.Hint.In(f.look.Lang); len(f.ed.r) == 0 && hint != "" {
		return t.Input.Paint(t.Dim.Paint(style.Pad(f.look.Mode, text.Display(hint), w))), 0
	}
	s, caret = f.line(w)
	if f.selected() {
		said := strings.TrimRight(s, " ")
		s = t.Bar.Paint(said) + s[len(said):]
	}
	return t.Input.Paint(s), caret
}

// room is how many of avail cells a one-line field takes.
func (f *Field) room(avail int) int {
	w := avail
	switch f.Kind {
	case Number, Secret:
		w = 14
	case DateTime, ID:
		w = 20
	case Phone:
		w = 24
	case Text:
		w = 2*f.Max + 1
	case Choice:
		w = 24
		for _, o := range f.Options {
			w = max(w, style.Width(f.look.Mode, o.Label.In(f.look.Lang))+1)
		}
		if f.Free {
			w = max(w, 2*f.Max+1)
		}
	}
	return max(1, min(w, avail))
}

// block is a field drawn: its lines, the caret in them, and whether the first
// line is alone and ends at cell end, so that an error has room beside it.
type block struct {
	lines    []string
	row, col int
	end      int
}

// draw draws the field in at most w cells.
func (f *Field) draw(w int, focused bool) block {
	w = max(w, 1)
	switch f.Kind {
	case Note:
		return f.drawNote(w)
	case Multi, Tri:
		return f.drawMarks(w)
	case Choice:
		return f.drawChoice(w, focused)
	}
	n := f.room(w)
	s, caret := f.input(n)
	if unit := text.Display(f.Unit.In(f.look.Lang)); unit != "" && n+1+style.Width(f.look.Mode, unit) <= w {
		s, n = s+" "+f.look.Theme.Dim.Paint(unit), n+1+style.Width(f.look.Mode, unit)
	}
	return block{lines: []string{s}, col: caret, end: n}
}
