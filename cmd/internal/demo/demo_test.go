package demo

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/view"
	"dutydesk/store"
)

func seeded(t *testing.T, at time.Time) *store.Store {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := Seed(dir, at, time.Now); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		rep, err := st.Verify(nil)
		if err != nil || len(rep.Problems) > 0 {
			t.Errorf("verify: %v %v", rep.Problems, err)
		}
		st.Close()
	})
	return st
}

func TestTheNightOfTheDemo(t *testing.T) {
	st := seeded(t, Start)
	if d := st.Now().Sub(Start); d < 0 || d > time.Minute {
		t.Errorf("the desk's time is %v off", d)
	}
	if st.ClockDoubt() != nil {
		t.Error("the clock is doubted")
	}
	if _, err := st.SignIn("何雨禾", "246811", "test"); rules.KindOf(err) != rules.Denied {
		t.Errorf("a wrong PIN: %v", err)
	}
	d, err := st.SignIn("何雨禾", pin, "test")
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.Board()
	if err != nil {
		t.Fatal(err)
	}
	if b.Duty.Main != "何雨禾" || b.Duty.Leader != "沈岚" || len(b.Seasons) != 3 || b.Seasons[0].Day != 24 || b.Seasons[0].Days != 135 {
		t.Errorf("duty %+v, seasons %+v", b.Duty, b.Seasons)
	}
	if len(b.Warnings) != 1 || b.Warnings[0].Level != rules.Orange || b.OpenCalls != 2 || len(b.Short) < 3 || b.Overdue == 0 || b.Handover != nil {
		t.Errorf("board: warnings %v, open calls %d, short %v, overdue %d", b.Warnings, b.OpenCalls, b.Short, b.Overdue)
	}
	rows, err := d.Cases(true, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := map[rules.CaseState]int{}
	for _, r := range rows {
		n[r.State]++
	}
	want := map[rules.CaseState]int{rules.CaseClosed: 14, rules.CaseOpen: 2, rules.CaseDispatched: 1, rules.CaseOnScene: 1, rules.CaseFollowUp: 1}
	if !reflect.DeepEqual(n, want) {
		t.Errorf("cases: %v, want %v", n, want)
	}
	newest := rows[0]
	page, err := d.Case(newest.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := newest.OpenedAt.In(rules.Zone).Format("15:04"); got != "02:08" || newest.Place != "汽车站桥洞" || page.Case.Person.Name != "" || len(page.Ask) == 0 {
		t.Errorf("the old man under the bridge: %s %s, asks %d", got, newest.Place, len(page.Ask))
	}
	hs, err := d.Handovers(0)
	if err != nil || len(hs) != days {
		t.Errorf("%d handovers, %v", len(hs), err)
	}
}

// The desk is lived in: what came last is there too, and nothing is late but what a night brings.
func TestALivingDesk(t *testing.T) {
	st := seeded(t, Start)
	d, err := st.SignIn("何雨禾", pin, "test")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Patrols(0)
	if err != nil {
		t.Fatal(err)
	}
	own := map[rules.Date]int{}
	for _, r := range p.Rows {
		if r.Patrol.Village == "" {
			own[rules.DateOf(r.Patrol.Out.At.Add(-8*time.Hour))]++
		}
	}
	if len(p.Out) != 1 || len(p.Out[0].Patrol.Stops) != 2 || len(own) != days+1 || own["2026-11-20"] != 2 || len(p.Cover.Hazards) != 1 || p.Cover.Due != nil {
		t.Errorf("out %d, rounds by night %v, hazards %d, next %v", len(p.Out), own, len(p.Cover.Hazards), p.Cover.Due)
	}
	for _, v := range p.Cover.Villages {
		if v.At == nil || st.Now().Sub(*v.At) > 14*time.Hour {
			t.Errorf("%s patrolled %v", v.Village.Name, v.At)
		}
	}
	if sent, err := d.Reports(0); err != nil || len(sent) != 2*days+1 {
		t.Errorf("%d reports, %v", len(sent), err)
	}
	n, err := d.Notices(0)
	if err != nil || len(n.Rows) != 1 || n.Rows[0].Tally.Reached != 12 || n.Rows[0].Tally.All != 14 || n.Rows[0].Late {
		t.Errorf("%+v %v", n, err)
	}
	for _, month := range []string{"2026-11", "2026-12"} {
		r, err := d.Roster(month)
		if err != nil || r.SignedBy == nil || len(r.Faults) > 0 {
			t.Fatalf("%+v %v", r, err)
		}
		for _, turn := range r.Turns {
			if i := days - int(rules.Date("2026-11-23").Time().Sub(turn.Date().Time()).Hours()/24); i >= 0 && i <= days && turn.Names.Main != duty[i].main {
				t.Errorf("%s: %s, the story has %s", turn.Key, turn.Names.Main, duty[i].main)
			}
		}
		if month == "2026-11" && (len(r.Slips) != 1 || r.Slips[0].State != roster.SlipAsked) {
			t.Errorf("slips %+v", r.Slips)
		}
	}
	steps := map[string]int{}
	for _, register := range []string{"key_recipients", "scattered_elderly", "applications", "visits", "postings", "meetings"} {
		page, err := d.RegisterPage(register, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Rows {
			steps[register+" "+r.Row.State]++
		}
	}
	if want := map[string]int{"key_recipients listed": 4, "scattered_elderly listed": 1, "applications applied": 1, "applications village_posted": 1,
		"visits done": 1, "postings posted": 1, "meetings held": 1}; !reflect.DeepEqual(steps, want) {
		t.Errorf("registers %v", steps)
	}
	c, err := d.Calendar("", "", "")
	if err != nil || !slices.ContainsFunc(c.Rows, func(r view.CalendarRow) bool {
		return r.Item == "publish_hotlines" && strings.HasPrefix(r.State, "done")
	}) {
		t.Errorf("no duty is done: %v", err)
	}
}

// The story holds wherever in a day, a month or a winter it is put.
func TestAnyMoment(t *testing.T) {
	for _, at := range []string{"2026-11-24 02:10", "2026-11-24 07:45", "2026-11-24 08:00", "2026-11-24 08:20", "2026-12-31 23:50", "2027-03-01 06:00", "2028-02-29 15:00"} {
		t.Run(at, func(t *testing.T) {
			when, err := time.ParseInLocation("2006-01-02 15:04", at, rules.Zone)
			if err != nil {
				t.Fatal(err)
			}
			st := seeded(t, when)
			if rows, err := st.Public().Cases(false, 0); err != nil || len(rows) < 3 {
				t.Errorf("%d open cases, %v", len(rows), err)
			}
			b, err := st.Public().Board()
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range b.Rows {
				if kind, _, _ := strings.Cut(r.Key, "/"); r.State == rules.Overdue && slices.Contains([]string{"patrol", "report", "notice", "roster"}, kind) {
					t.Errorf("late from the beginning: %s", r.Key)
				}
			}
		})
	}
}

func TestTheSameEveryTime(t *testing.T) {
	look := func() (rows []view.CaseRow, entries []store.Entry) {
		st := seeded(t, Start)
		d, err := st.SignIn("何雨禾", pin, "test")
		if err != nil {
			t.Fatal(err)
		}
		if rows, err = d.Cases(true, 0); err != nil {
			t.Fatal(err)
		}
		if entries, err = st.Journal(1, 1000); err != nil {
			t.Fatal(err)
		}
		for i := range entries {
			entries[i].Body, entries[i].Wrote, entries[i].Offset = "", nil, 0 // salted, or of this machine
			if entries[i].Code == "clock.set" {
				entries[i].Record = ""
			}
		}
		return rows, entries
	}
	rows, entries := look()
	again, more := look()
	if !reflect.DeepEqual(rows, again) || !reflect.DeepEqual(entries, more) {
		t.Error("two demos differ")
	}
}

func BenchmarkSeed(b *testing.B) {
	for b.Loop() {
		if err := Seed(filepath.Join(b.TempDir(), "demo"), Start, time.Now); err != nil {
			b.Fatal(err)
		}
	}
}
