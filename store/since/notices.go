package since

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
)

// notices tells of those that were written on, as they stand.
func (d *drawing) notices() error {
	all, err := read(d, table.Notices)
	for i := range all {
		n := &all[i]
		t := n.Tally()
		r := view.SinceRow{Key: "notice/" + n.ID, At: n.At, New: true, Subject: rules.WordOf(rules.NoticeKindWords, string(n.Kind)),
			What: text.Text{ZH: "%[1]s, 已通知 %[2]d/%[3]d", EN: "%[1]s, %[2]d of %[3]d told"}.With(rules.WordOf(rules.NoticeStateWords, string(n.State)), t.Reached, t.All)}
		if n.State == rules.NoticeOpen {
			r.State, r.Due = rules.Pending, n.Due
			if n.Due != nil {
				r.State = rules.Standing(n.At, *n.Due, d.e.Now)
			}
		}
		d.add("notice", r)
	}
	return err
}
