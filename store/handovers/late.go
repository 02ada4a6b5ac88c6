package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
	"dutydesk/store/shifts"
)

// Count writes down what was found of things that are counted.
func Count(x *tx.Tx, c *command.CountThings) (command.Result, error) {
	return step(x, c.Handover, func(h *rules.Handover, s *rules.Shift, live rules.Live) error {
		if e := h.Tally(x.Actor.Hand(x.Now), s, live, c.Counts, c.Rest); e != nil {
			return e
		}
		return nil
	})
}

// Remind notes a call to the successor.
func Remind(x *tx.Tx, c *command.RemindTaker) (command.Result, error) {
	h, err := latest(x, c.Handover)
	if err != nil {
		return command.Result{}, err
	}
	if e := h.Remind(x.Actor.Hand(x.Now), c.Who, c.Reached, c.Words); e != nil {
		return command.Result{}, e
	}
	return save(x, h)
}

// latest is the handover of that id; "" is that of the shift on duty, also when it was
// returned.
func latest(x *tx.Tx, id string) (*rules.Handover, error) {
	if id != "" {
		return find(x, id)
	}
	_, h, err := current(x)
	return h, err
}

// Release lets the shift on duty pass on a leader's word: the lines are frozen as they are,
// with the tree head before this command; the old shift closes and the next one begins. A
// word given by telephone becomes an order, which waits for its signature. More is the id of
// the new shift, and of the order.
func Release(x *tx.Tx, c *command.ReleaseShift) (command.Result, error) {
	s, h, err := current(x)
	if err != nil {
		return command.Result{}, err
	}
	by := x.Actor.Hand(x.Now)
	if e := h.MayRelease(by, s); e != nil {
		return command.Result{}, e
	}
	if c.Shift != "" && c.Shift != s.ID {
		main, err := table.Officers.Get(x, s.Main)
		if err != nil {
			return command.Result{}, err
		}
		return command.Result{}, &rules.Error{Kind: rules.Conflict, Field: "shift", Text: text.Text{
			ZH: "这个班已经交了, 现在是 %[1]s 值班 (%[2]s 起)。", EN: "That shift has been handed over: %[1]s is on duty since %[2]s."}.With(main.Name, rules.Stamp(s.Since()))}
	}
	incoming, err := roll.Officer(x, c.Incoming)
	if err != nil {
		return command.Result{}, roll.At("incoming", err)
	}
	leader, err := roll.Officer(x, c.Leader)
	if err != nil {
		return command.Result{}, roll.At("leader", err)
	}
	var ordered *rules.Officer
	if c.Ordered != "" {
		if ordered, err = roll.Officer(x, c.Ordered); err != nil {
			return command.Result{}, roll.At("ordered", err)
		}
	}
	live, err := draw(x, x.Plans, x.Now, s)
	if err != nil {
		return command.Result{}, err
	}
	if h.ID == "" {
		h.DraftedAt = x.Now
		if err := number(x, h); err != nil {
			return command.Result{}, err
		}
	}
	if h.Names, err = names(x, h, s); err != nil {
		return command.Result{}, err
	}
	if e := h.Lapse(by, s, live, incoming, leader, ordered, c.Reason); e != nil {
		return command.Result{}, e
	}
	next := &rules.Shift{Main: incoming.ID, Leader: leader.ID, Released: h.ID}
	if next.Deputies, next.Driver, err = shifts.Crew(x, incoming.ID, leader.ID, c.Deputies, c.Driver); err != nil {
		return command.Result{}, err
	}
	h.Deputies, h.Driver = next.Deputies, next.Driver
	head, err := x.Head()
	if err != nil {
		return command.Result{}, err
	}
	h.Head = &head
	if err := shifts.End(x, s, h.ID); err != nil {
		return command.Result{}, err
	}
	if next.Start, next.End, err = shifts.Next(x, s); err != nil {
		return command.Result{}, err
	}
	if err := shifts.Begin(x, next); err != nil {
		return command.Result{}, err
	}
	res := command.Result{ID: h.ID, More: []string{next.ID}}
	if h.Release.Leader != by.Officer {
		order, err := cases.GiveOrder(x, &command.GiveOrder{Leader: ordered.ID, Text: c.Reason})
		if err != nil {
			return command.Result{}, err
		}
		h.Release.Order = order.ID
		res.More = append(res.More, order.ID)
	}
	return res, table.Handovers.Put(x, h)
}

// number gives a handover its id.
func number(x *tx.Tx, h *rules.Handover) error {
	ids, err := roll.NewSeries(x, table.Handovers, roll.Dated(x, "H"), 2)
	if err == nil {
		h.ID = ids.Next()
	}
	return err
}
