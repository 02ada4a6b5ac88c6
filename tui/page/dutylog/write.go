package dutylog

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// write lists what can be written into the log, each by its digit.
func (p *Page) write() route.Action {
	now := p.log.Now
	form := func(open func() *dialog.Form) func() route.Action {
		return func() route.Action { return screen.Show(open()) }
	}
	return screen.Show(dialog.NewMenu(binding.Table{
		{Keys: []string{"1"}, Label: text.Text{ZH: "来访", EN: "Visitor"}, Help: text.Text{ZH: "谁来过, 为什么事", EN: "Who came, and what about"}, Do: form(func() *dialog.Form { return dialog.NewVisit(p.desk, now) })},
		{Keys: []string{"2"}, Label: text.Text{ZH: "查岗", EN: "Duty check"}, Help: text.Text{ZH: "哪里谁打来, 几点几分", EN: "Who rang, and the minute"}, Do: form(func() *dialog.Form { return dialog.NewCheck(p.desk, now) })},
		{Keys: []string{"3"}, Label: text.Text{ZH: "上级通知", EN: "From above"}, Help: text.Text{ZH: "要办的事和期限", EN: "What is to be done, and by when"}, Do: form(func() *dialog.Form { return dialog.NewAbove(p.desk, now) })},
		{Keys: []string{"4"}, Label: text.Text{ZH: "记事", EN: "Note"}, Help: text.Text{ZH: "在本班记一笔", EN: "A line on the shift"}, Do: form(func() *dialog.Form { return dialog.NewNote(p.desk, "") })},
	}).Titled(text.Text{ZH: "记一笔", EN: "Write"}))
}

// struck is the command that strikes the selected line out; nil where its own page corrects
// it.
func (p *Page) struck(reason string) command.Command {
	r := p.selected()
	if r == nil {
		return nil
	}
	switch kind, id := rules.Source(r.Key); {
	case kind == "note" && r.Code == "note.add":
		return &command.StrikeNote{Note: id, Reason: reason}
	case kind == "call" && r.Code == "call.log":
		return &command.StrikeCall{Call: id, Reason: reason}
	case kind == "order" && r.Code == "order.give":
		return &command.StrikeOrder{Order: id, Reason: reason}
	case kind == "patrol" && r.Code == "patrol.out":
		return &command.UndoPatrol{Patrol: id, Step: rules.UndoOut, Reason: reason}
	}
	return nil
}

func (p *Page) unstruck() *rules.Error {
	r := p.selected()
	switch {
	case p.log == nil:
		return screen.Unread()
	case r == nil:
		return rules.Refuse(text.Text{ZH: "没有可划去的。", EN: "There is nothing to strike out."}, "")
	case r.Struck:
		return rules.Refuse(text.Text{ZH: "这一行已划去。", EN: "This line is struck out already."}, "")
	case p.struck("") == nil:
		return rules.Refuse(text.Text{ZH: "这一行在它自己那件里更正 (Enter 打开)。", EN: "This line is corrected where it belongs (Enter opens it)."}, "")
	}
	return nil
}

func (p *Page) strike() route.Action {
	r := p.selected()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "划去: %[1]s", EN: "Strike out: %[1]s"}.With(r.What), Draft: "strike/" + r.Key, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(r.At), r.Words)),
		Make:  func(reason string) (command.Command, *rules.Error) { return p.struck(reason), nil },
		Done:  text.Text{ZH: "已划去", EN: "struck out"},
	}))
}
