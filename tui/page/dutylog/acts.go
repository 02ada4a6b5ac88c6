package dutylog

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// read asks for the leader's PIN and a remark; where an earlier line is selected, also up to
// where.
func (p *Page) read() route.Action {
	shift, upto := p.log.Shift.ID, uint64(0)
	shape := []field.Spec{{Name: "words", Label: text.Text{ZH: "意见", EN: "Remark"}, Max: command.MaxLine, Hint: text.Text{ZH: "可以不写", EN: "may stay empty"}}}
	if r := p.selected(); r != nil && r.Seq != p.log.Rows[len(p.log.Rows)-1].Seq {
		upto = r.Seq
		shape = append(shape, field.Spec{Name: "upto", Label: text.Text{ZH: "阅到", EN: "Up to"}, Kind: field.Choice, Default: "all", Options: []field.Option{
			{Value: "all", Label: text.Text{ZH: "全部", EN: "its end"}}, {Value: "line", Label: text.Text{ZH: "选中的 %[1]s", EN: "the selected line, %[1]s"}.With(rules.Stamp(r.At))}}})
	}
	shape = append(shape, field.Spec{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true})
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "阅签 %[1]s 的日志", EN: "Mark the log of %[1]s as read"}.With(shift),
		Intro: dialog.Lead(text.Text{ZH: "凭本人 PIN。阅签不影响办理, 可以晚签, 可以撤回。", EN: "By your own PIN. It holds nothing up, may come late, and can be taken back."}), Focus: "pin",
		Shape: entry.Fields(shape...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.ReadLog{Shift: shift, Words: v["words"], PIN: v["pin"]}
			if v["upto"] == "line" {
				c.Upto = upto
			}
			return c, nil
		},
		Done: text.Text{ZH: "已阅签", EN: "read"},
	}))
}

// mark is the newest mark of the person at the desk that stands, nil for none.
func (p *Page) mark() *rules.Reading {
	if p.log == nil {
		return nil
	}
	me, _ := p.desk.Actor()
	for i := range slices.Backward(p.log.Readings) {
		if m := &p.log.Readings[i]; m.By == me && m.Stands() {
			return m
		}
	}
	return nil
}

func (p *Page) noMark() *rules.Error {
	m := p.mark()
	if m == nil {
		return rules.Refuse(text.Text{ZH: "您没有阅签过这一班的日志。", EN: "There is no mark of yours on this log."}, "")
	}
	return p.log.Can["log.unread/"+m.ID]
}

func (p *Page) back() route.Action {
	id := p.mark().ID
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(backLabel, id), Draft: "unread/" + id, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.UnreadLog{Reading: id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "阅签已撤回", EN: "the mark was taken back"},
	}))
}

var (
	readLabel = text.Text{ZH: "阅签", EN: "Mark read"}
	backLabel = text.Text{ZH: "撤回阅签", EN: "Take the mark back"}
)
