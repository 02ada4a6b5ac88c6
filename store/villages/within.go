package villages

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Within refuses a village contact a command that is not about the own village, before its
// handler says anything of a record. Whether there is a record elsewhere is not told: a case or
// a notice of another village is as one that is not there (NotFound). Others pass.
func Within(x *tx.Tx, cmd command.Command) error {
	own, err := cases.VillageOf(x, x.Actor)
	if err != nil || own == nil {
		if _, self := cmd.(*command.SetPIN); self && rules.KindOf(err) == rules.Precondition {
			return nil // a contact of no village sets a PIN all the same
		}
		return err
	}
	switch c := cmd.(type) {
	case *command.SetPrefs:
		return nil
	case *command.SetPIN:
		if c.Officer == "" || c.Officer == x.Actor.Officer || c.Officer == x.Actor.Name {
			return nil
		}
	case *command.AddKey:
		if c.Officer == "" || c.Officer == x.Actor.Officer || c.Officer == x.Actor.Name {
			return nil
		}
	case *command.RevokeKey: // whose it is, the handler decides
		return nil
	case *command.OpenCase:
		return reported(c)
	case *command.Arrive:
		return onCase(x, own, &c.Case)
	case *command.RecordFollowUp:
		return onCase(x, own, &c.Case)
	case *command.NoteResult:
		if c.Call != "" {
			return rules.Elsewhere()
		}
		return onNotice(x, own, c.Notice, c.Receiver)
	case *command.ConfirmNotice:
		return onNotice(x, own, c.Notice, "")
	}
	return rules.Elsewhere()
}

// reported refuses a report that is more than one: out of a call, or of anything but somebody
// found.
func reported(c *command.OpenCase) error {
	switch {
	case c.Call != "":
		return rules.Elsewhere()
	case c.Kind != rules.CaseFound:
		return rules.Bad("kind", text.Text{ZH: "村里只报告发现的人。走失的请打值班室电话。", EN: "A village reports somebody found. For somebody missing ring the duty room."})
	}
	return nil
}

// onCase needs a case of the village, and puts its whole number in the place of what was said.
func onCase(x *tx.Tx, own *rules.Village, said *string) error {
	missing := rules.Missing(table.Cases.Noun, text.Clean(*said, text.Line))
	missing.Field = "case"
	k, err := cases.Find(x, x.Now, *said)
	switch rules.KindOf(err) {
	case rules.NotFound, rules.Invalid:
		return missing
	}
	if err != nil {
		return err
	}
	in, here, err := cases.InVillage(x, k, own)
	if err != nil {
		return err
	}
	if !in || !here {
		return missing
	}
	*said = k.ID
	return nil
}

// onNotice needs a notice with a line of the village, and of that such a line: the village's own,
// or of somebody who lives in it and was rung in vain. Receiver "" is the village's own.
func onNotice(x *tx.Tx, own *rules.Village, said, receiver string) error {
	missing := rules.Missing(table.Notices.Noun, text.Clean(said, text.Line))
	missing.Field = "notice"
	n, err := cases.Lookup(x, x.Now, table.Notices, "J", 4, "notice", said)
	switch rules.KindOf(err) {
	case rules.NotFound, rules.Invalid:
		return missing
	}
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(n.Receivers, func(r rules.NoticeReceiver) bool { return asked(&r, own.ID) != "" }) {
		return missing
	}
	if receiver == "" {
		return nil
	}
	if r, e := n.Receiver(receiver); e != nil || asked(r, own.ID) == "" {
		return rules.Elsewhere()
	}
	return nil
}
