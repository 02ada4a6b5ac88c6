package main

import (
	"github.com/spf13/cobra"

	"dutydesk/rules/text"
	"dutydesk/tui/copytext"
)

// textVerbs print what F10 shows: plain paragraphs in official wording, masked for whoever
// reads them. Without a PIN they tell no more than any other read without one.
func (a *app) textVerbs() *cobra.Command {
	one := func(code, use string, short text.Text, least, most int) *cobra.Command {
		return a.verb(reads, use, short, least, most, func(b *book, args []string) error {
			id := ""
			if len(args) > 0 {
				id = args[0]
			}
			p, err := copytext.Paper(b.desk, code, id)
			if err != nil {
				return err
			}
			if b.json {
				return b.object(p)
			}
			b.printf("%s\n", p.In(b.lang))
			return nil
		})
	}
	return a.group("text", text.Text{ZH: "可发出的文本 (已遮盖)", EN: "texts to pass on, masked"},
		one("board", "board", text.Text{ZH: "值班室情况", EN: "how the desk stands"}, 0, 0),
		one("night", "night", text.Text{ZH: "本班六行", EN: "the night in six lines"}, 0, 0),
		one("case", "case CASE", text.Text{ZH: "一件救助事项", EN: "one case"}, 1, 1),
		one("call", "call CALL", text.Text{ZH: "一件来电来访", EN: "one call"}, 1, 1),
		one("handover", "handover [HANDOVER]", text.Text{ZH: "交接班; 不写编号是现在的, 或最近的", EN: "the handover; without an id the open or newest one"}, 0, 1),
		one("log", "log [SHIFT]", text.Text{ZH: "值班日志; 不写班次是现在的", EN: "the duty log; without a shift that of the one on duty"}, 0, 1),
		one("notice", "notice NOTICE", text.Text{ZH: "一条通知, 谁没有确认", EN: "one notice, and who has not confirmed"}, 1, 1),
		one("message", "message NOTICE", text.Text{ZH: "通知原文, 贴到微信群", EN: "the words of a notice, to be pasted"}, 1, 1),
		one("warning", "warning", text.Text{ZH: "生效的预警", EN: "the warnings in force"}, 0, 0))
}
