package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// A case may have several teams, one after the other or side by side. Each goes
//
//	sent → departed → arrived → back
//
// by milestones that are written once, in the order of their times; one that nobody wrote is
// "no data" and may be added later. The first team sent makes the case dispatched, the first
// one that arrives puts it on the scene. A team that is out keeps its case from closing.

// Member is one of a team: an officer of the list, or a name alone.
type Member struct {
	Officer string `json:"officer,omitempty"` // officer id
	Name    string `json:"name"`
}

// Mark is a milestone: when it was, who wrote it down, and its journal entry.
type Mark struct {
	At  time.Time `json:"at"`
	By  string    `json:"by,omitempty"`
	Seq uint64    `json:"seq,omitempty"`
}

// Team is people sent out for a case.
type Team struct {
	No       int      `json:"no"` // 1, 2, … of its case
	People   []Member `json:"people"`
	Vehicle  PlaceRef `json:"vehicle,omitzero"`
	Sent     Mark     `json:"sent"`
	Departed *Mark    `json:"departed,omitempty"`
	Arrived  *Mark    `json:"arrived,omitempty"`
	Back     *Mark    `json:"back,omitempty"`
}

// TeamSteps are the milestones after the sending by the code of the command that writes
// them, in their order.
var TeamSteps = []Named{
	{"case.depart", text.Text{ZH: "出发", EN: "left"}},
	{"case.arrive", text.Text{ZH: "到场", EN: "arrived"}},
	{"case.return", text.Text{ZH: "返回", EN: "back"}},
}

// stepSent is the code of the command that sends a team.
const stepSent = "case.dispatch"

func (t *Team) at(code string) **Mark {
	switch code {
	case "case.depart":
		return &t.Departed
	case "case.arrive":
		return &t.Arrived
	}
	return &t.Back
}

// Out says that the team has not come back.
func (t *Team) Out() bool { return t.Back == nil }

// Wrote says that the journal entry seq wrote one of its milestones.
func (t *Team) Wrote(seq uint64) bool {
	for _, m := range []*Mark{&t.Sent, t.Departed, t.Arrived, t.Back} {
		if m != nil && m.Seq == seq {
			return true
		}
	}
	return false
}

// Who names the people.
func (t *Team) Who() string {
	var out []string
	for _, m := range t.People {
		out = append(out, m.Name)
	}
	return strings.Join(out, "、")
}

// Words are the people and the vehicle.
func (t *Team) Words() string { return strings.TrimSpace(t.Who() + " " + t.Vehicle.Text) }

// Label is how sentences name the team.
func (t *Team) Label() text.Text {
	return text.Text{ZH: "第%[1]d队 %[2]s", EN: "team %[1]d (%[2]s)"}.With(t.No, t.Who())
}

// Last is the last milestone of the team and the code of its step.
func (t *Team) Last() (code string, m Mark) {
	for _, s := range slices.Backward(TeamSteps) {
		if p := *t.at(s.Code); p != nil {
			return s.Code, *p
		}
	}
	return stepSent, t.Sent
}

// Standing is how far the team is since when: 02:20 已到场.
func (t *Team) Standing() text.Text {
	code, m := t.Last()
	return map[string]text.Text{
		stepSent:      {ZH: "%[1]s 已派, 未出发", EN: "sent %[1]s, not left yet"},
		"case.depart": {ZH: "%[1]s 已出发, 未到场", EN: "left %[1]s, not arrived yet"},
		"case.arrive": {ZH: "%[1]s 已到场, 未返回", EN: "arrived %[1]s, not back yet"},
		"case.return": {ZH: "%[1]s 已返回", EN: "back %[1]s"},
	}[code].With(Stamp(m.At))
}

// Out are the teams of the case that have not come back.
func (c *Case) Out() (out []*Team) {
	for i := range c.Teams {
		if c.Teams[i].Out() {
			out = append(out, &c.Teams[i])
		}
	}
	return out
}

// MayDispatch refuses a case that is closed, or settled for good. Who declined help is gone
// to again (P3.4.6).
func (c *Case) MayDispatch() *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if c.State == CaseSettled {
		return Refuse(text.Text{ZH: "已处置 (%[1]s), 不用再派人。情况有变请先改处置结果。",
			EN: "Already settled (%[1]s). If things changed, settle it anew first."}.With(WordOf(OutcomeWords, string(c.Outcome))), "")
	}
	return nil
}

// Dispatch sends a team out, a further one too. A zero time is now. Refused beside
// MayDispatch: people or a vehicle that are out for this case already, a time more than
// Grace before the case was told (Invalid).
func (c *Case) Dispatch(people []Member, vehicle PlaceRef, m Mark, now time.Time) *Error {
	if e := c.MayDispatch(); e != nil {
		return e
	}
	if m.At.IsZero() {
		m.At = now
	}
	if m.At.Before(c.Told().Add(-Grace)) {
		return early("at", m.At, c.Told())
	}
	for _, t := range c.Out() {
		for _, p := range people {
			if slices.Contains(t.People, p) {
				return busy("team", p.Name, t)
			}
		}
		if vehicle != (PlaceRef{}) && vehicle == t.Vehicle {
			return busy("vehicle", vehicle.Text, t)
		}
	}
	teams := c.kept()
	no := 1
	for _, t := range slices.Concat(c.formerTeams(), teams) {
		no = max(no, t.No+1)
	}
	for _, u := range c.Undone { // a number that was called once is not given again
		no = max(no, u.No+1)
	}
	c.Teams = append(teams, Team{No: no, People: people, Vehicle: vehicle, Sent: m})
	c.follow()
	return nil
}

func busy(field, what string, t *Team) *Error {
	e := Refuse(text.Text{ZH: "%[1]s 在%[2]s, 还没有回来 (%[3]s)。先记返回, 或换人换车。",
		EN: "%[1]s is with %[2]s and not back (%[3]s). Write the return first, or send others."}.With(what, t.Label(), t.Standing()), "")
	e.Field = field
	return e
}

// kept is a copy of the teams; one of a case written before teams had records stands first.
func (c *Case) kept() []Team {
	if len(c.Teams) > 0 || c.DispatchAt == nil {
		return slices.Clone(c.Teams)
	}
	t := Team{No: 1, People: []Member{{Name: c.Team}}, Vehicle: PlaceRef{Text: c.Vehicle}, Sent: Mark{At: *c.DispatchAt}}
	if c.ArriveAt != nil {
		t.Arrived = &Mark{At: *c.ArriveAt}
	}
	return []Team{t}
}

// formerTeams are those of what the case was before it was opened again.
func (c *Case) formerTeams() (out []Team) {
	for _, l := range c.Lives {
		out = append(out, l.Teams...)
	}
	return out
}

// AllTeams are the teams of the case, in all that it was.
func (c *Case) AllTeams() []Team { return append(c.formerTeams(), c.Teams...) }

// follow makes the milestones and the state of the case those of its teams.
func (c *Case) follow() {
	c.DispatchAt, c.Team, c.Vehicle = nil, "", ""
	if len(c.Teams) > 0 {
		t := &c.Teams[0]
		at := t.Sent.At
		c.DispatchAt, c.Team, c.Vehicle = &at, t.Who(), t.Vehicle.Text
	}
	if c.ArriveAt == nil {
		for _, t := range c.Teams {
			if t.Arrived != nil && (c.ArriveAt == nil || t.Arrived.At.Before(*c.ArriveAt)) {
				at := t.Arrived.At
				c.ArriveAt = &at
			}
		}
	}
	if !c.settled() && c.State != CaseClosed {
		c.State = c.unsettled()
	}
}

// Depart, Arrive and Return write a milestone of a team; no 0 is the one that it can be of.
// A zero time is now, or the time of the milestone before where that is later. Refused
// (Precondition): a closed case, save for a return; no such team, or a milestone that is
// written; (Invalid): a time out of order with the others, and no 0 where several fit.
func (c *Case) Depart(no int, m Mark, now time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	return c.mark("case.depart", no, m, now)
}

// Return marks a team back.
func (c *Case) Return(no int, m Mark, now time.Time) *Error { return c.mark("case.return", no, m, now) }

// Arrive marks a team on the scene; with no team on its way, that somebody was there already.
func (c *Case) Arrive(no int, m Mark, now time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if teams := c.kept(); no > 0 || slices.ContainsFunc(teams, func(t Team) bool { return t.Out() && t.Arrived == nil }) {
		return c.mark("case.arrive", no, m, now)
	}
	switch {
	case c.settled():
		return Refuse(text.Text{ZH: "已处置 (%[1]s), 到场时间不能再补。先写记事说明。",
			EN: "Already settled (%[1]s): the arrival cannot be added. Write a note instead."}.With(when(c.SettledAt)), "")
	case c.ArriveAt != nil:
		return Refuse(text.Text{ZH: "%[1]s 已到场。先写处置结果。", EN: "Arrived on %[1]s already. Settle it first."}.With(when(c.ArriveAt)), "")
	}
	if m.At.IsZero() {
		m.At = now
	}
	if m.At.Before(c.Told().Add(-Grace)) {
		return early("at", m.At, c.Told())
	}
	c.State, c.ArriveAt, c.HereAt = CaseOnScene, &m.At, &m.At
	return nil
}

// TeamStep is Depart, Arrive or Return by the code of its command.
func (c *Case) TeamStep(code string, no int, m Mark, now time.Time) *Error {
	switch code {
	case "case.depart":
		return c.Depart(no, m, now)
	case "case.arrive":
		return c.Arrive(no, m, now)
	}
	return c.Return(no, m, now)
}

func (c *Case) mark(code string, no int, m Mark, now time.Time) *Error {
	teams := c.kept()
	i, e := which(teams, code, no)
	if e != nil {
		return e
	}
	t := &teams[i]
	if e := t.order(code, &m, now); e != nil {
		return e
	}
	*t.at(code) = &m
	c.Teams = teams
	c.follow()
	return nil
}

// which is the team that a step is of.
func which(teams []Team, code string, no int) (int, *Error) {
	if len(teams) == 0 {
		return 0, Refuse(text.Text{ZH: "还没有派人。先派人, 再记出发、返回。", EN: "Nobody was sent yet: send a team first."}, "")
	}
	var fits, names []int
	for i := range teams {
		t := &teams[i]
		if no == t.No {
			if m := *t.at(code); m != nil {
				return 0, Refuse(text.Text{ZH: "%[1]s %[2]s 已%[3]s。记错了先退回这一步。", EN: "%[1]s: %[3]s on %[2]s already. Take that step back if it was wrong."}.
					With(t.Label(), Stamp(m.At), WordOf(TeamSteps, code)), "")
			}
			return i, nil
		}
		names = append(names, i)
		if *t.at(code) == nil && t.Out() && (code != "case.depart" || t.Arrived == nil) {
			fits = append(fits, i)
		}
	}
	list := func(of []int) (out []text.Text) {
		for _, i := range of {
			out = append(out, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s: %[2]s"}.With(teams[i].Label(), teams[i].Standing()))
		}
		return out
	}
	switch {
	case no != 0:
		return 0, Bad("team", text.Text{ZH: "没有第%[1]d队。有的是: %[2]s。", EN: "There is no team %[1]d. These are: %[2]s."}.With(no, list(names)))
	case len(fits) == 1:
		return fits[0], nil
	case len(fits) == 0:
		return 0, Refuse(text.Text{ZH: "没有要记%[1]s的队: %[2]s。", EN: "No team is to be marked %[1]s: %[2]s."}.With(WordOf(TeamSteps, code), list(names)), "")
	}
	return 0, Bad("team", text.Text{ZH: "几队在外, 写明哪一队%[1]s: %[2]s。", EN: "Several teams are out. Say which one is %[1]s: %[2]s."}.With(WordOf(TeamSteps, code), list(fits)))
}

// order holds the time of a step against the other milestones of the team.
func (t *Team) order(code string, m *Mark, now time.Time) *Error {
	before, word := t.Sent.At, text.Text{ZH: "派出", EN: "sent"}
	past := false
	for _, s := range TeamSteps {
		o := *t.at(s.Code)
		switch {
		case s.Code == code:
			past = true
			if m.At.IsZero() && before.After(now) {
				m.At = before
			}
		case o == nil:
		case !past:
			before, word = o.At, s.Text
		case m.At.IsZero():
			return Bad("at", text.Text{ZH: "%[1]s 已%[2]s, 补记%[3]s要写时间。", EN: "%[2]s on %[1]s already: give the time of what is added (%[3]s)."}.
				With(Stamp(o.At), s.Text, WordOf(TeamSteps, code)))
		case m.At.After(o.At):
			return Bad("at", text.Text{ZH: "%[1]s 晚于%[2]s (%[3]s), 次序不对。", EN: "%[1]s is after %[2]s on %[3]s: out of order."}.With(Stamp(m.At), s.Text, Stamp(o.At)))
		}
	}
	if m.At.IsZero() {
		m.At = now
	}
	if m.At.Before(before) && !m.At.Before(before.Truncate(time.Minute)) { // hours are told in minutes
		m.At = before
	}
	if m.At.Before(before) {
		return Bad("at", text.Text{ZH: "%[1]s 早于%[2]s (%[3]s), 次序不对。", EN: "%[1]s is before %[2]s on %[3]s: out of order."}.With(Stamp(m.At), word, Stamp(before)))
	}
	return nil
}

// LastMark is the team whose milestone was written last, nil without any. step, unless "",
// counts those alone whose last milestone it is.
func (c *Case) LastMark(step string) *Team {
	var last *Team
	for i := range c.Teams {
		t := &c.Teams[i]
		code, m := t.Last()
		if step != "" && code != step {
			continue
		}
		if last == nil {
			last = t
			continue
		}
		if _, was := last.Last(); cmp.Or(cmp.Compare(m.Seq, was.Seq), m.At.Compare(was.At), 1) > 0 {
			last = t
		}
	}
	return last
}

// BackTeam takes the last milestone of a team back, of its sending the whole team. What it
// was stays in Undone. Refused: a closed case, save for a return; no such team.
func (c *Case) BackTeam(no int, by, reason string, at time.Time) *Error {
	i := slices.IndexFunc(c.Teams, func(t Team) bool { return t.No == no })
	if i < 0 {
		_, e := which(c.Teams, stepSent, no)
		return e
	}
	t := c.Teams[i]
	code, m := t.Last()
	if code != "case.return" {
		if e := c.Working(); e != nil {
			return e
		}
	}
	u := Undone{Step: code, Was: &m.At, WasSeq: m.Seq, No: no, Team: t.Who(), Vehicle: t.Vehicle.Text, At: at, By: by, Reason: reason}
	c.Teams = slices.Clone(c.Teams)
	if code == stepSent {
		c.Teams = slices.Delete(c.Teams, i, i+1)
	} else {
		*c.Teams[i].at(code) = nil
	}
	if code == "case.arrive" && c.ArriveAt != nil && c.ArriveAt.Equal(m.At) {
		c.ArriveAt = c.HereAt
	}
	c.follow()
	c.Undone = append(slices.Clip(c.Undone), u)
	return nil
}
