package call

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// plannedKeys are those of a call that is to be made at an hour: it was made, or need not be.
func (p *Page) plannedKeys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter", "f6", "c"}, Label: text.Text{ZH: "打了", EN: "Made"}, Help: text.Text{ZH: "记这次去电: 通没通, 说了什么; 打通就算办完", EN: "Log the call: reached or not, what was said; reaching somebody ends it"}, Do: p.made, Refuse: p.over},
		{Keys: []string{"f7", "d"}, Label: text.Text{ZH: "不用打了", EN: "Not needed"}, Help: text.Text{ZH: "写明为什么不用打了", EN: "Say why it need not be made"}, Do: p.finish, Refuse: p.over},
	}
}

// over is why a planned call cannot be made any more.
func (p *Page) over() *rules.Error {
	switch {
	case p.call == nil:
		return screen.Unread()
	case !p.call.Open():
		return rules.Refuse(text.Text{ZH: "已经办完。弄错了按 Del 恢复。", EN: "It is finished. Del reopens it."}, "")
	}
	return nil
}

// made logs the call out.
func (p *Page) made() route.Action {
	c := *p.call
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "去电", EN: "Call out"}, Draft: "made/" + p.id, Drafts: p.desk, Intro: dialog.Lead(text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(side(c.Caller), c.Said)),
		Shape: entry.Fields(
			field.Spec{Name: "reached", Label: reachedText, Kind: field.Choice, Options: reached, Required: true},
			field.Spec{Name: "said", Label: text.Text{ZH: "说了什么", EN: "Said"}, Max: 500}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			got, err := dialog.Reached(v)
			if err != nil {
				return nil, err
			}
			return &command.LogCall{Kind: rules.CallPhone, Out: true, Reached: got, Said: v["said"], Planned: p.id}, nil
		},
		Done: text.Text{ZH: "去电", EN: "call out"},
	}))
}
