package field

import (
	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

var full = text.T("已满%[1]d字，余下%[2]d字未收", "full at %[1]d characters, %[2]d left out")

// narrow is below which a label stands above its field, not beside it.
const narrow = 30

// View draws the form in at most height lines of at most width cells, scrolled so
// that the focused field is seen, and tells where the caret stands in them: -1, -1
// when there is no room for it.
func (f *Form) View(width, height int) (lines []string, caretRow, caretCol int) {
	if width <= 0 || height <= 0 || len(f.fields) == 0 {
		return nil, -1, -1
	}
	if f.look.Mode == style.Wide && width > 1 {
		width-- // v1 would erase the last cell of a full line: see tuitest.Fits
	}
	indent := f.indent(width)
	from, to := 0, 0 // lines of the focused field
	for i, x := range f.fields {
		if i == f.at {
			from = len(lines)
		}
		part, row, col := f.one(x, i == f.at, width, indent)
		if i == f.at {
			to = from + len(part)
			caretRow, caretCol = from+row, col
		}
		lines = append(lines, part...)
	}
	// The whole field if it fits, in any case the line of the caret.
	f.top = min(f.top, from)
	f.top = max(f.top, min(to-height, caretRow))
	f.top = max(0, min(f.top, len(lines)-height))
	end := min(len(lines), f.top+height)
	return lines[f.top:end], caretRow - f.top, min(caretCol, width-1)
}

// indent is where fields begin: behind the longest label, a mark and a blank.
func (f *Form) indent(width int) int {
	if width < narrow {
		return min(2, width-1)
	}
	n := 0
	for _, x := range f.fields {
		n = max(n, style.Width(f.look.Mode, f.label(x)))
	}
	return min(n, width/3) + 2
}

func (f *Form) label(x *Field) string {
	s := text.Display(x.Label.In(f.look.Lang))
	if x.Required {
		s += "*"
	}
	return s
}

// one draws a field with its label and its error.
func (f *Form) one(x *Field, focused bool, width, indent int) (lines []string, row, col int) {
	m, t := f.look.Mode, f.look.Theme
	b := x.draw(width-indent, focused)
	space := style.Spaces(indent)
	label := func(w int) string {
		if focused {
			return t.Focus.Paint(style.Pad(m, t.Focus.Mark()+f.label(x), w))
		}
		return style.Pad(m, " "+f.label(x), w)
	}
	if width < narrow {
		w := min(width, style.Width(m, f.label(x))+1)
		lines, row = []string{label(w)}, 1
	}
	for i, line := range b.lines {
		if i == 0 && width >= narrow {
			lines = append(lines, label(indent-1)+" "+line)
		} else {
			lines = append(lines, space+line)
		}
	}
	row, col = row+b.row, indent+b.col

	note, token := x.err.In(f.look.Lang), t.Danger
	if x.refused > 0 {
		note, token = full.With(x.Max, x.refused).In(f.look.Lang), t.Warn
	}
	if note == "" {
		return lines, row, col
	}
	note = text.Display(note)
	if len(b.lines) == 1 && indent+b.end+3+style.Width(m, note) <= width {
		lines[len(lines)-1] += style.Spaces(2) + token.Flag(note)
		return lines, row, col
	}
	for _, line := range style.Wrap(m, note, width-indent-1) {
		lines = append(lines, style.Cut(m, space+token.Flag(line), width))
	}
	return lines, row, col
}
