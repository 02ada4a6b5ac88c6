// Package followups keeps the visits to those who declined help (回访, P3.4.6). Whether a
// visit may be recorded and what it means for the case, rules.Case decides; when the next one
// is due, the plans in force (package plan). This package finds, numbers and writes.
package followups

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Record writes a visit down. Refused: as rules.Case.Visit.
func Record(x *tx.Tx, c *command.RecordFollowUp) (command.Result, error) {
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	before, err := cases.By(x, table.FollowUps, k)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.FollowUps, roll.Dated(x, "F"), 4)
	if err != nil {
		return command.Result{}, err
	}
	v := &rules.FollowUp{ID: ids.Next(), Case: k.ID, Result: c.Result, Words: c.Words, At: x.Now, By: x.Actor.Officer}
	v.Seq = x.Seq
	if c.At != nil {
		v.At = c.At.UTC()
	}
	if v.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	if e := k.Visit(v, before); e != nil {
		return command.Result{}, e
	}
	if err := table.FollowUps.Put(x, v); err != nil {
		return command.Result{}, err
	}
	x.About(k.ID)
	return command.Result{ID: v.ID, More: []string{k.ID}}, cases.Put(x, k)
}

// Strike takes a visit back: the next one is due as if it had not been, and who accepted help
// on it declines again. Refused: as rules.Case.MayUnvisit; a closed case.
func Strike(x *tx.Tx, c *command.StrikeFollowUp) (command.Result, error) {
	v, err := find(x, c.FollowUp)
	if err != nil {
		return command.Result{}, err
	}
	if e := v.Strike(c.Reason); e != nil {
		return command.Result{}, e
	}
	k, err := cases.Main(x, v.Case)
	if err != nil {
		return command.Result{}, err
	}
	if v.Result == rules.VisitAccepts && k.Working() == nil { // a closed one Discredit refuses
		if e := k.Unvisit(v); e != nil {
			return command.Result{}, e
		}
		if err := cases.Put(x, k); err != nil {
			return command.Result{}, err
		}
	}
	if err := table.FollowUps.Put(x, v); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: v.ID, More: []string{v.Case}}, cases.Discredit(x, v.Case, v.ID, c.Reason)
}

func find(x *tx.Tx, said string) (*rules.FollowUp, error) {
	return cases.Lookup(x, x.Now, table.FollowUps, "F", 4, "followup", said)
}

// List is the visits of a case, or of all cases the newest limit (0: every one). Readers
// from whom persons are Hidden see that there was a visit and when.
func List(v tx.View, e tx.Env, caseID string, limit int) ([]view.FollowUp, error) {
	var all []rules.FollowUp
	if caseID != "" {
		k, err := cases.Find(v, e.Now, caseID)
		if err != nil {
			return nil, err
		}
		if all, err = cases.By(v, table.FollowUps, k); err != nil {
			return nil, err
		}
	} else if err := table.FollowUps.Scan(v, "", "", true, func(f *rules.FollowUp) (bool, error) {
		all = append(all, *f)
		return len(all) != limit, nil
	}); err != nil {
		return nil, err
	}
	out := make([]view.FollowUp, 0, len(all))
	for i := range all {
		row, err := cases.FollowUpRow(v, e, all[i])
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}
