// Package archive keeps what is on file of a case: which evidence stands in which of the
// four slots (P1.4.16). It loads, numbers and writes; what fits a slot, what may be struck
// out and what may leave the book is decided by rules.Slot, rules.Attachment and rules.Case.
// The bytes are package blob's; they are in the data folder before a command names them.
package archive

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Attach files evidence: ID is the first attachment, More are the others. A file that
// stands in the slot already is passed over; where all do, that is refused. With a paper
// its scan is noted, and where the case demands the archive and no slot is empty any more,
// that is met. Refused: a paper of another case, or one that is not signed yet.
func Attach(x *tx.Tx, c *command.Attach) (command.Result, error) {
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	before, err := cases.By(x, table.Attachments, k)
	if err != nil {
		return command.Result{}, err
	}
	paper, err := scanned(x, k.ID, c.Paper)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.Attachments, roll.Dated(x, "E"), 4)
	if err != nil {
		return command.Result{}, err
	}
	files := []*rules.Content{nil}
	if len(c.Files) > 0 {
		files = files[:0]
		for i := range c.Files {
			files = append(files, &c.Files[i])
		}
	}
	var made []string
	var twin *rules.Attachment
	for _, f := range files {
		if t := same(before, c.Slot, f, c.Words, paper); t != nil {
			twin = t
			continue
		}
		a := rules.Attachment{ID: ids.Next(), Case: k.ID, Slot: c.Slot, File: f, Words: c.Words, Paper: paper, At: x.Now, By: x.Actor.Officer}
		if err := table.Attachments.Put(x, &a); err != nil {
			return command.Result{}, err
		}
		made, before = append(made, a.ID), append(before, a)
	}
	if len(made) == 0 {
		return command.Result{}, rules.Refuse(text.Text{ZH: "已在档案里: %[1]s %[2]s。", EN: "On file already: %[1]s %[2]s."}.With(twin.ID, twin.Title()), "")
	}
	x.About(k.ID)
	return command.Result{ID: made[0], More: made[1:]}, cases.Credit(x, k.ID)
}

// same is what stands in the slot with the same content, or without a file the same words.
func same(all []rules.Attachment, slot rules.Slot, f *rules.Content, words, paper string) *rules.Attachment {
	i := slices.IndexFunc(all, func(a rules.Attachment) bool {
		if !a.Stands() || a.Slot != slot || a.Paper != paper || (a.File == nil) != (f == nil) {
			return false
		}
		return f == nil && a.Words == words || f != nil && a.File.Hash == f.Hash
	})
	if i < 0 {
		return nil
	}
	return &all[i]
}

// scanned notes that a paper of the case came back, unless it was noted before.
func scanned(x *tx.Tx, id, said string) (string, error) {
	if said == "" {
		return "", nil
	}
	p, err := cases.Lookup(x, x.Now, table.Papers, "D", 4, "paper", said)
	if err != nil {
		return "", err
	}
	on, err := cases.Main(x, p.Case)
	if err != nil {
		return "", err
	}
	if on.ID != id {
		return "", rules.Bad("paper", text.Text{ZH: "%[1]s 不是这件事项的单据。", EN: "%[1]s is no paper of this case."}.With(p.ID))
	}
	if p.Mark(rules.PaperScanned) != nil && !p.Void() {
		return p.ID, nil
	}
	if e := p.Note(rules.PaperScanned, x.Now, x.Actor.Officer); e != nil {
		if e.Field == "" {
			e.Field = "paper"
		}
		return "", e
	}
	p.Marks[len(p.Marks)-1].Seq = x.Seq
	return p.ID, table.Papers.Put(x, p)
}

// Detach strikes an attachment out. Where a slot is empty then, the archive is owed again.
func Detach(x *tx.Tx, c *command.Detach) (command.Result, error) {
	a, err := cases.Lookup(x, x.Now, table.Attachments, "E", 4, "attachment", c.Attachment)
	if err != nil {
		return command.Result{}, err
	}
	if e := a.Strike(c.Reason, x.Actor.Officer, x.Now); e != nil {
		return command.Result{}, e
	}
	if err := table.Attachments.Put(x, a); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: a.ID}, cases.Unarchive(x, a.Case, c.Reason)
}

// Export records that files left the book: ID is the case, More the attachments.
func Export(x *tx.Tx, c *command.ExportArchive) (command.Result, error) {
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.MayExport(x.Actor.Roles, c.Minor, c.Reason); e != nil {
		return command.Result{}, e
	}
	all, err := cases.By(x, table.Attachments, k)
	if err != nil {
		return command.Result{}, err
	}
	files, e := rules.Files(all)
	if e != nil {
		return command.Result{}, e
	}
	res := command.Result{ID: k.ID}
	if len(c.Only) == 0 {
		for i := range files {
			res.More = append(res.More, files[i].ID)
		}
	}
	for _, said := range c.Only {
		a, err := cases.Lookup(x, x.Now, table.Attachments, "E", 4, "only", said)
		if err != nil {
			return command.Result{}, err
		}
		on, err := cases.Main(x, a.Case)
		if err != nil {
			return command.Result{}, err
		}
		if on.ID != k.ID {
			return command.Result{}, rules.Bad("only", text.Text{ZH: "%[1]s 不是这件事项的附件。", EN: "%[1]s is no attachment of this case."}.With(a.ID))
		}
		if a.File != nil {
			res.More = append(res.More, a.ID)
		}
	}
	if len(res.More) == 0 { // only what was entered in a system
		_, e := rules.Files(nil)
		return command.Result{}, e
	}
	return res, nil
}
