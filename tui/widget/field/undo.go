package field

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
)

// settle keeps a step for undo when what is picked or ticked has changed. What is typed
// in an open list is the editor's to undo.
func (f *Field) settle() {
	if f.Kind < Choice || f.choice.open {
		return
	}
	if v := f.Value(); v != f.settled {
		f.past = append(f.past[max(0, len(f.past)-steps+1):len(f.past):len(f.past)], f.settled)
		f.settled, f.future = v, nil
	}
}

// undoes takes back what was picked or ticked last, or does it again, with the keys of the
// editor, and reports whether it did. Letters typed in a list come first.
func (f *Field) undoes(msg tea.KeyMsg) bool {
	if f.Kind < Choice {
		return false
	}
	from, to, letters := &f.past, &f.future, f.ed.past
	switch msg.Type {
	case tea.KeyCtrlY, tea.KeyCtrlUnderscore:
	case tea.KeyCtrlR:
		from, to, letters = to, from, f.ed.future
	default:
		return false
	}
	if len(letters) > 0 {
		return false
	}
	v, n := f.settled, len(*from)
	if f.Value() == v { // else only what was begun since is given up
		if n == 0 {
			return f.Kind != Choice
		}
		v = (*from)[n-1]
		*from, *to = (*from)[:n-1], append(*to, f.settled)
	}
	f.put(v)
	f.settled, f.offered, f.err = v, false, text.Text{}
	return true
}
