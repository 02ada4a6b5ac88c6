package plan

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

//go:embed plans/*.yaml
var shipped embed.FS

// act is something that can be done for a case; obligations of all plans share it, so that
// one act fulfils all of them.
type act struct {
	code     string
	goal     rules.Goal
	rank     int
	words    text.Text
	action   bool   // a name of docs/plan-questions.md
	given    string // the word of Facts.Given that fulfils it
	good     string // the good of Facts.Stock that it takes
	sets     string // the yes/no fact that it makes true
	done     cond   // facts that fulfil it
	outcomes []rules.Outcome
	lapses   []rules.Outcome // settled so, nobody asks for it any more
	or       []*act          // acts that fulfil it too
	index    int
}

type document struct {
	code  string
	words text.Text
}

// line is one obligation of one plan.
type line struct {
	plan      *Plan
	act       *act
	clauses   []string
	clause    string // the clauses in one word, for "why"
	must      bool
	when      cond
	unless    cond // a known exception; unknown, it hinders nothing
	limit     *Setting
	repeat    bool // the clock starts anew from each act
	documents []string
	epidemic  bool
	taken     option          // in force by that reading alone
	firm      bool            // no leader closes a case over it
	refusal   bool            // owed to one who declines: what is not given is missing
	after     []rules.Outcome // only once settled so
	words     text.Text
	source    text.Text
}

// reading is an ambiguity of the register and how it is read.
type reading struct {
	id           string
	when, unless cond
	acts         []*act // whose standing rests on it
	other        option // the second way to read it, where the township may choose that
	words        text.Text
}

// Load parses, compiles and checks the embedded plans. The error joins every fault found,
// each a *FileError with file, line, column and what was expected.
func Load() (*Library, error) { return load(shipped) }

func load(files fs.FS) (*Library, error) {
	ld := &loader{lib: &Library{byCode: map[string]*act{}, settings: map[string]*Setting{}}}
	if err := ld.shipped(files); err != nil {
		return nil, err
	}
	if ld.lib.base == nil {
		ld.errs = append(ld.errs, &FileError{File: "plans/base.yaml", Line: 1, Column: 1, Text: text.Text{ZH: "缺这个文件, 应与方案放在一起", EN: "the file is missing; expected it beside the plans"}})
	}
	if len(ld.errs) > 0 {
		return nil, errors.Join(ld.errs...)
	}
	return ld.finish(), nil
}

// shipped reads the files of a build.
func (ld *loader) shipped(files fs.FS) error {
	list, err := fs.Glob(files, "plans/*.yaml")
	if err != nil {
		return err
	}
	slices.Sort(list) // base.yaml first: the others speak of its acts
	for _, name := range list {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		ld.file(name, data)
	}
	return nil
}

type loader struct {
	lib   *Library
	comp  compiler
	lines []*line
	errs  []error

	own    string               // id of the own plan that is being read
	clause func(id string) bool // whether there is such a clause; nil in Load, whose files the tests hold
}

var (
	clauseID   = regexp.MustCompile(`^(P[1-9]\.\d+\.\d+|R\.\d+|X[1-9]\d?\.\d+)$`)
	registerID = regexp.MustCompile(`^A-\d\d$`)
	planID     = regexp.MustCompile(`^P[1-9]$`)
	ownID      = regexp.MustCompile(`^X[1-9]\d?$`) // of a township's own plan
)

func (ld *loader) file(name string, data []byte) {
	r := &reader{file: name}
	m := r.open(data)
	if m == nil {
		ld.errs = append(ld.errs, r.errs...)
		return
	}
	p := &Plan{ID: m.optStr("id")}
	p.Title = r.text(m.must("title"))
	switch {
	case p.ID == "R":
		ld.lib.base, p.index = p, -1
	case !planID.MatchString(p.ID) && !ownID.MatchString(p.ID):
		r.fail(m.value("id"), "id %q; expected P1 to P9, X1 to X99 for an own plan, or R for base.yaml", p.ID)
	default:
		if _, twice := ld.lib.Plan(p.ID); twice {
			r.fail(m.value("id"), "plan %s stands twice; expected one", p.ID)
		}
		p.index = len(ld.lib.plans)
		ld.lib.plans = append(ld.lib.plans, p)
	}
	if ld.own = ""; ownID.MatchString(p.ID) {
		ld.own = p.ID
		ld.ownParts(p, m)
	}
	if p.ID != "R" {
		p.Level = m.word("level", "city", "county", "district", "town")
		ld.window(p, r, m.must("window"))
	}
	m.each("choices", func(m *mapping) { ld.choice(m) })
	m.each("register", func(m *mapping) { ld.entry(m) })
	m.each("settings", func(m *mapping) { ld.setting(m) })
	if p.ID == "R" && ld.lib.settings["elderly_age"] == nil {
		r.fail(m.at, "the setting elderly_age is missing; expected it under settings")
	}
	m.each("documents", func(m *mapping) {
		ld.lib.docs = append(ld.lib.docs, document{m.str("code"), m.text()})
	})
	m.each("acts", func(m *mapping) { ld.act(m) })
	m.each("acts", func(m *mapping) { ld.alternatives(m) })
	m.each("lapses", func(m *mapping) { ld.lapse(m) })
	m.each("obligations", func(m *mapping) { ld.line(p, m) })
	m.each("deadlines", func(m *mapping) { ld.deadline(p, m) })
	m.each("dates", func(m *mapping) { ld.date(p, m) })
	m.each("series", func(m *mapping) { ld.repeated(p, m) })
	m.part("spring_festival", func(m *mapping) {
		p.feast = &Series{Item: "spring_festival", Clauses: ld.clauses(m, "clauses"), Text: m.text()}
	})
	m.each("duties", func(m *mapping) { ld.duty(p, m) })
	m.each("checklists", func(m *mapping) { ld.checklist(p, m) })
	for _, d := range p.deadlines {
		if _, ok := p.Checklist(d.list); d.list != "" && !ok {
			r.fail(m.value("deadlines"), "unknown checklist %q of %s; expected one of this plan", d.list, d.Item)
		}
	}
	m.part("roster", func(m *mapping) { ld.roster(p, m) })
	m.part("followup", func(m *mapping) { ld.followup(p, m) })
	ld.relief(p, m)
	m.each("kits", func(m *mapping) { ld.kit(p, m, true) })
	m.each("figures", func(m *mapping) { ld.figure(p, m) })
	m.each("readings", func(m *mapping) {
		if rd := ld.reading(m); rd != nil {
			p.reads = append(p.reads, rd)
		}
	})
	ld.offMatched(p, r, m)
	m.done()
	ld.errs = append(ld.errs, r.errs...)
}

// longest is what an operation of one winter may last, in days: a longer one has its ends
// in the wrong order.
const longest = 183

func (ld *loader) window(p *Plan, r *reader, n ast.Node) {
	if n == nil {
		return
	}
	m := r.mapping(n)
	w := window{clauses: ld.clauses(m, "clauses"), first: m.day("first", false), last: m.day("last", false), by: m.boolean("before")}
	if w.last == "" && (w.first != "" || w.by) {
		m.must("last")
	}
	if m.value("year") != nil {
		w.year = m.integer("year", 1900, 2100)
	}
	if b := m.value("issued"); b != nil {
		bm := r.mapping(b)
		w.before = &reading{id: bm.str("id"), words: bm.text()}
		w.also = ld.clauses(bm, "clauses")
		bm.done()
	}
	p.window = w
	if _, _, days, open := p.Window(2026); !open && days > longest {
		r.fail(m.value("last"), "the last day %s comes before the first, %s, unless the window has %d days; expected at most %d", w.last, w.first, days, longest)
	}
	m.part("length", func(m *mapping) { w.length = &reading{id: m.str("id"), words: m.text()} })
	m.done()
	p.window = w
}

func (ld *loader) clauses(m *mapping, key string) []string {
	if m.must(key) == nil {
		return nil
	}
	out := m.strs(key)
	if len(out) == 0 {
		m.r.fail(m.value(key), "no clause; expected at least one id as P1.3.13")
	}
	for i, n := range m.list(key) {
		switch {
		case !clauseID.MatchString(out[i]):
			m.r.fail(n, "clause %q; expected an id as P1.3.13 or R.4", out[i])
		case out[i][0] == 'X':
			if ld.own == "" || !strings.HasPrefix(out[i], ld.own+".") {
				m.r.fail(n, "clause %q of another own plan; expected one of this, as X1.2", out[i])
			}
		case ld.clause != nil && !ld.clause(out[i]):
			m.r.fail(n, "unknown clause %q; expected one of the %d of the plans, or one of base.yaml", out[i], len(ClauseRows()))
		}
	}
	return out
}

func (ld *loader) setting(m *mapping) {
	s := &Setting{Name: m.str("name"), Unit: m.word("unit", "minutes", "hours", "days", "years"),
		Default: m.integer("default", 1, 1000), Ours: m.boolean("ours"), Text: m.text()}
	if m.value("warn") != nil {
		s.warn = m.integer("warn", 1, s.Default)
	}
	for _, n := range rules.WarningLevelWords {
		if m.value(n.Code) != nil {
			if s.colder == nil {
				s.colder = map[rules.WarningLevel]int{}
			}
			s.colder[rules.WarningLevel(n.Code)] = m.integer(n.Code, 1, s.Default)
		}
	}
	if ld.lib.settings[s.Name] != nil {
		m.r.fail(m.value("name"), "setting %q stands twice; expected one", s.Name)
	}
	ld.lib.settings[s.Name] = s
	ld.lib.order = append(ld.lib.order, s)
}

// finish orders what was read and lays the lines beside their acts.
func (ld *loader) finish() *Library {
	l := ld.lib
	slices.SortStableFunc(l.acts, func(a, b *act) int { return cmp.Compare(a.rank, b.rank) })
	for i, a := range l.acts {
		a.index = i
	}
	l.lines = make([][]*line, len(l.acts))
	for _, ln := range ld.lines {
		l.lines[ln.act.index] = append(l.lines[ln.act.index], ln)
	}
	// Base last, so that "why" begins with the plans.
	for _, lines := range l.lines {
		slices.SortStableFunc(lines, func(a, b *line) int { return cmp.Compare(uint(a.plan.index), uint(b.plan.index)) })
	}
	l.leaves = ld.comp.leaves
	return l
}
