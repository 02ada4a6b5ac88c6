package calendar

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// setDay asks on which day the township wants a duty done whose text names none.
func (p *Page) setDay() route.Action {
	r := *p.row()
	first := entry.Values{}
	if !r.Undated {
		first["due"] = string(r.Due)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "定日子", EN: "Set a day"}, Draft: "day/" + r.Key, Drafts: p.desk, First: first,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s: 条文没写日子, 由本镇定。", EN: "%[1]s: the text names no day; the township sets one."}.With(r.Text)),
		Shape: entry.Fields(field.Spec{Name: "due", Label: text.Text{ZH: "到期日", EN: "Due"}, Max: 20, Required: true, Hint: text.Text{ZH: "2026-12-01", EN: "2026-12-01"}}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.SetDutyDay{Operation: r.Operation, Item: r.Item, Due: rules.Date(v["due"]), Version: version(&r)}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已定日子: %[1]s", EN: "The day is set: %[1]s"}.With(r.Text)
		},
	}))
}

// noDay is why the selected duty takes no day.
func (p *Page) noDay() *rules.Error {
	if no := p.none(); no != nil {
		return no
	}
	r := p.row()
	if r.Kind != view.RowTask {
		return rules.Refuse(text.Text{ZH: "只有条文没写日子的事项由本镇定。", EN: "Only a duty without a day in the text takes one from the township."}, "")
	}
	return r.Can["duty.day"]
}
