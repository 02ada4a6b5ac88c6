// Package weather keeps the cold-weather warnings of the desk, set and lifted by hand. It
// decides that one warning of a kind is in force at a time; what a warning changes on the
// desk is decided where the plans are evaluated (store/internal/live).
package weather

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// kept is how long a warning that ran out is still read as if it might hold, for the sake
// of a clock that is put right. Ours.
const kept = 24 * time.Hour

// Set puts a warning in force. One of the same kind that holds at its beginning ends
// there, one that would begin later is lifted: each keeps as its reason by which it was
// replaced. Those that ran out leave the index of open ones.
func Set(x *tx.Tx, c *command.SetWarning) (command.Result, error) {
	ids, err := roll.NewSeries(x, table.Warnings, roll.Dated(x, "W"), 2)
	if err != nil {
		return command.Result{}, err
	}
	w := &rules.Warning{ID: ids.Next(), Kind: c.Kind, Level: c.Level, From: x.Now, Text: c.Text, SetBy: x.Actor.Officer}
	if c.From != nil {
		w.From = c.From.UTC()
	}
	if c.Until != nil {
		until := c.Until.UTC()
		w.Until = &until
	}
	open, err := table.Warnings.By(x, "open")
	if err != nil {
		return command.Result{}, err
	}
	for i := range open {
		old := &open[i]
		switch {
		case old.Until != nil && old.Until.Before(x.Now.Add(-kept)):
			old.Over = true
		case old.Kind == w.Kind && !old.Ended(x.Now):
			old.GiveWay(w, x.Actor.Officer, x.Now)
		default:
			continue
		}
		if err := table.Warnings.Put(x, old); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: w.ID}, table.Warnings.Put(x, w)
}

// Lift ends a warning, named by its id or a unique tail of it, before its time. NotFound;
// Precondition when it is lifted or over already.
func Lift(x *tx.Tx, c *command.LiftWarning) (command.Result, error) {
	w, err := cases.Lookup(x, x.Now, table.Warnings, "W", 2, "warning", c.Warning)
	if err != nil {
		return command.Result{}, err
	}
	if e := w.Lift(x.Actor.Officer, c.Reason, x.Now); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: w.ID}, table.Warnings.Put(x, w)
}

// List is the warnings in force now, or with all every one ever set, newest first, without
// their free words for readers from whom persons are Hidden.
func List(v tx.View, e tx.Env, all bool) (out []rules.Warning, err error) {
	out = []rules.Warning{}
	keep := func(w *rules.Warning) { out = append(out, For(e, *w)) }
	if all {
		err = table.Warnings.Scan(v, "", "", true, func(w *rules.Warning) (bool, error) { keep(w); return true, nil })
		return out, err
	}
	open, err := table.Warnings.By(v, "open")
	for i := range slices.Backward(open) {
		if open[i].InForce(e.Now) {
			keep(&open[i])
		}
	}
	return out, err
}

// For is a warning as a reader sees it: whoever persons are Hidden from reads none of the
// words that somebody wrote.
func For(e tx.Env, w rules.Warning) rules.Warning {
	if e.Hidden() {
		w.Text, w.Reason = "", ""
	}
	return w
}
