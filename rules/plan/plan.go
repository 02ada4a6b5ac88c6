// Package plan decides what the plans of the winter operation and the regulations demand
// of a case, when it is due, and what must still be asked. The demands are data
// (plans/*.yaml): each line carries its clause (docs/clauses.md; R.n in base.yaml for what
// regulations demand), its condition over three-valued facts, and both languages. Nothing
// that is unknown brings or fulfils a duty; it is asked for instead.
//
// It keeps no state and knows no clock: facts, acts and the moment are the caller's, and
// so is the choice of the operations in force. base.yaml is always in force.
package plan

import (
	"strconv"
	"sync"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Library is all shipped plans with base.yaml. It is immutable and safe for many at once.
type Library struct {
	base     *Plan
	plans    []*Plan // in order, without base
	acts     []*act  // most urgent first
	byCode   map[string]*act
	lines    [][]*line // by act
	leaves   []leaf
	docs     []document
	settings map[string]*Setting
	order    []*Setting
}

// Plan is one of the nine plans, or a township's own.
type Plan struct {
	ID     string    // P1
	Title  text.Text // its name
	Level  string    // county, district, town: who issued it (clauses.md A-40)
	window window
	reads  []*reading
	kits   []rules.Kit
	index  int
}

// window is printed as month and day. year 0: masked in the text, so a setting.
type window struct {
	first, last string // MM-DD, both inside
	year        int
	clauses     []string
	before      *reading // a second beginning in the text: the day of issue (P3, A-06)
	also        []string // its clauses
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
)

// Plans lists the plans in order, without base.yaml.
func (l *Library) Plans() []*Plan { return l.plans }

// Plan is the plan of that id (P1 … P9).
func (l *Library) Plan(id string) (*Plan, bool) {
	for _, p := range l.plans {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}

// Settings lists the figures that an operation may set.
func (l *Library) Settings() []*Setting { return l.order }

// Act is the words of an obligation code, for timelines and for acts whose obligation is gone.
func (l *Library) Act(code string) (text.Text, bool) {
	if a, ok := l.byCode[code]; ok {
		return a.words, true
	}
	return text.Text{}, false
}

// Document is the words of a document code of Obligation.Documents.
func (l *Library) Document(code string) (text.Text, bool) {
	for _, d := range l.docs {
		if d.code == code {
			return d.words, true
		}
	}
	return text.Text{}, false
}

// Shipped is the library of this build. It panics on a broken build.
var Shipped = sync.OnceValue(func() *Library {
	l, err := Load()
	if err != nil {
		panic("plan: " + err.Error())
	}
	return l
})

// Window is the plan's operation window for the season that begins in startYear, 0 for the
// year printed in the plan; days counts both ends. A plan whose year is masked has no
// window without one: empty dates and setting true (clauses.md A-05).
func (p *Plan) Window(startYear int) (from, to rules.Date, days int, setting bool) {
	if startYear == 0 {
		startYear = p.window.year
	}
	if startYear < 1 || startYear > 9998 {
		return "", "", 0, true
	}
	end := startYear
	if p.window.last < p.window.first {
		end++
	}
	from = rules.Date(pad(startYear) + "-" + p.window.first)
	to = rules.Date(pad(end) + "-" + p.window.last)
	return from, to, int(to.Time().Sub(from.Time())/(24*time.Hour)) + 1, false
}

// SeasonFor is the start year of the season that contains on, or else next follows it,
// also for a plan with a printed year: a township adopts the window for its own season.
func (p *Plan) SeasonFor(on rules.Date) (startYear int) {
	year := on.Time().Year()
	for y := year - 1; y < year+1; y++ {
		if _, to, _, _ := p.Window(y); on <= to && to != "" {
			return y
		}
	}
	return year + 1
}

func pad(year int) string {
	s := strconv.Itoa(year)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}
