package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) orderVerbs() *cobra.Command {
	return a.group("order", text.Text{ZH: "领导口头指示", EN: "a leader's word by telephone"}, a.orderGive(), a.orderSign(), a.orderStrike())
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
