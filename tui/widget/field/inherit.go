package field

import "slices"

// Inherit takes the fields over that an older form has under the same name with the same
// value: as they are, with what can be undone in them and what is said of them. The focus
// stays where it was, if that is still there.
func (f *Form) Inherit(old *Form) {
	if len(f.fields) == 0 {
		return
	}
	first := f.fields[0]
	first.focused, first.choice.open = false, false
	f.at, f.look, f.buttons, f.button = 0, old.look, old.buttons, -1
	had := old.current()
	for i, x := range f.fields {
		x.look = old.look
		o := old.Field(x.Name)
		if o != nil && o.Kind == x.Kind && slices.Equal(o.Options, x.Options) && o.Value() == x.Value() {
			o.Spec, o.ed.max = x.Spec, x.ed.max
			f.fields[i] = o
		}
		if had != nil && x.Name == had.Name {
			f.at = i
		}
	}
	switch x := f.fields[f.at]; {
	case had == nil && old.onButton():
		f.at, f.button = len(f.fields)-1, old.button
	case !x.focused:
		x.enter()
	}
}
