package townfiles

import (
	"fmt"

	"dutydesk/rules/text"
)

// maxProblems is how many problems a report keeps; the rest are counted.
const maxProblems = 50

// Report is what was found in the files.
type Report struct {
	Problems []Problem   `json:"problems"` // the first 50, in the order of files and rows
	Count    int         `json:"count"`    // all of them
	Notes    []text.Text `json:"notes"`    // what was read, and which columns were left out
}

// Problem is one cell, row or file (Row 0) that cannot be taken. Row counts as the
// spreadsheet does, the first line being 1.
type Problem struct {
	File   string    `json:"file"`
	Row    int       `json:"row,omitempty"`
	Column string    `json:"column,omitempty"` // as the file's header says
	Wrong  text.Text `json:"wrong"`
	Want   text.Text `json:"want"`
	file   int       // its place among the files
}

func (r *Report) add(p Problem) {
	if r.Count++; len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, p)
	}
}

// OK says that everything can be taken.
func (r Report) OK() bool { return r.Count == 0 }

// Lines is the report for a person: one problem a line, how many there are, what was read.
func (r Report) Lines(lang text.Lang) []string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, p.text().In(lang))
	}
	if more := r.Count - len(r.Problems); more > 0 {
		out = append(out, text.Text{ZH: "还有 %[1]d 处没有列出。", EN: "%[1]d more are not listed."}.With(more).In(lang))
	}
	for _, n := range r.Notes {
		out = append(out, n.In(lang))
	}
	if !r.OK() {
		out = append(out, text.Text{ZH: "共 %[1]d 处要改, 没有导入任何内容。", EN: "%[1]d to correct; nothing was imported."}.With(r.Count).In(lang))
	}
	return out
}

func (p Problem) text() text.Text {
	where := text.Text{ZH: p.File, EN: p.File}
	if p.Row > 0 {
		where.ZH += fmt.Sprintf(" 第 %d 行", p.Row)
		where.EN += fmt.Sprintf(" row %d", p.Row)
	}
	if p.Column != "" {
		where.ZH += " [" + p.Column + "]"
		where.EN += " [" + p.Column + "]"
	}
	return text.Text{ZH: "%[1]s %[2]s: %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(where, p.Wrong, p.Want)
}
