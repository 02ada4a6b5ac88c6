package dialog

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// NewNote writes a line of the duty log, on the case or, where that is "", on the shift.
func NewNote(drafts entry.Drafts, caseID string) *Form {
	where := []field.Option{{Value: "shift", Label: text.Text{ZH: "本班", EN: "this shift"}}}
	on := "shift"
	if caseID != "" {
		where = append([]field.Option{{Value: "case", Label: text.Text{ZH: "救助事项 %[1]s", EN: "case %[1]s"}.With(screen.Short(caseID))}}, where...)
		on = "case"
	}
	return NewForm(FormOptions{
		Title: noteTitle, Draft: noteDraft + caseID, Drafts: drafts, First: entry.Values{"on": on},
		Shape: entry.Fields(noteWords(),
			field.Spec{Name: "on", Label: text.Text{ZH: "记到", EN: "On"}, Kind: field.Choice, Options: where}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			note := &command.AddNote{Text: v["text"]}
			if v["on"] == "case" {
				note.Case = caseID
			}
			return note, nil
		},
		Done: noteDone,
	})
}

// NewBlankNote writes a line of the duty log on the shift while nobody is signed in. It
// shows nothing that is stored, a note left unsaved neither: see Blank.
func NewBlankNote(drafts entry.Drafts) *Form {
	blank := NewBlank(drafts, noteDraft, "text")
	return NewForm(FormOptions{
		Title: noteTitle, Draft: BlankDraft, Drafts: blank, Shape: entry.Fields(noteWords()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.AddNote{Text: v["text"]}, nil
		},
		Done:  noteDone,
		After: func(command.Result) route.Action { return screen.Do(blank.Saved()) },
	})
}

// noteDraft begins the name of a note's draft; the id of a case follows.
const noteDraft = "note/"

var (
	noteTitle = text.Text{ZH: "记事", EN: "Note"}
	noteDone  = text.Text{ZH: "记事", EN: "note"}
)

func noteWords() field.Spec {
	return field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Text"}, Kind: field.Note, Rows: 5, Max: 8000}
}
