package notices_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	next    = "周立冬"
	leader  = "沈岚"
)

// night is a desk on duty at 22:00 with seven villages.
func night(t *testing.T) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	var more []rules.Village
	for i := range 5 {
		more = append(more, rules.Village{ID: fmt.Sprintf("41990110130%d", i), Name: string([]rune("甲乙丙丁戊")[i]) + "家村", Contact: "顾小满", Phone: fmt.Sprintf("1990000061%d", i)})
	}
	b.Must("许知远", &command.Import{Villages: more, Officers: []rules.Officer{{Name: "甲村联络", Roles: []rules.Role{rules.RoleVillage}, Village: "甲家村", Phone: "19900000699"}}, PINs: map[string]string{"甲村联络": storetest.PIN}})
	b.Clock.Set(time.Date(2026, 11, 24, 22, 0, 0, 0, rules.Zone))
	b.Must(officer, &command.TakeShift{Leader: leader})
	return b
}

func read(t *testing.T, b *storetest.Book, id string) *view.Notice {
	t.Helper()
	n, err := b.As(officer).Notice(id)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Ensure that a cold warning at 22:00 goes to seven villages: the second number is offered at
// once, the missed come round, one is explained, and what is open is handed over with a word.
func TestColdNight(t *testing.T) {
	b := night(t)
	w := b.Must(leader, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange}).ID
	p, err := b.As(officer).Notices(0)
	if err != nil || len(p.Suggest) != 2 || p.Suggest[0].On != w || p.Suggest[1].Kind != rules.NoticeAlone {
		t.Fatalf("%v %+v", err, p.Suggest)
	}
	id := b.Must(officer, &command.NewNotice{Kind: rules.NoticeCold, On: w, To: []string{"各村"}}).ID
	if id != "J20261124-0001" {
		t.Errorf("id %s", id)
	}
	n := read(t, b, id)
	if n.Tally.All != 7 || n.Next != 1 || !strings.Contains(n.Notice.Text, "寒潮橙色预警") || n.Notice.Due.Sub(n.Notice.At) != time.Hour {
		t.Fatalf("%+v", n)
	}
	for no := 1; no <= 7; no++ {
		n = read(t, b, id)
		r := n.Notice.Receivers[n.Next-1]
		switch {
		case r.Name == "甲家村": // it has a second number: that of the officer of the village
			if len(r.Phones) != 2 || r.Phones[1] != "19900000699" {
				t.Errorf("numbers %v", r.Phones)
			}
			b.Must(officer, &command.NoteResult{Notice: id, Receiver: r.Name, Result: "未接"})
			if again := read(t, b, id); again.Notice.Receivers[again.Next-1].Name != r.Name || again.Notice.Receivers[again.Next-1].Phone() != "19900000699" {
				t.Errorf("the second number is not offered: %d", again.Next)
			}
			b.Must(officer, &command.NoteResult{Notice: id, Receiver: r.Name, Result: rules.ResultMissed})
		case r.Name == "乙家村":
			b.Must(officer, &command.NoteResult{Notice: id, Receiver: r.Name, Result: rules.ResultMissed})
		default:
			b.Must(officer, &command.NoteResult{Notice: id, Receiver: fmt.Sprint(r.No), Result: rules.ResultThrough, Said: "知道了"})
		}
	}
	if n = read(t, b, id); n.Next != 0 || n.Again == nil || n.Tally.Left() != 2 {
		t.Fatalf("after one round: %+v", n)
	}
	b.Must(officer, &command.ExplainReceiver{Notice: id, Receiver: "乙家村", Reason: "停电, 邻村转告"})
	b.Clock.Add(time.Hour + time.Minute)
	if n = read(t, b, id); !n.Late || n.Next == 0 {
		t.Errorf("late: %+v", n)
	}
	board, err := b.As(officer).Board()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range board.Rows {
		if r.Key == "notice/"+id {
			found = r.State == rules.Overdue && r.What.ZH == "传达通知, 已通知 5/7"
		}
	}
	if !found {
		t.Errorf("the board: %+v", board.Rows)
	}
	// Handed over while it is open, and closed by the next shift.
	b.Must(officer, &command.DraftHandover{})
	h, err := b.As(officer).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	for i := range h.Live {
		l := &h.Live[i]
		if l.Key == "notice/"+id {
			raw, _ := json.Marshal(l.Detail)
			if !l.Wordless() || !l.Overdue || !strings.Contains(string(raw), "甲家村: 未接") || !strings.Contains(string(raw), "乙家村: 已说明") || strings.Contains(string(raw), "丙家村") {
				t.Errorf("line %+v", l)
			}
			found = false
		}
		if l.Wordless() {
			b.Must(officer, &command.WriteWord{Handover: h.Handover.ID, Key: l.Key, Word: "接着打"})
		}
	}
	if found {
		t.Error("no line on the handover")
	}
	b.Must(officer, &command.PresentHandover{Handover: h.Handover.ID, Incoming: next, Leader: leader, PIN: storetest.PIN})
	if h, err = b.As(next).Handover(h.Handover.ID); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range h.Live {
		keys = append(keys, l.Key)
	}
	b.Must(next, &command.AcceptLine{Handover: h.Handover.ID, Keys: keys})
	if h, err = b.As(next).Handover(h.Handover.ID); err != nil {
		t.Fatal(err)
	}
	b.Must(next, &command.AcceptHandover{Handover: h.Handover.ID, Mark: h.Mark, ReadBack: "甲家村未接", PIN: storetest.PIN})
	b.Must(next, &command.NoteResult{Notice: id, Receiver: "甲家村", Result: rules.ResultWechat})
	if n = read(t, b, id); n.Notice.State != rules.NoticeClosed || n.Notice.ClosedAt == nil {
		t.Errorf("closed: %+v", n.Notice)
	}
	log, err := b.As(next).Log(view.LogAsk{Shift: n.Notice.Shift})
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := json.Marshal(log.Rows)
	for _, want := range []string{"甲家村: 未接 19900000610", "甲家村: 未接 19900000699", "丙家村: 通", "停电, 邻村转告"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	if p, _ = b.As(officer).Notices(0); len(p.Suggest) != 1 {
		t.Errorf("it is suggested again: %+v", p.Suggest)
	}
}

// Ensure that a result on the wrong village is corrected, that receivers may be added later, and
// what cannot be is refused.
func TestCorrected(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "请清点棉被", To: []string{"河湾村", "车站社区"}}).ID
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultReceived})
	b.Refuse(officer, rules.Precondition, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultThrough})
	b.Must(officer, &command.CorrectResult{Notice: id, Receiver: "1", Reason: "是车站社区回的"})
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "2", Result: rules.ResultReceived})
	n := read(t, b, id)
	if one := n.Notice.Receivers[0]; one.Reached() || one.Tries[0].Struck != "是车站社区回的" || n.Tally.Reached != 1 {
		t.Errorf("%+v", n)
	}
	b.Refuse(officer, rules.Invalid, &command.AddReceivers{Notice: id, To: []string{"河湾村"}})
	b.Refuse(officer, rules.NotFound, &command.AddReceivers{Notice: id, To: []string{"无名村"}})
	b.Must(officer, &command.AddReceivers{Notice: id, To: []string{"供水站"}, Others: []command.Contact{{Name: "秦大爷", Phones: []string{"19900000701"}, Village: "河湾村"}}})
	if n = read(t, b, id); n.Tally.All != 4 || n.Notice.Receivers[3].Village == "" {
		t.Errorf("%+v", n.Notice.Receivers)
	}
	in := b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Said: "收到", Caller: rules.Caller{Unit: "供水站"}}).ID
	b.Refuse(officer, rules.Invalid, &command.NoteResult{Notice: id, Receiver: "3", Result: rules.ResultThrough, Call: in})
	b.Refuse("白露生", rules.Denied, &command.NoteResult{Notice: id, Receiver: "3", Result: rules.ResultThrough})
	b.Must(officer, &command.WithdrawNotice{Notice: id, Reason: "发错"})
	b.Refuse(officer, rules.Precondition, &command.NoteResult{Notice: id, Receiver: "3", Result: rules.ResultThrough})
	b.Refuse(officer, rules.Invalid, &command.NewNotice{Text: "x"})
	b.Refuse(officer, rules.NotFound, &command.NewNotice{Text: "x", To: []string{"各村"}, On: "W20261124-09"})
}

// Ensure that a village contact reads the notices of the own village, its line alone, and nobody
// without a PIN reads words or names.
func TestOwnLine(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Kind: rules.NoticeAlone, To: []string{"甲家村", "乙家村"}, Others: []command.Contact{{Name: "秦大爷", Phones: []string{"19900000701"}}}}).ID
	other := b.Must(officer, &command.NewNotice{Text: "只给乙家村", To: []string{"乙家村"}}).ID
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultThrough, Said: "密话"})
	p, err := b.As("甲村联络").Notices(0)
	if err != nil || len(p.Rows) != 1 || len(p.Suggest) != 0 {
		t.Fatalf("%v %+v", err, p)
	}
	raw, _ := json.Marshal(p)
	for _, secret := range []string{"乙家村", "秦大爷", "19900000", "密话", "何雨禾"} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("a village contact reads %s: %s", secret, raw)
		}
	}
	if !strings.Contains(string(raw), "甲家村") || !strings.Contains(string(raw), "问候") {
		t.Errorf("the own line is missing: %s", raw)
	}
	if _, err := b.As("甲村联络").Notice(other); rules.KindOf(err) != rules.NotFound {
		t.Errorf("another village's notice: %v", err)
	}
	if p, err = b.Public().Notices(0); err != nil || len(p.Rows) != 2 || p.Rows[0].Notice.Text != "" || p.Rows[0].Notice.Receivers != nil {
		t.Errorf("%v %+v", err, p)
	}
}

// Ensure that the night's calls to people living alone are suggested from the set colour on, not
// twice a night, with those of the last time.
func TestAlone(t *testing.T) {
	b := night(t)
	suggested := func() *view.Suggestion {
		t.Helper()
		p, err := b.As(officer).Notices(0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Suggest {
			if p.Suggest[i].Kind == rules.NoticeAlone {
				return &p.Suggest[i]
			}
		}
		return nil
	}
	b.Must(leader, &command.SetWarning{Kind: rules.LowTemp, Level: rules.Yellow})
	if suggested() != nil {
		t.Error("a yellow warning is enough")
	}
	b.Must(leader, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Red})
	if suggested() == nil {
		t.Fatal("a red warning is not enough")
	}
	id := b.Must(officer, &command.NewNotice{Kind: rules.NoticeAlone, Others: []command.Contact{{Name: "秦大爷", Phones: []string{"19900000701"}}, {Name: "柳奶奶"}}}).ID
	if suggested() != nil {
		t.Error("suggested while it is open")
	}
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultThrough})
	b.Must(officer, &command.ExplainReceiver{Notice: id, Receiver: "2", Reason: "在女儿家"})
	b.Clock.Add(3 * time.Hour)
	if suggested() != nil {
		t.Error("suggested twice a night")
	}
	b.Clock.Add(20 * time.Hour)
	s := suggested()
	if s == nil || len(s.Others) != 2 || s.Others[0].Tries != nil || s.Others[0].Name != "秦大爷" {
		t.Errorf("the next night: %+v", s)
	}
	row := b.Must(officer, &command.PutRow{Register: "left_behind", Fields: map[string]string{"name": "邵奶奶", "village": "河湾村", "group": "elder", "phone": "19900000702"}}).ID
	b.Must(officer, &command.PutRow{Register: "left_behind", Fields: map[string]string{"name": "小满", "village": "河湾村", "group": "child"}})
	if s = suggested(); s == nil || len(s.Others) != 3 || s.Others[0].Name != "邵奶奶" || s.Others[0].Phones[0] != "19900000702" || s.Others[0].Village == "" {
		t.Errorf("with the registers: %+v", s)
	}
	b.Must(officer, &command.StrikeRow{Row: row, Reason: "已搬走"})
	if s = suggested(); s == nil || len(s.Others) != 2 {
		t.Errorf("a row that was struck: %+v", s)
	}
	b.Must(leader, &command.SetSetting{Name: rules.SettingNoticeAlone, Value: "0"})
	if suggested() != nil {
		t.Error("suggested though it is set off")
	}
}

// Ensure that of two officers who ring one number within a second the second one is told, and
// no call is written to a number that nobody rang.
func TestTwoRingOne(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "清点棉被", To: []string{"甲家村"}}).ID
	r := read(t, b, id).Notice.Receivers[0]
	none := 0
	missed := &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultMissed, Phone: r.Phone(), Seen: &none}
	b.Must(officer, missed)
	if e := b.Refuse(next, rules.Conflict, missed); e.Field != "phone" || !strings.Contains(e.Text.In("zh"), officer) || !strings.Contains(e.Text.In("zh"), r.Phone()) {
		t.Errorf("%v", e)
	}
	if now := read(t, b, id).Notice.Receivers[0]; len(now.Tries) != 1 {
		t.Errorf("%+v", now.Tries)
	}
	b.Must(next, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultMissed})
}

// Ensure that a result that somebody else corrected is not corrected again by what was seen
// before, and that what is written on other receivers does not matter.
func TestCorrectedTwice(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "请清点棉被", To: []string{"河湾村", "车站社区"}}).ID
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultMissed})
	v := b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultReceived}).Version
	b.Must(leader, &command.NoteResult{Notice: id, Receiver: "2", Result: rules.ResultReceived})
	b.Must(officer, &command.CorrectResult{Notice: id, Receiver: "1", Version: v, Reason: "听错"})
	e := b.Refuse(leader, rules.Conflict, &command.CorrectResult{Notice: id, Receiver: "1", Version: v, Reason: "听错"})
	if !strings.Contains(e.Text.In(text.ZH), officer) {
		t.Errorf("it names nobody: %v", e)
	}
	if one := read(t, b, id).Notice.Receivers[0]; len(one.Standing()) != 1 {
		t.Errorf("%+v", one)
	}
}
