package calls

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Plan keeps a call that is to be made at an hour. The case that it is about is in More.
func Plan(x *tx.Tx, c *command.PlanCall) (command.Result, error) {
	ids, err := roll.NewSeries(x, table.Calls, roll.Dated(x, "T"), 4)
	if err != nil {
		return command.Result{}, err
	}
	due := c.Due.UTC()
	k := &rules.Call{ID: ids.Next(), Kind: rules.CallPhone, Out: true, Caller: c.Caller, Said: c.Said, At: x.Now,
		State: rules.CallOpen, By: x.Actor.Officer, Due: &due}
	if err := identify(x, k, c.Agency); err != nil {
		return command.Result{}, err
	}
	if k.Caller.Phone == "" && k.Agency != "" {
		if a, ok, err := table.Agencies.Find(x, k.Agency); err != nil {
			return command.Result{}, err
		} else if ok && len(a.Phones) > 0 {
			k.Caller.Phone = a.Phones[0]
		}
	}
	res := command.Result{ID: k.ID}
	if c.Case != "" {
		of, err := cases.Find(x, x.Now, c.Case)
		if err != nil {
			return command.Result{}, err
		}
		if of.State == rules.CaseClosed {
			return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 已办结。", EN: "%[1]s is closed."}.With(of.ID), "")
		}
		k.Case, res.More = of.ID, []string{of.ID}
	}
	return res, table.Calls.Put(x, k)
}

// made ties a call out to the planned call that it makes: what was not said of it is as it
// was planned. Reaching somebody ends the planned one. It gives the case that both are about.
func made(x *tx.Tx, k *rules.Call, c *command.LogCall) (onCase string, err error) {
	p, err := Find(x, x.Now, c.Planned)
	if err != nil {
		return "", roll.At("planned", err)
	}
	k.Plan = p.ID
	if k.Caller == (rules.Caller{}) {
		k.Caller, k.Agency = p.Caller, p.Agency
	}
	if onCase = c.Case; onCase == "" && c.Open == nil {
		onCase = p.Case
	}
	done := *p
	if e := done.Make(k.ID); e != nil {
		return "", e
	}
	if rules.TriOf(c.Reached) != rules.Yes {
		return onCase, nil
	}
	return onCase, table.Calls.Put(x, &done)
}

// replan corrects a planned call when it turns out whether the call that made it got through.
func replan(x *tx.Tx, k *rules.Call) error {
	p, ok, err := table.Calls.Find(x, k.Plan)
	if err != nil || !ok {
		return err
	}
	switch got := rules.TriOf(k.Reached) == rules.Yes; {
	case !got && p.Made == k.ID:
		p.Unmake()
	case got && p.Open():
		if e := p.Make(k.ID); e != nil {
			return e
		}
	default:
		return nil
	}
	return table.Calls.Put(x, p)
}
