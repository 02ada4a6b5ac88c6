package fakedesk

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Comes makes whoever signs in come to take over.
func (t *Town) Comes() { t.comes = true }

// Since is what has changed: one of each kind.
func (d *Desk) Since() (*view.Since, error) {
	defer d.lock()()
	due := at(2, 11)
	s := &view.Since{Stamp: d.stamp(), After: 12, From: at(8, 0).AddDate(0, 0, -3), Shift: "S20261120-0800", Entries: 102, First: d.t.comes,
		Quiet: []view.SinceCount{{Code: "case.act", Text: command.Told("case.act"), N: 36}, {Code: "call.log", Text: command.Told("call.log"), N: 20}}}
	add := func(kind string, more int, rows ...view.SinceRow) {
		s.Groups = append(s.Groups, view.SinceGroup{Kind: kind, Rows: rows, More: more})
	}
	say := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	add("severe", 0, view.SinceRow{Key: "case/" + CaseID, State: rules.Overdue, Due: &due, Grave: true, What: text.Text{ZH: "立即呼叫120", EN: "call 120 at once"}, Subject: say("汽车站桥洞 无名氏 男 约70岁 神志不清")})
	add("refused", 0, view.SinceRow{Key: "case/C20261123-0002", At: at(21, 34).AddDate(0, 0, -1), Grave: true, What: text.Text{ZH: "新立、拒绝救助", EN: "opened, declined help"}, Subject: say("北渡大桥桥下 康大暑")})
	var many []view.SinceRow
	for i := range 8 {
		many = append(many, view.SinceRow{Key: fmt.Sprintf("case/C20261122-%04d", i+1), At: at(1, i), What: text.Text{ZH: "新立、派人、到场", EN: "opened, sent out, on the scene"}, Subject: say("三号涵洞 无名氏")})
	}
	add("case", 4, many...)
	add("order", 0, view.SinceRow{Key: "order/O20261124-01", At: at(0, 46), State: rules.Pending, What: text.Text{ZH: "待补签: 天亮前不离人", EN: "to be signed: stay till dawn"}, Subject: say("沈岚")})
	add("warning", 0, view.SinceRow{Key: "warning/W20261123-01", At: at(18, 40).AddDate(0, 0, -1), Grave: true, What: text.Text{ZH: "寒潮橙色预警", EN: "cold wave warning, orange"}, Subject: text.Text{ZH: "生效, 至 11-24 06:00", EN: "in force until 11-24 06:00"}})
	add("call", 0, view.SinceRow{Key: "call/" + CallID, At: at(1, 40), State: rules.Pending, What: say("兴隆社区三栋水管爆了"), Subject: say("白露生 19900000031")})
	add("stock", 0, view.SinceRow{Key: "stock/" + Quilt, What: text.Text{ZH: "进 0 出 3, 现有 17床, 低于 20", EN: "in 0, out 3, now 17, below 20"}, Subject: say("棉被"), Grave: true})
	add("handover", 0, view.SinceRow{Key: "handover/H20261123-01", At: at(8, 2).AddDate(0, 0, -1), What: text.Text{ZH: "唐秋实 交 何雨禾, 紧要 2", EN: "唐秋实 to 何雨禾, severe 2"}})
	add("note", 0, view.SinceRow{Key: "note/N20261123-0003", At: at(23, 30).AddDate(0, 0, -1), What: say("巡查 17 处"), Subject: say("何雨禾")})
	return s, nil
}

// Log is the log of the shift on duty, or of the one before.
func (d *Desk) Log(ask view.LogAsk) (*view.Log, error) {
	defer d.lock()()
	const before = "S20261122-0800"
	if ask.Date != "" {
		row := view.LogRow{Seq: 22, At: at(0, 46), Kind: "order", Code: "order.give", What: text.Text{ZH: "口头指示", EN: "oral order"}, Words: "天亮前不离人", By: "何雨禾"}
		return &view.Log{Stamp: d.stamp(), Date: ask.Date, Rows: []view.LogRow{row}, Can: view.Can{"log.read": rules.Refuse(text.Text{ZH: "阅签按班次。", EN: "By shift."}, "")}}, nil
	}
	p := &view.Log{Stamp: d.stamp(), Town: "北渡镇", County: "岚川县", Names: map[string]string{HeYuhe: d.name(HeYuhe), ShenLan: d.name(ShenLan)}, Can: view.Can{}}
	s := rules.Shift{ID: ShiftID, Start: at(8, 0).AddDate(0, 0, -1), End: at(8, 0), Leader: ShenLan, Main: HeYuhe, State: rules.ShiftActive}
	p.Prev, p.Span = before, rules.Span{From: 20, To: 24}
	if ask.Shift == before {
		s.ID, s.Start, s.End, s.State = before, s.Start.AddDate(0, 0, -1), s.Start, rules.ShiftClosed
		p.Prev, p.Next, p.Span = "", ShiftID, rules.Span{From: 10, To: 11}
	} else if ask.Shift != "" && ask.Shift != ShiftID {
		return nil, rules.Missing(text.Text{ZH: "班次", EN: "shift"}, ask.Shift)
	}
	p.Shift = &s
	same := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	p.Rows = []view.LogRow{
		{Seq: p.Span.From, At: s.Start, Kind: "duty", Code: "shift.take", What: command.Told("shift.take"), Done: text.Text{ZH: "带班 沈岚", EN: "leader 沈岚"}, By: "何雨禾"},
		{Seq: p.Span.From + 1, At: s.Start.AddDate(0, 0, 0), Kind: "note", Code: "note.add", What: command.Told("note.add"), Words: "风很大", By: "何雨禾", Struck: true},
	}
	if ask.Shift != before {
		p.Rows = append(p.Rows,
			view.LogRow{Seq: 22, At: at(0, 46), Kind: "order", Code: "order.give", From: same("沈岚"), What: text.Text{ZH: "口头指示", EN: "oral order"}, Words: "天亮前不离人", Done: text.Text{ZH: "待补签", EN: "to be signed"}, By: "何雨禾", Key: "order/O20261124-01"},
			view.LogRow{Seq: 23, At: at(2, 8), Kind: "call", Code: "call.log", From: same("出租车司机 19900000031"), What: text.Text{ZH: "来电", EN: "call in"}, Words: "桥洞下躺着个老头, 说话不清楚", Done: text.Text{ZH: "归入事项 1124-0004", EN: "case 1124-0004"}, By: "何雨禾", Key: "case/" + CaseID},
			view.LogRow{Seq: 24, At: at(2, 10), Kind: "stock", Code: "stock.issue", What: command.Told("stock.issue"), Done: text.Text{ZH: "棉被 2床 自 值班室备用", EN: "2 床 of 棉被 from 值班室备用"}, By: "何雨禾", Key: "stock/" + Quilt})
	}
	hand := rules.Hand{Officer: d.who.ID, Name: d.who.Name, Roles: d.who.Roles, At: d.t.now}
	for _, m := range d.t.marks {
		if m.Shift == s.ID {
			p.Readings = append(p.Readings, m)
			p.Can["log.unread/"+m.ID] = m.MayStrike(hand)
		}
	}
	p.Can["log.read"] = s.MayRead(hand, p.Span, p.Readings)
	for _, r := range p.Rows {
		if r.Seq > rules.ReadUpto(p.Readings) {
			p.Unread++
		}
	}
	return p, nil
}

// readings runs the commands on the marks of leaders. ours is false for any other command.
func (d *Desk) readings(cmd command.Command) (id string, ours bool, err error) {
	t := d.t
	hand := rules.Hand{Officer: d.who.ID, Name: d.who.Name, Roles: d.who.Roles, At: t.now}
	switch c := cmd.(type) {
	case *command.ReadLog:
		if c.PIN != PIN {
			return "", true, &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
		}
		log := rules.Span{From: 20, To: 24}
		if c.Shift != ShiftID {
			log = rules.Span{From: 10, To: 11}
		}
		m, e := (&rules.Shift{ID: c.Shift}).Read(hand, log, c.Upto, c.Words, nil)
		if e != nil {
			return "", true, e
		}
		m.ID = fmt.Sprintf("Y20261124-%02d", len(t.marks)+1)
		t.marks = append(t.marks, *m)
		return m.ID, true, nil
	case *command.UnreadLog:
		for i := range t.marks {
			if t.marks[i].ID == c.Reading {
				if e := t.marks[i].Strike(hand, c.Reason); e != nil {
					return "", true, e
				}
				return c.Reading, true, nil
			}
		}
		return "", true, rules.Missing(text.Text{ZH: "阅签", EN: "reading"}, c.Reading)
	}
	return "", false, nil
}
