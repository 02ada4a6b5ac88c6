package tui_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/tui/internal/fakedesk"
)

// Ensure that what plans ask to be written down of a case is written from the menu of its
// page, on a telephone too, that a form refused keeps what was typed, and that the page tells it.
func TestRecords(t *testing.T) {
	for _, w := range []int{45, 100} {
		n := open(t, set{w: w, h: 30}).signIn("hyh").press("Enter", "F7", "1", "3", "Enter").sees("专项登记", "身份甄别", "返回居住地")
		n.press("1", "Enter").sees("缘由", "方式").press("text:走失", "Enter", "text:联动", "Enter", "F9")
		if c := last[*command.EditCase](n); c.Case != fakedesk.CaseID || c.Distress == nil || *c.Distress != "lost" || *c.Mode != "linked" {
			t.Errorf("%d: the reason: %+v", w, c)
		}
		n.press("F7", "1", "3", "Enter", "3", "Enter").sees("渠道", "编号").press("text:寻亲网", "Enter", "text:XQ-2231", "Enter", "text:照片", "F9")
		c := last[*command.AddRecord](n)
		if c.Kind != rules.RecordTrace || c.Source != "site" || c.Ref != "XQ-2231" || c.Words != "照片" || c.At != nil {
			t.Errorf("%d: the tracing: %+v", w, c)
		}
		n.sees("寻亲: 全国救助寻亲")
		n.press("F7", "1", "3", "Enter").sees("写结果").press("7", "Enter", "F9").sees("结果").press("text:女儿来电", "F9")
		if c := last[*command.FinishRecord](n); c.Record != "V20261124-0001" || c.Result != "女儿来电" {
			t.Errorf("%d: the result: %+v", w, c)
		}
		n.press("F7", "1", "3", "Enter").misses("写结果").press("2", "Enter").sees("查了什么", "身份").press("1", "3", "Enter", "text:不明", "Enter", "F9")
		if c := last[*command.AddRecord](n); c.Kind != rules.RecordScreen || !slices.Equal(c.Checks, []string{"asked", "speech"}) || c.Identity != "unknown" {
			t.Errorf("%d: the screening: %+v", w, c)
		}
		n.press("Ctrl+X").sees("撤回这条登记").press("Enter", "text:写错了人", "F9")
		if c := last[*command.BackRecord](n); c.Record != "V20261124-0002" || !c.Entry || c.Reason != "写错了人" {
			t.Errorf("%d: back: %+v", w, c)
		}
	}
}
