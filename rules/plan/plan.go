// Package plan decides what the plans of the winter operation and the regulations demand
// of a case, when it is due, and what must still be asked; and what each plan asks besides,
// by its window, its dated items, its roster, its lists and its visits after a refusal, and
// of money: who gets which grant, how it is applied for and handed over, and who visits
// whom. The demands are data (plans/*.yaml): each line carries its clause (docs/clauses.md; R.n in
// base.yaml for what regulations demand), its condition over three-valued facts, and both
// languages. Nothing that is unknown brings or fulfils a duty; it is asked for instead.
// Where the text can be read two ways the register's reading holds, or the one that the
// township chose (Choice).
//
// It keeps no state and knows no clock: facts, acts and the moment are the caller's, and
// so is the choice of the operations in force. base.yaml is always in force.
package plan

import (
	"strconv"
	"strings"
	"sync"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Library is all shipped plans with base.yaml. It is immutable and safe for many at once.
type Library struct {
	later func() *Library // the library itself, where it is not read yet

	base     *Plan
	plans    []*Plan // in order, without base
	acts     []*act  // most urgent first
	byCode   map[string]*act
	lines    [][]*line // by act
	leaves   []leaf
	docs     []document
	sources  map[string][]byte // of own plans, by id
	left     []FileCheck       // own plans that could not be read
	settings map[string]*Setting
	order    []*Setting
	choices  []*Choice
	register []rules.Ambiguity
}

// Plan is one of the nine plans, or a township's own.
type Plan struct {
	ID     string    // P1
	Title  text.Text // its name
	Level  string    // city, county, district, town: who issued it (clauses.md A-40)
	window window
	reads  []*reading
	kits   []rules.Kit
	relief relief
	index  int

	deadlines  []*Deadline
	dates      []*Deadline // beside them
	series     []*Series
	feast      *Series // Every "": on the day of the Spring Festival
	checklists []*Checklist
	roster     *Roster
	followup   *Followup
	duties     []*Duty
	figures    []rules.Figure

	own own // of a township's own plan
}

// window is printed as month and day. year 0: masked in the text, so a setting.
type window struct {
	first, last string // MM-DD, both inside; "" where the text gives none
	by          bool   // the last day stands as 「X前」
	year        int
	clauses     []string
	before      *reading // a second beginning in the text: the day of issue (P3, A-06)
	also        []string // its clauses
	length      *reading // the days and a word for their number do not agree (P6, A-15)
}

// Setting is a figure that the texts leave open or that a township may change by
// Operation.Settings[Name], as a whole number above 0. With several operations in force the
// strictest counts.
type Setting struct {
	Name    string
	Unit    string // minutes, hours, days, years
	Default int
	Ours    bool // no text gives the default
	Text    text.Text
	colder  map[rules.WarningLevel]int // the figure while a warning of the level is in force
	warn    int                        // when "due" begins, in Unit; 0: with a quarter of the time left
}

// Settings that are no figures: the township's preferred place (an act code of the goal
// safe_place), and "off" for the epidemic rules (clauses.md A-36).
const (
	SettingDestination = "destination"
	SettingEpidemic    = "epidemic"
	SettingFeast       = "feast_days" // a figure: days around the Spring Festival
)

// Plans lists the plans in order, without base.yaml.
func (l *Library) Plans() []*Plan { return l.loaded().plans }

// Plan is the plan of that id (P1 … P9).
func (l *Library) Plan(id string) (*Plan, bool) {
	for _, p := range l.loaded().plans {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}

// Settings lists the figures that an operation may set.
func (l *Library) Settings() []*Setting { return l.loaded().order }

// Act is the words of an obligation code, for timelines and for acts whose obligation is gone.
func (l *Library) Act(code string) (text.Text, bool) {
	if a, ok := l.loaded().byCode[code]; ok {
		return a.words, true
	}
	return text.Text{}, false
}

// ActCode is the code of an act that is said by its words, in either language; what is said
// itself where no act is called so.
func (l *Library) ActCode(said string) string {
	for _, a := range l.loaded().acts {
		if a.words.In(text.ZH) == said || strings.EqualFold(a.words.In(text.EN), said) {
			return a.code
		}
	}
	return said
}

// Document is the words of a document code of Obligation.Documents.
func (l *Library) Document(code string) (text.Text, bool) {
	for _, d := range l.loaded().docs {
		if d.code == code {
			return d.words, true
		}
	}
	return text.Text{}, false
}

// Shipped is the library of this build. Its files are read when it is first asked, so that
// what needs no plan loads none; a broken build panics then.
func Shipped() *Library { return build }

var build = &Library{later: sync.OnceValue(func() *Library {
	l, err := Load()
	if err != nil {
		panic("plan: " + err.Error())
	}
	return l
})}

// loaded is the library with its files read.
func (l *Library) loaded() *Library {
	if l.later != nil {
		return l.later()
	}
	return l
}

// Window is the plan's operation window for the season that begins in startYear, 0 for the
// year printed in the plan; days counts both ends. A plan whose year is masked has no
// window without one (clauses.md A-05), and a text may leave a day open: what is not in it
// is empty, days is 0 and setting true.
func (p *Plan) Window(startYear int) (from, to rules.Date, days int, setting bool) {
	return p.WindowRead(startYear, nil)
}

// WindowRead is the window by the readings of an operation: strictly, a last day that stands
// as 「X前」 is the day before.
func (p *Plan) WindowRead(startYear int, settings map[string]string) (from, to rules.Date, days int, setting bool) {
	if startYear == 0 {
		startYear = p.window.year
	}
	if startYear < 1 || startYear > 9998 {
		return "", "", 0, true
	}
	end := startYear
	if p.window.last < p.window.first { // over the new year
		end++
	}
	if p.window.last != "" {
		to = rules.Date(pad(end) + "-" + p.window.last)
		if p.window.by && settings[ReadBefore] == readStrictly {
			to = to.Add(-1)
		}
	}
	if p.window.first == "" {
		return "", to, 0, true
	}
	from = rules.Date(pad(startYear) + "-" + p.window.first)
	return from, to, Days(from, to) + 1, false
}

// WindowClause is the clause that the window rests on.
func (p *Plan) WindowClause() string { return p.window.clauses[0] }

// SeasonFor is the start year of the season that contains on, or else next follows it,
// also for a plan with a printed year: a township adopts the window for its own season.
func (p *Plan) SeasonFor(on rules.Date) (startYear int) {
	year := on.Time().Year()
	for y := year - 1; y < year+1; y++ {
		if end := p.seasonEnd(y); on <= end {
			return y
		}
	}
	return year + 1
}

// seasonEnd is the last day of a season; where the text gives none, that of its last dated item.
func (p *Plan) seasonEnd(startYear int) rules.Date {
	_, end, _, _ := p.Window(startYear)
	if end == "" {
		for _, d := range p.deadlines {
			end = max(end, d.Due(p.DueYear(startYear), nil))
		}
	}
	return end
}

func pad(year int) string {
	s := strconv.Itoa(year)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}
