// Package entry is a form that is being filled in: it keeps what is typed as a draft,
// sends it once however often Enter is pressed, and shows beside each field what was
// refused. Nothing typed is ever taken away by it: a refused save keeps the fields, a
// closed form comes back from its draft.
//
// Which fields there are and what command they make belongs to the page or dialog; the
// names of the fields are those of the command's JSON, so that a refusal finds its field.
package entry

import (
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Values are the fields of a form by name.
type Values = map[string]string

// Shape gives the fields for what is typed so far.
type Shape func(v Values) []field.Spec

// Fields are the same fields, whatever is typed.
func Fields(specs ...field.Spec) Shape {
	return func(Values) []field.Spec { return specs }
}

// Entry is one form. Name "" keeps no draft.
type Entry struct {
	form   *field.Form
	shape  Shape
	name   string
	drafts Drafts
	first  Values // what the form begins with
	kept   Values // values of fields that the present shape does not have
	err    *rules.Error

	busy    bool   // a save is under way
	request string // of a save whose outcome is unknown
	sent    string // what was sent with it
	armed   bool   // the timer for the next draft runs
	writing int    // drafts being written, one after the other
	keep    *Keeper
	pending route.Action // a save that waits for the draft to be written
	draft   string       // what was written last
	secret  map[string]bool
	last    string // field
	over    bool   // saved: nothing is kept any more
	cleared Values // what Clear took away, while nothing was typed since
	look    field.Look
	back    func() route.Action
}

// New is a form that begins with the values of first. With a name it keeps a draft.
func New(name string, drafts Drafts, first Values, shape Shape) *Entry {
	e := &Entry{shape: shape, name: name, drafts: drafts, keep: NewKeeper(drafts, name), kept: maps.Clone(first), secret: map[string]bool{},
		back: func() route.Action { return route.Back{} }}
	if e.kept == nil {
		e.kept = Values{}
	}
	e.build()
	e.first = e.Values()
	maps.Copy(e.first, first)
	return e
}

// build makes the fields of the present shape, the typed values in them.
func (e *Entry) build() {
	v := e.Values()
	specs := e.shape(v)
	for _, s := range specs {
		e.secret[s.Name], e.last = s.Kind == field.Secret, s.Name
	}
	form := field.New(e.look, specs...)
	form.Load(v)
	if e.form != nil {
		form.Inherit(e.form)
	}
	e.form, e.kept = form, v
}

// reshape builds the fields anew when an answer asks for others, and gives the ones that
// are there what they choose from now.
func (e *Entry) reshape() {
	specs := e.shape(e.Values())
	other := func(s field.Spec) bool {
		f := e.form.Field(s.Name)
		return f == nil || f.Kind != s.Kind
	}
	if len(specs) != len(e.form.Values()) || slices.ContainsFunc(specs, other) {
		e.build()
		return
	}
	for _, s := range specs {
		f := e.form.Field(s.Name)
		f.Label, f.Hint, f.Required, f.Check = s.Label, s.Hint, s.Required, s.Check
		if s.Kind != field.Choice && s.Kind != field.Multi || slices.Equal(s.Options, f.Options) || s.Name == e.Focused() && e.form.Open() {
			continue
		}
		f.SetOptions(s.Options)
	}
}

// Renew looks at the shape again: what a field chooses from has been read.
func (e *Entry) Renew() { e.reshape() }

// Begin makes these the values that the form begins with, in the fields that nobody has
// touched.
func (e *Entry) Begin(first Values) {
	for k, v := range first {
		if e.Values()[k] == e.first[k] {
			e.Set(k, v)
		}
		e.first[k] = v
	}
}

// Values is everything typed, also in fields that are not shown now.
func (e *Entry) Values() Values {
	v := maps.Clone(e.kept)
	if v == nil {
		v = Values{}
	}
	if e.form != nil {
		maps.Copy(v, e.form.Values())
	}
	return v
}

// Set puts a value into a field, shown or not.
func (e *Entry) Set(name, value string) {
	e.kept[name] = value
	e.form.Load(Values{name: value})
	e.reshape()
}

// Guess puts a value in that the program has made out by itself, where nobody has typed
// anything, and says why; it is drawn as a guess until the person has gone through the
// field. It reports whether it did: a field that is not shown takes none.
func (e *Entry) Guess(name, value string, why text.Text) bool {
	f := e.form.Field(name)
	if f == nil || !f.Guess(value, why) {
		return false
	}
	e.reshape()
	return true
}

// Guessed reports whether the value of a field is a guess that nobody has confirmed.
func (e *Entry) Guessed(name string) bool {
	f := e.form.Field(name)
	return f != nil && f.Guessed()
}

// OnBack is what the button does that leaves the form, on a window too narrow for keys that
// a telephone lacks; nil takes the button away. Without it the page is left.
func (e *Entry) OnBack(do func() route.Action) { e.back = do }

// Focus gives a field the focus; Focused is the name of the one that has it.
func (e *Entry) Focus(name string) { e.form.Focus(name) }

// Focused is the name of the field that has the focus.
func (e *Entry) Focused() string { return e.form.Focused() }

// Dirty says that something was typed.
func (e *Entry) Dirty() bool {
	now := e.Values()
	for k, v := range now {
		if v != e.first[k] {
			return true
		}
	}
	return false
}

// Busy says that a save is under way.
func (e *Entry) Busy() bool { return e.busy }

// Grabs says that a key belongs to the focused field before any binding: the list of a
// choice is open.
func (e *Entry) Grabs(key string) bool {
	return e.form.Open() && (key == "esc" || key == "enter" || key == "up" || key == "down")
}

// Key gives a key to the form. Submit says that everything is typed; an action keeps the
// draft later.
func (e *Entry) Key(msg tea.KeyMsg) (submit bool, act route.Action) {
	if e.cleared != nil && (msg.Type == tea.KeyCtrlY || msg.Type == tea.KeyCtrlUnderscore) {
		return false, e.unclear()
	}
	choosing := e.form.Open()
	switch e.form.Key(msg) {
	case field.Submit:
		return !e.busy, nil
	case field.Back:
		return false, e.back()
	case field.Used:
		if e.cleared != nil && e.Dirty() {
			e.cleared = nil
		}
		if choosing && !e.form.Open() && msg.Type == tea.KeyEnter {
			if e.Focused() == e.last && e.Values()[e.last] == "" {
				return e.Key(msg) // nothing chosen in the last field
			}
			e.reshape() // the answer may ask for others right behind it
			if e.Focused() != e.last {
				e.form.Key(tea.KeyMsg{Type: tea.KeyTab}) // chosen: on to the next field, as Enter does elsewhere
			}
		}
		e.reshape()
		return false, e.touched()
	}
	return false, nil
}

// Update takes the messages of drafts and saves. done says that this form was saved.
func (e *Entry) Update(msg tea.Msg) (done bool, act route.Action) {
	switch msg := msg.(type) {
	case offered:
		if msg.e == e {
			return false, e.restore(msg)
		}
	case dueMsg:
		if msg.e == e {
			e.armed = false
			return false, screen.Do(e.Leave())
		}
	case kept:
		if msg.e == e {
			return false, e.written(msg)
		}
	case screen.Saved:
		if msg.From == any(e) {
			return e.answered(msg), screen.Do(e.Leave())
		}
	}
	return false, nil
}

// Save sends a command, once: Enter again before the answer does nothing, and after an
// unknown outcome the same content goes out under the same request id.
func (e *Entry) Save(cmd command.Command, done text.Text) route.Action {
	if e.busy {
		return nil
	}
	if now := e.content(); e.sent != now {
		e.request, e.sent = "", now
	}
	e.busy, e.err = true, nil
	save := screen.Save{From: e, Request: e.request, Form: e.name, Command: cmd, Done: done}
	if e.writing > 0 {
		e.pending = save
		return nil
	}
	return save
}

func (e *Entry) answered(m screen.Saved) bool {
	e.busy = false
	err := rules.AsError(m.Err)
	switch {
	case err == nil:
		e.over = true
		return true
	case err.Kind == rules.Unknown:
		e.request = m.Request
	case err.Field != "request": // it was surely not saved under this request
		e.request = ""
	}
	e.Refuse(err)
	return false
}

// Refuse shows an error at its field, or above the form.
func (e *Entry) Refuse(err *rules.Error) {
	e.err = nil
	f := e.form.Field(err.Field)
	if f == nil {
		e.err = err
		return
	}
	if f.Kind == field.Secret {
		f.SetValue("")
	}
	e.form.SetErrors(map[string]text.Text{err.Field: err.Text})
}

// Finish closes an open list, folds figures and checks the field: call it before the
// values are used.
func (e *Entry) Finish() {
	e.form.Blur()
	e.reshape()
}

// Leaked refuses a PIN that stands among the free words: they are kept for good, and in the
// open. Nil while none does.
func (e *Entry) Leaked() *rules.Error {
	v := e.Values()
	specs := e.shape(v)
	for _, s := range specs {
		if s.Kind != field.Secret || v[s.Name] == "" {
			continue
		}
		for _, x := range specs {
			free := x.Kind == field.Text || x.Kind == field.Note || x.Kind == field.Choice && x.Free
			if free && text.Digits(v[x.Name]) == text.Digits(v[s.Name]) {
				return rules.Bad(x.Name, leakedText)
			}
		}
	}
	return nil
}

var leakedText = text.Text{ZH: "这里写的是 PIN, 请删去", EN: "This is the PIN: take it out of here"}

// Clear empties the form and drops the draft. The next undo brings everything back, unless
// something was typed in between.
func (e *Entry) Clear() route.Action {
	e.cleared = nil
	if e.Dirty() {
		e.cleared = e.Values()
		maps.DeleteFunc(e.cleared, func(name, _ string) bool { return e.secret[name] })
	}
	e.kept, e.form = maps.Clone(e.first), nil
	e.build()
	e.err, e.request = nil, ""
	return screen.Do(e.Leave())
}

func (e *Entry) unclear() route.Action {
	maps.Copy(e.kept, e.cleared)
	e.form.Load(e.cleared)
	e.cleared = nil
	e.reshape()
	return e.touched()
}
