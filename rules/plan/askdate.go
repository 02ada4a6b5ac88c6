package plan

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// taken are the readings that the question chooses, by register id; a further key of a
// question, as the settings of an operation have them.
func (l *Library) taken(q question) (map[string]string, error) {
	if !q.has("taken") {
		return nil, nil
	}
	var set map[string]string
	if err := q.decode("taken", "an object of readings by register id", &set); err != nil {
		return nil, err
	}
	for id, code := range set {
		c, ok := l.Choice(id)
		if !ok {
			return nil, fmt.Errorf("taken: unknown %q, expected the id of a choice as %s", clip(id), ReadBefore)
		}
		if !c.Offers(code) {
			return nil, fmt.Errorf("taken.%s: unknown %q, expected one of %s", id, clip(code), codesOf(c.Options))
		}
	}
	return set, nil
}

func codesOf(list []rules.Named) string {
	words := make([]text.Text, len(list))
	for i, n := range list {
		words[i] = text.Text{ZH: n.Code, EN: n.Code}
	}
	return joined(words).EN
}

// unless says that the plan has nothing of the kind asked for.
func (p *Plan) unless(ok bool, op, key, name string, names []string) error {
	switch {
	case ok:
		return nil
	case len(names) == 0:
		return fmt.Errorf("op: plan %s has no %s", p.ID, op)
	}
	return fmt.Errorf("%s: plan %s has no %q, expected one of %q", key, p.ID, clip(name), names)
}

// deadlineAnswer: docs/plan-questions.md, deadline.
type deadlineAnswer struct {
	Due     *rules.Date `json:"due"`
	Status  *DueStatus  `json:"status"`
	OnDay   *bool       `json:"on_day,omitempty"`
	Left    *int        `json:"days_left,omitempty"`
	Setting bool        `json:"setting,omitempty"`
	Review  bool        `json:"review"`
	Reading []string    `json:"readings,omitempty"`
	Clauses []string    `json:"clauses"`
	Ask     []string    `json:"ask"`
}

func (l *Library) askDeadline(p *Plan, q question) (any, error) {
	item, err := q.optStr("item")
	if err != nil {
		return nil, err
	}
	d, ok := p.Deadline(item)
	var items []string
	for _, d := range p.deadlines {
		items = append(items, d.Item)
	}
	if err := p.unless(ok, "deadline", "item", item, items); err != nil {
		return nil, err
	}
	today, err := q.date("today")
	if err != nil {
		return nil, err
	}
	done, err := q.date("done_on")
	if err != nil {
		return nil, err
	}
	year, err := q.year("year")
	if err != nil {
		return nil, err
	}
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	if d.year != 0 {
		year = 0 // the plan prints its own
	}
	x := d.Stands(year, taken, today, done)
	a := deadlineAnswer{Review: x.Review, Clauses: d.Clauses, Ask: []string{}, Setting: x.Due == ""}
	if x.Due == "" {
		a.Ask = append(a.Ask, "year")
	} else {
		a.Due = &x.Due
		if today != "" && done == "" {
			n := Days(today, x.Due)
			a.Left = &n
		}
	}
	if x.Status != "" {
		a.Status = &x.Status
	}
	if x.OnDay != rules.Unasked {
		on := x.OnDay == rules.Yes
		a.OnDay = &on
	}
	if x.Review {
		a.Reading = []string{ReadBefore}
	}
	if done == "" {
		a.Ask = append(a.Ask, "done_on")
		if today == "" {
			a.Ask = append(a.Ask, "today")
		}
	}
	return a, nil
}

// followupAnswer: docs/plan-questions.md, followup.
type followupAnswer struct {
	Next    *rules.Date `json:"next_due"`
	Overdue *bool       `json:"overdue"`
	Setting bool        `json:"setting,omitempty"`
	Review  bool        `json:"review"`
	Clauses []string    `json:"clauses"`
	Ask     []string    `json:"ask"`
}

func (l *Library) askFollowup(p *Plan, q question) (any, error) {
	f, ok := p.Followup()
	if err := p.unless(ok, "followup", "", "", nil); err != nil {
		return nil, err
	}
	refused, err := q.date("refused_on")
	if err != nil {
		return nil, err
	}
	today, err := q.date("today")
	if err != nil {
		return nil, err
	}
	visits, err := q.dates("visits")
	if err != nil {
		return nil, err
	}
	days, err := q.whole("interval_days", 1, maxInterval, "a number of days")
	if err != nil {
		return nil, err
	}
	a := followupAnswer{Clauses: f.Clauses, Ask: []string{}, Setting: days == 0}
	next := f.Next(refused, visits, days)
	if refused == "" && len(visits) == 0 {
		a.Ask = append(a.Ask, "refused_on")
	}
	if days == 0 {
		a.Ask = append(a.Ask, "interval_days")
	}
	if !q.has("visits") {
		a.Ask = append(a.Ask, "visits")
	}
	if today == "" {
		a.Ask = append(a.Ask, "today")
	}
	if next == "" {
		return a, nil
	}
	a.Next = &next
	if today != "" {
		late := today > next
		a.Overdue = &late
	}
	return a, nil
}

// maxInterval is ten years: no day beyond the calendar.
const maxInterval = 3660

// checklistAnswer: docs/plan-questions.md, checklist.
type checklistAnswer struct {
	Complete bool     `json:"complete"`
	Missing  []string `json:"missing"`
	Unlisted []string `json:"unlisted,omitempty"`
	Review   bool     `json:"review"`
	Reading  []string `json:"readings,omitempty"`
	Clauses  []string `json:"clauses"`
	Ask      []string `json:"ask"`
}

func (l *Library) askChecklist(p *Plan, q question) (any, error) {
	name, err := q.optStr("list")
	if err != nil {
		return nil, err
	}
	c, ok := p.Checklist(name)
	var lists []string
	for _, c := range p.checklists {
		lists = append(lists, c.List)
	}
	if err := p.unless(ok, "checklist", "list", name, lists); err != nil {
		return nil, err
	}
	has, err := q.list("has")
	if err != nil {
		return nil, err
	}
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	x := c.Check(has, taken)
	a := checklistAnswer{Complete: len(x.Missing) == 0, Missing: make([]string, len(x.Missing)), Unlisted: x.Unlisted,
		Review: len(x.Readings) > 0, Reading: x.Readings, Clauses: c.Clauses, Ask: []string{}}
	for i, n := range x.Missing {
		a.Missing[i] = n.Code
	}
	if !q.has("has") {
		a.Ask = append(a.Ask, "has")
	}
	return a, nil
}
