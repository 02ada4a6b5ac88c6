package board

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
)

// notices shows what is being passed on, with how many have it.
func (d *drawing) notices() error {
	open, err := table.Notices.IDs(d.v, "open")
	if err != nil {
		return err
	}
	for _, id := range open {
		n, ok, err := table.NoticeHead(d.v, id)
		if err != nil {
			return err
		}
		if !ok || n.State != rules.NoticeOpen {
			continue
		}
		t := n.Count
		r := view.DueRow{Key: "notice/" + n.ID, State: rules.Pending, Due: n.Due, Subject: rules.WordOf(rules.NoticeKindWords, string(n.Kind)),
			What: text.Text{ZH: "传达通知, 已通知 %[1]d/%[2]d", EN: "pass a notice on, %[1]d of %[2]d told"}.With(t.Reached, t.All)}
		if n.Due != nil {
			r.State = standing(n.At, *n.Due, d.e.Now)
		}
		d.row(r, count(r.State))
	}
	return nil
}
