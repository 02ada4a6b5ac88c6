package roster

import (
	"slices"

	"dutydesk/rules"
)

// hop is a turn that passes from one to another.
type hop struct {
	turn     int
	post     Post
	from, to string
}

// balance passes nights along from those with the most to those with the fewest, over others
// where they cannot take them directly, until the two differ by one at most.
func (m *maker) balance(p Post, pool []string) {
	able := slices.DeleteFunc(slices.Clone(pool), func(id string) bool {
		return slices.Contains(m.Scheme.NoNights, id) || p != Leader && m.Scheme.mate(id) != ""
	})
	for range 4 * len(m.all) {
		if !m.pass(p, able) {
			return
		}
	}
}

// pass moves one night; false when there is none to move.
func (m *maker) pass(p Post, able []string) bool {
	slices.SortStableFunc(able, func(x, y string) int { return m.of(y).Nights - m.of(x).Nights })
	for _, hi := range able {
		came := map[string]hop{hi: {}}
		for queue := []string{hi}; len(queue) > 0; queue = queue[1:] {
			at := queue[0]
			for _, h := range m.hops(p, at, able) {
				if _, seen := came[h.to]; seen {
					continue
				}
				came[h.to] = h
				if m.of(hi).Nights-m.of(h.to).Nights > 1 && m.walk(came, hi, h.to) {
					return true
				}
				queue = append(queue, h.to)
			}
		}
	}
	return false
}

// hops are the nights of somebody that others could take.
func (m *maker) hops(p Post, id string, able []string) (out []hop) {
	posts := []Post{p}
	if p == Main {
		posts = append(posts, Deputy)
	}
	for i := m.a; i < m.b; i++ {
		t := &m.all[i]
		if t.Office || !m.facts[i].night || p == Leader && m.shared(i) {
			continue
		}
		for _, q := range posts {
			if slices.Contains(t.Fixed, q) || !slices.Contains(t.In(q), id) {
				continue
			}
			for _, to := range able {
				if to != id && m.takes(i, q, id, to) {
					out = append(out, hop{i, q, id, to})
				}
			}
		}
	}
	return out
}

// shared says that a turn has its leader from another one of the day.
func (m *maker) shared(i int) bool {
	return i > 0 && m.facts[i-1].day == m.facts[i].day || i+1 < len(m.all) && m.facts[i+1].day == m.facts[i].day
}

// takes says whether somebody could take a post from another.
func (m *maker) takes(i int, p Post, from, to string) bool {
	t := &m.all[i]
	if m.facts[i].away[to] || t.Holds(to) { // whoever leaves
		return false
	}
	who := m.slot(t, p, from)
	*who = ""
	ok := m.bar(i, p, to, &m.waste) == nil
	*who = from
	return ok
}

// slot is where somebody stands who has a post of a turn.
func (m *maker) slot(t *Turn, p Post, id string) *string {
	switch p {
	case Leader:
		return &t.Leader
	case Main:
		return &t.Main
	case Driver:
		return &t.Driver
	case Standby:
		return &t.Standby[slices.Index(t.Standby, id)]
	}
	return &t.Deputies[slices.Index(t.Deputies, id)]
}

// move gives a post from one to another.
func (m *maker) move(h hop) {
	*m.slot(&m.all[h.turn], h.post, h.from) = h.to
	m.tally(h.turn, h.post, h.from, -1)
	m.tally(h.turn, h.post, h.to, 1)
}

// walk takes the way that was found, from its end; nothing when a step no longer goes.
func (m *maker) walk(came map[string]hop, from, to string) bool {
	var done []hop
	for at := to; at != from; {
		h := came[at]
		if !slices.Contains(m.all[h.turn].In(h.post), h.from) || !m.takes(h.turn, h.post, h.from, h.to) {
			for _, d := range slices.Backward(done) {
				m.move(hop{d.turn, d.post, d.to, d.from})
			}
			return false
		}
		m.move(h)
		done = append(done, h)
		at = h.from
	}
	return true
}

// exchange evens out weekends and statutory days: two swap a night of such a day for one of a
// workday, so that each keeps the number of nights.
func (m *maker) exchange(pool []string) {
	for _, kind := range []rules.DayKind{rules.DayHoliday, rules.DayWeekend} {
		for range len(m.all) {
			if !m.even(kind, pool) {
				break
			}
		}
	}
}

func (m *maker) even(kind rules.DayKind, pool []string) bool {
	order := slices.Clone(pool)
	slices.SortStableFunc(order, func(x, y string) int { return m.of(y).kind(kind) - m.of(x).kind(kind) })
	for _, hi := range order {
		for _, lo := range slices.Backward(order) {
			if m.of(hi).kind(kind)-m.of(lo).kind(kind) < 2 {
				break
			}
			for i := m.a; i < m.b; i++ {
				if kindOf(m.facts[i].kind) != kind || !m.has(i, hi) {
					continue
				}
				for j := m.a; j < m.b; j++ {
					if kindOf(m.facts[j].kind) == rules.DayWork && m.has(j, lo) && m.facts[i].night == m.facts[j].night && m.trade(i, j, hi, lo) {
						return true
					}
				}
			}
		}
	}
	return false
}

// has says that somebody has a night as main or deputy that may change hands.
func (m *maker) has(i int, id string) bool {
	p := m.postOf(i, id)
	return p != "" && !m.all[i].Office && !slices.Contains(m.all[i].Fixed, p) && m.Scheme.mate(id) == ""
}

func (m *maker) postOf(i int, id string) Post {
	for _, p := range []Post{Main, Deputy} {
		if slices.Contains(m.all[i].In(p), id) {
			return p
		}
	}
	return ""
}

// trade swaps turn i of a for turn j of b, if both may.
func (m *maker) trade(i, j int, a, b string) bool {
	first, second := hop{i, m.postOf(i, a), a, b}, hop{j, m.postOf(j, b), b, a}
	if m.has(i, b) || m.has(j, a) {
		return false
	}
	m.move(first)
	if m.takes(j, second.post, b, a) {
		m.move(second)
		if m.keeps(i, b) {
			return true
		}
		m.move(hop{j, second.post, a, b})
	}
	m.move(hop{i, first.post, b, a})
	return false
}

// keeps says that somebody may keep the turn they have.
func (m *maker) keeps(i int, id string) bool {
	p := m.postOf(i, id)
	t := &m.all[i]
	was := slices.Clone(t.In(p))
	t.Put(p, slices.DeleteFunc(slices.Clone(was), func(x string) bool { return x == id }))
	ok := m.bar(i, p, id, new(Unfilled)) == nil
	t.Put(p, was)
	return ok
}
