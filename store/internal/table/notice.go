package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Notices are the messages that are passed on to many; "open" leads to those that are not
// reached or explained by all, "on/" to those of a warning, an order or a call,
// "alone" to the calls to people living alone.
var Notices = &tx.Table[rules.Notice]{Name: "notice", Noun: text.Text{ZH: "通知", EN: "notice"},
	Meta: func(v *rules.Notice) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Notice) []string {
		var out []string
		if v.State == rules.NoticeOpen {
			out = append(out, "open")
		}
		if v.On != "" && v.State != rules.NoticeWithdrawn {
			out = append(out, "on/"+v.On)
		}
		if v.Kind == rules.NoticeAlone && v.State != rules.NoticeWithdrawn {
			out = append(out, "alone")
		}
		return out
	}}

// NoticeHead is an open notice without its dial list, with the count of it: what the board says
// of one costs no more when hundreds are rung.
func NoticeHead(r tx.Reader, id string) (*rules.Notice, bool, error) {
	n, ok, err := Notices.Head(r, id, "receivers")
	if err != nil || !ok || n.Count != nil {
		return n, ok, err
	}
	if n, ok, err = Notices.Find(r, id); ok { // written before the count was kept
		t := n.Tally()
		n.Count = &t
	}
	return n, ok, err
}
