package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// logVisit, logCheck and logAbove write down what reaches the desk in one way, as call log
// does for all.
func (a *app) logVisit() *cobra.Command {
	c := command.LogCall{Kind: rules.CallVisit}
	return a.contact("visit NAME WORDS", text.Text{ZH: "来访登记", EN: "a visitor"}, 2, &c, func(args []string) {
		c.Caller.Name, c.Said = args[0], strings.Join(args[1:], " ")
	})
}

func (a *app) logCheck() *cobra.Command {
	c := command.LogCall{Kind: rules.CallCheck}
	return a.contact("check UNIT [WORDS]", text.Text{ZH: "查岗登记: 哪里谁打来, --at 写到分钟", EN: "a duty check: who rang, --at to the minute"}, 1, &c, func(args []string) {
		c.Caller.Unit, c.Said = args[0], strings.Join(args[1:], " ")
	})
}

func (a *app) logAbove() *cobra.Command {
	c := command.LogCall{Kind: rules.CallNotice}
	var term string
	v := a.contactWith("above UNIT WORDS", text.Text{ZH: "上级通知, --term 写期限", EN: "a word from above, with a --term"}, 2, &c, func(b *book, args []string) (err error) {
		c.Caller.Unit, c.Said = args[0], strings.Join(args[1:], " ")
		c.Term, err = b.timeFlag("term", term, true)
		return err
	})
	v.Flags().StringVar(&term, "term", "", a.t(text.Text{ZH: "期限 `TIME`", EN: "to be done by `TIME`"}))
	return v
}

func (a *app) contact(use string, short text.Text, least int, c *command.LogCall, read func(args []string)) *cobra.Command {
	return a.contactWith(use, short, least, c, func(_ *book, args []string) error { read(args); return nil })
}

func (a *app) contactWith(use string, short text.Text, least int, c *command.LogCall, read func(b *book, args []string) error) *cobra.Command {
	var at, left string
	v := a.verb(writes, use, short, least, -1, func(b *book, args []string) (err error) {
		if err = read(b, args); err != nil {
			return err
		}
		if c.Left, err = b.timeFlag("left", left, false); err != nil {
			return err
		}
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(c)
	})
	f := v.Flags()
	if c.Kind != rules.CallVisit {
		f.StringVar(&c.Caller.Name, "caller", "", a.t(text.Text{ZH: "谁打来的 `NAME`", EN: "who rang, `NAME`"}))
	} else {
		f.StringVar(&c.Caller.Unit, "unit", "", a.t(text.Text{ZH: "单位 `NAME`", EN: "unit `NAME`"}))
	}
	f.StringVar(&c.Caller.Phone, "phone", "", a.t(text.Text{ZH: "电话 `NUMBER`", EN: "telephone `NUMBER`"}))
	if c.Kind == rules.CallVisit {
		f.StringVar(&left, "left", "", a.t(text.Text{ZH: "离开时间 `TIME` (还在就不写)", EN: "when the visitor left, `TIME` (none while still here)"}))
		f.BoolVar(&c.Nothing, "nothing", false, a.t(text.Text{ZH: "无需办理", EN: "nothing is to be done"}))
	}
	a.atFlag(v, &at)
	return v
}

func (a *app) logNote() *cobra.Command {
	return a.verb(writes, "note WORDS", text.Text{ZH: "在本班记事", EN: "write a note on the shift"}, 1, -1, func(b *book, args []string) error {
		return b.do(&command.AddNote{Text: strings.Join(args, " ")})
	})
}

func (a *app) logTerm() *cobra.Command {
	return a.verb(writes, "term CALL TIME REASON", text.Text{ZH: "更正期限, 写明原因", EN: "change the term of a contact, with a reason"}, 3, -1, func(b *book, args []string) error {
		t, err := b.timeFlag("term", args[1], true)
		if err != nil || t == nil {
			return err
		}
		return b.do(&command.SetTerm{Call: args[0], Term: *t, Reason: strings.Join(args[2:], " ")})
	})
}

// logStrike strikes out what an id names, by its letter.
func (a *app) logStrike() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.verb(writes, "strike ID REASON", text.Text{ZH: "划去一条 (来电来访 T, 记事 N, 指示 O, 巡查 Q, 报告 L), 原文留着; 划错了用 call reopen", EN: "strike out an entry (contact T, note N, order O, patrol Q, report L); its words stay; call reopen brings a contact back"}, 2, -1, func(b *book, args []string) error {
		id, why := strings.ToUpper(text.Digits(args[0])), strings.Join(args[1:], " ")
		switch id[:min(len(id), 1)] {
		case "T":
			return b.do(&command.StrikeCall{Call: id, Reason: why})
		case "N":
			return b.do(&command.StrikeNote{Note: id, Reason: why})
		case "O":
			return b.do(&command.StrikeOrder{Order: id, Reason: why})
		case "L":
			return b.do(&command.StrikeReport{Report: id, Reason: why})
		case "Q":
			was, err := b.desk.Patrol(id)
			if err != nil {
				return err
			}
			out := was.Patrol.IsOut()
			if err := b.do(&command.UndoPatrol{Patrol: id, Step: rules.UndoOut, Version: version, Reason: why}); err != nil {
				return err
			}
			if out {
				b.note(view.Unwatched)
			}
			return nil
		}
		return usage(text.Text{ZH: "写全编号: T 来电来访, N 记事, O 指示, Q 巡查, L 报告。", EN: "Give the whole id: T a contact, N a note, O an order, Q a patrol, L a report."})
	}))
}

// logLeave notes when a visitor went; with --undo it takes that back.
func (a *app) logLeave() *cobra.Command {
	var at, undo string
	v := a.verb(writes, "leave VISIT", text.Text{ZH: "来访离开", EN: "note when a visitor left"}, 1, 1, func(b *book, args []string) error {
		if undo != "" {
			return b.do(&command.StayVisit{Call: args[0], Reason: undo})
		}
		c := command.LeaveVisit{Call: args[0]}
		var err error
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&undo, "undo", "", a.t(text.Text{ZH: "撤回离开, 写原因 `REASON`", EN: "take it back, with a `REASON`"}))
	a.atFlag(v, &at)
	return v
}
