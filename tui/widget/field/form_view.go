package field

import (
	"fmt"
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

var full = text.T("已满%[1]d字，余下%[2]d字未收", "full at %[1]d characters, %[2]d left out")

var (
	aboveText = text.T("^ 上面%[1]d项", "^ %[1]d above")
	belowText = text.T("v 还有%[1]d项", "v %[1]d more")
	onText    = text.T("Tab 往下", "Tab: next")
	downText  = text.T("按↓往下", "Down: next")
	pickText  = text.T("Enter 选定", "Enter picks")
	guessText = text.T("猜的: %[1]s", "guess: %[1]s")
)

// guessMark stands before the label of a value that the program has guessed.
const guessMark = "?"

// narrow is below which a label stands above its field, not beside it.
const narrow = 30

// noteRows is how many rows a Note has at least where there is room.
const noteRows = 3

// View draws the form in at most height lines of at most width cells, scrolled so
// that the focused field is seen, and tells where the caret stands in them: -1, -1
// when there is no room for it. What is out of sight is counted in the last line, unless
// the field needs that one too.
func (f *Form) View(width, height int) (lines []string, caretRow, caretCol int) {
	if width <= 0 || height <= 0 || len(f.fields) == 0 {
		return nil, -1, -1
	}
	if f.look.Mode == style.Wide && width > 1 {
		width-- // v1 would erase the last cell of a full line: see tuitest.Fits
	}
	d := f.lay(width)
	if f.grow(height, height-len(d.lines)) {
		d = f.lay(width)
	}
	at := f.at
	if f.onButton() {
		at = len(f.fields)
	}
	from, to := d.starts[at], d.starts[at+1]
	marked := len(d.lines) > height && height > max(to-from, 3)
	if marked {
		height--
	}
	// The whole field if it fits, in any case the line of the caret.
	f.top = min(f.top, from)
	f.top = max(f.top, min(to-height, d.row))
	f.top = max(0, min(f.top, len(d.lines)-height))
	end := min(len(d.lines), f.top+height)
	lines = d.lines[f.top:end]
	if marked {
		lines = append(lines[:len(lines):len(lines)], f.hidden(d.starts, end, width))
	}
	return lines, d.row - f.top, min(d.col, width-1)
}

// grow gives Notes the rows that there is room for, the focused one also in a form
// that is scrolled, and reports whether any grew.
func (f *Form) grow(height, room int) (grew bool) {
	for i, x := range f.fields {
		more := noteRows - x.height()
		if x.Kind == Note && more > 0 && (more <= room || i == f.at && height > 2*noteRows) {
			x.least, grew = noteRows, true
			room -= more
		}
	}
	return grew
}

// lay draws every field.
func (f *Form) lay(width int) (d drawing) {
	indent := f.indent(width)
	for _, x := range f.fields {
		d.starts = append(d.starts, len(d.lines))
		focused := x == f.current()
		part, row, col := f.one(x, focused, width, indent)
		if focused {
			d.row, d.col = len(d.lines)+row, col
		}
		d.lines = append(d.lines, part...)
		x.least = 0
	}
	if len(f.buttons) > 0 {
		d.starts = append(d.starts, len(d.lines))
		line, col := f.drawButtons(width)
		if f.onButton() {
			d.row, d.col = len(d.lines), col
		}
		d.lines = append(d.lines, line)
	}
	d.starts = append(d.starts, len(d.lines))
	return d
}

// hidden says how many fields are not, or not wholly, seen; the buttons count as one.
func (f *Form) hidden(starts []int, end, width int) string {
	above, below := 0, 0
	for i := range starts[1:] {
		if starts[i] < f.top {
			above++
		} else if starts[i+1] > end {
			below++
		}
	}
	var long, short []string
	if above > 0 {
		long, short = append(long, aboveText.With(above).In(f.look.Lang)), append(short, fmt.Sprintf("^ %d", above))
	}
	if below > 0 {
		long, short = append(long, belowText.With(below).In(f.look.Lang)), append(short, fmt.Sprintf("v %d", below))
	}
	s := " " + strings.Join(long, "  ")
	if style.Width(f.look.Mode, s) > width {
		s = " " + strings.Join(short, "  ")
	}
	return f.look.Theme.Title.Paint(style.Cut(f.look.Mode, s, width))
}

// drawing is all lines of a form, where each field begins in them (and where the
// last one ends), and the caret.
type drawing struct {
	lines    []string
	starts   []int
	row, col int
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
		switch {
		case focused:
			return t.Focus.Paint(style.Pad(m, t.Focus.Mark()+f.label(x), w))
		case x.Guessed():
			return t.Warn.Paint(style.Pad(m, guessMark+f.label(x), w))
		}
		return style.Pad(m, " "+f.label(x), w)
	}
	if width < narrow {
		w := min(width, style.Width(m, f.label(x))+1)
		lines, row = []string{label(w)}, 1
	}
	aside := "" // under the label, where it fits there
	if x.Kind == Note && focused {
		aside = onText.In(f.look.Lang)
		if len(f.buttons) > 0 {
			aside = downText.In(f.look.Lang)
		}
		if len(b.lines) < 2 || width < narrow || style.Width(m, aside) > indent-2 {
			b.lines, aside = append(b.lines, t.Dim.Paint(style.Cut(m, aside, width-indent))), ""
		}
	}
	if x.choice.open && focused && len(f.buttons) > 0 {
		b.lines = append(b.lines, t.Dim.Paint(style.Cut(m, "  "+pickText.In(f.look.Lang), width-indent)))
	}
	for i, line := range b.lines {
		switch {
		case i == 0 && width >= narrow:
			lines = append(lines, label(indent-1)+" "+line)
		case i == 1 && aside != "":
			lines = append(lines, t.Dim.Paint(style.Pad(m, " "+aside, indent))+line)
		default:
			lines = append(lines, space+line)
		}
	}
	row, col = row+b.row, indent+b.col

	note, token := x.remark()
	if note.IsZero() {
		return lines, row, col
	}
	said := text.Display(note.In(f.look.Lang))
	if len(b.lines) == 1 && indent+b.end+3+style.Width(m, said) <= width {
		lines[len(lines)-1] += style.Spaces(2) + token.Flag(said)
		return lines, row, col
	}
	for _, line := range style.Wrap(m, said, max(width-indent-1, 1)) {
		lines = append(lines, style.Cut(m, space+token.Flag(line), width))
	}
	return lines, row, col
}

// remark is what stands beside the field, the gravest that there is to say.
func (f *Field) remark() (text.Text, style.Token) {
	t := f.look.Theme
	switch {
	case f.refused > 0:
		return full.With(f.Max, f.refused), t.Warn
	case !f.err.IsZero():
		return f.err, t.Danger
	case f.Guessed():
		return guessText.With(f.guess), t.Dim
	}
	return f.told, t.Dim
}
