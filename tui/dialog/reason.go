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

// ReasonOptions say what a form is that asks for a reason alone; see FormOptions.
type ReasonOptions struct {
	Title    text.Text
	Intro    func(env screen.Env, w int) []string
	Hint     text.Text // what stands in the empty field
	Draft    string
	Drafts   entry.Drafts
	Optional bool // an empty reason is one
	Make     func(reason string) (command.Command, *rules.Error)
	Done     text.Text
	Said     func(screen.Saved) text.Text
	After    func(command.Result) route.Action
	Conflict func()
}

// NewReason asks why something is done.
func NewReason(o ReasonOptions) *Form {
	why := ReasonField(!o.Optional)
	why.Hint = o.Hint
	return NewForm(FormOptions{
		Title: o.Title, Intro: o.Intro, Draft: o.Draft, Drafts: o.Drafts, Shape: entry.Fields(why),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if v[why.Name] == "" && !o.Optional {
				return nil, rules.Bad(why.Name, text.Text{ZH: "写一句为什么", EN: "Say in a few words why"})
			}
			return o.Make(v[why.Name])
		},
		Done: o.Done, Said: o.Said, After: o.After, Conflict: o.Conflict,
	})
}

// ReasonField is the field of a reason, in a form that asks for more too.
func ReasonField(required bool) field.Spec {
	return field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: command.MaxLine, Required: required}
}

// TwicePIN asks for a new PIN two times, in the fields pin and again.
func TwicePIN(label text.Text) []field.Spec {
	return []field.Spec{
		{Name: "pin", Label: label, Kind: field.Secret, Max: 12, Required: true},
		{Name: "again", Label: text.Text{ZH: "再输一次", EN: "Once more"}, Kind: field.Secret, Max: 12, Required: true},
	}
}

// SamePIN is what is wrong with a PIN that was typed two times, nil for nothing.
func SamePIN(v entry.Values) *rules.Error {
	if v["pin"] != v["again"] {
		return rules.Bad("again", text.Text{ZH: "两次输入不一样。", EN: "The two differ."})
	}
	return nil
}
