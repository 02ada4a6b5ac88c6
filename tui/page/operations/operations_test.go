package operations_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/page/operations"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// desk is the desk of the fixture, on which a test takes plans away or forbids.
type desk struct {
	operations.Desk
	none bool // nothing is adopted
	no   *rules.Error
	sums []rules.Figure // of every plan
	file string         // plan whose file every plan shows
}

func (d *desk) Plans() ([]view.PlanRow, error) {
	rows, err := d.Desk.Plans()
	for i := range rows {
		if d.none {
			rows[i].Operations, rows[i].State = nil, rules.OperationNone
		}
	}
	return rows, err
}

func (d *desk) PlansToday() (*view.PlansToday, error) {
	m, err := d.Desk.PlansToday()
	if d.none {
		m.Seasons, m.Deadlines = nil, nil
	}
	return m, err
}

func (d *desk) Plan(id string) (*view.PlanPage, error) {
	p, err := d.Desk.Plan(id)
	if d.no != nil {
		p.Can = view.Can{"plan.adopt": d.no, "plan.end": d.no}
	}
	if d.sums != nil {
		p.Figures = d.sums
	}
	if d.file != "" {
		p.Sections = plan.Shipped().Sections(d.file)
	}
	return p, err
}

type rig struct {
	*tuitest.Rig
	*operations.Page
}

func open(t *testing.T, d *desk, id string) *rig {
	t.Helper()
	signed, err := fakedesk.New().SignIn(fakedesk.ShenLan, fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	d.Desk = signed
	p := operations.New(d, id)
	return &rig{tuitest.NewRig(t, p), p}
}

func (r *rig) shown(w, h int, lang text.Lang) string {
	env := screen.Env{Lang: lang, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, h).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, h, 0)).Lines, "\n"))
}

func (r *rig) at(id string) *rig {
	r.Helper()
	if !r.Select(id) {
		r.Fatalf("no line %s", id)
	}
	return r
}

func (r *rig) saved() string {
	r.Helper()
	if r.Save == nil {
		r.Fatalf("nothing was saved:\n%s", r.shown(80, 24, text.ZH))
	}
	raw, err := json.Marshal(r.Save.Command)
	if err != nil {
		r.Fatal(err)
	}
	return r.Save.Command.Code() + " " + string(raw)
}

func has(t *testing.T, shown string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(shown, w) {
			t.Errorf("%q is missing in\n%s", w, shown)
		}
	}
}

// Ensure the list says how each plan stands, and with none in force what to do next.
func TestList(t *testing.T) {
	r := open(t, &desk{}, "")
	has(t, r.shown(80, 24, text.ZH), "P1 寒冬送温暖", "执行中 24/135天", "P3 ", "未启用", "1 个方案执行中")
	has(t, r.shown(80, 24, text.EN), "in force, day 24 of 135", "not adopted")
	has(t, r.shown(45, 24, text.ZH), "执行中 24/135天")
	has(t, open(t, &desk{none: true}, "").shown(80, 24, text.ZH), "今天没有方案在执行", "F6 启用")
	has(t, open(t, &desk{none: true}, "").shown(45, 24, text.ZH), "0 菜单 > 启用")
	has(t, open(t, &desk{none: true}, operations.Today).shown(80, 24, text.ZH), "下面是法规的要求", "R.1")
	if to := r.at("P1").Leads(); to == nil || *to != (route.To{Page: route.Plans, ID: "P1"}) {
		t.Errorf("Enter goes to %v", to)
	}
}

// Ensure a plan shows all that it asks, and each line says why it stands there.
func TestPlan(t *testing.T) {
	r := open(t, &desk{}, "P1")
	shown := r.shown(120, 100, text.ZH)
	has(t, shown, "2026-11-01 至 2027-03-15, 共 135 天", "工作总结和巡查材料", "还有 118 天", "值班电话24小时有人接", "立即呼叫120 (待核)", "5 分钟内", "P1.3.15",
		"受助人员档案", "4 项", "「某日前」含当日否", "含当日", "按登记的读法")
	r.at("act/notify_emergency_now").Press("?")
	has(t, r.shown(80, 24, text.ZH), "P1.3.15", "要求", "条件", "理解  A-33", "由本所设定")
	for _, w := range []int{45, 80, 120} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			r.Dialog = nil
			for i, l := range strings.Split(r.shown(w, 40, lang), "\n") {
				if n := style.Width(style.Narrow, l); n > w {
					t.Errorf("%d %s line %d has %d cells: %q", w, lang, i, n, l)
				}
			}
		}
	}
}

// Ensure of a plan's file only money, applications, visits and owners are shown as they stand:
// the rest has lines of its own.
func TestSections(t *testing.T) {
	for name, want := range map[string]bool{"grants": true, "grants.tiers": true, "grants.readings": false, "grants.implied": false, "owners": true, "funds": true,
		"followup": true, "obligations": false, "deadlines": false, "readings": false} {
		if operations.AsksFor(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
	has(t, open(t, &desk{}, "P3").shown(120, 100, text.ZH), "拒绝救助的定期回访", "P3.4.6")
}

// Ensure the sums of a plan stand with how they come about, and one that the township types
// leads to its row on the page of settings.
func TestSums(t *testing.T) {
	p9, _ := plan.Shipped().Plan("P9")
	r := open(t, &desk{sums: p9.Figures(nil)}, "P1")
	has(t, r.shown(120, 140, text.ZH), "金额和户数", "30000 元", "2 人 × (未填) 元", "74350 元 = 30000 + 44350")
	if to := r.at("figure/old_soldier_aid").Leads(); to == nil || *to != (route.To{Page: route.Settings, Focus: "/set/P1-2026/old_soldier_aid"}) {
		t.Errorf("the sum that is typed leads to %v", to)
	}
	if to := r.at("figure/veteran_aid").Leads(); to != nil {
		t.Errorf("the sum of the text leads to %v", to)
	}
}

// Ensure a reading and a figure of an adopted plan lead to their rows on the page of
// settings, and of one that is not adopted nowhere.
func TestToSettings(t *testing.T) {
	r := open(t, &desk{}, "P1")
	for line, row := range map[string]string{"reading/A-010": "A-01", "setting/tracing_notice": "tracing_notice"} {
		if to := r.at(line).Leads(); to == nil || *to != (route.To{Page: route.Settings, Focus: "/set/P1-2026/" + row}) {
			t.Errorf("%s leads to %v", line, to)
		}
	}
	if to := open(t, &desk{}, "P3").at("setting/tracing_notice").Leads(); to != nil {
		t.Errorf("P3 is not adopted: %v", to)
	}
}

// Ensure a dated item of a plan in force leads to its place in the calendar, from the plan and
// from what all ask for.
func TestToCalendar(t *testing.T) {
	const id = "due/P1summary_and_patrol_material"
	for _, page := range []string{"P1", operations.Today} {
		if to := open(t, &desk{}, page).at(id).Leads(); to == nil || *to != (route.To{Page: route.Calendar, ID: "P1-2026/summary_and_patrol_material"}) {
			t.Errorf("%s leads to %v", page, to)
		}
	}
}

// Ensure what several plans ask for stands once, with all clauses.
func TestToday(t *testing.T) {
	r := open(t, &desk{}, operations.Today)
	has(t, r.shown(120, 60, text.ZH), "执行中的方案", "到期事项", "立即呼叫120", "P1.3.15 R.1")
	r.at("act/notify_emergency_now").Press("Enter")
	has(t, r.shown(80, 40, text.ZH), "P1  P1.3.15", "R  R.1", "出处")
}

// Ensure a plan is adopted with its days and settings, changed and ended, and a wrong figure
// stays in its field.
func TestActs(t *testing.T) {
	for _, c := range []struct {
		name, id, line, want string
		steps                []string
	}{
		{"adopt", "", "P3", `plan.adopt {"plan":"P3","from":"2026-12-01","to":"2027-03-15"}`, []string{"F6", "F9"}},
		{"own day and figure", "", "P3", `plan.adopt {"plan":"P3","from":"2026-12-10","to":"2027-03-15","settings":{"followup_interval":"2"}}`,
			[]string{"F6", "Ctrl+U", "text:2026-12-10", "Tab", "Tab", "Ctrl+U", "text:2", "F9"}},
		{"change", "P1", "", `plan.adopt {"plan":"P1","season_start_year":2026,"from":"2026-11-01","to":"2027-03-20"}`, []string{"F6", "Tab", "Ctrl+U", "F9"}},
		{"end", "P1", "", `plan.end {"operation":"P1-2026","on":"2026-12-31","reason":"县里通知"}`, []string{"Delete", "Tab", "text:2026-12-31", "Tab", "text:县里通知", "F9"}},
		{"withdraw", "P1", "", `plan.end {"operation":"P1-2026","withdraw":true,"reason":"写错了"}`, []string{"Delete", "Space", "2", "Tab", "Tab", "text:写错了", "F9"}},
	} {
		r := open(t, &desk{}, c.id)
		if c.line != "" {
			r.at(c.line)
		}
		r.Press(c.steps...)
		if got := r.saved(); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
	r := open(t, &desk{}, "").at("P3")
	r.Press("F6", "Tab", "Tab", "Ctrl+U", "text:0", "F9")
	if r.Save != nil || r.Dialog == nil {
		t.Error("a figure of 0 was sent")
	}
	has(t, r.shown(80, 24, text.ZH), "大于 0 的整数")
	r = open(t, &desk{}, "P1")
	r.Press("Delete", "F9")
	if r.Save != nil || r.Dialog == nil {
		t.Error("ended without a reason")
	}
}

// Ensure who may not adopt a plan is told so, and nothing is ended that is not adopted.
func TestMayNot(t *testing.T) {
	no := rules.May(nil, rules.AreaPlan)
	r := open(t, &desk{no: no}, "P1")
	for _, k := range []string{"f6", "delete"} {
		if b := r.Keys().Find(k); b.Refusal() != no {
			t.Errorf("%s: %v", k, b.Refusal())
		}
	}
	list := open(t, &desk{no: no}, "").at("P1")
	list.Press("F6")
	if list.Dialog != nil || list.Said.Err != no {
		t.Errorf("the form opened, or %+v", list.Said)
	}
	if why := open(t, &desk{}, "").at("P3").Keys().Find("delete").Refusal(); why == nil {
		t.Error("P3 is not adopted and can be ended")
	}
	if why := open(t, &desk{}, "").at(operations.Today).Keys().Find("f6").Refusal(); why == nil {
		t.Error("all plans can be adopted at once")
	}
}

// Ensure the goals and duties of a plan stand on its page: what is counted against a goal with
// its records, what is to be done once leading to the calendar, and what this desk does about
// the others; of a plan that is not adopted without a state.
func TestDuties(t *testing.T) {
	r := open(t, &desk{}, "P1")
	has(t, r.shown(120, 100, text.ZH), "目标", "应救的都有下文", "没有下文 1 件, 应为 0", "职责", "动员部署冬春救助", "开始时, 待办, 未定日子", "P1.4.1")
	if to := r.at("duty/P1/deploy").Leads(); to == nil || *to != (route.To{Page: route.Calendar, ID: "P1-2026/deploy"}) {
		t.Errorf("deploy leads to %v", to)
	}
	r.at("duty/P1/everyone_helped").Press("?")
	has(t, r.shown(80, 24, text.ZH), "还没有结果的救助事项: 1", "C20261124-0001", "P1.0.1")
	r.Dialog = nil
	r.at("duty/P1/watch_weather").Press("?")
	has(t, r.shown(80, 24, text.ZH), "始终", "预警在值班室登记")
	has(t, open(t, &desk{}, operations.Today).shown(80, 24, text.ZH), "没有下文 1 件, 应为 0")
	if to := open(t, &desk{}, "P3").at("duty/P3/leading_group").Leads(); to != nil {
		t.Errorf("P3 is not adopted: %v", to)
	}
}
