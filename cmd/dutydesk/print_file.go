package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

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
	sweep(filepath.Dir(j.path("")))
	f, err := os.CreateTemp(filepath.Dir(j.path("")), tempName+"*") // 0600
	if err != nil {
		return printed{}, unprinted(err)
	}
	out, err := j.into(f, desk, p)
	f.Close()
	os.Remove(f.Name()) // gone already when it got its name
	return out, err
}

// tempName begins the name of a file that is not whole yet; digits follow.
const tempName = ".paper-"

// sweep removes what prints left behind that were cut off: persons stand on it.
func sweep(dir string) {
	all, _ := os.ReadDir(dir)
	for _, f := range all {
		rest, ours := strings.CutPrefix(f.Name(), tempName)
		if !ours || strings.Trim(rest, "0123456789") != "" || !f.Type().IsRegular() {
			continue
		}
		if st, err := f.Info(); err == nil && time.Since(st.ModTime()) > time.Hour {
			os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// into fills the file, records the print, and gives the file its name.
func (j *printJob) into(f *os.File, desk *store.Desk, p *view.Printing) (printed, error) {
	if j.draft {
		path, err := j.finish(f, p, j.path(draftName(p)))
		return printed{File: path}, err
	}
	p.Paper = &rules.Paper{ID: sheet.Placeholder, Kind: j.kind}
	if err := j.fill(f, p); err != nil {
		return printed{}, err
	}
	res, err := desk.Do(j.request, j.command(p))
	if err != nil {
		return printed{}, err
	}
	path, fresh := j.path(res.ID), res.Seq > p.Seq
	if p, err = desk.Paper(res.ID); err == nil {
		if e := p.Paper.MayVoid(); e != nil { // the request came before, and failed or was replaced
			return printed{}, e
		}
		path, err = j.finish(f, p, path)
	}
	switch {
	case err == nil:
		return printed{ID: res.ID, More: res.More, File: path}, nil
	case !fresh: // it was written the first time
		return printed{}, err
	}
	return printed{}, j.undo(desk, res.ID, err)
}

// undo makes a paper void that is not there to be signed; what it replaced stands again.
func (j *printJob) undo(desk *store.Desk, id string, why error) error {
	words := text.Text{ZH: "没有写成", EN: "it was not written"}
	_, err := desk.Do(store.NewRequest(), &command.VoidPaper{Paper: id, Reason: words.In(j.lang), Unwritten: true})
	return errors.Join(why, err)
}

// stream records the print and writes it to a stream.
func (j *printJob) stream(desk *store.Desk, p *view.Printing) (out printed, err error) {
	fresh := false
	if !j.draft {
		res, err := desk.Do(j.request, j.command(p))
		if err != nil {
			return printed{}, err
		}
		out.ID, out.More, fresh = res.ID, res.More, res.Seq > p.Seq
		if p, err = desk.Paper(res.ID); err != nil {
			if fresh {
				err = j.undo(desk, res.ID, err)
			}
			return printed{}, err
		}
		if e := p.Paper.MayVoid(); e != nil {
			return printed{}, e
		}
	}
	raw, err := j.draw(p)
	if err == nil {
		_, err = j.to.Write(raw)
	}
	switch {
	case err == nil:
		return out, nil
	case !fresh: // nothing was recorded, or it was written the first time
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
	if p.Log != nil {
		return "log-" + sheet.LogNumber(p.Log)
	}
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

// finish fills the file and gives it its name, which it returns: whole, or not there. A
// name of its own that is taken, as by a paper from before a backup was restored, is passed
// over; a draft and a file that somebody named give way.
func (j *printJob) finish(f *os.File, p *view.Printing, path string) (string, error) {
	err := j.fill(f, p)
	if err != nil {
		return "", err
	}
	if j.draft || j.out != "" {
		err = os.Rename(f.Name(), path)
	} else {
		path, err = link(f.Name(), path)
	}
	if err == nil {
		err = bolt.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return "", unprinted(err)
	}
	return path, nil
}

// link gives a file the name, or the first of name-2, name-3 … that is free.
func link(temp, path string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 2; ; n++ {
		switch err := take(temp, path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrExist):
			return path, err
		case same(temp, path): // the same request again
			return path, nil
		}
		path = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
}

// take gives a file a name that is free.
func take(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // a disk without links
	if err != nil {
		return err
	}
	f.Close()
	if err = os.Rename(temp, path); err != nil {
		os.Remove(path)
	}
	return err
}

// same says that two files hold the same.
func same(a, b string) bool {
	x, err := os.ReadFile(a)
	if err != nil {
		return false
	}
	st, err := os.Lstat(b)
	if err != nil || !st.Mode().IsRegular() || st.Size() != int64(len(x)) {
		return false
	}
	y, err := os.ReadFile(b)
	return err == nil && bytes.Equal(x, y)
}

func unprinted(err error) error {
	why := cause(err)
	if bolt.IsFull(err) {
		why = "disk full / 磁盘已满"
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "单据没有写成: %[1]s", EN: "The paper was not written: %[1]s"}.With(why)}
}
