package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// logVerbs show the duty log of a shift or a day, and mark it as read.
func (a *app) logVerbs() *cobra.Command {
	var shift, date, out string
	var html, plain bool
	v := a.verb(reads, "log", text.Text{ZH: "值班日志, 阅签", EN: "the duty log, and who read it"}, 0, 0, func(b *book, _ []string) error {
		ask, err := logAsk(shift, date)
		if err != nil {
			return err
		}
		if html || plain {
			return b.printLog(ask, plain, out)
		}
		p, err := b.desk.Log(ask)
		if err != nil {
			return err
		}
		if b.json {
			return b.object(p)
		}
		b.showLog(p)
		return nil
	})
	f := v.Flags()
	f.StringVar(&shift, "shift", "", a.t(text.Text{ZH: "班次 `SHIFT` (默认现在的)", EN: "of `SHIFT` (default the one on duty)"}))
	f.StringVar(&date, "date", "", a.t(text.Text{ZH: "某一天 `DATE`", EN: "of a `DATE`"}))
	f.BoolVar(&html, "html", false, a.t(text.Text{ZH: "A4 网页", EN: "an A4 page"}))
	f.BoolVar(&plain, "text", false, a.t(text.Text{ZH: "纯文本的日志单", EN: "the sheet as plain text"}))
	f.StringVar(&out, "out", "-", a.t(text.Text{ZH: "写到 `FILE`, - 是标准输出", EN: "write to `FILE`, - is the standard output"}))
	v.AddCommand(a.logVisit(), a.logCheck(), a.logAbove(), a.logNote(), a.logTerm(), a.logLeave(), a.logStrike(), a.logList(), a.logRead(), a.verb(writes, "unread READING REASON", text.Text{ZH: "撤回自己的阅签, 写明原因", EN: "take your own mark back, with a reason"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.UnreadLog{Reading: args[0], Reason: strings.Join(args[1:], " ")})
	}))
	return v
}

func logAsk(shift, date string) (view.LogAsk, error) {
	switch {
	case date == "":
		return view.LogAsk{Shift: shift}, nil
	case shift != "":
		return view.LogAsk{}, usage(text.Text{ZH: "--shift 和 --date 只用一个。", EN: "--shift or --date, not both."})
	}
	d, ok := command.ParseDate(date)
	if !ok {
		return view.LogAsk{}, rules.Bad("date", text.Text{ZH: "日期看不懂: %[1]s (例: 2026-11-24)", EN: "Not a date: %[1]s (for example 2026-11-24)"}.With(text.Clean(date, text.Line)))
	}
	return view.LogAsk{Date: d}, nil
}

// printLog draws the log as a paper, of which nothing is recorded.
func (b *book) printLog(ask view.LogAsk, plain bool, out string) error {
	id := ask.Shift
	if ask.Date != "" {
		id = string(ask.Date)
	}
	return b.print(printJob{kind: rules.PaperLog, id: id, draft: true, plain: plain, out: out})
}

func (b *book) showLog(p *view.Log) {
	switch s := p.Shift; {
	case s != nil:
		b.columns([][]string{{s.ID, moment(s.Start) + " - " + moment(s.End)}, {b.t(text.Text{ZH: "主班", EN: "Main"}), p.Names[s.Main]}, {b.t(text.Text{ZH: "带班", EN: "Leader"}), p.Names[s.Leader]}})
	default:
		b.printf("%s\n", p.Date)
	}
	if p.Cut > 0 {
		b.note(text.Text{ZH: "更早的 %[1]d 条未列, 用 --date 按天看。", EN: "%[1]d earlier entries are left out: read them by --date."}.With(p.Cut))
	}
	rows := make([][]string, len(p.Rows))
	for i := range p.Rows {
		r := &p.Rows[i]
		what := b.t(r.What)
		if r.Words != "" {
			what += ": " + r.Words
		}
		if r.Struck {
			what = b.t(text.Text{ZH: "(已划去) ", EN: "(struck out) "}) + what
		}
		rows[i] = []string{strconv.FormatUint(r.Seq, 10), rules.Stamp(r.When()), b.t(r.Category()), b.t(r.From), what, b.t(r.Handled()), r.By}
	}
	b.columns(rows)
	for i := range p.Readings {
		b.printf("%s\n", b.t(readingText(&p.Readings[i])))
	}
}

func readingText(r *rules.Reading) text.Text {
	t := text.Text{ZH: "阅签 %[1]s %[2]s %[3]s 至第 %[4]d 条", EN: "%[1]s read by %[2]s on %[3]s up to entry %[4]d"}.With(r.ID, r.Name, rules.Stamp(r.At), r.Upto)
	if r.Words != "" {
		t = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(t, r.Words)
	}
	if !r.Stands() {
		t = text.Text{ZH: "%[1]s (已撤回: %[2]s)", EN: "%[1]s (taken back: %[2]s)"}.With(t, r.Struck)
	}
	return t
}

func (a *app) logList() *cobra.Command {
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "各班日志和阅签, 新的在前", EN: "the logs by shift and who read them, newest first"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Logs(limit)
		if err != nil {
			return err
		}
		return show(b, rows, func(r view.LogShift) []string {
			state := text.Text{ZH: "待阅", EN: "unread"}
			switch {
			case r.Read:
				state = text.Text{ZH: "已阅", EN: "read"}
			case r.Shift.State == rules.ShiftActive:
				state = text.Text{ZH: "在班", EN: "on duty"}
			}
			var by []string
			for i := range r.Readings {
				if r.Readings[i].Stands() {
					by = append(by, r.Readings[i].Name)
				}
			}
			return []string{r.Shift.ID, r.Main, r.Leader, b.t(state), strings.Join(by, " ")}
		})
	})
	v.Flags().IntVar(&limit, "limit", 30, a.t(text.Text{ZH: "最多 `N` 个班 (0: 不限)", EN: "at most `N` shifts (0: no limit)"}))
	return v
}

func (a *app) logRead() *cobra.Command {
	var c command.ReadLog
	v := a.verb(writes, "read SHIFT", text.Text{ZH: "带班领导阅签", EN: "mark the log of a shift as read"}, 1, 1, func(b *book, args []string) error {
		c.Shift, c.PIN = args[0], b.pin
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Words, "words", "", a.t(text.Text{ZH: "阅签意见 `TEXT`", EN: "a remark `TEXT`"}))
	f.Uint64Var(&c.Upto, "upto", 0, a.t(text.Text{ZH: "阅到第 `N` 条 (默认全部)", EN: "up to entry `N` (default its end)"}))
	return v
}

func (a *app) shiftSince() *cobra.Command {
	return a.verb(reads, "since", text.Text{ZH: "上次交班以来的变化", EN: "what has changed since your last shift"}, 0, 0, func(b *book, _ []string) error {
		s, err := b.desk.Since()
		if err != nil {
			return err
		}
		if b.json {
			return b.object(s)
		}
		b.showSince(s)
		return nil
	})
}

func (b *book) showSince(s *view.Since) {
	head := text.Text{ZH: "%[1]s 以来 %[2]d 笔", EN: "since %[1]s: %[2]d entries"}.With(moment(s.From), s.Entries)
	if s.Shift != "" {
		head = text.Text{ZH: "%[1]s (您的班 %[2]s 交班)", EN: "%[1]s (the end of your shift %[2]s)"}.With(head, s.Shift)
	}
	b.printf("%s\n", b.t(head))
	if s.Skipped > 0 {
		b.note(text.Text{ZH: "最早的 %[1]d 笔只计数。", EN: "The first %[1]d are counted alone."}.With(s.Skipped))
	}
	for _, g := range s.Groups {
		title := b.t(rules.WordOf(view.SinceKinds, g.Kind))
		if g.More > 0 {
			title += " +" + strconv.Itoa(g.More)
		}
		b.printf("%s\n", title)
		var rows [][]string
		for i := range g.Rows {
			r := &g.Rows[i]
			mark := ""
			if r.Grave {
				mark = "!"
			}
			due := ""
			if r.Due != nil {
				due = b.t(rules.WordOf(rules.ObligationWords, string(r.State))) + " " + rules.Stamp(*r.Due)
			}
			rows = append(rows, []string{" " + mark, r.Key, b.t(r.What), b.t(r.Subject), due})
		}
		b.columns(rows)
	}
	var quiet []string
	for _, q := range s.Quiet {
		quiet = append(quiet, b.t(text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(q.Text, q.N)))
	}
	if quiet != nil {
		b.printf("%s\n", b.t(text.Text{ZH: "另: %[1]s", EN: "Also: %[1]s"}.With(strings.Join(quiet, b.t(text.Text{ZH: "、", EN: ", "})))))
	}
}
