package dutylog

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/rules/wording"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// reportLabels are the lines of the reports, short enough for a menu.
var reportLabels = []struct {
	kind         rules.ReportKind
	label, print text.Text
}{
	{rules.ReportNil, text.Text{ZH: "零报告", EN: "Nil report"}, text.Text{ZH: "打印零报告", EN: "Print nil report"}},
	{rules.ReportNight, text.Text{ZH: "昨夜情况", EN: "Night report"}, text.Text{ZH: "打印昨夜情况", EN: "Print night report"}},
}

// write lists what can be written into the log, each by its digit.
func (p *Page) write() route.Action {
	now := p.log.Now
	form := func(open func() *dialog.Form) func() route.Action {
		return func() route.Action { return screen.Show(open()) }
	}
	t := binding.Table{
		{Keys: []string{"1"}, Label: text.Text{ZH: "来访", EN: "Visitor"}, Help: text.Text{ZH: "谁来过, 为什么事", EN: "Who came, and what about"}, Do: form(func() *dialog.Form { return dialog.NewVisit(p.desk, now) })},
		{Keys: []string{"2"}, Label: text.Text{ZH: "查岗", EN: "Duty check"}, Help: text.Text{ZH: "哪里谁打来, 几点几分", EN: "Who rang, and the minute"}, Do: form(func() *dialog.Form { return dialog.NewCheck(p.desk, now) })},
		{Keys: []string{"3"}, Label: text.Text{ZH: "上级通知", EN: "From above"}, Help: text.Text{ZH: "要办的事和期限", EN: "What is to be done, and by when"}, Do: form(func() *dialog.Form { return dialog.NewAbove(p.desk, now) })},
		{Keys: []string{"4"}, Label: text.Text{ZH: "记事", EN: "Note"}, Help: text.Text{ZH: "在本班记一笔", EN: "A line on the shift"}, Do: form(func() *dialog.Form { return dialog.NewNote(p.desk, "") })},
	}
	digit := func() []string { return []string{string(rune('1' + len(t)))} }
	for _, n := range reportLabels {
		t = append(t, binding.Binding{Keys: digit(), Label: n.label, Help: text.Text{ZH: "看, 记已报给谁", EN: "Read it, and mark to whom it was sent"},
			Do: func() route.Action { return p.report(n.kind) }, Refuse: func() *rules.Error { return p.noReport(n.kind) }})
	}
	for _, n := range reportLabels {
		t = append(t, binding.Binding{Keys: digit(), Label: n.print, Help: text.Text{ZH: "A4 网页; 复制文本按 F10", EN: "An A4 page; F10 copies its text"},
			Do: func() route.Action {
				return screen.Print{From: p, Kind: rules.PaperReport, ID: string(n.kind), Draft: true}
			}, Refuse: func() *rules.Error { return p.off(n.kind) }})
	}
	t = append(t, binding.Binding{Keys: digit(), Label: text.Text{ZH: "来访离开", EN: "Visitor leaves"}, Help: text.Text{ZH: "选中的来访几点走的", EN: "When the visitor of the selected line went"},
		Do: func() route.Action { return p.leave() }, Refuse: p.noVisitor})
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "记一笔", EN: "Write"}))
}

// off says that a report is switched off.
func (p *Page) off(kind rules.ReportKind) *rules.Error {
	if p.reports[kind] == nil {
		return rules.Refuse(text.Text{ZH: "%[1]s已停用 (设置里钟点写 24)。", EN: "The %[1]s is switched off (its hour is set to 24)."}.With(rules.WordOf(rules.ReportWords, string(kind))), "")
	}
	return nil
}

func (p *Page) noReport(kind rules.ReportKind) *rules.Error {
	if no := p.off(kind); no != nil {
		return no
	}
	if r := p.reports[kind]; r.Sent != nil {
		return r.Can["report.more"]
	}
	return p.reports[kind].Can["report.send"]
}

// report shows what the report says now, and asks to whom it was sent.
func (p *Page) report(kind rules.ReportKind) route.Action {
	r := p.reports[kind]
	paper := wording.Report(wording.RoomOfReport(r), r)
	title := rules.WordOf(rules.ReportWords, string(kind))
	lines := paper.Lines[1:]
	if r.Sent != nil { // what stands, over what follows it
		lines = append([]text.Text{rules.MayReport(r.Sent).Text}, paper.Lines...)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "%[2]s %[1]s", EN: "%[1]s of %[2]s"}.With(title, rules.Stamp(r.For)), Draft: "report/" + string(kind), Drafts: p.desk,
		Intro: func(env screen.Env, w int) (out []string) {
			for _, l := range lines {
				out = append(out, env.Wrap(env.T(l), w)...)
			}
			return out
		},
		Shape: entry.Fields(append(reportFields(r),
			field.Spec{Name: "receiver", Label: text.Text{ZH: "对方谁收", EN: "Received by"}, Max: command.MaxName, Required: true},
			field.Spec{Name: "to", Label: text.Text{ZH: "报给", EN: "Sent to"}, Max: command.MaxName, Hint: text.Text{ZH: "空着是县值班室", EN: "empty is the county's duty room"}},
			field.Spec{Name: "how", Label: text.Text{ZH: "怎么报", EN: "By"}, Kind: field.Choice, Options: dialog.Options(rules.ReportHowWords), Default: string(rules.ByPhone)},
			dialog.At())...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], p.log.Now)
			return &command.SendReport{Kind: kind, To: v["to"], Receiver: v["receiver"], How: rules.ReportHow(v["how"]), At: at,
				Form: rules.ReportForm(v["form"]), Words: v["words"], Nothing: v["nothing"] == "yes"}, err
		},
		Done: text.Text{ZH: "%[1]s已报", EN: "%[1]s sent"}.With(title),
	}))
}

// reportFields come before those of every report: of one that follows, which it is and its
// words; of the nil report, whether it is sent as nil.
func reportFields(r *view.Report) []field.Spec {
	switch {
	case r.Sent != nil:
		return []field.Spec{
			{Name: "form", Label: text.Text{ZH: "类别", EN: "Kind"}, Kind: field.Choice, Options: dialog.Options(rules.ReportFormWords), Required: true},
			{Name: "words", Label: text.Text{ZH: "内容", EN: "Words"}, Max: 500, Required: true, Hint: text.Text{ZH: "续报写新增的, 更正写哪里错了", EN: "what is new, or what was wrong"}}}
	case r.Kind == rules.ReportNil:
		return []field.Spec{{Name: "nothing", Label: text.Text{ZH: "报什么", EN: "Says"}, Kind: field.Choice, Default: "no", Options: []field.Option{
			{Value: "no", Label: text.Text{ZH: "照上面的", EN: "the above"}}, {Value: "yes", Label: text.Text{ZH: "无情况", EN: "nothing happened"}}}}}
	}
	return nil
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
	case kind == "report" && r.Code == "report.send":
		return &command.StrikeReport{Report: id, Reason: reason}
	case kind == "patrol" && r.Code == "patrol.out":
		return &command.UndoPatrol{Patrol: id, Step: rules.UndoOut, Version: r.Version, Reason: reason}
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

// noVisitor is why the selected line is no visitor who may leave.
func (p *Page) noVisitor() *rules.Error {
	if r := p.selected(); r == nil || !r.Within {
		return rules.Refuse(text.Text{ZH: "先在日志里选中还没走的来访。", EN: "Select a visitor in the log who has not left."}, "")
	}
	return nil
}

func (p *Page) leave() route.Action {
	r := p.selected()
	_, id := rules.Source(r.Key)
	return screen.Show(dialog.NewLeave(p.desk, p.log.Now, id, text.Text{ZH: "%[1]s 来访 %[2]s", EN: "%[2]s, since %[1]s"}.With(rules.Stamp(r.At), r.From)))
}
