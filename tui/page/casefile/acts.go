package casefile

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/archive"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/papers"
	"dutydesk/tui/route"
	"dutydesk/tui/same"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// done records that the selected obligation was met.
func (p *Page) done() route.Action {
	o, now := p.obligation(), p.c.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: doneText, Draft: "act/" + p.id + "/" + o.Code, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(o.Text, strings.Join(o.Clauses, " "))),
		Shape: entry.Fields(
			field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: 200, Hint: text.Text{ZH: "可以空着", EN: "may stay empty"}},
			dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			return &command.DoAct{Case: p.id, Act: o.Code, Note: v["note"], At: at}, err
		},
		Done: o.Text,
	}))
}

// withReason asks for a reason.
func (p *Page) withReason(title text.Text, what string, make func(reason string) command.Command) route.Action {
	o := p.obligation()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: title, Draft: what + "/" + p.id + "/" + o.Code, Drafts: p.desk, Intro: dialog.Lead(o.Text),
		Make: func(reason string) (command.Command, *rules.Error) { return make(reason), nil },
		Done: title,
	}))
}

func (p *Page) waive() route.Action {
	code := p.obligation().Code
	return p.withReason(text.Text{ZH: "免办", EN: "Waive"}, "waive", func(r string) command.Command {
		return &command.Waive{Case: p.id, Act: code, Reason: r}
	})
}

func (p *Page) revoke() route.Action {
	code := p.obligation().Code
	return p.withReason(text.Text{ZH: "撤销", EN: "Take back"}, "revoke", func(r string) command.Command {
		return &command.RevokeAct{Case: p.id, Act: code, Reason: r}
	})
}

// progress lists the steps of a case and of its teams in the order of the work, those that
// are refused now with their reason.
func (p *Page) progress() route.Action {
	t := binding.Table{
		{Label: text.Text{ZH: "派人", EN: "Send out"}, Help: text.Text{ZH: "谁去, 什么车", EN: "Who goes, in which vehicle"}, Do: p.dispatch, Refuse: p.can("case.dispatch")},
		{Label: text.Text{ZH: "出发", EN: "Left"}, Help: text.Text{ZH: "派出的人出发了", EN: "The team is on its way"}, Do: p.teamStep("case.depart"), Refuse: p.can("case.depart")},
		{Label: text.Text{ZH: "到场", EN: "Arrived"}, Help: text.Text{ZH: "人已到场", EN: "Somebody is on the scene"}, Do: p.teamStep("case.arrive"), Refuse: p.can("case.arrive")},
		{Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "派出的人回来了", EN: "The team is back"}, Do: p.teamStep("case.return"), Refuse: p.can("case.return")},
		{Label: text.Text{ZH: "处置", EN: "Settle"}, Help: text.Text{ZH: "怎样处置的", EN: "How the situation ended"}, Do: p.settle, Refuse: p.can("case.settle")},
		{Label: text.Text{ZH: "办结", EN: "Close"}, Help: p.closingHelp(), Do: p.closing, Refuse: p.notClosing},
		{Label: text.Text{ZH: "回访", EN: "Visit"}, Help: text.Text{ZH: "拒绝救助的, 再去看过", EN: "Somebody who declined was visited again"}, Do: p.visit, Refuse: p.can("followup.add")},
		{Label: text.Text{ZH: "避寒点", EN: "Shelters"}, Help: text.Text{ZH: "谁在, 空几张床", EN: "Who is in them, the beds that are free"}, Do: p.beds, Refuse: p.needCase},
		{Label: text.Text{ZH: "约定去电", EN: "Plan a call"}, Help: text.Text{ZH: "约定几点打给谁, 问什么", EN: "A call that is to be made at an hour"}, Do: p.plan, Refuse: p.can("call.log")},
		{Label: text.Text{ZH: "并案", EN: "Same person"}, Help: text.Text{ZH: "和另一件是同一个人, 并成一件", EN: "Another case is about the same person: merge them"}, Do: p.same, Refuse: p.can("case.same")},
		{Label: text.Text{ZH: "重新打开", EN: "Reopen"}, Help: text.Text{ZH: "办结以后又有事, 写明原因", EN: "Something new after it was closed, with the reason"}, Do: p.reopen, Refuse: p.can("case.reopen")},
		{Label: text.Text{ZH: "退回", EN: "Step back"}, Help: text.Text{ZH: "刚才的一步点错了, 写明原因退回", EN: "The last step was wrong: take it back, with a reason"}, Do: p.back, Refuse: p.noBack},
		{Label: recordsText, Help: text.Text{ZH: "缘由, 身份甄别, 寻亲, 返回居住地, 异常, 线索", EN: "Reason, screening, tracing, return, findings, leads"}, Do: p.records, Refuse: p.needCase},
	}
	for i := range t {
		t[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return screen.Show(dialog.NewMenu(t))
}

// plan keeps a call about the case that is to be made at an hour.
func (p *Page) plan() route.Action {
	return screen.Show(dialog.NewPlan(dialog.PlanOptions{Case: p.id, Numbers: p.numbers, Drafts: p.desk, Now: p.c.Now}))
}

func (p *Page) stepBack() route.Action {
	version, conflict := p.version()
	id, step := p.c.Case.ID, p.c.Case.LastStep() // the page of a merged number is that of its main case
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "退回一步", EN: "One step back"}, Draft: "back/" + p.id, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "现在是: %[1]s", EN: "It stands at: %[1]s"}.With(words.Of(words.CaseStates, p.c.Case.State))),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.StepBack{Case: id, Step: step, Version: version(), Reason: reason}, nil
		},
		Done:     text.Text{ZH: "已退回一步", EN: "one step back"},
		Conflict: conflict,
	}))
}

// same merges the case with another one of the same person.
func (p *Page) same() route.Action { return screen.Show(same.New(p.desk, p.c.Case.ID)) }

func (p *Page) issue() route.Action {
	return screen.Show(dialog.NewIssue(p.desk, p.stock, p.lists, p.id, ""))
}

// archive opens what is on file of the case.
func (p *Page) archive() route.Action { return screen.Show(archive.New(p.desk, p.id)) }

// onArchive says that the duty to file the archive is selected, and open.
func (p *Page) onArchive() bool {
	o := p.obligation()
	return o != nil && o.Code == rules.ArchiveAct && o.State.Open()
}

func (p *Page) owesArchive() bool {
	o := p.duty(rules.ArchiveAct)
	return o != nil && o.State.Open()
}

// papers opens what can be printed of the case.
func (p *Page) papers() route.Action { return screen.Show(papers.OfCase(p.desk, p.id)) }

// order takes a leader's word down.
func (p *Page) order() route.Action {
	leaders, first := dialog.Officers(p.lists, rules.RoleLeader), ""
	for _, a := range p.c.Numbers { // the leader on duty stands among the numbers
		for _, o := range leaders {
			if a.ID == o.Value {
				first = a.ID
			}
		}
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "口头指示", EN: "Leader's order"}, Draft: "order/" + p.id, Drafts: p.desk, Focus: "text",
		Shape: entry.Fields(
			field.Spec{Name: "leader", Label: text.Text{ZH: "谁的指示", EN: "Whose"}, Kind: field.Choice, Options: leaders, Default: first, Required: true},
			field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Words"}, Max: 500, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.GiveOrder{Leader: v["leader"], Text: v["text"], Case: p.id}, nil
		},
		Done: text.Text{ZH: "口头指示, 待补签", EN: "Order to be signed"},
	}))
}
