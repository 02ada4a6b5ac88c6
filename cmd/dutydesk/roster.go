package main

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) rosterVerbs() *cobra.Command {
	reason := func(use string, short text.Text, make func(id, reason string) command.Command) *cobra.Command {
		return a.verb(writes, use, short, 2, -1, func(b *book, args []string) error { return b.do(make(args[0], strings.Join(args[1:], " "))) })
	}
	return a.group("roster", text.Text{ZH: "排班", EN: "the roster"}, a.rosterShow(), a.rosterRules(), a.rosterGenerate(), a.rosterSet(), a.rosterPublish(),
		a.rosterWithdraw(), a.rosterLeave(), a.rosterSwap(), a.rosterTakeover(),
		a.verb(writes, "accept SLIP", text.Text{ZH: "同意接班", EN: "accept to take over"}, 1, 1, func(b *book, args []string) error { return b.do(&command.AcceptSwap{Slip: args[0]}) }),
		a.verb(writes, "approve SLIP", text.Text{ZH: "批准调班", EN: "approve a swap"}, 1, 1, func(b *book, args []string) error { return b.do(&command.ApproveSwap{Slip: args[0]}) }),
		reason("refuse SLIP REASON", text.Text{ZH: "不同意调班", EN: "refuse a swap"}, func(id, why string) command.Command { return &command.RefuseSwap{Slip: id, Reason: why} }),
		reason("undo SLIP REASON", text.Text{ZH: "撤销调班或请假", EN: "undo a swap or leave"}, func(id, why string) command.Command { return &command.UndoSlip{Slip: id, Reason: why} }),
		a.rosterGaps(), a.rosterCount(), a.rosterExport())
}

// rosterOf reads the month of the arguments.
func (b *book) rosterOf(args []string) (*view.Roster, error) {
	c := &command.GenerateRoster{Month: string(rules.DateOf(b.st.Now())[:7])}
	if len(args) > 0 {
		c.Month = args[0]
	}
	if err := c.Check(b.st.Now()); err != nil {
		return nil, err
	}
	return b.desk.Roster(c.Month)
}

func (a *app) rosterShow() *cobra.Command {
	return a.verb(reads, "show [MONTH]", text.Text{ZH: "一个月的班 (2026-12); 不写是本月", EN: "a month (2026-12), this one without"}, 0, 1, func(b *book, args []string) error {
		r, err := b.rosterOf(args)
		if err != nil {
			return err
		}
		if b.json {
			return b.object(r)
		}
		if r.State == "" {
			b.note(text.Text{ZH: "%[1]s 还没有排班。先: dutydesk roster generate %[1]s", EN: "%[1]s has no roster. First: dutydesk roster generate %[1]s"}.With(r.Month))
		} else {
			b.printf("%s %s\n", r.Month, b.t(rules.WordOf(rota.StateWords, string(r.State))))
		}
		var rows [][]string
		for i := range r.Turns {
			t := &r.Turns[i]
			day := rules.WordOf(rules.DayKindWords, string(t.Day.Kind))
			if !t.Day.Name.IsZero() {
				day = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(t.Day.Name, day)
			}
			said := t.Bad
			if !t.Asked.IsZero() {
				said = append(said, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(t.Asked, t.Clause))
			}
			rows = append(rows, []string{t.Key, b.t(day), t.Group, t.Names.Leader, t.Names.Main, strings.Join(t.Names.Deputies, " "), t.Names.Driver, strings.Join(t.Names.Standby, " "), join(b, said)})
		}
		b.columns(rows)
		for _, u := range r.Said {
			b.note(text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(u.At), u.Text()))
		}
		rows = nil
		for _, s := range r.Slips {
			rows = append(rows, []string{s.ID, b.t(rules.WordOf(rota.SlipWords, string(s.State))), b.t(s.What), s.Reason, s.Word})
		}
		b.columns(rows)
		return nil
	})
}

func join(b *book, all []text.Text) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = b.t(t)
	}
	return strings.Join(out, "; ")
}

// rosterRules changes the parts that are given.
func (a *app) rosterRules() *cobra.Command {
	var v *cobra.Command
	var c command.SetRoster
	var hours, groups, together, apart []string
	v = a.verb(writes, "rules", text.Text{ZH: "排班规则: 只改写了的部分", EN: "how the roster is made: what is given is changed"}, 0, 0, func(b *book, _ []string) error {
		r, err := b.desk.Roster("")
		if err != nil {
			return err
		}
		s, f := r.Scheme, v.Flags()
		keep := func(name string, into *[]string, was []string) {
			if !f.Changed(name) {
				*into = was
			}
		}
		keep("office", &c.Office, s.Office)
		if !f.Changed("office-end") {
			c.Until = s.Until
		}
		keep("leaders", &c.Leaders, s.Leaders)
		keep("staff", &c.Staff, s.Staff)
		keep("drivers", &c.Drivers, s.Drivers)
		keep("no-nights", &c.NoNights, s.NoNights)
		if !f.Changed("deputies") {
			c.Deputies = s.Deputies
		}
		if !f.Changed("standby") {
			c.Standby = s.Standby
		}
		if !f.Changed("weekday") {
			c.Weekday = s.Weekday
		}
		lists := func(name string, said []string, was [][]string) [][]string {
			if !f.Changed(name) {
				return was
			}
			return rota.Lists(said)
		}
		c.Groups, c.Together, c.Apart = lists("group", groups, s.Groups), lists("together", together, s.Together), lists("apart", apart, s.Apart)
		c.Hours = s.Hours
		if f.Changed("hours") {
			c.Hours = rota.ReadHours(hours)
		}
		c.Version = s.Version
		res, err := b.desk.Do(b.request, &c)
		if err != nil || !b.json { // the rules are one record: its key is no number to go on with
			return err
		}
		return b.saved(res)
	})
	f := v.Flags()
	f.StringArrayVar(&hours, "hours", nil, a.t(text.Text{ZH: "从某日起几点换班 `FROM=08:00,20:00`", EN: "hours from a day on `FROM=08:00,20:00`"}))
	f.StringSliceVar(&c.Office, "office", nil, a.t(text.Text{ZH: "工作日白天由谁值 `NAME,...`", EN: "who keeps the workdays' daytime `NAME,...`"}))
	f.StringVar(&c.Until, "office-end", "", a.t(text.Text{ZH: "办公室白天值到几点 `HH:MM` (默认 17:00)", EN: "until when the office keeps the day `HH:MM` (default 17:00)"}))
	f.StringSliceVar(&c.Leaders, "leaders", nil, a.t(text.Text{ZH: "带班领导 `NAME,...`", EN: "leaders `NAME,...`"}))
	f.StringSliceVar(&c.Staff, "staff", nil, a.t(text.Text{ZH: "值班人员 `NAME,...`", EN: "staff `NAME,...`"}))
	f.StringSliceVar(&c.Drivers, "drivers", nil, a.t(text.Text{ZH: "驾驶员 `NAME,...`", EN: "drivers `NAME,...`"}))
	f.StringSliceVar(&c.NoNights, "no-nights", nil, a.t(text.Text{ZH: "不排夜班的 `NAME,...`", EN: "who do no nights `NAME,...`"}))
	f.IntVar(&c.Deputies, "deputies", 0, a.t(text.Text{ZH: "副班 `N` 人", EN: "`N` deputies"}))
	f.IntVar(&c.Standby, "standby", 0, a.t(text.Text{ZH: "备班 `N` 人", EN: "`N` on standby"}))
	f.BoolVar(&c.Weekday, "weekday", false, a.t(text.Text{ZH: "各组按星期几, 不轮流", EN: "a group has its day of the week"}))
	f.StringArrayVar(&groups, "group", nil, a.t(text.Text{ZH: "一组人 `A+B+C`, 可写多次", EN: "a group `A+B+C`, may be repeated"}))
	f.StringArrayVar(&together, "together", nil, a.t(text.Text{ZH: "必须同班 `A+B`", EN: "together `A+B`"}))
	f.StringArrayVar(&apart, "apart", nil, a.t(text.Text{ZH: "不能同班 `A+B`", EN: "apart `A+B`"}))
	return v
}

func (a *app) rosterGenerate() *cobra.Command {
	var c command.GenerateRoster
	v := a.verb(writes, "generate MONTH", text.Text{ZH: "自动排班 (草稿), 手工定的不动", EN: "fill a month as a draft; what was set by hand stays"}, 1, 1, func(b *book, args []string) error {
		c.Month = args[0]
		if err := c.Check(b.st.Now()); err != nil {
			return err
		}
		c.Versions = map[string]int64{}
		for _, m := range rota.Months(rules.Date(c.Month+"-01"), rules.Date(c.Through+"-01")) {
			r, err := b.desk.Roster(m)
			if err != nil {
				return err
			}
			c.Versions[m] = cmp.Or(r.Version, command.NoneYet)
		}
		c.Version = c.Versions[c.Month]
		delete(c.Versions, c.Month)
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Through, "through", "", a.t(text.Text{ZH: "一起排到 `MONTH`", EN: "together through `MONTH`"}))
	return v
}

// rosterWithdraw withdraws what the book shows now, and nothing that was written since.
func (a *app) rosterWithdraw() *cobra.Command {
	return a.verb(writes, "withdraw MONTH REASON", text.Text{ZH: "撤回还没开始的月份, 回到草稿", EN: "make a month that has not begun a draft again"}, 2, -1, func(b *book, args []string) error {
		r, err := b.rosterOf(args[:1])
		if err != nil {
			return err
		}
		return b.do(&command.WithdrawRoster{Month: r.Month, Reason: strings.Join(args[1:], " "), Version: r.Version})
	})
}

func (a *app) rosterSet() *cobra.Command {
	return a.verb(writes, "set DAY[THH:MM] POST [NAME ...]", text.Text{ZH: "手工定一个岗: 带班 主班 副班 驾驶员 备班; 不写人是留给自动排", EN: "set a post by hand: leader main deputy driver standby; nobody leaves it to generating"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.SetTurn{Turn: turnOf(args[0]), Post: rota.Post(args[1]), Officers: args[2:]})
	})
}

// turnOf reads a turn as one word, 2026-12-05T20:00.
func turnOf(s string) string { return strings.ReplaceAll(s, "T", " ") }

func (a *app) rosterPublish() *cobra.Command {
	var c command.PublishRoster
	v := a.verb(writes, "publish MONTH", text.Text{ZH: "签字发布一个月的班", EN: "sign and publish a month"}, 1, 1, func(b *book, args []string) error {
		c.Month, c.PIN = args[0], b.pin
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Reason, "reason", "", a.t(text.Text{ZH: "有缺口照样发布的原因 `TEXT`", EN: "why it is published with faults `TEXT`"}))
	return v
}

func (a *app) rosterLeave() *cobra.Command {
	var c command.GiveLeave
	v := a.verb(writes, "leave FIRST[..LAST] [LAST] REASON", text.Text{ZH: "登记请假", EN: "give leave"}, 2, -1, func(b *book, args []string) error {
		first, last, _ := strings.Cut(args[0], "..")
		rest := args[1:]
		if d, ok := command.ParseDate(rest[0]); ok && last == "" { // two days one after the other
			last, rest = string(d), rest[1:]
		}
		c.First, c.Last, c.Reason = rules.Date(first), rules.Date(last), strings.Join(rest, " ")
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Officer, "officer", "", a.t(text.Text{ZH: "谁 `NAME` (默认本人)", EN: "who `NAME` (default oneself)"}))
	return v
}

func (a *app) rosterSwap() *cobra.Command {
	var c command.AskSwap
	v := a.verb(writes, "swap DAY[THH:MM] TO REASON", text.Text{ZH: "调班单: 请 TO 接这个班", EN: "a swap slip: TO takes the turn over"}, 3, -1, func(b *book, args []string) error {
		c.Turn, c.To, c.Reason, c.Back = turnOf(args[0]), args[1], strings.Join(args[2:], " "), turnOf(c.Back)
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Officer, "officer", "", a.t(text.Text{ZH: "谁的班 `NAME` (默认本人)", EN: "whose turn `NAME` (default one's own)"}))
	v.Flags().StringVar(&c.Back, "back", "", a.t(text.Text{ZH: "换对方的哪个班 `DAY`", EN: "for which turn of the other `DAY`"}))
	v.Flags().BoolVar(&c.Now, "now", false, a.t(text.Text{ZH: "紧急: 马上生效, 事后批准", EN: "emergency: in force at once, approved after"}))
	return v
}

// rosterTakeover is a swap that is in force at once, written by whoever takes over.
func (a *app) rosterTakeover() *cobra.Command {
	return a.verb(writes, "takeover DAY[THH:MM] WHOM REASON", text.Text{ZH: "紧急顶班: 本人马上接 WHOM 的班, 领导事后批准", EN: "emergency: take WHOM's turn at once, approved after"}, 3, -1, func(b *book, args []string) error {
		return b.do(&command.AskSwap{Turn: turnOf(args[0]), Officer: args[1], Now: true, Reason: strings.Join(args[2:], " ")})
	})
}

func (a *app) rosterGaps() *cobra.Command {
	return a.verb(reads, "gaps [MONTH]", text.Text{ZH: "缺口、重复、连班、缺带班", EN: "holes, double bookings, two in a row, a missing leader"}, 0, 1, func(b *book, args []string) error {
		r, err := b.rosterOf(args)
		if err != nil {
			return err
		}
		if !b.json && len(r.Faults) == 0 {
			b.note(text.Text{ZH: "没有缺口。", EN: "No holes."})
		}
		if !b.json && r.State == rota.Draft {
			b.note(text.Text{ZH: "还是草稿, 发布以后才算有人值班。", EN: "A draft: nobody is on duty by it until it is published."})
		}
		return show(b, r.Faults, func(f rota.Fault) []string {
			return []string{string(f.Date), string(f.Kind), b.t(f.Text), strings.Join(f.Clauses, " ")}
		})
	})
}

func (a *app) rosterCount() *cobra.Command {
	var csv bool
	v := a.verb(reads, "count [MONTH]", text.Text{ZH: "月末统计: 平日、周末、法定节假日", EN: "the month's count by workday, weekend, statutory day"}, 0, 1, func(b *book, args []string) error {
		r, err := b.rosterOf(args)
		if err != nil {
			return err
		}
		head := []text.Text{{ZH: "姓名", EN: "Name"}, {ZH: "班次", EN: "turns"}, {ZH: "夜班", EN: "nights"}, {ZH: "平日", EN: "workdays"}, {ZH: "周末", EN: "weekends"}, {ZH: "法定", EN: "statutory"}, {ZH: "备班", EN: "standby"}, {ZH: "请假天", EN: "leave"}}
		row := func(c rota.Count) []string {
			out := []string{c.Name}
			for _, n := range []int{c.Turns, c.Nights, c.Weekdays, c.Weekends, c.Holidays, c.Standby, c.Leave} {
				out = append(out, strconv.Itoa(n))
			}
			return out
		}
		if b.json {
			return objects(b.app, r.Counts)
		}
		rows := [][]string{{}}
		for _, h := range head {
			rows[0] = append(rows[0], b.t(h))
		}
		for _, c := range r.Counts {
			rows = append(rows, row(c))
		}
		if csv {
			b.write(string(csvTable(rows)))
			return nil
		}
		b.columns(rows)
		b.note(rota.CountNote)
		return nil
	})
	v.Flags().BoolVar(&csv, "csv", false, a.t(text.Text{ZH: "CSV 表格", EN: "as CSV"}))
	return v
}
