package fakedesk

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// record runs the further records of a case. ours is false for any other command.
func (d *Desk) record(cmd command.Command) (id string, ours bool, err error) {
	at := d.t.now
	switch c := cmd.(type) {
	case *command.AddRecord:
		k := d.t.cases[c.Case]
		r := rules.Record{ID: fmt.Sprintf("V20261124-%04d", len(k.Records)+1), Case: c.Case, Kind: c.Kind, Source: c.Source, Checks: c.Checks, Identity: c.Identity,
			Place: c.Place, Who: c.Who, ToldAt: c.ToldAt, Words: c.Words, Ref: c.Ref, At: at, By: d.who.ID}
		if c.At != nil {
			r.At = *c.At
		}
		if e := k.Case.Note(&r); e != nil {
			return "", true, e
		}
		if c.Result != "" {
			if e := r.Finish(c.Result, d.who.ID, at); e != nil {
				return "", true, e
			}
		}
		k.Records = append(k.Records, r)
		k.Timeline = append(k.Timeline, view.Event{Seq: d.t.seq + 1, At: r.At, By: d.who.Name, Code: c.Code(), What: r.Titled(), Text: r.Words, Ref: r.ID})
		return r.ID, true, nil
	case *command.FinishRecord:
		if c.At != nil {
			at = *c.At
		}
		return c.Record, true, d.recorded(c.Record, func(_ *rules.Case, _ []rules.Record, r *rules.Record) *rules.Error {
			return r.Finish(c.Result, d.who.ID, at)
		})
	case *command.BackRecord:
		return c.Record, true, d.recorded(c.Record, func(k *rules.Case, all []rules.Record, r *rules.Record) *rules.Error {
			if e := r.Meant(c.Entry); e != nil {
				return e
			}
			return k.Back(r, all, rules.TakenBack{At: at, By: d.who.ID, Reason: c.Reason})
		})
	}
	return "", false, nil
}

// recorded changes a record as the procedure allows.
func (d *Desk) recorded(id string, verb func(*rules.Case, []rules.Record, *rules.Record) *rules.Error) error {
	for _, k := range d.t.cases {
		for i := range k.Records {
			if r := &k.Records[i]; r.ID == id {
				if e := verb(&k.Case, k.Records, r); e != nil {
					return e
				}
				return nil
			}
		}
	}
	return rules.Missing(text.Text{ZH: "专项登记", EN: "record of a case"}, id)
}
