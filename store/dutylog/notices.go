package dutylog

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// notice is a step of passing a notice on: who was told what, by which number, at which minute.
func (d *drawing) notice(x *tx.Entry, b *body, r *view.LogRow) error {
	n, ok, err := table.Notices.Find(d.v, written(x, table.Notices.Name))
	if err != nil || !ok {
		return err
	}
	r.Key, r.From = "notice/"+n.ID, same(tail(n.ID))
	who := b.Receiver
	if no, err := strconv.Atoi(who); err == nil && no >= 1 && no <= len(n.Receivers) {
		who = n.Receivers[no-1].Name
	}
	switch x.Code {
	case "notice.new":
		r.Words = n.Text
		r.Done = text.Text{ZH: "%[1]s, 共 %[2]d 个", EN: "%[1]s, to %[2]d"}.With(rules.WordOf(rules.NoticeKindWords, string(n.Kind)), len(n.Receivers))
	case "notice.result":
		r.Words = b.Said
		r.Done = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(who, rules.WordOf(rules.NoticeResultWords, b.Result))
		for i := range n.Receivers {
			for _, t := range n.Receivers[i].Tries {
				if t.Seq == x.Seq {
					r.At, r.Struck = t.At, t.Struck != ""
					r.Done = text.Text{ZH: "%[1]s: %[2]s %[3]s", EN: "%[1]s: %[2]s %[3]s"}.With(n.Receivers[i].Name, rules.WordOf(rules.NoticeResultWords, string(t.Result)), t.Phone)
				}
			}
		}
	case "notice.confirm":
		for i := range n.Receivers {
			for _, t := range n.Receivers[i].Tries {
				if t.Seq == x.Seq {
					r.Words, r.Done, r.Struck = t.Said, same(n.Receivers[i].Name), t.Struck != ""
				}
			}
		}
	case "notice.explain", "notice.correct":
		r.Done = same(who)
		if b.Result != "" {
			r.Done = text.Text{ZH: "%[1]s: 改为 %[2]s", EN: "%[1]s: now %[2]s"}.With(who, rules.WordOf(rules.NoticeResultWords, b.Result))
		}
	}
	return nil
}
