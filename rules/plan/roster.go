package plan

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Roster is a demand that somebody is on duty the whole day, around the clock.
type Roster struct {
	Clauses []string
	Text    text.Text
	Leader  bool // a leader on each shift
}

// Watch is a time on duty. Without people it covers nothing.
type Watch struct {
	From, To time.Time
	People   bool
	Leader   bool
}

// Span is a part of a day, its end outside.
type Span struct{ From, To time.Time }

// Coverage is how the watches cover a day.
type Coverage struct {
	Gaps     []Span // in order, none touching another
	NoLeader int    // watches of the day without a leader, where one is asked for
}

// OK says that nothing is missing.
func (c Coverage) OK() bool { return len(c.Gaps) == 0 && c.NoLeader == 0 }

// Roster is what the plan asks of the roster; false where it asks nothing.
func (p *Plan) Roster() (*Roster, bool) { return p.roster, p.roster != nil }

// Cover holds the watches against a day. A watch that begins or ends on another day counts
// with its part of this one. Whether the day is in season is the caller's question.
func (r *Roster) Cover(day rules.Date, watches []Watch) Coverage {
	begin := day.Time()
	end := begin.AddDate(0, 0, 1)
	var c Coverage
	list := make([]Watch, 0, len(watches))
	for _, w := range watches {
		if !w.From.Before(end) || !w.To.After(begin) {
			continue
		}
		if r.Leader && !w.Leader {
			c.NoLeader++
		}
		if w.People {
			list = append(list, w)
		}
	}
	slices.SortFunc(list, func(a, b Watch) int { return a.From.Compare(b.From) })
	at := begin
	for _, w := range list {
		if w.From.After(at) {
			c.Gaps = append(c.Gaps, Span{at, w.From})
		}
		if w.To.After(at) {
			at = w.To
		}
	}
	if at.Before(end) {
		c.Gaps = append(c.Gaps, Span{at, end})
	}
	return c
}

func (ld *loader) roster(p *Plan, m *mapping) {
	p.roster = &Roster{Clauses: ld.clauses(m, "clauses"), Leader: m.boolean("leader"), Text: m.text()}
}
