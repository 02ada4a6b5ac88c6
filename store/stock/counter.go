package stock

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Reverse takes a move back by the opposite one, by those who may make such a move, or with
// Whole every move that stands of the same issue. What an issue had told of its case goes
// with it, unless other goods on the case still tell it. Refused: a move taken back already,
// a reversal, goods received that have left (Precondition), an issue on a closed case.
func Reverse(x *tx.Tx, c *command.ReverseMove) (command.Result, error) {
	m, err := cases.Lookup(x, x.Now, table.Moves, "M", 4, "move", c.Move)
	if err != nil {
		return command.Result{}, err
	}
	if e := rules.May(x.Actor.Roles, m.BackArea()); e != nil {
		return command.Result{}, e
	}
	moves := []*rules.Move{m}
	if c.Whole {
		if moves, err = standing(x, m); err != nil {
			return command.Result{}, err
		}
	}
	l, err := newLedger(x)
	if err != nil {
		return command.Result{}, err
	}
	var ids []string
	for _, m := range moves {
		r, err := l.reverse(m, c.Reason)
		if err != nil {
			return command.Result{}, err
		}
		if ids = append(ids, r.ID, m.ID); m.Case == "" {
			continue
		}
		x.About(m.Case)
		if err := ungiven(x, m, c.Reason); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: ids[0], More: ids[1:]}, nil
}

// standing are the moves of an issue that nobody has taken back, or the move itself where
// there are none.
func standing(x *tx.Tx, m *rules.Move) ([]*rules.Move, error) {
	all, err := table.Moves.By(x, "issue/"+m.Issue)
	var out []*rules.Move
	for i := range all {
		if all[i].Reversed == "" {
			out = append(out, &all[i])
		}
	}
	if len(out) == 0 {
		out = append(out, m)
	}
	return out, err
}

// reverse writes the opposite of a move and what lies there then.
func (l *ledger) reverse(m *rules.Move, reason string) (*rules.Move, error) {
	b, err := table.Balances.Get(l.x, table.BalanceID(m.Item, m.Place(), m.Lot))
	if err != nil {
		return nil, err
	}
	if e := m.MayReverse(b.Qty); e != nil {
		return nil, e
	}
	r := m.Reverse(reason)
	if err := l.write(&r); err != nil {
		return nil, err
	}
	m.Reversed = r.ID
	if err := table.Moves.Put(l.x, m); err != nil {
		return nil, err
	}
	if m.Kind == rules.MoveReceive {
		b.Qty -= m.Qty
	} else {
		b.Qty += m.Qty
	}
	return &r, table.Balances.Put(l.x, b)
}

// ungiven takes back from the case of an issue what its goods had told (given).
func ungiven(x *tx.Tx, m *rules.Move, reason string) error {
	k, err := table.Cases.Get(x, m.Case)
	if err != nil {
		return err
	}
	if e := k.Working(); e != nil {
		e.Field = "move"
		return e
	}
	item, err := table.Items.Get(x, m.Item)
	if err != nil {
		return err
	}
	moves, err := table.Moves.By(x, "case/"+k.ID)
	if err != nil {
		return err
	}
	still := map[string]bool{} // goods and gifts that stand given
	for _, o := range moves {
		if o.Kind != rules.MoveIssue || o.Reversed != "" {
			continue
		}
		i, err := table.Items.Get(x, o.Item)
		if err != nil {
			return err
		}
		still[i.Good], still[i.Given] = true, true
	}
	k.Acts = slices.Clone(k.Acts)
	for _, what := range []string{item.Good, item.Given} {
		a := toldBy(k.Acts, moves, fulfils[what])
		if a == nil || still[what] {
			continue
		}
		if a.Revoked == "" {
			a.Revoked = reason
		}
		// What somebody had said of gifts before the goods were given is not theirs.
		if at := k.FactsAt["given"]; what == item.Given && !at.Before(a.At) {
			f := k.Facts
			f.Given = slices.DeleteFunc(slices.Clone(f.Given), func(s string) bool { return s == what })
			if len(f.Given) == 0 {
				f.Given = nil
			}
			if e := k.SetFacts(f, x.Now); e != nil {
				return e
			}
		}
	}
	return table.Cases.Put(x, k)
}

// toldBy is the newest act of a code that rests on one of the moves, nil when none does.
func toldBy(acts []rules.Act, moves []rules.Move, code string) *rules.Act {
	for i := len(acts) - 1; i >= 0; i-- {
		a := &acts[i]
		if code != "" && a.Code == code && slices.ContainsFunc(moves, func(m rules.Move) bool { return m.ID == a.Ref }) {
			return a
		}
	}
	return nil
}
