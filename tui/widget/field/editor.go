package field

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// editor is the text of a field with its caret, in characters (code points).
type editor struct {
	r       []rune
	pos     int
	shape   text.Shape
	max     int // 0: no limit
	refused int // characters that found no room at the last key
	past    []state
	future  []state
	typing  bool // the last edit was typing, so the next letter joins its undo step
}

type state struct {
	r   []rune
	pos int
}

// steps is how many edits can be undone.
const steps = 100

func (e *editor) String() string { return string(e.r) }

// set replaces the text and forgets the undo steps.
func (e *editor) set(s string) {
	e.r = []rune(text.Clean(s, e.shape))
	e.pos = len(e.r)
	e.past, e.future, e.typing, e.refused = nil, nil, false, 0
}

// replace puts another text in place as one step that can be undone.
func (e *editor) replace(s string) {
	e.step(false)
	e.r = []rune(text.Clean(s, e.shape))
	e.pos = len(e.r)
}

// step keeps the present state for undo. Letters typed in a row are one step.
func (e *editor) step(typing bool) {
	if typing && e.typing {
		return
	}
	e.typing = typing
	if len(e.past) == steps {
		e.past = append(e.past[:0], e.past[1:]...)
	}
	e.past = append(e.past, state{append([]rune(nil), e.r...), e.pos})
	e.future = nil
}

func (e *editor) undo() {
	if n := len(e.past); n > 0 {
		e.future = append(e.future, state{e.r, e.pos})
		e.r, e.pos = e.past[n-1].r, e.past[n-1].pos
		e.past, e.typing = e.past[:n-1], false
	}
}

func (e *editor) redo() {
	if n := len(e.future); n > 0 {
		e.past = append(e.past, state{e.r, e.pos})
		e.r, e.pos = e.future[n-1].r, e.future[n-1].pos
		e.future, e.typing = e.future[:n-1], false
	}
}

// insert puts a text at the caret, as much as there is room for, and counts the
// rest in refused. The whole text is cleaned, not the piece: a mark typed alone
// belongs to the letter before it.
func (e *editor) insert(s string, typing bool) {
	n := len([]rune(s))
	if e.max > 0 {
		s, _ = text.Clipped(s, max(0, e.max-len(e.r)))
	}
	before, after := string(e.r[:e.pos]), string(e.r[e.pos:])
	whole := []rune(text.Clean(before+s+after, e.shape))
	if s == "" || e.max > 0 && len(whole) > e.max {
		e.refused += n
		return
	}
	e.refused += n - len([]rune(s))
	e.step(typing)
	e.r = whole
	e.pos = min(len(whole), len([]rune(text.Clean(before+s, e.shape))))
}

// mark reports whether the character at i is drawn on the one before it.
func (e *editor) mark(i int) bool {
	return i > 0 && i < len(e.r) && e.r[i] != '\n' && style.RuneWidth(style.Narrow, e.r[i]) == 0
}

// before and after are the places of the caret beside i: a letter and its marks
// are one.
func (e *editor) before(i int) int {
	for i--; e.mark(i); i-- {
	}
	return max(i, 0)
}

func (e *editor) after(i int) int {
	for i++; e.mark(i); i++ {
	}
	return min(i, len(e.r))
}

func (e *editor) lineStart() int {
	i := e.pos
	for i > 0 && e.r[i-1] != '\n' {
		i--
	}
	return i
}

func (e *editor) lineEnd() int {
	i := e.pos
	for i < len(e.r) && e.r[i] != '\n' {
		i++
	}
	return i
}

// wordStart is where the word left of the caret begins: blanks, then letters and
// figures, or Han up to a point, or points.
func (e *editor) wordStart() int {
	i := e.pos
	for i > 0 && e.r[i-1] == ' ' {
		i--
	}
	if i == 0 {
		return 0
	}
	for c := class(e.r[i-1]); i > 0 && class(e.r[i-1]) == c; {
		i--
	}
	return i
}

func class(r rune) int {
	switch {
	case r == ' ' || r == '\n':
		return 0
	case unicode.Is(unicode.Han, r) || r >= 0x20000:
		return 1
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return 2
	}
	return 3
}

// cut removes the text from to the caret, or from the caret to.
func (e *editor) cut(from, to int) {
	if from >= to {
		return
	}
	e.step(false)
	kept := append(append([]rune(nil), e.r[:from]...), e.r[to:]...)
	e.r, e.pos = kept, from
}

// key edits, and reports whether the key is one of an editor. Undo is Ctrl+Y and
// Ctrl+_ (which Ctrl+/ sends too), redo Ctrl+R; Ctrl+Z is nobody's (DESIGN §6).
func (e *editor) key(msg tea.KeyMsg) bool {
	e.refused = 0
	if s, ok := typed(msg); ok {
		e.insert(s, !msg.Paste)
		return true
	}
	var moved int
	switch msg.Type {
	case tea.KeyLeft:
		moved = e.before(e.pos)
	case tea.KeyRight:
		moved = e.after(e.pos)
	case tea.KeyCtrlLeft:
		moved = e.wordStart()
	case tea.KeyHome:
		moved = e.lineStart()
	case tea.KeyEnd:
		moved = e.lineEnd()
	case tea.KeyBackspace, tea.KeyCtrlH:
		e.cut(e.before(e.pos), e.pos)
		return true
	case tea.KeyDelete:
		e.cut(e.pos, e.after(e.pos))
		return true
	case tea.KeyCtrlW:
		e.cut(e.wordStart(), e.pos)
		return true
	case tea.KeyCtrlU:
		e.cut(e.lineStart(), e.pos)
		return true
	case tea.KeyCtrlY, tea.KeyCtrlUnderscore:
		e.undo()
		return true
	case tea.KeyCtrlR:
		e.redo()
		return true
	default:
		return false
	}
	e.pos, e.typing = moved, false
	return true
}

// typed is the text that a key brings. Alt with an ASCII letter is no text; Alt
// with anything else is Esc and a character that an input method sent together.
func typed(msg tea.KeyMsg) (string, bool) {
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace || len(msg.Runes) == 0 {
		return "", false
	}
	if msg.Alt && msg.Runes[0] < 0x80 {
		return "", false
	}
	return string(msg.Runes), true
}
