package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) noticeVerbs() *cobra.Command {
	return a.group("notice", text.Text{ZH: "通知传达", EN: "notices passed on to many"}, a.noticeNew(), a.noticeList(), a.noticeShow(), a.noticeResult(), a.noticeExplain(),
		a.noticeCorrect(), a.noticeAdd(), a.noticeWithdraw(), a.noticePrint(), a.noticeClose(), a.noticeConfirm())
}

// receiverFlags are who a notice goes to.
func (a *app) receiverFlags(v *cobra.Command, to, people *[]string) {
	v.Flags().StringSliceVar(to, "to", nil, a.t(text.Text{ZH: "传给 `NAMES`: 各村, 各单位, 值班人员, 或村、单位、人员的名称", EN: "to `NAMES`: villages, agencies, officers, or names of some"}))
	v.Flags().StringArrayVar(people, "person", nil, a.t(text.Text{ZH: "不在册的人 `\"姓名 电话 电话 村\"`, 可重复", EN: "somebody on no list `\"NAME NUMBER NUMBER VILLAGE\"`, again for each"}))
}

func (a *app) noticeNew() *cobra.Command {
	var to, people []string
	var due, kind, on string
	v := a.verb(writes, "new [WORDS]", text.Text{ZH: "下发一条通知; 不写内容用种类的模板", EN: "begin to pass one on; without words the template of its kind"}, 0, -1, func(b *book, args []string) (err error) {
		c := command.NewNotice{Kind: rules.NoticeKind(kind), Text: strings.Join(args, " "), On: on, To: to, Others: command.Contacts(strings.Join(people, "\n"))}
		if c.Due, err = b.timeFlag("due", due, true); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.receiverFlags(v, &to, &people)
	v.Flags().StringVar(&kind, "kind", "", a.t(text.Text{ZH: "种类 `KIND`: cold 预警传达, patrol 巡查要求, nil 零报告, alone 独居问候, free 其他", EN: "`KIND`: cold, patrol, nil, alone, free"}))
	v.Flags().StringVar(&due, "due", "", a.t(text.Text{ZH: "`TIME` 前传完 (默认按设置)", EN: "all are to be told by `TIME` (default as set)"}))
	v.Flags().StringVar(&on, "on", "", a.t(text.Text{ZH: "传达的预警、指示或来电 `ID`", EN: "the warning, order or call `ID` that it passes on"}))
	return v
}

func (a *app) noticeRow(r view.Notice) []string {
	n := &r.Notice
	due := ""
	if n.Due != nil {
		due = moment(*n.Due)
	}
	state := a.t(rules.WordOf(rules.NoticeStateWords, string(n.State)))
	if r.Late {
		state += " " + a.t(text.Text{ZH: "逾期", EN: "late"})
	}
	return []string{n.ID, state, a.t(r.Said()), a.t(rules.WordOf(rules.NoticeKindWords, string(n.Kind))), due, n.Text}
}

func (a *app) noticeList() *cobra.Command {
	var all bool
	v := a.verb(reads, "list", text.Text{ZH: "传达中的, 或全部; 还可传达什么", EN: "those being passed on, or all; what else might be"}, 0, 0, func(b *book, _ []string) error {
		p, err := b.desk.Notices(0)
		if err != nil {
			return err
		}
		var rows []view.Notice
		for _, r := range p.Rows {
			if all || r.Notice.State == rules.NoticeOpen {
				rows = append(rows, r)
			}
		}
		if err := show(b, rows, a.noticeRow); err != nil || b.json {
			return err
		}
		for _, s := range p.Suggest {
			b.note(text.Text{ZH: "建议: %[1]s", EN: "Suggested: %[1]s"}.With(s.What))
		}
		return nil
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	return v
}

func (a *app) noticeShow() *cobra.Command {
	return a.verb(reads, "show NOTICE", text.Text{ZH: "一条通知和名单: 现在打谁, 谁没有回", EN: "a notice and its dial list: whom to ring, who has not confirmed"}, 1, 1, func(b *book, args []string) error {
		n, err := b.desk.Notice(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return b.object(n)
		}
		b.printf("%s\n", strings.Join(a.noticeRow(*n), "  "))
		return show(b, n.Notice.Receivers, func(r rules.NoticeReceiver) []string {
			said := text.Text{ZH: "未打", EN: "not rung"}
			switch last := r.Last(); {
			case r.Reached():
				said = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.WordOf(rules.NoticeResultWords, string(last.Result)), rules.Stamp(last.At))
			case r.Explained != nil:
				said = text.Text{ZH: "已说明: %[1]s", EN: "explained: %[1]s"}.With(r.Explained.Reason)
			case last != nil:
				said = text.Text{ZH: "未接 %[1]d 次 %[2]s", EN: "no answer %[1]d times, %[2]s"}.With(len(r.Standing()), rules.Stamp(last.At))
			}
			mark := " "
			if r.No == n.Next {
				mark = ">"
			}
			return []string{mark + strconv.Itoa(r.No), a.t(r.Called()), r.Contact, strings.Join(r.Phones, " "), a.t(said)}
		})
	})
}

func (a *app) noticeResult() *cobra.Command {
	var c command.NoteResult
	var at string
	v := a.verb(writes, "result NOTICE RECEIVER RESULT [WORDS]", text.Text{ZH: "记结果: 通, 未接, 微信已回, 收到; 收件写序号或名称", EN: "note a result: through, missed, wechat, received; the receiver by number or name"}, 3, -1, func(b *book, args []string) (err error) {
		c.Notice, c.Receiver, c.Result, c.Said = args[0], args[1], rules.NoticeResult(args[2]), strings.Join(args[3:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&at, "at", "", a.t(text.Text{ZH: "时间 `TIME` (默认现在)", EN: "`TIME` (default now)"}))
	v.Flags().StringVar(&c.Phone, "phone", "", a.t(text.Text{ZH: "打的号码 `NUMBER` (默认轮到的那个)", EN: "the `NUMBER` rung (default the one whose turn it was)"}))
	v.Flags().StringVar(&c.Call, "call", "", a.t(text.Text{ZH: "已登记的去电 `ID`", EN: "the call out `ID` that it was"}))
	return v
}

func (a *app) noticeExplain() *cobra.Command {
	return a.verb(writes, "explain NOTICE RECEIVER REASON", text.Text{ZH: "传不到的写明原因", EN: "say why somebody cannot be told"}, 3, -1, func(b *book, args []string) error {
		return b.do(&command.ExplainReceiver{Notice: args[0], Receiver: args[1], Reason: strings.Join(args[2:], " ")})
	})
}

func (a *app) noticeCorrect() *cobra.Command {
	var result string
	var version int64
	v := a.verb(writes, "correct NOTICE RECEIVER REASON", text.Text{ZH: "撤回最后一个结果或说明, 或改成另一个结果", EN: "take the last result or explanation back, or change the result"}, 3, -1, func(b *book, args []string) error {
		return b.do(&command.CorrectResult{Notice: args[0], Receiver: args[1], Result: rules.NoticeResult(result), Version: version, Reason: strings.Join(args[2:], " ")})
	})
	v.Flags().StringVar(&result, "result", "", a.t(text.Text{ZH: "改为 `RESULT`", EN: "the `RESULT` in its place"}))
	return seenFlag(a, &version, v)
}

func (a *app) noticeAdd() *cobra.Command {
	var to, people []string
	v := a.verb(writes, "add NOTICE", text.Text{ZH: "名单加收件", EN: "put further receivers on the list"}, 1, 1, func(b *book, args []string) error {
		return b.do(&command.AddReceivers{Notice: args[0], To: to, Others: command.Contacts(strings.Join(people, "\n"))})
	})
	a.receiverFlags(v, &to, &people)
	return v
}

func (a *app) noticeWithdraw() *cobra.Command {
	return a.verb(writes, "withdraw NOTICE REASON", text.Text{ZH: "撤回下发错的通知", EN: "withdraw one that was made by mistake"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.WithdrawNotice{Notice: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

// noticePrint draws the notice and its dial list on a sheet.
func (a *app) noticePrint() *cobra.Command {
	var o sheetOut
	v := a.verb(reads, "print NOTICE", text.Text{ZH: "打印通知和名单; A4 网页", EN: "print a notice with its list; an A4 page"}, 1, 1, func(b *book, args []string) error {
		n, err := b.desk.Notice(args[0])
		if err != nil {
			return err
		}
		town, err := b.st.Town()
		if err != nil {
			return err
		}
		_, by := b.desk.Actor()
		s := sheet.Notice(n, b.st.Now(), town.County+town.Name, by, town.Demo)
		return b.sheet(o, s)
	})
	a.sheetFlags(v, &o)
	return v
}

func (a *app) noticeClose() *cobra.Command {
	return a.verb(writes, "close NOTICE REASON", text.Text{ZH: "办结: 还没传到的用一个原因全部说明", EN: "close it: explain all who are left with one reason"}, 2, -1, func(b *book, args []string) error {
		n, err := b.desk.Notice(args[0])
		if err != nil {
			return err
		}
		if err := b.do(&command.CloseNotice{Notice: args[0], Reason: strings.Join(args[1:], " "), Version: n.Notice.Version}); err != nil || b.json {
			return err
		}
		b.note(text.Text{ZH: "没有传到: %[1]s", EN: "Not told: %[1]s"}.With(strings.Join(n.Notice.Missing(), " ")))
		return nil
	})
}

func (a *app) noticeConfirm() *cobra.Command {
	return a.verb(writes, "confirm NOTICE [WORDS]", text.Text{ZH: "村级联络员回自己村的收到", EN: "a village contact confirms for the own village"}, 1, -1, func(b *book, args []string) error {
		return b.do(&command.ConfirmNotice{Notice: args[0], Said: strings.Join(args[1:], " ")})
	})
}
