package roster

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// across goes from post to post of the selected turn and stops at the edge: only [ and ] leave
// the month.
func (p *Page) across(n int) func() route.Action {
	return func() route.Action {
		if to := p.post + n; p.panel == grid && to >= 0 && to < len(roster.Posts) {
			p.post = to
		}
		return nil
	}
}

// where is the post of the selected cell: of a fault it is the main one, unless a leader is
// missing.
func (p *Page) where(t *view.RosterTurn) roster.Post {
	switch {
	case p.panel == grid:
		return roster.Posts[p.post]
	case t.Leader == "":
		return roster.Leader
	}
	return roster.Main
}

// holder is who has the selected cell, the first of several; "" for an empty post, and for one
// from outside.
func (p *Page) holder(t *view.RosterTurn) string {
	if in := t.In(p.where(t)); len(in) > 0 && p.r.Names[in[0]] != "" {
		return in[0]
	}
	return ""
}

// nobodyText stands for who has an empty post.
var nobodyText = text.Text{ZH: "没有定人", EN: "nobody"}

// held is the name of who has the selected cell, in words where nobody has it.
func (p *Page) held(t *view.RosterTurn) text.Text {
	if name := p.r.Names[p.holder(t)]; name != "" {
		return text.Text{ZH: name, EN: name}
	}
	return nobodyText
}

// absent is whose leave is written first: of the selected cell for who plans, else one's own.
func (p *Page) absent(t *view.RosterTurn) string {
	who := p.holder(t)
	if p.r.Me != "" && (who == "" || p.r.Can["roster.rules"] != nil) {
		return p.r.Me
	}
	return who
}

// cell offers what can be done to the selected cell of a published month.
func (p *Page) cell() route.Action {
	t := *p.turn()
	who := p.held(&t)
	can := func(code string) func() *rules.Error {
		return func() *rules.Error {
			if no := p.r.Can[code]; no != nil || code != "roster.swap" {
				return no
			}
			if p.holder(&t) == "" {
				return rules.Refuse(text.Text{ZH: "这一岗没有定人。", EN: "Nobody has this post."}, "")
			}
			return t.MayPass(p.r.Now)
		}
	}
	return screen.Show(dialog.NewMenu(binding.Table{
		{Keys: []string{"1"}, Label: text.Text{ZH: "调班", EN: "Swap"}, Help: text.Text{ZH: "写调班单: 替班或对调, 对方同意, 领导批准", EN: "A slip: taken over or exchanged; the other accepts, a leader approves"}, Do: p.swap, Refuse: can("roster.swap")},
		{Keys: []string{"2"}, Label: text.Text{ZH: "我来顶班", EN: "Take over"}, Help: text.Text{ZH: "紧急: 本人接 %[1]s 的班, 马上生效, 领导事后批准", EN: "Emergency: one takes %[1]s's place at once, a leader approves after"}.With(who), Do: p.takeOver, Refuse: can("roster.swap")},
		{Keys: []string{"3"}, Label: text.Text{ZH: "请假", EN: "Leave"}, Help: text.Text{ZH: "登记 %[1]s 那天请假", EN: "Leave of %[1]s on that day"}.With(p.r.Names[p.absent(&t)]), Do: p.leave, Refuse: can("roster.leave")},
	}).Titled(text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(t.Key, rules.WordOf(roster.PostWords, string(p.where(&t))), who)))
}

// takeOver asks why the reader takes the place of the cell's officer at once.
func (p *Page) takeOver() route.Action {
	t, me := *p.turn(), p.r.Me
	from := p.holder(&t)
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "顶 %[1]s 的班", EN: "Take over on %[1]s"}.With(t.Key),
		Intro: dialog.Lead(text.Text{ZH: "本人替 %[1]s, 马上生效; 带班领导事后批准, 开始以前可以撤销。", EN: "One takes the place of %[1]s at once; a leader approves after, and it can be undone until it begins."}.With(p.r.Names[from])),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.AskSwap{Turn: t.Key, Officer: from, To: me, Now: true, Reason: reason}, nil
		},
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已顶班, 调班单 %[1]s 待批准", EN: "Taken over; slip %[1]s is to be approved"}.With(m.Result.ID)
		},
	}))
}

// bracketed is a name of the grid with the sign of the selected cell, which the reversed line
// alone does not show.
func bracketed(s string) string { return "[" + s + "]" }

// about is what the selected cell holds, and what the marks of the grid mean.
func (p *Page) about(env screen.Env, t *view.RosterTurn) []text.Text {
	post := p.where(t)
	var names []string
	switch post {
	case roster.Leader:
		names = []string{t.Names.Leader}
	case roster.Main:
		names = []string{t.Names.Main}
	case roster.Deputy:
		names = t.Names.Deputies
	case roster.Driver:
		names = []string{t.Names.Driver}
	case roster.Standby:
		names = t.Names.Standby
	}
	who := strings.Join(slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" }), " ")
	if who == "" {
		who = env.T(nobodyText)
	}
	return []text.Text{text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.WordOf(roster.PostWords, string(post)), who)}
}

// wrong is what is wrong with a turn, each with its clauses.
func (p *Page) wrong(t *view.RosterTurn) (out []text.Text) {
	for _, bad := range t.Bad {
		i := slices.IndexFunc(p.r.Faults, func(f roster.Fault) bool { return f.Text.ZH == bad.ZH && !f.At.After(t.End) && len(f.Clauses) > 0 })
		if i < 0 {
			out = append(out, bad)
			continue
		}
		out = append(out, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(bad, strings.Join(p.r.Faults[i].Clauses, " ")))
	}
	return out
}

// legend is what the marks mean where there is room for it; of a draft, that it binds nobody.
func (p *Page) legend(env screen.Env, l screen.Layout) []string {
	switch {
	case p.panel != grid || l.H < 16:
		return nil
	case p.r.State == roster.Draft:
		return []string{" " + env.Theme.Warn.Paint(env.Row(l.W-1, screen.Cell{S: env.T(text.Text{ZH: "还是草稿: F7 签字发布以后才算有人值班", EN: "A draft: nobody is on duty by it until F7 publishes it"})}))}
	}
	return []string{" " + env.Theme.Dim.Paint(env.Row(l.W-1, screen.Cell{S: env.T(text.Text{ZH: "休 放假  班 调休上班  + 方案有要求  ! 有问题", EN: "x holiday  w make-up workday  + a plan demands  ! fault"})}))}
}
