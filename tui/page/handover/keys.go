package handover

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/papers"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

var (
	draftHelp = text.Text{ZH: "由在办事项拟出交接稿; 已有草稿则更新, 写过的话保留", EN: "Draw the handover up from live work; words already written stay"}
	wordHelp  = text.Text{ZH: "给选中的一项写一句交代; 要清点的写实点数", EN: "Write the word on the selected line; of a thing what was found"}
)

// Keys follow the state: nobody on duty, nothing drafted, a draft, presented to this
// officer or to another, a sheet of the past.
func (p *Page) Keys() binding.Table {
	var t binding.Table
	add := func(b binding.Binding) { t = append(t, b) }
	switch {
	case p.frozen():
		return binding.Table{{Keys: []string{"enter"}, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "回到上一页; ↑↓ PgUp PgDn 翻看", EN: "Back; arrows, PgUp, PgDn scroll"},
			Do: func() route.Action { return route.Back{} }},
			{Keys: []string{"f6", "l"}, Label: logLabel, Help: text.Text{ZH: "本班值班日志, 带班领导在那里阅签", EN: "The duty log of that shift, where a leader marks it as read"}, Do: p.log}, p.printKey()}
	case p.onOld && p.open():
	case p.duty.Shift == nil:
		add(binding.Binding{Keys: []string{"f5"}, Label: shiftLabel, Help: text.Text{ZH: "现在无人在班, 由我接班", EN: "Nobody is on duty: take the shift"}, Do: p.take, Refuse: p.unread})
	case p.state() == rules.HandoverPresented && p.mine():
		add(binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "接收", EN: "Accept"}, Help: text.Text{ZH: "接收选中的一项", EN: "Accept the selected line"}, Do: p.accept, Refuse: p.onLine("handover.line")})
		add(binding.Binding{Keys: []string{"f6", "a"}, Label: quietLabel, Help: text.Text{ZH: "一次接收所有无待办的条目", EN: "Accept every quiet line at once"}, Do: p.acceptQuiet, Refuse: p.can("handover.line")})
		add(binding.Binding{Keys: []string{"ctrl+e", "q"}, Label: queryLabel, Help: text.Text{ZH: "对选中的一项提问或备注", EN: "Ask or remark on the selected line"}, Do: p.query, Refuse: p.onLine("handover.line")})
		add(binding.Binding{Keys: []string{"f7", "s"}, Label: signLabel, Help: text.Text{ZH: "复述要点, 输入 PIN, 接班", EN: "Read back, sign with the PIN and take over"}, Do: p.sign, Refuse: p.can("handover.accept")})
		add(binding.Binding{Keys: []string{"delete", "r"}, Label: text.Text{ZH: "退回", EN: "Return"}, Help: text.Text{ZH: "退回交班人, 写明原因", EN: "Send it back, with a reason"}, Do: p.giveBack, Refuse: p.can("handover.return")})
	case p.state() == rules.HandoverPresented:
		add(binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "写交代", EN: "Word"}, Help: text.Text{ZH: "给交出后新增或有变的一项写交代, 或重点一样", EN: "Write the word on what came or changed since, or count a thing again"}, Do: p.enter, Refuse: p.onWord})
		add(binding.Binding{Keys: []string{"f7", "s"}, Label: text.Text{ZH: "再交", EN: "Again"}, Help: text.Text{ZH: "有变化或换接班人: 再签字交出, 写过的话保留", EN: "Work went on, or somebody else takes over: sign it over again, the words stay"}, Do: p.present, Refuse: p.can("handover.present")})
		add(binding.Binding{Keys: []string{"delete", "r"}, Label: text.Text{ZH: "退回", EN: "Return"}, Help: text.Text{ZH: "由带班领导退回, 写明原因", EN: "A leader sends it back, with a reason"}, Do: p.giveBack, Refuse: p.can("handover.return")})
	case p.state() == rules.HandoverDraft:
		add(binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "写交代", EN: "Word"}, Help: wordHelp, Do: p.enter, Refuse: p.onWord})
		rest := []string{"f9", "n"}
		if !p.onCounts() {
			rest = []string{"ctrl+n"} // and by the menu: a bare F-key is struck by mistake
		}
		add(binding.Binding{Keys: rest, Silent: !p.onCounts(), Label: text.Text{ZH: "清点相符", EN: "All as booked"}, Help: text.Text{ZH: "未点的备用物资、钥匙、电话都相符", EN: "Reserve, keys and telephones not counted yet are as they should be"}, Do: p.countRest, Refuse: p.can("handover.count")})
		add(binding.Binding{Keys: []string{"f6", "d"}, Label: text.Text{ZH: "更新", EN: "Redraw"}, Help: draftHelp, Do: p.draft, Refuse: p.can("handover.draft")})
		add(binding.Binding{Keys: []string{"f7", "s"}, Label: presentLabel, Help: text.Text{ZH: "签字交出: 接班人, 下一班带班领导, PIN", EN: "Sign it over: who takes it, the next leader, the PIN"}, Do: p.present, Refuse: p.can("handover.present")})
		add(binding.Binding{Keys: []string{"delete", "r"}, Label: text.Text{ZH: "收回", EN: "Withdraw"}, Help: text.Text{ZH: "开错了: 收回草稿, 写明原因; 写过的话保留", EN: "Begun by mistake: take the draft back, with a reason; the words stay"}, Do: p.giveBack, Refuse: p.can("handover.return")})
	default:
		add(binding.Binding{Keys: []string{"f6", "d"}, Label: draftLabel, Help: draftHelp, Do: p.draft, Refuse: p.can("handover.draft")})
	}
	if p.onOld || !p.open() {
		add(binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "看交接单", EN: "See the sheet"}, Help: text.Text{ZH: "打开选中的交接单", EN: "Open the selected sheet"}, Do: p.openOld, Refuse: p.noOld})
	}
	if p.duty.Shift != nil && !p.onOld {
		add(binding.Binding{Keys: []string{"ctrl+o", "c"}, Label: text.Text{ZH: "班组", EN: "Crew"}, Help: text.Text{ZH: "更正本班带班, 副班, 司机, 写明原因", EN: "Correct who leads, helps and drives in this shift, with a reason"}, Do: p.crew, Refuse: p.can("shift.crew")})
	}
	if p.duty.Shift != nil && !p.onOld {
		t = append(t, p.passingKeys()...)
	}
	if p.open() {
		add(binding.Binding{Keys: []string{"tab", "left", "right"}, Label: text.Text{ZH: "历次", EN: "Past ones"}, Help: text.Text{ZH: "在本次和历次交接之间换", EN: "Change between this handover and the past ones"},
			Do: func() route.Action { p.onOld = !p.onOld; return nil }})
	}
	if p.h != nil && p.h.Handover.ID != "" {
		add(p.printKey())
	}
	return append(t, binding.Lists...)
}

// log goes to the log of the shift of a sheet.
func (p *Page) log() route.Action { return route.To{Page: route.Log, ID: p.h.Handover.Shift} }

// printKey opens the paper of the handover.
func (p *Page) printKey() binding.Binding {
	return binding.Binding{Keys: []string{"ctrl+p", "p"}, Label: text.Text{ZH: "打印", EN: "Print"}, Help: text.Text{ZH: "打印交接班记录, 签字前是草稿; 记签字盖章", EN: "Print the handover sheet, a draft before it is signed; note signatures"},
		Do: func() route.Action { return screen.Show(papers.OfHandover(p.desk, p.id)) }, Refuse: p.unread}
}

func (p *Page) unread() *rules.Error {
	if !p.read {
		return screen.Unread()
	}
	return nil
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		switch {
		case !p.read:
			return p.unread()
		case p.h == nil:
			return nil
		}
		return p.h.Can[code]
	}
}

func (p *Page) onLine(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.line() == nil {
			return rules.Refuse(text.Text{ZH: "没有选中的条目。", EN: "No line is selected."}, "")
		}
		return p.can(code)()
	}
}

func (p *Page) noOld() *rules.Error {
	if p.old.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "还没有交接单。", EN: "There is no sheet yet."}, "")
	}
	return nil
}

func (p *Page) openOld() route.Action {
	id, _ := p.old.Selected()
	return route.To{Page: route.Handover, ID: id}
}
