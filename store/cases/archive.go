package cases

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// archived is the act of filing the archive, once something stands in each of the four
// slots (P1.4.16): that of what was filed last, and not before the case was settled.
func archived(x *tx.Tx, k *rules.Case) ([]rules.Act, error) {
	all, err := By(x, table.Attachments, k)
	if err != nil || len(rules.Lacking(all)) > 0 {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a rules.Attachment) bool { return !a.Stands() })
	last := slices.MaxFunc(all, func(a, b rules.Attachment) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	act := rules.Act{Code: rules.ArchiveAct, At: last.At, By: last.By, Ref: last.ID}
	if k.SettledAt != nil && act.At.Before(*k.SettledAt) {
		act.At = *k.SettledAt
	}
	return []rules.Act{act}, nil
}

// Unarchive takes back that the archive is filed, where an attachment said so and a slot is
// empty now. Refused: on a closed case, which would owe it again.
func Unarchive(x *tx.Tx, id, reason string) error {
	k, err := Main(x, id)
	if err != nil {
		return err
	}
	all, err := By(x, table.Attachments, k)
	if err != nil || len(rules.Lacking(all)) == 0 {
		return err
	}
	for i := range all {
		if err := Discredit(x, k.ID, all[i].ID, reason); err != nil {
			return err
		}
	}
	return nil
}

// slots are what stands in the archive of a case.
func slots(filed []rules.Attachment, name func(string) string) []view.SlotRow {
	out := make([]view.SlotRow, len(rules.SlotWords))
	for i, n := range rules.SlotWords {
		out[i].Slot = rules.Slot(n.Code)
		for _, a := range filed {
			if a.Slot == out[i].Slot && a.Stands() {
				out[i].Count++
				out[i].Files = append(out[i].Files, view.AttachmentRow{Attachment: a, By: name(a.By)})
			}
		}
	}
	return out
}

// tellLacking says of the open duty to file the archive which slots are empty.
func tellLacking(owed []rules.Obligation, filed []rules.Attachment) {
	i := slices.IndexFunc(owed, func(o rules.Obligation) bool { return o.Code == rules.ArchiveAct && o.State.Open() })
	if i < 0 {
		return
	}
	var names []text.Text
	for _, s := range rules.Lacking(filed) {
		names = append(names, rules.WordOf(rules.SlotWords, string(s)))
	}
	if len(names) > 0 {
		owed[i].Text = text.Text{ZH: "%[1]s, 缺 %[2]s", EN: "%[1]s, lacking %[2]s"}.With(owed[i].Text, names)
	}
}

// filing adds to the timeline of a case what was filed and struck out.
func filing(r tx.Reader, id string, all []view.Event, filed []rules.Attachment, name func(string) string) ([]view.Event, error) {
	entries := map[string][]tx.Entry{} // by the case that the attachment was filed on
	for i := range filed {
		a := &filed[i]
		if _, ok := entries[a.Case]; !ok {
			var err error
			if entries[a.Case], err = tx.EntriesOf(r, a.Case); err != nil {
				return nil, err
			}
		}
		what := numbered(text.Text{ZH: "归档 %[1]s %[2]s", EN: "filed %[1]s: %[2]s"}.With(rules.WordOf(rules.SlotWords, string(a.Slot)), a.Title()), a.Case, id)
		words := a.Words
		if a.File == nil {
			words = ""
		}
		born, err := written(r, entries[a.Case], table.Attachments.Name, a.ID, a.Meta)
		if err != nil {
			return nil, err
		}
		if !a.Stands() {
			all = append(all, view.Event{Seq: a.Seq, At: *a.StruckAt, By: name(a.StruckBy), Code: "archive.detach", Ref: a.ID, What: command.Told("archive.detach"), Text: a.Struck})
			what = back(what)
		}
		all = append(all, view.Event{Seq: born, At: a.At, By: name(a.By), Code: "archive.attach", Ref: a.ID, What: what, Text: words})
	}
	slices.SortStableFunc(all, func(a, b view.Event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	return all, nil
}

// archiveCan says what may be done with the archive of a page.
func archiveCan(e tx.Env, p *view.Case, filed []rules.Attachment) {
	p.Can["archive.attach"] = May(e, (&command.Attach{}).Area())
	export := &command.ExportArchive{}
	if p.Can["archive.export"] = May(e, export.Area()); p.Can["archive.export"] == nil {
		_, none := rules.Files(filed)
		p.Can["archive.export"] = cmp.Or(p.Case.MayExport(e.Actor.Roles, false, ""), none)
		p.Can["archive.export/minor"] = cmp.Or(p.Case.MayExport(e.Actor.Roles, true, "-"), none)
	}
	for i := range filed {
		a := &filed[i]
		may := a.MayStrike()
		if rests := func(act rules.Act) bool {
			return act.Revoked == "" && strings.HasPrefix(act.Ref, "E") && act.Code == rules.ArchiveAct
		}; may == nil &&
			slices.ContainsFunc(p.Case.Acts, rests) && alone(filed, a) {
			may = p.Case.Working()
		}
		allow(p.Can, e, &command.Detach{}, a.ID, may)
	}
}

// alone says that nothing else stands in the slot of a.
func alone(filed []rules.Attachment, a *rules.Attachment) bool {
	return !slices.ContainsFunc(filed, func(b rules.Attachment) bool { return b.Stands() && b.Slot == a.Slot && b.ID != a.ID })
}
