package cases

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// entered tells of the entries of a case: each, its result, and what was taken back of it.
func entered(r tx.Reader, all []rules.Record, name func(string) string, add func(view.Event)) error {
	for i := range all {
		x := &all[i]
		entries, err := tx.EntriesOf(r, x.Case)
		if err != nil {
			return err
		}
		born, err := written(r, entries, table.Records.Name, x.ID, x.Meta)
		if err != nil {
			return err
		}
		what := x.Titled()
		for _, s := range []string{x.Who, x.Ref} {
			if s != "" {
				what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(what, s)
			}
		}
		if x.ToldAt != nil {
			what = text.Text{ZH: "%[1]s (%[2]s 报告)", EN: "%[1]s (reported %[2]s)"}.With(what, rules.Stamp(*x.ToldAt))
		}
		if x.Back != nil {
			what = back(what)
			add(view.Event{Seq: x.Back.Seq, At: x.Back.At, By: name(x.Back.By), Code: "record.back", What: command.Told("record.back"), Text: x.Back.Reason, Ref: x.ID})
		}
		add(view.Event{Seq: born, At: x.At, By: name(x.By), Code: "record.add", What: what, Text: x.Words, Ref: x.ID})
		result := text.Text{ZH: "%[1]s 结果", EN: "result of %[1]s"}.With(rules.WordOf(rules.RecordWords, string(x.Kind)))
		if x.ResultAt != nil {
			add(view.Event{Seq: x.Seq, At: *x.ResultAt, By: name(x.ResultBy), Code: "record.finish", What: result, Text: x.Result, Ref: x.ID})
		}
		for _, u := range x.Unsaid {
			add(view.Event{Seq: u.Seq, At: u.At, By: name(u.By), Code: "record.back", What: text.Text{ZH: "撤回结果: %[1]s", EN: "took a result back: %[1]s"}.With(u.Result), Text: u.Reason, Ref: x.ID})
		}
	}
	return nil
}
