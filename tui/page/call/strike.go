package call

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

var (
	termText   = text.Text{ZH: "期限", EN: "Term"}
	strikeText = text.Text{ZH: "划去", EN: "Strike out"}
)

func (p *Page) noTerm() *rules.Error {
	if p.call == nil {
		return screen.Unread()
	}
	return p.call.MayTerm()
}

func (p *Page) struck() *rules.Error {
	if p.call == nil {
		return screen.Unread()
	}
	return p.call.MayStrike()
}

// term asks until when what the call asks for is to be done.
func (p *Page) term() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: termText, Draft: "term/" + p.id, Drafts: p.desk,
		Shape: entry.Fields(dialog.Term(true), dialog.ReasonField(true)),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.SetTerm{Call: p.id, Reason: v["reason"]}
			t, err := dialog.Until("term", v["term"], p.call.At)
			if t != nil {
				c.Term = *t
			}
			return c, err
		},
		Done: termText,
	}))
}

func (p *Page) strike() route.Action {
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: strikeText, Draft: "strike/" + p.id, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.StrikeCall{Call: p.id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "已划去", EN: "struck out"},
	}))
}
