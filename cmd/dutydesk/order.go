package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) orderVerbs() *cobra.Command {
	return a.group("order", text.Text{ZH: "领导口头指示", EN: "a leader's word by telephone"}, a.orderGive(), a.orderSign(), a.orderStrike(), a.orderList())
}

func (a *app) orderGive() *cobra.Command {
	var c command.GiveOrder
	v := a.verb(writes, "give LEADER WORDS", text.Text{ZH: "记下指示, 即时生效, 待补签", EN: "take it down: in effect at once, to be signed"}, 2, -1, func(b *book, args []string) error {
		c.Leader, c.Text = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "关于事项 `CASE`", EN: "about `CASE`"}))
	return v
}

func (a *app) orderSign() *cobra.Command {
	return a.verb(writes, "sign ORDER", text.Text{ZH: "领导本人补签", EN: "the leader signs it"}, 1, 1, func(b *book, args []string) error {
		return b.do(&command.SignOrder{Order: args[0], PIN: b.pin})
	})
}

func (a *app) orderStrike() *cobra.Command {
	return a.verb(writes, "strike ORDER REASON", text.Text{ZH: "补签前撤回记错的指示", EN: "take an order back before it is signed"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.StrikeOrder{Order: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) orderList() *cobra.Command {
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "待补签的, 或全部", EN: "those that await a signature, or all"}, 0, 0, func(b *book, _ []string) error {
		orders, err := b.desk.Orders(all, limit)
		if err != nil {
			return err
		}
		name, err := b.officerNames()
		if err != nil {
			return err
		}
		return show(b, orders, func(o rules.Order) []string {
			state := text.Text{ZH: "待补签", EN: "to be signed"}
			switch {
			case o.Struck != "":
				state = text.Text{ZH: "已撤回: %[1]s", EN: "taken back: %[1]s"}.With(o.Struck)
			case o.SignedAt != nil:
				state = text.Text{ZH: "%[1]s 已补签", EN: "signed %[1]s"}.With(moment(*o.SignedAt))
			}
			return []string{o.ID, moment(o.At), name(o.Leader), name(o.By), b.t(state), o.Case, o.Text}
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "--all 时最多 `N` 条 (0: 不限)", EN: "at most `N` with --all (0: no limit)"}))
	return v
}

// officerNames tells an officer's name by id, the id of one who is not on the lists.
func (b *book) officerNames() (func(id string) string, error) {
	lists, err := b.desk.Lists()
	return func(id string) string {
		for i := range lists.Officers {
			if lists.Officers[i].ID == id {
				return lists.Officers[i].Name
			}
		}
		return id
	}, err
}
