package plan

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// grants is a table of tiers: what a household must show for each. Specific criteria are
// all looked at; the rest, in order, only where none of them holds.
type grants struct {
	book     rulebook
	tiers    []tier // highest first
	specific []*criterion
	rest     []*criterion
	readings []*tableReading
	implied  []implication
	diseases []string // named by the text, an open list
	clauses  []string // of the diseases
}

// tier is one of a plan's standards. grade is what people grade a household that belongs
// there.
type tier struct {
	code    string
	fen     int64
	grade   string
	clauses []string
	words   text.Text
}

// criterion brings a household into a tier.
type criterion struct {
	clause       string
	tier         *tier
	when, unless cond
	taken        option // in force by that reading alone
	words        text.Text
}

// implication: of is a kind of fact, so it makes fact true, and where fact is not so
// neither is of.
type implication struct{ fact, of string }

// tableReading is an ambiguity of the register in a table: it stands where when holds,
// unless does not, all the criteria named in among matched, and, with
// apart, the grade belongs to another tier than the criterion. Where it stands and the
// township took the reading of its taken, what it drops does not count, and with apart the
// tier is that of the grade.
type tableReading struct {
	taken        option
	drops        []string
	id           string
	among        []string
	any          []string
	apart        bool
	when, unless cond
	words        text.Text
}

// granted is where a household falls (docs/plan-questions.md, grant). A person decides:
// nothing is rejected by it.
type granted struct {
	Tier     string   `json:"tier"`
	Amount   yuan     `json:"amount_yuan"`
	Matched  []string `json:"matched"`
	Reject   bool     `json:"auto_reject"`
	Review   bool     `json:"review"`
	Readings []string `json:"readings,omitempty"`
	Clauses  []string `json:"clauses"`
	Ask      []string `json:"ask"`
	tier     *tier    // nil for none
}

// noTier is the tier of a household for which no criterion holds.
const noTier = "none"

// judge works a household out. What is unknown brings no tier and stands in Ask.
func (g *grants) judge(s sheet) granted {
	s.told = slices.Clone(s.told)
	for _, im := range g.implied {
		switch {
		case s.at(im.of).tri == rules.Yes:
			s.set(im.fact, true)
		case s.at(im.fact).tri == rules.No && !s.at(im.of).known:
			s.set(im.of, false)
		}
	}
	at := g.book.look(s)
	grade := g.graded(s.at("hardship").word)
	a, specific := g.match(s, at, nil)
	if specific != nil {
		at.open |= householdFacts.bit["hardship"] &^ at.known
	}
	var dropped []string
	byGrade := false
	for _, rd := range g.readings {
		if !rd.fits(a.Matched) || rd.apart && (specific == nil || grade == nil || grade == specific) || !at.stands(rd.when, rd.unless) {
			continue
		}
		a.Review, a.Readings = true, add(a.Readings, []string{rd.id})
		if rd.taken.chosen(s.taken) {
			dropped, byGrade = append(dropped, rd.drops...), byGrade || rd.drops == nil
		}
	}
	if len(dropped) > 0 {
		readings := a.Readings
		a, _ = g.match(s, at, dropped)
		a.Review, a.Readings = true, readings
	}
	if byGrade && grade != nil {
		a.tier, a.Tier, a.Amount, a.Matched = grade, grade.code, yuan(grade.fen), g.caught(grade)
	}
	if a.tier != nil {
		a.Clauses = add(a.Clauses, a.tier.clauses)
	} else if len(g.rest) > 0 {
		a.Clauses = []string{g.rest[len(g.rest)-1].clause}
	}
	a.Clauses = add(a.Clauses, a.Matched)
	for _, im := range g.implied { // what could make an asked fact true is asked for too
		if at.open&householdFacts.bit[im.fact] != 0 {
			at.open |= householdFacts.bit[im.of] &^ at.known
		}
	}
	a.Ask = householdFacts.list(at.open)
	return a
}

// match holds the criteria that are in force against a household, without those dropped,
// and says the tier of the specific ones, nil where none holds and a catch-all is looked for.
func (g *grants) match(s sheet, at *look, dropped []string) (a granted, specific *tier) {
	a = granted{Tier: noTier, Matched: []string{}, Clauses: []string{}, Ask: []string{}}
	holds := func(c *criterion) bool {
		return !slices.Contains(dropped, c.clause) && c.taken.under(s.taken) && at.stands(c.when, c.unless)
	}
	for _, c := range g.specific {
		if holds(c) {
			a.take(c)
		}
	}
	if specific = a.tier; specific != nil {
		return a, specific
	}
	for _, c := range g.rest {
		if holds(c) {
			a.take(c)
			break
		}
	}
	return a, nil
}

// caught is the catch-all of a tier.
func (g *grants) caught(t *tier) []string {
	for _, c := range g.rest {
		if c.tier == t {
			return []string{c.clause}
		}
	}
	return []string{}
}

// take adds a criterion that holds; the highest tier counts.
func (a *granted) take(c *criterion) {
	a.Matched = append(a.Matched, c.clause)
	if a.tier == nil || c.tier.fen > a.tier.fen {
		a.tier, a.Tier, a.Amount = c.tier, c.tier.code, yuan(c.tier.fen)
	}
}

func (g *grants) graded(grade string) *tier {
	for i := range g.tiers {
		if grade != "" && g.tiers[i].grade == grade {
			return &g.tiers[i]
		}
	}
	return nil
}

func (g *grants) tier(code string) *tier {
	for i := range g.tiers {
		if g.tiers[i].code == code {
			return &g.tiers[i]
		}
	}
	return nil
}

// tierCodes lists the tiers for a refusal.
func (g *grants) tierCodes() string {
	var codes []string
	for _, t := range g.tiers {
		codes = append(codes, t.code)
	}
	return strings.Join(codes, ", ")
}

// fits says whether the criteria that the reading is about are matched.
func (rd *tableReading) fits(matched []string) bool {
	for _, c := range rd.among {
		if !slices.Contains(matched, c) {
			return false
		}
	}
	return rd.any == nil || slices.ContainsFunc(rd.any, func(c string) bool { return slices.Contains(matched, c) })
}

func (l *Library) askGrant(p *Plan, q question) (any, error) {
	if p.relief.grants == nil {
		return nil, noSuch("grant", p)
	}
	s, err := q.sheet(householdFacts)
	if err == nil {
		s.taken, err = l.taken(q)
	}
	if err != nil {
		return nil, err
	}
	return p.relief.grants.judge(s), nil
}
