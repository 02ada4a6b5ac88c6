package calls

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Amend corrects what was written down of a call; what was there stays in its corrections.
// Another caller may be another agency: what reaching the wrong one had met on a case is
// taken back, and what reaching the right one meets is recorded. An agency that was named is
// kept while its unit stands. Refused: a version that is stale (Conflict), a closed case on
// which an act would go.
func Amend(x *tx.Tx, c *command.AmendCall) (command.Result, error) {
	k, err := Find(x, x.Now, c.Call)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Calls.Stale(x, k, c.Version); err != nil {
		return command.Result{}, err
	}
	was, agency, before := k.Caller, k.Agency, reached(k)
	if e := k.Amend(c.Caller, c.Said, c.Reached, correction(x, c.Reason)); e != nil {
		return command.Result{}, e
	}
	if k.Caller != was {
		k.Agency = ""
		if err := identify(x, k, ""); err != nil {
			return command.Result{}, err
		}
		if k.Agency == "" && k.Caller.Unit == was.Unit { // named when the call was logged
			k.Agency = agency
		}
	}
	res := command.Result{ID: k.ID}
	if k.Plan != "" && c.Reached != nil {
		if err := replan(x, k); err != nil {
			return res, err
		}
	}
	if err := table.Calls.Put(x, k); err != nil || k.Case == "" {
		return res, err
	}
	if reached(k) == before {
		return res, nil
	}
	return res, cases.Recredit(x, k.Case, k.ID, c.Reason)
}

// Reopen takes the end of a call back. A call that was joined to a case wrongly leaves it,
// with what it had met there; the journal tells that of the case.
func Reopen(x *tx.Tx, c *command.ReopenCall) (command.Result, error) {
	k, err := Find(x, x.Now, c.Call)
	if err != nil {
		return command.Result{}, err
	}
	of := k.Case
	if e := k.Reopen(correction(x, c.Reason)); e != nil {
		return command.Result{}, e
	}
	if err := table.Calls.Put(x, k); err != nil {
		return command.Result{}, err
	}
	if of != "" {
		x.About(of)
	}
	return command.Result{ID: k.ID}, cases.Discredit(x, of, k.ID, c.Reason)
}

// reached is the agency that a call out reached, "" for none.
func reached(k *rules.Call) string {
	if !k.Out || rules.TriOf(k.Reached) != rules.Yes {
		return ""
	}
	return k.Agency
}

func correction(x *tx.Tx, reason string) rules.Correction {
	return rules.Correction{Seq: x.Seq, At: x.Now, By: x.Actor.Officer, Reason: reason}
}

// Strike strikes a contact out that was written down wrongly. Refused: as rules.Call.MayStrike.
func Strike(x *tx.Tx, c *command.StrikeCall) (command.Result, error) {
	return step(x, c.Call, func(k *rules.Call) *rules.Error {
		return k.Strike(c.Reason, rules.Correction{Seq: x.Seq, At: x.Now, By: x.Actor.Officer, Reason: c.Reason})
	})
}

// Term changes until when what an open contact asks for is to be done.
func Term(x *tx.Tx, c *command.SetTerm) (command.Result, error) {
	return step(x, c.Call, func(k *rules.Call) *rules.Error {
		return k.SetTerm(c.Term.UTC(), rules.Correction{Seq: x.Seq, At: x.Now, By: x.Actor.Officer, Reason: c.Reason})
	})
}

// Leave notes when a visitor went. Refused: as rules.Call.Leave.
func Leave(x *tx.Tx, c *command.LeaveVisit) (command.Result, error) {
	at := x.Now
	if c.At != nil {
		at = c.At.UTC()
	}
	return step(x, c.Call, func(k *rules.Call) *rules.Error { return k.Leave(at) })
}

// Stay takes the leaving of a visitor back. Refused: as rules.Call.Stay.
func Stay(x *tx.Tx, c *command.StayVisit) (command.Result, error) {
	return step(x, c.Call, func(k *rules.Call) *rules.Error { return k.Stay(correction(x, c.Reason)) })
}
