package board

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// weather lists what can be done about warnings: put one in force, lift one that is.
func (p *Page) weather() route.Action {
	t := binding.Table{{Keys: []string{"1"}, Label: setText, Help: text.Text{ZH: "按通知登记一个预警", EN: "Put a warning in force, as it was told"}, Do: p.setWarning, Refuse: p.can("warning.set")}}
	for i, w := range p.board.Warnings {
		t = append(t, binding.Binding{Keys: []string{strconv.Itoa(i + 2)}, Label: liftText,
			Help: warningText.With(words.Of(command.WarningKinds, w.Kind), words.Of(command.WarningLevels, w.Level)),
			Do:   func() route.Action { return p.liftWarning(w) }, Refuse: p.can("warning.lift")})
	}
	if n := len(p.board.Warnings); n > 0 {
		t = append(t, binding.Binding{Keys: []string{strconv.Itoa(n + 2)}, Label: text.Text{ZH: "传达", EN: "Pass on"}, Help: text.Text{ZH: "把预警传达给各村", EN: "Pass a warning on to the villages"},
			Do: func() route.Action { return route.To{Page: route.Notices} }, Refuse: p.can("notice.new")})
	}
	return screen.Show(dialog.NewMenu(t))
}

// plan keeps a call that is to be made at an hour.
func (p *Page) plan() route.Action {
	o := dialog.PlanOptions{Drafts: p.desk, Now: p.board.Now}
	if p.lists != nil {
		o.Numbers = p.lists.Agencies
	}
	return screen.Show(dialog.NewPlan(o))
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.board == nil {
			return screen.Unread()
		}
		return p.board.Can[code]
	}
}

func (p *Page) setWarning() route.Action {
	now := p.board.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: setText, Draft: "warning", Drafts: p.desk,
		Shape: func(entry.Values) []field.Spec {
			return []field.Spec{
				{Name: "kind", Label: text.Text{ZH: "种类", EN: "Kind"}, Kind: field.Choice, Options: dialog.Options(command.WarningKinds), Required: true},
				{Name: "level", Label: text.Text{ZH: "级别", EN: "Level"}, Kind: field.Choice, Options: dialog.Options(command.WarningLevels), Required: true},
				{Name: "until", Label: text.Text{ZH: "到何时", EN: "Until"}, Kind: field.DateTime, Sense: text.Ahead, Hint: text.Text{ZH: "06:00, 空着到解除", EN: "06:00, or empty"}},
				{Name: "text", Label: text.Text{ZH: "原文", EN: "Wording"}, Max: 300},
			}
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			until, err := dialog.Until("until", v["until"], now)
			return &command.SetWarning{Kind: rules.WarningKind(v["kind"]), Level: rules.WarningLevel(v["level"]), Until: until, Text: v["text"]}, err
		},
		Done: text.Text{ZH: "预警生效", EN: "warning in force"},
	}))
}

func (p *Page) liftWarning(w rules.Warning) route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(liftText, warningText.With(words.Of(command.WarningKinds, w.Kind), words.Of(command.WarningLevels, w.Level))),
		Shape: func(entry.Values) []field.Spec {
			return []field.Spec{{Name: "reason", Label: text.Text{ZH: "依据", EN: "Reason"}, Max: command.MaxLine}}
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.LiftWarning{Warning: w.ID, Reason: v["reason"]}, nil
		},
		Done: text.Text{ZH: "预警解除", EN: "warning lifted"},
	}))
}
