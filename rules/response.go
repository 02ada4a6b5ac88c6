package rules

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Acuity is how fast somebody must be with a person. The classes and their minutes are ours:
// plan 7 says at once and quickly, and names no figure (P7.2.27, P7.2.29, clauses.md §11).
type Acuity string

const (
	AcuityUrgent   Acuity = "urgent"   // 紧急: a life may be in danger
	AcuitySoon     Acuity = "soon"     // 较急: somebody who cannot help himself, or weather that nobody stands for long
	AcuityOrdinary Acuity = "ordinary" // 一般
)

// AcuityWords names the classes.
var AcuityWords = []Named{
	{string(AcuityUrgent), text.Text{ZH: "紧急", EN: "urgent"}},
	{string(AcuitySoon), text.Text{ZH: "较急", EN: "pressing"}},
	{string(AcuityOrdinary), text.Text{ZH: "一般", EN: "ordinary"}},
}

// severe are the facts of weather in which somebody outside does not stay unharmed (P1.3.11).
var severe = []string{"snow", "ice", "freezing_rain"}

// Class is one class that a case is in, with what brought it there and since when: a case that
// grows worse is in the graver class from when that was told, never from before the work on it began.
type Class struct {
	Acuity  Acuity
	Because []text.Text
	Since   time.Time
}

// Weather is what a warning in force tells of the weather, used where a case says nothing;
// Cold that one of orange or red is in force; Since from when.
type Weather struct {
	Fact  string
	Cold  bool
	Since time.Time
}

// Classes are those that a case is in, the gravest first; it counts as that one. Every case
// is an ordinary one from when the work on it began, unless it is told graver there. elder is
// the age in years from which on a person counts as old (the plans' setting elderly_age). What
// is not known brings nothing: it is asked for elsewhere.
//
// Urgent: suddenly ill, gravely ill, confused, a danger to self or others; a minor; signs of
// mental illness, or intellectual disability, in severe weather. Soon: old, disabled, hard to
// move; signs of mental illness, intellectual disability, perhaps lost or trafficked; or
// severe weather alone.
func (c *Case) Classes(w Weather, elder int) (out []Class) {
	f := &c.Facts
	k := Class{}
	// brings puts what was told at a time into the class; the first to be told starts it.
	brings := func(what text.Text, at time.Time) {
		if from := c.begun(); at.Before(from) {
			at = from
		}
		if k.Because == nil || at.Before(k.Since) {
			k.Since = at
		}
		k.Because = append(k.Because, what)
	}
	said := func(facts ...string) {
		for _, name := range facts {
			if f.Tri(name) == Yes {
				brings(specByName[name].Label, c.FactsAt[name])
			}
		}
	}
	ends := func(a Acuity) {
		if k.Because != nil {
			k.Acuity = a
			out, k = append(out, k), Class{}
		}
	}
	sky, outside := w.Since, w.Cold || slices.Contains(severe, w.Fact)
	if f.Weather != "" {
		outside = w.Cold || slices.Contains(severe, f.Weather)
		if !w.Cold {
			sky = c.FactsAt["weather"]
		}
	}
	said("sudden_illness", "gravely_ill", "confused", "danger")
	if f.Minor() {
		at := c.FactsAt["age"]
		if slices.Contains(f.Groups, "minor") {
			at = c.FactsAt["groups"]
		}
		brings(text.Text{ZH: "未成年人", EN: "minor"}, at)
	}
	for _, name := range []string{"mental_illness", "intellectual_disability"} {
		if at := c.FactsAt[name]; outside && f.Tri(name) == Yes {
			if at.Before(sky) {
				at = sky
			}
			if !slices.Contains(k.Because, weatherText) {
				brings(weatherText, at)
			}
			brings(specByName[name].Label, at)
		}
	}
	ends(AcuityUrgent)
	said("mental_illness", "intellectual_disability", "suspected_lost")
	if c.Kind == CaseMissing && f.Tri("suspected_lost") == Unasked {
		brings(WordOf(CaseKindWords, string(CaseMissing)), c.begun())
	}
	if slices.Contains(f.Groups, "elderly") {
		brings(elderlyText, c.FactsAt["groups"])
	} else if f.Age != nil && *f.Age >= elder {
		brings(elderlyText, c.FactsAt["age"])
	}
	for _, o := range specByName["groups"].Options {
		if slices.Contains(f.Groups, o.Code) && (o.Code == "disabled" || o.Code == "mobility_impaired") {
			brings(o.Text, c.FactsAt["groups"])
		}
	}
	if outside {
		brings(weatherText, sky)
	}
	ends(AcuitySoon)
	return append(out, Class{Acuity: AcuityOrdinary, Since: c.begun()})
}

var (
	elderlyText = text.Text{ZH: "老年人", EN: "elderly"}
	weatherText = text.Text{ZH: "恶劣天气", EN: "severe weather"}
)

// begun is when the work on the case began that is under way: when it was told, or opened
// again.
func (c *Case) begun() time.Time {
	if n := len(c.Lives); n > 0 {
		return c.Lives[n-1].At
	}
	return c.Told()
}

// Limit is until when something should have been done, counted from when a case came into a
// class: when to warn and when it is late. Late 0 is no limit.
type Limit struct{ Warn, Late time.Duration }

// Response is a clock of a case: until a team is sent, or is there. It runs from when the case
// came into its class; worse news never puts off what was due before them.
type Response struct {
	Step    string          `json:"step"` // case.dispatch, case.arrive
	What    text.Text       `json:"what"`
	State   ObligationState `json:"state"` // done once the milestone is there
	Since   time.Time       `json:"since"`
	Due     *time.Time      `json:"due,omitempty"`
	DoneAt  *time.Time      `json:"done_at,omitempty"`
	Acuity  Acuity          `json:"acuity"`
	Because []text.Text     `json:"because,omitempty"`
	Clause  string          `json:"clause"`    // what it rests on
	Ours    bool            `json:"our_limit"` // the minutes are a setting of ours, not the text's
}

// Responses are the clocks of a case in its classes (Classes): whether a team was sent,
// whether somebody is on the scene. limit is the desk's for a class and a step; the strictest
// of the classes holds. There are none where no team is demanded: the person came to the desk
// (here), the case is watched only, is settled or closed. A case on the scene without a team
// asks for none to be sent.
func (c *Case) Responses(here bool, classes []Class, limit func(a Acuity, step string) Limit, now time.Time) (out []Response) {
	ask := !here && c.Kind != CaseWatched && c.SettledAt == nil && c.State != CaseClosed
	add := func(step string, what text.Text, clause string, done *time.Time) {
		r := Response{Step: step, What: what, State: Done, Since: classes[0].Since, DoneAt: done, Acuity: classes[0].Acuity, Because: classes[0].Because, Clause: clause, Ours: true}
		if done == nil {
			r.State = Pending
			for _, k := range classes {
				if state, due := limit(k.Acuity, step).at(k.Since, now); due != nil && (r.Due == nil || due.Before(*r.Due)) {
					r.State, r.Due, r.Since = state, due, k.Since
				}
			}
		}
		if ask || done != nil {
			out = append(out, r)
		}
	}
	if c.DispatchAt != nil || c.ArriveAt == nil {
		add(stepSent, text.Text{ZH: "派人", EN: "send a team"}, "P7.2.27", c.DispatchAt)
	}
	add("case.arrive", text.Text{ZH: "到场", EN: "be on the scene"}, "P7.2.29", c.ArriveAt)
	return out
}

// at is how the limit stands, and when it is late.
func (l Limit) at(since, now time.Time) (ObligationState, *time.Time) {
	if l.Late == 0 {
		return Pending, nil
	}
	due := since.Add(l.Late)
	switch {
	case now.After(due):
		return Overdue, &due
	case l.Warn > 0 && !now.Before(since.Add(l.Warn)):
		return Due, &due
	}
	return Pending, &due
}

// Here says that the person of a case came to the desk, or was brought there by the police,
// and the visit is how it was told: somebody is with him.
func (c *Case) Here(visit bool) bool {
	return visit && (c.Facts.FoundBy == "self" || c.Facts.FoundBy == "police")
}

// ResponseSetting is the setting of the desk with the minutes of a clock.
func ResponseSetting(a Acuity, step string) string {
	return "response_" + string(a) + "_" + strings.TrimPrefix(step, "case.")
}

// LimitOf is a limit of so many minutes that warns after a share of them, in per cent.
func LimitOf(minutes, warn int) Limit {
	late := time.Duration(minutes) * time.Minute
	return Limit{Warn: late * time.Duration(warn) / 100, Late: late}
}
