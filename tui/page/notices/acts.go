package notices

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// result notes what came of the call to the selected one, without asking further: by the
// number that stands on the screen.
func (p *Page) result(r rules.NoticeResult) route.Action {
	x := p.receiver()
	c := &command.NoteResult{Notice: p.one.Notice.ID, Receiver: strconv.Itoa(x.No), Result: r}
	if seen := len(x.Standing()); rung(r) {
		c.Phone, c.Seen = x.Phone(), &seen
	}
	p.saving = true
	return screen.Save{From: p, Command: c,
		Done: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(x.Name, rules.WordOf(rules.NoticeResultWords, string(r)))}
}

// rung says that a result came by telephone.
func rung(r rules.NoticeResult) bool {
	return r == rules.ResultThrough || r == rules.ResultMissed
}

// lead is the line that a form stands under: who it is.
func lead(r *rules.NoticeReceiver) func(screen.Env, int) []string {
	return dialog.Lead(text.Text{ZH: "%[1]d %[2]s %[3]s %[4]s", EN: "%[1]d %[2]s %[3]s %[4]s"}.With(r.No, r.Name, r.Contact, strings.Join(r.Phones, " ")))
}

// words asks for a result with what was said.
func (p *Page) words() route.Action {
	r, n := *p.receiver(), p.one.Notice
	now := p.all.Now
	var phones []field.Option
	for _, s := range r.Phones {
		phones = append(phones, field.Option{Value: s, Label: text.Text{ZH: s, EN: s}})
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "记结果", EN: "Result"}, Draft: "notice.result/" + n.ID + "/" + strconv.Itoa(r.No), Drafts: p.desk, Intro: lead(&r),
		Shape: entry.Fields(
			field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Kind: field.Choice, Options: dialog.Options(rules.NoticeResultWords), Required: true},
			field.Spec{Name: "said", Label: text.Text{ZH: "对方说", EN: "Said"}, Max: 500},
			field.Spec{Name: "phone", Label: text.Text{ZH: "号码", EN: "Number"}, Kind: field.Choice, Free: true, Options: phones},
			dialog.At(),
		),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			c := &command.NoteResult{Notice: n.ID, Receiver: strconv.Itoa(r.No), Result: rules.NoticeResult(v["result"]), Said: v["said"], Phone: v["phone"], At: at}
			if seen := len(r.Standing()); c.Phone == "" && rung(c.Result) { // a number that was named needs no look
				c.Phone, c.Seen = r.Phone(), &seen
			}
			return c, err
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已记 %[1]s", EN: "Noted: %[1]s"}.With(r.Name) },
	}))
}

// explain asks why the selected one cannot be told.
func (p *Page) explain() route.Action {
	r, n := *p.receiver(), p.one.Notice
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "说明未传达", EN: "Why not told"}, Intro: lead(&r),
		Draft: "notice.explain/" + n.ID + "/" + strconv.Itoa(r.No), Drafts: p.desk, Hint: text.Text{ZH: "如 已请邻村转告", EN: "as: the neighbours pass it on"},
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ExplainReceiver{Notice: n.ID, Receiver: strconv.Itoa(r.No), Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已说明 %[1]s", EN: "Explained: %[1]s"}.With(r.Name)
		}}))
}

// correct takes the last thing on the selected one back, or changes the result.
func (p *Page) correct() route.Action {
	r, n := *p.receiver(), p.one.Notice
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "更正结果", EN: "Correct the result"}, Draft: "notice.correct/" + n.ID + "/" + strconv.Itoa(r.No), Drafts: p.desk, Intro: lead(&r),
		Shape: entry.Fields(dialog.ReasonField(true),
			field.Spec{Name: "result", Label: text.Text{ZH: "改为", EN: "Now"}, Kind: field.Choice, Options: dialog.Options(rules.NoticeResultWords), Hint: text.Text{ZH: "空着是撤回", EN: "empty takes it back"}}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.CorrectResult{Notice: n.ID, Receiver: strconv.Itoa(r.No), Result: rules.NoticeResult(v["result"]), Reason: v["reason"], Version: n.Version}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已更正 %[1]s", EN: "Corrected: %[1]s"}.With(r.Name)
		},
	}))
}

// withdraw asks why the whole notice is withdrawn.
func (p *Page) withdraw() route.Action {
	n := p.one.Notice
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "撤回通知 %[1]s", EN: "Withdraw notice %[1]s"}.With(n.ID), Draft: "notice.withdraw/" + n.ID, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "已经传到的人请另行告知。", EN: "Whoever was told already is to be told of it."}),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.WithdrawNotice{Notice: n.ID, Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已撤回 %[1]s", EN: "Withdrawn: %[1]s"}.With(n.ID)
		}}))
}

// chosen is the choice of named receivers in place of a whole list.
const chosen = "chosen"

// to are the fields that say whom a notice goes to. People living alone are on no list.
func (p *Page) to(v entry.Values, kind rules.NoticeKind) []field.Spec {
	others := field.Spec{Name: "others", Label: text.Text{ZH: "不在册的", EN: "Others"}, Kind: field.Note, Rows: 3, Max: 6000,
		Hint: text.Text{ZH: "一行一个: 姓名 电话 电话 村", EN: "one a line: name numbers village"}}
	if kind == rules.NoticeAlone {
		others.Label, others.Required = text.Text{ZH: "独居的人", EN: "People"}, true
		return []field.Spec{others}
	}
	groups := append(dialog.Options(command.ToWords), field.Option{Value: chosen, Label: text.Text{ZH: "选几个", EN: "some of them"}})
	specs := []field.Spec{{Name: "group", Label: text.Text{ZH: "传给", EN: "To"}, Kind: field.Choice, Options: groups, Required: true}}
	if v["group"] != chosen {
		return specs
	}
	var villages, rest []field.Option
	if p.list != nil {
		for _, x := range p.list.Villages {
			villages = append(villages, field.Option{Value: x.ID, Label: text.Text{ZH: x.Name, EN: x.Name}})
		}
		rest = append(dialog.Agencies(p.list), dialog.Officers(p.list, rules.RoleOfficer, rules.RoleLeader, rules.RoleClerk, rules.RoleStorekeeper)...)
	}
	return append(specs,
		field.Spec{Name: "villages", Label: text.Text{ZH: "村(社区)", EN: "Villages"}, Kind: field.Multi, Options: villages},
		field.Spec{Name: "rest", Label: text.Text{ZH: "单位和人员", EN: "Units, officers"}, Kind: field.Multi, Options: rest}, others)
}

// receivers reads them: the fields that to shows, whatever stands in the others.
func receivers(v entry.Values, kind rules.NoticeKind) ([]string, []command.Contact) {
	switch group := v["group"]; {
	case kind == rules.NoticeAlone:
		return nil, command.Contacts(v["others"])
	case group == "":
		return nil, nil
	case group != chosen:
		return []string{group}, nil
	}
	var out []string
	for _, s := range strings.Split(v["villages"]+","+v["rest"], ",") {
		if s != "" {
			out = append(out, s)
		}
	}
	return out, command.Contacts(v["others"])
}

// written are people as the field of others has them, the village by its name.
func (p *Page) written(people []rules.NoticeReceiver) string {
	var lines []string
	for _, r := range people {
		words := append([]string{r.Name}, r.Phones...)
		if p.list != nil {
			for _, v := range p.list.Villages {
				if v.ID == r.Village {
					words = append(words, v.Name)
				}
			}
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

// add asks for a notice; a suggestion fills it in.
func (p *Page) add(s *view.Suggestion) route.Action {
	first, on, draft := entry.Values{"kind": string(rules.NoticeFree), "group": command.ToVillages}, "", "notice.new"
	if s != nil {
		on, draft = s.On, "notice.new/"+s.Key
		first = entry.Values{"kind": string(s.Kind), "text": s.Text, "group": command.ToVillages, "others": p.written(s.Others)}
	}
	now := p.all.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "下发通知", EN: "Pass a notice on"}, Draft: draft, Drafts: p.desk, First: first,
		Shape: func(v entry.Values) []field.Spec {
			kind := rules.NoticeKind(v["kind"])
			words := field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Message"}, Kind: field.Note, Rows: 3, Max: 500, Required: kind == rules.NoticeFree,
				Hint: text.Text{ZH: "空着用这一类的模板", EN: "empty: the template of the kind"}}
			if kind == rules.NoticeFree {
				words.Hint = text.Text{}
			}
			specs := []field.Spec{{Name: "kind", Label: text.Text{ZH: "种类", EN: "Kind"}, Kind: field.Choice, Options: dialog.Options(rules.NoticeKindWords), Required: true}, words}
			specs = append(specs, p.to(v, kind)...)
			return append(specs, field.Spec{Name: "due", Label: text.Text{ZH: "何时前", EN: "By"}, Kind: field.DateTime, Sense: text.Ahead, Hint: text.Text{ZH: "22:30; 空着按设置", EN: "22:30; empty: as set"}})
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			due, err := dialog.Until("due", v["due"], now)
			c := &command.NewNotice{Kind: rules.NoticeKind(v["kind"]), Text: v["text"], On: on, Due: due}
			c.To, c.Others = receivers(v, c.Kind)
			return c, err
		},
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已下发 %[1]s, 从第一个打起", EN: "%[1]s: begin with the first"}.With(m.Result.ID)
		},
		After: func(res command.Result) route.Action { return route.To{Page: route.Notices, ID: res.ID} },
	}))
}

// more asks for further receivers.
func (p *Page) more() route.Action {
	n := p.one.Notice
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "名单加收件", EN: "Add receivers"}, Draft: "notice.add/" + n.ID, Drafts: p.desk, First: entry.Values{"group": chosen},
		Shape: func(v entry.Values) []field.Spec { return p.to(v, n.Kind) },
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.AddReceivers{Notice: n.ID}
			c.To, c.Others = receivers(v, n.Kind)
			return c, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已加到名单末尾", EN: "Added at the end of the list"}
		},
	}))
}
