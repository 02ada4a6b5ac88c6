package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// slotNames are the codes of the slots, for the usage.
func slotNames() string {
	var out []string
	for _, n := range rules.SlotWords {
		out = append(out, n.Code)
	}
	return strings.Join(out, "|")
}

// slotNamed is the slot that somebody means; short names go for the long ones.
func slotNamed(said string) rules.Slot {
	switch text.Fold(said) {
	case "system", "number", "编号", "系统":
		return rules.SlotSystem
	case "slip", "receipt", "发票", "单据", "发票信息":
		return rules.SlotInvoice
	}
	return rules.Slot(said)
}

func (a *app) caseAttach() *cobra.Command {
	var c command.Attach
	var slot string
	var inbox bool
	v := a.verb(writes, "attach CASE [FILE...]", text.Text{ZH: "归档: 照片, 证明, 系统录入编号, 发票单据", EN: "file evidence: photo, proof, system number, invoice"}, 1, 1+command.MaxFiles, func(b *book, args []string) error {
		c.Case, c.Slot = args[0], slotNamed(slot)
		paths := args[1:]
		for i, p := range paths {
			if inbox {
				p = filepath.Join(b.st.Dir(), inboxDir, filepath.Base(p))
			}
			paths[i] = b.path(p)
		}
		return b.attach(&c, paths)
	})
	f := v.Flags()
	f.StringVar(&slot, "slot", string(rules.SlotPhoto), a.t(text.Text{ZH: "归到 `SLOT`: ", EN: "under `SLOT`: "})+slotNames())
	f.StringVar(&c.Words, "words", "", a.t(text.Text{ZH: "系统录入编号, 出库单号, 或文件的说明 `TEXT`", EN: "the system number, the stock issue number, or what the files show, `TEXT`"}))
	f.StringVar(&c.Paper, "paper", "", a.t(text.Text{ZH: "是单据 `PAPER` 的回传件", EN: "the scan of `PAPER`, which came back"}))
	f.BoolVar(&inbox, "inbox", false, a.t(text.Text{ZH: "文件名在数据文件夹的 inbox 里; 归档后从那里移走", EN: "the names are of the inbox in the data folder; once filed they leave it"}))
	return v
}

// inboxDir is where files to be filed are put, in the data folder.
const inboxDir = "inbox"

// attach copies the files into the archive, files them, and takes out of the inbox what
// lay there.
func (b *book) attach(c *command.Attach, paths []string) error {
	if err := c.Slot.Fits(len(paths), c.Words); err != nil { // before anything is copied
		if _, known := command.Coded(rules.SlotWords, string(c.Slot)); known {
			return err
		}
	}
	if len(paths) > 0 { // nothing is copied for a case that is not there
		if _, err := b.desk.Case(c.Case); err != nil {
			return err
		}
	}
	for _, p := range paths {
		f, err := b.desk.Stow(context.Background(), p, nil)
		if err != nil {
			return err
		}
		c.Files = append(c.Files, f)
	}
	files := append([]rules.Content(nil), c.Files...)
	if err := b.do(c); err != nil {
		return err
	}
	for i, p := range paths {
		if err := b.desk.Unbox(p, files[i]); err != nil {
			b.note(text.Text{ZH: "已归档; inbox 里的 %[1]s 没有移走: %[2]s", EN: "Filed; %[1]s stays in the inbox: %[2]s"}.With(files[i].Name, stays(err)))
		}
	}
	return nil
}

// stays is why a file that is filed could not be taken out of the inbox, in words.
func stays(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

func (a *app) caseInbox() *cobra.Command {
	return a.verb(reads, "inbox", text.Text{ZH: "数据文件夹 inbox 里等归档的文件, 新的在前", EN: "files in the inbox of the data folder, newest first"}, 0, 0, func(b *book, _ []string) error {
		in, err := b.desk.Inbox()
		if err != nil {
			return err
		}
		if in.More > 0 {
			b.note(text.Text{ZH: "还有 %[1]d 个较早的没有列出。", EN: "%[1]d older ones are left out."}.With(in.More))
		}
		return show(b, in.Files, func(f view.InboxFile) []string {
			return []string{f.Name, strconv.FormatInt(f.Size, 10), moment(f.At), f.Type}
		})
	})
}

func (a *app) caseDetach() *cobra.Command {
	return a.verb(writes, "detach ATTACHMENT REASON", text.Text{ZH: "撤下归错的附件, 写明原因; 原件留着", EN: "strike an attachment out, with a reason; its bytes stay"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.Detach{Attachment: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) caseArchive() *cobra.Command {
	var c command.ExportArchive
	var out string
	v := a.verbWhich(func() bool { return out != "" }, "archive CASE", text.Text{ZH: "四样档案各有什么; --out 导出", EN: "what stands in the four slots; --out copies it out"}, 1, 1, func(b *book, args []string) error {
		if out == "" {
			return b.showArchive(args[0])
		}
		c.Case = args[0]
		to, err := b.outFile(out)
		if err != nil {
			return err
		}
		files, err := b.desk.Export(b.request, &c, to)
		for _, f := range files {
			if b.json {
				if err := b.object(struct {
					File string `json:"file"`
				}{f}); err != nil {
					return err
				}
				continue
			}
			b.printf("%s\n", f)
		}
		return err
	})
	f := v.Flags()
	f.StringVar(&out, "out", "", a.t(text.Text{ZH: "导出到文件夹 `DIR`, 记入流水", EN: "copy the files into `DIR`; the journal keeps that"}))
	f.StringSliceVar(&c.Only, "only", nil, a.t(text.Text{ZH: "只要这些附件 `E...`", EN: "these attachments alone, `E...`"}))
	f.BoolVar(&c.Minor, "with-minor", false, a.t(text.Text{ZH: "未成年人的也导出 (带班领导或民政办, 要写原因)", EN: "those of a minor too (a leader or civil affairs, with a reason)"}))
	f.StringVar(&c.Reason, "reason", "", a.t(text.Text{ZH: "为什么导出 `TEXT`", EN: "why, `TEXT`"}))
	return v
}

// showArchive lists the four slots; who may not see persons sees how much stands there.
func (b *book) showArchive(id string) error {
	p, err := b.desk.Case(id)
	if err != nil {
		return err
	}
	if b.json {
		return objects(b.app, p.Archive)
	}
	b.columns(b.slotRows(p.Archive))
	return nil
}

// slotRows are a line for each slot, and one under it for each attachment.
func (b *book) slotRows(slots []view.SlotRow) (rows [][]string) {
	for _, s := range slots {
		count := b.t(text.Text{ZH: "缺", EN: "none"})
		if s.Count > 0 {
			count = strconv.Itoa(s.Count)
		}
		rows = append(rows, []string{"  " + b.t(rules.WordOf(rules.SlotWords, string(s.Slot))), count})
		for _, r := range s.Files {
			at := &r.Attachment
			row := []string{"    " + at.ID, at.Title(), "", moment(at.At), r.By, at.Paper, ""}
			if at.File != nil {
				row[2], row[6] = fmt.Sprintf("%d %s", at.File.Size, at.File.Type), at.Words
			}
			rows = append(rows, row)
		}
	}
	return rows
}
