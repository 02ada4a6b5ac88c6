package command

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// forgettable are the person's own fields that EditCase.Forget may name beside facts.
var forgettable = []string{"name", "identity", "sex", "id", "looks", "address"}

// Check cleans the parts given. A place or said that is given may not be empty; Forget
// names facts, or the person's name, identity, sex, id, looks or address.
func (c *EditCase) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	if c.Place != nil {
		s := *c.Place
		k.line("place", labelPlace, &s, maxPlace)
		k.need("place", labelPlace, s)
		c.Place = &s
	}
	if c.Said != nil {
		s := *c.Said
		k.text("said", labelSaid, &s, text.Note, maxSaid)
		c.Said = &s
	}
	if c.Caller != nil {
		v := *c.Caller
		k.caller(&v)
		c.Caller = &v
	}
	if c.Person != nil {
		p := *c.Person
		k.person(&p)
		c.Person = &p
	}
	for _, name := range c.Forget {
		_, fact := rules.FactSpecOf(name)
		switch {
		case !fact && !slices.Contains(forgettable, name):
			k.bad("forget", text.Text{ZH: "没有 %[1]s 这一项。", EN: "There is no %[1]s to forget."}.With(text.Clean(name, text.Line)))
		case fact && c.Person != nil && c.Person.Facts.Known(name):
			k.bad("forget", text.Text{ZH: "%[1]s 又填又清, 只能选一个。", EN: "%[1]s is both given and forgotten."}.With(name))
		}
	}
	if c.Place == nil && c.Said == nil && c.Caller == nil && (c.Person == nil || !c.Person.Told()) && len(c.Forget) == 0 {
		k.bad("case", text.Text{ZH: "没有要改的内容。", EN: "There is nothing to change."})
	}
	return k.result()
}

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
	k.line("team", labelTeam, &c.Team, maxName)
	k.line("vehicle", labelCar, &c.Vehicle, maxName)
	k.need("team", labelTeam, c.Team)
	return k.result()
}

// Check needs the case.
func (c *Arrive) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
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

// Check needs the leader and the words.
func (c *GiveOrder) Check(now time.Time) error {
	k := &fields{now: now}
	k.line("leader", labelLeader, &c.Leader, maxName)
	k.need("leader", labelLeader, c.Leader)
	k.text("text", labelWords, &c.Text, text.Note, maxSaid)
	k.need("text", labelWords, c.Text)
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	return k.result()
}

// Check needs the order and a PIN; whether the PIN is right the store decides.
func (c *SignOrder) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("order", labelOrder, &c.Order)
	k.need("pin", text.Text{ZH: "PIN", EN: "PIN"}, c.PIN)
	return k.result()
}
