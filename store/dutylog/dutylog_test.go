package dutylog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/dutylog"
	"dutydesk/store/storetest"
)

// night is a shift with one of each, handed from 何雨禾 to 周立冬 at 08:05.
func night(t *testing.T) *storetest.Book {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Must("何雨禾", &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	call := b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "李铁柱", Phone: "19900000071"}, Said: "桥洞有老人躺着",
		Open: &command.Intake{Place: "汽车站桥洞", Said: "桥洞有老人躺着"}})
	k := call.More[0]
	b.Must("何雨禾", &command.Dispatch{Case: k, Team: "周立冬 小马", Vehicle: "面包车"})
	order := b.Must("何雨禾", &command.GiveOrder{Leader: "沈岚", Text: "先送卫生院", Case: k})
	b.Must("沈岚", &command.SignOrder{Order: order.ID, PIN: storetest.PIN})
	b.Must("何雨禾", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 2, Case: k, Receiver: "老人"})
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县政府总值班室"}, Said: "注意防寒", Nothing: true})
	n := b.Must("何雨禾", &command.AddNote{Text: "锅炉已修好"})
	b.Must("何雨禾", &command.StrikeNote{Note: n.ID, Reason: "写错地方"})
	b.Must("何雨禾", &command.SetPrefs{})
	return b
}

func hand(t *testing.T, b *storetest.Book) {
	t.Helper()
	b.Clock.Set(time.Date(2026, 11, 24, 8, 5, 0, 0, rules.Zone))
	id := b.Must("何雨禾", &command.DraftHandover{}).ID
	p, err := b.As("何雨禾").Handover(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Live {
		if !l.Quiet {
			b.Must("何雨禾", &command.WriteWord{Handover: id, Key: l.Key, Word: "接着办"})
		}
	}
	b.Must("何雨禾", &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	if p, err = b.As("周立冬").Handover(id); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range p.Live {
		keys = append(keys, l.Key)
	}
	b.Must("周立冬", &command.AcceptLine{Handover: id, Keys: keys})
	if p, err = b.As("周立冬").Handover(id); err != nil {
		t.Fatal(err)
	}
	b.Must("周立冬", &command.AcceptHandover{Handover: id, Mark: p.Mark, ReadBack: "逐项核对", PIN: storetest.PIN})
}

func log(t *testing.T, b *storetest.Book, who string, ask view.LogAsk) *view.Log {
	t.Helper()
	p, err := b.As(who).Log(ask)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func line(r *view.LogRow) string {
	return strings.Join([]string{r.Kind, r.From.In(text.ZH), r.What.In(text.ZH), r.Words, r.Done.In(text.ZH), r.By}, "|")
}

// Ensure that the log of a shift has every entry of it and no other, each with its columns.
func TestLogOfAShift(t *testing.T) {
	b := night(t)
	hand(t, b)
	b.Must("周立冬", &command.AddNote{Text: "下一班的记事"})
	first := log(t, b, "沈岚", view.LogAsk{Shift: "1123-0800"})
	var said []string
	for i := range first.Rows {
		said = append(said, line(&first.Rows[i]))
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"duty||接班||带班 沈岚|何雨禾",
		"warning||发预警||寒潮橙色预警|何雨禾",
		"call|李铁柱 19900000071|来电|桥洞有老人躺着|归入事项 1124-0001|何雨禾",
		"case|1124-0001 汽车站桥洞 无名氏|派人||周立冬 小马 面包车|何雨禾",
		"order|沈岚|口头指示|先送卫生院|11-24 02:10 补签|何雨禾",
		"order|沈岚|补签|先送卫生院||沈岚",
		"call|县政府总值班室|上级通知|注意防寒|无需办理|何雨禾",
		"note||记事|锅炉已修好||何雨禾",
		"note||划去记事|写错地方||何雨禾",
		"duty|何雨禾|交班||交给 周立冬|何雨禾",
		"duty|周立冬|接班签字|逐项核对|接自 何雨禾|周立冬",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	if !strings.Contains(all, "棉被") || strings.Contains(all, "下一班的记事") || strings.Contains(all, "改显示") || strings.Contains(all, "导入名册") {
		t.Error(all)
	}
	if first.Next != "S20261124-0800" || first.Prev != "" || len(first.Weather) != 1 || first.Names[first.Shift.Leader] != "沈岚" {
		t.Errorf("%+v", first)
	}
	second := log(t, b, "周立冬", view.LogAsk{})
	if second.Shift.ID != "S20261124-0800" || second.Prev != first.Shift.ID || len(second.Rows) != 2 || line(&second.Rows[1]) != "note||记事|下一班的记事||周立冬" {
		t.Errorf("%+v", second.Rows)
	}
	day := log(t, b, "周立冬", view.LogAsk{Date: "2026-11-24"})
	if len(day.Rows) < len(first.Rows)+1 || day.Shift != nil || day.Can["log.read"] == nil {
		t.Errorf("%d of %d", len(day.Rows), len(first.Rows))
	}
	if none := log(t, b, "周立冬", view.LogAsk{Date: "2026-11-20"}); len(none.Rows) != 0 {
		t.Errorf("%+v", none.Rows)
	}
	if _, err := b.As("周立冬").Log(view.LogAsk{Shift: "S20200101-0800"}); rules.KindOf(err) != rules.NotFound {
		t.Error(err)
	}
}

// Ensure that without a PIN nothing of persons stands in a log.
func TestLogMasked(t *testing.T) {
	b := night(t)
	b.Must("沈岚", &command.ReadLog{Shift: "1123-0800", Words: "看望老人", PIN: storetest.PIN})
	p, err := b.Public().Log(view.LogAsk{})
	if err != nil || len(p.Rows) < 8 {
		t.Fatalf("%v %+v", err, p)
	}
	for i := range p.Rows {
		if s := line(&p.Rows[i]); strings.Contains(s, "老人") || strings.Contains(s, "199") || strings.Contains(s, "李") {
			t.Error(s)
		}
	}
	if p.Readings[0].Words != "" || p.Can["log.read"].Kind != rules.Denied {
		t.Errorf("%+v", p.Readings)
	}
}

// Ensure that a leader marks a log with the own PIN, later and beside another leader, and
// takes the mark back; nothing waits for it but a count.
func TestReading(t *testing.T) {
	b := night(t)
	const id = "S20261123-0800"
	b.Refuse("沈岚", rules.Denied, &command.ReadLog{Shift: id, PIN: "0000"})
	b.Refuse("何雨禾", rules.Denied, &command.ReadLog{Shift: id, PIN: storetest.PIN})
	early := b.Must("沈岚", &command.ReadLog{Shift: id, PIN: storetest.PIN}).ID // while it goes on
	hand(t, b)
	unread := func(who string) int {
		v, err := b.As(who).Board()
		if err != nil {
			t.Fatal(err)
		}
		return v.Unread
	}
	if unread("沈岚") != 1 || unread("许知远") != 1 || unread("何雨禾") != 0 {
		t.Errorf("%d %d %d", unread("沈岚"), unread("许知远"), unread("何雨禾"))
	}
	p := log(t, b, "沈岚", view.LogAsk{Shift: id})
	if p.Unread == 0 || p.Can["log.read"] != nil {
		t.Errorf("%d %v", p.Unread, p.Can["log.read"])
	}
	if e := b.Refuse("沈岚", rules.Invalid, &command.ReadLog{Shift: id, Upto: p.Span.To + 5, PIN: storetest.PIN}); e.Field != "upto" {
		t.Error(e)
	}
	late := b.Must("沈岚", &command.ReadLog{Shift: id, Words: "同意, 跟踪老人", PIN: storetest.PIN}).ID
	if p = log(t, b, "沈岚", view.LogAsk{Shift: id}); p.Unread != 0 || unread("沈岚") != 0 || p.Readings[1].Words != "同意, 跟踪老人" || p.Can["log.read"] == nil {
		t.Errorf("%d %+v", p.Unread, p.Readings)
	}
	b.Refuse("沈岚", rules.Precondition, &command.ReadLog{Shift: id, PIN: storetest.PIN})
	b.Must("宋长宁", &command.ReadLog{Shift: id, PIN: storetest.PIN})
	b.Refuse("宋长宁", rules.Denied, &command.UnreadLog{Reading: late, Reason: "x"})
	b.Must("沈岚", &command.UnreadLog{Reading: late, Reason: "签早了"})
	b.Refuse("沈岚", rules.Precondition, &command.UnreadLog{Reading: late, Reason: "x"})
	b.Must("沈岚", &command.UnreadLog{Reading: early, Reason: "签早了"})
	logs, err := b.As("沈岚").Logs(0)
	if err != nil || len(logs) != 2 || !logs[1].Read || len(logs[1].Readings) != 3 || logs[1].Leader != "沈岚" {
		t.Errorf("%v %+v", err, logs)
	}
	hs, err := b.As("沈岚").Handovers(1)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := b.As("沈岚").DraftPaper(rules.PaperHandover, hs[0].ID); err != nil || len(d.Readings) != 3 {
		t.Errorf("%v %+v", err, d.Readings)
	}
	b.Reopen()
	if p = log(t, b, "沈岚", view.LogAsk{Shift: id}); len(p.Readings) != 3 || p.Readings[1].Struck != "签早了" {
		t.Errorf("%+v", p.Readings)
	}
}

// Ensure a desk at which nobody was on duty yet says so.
func TestNoShiftYet(t *testing.T) {
	b := storetest.New(t)
	if _, err := b.As("何雨禾").Log(view.LogAsk{}); rules.KindOf(err) != rules.Precondition {
		t.Error(err)
	}
}

// Ensure that the log tells of every kind of act what it was done to: a visit, evidence, a
// team, a merging, a closing over what is open, a planned call that was made.
func TestLogTellsWhat(t *testing.T) {
	b := storetest.New(t)
	no := false
	open := func(said string) string {
		return b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: said,
			Person: command.Person{Facts: rules.Facts{SuddenIllness: &no, Confused: &no, GravelyIll: &no, Danger: &no}}}}).ID
	}
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	k, twin := open("不肯走"), open("桥洞有人")
	b.Must("何雨禾", &command.SameCase{Case: twin, As: k, Reason: "同一个人"})
	b.Must("何雨禾", &command.Dispatch{Case: k, Team: "周立冬"})
	b.Must("何雨禾", &command.Depart{Case: k})
	b.Must("何雨禾", &command.Return{Case: k})
	b.Must("何雨禾", &command.Settle{Case: k, Outcome: rules.OutcomeRefused})
	visit := b.Must("何雨禾", &command.RecordFollowUp{Case: k, Result: rules.VisitNotFound, Words: "桥洞没人"})
	b.Must("何雨禾", &command.StrikeFollowUp{FollowUp: visit.ID, Reason: "记错了件"})
	b.Must("何雨禾", &command.Attach{Case: k, Slot: rules.SlotSystem, Words: "XT-77"})
	due := b.Clock.Now().Add(time.Hour)
	plan := b.Must("何雨禾", &command.PlanCall{Case: k, Agency: "县救助管理站", Due: due, Said: "问床位"})
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Out: true, Case: k, Planned: plan.ID, Agency: "县救助管理站", Reached: new(bool), Said: "没人接"})
	b.Must("沈岚", &command.CloseCase{Case: k, Over: "人已离开"})
	var all []string
	for _, r := range log(t, b, "沈岚", view.LogAsk{}).Rows {
		all = append(all, line(&r))
		if r.Kind != "duty" && r.Key != "case/"+k && !strings.Contains(r.Key, "call/") && r.Key != "case/"+twin {
			t.Errorf("leads nowhere: %s %s", r.Code, r.Key)
		}
	}
	told := strings.Join(all, "\n")
	for _, want := range []string{"1124-0002 并入 1124-0001", "第1队 周立冬", "桥洞没人|没有找到", "记错了件|没有找到", "系统录入 XT-77", "问床位|约 11-24 ", "去电 未接|没人接", "人已离开|由 沈岚 决定, 未清 "} {
		if !strings.Contains(told, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	if t.Failed() {
		t.Log(told)
	}
}

// Ensure that the log tells which plan and which dated duty, with what shows that it was done,
// under a kind of their own.
func TestCalendarIsTold(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-11-01"})
	b.Must("何雨禾", &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "已贴", Number: "12张"}})
	b.Must("沈岚", &command.WaiveDuty{Item: "town_posting", Reason: "县里公示"})
	b.Must("沈岚", &command.PutDuty{Title: "交名单", Owner: "苗谷雨", Due: "2026-12-01"})
	b.Must("沈岚", &command.PutDaysOff{Year: 2027, Lines: []rules.Stretch{{Feast: "new_year", From: "2027-01-01", To: "2027-01-03"}}})
	p, err := b.As("何雨禾").Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	var all, keys []string
	for _, r := range p.Rows {
		if r.Kind == "plan" {
			all, keys = append(all, line(&r)), append(keys, r.Key)
		}
	}
	for i, want := range []string{"启用方案 P9-2027 ", "记到期事项完成: 村级张榜公示||2026-11-24 完成 已贴 12张|何雨禾", "免办到期事项: 镇级公示|县里公示|P9.4.9|沈岚", "改本镇到期事项: 交名单||2026-12-01 苗谷雨|沈岚", "录入放假通知 2027"} {
		if i >= len(all) || !strings.Contains(all[i], want) {
			t.Errorf("%d: no %q in\n%s", i, want, strings.Join(all, "\n"))
		}
	}
	if got := strings.Join(keys, " "); got != "plan/P9 duty/P9-2027/village_posting duty/P9-2027/town_posting duty/"+strings.TrimPrefix(keys[3], "duty/")+" duty/" {
		t.Errorf("keys %s", got)
	}
}

// Ensure that a line about a register or the roster says which one, which row or month, and how
// it stands.
func TestRegistersAndRoster(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	id := b.Must("何雨禾", &command.PutRow{Register: "quilts", Fields: map[string]string{"village": "河湾村", "qty": "3"}}).ID
	b.Must("沈岚", &command.GenerateRoster{Month: "2026-12"})
	log, err := b.As("何雨禾").Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"row.put": "row/quilts/" + id, "roster.generate": "roster/B202612"}
	for _, r := range log.Rows {
		if key, ok := want[r.Code]; ok {
			delete(want, r.Code)
			said := r.What.In(text.ZH) + " " + r.From.In(text.ZH) + " " + r.Done.In(text.ZH)
			if r.Key != key || r.Kind == "other" || r.Code == "row.put" && !(strings.Contains(said, "1124-0001") && r.Done.In(text.ZH) != "") || r.Code == "roster.generate" && !strings.Contains(said, "2026-12") {
				t.Errorf("%s %s: %s", r.Kind, r.Key, said)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("no line of %v", want)
	}
}

// Ensure that what was done to the roster is filed as that and not among the handovers, and that
// every kind is one that a filter has.
func TestKinds(t *testing.T) {
	if k := dutylog.KindOf("roster.publish"); k != "roster" {
		t.Error(k)
	}
	for _, code := range []string{"roster.publish", "handover.accept", "report.send", "notice.close"} {
		if k := dutylog.KindOf(code); rules.WordOf(view.LogKinds, k).ZH == k {
			t.Errorf("%s is %s", code, k)
		}
	}
}

// Ensure that a line tells the minute of what happened beside that of writing, and files a
// contact under how it came.
func TestWrittenAfterwards(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	at := func(h, m int) *time.Time { v := time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone); return &v }
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: "县政府总值班室"}, Said: "查岗", At: at(2, 5), Nothing: true})
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "老李"}, Said: "问低保", At: at(1, 0), Left: at(1, 20), Nothing: true})
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "老王"}, Said: "问路", At: at(2, 10), Nothing: true})
	b.Must("何雨禾", &command.StartPatrol{Crew: []string{"周立冬"}, At: at(1, 30), Back: at(2, 0), Seen: "无异常", Confirmed: true})
	var rows []string
	for _, r := range log(t, b, "沈岚", view.LogAsk{}).Rows[1:] {
		rows = append(rows, rules.Stamp(r.When())+"|"+r.Category().ZH+"|"+r.Handled().In(text.ZH))
	}
	want := []string{"11-24 02:05|查岗|无需办理 (02:10 补记)", "11-24 01:00|来访|无需办理, 11-24 01:20 离开 (02:10 补记)", "11-24 02:10|来电|无需办理", "11-24 01:30|巡查|11-24 01:30 至 11-24 02:00 (02:10 补记)"}
	if !slices.Equal(rows, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
	if s := log(t, b, "沈岚", view.LogAsk{}).Signed; s != nil {
		t.Errorf("signed while on duty: %+v", s)
	}
	hand(t, b)
	if s := log(t, b, "沈岚", view.LogAsk{Shift: "1123-0800"}).Signed; s == nil || s.Given == nil || s.Given.Name != "何雨禾" || s.Taken == nil || s.Taken.Name != "周立冬" {
		t.Errorf("%+v", s)
	}
}
