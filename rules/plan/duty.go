package plan

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Duty is what a plan asks of those whom it binds beside any case, by no day of the text: a
// standing duty, something to be done once in the season, or a goal that is watched.
type Duty struct {
	Code    string
	Clauses []string
	Force   Force
	When    DutyTime
	Who     text.Text // whom it binds
	List    string    // register that keeps its evidence, "" for none
	Text    text.Text
	Kept    text.Text // what this desk itself does about it
	Watch   []Tally   // figures that it is held against
}

// Force is how strongly the text asks.
type Force string

const (
	ForceMust    Force = "must"
	ForceShould  Force = "should"
	ForceMay     Force = "may"
	ForceMustNot Force = "must_not"
	ForceGoal    Force = "goal" // an outcome to be watched, no act
)

// ForceWords name them.
var ForceWords = []rules.Named{
	{Code: string(ForceMust), Text: text.Text{ZH: "应当", EN: "must"}},
	{Code: string(ForceShould), Text: text.Text{ZH: "提倡", EN: "should"}},
	{Code: string(ForceMay), Text: text.Text{ZH: "可以", EN: "may"}},
	{Code: string(ForceMustNot), Text: text.Text{ZH: "不得", EN: "must not"}},
	{Code: string(ForceGoal), Text: text.Text{ZH: "目标", EN: "goal"}},
}

// DutyTime is when a duty is there.
type DutyTime string

const (
	AtStart    DutyTime = "start"  // once, as the season begins
	InSeason   DutyTime = "season" // once in the season
	AtEnd      DutyTime = "end"    // once, as it ends
	Daily      DutyTime = "daily"
	Weekly     DutyTime = "weekly"
	Nightly    DutyTime = "night"
	EachTime   DutyTime = "each"     // at each visit, batch, incident
	Always     DutyTime = "always"   // the whole season
	AtForecast DutyTime = "forecast" // before weather that was announced
)

// DutyTimeWords name them.
var DutyTimeWords = []rules.Named{
	{Code: string(AtStart), Text: text.Text{ZH: "开始时", EN: "at the start"}},
	{Code: string(InSeason), Text: text.Text{ZH: "期内", EN: "in the season"}},
	{Code: string(AtEnd), Text: text.Text{ZH: "结束时", EN: "at the end"}},
	{Code: string(Daily), Text: text.Text{ZH: "每天", EN: "every day"}},
	{Code: string(Weekly), Text: text.Text{ZH: "每周", EN: "every week"}},
	{Code: string(Nightly), Text: text.Text{ZH: "每夜", EN: "every night"}},
	{Code: string(EachTime), Text: text.Text{ZH: "每次", EN: "each time"}},
	{Code: string(Always), Text: text.Text{ZH: "始终", EN: "always"}},
	{Code: string(AtForecast), Text: text.Text{ZH: "预警时", EN: "when forecast"}},
}

// Figure is something that the desk counts.
type Figure string

const (
	CasesDied      Figure = "cases_died"      // cases that ended in death
	CasesUnsettled Figure = "cases_unsettled" // cases without an outcome
	RegisterRows   Figure = "rows"            // rows of a register whose field says so
)

// FigureWords name them.
var FigureWords = []rules.Named{
	{Code: string(CasesDied), Text: text.Text{ZH: "死亡的救助事项", EN: "cases that ended in death"}},
	{Code: string(CasesUnsettled), Text: text.Text{ZH: "还没有结果的救助事项", EN: "cases without an outcome"}},
	{Code: string(RegisterRows), Text: text.Text{ZH: "台账里的记录", EN: "rows of a register"}},
}

// Tally is a figure that a duty is held against: it should stay at nought. Of rows it is
// those of a List whose Field is one of Is and that are in no state of But; where Unnoted,
// those alone of which no step has a note.
type Tally struct {
	Figure  Figure
	List    string
	Field   string
	Is      []string
	But     []string
	Unnoted bool
	Text    text.Text // what is counted
}

// Once says that the duty is done once in a season, with evidence.
func (d *Duty) Once() bool {
	return d.When == AtStart || d.When == InSeason || d.When == AtEnd
}

// Every is how often it comes back, "" where it is no series.
func (d *Duty) Every() rules.Every {
	switch d.When {
	case Daily, Nightly:
		return rules.EveryDay
	case Weekly:
		return rules.EveryWeek
	}
	return ""
}

const (
	lastWeek = 6  // days before the last day of a season from which what ends it is asked for
	endGrace = 60 // days after it for which that is still asked for. Ours
)

// Stretch is from which day to which a duty that is done once is asked for in a season, and
// at which day of a calendar it stands, as the text names none.
func (d *Duty) Stretch(from, to rules.Date) (first, last, at rules.Date) {
	switch d.When {
	case AtStart:
		return from, to, from
	case AtEnd:
		return max(from, to.Add(-lastWeek)), to.Add(endGrace), to
	}
	return from, to, to
}

// Duties are what the plan asks beside its dates and cases, in the order of its file.
func (p *Plan) Duties() []*Duty { return p.duties }

// Duty is the one of that code.
func (p *Plan) Duty(code string) (*Duty, bool) {
	for _, d := range p.duties {
		if d.Code == code {
			return d, true
		}
	}
	return nil, false
}

var (
	forceCodes = namesOf(ForceWords)
	dutyTimes  = namesOf(DutyTimeWords)
	figures    = namesOf(FigureWords)
)

func namesOf(list []rules.Named) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Code
	}
	return out
}

// duty reads one of the section duties. What comes back is a series beside: its marks are
// those of the other series.
func (ld *loader) duty(p *Plan, m *mapping) {
	d := &Duty{Code: m.str("code"), Clauses: ld.clauses(m, "clauses"), Force: Force(m.word("force", forceCodes...)),
		When: DutyTime(m.word("when", dutyTimes...)), List: m.optStr("list"), Text: m.text(), Kept: m.r.text(m.value("kept")), Who: m.r.text(m.value("who"))}
	if d.Who.IsZero() && len(d.Clauses) > 0 {
		d.Who = Binds(d.Clauses[0])
	}
	m.each("watch", func(m *mapping) {
		t := Tally{Figure: Figure(m.word("figure", figures...))}
		if t.Text = rules.WordOf(FigureWords, string(t.Figure)); t.Figure == RegisterRows {
			t.List, t.Field, t.Is, t.But, t.Text = m.str("list"), m.str("field"), m.strs("is"), m.strs("but"), m.text()
			t.Unnoted = m.boolean("unnoted")
		}
		d.Watch = append(d.Watch, t)
	})
	switch standing := d.When == EachTime || d.When == Always || d.When == AtForecast; {
	case d.Force == ForceGoal && len(d.Watch) == 0:
		m.r.fail(m.value("force"), "a goal without the key watch; expected the figures that it is held against")
	case standing && len(d.Watch) == 0 && d.List == "" && d.Kept.IsZero():
		m.r.fail(m.value("when"), "a standing duty without one of the keys kept, list, watch; expected what this desk does about it")
	}
	if p.item(d.Code) {
		m.r.fail(m.value("code"), "item %q stands twice; expected one", d.Code)
	}
	p.duties = append(p.duties, d)
	if every := d.Every(); every != "" {
		p.series = append(p.series, &Series{Item: d.Code, Clauses: d.Clauses, Text: d.Text, Every: every})
	}
}

// item says that the plan has a dated item, a series or a duty of that name.
func (p *Plan) item(name string) bool {
	_, dated := p.Date(name)
	_, duty := p.Duty(name)
	return dated || duty || slices.ContainsFunc(p.series, func(s *Series) bool { return s.Item == name })
}
