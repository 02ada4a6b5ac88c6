package command

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// StartPatrol sends a patrol out, or writes one down that somebody tells of: Told is who told
// it by telephone (代录), At when it left. With Back it is told as a whole, with Seen as what
// came of it.
type StartPatrol struct {
	Crew      []string   `json:"crew,omitempty"`  // names; of a village's round its contact when empty
	Phone     string     `json:"phone,omitempty"` // of the team; the list's own of one of them when empty
	Vehicle   string     `json:"vehicle,omitempty"`
	Village   string     `json:"village,omitempty"` // whose own round it is: code, name or initials
	Places    []string   `json:"places,omitempty"`  // where it is to go
	Agencies  []string   `json:"agencies,omitempty"`
	Protected *bool      `json:"protected,omitempty"` // protection at hand (P1.4.3)
	Note      string     `json:"note,omitempty"`
	Expected  *time.Time `json:"expected,omitempty"`
	Told      string     `json:"told,omitempty"`
	At        *time.Time `json:"at,omitempty"`
	Back      *time.Time `json:"back,omitempty"`
	Seen      string     `json:"seen,omitempty"`
	Confirmed bool       `json:"confirmed,omitempty"` // that nobody stays in the duty room
}

// StopPatrol notes a place that a patrol came to, or passed over. A person found opens a case
// (Open) or joins one (Case).
type StopPatrol struct {
	Patrol  string     `json:"patrol"`
	Place   string     `json:"place"`
	Skipped bool       `json:"skipped,omitempty"`
	Seen    string     `json:"seen,omitempty"`
	Hazard  string     `json:"hazard,omitempty"`
	BackBy  *time.Time `json:"back_by,omitempty"` // when it will be back, where they now say otherwise
	Open    *Intake    `json:"open,omitempty"`
	Case    string     `json:"case,omitempty"`
	Told    string     `json:"told,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

// ReturnPatrol marks a patrol as back, with what it found on the whole.
type ReturnPatrol struct {
	Patrol string     `json:"patrol"`
	Seen   string     `json:"seen,omitempty"`
	Told   string     `json:"told,omitempty"`
	At     *time.Time `json:"at,omitempty"`
}

// FixHazard says what was done about the hazard that a stop noted.
type FixHazard struct {
	Patrol string     `json:"patrol"`
	Stop   int        `json:"stop"`
	Fix    string     `json:"fix"`
	At     *time.Time `json:"at,omitempty"`
}

// UndoPatrol takes a step of a patrol back that was written down wrongly: rules.UndoOut, the
// whole of it, rules.UndoBack, a stop, a fix; "" the last one. Version 0 does not check for a
// newer one.
type UndoPatrol struct {
	Patrol  string `json:"patrol"`
	Step    string `json:"step,omitempty"`
	Version int64  `json:"version,omitempty"`
	Reason  string `json:"reason"`
}

func (*StartPatrol) Code() string  { return "patrol.out" }
func (*StopPatrol) Code() string   { return "patrol.stop" }
func (*ReturnPatrol) Code() string { return "patrol.back" }
func (*FixHazard) Code() string    { return "patrol.fix" }
func (*UndoPatrol) Code() string   { return "patrol.undo" }

func (*StartPatrol) Area() rules.Area  { return rules.AreaCase }
func (*StopPatrol) Area() rules.Area   { return rules.AreaCase }
func (*ReturnPatrol) Area() rules.Area { return rules.AreaCase }
func (*FixHazard) Area() rules.Area    { return rules.AreaCase }
func (*UndoPatrol) Area() rules.Area   { return rules.AreaCase }

var (
	labelPatrol  = text.Text{ZH: "巡查编号", EN: "patrol number"}
	labelCrew    = text.Text{ZH: "巡查人", EN: "who patrols"}
	labelTeller  = text.Text{ZH: "报告人", EN: "who told it"}
	labelSeen    = text.Text{ZH: "看到的", EN: "what was seen"}
	labelHazard  = text.Text{ZH: "隐患", EN: "hazard"}
	labelFix     = text.Text{ZH: "怎样处理", EN: "what was done"}
	labelVillage = text.Text{ZH: "村(社区)", EN: "village"}
)

// maxRound is how many people, places or units a patrol names; maxHours how far ahead it may
// be expected back, and how long one that is told as a whole may have lasted. Ours.
const (
	maxRound = 40
	maxHours = 24 * time.Hour
)

// Check needs who goes, or whose round it is. A return that is told with it lies behind its
// beginning.
func (c *StartPatrol) Check(now time.Time) error {
	k := &fields{now: now}
	k.names("crew", labelCrew, &c.Crew)
	k.line("vehicle", labelCar, &c.Vehicle, maxName)
	k.line("phone", labelPhone, &c.Phone, maxName)
	k.line("village", labelVillage, &c.Village, maxName)
	k.names("places", labelPlace, &c.Places)
	k.names("agencies", labelUnit, &c.Agencies)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	k.line("told", labelTeller, &c.Told, maxName)
	k.text("seen", labelSeen, &c.Seen, text.Note, maxSaid)
	k.at("at", c.At)
	k.at("back", c.Back)
	begun := now
	if c.At != nil {
		begun = *c.At
	}
	switch {
	case len(c.Crew) == 0 && c.Village == "":
		k.bad("crew", text.Text{ZH: "请写谁去巡查, 或是哪个村。", EN: "Write who patrols, or which village."})
	case c.Back != nil && c.Back.Before(begun):
		k.bad("back", text.Text{ZH: "返回 %[1]s 早于出发 %[2]s。", EN: "Back at %[1]s is before it left, %[2]s."}.With(rules.Stamp(*c.Back), rules.Stamp(begun)))
	case c.Back != nil && c.Back.Sub(begun) > maxHours:
		k.bad("back", text.Text{ZH: "一趟巡查不超过 24 小时。", EN: "A patrol lasts 24 hours at most."})
	case c.Seen != "" && c.Back == nil:
		k.bad("seen", text.Text{ZH: "还没有返回: 看到的记在各站上。", EN: "It is not back: what is seen is noted at its stops."})
	case c.Expected != nil && (!c.Expected.After(begun) || c.Expected.After(begun.Add(maxHours))):
		k.bad("expected", text.Text{ZH: "应回的时间要在出发后 24 小时以内。", EN: "It should be back within 24 hours of leaving."})
	}
	return k.result()
}

// names cleans a list of names, each once.
func (k *fields) names(field string, label text.Text, names *[]string) {
	var out []string
	for _, n := range *names {
		k.line(field, label, &n, maxPlace)
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	if len(out) > maxRound {
		k.bad(field, text.Text{ZH: "最多 %[1]d 个。", EN: "%[1]d at most."}.With(maxRound))
	}
	*names = out
}

// Found is the find of a stop as a contact of the desk, nil where nobody was found. who is
// the crew that found them.
func (c *StopPatrol) Found(who string) *LogCall {
	if c.Open == nil && c.Case == "" {
		return nil
	}
	l := &LogCall{Kind: rules.CallPatrol, Caller: rules.Caller{Name: who}, Said: c.Seen, At: c.At, Case: c.Case, Open: c.Open}
	if c.Open != nil {
		in := *c.Open
		if in.Place == "" {
			in.Place = c.Place
		}
		l.Open = &in
	}
	return l
}

// Check needs the patrol and the place. A place passed over says why in Seen, and nobody was
// found there. What is said of a person found is checked as at the desk.
func (c *StopPatrol) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("patrol", labelPatrol, &c.Patrol)
	k.line("place", labelPlace, &c.Place, maxPlace)
	k.need("place", labelPlace, c.Place)
	k.text("seen", labelSeen, &c.Seen, text.Note, maxSaid)
	k.text("hazard", labelHazard, &c.Hazard, text.Note, maxReason)
	k.line("told", labelTeller, &c.Told, maxName)
	k.at("at", c.At)
	if c.BackBy != nil && (!c.BackBy.After(now) || c.BackBy.After(now.Add(maxHours))) {
		k.bad("back_by", text.Text{ZH: "应回的时间要在今后 24 小时以内。", EN: "It should be back within the next 24 hours."})
	}
	if c.Skipped {
		k.need("seen", labelReason, c.Seen)
		if c.Open != nil || c.Case != "" {
			k.bad("skipped", text.Text{ZH: "跳过的地方没有发现人。", EN: "Nobody is found at a place that was passed over."})
		}
	}
	if c.Open != nil && c.Case != "" {
		k.bad("case", text.Text{ZH: "立案和并入只能选一个。", EN: "Open a case or join one, not both."})
	}
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	if err := k.result(); err != nil {
		return err
	}
	if found := c.Found(""); found != nil {
		if err := found.Check(now); err != nil {
			return err
		}
		c.Open = found.Open
	}
	return nil
}

// Check needs the patrol.
func (c *ReturnPatrol) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("patrol", labelPatrol, &c.Patrol)
	k.text("seen", labelSeen, &c.Seen, text.Note, maxSaid)
	k.line("told", labelTeller, &c.Told, maxName)
	k.at("at", c.At)
	return k.result()
}

// Check needs the stop and what was done.
func (c *FixHazard) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("patrol", labelPatrol, &c.Patrol)
	k.text("fix", labelFix, &c.Fix, text.Note, maxReason)
	k.need("fix", labelFix, c.Fix)
	k.at("at", c.At)
	return k.result()
}

// Check needs the patrol and the reason. Which steps there are, the record decides.
func (c *UndoPatrol) Check(now time.Time) error {
	k := counter(now, "patrol", labelPatrol, &c.Patrol, &c.Reason)
	k.line("step", labelPatrol, &c.Step, maxName)
	c.Step = text.Digits(c.Step)
	return k.result()
}
