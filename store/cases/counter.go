package cases

import (
	"cmp"
	"maps"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// StrikeNote strikes a note out. Its words stay, marked, on a case closed by now too.
func StrikeNote(x *tx.Tx, c *command.StrikeNote) (command.Result, error) {
	n, err := Lookup(x, x.Now, table.Notes, "N", 4, "note", c.Note)
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Strike(c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: n.ID}, table.Notes.Put(x, n)
}

// StrikeOrder takes an order back. What it showed, that the leader was told, is taken back
// with it.
func StrikeOrder(x *tx.Tx, c *command.StrikeOrder) (command.Result, error) {
	o, err := Lookup(x, x.Now, table.Orders, "O", 2, "order", c.Order)
	if err != nil {
		return command.Result{}, err
	}
	if e := o.Strike(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	if err := supports(x, o); err != nil {
		return command.Result{}, err
	}
	if err := table.Orders.Put(x, o); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: o.ID}, Discredit(x, o.Case, o.ID, c.Reason)
}

// supports refuses an order on which something rests that stands: a case (rules.Case.MayLose),
// or a shift that passed on it, whose release wrote the order.
func supports(x *tx.Tx, o *rules.Order) error {
	if o.Case != "" {
		k, err := Main(x, o.Case)
		if err != nil {
			return err
		}
		if e := k.MayLose(o.ID); e != nil {
			return e
		}
		return nil
	}
	by, _, err := tx.EntryAt(x, o.Seq)
	if err != nil {
		return err
	}
	if by.Code == (&command.ReleaseShift{}).Code() { // an order that was signed is struck no more: this wrote it
		return o.Released()
	}
	return nil
}

// StepBack takes the last step of a case back; what is owed follows from where it stands
// then, and what the step had answered asks for another way again.
func StepBack(x *tx.Tx, c *command.StepBack) (command.Result, error) {
	// The number of a merged case leads to the main one, whose last step is not meant.
	if k, err := look(x, x.Now, c.Case); err == nil && k.Same != "" {
		return command.Result{}, k.MayStepBack()
	}
	answered := ""
	res, err := step(x, c.Case, c.Version, func(k *rules.Case) *rules.Error {
		if ofTeam(k, c) {
			return takeBack(x, k, c)
		}
		if last := k.LastStep(); c.Step != "" && c.Step != last {
			return stepGone(last)
		}
		switch k.State {
		case rules.CaseSettled, rules.CaseFollowUp:
			answered = rules.AnsweredSettled
		case rules.CaseClosed:
			answered = rules.AnsweredClosed
		}
		return k.StepBack(x.Actor.Officer, c.Reason, x.Now)
	})
	if err != nil || answered == "" {
		return res, err
	}
	return res, Answer(x, res.ID, answered, "", nil)
}

// Discredit takes back the acts of a case that rest on a call, an order, a paper or a step
// of a referral which no longer stands; another one may meet the same then. Id "" is no
// case. Refused: a closed case of which an act would go.
func Discredit(x *tx.Tx, id, ref, reason string) error {
	if id == "" {
		return nil
	}
	k, err := Main(x, id)
	if err != nil {
		return err
	}
	if gone, err := discredit(k, ref, reason); err != nil || !gone {
		return err
	}
	if err := credit(x, k, ""); err != nil {
		return err
	}
	return Put(x, k)
}

// Recredit is Discredit for a call that reached somebody else than was written: what it
// meets now is recorded, also where the same was taken back from it before.
func Recredit(x *tx.Tx, id, ref, reason string) error {
	k, err := Main(x, id)
	if err != nil {
		return err
	}
	before := len(k.Acts)
	gone, err := discredit(k, ref, reason)
	if err == nil {
		err = credit(x, k, ref)
	}
	if err != nil || !gone && len(k.Acts) == before {
		return err
	}
	return Put(x, k)
}

// rests says of an act that it stands and rests on ref.
func rests(ref string) func(rules.Act) bool {
	return func(a rules.Act) bool { return a.Ref == ref && a.Revoked == "" }
}

// mayDiscredit is why the acts that rest on ref may not be taken back.
func mayDiscredit(k *rules.Case, ref string) *rules.Error {
	if slices.ContainsFunc(k.Acts, rests(ref)) {
		return k.Working()
	}
	return nil
}

// discredit takes the acts back that rest on ref, and says whether there were any.
func discredit(k *rules.Case, ref, reason string) (gone bool, err error) {
	rests := rests(ref)
	if !slices.ContainsFunc(k.Acts, rests) {
		return false, nil
	}
	if e := mayDiscredit(k, ref); e != nil {
		return false, e
	}
	k.Acts = slices.Clone(k.Acts)
	for i := range k.Acts {
		if rests(k.Acts[i]) {
			k.Acts[i].Revoked = reason
		}
	}
	return true, nil
}

// MayReverse is why a move of goods cannot be taken back as the book stands. Whose hands it
// takes is rules.Move.BackArea.
func MayReverse(r tx.Reader, m *rules.Move) (*rules.Error, error) {
	item, err := table.Items.Get(r, m.Item)
	if err != nil {
		return nil, err
	}
	place, err := table.Places.Get(r, m.Place())
	if err != nil {
		return nil, err
	}
	b, err := table.Balances.Get(r, table.BalanceID(m.Item, m.Place(), m.Lot))
	if err != nil {
		return nil, err
	}
	if no := m.MayReverse(item, place, b.Qty); no != nil || m.Case == "" {
		return no, nil
	}
	k, err := Main(r, m.Case)
	if err != nil {
		return nil, err
	}
	no := k.Working()
	if no != nil {
		no.Field = "move"
	}
	return no, nil
}

// allow says in can whether a record may be countered: may is why it may not by itself.
func allow(can view.Can, e tx.Env, cmd command.Command, id string, may *rules.Error) {
	if no := May(e, cmd.Area()); no != nil {
		may = no
	}
	can[cmd.Code()+"/"+id] = may
}

// Own is a page in the hands of one reader. Pages are shared among readers of the same
// roles, and an order is taken back by whoever took it down: that alone is said anew.
func Own(p *view.Case, e tx.Env) *view.Case {
	if len(p.Orders) == 0 {
		return p
	}
	own := *p
	own.Can = maps.Clone(p.Can)
	for i := range p.Orders {
		o := &p.Orders[i]
		allow(own.Can, e, &command.StrikeOrder{}, o.ID, cmp.Or(o.MayStrike(e.Actor.Hand(e.Now)), own.Case.MayLose(o.ID), mayDiscredit(&own.Case, o.ID)))
	}
	return &own
}

// counters says for each record of a page whether it may be countered; of orders Own does.
func counters(v tx.View, e tx.Env, p *view.Case, notes []rules.Note, moved []view.GoodsRow) error {
	allow := func(cmd command.Command, id string, may *rules.Error) { allow(p.Can, e, cmd, id, may) }
	for i := range notes {
		allow(&command.StrikeNote{}, notes[i].ID, notes[i].MayStrike())
	}
	for i := range p.FollowUps {
		f := &p.FollowUps[i]
		allow(&command.StrikeFollowUp{}, f.ID, cmp.Or(f.MayStrike(), mayDiscredit(&p.Case, f.ID), p.Case.MayUnvisit(f)))
	}
	for i := range p.Records {
		r := &p.Records[i]
		may := p.Case.MayBack(r, p.Records)
		if may == nil && r.ResultAt == nil {
			may = mayDiscredit(&p.Case, r.ID)
		}
		allow(&command.BackRecord{}, r.ID, may)
		allow(&command.FinishRecord{}, r.ID, r.MayFinish())
	}
	for i := range p.Calls {
		allow(&command.AmendCall{}, p.Calls[i].ID, nil)
		allow(&command.ReopenCall{}, p.Calls[i].ID, p.Calls[i].MayReopen())
	}
	for i := range moved {
		m := &moved[i].Move
		may, err := MayReverse(v, m)
		if err != nil {
			return err
		}
		if may == nil {
			may = May(e, m.BackArea())
		}
		allow(&command.ReverseMove{}, m.ID, may)
	}
	return nil
}
