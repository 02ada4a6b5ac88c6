// Package townfiles reads the lists of a real township (villages, officers, agencies,
// places, items, opening stock) from the CSV files that people export from a spreadsheet,
// and says row by row what cannot be taken. It decides what a file is by its header, in
// Chinese or English, columns in any order, UTF-8 or GB18030; and it checks what rows
// refer to across the files and what the desk has. It writes nothing: running the import,
// whole or in chunks, is the caller's.
package townfiles

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// maxFile bounds one file, in bytes: 100,000 rows take about 10 MB.
const maxFile = 64 << 20

// Read reads the files and checks them together. have is what the desk's lists hold
// already, nil for none; now is the desk's time. The import is nil unless Report.OK: all
// or nothing.
func Read(paths []string, have *view.Lists, now time.Time) (*command.Import, Report) {
	t := newTown(have, now)
	for _, p := range paths {
		raw, err := readFile(func() (fs.File, error) { return os.Open(p) })
		t.file(filepath.Base(p), raw, err)
	}
	return t.finish()
}

// ReadFS is Read for files inside another file system, such as the embedded demo.
func ReadFS(fsys fs.FS, names []string, have *view.Lists, now time.Time) (*command.Import, Report) {
	t := newTown(have, now)
	for _, name := range names {
		raw, err := readFile(func() (fs.File, error) { return fsys.Open(name) })
		t.file(path.Base(name), raw, err)
	}
	return t.finish()
}

var errLarge = errors.New("more than 64 MB")

func readFile(open func() (fs.File, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if len(raw) > maxFile {
		err = errLarge
	}
	return raw, err
}

// town gathers what the files say.
type town struct {
	now    time.Time
	have   *view.Lists
	imp    command.Import
	at     map[string][]origin // by kind: where each row of the import stands
	seen   map[string]origin   // by kind and key: where it was first written
	report Report
	files  int
}

// origin is where a row stands.
type origin struct {
	s   *sheet
	row int
}

func newTown(have *view.Lists, now time.Time) *town {
	if have == nil {
		have = &view.Lists{}
	}
	return &town{now: now, have: have, at: map[string][]origin{}, seen: map[string]origin{}, imp: command.Import{PINs: map[string]string{}}}
}

func (t *town) finish() (*command.Import, Report) {
	if t.files == 0 {
		t.report.add(Problem{Wrong: text.Text{ZH: "没有文件", EN: "no files"}, Want: text.Text{ZH: "给出 CSV 文件", EN: "name the CSV files"}})
	}
	t.references()
	slices.SortStableFunc(t.report.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Row, b.Row))
	})
	if !t.report.OK() {
		return nil, t.report
	}
	return &t.imp, t.report
}

// Chunks splits an import so that each part fits one command: villages, officers,
// agencies, places and items in their order, stock last. A part has at most size rows,
// of which one of stock counts two: it writes a lot, a move and a balance. A row refers
// only to rows of its own part or an earlier one. With rows as Read gives them, 100 fit the
// limits of one command (tx.MaxReads, tx.MaxWrites).
func Chunks(imp *command.Import, size int) []*command.Import {
	size = max(size, 2)
	var out []*command.Import
	room := 0
	next := func(weight int) *command.Import {
		if room < weight {
			out, room = append(out, &command.Import{}), size
		}
		room -= weight
		return out[len(out)-1]
	}
	for _, v := range imp.Villages {
		c := next(1)
		c.Villages = append(c.Villages, v)
	}
	for _, o := range imp.Officers {
		c := next(1)
		c.Officers = append(c.Officers, o)
		if pin, ok := imp.PINs[o.Name]; ok {
			if c.PINs == nil {
				c.PINs = map[string]string{}
			}
			c.PINs[o.Name] = pin
		}
	}
	for _, a := range imp.Agencies {
		c := next(1)
		c.Agencies = append(c.Agencies, a)
	}
	for _, p := range imp.Places {
		c := next(1)
		c.Places = append(c.Places, p)
	}
	for _, i := range imp.Items {
		c := next(1)
		c.Items = append(c.Items, i)
	}
	for _, o := range imp.Opening {
		c := next(2)
		c.Opening = append(c.Opening, o)
	}
	return out
}

// first remembers where a key was first written, and reports a second time.
func (t *town) first(o origin, column, key string, shown text.Text) bool {
	id := o.s.kind.code + "/" + column + "/" + key
	if was, ok := t.seen[id]; ok {
		t.bad(o, column, text.Text{ZH: "「%[1]s」在 %[2]s 第 %[3]d 行已有", EN: "\"%[1]s\" stands in %[2]s row %[3]d already"}.With(shown, was.s.file, was.row),
			text.Text{ZH: "只写一次", EN: "write it once"})
		return false
	}
	t.seen[id] = o
	return true
}

// bad reports a cell.
func (t *town) bad(o origin, column string, wrong, want text.Text) {
	t.report.add(Problem{File: o.s.file, Row: o.row, Column: o.s.head(column), Wrong: wrong, Want: want, file: o.s.index})
}

// refused reports what a check of package command said of a row.
func (t *town) refused(o origin, c cells, err error) {
	e := rules.AsError(err)
	t.bad(o, e.Field, said(c.get(e.Field)), e.Text)
}

// said shows what stands in a cell, short and safe for a terminal.
func said(cell string) text.Text {
	s, cut := text.Clipped(text.Display(cell), 30)
	if cut {
		s += "..."
	}
	if s == "" {
		return text.Text{ZH: "空着", EN: "empty"}
	}
	return text.Text{ZH: "「" + s + "」", EN: "\"" + s + "\""}
}
