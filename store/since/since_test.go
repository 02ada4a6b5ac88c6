package since_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// hand hands the desk from one to the other.
func hand(t *testing.T, b *storetest.Book, from, to, leader string) {
	t.Helper()
	id := b.Must(from, &command.DraftHandover{}).ID
	p, err := b.As(from).Handover(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Live {
		if !l.Quiet {
			b.Must(from, &command.WriteWord{Handover: id, Key: l.Key, Word: "接着办"})
		}
	}
	b.Must(from, &command.PresentHandover{Handover: id, Incoming: to, Leader: leader, PIN: storetest.PIN})
	if p, err = b.As(to).Handover(id); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range p.Live {
		keys = append(keys, l.Key)
	}
	b.Must(to, &command.AcceptLine{Handover: id, Keys: keys})
	if p, err = b.As(to).Handover(id); err != nil {
		t.Fatal(err)
	}
	b.Must(to, &command.AcceptHandover{Handover: id, Mark: p.Mark, ReadBack: "逐项核对", PIN: storetest.PIN})
}

func read(t *testing.T, b *storetest.Book, who string) *view.Since {
	t.Helper()
	s, err := b.As(who).Since()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func told(s *view.Since) string {
	var out []string
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			grave := ""
			if r.Grave {
				grave = "!"
			}
			out = append(out, fmt.Sprintf("%s%s|%s|%s|%s", grave, g.Kind, r.Key, r.What.In(text.ZH), r.Subject.In(text.ZH)))
		}
		if g.More > 0 {
			out = append(out, fmt.Sprintf("%s +%d", g.Kind, g.More))
		}
	}
	for _, q := range s.Quiet {
		out = append(out, fmt.Sprintf("%s %d", q.Code, q.N))
	}
	return strings.Join(out, "\n")
}

func at(day, hour, min int) time.Time { return time.Date(2026, 11, day, hour, min, 0, 0, rules.Zone) }

// week is a desk that 何雨禾 left on the 24th; 周立冬 and then 沈岚's deputy had it since.
func week(t *testing.T) *storetest.Book {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Must("何雨禾", &command.AddNote{Text: "她自己班上的记事"})
	b.Clock.Set(at(24, 8, 0))
	hand(t, b, "何雨禾", "周立冬", "沈岚")
	b.Clock.Set(at(24, 20, 0))
	ill := true
	k := b.Must("周立冬", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人昏倒", Person: command.Person{Facts: rules.Facts{SuddenIllness: &ill}}}}).ID
	c := b.Must("周立冬", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人睡在涵洞"}}).ID
	b.Must("周立冬", &command.Dispatch{Case: c, Team: "周立冬"})
	b.Must("周立冬", &command.Arrive{Case: c})
	b.Must("周立冬", &command.Settle{Case: c, Outcome: rules.OutcomeRefused, Note: "不愿走"})
	b.Must("周立冬", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 2, Case: c})
	b.Must("周立冬", &command.ReceiveGoods{Item: "棉大衣", Place: "镇仓库", Qty: 10})
	b.Must("周立冬", &command.GiveOrder{Leader: "沈岚", Text: "再去看一次", Case: k})
	b.Must("周立冬", &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	b.Must("周立冬", &command.AddNote{Text: "值班车报修"})
	b.Must("周立冬", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "李铁柱", Phone: "19900000071"}, Said: "水管爆了"})
	b.Must("周立冬", &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县总值班室"}, Said: "注意防寒", Nothing: true})
	lists, err := b.As("许知远").Lists()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range lists.Agencies {
		if a.Name == "县未保中心" {
			b.Must("许知远", &command.PutAgency{ID: a.ID, Version: a.Version, Name: a.Name, Role: a.Role, Phones: []string{"19900000044"}})
		}
	}
	return b
}

// Ensure that whoever comes back is told everything since the own last shift ended and
// nothing of before, the most dangerous first, and is told it before the board only when the
// desk is there to be taken.
func TestSinceMyLastShift(t *testing.T) {
	b := week(t)
	s := read(t, b, "何雨禾")
	if s.Shift != "S20261123-0800" || !s.From.Equal(at(24, 8, 0)) || s.First || s.Skipped != 0 {
		t.Errorf("%+v", s)
	}
	all := told(s)
	rest := all
	for _, want := range []string{"!severe|case/C20261124-0001|", "!refused|case/C20261124-0002|新立、派人、到场、拒绝救助|三号涵洞", "order|order/O20261124-01|待补签: 再去看一次|沈岚",
		"!warning|warning/W20261124-01|寒潮橙色预警|生效, 至解除", "call|call/T20261124-0001|水管爆了|李铁柱 19900000071",
		"stock|stock/I01|进 0 出 2, 现有 41床|棉被", "stock|stock/I02|进 10 出 0, 现有 14件|棉大衣", "list|list/agency/", "未成年人保护, 现在电话 19900000044|县未保中心", "note|note/N20261124-0002|值班车报修|周立冬", "call.log 2"} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("no %q in its place:\n%s", want, all)
		}
		rest = after
	}
	if strings.Contains(all, "她自己班上的记事") || strings.Contains(all, "officer.prefs") {
		t.Error(all)
	}
	b.Clock.Set(at(25, 7, 30))
	if s = read(t, b, "何雨禾"); !s.First {
		t.Error("not told first half an hour before the change of shifts")
	}
	if read(t, b, "周立冬").First || read(t, b, "苗谷雨").First || read(t, b, "沈岚").First {
		t.Error("told first to who is on duty, or cannot be")
	}
	if !strings.Contains(told(s), "handover.draft") && len(s.Groups) == 0 {
		t.Error(told(s))
	}
	hand(t, b, "周立冬", "何雨禾", "宋长宁")
	if s = read(t, b, "何雨禾"); s.First || !strings.Contains(told(s), "handover|handover/H20261125-01|周立冬 交 何雨禾, 紧要 ") {
		t.Errorf("%v\n%s", s.First, told(s))
	}
	if s = read(t, b, "田望舒"); s.Shift != "" || s.Entries == 0 || !s.From.Equal(at(24, 7, 30)) {
		t.Errorf("%+v", s)
	}
}

// Ensure that whom the shift was presented to is told first, and nobody else.
func TestPresentedToMe(t *testing.T) {
	b := week(t)
	id := b.Must("周立冬", &command.DraftHandover{}).ID
	p, err := b.As("周立冬").Handover(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Live {
		if !l.Quiet {
			b.Must("周立冬", &command.WriteWord{Handover: id, Key: l.Key, Word: "接着办"})
		}
	}
	b.Must("周立冬", &command.PresentHandover{Handover: id, Incoming: "何雨禾", Leader: "宋长宁", PIN: storetest.PIN})
	b.Clock.Set(at(25, 8, 30))
	if !read(t, b, "何雨禾").First || read(t, b, "宋长宁").First {
		t.Error("told to the wrong one")
	}
}

// Ensure that without a PIN nothing of persons is told.
func TestSinceMasked(t *testing.T) {
	b := week(t)
	s, err := b.Public().Since()
	if err != nil {
		t.Fatal(err)
	}
	all := told(s)
	for _, no := range []string{"19900000", "李铁柱", "水管", "再去看", "报修", "拒绝", "昏倒", "突发"} {
		if strings.Contains(all, no) {
			t.Errorf("%s:\n%s", no, all)
		}
	}
	if len(s.Groups) < 5 || s.First {
		t.Error(all)
	}
}

// Ensure that a long absence is told by its worst lines and counts.
func TestLongAbsence(t *testing.T) {
	b := week(t)
	for i := range 40 {
		b.Clock.Set(at(24, 20, 0).Add(time.Duration(i) * time.Hour))
		b.Must("周立冬", &command.AddNote{Text: fmt.Sprint("第", i, "条")})
		b.Must("周立冬", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "巡查见一人"}})
	}
	s := read(t, b, "何雨禾")
	for _, g := range s.Groups {
		if len(g.Rows) > 12 {
			t.Errorf("%s: %d rows", g.Kind, len(g.Rows))
		}
		if g.Kind == "note" && g.More != 33 {
			t.Errorf("%+v", g)
		}
	}
}

// Ensure that a desk left alone for very long opens fast: the newest entries are looked at,
// the others counted, and the read stays within bounds.
func TestBounded(t *testing.T) {
	b := week(t)
	const n = 5200
	desk := b.As("周立冬")
	waits := make([]func() (command.Result, error), 0, n)
	for i := range n {
		waits = append(waits, desk.Begin(fmt.Sprint("n", i), &command.AddNote{Text: "巡查无异常"}))
		if len(waits) == 400 || i == n-1 {
			for _, wait := range waits {
				if _, err := wait(); err != nil {
					t.Fatal(err)
				}
			}
			waits = waits[:0]
		}
	}
	began := time.Now()
	s := read(t, b, "何雨禾")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if s.Entries < n || s.Skipped != s.Entries-5000 {
		t.Errorf("%d entries, %d skipped", s.Entries, s.Skipped)
	}
	if all := told(s); !strings.Contains(all, "!severe|case/C20261124-0001|") || !strings.Contains(all, "note +4992") {
		t.Error(all)
	}
	p, err := desk.Log(view.LogAsk{})
	if err != nil || len(p.Rows) != 3000 || p.Cut < 2200 {
		t.Errorf("%v %d %d", err, len(p.Rows), p.Cut)
	}
}

// Ensure that whatever the board calls late or about to be late is told, whoever wrote what.
func TestNothingDueIsLeftOut(t *testing.T) {
	b := week(t)
	due := 0
	for range 30 {
		b.Clock.Add(7 * time.Minute)
		board, err := b.As("何雨禾").Board()
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, b, "苗谷雨") // no shift of theirs: the last 24 hours
		for _, r := range board.Rows {
			if !strings.HasPrefix(r.Key, "case/") || r.State != rules.Overdue && r.State != rules.Due {
				continue
			}
			due++
			if !strings.Contains(told(s), r.Key+"|") {
				t.Errorf("%s %s is not told:\n%s", r.Key, r.What.In(text.ZH), told(s))
			}
		}
	}
	if due == 0 {
		t.Error("nothing was due")
	}
}

// Ensure that what the taker must not miss is told: a team that nobody sent in time, a case
// that was opened again, a shift that passed unsigned, a call that was to be made; and that a
// case that was merged is told with its main one.
func TestNothingIsMissed(t *testing.T) {
	b := storetest.New(t)
	no := false
	open := func(place, said string) string {
		return b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: place, Said: said,
			Person: command.Person{Facts: rules.Facts{SuddenIllness: &no, Confused: &no, GravelyIll: &no, Danger: &no}}}}).ID
	}
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	again := open("三号涵洞", "躺着")
	b.Must("何雨禾", &command.Settle{Case: again, Outcome: rules.OutcomeLeft})
	p, err := b.As("何雨禾").Case(again)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range p.Obligations {
		if o.Must && o.State.Open() {
			b.Must("何雨禾", &command.Waive{Case: again, Act: o.Code, Reason: "已走"})
		}
	}
	b.Must("何雨禾", &command.CloseCase{Case: again})
	hand(t, b, "何雨禾", "周立冬", "宋长宁")
	b.Clock.Add(time.Minute)
	b.Must("周立冬", &command.ReopenCase{Case: again, Reason: "又回来了"})
	if all := told(read(t, b, "何雨禾")); !strings.Contains(all, "重新打开|三号涵洞") {
		t.Errorf("opened again: %s", all)
	}
	late, twin := open("火车站广场", "老人走失"), open("火车站广场", "有个老人")
	b.Must("周立冬", &command.SameCase{Case: twin, As: late, Reason: "同一个人"})
	call := b.Must("周立冬", &command.PlanCall{Due: b.Clock.Now().Add(time.Hour), Agency: "县救助管理站", Said: "问床位"})
	b.Clock.Add(2 * time.Hour)
	b.Must("沈岚", &command.ReleaseShift{Incoming: "何雨禾", Leader: "宋长宁", Reason: "接班人病了", PIN: storetest.PIN})
	all := told(read(t, b, "何雨禾"))
	for _, want := range []string{"!severe|case/" + late + "|派人|", "!call|call/" + call.ID + "|约定去电: 问床位", "!handover|", "放行"} {
		if !strings.Contains(all, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if strings.Contains(all, twin) {
		t.Errorf("the merged case is told by itself")
	}
	if t.Failed() {
		t.Log(all)
	}
}

// Ensure that what was done on the calendar and the plans has lines of its own, as it stands
// now, and that nobody without a PIN reads what somebody wrote.
func TestCalendarIsTold(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-11-01"})
	b.Must("何雨禾", &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "已贴"}})
	b.Must("沈岚", &command.WaiveDuty{Item: "town_posting", Reason: "县里公示"})
	own := b.Must("沈岚", &command.PutDuty{Title: "交名单", Due: "2026-12-01"}).ID
	b.Must("沈岚", &command.PutDaysOff{Year: 2027, Lines: []rules.Stretch{{Feast: "new_year", From: "2027-01-01", To: "2027-01-03"}}})
	s := read(t, b, "周立冬")
	all := told(s)
	for _, want := range []string{"plan/P9|", "duty/P9-2027/village_posting|", "何雨禾 记", "duty/P9-2027/town_posting|免办", "duty/" + own + "|2026-12-01 到期", "放假通知已录入"} {
		if !strings.Contains(all, want) {
			t.Errorf("it lacks %q:\n%s", want, all)
		}
	}
	for _, q := range s.Quiet {
		if of, _, _ := strings.Cut(q.Code, "."); of == "duty" || of == "calendar" || of == "plan" {
			t.Errorf("%s is counted too", q.Code)
		}
	}
	s, err := b.Public().Since()
	if err != nil || strings.Contains(told(s), "交名单") || strings.Contains(told(s), "沈岚") {
		t.Errorf("without a PIN: %v\n%s", err, told(s))
	}
}

// Ensure that rows, patrols, reports, records of a case and own plans are told.
func TestLaterKinds(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	k := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "不说话"}}).ID
	b.Must("何雨禾", &command.PutRow{Register: "quilts", Fields: map[string]string{"village": "河湾村", "qty": "3"}})
	q := b.Must("何雨禾", &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071"}).ID
	l := b.Must("何雨禾", &command.SendReport{Kind: rules.ReportNil, Receiver: "马春分"}).ID
	b.Must("何雨禾", &command.AddRecord{Case: k, Kind: rules.RecordLead, Source: "other", Words: "桥洞有人"})
	x := b.Must("沈岚", &command.CopyPlan{From: "P1", Title: "本镇"}).ID
	s, err := b.As("周立冬").Since()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			said[g.Kind+" "+r.Key] += r.What.In(text.ZH)
		}
	}
	for _, want := range []string{"row row/quilts", "patrol patrol/" + q, "report report/" + l, "case case/" + k, "plan plan/" + x} {
		if said[want] == "" {
			t.Errorf("%s is not told: %v", want, said)
		}
	}
	for _, c := range s.Quiet {
		if c.Code == "row.put" || c.Code == "patrol.out" || c.Code == "report.send" {
			t.Errorf("%s has a line and a count", c.Code)
		}
	}
}

// Ensure that who is out with a patrol is not told without a PIN: the vehicle or the village is.
func TestPatrolMasked(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Must("何雨禾", &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071", Vehicle: "面包车"})
	b.Must("何雨禾", &command.StartPatrol{Crew: []string{"村支书"}, Village: "河湾村"})
	q := b.Must("何雨禾", &command.StartPatrol{Crew: []string{"周立冬"}}).ID
	s, err := b.Public().Since()
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			if g.Kind == "patrol" {
				said = append(said, r.Subject.In(text.ZH))
			}
		}
	}
	if want := []string{"面包车", "河湾村", q}; len(said) != 3 || !slices.Contains(said, want[0]) || !slices.Contains(said, want[1]) || !slices.Contains(said, want[2]) {
		t.Errorf("%q, want %q", said, want)
	}
}
