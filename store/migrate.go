package store

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// A migration rewrites the book from version To-1 to To, in one transaction with the
// version number. A test fails for a migration without an old file in testdata/schema.
type migration struct {
	To   int
	Why  string
	Move func(kv.Writer) error
}

// migrations in order. Version 1 is the first.
var migrations = []migration{}

func migrate(eng kv.Engine, steps []migration) error {
	have, want := 0, tx.SchemaVersion
	if n := len(steps); n > 0 {
		want = max(want, steps[n-1].To)
	}
	err := eng.View(func(r kv.Reader) error {
		_, err := tx.StateOf(tx.View{R: r}, "version", &have)
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case have == want:
		return nil
	case have == 0:
		return &rules.Error{Kind: rules.Damaged, Err: fmt.Errorf("no schema version"), Text: text.Text{
			ZH: "这个文件不是值班簿, 或没有建完。", EN: "This file is no book, or was never finished."}}
	case have > want:
		return &rules.Error{Kind: rules.Precondition, Err: fmt.Errorf("schema %d, this program knows %d", have, want), Text: text.Text{
			ZH: "值班簿由更新的程序写成, 请升级本程序。", EN: "The book was written by a newer program: upgrade this one."}}
	}
	return eng.Update(func(w kv.Writer) error {
		for _, m := range steps {
			if m.To <= have {
				continue
			}
			if err := m.Move(w); err != nil {
				return fmt.Errorf("migration to %d (%s): %w", m.To, m.Why, err)
			}
		}
		return tx.PutVersion(w, want)
	})
}
