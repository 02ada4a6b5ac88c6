package roster

import (
	"slices"

	"dutydesk/rules"
)

// Spread is by how many turns those who have the most differ from those who have the fewest.
type Spread struct {
	Nights   int `json:"nights"`
	Weekends int `json:"weekends"`
	Holidays int `json:"holidays"`
}

// groups evens out nights, weekends and statutory days within each group, whose days are fixed;
// by how much the groups differ among each other it says.
func (m *maker) groups() {
	var all []string
	for _, g := range m.Scheme.Groups {
		m.balance(Main, g)
		m.exchange(g)
		for _, id := range g {
			if !slices.Contains(all, id) && !slices.Contains(m.Scheme.NoNights, id) {
				all = append(all, id)
			}
		}
	}
	s := Spread{Nights: m.uneven(all), Weekends: m.differ(all, rules.DayWeekend), Holidays: m.differ(all, rules.DayHoliday)}
	if m.a < m.b && max(s.Nights, s.Weekends, s.Holidays) > 1 {
		m.said = append(m.said, Unfilled{At: m.all[m.a].Start, Post: Main, Groups: &s})
	}
}

// differ is by how many turns on days of a kind some differ.
func (m *maker) differ(ids []string, k rules.DayKind) int {
	if len(ids) == 0 {
		return 0
	}
	n := make([]int, len(ids))
	for i, id := range ids {
		n[i] = m.of(id).kind(k)
	}
	return slices.Max(n) - slices.Min(n)
}
