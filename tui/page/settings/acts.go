package settings

import (
	"cmp"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// change opens the form of the selected row.
func (p *Page) change() route.Action {
	r := *p.row()
	switch r.kind {
	case preference:
		return p.prefer(r.name)
	case setting:
		return p.set(r)
	case adoption:
		return p.adopt(r)
	}
	return nil
}

// auto is the choice that leaves a preference to the terminal, back the one that leaves a
// setting to its default.
const (
	auto = "auto"
	back = "default"
)

// prefer asks for all of the officer's own choices, the selected one first.
func (p *Page) prefer(name string) route.Action {
	was := p.read.prefs
	var specs []field.Spec
	for _, c := range choices {
		specs = append(specs, field.Spec{Name: c.name, Label: c.label, Kind: field.Choice, Options: append([]field.Option{{Value: auto, Label: c.auto}}, dialog.Options(c.words)...)})
	}
	of := func(v entry.Values, name string) string {
		if v[name] == auto {
			return ""
		}
		return v[name]
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: mineText, Focus: name, First: entry.Values{"lang": cmp.Or(string(was.Lang), auto), "width": cmp.Or(was.Width, auto), "theme": cmp.Or(was.Theme, auto)},
		Intro: dialog.Lead(text.Text{ZH: "跟着您走, 在哪台终端登录都一样; 保存后立即换。", EN: "These go with you to any terminal, and hold as soon as they are saved."}),
		Shape: entry.Fields(specs...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			now := rules.Prefs{Lang: text.Lang(of(v, "lang")), Width: of(v, "width"), Theme: of(v, "theme")}
			if now == was {
				return nil, rules.Bad(name, unchangedText)
			}
			return &command.SetPrefs{Prefs: now}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "显示已改", EN: "Changed for you"} },
	}))
}

// set asks for the value of a setting and why. A figure that is emptied, or the choice of
// the default, goes back to it.
func (p *Page) set(r row) route.Action {
	s := r.set
	value := field.Spec{Name: "value", Label: text.Text{ZH: "改为", EN: "New value"}, Kind: field.Number, Max: 7, Default: s.Value, Hint: text.Text{ZH: "空着是默认", EN: "empty: default"}}
	if !s.Unit.IsZero() {
		value.Label = text.Text{ZH: "改为 (%[1]s)", EN: "New value (%[1]s)"}.With(s.Unit)
	}
	if spec, ok := rules.SettingSpecOf(s.Name); ok && s.Operation == "" && spec.Phone {
		value.Kind, value.Max, value.Check, value.Hint = field.Phone, 20, dialog.Phone, text.Text{ZH: "空着是没有", EN: "empty: none"}
	}
	if len(s.Options) > 0 {
		value.Kind, value.Hint = field.Choice, text.Text{}
		value.Options = append(dialog.Options(s.Options), field.Option{Value: back, Label: text.Text{ZH: "默认: %[1]s", EN: "default: %[1]s"}.With(r.plain)})
		value.Max, value.Default = 0, ""
	}
	if s.List {
		value.Kind, value.Max, value.Hint = field.Text, command.MaxLine, text.Text{ZH: "用、隔开; - 是没有; 空着是默认", EN: "divided by commas; - for none; empty: default"}
	}
	reason := dialog.ReasonField(false)
	reason.Hint = reasonHint
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "设置: %[1]s", EN: "Setting: %[1]s"}.With(r.label), Draft: "set/" + s.Operation + "/" + s.Name, Drafts: p.desk,
		First: entry.Values{"value": s.Value}, Intro: func(env screen.Env, w int) []string { return basis(env, &r, w) },
		Shape: entry.Fields(value, reason),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.SetSetting{Operation: s.Operation, Name: s.Name, Value: v["value"], Reason: v["reason"]}
			if c.Value == back {
				c.Value = ""
			}
			if len(s.Options) == 0 && !s.List && c.Value != "" {
				if _, err := strconv.Atoi(c.Value); err != nil {
					return nil, rules.Bad("value", text.Text{ZH: "写整数, 如 15, 或空着用默认", EN: "A whole number, such as 15, or nothing for the default"})
				}
			}
			if c.Value == s.Value || c.Value == "" && !s.Set {
				return nil, rules.Bad("value", unchangedText)
			}
			return c, nil
		},
		Said: func(m screen.Saved) text.Text {
			if v := m.Command.(*command.SetSetting).Value; v != "" {
				return text.Text{ZH: "%[1]s: 已改为 %[2]s", EN: "%[1]s is %[2]s now"}.With(r.label, spoken(s, v))
			}
			return defaultText.With(r.label, r.plain)
		},
	}))
}

var (
	reasonHint    = text.Text{ZH: "谁定的, 依据哪份通知", EN: "who decided, by which paper"}
	unchangedText = text.Text{ZH: "没有改动。", EN: "Nothing was changed."}
	defaultText   = text.Text{ZH: "%[1]s: 已回到默认 %[2]s", EN: "%[1]s has its default again: %[2]s"}
)

// reset asks why before the selected row goes back to its default.
func (p *Page) reset() route.Action {
	r := *p.row()
	if r.kind == setting {
		return screen.Show(dialog.NewReason(dialog.ReasonOptions{
			Title: text.Text{ZH: "回到默认: %[1]s", EN: "Back to the default: %[1]s"}.With(r.label), Optional: true, Hint: reasonHint,
			Intro: func(env screen.Env, w int) []string { return basis(env, &r, w) },
			Make: func(reason string) (command.Command, *rules.Error) {
				return &command.SetSetting{Operation: r.set.Operation, Name: r.set.Name, Reason: reason}, nil
			},
			Said: func(screen.Saved) text.Text { return defaultText.With(r.label, r.plain) },
		}))
	}
	prefs := p.read.prefs
	switch r.name {
	case "lang":
		prefs.Lang = ""
	case "width":
		prefs.Width = ""
	case "theme":
		prefs.Theme = ""
	}
	return screen.Save{From: p, Command: &command.SetPrefs{Prefs: prefs}, Done: r.label}
}

// adopt asks for the days of a plan: those of its own window, or of the operation that is
// to be changed. Its settings are rows of their own here.
func (p *Page) adopt(r row) route.Action {
	o := dialog.AdoptOptions{Plan: r.plan.Plan, Label: r.label, Today: rules.DateOf(p.read.settings.Now), Draft: "adopt" + r.id, Drafts: p.desk,
		Intro: func(env screen.Env, w int) []string { return basis(env, &r, w) }}
	if r.op != nil {
		o.Year = seasonOf(r.op)
	}
	o.OwnFrom, o.OwnTo = windowOf(r.plan.Plan, o.Year, o.Today)
	o.From, o.To = o.OwnFrom, o.OwnTo
	if r.op != nil {
		o.From, o.To = r.op.From, r.op.To
	}
	return screen.Show(dialog.NewAdopt(o))
}

// why tells what the selected row does and where its default comes from.
func (p *Page) why() route.Action {
	r := *p.row()
	return screen.Show(dialog.NewText(r.label, func(env screen.Env, w int) []string { return basis(env, &r, w) }))
}
