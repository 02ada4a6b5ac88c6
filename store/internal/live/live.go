// Package live answers what is open now: the operations in force, the weather, and what
// each open case demands. Board, case page, handover and close all ask here, so that
// they cannot differ.
package live

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Standing is one open case and what it demands at a moment.
type Standing struct {
	Case    *rules.Case
	Demands plan.Demands
}

// Scene is what all cases share at a moment.
type Scene struct {
	Now        time.Time
	Plans      *plan.Library
	Operations []rules.Operation  // in force today
	Warnings   []rules.Warning    // in force now
	Weather    string             // the weather fact that a warning implies, "" when none
	Cold       rules.WarningLevel // of the worst warning in force, "" when none
}

// SceneAt reads the scene.
func SceneAt(r tx.Reader, plans *plan.Library, now time.Time) (Scene, error) {
	s := Scene{Now: now, Plans: plans}
	var err error
	if s.Operations, err = Operations(r, now); err != nil {
		return s, err
	}
	open, err := table.Warnings.By(r, "open")
	if err != nil {
		return s, err
	}
	for _, w := range open {
		if w.InForce(now) {
			s.Warnings, s.Cold = append(s.Warnings, w), rules.Colder(s.Cold, w.Level)
			if f := fact[w.Kind]; f != "" {
				s.Weather = f
			}
		}
	}
	return s, nil
}

// Operations are those in force on the day of a moment.
func Operations(r tx.Reader, now time.Time) ([]rules.Operation, error) {
	ops, err := table.Operations.All(r)
	return slices.DeleteFunc(ops, func(o rules.Operation) bool { return o.State(rules.DateOf(now)) != "in_force" }), err
}

// Kits are those that can be given: of the plans in force, then the township's own in use.
func Kits(r tx.Reader, plans *plan.Library, now time.Time) ([]rules.Kit, error) {
	ops, err := Operations(r, now)
	if err != nil {
		return nil, err
	}
	own, err := table.Kits.All(r)
	return append(plans.Kits(ops), slices.DeleteFunc(own, func(k rules.Kit) bool { return k.Retired })...), err
}

// fact is the weather of P1.3.11 that a warning tells of.
var fact = map[rules.WarningKind]string{
	rules.Snowstorm: "snow",
	rules.RoadIce:   "ice",
	rules.Freezing:  "freezing_rain",
}

// Of is what one case demands.
func (s Scene) Of(c *rules.Case) plan.Demands {
	who := plan.SubjectOf(c, s.Weather)
	who.Cold = s.Cold
	return s.Plans.Demands(s.Operations, who, s.Now)
}

// Open reads every open case with its demands, in order of id.
func (s Scene) Open(r tx.Reader) ([]Standing, error) {
	cases, err := table.By(r, table.Cases, "open")
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(cases))
	for i := range cases {
		out[i] = Standing{&cases[i], s.Of(&cases[i])}
	}
	return out, nil
}
