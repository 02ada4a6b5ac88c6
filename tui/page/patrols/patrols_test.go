package patrols_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/page/patrols"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

func newRig(t *testing.T, id string) (*tuitest.Rig, *patrols.Page) {
	d, err := fakedesk.New().SignIn("何雨禾", fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	p := patrols.New(d, id)
	return tuitest.NewRig(t, p), p
}

func shown(r *tuitest.Rig, lang text.Lang, w, h int) string {
	env := screen.Env{Lang: lang, Now: fakedesk.Start, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, h).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, h, 0)).Lines, "\n"))
}

// left is a desk whose one patrol left this minute.
type left struct{ patrols.Desk }

func (d left) Patrols(n int) (*view.Patrols, error) {
	p, err := d.Desk.Patrols(n)
	if err == nil {
		out := p.Out[0]
		out.Patrol.Stops, out.Heard, out.State = nil, p.Now, ""
		p.Out = []view.PatrolRow{out}
	}
	return p, err
}

// Ensure that who left this minute has not been silent yet.
func TestJustLeft(t *testing.T) {
	d, err := fakedesk.New().SignIn("何雨禾", fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	r := tuitest.NewRig(t, patrols.New(left{d}, ""))
	for lang, want := range map[text.Lang]string{text.ZH: "刚出发", text.EN: "just left"} {
		if s := shown(r, lang, 80, 24); !strings.Contains(s, want) || strings.Contains(s, "静默0") {
			t.Errorf("no %q in\n%s", want, s)
		}
	}
}

// Ensure that who is out, how long silent and where last stands at every width, and the
// interval with the warning that sets it.
func TestList(t *testing.T) {
	for _, size := range [][2]int{{45, 24}, {80, 24}, {120, 40}} {
		r, _ := newRig(t, "")
		for lang, want := range map[text.Lang][]string{
			text.ZH: {"静默34分", "汽车站桥洞", "橙色预警 间隔 4 时", "下一趟 11-24 03:40", "隐患 1", "已回"},
			text.EN: {"silent 34m", "汽车站桥洞", "orange warning: every 4h", "next by 11-24 03:40", "hazards 1", "back"},
		} {
			s := shown(r, lang, size[0], size[1])
			for _, w := range want {
				if !strings.Contains(s, w) {
					t.Errorf("%v %s: no %q in\n%s", size, lang, w, s)
				}
			}
		}
		for _, want := range [][]string{{"桥梁涵洞", "缺", "没有记录", "三号涵洞"}, {"今日未记", "柳树湾村", "今日已巡"}, {"桥下结冰"}} {
			r.Press("Tab")
			s := shown(r, text.ZH, size[0], size[1])
			for _, w := range want {
				if !strings.Contains(s, w) {
					t.Errorf("%v: no %q in\n%s", size, w, s)
				}
			}
		}
		r.Press("Tab", "Enter")
		if s := shown(r, text.ZH, size[0], size[1]); !strings.Contains(s, "第1站") || !strings.Contains(s, "电话报") || !strings.Contains(s, "到位 (P1.4.3)") {
			t.Errorf("details:\n%s", s)
		}
	}
}

// Ensure that each act sends its command, and what cannot be done says why.
func TestActs(t *testing.T) {
	for _, k := range []struct {
		want string
		keys []string
	}{
		{`patrol.out {"crew":["罗小满","小马"],"vehicle":"面包车"}`, []string{"F6", "text:罗小满、小马", "Tab", "Tab", "text:面包车", "F9"}},
		{`patrol.back {"patrol":"Q20261124-01","seen":"平安"}`, []string{"F9", "text:平安", "F9"}},
		{`patrol.stop {"patrol":"Q20261124-01","place":"汽车站桥洞","seen":"老人躺着","open":{"place":"","caller":{},"person":{}}}`, []string{"Ctrl+N", "Tab", "Tab", "text:老人躺着", "F9"}},
		{`patrol.undo {"patrol":"Q20261124-01","step":"stop/1","reason":"记错"}`, []string{"Delete", "1", "Enter", "text:记错", "F9"}},
		{`patrol.undo {"patrol":"Q20261124-01","step":"out","reason":"没有这趟"}`, []string{"Delete", "2", "Enter", "text:没有这趟", "F9"}},
		{`patrol.fix {"patrol":"Q20261124-01","stop":1,"fix":"撒盐"}`, []string{"Tab", "Tab", "Tab", "F9", "text:撒盐", "F9"}},
		{`patrol.out {"village":"419901101202","told":"村支书"}`, []string{"Tab", "Tab", "Enter", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "text:村支书", "F9"}},
	} {
		r, _ := newRig(t, "")
		r.Press(k.keys...)
		if r.Save == nil {
			t.Fatalf("%v saved nothing:\n%s", k.keys, shown(r, text.ZH, 80, 24))
		}
		raw, err := json.Marshal(r.Save.Command)
		if got := r.Save.Command.Code() + " " + string(raw); err != nil || got != k.want {
			t.Errorf("%v\n got %s\nwant %s", k.keys, got, k.want)
		}
	}
	r, p := newRig(t, "Q20261123-02")
	r.Press("Enter")
	if b := p.Keys().Find("f9"); b.Refusal() == nil || !strings.Contains(b.Refusal().Text.In(text.ZH), "返回") {
		t.Errorf("%v", b.Refusal())
	}
}

// onDuty is a desk at which one is on duty alone.
type onDuty struct{ patrols.Desk }

func (d onDuty) Patrols(limit int) (*view.Patrols, error) {
	p, err := d.Desk.Patrols(limit)
	p.Duty = []string{"何雨禾"}
	return p, err
}

// Ensure that a crew of everybody on duty is asked whether the duty room may stay empty.
func TestNobodyStays(t *testing.T) {
	d, err := fakedesk.New().SignIn("何雨禾", fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	r := tuitest.NewRig(t, patrols.New(onDuty{d}, ""))
	r.Press("F6", "text:罗小满")
	if s := shown(r, text.ZH, 80, 24); strings.Contains(s, "值班室没有人") {
		t.Errorf("asked:\n%s", s)
	}
	r.Dialog = nil
	r.Press("F6", "text:何雨禾、罗小满")
	if s := shown(r, text.ZH, 80, 24); !strings.Contains(s, "值班室没有人") {
		t.Errorf("not asked:\n%s", s)
	}
	r.Press("Tab", "1", "F9")
	if r.Save == nil {
		t.Fatalf("nothing saved:\n%s", shown(r, text.ZH, 80, 24))
	}
	if c := r.Save.Command.(*command.StartPatrol); !c.Confirmed || len(c.Crew) != 2 {
		t.Errorf("%+v", c)
	}
}
