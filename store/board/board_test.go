package board_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	leader  = "沈岚"
)

func ptr[T any](v T) *T { return &v }

// board is without the line that there is no roster, which these books have none of.
func board(b *storetest.Book) *view.Board {
	b.T.Helper()
	v, err := b.As(officer).Board()
	if err != nil {
		b.T.Fatal(err)
	}
	c := *v
	c.Rows = slices.DeleteFunc(slices.Clone(v.Rows), func(r view.DueRow) bool { return strings.HasPrefix(r.Key, "roster/") })
	c.Todo -= len(v.Rows) - len(c.Rows)
	return &c
}

func open(b *storetest.Book, p command.Person) string {
	b.T.Helper()
	return b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着", Person: p}}).ID
}

var grave = command.Person{Facts: rules.Facts{Age: ptr(70), Confused: ptr(true)}}

func row(v *view.Board, key string) *view.DueRow {
	for i := range v.Rows {
		if v.Rows[i].Key == key {
			return &v.Rows[i]
		}
	}
	return nil
}

func keys(v *view.Board) (out []string) {
	for _, r := range v.Rows {
		out = append(out, r.Key)
	}
	return out
}

// Ensure that an empty desk answers in words that it is empty.
func TestEmpty(t *testing.T) {
	b := storetest.Empty(t, nil)
	v, err := b.As("许知远").Board()
	if err != nil {
		t.Fatal(err)
	}
	if v.Town != "北渡镇" || v.Todo != 0 || v.Overdue != 0 || v.Duty.Shift != nil || v.Rows == nil || v.Asks == nil || v.Seasons == nil || v.Warnings == nil {
		t.Errorf("%+v", v)
	}
	if v.Can["shift.take"] != nil || v.Can["handover.draft"] == nil {
		t.Errorf("take %v, hand over %v", v.Can["shift.take"], v.Can["handover.draft"])
	}
}

// Ensure that a case has one line, its worst, with the number of the others; that the
// counts are those of the lines; and that what is overdue comes first.
func TestRows(t *testing.T) {
	b := storetest.New(t)
	quiet := open(b, command.Person{})
	first := open(b, grave)
	b.Clock.Add(2 * time.Minute)
	second := open(b, grave)
	call := b.Must(officer, &command.LogCall{Said: "水管爆了", Caller: rules.Caller{Name: "居民"}}).ID
	passed := b.Must(officer, &command.LogCall{Said: "停电", PassTo: "供水站"}).ID
	again := b.Must(officer, &command.LogCall{Out: true, Agency: "供水站", Reached: ptr(false)}).ID
	order := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "各村再查"}).ID
	b.Clock.Add(4 * time.Minute) // the first grave case is 6 minutes old: 120 is late
	v := board(b)
	if v.OpenCases != 3 || v.OpenCalls != 3 || len(v.Rows) != 7 {
		t.Errorf("cases %d calls %d rows %v", v.OpenCases, v.OpenCalls, keys(v))
	}
	if keys(v)[0] != "case/"+first || v.Rows[0].State != rules.Overdue || v.Rows[0].Code != "notify_emergency_now" || v.Rows[0].More == 0 || len(v.Rows[0].Clauses) == 0 {
		t.Errorf("first row %+v", v.Rows[0])
	}
	p, err := b.As(officer).Case(first)
	if err != nil {
		t.Fatal(err)
	}
	must := 0
	for _, o := range p.Obligations {
		if o.Must && o.State.Open() {
			must++
		}
	}
	for _, r := range p.Responses {
		if r.State.Pressing() { // nobody was sent
			must++
			break
		}
	}
	if v.Rows[0].More != must-1 {
		t.Errorf("%d more, the page has %d", v.Rows[0].More, must)
	}
	if keys(v)[1] != "case/"+second || v.Rows[1].State == rules.Overdue {
		t.Errorf("second row %+v", v.Rows[1])
	}
	sum := 0
	for i, r := range v.Rows {
		sum += 1 + r.More
		if r.What.ZH == "" || r.What.EN == "" || r.Subject.ZH == "" {
			t.Errorf("row without words %+v", r)
		}
		if i > 0 && r.Due != nil && v.Rows[i-1].Due != nil && v.Rows[i-1].State != rules.Overdue && r.Due.Before(*v.Rows[i-1].Due) {
			t.Errorf("%s stands after what is due later", r.Key)
		}
	}
	if v.Todo != sum || v.Overdue != 2 {
		t.Errorf("todo %d of %d, overdue %d", v.Todo, sum, v.Overdue)
	}
	for key, want := range map[string]string{"call/" + call: "来电待办", "call/" + passed: "供水站", "call/" + again: "再打", "order/" + order: "补签"} {
		if r := row(v, key); r == nil || !strings.Contains(r.What.ZH, want) {
			t.Errorf("%s: %+v", key, r)
		}
	}
	if r := row(v, "case/"+quiet); r == nil || r.State == rules.Overdue {
		t.Errorf("%+v", r)
	}
	if len(v.Asks) != 3 || v.Asks[0].Question.Text.ZH == "" {
		t.Errorf("asks %+v", v.Asks)
	}
	seen := map[string]bool{}
	for _, a := range v.Asks {
		if seen[a.Case] {
			t.Errorf("%s is asked twice", a.Case)
		}
		seen[a.Case] = true
	}
}

// Ensure that a case on which nothing is owed asks for its outcome, then for its end, and
// leaves the board when it is closed.
func TestIdleCase(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{})
	finish := func() {
		for range 40 {
			v := board(b)
			r := row(v, "case/"+id)
			if r.Code == "" {
				return
			}
			b.Must(officer, &command.DoAct{Case: id, Act: r.Code})
		}
		t.Fatal("there is no end of it")
	}
	finish()
	if r := row(board(b), "case/"+id); !strings.Contains(r.What.ZH, "处置结果") || r.More != 0 {
		t.Errorf("%+v", r)
	}
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHelped})
	finish()
	if r := row(board(b), "case/"+id); r.What.ZH != "办结前还有 4 项" {
		t.Errorf("%+v", r)
	}
	no := ptr(false)
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{SuddenIllness: no, Confused: no, GravelyIll: no, Danger: no}}})
	if r := row(board(b), "case/"+id); r.What.ZH != "可办结" || r.State != rules.Pending {
		t.Errorf("%+v", r)
	}
	b.Must(officer, &command.CloseCase{Case: id})
	if v := board(b); len(v.Rows) != 0 || v.OpenCases != 0 || v.Todo != 0 {
		t.Errorf("%v", keys(v))
	}
}

// Ensure that a person in grave danger stands above whatever else is late, and no longer once
// the danger is over, nor for a reader who may not know why.
func TestDangerFirst(t *testing.T) {
	b := storetest.New(t)
	order := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "各村再查"}).ID
	b.Clock.Add(30 * time.Hour)
	id := open(b, grave)
	if v := board(b); keys(v)[0] != "case/"+id || v.Rows[0].State == rules.Overdue || row(v, "order/"+order).State != rules.Overdue {
		t.Errorf("%v", keys(v))
	}
	public, err := b.Store.Public().Board()
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(public.Rows, func(r view.DueRow) bool { return r.Danger }) {
		t.Error("the order tells of a person's health")
	}
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{Age: ptr(70), Confused: ptr(false)}}})
	if v := board(b); keys(v)[0] != "order/"+order {
		t.Errorf("%v", keys(v))
	}
}

// Ensure that an unsigned order grows old and goes with its signature.
func TestOrders(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "各村再查"}).ID
	for _, c := range []struct {
		after time.Duration
		want  rules.ObligationState
	}{{0, rules.Pending}, {18 * time.Hour, rules.Due}, {24*time.Hour + time.Second, rules.Overdue}} {
		b.Clock.Set(storetest.Start.Add(c.after))
		if r := row(board(b), "order/"+id); r == nil || r.State != c.want || r.Subject.ZH != leader {
			t.Errorf("after %v: %+v", c.after, r)
		}
	}
	b.Must(leader, &command.SignOrder{Order: id, PIN: storetest.PIN})
	if v := board(b); len(v.Rows) != 0 || v.Overdue != 0 {
		t.Errorf("%v", keys(v))
	}
}

// Ensure that the handover of the shift is asked for from an hour before its end, and late
// after it.
func TestHandover(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	end := board(b).Duty.Shift.End
	for _, c := range []struct {
		at   time.Time
		want rules.ObligationState
	}{{end.Add(-time.Hour - time.Minute), ""}, {end.Add(-time.Hour), rules.Due}, {end.Add(-time.Minute), rules.Due}, {end, rules.Overdue}, {end.Add(time.Hour), rules.Overdue}} {
		b.Clock.Set(c.at)
		v := board(b)
		i := slices.IndexFunc(v.Rows, func(r view.DueRow) bool { return strings.HasPrefix(r.Key, "handover/") })
		switch {
		case c.want == "" && i >= 0, c.want != "" && i < 0:
			t.Errorf("%v: %v", c.at, keys(v))
		case i >= 0 && (v.Rows[i].State != c.want || v.Rows[i].Clauses == nil || v.Duty.Late != (c.want == rules.Overdue)):
			t.Errorf("%v: %+v late %v", c.at, v.Rows[i], v.Duty.Late)
		}
	}
	v := board(b)
	if v.Duty.Main != officer || v.Duty.Leader != leader || v.Can["shift.take"] == nil {
		t.Errorf("%+v %v", v.Duty, v.Can["shift.take"])
	}
	id := b.Must(officer, &command.DraftHandover{}).ID
	if v := board(b); v.Handover == nil || row(v, "handover/"+id) == nil {
		t.Errorf("%v", keys(v))
	}
}

// Ensure that the season, the weather and what is short are told.
func TestHead(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	v := board(b)
	if len(v.Warnings) != 1 || v.Warnings[0].Level != rules.Orange {
		t.Errorf("%+v", v.Warnings)
	}
	if len(v.Seasons) != 3 || v.Seasons[0].Day != 24 || v.Seasons[0].Days != 151 || v.Seasons[0].Title.ZH == "" {
		t.Errorf("%+v", v.Seasons)
	}
	var coat, noodles *view.ShortRow
	for i := range v.Short {
		switch v.Short[i].Item {
		case "棉大衣":
			coat = &v.Short[i]
		case "方便面":
			noodles = &v.Short[i]
		case "棉被":
			t.Errorf("40 in the depot and 3 here are enough: %+v", v.Short[i])
		}
	}
	if coat == nil || coat.OnHand != 4 || coat.Min != 5 || noodles == nil || noodles.Expires != "2026-12-10" {
		t.Errorf("%+v", v.Short)
	}
}

// Ensure that without a PIN the board still says what is due and how late, and of persons
// nothing.
func TestMasked(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	p := grave
	p.Name, p.Looks = "田有福", "左手有伤"
	open(b, p)
	b.Must(officer, &command.LogCall{Said: "他在喝酒", Caller: rules.Caller{Name: "白桂枝", Phone: "19900009876"}})
	b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送精神病院"})
	b.Must(officer, &command.DraftHandover{})
	b.Clock.Add(6 * time.Minute)
	v, err := b.Public().Board()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"有福", "左手", "神志", "桂枝", "0009876", "喝酒", "精神", "120", "70", "emergency", "confused"} {
		if strings.Contains(string(raw), word) {
			t.Errorf("%q is shown without a PIN", word)
		}
	}
	if v.Overdue != 2 || len(v.Rows) != 4 || v.Duty.Main != officer || v.Handover == nil || v.Rows[0].What.ZH != "救治" {
		t.Errorf("%+v", v.Rows)
	}
	for key, e := range v.Can {
		if e == nil || e.Kind != rules.Denied {
			t.Errorf("%s is allowed without a PIN", key)
		}
	}
}

// Ensure a plan that is adopted and has not begun stands among the seasons, outside its days.
func TestSeasonAhead(t *testing.T) {
	b := storetest.New(t)
	from := rules.DateOf(b.Clock.Now()).Add(30)
	id := b.Must(leader, &command.AdoptPlan{Plan: "P3", From: from, To: from.Add(60)}).ID
	for _, s := range board(b).Seasons {
		if s.Operation.ID == id {
			if s.Day != 0 || s.Operation.From != from {
				t.Errorf("%+v", s)
			}
			return
		}
	}
	t.Errorf("%s is in no season", id)
}

// Ensure what should be done by a time is late on the board when all that must be done is.
func TestShould(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Facts: rules.Facts{Age: ptr(40)}})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHosp})
	p, err := b.As(officer).Case(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range p.Obligations {
		if o.Must && o.State.Open() {
			b.Must(officer, &command.Waive{Case: id, Act: o.Code, Reason: "另有人办"})
		}
	}
	if r := row(board(b), "case/"+id); r == nil || r.Code != "ask_hospital" || r.More != 0 || r.State == rules.Overdue {
		t.Errorf("%+v", r)
	}
	b.Clock.Add(25 * time.Hour)
	if r := row(board(b), "case/"+id); r == nil || r.State != rules.Overdue {
		t.Errorf("a day later: %+v", r)
	}
}

// Ensure the wall tells nobody of persons, places or words, and whose turn it is all the same.
func TestWall(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	age, yes := 13, true
	id := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "密甲", Caller: rules.Caller{Name: "密乙"},
		Person: command.Person{Name: "石望归", Looks: "密丙", Facts: rules.Facts{Age: &age, Groups: []string{"minor"}, Confused: &yes}}}}).ID
	b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Said: "密丁", Caller: rules.Caller{Name: "密戊", Unit: "密己"}})
	b.Must("何雨禾", &command.NewNotice{Text: "密庚", To: []string{"河湾村", "车站社区"}})
	b.Must("何雨禾", &command.SetWarning{Kind: rules.ColdWave, Level: rules.Red, Text: "密辛"})
	var first string
	for _, d := range []*store.Desk{b.Public(), b.As("何雨禾"), b.As("白露生")} {
		w, err := d.Wall()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(raw)
		}
		if string(raw) != first {
			t.Errorf("another wall for another reader: %s", raw)
		}
		for _, s := range []string{"密", "石", "涵洞", "minor", "confused"} {
			if strings.Contains(string(raw), s) {
				t.Errorf("the wall tells %s: %s", s, raw)
			}
		}
		if w.Main != "何雨禾" || w.Leader != "沈岚" || w.Untold != 2 || w.Until == nil || w.Cases != 1 || len(w.Short) == 0 {
			t.Errorf("%+v", w)
		}
		if !slices.ContainsFunc(w.Rows, func(r view.WallRow) bool { return r.No == id && r.Kind.ZH == "发现" && !r.What.IsZero() }) {
			t.Errorf("the case is not on the wall: %+v", w.Rows)
		}
	}
}

// Ensure that a locked screen does not say whose leave leaves a turn to be rearranged.
func TestLeaveMasked(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	b.Must(leader, &command.GenerateRoster{Month: "2026-11"})
	b.Must(leader, &command.PublishRoster{Month: "2026-11", PIN: storetest.PIN, Reason: "中途开始"})
	r, err := b.As(leader).Roster("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	who := r.Turns[3].Names.Main
	b.Must(leader, &command.GiveLeave{Officer: who, First: r.Turns[3].Turn.Date(), Last: r.Turns[3].Turn.Date(), Reason: "病"})
	what := func(v *view.Board) (said string) {
		for _, x := range v.Rows {
			if strings.HasPrefix(x.Key, "roster/") {
				said += x.What.ZH + x.Subject.ZH
			}
		}
		return said
	}
	v, err := b.As(officer).Board()
	if err != nil {
		t.Fatal(err)
	}
	if got := what(v); !strings.Contains(got, who) || !strings.Contains(got, "请假") {
		t.Fatalf("signed in: %s", got)
	}
	if v, err = b.Public().Board(); err != nil {
		t.Fatal(err)
	}
	if got := what(v); strings.Contains(got, who) || strings.Contains(got, "请假") || !strings.Contains(got, "要调班") {
		t.Errorf("without a PIN: %s", got)
	}
}

// Ensure that a handover that came back says so past the end of its shift too, without the calls
// that were made about it, and that one that is over leaves nothing behind.
func TestHandoverCameBack(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	end := board(b).Duty.Shift.End
	b.Clock.Set(end.Add(-30 * time.Minute))
	h := b.Must(officer, &command.DraftHandover{}).ID
	p, err := b.As(officer).Handover(h)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Live {
		if p.Live[i].Wordless() {
			b.Must(officer, &command.WriteWord{Handover: h, Key: p.Live[i].Key, Word: "看着"})
		}
	}
	b.Must(officer, &command.PresentHandover{Handover: h, Incoming: "周立冬", Leader: leader, PIN: storetest.PIN})
	b.Must(officer, &command.RemindTaker{Handover: h})
	b.Must(officer, &command.ReturnHandover{Handover: h, Reason: "少两条"})
	b.Clock.Set(end.Add(time.Hour))
	v := board(b)
	i := slices.IndexFunc(v.Rows, func(r view.DueRow) bool { return strings.HasPrefix(r.Key, "handover/") })
	if i < 0 || !v.Returned {
		t.Fatalf("%v %v", keys(v), v.Returned)
	}
	if s := v.Rows[i].What.In("zh"); !strings.Contains(s, "已退回") || !strings.Contains(s, "还没有交出") || strings.Contains(s, "催") || v.Rows[i].State != rules.Overdue {
		t.Errorf("%s %s", s, v.Rows[i].State)
	}
}
