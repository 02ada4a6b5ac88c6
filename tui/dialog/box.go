// Package dialog holds what lies over a page: the keys, the menu, a question, a form, a
// text to read. A dialog returns actions and never carries one out; where it stands on the
// screen is decided by the application.
package dialog

import "dutydesk/tui/screen"

// box draws a title, lines and a hint in w cells.
func box(env screen.Env, title string, lines []string, hint string, w int) []string {
	if hint != "" {
		lines = append(lines, "", env.Theme.Dim.Paint(env.Cut(hint, w-2)))
	}
	return env.Theme.Box(env.Mode, title, lines, w)
}

// frame is the rows and columns that box draws around its lines.
const (
	boxTop  = 1
	boxLeft = 1
	boxRows = 4 // title, blank, hint, rule
)
