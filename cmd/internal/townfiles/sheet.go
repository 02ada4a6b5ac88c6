package townfiles

import (
	"errors"
	"strings"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// sheet is a file whose header has been read.
type sheet struct {
	file  string
	index int
	kind  *kind
	cols  map[string][]int // by key: the cells that hold it
	heads []string
}

// head is what the file calls a column, or what we do where it has none.
func (s *sheet) head(key string) string {
	if at := s.cols[key]; len(at) > 0 {
		return strings.TrimSpace(text.Display(s.heads[at[0]]))
	}
	for _, c := range s.kind.columns {
		if c.key == key {
			return c.heads[0]
		}
	}
	return ""
}

// cells is one row, by the keys of its sheet.
type cells struct {
	s   *sheet
	all []string
}

// get is the cell of a key as it was written, without blanks around it. Of several
// columns of telephones the cells that say something are joined by "、".
func (c cells) get(key string) string {
	var out []string
	for _, i := range c.s.cols[key] {
		if i < len(c.all) {
			if v := strings.TrimSpace(c.all[i]); v != "" {
				out = append(out, v)
			}
		}
	}
	return strings.Join(out, "、")
}

// headerRows is how far down a header is looked for: sheets often begin with a title.
const headerRows = 5

// file reads one file into the town.
func (t *town) file(name string, raw []byte, err error) {
	index := t.files
	t.files++
	whole := func(row int, wrong, want text.Text) {
		t.report.add(Problem{File: name, Row: row, Wrong: wrong, Want: want, file: index})
	}
	if err != nil {
		whole(0, text.Text{ZH: "读不了 (%[1]s)", EN: "cannot be read (%[1]s)"}.With(cause(err)), text.Text{ZH: "一个 CSV 文件", EN: "a CSV file"})
		return
	}
	body, encoding, not := Decode(raw)
	if !not.IsZero() {
		whole(0, not, text.Text{ZH: "请另存为 CSV UTF-8", EN: "save it as CSV UTF-8"})
		return
	}
	var s *sheet
	var first record
	tried, rows := 0, 0
	for r := range records(body) {
		switch {
		case r.err != nil:
			whole(r.row, text.Text{ZH: "引号不配对", EN: "a quote without its pair"}, text.Text{ZH: "带逗号或换行的内容两边都加英文引号, 里面的引号写两个", EN: "quote a cell with commas or line breaks on both sides, double the quotes inside"})
		case blank(r.cells):
		case s != nil:
			t.row(origin{s, r.row}, cells{s, r.cells})
			rows++
		case tried < headerRows:
			if tried++; tried == 1 {
				first = r
			}
			if s = recognise(name, r.cells); s != nil {
				s.file, s.index = name, index
			}
		}
	}
	if s == nil {
		unknown(whole, first)
		return
	}
	t.report.Notes = append(t.report.Notes, text.Text{ZH: "%[1]s: %[2]s %[3]d 行 (%[4]s)", EN: "%[1]s: %[3]d rows of %[2]s (%[4]s)"}.With(name, s.kind.noun, rows, encoding))
	if extra := s.extra(); len(extra) > 0 {
		t.report.Notes = append(t.report.Notes, text.Text{ZH: "%[1]s: 这些列没有用: %[2]s", EN: "%[1]s: columns not used: %[2]s"}.With(name, extra))
	}
}

// row checks the shape of a row before its kind reads it.
func (t *town) row(o origin, c cells) {
	for i, v := range c.all {
		if i >= len(o.s.heads) && strings.TrimSpace(v) != "" {
			t.bad(o, "", text.Text{ZH: "比表头多 %[1]d 格", EN: "wider than the header by %[1]d"}.With(len(c.all)-len(o.s.heads)),
				text.Text{ZH: "内容里有逗号时两边加英文引号", EN: "quote a cell that holds a comma"})
			return
		}
	}
	for _, col := range o.s.kind.columns {
		if v := c.get(col.key); strings.ContainsRune(v, utf8.RuneError) {
			t.bad(o, col.key, said(v), text.Text{ZH: "有认不出的字节, 请重打这一格", EN: "bytes that do not read: type this cell again"})
			return
		}
	}
	o.s.kind.read(t, o, c)
}

func blank(rec []string) bool {
	for _, v := range rec {
		if strings.TrimSpace(v) != "" {
			return false
		}
	}
	return true
}

// recognise finds the kind whose needed columns are all there and most of whose columns
// are; between equals the name of the file decides. nil: none, or no telling.
func recognise(name string, rec []string) *sheet {
	var best *sheet
	score := 0
	for _, k := range kinds {
		s, n := match(k, rec)
		if len(s.missing()) > 0 {
			continue
		}
		n *= 2
		if strings.Contains(text.Fold(name), k.code) || strings.Contains(name, k.noun.ZH) {
			n++
		}
		switch {
		case n > score:
			best, score = s, n
		case n == score:
			best = nil
		}
	}
	return best
}

func match(k *kind, rec []string) (s *sheet, n int) {
	s = &sheet{kind: k, cols: map[string][]int{}, heads: rec}
	for i, h := range rec {
		for _, c := range k.columns {
			if c.known(h) && (c.key == "phones" || len(s.cols[c.key]) == 0) {
				s.cols[c.key] = append(s.cols[c.key], i)
				break
			}
		}
	}
	return s, len(s.cols)
}

func (c column) known(head string) bool {
	key := fold(head)
	for _, h := range c.heads {
		if key != "" && key == fold(h) {
			return true
		}
	}
	return false
}

// fold is how heads are compared: (required) stars and blanks do not count.
func fold(head string) string { return strings.Trim(text.Fold(head), " *:") }

func (s *sheet) missing() (out []text.Text) {
	for _, c := range s.kind.columns {
		if c.need && len(s.cols[c.key]) == 0 {
			out = append(out, text.Text{ZH: c.heads[0], EN: c.heads[0]})
		}
	}
	return out
}

// extra names the columns that mean nothing to us.
func (s *sheet) extra() (out []text.Text) {
	used := map[int]bool{}
	for _, at := range s.cols {
		for _, i := range at {
			used[i] = true
		}
	}
	for i, h := range s.heads {
		if h = strings.TrimSpace(text.Display(h)); !used[i] && h != "" {
			out = append(out, text.Text{ZH: h, EN: h})
		}
	}
	return out
}

// unknown reports a file without a header that is known: what it comes nearest to and
// lacks, or else what there could be.
func unknown(whole func(int, text.Text, text.Text), r record) {
	if r.cells == nil {
		whole(0, text.Text{ZH: "是空的", EN: "is empty"}, text.Text{ZH: "第一行是表头", EN: "the first row is the header"})
		return
	}
	var near *sheet
	most := 1
	for _, k := range kinds {
		if s, n := match(k, r.cells); n > most && len(s.missing()) > 0 {
			near, most = s, n
		}
	}
	if near != nil {
		whole(r.row, text.Text{ZH: "像是%[1]s表, 缺列: %[2]s", EN: "looks like %[1]s, without: %[2]s"}.With(near.kind.noun, near.missing()),
			text.Text{ZH: "补上这些列", EN: "add these columns"})
		return
	}
	var want []text.Text
	for _, k := range kinds {
		none, _ := match(k, nil)
		want = append(want, text.Text{ZH: "%[1]s表 (%[2]s)", EN: "%[1]s (%[2]s)"}.With(k.noun, none.missing()))
	}
	whole(r.row, text.Text{ZH: "从表头认不出是哪种表", EN: "the header does not tell which list this is"}, text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(want))
}

// cause is an error of the file system without its path.
func cause(err error) string {
	if e := errors.Unwrap(err); e != nil {
		return e.Error()
	}
	return err.Error()
}
