package plan

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/goccy/go-yaml/ast"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// ReadBefore is the register's entry for 「X前」: by the end of day X, or strictly before it.
const (
	ReadBefore   = "A-01"
	readStrictly = "strict"
)

// warnDays is how long before its day an item is near (clauses.md A-01).
const warnDays = 3

// Deadline is a dated item of a plan.
type Deadline struct {
	Item    string
	Clauses []string
	Text    text.Text
	day     string // MM-DD
	onDay   bool   // on that very day, 「于X日」, not by it
	year    int    // of the due day where the plan prints it, else 0

	list  string // checklist that it is done with, "" for none
	feast bool   // by the Spring Festival, or on it, in place of a day
	off   int    // days from it
	firm  bool   // whether that takes in the day is no question of ReadBefore
	soft  string // MM-DD of an earlier end behind which it is amber, "" for none
}

// DueStatus: 未到期 / 今日到期 / 逾期 / 按期完成 / 逾期完成. "" where the facts do not tell.
type DueStatus string

const (
	DueOpen   DueStatus = "open"
	DueToday  DueStatus = "due_today"
	DueLate   DueStatus = "overdue"
	DoneTime  DueStatus = "done_on_time"
	DoneLater DueStatus = "done_late"
)

// DueWords names the states of a dated item.
var DueWords = []rules.Named{
	{Code: string(DueOpen), Text: text.Text{ZH: "未到期", EN: "open"}},
	{Code: string(DueToday), Text: text.Text{ZH: "今日到期", EN: "due today"}},
	{Code: string(DueLate), Text: text.Text{ZH: "逾期", EN: "overdue"}},
	{Code: string(DoneTime), Text: text.Text{ZH: "按期完成", EN: "done on time"}},
	{Code: string(DoneLater), Text: text.Text{ZH: "逾期完成", EN: "done late"}},
}

// Dated is how a dated item stands on a day.
type Dated struct {
	Due    rules.Date // "" where the year is masked and nobody gave it
	Status DueStatus
	OnDay  rules.Tri // of an item due on that very day: whether it was done then
	Near   bool      // open, and due within three days
	Amber  bool      // behind the end of the activity, within its own limit
	Review bool      // whether 「X前」 takes in day X decides the status
}

// Deadlines are the dated items of the plan, by their days in the season.
func (p *Plan) Deadlines() []*Deadline { return p.deadlines }

// Dates are the Deadlines and the further days of the plan that are no items of
// docs/plan-questions.md: what has to be done by, or on, the Spring Festival among them.
func (p *Plan) Dates() []*Deadline { return slices.Concat(p.deadlines, p.dates) }

// Date is the one of Dates of that name.
func (p *Plan) Date(item string) (*Deadline, bool) {
	for _, d := range p.Dates() {
		if d.Item == item {
			return d, true
		}
	}
	return nil, false
}

// Deadline is the dated item of that name.
func (p *Plan) Deadline(item string) (*Deadline, bool) {
	for _, d := range p.deadlines {
		if d.Item == item {
			return d, true
		}
	}
	return nil, false
}

// DueYear is the calendar year of the dated items of the season that begins in startYear: that
// of its last day.
func (p *Plan) DueYear(startYear int) int {
	if p.window.last < p.window.first {
		startYear++
	}
	return startYear
}

// Due is the day by which, or on which, the item is due. year is the calendar year of that
// day, 0 for the one printed; settings are an operation's, for its reading of 「X前」. It is
// empty where the year is masked in the text and not given.
func (d *Deadline) Due(year int, settings map[string]string) rules.Date {
	named := d.named(year)
	if named != "" && d.strict(settings) {
		return named.Add(-1)
	}
	return named
}

// named is the day that the text names.
func (d *Deadline) named(year int) rules.Date {
	if year == 0 {
		year = d.year
	}
	if year < 1 || year > 9998 {
		return ""
	}
	if d.feast {
		first := rules.SpringFestival(pad(year))
		if first == "" {
			return "" // the table ends before that year
		}
		return first.Add(d.off)
	}
	return rules.Date(pad(year) + "-" + d.day)
}

// OnDay says that it is due on that very day, neither earlier nor later.
func (d *Deadline) OnDay() bool { return d.onDay }

func (d *Deadline) strict(settings map[string]string) bool {
	return d.Before() && settings[ReadBefore] == readStrictly
}

// Before says that the item is due by its day, not on it, so that it turns on ReadBefore.
func (d *Deadline) Before() bool { return !d.onDay && !d.firm }

// Package is the list of what an item consists of, by its name; ok is false for one that is done
// in one piece.
func (p *Plan) Package(item string) (*Checklist, bool) {
	d, ok := p.Date(item)
	if !ok || d.list == "" {
		return nil, false
	}
	return p.Checklist(d.list)
}

// Stands is how the item stands today, done on doneOn; either is "" where nobody knows.
func (d *Deadline) Stands(year int, settings map[string]string, today, doneOn rules.Date) Dated {
	x := Dated{Due: d.Due(year, settings)}
	if x.Due == "" {
		return x
	}
	at := today
	switch {
	case doneOn != "" && doneOn <= x.Due:
		x.Status, at = DoneTime, doneOn
	case doneOn != "":
		x.Status, at = DoneLater, doneOn
	case today == "":
		return x
	case today < x.Due:
		x.Status, x.Near = DueOpen, x.Due.Add(-warnDays) <= today
	case today == x.Due:
		x.Status, x.Near = DueToday, true
	default:
		x.Status = DueLate
	}
	if d.onDay && doneOn != "" {
		x.OnDay = triOf(doneOn == x.Due)
	}
	x.Review = d.Before() && at == d.named(year)
	if d.soft != "" && doneOn == "" && x.Status == DueOpen && string(today[5:]) > d.soft && today[:4] == x.Due[:4] {
		x.Near, x.Amber = true, true
	}
	return x
}

// date reads one of the section dates: a deadline whose day may be told by the Spring Festival.
// What is due before the feast is due the day before it, under either reading of 「X前」.
func (ld *loader) date(p *Plan, m *mapping) {
	d := &Deadline{Item: m.str("item"), Clauses: ld.clauses(m, "clauses"), Text: m.text(), firm: m.boolean("firm"), soft: m.day("activity", false)}
	by, on := m.value("by"), m.value("on")
	if (by == nil) == (on == nil) {
		m.r.fail(m.at, "expected one of the keys by, on: a day as MM-DD")
	}
	for key, n := range map[string]ast.Node{"by": by, "on": on} {
		if n == nil {
			continue
		}
		d.onDay = key == "on"
		said := m.str(key)
		f := feastDay.FindStringSubmatch(said)
		switch _, err := time.Parse(time.DateOnly, "2001-"+said); {
		case f != nil:
			d.feast, d.firm = true, true
			d.off, _ = strconv.Atoi(f[1])
		case err != nil && said != "":
			m.r.fail(n, "%q; expected a day as MM-DD, or spring_festival as spring_festival-1", said)
		default:
			d.day = said
		}
	}
	if p.item(d.Item) {
		m.r.fail(m.value("item"), "item %q stands twice; expected one", d.Item)
	}
	if !p.dropped("dates/" + d.Item) {
		p.dates = append(p.dates, d)
	}
}

var feastDay = regexp.MustCompile(`^spring_festival([+-]\d{1,2})?$`)

// Days is how many days are left until due, negative when it is past.
func Days(today, due rules.Date) int {
	return int(due.Time().Sub(today.Time()) / (24 * time.Hour))
}

func (ld *loader) deadline(p *Plan, m *mapping) {
	d := &Deadline{Item: m.str("item"), Clauses: ld.clauses(m, "clauses"), Text: m.text(), list: m.optStr("checklist")}
	by, on := m.day("by", false), m.day("on", false)
	if (by == "") == (on == "") {
		m.r.fail(m.at, "expected one of the keys by, on: a day as MM-DD")
	}
	d.day, d.onDay = by+on, on != ""
	if p.window.year != 0 {
		d.year = p.DueYear(p.window.year)
	}
	if _, twice := p.Deadline(d.Item); twice {
		m.r.fail(m.value("item"), "item %q stands twice; expected one", d.Item)
	}
	if !p.dropped("deadlines/" + d.Item) {
		p.deadlines = append(p.deadlines, d)
	}
}
