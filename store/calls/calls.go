// Package calls writes down every contact of the desk, in and out, and what becomes of
// it: a case is opened, one is joined, it is passed on, or nothing is to do. It decides
// which agency was on the line; what reaching one fulfils is rules.Fulfils, applied by
// package cases.
package calls

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Find finds a call by its id or a unique tail of it.
func Find(r tx.Reader, now time.Time, said string) (*rules.Call, error) {
	return cases.Lookup(r, now, table.Calls, "T", 4, "call", said)
}

// Read is a call for a reader, masked like those of List.
func Read(v tx.View, e tx.Env, id string) (*rules.Call, error) {
	k, err := Find(v, e.Now, id)
	if err == nil && e.Hidden() {
		cases.MaskCall(k)
	}
	return k, err
}

// Log writes a call down. The id of a case that it opened or joined is in More. A call
// that belongs to a case is done, since what is left is the case's; a duty check asks for
// nothing; a call out that nobody answered stays open unless a case carries it on.
func Log(x *tx.Tx, c *command.LogCall) (command.Result, error) {
	ids, err := roll.NewSeries(x, table.Calls, roll.Dated(x, "T"), 4)
	if err != nil {
		return command.Result{}, err
	}
	k := &rules.Call{ID: ids.Next(), Kind: c.Kind, Out: c.Out, Caller: c.Caller, Reached: c.Reached, Said: c.Said,
		At: x.Now, State: rules.CallOpen, By: x.Actor.Officer}
	if c.Term != nil {
		term := c.Term.UTC()
		k.Term = &term
	}
	if c.At != nil {
		k.At = c.At.UTC()
	}
	if c.Left != nil {
		left := c.Left.UTC()
		k.Left = &left
	}
	if k.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	if err := identify(x, k, c.Agency); err != nil {
		return command.Result{}, err
	}
	onCase := c.Case
	if c.Planned != "" {
		if onCase, err = made(x, k, c); err != nil {
			return command.Result{}, err
		}
	}
	var of *rules.Case
	switch {
	case c.Open != nil:
		of, err = cases.Begin(x, c.Open, k)
	case onCase != "":
		of, err = cases.Find(x, x.Now, onCase)
	case c.PassTo != "":
		k.State, k.PassedAt = rules.CallPassed, &x.Now
		k.PassedTo, err = unit(x, "pass_to", c.PassTo)
	case c.Nothing, c.Kind == rules.CallCheck && !c.Out && c.Term == nil:
		k.State = rules.CallNoAction
	case c.Out && (k.Plan != "" || rules.TriOf(c.Reached) != rules.No): // the planned call stays open instead
		k.State = rules.CallDone
	}
	if err != nil {
		return command.Result{}, err
	}
	if of == nil {
		return command.Result{ID: k.ID}, table.Calls.Put(x, k)
	}
	k.Case, k.State = of.ID, rules.CallDone
	if c.Open != nil {
		k.Place = &of.Place
	}
	if err := table.Calls.Put(x, k); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: k.ID, More: []string{of.ID}}, cases.Credit(x, of.ID)
}

// identifier is what looks like an id of the lists: of an agency, an officer or a village.
var identifier = regexp.MustCompile(`^([AU][0-9]+|[0-9]{12})$`)

// identify finds the agency at the other end: the one named, or else the one whose
// number, unit or name was written. An officer or a village may stand in its place. A name
// that is on no list is kept as the unit. Refused: an id that is on none; a party of the lists that was taken out of
// use, or rung without a number (rules.Agency.Dialled).
func identify(x *tx.Tx, k *rules.Call, said string) error {
	if said != "" {
		p, listed, err := party(x, said)
		if err != nil && (rules.KindOf(err) != rules.NotFound || roll.Retired(err)) {
			return roll.At("agency", err)
		}
		if err != nil && (identifier.MatchString(said) || k.Caller.Unit != "" && k.Caller.Unit != said) {
			return roll.At("agency", err)
		}
		if p == nil {
			k.Agency, k.Caller.Unit = "", cmp.Or(k.Caller.Unit, said)
			return nil
		}
		k.Agency, k.Caller.Unit = p.ID, cmp.Or(k.Caller.Unit, p.Name)
		if k.Out && k.Kind == rules.CallPhone && listed {
			n, e := p.Dialled(k.Caller.Phone)
			if e != nil {
				return e
			}
			k.Caller.Phone = n
		}
		return nil
	}
	if k.Caller == (rules.Caller{}) {
		return nil
	}
	all, err := table.Agencies.All(x)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Retired {
			continue
		}
		if slices.Contains(a.Phones, k.Caller.Phone) || a.Name == k.Caller.Unit || a.Name == k.Caller.Name {
			k.Agency, k.Caller.Unit = a.ID, cmp.Or(k.Caller.Unit, a.Name)
			return nil
		}
	}
	leaders, err := roll.Named(x, table.Officers, k.Caller.Name, func(o *rules.Officer) bool {
		return o.Retired || !slices.Contains(o.Roles, rules.RoleLeader)
	})
	if err == nil && k.Caller.Name != "" && len(leaders) == 1 {
		k.Agency = leaders[0].ID
	}
	return err
}

// party is an agency, an officer or a village, by id, name or initials; of several that fit
// an agency comes first. listed says that its telephone is to be on the lists: an officer may
// be reached in the next room.
func party(x *tx.Tx, said string) (p *rules.Agency, listed bool, err error) {
	a, err := roll.Agency(x, said)
	if err == nil || roll.Retired(err) || rules.KindOf(err) != rules.NotFound {
		return a, true, err
	}
	o, e := roll.Officer(x, said)
	if e == nil {
		return cases.Ringable(o), false, nil
	}
	v, no := roll.Village(x, said)
	switch {
	case no == nil:
		return cases.Contact(v), true, nil
	case roll.Retired(e):
		return nil, false, e
	case roll.Retired(no):
		return nil, false, no
	}
	return nil, false, err
}

// unit is the name of the agency that a call is passed to, or the words as written; field
// names where they were written. Refused: an agency that was taken out of use.
func unit(x *tx.Tx, field, said string) (string, error) {
	a, err := roll.Agency(x, said)
	switch {
	case roll.Retired(err):
		return "", roll.At(field, err)
	case rules.KindOf(err) == rules.NotFound && err != nil, rules.KindOf(err) == rules.Invalid && err != nil:
		return said, nil
	}
	if err != nil {
		return "", err
	}
	return a.Name, nil
}

// Pass passes an open call on, or one that was passed on to somebody else. Refused: a
// call that is finished.
func Pass(x *tx.Tx, c *command.PassCall) (command.Result, error) {
	to, err := unit(x, "to", c.To)
	if err != nil {
		return command.Result{}, err
	}
	return step(x, c.Call, func(k *rules.Call) *rules.Error { return k.Pass(to, x.Now) })
}

// Finish ends a call, with its result or because there was nothing to do.
func Finish(x *tx.Tx, c *command.FinishCall) (command.Result, error) {
	return step(x, c.Call, func(k *rules.Call) *rules.Error { return k.Finish(c.Result, c.Nothing) })
}

// step runs a verb of the call.
func step(x *tx.Tx, said string, verb func(*rules.Call) *rules.Error) (command.Result, error) {
	k, err := Find(x, x.Now, said)
	if err != nil {
		return command.Result{}, err
	}
	if e := verb(k); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: k.ID}, table.Calls.Put(x, k)
}

// List is the calls that still ask for something, or with all the newest limit of all (0:
// every one), masked for readers from whom persons are Hidden.
func List(v tx.View, e tx.Env, all bool, limit int) ([]rules.Call, error) {
	out := []rules.Call{}
	var err error
	if all {
		err = table.Calls.Scan(v, "", "", true, func(k *rules.Call) (bool, error) {
			out = append(out, *k)
			return len(out) != limit, nil
		})
	} else {
		out, err = table.By(v, table.Calls, "open")
	}
	if e.Hidden() {
		for i := range out {
			cases.MaskCall(&out[i])
		}
	}
	return out, err
}
