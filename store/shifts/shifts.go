// Package shifts decides who has the desk: taking it when nobody has, and the change of
// shifts for package handovers. It never closes a shift by itself: one that is past its
// end stays responsible until it is handed over.
package shifts

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Take puts the actor on duty as the main officer when no shift is active. Refused
// (Precondition) while one is: that one is handed over.
func Take(x *tx.Tx, c *command.TakeShift) (command.Result, error) {
	on, err := OnDuty(x)
	if err != nil {
		return command.Result{}, err
	}
	if on != nil {
		return command.Result{}, occupied(x, on)
	}
	s := &rules.Shift{Main: x.Actor.Officer}
	if s.Start, s.End, err = Period(x, x.Now); err != nil {
		return command.Result{}, err
	}
	leader, err := roll.Officer(x, c.Leader)
	if err != nil {
		return command.Result{}, roll.At("leader", err)
	}
	if e := leader.MayLead("leader"); e != nil {
		return command.Result{}, e
	}
	s.Leader = leader.ID
	deputies := c.Deputies
	if c.Rostered {
		if deputies, err = able(x, s, deputies); err != nil {
			return command.Result{}, err
		}
	}
	if s.Deputies, s.Driver, err = Crew(x, s.Main, s.Leader, deputies, c.Driver); err != nil {
		return command.Result{}, err
	}
	if err := Begin(x, s); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: s.ID}, nil
}

// able are those of the roster's deputies who can be one in a shift: they serve still, and have no
// other post of it.
func able(x *tx.Tx, s *rules.Shift, ids []string) (out []string, err error) {
	for _, id := range ids {
		o, ok, err := table.Officers.Find(x, id)
		if err != nil {
			return nil, err
		}
		if ok && o.MayServe("deputies") == nil && id != s.Main && id != s.Leader {
			out = append(out, id)
		}
	}
	return out, nil
}

// Crew finds who else is on a shift that main keeps and leader leads: deputies, who must be able
// to serve and be neither, and a driver, who need not be registered.
func Crew(x *tx.Tx, main, leader string, deputies []string, driver string) (ids []string, drives string, err error) {
	for _, who := range deputies {
		o, err := roll.Officer(x, who)
		if err != nil {
			return nil, "", roll.At("deputies", err)
		}
		if e := o.MayServe("deputies"); e != nil {
			return nil, "", e
		}
		if o.ID == main || o.ID == leader || slices.Contains(ids, o.ID) {
			return nil, "", rules.Bad("deputies", text.Text{ZH: "%[1]s 已在本班, 不用重复写。", EN: "%[1]s is on this shift already."}.With(o.Name))
		}
		ids = append(ids, o.ID)
	}
	if driver == "" {
		return ids, "", nil
	}
	switch o, err := roll.Officer(x, driver); {
	case err == nil:
		return ids, o.ID, nil
	case rules.KindOf(err) != rules.NotFound:
		return nil, "", roll.At("driver", err)
	}
	return ids, driver, nil
}

func occupied(x *tx.Tx, on *rules.Shift) error {
	main, err := table.Officers.Get(x, on.Main)
	if err != nil {
		return err
	}
	return rules.Refuse(text.Text{ZH: "%[1]s 正在值班 (%[2]s 起), 请办交接班。", EN: "%[1]s is on duty (since %[2]s): have the shift handed over."}.
		With(main.Name, rules.Stamp(on.Since())), "")
}

// Begin puts the shift on duty now, under an id of its start ("S20261123-0800", with -2
// for a relief in the same period).
func Begin(x *tx.Tx, s *rules.Shift) error {
	base := s.Start.In(rules.Zone).Format("S20060102-1504")
	s.ID = base
	for n := 2; ; n++ {
		if _, taken, err := table.Shifts.Find(x, s.ID); err != nil {
			return err
		} else if !taken {
			break
		}
		s.ID = fmt.Sprintf("%s-%d", base, n)
	}
	s.Start, s.End = s.Start.UTC(), s.End.UTC()
	s.State, s.TakenAt = rules.ShiftActive, &x.Now
	if err := table.Shifts.Put(x, s); err != nil {
		return err
	}
	return x.PutState("shift", s.ID)
}

// End closes the shift on duty by a handover; Begin the next one in the same command.
func End(x *tx.Tx, s *rules.Shift, handover string) error {
	s.State, s.ClosedAt, s.Handover = rules.ShiftClosed, &x.Now, handover
	return table.Shifts.Put(x, s)
}

// OnDuty is the shift on duty, nil when nobody has taken the desk.
func OnDuty(r tx.Reader) (*rules.Shift, error) {
	id, err := tx.OnDuty(r)
	if err != nil || id == "" {
		return nil, err
	}
	return table.Shifts.Get(r, id)
}

// Duty is who is on duty and until when.
func Duty(v tx.View, e tx.Env) (view.Duty, error) {
	var d view.Duty
	s, err := OnDuty(v)
	if err != nil {
		return d, err
	}
	if d.Standby, err = standby(v, s, e.Now); err != nil {
		return d, err
	}
	if d.Next, err = next(v, s, e.Now); err != nil || s == nil {
		return d, err
	}
	d.Shift, d.Late = s, s.Late(e.Now)
	names, err := Names(v, s)
	if err != nil {
		return d, err
	}
	d.Main, d.Leader = names[s.Main], names[s.Leader]
	for _, id := range s.Deputies {
		d.Deputies = append(d.Deputies, names[id])
	}
	return d, nil
}

// Names gives the names of the officers of a shift by id.
func Names(r tx.Reader, s *rules.Shift) (map[string]string, error) {
	names := map[string]string{}
	for _, id := range slices.Concat([]string{s.Main, s.Leader, s.Driver}, s.Deputies) {
		if o, ok, err := table.Officers.Find(r, id); err != nil {
			return nil, err
		} else if ok {
			names[id] = o.Name
		}
	}
	return names, nil
}
