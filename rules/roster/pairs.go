package roster

import "slices"

// pairs lets those who must be together give nights to two others, or take them, until the
// staff differ by one night at most, or as near to that as it goes. A pair moves as one.
func (m *maker) pairs(pool []string) {
	var pairs [][]string
	for _, p := range m.Scheme.Together {
		if slices.Contains(pool, p[0]) && slices.Contains(pool, p[1]) {
			pairs = append(pairs, p)
		}
	}
	if len(pairs) == 0 {
		return
	}
	nights := slices.DeleteFunc(slices.Clone(pool), func(id string) bool { return slices.Contains(m.Scheme.NoNights, id) })
	for m.uneven(nights) > 1 {
		moved := false
		for _, p := range pairs {
			moved = m.unit(p, nights) || moved
		}
		if !moved {
			break
		}
	}
}

// confess says by how many nights the staff differ where it is more than one.
func (m *maker) confess(pool []string) {
	nights := slices.DeleteFunc(slices.Clone(pool), func(id string) bool { return slices.Contains(m.Scheme.NoNights, id) })
	n := m.uneven(nights)
	if n < 2 || m.a == m.b {
		return
	}
	u := Unfilled{At: m.all[m.a].Start, Post: Main, Uneven: n}
	if slices.ContainsFunc(nights, func(id string) bool { return slices.Contains(pool, m.Scheme.mate(id)) }) {
		u.Together = 1
	}
	m.said = append(m.said, u)
}

// uneven is by how many nights some differ.
func (m *maker) uneven(ids []string) int {
	lo, hi := 1<<30, 0
	for _, id := range ids {
		lo, hi = min(lo, m.of(id).Nights), max(hi, m.of(id).Nights)
	}
	return max(hi-lo, 0)
}

// weight falls as nights are shared more evenly: the sum of their squares.
func (m *maker) weight(ids []string) (n int) {
	for _, id := range ids {
		n += m.of(id).Nights * m.of(id).Nights
	}
	return n
}

// unit moves one night of a pair to two others, or of two others to the pair, whichever makes
// the nights more even; false where none does.
func (m *maker) unit(pair, pool []string) bool {
	was := m.weight(pool)
	all := 0
	for _, id := range pool {
		all += m.of(id).Nights
	}
	over := (m.of(pair[0]).Nights+m.of(pair[1]).Nights)*len(pool) > 2*all
	kept := m.keep()
	for i := m.a; i < m.b; i++ {
		t := &m.all[i]
		if t.Office || !m.facts[i].night || slices.Contains(t.Fixed, Main) || slices.Contains(t.Fixed, Deputy) {
			continue
		}
		for _, out := range m.outs(i, pair) {
			if slices.Equal(out, pair) != over {
				continue
			}
			if m.replace(i, out, pair, pool) {
				m.balance(Main, pool)
				if m.weight(pool) < was {
					return true
				}
			}
			m.restore(kept)
		}
	}
	return false
}

// outs are the twos of a turn that could make room: the pair itself where it is in it, else
// any two who may leave.
func (m *maker) outs(i int, pair []string) (out [][]string) {
	t := &m.all[i]
	crew := slices.Concat(t.In(Main), t.Deputies)
	if slices.Contains(crew, pair[0]) && slices.Contains(crew, pair[1]) {
		return [][]string{pair}
	}
	for x := range crew {
		for y := x + 1; y < len(crew); y++ {
			if m.Scheme.mate(crew[x]) == crew[y] || m.Scheme.mate(crew[x]) == "" && m.Scheme.mate(crew[y]) == "" {
				out = append(out, []string{crew[x], crew[y]})
			}
		}
	}
	return out
}

// replace puts others in the places of two of a turn: the pair, or where the pair leaves the
// two with the fewest nights who may.
func (m *maker) replace(i int, out, pair, pool []string) bool {
	in := pair
	if slices.Equal(out, pair) {
		in = slices.DeleteFunc(slices.Clone(pool), func(id string) bool { return m.Scheme.mate(id) != "" })
		slices.SortStableFunc(in, func(x, y string) int { return m.of(x).Nights - m.of(y).Nights })
	}
	posts := []Post{m.postOf(i, out[0]), m.postOf(i, out[1])}
	for k, id := range out {
		m.leave(i, posts[k], id)
	}
	n := 0
	for _, id := range in {
		if n < len(posts) && m.bar(i, posts[n], id, new(Unfilled)) == nil {
			m.give(i, posts[n], id)
			n++
		}
	}
	return n == len(posts)
}

// leave takes somebody out of a post.
func (m *maker) leave(i int, p Post, id string) {
	t := &m.all[i]
	t.Put(p, slices.DeleteFunc(slices.Clone(t.In(p)), func(x string) bool { return x == id }))
	m.tally(i, p, id, -1)
}

// kept is how the turns stood.
type kept struct {
	turns  []Turn
	counts map[string]Count
}

func (m *maker) keep() kept {
	k := kept{counts: map[string]Count{}}
	for i := m.a; i < m.b; i++ {
		k.turns = append(k.turns, m.all[i].clone())
	}
	for id, c := range m.counts {
		k.counts[id] = *c
	}
	return k
}

func (m *maker) restore(k kept) {
	for i := range k.turns {
		m.all[m.a+i] = k.turns[i].clone()
	}
	for id := range m.counts {
		c := k.counts[id]
		c.Officer = id
		m.counts[id] = &c
	}
}
