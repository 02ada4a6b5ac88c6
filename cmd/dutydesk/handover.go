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

// handoverVerbs work on the open handover; --handover names another.
func (a *app) handoverVerbs() *cobra.Command {
	var id string
	g := a.group("handover", text.Text{ZH: "交接班", EN: "the handover"},
		a.verb(writes, "draft", text.Text{ZH: "按在办事项拟稿, 或重拟", EN: "draw it up from live work, or again"}, 0, 0, func(b *book, _ []string) error {
			return b.do(&command.DraftHandover{})
		}),
		a.verb(writes, "word KEY WORDS", text.Text{ZH: "在一项上写交代", EN: "write the word on a line"}, 2, -1, func(b *book, args []string) error {
			return b.do(&command.WriteWord{Handover: id, Key: args[0], Word: strings.Join(args[1:], " ")})
		}),
		a.handoverCount(&id), a.handoverPresent(&id), a.handoverAccept(&id), a.handoverRemind(&id), a.handoverRelease(&id),
		a.verb(writes, "return REASON", text.Text{ZH: "退回, 收回自己交出的或草稿也用它, 写原因", EN: "send it back, or withdraw it or its draft, with a reason"}, 1, -1, func(b *book, args []string) error {
			return b.do(&command.ReturnHandover{Handover: id, Reason: strings.Join(args, " ")})
		}),
		a.verb(reads, "show [HANDOVER]", text.Text{ZH: "交接清单; 不写编号是现在的, 或最近的", EN: "the sheet; without an id the open or newest one"}, 0, 1, func(b *book, args []string) error {
			if len(args) == 1 {
				id = args[0]
			}
			p, err := b.desk.Handover(id)
			if err != nil {
				return err
			}
			if b.json {
				return b.object(p)
			}
			b.showHandover(p)
			return nil
		}))
	g.PersistentFlags().StringVar(&id, "handover", "", a.t(text.Text{ZH: "交接编号 `HANDOVER` (默认现在的)", EN: "id of the `HANDOVER` (default the open one)"}))
	return g
}

func (a *app) handoverPresent(id *string) *cobra.Command {
	var c command.PresentHandover
	var f *pflag.FlagSet
	v := a.verb(writes, "present --to OFFICER --leader LEADER", text.Text{ZH: "交班人签字, 交出; 没写的人照排班; 有变化可再交, 写过的话保留", EN: "sign the leaver's side and offer it; who is not named is taken from the published roster; again when work went on, the words stay"}, 0, 0, func(b *book, _ []string) error {
		c.Handover, c.PIN = *id, b.pin
		d, err := b.desk.Duty()
		if err != nil {
			return err
		}
		if t := d.Next; t != nil && c.Incoming == "" {
			c.Incoming = t.Main
			if !f.Changed("leader") {
				c.Leader = t.Leader
			}
			if !f.Changed("deputy") {
				c.Deputies = t.Deputies
			}
			if !f.Changed("driver") {
				c.Driver = t.Driver
			}
		}
		return b.do(&c)
	})
	f = v.Flags()
	v.Flags().StringVar(&c.Incoming, "to", "", a.t(text.Text{ZH: "接班人 `OFFICER`", EN: "`OFFICER` who takes over"}))
	v.Flags().StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "下一班带班领导 `LEADER`", EN: "`LEADER` of the next shift"}))
	v.Flags().StringSliceVar(&c.Deputies, "deputy", nil, a.t(text.Text{ZH: "下一班副班 `NAME,...`", EN: "deputies `NAME,...` of the next shift"}))
	v.Flags().StringVar(&c.Driver, "driver", "", a.t(text.Text{ZH: "下一班驾驶员 `NAME`", EN: "driver `NAME` of the next shift"}))
	return v
}

// handoverAccept accepts the lines that are named, or signs for the list of a mark. It
// decides nothing in the taker's place: what is signed for has been printed by show.
func (a *app) handoverAccept(id *string) *cobra.Command {
	var c command.AcceptHandover
	var keys []string
	var quiet, open bool
	var query string
	v := a.verb(writes, "accept", text.Text{ZH: "接班人逐项接收 (--line, --all-quiet), 看过后签字 (--mark)", EN: "accept lines (--line, --all-quiet), or sign for the list seen (--mark)"}, 0, 0, func(b *book, _ []string) error {
		lines := len(keys) > 0 || quiet || open || query != ""
		switch {
		case lines == (c.Mark != ""):
			return usage(text.Text{ZH: "先看 dutydesk handover show; 接收用 --line 或 --all-quiet, 签字用它末行的校验码: --mark。两样分开做。",
				EN: "Look at dutydesk handover show first. --line or --all-quiet accepts, --mark with its last line signs: one or the other."})
		case lines && quiet == (len(keys) > 0):
			return usage(text.Text{ZH: "写明是哪几项 (--line), 或者所有没有待办的 (--all-quiet)。", EN: "Name the lines (--line), or all with nothing open (--all-quiet)."})
		case quiet && open:
			return usage(text.Text{ZH: "--open 要写明是哪几项: --line。", EN: "--open needs the lines: --line."})
		case quiet && query != "":
			return usage(text.Text{ZH: "--query 要写明是哪几项: --line。", EN: "--query needs the lines: --line."})
		case lines:
			return b.do(&command.AcceptLine{Handover: *id, Keys: keys, Query: query, Open: open})
		}
		c.Handover, c.PIN = *id, b.pin
		return b.do(&c)
	})
	f := v.Flags()
	f.StringSliceVar(&keys, "line", nil, a.t(text.Text{ZH: "接收 `KEY,...`, 不签字", EN: "accept `KEY,...`, without signing"}))
	f.BoolVar(&quiet, "all-quiet", false, a.t(text.Text{ZH: "接收所有没有待办的项, 不签字", EN: "accept every line with nothing open, without signing"}))
	f.StringVar(&query, "query", "", a.t(text.Text{ZH: "对 --line 各项的疑问 `TEXT`", EN: "a question `TEXT` on the lines of --line"}))
	f.BoolVar(&open, "open", false, a.t(text.Text{ZH: "签字前撤回 --line 各项的接收或疑问", EN: "take the answers to --line back, before signing"}))
	f.StringVar(&c.Mark, "mark", "", a.t(text.Text{ZH: "签字: 看过的清单的校验码 `MARK` (handover show 末行)", EN: "sign: the `MARK` of the list seen (last line of handover show)"}))
	f.StringVar(&c.ReadBack, "read-back", "", a.t(text.Text{ZH: "签字时复述要点 `TEXT`", EN: "`TEXT` read back with the signature"}))
	return v
}

func (b *book) showHandover(p *view.Handover) {
	h := &p.Handover
	b.columns([][]string{{h.ID, b.t(rules.WordOf(rules.HandoverWords, string(h.State))), p.Shift.ID}})
	lines := p.Live
	var section rules.Section
	for _, l := range lines {
		if l.Section != section {
			section = l.Section
			b.printf("%s\n", b.t(rules.WordOf(rules.SectionWords, string(section))))
		}
		state := ""
		switch {
		case l.Query != "":
			state = b.t(text.Text{ZH: "有疑问", EN: "queried"})
		case l.Accepted != nil:
			state = b.t(text.Text{ZH: "已接收", EN: "accepted"})
		}
		if l.Overdue {
			state = strings.TrimSpace(b.t(text.Text{ZH: "!逾期", EN: "!overdue"}) + " " + state)
		}
		if l.Count != nil {
			state = strings.TrimSpace(b.t(l.Count.Said()) + " " + state)
		}
		b.columns([][]string{{"  " + l.Key, b.t(l.Title), momentOr(l.Due), state}})
		for _, d := range l.Detail {
			b.columns([][]string{{"    " + b.t(d)}})
		}
		if l.Word != "" {
			b.columns([][]string{{"    " + b.t(text.Text{ZH: "交代", EN: "Word"}) + ": " + l.Word}})
		}
		if l.Query != "" {
			b.columns([][]string{{"    " + b.t(text.Text{ZH: "疑问", EN: "Query"}) + ": " + l.Query}})
		}
	}
	if len(p.Changes) > 0 {
		b.printf("%s\n", b.t(text.Text{ZH: "交出以后有 %[1]d 项变化", EN: "%[1]d lines changed since it was presented"}.With(len(p.Changes))))
		for _, c := range p.Changes {
			b.printf("  %s\n", b.t(c.Said()))
		}
	}
	for _, t := range b.passing(p) {
		b.printf("%s\n", b.t(t))
	}
	var rows [][]string
	for _, s := range []struct {
		what text.Text
		sig  *rules.Signature
	}{{text.Text{ZH: "交班", EN: "Given"}, h.Given}, {text.Text{ZH: "接班", EN: "Taken"}, h.Taken}} {
		if s.sig != nil {
			rows = append(rows, []string{b.t(s.what), s.sig.Name, moment(s.sig.At)})
		}
	}
	for i := range p.Readings {
		if r := &p.Readings[i]; r.Stands() {
			rows = append(rows, []string{b.t(text.Text{ZH: "阅签", EN: "Read"}), r.Name, moment(r.At), r.Words})
		}
	}
	if h.ReadBack != "" {
		rows = append(rows, []string{b.t(text.Text{ZH: "复述", EN: "Read back"}), h.ReadBack})
	}
	if h.Head != nil {
		rows = append(rows, []string{b.t(text.Text{ZH: "签前树头", EN: "Tree head before"}), b.t(text.Text{ZH: "%[1]d 条 %[2]s", EN: "%[1]d entries %[2]s"}.With(h.Head.Size, h.Head.Root))})
	}
	rows = append(rows, []string{b.t(text.Text{ZH: "校验码", EN: "Mark"}), p.Mark})
	b.columns(rows)
}
