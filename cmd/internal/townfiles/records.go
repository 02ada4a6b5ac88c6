package townfiles

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
)

// record is a row with the number a spreadsheet gives it.
type record struct {
	row   int
	cells []string
	err   error
}

// records yields the rows; a cell with line breaks is still one row. After a faulty row
// reading goes on.
func records(body string) iter.Seq[record] {
	if !strings.Contains(body, "\n") {
		body = strings.ReplaceAll(body, "\r", "\n")
	}
	return func(yield func(record) bool) {
		r := csv.NewReader(strings.NewReader(body))
		r.FieldsPerRecord = -1
		folded := 0 // line breaks inside cells so far
		for {
			rec, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			line := 0
			if e, ok := errors.AsType[*csv.ParseError](err); ok {
				line = e.StartLine
			} else {
				line, _ = r.FieldPos(0)
			}
			if !yield(record{line - folded, rec, err}) {
				return
			}
			for _, v := range rec {
				folded += strings.Count(v, "\n")
			}
		}
	}
}
