package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) caseVerbs() *cobra.Command {
	return a.group("case", text.Text{ZH: "救助事项", EN: "cases"},
		a.caseOpen(), a.caseList(), a.caseShow(), a.caseEdit(), a.caseNote(), a.caseDispatch(), a.caseDepart(), a.caseArrive(), a.caseReturn(),
		a.caseAct(), a.caseWaive(), a.caseRevoke(), a.caseSettle(), a.caseClosing(), a.caseClose(), a.caseReopen(), a.caseBack(),
		a.caseSame(), a.caseSplit(), a.caseAlike(),
		a.caseReason(), a.caseMode(), a.caseScreen(), a.caseTrace(), a.caseHome(), a.caseFinding(), a.caseLead(), a.caseResult(), a.caseUnrecord(),
		a.caseAttach(), a.caseDetach(), a.caseArchive(), a.caseInbox())
}

func (a *app) callerFlags(f *pflag.FlagSet, c *rules.Caller) {
	f.StringVar(&c.Name, "caller", "", a.t(text.Text{ZH: "报告人姓名 `NAME`", EN: "`NAME` of who told it"}))
	f.StringVar(&c.Unit, "caller-unit", "", a.t(text.Text{ZH: "报告人单位 `UNIT`", EN: "`UNIT` of who told it"}))
	f.StringVar(&c.Phone, "caller-phone", "", a.t(text.Text{ZH: "报告人电话 `NUMBER`", EN: "telephone `NUMBER` of who told it"}))
}

func (a *app) caseOpen() *cobra.Command {
	var in command.Intake
	var at string
	var stdin bool
	var who personFlags
	v := a.verb(writes, "open PLACE [WORDS]", text.Text{ZH: "立事项; --stdin 每行读一个 JSON", EN: "open a case; --stdin reads one JSON a line"}, 0, -1, func(b *book, args []string) (err error) {
		switch {
		case stdin && len(args) > 0:
			return usage(text.Text{ZH: "用了 --stdin 就不写地点。", EN: "--stdin takes no place."})
		case stdin:
			return b.openFrom(b.in)
		case len(args) == 0:
			return usage(text.Text{ZH: "要写地点, 或用 --stdin。", EN: "Name the place, or use --stdin."})
		}
		in.Place, in.Said, in.Kind = args[0], strings.Join(args[1:], " "), rules.CaseKind(who.kind)
		if in.Person, err = who.person(); err != nil {
			return err
		}
		if in.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&command.OpenCase{Intake: in})
	})
	f := v.Flags()
	f.BoolVar(&stdin, "stdin", false, a.t(text.Text{ZH: "从标准输入每行读一个 JSON 登记", EN: "read one JSON intake a line from standard input"}))
	f.StringVar(&at, "at", "", a.t(text.Text{ZH: "接报时间 `TIME` (默认现在)", EN: "when it was told, `TIME` (default now)"}))
	a.callerFlags(f, &in.Caller)
	a.personFlags(f, &who, "name")
	return v
}

func (a *app) caseEdit() *cobra.Command {
	c := &command.EditCase{}
	var place, said string
	var caller rules.Caller
	var who personFlags
	v := a.verb(writes, "edit CASE", text.Text{ZH: "补充或更正情况 (--fact 等), --forget 清掉", EN: "add to or correct what is known (--fact and so on); --forget clears"}, 1, 1, func(b *book, args []string) error {
		c.Case = args[0]
		p, err := who.person()
		if err != nil {
			return err
		}
		if p.Told() {
			c.Person = &p
		}
		if caller != (rules.Caller{}) {
			c.Caller = &caller
		}
		if place != "" {
			c.Place = &place
		}
		if said != "" {
			c.Said = &said
		}
		return b.do(c)
	})
	f := v.Flags()
	f.StringVar(&place, "place", "", a.t(text.Text{ZH: "地点 `PLACE`", EN: "`PLACE`"}))
	f.StringVar(&said, "said", "", a.t(text.Text{ZH: "所述情况 `TEXT`", EN: "what was said, `TEXT`"}))
	f.Int64Var(&c.Version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (case show --json); 已有更新的就不改", EN: "version `N` that was seen (case show --json): a newer one refuses"}))
	f.StringSliceVar(&c.Forget, "forget", nil, a.t(text.Text{ZH: "清掉 `NAME,...`", EN: "make `NAME,...` unknown again"}))
	a.callerFlags(f, &caller)
	a.personFlags(f, &who, "name")
	_ = f.MarkHidden("case-kind") // a case keeps its kind
	return v
}

func (a *app) caseList() *cobra.Command {
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "列出在办的, 或全部", EN: "list those open, or all"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Cases(all, limit)
		if err != nil {
			return err
		}
		return show(b, rows, func(r view.CaseRow) []string {
			due := ""
			if r.Due != nil {
				due = moment(*r.Due)
			}
			return []string{r.ID, a.t(rules.WordOf(rules.CaseStateWords, string(r.State))), a.t(rules.WordOf(rules.CaseKindWords, string(r.Kind))), r.Place,
				a.t(r.Subject), a.t(r.What), cmp.Or(due, r.Same)}
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "最多 `N` 条 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}

func (a *app) caseNote() *cobra.Command {
	return a.verb(writes, "note CASE WORDS", text.Text{ZH: "在事项上记事", EN: "write a note on a case"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.AddNote{Case: args[0], Text: strings.Join(args[1:], " ")})
	})
}

func (a *app) noteVerbs() *cobra.Command {
	return a.group("note", text.Text{ZH: "值班记事", EN: "notes of the shift"},
		a.verb(writes, "add WORDS", text.Text{ZH: "在本班记事 (事项上的用 case note)", EN: "write a note on the shift (case note is for a case)"}, 1, -1, func(b *book, args []string) error {
			return b.do(&command.AddNote{Text: strings.Join(args, " ")})
		}),
		a.verb(writes, "strike NOTE REASON", text.Text{ZH: "划去记事 (事项上的也行), 原文留着", EN: "strike a note out, one of a case too; its words stay"}, 2, -1, func(b *book, args []string) error {
			return b.do(&command.StrikeNote{Note: args[0], Reason: strings.Join(args[1:], " ")})
		}),
		a.noteList())
}

func (a *app) noteList() *cobra.Command {
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "值班记事, 新的在前", EN: "the duty log, newest first"}, 0, 0, func(b *book, _ []string) error {
		notes, err := b.desk.Notes(limit)
		if err != nil {
			return err
		}
		name, err := b.officerNames()
		if err != nil {
			return err
		}
		return show(b, notes, func(n rules.Note) []string {
			struck := ""
			if n.Struck != "" {
				struck = a.t(text.Text{ZH: "已划去: %[1]s", EN: "struck out: %[1]s"}.With(n.Struck))
			}
			return []string{n.ID, moment(n.At), name(n.By), n.Text, struck}
		})
	})
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "最多 `N` 条 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}

func (a *app) caseAct() *cobra.Command {
	var c command.DoAct
	var at string
	v := a.verb(writes, "act CASE OBLIGATION [WORDS]", text.Text{ZH: "待办事项已办", EN: "an obligation was met"}, 2, -1, func(b *book, args []string) (err error) {
		c.Case, c.Act, c.Note = args[0], args[1], strings.Join(args[2:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&at, "at", "", a.t(text.Text{ZH: "什么时候 `TIME` (默认现在)", EN: "when, `TIME` (default now)"}))
	return v
}

func (a *app) caseWaive() *cobra.Command {
	return a.verb(writes, "waive CASE OBLIGATION REASON", text.Text{ZH: "免办, 要写原因", EN: "let an obligation go, with a reason"}, 3, -1, func(b *book, args []string) error {
		return b.do(&command.Waive{Case: args[0], Act: args[1], Reason: strings.Join(args[2:], " ")})
	})
}

func (a *app) caseRevoke() *cobra.Command {
	return a.verb(writes, "revoke CASE OBLIGATION REASON", text.Text{ZH: "撤回记错的已办或免办", EN: "take a wrong act or waiver back"}, 3, -1, func(b *book, args []string) error {
		return b.do(&command.RevokeAct{Case: args[0], Act: args[1], Reason: strings.Join(args[2:], " ")})
	})
}

func (a *app) caseBack() *cobra.Command {
	var version int64
	var c command.StepBack
	v := a.verb(writes, "back CASE REASON", text.Text{ZH: "退回最后一步: 派人, 出发, 到场, 返回, 处置, 办结", EN: "take the last step back: sent, left, on scene, back, settled, closed"}, 2, -1, func(b *book, args []string) error {
		c.Case, c.Version, c.Reason = args[0], version, strings.Join(args[1:], " ")
		return b.do(&c)
	})
	a.teamFlag(v, &c.Team)
	v.Flags().StringVar(&c.Step, "step", "", a.t(text.Text{ZH: "要退的一步 `STEP`: case.dispatch case.depart case.arrive case.return case.settle case.close; 之后另有一步的就不退", EN: "the `STEP` that is meant: case.dispatch case.depart case.arrive case.return case.settle case.close; another one since refuses"}))
	v.Flags().Int64Var(&version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (case show --json); 已有更新的就不退", EN: "version `N` that was seen (case show --json): a newer one refuses"}))
	return v
}

func (a *app) caseShow() *cobra.Command {
	return a.verb(reads, "show CASE", text.Text{ZH: "事项页: 情况, 待办, 先问, 经过", EN: "a case: facts, obligations, what to ask, history"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.Case(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return b.object(p)
		}
		b.showCase(p)
		return nil
	})
}

func (b *book) showCase(p *view.Case) {
	c := &p.Case
	b.columns([][]string{{c.ID, b.t(rules.WordOf(rules.CaseStateWords, string(c.State))), b.t(p.Subject), c.Place.Text, moment(c.OpenedAt)}})
	if c.Said != "" {
		b.columns([][]string{{c.Said}})
	}
	b.showTeams(p)
	var rows [][]string
	for _, m := range p.Merged {
		rows = append(rows, []string{"  " + m.ID, m.Place, strings.Join(strings.Fields(m.Caller.Unit+" "+m.Caller.Name+" "+m.Caller.Phone), " "), m.Said, m.Looks, m.Team})
	}
	b.section(text.Text{ZH: "并入的", EN: "Merged into it"}, rows)
	rows = nil
	for _, o := range p.Obligations {
		due := momentOr(o.Due)
		if !o.State.Open() {
			due = momentOr(o.DoneAt)
		}
		rows = append(rows, []string{"  " + b.t(rules.WordOf(rules.ObligationWords, string(o.State))), b.t(o.Text), due, strings.Join(o.Clauses, " ")})
	}
	b.section(text.Text{ZH: "待办事项", EN: "Obligations"}, rows)
	rows = nil
	for _, q := range p.Ask {
		label := text.Text{ZH: q.Fact, EN: q.Fact}
		if f, ok := rules.FactSpecOf(q.Fact); ok {
			label = f.Label
		}
		rows = append(rows, []string{"  " + b.t(label), b.t(q.Text)})
	}
	b.section(text.Text{ZH: "先问", EN: "Ask first"}, rows)
	rows = b.blockRows(p.Closing)
	for i := range rows { // the words stand at its end
		rows[i][1] = p.Closing[i].Record
	}
	b.section(text.Text{ZH: "办结前", EN: "Before closing"}, rows)
	b.showRecords(p)
	rows = nil
	for _, r := range p.Referrals {
		rows = append(rows, []string{"  " + r.Referral.ID, b.t(rules.WordOf(rules.ReferralWords, string(r.Referral.State))), r.Referral.To, b.t(r.What), momentOr(r.Due)})
	}
	b.section(text.Text{ZH: "移送", EN: "Referrals"}, rows)
	rows = nil
	for _, g := range p.Goods {
		rows = append(rows, b.goodsRows(&g)...)
	}
	b.section(text.Text{ZH: "发放", EN: "Goods"}, rows)
	b.section(text.Text{ZH: "档案", EN: "Archive"}, b.slotRows(p.Archive))
	rows = nil
	for _, e := range p.Timeline {
		rows = append(rows, []string{"  " + moment(e.At), e.By, b.t(e.What), e.Ref, e.Text})
	}
	b.section(text.Text{ZH: "经过", EN: "History"}, rows)
}

// section prints rows under a title, nothing when there are none.
func (a *app) section(title text.Text, rows [][]string) {
	if len(rows) > 0 {
		a.printf("%s\n", a.t(title))
		a.columns(rows)
	}
}
