package rules

import (
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// MayStepBack refuses a case of which no step was taken: it ends with a reason instead.
func (c *Case) MayStepBack() *Error {
	if c.Same != "" {
		return c.Working()
	}
	if c.State != CaseOpen {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 还没有派人、到场或处置, 没有可退的一步。立错了请写明原因办结。",
		EN: "Nothing was sent, met or settled on %[1]s yet. If it was opened wrongly, close it with the reason."}.With(c.ID), "")
}

// LastStep is the code of the step that StepBack would take back, "" for none.
func (c *Case) LastStep() string {
	if t := c.LastMark(""); t != nil && (c.State == CaseDispatched || c.State == CaseOnScene) {
		code, _ := t.Last()
		return code
	}
	return map[CaseState]string{CaseDispatched: "case.dispatch", CaseOnScene: "case.arrive", CaseSettled: "case.settle",
		CaseFollowUp: "case.settle", CaseClosed: "case.close"}[c.State]
}

// StepBack takes the last step back: until the case is settled the last one of its teams
// (BackTeam), then the settling, the closing. Its milestone is free to be written again, and
// what it was stays in Undone. A settling takes the facts that it implied with it, unless
// somebody has said otherwise since.
func (c *Case) StepBack(by, reason string, at time.Time) *Error {
	if e := c.MayStepBack(); e != nil {
		return e
	}
	if t := c.LastMark(""); t != nil && (c.State == CaseDispatched || c.State == CaseOnScene) {
		return c.BackTeam(t.No, by, reason, at)
	}
	u := Undone{At: at, By: by, Reason: reason}
	switch c.State {
	case CaseDispatched: // of a case written before teams had records
		u.Step, u.Was, u.Team, u.Vehicle = "case.dispatch", c.DispatchAt, c.Team, c.Vehicle
		c.State, c.DispatchAt, c.Team, c.Vehicle = CaseOpen, nil, "", ""
	case CaseOnScene:
		u.Step, u.Was = "case.arrive", c.ArriveAt
		c.ArriveAt, c.HereAt = nil, nil
		c.State = c.unsettled()
	case CaseSettled, CaseFollowUp:
		u.Step, u.Was, u.Outcome, u.Note = "case.settle", c.SettledAt, c.Outcome, c.OutcomeNote
		c.unsettle()
	case CaseClosed:
		u.Step, u.Was = "case.close", c.ClosedAt
		c.ClosedAt, c.Forced = nil, nil
		switch {
		case c.SettledAt == nil:
			c.State = c.unsettled()
		case c.Outcome == OutcomeRefused:
			c.State = CaseFollowUp
		default:
			c.State = CaseSettled
		}
	}
	c.Undone = append(slices.Clip(c.Undone), u)
	return nil
}

// unsettled is the state that the milestones before a settling give.
func (c *Case) unsettled() CaseState {
	switch {
	case c.ArriveAt != nil:
		return CaseOnScene
	case c.DispatchAt != nil:
		return CaseDispatched
	}
	return CaseOpen
}

// settling is what a settling at that time that makes the facts f is about to write over.
func (c *Case) settling(f *Facts, at time.Time) Settling {
	s := Settling{At: at, State: c.State, Outcome: c.Outcome, OutcomeNote: c.OutcomeNote, Ending: c.Ending, SettledAt: c.SettledAt}
	for _, name := range c.Facts.Changed(f) {
		if s.Facts == nil {
			s.Facts, s.FactsAt = map[string]Tri{}, map[string]time.Time{}
		}
		s.Facts[name] = c.Facts.Tri(name)
		if was, ok := c.FactsAt[name]; ok {
			s.FactsAt[name] = was
		}
	}
	return s
}

// unsettle puts back what stood before the last settling. A case that kept no record of it
// falls back to its milestones.
func (c *Case) unsettle() {
	n := len(c.Settlings)
	if n == 0 {
		c.Outcome, c.OutcomeNote, c.Ending, c.SettledAt = "", "", Ending{}, nil
		c.State = c.unsettled()
		return
	}
	s := c.Settlings[n-1]
	c.Settlings = slices.Clip(c.Settlings[:n-1])
	c.State, c.Outcome, c.OutcomeNote, c.Ending, c.SettledAt = s.State, s.Outcome, s.OutcomeNote, s.Ending, s.SettledAt
	if !c.settled() { // a team may have gone on since
		c.State = c.unsettled()
	}
	times := maps.Clone(c.FactsAt)
	for name, was := range s.Facts {
		if !c.FactsAt[name].Equal(s.At) { // said anew since
			continue
		}
		c.Facts.SetTri(name, was)
		if at, ok := s.FactsAt[name]; ok {
			times[name] = at
		} else {
			delete(times, name)
		}
	}
	c.FactsAt = times
}
