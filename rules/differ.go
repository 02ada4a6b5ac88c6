package rules

import (
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// What two cases of one person know: where they contradict each other, and what they make
// together.

// Difference is a fact, or a field of the person, on which two cases contradict each other.
type Difference struct {
	Name  string    `json:"name"` // JSON name
	Label text.Text `json:"label"`
	Main  text.Text `json:"main"`
	Other text.Text `json:"other"`
}

// traits are the fields of a person on which two cases may contradict each other. Looks are
// told by everybody in other words, and how well the identity is known is no contradiction.
var traits = []struct {
	name  string
	label text.Text
	at    func(*Person) *string
}{
	{"name", text.Text{ZH: "姓名", EN: "name"}, func(p *Person) *string { return &p.Name }},
	{"sex", text.Text{ZH: "性别", EN: "sex"}, func(p *Person) *string { return &p.Sex }},
	{"id", text.Text{ZH: "身份证号", EN: "ID number"}, func(p *Person) *string { return &p.IDNumber }},
	{"address", text.Text{ZH: "住址", EN: "address"}, func(p *Person) *string { return &p.Address }},
	{"looks", text.Text{ZH: "特征", EN: "looks"}, func(p *Person) *string { return &p.Looks }},
	{"identity", text.Text{ZH: "身份状态", EN: "identity"}, func(p *Person) *string { return &p.Identity }},
}

func asked(trait string) bool { return trait != "looks" && trait != "identity" }

// placeTrait is where the person is: who was missed in one place may have been found in another.
const placeTrait = "place"

// elsewhere says that two cases name two places.
func elsewhere(a, b PlaceRef) bool {
	return a.Text != "" && b.Text != "" && (a.ID == "" || a.ID != b.ID) && text.Fold(a.Text) != text.Fold(b.Text)
}

// Differences are what two cases of one person say differently: where the person is, then who
// it is, then the facts. What was given adds up, and so do the groups a person belongs to, unless one says none.
func Differences(main, other *Case) (out []Difference) {
	if p, q := main.Place, other.Place; elsewhere(p, q) {
		out = append(out, Difference{Name: placeTrait, Label: text.Text{ZH: "地点", EN: "place"}, Main: text.Text{ZH: p.Text, EN: p.Text}, Other: text.Text{ZH: q.Text, EN: q.Text}})
	}
	for _, t := range traits {
		a, b := *t.at(&main.Person), *t.at(&other.Person)
		if !asked(t.name) || a == "" || b == "" || text.Fold(a) == text.Fold(b) {
			continue
		}
		d := Difference{Name: t.name, Label: t.label, Main: text.Text{ZH: a, EN: a}, Other: text.Text{ZH: b, EN: b}}
		if t.name == "sex" {
			d.Main, d.Other = WordOf(SexWords, a), WordOf(SexWords, b)
		}
		out = append(out, d)
	}
	f, g := &main.Facts, other.effective()
	for _, name := range f.Changed(&g) {
		s := specByName[name]
		if !f.Known(name) || !g.Known(name) || name == "case_opened" {
			continue
		}
		if s.Kind == FactMulti && addUp(s, f, &g) {
			continue
		}
		out = append(out, Difference{Name: name, Label: s.Label, Main: s.Said(f), Other: s.Said(&g)})
	}
	return out
}

// addUp says that two lists go together.
func addUp(s *FactSpec, f, g *Facts) bool {
	a, b := *s.list(f), *s.list(g)
	if s.Name == "given" {
		return true
	}
	both := slices.Concat(a, b)
	return len(a) > 0 && len(b) > 0 && !(slices.Contains(both, "minor") && slices.Contains(both, "elderly"))
}

// effective are the facts of a case with what its kind tells: who is reported missing may be
// lost, until it is said otherwise.
func (c *Case) effective() Facts {
	f := c.Facts
	if c.Kind == CaseMissing {
		f.setUnasked("suspected_lost", Yes)
	}
	return f
}

// merged is what two cases know together.
type merged struct {
	person Person
	place  PlaceRef
	facts  Facts
	at     map[string]time.Time
	names  []string // that came from the other
}

func filled(c, o *Case, take []string) merged {
	m := merged{person: c.Person, place: c.Place, facts: c.Facts, at: maps.Clone(c.FactsAt)}
	if m.at == nil {
		m.at = map[string]time.Time{}
	}
	if o.Place.Text != "" && (c.Place.Text == "" || slices.Contains(take, placeTrait)) {
		m.place, m.names = o.Place, append(m.names, placeTrait)
	}
	for _, t := range traits {
		mine, theirs := t.at(&m.person), *t.at(&o.Person)
		knows := t.name == "identity" && *mine == "unknown"
		if theirs == "" || *mine == theirs || *mine != "" && !knows && !slices.Contains(take, t.name) {
			continue
		}
		*mine, m.names = theirs, append(m.names, t.name)
		if t.name == "id" {
			m.person.Birth = o.Person.Birth
		}
	}
	g := o.effective()
	for _, name := range c.Facts.Changed(&g) {
		s, known := specByName[name], m.facts.Known(name)
		at := o.FactsAt[name]
		if at.IsZero() {
			at = o.OpenedAt
		}
		switch {
		case !g.Known(name):
			continue
		case known && s.Kind == FactMulti && addUp(s, &m.facts, &g):
			both := slices.Clone(*s.list(&m.facts))
			for _, v := range *s.list(&g) {
				if !slices.Contains(both, v) {
					both = append(both, v)
				}
			}
			*s.list(&m.facts), at = both, latest(m.at[name], at)
		case !known || slices.Contains(take, name):
			s.copy(&m.facts, &g)
		default:
			continue
		}
		m.at[name], m.names = at, append(m.names, name)
	}
	return m
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
