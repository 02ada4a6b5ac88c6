package roster

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// people are who may be chosen.
func (p *Page) people(leads bool) []field.Option {
	var out []field.Option
	for _, o := range p.r.People {
		if !leads || o.Leads {
			out = append(out, field.Option{Value: o.ID, Label: text.Text{ZH: o.Name, EN: o.Name}})
		}
	}
	return out
}

func (p *Page) enter() route.Action {
	switch {
	case p.slip() != nil:
		return p.consent()
	case p.r.State == roster.Published:
		return p.cell()
	}
	return p.set()
}

// set asks who has a post of the selected turn.
func (p *Page) set() route.Action {
	t, version := *p.turn(), p.r.Version
	post := p.where(&t)
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "定 %[1]s 的班", EN: "Turn of %[1]s"}.With(t.Key), First: entry.Values{"post": string(post)},
		Intro: dialog.Lead(text.Text{ZH: "自动排班不动手工定的; 人空着就留给自动排。", EN: "Generating leaves what is set by hand; nobody leaves the post to it."}),
		Shape: func(v entry.Values) []field.Spec {
			who := field.Spec{Name: "officers", Label: text.Text{ZH: "谁", EN: "Who"}, Kind: field.Choice, Options: p.people(v["post"] == string(roster.Leader)), Free: v["post"] == string(roster.Driver)}
			if v["post"] == string(roster.Deputy) || v["post"] == string(roster.Standby) {
				who.Kind, who.Free = field.Multi, false
			}
			return []field.Spec{{Name: "post", Label: text.Text{ZH: "岗位", EN: "Post"}, Kind: field.Choice, Options: dialog.Options(roster.PostWords), Required: true}, who}
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.SetTurn{Turn: t.Key, Post: roster.Post(v["post"]), Officers: split(v["officers"]), Version: version}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已定 %[1]s", EN: "Set %[1]s"}.With(t.Key) },
	}))
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、 ", r) })
}

// swap asks for a slip on the selected turn.
func (p *Page) swap() route.Action {
	t := *p.turn()
	var crew []field.Option
	for _, id := range append(t.Crew(), t.Standby...) {
		crew = append(crew, field.Option{Value: id, Label: text.Text{ZH: p.r.Names[id], EN: p.r.Names[id]}})
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "调班单 %[1]s", EN: "Swap slip, %[1]s"}.With(t.Key), Draft: "swap/" + t.Key, Drafts: p.desk, First: entry.Values{"officer": p.holder(&t)},
		Shape: entry.Fields(
			field.Spec{Name: "officer", Label: text.Text{ZH: "谁的班", EN: "Whose"}, Kind: field.Choice, Options: crew, Required: true},
			field.Spec{Name: "to", Label: text.Text{ZH: "谁来接", EN: "Taken by"}, Kind: field.Choice, Options: p.people(false), Required: true},
			dialog.ReasonField(true),
			field.Spec{Name: "back", Label: text.Text{ZH: "换哪个班", EN: "In return"}, Max: 20, Check: p.checkTurn, Hint: text.Text{ZH: "对调时写对方的班, 如 12-05; 替班空着", EN: "the other's turn, as 12-05; empty without"}},
			field.Spec{Name: "now", Label: text.Text{ZH: "紧急", EN: "At once"}, Kind: field.Choice, Options: dialog.Options(rules.YesNoWords), Hint: text.Text{ZH: "是: 马上生效, 由接班本人或带班写", EN: "yes: in force at once; by the one who takes over, or a leader"}},
		),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			back, wrong := p.backTurn(v["back"])
			if wrong != nil {
				return nil, wrong
			}
			return &command.AskSwap{Turn: t.Key, Officer: v["officer"], To: v["to"], Back: back, Now: v["now"] == "1", Reason: v["reason"]}, nil
		},
		Said: func(m screen.Saved) text.Text {
			c, _ := m.Command.(*command.AskSwap)
			switch {
			case c != nil && c.Now:
				return text.Text{ZH: "已换班, 马上生效, 调班单 %[1]s", EN: "Swapped at once by slip %[1]s"}.With(m.Result.ID)
			case c != nil && c.To != p.r.Me && p.r.Names[c.To] != "":
				return text.Text{ZH: "调班单 %[1]s, 等 %[2]s 登录后同意", EN: "Slip %[1]s waits for %[2]s to sign in and accept"}.With(m.Result.ID, p.r.Names[c.To])
			}
			return text.Text{ZH: "调班单 %[1]s, 等您同意", EN: "Slip %[1]s is for you to accept"}.With(m.Result.ID)
		},
	}))
}

// consent accepts or approves the selected slip, after asking.
func (p *Page) consent() route.Action {
	s := *p.slip()
	title, cmd := text.Text{ZH: "批准调班", EN: "Approve the swap"}, command.Command(&command.ApproveSwap{Slip: s.ID})
	said := text.Text{ZH: "已批准, 已换班", EN: "Approved, the turn is passed on"}
	if s.InForce() {
		said = text.Text{ZH: "已批准", EN: "Approved"}
	}
	if p.answer() == "roster.accept" {
		title, cmd = text.Text{ZH: "同意接班", EN: "Accept the turn"}, &command.AcceptSwap{Slip: s.ID}
		said = text.Text{ZH: "已同意, 待带班领导批准", EN: "Accepted; a leader has to approve it"}
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{Title: title, Intro: dialog.Lead(text.Text{ZH: "%[1]s。%[2]s", EN: "%[1]s. %[2]s"}.With(s.What, s.Reason)), First: entry.Values{"yes": "1"},
		Shape: entry.Fields(field.Spec{Name: "yes", Label: text.Text{ZH: "同意", EN: "Agreed"}, Kind: field.Choice, Options: dialog.Options(rules.YesNoWords), Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if v["yes"] != "1" {
				return nil, rules.Bad("yes", text.Text{ZH: "不同意请按 Esc, 再按 Ctrl+O 写原因。", EN: "To refuse press Esc, then Ctrl+O and give the reason."})
			}
			return cmd, nil
		},
		Said: func(screen.Saved) text.Text { return said },
	}))
}

func (p *Page) refuse() route.Action {
	s := *p.slip()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "不同意调班", EN: "Refuse the swap"}, Intro: dialog.Lead(s.What),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.RefuseSwap{Slip: s.ID, Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已答复不同意", EN: "Refused"} },
	}))
}

// undo takes the selected slip back, or makes the published month a draft again.
func (p *Page) undo() route.Action {
	month, version := p.r.Month, p.r.Version
	o := dialog.ReasonOptions{Title: text.Text{ZH: "撤回 %[1]s 的排班", EN: "Withdraw the roster of %[1]s"}.With(month),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.WithdrawRoster{Month: month, Reason: reason, Version: version}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已撤回为草稿", EN: "A draft again"} }}
	if p.panel == slips {
		s := *p.slip()
		o.Title, o.Intro = text.Text{ZH: "撤销 %[1]s", EN: "Undo %[1]s"}.With(s.ID), dialog.Lead(s.What)
		o.Make = func(reason string) (command.Command, *rules.Error) {
			return &command.UndoSlip{Slip: s.ID, Reason: reason}, nil
		}
		o.Said = func(screen.Saved) text.Text { return text.Text{ZH: "已撤销 %[1]s", EN: "Undone %[1]s"}.With(s.ID) }
	}
	return screen.Show(dialog.NewReason(o))
}

// generate asks through which month.
func (p *Page) generate() route.Action {
	month, version := p.r.Month, p.r.Version
	if version == 0 {
		version = command.NoneYet
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{Title: text.Text{ZH: "自动排班 %[1]s", EN: "Generate %[1]s"}.With(month), First: entry.Values{"through": month},
		Intro: dialog.Lead(text.Text{ZH: "按夜班、周末、法定节假日轮流分摊; 手工定的不动。一起排几个月更均匀。", EN: "Nights, weekends and statutory days are shared; what is set by hand stays. Several months together come out more even."}),
		Shape: entry.Fields(field.Spec{Name: "through", Label: text.Text{ZH: "排到几月", EN: "Through"}, Max: 12, Required: true, Hint: text.Text{ZH: "2026-12", EN: "2026-12"}}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.GenerateRoster{Month: month, Through: v["through"], Version: version}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已排 %[1]s, 看缺口按 Tab", EN: "Filled %[1]s; Tab shows the holes"}.With(month)
		},
	}))
}

// publish asks for the signature, and with faults why it goes out all the same.
func (p *Page) publish() route.Action {
	month, version, n := p.r.Month, p.r.Version, len(p.r.Faults)
	o := dialog.FormOptions{Title: text.Text{ZH: "发布 %[1]s 的排班", EN: "Publish %[1]s"}.With(month),
		Intro: dialog.Lead(text.Text{ZH: "发布后每天谁在班照这张表; 要改办调班单。", EN: "From then on the table says who is on duty; it changes by swap slips."})}
	specs := []field.Spec{{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true}}
	if n > 0 {
		o.Intro = dialog.Lead(text.Text{ZH: "还有 %[1]d 处问题, 按 Tab 可看。照样发布要写原因。", EN: "%[1]d faults are left, see Tab. To publish all the same say why."}.With(n))
		specs = append(specs, dialog.ReasonField(false))
	}
	o.Shape = entry.Fields(specs...)
	o.Make = func(v entry.Values) (command.Command, *rules.Error) {
		return &command.PublishRoster{Month: month, PIN: v["pin"], Reason: v["reason"], Version: version}, nil
	}
	o.Said = func(screen.Saved) text.Text {
		return text.Text{ZH: "%[1]s 的排班已发布", EN: "The roster of %[1]s is published"}.With(month)
	}
	return screen.Show(dialog.NewForm(o))
}

// print asks in which form the month is written.
func (p *Page) print() route.Action {
	job := func(kind rules.PaperKind, id string) func() route.Action {
		return func() route.Action { return screen.Print{From: p, Kind: kind, ID: id, Draft: true} }
	}
	month := p.r.Month
	t := binding.Table{
		{Keys: []string{"1"}, Label: text.Text{ZH: "值班安排表", EN: "Duty table"}, Help: text.Text{ZH: "A4 网页, 姓名 职务 电话", EN: "An A4 page with names, posts and telephones"}, Do: job(roster.PaperTable, month)},
		{Keys: []string{"2"}, Label: text.Text{ZH: "日历文件", EN: "Calendar file"}, Help: text.Text{ZH: "全部的班, 手机日历可以导入", EN: "Every turn, for the calendar of a telephone"}, Do: job(roster.PaperCalendar, month)},
	}
	if p.r.Me != "" {
		t = append(t, binding.Binding{Keys: []string{"3"}, Label: text.Text{ZH: "我的日历", EN: "My calendar"}, Help: text.Text{ZH: "只有本人的班", EN: "One's own turns alone"}, Do: job(roster.PaperCalendar, month+"/"+p.r.Me)})
	}
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "打印 %[1]s", EN: "Print %[1]s"}.With(month)))
}

// leave asks who is away from when to when, of the selected turn first.
func (p *Page) leave() route.Action {
	first := entry.Values{}
	if t := p.turn(); t != nil {
		first = entry.Values{"officer": p.absent(t), "first": string(t.Date())}
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{Title: text.Text{ZH: "请假", EN: "Leave"}, Draft: "leave", Drafts: p.desk, First: first,
		Shape: entry.Fields(
			field.Spec{Name: "officer", Label: text.Text{ZH: "谁", EN: "Who"}, Kind: field.Choice, Options: p.people(false), Hint: text.Text{ZH: "空着是本人", EN: "empty: oneself"}},
			field.Spec{Name: "first", Label: text.Text{ZH: "首日", EN: "First day"}, Max: 20, Required: true, Default: first["first"], Check: p.checkDay, Hint: text.Text{ZH: "29, 12-05 或 2026-12-05", EN: "29, 12-05 or 2026-12-05"}},
			field.Spec{Name: "last", Label: text.Text{ZH: "末日", EN: "Last day"}, Max: 20, Check: p.checkDay, Hint: text.Text{ZH: "一天的空着", EN: "empty: one day"}},
			dialog.ReasonField(true)),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			from, wrong := p.day("first", v["first"])
			if wrong != nil {
				return nil, wrong
			}
			to, wrong := p.day("last", v["last"])
			if wrong != nil {
				return nil, wrong
			}
			return &command.GiveLeave{Officer: v["officer"], First: from, Last: to, Reason: v["reason"]}, nil
		},
		Said: func(m screen.Saved) text.Text {
			return p.onLeave(m)
		},
	}))
}

// rules asks how the roster is made.
func (p *Page) rules() route.Action {
	s := p.r.Scheme
	name := func(id string) string { return p.r.Names[id] }
	joined := func(ids []string) string { return strings.Join(ids, ",") }
	var hours []string
	for _, h := range s.Hours {
		hours = append(hours, string(h.From)+"="+strings.Join(h.Starts, ","))
	}
	weekday := "0"
	if s.Weekday {
		weekday = "1"
	}
	multi := func(name string, label, hint text.Text, leads bool) field.Spec {
		return field.Spec{Name: name, Label: label, Hint: hint, Kind: field.Multi, Options: p.people(leads)}
	}
	all := text.Text{ZH: "空着是全部", EN: "empty: everybody"}
	return screen.Show(dialog.NewForm(dialog.FormOptions{Title: text.Text{ZH: "排班规则", EN: "How the roster is made"}, Draft: "roster.rules", Drafts: p.desk,
		First: entry.Values{"deputies": strconv.Itoa(s.Deputies), "standby": strconv.Itoa(s.Standby), "leaders": joined(s.Leaders), "staff": joined(s.Staff), "drivers": joined(s.Drivers), "office": joined(s.Office), "office_end": s.Until,
			"no_nights": joined(s.NoNights), "groups": roster.Joined(s.Groups, name), "weekday": weekday, "together": roster.Joined(s.Together, name), "apart": roster.Joined(s.Apart, name), "hours": strings.Join(hours, "; ")},
		Shape: entry.Fields(
			field.Spec{Name: "deputies", Label: text.Text{ZH: "副班几人", EN: "Deputies"}, Kind: field.Number, Max: 1},
			field.Spec{Name: "standby", Label: text.Text{ZH: "备班几人", EN: "Standby"}, Kind: field.Number, Max: 1},
			multi("leaders", text.Text{ZH: "带班领导", EN: "Leaders"}, all, true), multi("staff", text.Text{ZH: "值班人员", EN: "Staff"}, all, false),
			multi("no_nights", text.Text{ZH: "不排夜班", EN: "No nights"}, text.Text{ZH: "如孕期、哺乳期女职工", EN: "as women expecting or nursing"}, false),
			multi("drivers", text.Text{ZH: "驾驶员", EN: "Drivers"}, text.Text{}, false),
			multi("office", text.Text{ZH: "工作日白天", EN: "Office days"}, text.Text{ZH: "由办公室值的人; 空着也按轮班", EN: "who keeps workdays; empty: by rota"}, false),
			field.Spec{Name: "office_end", Label: text.Text{ZH: "白天到几点", EN: "Office until"}, Max: 5, Hint: text.Text{ZH: "办公室值到几点; 空着 17:00", EN: "when the office goes home; empty: 17:00"}},
			field.Spec{Name: "apart", Label: text.Text{ZH: "不能同班", EN: "Apart"}, Max: 400, Hint: text.Text{ZH: "何雨禾+周立冬; 几对用 ; 隔开", EN: "A+B; pairs divided by ;"}},
			field.Spec{Name: "together", Label: text.Text{ZH: "必须同班", EN: "Together"}, Max: 400},
			field.Spec{Name: "groups", Label: text.Text{ZH: "分组", EN: "Groups"}, Max: 800, Hint: text.Text{ZH: "一组的人用 +, 组间用 ;", EN: "members by +, groups by ;"}},
			field.Spec{Name: "weekday", Label: text.Text{ZH: "组按星期", EN: "By weekday"}, Kind: field.Choice, Options: dialog.Options(rules.YesNoWords)},
			field.Spec{Name: "hours", Label: text.Text{ZH: "换班时间", EN: "Hours"}, Max: 200, Hint: text.Text{ZH: "2026-12-01=08:00,20:00; 空着 08:00 一班", EN: "2026-12-01=08:00,20:00; empty: 08:00"}},
		),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			lists := func(f string) [][]string { return roster.Lists(parts(v[f])) }
			deputies, _ := strconv.Atoi(v["deputies"])
			standby, _ := strconv.Atoi(v["standby"])
			return &command.SetRoster{Hours: roster.ReadHours(parts(v["hours"])), Office: split(v["office"]), Until: v["office_end"], Leaders: split(v["leaders"]), Staff: split(v["staff"]), Drivers: split(v["drivers"]),
				Deputies: deputies, Standby: standby, Groups: lists("groups"), Weekday: v["weekday"] == "1", NoNights: split(v["no_nights"]), Together: lists("together"), Apart: lists("apart"), Version: s.Version}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "排班规则已改, 草稿要重排才变", EN: "Saved; drafts change when generated again"}
		},
	}))
}

func parts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '；' })
}
