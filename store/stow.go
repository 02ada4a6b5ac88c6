package store

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/blob"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// InboxRows is how many files of the inbox are shown. Ours.
const InboxRows = 200

// unfinished are the endings of files that are still being brought.
var unfinished = []string{".part", ".partial", ".crdownload", ".tmp"}

func (s *Store) archive() blob.Folder { return blob.Folder(filepath.Join(s.dir, ArchiveDir)) }

// files refuses who may not file evidence: names of files tell of persons too.
func (d *Desk) files() error {
	if d.actor.Officer == "" {
		return rules.Unsigned()
	}
	a, err := d.reader()
	if err != nil {
		return err
	}
	if e := rules.May(a.Roles, (&command.Attach{}).Area()); e != nil {
		return e
	}
	return nil
}

// FromAfar says that the session does not sit at the desk's machine: it files what lies in the
// inbox, and no file by its path (rules.LocalFile).
func (d *Desk) FromAfar() { d.afar.Store(true) }

// Inbox is what lies in the data folder's inbox, newest first; the folder is made when it
// is not there. Plain files alone are shown, and none that is still being brought. Now is
// of the clock that dates files, also where the desk's own is another.
func (d *Desk) Inbox() (*view.Inbox, error) {
	if err := d.files(); err != nil {
		return nil, err
	}
	in := &view.Inbox{Now: time.Now(), Dir: filepath.Join(d.s.dir, InboxDir), Can: view.Can{"archive.path": rules.LocalFile(d.afar.Load())}}
	if err := os.MkdirAll(in.Dir, 0o700); err != nil {
		return nil, fileError(in.Dir, err)
	}
	all, err := os.ReadDir(in.Dir)
	if err != nil {
		return nil, fileError(in.Dir, err)
	}
	for _, f := range all {
		name := f.Name()
		half := slices.ContainsFunc(unfinished, func(end string) bool { return strings.HasSuffix(strings.ToLower(name), end) })
		if half || strings.HasPrefix(name, ".") || !f.Type().IsRegular() {
			continue
		}
		if st, err := f.Info(); err == nil {
			in.Files = append(in.Files, view.InboxFile{Name: blob.Name(name), Path: filepath.Join(in.Dir, name), Size: st.Size(), At: st.ModTime()})
		}
	}
	slices.SortFunc(in.Files, func(a, b view.InboxFile) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Name, b.Name)) })
	if in.More = max(0, len(in.Files)-InboxRows); in.More > 0 {
		in.Files = in.Files[:InboxRows]
	}
	for i := range in.Files {
		in.Files[i].Type = blob.TypeOf(in.Files[i].Path)
	}
	return in, nil
}

// Stow copies a file into the archive, durable before it returns, so that command.Attach
// can name it; until it does, nothing depends on the copy. told hears how far it is. The
// file stays where it is. Refused beside what package blob refuses: a file of the data
// folder itself, its inbox excepted.
func (d *Desk) Stow(ctx context.Context, path string, told func(done, size int64)) (rules.Content, error) {
	if err := d.files(); err != nil {
		return rules.Content{}, err
	}
	if e := rules.LocalFile(d.afar.Load()); e != nil {
		if in, err := d.s.within(path, InboxDir); err != nil || !in {
			return rules.Content{}, e
		}
	}
	if in, err := d.s.within(path, ""); err == nil && in {
		if in, err := d.s.within(path, InboxDir); err != nil || !in {
			return rules.Content{}, rules.Bad("files", text.Text{ZH: "%[1]s 是值班台自己的文件, 不能附。", EN: "%[1]s is the desk's own file and cannot be attached."}.With(blob.Name(path)))
		}
	}
	limit := 0
	err := d.s.view(func(v tx.View) (err error) {
		limit, err = table.Setting(v, rules.SettingAttachLimit)
		return err
	})
	if err != nil {
		return rules.Content{}, err
	}
	return d.s.archive().Take(ctx, path, int64(limit)<<20, told)
}

// within says whether a file lies in the data folder, in that part of it.
func (s *Store) within(path, part string) (bool, error) {
	dir, err := filepath.Abs(s.dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(filepath.Join(dir, part))
	}
	if part != "" && errors.Is(err, fs.ErrNotExist) { // nothing lies in what is not there
		return false, nil
	}
	if err != nil {
		return false, err
	}
	at, err := filepath.Abs(path)
	if err == nil {
		at, err = filepath.EvalSymlinks(filepath.Dir(at))
	}
	if err != nil {
		return false, err
	}
	return at == dir || strings.HasPrefix(at, dir+string(filepath.Separator)), nil
}

// Unbox removes a file from the inbox that is on file now: its content is that of an
// attachment, so that nothing is lost. Any other file stays.
func (d *Desk) Unbox(path string, c rules.Content) error {
	if err := d.files(); err != nil {
		return err
	}
	if in, err := d.s.within(path, InboxDir); err != nil || !in {
		return err
	}
	same, err := blob.Same(path, c.Hash)
	if err != nil || !same {
		return err
	}
	if err := d.s.archive().Check(c); err != nil {
		return fileError(path, err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileError(path, err)
	}
	return nil
}

// stowed refuses an attachment whose bytes are not in the archive.
func (s *Store) stowed(cmd command.Command) error {
	c, ok := cmd.(*command.Attach)
	if !ok {
		return nil
	}
	for _, f := range c.Files {
		if !s.archive().Has(f) {
			return rules.Bad("files", text.Text{ZH: "%[1]s 没有收进档案。", EN: "%[1]s was not taken into the archive."}.With(f.Name))
		}
	}
	return nil
}

// Export records that files of a case leave the book (command.ExportArchive) and copies
// them into a folder, each under its right name: to, which is made when it is not there, ""
// for the case's own in the data folder's out. What was struck out leaves only when it is
// named. Beside what the command refuses: a file that is missing or changed in the archive
// (Damaged), with the others copied.
func (d *Desk) Export(request string, cmd *command.ExportArchive, to string) ([]string, error) {
	res, err := d.Do(request, cmd)
	if err != nil {
		return nil, err
	}
	if to == "" {
		to = filepath.Join(d.s.dir, OutDir, res.ID)
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return nil, fileError(to, err)
	}
	var all []rules.Attachment
	err = d.s.view(func(v tx.View) error {
		for _, id := range res.More {
			a, err := table.Attachments.Get(v, id)
			if err != nil {
				return err
			}
			all = append(all, *a)
		}
		return nil
	})
	var paths []string
	var lost []Lost
	done := map[rules.Content]bool{} // what stands in two slots leaves once
	for i := range all {
		f := all[i].File
		if done[*f] {
			continue
		}
		done[*f] = true
		path, err := d.s.archive().Out(f.Hash, to, f.Name)
		switch {
		case errors.Is(err, blob.ErrMissing), errors.Is(err, blob.ErrChanged):
			lost = append(lost, Lost{all[i].ID, f.Name, err})
		case err != nil:
			return paths, fileError(to, err)
		default:
			paths = append(paths, path)
		}
	}
	return paths, cmp.Or(err, wounded(lost))
}
