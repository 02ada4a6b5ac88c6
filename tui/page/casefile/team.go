package casefile

import (
	"slices"
	"strconv"
	"strings"

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
	"dutydesk/tui/words"
)

// dispatch sends a team out, a further one too.
func (p *Page) dispatch() route.Action {
	version, conflict := p.version()
	now, last := p.c.Now, ""
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "派人", EN: "Send out"}, Draft: "dispatch/" + p.id, Drafts: p.desk,
		Shape: p.dispatchFields,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			last = v["team"]
			who := nonEmpty(append([]string{v["team"]}, strings.Split(v["with"], ",")...)...)
			return &command.Dispatch{Case: p.id, Version: version(), Team: strings.Join(who, "、"), Vehicle: v["vehicle"], At: at}, err
		},
		Done: text.Text{ZH: "已派人", EN: "sent out"},
		After: func(command.Result) route.Action {
			if out := p.unlisted(last); len(out) > 0 { // saved all the same: a slip is seen
				return screen.Say{Text: text.Text{ZH: "已派人, 名册外: %[1]s", EN: "sent out; on no list: %[1]s"}.With(strings.Join(out, "、"))}
			}
			return nil
		},
		Conflict: conflict,
	}))
}

// dispatchFields offer who is not out for this case, and nobody twice.
func (p *Page) dispatchFields(v entry.Values) []field.Spec {
	free := slices.DeleteFunc(dialog.Names(p.lists), func(o field.Option) bool {
		return slices.ContainsFunc(p.c.Case.Out(), func(t *rules.Team) bool {
			return slices.ContainsFunc(t.People, func(m rules.Member) bool { return m.Name == o.Value })
		})
	})
	with := slices.DeleteFunc(slices.Clone(free), func(o field.Option) bool { return slices.Contains(names(v["team"]), o.Value) })
	return []field.Spec{
		{Name: "team", Label: text.Text{ZH: "派谁去", EN: "Who goes"}, Kind: field.Choice, Options: free, Free: true, Numbered: true, Max: 60, Required: true, Hint: text.Text{ZH: "几个人用顿号隔开", EN: "names with commas between"}},
		{Name: "with", Label: text.Text{ZH: "同去", EN: "With"}, Kind: field.Multi, Options: with},
		{Name: "vehicle", Label: text.Text{ZH: "车辆", EN: "Vehicle"}, Kind: field.Choice, Options: p.cars(), Free: true, Numbered: true, Max: 20},
		dialog.At(),
	}
}

// names are the people of a line, one by one.
func names(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,;； ", r) })
}

// unlisted are those of a line who stand on no list of officers.
func (p *Page) unlisted(s string) (out []string) {
	all := dialog.Names(p.lists)
	for _, n := range names(s) {
		if !slices.ContainsFunc(all, func(o field.Option) bool { return o.Value == n }) {
			out = append(out, n)
		}
	}
	return out
}

// cars are the vehicles on the list that are not out for this case, by name.
func (p *Page) cars() (out []field.Option) {
	for _, x := range p.lists.Places {
		away := slices.ContainsFunc(p.c.Case.Out(), func(t *rules.Team) bool { return t.Vehicle.ID == x.ID || t.Vehicle.Text == x.Name })
		if x.Kind == rules.PlaceVehicle && !x.Retired && !away {
			out = append(out, field.Option{Value: x.Name, Label: plain(x.Name)})
		}
	}
	return out
}

// teamSteps are the titles of the milestones, with what is said of them when saved.
var teamSteps = map[string]struct {
	title, done text.Text
	make        func(id string, version int64, no int) command.Command
}{
	"case.depart": {text.Text{ZH: "出发", EN: "Left"}, text.Text{ZH: "已出发", EN: "on the way"},
		func(id string, v int64, no int) command.Command {
			return &command.Depart{Case: id, Version: v, Team: no}
		}},
	"case.arrive": {text.Text{ZH: "到场", EN: "Arrived"}, text.Text{ZH: "已到场", EN: "on the scene"},
		func(id string, v int64, no int) command.Command {
			return &command.Arrive{Case: id, Version: v, Team: no}
		}},
	"case.return": {text.Text{ZH: "返回", EN: "Back"}, text.Text{ZH: "已返回", EN: "back"},
		func(id string, v int64, no int) command.Command {
			return &command.Return{Case: id, Version: v, Team: no}
		}},
}

// teamStep writes a milestone: which team where several may have it, the first of them
// chosen, and when.
func (p *Page) teamStep(code string) func() route.Action {
	return func() route.Action {
		version, conflict := p.version()
		step, now := teamSteps[code], p.c.Now
		fits := p.fitting(code)
		var fields []field.Spec
		if len(fits) > 1 {
			fields = append(fields, field.Spec{Name: "team", Label: text.Text{ZH: "哪一队", EN: "Which team"}, Kind: field.Choice, Options: fits, Required: true})
		}
		o := dialog.FormOptions{
			Title: step.title, Draft: code + "/" + p.id, Drafts: p.desk, Shape: entry.Fields(append(fields, dialog.At())...),
			Make: func(v entry.Values) (command.Command, *rules.Error) {
				no, _ := strconv.Atoi(v["team"])
				at, err := dialog.When("at", v["at"], now)
				c := step.make(p.id, version(), no)
				switch c := c.(type) {
				case *command.Depart:
					c.At = at
				case *command.Arrive:
					c.At = at
				case *command.Return:
					c.At = at
				}
				return c, err
			},
			Done:     step.done,
			Conflict: conflict,
		}
		if len(fits) == 1 {
			o.Intro = dialog.Lead(fits[0].Label)
		}
		return screen.Show(dialog.NewForm(o))
	}
}

// fitting are the teams that the milestone can be written of.
func (p *Page) fitting(code string) (out []field.Option) {
	for i := range p.c.Case.Teams {
		t := &p.c.Case.Teams[i]
		no := strconv.Itoa(t.No)
		if p.c.Can[code+"/"+no] == nil {
			out = append(out, field.Option{Value: no, Label: text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s: %[2]s"}.With(t.Label(), t.Standing())})
		}
	}
	return out
}

// backs are the steps that can be taken back: the last one of the case, and of each team.
func (p *Page) backs() (t binding.Table) {
	if p.c == nil {
		return nil
	}
	add := func(b binding.Binding) {
		if b.Refusal() == nil {
			b.Keys = []string{strconv.Itoa(len(t) + 1)}
			t = append(t, b)
		}
	}
	add(binding.Binding{Label: text.Text{ZH: "事项", EN: "The case"}, Help: text.Text{ZH: "现在是: %[1]s", EN: "It stands at: %[1]s"}.With(words.Of(words.CaseStates, p.c.Case.State)),
		Do: p.stepBack, Refuse: p.can("case.back")})
	for i := range p.c.Case.Teams {
		team := &p.c.Case.Teams[i]
		code, _ := team.Last()
		add(binding.Binding{Label: text.Text{ZH: "第%[1]d队", EN: "Team %[1]d"}.With(team.No), Help: text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(team.Who(), command.Told(code)),
			Do: func() route.Action { return p.backTeam(team.No, code) }, Refuse: p.can("case.back/" + strconv.Itoa(team.No))})
	}
	return t
}

// back takes a step back, and asks which where there are several.
func (p *Page) back() route.Action {
	t := p.backs()
	if len(t) == 1 {
		return t[0].Do()
	}
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "退回哪一步", EN: "Which step?"}))
}

// noBack is why there is none.
func (p *Page) noBack() *rules.Error {
	if len(p.backs()) > 0 {
		return nil
	}
	return p.can("case.back")()
}

// notLast is why a step of a team in the story cannot be taken back.
func (p *Page) notLast(e *view.Event) *rules.Error {
	for i := range p.c.Case.Teams {
		t := &p.c.Case.Teams[i]
		if last, _ := t.Last(); strconv.Itoa(t.No) == e.Ref && last != e.Code {
			return rules.Refuse(text.Text{ZH: "之后已经%[1]s, 先退回那一步。", EN: "Since then somebody %[1]s: take that step back first."}.With(command.Told(last)), "")
		}
	}
	return p.c.Can["case.back/"+e.Ref]
}

func (p *Page) backTeam(no int, code string) route.Action {
	version, conflict := p.version()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "退回一步", EN: "One step back"}, Draft: "back/" + p.id + "/" + strconv.Itoa(no), Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "第%[1]d队: %[2]s", EN: "Team %[1]d: %[2]s"}.With(no, command.Told(code))),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.StepBack{Case: p.id, Step: code, Team: no, Version: version(), Reason: reason}, nil
		},
		Done:     text.Text{ZH: "已退回一步", EN: "one step back"},
		Conflict: conflict,
	}))
}

// teamLines are the clocks that ask for a team now, and the teams that are out.
func (p *Page) teamLines(env screen.Env, w int) (out []string) {
	for i := range p.c.Responses {
		r := &p.c.Responses[i]
		if !r.State.Open() || r.Due == nil {
			continue
		}
		token := env.StateToken(r.State)
		said := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(words.Of(rules.AcuityWords, r.Acuity), r.What)
		if len(r.Because) > 0 {
			said = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(said, r.Because)
		}
		out = append(out, token.Paint(env.Pad(env.Clock(r.State, r.Due)+" "+env.T(text.Text{ZH: "%[1]s %[2]s, 时限本所设定", EN: "%[1]s %[2]s, limit set by this desk"}.With(said, r.Clause)), w)))
		break // who is not sent has not arrived either
	}
	for _, t := range p.c.Case.Out() {
		since := env.Minutes(max(env.Now.Sub(t.Sent.At), 0)) // before what a narrow window cuts off
		out = append(out, env.Pad(" "+env.T(text.Text{ZH: "在外 %[1]s %[2]s, %[3]s", EN: "Out %[1]s: %[2]s, %[3]s"}.With(since, label(t), t.Standing())), w))
	}
	return out
}

// label is a team with its vehicle.
func label(t *rules.Team) text.Text {
	if t.Vehicle.Text == "" {
		return t.Label()
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(t.Label(), t.Vehicle.Text)
}

// short is who answers for the case and since when it is open, in the title: as much of it as
// fits into room cells, the person always.
func (p *Page) short(env screen.Env, room int) string {
	r := &p.c.Responsible
	opened := env.T(openedText.With(env.HHMM(p.c.Case.OpenedAt)))
	var who, name text.Text
	switch {
	case r.Why.IsZero() && env.Width(opened) > room:
		return ""
	case r.Why.IsZero():
		return opened
	case r.Officer != "":
		who, name = text.Text{ZH: "首接 %[1]s", EN: "first receiver %[1]s"}.With(r.Name), text.Text{ZH: "首接 %[1]s", EN: "%[1]s"}.With(r.Name)
	case r.To != "":
		who, name = text.Text{ZH: "已移交 %[1]s", EN: "with %[1]s"}.With(r.To), text.Text{ZH: "已移交 %[1]s", EN: "with %[1]s"}.With(r.To)
	default:
		who, name = r.Why, r.Why
	}
	for _, s := range []string{opened + "  " + env.T(who), env.T(who)} {
		if env.Width(s) <= room {
			return s
		}
	}
	return env.T(name)
}

// answering is who answers for the case, since when and why, and what would end it.
func (p *Page) answering(env screen.Env) string {
	r := &p.c.Responsible
	if r.Why.IsZero() {
		return ""
	}
	who := r.To
	if r.Officer != "" {
		who = r.Name
	}
	s := strings.Join(nonEmpty(who, env.HHMM(r.Since), env.T(r.Why)), " ")
	if !r.Ends.IsZero() {
		s += env.T(text.Text{ZH: "; 到 %[1]s 为止", EN: "; until: %[1]s"}.With(r.Ends))
	}
	return s + " (" + r.Clause + ")"
}

// sent is a team of the story: who, in what, and when each milestone was.
func sent(env screen.Env, t *rules.Team) string {
	s := t.Words() + " " + env.T(text.Text{ZH: "派出 %[1]s", EN: "sent %[1]s"}.With(env.HHMM(t.Sent.At)))
	for _, m := range []struct {
		word text.Text
		at   *rules.Mark
	}{{rules.TeamSteps[0].Text, t.Departed}, {rules.TeamSteps[1].Text, t.Arrived}, {rules.TeamSteps[2].Text, t.Back}} {
		if m.at != nil {
			s += ", " + env.T(m.word) + " " + env.HHMM(m.at.At)
		}
	}
	return s
}
