package archive

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// detail is one attachment: what it is, and what may be done with it.
type detail struct {
	of *Dialog
	on *view.AttachmentRow
}

func newDetail(d *Dialog, on *view.AttachmentRow) *detail { return &detail{of: d, on: on} }

// Typing is never.
func (t *detail) Typing() bool { return false }

// Update closes it when the attachment was struck out.
func (t *detail) Update(msg tea.Msg) route.Action {
	if m, ok := msg.(screen.Saved); ok && m.Err == nil && m.Command.Code() == "archive.detach" {
		return screen.Close{Dialog: t}
	}
	return nil
}

// Keys export it or strike it out.
func (t *detail) Keys() binding.Table {
	id := t.on.Attachment.ID
	return binding.Table{
		{Keys: []string{"enter", "f6"}, Label: text.Text{ZH: "导出", EN: "Export"}, Refuse: t.noExport, Do: func() route.Action { return t.of.export([]string{id}) },
			Help: text.Text{ZH: "导出到数据文件夹的 out, 记入流水", EN: "Copy it into out in the data folder; the journal keeps that"}},
		{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤下", EN: "Strike out"}, Refuse: t.of.can("archive.detach/" + id), Do: func() route.Action { return strike(t.of.desk, t.on) },
			Help: text.Text{ZH: "归错的撤下, 写明原因; 原件留着", EN: "A wrong one is struck out with a reason; its bytes stay"}},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Stays: true, Help: text.Text{ZH: "关上", EN: "Close"}, Do: func() route.Action { return screen.Close{Dialog: t} }},
	}
}

func (t *detail) noExport() *rules.Error {
	if t.on.Attachment.File == nil {
		return rules.Refuse(text.Text{ZH: "这一条是编号, 没有文件。", EN: "This is a number; there is no file."}, "")
	}
	return t.of.noExport()
}

// View draws it.
func (t *detail) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 84)
	a := &t.on.Attachment
	var rows dialog.Labelled
	rows.Add(text.Text{ZH: "归到", EN: "Under"}, env.T(rules.WordOf(rules.SlotWords, string(a.Slot))))
	if f := a.File; f != nil {
		rows.Add(text.Text{ZH: "文件", EN: "File"}, f.Name)
		rows.Add(text.Text{ZH: "大小", EN: "Size"}, size(f.Size)+"  "+f.Type)
		rows.Add(text.Text{ZH: "校验", EN: "Hash"}, "SHA-256 "+f.Hash)
	}
	rows.Add(text.Text{ZH: "说明", EN: "Words"}, a.Words)
	rows.Add(text.Text{ZH: "回传", EN: "Scan of"}, a.Paper)
	rows.Add(text.Text{ZH: "谁归", EN: "By"}, t.on.By+" "+env.HHMM(a.At))
	return screen.Frame{Lines: screen.Fit(env.Theme.Box(env.Mode, env.T(text.Text{ZH: "附件 %[1]s", EN: "Attachment %[1]s"}.With(a.ID)), append([]string{""}, rows.Lines(env, w-2)...), w), min(h, len(rows.Lines(env, w-2))+3))}
}

// strike asks why an attachment is struck out.
func strike(drafts entry.Drafts, on *view.AttachmentRow) route.Action {
	id, title := on.Attachment.ID, on.Attachment.Title()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "撤下附件", EN: "Strike out"}, Draft: "archive/strike/" + id, Drafts: drafts,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s 不再算数, 原件留着。", EN: "%[1]s counts no more; its bytes stay."}.With(title)),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.Detach{Attachment: id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "已撤下", EN: "struck out"},
	}))
}

// export records that files leave the book, those named or all; once that is saved they
// are copied. Of a minor it asks why first.
func (d *Dialog) export(only []string) route.Action {
	done := text.Text{ZH: "导出", EN: "export"}
	if !d.c.Case.Facts.Minor() {
		return screen.Save{From: d, Command: &command.ExportArchive{Case: d.id, Only: only}, Done: done}
	}
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "导出未成年人的材料", EN: "Export files of a minor"}, Draft: "archive/export/" + d.id, Drafts: d.desk,
		Intro: dialog.Lead(text.Text{ZH: "默认不导出; 只有带班领导或民政办可以, 原因记入流水 (%[1]s)。", EN: "Not exported by default: a leader or civil affairs alone may; the journal keeps why (%[1]s)."}.With(rules.MinorClause)),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ExportArchive{Case: d.id, Only: only, Minor: true, Reason: reason}, nil
		},
		Done: done,
	}))
}

// copyOut copies what an export that is recorded names.
func (d *Dialog) copyOut(request string, c *command.ExportArchive) tea.Cmd {
	desk := d.desk
	return func() (msg tea.Msg) {
		out := exported{of: d}
		defer func() {
			if r := recover(); r != nil {
				out.err = rules.Fault("exporting: panic: %v", r)
				msg = out
			}
		}()
		out.paths, out.err = desk.Export(request, c, "")
		return out
	}
}

// told says where the files lie.
func (d *Dialog) told(m exported) route.Action {
	if err := rules.AsError(m.err); err != nil {
		return screen.Refused(err)
	}
	d.out = strings.Join(m.paths, "\n")
	return screen.Say{Text: text.Text{ZH: "已导出 %[1]d 个: %[2]s", EN: "%[1]d exported: %[2]s"}.With(len(m.paths), m.paths[0])}
}
