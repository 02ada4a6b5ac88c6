package tui_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/screen"
)

// Ensure that whoever comes to take over sees first what has changed, the grave first, each
// kind on one screen; Enter opens a line, Esc goes on to the board, and it comes once.
func TestSinceFirst(t *testing.T) {
	n := open(t, set{town: (*fakedesk.Town).Comes}).signIn("zld").sees("交班以来的变化", "11-21 08:00 交班以来 102 笔", "!逾期", "立即呼叫120", "拒绝", "救助+", "寒潮橙色预警", "现有 17床, 低于 20", "唐秋实 交 何雨禾, 紧要 2", "巡查 17 处", "另: 记已办 36、登记来电来访 20")
	all := n.text()
	if strings.Index(all, "立即呼叫120") > strings.Index(all, "新立、拒绝救助") || strings.Index(all, "新立、拒绝救助") > strings.Index(all, "三号涵洞") {
		t.Errorf("the grave is not first:\n%s", all)
	}
	n.press("Tab").sees(">紧要", "救助+4").press("End").sees("记事").press("Tab", "Home")
	n.press("Enter").sees("1124-0004", "神志不清").press("Esc").sees("交班以来的变化").press("Esc").sees("待办").misses("交班以来的变化")
	n.press("8").sees("交班以来的变化").press("F12").sees("What has changed", "Severe", "Also: ")
	n.press("F12", "Ctrl+L", "Esc", "text:zld", "Enter", "text:"+fakedesk.PIN, "Enter").press("1").sees("待办")
}

// Ensure that who is on duty sees the board first, and what has changed by its key and from
// the menu, also on a telephone; what cannot be opened says why.
func TestSinceLater(t *testing.T) {
	n := open(t, set{w: 45, h: 24}).signIn("hyh").sees("待办").press("8").sees("交班以来的变化", "! 立即呼叫120", "救助+4")
	for range 30 {
		if strings.Contains(n.press("Down").text(), ">指示") {
			break
		}
	}
	n.press("Enter").sees("沈岚 的指示, 只能本人补签")
	n = open(t, set{}).signIn("sl").press("8")
	for range 30 {
		if strings.Contains(n.press("Down").text(), ">指示") {
			break
		}
	}
	n.press("Enter").sees("补签口头指示 O20261124-01").press("Esc", "End", "Enter").sees("值班日志")
}

// Ensure the log shows its columns, narrows by kind and by typing, goes from shift to shift,
// opens what a line is about, prints and is copied without the words.
func TestLog(t *testing.T) {
	p := &printer{}
	n := open(t, set{w: 100, h: 30, print: p.print}).signIn("hyh").press("7").
		sees("值班日志 11-23 08:00 至 11-24 08:00  何雨禾, 带班 沈岚", "带班领导还没有阅签", "出租车司机 1990", "归入事项 1124-0004", "(已划去) 记事: 风很大", "5 条")
	n.press("Tab").sees("只看 来电 1 条").misses("天亮前").press("Enter").sees("神志不清").press("Esc", "Tab", "Tab").sees("只看 记事").press("Tab", "Tab", "Tab").sees("5 条")
	n.press("F3", "text:天亮前", "Enter").sees("1/5", "口头指示").press("Esc")
	n.press("Left").sees("值班日志 11-22 08:00").misses("天亮前").press("Left").sees("这是最早的一班").press("Right").sees("天亮前")
	n.press("Ctrl+D").sees("值班日志 2026-11-24 一天", "1 条").misses("没有阅签").press("Right").sees("这是今天").press("Left").sees("值班日志 2026-11-23 一天").press("F6").sees("阅签按班次").
		press("F10").sees("值班日志 2026-11-23。").press("Esc", "Ctrl+D").sees("值班日志 11-23 08:00", "天亮前")
	n.press("F6").sees("您的角色不能这样做").press("Delete").sees("您没有阅签过")
	n.press("Ctrl+P").sees("已写到 /book/papers/draft.html")
	if len(p.jobs) != 1 || p.jobs[0] != (screen.Print{From: p.jobs[0].From, Kind: rules.PaperLog, ID: fakedesk.ShiftID, Draft: true}) {
		t.Errorf("%+v", p.jobs)
	}
	n.press("F10").sees("值班日志, 班次11月23日8时00分", "11-24 02:08 来电 1124-0004, 何雨禾").misses("19900000031", "天亮前", "说话不清楚").press("Esc")
	n.press("F12").sees("Duty log", "No leader has read it yet")
}

// Ensure a leader marks the log as read with PIN and remark, up to a line or to its end; a
// wrong PIN keeps what is typed; the mark is taken back here and by Ctrl+X.
func TestReadLog(t *testing.T) {
	n := open(t, set{}).signIn("sl").press("7", "Up", "Up", "F6").sees("阅签 S20261123-0800 的日志", ">本人 PIN").press("Tab", "text:0000", "Enter", "text:选中", "Enter", "text:0000", "F9").sees("这里写的是 PIN").press("Ctrl+U", "text:注意桥洞", "Enter", "Enter", "text:0000", "F9").sees("PIN 不对", "注意桥洞").
		press("Ctrl+U", "text:"+fakedesk.PIN, "F9").sees("阅签 沈岚 11-24 02:14: 注意桥洞", "之后又有 2 条")
	if c := last[*command.ReadLog](n); c.Shift != fakedesk.ShiftID || c.Upto != 22 || c.Words != "注意桥洞" {
		t.Errorf("%+v", c)
	}
	n.press("End", "F6", "text:"+fakedesk.PIN, "F9").misses("之后又有").press("F6").sees("您已于 11-24 02:14 阅签到这里")
	n.press("Delete").sees("撤回阅签 Y20261124-02").press("text:签早了", "F9").sees("已撤回: 签早了", "之后又有 2 条")
	n.press("Ctrl+X").sees("撤回阅签").press("Down", "Down", "Enter", "text:都不算", "F9")
	if c := last[*command.UnreadLog](n); c.Reading != "Y20261124-01" || c.Reason != "都不算" {
		t.Errorf("%+v", c)
	}
	open(t, set{lang: text.EN, w: 45, h: 24}).signIn("sl").press("7", "Ctrl+K").sees("Mark read", "2 Before")
}
