package shifts

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// ChangeCrew corrects who leads, helps and drives in the shift on duty; whoever is named
// must be able to. Refused: nobody on duty, a crew that stays as it was
// (Precondition), a version that is stale (Conflict).
func ChangeCrew(x *tx.Tx, c *command.ChangeCrew) (command.Result, error) {
	s, err := OnDuty(x)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.MayCrew(); e != nil {
		return command.Result{}, e
	}
	if err := table.Shifts.Stale(x, s, c.Version); err != nil {
		return command.Result{}, err
	}
	leader, err := roll.Officer(x, c.Leader)
	if err != nil {
		return command.Result{}, roll.At("leader", err)
	}
	if e := leader.MayLead("leader"); e != nil {
		return command.Result{}, e
	}
	deputies, driver, err := Crew(x, s.Main, leader.ID, c.Deputies, c.Driver)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.Crew(leader.ID, deputies, driver); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Shifts.Put(x, s)
}

// MayCrew is why the reader cannot correct the crew of a shift; nil is nobody on duty.
func MayCrew(e tx.Env, s *rules.Shift) *rules.Error {
	if no := cases.May(e, (&command.ChangeCrew{}).Area()); no != nil {
		return no
	}
	return s.MayCrew()
}
