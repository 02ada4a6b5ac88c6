package dialog

import (
	"cmp"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// AdoptOptions say which plan is adopted or changed. Own is the plan's own window, empty where
// its text gives no day; From and To are what holds. Year is the season of the operation that
// is to be changed, 0 for one that is not adopted.
type AdoptOptions struct {
	Plan           string
	Label          text.Text
	Year           int
	OwnFrom, OwnTo rules.Date
	From, To       rules.Date
	Today          rules.Date
	Settings       []view.SettingRow // asked for too; none leaves them as they are
	Draft          string
	Drafts         entry.Drafts
	Intro          func(env screen.Env, w int) []string
}

// NewAdopt asks for the days of a plan, and for its settings. What is emptied is the plan's
// own day, or the default.
func NewAdopt(o AdoptOptions) *Form {
	title := text.Text{ZH: "启用 %[1]s", EN: "Adopt %[1]s"}
	switch {
	case o.Year != 0 && o.Settings == nil:
		title = text.Text{ZH: "改日期: %[1]s", EN: "Dates of %[1]s"}
	case o.Year != 0:
		title = text.Text{ZH: "改 %[1]s", EN: "Change %[1]s"}
	}
	first := entry.Values{"from": string(o.From), "to": string(o.To)}
	fields := []field.Spec{dayOf("from", text.Text{ZH: "首日", EN: "First day"}, o.From, o.OwnFrom), dayOf("to", text.Text{ZH: "末日", EN: "Last day"}, o.To, o.OwnTo)}
	for i := range o.Settings {
		s := &o.Settings[i]
		fields = append(fields, settingField(s))
		first[settingName(s)] = cmp.Or(s.Value, unset)
	}
	return NewForm(FormOptions{
		Title: title.With(o.Label), Draft: o.Draft, Drafts: o.Drafts, First: first, Intro: o.Intro, Shape: entry.Fields(fields...),
		Make: func(v entry.Values) (command.Command, *rules.Error) { return o.command(v) },
		Said: func(m screen.Saved) text.Text {
			c := m.Command.(*command.AdoptPlan)
			said := text.Text{ZH: "%[1]s: %[2]s 至 %[3]s", EN: "%[1]s: %[2]s to %[3]s"}
			switch (rules.Operation{From: c.From, To: c.To}).State(o.Today) {
			case rules.OperationPlanned:
				said = text.Text{ZH: "%[1]s: %[2]s 至 %[3]s, 今天还没有生效", EN: "%[1]s: %[2]s to %[3]s, not in force yet"}
			case rules.OperationEnded:
				said = text.Text{ZH: "%[1]s: %[2]s 至 %[3]s, 今天已过期限", EN: "%[1]s: %[2]s to %[3]s, over by today"}
			}
			return said.With(m.Result.ID, string(c.From), string(c.To))
		},
	})
}

// unset is the choice that leaves a setting without a value.
const unset = "-"

func settingName(s *view.SettingRow) string { return "settings." + s.Name }

// settingField asks for a setting; a figure says whose default it has, and emptied, which.
func settingField(s *view.SettingRow) field.Spec {
	f := field.Spec{Name: settingName(s), Label: s.Label, Kind: field.Number, Max: 7, Default: s.Value,
		Hint: text.Text{ZH: "默认 %[1]s, %[2]s", EN: "default %[1]s, %[2]s"}.With(s.Default, s.From)}
	if len(s.Options) == 0 {
		whose := text.Text{ZH: "本所", EN: "ours"}
		if s.Clause != "" {
			whose = text.Text{ZH: "条文", EN: "the text"}
		}
		f.Unit = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(s.Unit, whose)
		return f
	}
	f.Kind, f.Max, f.Default = field.Choice, 0, ""
	f.Options = Options(s.Options)
	for i := range f.Options {
		if f.Options[i].Value == s.Default {
			f.Options[i].Label = text.Text{ZH: "%[1]s (默认)", EN: "%[1]s (default)"}.With(f.Options[i].Label)
		}
	}
	if s.Default == "" {
		f.Options = append(f.Options, field.Option{Value: unset, Label: text.Text{ZH: "不设 (默认)", EN: "none (default)"}})
	}
	return f
}

// command is what was typed: days, and of the settings those that differ from what holds.
func (o *AdoptOptions) command(v entry.Values) (command.Command, *rules.Error) {
	c := &command.AdoptPlan{Plan: o.Plan, SeasonStartYear: o.Year}
	var err *rules.Error
	if c.From, err = dayTyped("from", v["from"]); err == nil {
		c.To, err = dayTyped("to", v["to"])
	}
	c.From, c.To = cmp.Or(c.From, o.OwnFrom), cmp.Or(c.To, o.OwnTo)
	for i := range o.Settings {
		s := &o.Settings[i]
		now := v[settingName(s)]
		if now == cmp.Or(s.Value, unset) {
			continue
		}
		switch n, bad := strconv.Atoi(now); {
		case now == unset:
			now = ""
		case now != "" && len(s.Options) == 0 && (bad != nil || n < 1):
			return nil, rules.Bad(settingName(s), text.Text{ZH: "写大于 0 的整数, 或空着用默认", EN: "A whole number above 0, or nothing for the default"})
		case now == s.Default:
			now = "" // its default, whoever gives it
		}
		if now == "" && !s.Set {
			continue
		}
		if c.Settings == nil {
			c.Settings = map[string]string{}
		}
		c.Settings[s.Name] = now
	}
	if err == nil && o.Year != 0 && o.Settings != nil && c.From == o.From && c.To == o.To && c.Settings == nil {
		err = rules.Bad("from", text.Text{ZH: "没有改动。", EN: "Nothing was changed."})
	}
	return c, err
}

func dayOf(name string, label text.Text, now, own rules.Date) field.Spec {
	hint := text.Text{ZH: "空着按方案", EN: "empty: the plan's"}
	if own == "" {
		hint = text.Text{ZH: "条文没写, 由本镇定", EN: "not in the text, name it"}
	}
	return field.Spec{Name: name, Label: label, Kind: field.DateTime, Sense: text.DayOnly, Max: 20, Default: string(now), Hint: hint, Check: DayCheck}
}

// dayTyped reads a day as people write it; nothing leaves it open.
func dayTyped(name, s string) (rules.Date, *rules.Error) {
	if s == "" {
		return "", nil
	}
	d, ok := command.ParseDate(s)
	if !ok {
		return "", rules.Bad(name, dayText)
	}
	return d, nil
}

var dayText = text.Text{ZH: "日期写成 2026-12-01", EN: "Write the day as 2026-12-01"}

// DayCheck says what is wrong with a day while it is typed.
func DayCheck(s string) text.Text {
	if _, err := dayTyped("", s); err != nil {
		return dayText
	}
	return text.Text{}
}

// EndOptions say which operation is ended or withdrawn.
type EndOptions struct {
	Operation rules.Operation
	Label     text.Text
	Today     rules.Date
	Drafts    entry.Drafts
}

// NewEnd asks how an operation ends and why; of one that has not begun only why.
func NewEnd(o EndOptions) *Form {
	op := &o.Operation
	begun := op.State(o.Today) == rules.OperationInForce
	fields := []field.Spec{ReasonField(true)}
	fields[0].Hint = text.Text{ZH: "谁定的, 依据哪份通知", EN: "who decided, by which paper"}
	lead := text.Text{ZH: "撤销后 %[1]s 不再提任何要求; 办过的都留着。要恢复, 重新启用。", EN: "Withdrawn, %[1]s asks for nothing any more; what was done stays. To undo it, adopt it again."}
	if begun {
		lead = text.Text{ZH: "停用后 %[1]s 不再提要求; 办过的都留着。要恢复, 重新启用或改末日。", EN: "Once it ends, %[1]s asks for nothing any more; what was done stays. To undo it, adopt it again or change its last day."}
		fields = append([]field.Spec{
			{Name: "how", Label: text.Text{ZH: "怎样停", EN: "How"}, Kind: field.Choice, Default: "on", Options: []field.Option{
				{Value: "on", Label: text.Text{ZH: "到末日为止", EN: "ends after its last day"}}, {Value: "withdraw", Label: text.Text{ZH: "立即撤销", EN: "withdrawn at once"}}}},
			{Name: "on", Label: text.Text{ZH: "末日", EN: "Last day"}, Kind: field.DateTime, Sense: text.DayOnly, Max: 20, Hint: text.Text{ZH: "空着是今天", EN: "empty: today"}, Check: DayCheck},
		}, fields...)
	}
	return NewForm(FormOptions{
		Title: text.Text{ZH: "停用 %[1]s?", EN: "End %[1]s?"}.With(o.Label), Draft: "end/" + op.ID, Drafts: o.Drafts,
		Intro: Lead(lead.With(op.ID)), Shape: entry.Fields(fields...), First: entry.Values{"how": "on"},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.EndPlan{Operation: op.ID, Withdraw: !begun || v["how"] == "withdraw", Reason: v["reason"]}
			if c.Reason == "" {
				return nil, rules.Bad("reason", text.Text{ZH: "写一句为什么", EN: "Say in a few words why"})
			}
			var err *rules.Error
			if !c.Withdraw {
				c.On, err = dayTyped("on", v["on"])
			}
			return c, err
		},
		Said: func(m screen.Saved) text.Text {
			c := m.Command.(*command.EndPlan)
			if c.Withdraw {
				return text.Text{ZH: "%[1]s 已撤销", EN: "%[1]s was withdrawn"}.With(op.ID)
			}
			return text.Text{ZH: "%[1]s 到 %[2]s 为止", EN: "%[1]s ends on %[2]s"}.With(op.ID, string(cmp.Or(c.On, o.Today)))
		},
	})
}
