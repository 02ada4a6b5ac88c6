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
