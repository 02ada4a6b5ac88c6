package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// codesOf are the codes of a closed list, for the usage.
func codesOf(list []rules.Named) string {
	var out []string
	for _, n := range list {
		out = append(out, n.Code)
	}
	return strings.Join(out, " ")
}

// recordVerb is a verb that writes an entry; read takes its arguments, with flags besides.
func (a *app) recordVerb(kind rules.RecordKind, use string, short text.Text, list []rules.Named, least int, read func(c *command.AddRecord, args []string)) (*cobra.Command, *command.AddRecord) {
	c := &command.AddRecord{Kind: kind}
	var at, told string
	if list != nil {
		short = text.Text{ZH: short.ZH + ": " + codesOf(list), EN: short.EN + ": " + codesOf(list)}
	}
	v := a.verb(writes, use, short, least, -1, func(b *book, args []string) (err error) {
		c.Case = args[0]
		read(c, args[1:])
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		if c.ToldAt, err = b.timeFlag("told", told, false); err != nil {
			return err
		}
		return b.do(c)
	})
	a.atFlag(v, &at)
	f := v.Flags()
	if kind == rules.RecordFinding {
		f.StringVar(&told, "told", "", a.t(text.Text{ZH: "什么时候报告的 `TIME`", EN: "when it was reported, `TIME`"}))
	}
	if kind != rules.RecordScreen {
		f.StringVar(&c.Result, "result", "", a.t(text.Text{ZH: "已有结果的 `TEXT`", EN: "what came of it already, `TEXT`"}))
	}
	return v, c
}

func (a *app) caseLead() *cobra.Command {
	v, c := a.recordVerb(rules.RecordLead, "lead CASE SOURCE WORDS", text.Text{ZH: "记线索和来源", EN: "write a lead down, with its source"}, rules.LeadWords, 3, func(c *command.AddRecord, args []string) {
		c.Source, c.Words = args[0], strings.Join(args[1:], " ")
	})
	v.Flags().StringVar(&c.Who, "who", "", a.t(text.Text{ZH: "谁提供的 `NAME`", EN: "`NAME` of who told it"}))
	return v
}

func (a *app) caseScreen() *cobra.Command {
	v, c := a.recordVerb(rules.RecordScreen, "screen CASE IDENTITY [WORDS]", text.Text{ZH: "记身份甄别", EN: "write an identity screening down"}, rules.IdentityWords, 2, func(c *command.AddRecord, args []string) {
		c.Identity, c.Words = args[0], strings.Join(args[1:], " ")
	})
	f := v.Flags()
	f.StringSliceVar(&c.Checks, "check", nil, a.t(text.Text{ZH: "查了什么 `CODE,...`: ", EN: "the checks made, `CODE,...`: "})+codesOf(rules.CheckWords))
	f.StringVar(&c.Who, "who", "", a.t(text.Text{ZH: "和谁一起查 `NAME`", EN: "made with `NAME`"}))
	return v
}

func (a *app) caseTrace() *cobra.Command {
	v, c := a.recordVerb(rules.RecordTrace, "trace CASE CHANNEL [WORDS]", text.Text{ZH: "记寻亲, 每个渠道一条", EN: "write a tracing down, one entry a channel"}, rules.TraceWords, 2, func(c *command.AddRecord, args []string) {
		c.Source, c.Words = args[0], strings.Join(args[1:], " ")
	})
	v.Flags().StringVar(&c.Ref, "ref", "", a.t(text.Text{ZH: "查询或公告编号 `REF`", EN: "`REF` of the query or notice"}))
	return v
}

func (a *app) caseFinding() *cobra.Command {
	v, _ := a.recordVerb(rules.RecordFinding, "finding CASE REPORTED-TO WORDS", text.Text{ZH: "记异常情况: 报告给谁, 什么情况", EN: "write an abnormal finding down: whom it was reported to, what it is"}, nil, 3, func(c *command.AddRecord, args []string) {
		c.Who, c.Words = args[0], strings.Join(args[1:], " ")
	})
	return v
}

func (a *app) caseHome() *cobra.Command {
	v, c := a.recordVerb(rules.RecordHome, "home CASE PLACE MEANS", text.Text{ZH: "记返回居住地, 怎样回去", EN: "write the return home down, with its means"}, rules.MeansWords, 3, func(c *command.AddRecord, args []string) {
		c.Place, c.Source, c.Words = args[0], args[1], strings.Join(args[2:], " ")
	})
	v.Flags().StringVar(&c.Who, "who", "", a.t(text.Text{ZH: "谁陪同 `NAME`", EN: "`NAME` of who goes along"}))
	return v
}

func (a *app) caseResult() *cobra.Command {
	var c command.FinishRecord
	var at string
	v := a.verb(writes, "result RECORD WORDS", text.Text{ZH: "写登记的结果: 线索的后续, 寻亲的结果, 异常的处理", EN: "write the result of an entry: what a lead, a tracing, a finding came to"}, 2, -1, func(b *book, args []string) (err error) {
		c.Record, c.Result = args[0], strings.Join(args[1:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.atFlag(v, &at)
	return v
}

func (a *app) caseUnrecord() *cobra.Command {
	var c command.BackRecord
	v := a.verb(writes, "unrecord RECORD REASON", text.Text{ZH: "撤回登记的结果, 没有结果的撤回登记", EN: "take the result of an entry back, or the entry that has none"}, 2, -1, func(b *book, args []string) error {
		c.Record, c.Reason = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().Int64Var(&c.Version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (case show --json)", EN: "version `N` that was seen (case show --json)"}))
	return v
}

func (a *app) caseReason() *cobra.Command {
	return a.choiceVerb("reason CASE REASON", text.Text{ZH: "记求助缘由", EN: "say why the person is in distress"}, rules.DistressWords, func(c *command.EditCase, v *string) { c.Distress = v })
}

func (a *app) caseMode() *cobra.Command {
	return a.choiceVerb("mode CASE MODE", text.Text{ZH: "记救助方式", EN: "say how help is given"}, rules.ModeWords, func(c *command.EditCase, v *string) { c.Mode = v })
}

func (a *app) choiceVerb(use string, short text.Text, list []rules.Named, set func(*command.EditCase, *string)) *cobra.Command {
	return a.verb(writes, use, text.Text{ZH: short.ZH + ": " + codesOf(list), EN: short.EN + ": " + codesOf(list)}, 2, 2, func(b *book, args []string) error {
		c := command.EditCase{Case: args[0]}
		set(&c, &args[1])
		return b.do(&c)
	})
}

// showRecords prints why the person is in distress, the further records and what to think of.
func (b *book) showRecords(p *view.Case) {
	var rows [][]string
	if d := p.Case.Distress; d != "" {
		rows = append(rows, []string{"  " + b.t(text.Text{ZH: "缘由", EN: "reason"}), b.t(rules.WordOf(rules.DistressWords, d))})
	}
	if m := p.Case.Mode; m != "" {
		rows = append(rows, []string{"  " + b.t(text.Text{ZH: "方式", EN: "mode"}), b.t(rules.WordOf(rules.ModeWords, m))})
	}
	for i := range p.Records {
		r := &p.Records[i]
		state := r.Result
		switch {
		case !r.Stands():
			state = b.t(text.Text{ZH: "已撤回: %[1]s", EN: "taken back: %[1]s"}.With(r.Back.Reason))
		case r.Open():
			state = b.t(text.Text{ZH: "待结果", EN: "no result yet"})
		}
		rows = append(rows, []string{"  " + r.ID, moment(r.At), b.t(r.Titled()), r.Who, r.Ref, r.Words, state})
	}
	b.section(text.Text{ZH: "专项登记", EN: "Further records"}, rows)
	b.section(text.Text{ZH: "提示", EN: "To think of"}, b.hintRows(p.Hints))
	if t := p.FirstAction; t != nil {
		b.section(text.Text{ZH: "首次处理", EN: "First action"}, [][]string{{"  " + moment(*t), "P7.2.33"}})
	}
}

func (b *book) hintRows(hints []rules.Hint) [][]string {
	var rows [][]string
	for _, h := range hints {
		rows = append(rows, []string{"  " + b.t(text.Text{ZH: "提示", EN: "hint"}), h.Record, h.Clause, "", b.t(h.Text)})
	}
	return rows
}
