package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Check needs the case and the obligation's code.
func (c *DoAct) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.code(&c.Act)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	k.at("at", c.At)
	return k.result()
}

func (k *fields) code(s *string) {
	k.line("act", labelAct, s, maxName)
	k.need("act", labelAct, *s)
}

func (k *fields) reason(s *string) {
	k.text("reason", labelReason, s, text.Note, maxReason)
	k.need("reason", labelReason, *s)
}

// Check needs a reason.
func (c *Waive) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.code(&c.Act)
	k.reason(&c.Reason)
	return k.result()
}

// Check needs a reason.
func (c *RevokeAct) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.code(&c.Act)
	k.reason(&c.Reason)
	return k.result()
}

// Check needs a team.
func (c *Dispatch) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.line("team", labelTeam, &c.Team, maxPlace)
	k.line("vehicle", labelCar, &c.Vehicle, maxName)
	k.need("team", labelTeam, c.Team)
	k.at("at", c.At)
	return k.result()
}

// Check needs the case, and so do the steps below.
func (c *Depart) Check(now time.Time) error { return checkStep(now, &c.Case, c.Team, c.At) }

// Check is as of Depart.
func (c *Arrive) Check(now time.Time) error { return checkStep(now, &c.Case, c.Team, c.At) }

// Check is as of Depart.
func (c *Return) Check(now time.Time) error { return checkStep(now, &c.Case, c.Team, c.At) }

func checkStep(now time.Time, id *string, team int, at *time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, id)
	if team < 0 {
		k.bad("team", text.Text{ZH: "队号从 1 数起。", EN: "Teams are numbered from 1."})
	}
	k.at("at", at)
	return k.result()
}

// Check needs an outcome of the list.
func (c *Settle) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	pick(k, "outcome", &c.Outcome, rules.OutcomeWords, "")
	return k.result()
}

// Check needs the case; whether a note is needed depends on its state.
func (c *CloseCase) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	return k.result()
}
