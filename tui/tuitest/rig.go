package tuitest

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Rig is a page alone, with the dialog that it opened last, what it asked to be saved and
// what it said. It gives keys as the application does.
type Rig struct {
	testing.TB
	Page   screen.Page
	Dialog screen.Dialog
	Save   *screen.Save
	Said   screen.Say
	Print  *screen.Print
}

// NewRig is a page that has been read.
func NewRig(t testing.TB, p screen.Page) *Rig {
	r := &Rig{TB: t, Page: p}
	r.Load()
	return r
}

// Load reads the page again.
func (r *Rig) Load() { r.Do(r.Page.Update(r.Page.Load()())) }

// Do carries out an action.
func (r *Rig) Do(act route.Action) {
	switch act := act.(type) {
	case route.All:
		for _, a := range act {
			r.Do(a)
		}
	case screen.Open:
		r.Dialog = act.Dialog
	case screen.Close:
		r.Dialog = nil
	case screen.Run:
		if msg := act.Cmd(); r.Dialog != nil {
			r.Do(r.Dialog.Update(msg))
		} else {
			r.Do(r.Page.Update(msg))
		}
	case screen.Save:
		r.Save = &act
	case screen.Print:
		r.Print = &act
	case screen.Say:
		r.Said = act
	}
}

// Press gives keys to the dialog, or to the page without one. A key that is refused fails
// the test.
func (r *Rig) Press(steps ...string) {
	r.Helper()
	for _, msg := range Keys(steps...) {
		key := msg.(tea.KeyMsg)
		table, typing, update := r.Page.Keys(), r.Page.Typing(), r.Page.Update
		if r.Dialog != nil {
			table, typing, update = r.Dialog.Keys(), r.Dialog.Typing(), r.Dialog.Update
		}
		g, grabs := r.Dialog.(interface{ Grabs(string) bool })
		grabbed := grabs && g.Grabs(binding.Name(key))
		b := table.Find(binding.Name(key))
		if b == nil || typing && binding.IsText(key) || grabbed {
			r.Do(update(msg))
			continue
		}
		if why := b.Refusal(); why != nil {
			r.Errorf("%s: %v", b.Keys[0], why)
			return
		}
		r.Do(b.Do())
	}
}
