// Package list shows the rows of a long list that fit the window, and keeps the
// selection on the same record while the list changes under it.
//
// It decides which rows are seen and which is selected. The order of the rows,
// and what a row looks like, belong to the page; so do Enter and every other key
// that acts on the row.
package list

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// List is a window over records with ids. The zero List is empty and ready.
type List struct {
	ids    []string
	at     int // selected; 0 when empty
	top    int // first row in the window
	height int // of the window drawn last

	back string // to be selected as soon as it is there (Return)
}

// Row draws record i in width cells.
type Row func(i, width int, selected bool) string

// SetItems says which records there are now, in order. The slice is kept, not
// copied. The selected record stays selected; when it is gone, the next one after it that
// is still there is, without one the last before it, so that none is passed over. A window
// at the top stays there, so that what comes in above is seen, as far as the selection lets
// it; further down the selection stays on its row.
func (l *List) SetItems(ids []string) {
	row := l.at - l.top
	if i := heir(l.ids, ids, l.at); i >= 0 {
		l.at = i
	}
	l.ids = ids
	if l.top > 0 {
		l.top = l.at - row
	}
	l.clamp()
	if l.back != "" && len(ids) > 0 {
		l.Select(l.back)
		l.back = ""
	}
}

// Spot is the selected record, "" for the first one or none; Return selects it again, as soon
// as there are records.
func (l *List) Spot() string {
	if l.at == 0 || l.at >= len(l.ids) {
		return l.back
	}
	return l.ids[l.at]
}

// Return is for a list that has no records yet; a key before they come forgets it.
func (l *List) Return(spot string) { l.back = spot }

// heir is the place in now of what is selected after the record at a place in was: of
// itself, of the first after it that is still there, of the last before it; -1 where all
// near it are gone.
func heir(was, now []string, at int) int {
	if at >= len(was) {
		return -1
	}
	if i := find(now, was[at], at); i >= 0 {
		return i
	}
	for _, id := range was[at+1 : min(len(was), at+1+near)] {
		if i := nearby(now, id, at); i >= 0 {
			return i
		}
	}
	for _, id := range slices.Backward(was[max(0, at-near):at]) {
		if i := nearby(now, id, at); i >= 0 {
			return i
		}
	}
	return -1
}

// near is how far a record is looked for around its old place first: most changes move a
// row by little.
const near = 32

// find is the place of a record that was at one, -1 when it is gone.
func find(ids []string, id string, at int) int {
	if i := nearby(ids, id, at); i >= 0 {
		return i
	}
	return slices.Index(ids, id)
}

// nearby is find for a record that has moved by little.
func nearby(ids []string, id string, at int) int {
	lo, hi := max(0, min(at, len(ids))-near), min(len(ids), at+near)
	if lo < hi {
		if i := slices.Index(ids[lo:hi], id); i >= 0 {
			return lo + i
		}
	}
	return -1
}

// Len is the number of records.
func (l *List) Len() int { return len(l.ids) }

// Selected is the id of the selected record, and whether there is one.
func (l *List) Selected() (id string, ok bool) {
	if len(l.ids) == 0 {
		return "", false
	}
	return l.ids[l.at], true
}

// Index is the place of the selected record from 0, or -1.
func (l *List) Index() int {
	if len(l.ids) == 0 {
		return -1
	}
	return l.at
}

// At is the id of record i.
func (l *List) At(i int) string { return l.ids[i] }

// Select moves the selection to a record, and reports whether it is in the list.
func (l *List) Select(id string) bool {
	i := find(l.ids, id, l.at)
	if i >= 0 {
		l.at = i
		l.clamp()
	}
	return i >= 0
}

// Key moves the selection with Up, Down, PgUp, PgDn, Home and End. It reports
// whether the key was one of them, also when there was nowhere to go.
func (l *List) Key(msg tea.KeyMsg) bool {
	l.back = ""
	page := max(1, l.height-1) // one row of the page before stays in sight
	switch msg.Type {
	case tea.KeyUp:
		l.at--
	case tea.KeyDown:
		l.at++
	case tea.KeyPgUp:
		l.at -= page
		l.top -= page
	case tea.KeyPgDown:
		l.at += page
		l.top += page
	case tea.KeyHome:
		l.at = 0
	case tea.KeyEnd:
		l.at = len(l.ids) - 1
	default:
		return false
	}
	l.clamp()
	return true
}

// Move selects the record n rows further, as far as there are any.
func (l *List) Move(n int) {
	l.at += n
	l.clamp()
}

// clamp keeps the selection in the list, the window on the selection, and the
// window full while there are rows to fill it.
func (l *List) clamp() {
	l.at = max(0, min(l.at, len(l.ids)-1))
	if h := l.height; h > 0 {
		l.top = min(max(l.top, l.at-h+1), l.at, max(0, len(l.ids)-h))
	}
	l.top = max(0, min(l.top, l.at))
}

// Window is the range of records that height rows show, the selected one among
// them.
func (l *List) Window(height int) (from, to int) {
	l.height = max(0, height)
	l.clamp()
	if l.height == 0 {
		return l.top, l.top
	}
	return l.top, min(len(l.ids), l.top+l.height)
}

// Hidden is how many records the window drawn last leaves out at either end.
func (l *List) Hidden() (above, below int) {
	return l.top, max(0, len(l.ids)-l.top-l.height)
}

// View draws the rows in the window: at most height lines, fewer when the list is
// shorter. An empty list draws nothing; the page says in words why it is empty.
func (l *List) View(width, height int, row Row) []string {
	from, to := l.Window(height)
	lines := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		lines = append(lines, row(i, width, i == l.at))
	}
	return lines
}
