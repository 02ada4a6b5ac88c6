package board

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// desk is a board in the hands of a person.
type desk struct {
	entry.Drafts
	me    string
	board view.Board
	lists *view.Lists
}

func (d desk) Board() (*view.Board, error) { return &d.board, nil }
func (d desk) Lists() (*view.Lists, error) { return d.lists, nil }
func (d desk) Actor() (id, name string)    { return "U", d.me }

type signing struct{}

func (signing) Action() {}

func read(d desk) *Page {
	p := New(d, func() []text.Text { return nil }, func(string) route.Action { return signing{} })
	p.Update(p.Load()())
	return p
}

func (p *Page) shown(lang text.Lang) string {
	return strings.Join(p.View(screen.Env{Lang: lang}, screen.Lay(80, 24, 0)).Lines, "\n")
}

// Ensure an order can be opened by its leader alone, who may sign, and everybody else is
// told why not before a PIN is asked for.
func TestOrderIsForItsLeader(t *testing.T) {
	row := view.DueRow{Key: "order/O20261123-01", What: text.Text{ZH: "口头指示待补签", EN: "order to be signed"}, Subject: text.Text{ZH: "沈岚", EN: "沈岚"}}
	no := rules.Refuse(text.Text{ZH: "只看不写。", EN: "Read only."}, "")
	for _, c := range []struct {
		me   string
		can  *rules.Error
		want string
	}{{"沈岚", nil, ""}, {"何雨禾", nil, "这是 沈岚 的指示"}, {"沈岚", no, "只看不写"}} {
		p := read(desk{me: c.me, board: view.Board{Rows: []view.DueRow{row}, Can: view.Can{"order.sign": c.can}}})
		enter := p.Keys().Find("enter")
		switch why := enter.Refusal(); {
		case c.want != "":
			if why == nil || !strings.Contains(why.Text.ZH, c.want) {
				t.Errorf("%s: %v, want %s", c.me, why, c.want)
			}
		case why != nil:
			t.Errorf("%s: %v", c.me, why)
		default:
			if _, ok := enter.Do().(signing); !ok {
				t.Errorf("Enter does not sign")
			}
		}
		if s := p.shown(text.EN); !strings.Contains(s, "Order to be signed") {
			t.Errorf("the label has no capital:\n%s", s)
		}
	}
}

// Ensure the board says that no plan is in force today, be there none or one of other days.
func TestNoPlanIsSaid(t *testing.T) {
	for _, c := range []struct {
		seasons []view.Season
		said    bool
	}{{nil, true}, {[]view.Season{{Day: 0, Days: 93}}, true}, {[]view.Season{{Day: 0}, {Day: 1, Days: 93}}, false}} {
		s := read(desk{board: view.Board{Seasons: c.seasons}}).shown(text.ZH)
		if got := strings.Contains(s, "今天没有方案在执行; 按 9"); got != c.said {
			t.Errorf("%v: said %v:\n%s", c.seasons, got, s)
		}
	}
}

// Ensure a new desk is told the next steps in order, each until it is done, and a desk that
// works is told none.
func TestNextSteps(t *testing.T) {
	full := &view.Lists{Villages: make([]rules.Village, 1), Agencies: make([]rules.Agency, 1), Places: make([]rules.Place, 1), Items: make([]rules.Item, 1)}
	part := &view.Lists{Villages: full.Villages, Items: full.Items}
	duty := view.Duty{Shift: &rules.Shift{}}
	plan := []view.Season{{Day: 1, Days: 93}}
	row := []view.DueRow{{Key: "case/C20261124-0001", What: text.Text{ZH: "送医", EN: "hospital"}}}
	for name, c := range map[string]struct {
		lists *view.Lists
		board view.Board
		want  string
	}{
		"all":      {&view.Lists{}, view.Board{}, "下一步|F5  接班|5   填名册, 还缺 村(社区)、单位、地点、物资品种|9   启用方案|F2  登记第一个"},
		"lists":    {part, view.Board{Duty: duty}, "5   填名册, 还缺 单位、地点|9   启用方案|F2  登记第一个"},
		"no plan":  {part, view.Board{Duty: duty, Seasons: plan}, "5   填名册|F2  登记第一个"},
		"with due": {part, view.Board{Duty: duty, Seasons: plan, Rows: row}, "下一步: 5 填名册, 还缺 单位、地点"},
		"works":    {full, view.Board{Duty: duty, Seasons: plan}, "没有待办。来电来访按 F2 登记。"},
		"unread":   {nil, view.Board{Duty: duty, Seasons: plan}, "没有待办。"},
	} {
		s := read(desk{board: c.board, lists: c.lists}).shown(text.ZH)
		for want := range strings.SplitSeq(c.want, "|") {
			i := strings.Index(s, want)
			if i < 0 {
				t.Errorf("%s: %q is not said after the ones before:\n%s", name, want, s)
				break
			}
			s = s[i:]
		}
		if works := c.lists == nil || c.lists == full; works == strings.Contains(c.want, "填名册") || works && strings.Contains(s, "下一步") {
			t.Errorf("%s:\n%s", name, s)
		}
	}
}

// Ensure what is due is found by typing, from the questions too, and an empty result says how
// to see all again.
func TestFindWhatIsDue(t *testing.T) {
	var rows []view.DueRow
	for _, s := range []string{"汽车站桥洞", "火车站广场", "三号涵洞"} {
		rows = append(rows, view.DueRow{Key: "case/" + s, What: text.Text{ZH: "送医", EN: "hospital"}, Subject: text.Text{ZH: s, EN: s}})
	}
	p := read(desk{board: view.Board{Rows: rows, Asks: []view.AskRow{{Case: "C20261124-0001"}}}})
	p.Keys().Find("tab").Do()
	p.Keys().Find("/").Do()
	typed := func(s string) {
		for _, r := range s {
			p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	typed("hd")
	if id, _ := p.due.Selected(); !p.Typing() || p.onAsk || p.due.Len() != 1 || id != "case/三号涵洞" {
		t.Errorf("on %s of %d", id, p.due.Len())
	}
	p.Keys().Find("enter").Do()
	if to, ok := p.Keys().Find("enter").Do().(route.To); !ok || to.ID != "三号涵洞" {
		t.Errorf("Enter goes to %+v", to)
	}
	p.Keys().Find("/").Do()
	typed("z")
	if s := p.shown(text.ZH); !strings.Contains(s, "没有符合「hdz」的") || !strings.Contains(s, "0/3") {
		t.Errorf("%s", s)
	}
	p.Keys().Find("esc").Do()
	if p.due.Len() != 3 || p.Typing() {
		t.Error("Esc clears")
	}
}

// Ensure the board fits every window, shows the handover on a telephone however much is
// short, and the selected line in full where there is a second pane.
func TestBoardLayouts(t *testing.T) {
	b := view.Board{Duty: view.Duty{Shift: &rules.Shift{}}, Seasons: []view.Season{{Day: 1, Days: 93}}}
	for i := range 30 {
		due := time.Date(2026, 11, 24, 2, i, 0, 0, rules.Zone)
		b.Rows = append(b.Rows, view.DueRow{Key: fmt.Sprintf("case/C20261124-%04d", i), State: rules.Overdue, Due: &due, More: 2, Clauses: []string{"P7.2.30"},
			What: text.Text{ZH: "告知未成年人保护机构", EN: "tell the child protection office"}, Subject: text.Text{ZH: "火车站广场 无名氏 女 约14岁", EN: "station square, unnamed, F, about 14"}})
		b.Asks = append(b.Asks, view.AskRow{Case: "C20261124-0001", Question: rules.Question{Fact: fmt.Sprint(i), Text: text.Text{ZH: "突发疾病或受伤吗?", EN: "Suddenly ill or hurt?"}}})
		b.Short = append(b.Short, view.ShortRow{Item: "棉鞋", Unit: "双", OnHand: 8, Min: 15})
	}
	b.Short = b.Short[:8]
	p := read(desk{board: b})
	for _, mode := range []style.Mode{style.Narrow, style.Wide} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for _, size := range [][2]int{{45, 10}, {45, 24}, {80, 24}, {100, 30}, {120, 40}} {
				env, l := screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(nil), Now: time.Date(2026, 11, 24, 3, 0, 0, 0, rules.Zone)}, screen.Lay(size[0], size[1], int(mode))
				lines := p.View(env, l).Lines
				all := strings.Join(lines, "\n")
				for _, s := range lines {
					if env.Width(s) > l.W {
						t.Errorf("%v: %d cells: %q", size, env.Width(s), s)
					}
				}
				if len(lines) != l.H || l.Two() != strings.Contains(all, "P7.2.30") || size[1] >= 24 && !strings.Contains(all, env.T(noHandoverText.With(l.Key(goText, "f5", "3")))) {
					t.Errorf("%v: %d lines\n%s", size, len(lines), all)
				}
			}
		}
	}
}

// Ensure a row that is too long for its line goes on in a second one while there is room, and
// a board of many rows has one line each.
func TestRowsWrap(t *testing.T) {
	row := view.DueRow{What: text.Text{ZH: "告知未成年人保护机构", EN: "tell the child protection office"},
		Subject: text.Text{ZH: "火车站广场 无名氏 女 约14岁 身穿红色羽绒服 背着书包 一直在哭 说不出家在哪里", EN: "station square, unnamed, F, about 14, red coat, a school bag, crying, cannot say where home is"}}
	for _, c := range []struct {
		n    int
		cut  bool
		size [2]int
	}{{3, false, [2]int{80, 24}}, {3, false, [2]int{120, 40}}, {30, true, [2]int{80, 24}}, {40, true, [2]int{120, 40}}} {
		var rows []view.DueRow
		for i := range c.n {
			row.Key = fmt.Sprintf("case/C20261124-%04d", i)
			rows = append(rows, row)
		}
		p := read(desk{board: view.Board{Duty: view.Duty{Shift: &rules.Shift{}}, Seasons: []view.Season{{Day: 1, Days: 93}}, Rows: rows}})
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			lines := p.View(screen.Env{Lang: lang, Theme: style.NewTheme(nil), Now: time.Date(2026, 11, 24, 3, 0, 0, 0, rules.Zone)}, screen.Lay(c.size[0], c.size[1], 0)).Lines
			seen := 0
			for _, s := range lines {
				if strings.Contains(s, "1124-0") {
					seen++
				}
				if left, _, _ := strings.Cut(s, "  Selected"); strings.Contains(left, "…") != c.cut && strings.Contains(s, "1124-0") {
					t.Errorf("%v of %d rows: %q", c.size, c.n, s)
				}
			}
			if !c.cut && seen < c.n {
				t.Errorf("%v: %d of %d rows:\n%s", c.size, seen, c.n, strings.Join(lines, "\n"))
			}
		}
	}
}

// Ensure that a paper leads to what it was printed from.
func TestPaperRow(t *testing.T) {
	for on, want := range map[string]route.To{
		"case/C20261124-0004":   {Page: route.Case, ID: "C20261124-0004"},
		"handover/H20261124-01": {Page: route.Handover, ID: "H20261124-01"},
	} {
		row := view.DueRow{Key: "paper/D20261124-0001", On: on, What: text.Text{ZH: "人员交接单待签字", EN: "to be signed"}}
		p := read(desk{board: view.Board{Rows: []view.DueRow{row}}})
		if got := p.Keys().Find("enter").Do(); got != route.Action(want) {
			t.Errorf("%s leads to %v", on, got)
		}
	}
}

// Ensure a plan that is adopted and has not begun is said with its day, and is no step that
// is still to be taken; and that a desk without items does not call its stock sufficient.
func TestPlanAheadAndNoItems(t *testing.T) {
	ahead := view.Season{Operation: rules.Operation{Plan: "P1", From: "2026-12-18"}, Title: text.Text{ZH: "寒冬送温暖", EN: "Winter Warmth"}}
	b := view.Board{Seasons: []view.Season{ahead}, Duty: view.Duty{Shift: &rules.Shift{}}}
	b.Now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	s := read(desk{board: b, lists: &view.Lists{}}).shown(text.ZH)
	for want, there := range map[string]bool{"寒冬送温暖已启用, 2026-12-18 起执行": true, "今天没有方案在执行": false, "启用方案": false, "还没有登记物资品种": true, "物资够用": false} {
		if strings.Contains(s, want) != there {
			t.Errorf("%q: there %v, want %v:\n%s", want, !there, there, s)
		}
	}
}

// Ensure a dated duty has its line with how near it is, three days before, on its day and
// late, in either width, and opens its place in the calendar.
func TestDatedDuty(t *testing.T) {
	now := time.Date(2027, 1, 8, 2, 14, 0, 0, rules.Zone)
	for left, want := range map[int]struct {
		state rules.ObligationState
		shown string
	}{3: {rules.Pending, "3天"}, 2: {rules.Pending, "2天"}, 1: {rules.Pending, "1天"}, 0: {rules.Due, "*21"}, -1: {rules.Overdue, "!"}} {
		due := rules.DateOf(now).Add(left + 1).Time()
		row := view.DueRow{Key: "duty/P9-2027/town_posting", State: want.state, Due: &due, What: text.Text{ZH: "镇级公示", EN: "the town posts"}, Subject: text.Text{ZH: "镇", EN: "the town"}}
		p := read(desk{board: view.Board{Stamp: view.Stamp{Now: now}, Rows: []view.DueRow{row}}})
		for _, w := range []int{80, 45} {
			s := strings.Join(p.View(screen.Env{Lang: text.ZH, Now: now, Theme: style.NewTheme(nil)}, screen.Lay(w, 24, 0)).Lines, "\n")
			if !strings.Contains(s, "镇级公示") || !strings.Contains(s, want.shown) {
				t.Errorf("%d days, %d columns: no %q in\n%s", left, w, want.shown, s)
			}
		}
		if to := p.Keys().Find("enter").Do(); to != (route.To{Page: route.Calendar, ID: "P9-2027/town_posting"}) {
			t.Errorf("Enter goes to %v", to)
		}
	}
}

// Ensure the board says which year's days off are missing where a workday rests on them, and
// where to enter them.
func TestUnknownDaysOff(t *testing.T) {
	p := read(desk{board: view.Board{Unsure: []int{2027}}})
	if s := p.shown(text.ZH); !strings.Contains(s, "2027 年放假通知未录入") || !strings.Contains(s, "录入: Ctrl+D 日历") {
		t.Errorf("it is not said:\n%s", s)
	}
	if s := read(desk{}).shown(text.ZH); strings.Contains(s, "放假通知") {
		t.Errorf("it is said for nothing:\n%s", s)
	}
}

// Ensure every line has the number of its record, or a word where it has none: never a code.
func TestNumbers(t *testing.T) {
	for key, want := range map[string][2]string{
		"case/C20261124-0004":                    {"1124-0004", "1124-0004"},
		"call/T20261124-0002":                    {"T1124-0002", "T1124-0002"},
		"notice/J20261123-0001":                  {"J1123-0001", "J1123-0001"},
		"order/O20261124-01":                     {"O1124-01", "O1124-01"},
		"paper/P20261124-01":                     {"P1124-01", "P1124-01"},
		"referral/R20261124-01":                  {"R1124-01", "R1124-01"},
		"patrol/Q20261123-17":                    {"Q1123-17", "Q1123-17"},
		"handover/H20261124-01":                  {"H1124-01", "H1124-01"},
		"handover/S20261123-0800":                {"交接", "handover"},
		"patrol/next":                            {"巡查", "patrol"},
		"report/nil":                             {"零报", "nil"},
		"report/night":                           {"昨夜", "night"},
		"roster/B202611":                         {"排班", "roster"},
		"roster/B20261122-01":                    {"B1122-01", "B1122-01"},
		"duty/P7-2026/village_patrol/2026-11-24": {"事项 P7", "duty P7"},
		"duty/D20261124-01":                      {"D1124-01", "D1124-01"},
	} {
		p := read(desk{board: view.Board{Duty: view.Duty{Shift: &rules.Shift{}}, Seasons: []view.Season{{Day: 1, Days: 93}},
			Rows: []view.DueRow{{Key: key, What: text.Text{ZH: "该办了", EN: "to be done"}, Clauses: []string{"P1.3.6"}}}}})
		for i, lang := range []text.Lang{text.ZH, text.EN} {
			env := screen.Env{Lang: lang, Theme: style.NewTheme(nil), Now: time.Date(2026, 11, 24, 3, 0, 0, 0, rules.Zone)}
			if n := number(env, key); n != want[i] || env.Width(n) > idWidth {
				t.Errorf("%s: %q", key, n)
			}
			_, code, _ := strings.Cut(key, "/")
			if s := strings.Join(p.View(env, screen.Lay(120, 40, 0)).Lines, "\n"); strings.Count(s, want[i]) < 2 || code != want[i] && strings.Contains(s, code) {
				t.Errorf("%s:\n%s", key, s)
			}
		}
	}
}
