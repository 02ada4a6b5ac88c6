package field

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/style"
)

// keyNote is edit, with Enter as a line end and Up and Down inside the text. At
// its first and last row Up and Down belong to the form.
func (f *Field) keyNote(msg tea.KeyMsg) bool {
	goal := f.goal
	f.goal = -1
	switch msg.Type {
	case tea.KeyEnter:
		msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'\n'}, Paste: true}
	case tea.KeyUp, tea.KeyDown:
		rows := f.rows(f.wide)
		row, col := f.place(rows)
		if goal < 0 {
			goal = col
		}
		if msg.Type == tea.KeyUp {
			row--
		} else {
			row++
		}
		if row < 0 || row >= len(rows) {
			return false
		}
		f.goal = goal
		f.ed.pos, f.ed.typing = f.column(rows, row, goal), false
		return true
	case tea.KeyHome, tea.KeyEnd:
		rows := f.rows(f.wide)
		row, _ := f.place(rows)
		f.ed.pos, f.ed.typing = rows[row], false
		if msg.Type == tea.KeyEnd {
			f.ed.pos = f.column(rows, row, 1<<30)
		}
		return true
	}
	return f.edit(msg)
}

// rows is where each row of the text begins when it has w cells, the last of
// which is the caret's. There is always one.
func (f *Field) rows(w int) []int {
	m, r := f.look.Mode, f.ed.r
	w = max(w-1, 1)
	starts := []int{0}
	used := 0
	for i := 0; i < len(r); i++ {
		if r[i] == '\n' {
			starts, used = append(starts, i+1), 0
			continue
		}
		c := style.RuneWidth(m, r[i])
		for used+c > w && i > starts[len(starts)-1] {
			start, b := starts[len(starts)-1], i
			for b > start && !breaks(r[b-1], r[b]) {
				b--
			}
			if b == start {
				b = i
			}
			starts = append(starts, b)
			used = width(m, r[b:i])
		}
		used += c
	}
	return starts
}

func breaks(before, after rune) bool {
	if before == ' ' || after == ' ' {
		return after != ' '
	}
	return style.Breaks(before, after)
}

// place is the row and column of the caret.
func (f *Field) place(rows []int) (row, col int) {
	row = len(rows) - 1
	for row > 0 && rows[row] > f.ed.pos {
		row--
	}
	return row, width(f.look.Mode, f.ed.r[rows[row]:f.ed.pos])
}

// end is where the text of a row ends, its line end not counted.
func (f *Field) end(rows []int, row int) int {
	if row+1 == len(rows) {
		return len(f.ed.r)
	}
	n := rows[row+1]
	if n > rows[row] && f.ed.r[n-1] == '\n' {
		n--
	}
	return n
}

// column is the place in a row nearest to a column. The end of a row that goes on
// in the next one is the next one's start, so the last place is before it.
func (f *Field) column(rows []int, row, col int) int {
	end := f.end(rows, row)
	if row+1 < len(rows) && end == rows[row+1] {
		end = f.ed.before(end)
	}
	i, used := rows[row], 0
	for i < end {
		next := f.ed.after(i)
		c := width(f.look.Mode, f.ed.r[i:next])
		if used+c > col {
			break
		}
		i, used = next, used+c
	}
	return i
}

// height is how many rows the Spec asks for.
func (f *Field) height() int {
	if f.Rows <= 0 {
		return 4
	}
	return f.Rows
}

// drawNote draws the rows around the caret.
func (f *Field) drawNote(w int) block {
	f.wide = w
	rows := f.rows(w)
	row, col := f.place(rows)
	h := max(f.height(), f.least)
	f.off = max(0, min(f.off, row, len(rows)-h))
	f.off = max(f.off, row-h+1)
	t := f.look.Theme
	b := block{row: row - f.off, col: min(col, w-1), end: w}
	for i := f.off; i < f.off+h; i++ {
		s := ""
		if i < len(rows) {
			s = string(f.ed.r[rows[i]:f.end(rows, i)])
		}
		if hint := f.Hint.In(f.look.Lang); i == 0 && len(f.ed.r) == 0 && hint != "" {
			s = t.Dim.Paint(style.Cut(f.look.Mode, hint, w))
		}
		b.lines = append(b.lines, t.Input.Paint(style.Pad(f.look.Mode, s, w)))
	}
	return b
}
