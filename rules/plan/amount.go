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
// allowed with a reason, and which of floor and standard counts is a reading; by the
// other one what is above is a breach too.
func (m *amounts) judge(std, floor *standard, paid *int64, taken map[string]string) paidAmount {
	a := paidAmount{Clauses: []string{}, Ask: []string{}}
	if std != nil {
		y := yuan(std.fen)
		a.Standard, a.Clauses = &y, add(a.Clauses, std.clauses)
	}
	if floor != nil {
		y := yuan(floor.fen)
		a.Floor, a.Clauses = &y, add(a.Clauses, floor.clauses)
	}
	if std == nil && floor == nil { // whichever it is
		for _, s := range slices.Concat(m.standards, m.floors) {
			a.Clauses = add(a.Clauses, s.clauses)
		}
		return a
	}
	if paid == nil {
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
		if a.NeedsReason && m.reading.other.chosen(taken) {
			ok, a.NeedsReason = false, false
		}
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
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	a := m.judge(std, floor, paid, taken)
	if std == nil && (paid == nil || slices.ContainsFunc(m.standards, func(s standard) bool { return !same(a, m.judge(&s, floor, paid, taken)) })) {
		a.Ask = append(a.Ask, "level")
	}
	if floor == nil && (paid == nil || slices.ContainsFunc(m.floors, func(f standard) bool { return !same(a, m.judge(std, &f, paid, taken)) })) {
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

// noSuch answers an op that a plan does not have.
func noSuch(op string, p *Plan) error { return fmt.Errorf("op %s: plan %s has none", op, p.ID) }
