package handovers_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// model is what a history must come to: who has the desk since when, how many calls each
// shift took, and the frozen sheets as they were written.
type model struct {
	on     string // shift, "" before the first was taken
	main   string
	since  time.Time
	acts   map[string]int
	frozen map[string]string
	given  string // who signed the sheet that is presented
	passed map[rules.HandoverState]int
}

// TestRandomHistories holds the desk against the model over histories that nobody would plan:
// at every instant one shift is responsible, no call falls between two shifts, a shift ends
// only by a signed handover or a leader's recorded word, and a frozen sheet stays.
func TestRandomHistories(t *testing.T) {
	passed := map[rules.HandoverState]int{} // of all histories
	rapid.Check(t, func(t *rapid.T) {
		r := newRoom(t, time.Date(2028, 2, 27, 7, 0, 0, 0, rules.Zone))
		m := &model{acts: map[string]int{}, frozen: map[string]string{}, passed: passed}
		who := rapid.IntRange(0, len(crew)-1)
		leader := rapid.SampledFrom([]string{"沈岚", "宋长宁", "沈岚", "宋长宁", "周立冬"})
		name := func(i int) string { return crew[i].Name }
		mostly := func(t *rapid.T, id func() string) int { // mostly who should, else anybody
			i := slices.IndexFunc(crew, func(o rules.Officer) bool { return o.ID == id() })
			if i < 0 || rapid.IntRange(0, 3).Draw(t, "other") == 0 {
				return who.Draw(t, "who")
			}
			return i
		}
		leaver := func() string { return m.main }
		taker := func() string {
			open, err := table.Handovers.By(tx.View{R: r}, "open")
			if err != nil || len(open) == 0 {
				return ""
			}
			return open[0].Incoming
		}
		t.Repeat(map[string]func(*rapid.T){
			"take": func(t *rapid.T) {
				i := who.Draw(t, "who")
				res, err := r.run(i, &command.TakeShift{Leader: leader.Draw(t, "leader")})
				if err == nil {
					if m.on != "" {
						t.Fatalf("%s took the desk from %s", crew[i].ID, m.on)
					}
					m.on, m.main, m.since = res.ID, crew[i].ID, r.now
				}
			},
			"call": func(t *rapid.T) {
				if _, err := r.run(who.Draw(t, "who"), &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "村里"}, Said: "有人敲门", Nothing: rapid.Bool().Draw(t, "nothing")}); err == nil {
					m.acts[m.on]++
				}
			},
			"draft": func(t *rapid.T) { r.run(mostly(t, leaver), &command.DraftHandover{}) },
			"word":  func(t *rapid.T) { r.words(mostly(t, leaver)) },
			"present": func(t *rapid.T) {
				i := mostly(t, leaver)
				if rapid.Bool().Draw(t, "drawn up first") {
					r.run(i, &command.DraftHandover{})
					r.words(i)
				}
				if _, err := r.run(i, &command.PresentHandover{Incoming: name(who.Draw(t, "to")), Leader: leader.Draw(t, "leader"), PIN: "246810"}); err == nil {
					m.given = crew[i].ID
				}
			},
			"answer": func(t *rapid.T) { r.answer(mostly(t, taker)) },
			"accept": func(t *rapid.T) {
				i := mostly(t, taker)
				if rapid.Bool().Draw(t, "answered first") {
					r.answer(i)
				}
				mark, _ := r.page(i)
				if rapid.IntRange(0, 5).Draw(t, "stale") == 0 {
					mark = "0000000000000000"
				}
				if res, err := r.run(i, &command.AcceptHandover{Mark: mark, ReadBack: "逐项核对", PIN: "246810"}); err == nil {
					m.pass(t, r, res, crew[i].ID, rules.HandoverAccepted)
				}
			},
			"return": func(t *rapid.T) { r.run(who.Draw(t, "who"), &command.ReturnHandover{Reason: "再核一遍"}) },
			"remind": func(t *rapid.T) { r.run(who.Draw(t, "who"), &command.RemindTaker{Who: "周立冬", Reached: false}) },
			"release": func(t *rapid.T) {
				m.release(t, r, who.Draw(t, "who"), name(who.Draw(t, "to")), leader.Draw(t, "leader"), rapid.SampledFrom([]string{"", "沈岚", "何雨禾"}).Draw(t, "ordered"))
			},
			"wait": func(t *rapid.T) {
				r.now = r.now.Add(time.Duration(rapid.SampledFrom([]int{1, 20, 60, 300, 700, 1440, 4320}).Draw(t, "minutes")) * time.Minute)
			},
			"": func(t *rapid.T) { m.holds(t, r) },
		})
	})
	if !testing.Short() && (passed[rules.HandoverAccepted] < 3 || passed[rules.HandoverLapsed] < 3) {
		t.Errorf("the histories pass hardly a shift: %v", passed)
	}
}

func (m *model) release(t *rapid.T, r *room, i int, to, leader, ordered string) {
	res, err := r.run(i, &command.ReleaseShift{Incoming: to, Leader: leader, Ordered: ordered, Reason: "接班人没有来", PIN: "246810"})
	if err != nil {
		return
	}
	if lead := slices.Contains(crew[i].Roles, rules.RoleLeader); !lead && ordered != "沈岚" {
		t.Fatalf("%s let the shift pass on the word of nobody", crew[i].ID)
	}
	m.pass(t, r, res, crew[i].ID, rules.HandoverLapsed)
}

// pass notes that the desk went over by the sheet of a result, as state, signed by an officer.
func (m *model) pass(t *rapid.T, r *room, res command.Result, by string, state rules.HandoverState) {
	h, err := table.Handovers.Get(tx.View{R: r}, res.ID)
	if err != nil {
		t.Fatal(err)
	}
	old, err := table.Shifts.Get(tx.View{R: r}, m.on)
	if err != nil {
		t.Fatal(err)
	}
	next, err := table.Shifts.Get(tx.View{R: r}, res.More[0])
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case h.State != state || h.Shift != m.on || h.Outgoing != m.main || h.Head == nil || old.Handover != h.ID:
		t.Fatalf("%s closed by %+v", m.on, h)
	case state == rules.HandoverAccepted && (h.Taken.Officer != by || h.Incoming != by || h.Given == nil || h.Given.Officer != m.given || h.Release != nil):
		t.Fatalf("given by %s, taken by %s: %+v", m.given, by, h)
	case state == rules.HandoverLapsed && (h.Taken != nil || h.Release.Officer != by || h.Release.Reason == ""):
		t.Fatalf("let pass by %s: %+v", by, h)
	case h.Counts.Calls != m.acts[m.on]:
		t.Fatalf("%s took %d calls, its sheet says %d", m.on, m.acts[m.on], h.Counts.Calls)
	case !next.Since().Equal(*old.ClosedAt) || !next.Since().Equal(r.now):
		t.Fatalf("%s ends %s, %s begins %s", old.ID, old.ClosedAt, next.ID, next.Since())
	case next.Main != h.Incoming || !next.Start.Equal(old.End) && !next.Start.Equal(old.Start) && r.now.Before(old.End.Add(rules.ShiftLength)):
		t.Fatalf("after %+v comes %+v", old, next)
	}
	m.on, m.main, m.since, m.given = next.ID, next.Main, r.now, ""
	m.passed[state]++
	m.frozen[h.ID] = string(r.Get("handover", h.ID))
}

// holds checks what must be true at any instant.
func (m *model) holds(t *rapid.T, r *room) {
	on, err := tx.OnDuty(tx.View{R: r})
	if err != nil || on != m.on {
		t.Fatalf("%q is on duty, want %q, %v", on, m.on, err)
	}
	all := r.shifts(t)
	for i, s := range all {
		active := s.State == rules.ShiftActive
		if active != (s.ID == m.on) || active && (s.Main != m.main || !s.Since().Equal(m.since)) || active == (s.ClosedAt != nil) {
			t.Fatalf("%+v, and %s is on duty", s, m.on)
		}
		if i > 0 && !all[i-1].ClosedAt.Equal(s.Since()) {
			t.Fatalf("between %s and %s", all[i-1].ID, s.ID)
		}
	}
	took := map[string]int{}
	calls, err := table.Calls.All(tx.View{R: r})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range calls {
		took[k.Shift]++
	}
	for id, n := range m.acts {
		if took[id] != n {
			t.Fatalf("%q took %d calls, the book has %d", id, n, took[id])
		}
	}
	for id, was := range m.frozen {
		if string(r.Get("handover", id)) != was {
			t.Fatalf("%s changed after it was signed", id)
		}
	}
	open, err := table.Handovers.By(tx.View{R: r}, "open")
	if err != nil || len(open) > 1 || len(open) == 1 && open[0].Shift != m.on {
		t.Fatalf("%d handovers are open, %v", len(open), err)
	}
}

// hours are a season of which the duty hour is changed on its 57th day: the day on which that
// happens has a longer turn, a hole before the new hour, or two turns at once.
var hours = map[string]struct{ to, from time.Duration }{
	"always 08:00":               {8 * time.Hour, 8 * time.Hour},
	"18:00, the turn longer":     {18 * time.Hour, 18 * time.Hour},
	"18:00, a hole before it":    {8 * time.Hour, 18 * time.Hour},
	"06:00, two turns at once":   {8 * time.Hour, 6 * time.Hour},
	"midnight, the turn shorter": {0, 0},
}

// TestSeasonByTheMinute walks 135 days over month ends, new year and a leap day, handed over
// early, on the minute, late and by relief: in each minute one shift is responsible, and the
// periods follow one another.
func TestSeasonByTheMinute(t *testing.T) {
	for name, hour := range hours {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := rules.Date("2027-11-15")
			r := newRoom(t, first.Time().Add(rules.ShiftStart))
			r.publish(t, first, hour.to, hour.from)
			if _, err := r.run(0, &command.TakeShift{Leader: "沈岚"}); err != nil {
				t.Fatal(err)
			}
			from := r.now
			at := 0
			dice := rand.New(rand.NewPCG(6, 135))
			for rules.DateOf(r.now) < first.Add(135) {
				all := r.shifts(t)
				on := all[len(all)-1]
				then := on.End.Add([]time.Duration{-10 * time.Minute, 0, 0, 0, 4 * time.Minute, 40 * time.Minute, 5 * time.Hour, 17 * time.Hour, -9 * time.Hour}[dice.IntN(9)])
				if r.now = r.now.Add(time.Minute); then.After(r.now) {
					r.now = then
				}
				next := dice.IntN(3)
				r.handOver(t, at, next, dice.IntN(12) == 0)
				at = next
			}
			r.walk(t, from)
		})
	}
}

// publish puts a season of published turns in the book, from 08:00; the turn before the 57th
// day ends at to, and from that day on turns begin at from.
func (r *room) publish(t failer, first rules.Date, to, from time.Duration) {
	months := map[string]*roster.Month{}
	for i := range 150 {
		day := first.Add(i)
		turn := roster.Turn{Start: day.Time().Add(8 * time.Hour), End: day.Add(1).Time().Add(8 * time.Hour), Main: "U1", Leader: "U4"}
		if i == 56 {
			turn.End = day.Add(1).Time().Add(to)
		}
		if i > 56 {
			turn.Start, turn.End = day.Time().Add(from), day.Add(1).Time().Add(from)
		}
		id := roster.MonthID(rules.DateOf(turn.Start))
		if months[id] == nil {
			months[id] = &roster.Month{ID: id, State: roster.Published}
		}
		months[id].Turns = append(months[id].Turns, turn)
	}
	err := r.do(0, func(x *tx.Tx) error {
		for _, m := range months {
			if err := table.Rosters.Put(x, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// words writes a word on every line that needs one, answer accepts every line, as far as the
// crew's member i may.
func (r *room) words(i int) {
	_, lines := r.page(i)
	for _, l := range lines {
		if l.Wordless() {
			r.run(i, &command.WriteWord{Key: l.Key, Word: "接着问"})
		}
	}
}

func (r *room) answer(i int) {
	_, lines := r.page(i)
	for _, l := range lines {
		r.run(i, &command.AcceptLine{Keys: []string{l.Key}})
	}
}

// handOver passes the desk from one of the crew to another, signed or on a leader's word.
func (r *room) handOver(t failer, from, to int, passed bool) {
	t.Helper()
	must := func(i int, c command.Command) {
		t.Helper()
		if _, err := r.run(i, c); err != nil {
			t.Fatalf("%s at %s: %v", c.Code(), r.now, err)
		}
	}
	if _, err := r.run(from, &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "村里"}, Said: "平安", Nothing: true}); err != nil {
		t.Fatal(err)
	}
	all := r.shifts(t)
	if passed && (from != to || !r.now.Before(all[len(all)-1].End.Add(-rules.EarlyHandover))) {
		must(3, &command.ReleaseShift{Incoming: crew[to].Name, Leader: "宋长宁", Reason: "接班人路上", PIN: "246810"})
		return
	}
	must(from, &command.DraftHandover{})
	r.words(from)
	must(from, &command.PresentHandover{Incoming: crew[to].Name, Leader: "沈岚", PIN: "246810"})
	r.answer(to)
	mark, _ := r.page(to)
	must(to, &command.AcceptHandover{Mark: mark, ReadBack: "逐项核对", PIN: "246810"})
}

// walk goes minute by minute from a moment to now.
func (r *room) walk(t *testing.T, from time.Time) {
	all := r.shifts(t)
	responsible := func(s *rules.Shift, now time.Time) bool {
		return !now.Before(s.Since()) && (s.ClosedAt == nil || now.Before(*s.ClosedAt))
	}
	on, minutes := 0, 0
	for now := from; now.Before(r.now); now = now.Add(time.Minute) {
		minutes++
		for on+1 < len(all) && !responsible(&all[on], now) {
			on++
		}
		for i := max(on-2, 0); i < min(on+3, len(all)); i++ {
			if responsible(&all[i], now) != (i == on) {
				t.Fatalf("at %s: %s and %s", now, all[i].ID, all[on].ID)
			}
		}
	}
	for i := 1; i < len(all); i++ {
		old, s := &all[i-1], &all[i]
		relief := s.Start.Equal(old.Start) && s.End.Equal(old.End)
		if !relief && !s.Start.Equal(old.End) || !s.Start.Before(s.End) || s.End.Sub(s.Start) > 35*time.Hour || !s.Since().Before(s.End) {
			t.Errorf("after %s (%s to %s) comes %s (%s to %s), taken %s", old.ID, old.Start, old.End, s.ID, s.Start, s.End, s.Since())
		}
	}
	if minutes < 130*24*60 || len(all) < 130 {
		t.Errorf("%d minutes, %d shifts", minutes, len(all))
	}
}
