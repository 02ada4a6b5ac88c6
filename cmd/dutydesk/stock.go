package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) stockVerbs() *cobra.Command {
	return a.group("stock", text.Text{ZH: "物资", EN: "goods"}, a.stockShow(), a.stockKits(), a.stockMoves(), a.stockReceive(), a.stockIssue(), a.stockIssueKit(), a.stockReverse())
}

func (a *app) stockShow() *cobra.Command {
	return a.verb(reads, "show", text.Text{ZH: "哪里有什么", EN: "what lies where"}, 0, 0, func(b *book, _ []string) error {
		s, err := b.desk.Stock()
		if err != nil {
			return err
		}
		first := func(d rules.Date) string {
			switch {
			case d == "":
				return ""
			case d < rules.DateOf(s.Now):
				return b.t(text.Text{ZH: "最早 %[1]s 已过期", EN: "first expired %[1]s"}.With(string(d)))
			}
			return b.t(text.Text{ZH: "最早 %[1]s 到期", EN: "first expires %[1]s"}.With(string(d)))
		}
		err = show(b, s.Rows, func(r view.StockRow) []string {
			expires := ""
			if len(r.Lots) > 0 {
				expires = first(r.Lots[0].Lot.Expires)
			}
			return []string{r.Item.ID, r.Item.Name, fmt.Sprint(r.Qty, " ", r.Item.Unit), r.Place.Name, expires}
		})
		if err != nil || b.json {
			return err
		}
		var rows [][]string
		for _, r := range s.Short {
			rows = append(rows, []string{"  " + r.Item, b.t(text.Text{ZH: "现有 %[1]d, 最低 %[2]d %[3]s", EN: "%[1]d on hand, minimum %[2]d %[3]s"}.With(r.OnHand, r.Min, r.Unit)), first(r.Expires)})
		}
		b.section(text.Text{ZH: "短缺或临期", EN: "Short or about to expire"}, rows)
		return nil
	})
}

func quantity(s string) (int64, error) {
	n, err := strconv.ParseInt(text.Digits(s), 10, 64)
	if err != nil {
		return 0, rules.Bad("qty", text.Text{ZH: "数量要写整数: %[1]s", EN: "The quantity is a whole number: %[1]s"}.With(text.Clean(s, text.Line)))
	}
	return n, nil
}

func (a *app) stockReceive() *cobra.Command {
	var c command.ReceiveGoods
	var expires string
	v := a.verb(writes, "receive ITEM QTY --place PLACE", text.Text{ZH: "入库", EN: "take goods in"}, 2, 2, func(b *book, args []string) (err error) {
		c.Item, c.Expires = args[0], rules.Date(expires)
		if c.Qty, err = quantity(args[1]); err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Place, "place", "", a.t(text.Text{ZH: "放在 `PLACE`", EN: "into `PLACE`"}))
	f.StringVar(&expires, "expires", "", a.t(text.Text{ZH: "到期日 `DATE`", EN: "expires on `DATE`"}))
	f.StringVar(&c.Label, "label", "", a.t(text.Text{ZH: "批次说明 `TEXT`", EN: "label of the lot, `TEXT`"}))
	f.StringVar(&c.Supplier, "supplier", "", a.t(text.Text{ZH: "来源 `TEXT`", EN: "supplier `TEXT`"}))
	f.StringVar(&c.Ref, "ref", "", a.t(text.Text{ZH: "单据号 `TEXT`", EN: "paper number `TEXT`"}))
	return v
}

func (a *app) stockIssue() *cobra.Command {
	var c command.IssueGoods
	v := a.verb(writes, "issue ITEM QTY --from PLACE [REASON]", text.Text{ZH: "发放, 先到期的先发", EN: "give goods out, earliest expiry first"}, 2, -1, func(b *book, args []string) (err error) {
		c.Item, c.Reason = args[0], strings.Join(args[2:], " ")
		if c.Qty, err = quantity(args[1]); err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.From, "from", "", a.t(text.Text{ZH: "从 `PLACE`", EN: "from `PLACE`"}))
	f.StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "给事项 `CASE`; 没有事项要写原因", EN: "for `CASE`; without one a reason is needed"}))
	f.StringVar(&c.Receiver, "receiver", "", a.t(text.Text{ZH: "领取人 `NAME`", EN: "receiver `NAME`"}))
	a.receiptFlag(f, &c.Receipt)
	f.StringVar(&c.Lot, "lot", "", a.t(text.Text{ZH: "指定批次 `LOT`", EN: "this `LOT`"}))
	return v
}

func (a *app) stockReverse() *cobra.Command {
	var c command.ReverseMove
	v := a.verb(writes, "reverse MOVE REASON", text.Text{ZH: "冲销一笔入库或发放", EN: "take a move back: goods received or given"}, 2, -1, func(b *book, args []string) error {
		c.Move, c.Reason = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().BoolVar(&c.Whole, "whole", false, a.t(text.Text{ZH: "同一次发放的各笔一起冲销", EN: "with every other move of the same issue"}))
	return v
}

func (a *app) stockMoves() *cobra.Command {
	var item, place string
	var limit int
	v := a.verb(reads, "moves", text.Text{ZH: "出入库流水, 新的在前", EN: "the ledger, newest first"}, 0, 0, func(b *book, _ []string) error {
		moves, err := b.desk.Moves(item, place, limit)
		if err != nil {
			return err
		}
		if b.json {
			return objects(b.app, moves)
		}
		var rows [][]string
		for _, r := range moves {
			m := &r.Move
			whose := m.Case
			switch {
			case m.Reversed != "":
				whose = a.t(text.Text{ZH: "已冲销 %[1]s", EN: "taken back by %[1]s"}.With(m.Reversed))
			case m.Kind == rules.MoveReverse:
				whose = a.t(text.Text{ZH: "冲 %[1]s", EN: "of %[1]s"}.With(m.Ref))
			}
			what := a.t(r.Line)
			if r.Line.IsZero() {
				what = fmt.Sprint(r.Item, " ", m.Qty, " ", r.Unit, " ", cmp.Or(r.From, r.To))
			}
			rows = append(rows, []string{m.ID, moment(m.At), a.t(rules.WordOf(rules.MoveKindWords, string(m.Kind))), what, r.By, whose, m.Reason})
			for _, l := range r.Left {
				rows = append(rows, []string{"", "", a.t(notGiven), a.t(l.What), "", "", l.Reason})
			}
		}
		b.columns(rows)
		return nil
	})
	f := v.Flags()
	f.StringVar(&item, "item", "", a.t(text.Text{ZH: "只看 `ITEM`", EN: "of `ITEM` alone"}))
	f.StringVar(&place, "place", "", a.t(text.Text{ZH: "只看 `PLACE`", EN: "at `PLACE` alone"}))
	f.IntVar(&limit, "limit", 20, a.t(text.Text{ZH: "最多 `N` 笔 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}

var notGiven = text.Text{ZH: "未发", EN: "not given"}

// goodsRows are goods given on a case as every page shows them, and what was left out.
func (a *app) goodsRows(g *view.GoodsRow) [][]string {
	rows := [][]string{{"  " + moment(g.Move.At), a.t(g.Line)}}
	for _, l := range g.Left {
		rows = append(rows, []string{"", a.t(notGiven) + " " + a.t(l.What), l.Reason})
	}
	return rows
}
