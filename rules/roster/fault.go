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
	FaultShort    FaultKind = "short" // fewer deputies or no driver than the scheme has
	FaultGone     FaultKind = "gone"  // somebody who cannot serve any more
)

// Fault is one thing that is wrong, with the clause that says so; without one it is the
// township's own rule (docs/domain.md §2.1).
type Fault struct {
	Date     rules.Date `json:"date"`
	At       time.Time  `json:"at"` // start of the turn, or of the hole
	Kind     FaultKind  `json:"kind"`
	Officers []string   `json:"officers,omitempty"`
	Text     text.Text  `json:"text"`
	Clauses  []string   `json:"clauses,omitempty"`
}

// Hole says that somebody is missing, not only badly placed.
func (f Fault) Hole() bool {
	return f.Kind == FaultGap || f.Kind == FaultLeader || f.Kind == FaultLeave || f.Kind == FaultGone
}

// Judge is what a roster is held against.
type Judge struct {
	Scheme  *Scheme
	Leave   []Leave
	Demands []*plan.Roster    // of the plans in force
	Names   map[string]string // of those who may serve, by id
	Known   map[string]string // of everybody
}

// Faults are what is wrong from one day to another, by time. Turns holds those beside the
// days too, in order; the time before the first of them is not judged. Whether a day is
// covered is plan.Roster.Cover's to say.
func (j Judge) Faults(turns []Turn, from, to rules.Date) []Fault {
	var out []Fault
	watches := make([]plan.Watch, 0, len(turns)+1)
	if len(turns) > 0 {
		watches = append(watches, plan.Watch{From: turns[0].Start.AddDate(0, -2, 0), To: turns[0].Start, People: true, Leader: true})
	}
	for i := range turns {
		t := &turns[i]
		watches = append(watches, plan.Watch{From: t.Start, To: t.End, People: t.Main != "", Leader: t.Leader != ""})
		if d := t.Date(); d >= from && d <= to {
			out = append(out, j.turn(turns, i)...)
		}
	}
	whole, lead := j.clauses()
	cover := &plan.Roster{Leader: true}
	for d := from; d <= to; d = d.Add(1) {
		for _, g := range cover.Cover(d, watches).Gaps {
			out = append(out, Fault{Date: d, At: g.From, Kind: FaultGap, Clauses: whole,
				Text: text.Text{ZH: "%[1]s 至 %[2]s 没有人值班", EN: "nobody on duty from %[1]s to %[2]s"}.With(hour(g.From), hour(g.To))})
		}
	}
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
		out = append(out, Fault{Date: t.Date(), At: t.Start, Kind: k, Officers: who, Text: said})
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
	crew := t.Crew()
	for _, id := range crew {
		name := j.name(id)
		switch {
		case j.Names[id] == "" && j.Known[id] != "":
			add(FaultGone, text.Text{ZH: "%[1]s 已停用或不能值班", EN: "%[1]s is retired or cannot serve"}.With(name), id)
		case away(j.Leave, id, t):
			add(FaultLeave, text.Text{ZH: "%[1]s 请假", EN: "%[1]s is on leave"}.With(name), id)
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
