package patrols_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const main = "何雨禾"

func page(t *testing.T, b *storetest.Book, who string) *view.Patrols {
	t.Helper()
	d := b.Public()
	if who != "" {
		d = b.As(who)
	}
	p, err := d.Patrols(0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func board(t *testing.T, b *storetest.Book, prefix string) *view.DueRow {
	t.Helper()
	v, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	for i := range v.Rows {
		if strings.HasPrefix(v.Rows[i].Key, prefix) {
			return &v.Rows[i]
		}
	}
	return nil
}

// Ensure that several are out at once, that a find opens a case out of a contact, and that
// what is noted stands on the board, silent after the set time.
func TestRound(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	yes := true
	id := b.Must(main, &command.StartPatrol{Crew: []string{"周立冬", "小马"}, Vehicle: "面包车", Places: []string{"汽车站桥洞", "三号涵洞"}, Agencies: []string{"北渡派出所", "城管中队"}, Protected: &yes}).ID
	if e := b.Refuse(main, rules.Precondition, &command.StartPatrol{Crew: []string{"周立冬"}}); e.Field != "crew" {
		t.Error(e)
	}
	other := b.Must(main, &command.StartPatrol{Crew: []string{"老赵"}, Phone: "19900000073", Told: "田望舒"}).ID
	b.Clock.Add(20 * time.Minute)
	res := b.Must(main, &command.StopPatrol{Patrol: id, Place: "汽车站桥洞", Seen: "老人躺着, 叫不醒", Open: &command.Intake{Person: command.Person{Sex: "男"}}})
	if len(res.More) != 2 {
		t.Fatalf("%+v", res)
	}
	k, err := b.As(main).Case(res.More[0])
	if err != nil || k.Case.Facts.FoundBy != "patrol" || k.Case.Place.Text != "汽车站桥洞" || len(k.Calls) != 1 || k.Calls[0].Kind != rules.CallPatrol {
		t.Fatalf("%+v %v", k, err)
	}
	b.Must(main, &command.StopPatrol{Patrol: id, Place: "旧砖厂", Seen: "无人", Hazard: "井盖丢失", Case: ""})
	if e := b.Refuse(main, rules.Invalid, &command.StopPatrol{Patrol: id, Place: "三号涵洞", Skipped: true}); e.Field != "seen" {
		t.Error(e)
	}
	b.Must(main, &command.StopPatrol{Patrol: id, Place: "三号涵洞", Skipped: true, Seen: "积水"})
	p := page(t, b, main)
	if len(p.Out) != 2 || p.Out[0].Patrol.ID != other || p.Out[1].Patrol.ID != id || !p.Out[1].Night || !p.Out[1].Joint || len(p.Cover.Hazards) != 1 {
		t.Fatalf("%+v", p.Out)
	}
	if r := board(t, b, "patrol/"+id); r == nil || r.State != rules.Pending || !strings.Contains(r.What.In(text.ZH), "最后 旧砖厂") {
		t.Errorf("%+v", r)
	}
	b.Clock.Add(41 * time.Minute)
	if r := board(t, b, "patrol/"+other); r == nil || r.State != rules.Overdue {
		t.Errorf("silent: %+v", r)
	}
	b.Must(main, &command.ReturnPatrol{Patrol: other, Told: "老赵", Seen: "平安"})
	b.Must(main, &command.UndoPatrol{Patrol: other, Reason: "听错了, 还没回"})
	if len(page(t, b, main).Out) != 2 {
		t.Error("a return taken back")
	}
	b.Must(main, &command.UndoPatrol{Patrol: other, Step: "out", Reason: "没有这趟"})
	b.Must(main, &command.FixHazard{Patrol: id, Stop: 2, Fix: "已立警示牌"})
	b.Must(main, &command.ReturnPatrol{Patrol: id})
	p = page(t, b, main)
	if len(p.Out) != 0 || len(p.Rows) != 2 || p.Rows[0].Patrol.Struck == "" || len(p.Cover.Hazards) != 0 || p.Cover.Night == nil {
		t.Errorf("%+v", p)
	}
	for _, v := range p.Cover.Places {
		if (v.Place.Name == "汽车站桥洞") != (v.At != nil) {
			t.Errorf("%s %v", v.Place.Name, v.At)
		}
	}
	covered := 0
	for _, a := range p.Cover.Areas {
		if a.Covered {
			covered++
		}
	}
	if covered != 1 || len(p.Cover.Areas) != 9 {
		t.Errorf("%d of %d", covered, len(p.Cover.Areas))
	}
	raw, err := json.Marshal(page(t, b, ""))
	for _, secret := range []string{"周立冬", "叫不醒", "积水", "旧砖厂", "没有这趟", "面包车", res.More[0], "听错"} {
		if err != nil || strings.Contains(string(raw), secret) {
			t.Errorf("read without a PIN: %s", secret)
		}
	}
}

// Ensure that the interval follows the cold, and that a round that is back sets it anew.
func TestInterval(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	if r := board(t, b, "patrol/next"); r != nil {
		t.Errorf("%+v", r)
	}
	b.Must(main, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	for _, k := range []struct {
		after time.Duration
		want  rules.ObligationState
	}{{2 * time.Hour, ""}, {time.Hour, rules.Due}, {61 * time.Minute, rules.Overdue}} {
		b.Clock.Add(k.after)
		r := board(t, b, "patrol/next")
		if (r == nil) != (k.want == "") || r != nil && r.State != k.want {
			t.Errorf("%v: %+v", k.after, r)
		}
	}
	id := b.Must(main, &command.StartPatrol{Crew: []string{"周立冬"}}).ID
	if r := board(t, b, "patrol/next"); r != nil {
		t.Errorf("while one is out: %+v", r)
	}
	b.Must(main, &command.ReturnPatrol{Patrol: id})
	if c := page(t, b, main).Cover; c.Due == nil || c.State != rules.Pending || c.Interval != 4*time.Hour {
		t.Errorf("%+v", c)
	}
	b.Must("沈岚", &command.SetSetting{Name: "patrol_every_orange", Value: "0"})
	if c := page(t, b, main).Cover; c.Due != nil {
		t.Errorf("%+v", c)
	}
}

// Ensure that without a patrol on record the next one counts from the shift on duty, not from
// the first that the desk ever had.
func TestIntervalWithoutAPatrol(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Clock.Add(7 * 24 * time.Hour)
	taken := b.Clock.Now()
	handOver(t, b, "周立冬")
	b.Clock.Add(10 * time.Minute)
	c := page(t, b, main).Cover
	if c.Due == nil || !c.Due.Equal(taken.Add(c.Interval)) || c.State != rules.Pending {
		t.Errorf("due %v, %s", c.Due, c.State)
	}
	if r := board(t, b, "patrol/next"); r != nil {
		t.Errorf("%+v", r)
	}
}

// handOver hands the shift over, line by line.
func handOver(t *testing.T, b *storetest.Book, to string) {
	t.Helper()
	b.Must(to, offered(t, b, to))
}

// offered presents the shift and answers its lines; what remains is the signature.
func offered(t *testing.T, b *storetest.Book, to string) *command.AcceptHandover {
	t.Helper()
	lines := func(do func(key string)) *view.Handover {
		p, err := b.As(main).Handover("")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range p.Live {
			if !l.Quiet {
				do(l.Key)
			}
		}
		return p
	}
	b.Must(main, &command.DraftHandover{})
	lines(func(key string) { b.Must(main, &command.WriteWord{Key: key, Word: "照办"}) })
	b.Must(main, &command.CountThings{Rest: true})
	b.Must(main, &command.PresentHandover{Incoming: to, Leader: "沈岚", PIN: storetest.PIN})
	p := lines(func(key string) { b.Must(to, &command.AcceptLine{Keys: []string{key}}) })
	return &command.AcceptHandover{Mark: p.Mark, ReadBack: "逐项核对", PIN: storetest.PIN}
}

// Ensure that the daily series of the villages is done with the last of them, and open again
// when one was none.
func TestVillages(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	at, back := b.Clock.Now().Add(-time.Hour), b.Clock.Now()
	first := b.Must(main, &command.StartPatrol{Village: "河湾", Told: "田望舒", At: &at, Back: &back, Seen: "平安"}).ID
	done := func() (string, int) {
		c, err := b.As(main).Calendar("", "", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range c.Rows {
			if r.Item == "village_patrol" {
				return r.State, r.Done
			}
		}
		t.Fatal("no series")
		return "", 0
	}
	if s, n := done(); s != "due_today" || n != 0 {
		t.Errorf("%s %d", s, n)
	}
	second := b.Must(main, &command.StartPatrol{Village: "车站社区"}).ID
	if s, n := done(); s != "done_on_time" || n != 1 {
		t.Errorf("%s %d", s, n)
	}
	v := page(t, b, main).Cover.Villages
	if len(v) != 2 || !v[0].Today || !v[1].Today {
		t.Errorf("%+v", v)
	}
	b.Must(main, &command.UndoPatrol{Patrol: first, Step: "out", Reason: "报的是昨天"})
	if s, n := done(); s != "due_today" || n != 0 {
		t.Errorf("%s %d", s, n)
	}
	b.Must(main, &command.ReturnPatrol{Patrol: second})
	b.Must(main, &command.StartPatrol{Village: "河湾村"})
	if s, n := done(); s != "done_on_time" || n != 1 {
		t.Errorf("%s %d", s, n)
	}
	if e := b.Refuse(main, rules.NotFound, &command.StartPatrol{Village: "山后村"}); e.Field != "village" {
		t.Error(e)
	}
}

// Ensure that who is out is handed over with a word, and that the log has every step.
func TestHandedOver(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	id := b.Must(main, &command.StartPatrol{Crew: []string{"周立冬"}, Places: []string{"三号涵洞"}}).ID
	h := b.Must(main, &command.DraftHandover{}).ID
	p, err := b.As(main).Handover(h)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, l := range p.Live {
		if l.Key == "patrol/"+id {
			found = true
			if l.Quiet || !l.Wordless() {
				t.Errorf("%+v", l)
			}
		}
	}
	if !found {
		t.Errorf("%+v", p.Live)
	}
	b.Must(main, &command.StopPatrol{Patrol: id, Place: "三号涵洞", Seen: "无人"})
	log, err := b.As(main).Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range log.Rows {
		if r.Kind == "patrol" {
			said = append(said, r.What.In(text.ZH)+" "+r.Words+" "+r.Done.In(text.ZH))
		}
	}
	if got := strings.Join(said, "|"); !strings.Contains(got, "巡查到站 无人 11-24 02:10 三号涵洞") || len(said) != 2 {
		t.Error(got)
	}
}

// Ensure that a last visit is looked for by days: the many rounds of the villages since do not
// hide it, nor when the township's next round is due.
func TestLastVisit(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	b.Must(main, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	id := b.Must(main, &command.StartPatrol{Crew: []string{"周立冬"}}).ID
	b.Must(main, &command.StopPatrol{Patrol: id, Place: "汽车站桥洞", Seen: "无人"})
	b.Must(main, &command.ReturnPatrol{Patrol: id})
	was := page(t, b, main).Cover
	b.Clock.Add(time.Hour)
	now := b.Clock.Now()
	for range 250 {
		b.Must(main, &command.StartPatrol{Village: "河湾村", Back: &now, Seen: "平安"})
	}
	c := page(t, b, main).Cover
	if c.Due == nil || !c.Due.Equal(*was.Due) || c.Last == nil {
		t.Errorf("due %v, was %v, last %v", c.Due, was.Due, c.Last)
	}
	for _, v := range c.Places {
		if v.Place.Name == "汽车站桥洞" && v.At == nil {
			t.Error("a place that was visited reads as never")
		}
	}
	b.Clock.Set(c.Due.Add(time.Minute))
	if r := board(t, b, "patrol/next"); r == nil || r.State != rules.Overdue || !r.Due.Equal(*c.Due) || len(r.Clauses) == 0 {
		t.Errorf("%+v", r)
	}
	b.Clock.Add(11 * 24 * time.Hour)
	for _, v := range page(t, b, main).Cover.Places {
		if v.At != nil {
			t.Errorf("a visit of eleven days ago: %+v", v)
		}
	}
}

// Ensure that nobody is sent on patrol who is out with the team of a case, and that the one on
// duty goes only when asked.
func TestTwoPlaces(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "老人躺着"}}).ID
	b.Must(main, &command.Dispatch{Case: id, Team: "周立冬"})
	if e := b.Refuse(main, rules.Precondition, &command.StartPatrol{Crew: []string{"小马", "周立冬"}}); e.Field != "crew" || !strings.Contains(e.Text.In(text.ZH), id) {
		t.Error(e)
	}
	if e := b.Refuse(main, rules.Precondition, &command.StartPatrol{Crew: []string{main, "沈岚"}}); e.Field != "confirmed" {
		t.Error(e)
	}
	if p := page(t, b, main); len(p.Duty) != 1 || p.Duty[0] != main || page(t, b, "").Duty != nil {
		t.Errorf("%v", p.Duty)
	}
	b.Must(main, &command.StartPatrol{Crew: []string{main, "沈岚"}, Confirmed: true})
}

// Ensure that the desk is not left alone by the last of those on duty, the other being out.
func TestLastAtTheDesk(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚", Deputies: []string{"周立冬"}})
	b.Must(main, &command.StartPatrol{Crew: []string{"周立冬"}})
	if p := page(t, b, main); len(p.Duty) != 1 || p.Duty[0] != main {
		t.Errorf("%v", p.Duty)
	}
	if e := b.Refuse(main, rules.Precondition, &command.StartPatrol{Crew: []string{main}}); e.Field != "confirmed" {
		t.Error(e)
	}
}

// Ensure that undoing a find names the case that stays, and that its story tells it.
func TestUndoneFind(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	id := b.Must(main, &command.StartPatrol{Crew: []string{"小马"}, Phone: "19900000071"}).ID
	k := b.Must(main, &command.StopPatrol{Patrol: id, Place: "三号涵洞", Seen: "老人躺着", Open: &command.Intake{}}).More[0]
	if res := b.Must(main, &command.UndoPatrol{Patrol: id, Reason: "记错"}); len(res.More) != 1 || res.More[0] != k {
		t.Errorf("%+v", res)
	}
	c, err := b.As(main).Case(k)
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, e := range c.Timeline {
		told = told || e.Code == "patrol.undo" && e.Text == "记错" && strings.Contains(e.What.In(text.ZH), "来源已划去")
	}
	if !told {
		t.Errorf("the story of the case: %+v", c.Timeline)
	}
}

// Ensure that a team is rung at the number that was said, else at the list's; that who takes over
// reads it with the hour that was said last; and that it is back in the next shift.
func TestTeamOnThePhone(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	lists, err := b.As("沈岚").Lists()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range lists.Officers {
		if o.Name == "周立冬" {
			b.Must("沈岚", &command.PutOfficer{ID: o.ID, Name: o.Name, Roles: o.Roles, Post: o.Post, Version: o.Version, Phone: "19900000071"})
		}
	}
	first := b.Must(main, &command.StartPatrol{Crew: []string{"小马", "周立冬"}}).ID
	if p, err := b.As(main).Patrol(first); err != nil || p.Patrol.Phone != "19900000071" {
		t.Errorf("%+v %v", p, err)
	}
	if p, err := b.Public().Patrol(first); err != nil || p.Patrol.Phone != "" {
		t.Errorf("read without a PIN: %+v %v", p, err)
	}
	by := b.Clock.Now().Add(30 * time.Minute)
	id := b.Must(main, &command.StartPatrol{Crew: []string{"老魏"}, Phone: "19900000072", Expected: &by}).ID
	b.Clock.Add(20 * time.Minute)
	later := b.Clock.Now().Add(10 * time.Hour)
	b.Must(main, &command.StopPatrol{Patrol: id, Place: "路上", Seen: "车陷在雪里, 等人来拖", BackBy: &later, Told: "老魏"})
	b.Must(main, &command.DraftHandover{})
	h, err := b.As(main).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, l := range h.Live {
		if l.Key == "patrol/"+id {
			for _, d := range l.Detail {
				said += d.In(text.ZH) + "|"
			}
		}
	}
	if !strings.Contains(said, "19900000072") || !strings.Contains(said, rules.Stamp(later)) {
		t.Error(said)
	}
	b.Must(main, &command.ReturnPatrol{Patrol: first, Told: "小马"}) // whoever takes over is back
	handOver(t, b, "周立冬")
	b.Must("周立冬", &command.ReturnPatrol{Patrol: id, Told: "老魏"})
}

// Ensure that nobody takes the shift over who is still out by the book.
func TestTakerIsBack(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	id := b.Must(main, &command.StartPatrol{Crew: []string{"小马", "周立冬"}}).ID
	sign := offered(t, b, "周立冬")
	if e := b.Refuse("周立冬", rules.Precondition, sign); !strings.Contains(e.Text.ZH, "还记在外面巡查") {
		t.Error(e.Text.ZH)
	}
	b.Must(main, &command.ReturnPatrol{Patrol: id, Told: "小马"})
	p, err := b.As("周立冬").Handover("")
	if err != nil {
		t.Fatal(err)
	}
	sign.Mark = p.Mark
	b.Must("周立冬", sign)
}

// Ensure that a crew of whom no list knows anybody leaves with a telephone, and that a village's
// own round and one that is over need none.
func TestCrewFromOutside(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	crew := []string{"林霁旧砖厂"}
	if e := b.Refuse(main, rules.Invalid, &command.StartPatrol{Crew: crew}); e.Field != "phone" || !strings.Contains(e.Text.ZH, crew[0]) {
		t.Error(e)
	}
	back := b.Clock.Now()
	b.Must(main, &command.StartPatrol{Crew: []string{"林霁旧砖厂"}, Back: &back})
	b.Must(main, &command.StartPatrol{Crew: []string{"林霁旧砖厂"}, Phone: "19900000071"})
	b.Must(main, &command.StartPatrol{Crew: []string{"村支书"}, Village: "河湾村"})
	b.Must(main, &command.StartPatrol{Crew: []string{"周立冬", "小马"}})
}
