package dutylog

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/season"
)

// operation is a plan that was adopted, changed or ended, with its days as they stand.
func (d *drawing) operation(x *tx.Entry, r *view.LogRow) error {
	o, ok, err := table.Operations.Find(d.v, written(x, table.Operations.Name))
	if err != nil || !ok {
		return err
	}
	r.What = two(r.What, o.ID)
	if p, known := d.e.Plans.Plan(o.Plan); known {
		r.What = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(r.What, p.Title)
	}
	r.Done = text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(string(o.From), string(o.To))
	return nil
}

// dated is a mark on a dated duty, or the township's own: which one, on which day, and what
// shows that it was done or on which clause it was waived, as it stands.
func (d *drawing) dated(x *tx.Entry, r *view.LogRow) error {
	t, ok, err := table.Tasks.Find(d.v, written(x, table.Tasks.Name))
	if err != nil || !ok {
		return err
	}
	what, err := season.Title(d.v, d.e, t)
	if err != nil {
		return err
	}
	r.Key = "duty/" + t.ID
	r.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.What, what)
	switch {
	case x.Code == "duty.done" && t.DoneOn != "":
		r.Words = ""
		r.Done = text.Text{ZH: "%[1]s 完成 %[2]s", EN: "done %[1]s %[2]s"}.With(string(t.DoneOn), t.Evidence.String())
	case x.Code == "duty.waive" && t.Waived != nil:
		r.Done = same(t.Waived.Clause)
	case x.Code == "duty.day":
		r.Done = same(string(t.Due))
	case x.Code == "duty.put":
		due := string(t.Due)
		if t.Until != "" {
			due += " - " + string(t.Until)
		}
		r.Done = same(strings.TrimSpace(due + " " + t.Owner))
	}
	return nil
}
