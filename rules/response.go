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

// AcuityOf puts a case into its class, with what brought it there; weather is the fact that a
// warning in force tells of, used where the case says nothing, cold that one of orange or red
// is in force, and elder the age in years from which on a person counts as old (the plans'
// setting elderly_age). What is not known brings nothing: it is asked for elsewhere.
//
// Urgent: suddenly ill, gravely ill, confused, a danger to self or others; a minor; signs of
// mental illness, or intellectual disability, in severe weather. Soon: old, disabled, hard to
// move; signs of mental illness, intellectual disability, perhaps lost or trafficked; or
// severe weather alone.
func (c *Case) AcuityOf(weather string, cold bool, elder int) (Acuity, []text.Text) {
	f := &c.Facts
	said := func(facts ...string) (why []text.Text) {
		for _, name := range facts {
			if f.Tri(name) == Yes {
				why = append(why, specByName[name].Label)
			}
		}
		return why
	}
	if f.Weather != "" {
		weather = f.Weather
	}
	hard := cold || slices.Contains(severe, weather)
	why := said("sudden_illness", "gravely_ill", "confused", "danger")
	if f.Minor() {
		why = append(why, text.Text{ZH: "未成年人", EN: "minor"})
	}
	if helpless := said("mental_illness", "intellectual_disability"); hard && helpless != nil {
		why = append(append(why, helpless...), weatherText)
	}
	if why != nil {
		return AcuityUrgent, why
	}
	why = said("mental_illness", "intellectual_disability", "suspected_lost")
	if c.Kind == CaseMissing && f.Tri("suspected_lost") == Unasked {
		why = append(why, WordOf(CaseKindWords, string(CaseMissing)))
	}
	if slices.Contains(f.Groups, "elderly") || f.Age != nil && *f.Age >= elder {
		why = append(why, text.Text{ZH: "老年人", EN: "elderly"})
	}
	for _, o := range specByName["groups"].Options {
		if slices.Contains(f.Groups, o.Code) && (o.Code == "disabled" || o.Code == "mobility_impaired") {
			why = append(why, o.Text)
		}
	}
	if hard {
		why = append(why, weatherText)
	}
	if why != nil {
		return AcuitySoon, why
	}
	return AcuityOrdinary, nil
}

var weatherText = text.Text{ZH: "恶劣天气", EN: "severe weather"}

// begun is when the work on the case began that is under way: when it was told, or opened
// again.
func (c *Case) begun() time.Time {
	if n := len(c.Lives); n > 0 {
		return c.Lives[n-1].At
	}
	return c.Told()
}

// Limit is until when something should have been done, counted from when the work on a case
// began: when to warn and when it is late. Late 0 is no limit.
type Limit struct{ Warn, Late time.Duration }

// Response is a clock of a case: from when the work on it began until a team is sent, or is
// there.
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

// Responses are the clocks of a case of that class: whether a team was sent, whether somebody
// is on the scene. limit is the desk's for a step and a class. There are none where no team is
// demanded: the person came to the desk (here), the case is watched only, is settled or
// closed. A case on the scene without a team asks for none to be sent.
func (c *Case) Responses(here bool, a Acuity, because []text.Text, limit func(step string) Limit, now time.Time) (out []Response) {
	ask := !here && c.Kind != CaseWatched && c.SettledAt == nil && c.State != CaseClosed
	add := func(step string, what text.Text, clause string, done *time.Time) {
		r := Response{Step: step, What: what, State: Done, Since: c.begun(), DoneAt: done, Acuity: a, Because: because, Clause: clause, Ours: true}
		if done == nil {
			r.State, r.Due = limit(step).at(c.begun(), now)
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

// Here says that the person of a case came to the desk in person, and the visit is how it was
// told: somebody is with him.
func (c *Case) Here(visit bool) bool { return visit && c.Facts.FoundBy == "self" }

// ResponseSetting is the setting of the desk with the minutes of a clock.
func ResponseSetting(a Acuity, step string) string {
	return "response_" + string(a) + "_" + strings.TrimPrefix(step, "case.")
}

// LimitOf is a limit of so many minutes that warns after a share of them, in per cent.
func LimitOf(minutes, warn int) Limit {
	late := time.Duration(minutes) * time.Minute
	return Limit{Warn: late * time.Duration(warn) / 100, Late: late}
}
