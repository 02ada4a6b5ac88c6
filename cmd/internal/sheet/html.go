package sheet

import (
	"bytes"
	_ "embed"
	"html/template"

	"dutydesk/rules/text"
)

//go:embed sheet.html
var page string

// HTML is the sheet as one self-contained A4 document in UTF-8: no script, nothing from
// elsewhere, black on white. Each copy begins a page. Whatever people wrote is escaped.
func (s Sheet) HTML(lang text.Lang) ([]byte, error) {
	said := func(t text.Text) string { return text.Clean(t.In(lang), text.Note) }
	t, err := template.New("sheet").Funcs(template.FuncMap{
		"t":     said,
		"line":  func(v string) string { return text.Clean(v, text.Line) },
		"rows":  rowsOf,
		"lines": func(c Cell) int { return max(c.Lines, 1) },
		"blank": func(n int) []struct{} { return make([]struct{}, n) },
		"at":    moment,
		"words": func() map[string]string { return wordsIn(lang) },
	}).Parse(page)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	code := "zh-CN"
	if lang == text.EN {
		code = "en"
	}
	err = t.Execute(&b, struct {
		Sheet
		Lang string
	}{s, code})
	return b.Bytes(), err
}

// rowsOf puts cells in rows of two pairs; a wide one has its row alone, and so has one that
// no other follows.
func rowsOf(cells []Cell) (rows [][]Cell) {
	for i := 0; i < len(cells); i++ {
		row := []Cell{cells[i]}
		if !cells[i].Wide && i+1 < len(cells) && !cells[i+1].Wide {
			i++
			row = append(row, cells[i])
		}
		if len(row) == 1 {
			row[0].Wide = true
		}
		rows = append(rows, row)
	}
	return rows
}

// Words of the frame.
var (
	numberText = text.Text{ZH: "单号", EN: "Paper"}
	ofText     = text.Text{ZH: "事由", EN: "Of"}
	drawnText  = text.Text{ZH: "打印", EN: "Printed"}
	draftText  = text.Text{ZH: "草稿, 不作签字用", EN: "Draft, not for signature"}
	sealText   = text.Text{ZH: "(盖章处)", EN: "(seal)"}
)

func wordsIn(lang text.Lang) map[string]string {
	return map[string]string{"number": numberText.In(lang), "of": ofText.In(lang), "drawn": drawnText.In(lang), "draft": draftText.In(lang), "seal": sealText.In(lang)}
}
