package roster

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Rest is how long somebody is off between two turns; less is two in a row. Ours.
const Rest = 12 * time.Hour

// Unfilled is a post that nobody could be given, with how many each reason kept away.
type Unfilled struct {
	At       time.Time `json:"at"`
	Post     Post      `json:"post"`
	Leave    int       `json:"leave,omitempty"`
	Row      int       `json:"in_a_row,omitempty"`
	Nights   int       `json:"no_nights,omitempty"`
	Apart    int       `json:"apart,omitempty"`
	Together int       `json:"together,omitempty"` // beside Uneven: some must be
	Held     int       `json:"held,omitempty"`     // has another post of the turn
	Other    int       `json:"other,omitempty"`    // for what a masked reader is not told
	Uneven   int       `json:"uneven,omitempty"`   // by so many nights the staff differ
	Groups   *Spread   `json:"groups,omitempty"`   // by how much those of fixed groups differ
	Lost     int       `json:"lost,omitempty"`     // set by hand in a turn that the changed hours no longer have
}

// Text says why, or how uneven it came out.
func (u Unfilled) Text() text.Text {
	if u.Lost > 0 {
		return text.Text{ZH: "换班时间已改, 手工定的%[1]s没有地方放, 请重新定", EN: "the hours changed: the %[1]s set by hand has no place, set it again"}.With(rules.WordOf(PostWords, string(u.Post)))
	}
	if g := u.Groups; g != nil {
		return text.Text{ZH: "分组固定, 只能排到: 夜班相差 %[1]d, 周末相差 %[2]d, 法定节假日相差 %[3]d", EN: "the groups are fixed: nights differ by %[1]d, weekends by %[2]d, statutory days by %[3]d"}.With(g.Nights, g.Weekends, g.Holidays)
	}
	if u.Uneven > 0 && u.Together == 0 {
		return text.Text{ZH: "夜班只能排到相差 %[1]d", EN: "the nights differ by %[1]d"}.With(u.Uneven)
	}
	if u.Uneven > 0 {
		return text.Text{ZH: "有人必须同班, 夜班只能排到相差 %[1]d", EN: "some must be together: the nights differ by %[1]d"}.With(u.Uneven)
	}
	var why []text.Text
	for _, r := range []struct {
		n    int
		word text.Text
	}{{u.Leave, text.Text{ZH: "请假", EN: "on leave"}}, {u.Row, text.Text{ZH: "连班", EN: "two in a row"}}, {u.Nights, text.Text{ZH: "不排夜班", EN: "no nights"}},
		{u.Apart, text.Text{ZH: "不能同班", EN: "not together"}}, {u.Together, text.Text{ZH: "必须同班的排不下", EN: "no room for both"}}, {u.Held, text.Text{ZH: "已在本班", EN: "in this turn"}}, {u.Other, text.Text{ZH: "因故不能", EN: "other reasons"}}} {
		if r.n > 0 {
			why = append(why, text.Text{ZH: "%[1]s %[2]d 人", EN: "%[1]s: %[2]d"}.With(r.word, r.n))
		}
	}
	if len(why) == 0 {
		why = []text.Text{{ZH: "名单里没有人", EN: "nobody is listed"}}
	}
	return text.Text{ZH: "%[1]s无人可排: %[2]s", EN: "nobody for %[1]s: %[2]s"}.With(rules.WordOf(PostWords, string(u.Post)), why)
}

// Concealed is it for a reader who sees nothing of persons: how many are on leave, do no nights,
// or are kept apart or together is one number.
func (u Unfilled) Concealed() Unfilled {
	if u.Uneven > 0 {
		u.Together = 0
	}
	u.Other = u.Leave + u.Nights + u.Apart + u.Together
	u.Leave, u.Nights, u.Apart, u.Together = 0, 0, 0, 0
	return u
}

// Plan is what generating works on. Turns are to be filled, what is Fixed in them stays;
// Before and After are turns beside them that stand; what those after hold is counted. Leaders, Staff and the scheme's other
// lists hold those alone who may serve. Prior is what each has done before; who is not in it
// begins with the least of the others, for nobody works off nights from before they came.
type Plan struct {
	Scheme        *Scheme
	Leaders       []string
	Staff         []string
	Leave         []Leave
	Days          rules.Calendar
	Before, After []Turn
	Prior         map[string]Count
}

// maker fills turns.
type maker struct {
	Plan
	all    []Turn
	a, b   int // the turns to fill are all[a:b]
	counts map[string]*Count
	facts  []fact
	said   []Unfilled
	waste  Unfilled // reasons that nobody asked for
}

// fact is what generating asks again and again of a turn, and what filling it does not change.
type fact struct {
	day      rules.Date
	kind     rules.DayKind
	night    bool
	from, to int             // the turns all[from:to] are too near to one another
	away     map[string]bool // on leave
}

func (m *maker) look() {
	m.facts = make([]fact, len(m.all))
	for i := range m.all {
		t, f := &m.all[i], &m.facts[i]
		f.day, f.night, f.from, f.to = t.Date(), t.Night(), i, i+1
		f.kind = m.Days.Day(f.day).Kind
		for f.from > 0 && near(&m.all[f.from-1], t) {
			f.from--
		}
		for f.to < len(m.all) && near(t, &m.all[f.to]) {
			f.to++
		}
		if i < m.a || i >= m.b {
			continue
		}
		first, last := t.days()
		for _, l := range m.Leave {
			if l.From <= last && first <= l.To {
				if f.away == nil {
					f.away = map[string]bool{}
				}
				f.away[l.Officer] = true
			}
		}
	}
}

// Generate fills the turns, the same from the same each time: whoever has the fewest nights,
// then the fewest days of the kind, then the fewest turns. Afterwards turns are passed along
// until no two of the staff differ by more than one night, where the limits allow it.
func (p Plan) Generate(turns []Turn) ([]Turn, []Unfilled) {
	m := &maker{Plan: p, a: len(p.Before), b: len(p.Before) + len(turns), counts: map[string]*Count{}}
	for _, list := range [][]Turn{p.Before, turns, p.After} {
		for i := range list {
			m.all = append(m.all, list[i].clone())
		}
	}
	for id, c := range p.Prior {
		m.counts[id] = &c
	}
	m.join(p.Leaders)
	m.join(p.Staff)
	m.look()
	for i := m.a; i < m.b; i++ {
		t := &m.all[i]
		for _, post := range Posts {
			if !slices.Contains(t.Fixed, post) {
				t.Put(post, nil)
			}
			for _, id := range t.In(post) {
				m.tally(i, post, id, 1)
			}
		}
	}
	for i := m.b; i < len(m.all); i++ {
		for _, post := range Posts {
			for _, id := range m.all[i].In(post) {
				last := m.of(id).last
				m.tally(i, post, id, 1)
				m.of(id).last = last // the last before the turns that are filled
			}
		}
	}
	for i := m.a; i < m.b; i++ {
		m.fill(i)
	}
	m.balance(Leader, p.Leaders)
	if len(p.Scheme.Groups) == 0 {
		m.balance(Main, p.Staff)
		m.pairs(p.Staff)
		m.exchange(p.Staff)
		m.confess(p.Staff)
	} else {
		m.groups()
	}
	return m.all[m.a:m.b], m.said
}

// join lets those of a pool who have done nothing yet begin with the least of the others.
func (m *maker) join(pool []string) {
	var least *Count
	for _, id := range pool {
		c := m.counts[id]
		if c == nil || slices.Contains(m.Scheme.NoNights, id) {
			continue
		}
		if least == nil {
			least = &Count{Turns: c.Turns, Leads: c.Leads, Nights: c.Nights, Weekdays: c.Weekdays, Weekends: c.Weekends, Holidays: c.Holidays, Standby: c.Standby}
			continue
		}
		for _, n := range []struct{ have, min *int }{{&c.Turns, &least.Turns}, {&c.Leads, &least.Leads}, {&c.Nights, &least.Nights}, {&c.Weekdays, &least.Weekdays},
			{&c.Weekends, &least.Weekends}, {&c.Holidays, &least.Holidays}, {&c.Standby, &least.Standby}} {
			*n.min = min(*n.min, *n.have)
		}
	}
	if least == nil || least.Turns < 2 { // in so short a time nobody need have had a turn
		return
	}
	for _, id := range pool {
		if m.counts[id] == nil {
			c := *least
			c.Officer = id
			m.counts[id] = &c
		}
	}
}

func (m *maker) of(id string) *Count {
	if m.counts[id] == nil {
		m.counts[id] = &Count{Officer: id}
	}
	return m.counts[id]
}

func (m *maker) tally(i int, p Post, id string, n int) {
	f := &m.facts[i]
	m.of(id).add(m.all[i].Start, p, f.kind, f.night, n)
}

// bar is why somebody cannot have a post: the field of Unfilled it counts in, nil for none.
func (m *maker) bar(i int, p Post, id string, u *Unfilled) *int {
	t := &m.all[i]
	switch {
	case t.Holds(id):
		return &u.Held
	case m.facts[i].away[id]:
		return &u.Leave
	case p == Standby:
		return nil
	case m.facts[i].night && slices.Contains(m.Scheme.NoNights, id):
		return &u.Nights
	case p != Leader && m.row(i, id):
		return &u.Row
	}
	for _, pair := range m.Scheme.Apart {
		if pair[0] == id && t.serves(pair[1]) || pair[1] == id && t.serves(pair[0]) {
			return &u.Apart
		}
	}
	return nil
}

// row says that somebody has a turn too near to this one.
func (m *maker) row(i int, id string) bool {
	for j := m.facts[i].from; j < m.facts[i].to; j++ {
		if j != i && m.all[j].serves(id) {
			return true
		}
	}
	return false
}

func near(a, b *Turn) bool {
	if a.Start.After(b.Start) {
		a, b = b, a
	}
	return b.Start.Sub(a.End) < Rest
}

// fill gives every open post of a turn to somebody.
func (m *maker) fill(i int) {
	t, s := &m.all[i], m.Scheme
	leaders, staff := m.Leaders, m.Staff
	if i > m.a && m.facts[i-1].day == m.facts[i].day && m.all[i-1].Leader != "" { // one leader leads the day
		leaders = []string{m.all[i-1].Leader}
	}
	m.post(i, Leader, 1, leaders)
	if t.Office {
		m.post(i, Main, 1, s.Office)
		return
	}
	if n := len(s.Groups); n > 0 {
		day := int(t.Start.In(rules.Zone).Sub(rules.Date("2020-01-06").Time()) / (24 * time.Hour)) // a Monday
		k, round := day%n, day/n
		if s.Weekday {
			k, round = day%7, day/7
		}
		staff = nil
		if k < n {
			t.Group = GroupName(k)
			g := s.Groups[k]
			for j := range g {
				staff = append(staff, g[(j+round)%len(g)])
			}
		}
		m.seats(i, Main, 1, staff)
		m.seats(i, Deputy, s.Deputies, staff)
		staff = m.Staff // for whom no member could stand in
	}
	m.post(i, Main, 1, staff)
	m.post(i, Deputy, s.Deputies, staff)
	if len(s.Drivers) > 0 {
		m.post(i, Driver, 1, s.Drivers)
	}
	m.post(i, Standby, s.Standby, staff)
}

func (m *maker) give(i int, p Post, id string) {
	t := &m.all[i]
	t.Put(p, append(slices.Clone(t.In(p)), id))
	m.tally(i, p, id, 1)
}

// post gives a post to as many as are wanted, those with the fewest first, and with one who
// must be together with another that one too.
func (m *maker) post(i int, p Post, want int, from []string) {
	if u, ok := m.seats(i, p, want, from); !ok {
		m.said = append(m.said, u)
	}
}

// seats is post that says why where it could not.
func (m *maker) seats(i int, p Post, want int, from []string) (Unfilled, bool) {
	t := &m.all[i]
	if slices.Contains(t.Fixed, p) {
		return Unfilled{}, true
	}
	for len(t.In(p)) < want {
		u := Unfilled{At: t.Start, Post: p}
		best, with := "", ""
		for _, id := range from {
			if why := m.bar(i, p, id, &u); why != nil {
				*why++
				continue
			}
			mate := m.Scheme.mate(id)
			if mate == "" || p == Leader || p == Driver || p == Standby || slices.Contains(t.Crew(), mate) {
				mate = ""
			} else if m.room(i, p) < 2 || m.bar(i, Deputy, mate, new(Unfilled)) != nil {
				u.Together++
				continue
			}
			if best == "" || m.before(i, p, id, best) {
				best, with = id, mate
			}
		}
		if best == "" {
			return u, false
		}
		m.give(i, p, best)
		if with != "" {
			m.give(i, Deputy, with)
		}
	}
	return Unfilled{}, true
}

// room is how many places of main and deputies are open from a post on.
func (m *maker) room(i int, p Post) int {
	t := &m.all[i]
	n := 0
	if !slices.Contains(t.Fixed, Deputy) {
		n = m.Scheme.Deputies - len(t.Deputies)
	}
	if p == Main {
		n++
	}
	return n
}

// before orders two candidates.
func (m *maker) before(i int, p Post, x, y string) bool {
	a, b := m.of(x), m.of(y)
	c := 0
	if p == Leader {
		c = cmp.Compare(btoi(m.row(i, x)), btoi(m.row(i, y)))
	}
	if p == Standby {
		return cmp.Compare(a.Standby, b.Standby) < 0
	}
	if m.facts[i].night {
		c = cmp.Or(c, cmp.Compare(a.Nights, b.Nights))
	}
	return cmp.Or(c, cmp.Compare(a.kind(m.facts[i].kind), b.kind(m.facts[i].kind)), cmp.Compare(a.Turns, b.Turns), a.last.Compare(b.last)) < 0
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
