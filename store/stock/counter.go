package stock

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Reverse takes a move back by the opposite one, by those who may make such a move. What an
// issue had told of its case goes with it, unless other goods on the case still tell it.
// Refused (Precondition): a move taken back already, a reversal, goods received that have
// left, goods given whose item or place is out of use, an issue on a closed case.
func Reverse(x *tx.Tx, c *command.ReverseMove) (command.Result, error) {
	m, err := cases.Lookup(x, x.Now, table.Moves, "M", 4, "move", c.Move)
	if err != nil {
		return command.Result{}, err
	}
	if e := rules.May(x.Actor.Roles, m.BackArea()); e != nil {
		return command.Result{}, e
	}
	switch no, err := cases.MayReverse(x, m); {
	case err != nil:
		return command.Result{}, err
	case no != nil:
		return command.Result{}, no
	}
	b, err := table.Balances.Get(x, table.BalanceID(m.Item, m.Place(), m.Lot))
	if err != nil {
		return command.Result{}, err
	}
	l, err := newLedger(x)
	if err != nil {
		return command.Result{}, err
	}
	r := m.Reverse(c.Reason)
	if err := l.write(&r); err != nil {
		return command.Result{}, err
	}
	m.Reversed = r.ID
	if err := table.Moves.Put(x, m); err != nil {
		return command.Result{}, err
	}
	if m.Kind == rules.MoveReceive {
		b.Qty -= m.Qty
	} else {
		b.Qty += m.Qty
	}
	if err := table.Balances.Put(x, b); err != nil {
		return command.Result{}, err
	}
	res := command.Result{ID: r.ID, More: []string{m.ID}}
	if m.Case == "" {
		return res, nil
	}
	x.About(m.Case)
	return res, ungiven(x, m, c.Reason)
}

// ungiven takes back from the case of an issue what its goods had told (given). What they
// told stands on the case: the item may mean something else by now.
func ungiven(x *tx.Tx, m *rules.Move, reason string) error {
	k, err := table.Cases.Get(x, m.Case)
	if err != nil {
		return err
	}
	moves, err := table.Moves.By(x, "case/"+k.ID)
	if err != nil {
		return err
	}
	stands := map[string]bool{} // issues by id
	still := map[string]bool{}  // acts that they fulfil
	for _, o := range moves {
		if o.Kind != rules.MoveIssue {
			continue
		}
		if stands[o.ID] = o.Reversed == ""; !stands[o.ID] {
			continue
		}
		i, err := table.Items.Get(x, o.Item)
		if err != nil {
			return err
		}
		still[fulfils[i.Good]], still[fulfils[i.Given]] = true, true
	}
	for _, a := range k.Acts {
		if a.Revoked == "" && stands[a.Ref] {
			still[a.Code] = true
		}
	}
	k.Acts = slices.Clone(k.Acts)
	for i := range k.Acts {
		a := &k.Acts[i]
		// An act may rest on the first of several lots, which was taken back before this one.
		_, issue := stands[a.Ref]
		rests := a.Ref == m.ID || issue && a.Revoked == ""
		if !rests || stands[a.Ref] || still[a.Code] {
			continue
		}
		if a.Revoked == "" {
			a.Revoked = reason
		}
		if e := unsay(k, a, x.Now); e != nil {
			return e
		}
	}
	return table.Cases.Put(x, k)
}

// unsay takes the gift of an act back from the facts. What somebody had said of gifts before
// the goods were given is not theirs.
func unsay(k *rules.Case, a *rules.Act, now time.Time) *rules.Error {
	gift := func(s string) bool { return fulfils[s] == a.Code }
	if !slices.ContainsFunc(k.Facts.Given, gift) || k.FactsAt["given"].Before(a.At) {
		return nil
	}
	f := k.Facts
	f.Given = slices.DeleteFunc(slices.Clone(f.Given), gift)
	if len(f.Given) == 0 {
		f.Given = nil
	}
	return k.SetFacts(f, now)
}
