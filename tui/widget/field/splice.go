package field

// Typed is the text of a one-line field as it stands, blanks at its ends included, and
// where the caret is in it, in characters.
func (f *Field) Typed() (text string, caret int) { return f.ed.String(), f.ed.pos }

// Splice puts s in place of the characters from, up to and without to, as one step that
// can be undone; the caret stands behind it. A text that has no room is refused as when it
// is typed.
func (f *Field) Splice(from, to int, s string) {
	from = max(0, min(from, len(f.ed.r)))
	to = max(from, min(to, len(f.ed.r)))
	f.ed.cut(from, to)
	f.ed.pos, f.ed.refused, f.offered = from, 0, false
	if s != "" {
		before := len(f.ed.past)
		f.ed.insert(s, false)
		if from < to && len(f.ed.past) > before && before > 0 {
			f.ed.past = f.ed.past[:before] // cut and insert are one step
		}
	}
	f.refused = f.ed.refused
}
