package townfiles

import (
	"io/fs"
	"os"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// DaysOff reads a year's notice of days off from a CSV of feast, first day, last day and the
// workdays in their place, divided by blanks or semicolons; a head line is passed over. What
// the days must be, the command decides. Errors: Invalid with the line; Unsaved for a file
// that cannot be read.
func DaysOff(path string) ([]rules.Stretch, error) {
	raw, err := readFile(func() (fs.File, error) { return os.Open(path) })
	if err != nil {
		return nil, &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "读不了 %[1]s: %[2]s", EN: "Cannot read %[1]s: %[2]s"}.With(path, cause(err))}
	}
	body, _, not := Decode(raw)
	if !not.IsZero() {
		return nil, rules.Bad("file", text.Text{ZH: "%[1]s, 请另存为 CSV。", EN: "This is %[1]s: save it as CSV."}.With(not))
	}
	var out []rules.Stretch
	first := true
	for r := range records(body) {
		if r.err != nil {
			return nil, rules.Bad("file", text.Text{ZH: "第 %[1]d 行引号不配对。", EN: "Line %[1]d: a quote is not closed."}.With(r.row))
		}
		if blank(r.cells) {
			continue
		}
		head := first && strings.Contains(fold(r.cells[0]), "节日") || first && fold(r.cells[0]) == "feast"
		if first = false; head {
			continue
		}
		if len(r.cells) < 3 {
			return nil, rules.Bad("file", text.Text{ZH: "第 %[1]d 行不够三栏: 节日, 首日, 末日。", EN: "Line %[1]d has fewer than three columns: feast, first, last."}.With(r.row))
		}
		l := rules.Stretch{Feast: r.cells[0], From: rules.Date(r.cells[1]), To: rules.Date(r.cells[2])}
		for _, cell := range r.cells[3:] {
			for _, w := range strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(" ;；、,", c) }) {
				l.Work = append(l.Work, rules.Date(w))
			}
		}
		out = append(out, l)
	}
	return out, nil
}
