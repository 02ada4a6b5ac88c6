package dialog

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// PlanOptions say about what a call is planned: Case is "" for none. Numbers are whom it can
// go to; another may be written.
type PlanOptions struct {
	Case    string
	Numbers []rules.Agency
	Drafts  entry.Drafts
	Now     time.Time
}

// NewPlan asks for a call that is to be made at an hour.
func NewPlan(o PlanOptions) *Form {
	numbers := Numbers(o.Numbers)
	return NewForm(FormOptions{
		Title: text.Text{ZH: "约定去电 (现在不打)", EN: "Call to be made (not now)"}, Draft: "plan/" + o.Case, Drafts: o.Drafts,
		Intro: Lead(text.Text{ZH: "到点上值班室; 没打的随交接班交下去。", EN: "It stands on the board when it is due, and is handed over until it is made."}),
		Shape: func(v entry.Values) []field.Spec {
			party := PartyFields(v, numbers)
			return append(party[:len(party)-1], // nobody was reached yet
				field.Spec{Name: "due", Label: text.Text{ZH: "几点打", EN: "At"}, Kind: field.DateTime, Sense: text.Ahead, Hint: text.Text{ZH: "06:30, 或 明天 8:00", EN: "06:30, or tomorrow 8:00"}, Required: true},
				field.Spec{Name: "said", Label: text.Text{ZH: "问什么", EN: "Ask what"}, Max: 500, Required: true})
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.PlanCall{Case: o.Case, Said: v["said"]}
			c.Agency, c.Caller = Party(v)
			due, err := Until("due", v["due"], o.Now)
			if err != nil {
				return nil, err
			}
			if due != nil {
				c.Due = *due
			}
			return c, nil
		},
		Done: text.Text{ZH: "约定去电", EN: "call to be made"},
	})
}
