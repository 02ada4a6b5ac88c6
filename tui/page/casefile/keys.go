package casefile

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Keys act on what has the keys; the digits answer only while a question has them, so
// that a digit meant for a page never answers one.
func (p *Page) Keys() binding.Table {
	enter := binding.Binding{Keys: []string{"enter"}, Label: doneText, Help: text.Text{ZH: "选中的一项办好了; 先问: 回答; 先打: 去电", EN: "The selected one is done; on a question: answer; on a number: ring"}, Do: p.enter, Refuse: p.cannotEnter}
	t := binding.Table{enter}
	switch p.focus {
	case ask:
		t[0].Label = text.Text{ZH: "回答", EN: "Answer"}
		for i, a := range answers {
			t = append(t, binding.Binding{Keys: []string{string(rune('1' + i))}, Label: a.label, Help: a.help,
				Do: func() route.Action { return p.answer(a.tri) }, Refuse: p.notYesNo})
		}
	case ring:
		t[0].Label = thisText
	case story:
		t = binding.Table{{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "更正这条", EN: "Correct it"}, Help: text.Text{ZH: "划去记事, 冲销物资, 撤回指示, 更正来电, 写明原因", EN: "Strike a note, reverse goods, take an order back, correct a call: with a reason"}, Do: p.counter, Refuse: p.standing}}
	case owed:
		switch {
		case p.onFold():
			t[0].Label = text.Text{ZH: "展开", EN: "Show"}
			if p.unfolded {
				t[0].Label = text.Text{ZH: "收起", EN: "Fold"}
			}
		case p.onArchive():
			t[0].Label, t[0].Help = archiveText, text.Text{ZH: "缺什么补什么, 四样齐了就算办好", EN: "Add what is lacking; with all four it is done"}
			t = append(t, binding.Binding{Keys: []string{"f9", "d"}, Label: doneText, Help: text.Text{ZH: "档案存在别处, 记为已办", EN: "The archive is kept elsewhere: record it as done"}, Do: p.done, Refuse: p.on("act/")})
		case p.line(p.obligation()) != "":
			t[0].Label, t[0].Help = thisText, text.Text{ZH: "打这个电话, 打通就算办好", EN: "Ring this number; reaching it does the duty"}
			t = append(t, binding.Binding{Keys: []string{"f9", "d"}, Label: doneText, Help: text.Text{ZH: "不打电话, 用别的办法办好了", EN: "Done by other means than a call"}, Do: p.done, Refuse: p.on("act/")})
		}
	}
	next, before := []string{"tab", "right"}, []string{"shift+tab", "left"}
	if p.focus == ring { // the arrows choose among the numbers
		next, before = next[:1], before[:1]
	}
	t = append(t,
		binding.Binding{Keys: []string{"?", "y"}, Label: text.Text{ZH: "缘由", EN: "Why"}, Help: text.Text{ZH: "为什么要办: 条款, 方案, 理解, 情况", EN: "Why it is owed: clauses, plans, readings, facts"}, Do: p.why, Refuse: p.needOwed},
		binding.Binding{Keys: []string{"f6", "c"}, Label: callText, Help: text.Text{ZH: "记一次去电: 打给谁, 通没通, 说了什么", EN: "Log a call out: to whom, reached or not, what was said"}, Do: func() route.Action { return p.call("") }, Refuse: p.can("call.log")},
		binding.Binding{Keys: []string{"f7", "s"}, Label: text.Text{ZH: "进程", EN: "Progress"}, Help: text.Text{ZH: "派人, 到场, 处置, 办结; 回访, 避寒点, 重新打开, 约电, 并案, 专项登记", EN: "Send out, arrived, settle, close; visit, shelters, reopen, plan a call, merge, further records"}, Do: p.progress, Refuse: p.needCase},
		binding.Binding{Keys: next, Label: text.Text{ZH: "换栏", EN: "Pane"}, Help: text.Text{ZH: "在待办, 先问, 先打, 经过之间换", EN: "Change between owed, ask, ring, story"}, Do: func() route.Action { return p.turn(1) }},
		binding.Binding{Keys: before, Label: text.Text{ZH: "上一栏", EN: "Pane before"}, Silent: true, Help: text.Text{ZH: "换到上一栏", EN: "The pane before"}, Do: func() route.Action { return p.turn(-1) }},
		binding.Binding{Keys: []string{"ctrl+g", "g"}, Label: text.Text{ZH: "发放", EN: "Give"}, Help: text.Text{ZH: "给这个人发放物资", EN: "Give goods to this person"}, Do: p.issue, Refuse: p.can("stock.issue")},
		binding.Binding{Keys: []string{"ctrl+e", "e"}, Label: text.Text{ZH: "更正", EN: "Correct"}, Help: text.Text{ZH: "补充或更正人和地点", EN: "Add to or correct person and place"}, Do: p.edit, Refuse: p.can("case.edit")},
		binding.Binding{Keys: []string{"ctrl+f", "f"}, Label: text.Text{ZH: "移送", EN: "Refer"}, Help: text.Text{ZH: "移送给单位: 送出, 收到, 接收, 拒收, 办结, 撤回", EN: "Hand over to an agency: sent, received, accepted, refused, done, revoked"}, Do: p.refer, Refuse: p.needCase},
		binding.Binding{Keys: []string{"ctrl+o", "o"}, Label: text.Text{ZH: "口头指示", EN: "Order"}, Help: text.Text{ZH: "记下领导电话里的指示, 立即生效, 待补签", EN: "Take a leader's word down; it is signed later"}, Do: p.order, Refuse: p.can("order.give")},
		binding.Binding{Keys: []string{"ctrl+p", "p"}, Label: text.Text{ZH: "打印", EN: "Print"}, Help: printHelp(), Do: p.papers, Refuse: p.needCase},
		binding.Binding{Keys: []string{"ctrl+d", "a"}, Label: archiveText, Help: text.Text{ZH: "档案四样: 照片, 证明, 系统录入, 发票单据; 归档, 导出, 撤下", EN: "The archive: photo, proof, system entry, invoice; file, export, strike out"}, Do: p.archive, Refuse: p.needCase},
		binding.Binding{Keys: []string{"ctrl+y"}, Deep: true, Label: text.Text{ZH: "办结前", EN: "To close"}, Help: text.Text{ZH: "列出办结前还要清的, 逐项去办", EN: "List all that stands in the way of closing, each leading to where it is cleared"}, Do: p.closing, Refuse: p.notClosing},
		binding.Binding{Keys: []string{"ctrl+r", "r"}, Deep: true, Label: text.Text{ZH: "回访", EN: "Visit"}, Help: text.Text{ZH: "记一次回访, 下一次从这次算起", EN: "Record a visit to somebody who declined; the next one counts from it"}, Do: p.visit, Refuse: p.can("followup.add")},
		binding.Binding{Keys: []string{"ctrl+w", "w"}, Label: text.Text{ZH: "免办", EN: "Waive"}, Help: text.Text{ZH: "免办选中的一项, 写明原因", EN: "Let the selected obligation go, with a reason"}, Do: p.waive, Refuse: p.on("waive/")},
		binding.Binding{Keys: []string{"esc"}, Stays: true, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "回到上一页", EN: "Back to the page before"}, Do: func() route.Action { return route.Back{} }},
	)
	if p.focus != story {
		t = append(t, binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤销", EN: "Take back"}, Help: text.Text{ZH: "撤销选中一项的已办或免办, 写明原因", EN: "Take a wrong act or waiver back, with a reason"}, Do: p.revoke, Refuse: p.on("revoke/")})
	}
	return append(t, binding.Lists...)
}

// printHelp names the papers of a case.
func printHelp() text.Text {
	var papers []text.Text
	for _, w := range rules.PaperWords {
		if w.Code != string(rules.PaperHandover) {
			papers = append(papers, w.Text)
		}
	}
	return text.Text{ZH: "打印单据: %[1]s; 记签字盖章", EN: "Print %[1]s; note signatures and seals"}.With(papers)
}

// reply is an answer by one key.
type reply struct {
	tri         rules.Tri
	label, help text.Text
}

var answers = []reply{
	{rules.Yes, text.Text{ZH: "是", EN: "yes"}, text.Text{ZH: "答: 是", EN: "Answer yes"}},
	{rules.No, text.Text{ZH: "否", EN: "no"}, text.Text{ZH: "答: 否", EN: "Answer no"}},
	{rules.Unasked, text.Text{ZH: "不明", EN: "unknown"}, text.Text{ZH: "答: 问不出来", EN: "Answer: nobody knows"}},
}

// needCase, needOwed and the others are why a key is grey.
func (p *Page) needCase() *rules.Error {
	if p.c == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) needOwed() *rules.Error {
	if p.obligation() == nil {
		return rules.Refuse(text.Text{ZH: "没有选中待办。", EN: "No obligation is selected."}, "")
	}
	return nil
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.c == nil {
			return p.needCase()
		}
		return p.c.Can[code]
	}
}

// on asks for the selected obligation.
func (p *Page) on(verb string) func() *rules.Error {
	return func() *rules.Error {
		o := p.obligation()
		if o == nil {
			return p.needOwed()
		}
		return p.c.Can[verb+o.Code]
	}
}

func (p *Page) cannotEnter() *rules.Error {
	switch {
	case p.c == nil:
		return p.needCase()
	case p.focus == ask:
		return p.c.Can["case.edit"]
	case p.focus == ring:
		return p.c.Can["call.log"]
	case p.onFold(), p.onArchive():
		return nil
	}
	if err := p.on("act/")(); err != nil || p.line(p.obligation()) == "" {
		return err
	}
	return p.c.Can["call.log"]
}

// notYesNo greys the digits on a question that is not answered by yes or no.
func (p *Page) notYesNo() *rules.Error {
	q := p.question()
	if q == nil {
		return p.needCase()
	}
	if s, ok := rules.FactSpecOf(q.Fact); !ok || s.Kind != rules.FactTri {
		return rules.Refuse(text.Text{ZH: "这一问按 Enter 回答。", EN: "Enter answers this one."}, "")
	}
	if p.asked[q.Fact] {
		return rules.Refuse(text.Text{ZH: "正在存。", EN: "Being saved."}, "")
	}
	return p.c.Can["case.edit"]
}

func (p *Page) enter() route.Action {
	switch p.focus {
	case ask:
		return p.askForm()
	case ring:
		id, _ := p.ring.Selected()
		return p.call(id)
	}
	if p.onFold() {
		return p.turnFold()
	}
	if p.focus == owed && p.onArchive() {
		return p.archive()
	}
	if id := p.line(p.obligation()); id != "" {
		return p.call(id)
	}
	return p.done()
}
