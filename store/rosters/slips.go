package rosters

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
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

// Leave keeps an officer out of the roster; for another than oneself, and for days that are
// past, it takes whoever may approve. What is published already stays, and shows as a hole.
func Leave(x *tx.Tx, c *command.GiveLeave) (command.Result, error) {
	who := c.Officer
	if who == "" {
		who = x.Actor.Officer
	}
	o, err := roll.Officer(x, who)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	if e := rules.May(x.Actor.Roles, rules.AreaPlan); e != nil {
		if o.ID != x.Actor.Officer {
			return command.Result{}, e
		}
		if c.First < rules.DateOf(x.Now) {
			return command.Result{}, rules.Bad("first", text.Text{ZH: "过去的日子由带班领导登记。", EN: "A leader writes down days that are past."})
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
	if err := again(x, s, who, t.Start); err != nil {
		return command.Result{}, err
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

// again refuses what an open slip says already; whoever may not have the post is refused later.
func again(x *tx.Tx, s *roster.Slip, who string, at time.Time) error {
	to, err := roll.Officer(x, who)
	if err != nil {
		return roll.At("to", err)
	}
	open, err := table.By(x, table.Slips, "open")
	if err != nil {
		return err
	}
	want := roster.Slip{Officer: s.Officer, To: to.ID, Turn: &at}
	for i := range open {
		if o := &open[i]; o.Same(&want) && o.Standing(x.Now) != roster.SlipLapsed {
			return o.Again(x.Actor.Hand(x.Now))
		}
	}
	return nil
}

// apply passes the turns of a slip, or back again; where it is not in force yet it tries
// alone. strict refuses what would bring a fault.
func apply(x *tx.Tx, s *roster.Slip, undo, strict bool) error {
	months, err := passed(x, s, undo)
	if err != nil {
		return err
	}
	if strict {
		was, _, err := marks(x, s, nil)
		if err != nil {
			return err
		}
		f, err := brings(x, s, months, was)
		if err != nil {
			return err
		}
		if f != nil {
			return faulty(x, s, f, was)
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

// brings is the first fault that a slip would bring, which was not there before; nil for none.
func brings(x *tx.Tx, s *roster.Slip, months map[string]*roster.Month, was map[string]bool) (*roster.Fault, error) {
	_, list, err := marks(x, s, months)
	for i := range list {
		if !was[mark(list[i])] {
			return &list[i], err
		}
	}
	return nil, err
}

// named is how many officers a refusal names, who could take the turn all the same. Ours.
const named = 3

// faulty refuses a slip for the fault that it would bring, and names who could take the turn
// without one, in order of id; for an exchange nobody is looked for.
func faulty(x *tx.Tx, s *roster.Slip, f *roster.Fault, was map[string]bool) error {
	no := rules.Refuse(text.Text{ZH: "这样调班会有问题: %[1]s %[2]s。", EN: "The swap would bring a fault: %[1]s %[2]s."}.With(string(f.Date), f.Text), "")
	if s.Back != nil {
		return no
	}
	m, err := table.Rosters.Get(x, roster.MonthID(rules.DateOf(*s.Turn)))
	if err != nil {
		return err
	}
	day := rules.DateOf(*s.Turn)
	k, err := open(x, x.Plans, x.Now, day, day)
	if err != nil {
		return err
	}
	who := k.plan.Staff
	switch m.Turn(*s.Turn).Post(s.Officer) {
	case roster.Leader:
		who = k.plan.Leaders
	case roster.Driver:
		who = k.scheme.Drivers
	}
	var fit []string
	for _, id := range who {
		if len(fit) == named {
			break
		}
		try := *s
		if try.To = id; id == s.To || id == s.Officer || m.Turn(*s.Turn).Holds(id) {
			continue
		}
		months, err := passed(x, &try, false)
		if err != nil {
			return err
		}
		bad, err := brings(x, &try, months, was)
		if err != nil {
			return err
		}
		if name := k.judge.Names[id]; bad == nil && name != "" {
			fit = append(fit, name)
		}
	}
	if len(fit) > 0 {
		all := strings.Join(fit, " ")
		no.Text = text.Text{ZH: "%[1]s可以接的: %[2]s。", EN: "%[1]s These can take it: %[2]s."}.With(no.Text, all)
	}
	return no
}

// passed are the months of a slip with its turns passed on, or back again; nothing is written.
func passed(x *tx.Tx, s *roster.Slip, undo bool) (map[string]*roster.Month, error) {
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
		case months[id].State != roster.Published && !undo:
			return rules.Refuse(text.Text{ZH: "这个月还是草稿, 直接改班, 不用调班单。", EN: "This month is a draft: set the turn itself."}, "")
		}
		if e := t.MayPass(x.Now); e != nil {
			return e
		}
		if undo {
			return t.PassBack(from, to).OrNil()
		}
		return t.Pass(from, to).OrNil()
	}
	if err := pass(s.Turn, s.Officer, s.To); err != nil {
		return nil, err
	}
	if err := pass(s.Back, s.To, s.Officer); err != nil {
		return nil, err
	}
	return months, nil
}

// back passes the turns of a slip back, where the table still has them as the slip made them;
// where it was made anew it passes nothing. Refused while another slip has passed one on.
func back(x *tx.Tx, s *roster.Slip) error {
	err := apply(x, s, true, false)
	if kind := rules.KindOf(err); kind != rules.NotFound && kind != rules.Invalid {
		return err
	}
	return table.Slips.Scan(x, "", "", true, func(o *roster.Slip) (bool, error) {
		if o.PassedOn(s) {
			return false, rules.Refuse(text.Text{ZH: "这个班又换过一次, 先撤销 %[1]s。", EN: "That turn was passed on again: undo %[1]s first."}.With(o.ID), "")
		}
		return true, nil
	})
}

// fall ends the open slips of a month that is taken back, those that are in force with their
// turns; what has begun was served, and stands.
func fall(x *tx.Tx, id, reason string) error {
	open, err := table.By(x, table.Slips, "open")
	if err != nil {
		return err
	}
	of := func(t *time.Time) bool { return t != nil && roster.MonthID(rules.DateOf(*t)) == id }
	for i := range slices.Backward(open) {
		s := &open[i]
		if !of(s.Turn) && !of(s.Back) || s.Begun(x.Now) != nil {
			continue
		}
		if s.InForce() {
			if err := back(x, s); err != nil && rules.KindOf(err) != rules.Precondition { // passed on: the later slip stands
				return err
			}
		}
		s.Fall(reason)
		if err := table.Slips.Put(x, s); err != nil {
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

// slip finds one by its id or the tail of it that names it alone.
func slip(x *tx.Tx, id string) (*roster.Slip, error) {
	return cases.Lookup(x, x.Now, table.Slips, "B", 2, "slip", id)
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
		if err := back(x, s); err != nil {
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
		if err := back(x, s); err != nil {
			return command.Result{}, err
		}
	}
	if e := s.Undo(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Slips.Put(x, s)
}
