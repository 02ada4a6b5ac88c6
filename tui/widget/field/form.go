package field

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/input"
)

// Form is fields one below the other, one of which has the focus, and where the form is
// to have them buttons below.
type Form struct {
	fields  []*Field
	at      int // the field that has the focus, or had it before a button
	top     int // first line seen
	look    Look
	buttons []Button
	button  int // that has the focus, -1 while a field has it
}

// Outcome is what became of a key.
type Outcome uint8

const (
	Ignored Outcome = iota // not a key of forms: the page's
	Used
	Submit // Enter in the last field, or on its button: everything is typed
	Back   // Enter on the button that leaves
)

// New makes a form. The first field has the focus.
func New(look Look, specs ...Spec) *Form {
	f := &Form{look: look, button: -1}
	for _, s := range specs {
		f.fields = append(f.fields, newField(s, look))
	}
	if len(f.fields) > 0 {
		f.fields[0].enter()
	}
	return f
}

// SetLook changes language, width mode or colours; nothing typed changes.
func (f *Form) SetLook(look Look) {
	f.look = look
	for _, x := range f.fields {
		x.look = look
	}
}

// Field is the field of that name, nil when there is none.
func (f *Form) Field(name string) *Field {
	for _, x := range f.fields {
		if x.Name == name {
			return x
		}
	}
	return nil
}

// Focused is the name of the field that has the focus, "" in an empty form and while a
// button has it.
func (f *Form) Focused() string {
	if x := f.current(); x != nil {
		return x.Name
	}
	return ""
}

// current is the field that has the focus, nil for none.
func (f *Form) current() *Field {
	if len(f.fields) == 0 || f.onButton() {
		return nil
	}
	return f.fields[f.at]
}

// Focus gives the focus to a field and reports whether there is one of that name.
func (f *Form) Focus(name string) bool {
	for i, x := range f.fields {
		if x.Name == name {
			f.move(i)
			return true
		}
	}
	return false
}

// Open reports whether the focused field shows a list that Enter and Esc belong to.
func (f *Form) Open() bool {
	x := f.current()
	return x != nil && x.choice.open
}

// move gives the focus to a field; behind the last one are the buttons.
func (f *Form) move(to int) {
	x := f.current()
	if x != nil && to == f.at {
		return
	}
	if x != nil {
		x.leave()
		x.focused = false
	}
	if f.button = to - len(f.fields); f.button >= 0 {
		f.at = len(f.fields) - 1
		return
	}
	f.at, f.button = to, -1
	f.fields[to].enter()
}

// pass moves on by an arrow, up from the first field to the buttons. Who only goes through
// a choice chooses nothing: its list closes on what was there.
func (f *Form) pass(to int) {
	last := len(f.fields) + len(f.buttons) - 1
	if to < 0 && len(f.buttons) > 0 {
		to = len(f.fields)
	}
	if to = max(0, min(to, last)); f.onButton() || to != f.at {
		if x := f.current(); x != nil && x.choice.open {
			x.mark()
		}
		f.move(to)
	}
}

// Key gives a key to the focused field, or moves the focus: Tab, Shift+Tab, Up,
// Down, and Enter. Keys that are neither are Ignored, Esc too unless a list is open.
// Where there are buttons they are the last places that the focus comes to, and Up from
// the first field goes to them.
func (f *Form) Key(msg tea.KeyMsg) Outcome {
	msg = input.Key(msg)
	if len(f.fields) == 0 {
		return Ignored
	}
	n := len(f.fields) + len(f.buttons)
	at := f.at
	if f.onButton() {
		at = len(f.fields) + f.button
		if out := f.keyButton(msg); out != Ignored {
			return out
		}
	} else if f.given(msg) {
		return Used
	}
	switch msg.Type {
	case tea.KeyTab:
		f.move((at + 1) % n)
	case tea.KeyShiftTab:
		f.move((at + n - 1) % n)
	case tea.KeyDown:
		f.pass(at + 1)
	case tea.KeyUp:
		f.pass(min(at, len(f.fields)) - 1)
	case tea.KeyEnter:
		if at == n-1 {
			f.Blur()
			return Submit
		}
		f.move(at + 1)
	default:
		return Ignored
	}
	return Used
}

// given gives a key to the focused field. Figures that come together are keys of their own
// where a figure picks or ticks, and one that follows a pick by figure goes into the line
// behind it: whoever types them is there already.
func (f *Form) given(msg tea.KeyMsg) bool {
	x := f.fields[f.at]
	s, _ := typed(msg)
	if !allDigits(s) {
		return x.key(msg)
	}
	if x.Kind == Choice && !x.Free || x.Kind > Choice {
		if each := input.Each(msg); len(each) > 1 {
			for i, one := range each {
				if f.fields[f.at] != x { // the rest is a line's, in one piece
					return f.given(tea.KeyMsg{Type: tea.KeyRunes, Runes: msg.Runes[i:], Alt: msg.Alt})
				}
				f.given(one)
			}
			return true
		}
	}
	if next := f.at + 1; x.choice.numbered && next < len(f.fields) && f.fields[next].Kind < Note {
		f.move(next)
		x = f.fields[next]
	}
	return x.key(msg)
}

// Blur does for the focused field what moving away from it would: an open list
// closes, figures are folded, the value is checked. Call it before a save that did
// not come from Submit. The focus stays.
func (f *Form) Blur() {
	if x := f.current(); x != nil {
		x.leave()
	}
}

// Values are all fields by name, as Field.Value gives them.
func (f *Form) Values() map[string]string {
	v := make(map[string]string, len(f.fields))
	for _, x := range f.fields {
		v[x.Name] = x.Value()
	}
	return v
}

// Load puts values in; fields that are not named keep theirs.
func (f *Form) Load(v map[string]string) {
	for _, x := range f.fields {
		if s, ok := v[x.Name]; ok {
			x.SetValue(s)
		}
	}
}

// SetErrors shows what is wrong beside the fields, in place of what was shown,
// and gives the focus to the first of them. Values stay. It reports whether every
// name is a field of the form; what is said of another name the page must show.
func (f *Form) SetErrors(errs map[string]text.Text) bool {
	known := 0
	for i, x := range f.fields {
		if _, wrong := errs[x.Name]; wrong {
			if known == 0 {
				f.move(i)
				x.enter()
			}
			known++
		}
	}
	for _, x := range f.fields {
		x.err = errs[x.Name]
	}
	return known == len(errs)
}
