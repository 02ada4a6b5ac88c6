// Package weather keeps the cold-weather warnings of the desk, set and lifted by hand. It
// decides that one warning of a kind is in force at a time; what a warning changes on the
// desk is decided where the plans are evaluated (store/internal/live).
package weather

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Set puts a warning in force. One of the same kind that holds at its beginning ends
// there, one that would begin later is lifted: each keeps as its reason by which it was
// replaced.
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
		if old.Kind != w.Kind || (old.Until != nil && !old.Until.After(x.Now)) {
			continue
		}
		replace(x, old, w)
		if err := table.Warnings.Put(x, old); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: w.ID}, table.Warnings.Put(x, w)
}

// replace ends old for the sake of w: at once, or where w begins.
func replace(x *tx.Tx, old, w *rules.Warning) {
	rank := func(l rules.WarningLevel) int {
		return slices.IndexFunc(command.WarningLevels, func(n rules.Named) bool { return n.Code == string(l) })
	}
	why := text.Text{ZH: "继续%[1]s %[2]s", EN: "continued %[1]s %[2]s"}
	switch d := rank(w.Level) - rank(old.Level); {
	case d > 0:
		why = text.Text{ZH: "升级为%[1]s %[2]s", EN: "raised to %[1]s %[2]s"}
	case d < 0:
		why = text.Text{ZH: "降级为%[1]s %[2]s", EN: "lowered to %[1]s %[2]s"}
	}
	old.Reason = why.With(rules.WordOf(command.WarningLevels, string(w.Level)), w.ID).In(text.ZH) // kept in the book's own language
	if w.From.After(x.Now) && old.From.Before(w.From) {
		if old.Until == nil || old.Until.After(w.From) {
			from := w.From
			old.Until = &from
		}
		return
	}
	now := x.Now
	old.LiftedAt, old.LiftedBy = &now, x.Actor.Officer
}

// Lift ends a warning, named by its id or a unique tail of it, before its time. NotFound; Precondition when it is lifted or over
// already.
func Lift(x *tx.Tx, c *command.LiftWarning) (command.Result, error) {
	w, err := cases.Lookup(x, x.Now, table.Warnings, "W", 2, "warning", c.Warning)
	if err != nil {
		return command.Result{}, err
	}
	switch {
	case w.LiftedAt != nil:
		return command.Result{}, rules.Refuse(text.Text{ZH: "这条预警已在 %[1]s 解除。", EN: "This warning was lifted at %[1]s."}.
			With(rules.Stamp(*w.LiftedAt)), "")
	case w.Until != nil && !w.Until.After(x.Now):
		return command.Result{}, rules.Refuse(text.Text{ZH: "这条预警已在 %[1]s 到期。", EN: "This warning ended at %[1]s."}.
			With(rules.Stamp(*w.Until)), "")
	}
	now := x.Now
	w.LiftedAt, w.LiftedBy, w.Reason = &now, x.Actor.Officer, c.Reason
	return command.Result{ID: w.ID}, table.Warnings.Put(x, w)
}

// List is the warnings in force now, or with all every one ever set, newest first.
func List(v tx.View, e tx.Env, all bool) ([]rules.Warning, error) {
	out := []rules.Warning{}
	if all {
		err := table.Warnings.Scan(v, "", "", true, func(w *rules.Warning) (bool, error) { out = append(out, *w); return true, nil })
		return out, err
	}
	open, err := table.Warnings.By(v, "open")
	for _, w := range slices.Backward(open) {
		if w.InForce(e.Now) {
			out = append(out, w)
		}
	}
	return out, err
}
