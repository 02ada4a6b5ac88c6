package fakedesk

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// InboxDir is where the fake inbox lies.
const InboxDir = "/book/inbox"

// Put lays a file into the inbox, changed that long ago.
func (t *Town) Put(name string, size int64, kind string, age time.Duration) {
	t.inbox = append(t.inbox, view.InboxFile{Name: name, Path: filepath.Join(InboxDir, name), Size: size, Type: kind, At: t.now.Add(-age)})
	slices.SortFunc(t.inbox, func(a, b view.InboxFile) int { return b.At.Compare(a.At) })
}

// Stopped is how many copies were stopped.
func (t *Town) Stopped() int { return int(t.stopped.Load()) }

// Boxed is what lies in the inbox.
func (t *Town) Boxed() (names []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.inbox {
		names = append(names, f.Name)
	}
	return names
}

// Inbox is what waits to be filed.
func (d *Desk) Inbox() (*view.Inbox, error) {
	defer d.lock()()
	return &view.Inbox{Now: d.t.now, Dir: InboxDir, Files: append([]view.InboxFile(nil), d.t.inbox...)}, nil
}

// Stow takes a file of the inbox; Slow waits until it is cancelled, and NoStow refuses once.
func (d *Desk) Stow(ctx context.Context, path string, told func(done, size int64)) (rules.Content, error) {
	if err := d.t.NoStow; err != nil {
		d.t.NoStow = nil
		return rules.Content{}, err
	}
	if d.t.Slow {
		told(1, 2)
		<-ctx.Done()
		d.t.stopped.Add(1)
		return rules.Content{}, rules.Refuse(text.Text{ZH: "已取消, 没有归档。", EN: "Cancelled; nothing was filed."}, "")
	}
	told(1, 1)
	return rules.Content{Name: filepath.Base(path), Hash: fmt.Sprintf("%064x", len(path)), Size: 2 << 20, Type: "image/jpeg"}, nil
}

// Unbox takes a file out of the inbox.
func (d *Desk) Unbox(path string, _ rules.Content) error {
	defer d.lock()()
	d.t.inbox = slices.DeleteFunc(d.t.inbox, func(f view.InboxFile) bool { return f.Path == path })
	return nil
}

// Export copies files out.
func (d *Desk) Export(request string, cmd *command.ExportArchive, _ string) ([]string, error) {
	if _, err := d.Do(request, cmd); err != nil {
		return nil, err
	}
	return []string{"/book/out/" + cmd.Case + "/a.jpg"}, nil
}

// archive runs the commands on attachments. ours is false for any other command.
func (d *Desk) archive(cmd command.Command) (id string, ours bool, err error) {
	switch c := cmd.(type) {
	case *command.Attach:
		files := []*rules.Content{nil}
		if len(c.Files) > 0 {
			files = nil
			for i := range c.Files {
				files = append(files, &c.Files[i])
			}
		}
		for _, f := range files {
			id = fmt.Sprintf("E20261124-%04d", len(d.t.filed)+1)
			d.t.filed = append(d.t.filed, rules.Attachment{ID: id, Case: c.Case, Slot: c.Slot, File: f, Words: c.Words, Paper: c.Paper, At: d.t.now, By: d.who.ID})
		}
		return id, true, nil
	case *command.Detach:
		for i := range d.t.filed {
			if a := &d.t.filed[i]; a.ID == c.Attachment {
				if e := a.Strike(c.Reason, d.who.ID, d.t.now); e != nil {
					return "", true, e
				}
			}
		}
		return c.Attachment, true, nil
	case *command.ExportArchive:
		if e := d.t.cases[c.Case].Case.MayExport(d.who.Roles, c.Minor, c.Reason); e != nil {
			return "", true, e
		}
		return c.Case, true, nil
	}
	return "", false, nil
}

// slots are what stands in the archive of a case.
func (d *Desk) slots(id string) (out []view.SlotRow) {
	for _, n := range rules.SlotWords {
		s := view.SlotRow{Slot: rules.Slot(n.Code)}
		for _, a := range d.t.filed {
			if a.Case == id && a.Slot == s.Slot && a.Stands() {
				s.Count++
				s.Files = append(s.Files, view.AttachmentRow{Attachment: a, By: d.name(a.By)})
			}
		}
		out = append(out, s)
	}
	return out
}

// Facts makes them what is known of the person of the case.
func (t *Town) Facts(f rules.Facts) { t.cases[CaseID].Case.Facts = f }

// Owe makes this the first thing that the case asks for.
func (t *Town) Owe(o rules.Obligation) {
	c := t.cases[CaseID]
	c.Obligations = append([]rules.Obligation{o}, c.Obligations...)
}
