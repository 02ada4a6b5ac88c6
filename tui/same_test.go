package tui_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// twin opens a second case about the old man under the bridge, who is 75 to its caller.
func twin(f *fakedesk.Town) {
	f.Set("idle_lock", "0")
	age := 75
	d, _ := f.SignIn(fakedesk.HeYuhe, fakedesk.PIN)
	if _, err := d.Do("twin", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老人躺着, 叫不醒",
		Person: command.Person{Sex: "M", Facts: rules.Facts{Age: &age}}}}); err != nil {
		panic(err)
	}
}

// sameKeys open the dialog from the page of the first case.
var sameKeys = []string{"Enter", "F7", "1", "0", "Enter"}

// Ensure that from the page of a case the likest one is found with the reason, what
// contradicts is asked, and the merging is taken back from the list of what was saved.
func TestSamePerson(t *testing.T) {
	n := open(t, set{town: twin}).signIn("hyh").press(sameKeys...).sees("和哪件是同一个人", "同一地点", "都说到「叫不醒」", "说法不一: 年龄")
	n.press("Enter").sees("主件", "年龄", "原因").press("F9").sees("年龄: 以哪件为准")
	n.press("Tab", "text:同一个桥洞", "F9").sees("年龄: 以哪件为准", "同一个桥洞")
	n.press("2", "F9")
	c := last[*command.SameCase](n)
	if c.Reason != "同一个桥洞" || c.As != fakedesk.CaseID || len(c.Take) != 1 || c.Take[0] != "age" || len(c.Keep) != 0 {
		t.Errorf("merged: %+v", c)
	}
	n.sees("年龄 75", "并入  1124-0011").press("Ctrl+X").sees("撤销并案").press("Enter", "text:是两个人", "Enter")
	if s := last[*command.SplitCase](n); s.Case != c.Case || s.Reason != "是两个人" {
		t.Errorf("taken apart: %+v", s)
	}
	n.sees("年龄 60").misses("并入  1124")
}

// Ensure it works on a telephone's width by digits, arrows and Enter, in English, and that
// alone on the desk a case has nothing to be merged with.
func TestSamePersonOnATelephone(t *testing.T) {
	n := open(t, set{lang: text.EN, w: 45, h: 24, town: twin}).signIn("hyh").press(sameKeys...).sees("same place")
	n.press("Enter", "Enter", "2", "Enter", "text:same bridge", "Enter", "Enter")
	if c := last[*command.SameCase](n); c.Reason != "same bridge" || len(c.Take) != 1 {
		t.Errorf("merged: %+v", c)
	}
	alone := func(f *fakedesk.Town) { f.Set("idle_lock", "0") }
	m := open(t, set{town: alone}).signIn("hyh").press(sameKeys...)
	m.sees("是同一个人")
}

// Ensure that the number of the case that ended still leads to the page of the other, where a
// step is taken back on the other.
func TestMergedNumberLeads(t *testing.T) {
	n := open(t, set{town: twin}).signIn("hyh").press(sameKeys...).press("Enter", "F9", "2", "Tab", "text:同一个桥洞", "F9")
	other := last[*command.SameCase](n).Case
	n.press("F4", "text:"+other, "Enter").sees("1124-0004 在办", "并入  "+other[5:])
	n.press("F7", "1", "Enter", "text:周立冬", "Enter", "F9").press("F7", "1", "2", "Enter", "Enter", "text:点错了", "Enter")
	if c := last[*command.StepBack](n); c.Case != fakedesk.CaseID {
		t.Errorf("back on %s", c.Case)
	}
}
