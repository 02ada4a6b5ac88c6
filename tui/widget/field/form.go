package field

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/input"
)

// Form is fields one below the other, one of which has the focus.
type Form struct {
	fields []*Field
	at     int
	top    int // first line seen
	look   Look
	base   map[string]string // what Dirty compares with
}

// Outcome is what became of a key.
type Outcome uint8

const (
	Ignored Outcome = iota // not a key of forms: the page's
	Used
	Submit // Enter in the last field: everything is typed
)

// New makes a form. The first field has the focus.
func New(look Look, specs ...Spec) *Form {
	f := &Form{look: look}
	for _, s := range specs {
		f.fields = append(f.fields, newField(s, look))
	}
	if len(f.fields) > 0 {
		f.fields[0].enter()
	}
	f.Saved()
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

// Focused is the name of the field that has the focus, "" in an empty form.
func (f *Form) Focused() string {
	if len(f.fields) == 0 {
		return ""
	}
	return f.fields[f.at].Name
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
func (f *Form) Open() bool { return len(f.fields) > 0 && f.fields[f.at].choice.open }

func (f *Form) move(to int) {
	if to != f.at {
		f.fields[f.at].leave()
		f.fields[f.at].focused = false
		f.at = to
		f.fields[to].enter()
	}
}

// Key gives a key to the focused field, or moves the focus: Tab, Shift+Tab, Up,
// Down, and Enter. Keys that are neither are Ignored, Esc too unless a list is open.
func (f *Form) Key(msg tea.KeyMsg) Outcome {
	msg = input.Key(msg)
	n := len(f.fields)
	if n == 0 {
		return Ignored
	}
	if f.fields[f.at].key(msg) {
		return Used
	}
	switch msg.Type {
	case tea.KeyTab:
		f.move((f.at + 1) % n)
	case tea.KeyShiftTab:
		f.move((f.at + n - 1) % n)
	case tea.KeyDown:
		f.move(min(f.at+1, n-1))
	case tea.KeyUp:
		f.move(max(f.at-1, 0))
	case tea.KeyEnter:
		if f.at == n-1 {
			f.Leave()
			return Submit
		}
		f.move(f.at + 1)
	default:
		return Ignored
	}
	return Used
}

// Leave does for the focused field what moving away from it would: an open list
// closes, figures are folded, the value is checked. Call it before a save that did
// not come from Submit. The focus stays.
func (f *Form) Leave() {
	if len(f.fields) > 0 {
		f.fields[f.at].leave()
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

// Draft is Values without secrets and without empty fields: what may be kept
// before it is saved.
func (f *Form) Draft() map[string]string {
	v := f.Values()
	for _, x := range f.fields {
		if x.Kind == Secret || v[x.Name] == "" {
			delete(v, x.Name)
		}
	}
	return v
}

// Load puts values in; fields that are not named keep theirs. After a draft the
// form is Dirty; after a record that is only edited, call Saved.
func (f *Form) Load(v map[string]string) {
	for _, x := range f.fields {
		if s, ok := v[x.Name]; ok {
			x.SetValue(s)
		}
	}
}

// Saved makes the present values those that Dirty compares with.
func (f *Form) Saved() { f.base = f.Values() }

// Dirty reports whether anything differs from what was there at New or Saved.
func (f *Form) Dirty() bool { return !maps.Equal(f.base, f.Values()) }

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
