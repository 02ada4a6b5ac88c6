package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
)

// rosterAnswer: docs/plan-questions.md, roster.
type rosterAnswer struct {
	OK       bool        `json:"ok"`
	Gaps     [][2]string `json:"gaps"`
	Leader   bool        `json:"leader_required"`
	NoLeader int         `json:"no_leader"`
	Review   bool        `json:"review"`
	Clauses  []string    `json:"clauses"`
	Ask      []string    `json:"ask"`
}

// askedShift is a shift of a question. Who they are is free text.
type askedShift struct {
	From   *string         `json:"from"`
	To     *string         `json:"to"`
	People json.RawMessage `json:"people"`
	Leader json.RawMessage `json:"leader"`
}

// anyDay stands for a day that the question leaves open.
const anyDay = rules.Date("2001-01-01")

func (l *Library) askRoster(p *Plan, q question) (any, error) {
	r, ok := p.Roster()
	if err := p.unless(ok, "roster", "", "", nil); err != nil {
		return nil, err
	}
	day, err := q.date("date")
	if err != nil {
		return nil, err
	}
	if day == "" {
		day = anyDay
	}
	a := rosterAnswer{Gaps: [][2]string{}, Leader: r.Leader, Clauses: r.Clauses, Ask: []string{}}
	var shifts []*askedShift
	if !q.has("shifts") {
		a.Ask = append(a.Ask, "shifts")
	} else if err := q.decode("shifts", "a list of shifts with from and to as HH:MM", &shifts); err != nil {
		return nil, err
	}
	watches := make([]Watch, 0, len(shifts))
	for i, s := range shifts {
		w, unknown, err := s.on(day, r.Leader)
		if err != nil {
			return nil, fmt.Errorf("shifts[%d].%w", i, err)
		}
		watches = append(watches, w)
		a.Ask = add(a.Ask, unknown)
	}
	c := r.Cover(day, watches)
	a.OK, a.NoLeader = c.OK(), c.NoLeader
	for _, g := range c.Gaps {
		a.Gaps = append(a.Gaps, [2]string{clockOn(day, g.From), clockOn(day, g.To)})
	}
	return a, nil
}

// on is the shift as a watch of the day, with what is unknown of it: without its hours it
// covers nothing.
func (s *askedShift) on(day rules.Date, leader bool) (w Watch, unknown []string, err error) {
	if s == nil {
		return w, nil, fmt.Errorf("null, expected a shift")
	}
	from, to, whole := day.Time(), day.Time(), true
	for _, end := range []struct {
		name string
		at   *string
		into *time.Time
	}{{"from", s.From, &from}, {"to", s.To, &to}} {
		if end.at == nil {
			unknown, whole = append(unknown, "shifts[]."+end.name), false
			continue
		}
		m, ok := minuteOf(*end.at)
		if !ok {
			return w, nil, fmt.Errorf("%s: %q, expected HH:MM, at most 24:00", end.name, clip(*end.at))
		}
		*end.into = end.into.Add(time.Duration(m) * time.Minute)
	}
	if whole && !to.After(from) {
		return w, nil, fmt.Errorf("to: %s is not after %s, expected both ends on one day", *s.To, *s.From)
	}
	w = Watch{From: from, To: to, People: somebody(s.People), Leader: somebody(s.Leader)}
	if !whole { // somewhere on that day
		w.From, w.To, w.People = day.Time(), day.Time().Add(time.Minute), false
	}
	if none(s.People) {
		unknown = append(unknown, "shifts[].people")
	}
	if leader && none(s.Leader) {
		unknown = append(unknown, "shifts[].leader")
	}
	return w, unknown, nil
}

func none(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// somebody says whether free text names anybody.
func somebody(raw json.RawMessage) bool {
	return !none(raw) && !slices.Contains([]string{`""`, `[]`, `{}`, `false`, `[null]`, `[""]`}, string(raw))
}

// minuteOf reads HH:MM as minutes of the day; 24:00 is its end.
func minuteOf(s string) (int, bool) {
	if s == "24:00" {
		return 24 * 60, true
	}
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil
}

func clockOn(day rules.Date, t time.Time) string {
	if t.Equal(day.Time().AddDate(0, 0, 1)) {
		return "24:00"
	}
	return t.Format("15:04")
}
