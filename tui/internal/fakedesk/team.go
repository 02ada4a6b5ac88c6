package fakedesk

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// team runs the steps of teams as the procedure has them. ours is false for any other command.
func (d *Desk) team(cmd command.Command) (id string, ours bool, err error) {
	mark := func(at *time.Time) rules.Mark {
		m := rules.Mark{By: d.who.ID, Seq: d.t.seq + 1}
		if at != nil {
			m.At = *at
		}
		return m
	}
	step := func(id string, verb func(*rules.Case) *rules.Error) (string, bool, error) {
		k := d.t.cases[id]
		if k == nil {
			return "", true, rules.Missing(text.Text{ZH: "救助事项", EN: "case"}, id)
		}
		if main := d.t.cases[k.Case.Same]; main != nil {
			id, k = main.Case.ID, main
		}
		if e := verb(&k.Case); e != nil {
			return "", true, e
		}
		k.Case.Version++
		return id, true, nil
	}
	switch c := cmd.(type) {
	case *command.Dispatch:
		var people []rules.Member
		for _, n := range strings.Split(c.Team, "、") {
			if e := d.retired(n); e != nil {
				return "", true, e
			}
			people = append(people, rules.Member{Name: n})
		}
		return step(c.Case, func(k *rules.Case) *rules.Error {
			return k.Dispatch(people, rules.PlaceRef{Text: c.Vehicle}, mark(c.At), d.t.now)
		})
	case *command.Depart:
		return step(c.Case, func(k *rules.Case) *rules.Error { return k.Depart(c.Team, mark(c.At), d.t.now) })
	case *command.Arrive:
		return step(c.Case, func(k *rules.Case) *rules.Error { return k.Arrive(c.Team, mark(c.At), d.t.now) })
	case *command.Return:
		return step(c.Case, func(k *rules.Case) *rules.Error { return k.Return(c.Team, mark(c.At), d.t.now) })
	case *command.StepBack:
		if c.Team > 0 {
			return step(c.Case, func(k *rules.Case) *rules.Error { return k.BackTeam(c.Team, d.who.ID, c.Reason, d.t.now) })
		}
	}
	return "", false, nil
}

// retired refuses an officer who was taken out of use.
func (d *Desk) retired(name string) error {
	for _, o := range d.t.lists.Officers {
		if o.Name == name && o.Retired {
			return &rules.Error{Kind: rules.NotFound, Field: "team", Text: text.Text{ZH: "人员 %[1]s 已由 沈岚 停用 (11-24 02:14)。请另选, 或先恢复。", EN: "The officer %[1]s was retired by 沈岚 on 11-24 02:14. Choose another, or bring it back first."}.With(name)}
		}
	}
	return nil
}

// teams says of a page what may be done about its teams.
func (d *Desk) teams(k *view.Case) {
	for i := range k.Case.Teams {
		no := k.Case.Teams[i].No
		for _, s := range rules.TeamSteps {
			c := k.Case
			if e := c.TeamStep(s.Code, no, rules.Mark{}, d.t.now); e != nil && e.Kind != rules.Invalid {
				k.Can[s.Code+"/"+strconv.Itoa(no)] = e
			}
		}
	}
	if len(k.Case.Teams) > 0 {
		delete(k.Can, "case.arrive")
	}
}

// out are the teams that have not come back.
func (d *Desk) out() (out []view.OutRow) {
	for _, id := range d.t.order {
		k := &d.t.cases[id].Case
		for _, t := range k.Out() {
			out = append(out, view.OutRow{Case: id, Team: t.No, Who: t.Who(), Vehicle: t.Vehicle.Text, Place: k.Place.Text, Since: t.Sent.At, What: t.Standing()})
		}
	}
	return out
}
