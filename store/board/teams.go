package board

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
)

// response puts the clock of a team that asks for something onto the line of its case: it is
// one more to do, and stands there when nothing that is demanded is as urgent.
func (d *drawing) response(k *rules.Case, worst *rules.Obligation, r *view.DueRow) (late int, err error) {
	all, err := d.pace.Responses(d.v, d.scene, k)
	w := cases.Pressing(all)
	if err != nil || w == nil {
		return 0, err
	}
	if worst != nil {
		r.More++
		if worst.State == rules.Overdue || worst.State == w.State {
			return count(w.State), nil
		}
	}
	r.State, r.Due, r.What = w.State, w.Due, w.What
	if !d.e.Masked {
		r.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(rules.WordOf(rules.AcuityWords, string(w.Acuity)), w.What)
		r.Code, r.Clauses = w.Step, []string{w.Clause}
	}
	return count(w.State), nil
}

// teams shows who is out, of cases that are closed too.
func (d *drawing) teams() error {
	out, err := table.By(d.v, table.Cases, "out")
	if err != nil {
		return err
	}
	for i := range out {
		k := &out[i]
		for _, t := range k.Out() {
			row := view.OutRow{Case: k.ID, Team: t.No, Place: cases.Place(k, d.e.Masked), Since: t.Sent.At}
			if !d.e.Masked {
				row.Who, row.Vehicle, row.What = t.Who(), t.Vehicle.Text, t.Standing()
			}
			d.b.Out = append(d.b.Out, row)
		}
	}
	slices.SortStableFunc(d.b.Out, func(a, b view.OutRow) int { return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Case, b.Case)) })
	return nil
}
