// Package field holds what a person types: single fields, and the form around
// them. It decides how text is edited, cut to its length and drawn, and where the
// caret stands; it keeps everything typed, also what is refused later. What a
// value must be is decided by the rules, whose errors the form shows.
//
// Values are cleaned (text.Clean) as they are typed. Number, ID, Phone and
// DateTime turn the full-width digits of an input method into ASCII when the
// field is left, and in Value. A form is used by one session.
package field

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Kind is how a field is filled in.
type Kind uint8

const (
	Text     Kind = iota // one line
	Number               // one line, figures
	ID                   // an identity number
	Phone                // a telephone number
	DateTime             // a day, a time, or both
	Secret               // a PIN: drawn as *, never in Draft
	Note                 // several lines; Enter begins a new one
	Choice               // one of Options, or free text
	Multi                // any of Options
	Tri                  // yes, no, unknown
)

// Option is one thing to choose. Value goes into Values and must hold no comma.
type Option struct {
	Value string
	Label text.Text
}

// Spec says what a field is.
type Spec struct {
	Name     string // key in Values
	Label    text.Text
	Kind     Kind
	Required bool // marks the label; the rules decide
	Hint     text.Text
	Max      int // characters; 0 means the kind's own limit
	Rows     int // lines of a Note that are seen, 4 when 0
	Options  []Option
	Free     bool                         // Choice: text that is no option is kept
	Check    func(value string) text.Text // asked when the field is left; zero is fine
}

// Limits of the kinds in characters, where Spec gives none. They bound what one
// field can put into a record, far above what the papers have room for.
var limits = map[Kind]int{Text: 200, Number: 20, ID: 24, Phone: 40, DateTime: 30, Secret: 64, Note: 20_000, Choice: 100}

// Look is how a session draws.
type Look struct {
	Lang  text.Lang
	Mode  style.Mode
	Theme style.Theme
}

// Field is one field of a form.
type Field struct {
	Spec
	look    Look
	ed      editor
	off     int // Line kinds: first character seen. Note: first row seen
	wide    int // width of the Note drawn last
	goal    int // column that Up and Down of a Note keep to, -1 for none
	choice  choice
	on      []bool   // Multi
	other   []string // Multi: values that are no option, kept
	at      int      // Multi, Tri: where the caret is
	tri     string
	err     text.Text
	refused int // characters that found no room at the last key
}

func newField(s Spec, look Look) *Field {
	f := &Field{Spec: s, look: look, goal: -1, wide: 40, choice: choice{picked: -1}}
	if f.Max == 0 {
		f.Max = limits[s.Kind]
	}
	f.ed.max = f.Max
	if s.Kind == Note {
		f.ed.shape = text.Note
	}
	f.on = make([]bool, len(s.Options))
	return f
}

// Value is what the field says now: text without blanks at its ends, figures in
// ASCII; of a Choice the option's value, or the typed text when it is no option;
// of a Multi the values with commas between; of a Tri "yes", "no", "unknown", or
// "" while nobody has answered.
func (f *Field) Value() string {
	switch f.Kind {
	case Choice:
		if f.choice.picked >= 0 {
			return f.Options[f.choice.picked].Value
		}
	case Multi:
		return f.chosen()
	case Tri:
		return f.tri
	}
	return f.folded()
}

// SetValue puts a value in, as Value gives it, and takes the error away.
func (f *Field) SetValue(v string) {
	f.err, f.refused, f.off = text.Text{}, 0, 0
	switch f.Kind {
	case Choice:
		f.setChoice(v)
	case Multi:
		f.setMulti(v)
	case Tri:
		f.setTri(v)
	default:
		f.ed.set(v)
	}
}

// Error is what is wrong with the field, zero when nothing is known to be.
func (f *Field) Error() text.Text { return f.err }

// Refused is how many characters found no room at the last key.
func (f *Field) Refused() int { return f.refused }

// key gives a key to the field and reports whether it was the field's.
func (f *Field) key(msg tea.KeyMsg) bool {
	f.refused = 0
	before := f.Value()
	used := false
	switch f.Kind {
	case Choice:
		used = f.keyChoice(msg)
	case Multi:
		used = f.keyMulti(msg)
	case Tri:
		used = f.keyTri(msg)
	case Note:
		used = f.keyNote(msg)
	default:
		used = f.edit(msg)
	}
	if used && f.Value() != before {
		f.err = text.Text{}
	}
	return used
}

// edit gives a key to the editor. What is pasted into one line loses the line end
// that comes with a copied line.
func (f *Field) edit(msg tea.KeyMsg) bool {
	if msg.Paste && f.Kind != Note {
		msg.Runes = []rune(strings.Trim(string(msg.Runes), "\r\n"))
	}
	used := f.ed.key(msg)
	f.refused = f.ed.refused
	return used
}

// leave is called when the focus goes: figures are folded where they are seen,
// and the value is checked.
func (f *Field) leave() {
	f.refused = 0
	if f.Kind == Choice {
		f.leaveChoice()
	}
	if figures(f.Kind) {
		if v := f.folded(); v != f.ed.String() {
			f.ed.replace(v)
		}
	}
	if v := f.Value(); f.Check != nil && v != "" {
		f.err = f.Check(v)
	}
}

func figures(k Kind) bool { return k == Number || k == ID || k == Phone || k == DateTime }

// folded is the text as Value gives it.
func (f *Field) folded() string {
	s := f.ed.String()
	switch {
	case f.Kind == Secret:
		return text.Digits(s)
	case figures(f.Kind):
		s = strings.Map(ascii, s)
		if f.Kind == ID {
			s = strings.ToUpper(s)
		}
	}
	return strings.TrimSpace(s)
}

// ascii is the ASCII twin of a full-width character.
func ascii(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	case r == '。':
		return '.'
	case r == '、':
		return ','
	}
	return r
}
