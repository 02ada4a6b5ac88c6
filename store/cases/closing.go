package cases

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Settle says how the situation ended, and with it what came of a referral that was refused.
// Refused beside Case.MayResettle and Settle: a shelter that is full, or a place that is none (place).
func Settle(x *tx.Tx, c *command.Settle) (command.Result, error) {
	k, err := load(x, c.Case, c.Version)
	if err != nil {
		return command.Result{}, err
	}
	_, owed, err := demands(x, k)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.MayResettle(c.Outcome, owed); e != nil {
		return command.Result{}, e
	}
	with := rules.Ending{Receiver: c.Receiver, Sign: c.Sign, Witnesses: c.Witnesses}
	if c.Place != "" {
		if err := goes(x, k, c, &with); err != nil {
			return command.Result{}, err
		}
	}
	if e := k.Settle(c.Outcome, c.Note, with, x.Now); e != nil {
		return command.Result{}, e
	}
	if err := Answer(x, k.ID, "", rules.AnsweredSettled, nil); err != nil {
		return command.Result{}, err
	}
	res, err := save(x, k)
	if err != nil {
		return res, err
	}
	return res, Credit(x, k.ID) // the archive may be complete already
}

// goes finds where the person is taken; a shelter must have a bed, or a leader's word. A
// person who is in it already needs no other bed.
func goes(x *tx.Tx, k *rules.Case, c *command.Settle, with *rules.Ending) (err error) {
	if with.Place, err = placeOf(x, c.Place); err != nil {
		return err
	}
	if c.Outcome != rules.OutcomeShelter || with.Place.ID == "" {
		return nil
	}
	if k.Shelter() == with.Place.ID {
		with.Over, with.Leader, with.Order = k.Ending.Over, k.Ending.Leader, k.Ending.Order
		return nil
	}
	p, err := table.Places.Get(x, with.Place.ID)
	if err != nil {
		return err
	}
	in, err := table.Cases.IDs(x, "shelter/"+p.ID)
	if err != nil {
		return err
	}
	leader, order := "", ""
	if c.Over != "" {
		if leader, order, err = leaderOf(x, k, c.Order); err != nil {
			return err
		}
	}
	if e := p.MayShelter(len(in), c.Over, leader); e != nil {
		return e
	}
	if p.Capacity > 0 && len(in) >= p.Capacity {
		with.Over, with.Leader, with.Order = c.Over, leader, order
	}
	return nil
}

// leaderOf is who decides what a leader alone may: the actor, or the leader of an order on
// the case, named by its id or a tail of it. "" when neither.
func leaderOf(x *tx.Tx, k *rules.Case, said string) (leader, order string, err error) {
	var given *rules.Order
	if said != "" {
		o, err := Lookup(x, x.Now, table.Orders, "O", 2, "order", said)
		if err != nil {
			return "", "", err
		}
		on := k
		if o.Case != "" {
			if on, err = Main(x, o.Case); err != nil {
				return "", "", err
			}
		}
		if o.Case == "" || on.ID != k.ID {
			return "", "", rules.Bad("order", text.Text{ZH: "%[1]s 不是这件事项的指示。", EN: "%[1]s is no order on this case."}.With(o.ID))
		}
		given, order = o, o.ID
	}
	return rules.LeaderOf(x.Actor.Hand(x.Now), given), order, nil
}

// Close ends a case on which nothing is owed any more, or over what is by a leader's word.
// Its note, and the leader's reason, are kept as a line of the duty log on the case.
func Close(x *tx.Tx, c *command.CloseCase) (command.Result, error) {
	k, err := load(x, c.Case, c.Version)
	if err != nil {
		return command.Result{}, err
	}
	s, err := live.SceneAt(x, x.Plans, x.Now)
	if err != nil {
		return command.Result{}, err
	}
	m, err := bearing(x, k, s.Of(k), rules.DateOf(x.Now))
	if err != nil {
		return command.Result{}, err
	}
	var over *rules.Forced
	if c.Over != "" {
		over = &rules.Forced{By: x.Actor.Officer, Reason: c.Over}
		if over.Leader, over.Order, err = leaderOf(x, k, c.Order); err != nil {
			return command.Result{}, err
		}
	}
	if e := k.Close(cmp.Or(c.Note, c.Over), x.Now, m, over); e != nil {
		return command.Result{}, e
	}
	if err := Answer(x, k.ID, "", rules.AnsweredClosed, nil); err != nil {
		return command.Result{}, err
	}
	for _, said := range slices.Compact([]string{c.Note, c.Over}) {
		if said == "" {
			continue
		}
		if _, err := note(x, k.ID, said); err != nil {
			return command.Result{}, err
		}
	}
	return save(x, k)
}

// Reopen begins a closed case anew.
func Reopen(x *tx.Tx, c *command.ReopenCase) (command.Result, error) {
	return step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error { return k.Reopen(x.Actor.Officer, c.Reason, x.Now, x.Seq) })
}

// bearing is what bears on the closing of a case that demands d on that day.
func bearing(r tx.Reader, k *rules.Case, d plan.Demands, day rules.Date) (m rules.Closing, err error) {
	m.Owed, m.Ask = d.Blocking, d.Ask
	if m.Referrals, err = By(r, table.Referrals, k); err != nil {
		return m, err
	}
	if m.Papers, err = By(r, table.Papers, k); err != nil {
		return m, err
	}
	if m.Orders, err = By(r, table.Orders, k); err != nil {
		return m, err
	}
	if m.Calls, err = By(r, table.Calls, k); err != nil {
		return m, err
	}
	m.Stores, err = stores(r, d.Blocking, day)
	return m, err
}

// stores says of what is owed in goods how many of them the duty room's own reserve can give:
// nothing that has expired counts.
func stores(r tx.Reader, owed []rules.Obligation, day rules.Date) (map[string]text.Text, error) {
	if !slices.ContainsFunc(owed, func(o rules.Obligation) bool { return o.Goal == rules.GoalGoods }) {
		return nil, nil
	}
	items, err := table.Items.All(r)
	if err != nil {
		return nil, err
	}
	places, err := table.Places.All(r)
	if err != nil {
		return nil, err
	}
	out := map[string]text.Text{}
	for i := range owed {
		code, n, unit, kept := owed[i].Code, int64(0), "", false
		if owed[i].Goal != rules.GoalGoods {
			continue
		}
		for j := range items {
			if items[j].Retired || !items[j].Meets(code) {
				continue
			}
			kept, unit = true, items[j].Unit
			for _, p := range places {
				if p.Kind != rules.PlaceReserve || p.Retired {
					continue
				}
				q, err := usable(r, items[j].ID, p.ID, day)
				if err != nil {
					return nil, err
				}
				n += q
			}
		}
		switch {
		case !kept && !goodsAct[code]:
		case n > 0:
			out[code] = text.Text{ZH: "备用有 %[1]d%[2]s", EN: "%[1]d %[2]s in reserve"}.With(n, unit)
		default:
			out[code] = text.Text{ZH: "备用为 0, 仍欠: 从仓库调, 换一种发, 或免办写明原因", EN: "none in reserve, still owed: fetch some, give another kind, or waive with a reason"}
		}
	}
	return out, nil
}

var goodsAct = func() map[string]bool {
	out := map[string]bool{}
	for _, code := range rules.GoodsMeet {
		out[code] = true
	}
	return out
}()

// usable is how many of an item at a place have not expired.
func usable(r tx.Reader, item, place string, day rules.Date) (n int64, err error) {
	balances, err := table.By(r, table.Balances, "has/"+item+"/"+place)
	if err != nil {
		return 0, err
	}
	for i := range balances {
		l, ok, err := table.Lots.Find(r, balances[i].Lot)
		if err != nil {
			return 0, err
		}
		if !ok || l.Expires == "" || l.Expires >= day {
			n += balances[i].Qty
		}
	}
	return n, nil
}
