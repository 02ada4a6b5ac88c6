package registers

import (
	"strings"

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

// prefix stands before the code of a field, as refusals name it.
const prefix = "fields."

// specs are the fields of a form for the rows of a register.
func specs(one *view.RegisterPage) []field.Spec {
	var out []field.Spec
	for _, f := range one.Register.Fields {
		s := field.Spec{Name: prefix + f.Code, Label: f.Text, Required: f.Need, Max: command.MaxLine}
		switch f.Type {
		case rules.FieldNote:
			s.Max, s.Rows = command.MaxNote, 2
		case rules.FieldDate:
			s.Max, s.Hint = 20, text.Text{ZH: "2026-12-01", EN: "2026-12-01"}
		case rules.FieldMoment:
			s.Max, s.Hint = 25, text.Text{ZH: "2026-12-01 09:30", EN: "2026-12-01 09:30"}
		case rules.FieldMoney, rules.FieldNumber:
			s.Max = 16
		case rules.FieldYesNo:
			s.Kind, s.Options = field.Choice, dialog.Options(command.YesNo)
		case rules.FieldChoice:
			s.Kind, s.Options = field.Choice, dialog.Options(f.Of)
		case rules.FieldChoices:
			s.Kind, s.Options = field.Multi, dialog.Options(f.Of)
		case rules.FieldVillage:
			s.Kind, s.Options = field.Choice, dialog.Options(one.Villages)
		case rules.FieldIDNo:
			s.Kind = field.ID
		case rules.FieldPhone:
			s.Kind = field.Phone
		}
		out = append(out, s)
	}
	return append(out, field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: command.MaxLine, Hint: text.Text{ZH: "不合规时写明原因", EN: "the reason where a rule is broken"}})
}

// typed are the fields of a form, by code.
func typed(one *view.RegisterPage, v entry.Values) map[string]string {
	out := map[string]string{}
	for _, f := range one.Register.Fields {
		if s := v[prefix+f.Code]; s != "" {
			out[f.Code] = s
		}
	}
	return out
}

func (p *Page) add() route.Action {
	one := p.one
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "添加: %[1]s", EN: "Add: %[1]s"}.With(one.Register.Text), Draft: "row/" + one.Register.ID, Drafts: p.desk,
		Shape: func(entry.Values) []field.Spec { return specs(one) },
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.PutRow{Register: one.Register.ID, Fields: typed(one, v), Note: v["note"]}, nil
		},
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已添加 %[1]s", EN: "Entered: %[1]s"}.With(m.Result.ID)
		},
		After: func(res command.Result) route.Action { p.seek = res.ID; return nil },
	}))
}

func (p *Page) edit() route.Action {
	one, r := p.one, *p.row()
	first := entry.Values{}
	for _, f := range one.Register.Fields {
		kept := r.Fields[f.Code]
		switch f.Type {
		case rules.FieldMoney, rules.FieldMoment:
			kept = r.Shown[f.Code].ZH
		}
		if kept != "" {
			first[prefix+f.Code] = kept
		}
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "修改 %[1]s", EN: "Change %[1]s"}.With(r.ID), Draft: "row/" + r.ID, Drafts: p.desk, First: first,
		Shape: func(entry.Values) []field.Spec { return specs(one) },
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.PutRow{ID: r.ID, Register: one.Register.ID, Fields: typed(one, v), Note: v["note"], Version: r.Version}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已改 %[1]s", EN: "Changed: %[1]s"}.With(r.ID) },
	}))
}

// before says what a step lacks, by which clause.
func before(n *view.RegisterNext) text.Text {
	return text.Text{ZH: "办「%[1]s」前: %[2]s %[3]s", EN: "Before \"%[1]s\": %[2]s %[3]s"}.With(n.Text, n.Not.Text, n.Not.Clause)
}

// next asks which step, its day and a note; above the fields stands what the rules say.
func (p *Page) next() route.Action {
	r := *p.row()
	var options []field.Option
	for _, n := range r.Next {
		label := n.Text
		if n.Not != nil {
			label = text.Text{ZH: "%[1]s (还不行)", EN: "%[1]s (not yet)"}.With(n.Text)
		}
		options = append(options, field.Option{Value: n.State, Label: label})
	}
	first := entry.Values{"on": string(rules.DateOf(p.one.Now))}
	if len(r.Next) > 0 && r.Next[0].Not == nil {
		first["state"] = r.Next[0].State // what ends the row otherwise is chosen, never offered
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "下一步 %[1]s", EN: "Next step, %[1]s"}.With(r.ID), Draft: "step/" + r.ID, Drafts: p.desk, First: first,
		Intro: func(env screen.Env, w int) []string {
			out := env.Wrap(env.T(text.Text{ZH: "%[1]s 现在: %[2]s", EN: "%[1]s, now: %[2]s"}.With(r.Title, r.Stands)), w)
			for _, n := range r.Next {
				if n.Not != nil {
					out = append(out, env.Wrap(env.T(before(&n)), w)...)
				}
				for _, f := range append(append([]rules.Finding{}, n.Verdict.Breaches...), n.Verdict.Warnings...) {
					out = append(out, env.Wrap(env.T(n.Text)+": "+env.T(f.Text)+" "+strings.Join(f.Clauses, " "), w)...)
				}
			}
			return out
		},
		Shape: func(v entry.Values) []field.Spec {
			out := []field.Spec{{Name: "state", Label: text.Text{ZH: "下一步", EN: "Step"}, Kind: field.Choice, Options: options, Required: true}}
			for _, n := range r.Next {
				if n.State != v["state"] {
					continue
				}
				if n.Dated {
					out = append(out, field.Spec{Name: "on", Label: text.Text{ZH: "日期", EN: "Day"}, Max: 20})
				}
				out = append(out, field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: command.MaxLine, Required: n.Noted})
			}
			return out
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.StepRow{Row: r.ID, State: v["state"], Note: v["note"], Version: r.Version}
			for _, n := range r.Next {
				if n.State == c.State && n.Dated {
					c.On = rules.Date(v["on"])
				}
			}
			return c, nil
		},
		Said: func(m screen.Saved) text.Text { return text.Text{ZH: "已办 %[1]s", EN: "Done: %[1]s"}.With(r.ID) },
	}))
}

func (p *Page) back() route.Action {
	r := *p.row()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "退回一步 %[1]s", EN: "Step back, %[1]s"}.With(r.ID), Intro: dialog.Lead(text.Text{ZH: "%[1]s 现在: %[2]s, 退回上一步。", EN: "%[1]s, now: %[2]s; it goes one step back."}.With(r.Title, r.Stands)),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.BackRow{Row: r.ID, Reason: reason, Version: r.Version}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已退回一步 %[1]s", EN: "One step back: %[1]s"}.With(r.ID)
		},
	}))
}

func (p *Page) strike() route.Action {
	r := *p.row()
	title, lead, done := text.Text{ZH: "划去 %[1]s", EN: "Strike out %[1]s"}, text.Text{ZH: "%[1]s: 划去后不再计数, 留底可恢复。", EN: "%[1]s: it counts no more, stays to be read, and can be brought back."}, text.Text{ZH: "已划去 %[1]s", EN: "Struck out: %[1]s"}
	if r.Struck != nil {
		title, lead, done = text.Text{ZH: "恢复 %[1]s", EN: "Bring back %[1]s"}, text.Text{ZH: "%[1]s: 恢复到原来的状态。", EN: "%[1]s: it stands again where it stood."}, text.Text{ZH: "已恢复 %[1]s", EN: "Brought back: %[1]s"}
	}
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: title.With(r.ID), Intro: dialog.Lead(lead.With(r.Title)),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.StrikeRow{Row: r.ID, Reason: reason, Back: r.Struck != nil, Version: r.Version}, nil
		},
		Said: func(screen.Saved) text.Text { return done.With(r.ID) },
	}))
}
