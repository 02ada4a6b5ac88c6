package cases

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// DoAct records that an obligation of the case was met. Refused: a code that the case does
// not ask for (Invalid, naming those it does), one that is done (Precondition, naming who
// and when), a closed case.
func DoAct(x *tx.Tx, c *command.DoAct) (command.Result, error) {
	k, err := load(x, c.Case, 0)
	if err != nil {
		return command.Result{}, err
	}
	_, owed, err := demands(x, k)
	if err != nil {
		return command.Result{}, err
	}
	a := rules.Act{Code: x.Plans.ActCode(c.Act), At: x.Now, By: x.Actor.Officer, Note: c.Note, Seq: x.Seq}
	if c.At != nil {
		a.At = c.At.UTC()
	}
	if e := k.Act(a, owed, names(x)); e != nil {
		return command.Result{}, e
	}
	return save(x, k)
}

// Waive lets an obligation go with a reason; what concerns a life only by a leader.
func Waive(x *tx.Tx, c *command.Waive) (command.Result, error) {
	k, err := load(x, c.Case, 0)
	if err != nil {
		return command.Result{}, err
	}
	_, owed, err := demands(x, k)
	if err != nil {
		return command.Result{}, err
	}
	w := rules.Waiver{Code: x.Plans.ActCode(c.Act), At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}
	if e := k.Waive(w, owed, leads(x.Actor.Roles), names(x)); e != nil {
		return command.Result{}, e
	}
	return save(x, k)
}

func leads(roles []rules.Role) bool { return slices.Contains(roles, rules.RoleLeader) }

// Revoke takes a wrong act or waiver back with a reason.
func Revoke(x *tx.Tx, c *command.RevokeAct) (command.Result, error) {
	k, err := load(x, c.Case, 0)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.Revoke(x.Plans.ActCode(c.Act), c.Reason); e != nil {
		return command.Result{}, e
	}
	return save(x, k)
}

// step runs a verb of the case for a command that carries the version it was based on.
func step(x *tx.Tx, id string, version int64, verb func(*rules.Case) *rules.Error) (command.Result, error) {
	k, err := load(x, id, version)
	if err != nil {
		return command.Result{}, err
	}
	if e := verb(k); e != nil {
		return command.Result{}, e
	}
	return save(x, k)
}

// AddNote writes a line on a case, open or closed, or on the shift on duty.
func AddNote(x *tx.Tx, c *command.AddNote) (command.Result, error) {
	on := ""
	if c.Case != "" {
		k, err := Find(x, x.Now, c.Case)
		if err != nil {
			return command.Result{}, err
		}
		on = k.ID
	}
	id, err := note(x, on, c.Text)
	return command.Result{ID: id}, err
}

func note(x *tx.Tx, on, words string) (string, error) {
	ids, err := roll.NewSeries(x, table.Notes, roll.Dated(x, "N"), 4)
	if err != nil {
		return "", err
	}
	n := &rules.Note{ID: ids.Next(), Case: on, Text: words, At: x.Now, By: x.Actor.Officer}
	if n.Shift, err = tx.OnDuty(x); err != nil {
		return "", err
	}
	return n.ID, table.Notes.Put(x, n)
}

// GiveOrder takes a leader's word down. It is in effect at once and owes the leader's
// signature; on a case it shows that the leader was told. Refused: somebody who is no
// leader.
func GiveOrder(x *tx.Tx, c *command.GiveOrder) (command.Result, error) {
	leader, err := roll.Officer(x, c.Leader)
	if err != nil {
		return command.Result{}, roll.At("leader", err)
	}
	if e := leader.MayLead("leader"); e != nil {
		return command.Result{}, e
	}
	ids, err := roll.NewSeries(x, table.Orders, roll.Dated(x, "O"), 2)
	if err != nil {
		return command.Result{}, err
	}
	o := &rules.Order{ID: ids.Next(), Leader: leader.ID, Text: c.Text, At: x.Now, By: x.Actor.Officer}
	if c.Case == "" {
		return command.Result{ID: o.ID}, table.Orders.Put(x, o)
	}
	k, err := Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	o.Case = k.ID
	if err := table.Orders.Put(x, o); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: o.ID, More: []string{k.ID}}, Credit(x, k.ID)
}

// SignOrder is the leader's signature afterwards. Refused: anybody else (Denied), and a
// second time (Precondition). The PIN was checked before.
func SignOrder(x *tx.Tx, c *command.SignOrder) (command.Result, error) {
	o, err := Lookup(x, x.Now, table.Orders, "O", 2, "order", c.Order)
	if err != nil {
		return command.Result{}, err
	}
	if e := o.Sign(x.Actor.Officer, names(x)(o.Leader), x.Now); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: o.ID}, table.Orders.Put(x, o)
}

// Credit records the obligations of a case that its calls, orders and referrals have met: an
// agency reached by telephone (rules.Fulfils), a leader who gave an order, an agency that has
// the referral or the person (Referral.Met), a tracing that was published (Record.Met). A call that did not get through meets nothing.
// Run it when one of them, or a fact, is added.
func Credit(x *tx.Tx, id string) error {
	k, err := Main(x, id)
	if err != nil {
		return err
	}
	before := len(k.Acts)
	if err := credit(x, k, ""); err != nil || len(k.Acts) == before {
		return err
	}
	return table.Cases.Put(x, k)
}

// credit leaves out what a call or an order has met before, taken back or not; of the one
// named anew only what stands.
func credit(x *tx.Tx, k *rules.Case, anew string) error {
	if k.Working() != nil {
		return nil
	}
	met, err := reports(x, k)
	if err != nil || len(met) == 0 {
		return err
	}
	s, owed, err := demands(x, k)
	if err != nil {
		return err
	}
	for _, a := range met {
		o, e := rules.Owed(owed, a.Code)
		used := slices.ContainsFunc(k.Acts, func(b rules.Act) bool {
			return b.Ref == a.Ref && b.Code == a.Code && (b.Revoked == "" || b.Ref != anew)
		})
		if e != nil || used || !o.State.Open() || a.At.Before(k.Begins(o)) || a.At.Before(k.Told().Add(-rules.Grace)) {
			continue
		}
		a.Seq = x.Seq
		if e := k.Act(a, owed, names(x)); e != nil {
			return e
		}
		owed = s.Of(k).Obligations
	}
	return nil
}

// reports are the acts that the calls, orders and referrals of a case stand for, those of
// cases merged into it too.
func reports(x *tx.Tx, k *rules.Case) (out []rules.Act, err error) {
	from := func(on string) string {
		if on == k.ID {
			return ""
		}
		return on
	}
	calls, err := By(x, table.Calls, k)
	if err != nil {
		return nil, err
	}
	for _, c := range calls {
		if !c.Out || rules.TriOf(c.Reached) != rules.Yes {
			continue
		}
		role, name := rules.ShortNumbers[c.Caller.Phone], cmp.Or(c.Caller.Unit, c.Caller.Phone)
		if c.Agency != "" {
			if role, name, err = RoleOf(x, c.Agency); err != nil {
				return nil, err
			}
		}
		for _, code := range rules.Fulfils[role] {
			out = append(out, rules.Act{Code: code, At: c.At, By: c.By, Note: name, Ref: c.ID, From: from(c.Case)})
		}
	}
	orders, err := By(x, table.Orders, k)
	if err != nil {
		return nil, err
	}
	for _, o := range orders {
		if o.Struck != "" {
			continue
		}
		for _, code := range rules.Fulfils[rules.AgencyLeader] {
			out = append(out, rules.Act{Code: code, At: o.At, By: o.By, Note: names(x)(o.Leader), Ref: o.ID, From: from(o.Case)})
		}
	}
	refs, err := By(x, table.Referrals, k)
	if err != nil {
		return nil, err
	}
	for i := range refs {
		for _, a := range refs[i].Met() {
			a.From = from(refs[i].Case)
			out = append(out, a)
		}
	}
	entries, err := By(x, table.Records, k)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		if a, ok := entries[i].Met(); ok {
			a.From = from(entries[i].Case)
			out = append(out, a)
		}
	}
	filed, err := archived(x, k)
	return append(out, filed...), err
}

// RoleOf is what reaching the other side of a call means: the agency's role, or that of a
// leader who was called in person.
func RoleOf(r tx.Reader, id string) (role rules.AgencyRole, name string, err error) {
	if a, ok, err := table.Agencies.Find(r, id); err != nil || ok {
		if err != nil {
			return "", "", err
		}
		return a.Role, a.Name, nil
	}
	o, ok, err := table.Officers.Find(r, id)
	if err != nil || !ok || !leads(o.Roles) {
		return "", "", err
	}
	return rules.AgencyLeader, o.Name, nil
}
