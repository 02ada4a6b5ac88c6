package plan

import (
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules/text"
)

// amounts is what a household on a list is paid: a standard by the level of the list, and a
// floor for a list of its own.
type amounts struct {
	standards []standard // by level
	floors    []standard // by list
	reading   *reading   // what is above a standard, and a floor under a higher standard
}

type standard struct {
	code    string
	fen     int64
	clauses []string
	words   text.Text
}

type paidAmount struct {
	OK          *bool    `json:"ok"`
	Standard    *yuan    `json:"standard_yuan"`
	Floor       *yuan    `json:"floor_yuan"`
	OffStandard bool     `json:"off_standard"`
	NeedsReason bool     `json:"needs_reason"`
	Review      bool     `json:"review"`
	Readings    []string `json:"readings,omitempty"`
	Clauses     []string `json:"clauses"`
	Ask         []string `json:"ask"`
}

// judge holds a payment against the standard and the floor, each nil where it does not
// apply, the payment nil where it is unknown. Below is a breach; above a standard is
// allowed with a reason, and which of floor and standard counts is a reading.
func (m *amounts) judge(std, floor *standard, paid *int64) paidAmount {
	a := paidAmount{Clauses: []string{}, Ask: []string{}}
	if std != nil {
		y := yuan(std.fen)
		a.Standard, a.Clauses = &y, add(a.Clauses, std.clauses)
	}
	if floor != nil {
		y := yuan(floor.fen)
		a.Floor, a.Clauses = &y, add(a.Clauses, floor.clauses)
	}
	if paid == nil || std == nil && floor == nil {
		return a
	}
	n := *paid
	ok := (std == nil || n >= std.fen) && (floor == nil || n >= floor.fen)
	a.OK = &ok
	if std != nil {
		a.OffStandard, a.NeedsReason = n != std.fen, n > std.fen
	}
	between := std != nil && floor != nil && floor.fen <= n && n < std.fen
	if (a.NeedsReason || between) && m.reading != nil {
		a.Review, a.Readings = true, []string{m.reading.id}
	}
	return a
}

func same(a, b paidAmount) bool {
	return (a.OK == nil) == (b.OK == nil) && (a.OK == nil || *a.OK == *b.OK) && a.OffStandard == b.OffStandard &&
		a.NeedsReason == b.NeedsReason && a.Review == b.Review
}

func (l *Library) askAmount(p *Plan, q question) (any, error) {
	m := p.relief.amounts
	if m == nil {
		return nil, noSuch("amount", p)
	}
	std, err := q.standard("level", m.standards)
	if err != nil {
		return nil, err
	}
	floor, err := q.standard("list", m.floors)
	if err != nil {
		return nil, err
	}
	var paid *int64
	if q.has("paid_yuan") {
		n, err := q.money("paid_yuan")
		if err != nil {
			return nil, err
		}
		paid = &n
	}
	a := m.judge(std, floor, paid)
	if std == nil && (paid == nil || slices.ContainsFunc(m.standards, func(s standard) bool { return !same(a, m.judge(&s, floor, paid)) })) {
		a.Ask = append(a.Ask, "level")
	}
	if floor == nil && (paid == nil || slices.ContainsFunc(m.floors, func(f standard) bool { return !same(a, m.judge(std, &f, paid)) })) {
		a.Ask = append(a.Ask, "list")
	}
	if paid == nil {
		a.Ask = append(a.Ask, "paid_yuan")
	}
	return a, nil
}

// standard is the one of the list that the question names, nil where it names none.
func (q question) standard(key string, of []standard) (*standard, error) {
	if !q.has(key) {
		return nil, nil
	}
	code, err := q.str(key)
	if err != nil {
		return nil, err
	}
	var codes []string
	for i := range of {
		if of[i].code == code {
			return &of[i], nil
		}
		codes = append(codes, of[i].code)
	}
	return nil, fmt.Errorf("%s: unknown %q, expected one of %s", key, clip(code), strings.Join(codes, ", "))
}

// owners is who visits which group of people.
type owners struct {
	list []owner
}

type owner struct {
	name    string
	clauses []string
	groups  []group
	words   text.Text
}

// group is one of an owner's. also is another owner whose group would hold it too.
type group struct {
	names   []string // the first as shown, then others for the same
	also    string
	reading *reading
}

type owned struct {
	Owner    *string  `json:"owner"`
	Conflict *string  `json:"conflict_with"`
	Review   bool     `json:"review"`
	Readings []string `json:"readings,omitempty"`
	Clauses  []string `json:"clauses"`
	Ask      []string `json:"ask"`
}

func (l *Library) askOwner(p *Plan, q question) (any, error) {
	o := p.relief.owners
	if o == nil {
		return nil, noSuch("owner", p)
	}
	a := owned{Clauses: []string{}, Ask: []string{}}
	if !q.has("group") {
		a.Ask = append(a.Ask, "group")
		return a, nil
	}
	name, err := q.str("group")
	if err != nil {
		return nil, err
	}
	var names []string
	for i := range o.list {
		for j := range o.list[i].groups {
			own, g := &o.list[i], &o.list[i].groups[j]
			if !slices.Contains(g.names, strings.TrimSpace(name)) {
				names = append(names, g.names[0])
				continue
			}
			a.Owner, a.Clauses = &own.name, own.clauses
			if g.also != "" {
				a.Conflict = &g.also
			}
			if g.reading != nil {
				a.Review, a.Readings = true, []string{g.reading.id}
			}
			return a, nil
		}
	}
	return nil, fmt.Errorf("group: unknown %q, expected one of %s", clip(name), strings.Join(names, ", "))
}

// funds is a sum of money set aside for grants, and which tier's shortfall is passed on.
type funds struct {
	fen     int64
	passes  string // the tier whose shortfall the town raises
	clauses []string
	reading *reading // where the other tiers alone exceed it
	words   text.Text
}

type fundsAnswer struct {
	Fund     yuan     `json:"county_fund_yuan"`
	Total    *yuan    `json:"total_yuan"`
	Over     *yuan    `json:"over_yuan"`
	Town     *yuan    `json:"town_self_raised_yuan"`
	Decision *string  `json:"decision"`
	Review   bool     `json:"review"`
	Readings []string `json:"readings,omitempty"`
	Clauses  []string `json:"clauses"`
	Ask      []string `json:"ask"`
}

// stopAndAsk: the text is silent, nothing is booked on the town.
const stopAndAsk = "stop_and_ask"

// judge adds up the counted households by tier, nil where a count is unknown: what is known
// may exceed the fund already, while no total is shown without every count.
func (f *funds) judge(g *grants, counts map[string]*int64) fundsAnswer {
	a := fundsAnswer{Fund: yuan(f.fen), Clauses: add(nil, f.clauses), Ask: []string{}}
	var total, firm int64
	for i := range g.tiers {
		t := &g.tiers[i]
		a.Clauses = add(a.Clauses, t.clauses)
		n := counts[t.code]
		if n == nil {
			a.Ask = append(a.Ask, t.code)
			continue
		}
		total += *n * t.fen
		if t.code != f.passes {
			firm += *n * t.fen
		}
	}
	stop := firm > f.fen
	if stop {
		d := stopAndAsk
		a.Decision, a.Review, a.Readings = &d, true, []string{f.reading.id}
	}
	if len(a.Ask) > 0 {
		return a
	}
	sum, over := yuan(total), yuan(max(0, total-f.fen))
	a.Total, a.Over = &sum, &over
	if !stop {
		a.Town = &over
	}
	return a
}

func (l *Library) askFunds(p *Plan, q question) (any, error) {
	f, g := p.relief.funds, p.relief.grants
	if f == nil || g == nil {
		return nil, noSuch("funds", p)
	}
	counts := map[string]*int64{}
	for _, t := range g.tiers {
		if q.has(t.code) {
			n, err := q.count(t.code)
			if err != nil {
				return nil, err
			}
			counts[t.code] = &n
		}
	}
	return f.judge(g, counts), nil
}

// noSuch answers an op that a plan does not have.
func noSuch(op string, p *Plan) error { return fmt.Errorf("op %s: plan %s has none", op, p.ID) }

func (g *grants) tierCodes() string {
	var codes []string
	for _, t := range g.tiers {
		codes = append(codes, t.code)
	}
	return strings.Join(codes, ", ")
}
