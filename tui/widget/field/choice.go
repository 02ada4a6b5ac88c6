package field

import (
	"slices"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
)

var (
	noSuch  = text.T("没有这一项", "no such choice")
	noMatch = text.T("没有相符的", "nothing matches")
)

// The last line of the list of a free Choice: how the words stay as typed. Enter
// does it while that line is marked, Esc always.
var (
	keepText = text.T("照写「%[1]s」", "keep \"%[1]s\"")
	escText  = text.T("Esc 照写「%[1]s」", "Esc: keep \"%[1]s\"")
)

// choice is the state of a Choice: what is picked, and the list while it is open.
type choice struct {
	picked int // option, -1 for none
	open   bool
	at     int // marked among the matches, -1 for none, or for the words as typed
	top    int
	was    int    // picked before the list opened
	text   string // and the text

	numbered bool // picked by a digit just now: the next one is meant for the next field
	found    bool // what is marked was found by the text typed last
	stray    bool // opened by a digit: others may follow that are meant for no text here
}

// shown is how many options are seen at once.
const shown = 6

func (f *Field) setChoice(v string) {
	f.choice = choice{picked: f.option(v)}
	f.ed.set("")
	if f.choice.picked < 0 {
		f.ed.set(v)
	}
	if f.focused {
		f.enter()
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

// openChoice opens the list with what is picked marked in it.
func (f *Field) openChoice() {
	c := &f.choice
	c.was, c.text = c.picked, f.ed.String()
	c.open, c.top, c.at, c.numbered, c.stray = true, 0, -1, false, false
	f.mark()
}

// mark marks what the text means, after it changed: an option called like it, or
// the first that it finds. Free text that is no spelling stays as typed unless the
// person moves to a match.
func (f *Field) mark() {
	c := &f.choice
	c.at = -1
	i, found := c.picked, f.matches()
	if len(f.ed.r) > 0 {
		i = f.option(f.folded())
	}
	switch {
	case i >= 0:
		c.at = slices.Index(found, i)
	case len(f.ed.r) > 0 && len(found) > 0 && (!f.Free || spelling(f.ed.r)):
		c.at = 0
	}
}

// spelling reports whether a text can stand for the sound of another: ASCII, and
// not figures alone.
func spelling(r []rune) bool {
	letters := false
	for _, c := range r {
		if c >= 0x80 {
			return false
		}
		letters = letters || unicode.IsLetter(c)
	}
	return letters
}

func (f *Field) pick(option int) {
	f.choice = choice{picked: option}
	f.ed.set("")
	f.offered = false
}

// keeping reports whether the list ends with the line that keeps the words typed.
func (f *Field) keeping() bool { return f.Free && strings.TrimSpace(f.ed.String()) != "" }

// stays reports whether an arrow at the end of the list is the first one after a letter: who
// types initials and goes down to what they found means that, not the next field.
func (f *Field) stays() bool {
	stay := f.choice.found && f.choice.at >= 0
	f.choice.found = false
	return stay
}

// keyChoice: an open list is narrowed by text and pinyin; Up and Down mark, Enter
// picks what is marked, a digit what the list shows under it, unless free text is
// allowed and not Numbered, where it is text. Beyond either end Up and Down are the form's.
func (f *Field) keyChoice(msg tea.KeyMsg) bool {
	c := &f.choice
	if f.err == noSuch {
		f.err = text.Text{}
	}
	if !c.open {
		return f.keyClosed(msg)
	}
	found := f.matches()
	switch msg.Type {
	case tea.KeyUp:
		if c.at > 0 || c.at == 0 && f.keeping() {
			c.at, c.found = c.at-1, false
			return true
		}
		return f.stays()
	case tea.KeyDown:
		if c.at+1 < len(found) {
			c.at, c.found = c.at+1, false
			return true
		}
		return f.stays()
	case tea.KeyEsc:
		if f.Free && len(f.ed.r) > 0 {
			c.open = false // what was typed stays
			return true
		}
		f.ed.set(c.text)
		f.choice = choice{picked: c.was}
		return true
	case tea.KeyEnter:
		switch {
		case c.at >= 0 && c.at < len(found):
			f.pick(found[c.at])
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
	s, isText := typed(msg)
	switch {
	case isText && strings.TrimSpace(s) == "" && (!f.Free || len(f.ed.r) == 0):
		return true // the labels are found without their blanks
	case isText && f.astray(s):
		f.err = noSuch
		return true
	}
	before := f.ed.String()
	if !f.edit(msg) {
		return false
	}
	if f.ed.String() != before || erases(msg) {
		c.picked, c.top, c.stray, c.found = -1, 0, false, true
		f.mark()
	}
	return true
}

// astray reports whether figures were hardly meant for this field, so that they must not
// be seen in it: no option has them. A PIN is typed too early sooner or later.
func (f *Field) astray(s string) bool {
	if f.Free || !allDigits(s) {
		return false
	}
	q := f.ed.String() + s
	return f.choice.stray || len(s) > f.Max || !slices.ContainsFunc(f.Options, func(o Option) bool {
		return text.Match(q, o.Label.ZH) || text.Match(q, o.Label.EN)
	})
}

func allDigits(s string) bool { return s != "" && strings.Trim(text.Digits(s), "0123456789") == "" }

// keyClosed: Space, Down and Up open the list, and so does what is typed. A digit picks
// where the options are printed beside it; else it only opens the list, because nobody has
// seen yet what it would pick.
func (f *Field) keyClosed(msg tea.KeyMsg) bool {
	c := &f.choice
	c.numbered = false
	s, isText := typed(msg)
	blank := isText && strings.TrimSpace(s) == "" && !(f.Free && len(f.ed.r) > 0)
	arrow := msg.Type == tea.KeyDown || msg.Type == tea.KeyUp
	switch {
	case msg.Type == tea.KeyEnter, arrow && len(f.Options) == 0:
		return false
	case blank, arrow:
		f.openChoice()
		return true
	case f.printed && len(f.ed.r) == 0 && number(s) >= 0 && number(s) < len(f.Options):
		f.pick(number(s))
		f.choice.numbered = true
		return true
	case number(s) >= 0 && (!f.Free || f.Numbered) && len(f.ed.r) == 0 && c.picked < 0, number(s) >= 0 && !f.Free && len(f.ed.r) == 0, isText && f.astray(s):
		f.openChoice()
		c.stray = true
		return true
	case isText || erases(msg):
		f.openChoice()
		if c.picked >= 0 { // the text begins anew
			c.picked, c.at = -1, -1
			if !isText {
				f.offered = false
				return true
			}
		}
		return f.keyChoice(msg)
	}
	if c.picked >= 0 {
		moved := msg.Type == tea.KeyLeft || msg.Type == tea.KeyRight || msg.Type == tea.KeyHome || msg.Type == tea.KeyEnd
		f.offered = f.offered && !moved
		return moved
	}
	return f.edit(msg)
}

// digit picks by the number that the list shows.
func (f *Field) digit(msg tea.KeyMsg, found []int) bool {
	s, ok := typed(msg)
	if !ok || f.Free && (!f.Numbered || len(f.ed.r) > 0) {
		return false
	}
	n := number(s)
	top := f.window(len(found))
	if n < 0 || n >= min(shown, len(found)-top) {
		return false
	}
	f.pick(found[top+n])
	f.choice.numbered = true
	return true
}

// window is the first of n matches that is seen.
func (f *Field) window(n int) int {
	c := &f.choice
	at := min(c.at, n-1)
	c.top = max(0, min(c.top, max(at, 0), n-shown), at-shown+1)
	return c.top
}

// number is the place that a digit 1 to 9 names, from 0; -1 for anything else.
func number(s string) int {
	if s = text.Digits(s); len(s) == 1 && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '1')
	}
	return -1
}

// leaveChoice closes the list: what is marked is picked; with nothing marked, what
// is there stays.
func (f *Field) leaveChoice() {
	c := &f.choice
	found := f.matches()
	open, i := c.open, f.option(f.folded())
	c.open = false
	switch {
	case open && c.at >= 0 && c.at < len(found):
		if found[c.at] != c.picked {
			f.pick(found[c.at])
		}
	case c.picked >= 0 || len(f.ed.r) == 0:
	case i >= 0:
		f.pick(i)
	case !f.Free:
		f.err = noSuch
	}
}
