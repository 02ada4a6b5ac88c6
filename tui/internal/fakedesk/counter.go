package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// counter runs the counter-entries. ours is false for any other command.
func (d *Desk) counter(cmd command.Command) (id string, ours bool, err error) {
	t := d.t
	as := func(reason string) rules.Correction { return rules.Correction{At: t.now, By: d.who.ID, Reason: reason} }
	switch c := cmd.(type) {
	case *command.AmendCall:
		return c.Call, true, d.counterCall(c.Call, c.Version, func(k *rules.Call) *rules.Error {
			return k.Amend(c.Caller, c.Said, c.Reached, as(c.Reason))
		})
	case *command.ReopenCall:
		return c.Call, true, d.counterCall(c.Call, 0, func(k *rules.Call) *rules.Error { return k.Reopen(as(c.Reason)) })
	case *command.StrikeNote:
		return c.Note, true, nil
	case *command.StrikeOrder:
		return c.Order, true, nil
	case *command.ReverseMove:
		return c.Move, true, nil
	case *command.StepBack:
		k := t.cases[c.Case]
		if k == nil {
			return "", true, rules.Missing(text.Text{ZH: "救助事项", EN: "case"}, c.Case)
		}
		k.Case.State = rules.CaseOpen
		k.Case.Version++
		return c.Case, true, nil
	case *command.ChangeCrew:
		s := *t.shift
		if err := stale(c.Version, s.Version); err != nil {
			return "", true, err
		}
		s.Version++
		s.Leader, s.Deputies, s.Driver = c.Leader, c.Deputies, c.Driver
		t.shift = &s
		return s.ID, true, nil
	}
	return "", false, nil
}

// counterCall changes a call as the procedure allows.
func (d *Desk) counterCall(id string, version int64, f func(*rules.Call) *rules.Error) error {
	var refused *rules.Error
	if err := d.call(id, func(k *rules.Call) {
		if refused = stale(version, k.Version); refused == nil {
			refused = f(k)
		}
		if refused == nil {
			k.Version++
		}
	}); err != nil || refused == nil {
		return err
	}
	return refused
}

func stale(based, version int64) *rules.Error {
	if based == 0 || based == version {
		return nil
	}
	return &rules.Error{Kind: rules.Conflict, Text: text.Text{ZH: "周立冬 02:13 改过这一条, 请看后再存。", EN: "周立冬 changed this at 02:13: look again, then save."}}
}
