package intake

import (
	"time"

	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
)

// NewBlank is the form of a new contact for a desk at which nobody is signed in. It shows
// nothing of the desk, offers no draft back, and is empty again after a save; who signs is
// asked by the application. What is typed is kept as the draft of the full form, whose
// fields have the same names (dialog.Blank says what becomes of an older one).
func NewBlank(drafts entry.Drafts, now func() time.Time) screen.Page {
	p := &Page{blank: dialog.NewBlank(drafts, draftName, "said"), now: now, lists: &view.Lists{}, ready: true}
	p.begin(dialog.BlankDraft, p.blank)
	return p
}
