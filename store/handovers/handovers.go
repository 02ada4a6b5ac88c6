// Package handovers passes the desk from one shift to the next: it draws the lines from
// live work, keeps the leaver's words, what was counted and the taker's answers, and with
// the second signature, or on a leader's word, freezes the record and changes the shift in
// one command. What a step needs
// and who may take it, package rules decides (rules.Handover); the PINs of the two who
// sign, package store has checked before. No case is rewritten: what is open belongs to
// the shift on duty by derivation.
package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
	"dutydesk/store/shifts"
)

// Draft draws the handover of the shift on duty up, or again, keeping the words. A shift
// has one handover; one that was returned is taken up again.
func Draft(x *tx.Tx, _ *command.DraftHandover) (command.Result, error) {
	s, h, err := current(x)
	if err != nil {
		return command.Result{}, err
	}
	by := x.Actor.Hand(x.Now)
	if e := h.MayDraw(by, s); e != nil {
		return command.Result{}, e
	}
	live, err := draw(x, x.Plans, x.Now, s)
	if err != nil {
		return command.Result{}, err
	}
	if e := h.Draw(by, s, live); e != nil {
		return command.Result{}, e
	}
	if h.ID == "" {
		if err := number(x, h); err != nil {
			return command.Result{}, err
		}
	}
	if h.Names, err = names(x, h, s); err != nil {
		return command.Result{}, err
	}
	return save(x, h)
}

// Word writes the leaver's word on a line of the draft, which is drawn anew only for a line
// that came since; once presented, on what came or changed after that.
func Word(x *tx.Tx, c *command.WriteWord) (command.Result, error) {
	h, err := find(x, c.Handover)
	if err != nil {
		return command.Result{}, err
	}
	s, err := table.Shifts.Get(x, h.Shift)
	if err != nil {
		return command.Result{}, err
	}
	by := x.Actor.Hand(x.Now)
	if h.State == rules.HandoverPresented {
		return add(x, h, s, c)
	}
	if e := h.MaySay(by, s); e != nil {
		return command.Result{}, e
	}
	if !h.Has(c.Key) {
		live, err := draw(x, x.Plans, x.Now, s)
		if err != nil {
			return command.Result{}, err
		}
		if e := h.Draw(by, s, live); e != nil {
			return command.Result{}, e
		}
	}
	if e := h.Say(by, s, c.Key, c.Word, c.Was); e != nil {
		return command.Result{}, e
	}
	return save(x, h)
}

// Present signs the leaver's side and offers the shift to the next main officer, with the
// crew named for it.
func Present(x *tx.Tx, c *command.PresentHandover) (command.Result, error) {
	return step(x, c.Handover, func(h *rules.Handover, s *rules.Shift, live rules.Live) error {
		incoming, err := roll.Officer(x, c.Incoming)
		if err != nil {
			return roll.At("incoming", err)
		}
		leader, err := roll.Officer(x, c.Leader)
		if err != nil {
			return roll.At("leader", err)
		}
		if e := h.Present(x.Actor.Hand(x.Now), s, live, incoming, leader); e != nil {
			return e
		}
		h.Deputies, h.Driver, err = shifts.Crew(x, incoming.ID, leader.ID, c.Deputies, c.Driver)
		return err
	})
}

// AcceptLine keeps the taker's answer to lines, or opens them again.
func AcceptLine(x *tx.Tx, c *command.AcceptLine) (command.Result, error) {
	return step(x, c.Handover, func(h *rules.Handover, _ *rules.Shift, live rules.Live) error {
		e := h.MayAnswer(x.Actor.Hand(x.Now))
		switch {
		case e != nil:
		case c.Open:
			e = h.Unanswer(x.Actor.Hand(x.Now), c.Keys)
		default:
			e = h.Answer(x.Actor.Hand(x.Now), live, c.Keys, c.Query)
		}
		if e != nil {
			return e
		}
		return nil
	})
}

// Accept signs the taker's side: the lines as they are now become the record, with the
// tree head before this command; the old shift closes and the next one begins. More is
// the id of the new shift.
func Accept(x *tx.Tx, c *command.AcceptHandover) (command.Result, error) {
	next := &rules.Shift{}
	res, err := step(x, c.Handover, func(h *rules.Handover, s *rules.Shift, live rules.Live) error {
		if e := h.Accept(x.Actor.Hand(x.Now), live, c.Mark, c.ReadBack); e != nil {
			return e
		}
		if err := back(x, h.Incoming); err != nil {
			return err
		}
		leader, err := table.Officers.Get(x, h.Leader) // still one, after the night
		if err != nil {
			return err
		}
		if e := leader.MayLead("leader"); e != nil {
			return e
		}
		head, err := x.Head()
		if err != nil {
			return err
		}
		h.Head = &head
		if err := shifts.End(x, s, h.ID); err != nil {
			return err
		}
		next.Main, next.Leader, next.Deputies, next.Driver = h.Incoming, h.Leader, h.Deputies, h.Driver
		if next.Start, next.End, err = shifts.Next(x, s); err != nil {
			return err
		}
		return shifts.Begin(x, next)
	})
	if err == nil {
		res.More = []string{next.ID}
	}
	return res, err
}

// back refuses a taker who by the book is still out on a patrol: whoever is back says so first.
func back(x *tx.Tx, id string) error {
	o, err := table.Officers.Get(x, id)
	if err != nil {
		return err
	}
	out, err := table.By(x, table.Patrols, "open")
	if err != nil || !rules.Away(o.Name, out, nil) {
		return err
	}
	return rules.Refuse(text.Text{ZH: "%[1]s 还记在外面巡查。先记返回, 再接班。", EN: "By the book %[1]s is still out on patrol. Note the return, then sign."}.With(o.Name), "")
}

// Return sends a presented handover back, or withdraws it.
func Return(x *tx.Tx, c *command.ReturnHandover) (command.Result, error) {
	h, err := find(x, c.Handover)
	if err != nil {
		return command.Result{}, err
	}
	if e := h.Return(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return save(x, h)
}

// step runs a change of a handover that depends on live work.
func step(x *tx.Tx, id string, change func(*rules.Handover, *rules.Shift, rules.Live) error) (command.Result, error) {
	h, err := find(x, id)
	if err != nil {
		return command.Result{}, err
	}
	s, err := table.Shifts.Get(x, h.Shift)
	if err != nil {
		return command.Result{}, err
	}
	live, err := draw(x, x.Plans, x.Now, s)
	if err != nil {
		return command.Result{}, err
	}
	if err := change(h, s, live); err != nil {
		return command.Result{}, err
	}
	return save(x, h)
}

func save(x *tx.Tx, h *rules.Handover) (command.Result, error) {
	return command.Result{ID: h.ID}, table.Handovers.Put(x, h)
}

// find is the handover of that id; "" is the open one.
func find(r tx.Reader, id string) (*rules.Handover, error) {
	if id != "" {
		return table.Handovers.Get(r, id)
	}
	open, err := table.Handovers.By(r, "open")
	if err != nil {
		return nil, err
	}
	if len(open) == 0 {
		if _, h, err := current(r); err != nil || h.State == rules.HandoverReturned { // which says so
			return h, err
		}
		return nil, rules.Refuse(text.Text{ZH: "现在没有交接班, 请先拟稿。", EN: "There is no open handover: draft one first."}, "")
	}
	return &open[len(open)-1], nil
}

// add writes the leaver's word on a line that came or changed since it was presented.
func add(x *tx.Tx, h *rules.Handover, s *rules.Shift, c *command.WriteWord) (command.Result, error) {
	live, err := draw(x, x.Plans, x.Now, s)
	if err != nil {
		return command.Result{}, err
	}
	if e := h.Add(x.Actor.Hand(x.Now), s, live, c.Key, c.Word, c.Was); e != nil {
		return command.Result{}, e
	}
	return save(x, h)
}

// current is the shift on duty, nil when there is none, and its handover, which is empty
// when none was drawn up.
func current(r tx.Reader) (*rules.Shift, *rules.Handover, error) {
	s, err := shifts.OnDuty(r)
	if err != nil || s == nil {
		return nil, &rules.Handover{}, err
	}
	all, err := table.Handovers.By(r, "shift/"+s.ID)
	if err != nil || len(all) == 0 {
		return s, &rules.Handover{}, err
	}
	return s, &all[len(all)-1], nil
}
