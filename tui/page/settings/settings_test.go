package settings

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// desk is a desk on the night of 24 November, with P1 in force and P3 not adopted.
type desk struct {
	prefs rules.Prefs
	can   view.Can
	bare  bool // no settings, no plans
	quiet bool // copying out is set to no
}

func (d *desk) SaveDraft(string, []byte) error { return nil }
func (d *desk) Draft(string) ([]byte, error)   { return nil, nil }
func (d *desk) Prefs() (rules.Prefs, error)    { return d.prefs, nil }

func (d *desk) Settings() (*view.Settings, error) {
	s := &view.Settings{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)}, Can: d.can}
	if d.bare {
		return s, nil
	}
	own := text.Text{ZH: "本所设定", EN: "set by this desk"}
	s.Rows = []view.SettingRow{
		{Name: "idle_lock", Label: text.Text{ZH: "无人操作锁屏", EN: "Lock when idle"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Value: "25", Default: "10", Set: true, From: own},
		{Name: "copy_out", Label: text.Text{ZH: "复制到剪贴板", EN: "Copy to the clipboard"}, Value: "1", Default: "1", From: own, Options: rules.YesNoWords},
		{Operation: "P1-2026", Name: "tracing_notice", Label: text.Text{ZH: "寻亲公告时限", EN: "Tracing notice within"}, Unit: text.Text{ZH: "小时", EN: "hours"}, Value: "24", Default: "24", Clause: "P1.4.9", From: text.Text{ZH: "条文", EN: "the text"}},
		{Operation: "P1-2026", Name: "destination", Label: text.Text{ZH: "首选安置去处", EN: "Preferred safe place"}, From: own, Options: []rules.Named{{Code: "escort_to_relief_site", Text: text.Text{ZH: "护送至救助机构", EN: "to a relief site"}}}},
	}
	if d.quiet {
		s.Rows[1].Value, s.Rows[1].Set = "0", true
	}
	return s, nil
}

func (d *desk) Plans() ([]view.PlanRow, error) {
	if d.bare {
		return nil, nil
	}
	return []view.PlanRow{
		{Plan: "P1", Title: text.Text{ZH: "寒冬送温暖专项救助行动", EN: "Winter Warmth"}, Operations: []rules.Operation{
			{ID: "P1-2025", Plan: "P1", From: "2025-11-01", To: "2026-03-15"}, {ID: "P1-2026", Plan: "P1", From: "2026-11-01", To: "2027-03-15"}}},
		{Plan: "P3", Title: text.Text{ZH: "街头救助", EN: "Street help"}},
		{Plan: "P9", Title: text.Text{ZH: "慰问金", EN: "Grants"}}, // its text gives no first day
	}, nil
}

// rig is the page of settings on a desk of the test.
type rig struct {
	*tuitest.Rig
	*Page
}

func newRig(t *testing.T, d *desk) *rig {
	if d.can == nil {
		d.can = view.Can{}
	}
	p := New(d).(*Page)
	return &rig{tuitest.NewRig(t, p), p}
}

// at selects the row whose Chinese label begins so.
func (r *rig) at(label string) *rig {
	r.Helper()
	r.Press("Home")
	for range r.rows {
		if r.row().kind != heading && strings.HasPrefix(r.row().label.ZH, label) {
			return r
		}
		r.Press("Down")
	}
	r.Fatalf("no row %s", label)
	return nil
}

// saved is the command that was sent, as JSON.
func (r *rig) saved() string {
	r.Helper()
	if r.Save == nil {
		r.Fatalf("nothing was saved: %s", r.shown(80))
	}
	raw, err := json.Marshal(r.Save.Command)
	if err != nil {
		r.Fatal(err)
	}
	return r.Save.Command.Code() + " " + string(raw)
}

func (r *rig) shown(w int) string {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, 22).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, 30, 0)).Lines, "\n"))
}

// Ensure each kind of row sends the command that its form shows, and "default" is the empty
// value.
func TestChange(t *testing.T) {
	prefs := rules.Prefs{Lang: text.EN, Theme: rules.ThemeContrast}
	for _, c := range []struct {
		row, want string
		steps     []string
	}{
		{"符号宽度", `officer.prefs {"lang":"en","width":"wide","theme":"contrast"}`, []string{"Enter", "Space", "3", "F9"}},
		{"语言", `officer.prefs {"theme":"contrast"}`, []string{"Delete"}},
		{"配色", `officer.prefs {"lang":"en"}`, []string{"Enter", "Space", "1", "F9"}},
		{"无人操作锁屏", `setting.set {"name":"idle_lock","value":"30","reason":"夜里一个人"}`, []string{"Enter", "Ctrl+U", "text:３０", "Tab", "text:夜里一个人", "Enter"}},
		{"无人操作锁屏", `setting.set {"name":"idle_lock","value":""}`, []string{"Enter", "Ctrl+U", "F9"}},
		{"无人操作锁屏", `setting.set {"name":"idle_lock","value":"","reason":"按默认"}`, []string{"Delete", "text:按默认", "Enter"}},
		{"复制到剪贴板", `setting.set {"name":"copy_out","value":"0"}`, []string{"Enter", "Space", "2", "F9"}},
		{"寻亲公告时限", `setting.set {"operation":"P1-2026","name":"tracing_notice","value":"12"}`, []string{"Enter", "text:12", "F9"}},
		{"首选安置去处", `setting.set {"operation":"P1-2026","name":"destination","value":"escort_to_relief_site"}`, []string{"Enter", "text:jzjg", "Enter", "F9"}},
		{"P1", `plan.adopt {"plan":"P1","season_start_year":2026,"from":"2026-11-10","to":"2027-03-15"}`, []string{"Enter", "Ctrl+U", "text:2026/11/10", "F9"}},
		{"P1", `plan.adopt {"plan":"P1","season_start_year":2026,"from":"2026-12-18","to":"2027-03-15"}`, []string{"Enter", "Ctrl+U", "F9"}},
		{"P3", `plan.adopt {"plan":"P3","from":"2026-12-01","to":"2027-03-15"}`, []string{"Enter", "F9"}},
		{"P9", `plan.adopt {"plan":"P9","to":"2027-02-05"}`, []string{"Enter", "F9"}},
		{"P9", `plan.adopt {"plan":"P9","from":"2026-12-10","to":"2027-02-05"}`, []string{"Enter", "text:2026-12-10", "F9"}},
	} {
		r := newRig(t, &desk{prefs: prefs}).at(c.row)
		r.Press(c.steps...)
		if got := r.saved(); got != c.want {
			t.Errorf("%s %v\ngot  %s\nwant %s", c.row, c.steps, got, c.want)
		}
	}
}

// Ensure the choice of the default takes back what was set.
func TestBackToDefault(t *testing.T) {
	r := newRig(t, &desk{quiet: true}).at("复制到剪贴板")
	r.Press("Enter", "Space", "3", "F9")
	if got := r.saved(); got != `setting.set {"name":"copy_out","value":""}` {
		t.Error(got)
	}
}

// Ensure a form that would change nothing says so and writes nothing.
func TestUnchanged(t *testing.T) {
	for _, c := range []struct {
		row   string
		steps []string
	}{
		{"配色", []string{"Enter", "F9"}},
		{"复制到剪贴板", []string{"Enter", "1", "F9"}},
		{"无人操作锁屏", []string{"Enter", "Ctrl+U", "text:25", "F9"}},
		{"寻亲公告时限", []string{"Enter", "Ctrl+U", "F9"}},
	} {
		r := newRig(t, &desk{}).at(c.row)
		r.Press(c.steps...)
		if s := r.shown(80); r.Save != nil || !strings.Contains(s, "没有改动") {
			t.Errorf("%s:\n%s", c.row, s)
		}
	}
}

// Ensure a figure and a day that cannot be read are refused at their field, and what was
// typed stays there; so it does when the book refuses.
func TestRefused(t *testing.T) {
	for row, steps := range map[string][]string{"无人操作锁屏": {"Enter", "Ctrl+U", "text:1.5", "F9"}, "P3": {"Enter", "Ctrl+U", "text:明天", "F9"}} {
		r := newRig(t, &desk{}).at(row)
		r.Press(steps...)
		if s := r.shown(80); r.Save != nil || !strings.Contains(s, "!") || !strings.Contains(s, strings.TrimPrefix(steps[2], "text:")) {
			t.Errorf("%s:\n%s", row, s)
		}
	}
	r := newRig(t, &desk{}).at("无人操作锁屏")
	r.Press("Enter", "Ctrl+U", "text:999", "F9")
	r.Do(r.Dialog.Update(screen.Saved{Save: *r.Save, Err: rules.Bad("value", text.Text{ZH: "要写 0 到 720 的整数。", EN: "0 to 720."})}))
	if s := r.shown(80); !strings.Contains(s, "999") || !strings.Contains(s, "0 到 720") {
		t.Errorf("refused:\n%s", s)
	}
}

// Ensure the page says of each row what holds, what the default is and whence, marks what
// was changed, and leaves out an operation that is over.
func TestShown(t *testing.T) {
	r := newRig(t, &desk{prefs: rules.Prefs{Theme: rules.ThemeContrast}})
	s := r.shown(99)
	for _, want := range []string{"改过 3 项", "* 配色", "* 无人操作锁屏", "25 分钟", "10 分钟  本所设定", "条文 P1.4.9", "2026-11-01 至 2027-03-15", "未启用"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not in\n%s", want, s)
		}
	}
	if strings.Contains(s, "2025-11-01") || strings.Contains(s, "* 复制") {
		t.Errorf("too much:\n%s", s)
	}
	r.at("寻亲公告时限").Press("?")
	if s := r.shown(80); !strings.Contains(s, "默认: 24 小时 (条文 P1.4.9)") {
		t.Errorf("why:\n%s", s)
	}
	r.Press("Esc")
	r.at("P3").Press("Enter")
	m := screen.Saved{Result: command.Result{ID: "P3-2026"}}
	r.Press("F9")
	m.Save = *r.Save
	r.Do(r.Dialog.Update(m))
	if !strings.Contains(r.Said.Text.ZH, "今天还没有生效") {
		t.Errorf("said %q", r.Said.Text)
	}
}

// Ensure the keys are refused with the reason of the read model, and what has its default
// cannot go back to it.
func TestRefusals(t *testing.T) {
	no := rules.Refuse(text.Text{ZH: "只看不写。", EN: "Read only."}, "")
	ours := rules.Refuse(text.Text{ZH: "由领导改。", EN: "For the leader."}, "")
	r := newRig(t, &desk{can: view.Can{"setting.set": no, "setting.set/desk": ours, "plan.adopt": no}})
	for row, want := range map[string]*rules.Error{"语言": nil, "无人操作锁屏": ours, "寻亲公告时限": no, "P1": no, "P3": no} {
		if why := r.at(row).Keys().Find("enter").Refusal(); why != want {
			t.Errorf("%s: %v", row, why)
		}
	}
	r = newRig(t, &desk{})
	for row, refused := range map[string]bool{"语言": true, "无人操作锁屏": false, "寻亲公告时限": true, "P1": true} {
		if why := r.at(row).Keys().Find("delete").Refusal(); (why != nil) != refused {
			t.Errorf("%s: %v", row, why)
		}
	}
	unread := New(&desk{}).(*Page)
	unread.Update(tuitest.Keys("Down")[0])
	for _, b := range unread.Keys() {
		if b.Do != nil && b.Refusal() == nil {
			t.Errorf("%s works before anything was read", b.Keys[0])
		}
	}
}

// Ensure no heading is ever the selected row, from both ends and on a desk without plans.
func TestHeadings(t *testing.T) {
	for _, bare := range []bool{false, true} {
		r := newRig(t, &desk{bare: bare})
		for _, key := range []string{"Up", "End", "Down", "Up", "Up", "PgUp", "Home", "PgDn", "PgDn", "Home"} {
			for range len(r.rows) + 1 {
				r.Press(key)
				if r.row().kind == heading {
					t.Fatalf("%s goes to the heading %s", key, r.row().id)
				}
			}
		}
	}
}

// Ensure neither the page nor a form is wider than its window.
func TestFits(t *testing.T) {
	for _, size := range [][2]int{{45, 10}, {45, 24}, {80, 24}, {100, 30}, {120, 40}} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, mode := range []style.Mode{style.Narrow, style.Wide} {
				t.Run(fmt.Sprint(size, lang, mode), func(t *testing.T) {
					env := screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(nil)}
					l := screen.Lay(size[0], size[1], int(mode))
					for _, d := range []*desk{{}, {bare: true}} {
						r := newRig(t, d)
						for i := range r.rows {
							r.Page.list.Select(r.rows[i].id)
							tuitest.Fits(t, mode, strings.Join(r.Page.View(env, l).Lines, "\n"), size[0], l.H)
							if r.row().kind == heading {
								continue
							}
							r.Do(r.change())
							tuitest.Fits(t, mode, strings.Join(r.Dialog.View(env, l.W, l.H).Lines, "\n"), size[0], l.H+3)
							r.Do(r.why())
							tuitest.Fits(t, mode, strings.Join(r.Dialog.View(env, l.W, l.H).Lines, "\n"), size[0], l.H)
						}
					}
				})
			}
		}
	}
}
