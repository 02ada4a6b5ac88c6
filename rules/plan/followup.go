package plan

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Followup is a demand to visit again a person who refused. The text gives no interval, so
// that the figure is the setting Interval (clauses.md §11).
type Followup struct {
	Clauses  []string
	Text     text.Text
	Interval *Setting
}

// Followup is what the plan asks after a refusal; false where it asks nothing.
func (p *Plan) Followup() (*Followup, bool) { return p.followup, p.followup != nil }

// Next is the day of the next visit: days after the last one, else after the refusal. It is
// empty where neither is known, days is not above 0, or no calendar has the day.
func (f *Followup) Next(refused rules.Date, visits []rules.Date, days int) rules.Date {
	last := refused
	if len(visits) > 0 {
		last = max(last, slices.Max(visits))
	}
	if last == "" || days < 1 {
		return ""
	}
	if next, ok := rules.ParseDate(string(last.Add(days))); ok {
		return next
	}
	return ""
}

func (ld *loader) followup(p *Plan, m *mapping) {
	f := &Followup{Clauses: ld.clauses(m, "clauses"), Text: m.text()}
	if name := m.str("limit"); name != "" {
		if f.Interval = ld.lib.settings[name]; f.Interval == nil || f.Interval.Unit != "days" {
			m.r.fail(m.value("limit"), "limit %q; expected the name of a setting in days", name)
		}
	}
	p.followup = f
}
