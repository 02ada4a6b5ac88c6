package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) kitVerbs() *cobra.Command {
	return a.group("kit", text.Text{ZH: "物资包: 一起发的几样物资", EN: "kits: goods that are given together"},
		kits.list(a), a.kitAdd(), a.kitEdit(), kits.retire(a), kits.restore(a))
}

// stockKits shows what lies where for each line of the kits.
func (a *app) stockKits() *cobra.Command {
	return a.verb(reads, "kits", text.Text{ZH: "物资包能不能发齐", EN: "the kits, and whether they can be given whole"}, 0, 0, func(b *book, _ []string) error {
		s, err := b.desk.Stock()
		if err != nil {
			return err
		}
		if b.json {
			return objects(b.app, s.Kits)
		}
		for _, k := range s.Kits {
			var rows [][]string
			for _, o := range k.Offers {
				where := a.t(text.Text{ZH: "缺", EN: "short"})
				if o.Enough() {
					c := o.Choices[0]
					where = a.t(text.Text{ZH: "%[1]s %[2]s 可发 %[3]d", EN: "%[1]s, %[2]s: %[3]d to give"}.With(c.Item.Name, c.Place.Name, c.Qty))
				}
				what := o.What
				if o.Good != "" {
					what = a.t(rules.WordOf(command.Goods, o.Good))
				}
				rows = append(rows, []string{"  " + what, strings.TrimSpace(fmt.Sprint(o.Qty, " ", o.Unit)), where})
			}
			b.section(text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(k.Kit.ID, k.Kit.Title(), strings.Join(k.Kit.Clauses, " ")), rows)
		}
		return nil
	})
}

// counted reads ITEM=QTY; without a figure it is so many.
func counted(s string, many int64) (item string, qty int64, err error) {
	item, n, ok := strings.Cut(strings.ReplaceAll(s, "＝", "="), "=")
	if !ok {
		return item, many, nil
	}
	qty, err = quantity(strings.TrimSpace(n))
	if err == nil && qty < 1 { // 0 would be as the kit says
		err = rules.Bad("qty", text.Text{ZH: "数量要在 1 到 %[1]d 之间。", EN: "The quantity is 1 to %[1]d."}.With(int64(command.MaxQty)))
	}
	return item, qty, err
}

func kitLines(args []string) ([]rules.KitLine, error) {
	var out []rules.KitLine
	for _, s := range args {
		item, qty, err := counted(s, 1)
		if err != nil {
			return nil, err
		}
		out = append(out, rules.KitLine{Item: item, Qty: qty})
	}
	return out, nil
}

func (a *app) kitAdd() *cobra.Command {
	return a.verb(writes, "add NAME ITEM=QTY ...", text.Text{ZH: "登记", EN: "add one"}, 2, -1, func(b *book, args []string) error {
		lines, err := kitLines(args[1:])
		if err != nil {
			return err
		}
		return b.do(&command.PutKit{Name: args[0], Lines: lines})
	})
}

func (a *app) kitEdit() *cobra.Command {
	var name string
	var lines []string
	return kits.edit(a, func(f *pflag.FlagSet) {
		a.nameFlag(f, &name)
		f.StringArrayVar(&lines, "line", nil, a.t(text.Text{ZH: "`ITEM=QTY`, 每样一次; 写了就是全部", EN: "`ITEM=QTY`, once for each; they are all of it then"}))
	}, func(k *rules.Kit, given func(string) bool) (command.Command, error) {
		if no := k.MayChange(); no != nil {
			return nil, no
		}
		c := &command.PutKit{ID: k.ID, Name: k.Name, Lines: k.Lines, Version: k.Version}
		over(given("name"), &c.Name, name)
		if !given("line") {
			return c, nil
		}
		var err error
		c.Lines, err = kitLines(lines)
		return c, err
	})
}

func (a *app) receiptFlag(f *pflag.FlagSet, to *rules.Receipt) {
	f.StringVar((*string)(to), "receipt", "", a.t(text.Text{ZH: "收领 `HOW`: signature 签字, thumbprint 按指印, refused 拒签, none 未签", EN: "receipt `HOW`: signature, thumbprint, refused, none"}))
}

// stockIssueKit gives a kit out, or without one the lines named, in one transaction.
func (a *app) stockIssueKit() *cobra.Command {
	var c command.IssueKit
	var lines, instead, without []string
	v := a.verb(writes, "issue-kit [KIT] --from PLACE", text.Text{ZH: "发放物资包, 各样一起成或一起不成", EN: "give a kit out, all of it or nothing"}, 0, 1, func(b *book, args []string) error {
		if len(args) > 0 {
			c.Kit = args[0]
		}
		var err error
		c.Lines, err = issueLines(c.Kit != "", lines, instead, without)
		if err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.From, "from", "", a.t(text.Text{ZH: "从 `PLACE`", EN: "from `PLACE`"}))
	f.StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "给事项 `CASE`; 没有事项要写 --reason", EN: "for `CASE`; without one give --reason"}))
	f.StringVar(&c.Receiver, "receiver", "", a.t(text.Text{ZH: "领取人 `NAME`", EN: "receiver `NAME`"}))
	f.StringVar(&c.Reason, "reason", "", a.t(text.Text{ZH: "用途 `TEXT`", EN: "what for, `TEXT`"}))
	a.receiptFlag(f, &c.Receipt)
	f.StringArrayVar(&lines, "line", nil, a.t(text.Text{ZH: "`ITEM=QTY[@PLACE]`: 数量或地点不同的一样; 没有物资包时写每一样", EN: "`ITEM=QTY[@PLACE]`: a line with another number or place; without a kit every line"}))
	f.StringArrayVar(&instead, "instead", nil, a.t(text.Text{ZH: "`ITEM=OTHER=QTY[@PLACE]:REASON`: 用别的代", EN: "`ITEM=OTHER=QTY[@PLACE]:REASON`: another is given"}))
	f.StringArrayVar(&without, "without", nil, a.t(text.Text{ZH: "`ITEM:REASON`: 这一样不发", EN: "`ITEM:REASON`: this one is not given"}))
	return v
}

func issueLines(kit bool, lines, instead, without []string) (out []command.IssueLine, err error) {
	for _, s := range lines {
		l, many := command.IssueLine{}, int64(1)
		if kit {
			many = 0 // as the kit says
		}
		s, l.From, _ = strings.Cut(s, "@")
		if l.Item, l.Qty, err = counted(s, many); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	for _, s := range instead {
		var l command.IssueLine
		s, l.Reason = why(s)
		s, l.From, _ = strings.Cut(s, "@")
		l.Item, s, _ = strings.Cut(strings.ReplaceAll(s, "＝", "="), "=")
		if l.Substitute, l.Qty, err = counted(s, 0); err != nil {
			return nil, err
		}
		if strings.TrimSpace(l.Substitute) == "" {
			return nil, usage(text.Text{ZH: "--instead 要写成 棉鞋=袜子=2:没有合脚的。", EN: "Write --instead as SHOES=SOCKS=2:none that fit."})
		}
		out = append(out, l)
	}
	for _, s := range without {
		l := command.IssueLine{Skip: true}
		l.Item, l.Reason = why(s)
		out = append(out, l)
	}
	return out, nil
}

// why splits what stands before a colon from the reason behind it.
func why(s string) (what, reason string) {
	i := strings.IndexAny(s, ":：")
	if i < 0 {
		return s, ""
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+n:]
}
