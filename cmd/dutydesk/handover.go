package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/words"
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
		a.handoverPresent(&id), a.handoverAccept(&id),
		a.verb(writes, "return REASON", text.Text{ZH: "退回, 写原因", EN: "send it back, with a reason"}, 1, -1, func(b *book, args []string) error {
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
	v := a.verb(writes, "present --to OFFICER --leader LEADER", text.Text{ZH: "交班人签字, 交出", EN: "sign the leaver's side and offer it"}, 0, 0, func(b *book, _ []string) error {
		c.Handover, c.PIN = *id, b.pin
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Incoming, "to", "", a.t(text.Text{ZH: "接班人 `OFFICER`", EN: "`OFFICER` who takes over"}))
	v.Flags().StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "下一班带班领导 `LEADER`", EN: "`LEADER` of the next shift"}))
	return v
}

// handoverAccept answers the lines named, or else signs. What changed since it was
// presented must have been seen: then the mark printed by show is asked for.
func (a *app) handoverAccept(id *string) *cobra.Command {
	var keys []string
	var query, mark, readBack string
	v := a.verb(writes, "accept", text.Text{ZH: "接班人接收各项并签字; 用 --line 只接收几项", EN: "accept the lines and sign the taker's side; with --line accept some only"}, 0, 0, func(b *book, _ []string) error {
		if len(keys) > 0 || query != "" {
			return b.do(&command.AcceptLine{Handover: *id, Keys: keys, Query: query})
		}
		return b.takeOver(*id, mark, readBack)
	})
	f := v.Flags()
	f.StringSliceVar(&keys, "line", nil, a.t(text.Text{ZH: "只接收 `KEY,...`, 不签字", EN: "accept `KEY,...` only, without signing"}))
	f.StringVar(&query, "query", "", a.t(text.Text{ZH: "对 --line 各项的疑问 `TEXT`", EN: "a question `TEXT` on the lines of --line"}))
	f.StringVar(&mark, "mark", "", a.t(text.Text{ZH: "看过的清单的校验码 `MARK` (handover show 末行)", EN: "`MARK` of the list seen (last line of handover show)"}))
	f.StringVar(&readBack, "read-back", "", a.t(text.Text{ZH: "复述要点 `TEXT`", EN: "`TEXT` read back"}))
	return v
}

func (b *book) takeOver(id, mark, readBack string) error {
	p, err := b.desk.Handover(id)
	if err != nil {
		return err
	}
	if mark == "" {
		if len(p.Changes) > 0 {
			return &rules.Error{Kind: rules.Conflict, Field: "mark", Text: text.Text{
				ZH: "交出以后有 %[1]d 项变化。请先看 dutydesk handover show, 再带上末行的校验码: --mark。",
				EN: "%[1]d lines changed since it was presented. Look at dutydesk handover show first, then give its last line: --mark."}.With(len(p.Changes))}
		}
		mark = p.Mark
	}
	var open []string
	for _, l := range p.Handover.Lines {
		if !l.Quiet && l.Accepted == nil && l.Query == "" {
			open = append(open, l.Key)
		}
	}
	if p.Handover.State == rules.HandoverPresented && len(open) > 0 {
		if _, err := b.desk.Do(b.request+"-lines", &command.AcceptLine{Handover: p.Handover.ID, Keys: open}); err != nil {
			return err
		}
	}
	return b.do(&command.AcceptHandover{Handover: p.Handover.ID, Mark: mark, ReadBack: readBack, PIN: b.pin})
}

func (b *book) showHandover(p *view.Handover) {
	h := &p.Handover
	b.columns([][]string{{h.ID, b.t(words.Of(words.Handovers, h.State)), p.Shift.ID}})
	lines := p.Live
	var section rules.Section
	for _, l := range lines {
		if l.Section != section {
			section = l.Section
			b.printf("%s\n", b.t(words.Of(words.Sections, section)))
		}
		state := ""
		switch {
		case l.Query != "":
			state = b.t(text.Text{ZH: "有疑问", EN: "queried"})
		case l.Accepted != nil:
			state = b.t(text.Text{ZH: "已接收", EN: "accepted"})
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
	if h.Head != nil {
		rows = append(rows, []string{b.t(text.Text{ZH: "签前树头", EN: "Tree head before"}), b.t(text.Text{ZH: "%[1]d 条 %[2]s", EN: "%[1]d entries %[2]s"}.With(h.Head.Size, h.Head.Root))})
	}
	rows = append(rows, []string{b.t(text.Text{ZH: "校验码", EN: "Mark"}), p.Mark})
	b.columns(rows)
}
