package plan

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Series is what a plan asks each day or each week of its window.
type Series struct {
	Item    string
	Clauses []string
	Text    text.Text
	Every   rules.Every
}

// Series are what the plan asks over and over.
func (p *Plan) Series() []*Series { return p.series }

// Feast is what the plan asks around the Spring Festival, with how many days open.
func (p *Plan) Feast() (*Series, bool) { return p.feast, p.feast != nil }

// FeastDays are the days around the Spring Festival of a year that are meant, both inside, as an
// operation of that plan has them (SettingFeast); "" for a year without a table.
func (l *Library) FeastDays(year int, o *rules.Operation) (first, last rules.Date) {
	day := rules.SpringFestival(pad(year))
	if day == "" {
		return "", ""
	}
	l = l.loaded()
	n, _ := strconv.Atoi(o.Settings[SettingFeast])
	if n < 1 {
		n = l.ownFigure(o.Plan, SettingFeast)
	}
	if s := l.settings[SettingFeast]; n < 1 && s != nil {
		n = s.Default
	}
	return day.Add(-n), day.Add(n)
}

func (ld *loader) repeated(p *Plan, m *mapping) {
	s := &Series{Item: m.str("item"), Clauses: ld.clauses(m, "clauses"), Text: m.text(),
		Every: rules.Every(m.word("every", string(rules.EveryDay), string(rules.EveryWeek)))}
	_, dated := p.Date(s.Item)
	for _, o := range p.series {
		dated = dated || o.Item == s.Item
	}
	if dated {
		m.r.fail(m.value("item"), "item %q stands twice; expected one", s.Item)
	}
	if !p.dropped("series/" + s.Item) {
		p.series = append(p.series, s)
	}
}

// Stands is how a dated duty stands today that is due on a day which leaves nothing to read:
// the township's own, or the end of a period.
func Stands(due, today, doneOn rules.Date) Dated {
	d := Deadline{onDay: true, day: string(due[5:])}
	x := d.Stands(due.Time().Year(), nil, today, doneOn)
	x.OnDay = rules.Unasked
	return x
}

// OfVillages says that an owner is the villages.
func OfVillages(owner text.Text) bool { return owner.ZH == whoWords["village"].ZH }

// whoWords name whom a clause binds (ClauseRow.Who).
var whoWords = map[string]text.Text{
	"all":      {ZH: "各级", EN: "everybody"},
	"town":     {ZH: "镇", EN: "the township"},
	"village":  {ZH: "村(社区)", EN: "the villages"},
	"duty":     {ZH: "值班室", EN: "the duty room"},
	"station":  {ZH: "救助管理站", EN: "the rescue station"},
	"county":   {ZH: "县级", EN: "the county"},
	"district": {ZH: "区级", EN: "the district"},
	"city":     {ZH: "市级", EN: "the city"},
	"school":   {ZH: "学校", EN: "the schools"},
}

// HasClause says that a clause is one of the nine plans, of the regulations, or of a
// township's own plan.
func (l *Library) HasClause(id string) bool {
	if slices.ContainsFunc(ClauseRows(), func(r ClauseRow) bool { return r.ID == id }) {
		return true
	}
	plan, _, _ := strings.Cut(id, ".")
	nine := slices.ContainsFunc(ClauseRows(), func(r ClauseRow) bool { return strings.HasPrefix(r.ID, plan+".") })
	return !nine && len(l.Clause(id)) > 0
}

// Binds is who answers for a clause; nothing for one of no plan.
func Binds(clause string) text.Text {
	for _, r := range ClauseRows() {
		if r.ID == clause {
			return whoWords[r.Who]
		}
	}
	return text.Text{}
}
