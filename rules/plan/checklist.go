package plan

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Checklist is a named list of a plan that is complete when all of it is there.
type Checklist struct {
	List    string
	Clauses []string
	Text    text.Text
	items   []listed
}

// listed is an item of a checklist; one under a choice belongs to it by that reading alone.
type listed struct {
	rules.Named
	option
}

// Checked is how a list stands.
type Checked struct {
	Missing  []rules.Named // in the order of the list
	Unlisted []string      // what is there and not of the list
	Readings []string      // register ids that decide what is missing
}

// Checklists are the lists of the plan.
func (p *Plan) Checklists() []*Checklist { return p.checklists }

// Checklist is the list of that name.
func (p *Plan) Checklist(name string) (*Checklist, bool) {
	for _, c := range p.checklists {
		if c.List == name {
			return c, true
		}
	}
	return nil, false
}

// Items are the items of the list by the readings of an operation.
func (c *Checklist) Items(settings map[string]string) []rules.Named {
	var out []rules.Named
	for _, it := range c.items {
		if it.under(settings) {
			out = append(out, it.Named)
		}
	}
	return out
}

// Check holds what is there against the list.
func (c *Checklist) Check(has []string, settings map[string]string) Checked {
	var x Checked
	for _, it := range c.items {
		if slices.Contains(has, it.Code) {
			continue
		}
		if it.Choice != nil {
			x.Readings = add(x.Readings, []string{it.ID})
		}
		if it.under(settings) {
			x.Missing = append(x.Missing, it.Named)
		}
	}
	for _, code := range has {
		if !slices.ContainsFunc(c.items, func(it listed) bool { return it.Code == code }) {
			x.Unlisted = append(x.Unlisted, code)
		}
	}
	return x
}

func (ld *loader) checklist(p *Plan, m *mapping) {
	c := &Checklist{List: m.str("list"), Clauses: ld.clauses(m, "clauses"), Text: m.text()}
	m.must("items")
	m.each("items", func(m *mapping) {
		it := listed{rules.Named{Code: m.str("code"), Text: m.text()}, ld.option(m)}
		if slices.ContainsFunc(c.items, func(o listed) bool { return o.Code == it.Code }) {
			m.r.fail(m.value("code"), "item %q stands twice; expected one", it.Code)
		}
		if !p.dropped("checklists/" + c.List + "/" + it.Code) {
			c.items = append(c.items, it)
		}
	})
	if len(c.items) == 0 && len(m.list("items")) == 0 {
		m.r.fail(m.at, "the list is empty; expected an item")
	}
	if _, twice := p.Checklist(c.List); twice {
		m.r.fail(m.value("list"), "list %q stands twice; expected one", c.List)
	}
	if len(c.items) > 0 { // else every item is off
		p.checklists = append(p.checklists, c)
	}
}
