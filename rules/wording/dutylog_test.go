package wording

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure that a log passed on tells times and acts, and of what was said and of whom nothing.
func TestLog(t *testing.T) {
	at := time.Date(2026, 11, 24, 2, 8, 0, 0, rules.Zone)
	s := rules.Shift{ID: "S20261123-0800", Start: at, End: at, Main: "U001", Leader: "U002"}
	p := &view.Log{Shift: &s, Names: map[string]string{"U001": "何雨禾", "U002": "沈岚"}, Weather: []text.Text{{ZH: "寒潮橙色预警", EN: "cold wave warning"}},
		Rows: []view.LogRow{{At: at, Kind: "call", From: text.Text{ZH: "李铁柱 19900000071", EN: "李铁柱 19900000071"}, What: text.Text{ZH: "来电", EN: "call in"}, Words: "张老人昏倒",
			Done: text.Text{ZH: "归入 张老人", EN: "张老人"}, By: "何雨禾", Key: "call/T20261124-0001"},
			{At: at, Kind: "note", What: text.Text{ZH: "记事", EN: "note"}, Words: "张老人", By: "何雨禾", Struck: true}},
		Readings: []rules.Reading{{Name: "沈岚", At: at, Words: "看望张老人"}, {Name: "宋长宁", At: at, Struck: "x"}}}
	paper := Log(Room{Town: "北渡镇", Now: at}, p)
	zh := paper.In(text.ZH)
	for _, want := range []string{"【北渡镇值班室 11-24 02:08】值班日志", "值班员 何雨禾, 带班领导 沈岚", "天气: 寒潮橙色预警", "11-24 02:08 来电 1124-0001, 何雨禾", "记事 (已划去)", "带班领导 沈岚 于11月24日2时08分阅签"} {
		if !strings.Contains(zh, want) {
			t.Errorf("no %s in\n%s", want, zh)
		}
	}
	for _, no := range []string{"张老人", "李铁柱", "199", "宋长宁"} {
		if strings.Contains(zh+paper.In(text.EN), no) {
			t.Errorf("%s in\n%s", no, zh)
		}
	}
	p.Shift, p.Date, p.Rows = nil, "2026-11-24", nil
	if empty := Log(Room{Now: at}, p); !strings.Contains(empty.In(text.ZH), "没有记录") {
		t.Error(empty.In(text.ZH))
	}
}
