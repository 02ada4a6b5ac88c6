package season_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const (
	clerk = "苗谷雨"
	main  = "何雨禾"
)

func book(t *testing.T, on string) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-12-01"})
	set(t, b, on)
	return b
}

// set moves the clock on to noon of a day, a week at a time.
func set(t *testing.T, b *storetest.Book, on string) {
	t.Helper()
	to := rules.Date(on).Time().Add(12 * time.Hour)
	for to.Sub(b.Clock.Now()) > 6*24*time.Hour { // a longer silence would be asked about
		b.Clock.Add(6 * 24 * time.Hour)
		b.Must(main, &command.AddNote{Text: "平安"})
	}
	b.Clock.Add(to.Sub(b.Clock.Now()))
}

func row(t *testing.T, b *storetest.Book, who, key string) view.CalendarRow {
	t.Helper()
	d := b.Public()
	if who != "" {
		d = b.As(who)
	}
	c, err := d.Calendar("", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Rows {
		if r.Key == key {
			return r
		}
	}
	t.Fatalf("no row %s", key)
	return view.CalendarRow{}
}

const posting = "P9-2027/town_posting" // by 01-08 (P9.4.9)

// Ensure that an item is near three days before its day, due on it, and late the day after,
// and that the reading of 「X前」 moves it.
func TestEdges(t *testing.T) {
	for _, k := range []struct {
		on, strict string
		state      string
		left       int
		near       bool
		review     bool
	}{
		{"2027-01-04", "", "open", 4, false, false},
		{"2027-01-05", "", "open", 3, true, false},
		{"2027-01-07", "", "open", 1, true, false},
		{"2027-01-08", "", "due_today", 0, true, true},
		{"2027-01-09", "", "overdue", -1, false, false},
		{"2027-01-07", "strict", "due_today", 0, true, false},
		{"2027-01-08", "strict", "overdue", -1, false, true},
	} {
		b := book(t, k.on)
		if k.strict != "" {
			b.Must("沈岚", &command.SetSetting{Operation: "P9-2027", Name: "A-01", Value: k.strict})
		}
		r := row(t, b, main, posting)
		if r.State != k.state || r.Left != k.left || r.Near != k.near || r.Review != k.review {
			t.Errorf("%s %s: %s left %d near %t review %t", k.on, k.strict, r.State, r.Left, r.Near, r.Review)
		}
		if r.Owner.ZH != "镇" || len(r.Why) == 0 || r.Why[0].Clause != "P9.4.9" {
			t.Errorf("owner %q why %+v", r.Owner.ZH, r.Why)
		}
	}
}

// Ensure that what is near or late stands on the board and on the handover, three lines of it
// at most, and goes with the mark.
func TestMarks(t *testing.T) {
	b := book(t, "2027-01-09")
	do := &command.DoDuty{Item: "镇级公示", DoneOn: "2027-01-08", Evidence: rules.Evidence{Words: "镇政府公告栏", Number: "北府公示1号"}}
	if got := b.Must(main, do).ID; got != posting {
		t.Errorf("id %s", got)
	}
	r := row(t, b, main, posting)
	if r.State != "done_on_time" || !r.Review || r.Task == nil || r.Task.Evidence.Number != "北府公示1号" || r.Can["duty.undo"] != nil || r.Can["duty.done"] == nil {
		t.Errorf("done: %+v", r)
	}
	b.Refuse(main, rules.Precondition, &command.DoDuty{Item: "town_posting", Evidence: rules.Evidence{Words: "又贴"}})
	b.Must(main, &command.UndoDuty{Duty: posting, Reason: "记错了镇"})
	if r := row(t, b, main, posting); r.State != "overdue" || r.Task.Back != "记错了镇" {
		t.Errorf("undone: %+v", r)
	}
	b.Refuse(main, rules.Denied, &command.WaiveDuty{Item: "town_posting", Reason: "县里公示"})
	b.Refuse("沈岚", rules.NotFound, &command.WaiveDuty{Item: "town_posting", Reason: "县里公示", Clause: "P9.9.9"})
	b.Must("沈岚", &command.WaiveDuty{Item: "town_posting", Reason: "县里公示", Clause: "P9.4.11"})
	if r := row(t, b, main, posting); r.State != "waived" || r.Task.Waived.Clause != "P9.4.11" {
		t.Errorf("waived: %+v", r)
	}
	b.Refuse(main, rules.NotFound, &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Record: "D20270101-9999"}})
	b.Refuse(main, rules.NotFound, &command.DoDuty{Item: "nothing", Evidence: rules.Evidence{Words: "x"}})
	b.Refuse(main, rules.NotFound, &command.DoDuty{Operation: "P8-2027", Item: "town_posting", Evidence: rules.Evidence{Words: "x"}})
	b.Refuse(main, rules.NotFound, &command.UndoDuty{Duty: posting + "/2027-01-01", Reason: "x"})
	raw, err := json.Marshal(row(t, b, "", posting))
	if err != nil || strings.Contains(string(raw), "县里公示") || strings.Contains(string(raw), "沈岚") {
		t.Errorf("read without a PIN: %s %v", raw, err)
	}
}

// Ensure that a township's own series is one line with what is missed, and a duty that is
// taken off goes.
func TestOwn(t *testing.T) {
	b := book(t, "2027-01-04") // a Monday
	id := b.Must("沈岚", &command.PutDuty{Title: "报周报", Owner: clerk, Due: "2026-12-24", Every: "每周", Until: "2027-02-28"}).ID
	r := row(t, b, main, id+"/2027-01-10")
	if r.State != "open" || r.Missed != 2 || r.Done != 0 || r.Periods != 10 {
		t.Errorf("series: %+v", r)
	}
	b.Must(main, &command.DoDuty{Item: id, Date: "2026-12-30", Evidence: rules.Evidence{Words: "补报"}})
	b.Must(main, &command.DoDuty{Item: id, Evidence: rules.Evidence{Words: "已报"}})
	if r := row(t, b, main, id+"/2027-01-10"); r.State != "done_on_time" || r.Missed != 1 || r.Done != 2 {
		t.Errorf("series: %+v", r)
	}
	b.Refuse(main, rules.Invalid, &command.DoDuty{Item: id, Date: "2027-01-11", Evidence: rules.Evidence{Words: "早了"}})
	b.Refuse(main, rules.Invalid, &command.DoDuty{Item: id, Date: "2027-03-01", Evidence: rules.Evidence{Words: "过了"}})
	once := b.Must("沈岚", &command.PutDuty{Title: "交名单", Due: "2027-01-05"}).ID
	b.Refuse("沈岚", rules.Invalid, &command.WaiveDuty{Item: once, Reason: "不用"}) // no clause
	b.Refuse("沈岚", rules.Conflict, &command.PutDuty{ID: once, Title: "交名册", Due: "2027-01-05", Version: 7})
	b.Must("沈岚", &command.PutDuty{ID: once, Title: "交名册", Due: "2027-01-06", Version: 1})
	b.Must("沈岚", &command.StrikeDuty{Duty: once, Reason: "县里取消"})
	b.Refuse("沈岚", rules.NotFound, &command.StrikeDuty{Duty: posting, Reason: "x"})
	c, err := b.As(main).Calendar("", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Rows {
		if r.Key == once {
			t.Errorf("still there: %+v", r)
		}
	}
}

// Ensure that a year's notice is entered once, changed knowingly, and moves the next workday
// of a paper.
func TestDaysOff(t *testing.T) {
	b := book(t, "2027-01-29")
	n, err := b.As(main).DaysOff(2027)
	if err != nil || n.Known || n.Words.ZH != "2027 年放假通知未录入" {
		t.Errorf("unknown: %+v %v", n, err)
	}
	lines := []rules.Stretch{{Feast: "春节", From: "2027/2/5", To: "2027-02-11", Work: []rules.Date{"2027-01-30"}}}
	b.Refuse(main, rules.Denied, &command.PutDaysOff{Year: 2027, Lines: lines})
	b.Must("沈岚", &command.PutDaysOff{Year: 2027, Source: "国办发明电", Lines: lines})
	b.Refuse("沈岚", rules.Invalid, &command.PutDaysOff{Year: 2027, Lines: lines})
	if n, err = b.As(main).DaysOff(2027); err != nil || !n.Own || n.Version != 1 || n.Lines[0].From != "2027-02-05" {
		t.Errorf("entered: %+v %v", n, err)
	}
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "桥洞", Said: "有人"}}).ID
	b.Must(main, &command.PrintPaper{Kind: rules.PaperIntake, Case: id})
	unsure := func() int {
		board, err := b.As(main).Board()
		if err != nil {
			t.Fatal(err)
		}
		return len(board.Unsure)
	}
	if unsure() != 0 {
		t.Error("the board doubts a notice that is entered")
	}
	papers, err := b.As(main).Papers(false, 0)
	if err != nil || len(papers) != 1 || papers[0].Due == nil || rules.DateOf(*papers[0].Due) != "2027-01-30" {
		t.Errorf("due on the worked Saturday: %+v %v", papers, err)
	}
	b.Must("沈岚", &command.StrikeDaysOff{Year: 2027, Reason: "抄错"})
	if papers, err = b.As(main).Papers(false, 0); err != nil || rules.DateOf(*papers[0].Due) != "2027-02-01" {
		t.Errorf("and on Monday without it: %+v %v", papers, err)
	}
	if unsure() != 1 {
		t.Error("the board does not say that the workday may be wrong")
	}
	b.Must("沈岚", &command.PutDaysOff{Year: 2027, Lines: lines})
}

// Ensure that what is late or near has a line on the board, and none once it is done.
func TestBoard(t *testing.T) {
	b := book(t, "2027-01-06") // the village's item is late, the town's due in two days
	on := func() (keys []string) {
		board, err := b.As(main).Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range board.Rows {
			if strings.HasPrefix(r.Key, "duty/") {
				keys = append(keys, r.Key+" "+string(r.State))
			}
		}
		return keys
	}
	if got := strings.Join(on(), ", "); got != "duty/P9-2027/village_posting overdue, duty/P9-2027/town_posting pending" {
		t.Errorf("board: %s", got)
	}
	b.Must(main, &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "补贴"}})
	if got := strings.Join(on(), ", "); got != "duty/P9-2027/town_posting pending" {
		t.Errorf("board: %s", got)
	}
}
