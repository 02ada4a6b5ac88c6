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
// taken back, and what reaching the right one meets is recorded. Refused: a closed case on
// which an act would go.
func Amend(x *tx.Tx, c *command.AmendCall) (command.Result, error) {
	k, err := Find(x, x.Now, c.Call)
	if err != nil {
		return command.Result{}, err
	}
	before, err := met(x, k)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.Amend(c.Caller, c.Said, c.Reached, correction(x, c.Reason)); e != nil {
		return command.Result{}, e
	}
	if c.Caller != nil {
		k.Agency = ""
		if err := identify(x, k, ""); err != nil {
			return command.Result{}, err
		}
	}
	res := command.Result{ID: k.ID}
	if err := table.Calls.Put(x, k); err != nil || k.Case == "" {
		return res, err
	}
	if after, err := met(x, k); err != nil || after == before {
		return res, err
	}
	if err := cases.Discredit(x, k.Case, k.ID, c.Reason); err != nil {
		return command.Result{}, err
	}
	return res, cases.Credit(x, k.Case)
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

// met is the role of the agency that a call reached, "" when it reached none.
func met(x *tx.Tx, k *rules.Call) (rules.AgencyRole, error) {
	if !k.Out || k.Agency == "" || rules.TriOf(k.Reached) != rules.Yes {
		return "", nil
	}
	role, _, err := cases.RoleOf(x, k.Agency)
	return role, err
}

func correction(x *tx.Tx, reason string) rules.Correction {
	return rules.Correction{At: x.Now, By: x.Actor.Officer, Reason: reason}
}
