package handovers

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
)

// ownNotices is how many notices have a line of their own, ownNames how many of those who have
// not confirmed such a line names. Ours.
const (
	ownNotices = 20
	ownNames   = 20
)

// notices that are being passed on go to the next shift, which goes on ringing: each line says
// who has not confirmed.
func (d *drawing) notices() error {
	open, err := table.By(d.r, table.Notices, "open")
	if err != nil {
		return err
	}
	var rest []string
	for i := range open {
		n := &open[i]
		if i >= ownNotices {
			rest = append(rest, n.ID)
			continue
		}
		t := n.Tally()
		l := rules.Line{Key: "notice/" + n.ID, Section: rules.SectionAction, Due: n.Due, Overdue: n.Late(d.scene.Now),
			Title: text.Text{ZH: "传达通知 %[1]s %[2]s 已通知 %[3]d/%[4]d", EN: "notice %[1]s, %[2]s: %[3]d of %[4]d told"}.
				With(tail(n.ID), rules.WordOf(rules.NoticeKindWords, string(n.Kind)), t.Reached, t.All),
			Detail: []text.Text{told(n.Text)}}
		more := 0
		for j := range n.Receivers {
			r := &n.Receivers[j]
			if !r.Reached() && len(l.Detail) > ownNames {
				more++
				continue
			}
			switch {
			case r.Reached():
			case r.Explained != nil:
				l.Detail = append(l.Detail, text.Text{ZH: "%[1]s: 已说明 %[2]s", EN: "%[1]s: explained, %[2]s"}.With(r.Name, told(r.Explained.Reason)))
			case r.Last() != nil:
				l.Detail = append(l.Detail, text.Text{ZH: "%[1]s: 未接 %[2]s %[3]s", EN: "%[1]s: no answer %[2]s %[3]s"}.With(r.Name, rules.Stamp(r.Last().At), strings.Join(r.Phones, " ")))
			default:
				l.Detail = append(l.Detail, text.Text{ZH: "%[1]s: 未打 %[2]s", EN: "%[1]s: not rung %[2]s"}.With(r.Name, strings.Join(r.Phones, " ")))
			}
		}
		if more > 0 {
			l.Detail = append(l.Detail, text.Text{ZH: "另 %[1]d 个", EN: "%[1]d more"}.With(more))
		}
		d.add(l)
	}
	d.crowd("notice", rules.SectionAction, text.Text{ZH: "传达通知 %[1]s 另 %[2]d 条", EN: "notices of %[1]s: %[2]d more"}, rest)
	return nil
}
