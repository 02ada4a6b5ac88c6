package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/tui"
	"dutydesk/tui/screen"
)

// printVerbs print papers. What is printed is recorded, except a draft.
func (a *app) printVerbs() *cobra.Command {
	one := func(kind rules.PaperKind, use string, least int) *cobra.Command {
		j := printJob{kind: kind}
		v := a.verbWhich(func() bool { return !j.draft }, use, rules.WordOf(rules.PaperWords, string(kind)), least, 1, func(b *book, args []string) error {
			if len(args) > 0 {
				j.id = args[0]
			}
			return b.print(j)
		})
		f := v.Flags()
		f.StringVar(&j.out, "out", "", a.t(text.Text{ZH: "写到 `FILE`, - 是标准输出 (默认数据文件夹的 papers)", EN: "write to `FILE`, - is the standard output (default: papers in the data folder)"}))
		f.BoolVar(&j.plain, "text", false, a.t(text.Text{ZH: "纯文本, 不是网页", EN: "plain text in place of a page"}))
		f.BoolVar(&j.draft, "draft", false, a.t(text.Text{ZH: "草稿: 不记录, 不作签字用", EN: "a draft: nothing is recorded, nobody signs it"}))
		f.BoolVar(&j.force, "force", false, a.t(text.Text{ZH: "覆盖已有的文件", EN: "write over a file that exists"}))
		return v
	}
	return a.group("print", text.Text{ZH: "打印单据 (A4 网页或文本)", EN: "print papers (A4 pages or text)"},
		one(rules.PaperIntake, "case CASE", 1),
		one(rules.PaperTransfer, "transfer CASE", 1),
		one(rules.PaperIssue, "issue CASE", 1),
		one(rules.PaperRefusal, "refusal CASE", 1),
		one(rules.PaperCollect, "collect CASE", 1),
		one(rules.PaperCard, "card CASE", 1),
		one(rules.PaperHandover, "handover [HANDOVER]", 0))
}

// print prints and tells the id and the file.
func (b *book) print(j printJob) error {
	j.lang, j.request, j.dir = b.lang, b.request, b.st.Dir()
	if j.out == "-" {
		j.out, j.to = "", b.out
		if b.json {
			return usage(text.Text{ZH: "--out - 和 --json 不能同用。", EN: "--out - does not go with --json."})
		}
	}
	var err error
	if j.out, err = b.outFile(j.out); err != nil {
		return err
	}
	if err := b.warnBlank(j); err != nil {
		return err
	}
	res, err := j.print(b.desk)
	switch {
	case err != nil:
		return err
	case j.to != nil:
		if res.ID != "" {
			b.note(text.Text{ZH: "单号 %[1]s", EN: "Paper %[1]s"}.With(res.ID))
		}
		b.instead(res.More)
		return nil
	case b.json:
		return b.object(res)
	}
	if res.ID != "" {
		b.printf("%s\n", res.ID)
	}
	b.printf("%s\n", res.File)
	b.instead(res.More)
	return nil
}

// warnBlank says before printing that a help card will have no number of the duty room.
func (b *book) warnBlank(j printJob) error {
	if j.kind != rules.PaperCard {
		return nil
	}
	p, err := b.desk.DraftPaper(j.kind, j.id)
	if err == nil && p.Phone == "" {
		b.note(text.Text{ZH: "值班电话没有设置, 卡上留空手写。先设: dutydesk setting desk_phone 号码", EN: "The desk's telephone is not set, so the card leaves room for a hand. Set it: dutydesk setting desk_phone NUMBER"})
	}
	return err
}

// instead tells which papers a new one has made void.
func (b *book) instead(old []string) {
	if len(old) > 0 {
		b.note(text.Text{ZH: "代替 %[1]s", EN: "instead of %[1]s"}.With(strings.Join(old, ", ")))
	}
}

// printFor prints for the screen, in Chinese: a paper is for agencies and for the file.
func printFor(dir func() string) func(tui.Desk, screen.Print) (id, path string, err error) {
	return func(desk tui.Desk, p screen.Print) (id, path string, err error) {
		d, ok := desk.(*store.Desk)
		if !ok {
			return "", "", rules.Unsigned()
		}
		if p.Kind == rota.PaperTable || p.Kind == rota.PaperCalendar {
			path, err := printRoster(d, dir(), p)
			return "", path, err
		}
		j := printJob{kind: p.Kind, id: p.ID, lang: text.ZH, draft: p.Draft, request: store.NewRequest(), dir: dir()}
		res, err := j.print(d)
		return res.ID, res.File, err
	}
}

// paperVerbs keep the state of what was printed.
func (a *app) paperVerbs() *cobra.Command {
	return a.group("paper", text.Text{ZH: "单据的签字盖章", EN: "signatures and seals of papers"}, a.paperList(), a.paperMark(),
		a.verb(writes, "void PAPER REASON", text.Text{ZH: "作废, 写明原因", EN: "make it void, with a reason"}, 2, -1, func(b *book, args []string) error {
			return b.do(&command.VoidPaper{Paper: args[0], Reason: strings.Join(args[1:], " ")})
		}))
}

func (a *app) paperList() *cobra.Command {
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "还要签字盖章的; --all 全部", EN: "what still owes a signature or seal; --all for every one"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Papers(all, limit)
		if err != nil {
			return err
		}
		return show(b, rows, func(r view.PaperRow) []string {
			return []string{r.Paper.ID, b.t(rules.WordOf(rules.PaperWords, string(r.Paper.Kind))), b.t(r.Subject), momentOr(r.Due), b.t(r.State)}
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all of them, newest first"}))
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "--all 时最多 `N` 张 (0: 不限)", EN: "at most `N` with --all (0: no limit)"}))
	return v
}

func (a *app) paperMark() *cobra.Command {
	var at string
	var steps []string
	for _, s := range rules.PaperStepWords[1:] {
		steps = append(steps, s.Code)
	}
	v := a.verb(writes, fmt.Sprintf("mark PAPER %s", strings.Join(steps, "|")), text.Text{ZH: "已签字, 已盖章, 已回传", EN: "signed, sealed, scanned back"}, 2, 2, func(b *book, args []string) (err error) {
		c := command.MarkPaper{Paper: args[0], Step: rules.PaperStep(args[1])}
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&at, "at", "", a.t(text.Text{ZH: "什么时候 `TIME` (默认现在)", EN: "when, `TIME` (default now)"}))
	return v
}
