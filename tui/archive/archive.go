// Package archive is the dialog of what is on file of a case: the four slots (P1.4.16),
// what lies in the inbox to be filed, and what was filed. What fits a slot, what may be
// struck out and what may leave the book come with the read model and the command; bytes
// are copied by the desk.
package archive

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the dialog reads, and what copies bytes: Stow into the archive, Unbox out of
// the inbox what is filed, Export into a folder ("" the data folder's own).
type Desk interface {
	entry.Drafts
	Case(id string) (*view.Case, error)
	Inbox() (*view.Inbox, error)
	Stow(ctx context.Context, path string, told func(done, size int64)) (rules.Content, error)
	Unbox(path string, c rules.Content) error
	Export(request string, cmd *command.ExportArchive, to string) ([]string, error)
}

// recent is how old photos of one Enter are at most. Ours.
const recent = 10 * time.Minute

// Dialog is what is on file of one case.
type Dialog struct {
	desk   Desk
	id     string
	c      *view.Case
	inbox  *view.Inbox
	noBox  *rules.Error // why the inbox cannot be read
	rows   []row
	list   list.List
	marked map[string]bool // files of the inbox, by path
	fault  *rules.Error
	out    string // where files were copied last
}

// row is something to do, a file of the inbox, or an attachment.
type row struct {
	act  act
	file *view.InboxFile
	on   *view.AttachmentRow
}

// act is a row that begins something.
type act string

const (
	actRecent act = "recent" // the photos of the last minutes, at once
	actNumber act = "number" // the system entry, or a stock issue number
	actPath   act = "path"   // a file by its path
)

// New is the dialog of a case.
func New(desk Desk, id string) *Dialog {
	return &Dialog{desk: desk, id: id, marked: map[string]bool{}}
}

type loaded struct {
	c     *view.Case
	inbox *view.Inbox
	noBox *rules.Error
}

// unboxed says that filed files have left the inbox; exported where files lie now.
type (
	unboxed  struct{ err error }
	exported struct {
		of    *Dialog
		paths []string
		err   error
	}
)

// Load reads the case and the inbox; a case is shown without an inbox that cannot be read.
func (d *Dialog) Load() tea.Cmd {
	desk, id := d.desk, d.id
	return screen.Read("archive/"+id, func() (m loaded, err error) {
		if m.c, err = desk.Case(id); err == nil && m.c.Can["archive.attach"] == nil {
			var no error
			m.inbox, no = desk.Inbox()
			m.noBox = rules.AsError(no)
		}
		return m, err
	})
}

// Typing is never.
func (d *Dialog) Typing() bool { return false }

// Update takes what was read, what became of filing, striking out and exporting, and keys.
func (d *Dialog) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID == "archive/"+d.id {
			d.read(msg)
		}
	case unboxed:
		if err := rules.AsError(msg.err); err != nil {
			return route.All{screen.Refused(err), screen.Do(d.Load())}
		}
		return screen.Do(d.Load())
	case exported:
		if msg.of == d {
			return d.told(msg)
		}
	case screen.Saved:
		if msg.Err != nil || !strings.HasPrefix(msg.Command.Code(), "archive.") {
			return nil
		}
		if c, ok := msg.Command.(*command.ExportArchive); ok && c.Case == d.id {
			return screen.Do(d.copyOut(msg.Request, c))
		}
		return screen.Do(d.Load())
	case tea.KeyMsg:
		d.list.Key(msg)
	}
	return nil
}

func (d *Dialog) read(m screen.Got[loaded]) {
	if d.fault = rules.AsError(m.Err); d.fault != nil {
		return
	}
	d.c, d.inbox, d.noBox, d.rows = m.Value.c, m.Value.inbox, m.Value.noBox, nil
	var ids []string
	add := func(id string, r row) { d.rows, ids = append(d.rows, r), append(ids, id) }
	if len(d.photos()) > 0 {
		add(string(actRecent), row{act: actRecent})
	}
	lies := map[string]bool{}
	if d.inbox != nil {
		for i := range d.inbox.Files {
			f := &d.inbox.Files[i]
			lies[f.Path] = true
			add(f.Path, row{file: f})
		}
	}
	for path := range d.marked {
		if !lies[path] {
			delete(d.marked, path)
		}
	}
	add(string(actNumber), row{act: actNumber})
	add(string(actPath), row{act: actPath})
	for i := range d.c.Archive {
		for j := range d.c.Archive[i].Files {
			f := &d.c.Archive[i].Files[j]
			add(f.Attachment.ID, row{on: f})
		}
	}
	d.list.SetItems(ids)
}

// photos are the pictures that came into the inbox in the last minutes, newest first.
func (d *Dialog) photos() (paths []string) {
	if d.inbox == nil {
		return nil
	}
	for _, f := range d.inbox.Files {
		if age := d.inbox.Now.Sub(f.At); strings.HasPrefix(f.Type, "image/") && age >= 0 && age <= recent && len(paths) < command.MaxFiles {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

func (d *Dialog) selected() *row {
	if i := d.list.Index(); i >= 0 && i < len(d.rows) {
		return &d.rows[i]
	}
	return nil
}

// Keys act on the selected row.
func (d *Dialog) Keys() binding.Table {
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "归档", EN: "File"}, Refuse: d.can("archive.attach"),
		Help: text.Text{ZH: "归档选中或标记的文件", EN: "File the selected or marked files"}, Do: d.enter}
	r := d.selected()
	if r != nil && r.on != nil {
		enter.Label, enter.Help, enter.Refuse = text.Text{ZH: "详情", EN: "Details"}, text.Text{ZH: "大小, 校验值, 谁归的; 导出或撤下", EN: "Size, hash, who filed it; export it or strike it out"}, nil
	}
	if r != nil && r.act == actPath {
		enter.Refuse = d.noPath
	}
	t := binding.Table{enter}
	if r != nil && r.file != nil {
		t = append(t, binding.Binding{Keys: []string{"right", " ", "m"}, Label: text.Text{ZH: "标记", EN: "Mark"}, Do: d.mark,
			Help: text.Text{ZH: "标记几个文件, 按 Enter 一起归档; 空格也行", EN: "Mark several, Enter files them together; the blank key does too"}})
	}
	if r != nil && r.on != nil {
		t = append(t, binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤下", EN: "Strike out"}, Do: func() route.Action { return strike(d.desk, r.on) },
			Refuse: d.can("archive.detach/" + r.on.Attachment.ID), Help: text.Text{ZH: "归错的撤下, 写明原因; 原件留着", EN: "A wrong one is struck out with a reason; its bytes stay"}})
	}
	return append(append(t,
		binding.Binding{Keys: []string{"f6", "e"}, Label: text.Text{ZH: "全部导出", EN: "Export all"}, Do: func() route.Action { return d.export(nil) }, Refuse: d.noExport,
			Help: text.Text{ZH: "把这件事项的文件导出到数据文件夹的 out, 记入流水", EN: "Copy the files of this case into out in the data folder; the journal keeps that"}},
		binding.Binding{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Stays: true, Help: text.Text{ZH: "回到原来的页", EN: "Back to the page"},
			Do: func() route.Action { return screen.Close{Dialog: d} }},
	), binding.Lists...)
}

func (d *Dialog) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if d.c == nil {
			return screen.Unread()
		}
		return d.c.Can[code]
	}
}

// noPath is why no file may be named by its path.
func (d *Dialog) noPath() *rules.Error {
	if no := d.can("archive.attach")(); no != nil || d.inbox == nil {
		return no
	}
	return d.inbox.Can["archive.path"]
}

// noExport greys the export; that of a minor is asked for with a reason, by who may.
func (d *Dialog) noExport() *rules.Error {
	switch {
	case d.c == nil:
		return screen.Unread()
	case d.files() == 0:
		return rules.Refuse(text.Text{ZH: "还没有文件。", EN: "There is no file yet."}, "")
	}
	why := d.c.Can["archive.export"]
	if why != nil && why.Clause == rules.MinorClause {
		return d.c.Can["archive.export/minor"]
	}
	return why
}

func (d *Dialog) files() (n int) {
	for _, s := range d.c.Archive {
		for _, f := range s.Files {
			if f.Attachment.File != nil {
				n++
			}
		}
	}
	return n
}

func (d *Dialog) mark() route.Action {
	path := d.selected().file.Path
	if d.marked[path] {
		delete(d.marked, path)
	} else if len(d.marked) < command.MaxFiles {
		d.marked[path] = true
	}
	d.list.Move(1)
	return nil
}

func (d *Dialog) enter() route.Action {
	r := d.selected()
	switch {
	case r == nil:
		return nil
	case r.on != nil:
		return screen.Show(newDetail(d, r.on))
	case r.act == actRecent:
		return screen.Show(newFiling(d, d.photos(), true))
	case r.act == actNumber:
		return d.number()
	case r.act == actPath:
		return screen.Show(newFiling(d, nil, false))
	}
	paths := []string{r.file.Path}
	if len(d.marked) > 0 {
		paths = nil
		for _, f := range d.inbox.Files { // newest first, as they are shown
			if d.marked[f.Path] {
				paths = append(paths, f.Path)
			}
		}
	}
	return screen.Show(newFiling(d, paths, false))
}
