package shifts

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// ChangeCrew corrects who leads, helps and drives in the shift on duty; whoever is named
// must be able to. Refused (Precondition): nobody on duty, a crew that stays as it was.
func ChangeCrew(x *tx.Tx, c *command.ChangeCrew) (command.Result, error) {
	s, err := OnDuty(x)
	if err != nil {
		return command.Result{}, err
	}
	if s == nil {
		return command.Result{}, Nobody()
	}
	leader, err := roll.Officer(x, c.Leader)
	if err != nil {
		return command.Result{}, roll.At("leader", err)
	}
	if e := leader.MayLead("leader"); e != nil {
		return command.Result{}, e
	}
	deputies, driver, err := Crew(x, s.Main, c.Deputies, c.Driver)
	if err != nil {
		return command.Result{}, err
	}
	if e := s.Crew(leader.ID, deputies, driver); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: s.ID}, table.Shifts.Put(x, s)
}

// Nobody refuses what needs a shift on duty.
func Nobody() *rules.Error {
	return rules.Refuse(text.Text{ZH: "还没有人值班, 请先接班。", EN: "Nobody is on duty: take the shift first."}, "")
}
