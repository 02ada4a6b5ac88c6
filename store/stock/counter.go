package stock

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Reverse takes a move back by the opposite one, by those who may make such a move, or with
// Whole every move that stands of the same issue, all of them or none. What an issue had told
// of its case goes with it, unless other goods on the case still tell it. Refused
// (Precondition): a move taken back already, a reversal, goods received that have left, goods
// given whose item or place is out of use, an issue on a closed case.
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
// there are none. Refused (Precondition) for an issue of before issues were marked.
func standing(x *tx.Tx, m *rules.Move) ([]*rules.Move, error) {
	if m.Kind == rules.MoveIssue && m.Issue == "" {
		no := rules.Refuse(text.Text{ZH: "旧记录没有同次标记, 请逐笔冲销。", EN: "An older entry does not say what was given with it: reverse one by one."}, "")
		no.Field = "whole"
		return nil, no
	}
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
	switch no, err := cases.MayReverse(l.x, m); {
	case err != nil:
		return nil, err
	case no != nil:
		return nil, no
	}
	b, err := table.Balances.Get(l.x, table.BalanceID(m.Item, m.Place(), m.Lot))
	if err != nil {
		return nil, err
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

// ungiven takes back from the case of an issue what its goods had told (given). What they
// told stands on the case: the item may mean something else by now.
func ungiven(x *tx.Tx, m *rules.Move, reason string) error {
	k, err := cases.Main(x, m.Case)
	if err != nil {
		return err
	}
	moves, err := cases.By(x, table.Moves, k)
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
		still[rules.GoodsMeet[i.Good]], still[rules.GoodsMeet[i.Given]] = true, true
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
	return cases.Put(x, k)
}

// unsay takes the gift of an act back from the facts. What somebody had said of gifts before
// the goods were given is not theirs.
func unsay(k *rules.Case, a *rules.Act, now time.Time) *rules.Error {
	gift := func(s string) bool { return rules.GoodsMeet[s] == a.Code }
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
