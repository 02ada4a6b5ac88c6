package tui_test

import (
	"errors"
	"fmt"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/screen"
)

// printer is a printer that answers from the book of the fake town, and fails once where asked.
type printer struct {
	jobs []screen.Print
	fail error
}

func (p *printer) print(desk tui.Desk, job screen.Print) (id, path string, err error) {
	p.jobs = append(p.jobs, job)
	if err, p.fail = p.fail, nil; err != nil {
		return "", "", err
	}
	if job.Draft {
		return "", "/book/papers/draft.html", nil
	}
	c := &command.PrintPaper{Kind: job.Kind, Case: job.ID}
	if !job.Kind.OfCase() {
		c.Case, c.Handover = "", job.ID
	}
	res, err := desk.Do(fmt.Sprint("print", len(p.jobs)), c)
	return res.ID, "/book/papers/" + res.ID + ".html", err
}

// Ensure a paper is printed from a case by Ctrl+P and Enter, its path is told, its signature
// is noted, and Ctrl+X leads to voiding it.
func TestPrintCase(t *testing.T) {
	p := &printer{}
	n := open(t, set{print: p.print}).signIn("hyh").press("Enter", "ctrl+p").
		sees("打印单据", "求助登记表", "人员交接单", "一式两份", "没有记下本人拒绝救助", "没有还要签收的发放")
	n.press("Down", "Enter").sees("已打印 D20261124-0001: /book/papers/D20261124-0001.html", "文件: /book/papers/D20261124-0001.html", "D1124-0001", "待签字 (已打印)")
	if len(p.jobs) != 1 || p.jobs[0].Kind != rules.PaperTransfer || p.jobs[0].ID != fakedesk.CaseID || p.jobs[0].Draft {
		t.Errorf("%+v", p.jobs)
	}
	n.press("Enter").sees("已签字", "已盖章", "作废").press("2", "Enter").sees("先签字, 再盖章").press("Esc")
	n.press("Enter", "1", "Enter", "F9").sees("待盖章 (已打印、已签字)")
	if c := last[*command.MarkPaper](n); c.Step != rules.PaperSigned || c.Paper != "D20261124-0001" {
		t.Errorf("%+v", c)
	}
	n.press("Esc", "ctrl+x").sees("作废单据 D20261124-0001").press("Enter", "text:写错名字", "F9").sees("已更正")
	if c := last[*command.VoidPaper](n); c.Reason != "写错名字" {
		t.Errorf("%+v", c)
	}
	n.press("ctrl+p").misses("D1124-0001")
}

// Ensure that a paper printed anew says which one it replaces, and that a narrow screen shows
// what it owes.
func TestPrintAnew(t *testing.T) {
	p := &printer{}
	n := open(t, set{w: 45, h: 24, print: p.print}).signIn("hyh").press("Enter", "ctrl+p", "Down", "Enter").sees("D1124-0001", "待签字").misses("代替")
	n.press("Enter", "1", "Enter", "F9").sees("待盖章")
	n = open(t, set{print: p.print}).signIn("hyh").press("Enter", "ctrl+p", "Enter").sees("D1124-0001").press("Down", "Enter").
		sees("已打印 D20261124-0002, 代替 D20261124-0001: /book/papers/D20261124-0002.html")
	n.press("F12").sees("to be signed (printed)")
}

// Ensure that what does not fit is refused with its reason and still comes as a draft, that
// a fault is told and nothing is lost, and that English is whole.
func TestPrintRefused(t *testing.T) {
	p := &printer{fail: &rules.Error{Kind: rules.Unsaved, Text: text.Text{ZH: "单据没有写成: 磁盘已满", EN: "The paper was not written: disk full"}, Err: errors.New("x")}}
	n := open(t, set{print: p.print}).signIn("hyh").press("Enter", "ctrl+p", "Enter").sees("单据没有写成").
		press("End", "Enter").sees("领回单用于未成年人").press("F6").sees("草稿: /book/papers/draft.html")
	if len(p.jobs) != 2 || !p.jobs[1].Draft {
		t.Errorf("%+v", p.jobs)
	}
	n.press("F12").sees("Papers", "intake form", "two copies", "File: /book")
	open(t, set{}).signIn("hyh").press("Enter", "ctrl+p", "Enter").sees("这个终端不能打印")
	open(t, set{w: 45, h: 24, print: p.print}).signIn("hyh").press("Enter", "ctrl+p", "Enter").sees("求助登记表", "D20261124-0001")
}

// Ensure a handover is printed as a draft until both have signed.
func TestPrintHandover(t *testing.T) {
	p := &printer{}
	n := open(t, set{print: p.print}).signIn("hyh").press("F5", "F6", "ctrl+p").sees("交接班记录", "只能打印草稿").press("Enter").sees("只能打印草稿").press("F6").sees("草稿: ")
	if len(p.jobs) != 1 || p.jobs[0].Kind != rules.PaperHandover {
		t.Errorf("%+v", p.jobs)
	}
	n.press("Esc").sees("交接")
}

// Ensure a printer that panics ends one print, not the session.
func TestPrinterPanics(t *testing.T) {
	open(t, set{print: func(tui.Desk, screen.Print) (string, string, error) { panic("printer") }}).signIn("hyh").
		press("Enter", "ctrl+p", "Enter").sees("程序内部出错").press("Esc").sees("报告带班领导")
}
