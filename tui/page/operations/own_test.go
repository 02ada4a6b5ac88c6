package operations_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/page/operations"
	"dutydesk/tui/style"
)

// owner is a desk with the own plan X1, and with the faults of its file.
type owner struct {
	operations.Desk
	faults []view.PlanFault
	left   bool
}

func (d *owner) Plans() ([]view.PlanRow, error) {
	rows, err := d.Desk.Plans()
	return append(rows, view.PlanRow{Plan: "X1", Title: text.T("北渡镇暖冬行动", "Warm winter of Beidu"), Level: "town", State: rules.OperationNone, Copied: "P7", Faults: d.faults, Left: d.left}), err
}

func openOwn(t *testing.T, d *owner) *rig {
	t.Helper()
	base := &desk{}
	r := open(t, base, "")
	d.Desk = base.Desk
	base.Desk = d
	r.Rig.Load()
	return r
}

func TestCopyByForm(t *testing.T) {
	r := open(t, &desk{}, "").at("P3")
	r.Press("F7", "text:北渡镇暖冬行动", "F9")
	if got, want := r.saved(), `plan.copy {"from":"P3","title":"北渡镇暖冬行动"}`; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

// Each form shows what it would do before it saves.
func TestChangeByForm(t *testing.T) {
	for _, c := range []struct {
		name, want string
		steps      []string
	}{
		{"days", `plan.edit {"plan":"X1","edits":[{"do":"set","name":"window.first","value":"12-10"}],"version":1,"confirmed":true}`,
			[]string{"1", "Enter", "Tab", "Tab", "Tab", "Ctrl+U", "text:12月10日", "F9"}},
		{"a figure", `plan.edit {"plan":"X1","edits":[{"do":"set","name":"figures.at_once","value":"20"}],"version":1,"confirmed":true}`, []string{"2", "Enter", "Ctrl+U", "text:20", "F9"}},
		{"a new duty", `plan.edit {"plan":"X1","edits":[{"do":"deadline","value":"12-20","zh":"报送县里"}],"version":1,"confirmed":true}`,
			[]string{"3", "Enter", "1", "Enter", "text:报送县里", "Tab", "text:12-20", "F9"}},
		{"a line", `plan.edit {"plan":"X1","edits":[{"do":"item","zh":"暖贴"}],"version":1,"confirmed":true}`, []string{"4", "Enter", "text:暖贴", "F9"}},
		{"a notice", `plan.edit {"plan":"X1","edits":[{"do":"notice","zh":"不漏报","title":"纪律"}],"version":1,"confirmed":true}`,
			[]string{"5", "Enter", "1", "Enter", "text:纪律", "Tab", "text:不漏报", "F9"}},
	} {
		r := openOwn(t, &owner{}).at("X1")
		r.Press("F7")
		r.Press(c.steps...)
		if r.Save != nil {
			t.Errorf("%s: saved before it was seen", c.name)
			continue
		}
		has(t, r.shown(80, 24, text.ZH), "检查通过", "C20261124-0004 不再要求: 戴口罩", "+ ")
		r.Press("Enter")
		if got := r.saved(); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
		for _, w := range []int{45, 80} {
			for i, l := range strings.Split(r.shown(w, 24, text.EN), "\n") {
				if n := style.Width(style.Narrow, l); n > w {
					t.Errorf("%s: %d line %d has %d cells: %q", c.name, w, i, n, l)
				}
			}
		}
	}
}

// A refusal goes back to its field with what was typed.
func TestChangeRefused(t *testing.T) {
	r := openOwn(t, &owner{}).at("X1")
	r.Press("F7", "1", "Enter", "Tab", "Tab", "Tab", "Ctrl+U", "text:02-30", "F9")
	if r.Save != nil || r.Dialog == nil {
		t.Fatal("a day that is none was taken")
	}
	has(t, r.shown(80, 24, text.ZH), "02-30", "不是每年都有的日子")
	r.Press("Ctrl+U", "text:12-01", "F9", "Esc")
	has(t, r.shown(80, 24, text.ZH), "12-01", "北渡镇暖冬行动")
}

func TestAcknowledge(t *testing.T) {
	r := openOwn(t, &owner{}).at("X1")
	r.Press("F7", "6", "Enter", "1", "Enter")
	has(t, r.shown(80, 24, text.ZH), "值守纪律", "不脱岗")
	r.Press("Enter")
	if got, want := r.saved(), `plan.ack {"plan":"X1","notice":"own_1"}`; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

func TestFaultyFile(t *testing.T) {
	bad := []view.PlanFault{{Plan: "X1", File: "plans/X1.yaml", Line: 3, Column: 1, Text: text.T("没有键 levle", "unknown key levle")}}
	r := openOwn(t, &owner{faults: bad}).at("X1")
	has(t, r.shown(120, 30, text.ZH), "文件有问题", "plans/X1.yaml 第 3 行第 1 列", "复制自", "P7")
	r = openOwn(t, &owner{faults: bad, left: true}).at("X1")
	if to := r.Leads(); to != nil {
		t.Errorf("a plan that is not read leads to %v", to)
	}
	if b := r.Page.Keys().Find("f7"); b.Refusal() == nil || !strings.Contains(b.Refusal().Text.ZH, "没有读入") {
		t.Error("a plan that is not read can be changed by form")
	}
}
