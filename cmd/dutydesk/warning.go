package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) warningVerbs() *cobra.Command {
	return a.group("warning", text.Text{ZH: "寒冷预警", EN: "cold-weather warnings"}, a.warningSet(), a.warningLift(), a.warningList())
}

func (a *app) warningSet() *cobra.Command {
	var c command.SetWarning
	var from, until string
	v := a.verb(writes, "set KIND LEVEL [WORDS]", text.Text{ZH: "发布, 例: 寒潮 橙色 --until 06:00", EN: "put one in force, for example: cold_wave orange --until 06:00"}, 2, -1, func(b *book, args []string) (err error) {
		c.Kind, c.Level, c.Text = rules.WarningKind(args[0]), rules.WarningLevel(args[1]), strings.Join(args[2:], " ")
		if c.From, err = b.timeFlag("from", from, false); err != nil {
			return err
		}
		if c.Until, err = b.timeFlag("until", until, true); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&from, "from", "", a.t(text.Text{ZH: "从 `TIME` (默认现在)", EN: "from `TIME` (default now)"}))
	v.Flags().StringVar(&until, "until", "", a.t(text.Text{ZH: "到 `TIME` (默认到解除)", EN: "until `TIME` (default until lifted)"}))
	return v
}

func (a *app) warningLift() *cobra.Command {
	return a.verb(writes, "lift WARNING [REASON]", text.Text{ZH: "解除", EN: "lift one"}, 1, -1, func(b *book, args []string) error {
		return b.do(&command.LiftWarning{Warning: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) warningList() *cobra.Command {
	var all bool
	v := a.verb(reads, "list", text.Text{ZH: "生效中的, 或全部", EN: "those in force, or all"}, 0, 0, func(b *book, _ []string) error {
		list, err := b.desk.Warnings(all)
		if err != nil {
			return err
		}
		return show(b, list, func(w rules.Warning) []string {
			end := text.Text{ZH: "至解除", EN: "until lifted"}
			switch {
			case w.LiftedAt != nil:
				end = text.Text{ZH: "已解除 %[1]s", EN: "lifted %[1]s"}.With(moment(*w.LiftedAt))
			case w.Until != nil:
				end = text.Text{ZH: "至 %[1]s", EN: "until %[1]s"}.With(moment(*w.Until))
			}
			return []string{w.ID, a.t(rules.WordOf(command.WarningKinds, string(w.Kind))), a.t(rules.WordOf(command.WarningLevels, string(w.Level))),
				moment(w.From), a.t(end), w.Text}
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	return v
}
