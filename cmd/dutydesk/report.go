package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/wording"
)

func (a *app) reportVerbs() *cobra.Command {
	return a.group("report", text.Text{ZH: "零报告和昨夜情况", EN: "the nil report and last night's situation"},
		a.reportDraw("nil", rules.ReportNil), a.reportDraw("night", rules.ReportNight), a.reportSent(), a.reportList(),
		a.reportFurther("more", rules.ReportMore, text.Text{ZH: "续报: 只写新增的, 不重复", EN: "send an addition: what is new alone"}),
		a.reportFurther("correct", rules.ReportCorrect, text.Text{ZH: "更正: 写哪里错了, 数字重新汇总", EN: "send a correction: what was wrong, with the figures anew"}),
		a.verb(writes, "strike REPORT REASON", text.Text{ZH: "撤回已报, 写明原因", EN: "take the mark that it was sent back, with a reason"}, 2, -1, func(b *book, args []string) error {
			return b.do(&command.StrikeReport{Report: args[0], Reason: strings.Join(args[1:], " ")})
		}))
}

// reportDraw shows a report as it draws itself up now, as text to pass on or as a sheet.
func (a *app) reportDraw(use string, kind rules.ReportKind) *cobra.Command {
	var html, plain bool
	var out string
	v := a.verb(reads, use, rules.WordOf(rules.ReportWords, string(kind)), 0, 0, func(b *book, _ []string) error {
		if html || plain {
			return b.print(printJob{kind: rules.PaperReport, id: string(kind), draft: true, plain: plain, out: out})
		}
		p, err := b.desk.Report(kind)
		if err != nil {
			return err
		}
		if b.json {
			return b.object(p)
		}
		paper := wording.Report(wording.RoomOfReport(p), p)
		b.printf("%s\n", paper.In(b.lang))
		if p.Sent != nil {
			b.note(rules.MayReport(p.Sent).Text)
		}
		return nil
	})
	f := v.Flags()
	f.BoolVar(&html, "html", false, a.t(text.Text{ZH: "A4 网页", EN: "an A4 page"}))
	f.BoolVar(&plain, "text", false, a.t(text.Text{ZH: "纯文本的单子", EN: "the sheet as plain text"}))
	f.StringVar(&out, "out", "-", a.t(text.Text{ZH: "写到 `FILE`, - 是标准输出", EN: "write to `FILE`, - is the standard output"}))
	return v
}

func (a *app) reportSent() *cobra.Command {
	var c command.SendReport
	var at string
	v := a.verb(writes, "sent KIND RECEIVER", text.Text{ZH: "记已报: nil 或 night, 对方谁收的", EN: "mark it as sent: nil or night, and who received it"}, 2, 2, func(b *book, args []string) (err error) {
		c.Kind, c.Receiver = rules.ReportKind(args[0]), args[1]
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().BoolVar(&c.Nothing, "nothing", false, a.t(text.Text{ZH: "报的是无情况; 有情况时拒绝", EN: "it is nil; refused if there was something"}))
	a.sentFlags(v, &c, &at)
	return v
}

// sentFlags are to whom, how and when a report was sent.
func (a *app) sentFlags(v *cobra.Command, c *command.SendReport, at *string) {
	v.Flags().StringVar(&c.To, "to", "", a.t(text.Text{ZH: "报给哪个单位 `UNIT` (默认县值班室)", EN: "to which `UNIT` (default the county's duty room)"}))
	v.Flags().StringVar((*string)(&c.How), "how", "", a.t(text.Text{ZH: "怎么报的 `HOW`: phone 电话 (默认), wechat 微信, fax 传真, paper 书面, system 政务系统", EN: "by what, `HOW`: phone (default), wechat, fax, paper, system"}))
	a.atFlag(v, at)
}

// reportFurther sends what follows a report of the same hour.
func (a *app) reportFurther(use string, form rules.ReportForm, short text.Text) *cobra.Command {
	c := command.SendReport{Form: form}
	var at string
	v := a.verb(writes, use+" KIND RECEIVER WORDS", short, 3, -1, func(b *book, args []string) (err error) {
		c.Kind, c.Receiver, c.Words = rules.ReportKind(args[0]), args[1], strings.Join(args[2:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.sentFlags(v, &c, &at)
	return v
}

func (a *app) reportList() *cobra.Command {
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "报过的, 新的在前", EN: "those that were sent, newest first"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Reports(limit)
		if err != nil {
			return err
		}
		return show(b, rows, func(r rules.Report) []string {
			struck := ""
			if !r.Stands() {
				struck = b.t(text.Text{ZH: "已撤回: %[1]s", EN: "taken back: %[1]s"}.With(r.Struck))
			}
			return []string{r.ID, b.t(r.Called()), rules.Stamp(r.For), rules.Stamp(r.At), r.To, r.Receiver, b.t(rules.WordOf(rules.ReportHowWords, string(r.How))), r.Name, r.Words, struck}
		})
	})
	v.Flags().IntVar(&limit, "limit", 30, a.t(text.Text{ZH: "最多 `N` 份 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}
