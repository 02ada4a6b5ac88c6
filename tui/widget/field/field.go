// Package field holds what a person types: single fields, and the form around
// them. It decides how text is edited, cut to its length and drawn, and where the
// caret stands; it keeps everything typed, also what is refused later. What a
// value must be is decided by the rules, whose errors the form shows; a figure, an
// identity number, a telephone number and a time are read when the field is left, so
// that a slip is seen beside it at once.
//
// Values are cleaned (text.Clean) as they are typed. Number, ID, Phone and
// DateTime turn the full-width digits of an input method into ASCII when the
// field is left, and in Value. A form is used by one session.
package field

import (
	"strings"
	"time"

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
	Secret               // a PIN: drawn as *, never in a draft
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
	Unit     text.Text // of a Number, behind its value
	Max      int       // characters; 0 means the kind's own limit
	Rows     int       // lines of a Note that are seen, 4 when 0
	Options  []Option
	Default  string                       // a suggestion: what the field begins with, see Suggest
	Free     bool                         // Choice: text that is no option is kept
	Numbered bool                         // Choice that is Free: a digit picks while nothing is typed
	Sense    text.Sense                   // DateTime: what is asked for
	Check    func(value string) text.Text // asked when the field is left, in place of the kind's own; zero is fine
}

// Limits of the kinds in characters, where Spec gives none. They bound what one
// field can put into a record, far above what the papers have room for.
var limits = map[Kind]int{Text: 200, Number: 20, ID: 24, Phone: 40, DateTime: 30, Secret: 64, Note: 20_000, Choice: 100}

// Look is how a session draws, and the minute that it shows, in the desk's zone. Without
// Now a time is not read when its field is left.
type Look struct {
	Lang  text.Lang
	Mode  style.Mode
	Theme style.Theme
	Now   time.Time
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
	found   text.Text // what the check on leaving said last
	told    text.Text // how the value was understood
	guess   text.Text // why the program put the value in, while nobody has confirmed it
	touched bool      // a person has changed the value
	settled string    // Choice, Multi, Tri: the value that undo goes back from
	past    []string  // and those before it
	future  []string
	refused int // characters that found no room at the last key
	focused bool
	offered bool // the value is a suggestion that nobody has touched
	least   int  // rows that a Note has room for
	printed bool // the numbers of a closed Choice are seen
}

func newField(s Spec, look Look) *Field {
	f := &Field{Spec: s, look: look, goal: -1, wide: 40, choice: choice{picked: -1}}
	if f.Max == 0 {
		f.Max = limits[s.Kind]
	}
	f.ed.max = f.Max
	if s.Kind == Number {
		f.ed.max += asideMax
	}
	if s.Kind == Note {
		f.ed.shape = text.Note
	}
	f.on = make([]bool, len(s.Options))
	if s.Default != "" {
		f.SetValue(s.Default)
	}
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

// Suggest puts a value in that the program proposes. It is selected whenever the
// field has the focus: the first letter typed replaces it, Backspace removes it, an
// arrow or End keeps it to be edited. The same value put in by SetValue later (by a
// form that is built anew) is a suggestion too; any other, as of a draft, is not.
func (f *Field) Suggest(v string) {
	f.Default = v
	f.SetValue(v)
}

// SetValue puts a value in, as Value gives it, and takes the error away.
func (f *Field) SetValue(v string) {
	f.err, f.told, f.guess = text.Text{}, text.Text{}, text.Text{}
	f.refused, f.off, f.touched = 0, 0, false
	f.offered = v != "" && v == f.Default
	f.put(v)
	f.settled, f.past, f.future = f.Value(), nil, nil
}

// put is SetValue for the value alone.
func (f *Field) put(v string) {
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

// SetOptions gives a Choice or a Multi others to choose from; its value, and what is said of
// it, stay.
func (f *Field) SetOptions(options []Option) {
	v := f.Value()
	f.Options, f.on = options, make([]bool, len(options))
	f.at = max(0, min(f.at, len(options)-1))
	f.put(v)
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
	switch {
	case f.undoes(msg):
		used = true
	case f.Kind == Choice:
		used = f.keyChoice(msg)
	case f.Kind == Multi:
		used = f.keyMulti(msg)
	case f.Kind == Tri:
		used = f.keyTri(msg)
	case f.Kind == Note:
		used = f.keyNote(msg)
	default:
		used = f.edit(msg)
	}
	if used {
		f.guess = text.Text{}
		f.settle()
	}
	if used && f.Value() != before {
		f.err, f.told, f.touched = text.Text{}, text.Text{}, true
	}
	return used
}

// selected reports whether the text is a suggestion that the next letter replaces.
func (f *Field) selected() bool {
	return f.focused && f.offered && (f.Kind < Note && f.Kind != Secret || f.Kind == Choice)
}

// edit gives a key to the editor. What is pasted into one line loses the line end
// that comes with a copied line.
func (f *Field) edit(msg tea.KeyMsg) bool {
	if f.selected() {
		_, over := typed(msg)
		if over || erases(msg) {
			f.ed.cut(0, len(f.ed.r))
			f.offered = false
		}
		if erases(msg) {
			return true
		}
	}
	over := 0
	if _, ok := typed(msg); ok && f.Kind == Number {
		msg.Runes, over = f.figuresIn(msg.Runes)
		if len(msg.Runes) == 0 {
			f.refused = over
			return true
		}
	}
	if msg.Paste && f.Kind != Note {
		msg.Runes = []rune(strings.Trim(string(msg.Runes), "\r\n"))
	}
	used := f.ed.key(msg)
	f.refused = f.ed.refused + over
	f.offered = f.offered && !used
	return used
}

// erases reports whether a key takes text away.
func erases(msg tea.KeyMsg) bool {
	switch msg.Type {
	case tea.KeyBackspace, tea.KeyCtrlH, tea.KeyDelete, tea.KeyCtrlU, tea.KeyCtrlW:
		return true
	}
	return false
}

// enter is called when the focus comes.
func (f *Field) enter() {
	f.focused = true
	if f.Kind == Choice && !f.choice.open && f.choice.picked < 0 && len(f.ed.r) == 0 && len(f.Options) > 0 {
		f.openChoice()
	}
}

// leave is called when the focus goes: a guess is taken for confirmed, figures are folded
// where they are seen, and the value is checked. What somebody else said to be wrong with
// a value stays while that is the value.
func (f *Field) leave() {
	f.refused, f.guess = 0, text.Text{}
	if f.Kind == Choice {
		f.leaveChoice()
		f.choice.numbered = false
	}
	if figures(f.Kind) {
		if v := f.folded(); v != f.ed.String() {
			f.ed.replace(v)
		}
	}
	f.settle()
	v := f.Value()
	if v == "" {
		return
	}
	if wrong := f.check(v); !wrong.IsZero() || f.err == f.found {
		f.err, f.found = wrong, wrong
	}
}
