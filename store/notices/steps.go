package notices

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

func find(x *tx.Tx, said string) (*rules.Notice, error) {
	return cases.Lookup(x, x.Now, table.Notices, "J", 4, "notice", said)
}

// on is the receiver of a notice that a step is about.
func on(x *tx.Tx, notice, receiver string) (*rules.Notice, *rules.NoticeReceiver, error) {
	n, err := find(x, notice)
	if err != nil {
		return nil, nil, err
	}
	r, e := n.Receiver(receiver)
	if e != nil {
		return nil, nil, e
	}
	return n, r, nil
}

func put(x *tx.Tx, n *rules.Notice) (command.Result, error) {
	return command.Result{ID: n.ID}, table.Notices.Put(x, n)
}

// Add puts further receivers on a notice. Refused: as rules.Notice.Add.
func Add(x *tx.Tx, c *command.AddReceivers) (command.Result, error) {
	n, err := find(x, c.Notice)
	if err != nil {
		return command.Result{}, err
	}
	more, err := receivers(x, c.To, c.Others)
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Add(more, x.Now); e != nil {
		return command.Result{}, e
	}
	return put(x, n)
}

// Note puts a result on a receiver. Errors: NotFound, for the call out too that it was;
// Invalid for a call that came in; as rules.Notice.Note and NoticeReceiver.Overtaken.
func Note(x *tx.Tx, c *command.NoteResult) (command.Result, error) {
	n, r, err := on(x, c.Notice, c.Receiver)
	if err != nil {
		return command.Result{}, err
	}
	t := rules.NoticeTry{Result: c.Result, Phone: c.Phone, Said: c.Said, At: x.Now, By: x.Actor.Officer, Name: x.Actor.Name, Seq: x.Seq}
	if c.At != nil {
		t.At = c.At.UTC()
	}
	if c.Call != "" {
		k, err := cases.Lookup(x, x.Now, table.Calls, "T", 4, "call", c.Call)
		if err != nil {
			return command.Result{}, err
		}
		if !k.Out || k.Planned() {
			return command.Result{}, rules.Bad("call", text.Text{ZH: "%[1]s 不是打出去的电话。", EN: "%[1]s is no call out that was made."}.With(k.ID))
		}
		t.Call = k.ID
	}
	if c.Seen != nil {
		if e := r.Overtaken(t, *c.Seen); e != nil {
			return command.Result{}, e
		}
	}
	if e := n.Note(r, t); e != nil {
		return command.Result{}, e
	}
	r.Changed = n.Version + 1
	return put(x, n)
}

// Explain says why a receiver cannot be told. Refused: as rules.Notice.Explain.
func Explain(x *tx.Tx, c *command.ExplainReceiver) (command.Result, error) {
	n, r, err := on(x, c.Notice, c.Receiver)
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Explain(r, x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	r.Changed = n.Version + 1
	return put(x, n)
}

// Correct takes the last thing on a receiver back. Refused: as rules.Notice.Correct; Conflict.
func Correct(x *tx.Tx, c *command.CorrectResult) (command.Result, error) {
	n, r, err := on(x, c.Notice, c.Receiver)
	if err != nil {
		return command.Result{}, err
	}
	if c.Version != 0 && r.Changed > c.Version { // what others wrote on the rest of the list is no matter
		return command.Result{}, table.Notices.Stale(x, n, c.Version)
	}
	if e := n.Correct(r, x.Actor.Hand(x.Now), c.Reason, c.Result, x.Seq); e != nil {
		return command.Result{}, e
	}
	r.Changed = n.Version + 1
	return put(x, n)
}

// Withdraw ends a notice that was made by mistake. Refused: as rules.Notice.Withdraw.
func Withdraw(x *tx.Tx, c *command.WithdrawNotice) (command.Result, error) {
	n, err := find(x, c.Notice)
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Withdraw(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return put(x, n)
}

// Close explains all who are left with one reason. Refused: as rules.Notice.Close; Conflict.
func Close(x *tx.Tx, c *command.CloseNotice) (command.Result, error) {
	n, err := find(x, c.Notice)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Notices.Stale(x, n, c.Version); err != nil { // who is left may be others than were read
		return command.Result{}, err
	}
	left, e := n.Close(x.Actor.Hand(x.Now), c.Reason)
	if e != nil {
		return command.Result{}, e
	}
	for _, r := range left {
		r.Changed = n.Version + 1
	}
	return put(x, n)
}

// Confirm notes that the village of the actor, a village contact, received the notice. Refused:
// as rules.Notice.Own.
func Confirm(x *tx.Tx, c *command.ConfirmNotice) (command.Result, error) {
	n, err := find(x, c.Notice)
	if err != nil {
		return command.Result{}, err
	}
	village, err := villageOf(x, x.Actor)
	if err != nil {
		return command.Result{}, err
	}
	r, e := n.Own(village)
	if e != nil {
		return command.Result{}, e
	}
	if e := n.Note(r, rules.NoticeTry{Result: rules.ResultReceived, Said: c.Said, At: x.Now, By: x.Actor.Officer, Name: x.Actor.Name, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	r.Changed = n.Version + 1
	return put(x, n)
}

// villageOf is the village whose contact an actor is, "" for none.
func villageOf(r tx.Reader, a tx.Actor) (string, error) {
	if !slices.Contains(a.Roles, rules.RoleVillage) {
		return "", nil
	}
	o, ok, err := table.Officers.Find(r, a.Officer)
	if err != nil || !ok {
		return "", err
	}
	return o.Village, nil
}
