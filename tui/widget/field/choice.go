package field

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

var (
	noSuch  = text.T("没有这一项", "no such choice")
	noMatch = text.T("没有相符的", "nothing matches")
)

// choice is the state of a Choice: what is picked, and the list while it is open.
type choice struct {
	picked int // option, -1 for none
	open   bool
	at     int  // highlighted among the matches, -1 for none
	moved  bool // by an arrow, so leaving the field picks it
	top    int
	was    int    // picked before the list opened
	text   string // and the text
}

// shown is how many options are seen at once.
const shown = 6

func (f *Field) setChoice(v string) {
	f.choice = choice{picked: f.option(v)}
	f.ed.set("")
	if f.choice.picked < 0 {
		f.ed.set(v)
	}
}

// option is the option that has this value or is called this, -1 for none.
func (f *Field) option(s string) int {
	if s == "" {
		return -1
	}
	for i, o := range f.Options {
		if o.Value == s {
			return i
		}
	}
	folded := text.Fold(s)
	for i, o := range f.Options {
		if text.Fold(o.Label.ZH) == folded || text.Fold(o.Label.EN) == folded {
			return i
		}
	}
	return -1
}

// matches are the options that the typed text finds.
func (f *Field) matches() []int {
	q := f.ed.String()
	out := make([]int, 0, len(f.Options))
	for i, o := range f.Options {
		if q == "" || text.Match(q, o.Label.ZH) || text.Match(q, o.Label.EN) {
			out = append(out, i)
		}
	}
	return out
}

func (f *Field) openChoice() {
	c := &f.choice
	c.was, c.text = c.picked, f.ed.String()
	c.open, c.top = true, 0
	c.at = max(c.picked, 0)
	if f.Free {
		c.at = c.picked // nothing is highlighted until an arrow goes there
	}
}

func (f *Field) pick(option int) {
	f.choice = choice{picked: option}
	f.ed.set("")
}

// keyChoice: Space opens the list, text and pinyin narrow it, Up and Down and
// Enter pick. A digit picks by number while nothing is typed, unless free text is
// allowed, where it is text.
func (f *Field) keyChoice(msg tea.KeyMsg) bool {
	c := &f.choice
	if !c.open {
		return f.keyClosed(msg)
	}
	found := f.matches()
	switch msg.Type {
	case tea.KeyUp:
		c.at, c.moved = max(c.at-1, 0), true
		return true
	case tea.KeyDown:
		c.at, c.moved = min(c.at+1, len(found)-1), true
		return true
	case tea.KeyEsc:
		f.ed.set(c.text)
		f.choice = choice{picked: c.was}
		return true
	case tea.KeyEnter:
		switch i := f.option(f.folded()); {
		case c.at >= 0 && c.at < len(found):
			f.pick(found[c.at])
		case i >= 0:
			f.pick(i)
		case f.Free || len(f.ed.r) == 0:
			c.open = false
		default:
			f.err = noSuch
		}
		return true
	}
	if f.digit(msg, found) {
		return true
	}
	if !f.edit(msg) {
		return false
	}
	c.picked, c.top, c.moved = -1, 0, false
	c.at = 0
	if f.Free {
		c.at = -1
	}
	return true
}

func (f *Field) keyClosed(msg tea.KeyMsg) bool {
	c := &f.choice
	s, isText := typed(msg)
	erase := false
	switch msg.Type {
	case tea.KeyBackspace, tea.KeyCtrlH, tea.KeyDelete, tea.KeyCtrlU, tea.KeyCtrlW:
		erase = true
	}
	switch {
	case msg.Type == tea.KeyEnter && (c.picked >= 0 || len(f.ed.r) > 0 || f.Free),
		len(f.Options) == 0 && msg.Type == tea.KeyEnter:
		return false
	case msg.Type == tea.KeyEnter, s == " " && !(f.Free && len(f.ed.r) > 0):
		f.openChoice()
		return true
	case isText || erase:
		f.openChoice()
		if c.picked >= 0 { // the text begins anew
			c.picked = -1
			if erase {
				return true
			}
		}
		return f.keyChoice(msg)
	}
	if c.picked >= 0 {
		return msg.Type == tea.KeyLeft || msg.Type == tea.KeyRight || msg.Type == tea.KeyHome || msg.Type == tea.KeyEnd
	}
	return f.edit(msg)
}

// digit picks by the number that the list shows.
func (f *Field) digit(msg tea.KeyMsg, found []int) bool {
	s, ok := typed(msg)
	if !ok || f.Free || len(f.ed.r) > 0 {
		return false
	}
	n := number(s)
	if n < 0 || f.choice.top+n >= len(found) {
		return false
	}
	f.pick(found[f.choice.top+n])
	return true
}

// number is the place that a digit 1 to 9 names, from 0; -1 for anything else.
func number(s string) int {
	if s = text.Digits(s); len(s) == 1 && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '1')
	}
	return -1
}

// leaveChoice closes the list. What is highlighted is picked when something was
// typed to find it; text that finds nothing stays as it is.
func (f *Field) leaveChoice() {
	c := &f.choice
	found := f.matches()
	switch i := f.option(f.folded()); {
	case !c.open && c.picked >= 0:
	case c.open && c.moved && c.at >= 0 && c.at < len(found):
		f.pick(found[c.at])
	case len(f.ed.r) == 0:
		c.open = false
	case i >= 0:
		f.pick(i)
	case !f.Free && c.at >= 0 && c.at < len(found):
		f.pick(found[c.at])
	default:
		if c.open = false; !f.Free {
			f.err = noSuch
		}
	}
}

func (f *Field) drawChoice(w int, focused bool) block {
	n := f.room(w)
	m, t, c := f.look.Mode, f.look.Theme, &f.choice
	if c.picked >= 0 && !c.open {
		label := text.Display(f.Options[c.picked].Label.In(f.look.Lang))
		return block{lines: []string{t.Input.Paint(style.Pad(m, label, n))}, col: min(style.Width(m, label), n-1), end: n}
	}
	s, caret := f.input(n)
	b := block{lines: []string{s}, col: caret, end: n}
	if !c.open || !focused {
		return b
	}
	b.end = w
	found := f.matches()
	if len(found) == 0 {
		b.lines = append(b.lines, t.Dim.Paint(style.Cut(m, "  "+noMatch.In(f.look.Lang), w)))
		return b
	}
	at := min(c.at, len(found)-1)
	c.top = max(0, min(c.top, max(at, 0), len(found)-shown))
	c.top = max(c.top, at-shown+1)
	for i := c.top; i < min(c.top+shown, len(found)); i++ {
		label := text.Display(f.Options[found[i]].Label.In(f.look.Lang))
		if !f.Free {
			label = fmt.Sprintf("%d %s", i-c.top+1, label)
		}
		if i == at {
			b.lines = append(b.lines, t.Focus.Paint(style.Pad(m, t.Focus.Mark()+" "+label, n)))
		} else {
			b.lines = append(b.lines, style.Cut(m, "  "+label, w))
		}
	}
	return b
}
