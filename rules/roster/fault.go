package roster

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// FaultKind is what is wrong with a turn.
type FaultKind string

const (
	FaultGap      FaultKind = "gap"       // nobody is on duty
	FaultLeader   FaultKind = "no_leader" // nobody leads
	FaultRow      FaultKind = "in_a_row"
	FaultDouble   FaultKind = "double"
	FaultLeave    FaultKind = "leave"
	FaultApart    FaultKind = "apart"
	FaultTogether FaultKind = "together"
	FaultNight    FaultKind = "no_nights"
	FaultShort    FaultKind = "short" // fewer deputies or on standby than the scheme has, or no driver
	FaultGone     FaultKind = "gone"  // somebody who cannot serve any more
	FaultHours    FaultKind = "hours" // a turn without length, or one that begins before the last has ended
)

// Fault is one thing that is wrong, with the clause that says so; without one it is the
// township's own rule (docs/domain.md §2.1).
type Fault struct {
	Date     rules.Date `json:"date"`
	At       time.Time  `json:"at"`    // start of the turn, or of the hole
	Until    time.Time  `json:"until"` // its end
	Kind     FaultKind  `json:"kind"`
	Officers []string   `json:"officers,omitempty"`
	Text     text.Text  `json:"text"`
	Clauses  []string   `json:"clauses,omitempty"`
}

// Hole says that somebody is missing, not only badly placed.
func (f Fault) Hole() bool {
	return f.Kind == FaultGap || f.Kind == FaultLeader || f.Kind == FaultLeave || f.Kind == FaultGone
}

// Private says that it tells of somebody's health or home: on leave, no nights, kept apart or
// together.
func (k FaultKind) Private() bool {
	return k == FaultLeave || k == FaultNight || k == FaultApart || k == FaultTogether
}

// Concealed are faults for a reader who sees nothing of persons: what is private of a turn is one
// fault that names neither whom nor why.
func Concealed(faults []Fault) []Fault {
	var out []Fault
	for _, f := range faults {
		if f.Kind.Private() {
			f = Fault{Date: f.Date, At: f.At, Until: f.Until, Kind: FaultShort, Text: text.Text{ZH: "排班有问题, 要调班", EN: "something is wrong: to be rearranged"}}
			if slices.ContainsFunc(out, func(o Fault) bool { return o.At.Equal(f.At) && o.Text.ZH == f.Text.ZH }) {
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

// Judge is what a roster is held against.
type Judge struct {
	Scheme  *Scheme
	Leave   []Leave
	Demands []*plan.Roster    // of the plans in force
	Names   map[string]string // of those who may serve, by id
	Known   map[string]string // of everybody
}

// Faults are what is wrong from one day to another, both inside, by time. Turns holds those
// beside the days too, in order; the time before the first of them is not judged.
func (j Judge) Faults(turns []Turn, from, to rules.Date) []Fault {
	var out []Fault
	for i := range turns {
		if d := turns[i].Date(); d >= from && d <= to {
			out = append(out, j.turn(turns, i)...)
		}
	}
	since := from.Time()
	if len(turns) > 0 && turns[0].Start.After(since) {
		since = turns[0].Start
	}
	return j.sorted(append(out, j.gaps(turns, since, to.Add(1).Time())...))
}

// Ahead is what is still wrong at a moment, and until another, with the turns that are
// published. Until the shift that runs (nil: none) ends, somebody is on duty whatever the table
// says, and who is on it, that shift says. Of a turn that has begun the holes alone count.
func (j Judge) Ahead(turns []Turn, on *rules.Shift, now, to time.Time) []Fault {
	from := now
	if on != nil {
		from = on.End
	} else if len(turns) > 0 && turns[0].Start.Before(now) {
		from = turns[0].Start
	}
	var out []Fault
	for i := range turns {
		if t := &turns[i]; t.Start.Before(to) && t.End.After(now) {
			out = append(out, j.turn(turns, i)...)
		}
	}
	out = slices.DeleteFunc(out, func(f Fault) bool { return !f.At.After(now) && (!f.Hole() || on != nil && stands(on, &f)) })
	for _, g := range j.gaps(turns, from, to) {
		if g.Until.After(now) {
			out = append(out, g)
		}
	}
	return j.sorted(out)
}

// stands says that the shift that runs has somebody where the table has not.
func stands(on *rules.Shift, f *Fault) bool {
	if f.Kind == FaultLeader {
		return on.Leader != ""
	}
	return !slices.ContainsFunc(f.Officers, func(id string) bool {
		return id == on.Leader || id == on.Main || id == on.Driver || slices.Contains(on.Deputies, id)
	})
}

// gaps are the times between two moments at which nobody is on duty, each whole. Whether a
// day is covered is plan.Roster.Cover's to say.
func (j Judge) gaps(turns []Turn, from, to time.Time) (out []Fault) {
	watches := []plan.Watch{{From: rules.DateOf(from).Time(), To: from, People: true, Leader: true}}
	for i := range turns {
		t := &turns[i]
		watches = append(watches, plan.Watch{From: t.Start, To: t.End, People: t.Main != "", Leader: t.Leader != ""})
	}
	whole, _ := j.clauses()
	cover := &plan.Roster{Leader: true}
	for d := rules.DateOf(from); d.Time().Before(to); d = d.Add(1) {
		for _, g := range cover.Cover(d, watches).Gaps {
			if n := len(out); n > 0 && out[n-1].Until.Equal(g.From) {
				out[n-1].Until = g.To
				continue
			}
			out = append(out, Fault{Date: rules.DateOf(g.From), At: g.From, Until: g.To, Kind: FaultGap, Clauses: whole})
		}
	}
	for i := range out {
		if f := &out[i]; f.Until.After(to) {
			f.Until = to
		}
		out[i].Text = unmanned(turns, out[i].At, out[i].Until)
	}
	return out
}

// unmanned says of a hole whether nobody was put into its turns, or there are none.
func unmanned(turns []Turn, from, to time.Time) text.Text {
	if slices.ContainsFunc(turns, func(t Turn) bool { return t.Start.Before(to) && t.End.After(from) }) {
		return text.Text{ZH: "%[1]s 至 %[2]s 没有人值班", EN: "nobody on duty from %[1]s to %[2]s"}.With(hour(from), hour(to))
	}
	return text.Text{ZH: "%[1]s 至 %[2]s 没有发布的排班", EN: "no published roster from %[1]s to %[2]s"}.With(hour(from), hour(to))
}

// sorted are faults by time, those without a leader with their clauses.
func (j Judge) sorted(out []Fault) []Fault {
	_, lead := j.clauses()
	for i := range out {
		if out[i].Kind == FaultLeader {
			out[i].Clauses = lead
		}
	}
	slices.SortStableFunc(out, func(a, b Fault) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind)) })
	return out
}

func hour(t time.Time) string { return t.In(rules.Zone).Format("01-02 15:04") }

// clauses are those of the plans that ask for a day without a hole, and for a leader.
func (j Judge) clauses() (whole, lead []string) {
	for _, r := range j.Demands {
		whole = append(whole, r.Clauses...)
		if r.Leader {
			lead = append(lead, r.Clauses...)
		}
	}
	return whole, lead
}

// turn is what is wrong with one turn but that it is empty.
func (j Judge) turn(turns []Turn, i int) (out []Fault) {
	t := &turns[i]
	add := func(k FaultKind, said text.Text, who ...string) {
		out = append(out, Fault{Date: t.Date(), At: t.Start, Until: t.End, Kind: k, Officers: who, Text: said})
	}
	if !t.End.After(t.Start) {
		add(FaultHours, text.Text{ZH: "这个班没有时长", EN: "a turn of no length"})
	}
	if i > 0 && turns[i-1].End.After(t.Start) {
		add(FaultHours, text.Text{ZH: "上一班 %[1]s 才结束, 两班重叠", EN: "the turn before ends at %[1]s: the two overlap"}.With(hour(turns[i-1].End)))
	}
	if t.Leader == "" {
		add(FaultLeader, text.Text{ZH: "没有带班领导", EN: "no leader"})
	}
	if !t.Office && len(t.Deputies) < j.Scheme.Deputies {
		add(FaultShort, text.Text{ZH: "副班缺 %[1]d 人", EN: "%[1]d deputies missing"}.With(j.Scheme.Deputies-len(t.Deputies)))
	}
	if !t.Office && len(j.Scheme.Drivers) > 0 && t.Driver == "" {
		add(FaultShort, text.Text{ZH: "缺驾驶员", EN: "no driver"})
	}
	if !t.Office && len(t.Standby) < j.Scheme.Standby {
		add(FaultShort, text.Text{ZH: "备班缺 %[1]d 人", EN: "%[1]d on standby missing"}.With(j.Scheme.Standby-len(t.Standby)))
	}
	crew := t.Crew()
	absent := func(id string) bool {
		switch name := j.name(id); {
		case j.Names[id] == "" && j.Known[id] != "":
			add(FaultGone, text.Text{ZH: "%[1]s 已停用或不能值班", EN: "%[1]s is retired or cannot serve"}.With(name), id)
		case away(j.Leave, id, t):
			add(FaultLeave, text.Text{ZH: "%[1]s 请假", EN: "%[1]s is on leave"}.With(name), id)
		default:
			return false
		}
		return true
	}
	for _, id := range t.Standby {
		if !t.serves(id) {
			absent(id)
		}
	}
	for _, id := range crew {
		name := j.name(id)
		switch {
		case absent(id):
		case t.Night() && slices.Contains(j.Scheme.NoNights, id):
			add(FaultNight, text.Text{ZH: "%[1]s 不排夜班", EN: "%[1]s does no nights"}.With(name), id)
		}
		n := 0
		for _, p := range []Post{Leader, Main, Deputy, Driver} {
			n += len(slices.DeleteFunc(slices.Clone(t.In(p)), func(x string) bool { return x != id }))
		}
		if n > 1 {
			add(FaultDouble, text.Text{ZH: "%[1]s 同一班排了两次", EN: "%[1]s has two posts of one turn"}.With(name), id)
		}
		for k := i - 1; k >= 0 && near(t, &turns[k]); k-- {
			switch o := &turns[k]; {
			case !slices.Contains(o.Crew(), id):
			case o.End.After(t.Start):
				add(FaultDouble, text.Text{ZH: "%[1]s 同时排了两个班", EN: "%[1]s has two turns at once"}.With(name), id)
			case id != t.Leader || id != o.Leader:
				add(FaultRow, text.Text{ZH: "%[1]s 连值两班", EN: "%[1]s has two turns in a row"}.With(name), id)
			}
		}
		if mate := j.Scheme.mate(id); mate != "" && id != t.Leader && id != t.Driver && !slices.Contains(crew, mate) {
			add(FaultTogether, text.Text{ZH: "%[1]s 要和 %[2]s 同班", EN: "%[1]s is to be together with %[2]s"}.With(name, j.name(mate)), id)
		}
		for _, other := range crew {
			if id < other && apart(j.Scheme.Apart, id, other) {
				add(FaultApart, text.Text{ZH: "%[1]s 和 %[2]s 不能同班", EN: "%[1]s and %[2]s are to be apart"}.With(name, j.name(other)), id, other)
			}
		}
	}
	return out
}

func (j Judge) name(id string) string {
	if n := j.Known[id]; n != "" {
		return n
	}
	return id
}
