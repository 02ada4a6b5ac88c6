package dialog

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// Term is the field of until when something is to be done; Until reads it.
func Term(required bool) field.Spec {
	return field.Spec{Name: "term", Label: text.Text{ZH: "期限", EN: "By"}, Kind: field.DateTime, Sense: text.Ahead, Required: required, Hint: text.Text{ZH: "17:00, 或 明天 8:00; 没有就空着", EN: "17:00, or tomorrow 8:00; empty for none"}}
}

// contact is a short form of what reaches the desk in one way: unit and name first.
func contact(drafts entry.Drafts, now time.Time, kind rules.CallKind, title text.Text, lead text.Text, more ...field.Spec) *Form {
	shape := append([]field.Spec{
		{Name: "caller.unit", Label: text.Text{ZH: "单位", EN: "Unit"}, Max: 30},
		{Name: "caller.name", Label: text.Text{ZH: "姓名", EN: "Name"}, Max: 30},
	}, more...)
	return NewForm(FormOptions{
		Title: title, Draft: "log/" + string(kind), Drafts: drafts, Intro: Lead(lead), Shape: entry.Fields(append(shape, At())...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := When("at", v["at"], now)
			if err != nil {
				return nil, err
			}
			c := &command.LogCall{Kind: kind, Said: v["said"], Caller: rules.Caller{Unit: v["caller.unit"], Name: v["caller.name"], Phone: v["caller.phone"]}, At: at}
			c.Term, err = Until("term", v["term"], now)
			if c.Nothing = v["open"] == "no"; err == nil {
				c.Left, err = When("left", v["left"], now)
			}
			return c, err
		},
		Done: title,
	})
}

var (
	contactPhone = field.Spec{Name: "caller.phone", Label: text.Text{ZH: "电话", EN: "Telephone"}, Kind: field.Phone, Check: Phone}
	contactSaid  = field.Spec{Name: "said", Label: text.Text{ZH: "内容", EN: "About"}, Kind: field.Note, Rows: 3, Max: 4000}
)

// NewVisit writes a visitor down; what is left to do keeps it open.
func NewVisit(drafts entry.Drafts, now time.Time) *Form {
	return contact(drafts, now, rules.CallVisit, text.Text{ZH: "来访登记", EN: "A visitor"},
		text.Text{ZH: "来访的谁, 为什么事。要立案的用登记 (F2)。", EN: "Who came, and what about. Use F2 where a case comes of it."}, contactPhone, contactSaid,
		field.Spec{Name: "open", Label: text.Text{ZH: "还要办吗", EN: "To do"}, Kind: field.Choice, Default: "yes", Options: []field.Option{
			{Value: "yes", Label: text.Text{ZH: "要办", EN: "something is left to do"}}, {Value: "no", Label: text.Text{ZH: "无需办理", EN: "nothing"}}}},
		field.Spec{Name: "left", Label: text.Text{ZH: "离开", EN: "Left at"}, Kind: field.DateTime, Hint: text.Text{ZH: "还在就空着, 走时再记", EN: "empty while still here"}})
}

// NewCheck writes down that the desk was rung to see who picks up (查岗): who, and the minute.
func NewCheck(drafts entry.Drafts, now time.Time) *Form {
	return contact(drafts, now, rules.CallCheck, text.Text{ZH: "查岗登记", EN: "A duty check"},
		text.Text{ZH: "哪里谁来查岗, 几点几分; 记下即办完。", EN: "Who rang, and the minute; nothing is left to do."}, contactPhone,
		field.Spec{Name: "said", Label: text.Text{ZH: "内容", EN: "About"}, Max: 300, Hint: text.Text{ZH: "可空着", EN: "may stay empty"}})
}

// NewAbove takes down what is asked from above, with its term: open until it is done.
func NewAbove(drafts entry.Drafts, now time.Time) *Form {
	return contact(drafts, now, rules.CallNotice, text.Text{ZH: "上级通知", EN: "A word from above"},
		text.Text{ZH: "有期限的到点提醒, 办完前一直在值班室和交接里。", EN: "With a term it falls due; until it is done it stands on the board and in the handover."}, contactPhone,
		field.Spec{Name: "said", Label: text.Text{ZH: "要办什么", EN: "What to do"}, Kind: field.Note, Rows: 3, Max: 4000, Required: true}, Term(false))
}

// NewLeave notes when a visitor went.
func NewLeave(drafts entry.Drafts, now time.Time, call string, who text.Text) *Form {
	return NewForm(FormOptions{
		Title: text.Text{ZH: "来访离开", EN: "A visitor leaves"}, Draft: "log/left/" + call, Drafts: drafts, Intro: Lead(who), Shape: entry.Fields(At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := When("at", v["at"], now)
			return &command.LeaveVisit{Call: call, At: at}, err
		},
		Done: text.Text{ZH: "已记离开", EN: "left"},
	})
}
