package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// keyVerbs keep the keys by which officers come over SSH.
func (a *app) keyVerbs() *cobra.Command {
	return a.group("key", text.Text{ZH: "SSH 密钥", EN: "keys for SSH"}, a.keyList(), a.keyAdd(), a.keyRevoke())
}

func (a *app) keyList() *cobra.Command {
	var officer string
	v := a.verb(reads, "list", text.Text{ZH: "自己的密钥; 带班领导、管理员和审计看全部", EN: "one's own keys; leaders, administrators and the auditor see all"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Keys(officer)
		if err != nil {
			return err
		}
		return show(b, rows, func(k view.Key) []string {
			state := text.Text{ZH: "有效", EN: "good"}
			if !k.Good() {
				state = text.Text{ZH: "已撤销 %[1]s", EN: "revoked %[1]s"}.With(rules.Stamp(*k.RevokedAt))
			}
			return []string{k.ID, k.Name, k.Kind, k.Print, b.t(state), k.Comment}
		})
	})
	v.Flags().StringVar(&officer, "officer", "", a.t(text.Text{ZH: "某人 `OFFICER` 的", EN: "those of `OFFICER`"}))
	return v
}

func (a *app) keyAdd() *cobra.Command {
	var c command.AddKey
	v := a.verb(writes, "add [LINE]", text.Text{ZH: "添加: .pub 文件里的一行, 不写就从标准输入读", EN: "add one: the line of its .pub file, from standard input when it is not given"}, 0, -1, func(b *book, args []string) error {
		if c.Line = strings.Join(args, " "); c.Line == "" {
			raw, err := io.ReadAll(io.LimitReader(b.in, 16<<10))
			if err != nil {
				return rules.AsError(err)
			}
			c.Line = strings.TrimSpace(string(raw))
		}
		c.PIN = b.pin
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Officer, "officer", "", a.t(text.Text{ZH: "给 `OFFICER` (默认自己)", EN: "for `OFFICER` (default oneself)"}))
	return v
}

func (a *app) keyRevoke() *cobra.Command {
	return a.verb(writes, "revoke KEY [REASON]", text.Text{ZH: "撤销: 马上不能再用, 用它打开的会话随即结束", EN: "revoke one: it opens nothing more, and sessions that it opened end at once"}, 1, -1, func(b *book, args []string) error {
		return b.do(&command.RevokeKey{Key: args[0], Reason: strings.Join(args[1:], " ")})
	})
}
