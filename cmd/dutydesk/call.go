package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) callVerbs() *cobra.Command {
	return a.group("call", text.Text{ZH: "来电来访", EN: "calls and visits"},
		a.callIn(), a.callOut(), a.callNumbers(), a.callPlan(), a.callPass(), a.callDone(), a.callAmend(), a.callReopen(), a.callList())
}

// callFlags are what a contact is described with. at is read when the verb runs.
func (a *app) callFlags(f *pflag.FlagSet, c *command.LogCall, kind, at *string) {
	f.StringVar(kind, "kind", "phone", a.t(text.Text{ZH: "方式 `KIND`: phone visit wechat 12345 inspection notice order patrol", EN: "way `KIND`: phone visit wechat 12345 inspection notice order patrol"}))
	f.StringVar(&c.Caller.Name, "name", "", a.t(text.Text{ZH: "对方姓名 `NAME`", EN: "`NAME` of the other side"}))
	f.StringVar(&c.Caller.Unit, "unit", "", a.t(text.Text{ZH: "对方单位 `UNIT`", EN: "`UNIT` of the other side"}))
	f.StringVar(&c.Caller.Phone, "phone", "", a.t(text.Text{ZH: "对方电话 `NUMBER`", EN: "telephone `NUMBER` of the other side"}))
	f.StringVar(&c.Agency, "agency", "", a.t(text.Text{ZH: "对方是联系单位、村或人员 `AGENCY` (编号或名称)", EN: "the other side is `AGENCY`, a village or an officer (id or name)"}))
	f.StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "归到事项 `CASE`", EN: "belongs to `CASE`"}))
	f.StringVar(at, "at", "", a.t(text.Text{ZH: "什么时候 `TIME` (默认现在)", EN: "when, `TIME` (default now)"}))
}

func (a *app) callIn() *cobra.Command {
	var c command.LogCall
	var kind, at, place string
	var open bool
	var who personFlags
	v := a.verb(writes, "in WORDS", text.Text{ZH: "记来电来访", EN: "write down a call or visit"}, 0, -1, func(b *book, args []string) (err error) {
		c.Kind, c.Said = rules.CallKind(kind), strings.Join(args, " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		if open {
			p, err := who.person()
			if err != nil {
				return err
			}
			c.Open = &command.Intake{Kind: rules.CaseKind(who.kind), Place: place, Said: c.Said, Caller: c.Caller, Person: p, At: c.At}
		}
		return b.do(&c)
	})
	f := v.Flags()
	a.callFlags(f, &c, &kind, &at)
	f.StringVar(&c.PassTo, "pass-to", "", a.t(text.Text{ZH: "转给 `WHOM` (单位或人)", EN: "passed on to `WHOM`"}))
	f.BoolVar(&c.Nothing, "nothing", false, a.t(text.Text{ZH: "无需办理", EN: "nothing to do"}))
	f.BoolVar(&open, "open", false, a.t(text.Text{ZH: "立为救助事项, 要有 --place", EN: "opens a case; needs --place"}))
	f.StringVar(&place, "place", "", a.t(text.Text{ZH: "事项地点 `PLACE`", EN: "`PLACE` of the case"}))
	a.personFlags(f, &who, "person-name")
	return v
}

func (a *app) callOut() *cobra.Command {
	var c command.LogCall
	var kind, at string
	var reached, missed bool
	v := a.verb(writes, "out WORDS", text.Text{ZH: "记去电: 打给谁, 通没通, 说了什么", EN: "write down a call made: to whom, reached or not, words"}, 0, -1, func(b *book, args []string) (err error) {
		if reached == missed {
			return usage(text.Text{ZH: "通了写 --reached, 没接写 --missed。", EN: "Say --reached or --missed."})
		}
		c.Kind, c.Said, c.Out, c.Reached = rules.CallKind(kind), strings.Join(args, " "), true, &reached
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	a.callFlags(f, &c, &kind, &at)
	f.BoolVar(&reached, "reached", false, a.t(text.Text{ZH: "通了", EN: "reached"}))
	f.BoolVar(&missed, "missed", false, a.t(text.Text{ZH: "未接", EN: "not reached"}))
	f.StringVar(&c.Planned, "planned", "", a.t(text.Text{ZH: "打的是约定的 `CALL`, 打通就算办完", EN: "makes the planned `CALL`, which reaching somebody ends"}))
	return v
}

// callPlan keeps a call that is to be made at an hour.
func (a *app) callPlan() *cobra.Command {
	var c command.PlanCall
	var at string
	v := a.verb(writes, "plan --at TIME WORDS", text.Text{ZH: "约定去电: 几点打给谁, 问什么; 到点上值班室", EN: "a call to be made at an hour: to whom, what to ask"}, 0, -1, func(b *book, args []string) error {
		c.Said = strings.Join(args, " ")
		due, err := b.timeFlag("at", at, true)
		if err != nil {
			return err
		}
		if due != nil {
			c.Due = *due
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&at, "at", "", a.t(text.Text{ZH: "几点打 `TIME`", EN: "when to ring, `TIME`"}))
	f.StringVar(&c.Agency, "agency", "", a.t(text.Text{ZH: "打给联系单位 `AGENCY` (编号或名称)", EN: "to `AGENCY` (id or name)"}))
	f.StringVar(&c.Caller.Name, "name", "", a.t(text.Text{ZH: "打给 `NAME`", EN: "to `NAME`"}))
	f.StringVar(&c.Caller.Phone, "phone", "", a.t(text.Text{ZH: "号码 `NUMBER`", EN: "`NUMBER` to ring"}))
	f.StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "关于事项 `CASE`", EN: "about `CASE`"}))
	return v
}

func (a *app) callPass() *cobra.Command {
	return a.verb(writes, "pass CALL WHOM", text.Text{ZH: "转办", EN: "pass a call on"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.PassCall{Call: args[0], To: args[1]})
	})
}

func (a *app) callDone() *cobra.Command {
	var c command.FinishCall
	v := a.verb(writes, "done CALL [RESULT]", text.Text{ZH: "办完: 写结果, 或无需办理", EN: "finish a call: its result, or nothing to do"}, 1, -1, func(b *book, args []string) error {
		c.Call, c.Result = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().BoolVar(&c.Nothing, "nothing", false, a.t(text.Text{ZH: "无需办理", EN: "nothing to do"}))
	return v
}

// callAmend changes the parts that are given; the rest of the caller stays.
func (a *app) callAmend() *cobra.Command {
	var c command.AmendCall
	var said string
	var caller rules.Caller
	var reached, missed bool
	var f *pflag.FlagSet
	v := a.verb(writes, "amend CALL REASON", text.Text{ZH: "更正记错的来电, 要写原因; 原话留着", EN: "correct what was written down of a call, with a reason; the old words stay"}, 2, -1, func(b *book, args []string) error {
		c.Call, c.Reason = args[0], strings.Join(args[1:], " ")
		was, err := b.desk.Call(c.Call)
		if err != nil {
			return err
		}
		next := was.Caller
		c.Version = was.Version
		for _, part := range []struct {
			flag    string
			to, val *string
		}{{"name", &next.Name, &caller.Name}, {"unit", &next.Unit, &caller.Unit}, {"phone", &next.Phone, &caller.Phone}} {
			if f.Changed(part.flag) {
				*part.to, c.Caller = *part.val, &next
			}
		}
		if f.Changed("said") {
			c.Said = &said
		}
		switch {
		case reached && missed:
			return usage(text.Text{ZH: "--reached 和 --missed 只能写一个。", EN: "Either --reached or --missed."})
		case reached || missed:
			c.Reached = &reached
		}
		return b.do(&c)
	})
	f = v.Flags()
	f.StringVar(&said, "said", "", a.t(text.Text{ZH: "所述情况应为 `TEXT`", EN: "what was said: `TEXT`"}))
	f.StringVar(&caller.Name, "name", "", a.t(text.Text{ZH: "对方姓名应为 `NAME`", EN: "`NAME` of the other side"}))
	f.StringVar(&caller.Unit, "unit", "", a.t(text.Text{ZH: "对方单位应为 `UNIT`", EN: "`UNIT` of the other side"}))
	f.StringVar(&caller.Phone, "phone", "", a.t(text.Text{ZH: "对方电话应为 `NUMBER`", EN: "telephone `NUMBER` of the other side"}))
	f.BoolVar(&reached, "reached", false, a.t(text.Text{ZH: "去电其实通了", EN: "the call out got through"}))
	f.BoolVar(&missed, "missed", false, a.t(text.Text{ZH: "去电其实没有通", EN: "the call out did not get through"}))
	return v
}

func (a *app) callReopen() *cobra.Command {
	return a.verb(writes, "reopen CALL REASON", text.Text{ZH: "恢复转办、办完或归错事项的来电", EN: "take back that a call was passed on, finished or joined to a case"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.ReopenCall{Call: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) callList() *cobra.Command {
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "列出未办完的, 或全部", EN: "list those open, or all"}, 0, 0, func(b *book, _ []string) error {
		calls, err := b.desk.Calls(all, limit)
		if err != nil {
			return err
		}
		return show(b, calls, func(c rules.Call) []string {
			way := a.t(rules.WordOf(rules.CallKindWords, string(c.Kind)))
			if c.Out {
				way += a.t(text.Text{ZH: " 打出", EN: " out"})
			}
			return []string{c.ID, moment(c.At), a.t(rules.WordOf(rules.CallStateWords, string(c.State))), way,
				strings.TrimSpace(c.Caller.Unit + " " + c.Caller.Name), c.Caller.Phone, c.Said}
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "最多 `N` 条 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}
