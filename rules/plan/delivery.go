package plan

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// delivery is the discipline of handing a grant over.
type delivery struct {
	book     rulebook
	checks   []check
	readings []*tableReading
}

// check is one rule of it: a breach, a warning or a flag where when holds.
type check struct {
	code         string
	kind         string // breach, warning, flag
	when, unless cond
	taken        option // in force by that reading alone
	clauses      []string
	words        text.Text
}

type delivered struct {
	Valid    *bool    `json:"valid"`
	Breaches []string `json:"breaches"`
	Warnings []string `json:"warnings"`
	Flags    []string `json:"flags"`
	Standard *yuan    `json:"standard_yuan"`
	Review   bool     `json:"review"`
	Readings []string `json:"readings,omitempty"`
	Clauses  []string `json:"clauses"`
	Ask      []string `json:"ask"`
}

// judge holds a delivery against the discipline. It is valid when nothing is broken and
// nothing that a breach turns on is unknown; a flag leaves that to a person, with a note.
func (d *delivery) judge(s sheet) delivered {
	at := d.book.look(s)
	a := delivered{Breaches: []string{}, Warnings: []string{}, Flags: []string{}, Clauses: []string{}}
	var all []string
	unknown := false
	for _, c := range d.checks {
		if !c.taken.under(s.taken) {
			continue
		}
		all = add(all, c.clauses)
		if c.kind == "breach" && c.when.holds(at.truth) == rules.Unasked && c.unless.holds(at.truth) != rules.Yes {
			unknown = true
		}
		if !at.stands(c.when, c.unless) {
			continue
		}
		a.Clauses = add(a.Clauses, c.clauses)
		switch c.kind {
		case "breach":
			a.Breaches = append(a.Breaches, c.code)
		case "warning":
			a.Warnings = append(a.Warnings, c.code)
		default:
			a.Flags = append(a.Flags, c.code)
		}
	}
	raised := slices.Concat(a.Breaches, a.Warnings, a.Flags)
	for _, rd := range d.readings {
		if !rd.fits(raised) || !at.stands(rd.when, rd.unless) {
			continue
		}
		a.Review, a.Readings = true, add(a.Readings, []string{rd.id})
		if rd.taken.chosen(s.taken) {
			a.Breaches = slices.DeleteFunc(a.Breaches, func(c string) bool { return slices.Contains(rd.drops, c) })
		}
	}
	valid := len(a.Breaches) == 0
	if !valid || !unknown && len(a.Flags) == 0 {
		a.Valid = &valid
	}
	if valid && len(a.Flags) == 0 {
		a.Clauses = all
	}
	a.Ask = deliveryFacts.list(at.open)
	return a
}

func (l *Library) askDelivery(p *Plan, q question) (any, error) {
	if p.relief.delivery == nil || p.relief.grants == nil {
		return nil, noSuch("delivery", p)
	}
	for _, worked := range []string{"below", "above", "split"} {
		delete(q, worked)
	}
	s, err := q.sheet(deliveryFacts)
	if err == nil {
		s.taken, err = l.taken(q)
	}
	if err != nil {
		return nil, err
	}
	var standard *yuan
	if q.has("tier") {
		code, err := q.str("tier")
		if err != nil {
			return nil, err
		}
		t := p.relief.grants.tier(code)
		if t == nil {
			return nil, fmt.Errorf("tier: unknown %q, expected one of %s", clip(code), p.relief.grants.tierCodes())
		}
		y := yuan(t.fen)
		standard = &y
	}
	if err := payments(q, s, standard); err != nil {
		return nil, err
	}
	a := p.relief.delivery.judge(s)
	a.Standard = standard
	a.Ask = paymentAsks(q, a.Ask)
	return a, nil
}

// payments sets what the payments say against the standard: the named household's sum and
// another household's share are each held against it, and one grant is one payment to one
// household.
func payments(q question, s sheet, standard *yuan) error {
	var sums []int64
	split := false
	if q.has("paid") {
		paid, err := q.payments("paid")
		if err != nil {
			return err
		}
		var sum int64
		for _, n := range paid {
			sum += n
		}
		sums, split = append(sums, sum), len(paid) > 1
	}
	known := len(sums) > 0
	if q.has("second_recipient_paid") {
		n, err := q.money("second_recipient_paid")
		if err != nil {
			return err
		}
		if n > 0 {
			sums, split = append(sums, n), true
		}
	}
	if known || split {
		s.set("split", split)
	}
	if standard == nil {
		return nil
	}
	below := slices.ContainsFunc(sums, func(n int64) bool { return n < int64(*standard) })
	above := slices.ContainsFunc(sums, func(n int64) bool { return n > int64(*standard) })
	if known || below {
		s.set("below", below)
	}
	if known || above {
		s.set("above", above)
	}
	return nil
}

// paymentAsks puts the facts of the question in the place of those worked out from them.
func paymentAsks(q question, asks []string) []string {
	out := []string{}
	for _, key := range []string{"tier", "paid", "second_recipient_paid"} {
		if !q.has(key) {
			out = append(out, key)
		}
	}
	return append(out, slices.DeleteFunc(asks, func(f string) bool { return f == "below" || f == "above" || f == "split" })...)
}
