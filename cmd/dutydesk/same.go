package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) caseSame() *cobra.Command {
	var c command.SameCase
	v := a.verb(writes, "same CASE MAIN REASON", text.Text{ZH: "并案: 同一个人, CASE 并入 MAIN", EN: "the same person: merge CASE into MAIN"}, 3, -1, func(b *book, args []string) error {
		c.Case, c.As, c.Reason = args[0], args[1], strings.Join(args[2:], " ")
		return b.do(&c)
	})
	f := v.Flags()
	f.StringSliceVar(&c.Keep, "keep", nil, a.t(text.Text{ZH: "说法不一时以主件为准的 `NAME,...`", EN: "contradictions on which the main case is right, `NAME,...`"}))
	f.StringSliceVar(&c.Take, "take", nil, a.t(text.Text{ZH: "说法不一时以并入的为准的 `NAME,...`", EN: "contradictions on which the merged case is right, `NAME,...`"}))
	f.Int64Var(&c.Version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (case show --json); 已有更新的就不并", EN: "version `N` that was seen (case show --json): a newer one refuses"}))
	return v
}

func (a *app) caseSplit() *cobra.Command {
	return a.verb(writes, "split CASE REASON", text.Text{ZH: "撤销并案", EN: "take a merging back"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.SplitCase{Case: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) caseAlike() *cobra.Command {
	return a.verb(reads, "alike CASE", text.Text{ZH: "在办的里面可能是同一个人的, 最像的在前", EN: "open cases that may be the same person, the likest first"}, 1, 1, func(b *book, args []string) error {
		if err := b.desk.SeesPersons(); err != nil {
			return err
		}
		rows, err := b.desk.Alike(args[0])
		if err != nil {
			return err
		}
		return show(b, rows, func(r view.Alike) []string {
			var differs []text.Text
			for _, d := range r.Differs {
				differs = append(differs, text.Text{ZH: "%[1]s: %[2]s/%[3]s", EN: "%[1]s: %[2]s/%[3]s"}.With(d.Name, d.Main, d.Other))
			}
			return []string{r.ID, a.t(rules.WordOf(rules.CaseStateWords, string(r.State))), r.Place, a.t(r.Subject),
				a.t(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(r.Why)), a.t(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(differs))}
		})
	})
}
