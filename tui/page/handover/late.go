package handover

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// passingKeys are what helps when the successor does not come, while a shift is on duty and
// nothing is frozen.
func (p *Page) passingKeys() binding.Table {
	var t binding.Table
	if p.open() {
		t = append(t, binding.Binding{Keys: []string{"ctrl+r", "m"}, Label: remindLabel,
			Help: text.Text{ZH: "记一次催接班的电话: 打给谁, 通没通", EN: "Note a call to whoever should take over: who, reached or not"}, Do: p.remind, Refuse: p.can("handover.remind")})
	}
	return append(t, binding.Binding{Keys: []string{"ctrl+f", "g"}, Label: releaseLabel,
		Help: text.Text{ZH: "接班人不来: 带班领导放行, 由别人或本人接着值, 写明原因", EN: "The successor does not come: a leader lets the shift pass, to another or to the same officer, with a reason"}, Do: p.release, Refuse: p.can("handover.release")})
}

// remind notes a call to whoever should take over; that is suggested as far as it is known.
func (p *Page) remind() route.Action {
	h := &p.h.Handover
	who, focus := "", "who"
	if h.State == rules.HandoverPresented {
		who, focus = p.name(h.Incoming), "reached"
	}
	names := p.callable(h)
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "催接班", EN: "Ring the successor"}, Draft: "remind/" + h.ID, Drafts: p.desk, Focus: focus, Intro: p.waitingLines,
		Shape: entry.Fields(
			field.Spec{Name: "who", Label: text.Text{ZH: "打给", EN: "Rang"}, Kind: field.Choice, Options: names, Free: true, Max: 30, Default: who, Required: true},
			field.Spec{Name: "reached", Label: text.Text{ZH: "通没通", EN: "Reached"}, Kind: field.Choice, Required: true, Options: []field.Option{
				{Value: "yes", Label: text.Text{ZH: "通", EN: "reached"}}, // in the order of every call out
				{Value: "no", Label: text.Text{ZH: "未接", EN: "not reached"}},
			}},
			field.Spec{Name: "words", Label: text.Text{ZH: "说了什么", EN: "Said"}, Max: 200}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			reached, err := dialog.Reached(v)
			if err != nil {
				return nil, err
			}
			return &command.RemindTaker{Handover: h.ID, Who: v["who"], Reached: *reached, Words: v["words"]}, nil
		},
		Done: text.Text{ZH: "催接班已记", EN: "the call is noted"},
	}))
}

// release lets the shift pass on a leader's word.
func (p *Page) release() route.Action {
	crew, shift := p.crewFields(), p.duty.Shift.ID
	crew[0].Label = text.Text{ZH: "下一班带班", EN: "Next leader"}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "放行交班", EN: "Let the shift pass"}, Draft: "release", Drafts: p.desk,
		Intro: func(env screen.Env, w int) []string {
			return append(p.waitingLines(env, w), env.Wrap(env.T(releaseText), w)...)
		},
		Shape: entry.Fields(
			field.Spec{Name: "pin", Label: pinText, Kind: field.Secret, Max: 12, Required: true}, // first, as wherever one signs
			field.Spec{Name: "incoming", Label: text.Text{ZH: "由谁接着值", EN: "Who goes on"}, Kind: field.Choice, Options: dialog.Officers(p.lists, rules.RoleOfficer, rules.RoleLeader), Required: true},
			crew[0], crew[1], crew[2],
			field.Spec{Name: "ordered", Label: text.Text{ZH: "电话指示", EN: "By telephone"}, Kind: field.Choice, Options: dialog.Officers(p.lists, rules.RoleLeader), Hint: text.Text{ZH: "哪位领导说的; 领导本人办空着", EN: "which leader said so; empty: by the leader in person"}},
			dialog.ReasonField(true)),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.ReleaseShift{Shift: shift, Incoming: v["incoming"], Leader: v["leader"], Deputies: deputies(v), Driver: v["driver"],
				Ordered: v["ordered"], Reason: v["reason"], PIN: v["pin"]}, nil
		},
		Done:  text.Text{ZH: "已放行", EN: "let pass"},
		After: func(r command.Result) route.Action { return route.To{Page: route.Handover, ID: r.ID} },
	}))
}

// waitingLines say who is late, and who was rung.
func (p *Page) waitingLines(env screen.Env, w int) []string {
	var out []string
	if p.h == nil {
		return out
	}
	if !p.h.Waiting.IsZero() {
		out = env.Wrap(env.Theme.Danger.Flag(env.T(p.h.Waiting)), w)
	}
	for i := range p.h.Handover.Reminders {
		out = append(out, env.Wrap(env.T(p.h.Handover.Reminders[i].Said()), w)...)
	}
	return out
}

// since says what came or changed after the handover was presented, the first of it.
func since(changes []view.Change) text.Text {
	const most = 3
	var what []text.Text
	for _, c := range changes {
		l := c.New
		if l == nil {
			l = c.Old
		}
		if kind, _ := rules.Source(l.Key); len(what) < most && kind != "counts" && kind != "due" {
			what = append(what, c.Said())
		}
	}
	return text.Text{ZH: "交出后: %[1]s", EN: "since presented: %[1]s"}.With(what)
}

// counted writes down what was found of the selected thing.
func (p *Page) counted() route.Action {
	l, id := *p.line(), p.h.Handover.ID
	found := field.Spec{Name: "found", Label: text.Text{ZH: "实点", EN: "Found"}, Kind: field.Number, Max: 7, Required: true, Hint: text.Text{ZH: "账面 %[1]d%[2]s", EN: "booked %[1]d %[2]s"}.With(l.Count.Book, l.Count.Unit)}
	goods := l.Count.Kind == rules.ThingGoods
	first := entry.Values{"word": l.Word}
	if !goods {
		found = field.Spec{Name: "ok", Label: text.Text{ZH: "情况", EN: "State"}, Kind: field.Choice, Required: true, Options: []field.Option{
			{Value: "yes", Label: text.Text{ZH: "在, 完好", EN: "there and in order"}},
			{Value: "no", Label: text.Text{ZH: "缺或有损", EN: "missing or damaged"}},
		}}
		if l.Count.OK != nil {
			first["ok"] = map[bool]string{true: "yes", false: "no"}[*l.Count.OK]
		}
	} else if l.Count.Found != nil {
		first["found"] = strconv.FormatInt(*l.Count.Found, 10)
	}
	word := field.Spec{Name: "word", Label: text.Text{ZH: "说明", EN: "Word"}, Max: 300, Hint: text.Text{ZH: "不符要写明情况", EN: "needed when it differs"}}
	if l.Count.Kind == rules.ThingVehicle {
		word.Required, word.Hint = true, text.Text{ZH: "里程, 油量, 有无损伤", EN: "mileage, fuel, any damage"}
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "清点", EN: "Count"}, Draft: "count/" + id + "/" + l.Key, Drafts: p.desk, Intro: lineIntro(l), First: first,
		Shape: entry.Fields(found, word),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := rules.Counting{Key: l.Key, Word: v["word"]}
			switch {
			case !goods && v["ok"] == "":
				return nil, rules.Bad("ok", text.Text{ZH: "在不在, 好不好?", EN: "Is it there and in order?"})
			case !goods:
				ok := v["ok"] == "yes"
				c.OK = &ok
			default:
				n, err := strconv.ParseInt(v["found"], 10, 64)
				if err != nil {
					return nil, rules.Bad("found", text.Text{ZH: "实点多少? 写整数", EN: "How many were found? A whole number"})
				}
				c.Found = &n
			}
			return &command.CountThings{Handover: id, Counts: []rules.Counting{c}}, nil
		},
		Done:  text.Text{ZH: "已清点", EN: "counted"},
		After: func(command.Result) route.Action { p.next(uncounted); return nil },
	}))
}

func uncounted(l *rules.Line) bool { return l.Count != nil && (!l.Count.Done() || l.Count.Stale()) }

// onWord is why Enter writes nothing on the selected line.
func (p *Page) onWord() *rules.Error {
	l := p.line()
	switch {
	case l == nil:
		return p.onLine("handover.word")()
	case l.Count != nil:
		return p.can("handover.count")()
	}
	if no := p.can("handover.word")(); no != nil || p.state() != rules.HandoverPresented || p.altered(l.Key) {
		return no
	}
	return rules.Refuse(text.Text{ZH: "这一项交出后没有变化。要改交代, 先收回。", EN: "This line is as it was presented. To change the word, take the handover back first."}, "")
}

// enter counts a thing, and writes the word on any other line.
func (p *Page) enter() route.Action {
	if p.line().Count != nil {
		return p.counted()
	}
	return p.word()
}

var releaseText = text.Text{ZH: "放行后本班即交, 各项照现状存档, 下一班的交接单写明; 电话答应的记为口头指示, 待补签。",
	EN: "The shift is handed over as things stand; the next sheet says so. What was said by telephone is kept as an order, to be signed."}
