package field

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Button stands below the fields, for a telephone that has no F9 and whose Enter a Note
// keeps for itself. Outcome is what Key gives for it.
type Button struct {
	Label   text.Text
	Outcome Outcome
}

// SetButtons gives the form these buttons, in one row that the focus reaches behind the
// last field; none takes them away.
func (f *Form) SetButtons(buttons ...Button) {
	if slices.Equal(f.buttons, buttons) {
		return
	}
	f.buttons = buttons
	if f.button >= len(buttons) && len(f.fields) > 0 {
		f.button = -1
		f.fields[f.at].enter()
	}
}

func (f *Form) onButton() bool { return len(f.buttons) > 0 && f.button >= 0 }

// keyButton: Enter and Space press, Left and Right go to the neighbour. What is typed has
// no place here, and is no command either.
func (f *Form) keyButton(msg tea.KeyMsg) Outcome {
	s, isText := typed(msg)
	switch {
	case msg.Type == tea.KeyEnter, s == " ", s == "　":
		return f.buttons[f.button].Outcome
	case msg.Type == tea.KeyLeft:
		f.button = max(f.button-1, 0)
	case msg.Type == tea.KeyRight:
		f.button = min(f.button+1, len(f.buttons)-1)
	case !isText:
		return Ignored
	}
	return Used
}

// drawButtons is the row of buttons in at most w cells, and the column of the caret on the
// one that has the focus.
func (f *Form) drawButtons(w int) (line string, col int) {
	m, t := f.look.Mode, f.look.Theme
	used := 0
	for i, b := range f.buttons {
		s := "[ " + text.Display(b.Label.In(f.look.Lang)) + " ]"
		if i == f.button {
			col = min(used+len(" [ "), w-1)
			s = t.Focus.Paint(t.Focus.Mark() + s)
		} else {
			s = " " + s
		}
		line += s + " "
		used += style.Width(m, s) + 1
	}
	return style.Cut(m, line, w), col
}
