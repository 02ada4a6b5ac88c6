package store

import (
	"errors"
	"fmt"
	"path/filepath"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/blob"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
)

// Lost is an attachment whose bytes are not there, or not as they were filed.
type Lost struct {
	ID   string
	Name string
	Err  error
}

// Text says which it is and what is wrong with it.
func (l Lost) Text() text.Text {
	why := text.Text{ZH: "不在了", EN: "is missing"}
	if errors.Is(l.Err, blob.ErrChanged) {
		why = text.Text{ZH: "内容变了", EN: "was changed"}
	}
	return text.Text{ZH: "附件 %[1]s (%[2]s) %[3]s。", EN: "Attachment %[1]s (%[2]s) %[3]s."}.With(l.ID, l.Name, why)
}

// wounded is the refusal that some attachments are lost.
func wounded(lost []Lost) error {
	if len(lost) == 0 {
		return nil
	}
	return &rules.Error{Kind: rules.Damaged, Err: lost[0].Err, Text: text.Text{
		ZH: "%[1]s共 %[2]d 个附件有问题。请用 dutydesk restore 备份文件 --archive 取回。",
		EN: "%[1]s %[2]d attachments in all. Bring them back with dutydesk restore BACKUP --archive."}.With(lost[0].Text(), len(lost))}
}

// evidence are the attachments of a book that have bytes, struck out or not, each content
// once.
func evidence(eng kv.Engine) (out []rules.Attachment, err error) {
	seen := map[string]bool{}
	err = eng.View(func(r kv.Reader) error {
		return table.Attachments.Scan(tx.View{R: r}, "", "", false, func(a *rules.Attachment) (bool, error) {
			if a.File != nil && !seen[a.File.Hash] {
				seen[a.File.Hash] = true
				out = append(out, *a)
			}
			return true, nil
		})
	})
	return out, err
}

// checkArchive recomputes the hash of each attachment. What nothing names, as after a crash
// between copy and record, is a warning: nothing depends on it.
func checkArchive(eng kv.Engine, lies blob.Folder, rep *Report) error {
	all, err := evidence(eng)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for i := range all {
		a := &all[i]
		named[a.File.Hash] = true
		switch err := lies.Check(*a.File); {
		case errors.Is(err, blob.ErrMissing), errors.Is(err, blob.ErrChanged):
			rep.bad("attachment %s of %s (%s) %v", a.ID, a.Case, a.File.Name, err)
		case err != nil:
			rep.bad("attachment %s of %s cannot be read: %v", a.ID, a.Case, err)
		}
	}
	strays, err := lies.Strays(func(hash string) bool { return named[hash] })
	for _, s := range strays {
		if len(rep.Warnings) < maxProblems {
			rep.Warnings = append(rep.Warnings, fmt.Sprintf("%s/%s belongs to no attachment", ArchiveDir, s))
		}
	}
	return err
}

// bring has a folder hold the evidence of a book: what is whole there stays, the rest comes
// from the first folder that has it. What none has is lost; any other fault ends it.
func bring(all []rules.Attachment, to blob.Folder, from ...blob.Folder) (lost []Lost, err error) {
next:
	for i := range all {
		a := &all[i]
		if to.Check(*a.File) == nil {
			continue
		}
		var why error = blob.ErrMissing
		for _, f := range from {
			switch err := to.Bring(f, *a.File); {
			case err == nil:
				continue next
			case errors.Is(err, blob.ErrChanged):
				why = err
			case !errors.Is(err, blob.ErrMissing):
				return lost, err
			}
		}
		lost = append(lost, Lost{a.ID, a.File.Name, why})
	}
	return lost, nil
}

// evidenceIn is evidence of the book at path.
func evidenceIn(path string) ([]rules.Attachment, error) {
	eng, err := bolt.Open(path, tx.Buckets, true)
	if err != nil {
		return nil, opening(path, err)
	}
	defer eng.Close()
	return evidence(eng)
}

// RestoreArchive brings the attachments of the book in dir that are missing or damaged back
// from a backup: from the folder beside it that is its own, or that of the backups which
// are taken by themselves. The book is not touched; those that the backup does not have are
// returned.
func RestoreArchive(from, dir string) ([]Lost, error) {
	all, err := evidenceIn(filepath.Join(dir, BookFile))
	if err != nil {
		return nil, err
	}
	to := blob.Folder(filepath.Join(dir, ArchiveDir))
	lost, err := bring(all, to, ownArchive(from), sharedArchive(from))
	if err != nil {
		return lost, fileError(string(to), err)
	}
	return lost, nil
}

// ownArchive is where the attachments of a backup lie that somebody asked for,
// sharedArchive where those of all that are taken by themselves do: contents never change,
// so that a night copies only what is new.
func ownArchive(backup string) blob.Folder { return blob.Folder(backup + "." + ArchiveDir) }
func sharedArchive(backup string) blob.Folder {
	return blob.Folder(filepath.Join(filepath.Dir(backup), ArchiveDir))
}
