package plan

import "dutydesk/rules/text"

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
// may exceed the fund already, while no total is shown without every count. Where the tiers
// that the town does not make up exceed it alone, it is stopped and asked, unless the
// township reads the text so that it makes up those too.
func (f *funds) judge(g *grants, counts map[string]*int64, taken map[string]string) fundsAnswer {
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
		a.Review, a.Readings = true, []string{f.reading.id}
		if stop = !f.reading.other.chosen(taken); stop {
			d := stopAndAsk
			a.Decision = &d
		}
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
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	return f.judge(g, counts, taken), nil
}
