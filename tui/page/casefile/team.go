package casefile

import (
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
	now := p.c.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "派人", EN: "Send out"}, Draft: "dispatch/" + p.id, Drafts: p.desk,
		Shape: entry.Fields(
			field.Spec{Name: "team", Label: text.Text{ZH: "派谁去", EN: "Who goes"}, Kind: field.Choice, Options: dialog.Names(p.lists), Free: true, Max: 60, Required: true, Hint: text.Text{ZH: "几个人用顿号隔开", EN: "names with commas between"}},
			field.Spec{Name: "with", Label: text.Text{ZH: "同去", EN: "With"}, Kind: field.Multi, Options: dialog.Names(p.lists)},
			field.Spec{Name: "vehicle", Label: text.Text{ZH: "车辆", EN: "Vehicle"}, Kind: field.Choice, Options: p.cars(), Free: true, Max: 20},
			dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			who := nonEmpty(append([]string{v["team"]}, strings.Split(v["with"], ",")...)...)
			return &command.Dispatch{Case: p.id, Version: version(), Team: strings.Join(who, "、"), Vehicle: v["vehicle"], At: at}, err
		},
		Done:     text.Text{ZH: "已派人", EN: "sent out"},
		Conflict: conflict,
	}))
}

// cars are the vehicles on the list, by name.
func (p *Page) cars() (out []field.Option) {
	for _, x := range p.lists.Places {
		if x.Kind == rules.PlaceVehicle && !x.Retired {
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

// teamBacks takes the last step of each team back.
func (p *Page) teamBacks() (t binding.Table) {
	for i := range p.c.Case.Teams {
		team := &p.c.Case.Teams[i]
		code, _ := team.Last()
		t = append(t, binding.Binding{Keys: []string{strconv.Itoa(13 + i)}, Label: text.Text{ZH: "退回第%[1]d队: %[2]s", EN: "Team %[1]d, take back: %[2]s"}.With(team.No, command.Told(code)),
			Help: text.Text{ZH: "这一步记错了, 写明原因退回", EN: "That step was wrong: take it back, with a reason"},
			Do:   func() route.Action { return p.backTeam(team.No, code) }, Refuse: p.can("case.back/" + strconv.Itoa(team.No))})
	}
	return t
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
		said := env.T(text.Text{ZH: "在外 %[1]s, %[2]s", EN: "Out: %[1]s, %[2]s"}.With(label(t), t.Standing()))
		out = append(out, env.Pad(" "+said+" "+env.Minutes(max(env.Now.Sub(t.Sent.At), 0)), w))
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

// short is who answers for the case, in the title.
func (p *Page) short(env screen.Env) string {
	r := &p.c.Responsible
	s := env.T(openedText.With(env.HHMM(p.c.Case.OpenedAt)))
	switch {
	case r.Why.IsZero():
	case r.Officer != "":
		s += "  " + env.T(text.Text{ZH: "首接 %[1]s", EN: "first receiver %[1]s"}.With(r.Name))
	case r.To != "":
		s += "  " + env.T(text.Text{ZH: "已移交 %[1]s", EN: "with %[1]s"}.With(r.To))
	default:
		s += "  " + env.T(r.Why)
	}
	return s
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
