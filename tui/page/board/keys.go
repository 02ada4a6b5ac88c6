package board

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
)

// Keys open what is selected and change between what is due and what to ask.
func (p *Page) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的一行", EN: "Open the selected line"}, Do: p.open, Refuse: p.nothing},
		{Keys: []string{"tab", "shift+tab", "left", "right"}, Label: text.Text{ZH: "待办/先问", EN: "Due/Ask"}, Help: text.Text{ZH: "在待办和先问之间换", EN: "Change between what is due and what to ask"},
			Do: func() route.Action { p.onAsk = !p.onAsk; return nil }, Refuse: p.noAsk},
		{Keys: []string{"f7", "w"}, Label: text.Text{ZH: "预警", EN: "Weather"}, Help: text.Text{ZH: "登记或解除天气预警", EN: "Put a weather warning in force or lift one"}, Do: p.weather, Refuse: p.unread},
	}, binding.Lists...)
}

func (p *Page) nothing() *rules.Error {
	if p.list().Len() == 0 {
		return rules.Refuse(text.Text{ZH: "这里没有可打开的。", EN: "There is nothing to open."}, "")
	}
	return nil
}

func (p *Page) unread() *rules.Error {
	if p.board == nil {
		return rules.Refuse(readingText, "")
	}
	return nil
}

func (p *Page) noAsk() *rules.Error {
	if p.ask.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "没有要问的。", EN: "There is nothing to ask."}, "")
	}
	return nil
}
