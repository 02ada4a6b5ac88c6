// Package caserecords keeps what plans ask to be written down of a case beside what is done for
// it: leads, identity screenings, the tracing of relatives, abnormal findings, the return
// home. Whether an entry may stand and what it means for the case, rules.Case and
// rules.Record decide; this package finds, numbers and writes.
package caserecords

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Add writes an entry down; one on a channel that publishes meets the tracing notice that is
// owed (rules.Record.Met). Refused: as rules.Case.Note and rules.Record.Finish.
func Add(x *tx.Tx, c *command.AddRecord) (command.Result, error) {
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.Records, roll.Dated(x, "V"), 4)
	if err != nil {
		return command.Result{}, err
	}
	r := &rules.Record{ID: ids.Next(), Case: k.ID, Kind: c.Kind, Source: c.Source, Checks: c.Checks, Identity: c.Identity, Place: c.Place,
		Who: c.Who, Words: c.Words, Ref: c.Ref, At: x.Now, By: x.Actor.Officer}
	if c.At != nil {
		r.At = c.At.UTC()
	}
	if c.ToldAt != nil {
		at := c.ToldAt.UTC()
		r.ToldAt = &at
	}
	if r.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	if e := k.Note(r); e != nil {
		return command.Result{}, e
	}
	if c.Result != "" {
		if e := r.Finish(c.Result, x.Actor.Officer, x.Now); e != nil {
			return command.Result{}, e
		}
	}
	if err := table.Records.Put(x, r); err != nil {
		return command.Result{}, err
	}
	x.About(k.ID)
	if r.Kind == rules.RecordScreen {
		if err := cases.Put(x, k); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: r.ID, More: []string{k.ID}}, cases.Credit(x, k.ID)
}

// Finish writes what came of an entry. Refused: as rules.Record.Finish.
func Finish(x *tx.Tx, c *command.FinishRecord) (command.Result, error) {
	r, err := find(x, c.Record)
	if err != nil {
		return command.Result{}, err
	}
	at := x.Now
	if c.At != nil {
		at = c.At.UTC()
	}
	if e := r.Finish(c.Result, x.Actor.Officer, at); e != nil {
		return command.Result{}, e
	}
	x.About(r.Case)
	return command.Result{ID: r.ID, More: []string{r.Case}}, table.Records.Put(x, r)
}

// Back takes the last of an entry back, with what it had met or said of the case. Refused: as
// rules.Case.MayBack; a version that is stale, an entry that has a result by now (Conflict).
func Back(x *tx.Tx, c *command.BackRecord) (command.Result, error) {
	r, err := find(x, c.Record)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Records.Stale(x, r, c.Version); err != nil {
		return command.Result{}, err
	}
	if e := r.Meant(c.Entry); e != nil {
		return command.Result{}, e
	}
	k, err := cases.Main(x, r.Case)
	if err != nil {
		return command.Result{}, err
	}
	all, err := cases.By(x, table.Records, k)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.Back(r, all, rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	if err := table.Records.Put(x, r); err != nil {
		return command.Result{}, err
	}
	x.About(k.ID)
	res := command.Result{ID: r.ID, More: []string{k.ID}}
	if r.Stands() { // its result alone
		return res, nil
	}
	if r.Kind == rules.RecordScreen {
		if err := cases.Put(x, k); err != nil {
			return command.Result{}, err
		}
	}
	return res, cases.Discredit(x, k.ID, r.ID, c.Reason)
}

func find(x *tx.Tx, said string) (*rules.Record, error) {
	return cases.Lookup(x, x.Now, table.Records, "V", 4, "record", said)
}
