package plan

import (
	"slices"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Figures are the sums and counts that the plan prints, by the settings of its operation:
// what the text leaves open is filled in where the township typed it, under the item's name,
// and no total stands without it.
func (p *Plan) Figures(settings map[string]string) []rules.Figure {
	out := slices.Clone(p.figures)
	for i := range out {
		f := &out[i]
		if f.Open == "" {
			continue
		}
		n, err := strconv.ParseInt(settings[f.Item], 10, 64)
		if err != nil || n < 1 {
			f.Setting = true
			continue
		}
		switch f.Open {
		case "each":
			f.Each = &n
		case "count":
			f.Count = &n
		default:
			f.Total = &n
			continue
		}
		f.Total = product(f)
	}
	return out
}

// Typed are the figures of the plans that a township types in, each once.
func (l *Library) Typed() []rules.Figure {
	var out []rules.Figure
	for _, p := range l.loaded().plans {
		for _, f := range p.figures {
			if f.Open != "" {
				out = append(out, f)
			}
		}
	}
	return out
}

// product is what the counts come to, nil where one of them is not known.
func product(f *rules.Figure) *int64 {
	if f.Count == nil || f.Each == nil {
		return nil
	}
	n := *f.Count * *f.Each * max(f.Months, 1)
	return &n
}

// figure reads a figure and holds its sums: what the text counts, what it gives each and
// what it says in all must agree, and a total is that of its parts.
func (ld *loader) figure(p *Plan, m *mapping) {
	f := rules.Figure{Item: m.str("item"), Clauses: ld.clauses(m, "clauses"), Text: m.text(), Unit: rules.Yuan}
	whole := func(key string) int64 {
		if m.value(key) == nil {
			return 0
		}
		return int64(m.integer(key, 1, 1_000_000_000))
	}
	f.Households, f.Persons, f.PerVillage, f.Months = whole("households"), whole("persons"), whole("per_village"), whole("months")
	if m.value("unit") != nil {
		m.part("unit", func(m *mapping) { f.Unit = m.text() })
	}
	if m.value("open") != nil {
		f.Open = m.word("open", "each", "count", "total")
	}
	if m.value("per") != nil {
		f.Per = m.word("per", "person", "household", "community")
	}
	if n := whole("each"); n > 0 {
		f.Each = &n
	}
	switch {
	case f.Per == "" && (f.Each != nil || f.Open != "" && f.Open != "total"):
		m.r.fail(m.at, "key \"per\" is missing; expected whom the figure is for: person, household, community")
	case f.Per != "" && f.Each == nil && f.Open != "each":
		m.r.fail(m.at, "key \"each\" is missing; expected it, or open: each")
	case f.Per == "person" && f.Persons > 0:
		f.Count = &f.Persons
	case f.Per == "household" && f.Households > 0:
		f.Count = &f.Households
	}
	if f.Per != "" && f.Count == nil && f.Open != "count" {
		m.r.fail(m.at, "no %ss are counted; expected their number, or open: count", f.Per)
	}
	if f.Total = product(&f); m.value("total") != nil {
		total := whole("total")
		if f.Total != nil && *f.Total != total {
			m.r.fail(m.value("total"), "total %d; expected %d, what the counts come to", total, *f.Total)
		}
		f.Total = &total
	}
	if f.PerVillage > 0 && max(f.Households, f.Persons)%f.PerVillage != 0 {
		m.r.fail(m.value("per_village"), "%d a village; expected a number that goes into %d", f.PerVillage, max(f.Households, f.Persons))
	}
	ld.parts(p, &f, m)
	m.part("reading", func(m *mapping) { f.Reading = &rules.Ambiguity{ID: m.register(), Text: m.text()} })
	if slices.ContainsFunc(p.figures, func(o rules.Figure) bool { return o.Item == f.Item }) {
		m.r.fail(m.value("item"), "item %q stands twice; expected one", f.Item)
	}
	p.figures = append(p.figures, f)
}

// parts reads what a figure is made up of: other figures by their item, or the households
// and persons of each village.
func (ld *loader) parts(p *Plan, f *rules.Figure, m *mapping) {
	var total, households, persons int64
	list := m.list("of")
	for i, item := range m.strs("of") {
		at := slices.IndexFunc(p.figures, func(o rules.Figure) bool { return o.Item == item })
		if at < 0 || p.figures[at].Total == nil {
			m.r.fail(list[i], "unknown item %q; expected a figure above with its total", item)
			continue
		}
		o := p.figures[at]
		f.Parts = append(f.Parts, rules.Part{Text: o.Text, Total: *o.Total})
		total += *o.Total
	}
	if len(f.Parts) > 0 && (f.Total == nil || *f.Total != total) {
		m.r.fail(m.value("of"), "the parts come to %d; expected the total", total)
	}
	if m.value("villages") == nil {
		return
	}
	n := 0
	m.each("villages", func(m *mapping) {
		n++
		v := rules.Part{Text: text.Text{ZH: "第 %[1]d 村", EN: "village %[1]d"}.With(n), Households: int64(m.integer("households", 1, 100_000)), Persons: int64(m.integer("persons", 1, 1_000_000))}
		households, persons = households+v.Households, persons+v.Persons
		f.Parts = append(f.Parts, v)
	})
	if households != f.Households || persons != f.Persons {
		m.r.fail(m.value("villages"), "the villages come to %d households, %d persons; expected %d and %d", households, persons, f.Households, f.Persons)
	}
}
