package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// planCalendar shows the dated duties, each with who answers and how it stands.
func (a *app) planCalendar() *cobra.Command {
	var from, to, operation string
	v := a.verb(reads, "calendar", text.Text{ZH: "到期事项: 日期、谁负责、办了没有、凭据; 不写日期是还要紧的", EN: "the dated duties: when, who answers, done or not, evidence; without days what still matters"}, 0, 0, func(b *book, _ []string) error {
		var days [2]rules.Date
		for i, s := range []string{from, to} {
			if strings.TrimSpace(s) == "" {
				continue
			}
			d, ok := command.ParseDate(s)
			if !ok {
				return rules.Bad([]string{"from", "to"}[i], text.Text{ZH: "日期要写成 2026-12-01。", EN: "Write the date as 2026-12-01."})
			}
			days[i] = d
		}
		c, err := b.desk.Calendar(days[0], days[1], strings.ToUpper(text.Digits(operation)))
		if err != nil {
			return err
		}
		if err := show(b, c.Rows, a.calendarRow); err != nil || b.json {
			return err
		}
		for _, y := range c.Years {
			if !y.Known {
				b.note(text.Text{ZH: "%[1]s; 录入: dutydesk calendar put %[2]d 春节=首日..末日+调休上班", EN: "%[1]s; enter it: dutydesk calendar put %[2]d spring=FIRST..LAST+WORKED"}.With(y.Words, y.Year))
			}
		}
		return nil
	})
	f := v.Flags()
	f.StringVar(&from, "from", "", a.t(text.Text{ZH: "首日 `DATE`", EN: "first day `DATE`"}))
	f.StringVar(&to, "to", "", a.t(text.Text{ZH: "末日 `DATE`", EN: "last day `DATE`"}))
	f.StringVar(&operation, "operation", "", a.t(text.Text{ZH: "只看某次行动 `ID`, 如 P9-2027", EN: "of one operation `ID`, such as P9-2027"}))
	return v
}

func (a *app) calendarRow(r view.CalendarRow) []string {
	standing := a.t(r.Standing)
	if r.Review {
		standing += " " + a.t(text.Text{ZH: "(待复核: 「前」含不含当日)", EN: "(review: whether the day itself counts)"})
	}
	left, due := "", string(r.Due)
	switch {
	case r.Undated:
		due = "--"
	case r.Open():
		left = a.t(leftText(r.Left))
	}
	return []string{due, left, a.t(r.Text), standing, a.t(r.Counted()), a.t(r.Owner), a.t(r.Shown()), strings.Join(r.Clauses, " "), r.Key}
}

// periodFlags are what names a duty beside its item.
func (a *app) periodFlags(f *pflag.FlagSet, operation, on *string) {
	f.StringVar(operation, "operation", "", a.t(text.Text{ZH: "哪次行动 `ID`, 如 P9-2027", EN: "the operation `ID`, such as P9-2027"}))
	f.StringVar(on, "date", "", a.t(text.Text{ZH: "每天每周的事: 那一期里的一天 `DATE` (默认今天)", EN: "of what is done every day or week: a `DATE` of the period (default today)"}))
}

func (a *app) planDone() *cobra.Command {
	var c command.DoDuty
	var on, done string
	v := a.verb(writes, "done ITEM [EVIDENCE]", text.Text{ZH: "记到期事项完成, 写凭据", EN: "mark a dated duty as done, with evidence"}, 1, 2, func(b *book, args []string) error {
		c.Item, c.Date, c.DoneOn = args[0], rules.Date(on), rules.Date(done)
		if len(args) > 1 {
			c.Evidence.Words = args[1]
		}
		return b.do(&c)
	})
	f := v.Flags()
	a.periodFlags(f, &c.Operation, &on)
	f.StringVar(&done, "on", "", a.t(text.Text{ZH: "完成日 `DATE` (默认今天)", EN: "`DATE` it was done (default today)"}))
	f.StringVar(&c.Evidence.Has, "has", "", a.t(text.Text{ZH: "有几样材料的事项: 已有的, 逗号隔开 `LIST`", EN: "of a duty that consists of several things: those that are there, a `LIST` with commas"}))
	f.StringVar(&c.Evidence.Lacks, "lacks", "", a.t(text.Text{ZH: "缺的为什么缺 `TEXT`", EN: "why what is missing is missing `TEXT`"}))
	f.StringVar(&c.Evidence.Record, "record", "", a.t(text.Text{ZH: "凭据: 单据、附件、事项等的编号 `ID`", EN: "evidence: `ID` of a paper, attachment, case and the like"}))
	f.StringVar(&c.Evidence.Number, "number", "", a.t(text.Text{ZH: "凭据: 文号或数量 `TEXT`", EN: "evidence: number of the document, or how many `TEXT`"}))
	return v
}

func (a *app) planWaive() *cobra.Command {
	var c command.WaiveDuty
	var on string
	v := a.verb(writes, "waive ITEM REASON", text.Text{ZH: "免办到期事项, 写原因", EN: "waive a dated duty, with a reason"}, 2, 2, func(b *book, args []string) error {
		c.Item, c.Reason, c.Date = args[0], args[1], rules.Date(on)
		return b.do(&c)
	})
	f := v.Flags()
	a.periodFlags(f, &c.Operation, &on)
	f.StringVar(&c.Clause, "clause", "", a.t(text.Text{ZH: "依据的条文 `ID` (默认事项自己的)", EN: "the clause `ID` that it rests on (default the item's own)"}))
	return v
}

func (a *app) planUndo() *cobra.Command {
	return a.verb(writes, "undo DUTY REASON", text.Text{ZH: "撤回完成或免办的记录; 编号在 plan calendar 末栏", EN: "take a mark or waiver back; the id is in the last column of plan calendar"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.UndoDuty{Duty: args[0], Reason: args[1]})
	})
}

// planDate adds a dated duty of the township's own.
func (a *app) planDate() *cobra.Command {
	var c command.PutDuty
	var until, every string
	v := a.verb(writes, "date DATE TITLE", text.Text{ZH: "加一件本镇自己的到期事项", EN: "add a dated duty of the township's own"}, 2, 2, func(b *book, args []string) error {
		c.Due, c.Title, c.Until, c.Every = rules.Date(args[0]), args[1], rules.Date(until), rules.Every(every)
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Owner, "owner", "", a.t(text.Text{ZH: "谁负责 `NAME`", EN: "who answers `NAME`"}))
	f.StringVar(&c.Clause, "clause", "", a.t(text.Text{ZH: "依据的条文 `ID`", EN: "the clause `ID` that it rests on"}))
	f.StringVar(&every, "every", "", a.t(text.Text{ZH: "重复 `day|week`: DATE 是首日", EN: "repeat `day|week`: DATE is the first day"}))
	f.StringVar(&until, "until", "", a.t(text.Text{ZH: "重复到 `DATE`", EN: "repeat until `DATE`"}))
	return v
}

func (a *app) planDrop() *cobra.Command {
	return a.verb(writes, "drop DUTY REASON", text.Text{ZH: "撤下本镇自己的到期事项", EN: "take a dated duty of the township's own off the calendar"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.StrikeDuty{Duty: args[0], Reason: args[1]})
	})
}
