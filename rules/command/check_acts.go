package command

import (
	"fmt"
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

// Check needs an outcome of the list. What the outcome asks beside it may be missing: the
// case is not closed without it.
func (c *Settle) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	pick(k, "outcome", &c.Outcome, rules.OutcomeWords, "")
	k.line("place", labelPlace, &c.Place, maxPlace)
	k.text("over", labelReason, &c.Over, text.Note, maxReason)
	k.line("order", labelOrder, &c.Order, maxName)
	r := &c.Receiver
	k.line("receiver.name", labelName, &r.Name, maxName)
	k.line("receiver.relation", labelRelation, &r.Relation, maxName)
	k.phone("receiver.phone", &r.Phone)
	k.line("receiver.proof", labelProof, &r.Proof, maxReason)
	if c.Sign != "" {
		pick(k, "sign", &c.Sign, rules.SigningWords, "")
	}
	k.witnesses(c)
	return k.result()
}

// maxWitnesses is more than any form has lines for. Ours.
const maxWitnesses = 6

func (k *fields) witnesses(c *Settle) {
	if len(c.Witnesses) > maxWitnesses {
		k.bad("witnesses", text.Text{ZH: "见证人最多 %[1]d 名。", EN: "%[1]d witnesses at most."}.With(maxWitnesses))
		return
	}
	var all []rules.Witness
	for i, w := range c.Witnesses {
		at := fmt.Sprintf("witnesses.%d.", i+1)
		k.line(at+"name", labelName, &w.Name, maxName)
		k.line(at+"unit", labelUnit, &w.Unit, maxName)
		k.phone(at+"phone", &w.Phone)
		if w == (rules.Witness{}) {
			continue
		}
		k.need(at+"name", labelWitness, w.Name)
		for _, o := range all {
			if o.Name == w.Name {
				k.bad(at+"name", text.Text{ZH: "两名见证人不能是同一个人。", EN: "One person is not two witnesses."})
			}
		}
		all = append(all, w)
	}
	if c.Witnesses = all; len(all) > 0 && c.Sign == "" {
		c.Sign = rules.WouldNotSign
	}
}

func (k *fields) phone(field string, s *string) {
	k.line(field, labelPhone, s, maxName)
	if *s == "" || k.err != nil {
		return
	}
	n, p := text.ParsePhone(*s)
	k.problem(field, p)
	if p == nil {
		*s = n
	}
}

var (
	labelRelation = text.Text{ZH: "与本人关系", EN: "relation"}
	labelProof    = text.Text{ZH: "监护证明", EN: "proof of the guardian"}
	labelWitness  = text.Text{ZH: "见证人姓名", EN: "name of the witness"}
	labelVisit    = text.Text{ZH: "回访编号", EN: "number of the visit"}
)

// Check needs the case; whether a note is needed depends on its state, and whether it may
// end over open lines on the lines and on who decides.
func (c *CloseCase) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	k.text("note", labelNote, &c.Note, text.Note, maxNote)
	k.text("over", labelReason, &c.Over, text.Note, maxReason)
	if k.line("order", labelOrder, &c.Order, maxName); c.Order != "" && c.Over == "" {
		k.bad("over", text.Text{ZH: "有没办的就办结, 写明原因。", EN: "Say why it is closed over what is open."})
	}
	return k.result()
}

// Check needs the case and the reason.
func (c *ReopenCase) Check(now time.Time) error {
	return counter(now, "case", labelCase, &c.Case, &c.Reason).result()
}

// Check needs the case and what came of the visit.
func (c *RecordFollowUp) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	pick(k, "result", &c.Result, rules.VisitWords, "")
	k.text("words", labelNote, &c.Words, text.Note, maxNote)
	k.at("at", c.At)
	return k.result()
}

// Check needs the visit and the reason.
func (c *StrikeFollowUp) Check(now time.Time) error {
	return counter(now, "followup", labelVisit, &c.FollowUp, &c.Reason).result()
}
