package rosters

import (
	"fmt"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

func number(x *tx.Tx, s *roster.Slip) error {
	ids, err := roll.NewSeries(x, table.Slips, roll.Dated(x, "B"), 2)
	if err != nil {
		return err
	}
	s.ID, s.By, s.At = ids.Next(), x.Actor.Officer, x.Now
	return nil
}

// Leave keeps an officer out of the roster; for another than oneself it takes whoever may
// approve. What is published already stays, and shows as a hole.
func Leave(x *tx.Tx, c *command.GiveLeave) (command.Result, error) {
	who := c.Officer
	if who == "" {
		who = x.Actor.Officer
	}
	o, err := roll.Officer(x, who)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	if o.ID != x.Actor.Officer {
		if e := rules.May(x.Actor.Roles, rules.AreaPlan); e != nil {
			return command.Result{}, e
		}
	}
	given, err := table.Leave(x, c.First, c.Last)
	if err != nil {
		return command.Result{}, err
	}
	for i := range given {
		if g := &given[i]; g.Overlaps(o.ID, c.First, c.Last) {
			e := rules.Refuse(text.Text{ZH: "%[1]s 已登记请假 %[2]s 至 %[3]s (%[4]s), 日期重叠。", EN: "%[1]s has leave from %[2]s to %[3]s (%[4]s): the days overlap."}.With(o.Name, string(g.First), string(g.Last), g.ID), "")
			e.Field = "first"
			return command.Result{}, e
		}
	}
	s := &roster.Slip{Kind: roster.SlipLeave, State: roster.SlipGiven, Officer: o.ID, First: c.First, Last: c.Last, Months: roster.Months(c.First, c.Last), Reason: c.Reason}
	if err := number(x, s); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}

// Ask writes a swap slip. Refused: a draft, a turn that has begun, one who may not have the
// post, and a swap that would bring a fault, unless it is taken over now; that takes the one
// who takes over, or whoever may approve (Denied).
func Ask(x *tx.Tx, c *command.AskSwap) (command.Result, error) {
	s := &roster.Slip{Kind: roster.SlipSwap, State: roster.SlipAsked, Officer: x.Actor.Officer, Reason: c.Reason}
	if c.Officer != "" {
		o, err := roll.Officer(x, c.Officer)
		if err != nil {
			return command.Result{}, roll.At("officer", err)
		}
		s.Officer = o.ID
	}
	_, t, err := find(x, "turn", c.Turn)
	if err != nil {
		return command.Result{}, err
	}
	who := c.To
	if who == "" && c.Now {
		who = x.Actor.Officer
	}
	to, err := able(x, "to", who, t.Post(s.Officer))
	if err != nil {
		return command.Result{}, err
	}
	s.To, s.Turn = to.ID, &t.Start
	if c.Back != "" {
		_, back, err := find(x, "back", c.Back)
		if err != nil {
			return command.Result{}, err
		}
		if _, err := able(x, "officer", s.Officer, back.Post(s.To)); err != nil {
			return command.Result{}, err
		}
		s.Back = &back.Start
	}
	if c.Now {
		if e := s.TakeOver(x.Actor.Hand(x.Now)); e != nil {
			return command.Result{}, e
		}
	}
	if err := apply(x, s, false, !c.Now); err != nil {
		return command.Result{}, err
	}
	if err := number(x, s); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}

// apply passes the turns of a slip, or back again; where it is not in force yet it tries
// alone. strict refuses what would bring a fault.
func apply(x *tx.Tx, s *roster.Slip, undo, strict bool) error {
	months := map[string]*roster.Month{}
	pass := func(at *time.Time, from, to string) error {
		if at == nil {
			return nil
		}
		id := roster.MonthID(rules.DateOf(*at))
		if months[id] == nil {
			m, err := table.Rosters.Get(x, id)
			if err != nil {
				return err
			}
			months[id] = m
		}
		t := months[id].Turn(*at)
		switch {
		case t == nil:
			return roster.NoTurn(rules.Stamp(*at))
		case months[id].State != roster.Published:
			return rules.Refuse(text.Text{ZH: "这个月还是草稿, 直接改班, 不用调班单。", EN: "This month is a draft: set the turn itself."}, "")
		}
		if e := t.MayPass(x.Now); e != nil {
			return e
		}
		if undo {
			from, to = to, from
		}
		return t.Pass(from, to).OrNil()
	}
	var was map[string]bool
	if strict {
		var err error
		if was, _, err = marks(x, s, nil); err != nil {
			return err
		}
	}
	if err := pass(s.Turn, s.Officer, s.To); err != nil {
		return err
	}
	if err := pass(s.Back, s.To, s.Officer); err != nil {
		return err
	}
	if strict {
		_, list, err := marks(x, s, months)
		if err != nil {
			return err
		}
		for _, f := range list {
			if !was[mark(f)] {
				return rules.Refuse(text.Text{ZH: "这样调班会有问题: %[1]s %[2]s。", EN: "The swap would bring a fault: %[1]s %[2]s."}.With(string(f.Date), f.Text), "")
			}
		}
	}
	if !s.InForce() {
		return nil
	}
	for _, m := range months {
		if err := table.Rosters.Put(x, m); err != nil {
			return err
		}
	}
	return nil
}

func mark(f roster.Fault) string { return fmt.Sprint(f.Date, f.Kind, f.Officers, f.Text.ZH) }

// marks are the faults around the turns of a slip, with months as they would be.
func marks(x *tx.Tx, s *roster.Slip, months map[string]*roster.Month) (map[string]bool, []roster.Fault, error) {
	out := map[string]bool{}
	var list []roster.Fault
	for _, at := range []*time.Time{s.Turn, s.Back} {
		if at == nil {
			continue
		}
		day := rules.DateOf(*at)
		k, err := open(x, x.Plans, x.Now, day.Add(-1), day.Add(1))
		if err != nil {
			return nil, nil, err
		}
		all, err := turns(x, day, day)
		if err != nil {
			return nil, nil, err
		}
		for i := range all {
			if m := months[roster.MonthID(all[i].Date())]; m != nil {
				all[i] = *m.Turn(all[i].Start)
			}
		}
		for _, f := range k.judge.Faults(all, day.Add(-1), day.Add(1)) {
			out[mark(f)] = true
			list = append(list, f)
		}
	}
	return out, list, nil
}

func slip(x *tx.Tx, id string) (*roster.Slip, error) {
	s, err := table.Slips.Get(x, id)
	return s, roll.At("slip", err)
}

// Accept is the consent of the one who takes over.
func Accept(x *tx.Tx, c *command.AcceptSwap) (command.Result, error) {
	s, err := slip(x, c.Slip)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.Accept(x.Actor.Hand(x.Now)); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}

// Approve lets a swap stand, and the roster with it unless it was taken over already.
func Approve(x *tx.Tx, c *command.ApproveSwap) (command.Result, error) {
	s, err := slip(x, c.Slip)
	if err != nil {
		return command.Result{}, err
	}
	stands := s.InForce()
	if e := s.Approve(x.Actor.Hand(x.Now)); e != nil {
		return command.Result{}, e
	}
	if !stands {
		if err := apply(x, s, false, true); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}

// Refuse ends a slip; what was taken over goes back, but what has begun was served and stands.
func Refuse(x *tx.Tx, c *command.RefuseSwap) (command.Result, error) {
	s, err := slip(x, c.Slip)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.MayRefuse(x.Actor.Hand(x.Now)); e != nil {
		return command.Result{}, e
	}
	if s.InForce() && s.Begun(x.Now) == nil {
		if err := apply(x, s, true, false); err != nil {
			return command.Result{}, err
		}
	}
	if e := s.Refuse(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}

// Undo takes a slip back, and its turns.
func Undo(x *tx.Tx, c *command.UndoSlip) (command.Result, error) {
	s, err := slip(x, c.Slip)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.MayUndo(x.Actor.Hand(x.Now)); e != nil {
		return command.Result{}, e
	}
	if s.Kind == roster.SlipSwap && s.InForce() {
		if err := apply(x, s, true, false); err != nil {
			return command.Result{}, err
		}
	}
	if e := s.Undo(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}
