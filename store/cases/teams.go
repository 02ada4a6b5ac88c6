package cases

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Dispatch sends a team out. Who is on the officers' list, and a vehicle of the list, are
// kept by their ids, others as they were written; one that was taken out of use meanwhile is
// refused (NotFound, naming the field).
func Dispatch(x *tx.Tx, c *command.Dispatch) (command.Result, error) {
	people, err := members(x, c.Team)
	if err != nil {
		return command.Result{}, err
	}
	car, err := vehicle(x, c.Vehicle)
	if err != nil {
		return command.Result{}, err
	}
	return step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error { return k.Dispatch(people, car, mark(x, c.At), x.Now) })
}

// mark is a milestone as it is written down now; its time is zero where none was given.
func mark(x *tx.Tx, at *time.Time) rules.Mark {
	m := rules.Mark{By: x.Actor.Officer, Seq: x.Seq}
	if at != nil {
		m.At = at.UTC()
	}
	return m
}

// Depart marks a team as on its way.
func Depart(x *tx.Tx, c *command.Depart) (command.Result, error) {
	return step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error { return k.Depart(c.Team, mark(x, c.At), x.Now) })
}

// Arrive marks a team, or somebody else, on the scene.
func Arrive(x *tx.Tx, c *command.Arrive) (command.Result, error) {
	return step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error { return k.Arrive(c.Team, mark(x, c.At), x.Now) })
}

// Return marks a team back.
func Return(x *tx.Tx, c *command.Return) (command.Result, error) {
	return step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error { return k.Return(c.Team, mark(x, c.At), x.Now) })
}

// members reads who goes: names between commas, and between blanks where all of them are
// officers.
func members(x *tx.Tx, said string) ([]rules.Member, error) {
	var out []rules.Member
	add := func(name string) error {
		m := rules.Member{Name: name}
		o, err := officer(x, name)
		if err != nil {
			return err
		}
		if o != nil {
			m = rules.Member{Officer: o.ID, Name: o.Name}
		}
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
		return nil
	}
	for _, part := range strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		part = strings.TrimSpace(part)
		words := strings.Fields(part)
		for _, w := range words {
			if o, err := officer(x, w); err != nil || o == nil {
				words = []string{part}
				break
			}
		}
		for _, w := range words {
			if err := add(w); err != nil {
				return nil, err
			}
		}
	}
	if len(out) == 0 {
		return nil, rules.Bad("team", text.Text{ZH: "请写派谁去。", EN: "Say who goes."})
	}
	return out, nil
}

// officer is the one of that id or very name, nil when it is somebody's own words. Refused:
// one who was taken out of use.
func officer(x *tx.Tx, said string) (*rules.Officer, error) {
	o, err := roll.Officer(x, said)
	switch {
	case roll.Retired(err):
		return nil, roll.At("team", err)
	case rules.KindOf(err) == rules.NotFound, rules.KindOf(err) == rules.Invalid:
		return nil, nil
	case err != nil:
		return nil, err
	case text.Fold(said) != text.Fold(o.ID) && text.Fold(said) != text.Fold(o.Name):
		return nil, nil // a part of a name may mean somebody else
	}
	return o, nil
}

// vehicle is the one of the list of that id or name, or what was written.
func vehicle(x *tx.Tx, said string) (rules.PlaceRef, error) {
	if said == "" {
		return rules.PlaceRef{}, nil
	}
	if _, err := roll.Place(x, said); roll.Retired(err) {
		return rules.PlaceRef{}, roll.At("vehicle", err)
	}
	ref, err := placeOf(x, said)
	if err != nil || ref.ID == "" {
		return ref, err
	}
	p, err := table.Places.Get(x, ref.ID)
	if err != nil || p.Kind != rules.PlaceVehicle {
		return rules.PlaceRef{Text: said}, err
	}
	return ref, nil
}

// takeBack takes a step of a team back; step "" is whichever was last.
func takeBack(x *tx.Tx, k *rules.Case, c *command.StepBack) *rules.Error {
	no := c.Team
	if no == 0 {
		t := k.LastMark(c.Step)
		if t == nil {
			return stepGone(k.LastStep())
		}
		no = t.No
	}
	for i := range k.Teams {
		if last, _ := k.Teams[i].Last(); k.Teams[i].No == no && c.Step != "" && c.Step != last {
			return stepGone(last)
		}
	}
	return k.BackTeam(no, x.Actor.Officer, c.Reason, x.Now)
}

// stepGone is the Conflict of a step that is not the last one any more.
func stepGone(last string) *rules.Error {
	return &rules.Error{Kind: rules.Conflict, Field: "step", Text: text.Text{ZH: "之后已经%[1]s, 先退回那一步。", EN: "Since then somebody %[1]s: take that step back first."}.With(command.Told(last))}
}

// ofTeam says that a step back is of a team and not of the case alone.
func ofTeam(k *rules.Case, c *command.StepBack) bool {
	switch c.Step {
	case "case.depart", "case.return":
		return true
	case "case.dispatch", "case.arrive":
		return c.Team > 0 || k.LastMark(c.Step) != nil
	}
	return c.Team > 0
}

// Pace is the limits that the desk has set for the response clocks, by class and step.
type Pace map[string]rules.Limit

// PaceOf reads them.
func PaceOf(r tx.Reader) (Pace, error) {
	p := Pace{}
	warn, err := table.Setting(r, rules.SettingResponseWarn)
	if err != nil {
		return nil, err
	}
	for _, a := range rules.AcuityWords {
		for _, step := range []string{sentCode, "case.arrive"} {
			late, err := table.Setting(r, rules.ResponseSetting(rules.Acuity(a.Code), step))
			if err != nil {
				return nil, err
			}
			p[a.Code+step] = rules.LimitOf(late, warn)
		}
	}
	return p, nil
}

// Responses are the response clocks of a case in the scene (rules.Case.Responses).
func (p Pace) Responses(r tx.Reader, scene live.Scene, k *rules.Case) ([]rules.Response, error) {
	here := false
	if k.Call != "" && k.Here(true) {
		c, ok, err := table.Calls.Find(r, k.Call)
		if err != nil {
			return nil, err
		}
		here = ok && k.Here(c.Kind == rules.CallVisit)
	}
	limit := func(a rules.Acuity, step string) rules.Limit { return p[string(a)+step] }
	return k.Responses(here, k.Classes(weather(scene), scene.Plans.Elderly(scene.Operations, scene.Cold)), limit, scene.Now), nil
}

// weather is what the warnings in force tell of it, since the first of them.
func weather(scene live.Scene) rules.Weather {
	w := rules.Weather{Fact: scene.Weather}
	for _, one := range scene.Warnings {
		w.Cold = w.Cold || one.Level == rules.Orange || one.Level == rules.Red
		if w.Since.IsZero() || one.From.Before(w.Since) {
			w.Since = one.From
		}
	}
	return w
}

// Pressing is the clock that asks for something now: the one that is late, else the first.
// nil for none.
func Pressing(all []rules.Response) (worst *rules.Response) {
	for i := range all {
		if r := &all[i]; r.State.Pressing() && (worst == nil || worst.State != rules.Overdue && r.State == rules.Overdue) {
			worst = r
		}
	}
	return worst
}

// teamCan says what may be done about the teams of a case: by the code of a step alone, and
// with "/" and the number of a team; case.back/ and its number is the last step of a team.
func teamCan(e tx.Env, can view.Can, k *rules.Case) {
	denied := May(e, rules.AreaCase)
	may := func(key string, verb func(*rules.Case) *rules.Error) {
		if can[key] = denied; denied != nil {
			return
		}
		c := *k
		if no := verb(&c); no != nil && no.Kind != rules.Invalid { // a time or a team is still to be said
			can[key] = no
		}
	}
	for _, s := range rules.TeamSteps {
		for no := range len(k.Teams) + 1 {
			key, team := s.Code, 0
			if no > 0 {
				team = k.Teams[no-1].No
				key += "/" + strconv.Itoa(team)
			}
			may(key, func(c *rules.Case) *rules.Error { return c.TeamStep(s.Code, team, rules.Mark{}, e.Now) })
		}
	}
	for i := range k.Teams {
		no := k.Teams[i].No
		may("case.back/"+strconv.Itoa(no), func(c *rules.Case) *rules.Error { return c.BackTeam(no, "", "", e.Now) })
	}
}

// teamEvents is what happened with the teams of a case, what was taken back among it.
func teamEvents(k *rules.Case, name func(string) string, add func(view.Event)) {
	at := func(code string, t *rules.Team, m rules.Mark) {
		add(view.Event{Seq: m.Seq, At: m.At, By: name(m.By), Code: code, Ref: strconv.Itoa(t.No), What: teamText(code, t)})
	}
	all := k.AllTeams()
	for i := range all {
		t := &all[i]
		if t.Sent.Seq != 0 {
			at(sentCode, t, t.Sent)
		}
		for _, s := range []struct {
			code string
			m    *rules.Mark
		}{{"case.depart", t.Departed}, {"case.arrive", t.Arrived}, {"case.return", t.Back}} {
			if s.m != nil && s.m.Seq != 0 {
				at(s.code, t, *s.m)
			}
		}
	}
	for i := range k.Undone {
		u := &k.Undone[i]
		if u.WasSeq == 0 {
			continue
		}
		t := rules.Team{No: u.No, People: []rules.Member{{Name: u.Team}}, Vehicle: rules.PlaceRef{Text: u.Vehicle}}
		e := view.Event{Seq: u.WasSeq, Code: u.Step, What: back(teamText(u.Step, &t))}
		if u.Was != nil {
			e.At = *u.Was
		}
		add(e)
	}
}

const sentCode = "case.dispatch"

// teamText says which step of which team it was.
func teamText(code string, t *rules.Team) text.Text {
	switch code {
	case sentCode:
		if t.No > 1 {
			return text.Text{ZH: "派出 第%[1]d队 %[2]s", EN: "sent team %[1]d: %[2]s"}.With(t.No, t.Words())
		}
		return text.Text{ZH: "派出 %[1]s", EN: "sent %[1]s"}.With(t.Words())
	case "case.arrive":
		return text.Text{ZH: "到场 %[1]s", EN: "on the scene: %[1]s"}.With(t.Who())
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(rules.WordOf(rules.TeamSteps, code), t.Who())
}

// Responsible is who answers for a case (rules.Case.Responsible).
func Responsible(r tx.Reader, k *rules.Case) (rules.Responsible, error) {
	refs, err := By(r, table.Referrals, k)
	if err != nil {
		return rules.Responsible{}, err
	}
	papers, err := By(r, table.Papers, k)
	return k.Responsible(refs, papers), err
}

// responsible is Responsible with the name.
func responsible(r tx.Reader, k *rules.Case) (out view.Responsible, err error) {
	if out.Responsible, err = Responsible(r, k); err == nil && out.Officer != "" {
		out.Name = names(r)(out.Officer)
	}
	return out, err
}
