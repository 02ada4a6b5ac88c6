package dialog

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
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
		Title: text.Text{ZH: "记事", EN: "Note"}, Draft: "note/" + caseID, Drafts: drafts, First: entry.Values{"on": on},
		Shape: entry.Fields(
			field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Text"}, Kind: field.Note, Rows: 5, Max: 8000},
			field.Spec{Name: "on", Label: text.Text{ZH: "记到", EN: "On"}, Kind: field.Choice, Options: where}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			note := &command.AddNote{Text: v["text"]}
			if v["on"] == "case" {
				note.Case = caseID
			}
			return note, nil
		},
		Done: text.Text{ZH: "记事", EN: "note"},
	})
}
