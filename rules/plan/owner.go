package plan

import (
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules/text"
)

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
	taken, err := l.taken(q)
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
			if g.reading != nil && g.also != "" && g.reading.other.chosen(taken) {
				a.Owner, a.Conflict = &g.also, &own.name
			}
			if g.reading != nil {
				a.Review, a.Readings = true, []string{g.reading.id}
			}
			return a, nil
		}
	}
	return nil, fmt.Errorf("group: unknown %q, expected one of %s", clip(name), strings.Join(names, ", "))
}
