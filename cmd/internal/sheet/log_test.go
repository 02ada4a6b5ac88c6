package sheet_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/style"
)

func logPrinting() *view.Printing {
	same := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	s := handover().Shift
	return &view.Printing{Stamp: view.Stamp{Now: at(9, 0)}, Kind: rules.PaperLog, Town: "北渡镇", County: "岚川县", Demo: true, By: "沈岚", Log: &view.Log{Shift: &s,
		Names:   map[string]string{"U001": "何雨禾", "U002": "沈岚", "U006": "许知远"},
		Weather: []text.Text{{ZH: "寒潮橙色预警", EN: "cold wave warning, orange"}},
		Rows: []view.LogRow{
			{Seq: 1, At: at(2, 8), Kind: "call", From: same("出租车司机 19900000527"), What: text.Text{ZH: "来电", EN: "call in"}, Words: "桥洞下躺着个老头 <b>叫不醒</b>", Done: text.Text{ZH: "归入事项 1124-0004", EN: "case 1124-0004"}, By: "何雨禾"},
			{Seq: 2, At: at(2, 20), Kind: "order", From: same("沈岚"), What: text.Text{ZH: "口头指示", EN: "oral order"}, Words: "马上送县医院", Done: text.Text{ZH: "待补签", EN: "to be signed"}, By: "何雨禾"},
			{Seq: 3, At: at(2, 30), Kind: "note", What: text.Text{ZH: "记事", EN: "note"}, Words: "锅炉已修好", By: "何雨禾", Struck: true}},
		Readings: []rules.Reading{{ID: "Y20261124-01", Name: "沈岚", At: at(8, 40), Words: "同意"}, {ID: "Y20261124-02", Name: "宋长宁", At: at(8, 50), Struck: "签早了"}}}}
}

// Ensure that a printed log has its columns, the crew, the weather and the mark of the leader
// who read it, is no draft and no copy, and fits the width of plain text in both languages.
func TestLog(t *testing.T) {
	p := logPrinting()
	s := sheet.Of(p)
	page := string(html(t, s, text.ZH))
	for _, want := range []string{"<h1>值班日志</h1>", "岚川县北渡镇", "S20261123-0800", "来源单位、人", "出租车司机 19900000527", "来电: 桥洞下躺着个老头 &lt;b&gt;叫不醒&lt;/b&gt;", "归入事项 1124-0004", "(已划去) 记事: 锅炉已修好",
		"寒潮橙色预警", "何雨禾、许知远", "带班领导阅签: 沈岚", "11-24 08:40 以 PIN 阅签", "同意", "演示数据"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, "宋长宁") || strings.Contains(page, "草稿") || strings.Count(page, `<section class="copy">`) != 1 {
		t.Error(page)
	}
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for line := range strings.SplitSeq(s.Text(lang), "\n") {
			if style.Width(style.Narrow, line) > 80 {
				t.Errorf("%q", line)
			}
		}
	}
	p.Log.Rows[0].Happened, p.Log.Rows[0].Sort = &[]time.Time{at(2, 5)}[0], text.Text{ZH: "查岗", EN: "check"}
	p.Log.Signed = &view.Signed{Given: &rules.Signature{Name: "何雨禾", At: at(8, 5)}, Taken: &rules.Signature{Name: "周立冬", At: at(8, 10)}}
	txt := sheet.Of(p).Text(text.ZH)
	given, taken, read := strings.Index(txt, "交班人 (何雨禾)"), strings.Index(txt, "接班人 (周立冬)"), strings.Index(txt, "带班领导阅签 (")
	if given < 0 || taken < given || read < taken || !strings.Contains(txt, "11-24 08:10 以 PIN 签") {
		t.Error(txt)
	}
	if page = string(html(t, sheet.Of(p), text.ZH)); !strings.Contains(page, "11-24 02:05") || strings.Contains(page, "11-24 02:08") || !strings.Contains(page, "(02:08 补记)") || !strings.Contains(page, "查岗") {
		t.Error(page)
	}
	p.Log.Signed = &view.Signed{Release: &rules.Release{Signature: rules.Signature{Name: "沈岚", At: at(9, 0)}, Reason: "人在路上"}, Incoming: "罗小满"}
	if txt = sheet.Of(p).Text(text.ZH); !strings.Contains(txt, "放行 (沈岚)") || !strings.Contains(txt, "人在路上") || strings.Contains(txt, "接班人") {
		t.Error(txt)
	}
	p.Log.Signed = nil
	if txt = sheet.Of(p).Text(text.ZH); !strings.Contains(txt, "交班人: ____") || !strings.Contains(txt, "接班人: ____") {
		t.Error(txt)
	}
	p.Log.Rows = append(p.Log.Rows, view.LogRow{At: at(3, 0), Kind: "patrol"})
	if txt = sheet.Of(p).Text(text.EN); !strings.Contains(txt, " patrol\n") {
		t.Error(txt)
	}
	p.Log.Readings = nil
	if txt := sheet.Of(p).Text(text.ZH); !strings.Contains(txt, "带班领导阅签: ____") {
		t.Error(txt)
	}
	p.Log.Shift, p.Log.Date, p.Log.Rows = nil, "2026-11-24", nil
	if txt := sheet.Of(p).Text(text.ZH); !strings.Contains(txt, "单号 2026-11-24") || strings.Contains(txt, "阅签") {
		t.Error(txt)
	}
}
