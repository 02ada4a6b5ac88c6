package wording_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/rules/wording"
)

var update = flag.Bool("update", false, "write the golden texts instead of comparing them")

func ptr[T any](v T) *T { return &v }

func at(h, m int) time.Time { return time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone) }

var officer = []rules.Role{rules.RoleOfficer}

func shift() *rules.Shift {
	return &rules.Shift{ID: "S20261123-0800", Start: at(8, 0).AddDate(0, 0, -1), End: at(8, 0), Leader: "U002", Main: "U001", State: rules.ShiftActive}
}

func board() *view.Board {
	return &view.Board{Stamp: view.Stamp{Seq: 43, Now: at(2, 14)}, Town: "北渡镇",
		Duty: view.Duty{Shift: shift(), Main: "何雨禾", Leader: "沈岚"},
		Seasons: []view.Season{{Title: text.Text{ZH: "寒冬送温暖", EN: "Winter Warmth"}, Day: 24, Days: 135},
			{Title: text.Text{ZH: "春运", EN: "Spring travel"}}},
		Warnings: []rules.Warning{{ID: "W20261123-01", Kind: rules.ColdWave, Level: rules.Orange, From: at(18, 0).AddDate(0, 0, -1), Until: ptr(at(6, 0)), Text: "预计最低零下 15 度。"}},
		Todo:     9, Overdue: 1, OpenCases: 1, OpenCalls: 1,
		Rows: []view.DueRow{
			{Key: "case/C20261124-0004", State: rules.Overdue, Due: ptr(at(2, 11)), More: 2,
				What: text.Text{ZH: "呼叫 120 急救", EN: "Call the ambulance"}, Subject: text.Text{ZH: "田有福 男 约72岁 神志不清", EN: "田有福, M, about 72, confused"}},
			{Key: "order/O20261124-01", State: rules.Pending, Due: ptr(at(2, 5).AddDate(0, 0, 1)), Subject: text.Text{ZH: "沈岚", EN: "沈岚"}},
			{Key: "call/T20261124-0002", State: rules.Pending, Subject: text.Text{ZH: "白桂枝", EN: "白桂枝"}},
		},
		Asks:  []view.AskRow{{Case: "C20261124-0004"}},
		Short: []view.ShortRow{{Item: "棉被", Unit: "床", OnHand: 12, Min: 20}, {Item: "方便面", Unit: "箱", OnHand: 14, Min: 10, Expires: "2026-12-10"}},
	}
}

// secrets stand in the records below and in no paper.
var secrets = []string{"有福", "桂枝", "望归", "小禾", "419901195403070", "41990119540307", "1990000003", "19900000042", "神志", "confused", "残疾",
	"灰棉袄", "枣林村 3 组", "不醒", "120", "高血压", "医院", "hospital", "精神", "拐", "一九九〇", "县城", "听错"} // the last two of an order taken back

func page() *view.Case {
	c := rules.Case{ID: "C20261124-0004", Kind: rules.CaseFound, State: rules.CaseSettled, Place: rules.PlaceRef{ID: "P001", Text: "汽车站桥洞"},
		Said: "桥洞下有个老人叫田 有福, 叫不醒, 穿得很少。身份证 ４１９９０1 19540307 0011, 女儿白桂枝电话 199-0000-0031; 有福有高血压", Caller: rules.Caller{Name: "白桂枝", Unit: "河湾村", Phone: "19900000031"},
		Call:   "T20261124-0001",
		Person: rules.Person{Name: "田有福", Sex: "M", Identity: "claimed", IDNumber: "419901195403070011", Birth: "1954-03-07", Looks: "灰棉袄, 一只鞋", Address: "枣林村 3 组"},
		Facts:  rules.Facts{Age: ptr(72), Confused: ptr(true), Groups: []string{"elderly", "disabled"}},
		Team:   "唐松岩、林霁", Vehicle: "皮卡", DispatchAt: ptr(at(2, 9)), ArriveAt: ptr(at(2, 20)), SettledAt: ptr(at(2, 50)),
		Outcome: rules.OutcomeHosp, OutcomeNote: "送县医院, 田有福女儿陪同", OpenedAt: at(2, 6), OpenedBy: "U001", Receiver: "U001", Shift: "S20261123-0800"}
	return &view.Case{Stamp: view.Stamp{Now: at(2, 14)}, Case: c, Subject: rules.Subject(&c, false),
		Obligations: []rules.Obligation{
			{Code: "report_leader", Goal: rules.GoalTold, Must: true, State: rules.Overdue, Text: text.Text{ZH: "报告带班领导"}},
			{Code: "notify_emergency_now", Goal: rules.GoalMedical, Must: true, State: rules.Done, Text: text.Text{ZH: "呼叫 120 急救"}, Note: "高血压"},
			{Code: "give_help_info", Goal: rules.GoalGoods, State: rules.Pending},
			{Code: "sign", Goal: rules.GoalPaper, Must: true, State: rules.Pending},
		},
		Calls: []rules.Call{{ID: "T20261124-0001", Kind: rules.CallPhone, Caller: c.Caller, Said: c.Said, At: at(2, 6), Case: c.ID, State: rules.CallDone},
			{ID: "T20261124-0003", Kind: rules.CallPhone, Out: true, Reached: ptr(true), Caller: rules.Caller{Name: "沈岚"}, Agency: "U002", At: at(2, 8)}},
		Orders: []rules.Order{{ID: "O20261124-01", Leader: "U002", Text: "先送田有福到避寒点, 每两小时报一次", At: at(2, 8)},
			{ID: "O20261124-02", Leader: "U002", Text: "送到县城去", At: at(2, 10), Struck: "听错了"}},
		Goods:    []view.GoodsRow{{Item: "棉被", Unit: "床", Move: rules.Move{Kind: rules.MoveIssue, Qty: 7, Reversed: "M20261124-0009", Shift: "S20261123-0800"}}, {Item: "棉被", Unit: "床", Move: rules.Move{Kind: rules.MoveIssue, Qty: 1, Receiver: "石望归", Shift: "S20261123-0800"}}, {Item: "棉被", Unit: "床", Move: rules.Move{Kind: rules.MoveIssue, Qty: 1}}},
		Timeline: []view.Event{{Code: "note.add", Text: "田有福精神不好"}},
	}
}

func call() *rules.Call {
	return &rules.Call{ID: "T20261124-0002", Kind: rules.CallPhone, Caller: rules.Caller{Name: "白桂枝", Phone: "19900000042"}, Said: "兴隆社区三栋水管爆了, 路面结冰, 联系我一九九〇〇〇〇〇〇四二",
		At: at(1, 40), Place: &rules.PlaceRef{Text: "兴隆社区三栋"}, State: rules.CallPassed, PassedTo: "北渡镇供水站", PassedAt: ptr(at(1, 50)), By: "U001", Shift: "S20261123-0800"}
}

func handover() *view.Handover {
	return &view.Handover{Stamp: view.Stamp{Now: at(2, 14)}, Shift: *shift(), Names: map[string]string{"U001": "何雨禾", "U002": "沈岚", "U003": "周立冬"},
		Handover: rules.Handover{ID: "H20261124-01", State: rules.HandoverPresented, Incoming: "U003", Leader: "U002", Given: &rules.Signature{Officer: "U001", Name: "何雨禾", At: at(2, 10)},
			Counts: rules.Counts{Calls: 6, Opened: 2, Settled: 1, Open: 1, Issued: 3}},
		Live: []rules.Line{
			{Key: "case/C20261124-0004", Section: rules.SectionSevere, Title: text.Text{ZH: "田有福 神志不清", EN: "田有福 confused"}, Due: ptr(at(2, 11)), Overdue: true, Word: "田有福在医院"},
			{Key: "counts/S20261123-0800", Section: rules.SectionSummary, Quiet: true, Title: text.Text{ZH: "本班 来电来访 6", EN: "6 calls"}},
			{Key: "call/T20261124-0002", Section: rules.SectionAction, Title: text.Text{ZH: "来电 白桂枝", EN: "call 白桂枝"}, Due: ptr(at(6, 0))},
			{Key: "warning/W20261123-01", Section: rules.SectionWhatIf, Title: text.Text{ZH: "寒潮橙色预警", EN: "cold wave warning, orange"}},
		}}
}

func child() *view.Case {
	p := page()
	p.Case.Person = rules.Person{Name: "马小禾", Sex: "F", IDNumber: "41990120190101004X"}
	p.Case.Facts = rules.Facts{Age: ptr(7), Groups: []string{"minor"}}
	p.Case.Said, p.Case.OutcomeNote = "马小禾在小学门口, 可能被拐", "交给父亲"
	p.Calls[0].Said = p.Case.Said
	p.Case.Place = rules.PlaceRef{Text: "枣林村 3 组 12 号"}
	return p
}

func tonight(b *view.Board) wording.Tonight {
	calls := []rules.Call{*call(), {ID: "T20261124-0003", Kind: rules.CallPatrol, Shift: "S20261123-0800"}, {ID: "T20261124-0005", Kind: rules.CallPhone, Out: true, Shift: "S20261123-0800"},
		{ID: "T20261122-0001", Kind: rules.CallPhone, Shift: "S20261122-0800"}}
	rows := []view.CaseRow{{ID: "C20261124-0004", State: rules.CaseSettled, OpenedAt: at(2, 6), Subject: text.Text{ZH: "田有福", EN: "田有福"}, Outcome: rules.OutcomeHosp},
		{ID: "C20261122-0001", State: rules.CaseOpen, OpenedAt: at(2, 6).AddDate(0, 0, -2)}}
	return wording.Tonight{Board: b, Cases: rows, Calls: calls, Goods: page().Goods}
}

// all is every paper by its golden name.
func all() map[string]wording.Paper {
	b := board()
	r := wording.RoomOf(b, officer)
	quiet := &view.Board{Stamp: b.Stamp, Town: b.Town, Duty: b.Duty}
	return map[string]wording.Paper{
		"board": wording.Board(r, b), "warning": wording.Warnings(r, b), "night": wording.Night(r, tonight(b)),
		"night-nil": wording.Night(wording.RoomOf(quiet, officer), wording.Tonight{Board: quiet, Goods: []view.GoodsRow{}}),
		"case":      wording.Case(r, page()), "case-minor": wording.Case(r, child()),
		"case-bare": wording.Case(r, &view.Case{Stamp: b.Stamp, Case: rules.Case{ID: "C20261124-0009", Kind: rules.CaseWatched, State: rules.CaseOpen, OpenedAt: at(2, 10)}}),
		"call":      wording.Call(r, call(), nil), "call-case": wording.Call(r, &page().Calls[0], page()), "call-out": wording.Call(r, &page().Calls[1], nil),
		"handover": wording.Handover(r, handover()),
	}
}

func TestPapers(t *testing.T) {
	for name, p := range all() {
		got := p.Title.ZH + "\n" + p.In(text.ZH) + "\n\n" + p.Title.EN + "\n" + p.In(text.EN) + "\n"
		path := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs (go test -update writes it). Got:\n%s", path, got)
		}
	}
}

func TestNoSecretInAnyPaper(t *testing.T) {
	for name, p := range all() {
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range secrets {
			if strings.Contains(string(raw), s) {
				t.Errorf("%s tells %q:\n%s", name, s, p.In(text.ZH))
			}
		}
	}
}

func TestOfficersKeepTheirNames(t *testing.T) {
	for name, who := range map[string][]string{"case": {"何雨禾", "沈岚", "唐松岩"}, "call-out": {"沈岚"}, "handover": {"何雨禾", "周立冬", "沈岚"}, "night": {"何雨禾", "沈岚"}} {
		p := all()[name]
		for _, n := range who {
			if !strings.Contains(p.In(text.ZH), n) {
				t.Errorf("%s does not name %s:\n%s", name, n, p.In(text.ZH))
			}
		}
	}
}

// How far somebody's identity is known is said where there is no number.
func TestIdentity(t *testing.T) {
	for identity, want := range map[string]text.Text{"": {ZH: "身份未询明", EN: "identity not known"}, "known": {ZH: "身份已查清", EN: "identity known"},
		"claimed": {ZH: "身份自述, 未核实", EN: "identity as claimed"}, "unknown": {ZH: "身份不明", EN: "identity unknown"}} {
		p := page()
		p.Case.Person.IDNumber, p.Case.Person.Identity = "", identity
		if got := wording.Case(wording.RoomOf(board(), officer), p).Lines[2]; !strings.HasSuffix(got.ZH, want.ZH+"。") || !strings.HasSuffix(got.EN, want.EN+".") {
			t.Errorf("%q: %v", identity, got)
		}
	}
}

func TestNightIsSixLines(t *testing.T) {
	for _, name := range []string{"night", "night-nil"} {
		if p := all()[name]; len(p.Lines) != 6 {
			t.Errorf("%s has %d lines", name, len(p.Lines))
		}
	}
}

// A text that somebody wrote reaches a paper without escapes and line breaks.
func TestPapersAreSafe(t *testing.T) {
	evil := "\x1b[31m红\x1b]52;c;eA==\x07\r\n\u202e倒\u200b\t甲"
	b, p, c := board(), page(), call()
	b.Town, b.Duty.Main, b.Warnings[0].Text, b.Short[0].Item = evil, evil, evil, evil
	p.Case.Place.Text, p.Case.Team, p.Case.Person.Name, p.Case.Person.IDNumber, p.Case.Caller = evil, evil, evil, evil, rules.Caller{Name: evil, Unit: evil, Phone: evil}
	p.Calls, p.Goods[0].Item, p.Orders[0].Text = nil, evil, evil
	c.Said, c.Caller, c.PassedTo, c.Place.Text = evil, rules.Caller{Name: evil, Unit: evil, Phone: evil}, evil, evil
	h := handover()
	h.Names["U003"], h.Live[3].Title = evil, text.Text{ZH: evil, EN: evil}
	r := wording.RoomOf(b, officer)
	for _, p := range []wording.Paper{wording.Board(r, b), wording.Night(r, tonight(b)), wording.Case(r, p), wording.Call(r, c, nil), wording.Handover(r, h), wording.Warnings(r, b)} {
		for _, l := range p.Lines {
			for _, s := range []string{l.ZH, l.EN} {
				if s != text.Display(s) {
					t.Errorf("%s is not safe: %q", p.Code, s)
				}
			}
		}
	}
}

// What a reader may not see is not said to be unknown.
func TestHiddenIsNotUnknown(t *testing.T) {
	b := board()
	for _, roles := range [][]rules.Role{nil, {rules.RoleVillage}} {
		p := wording.Case(wording.RoomOf(b, roles), &view.Case{Stamp: b.Stamp, Case: rules.Case{ID: "C20261124-0009", State: rules.CaseOpen, OpenedAt: at(2, 10)}})
		if s := p.In(text.ZH); strings.Contains(s, "未询明") || strings.Contains(s, "无名氏") || !strings.Contains(s, "从略") {
			t.Errorf("%v: %s", roles, s)
		}
	}
}
