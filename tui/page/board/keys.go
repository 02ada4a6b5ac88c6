package board

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Keys open what is selected and change between what is due and what to ask; those of the
// field alone while it is open.
func (p *Page) Keys() binding.Table {
	if p.due.Typing() {
		return p.due.Keys()
	}
	find := p.due.Keys()
	for i := range find {
		find[i].Silent = true // the footer has what the night needs first
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的一行", EN: "Open the selected line"}, Do: p.open, Refuse: p.closed},
		{Keys: []string{"tab", "shift+tab", "left", "right"}, Label: text.Text{ZH: "待办/先问", EN: "Due/Ask"}, Help: text.Text{ZH: "在待办和先问之间换", EN: "Change between what is due and what to ask"},
			Do: func() route.Action { p.onAsk = !p.onAsk; return nil }, Refuse: p.noAsk},
		{Keys: []string{"f7", "w"}, Label: text.Text{ZH: "预警", EN: "Weather"}, Help: text.Text{ZH: "登记或解除天气预警", EN: "Put a weather warning in force or lift one"}, Do: p.weather, Refuse: p.unread},
		{Keys: []string{"f6", "p"}, Silent: true, Label: text.Text{ZH: "约定去电", EN: "Plan a call"}, Help: text.Text{ZH: "约定几点打给谁, 问什么; 到点在这里提醒", EN: "Keep a call that is to be made at an hour: it is due here then"}, Do: p.plan, Refuse: p.can("call.plan")},
		{Keys: []string{"f9", "q"}, Silent: true, Label: text.Text{ZH: "巡查", EN: "Patrols"}, Help: text.Text{ZH: "巡查: 谁在外, 到站, 返回, 哪里多久没去", EN: "Who is out on patrol, stops, returns, what was covered"}, Do: func() route.Action { return route.To{Page: route.Patrols} }},
		{Keys: []string{"ctrl+d", "d"}, Silent: true, Label: calendarText, Help: text.Text{ZH: "日历: 各方案的到期事项, 节假日和调休", EN: "The dated duties of the plans, holidays and make-up workdays"}, Do: func() route.Action { return route.To{Page: route.Calendar} }},
	}, find...)
}

// closed is why the selected line cannot be opened. An order is for its leader alone, which
// is said before a PIN is asked for.
func (p *Page) closed() *rules.Error {
	id, ok := p.selected()
	if !ok {
		return rules.Refuse(text.Text{ZH: "这里没有可打开的。", EN: "There is nothing to open."}, "")
	}
	if p.onAsk || !strings.HasPrefix(id, "order/") {
		return nil
	}
	if why := p.board.Can["order.sign"]; why != nil {
		return why
	}
	leader := p.board.Rows[p.due.Index()].Subject
	if _, me := p.desk.Actor(); leader.ZH != me {
		return rules.Refuse(text.Text{ZH: "这是 %[1]s 的指示, 只能本人补签。", EN: "This is the order of %[1]s, who alone may sign it."}.With(leader), "")
	}
	return nil
}

func (p *Page) unread() *rules.Error {
	if p.board == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) noAsk() *rules.Error {
	if p.ask.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "没有要问的。", EN: "There is nothing to ask."}, "")
	}
	return nil
}
