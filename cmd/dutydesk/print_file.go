package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/kv/bolt"
)

// paperDir is where papers lie in the data folder when nobody names a file.
const paperDir = "papers"

// printJob is one print: of which case or handover, in which form, and where it goes.
type printJob struct {
	kind    rules.PaperKind
	id      string
	lang    text.Lang
	plain   bool      // text in place of HTML
	draft   bool      // nothing is recorded
	request string    // of the recording
	dir     string    // the data folder
	out     string    // the file; "" is one of its own in dir
	force   bool      // an existing file gives way
	to      io.Writer // in place of a file
}

// printed is what came of it: the id of the paper ("" of a draft), the papers that it
// replaces, and the file.
type printed struct {
	ID   string   `json:"id,omitempty"`
	More []string `json:"more,omitempty"`
	File string   `json:"file,omitempty"`
}

// print records the print and writes it. The room on the disk is taken before anything is
// recorded; where the file fails all the same, the paper is void. Refused (Precondition): a
// file that exists, unless forced, and then only a plain one. Unsaved: the disk, with
// nothing half-written.
func (j *printJob) print(desk *store.Desk) (printed, error) {
	p, err := desk.DraftPaper(j.kind, j.id)
	if err != nil {
		return printed{}, err
	}
	if j.to != nil {
		return j.stream(desk, p)
	}
	if j.out == "" {
		if err := os.MkdirAll(filepath.Join(j.dir, paperDir), 0o700); err != nil {
			return printed{}, unprinted(err)
		}
	} else if err := j.free(); err != nil {
		return printed{}, err
	}
	f, err := os.CreateTemp(filepath.Dir(j.path("")), ".paper-*") // 0600
	if err != nil {
		return printed{}, unprinted(err)
	}
	out, err := j.into(f, desk, p)
	f.Close()
	os.Remove(f.Name()) // gone already when it got its name
	return out, err
}

// into fills the file, records the print, and gives the file its name.
func (j *printJob) into(f *os.File, desk *store.Desk, p *view.Printing) (printed, error) {
	if j.draft {
		path := j.path(draftName(p))
		return printed{File: path}, j.finish(f, p, path)
	}
	p.Paper = &rules.Paper{ID: sheet.Placeholder, Kind: j.kind}
	if err := j.fill(f, p); err != nil {
		return printed{}, err
	}
	res, err := desk.Do(j.request, j.command(p))
	if err != nil {
		return printed{}, err
	}
	path := j.path(res.ID)
	if p, err = desk.Paper(res.ID); err == nil {
		err = j.finish(f, p, path)
	}
	if err != nil {
		return printed{}, j.undo(desk, res.ID, err)
	}
	return printed{ID: res.ID, More: res.More, File: path}, nil
}

// undo makes a paper void that is not there to be signed.
func (j *printJob) undo(desk *store.Desk, id string, why error) error {
	words := text.Text{ZH: "没有写成", EN: "it was not written"}
	_, err := desk.Do(store.NewRequest(), &command.VoidPaper{Paper: id, Reason: words.In(j.lang)})
	return errors.Join(why, err)
}

// stream records the print and writes it to a stream.
func (j *printJob) stream(desk *store.Desk, p *view.Printing) (out printed, err error) {
	if !j.draft {
		res, err := desk.Do(j.request, j.command(p))
		if err != nil {
			return printed{}, err
		}
		out.ID, out.More = res.ID, res.More
		if p, err = desk.Paper(res.ID); err != nil {
			return printed{}, j.undo(desk, res.ID, err)
		}
	}
	raw, err := j.draw(p)
	if err == nil {
		_, err = j.to.Write(raw)
	}
	switch {
	case err == nil:
		return out, nil
	case j.draft:
		return printed{}, unprinted(err)
	}
	return printed{}, j.undo(desk, out.ID, unprinted(err))
}

func (j *printJob) command(p *view.Printing) *command.PrintPaper {
	if p.Handover != nil {
		return &command.PrintPaper{Kind: j.kind, Handover: p.Handover.Handover.ID}
	}
	return &command.PrintPaper{Kind: j.kind, Case: p.Case.Case.ID}
}

func (j *printJob) draw(p *view.Printing) ([]byte, error) {
	s := sheet.Of(p)
	if j.plain {
		return []byte(s.Text(j.lang)), nil
	}
	return s.HTML(j.lang)
}

// path is the file of a paper of that name.
func (j *printJob) path(name string) string {
	ext := ".html"
	if j.plain {
		ext = ".txt"
	}
	return cmp.Or(j.out, filepath.Join(j.dir, paperDir, name+ext))
}

// draftName names a draft, which the next draft of the same replaces.
func draftName(p *view.Printing) string {
	of := ""
	if p.Case != nil {
		of = p.Case.Case.ID
	} else {
		of = cmp.Or(p.Handover.Handover.ID, p.Handover.Shift.ID)
	}
	return "draft-" + string(p.Kind) + "-" + of
}

// free refuses a file that is there already.
func (j *printJob) free() error {
	st, err := os.Lstat(j.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unprinted(err)
	case !st.Mode().IsRegular():
		return rules.Refuse(text.Text{ZH: "%[1]s 不是普通文件, 不能写。", EN: "%[1]s is no plain file and is not written."}.With(j.out), "")
	case !j.force:
		return rules.Refuse(text.Text{ZH: "%[1]s 已存在; 要覆盖请加 --force。", EN: "%[1]s exists; --force writes over it."}.With(j.out), "")
	}
	return nil
}

// fill writes the sheet from the file's beginning and to the disk.
func (j *printJob) fill(f *os.File, p *view.Printing) error {
	raw, err := j.draw(p)
	if err != nil {
		return rules.AsError(err)
	}
	_, err = f.WriteAt(raw, 0)
	if err == nil {
		err = f.Truncate(int64(len(raw)))
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return unprinted(err)
	}
	return nil
}

// finish fills the file and gives it its name: whole, or not there.
func (j *printJob) finish(f *os.File, p *view.Printing, path string) error {
	if err := j.fill(f, p); err != nil {
		return err
	}
	err := os.Rename(f.Name(), path)
	if err == nil {
		err = bolt.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return unprinted(err)
	}
	return nil
}

func unprinted(err error) error {
	why := cause(err)
	if bolt.IsFull(err) {
		why = "disk full / 磁盘已满"
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "单据没有写成: %[1]s", EN: "The paper was not written: %[1]s"}.With(why)}
}
