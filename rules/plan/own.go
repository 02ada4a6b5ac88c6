package plan

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"sync"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// own is what only a township's own plan says, beside all that any plan may say.
type own struct {
	copied  string           // id of the plan that it was copied from
	figures map[string]int   // settings as this plan has them; an operation's go before
	notices []Notice         // in the order of the file
	off     map[string]*Line // what of the file is not in force, by its place
}

// Notice is a text of the township that its officers read and acknowledge. The discipline
// that P1.3.10 and P3.4.1 name is listed nowhere (clauses.md A-02): its words are the
// township's, empty until it writes them.
type Notice struct {
	Notice  string
	Clauses []string
	Title   text.Text
	Words   text.Text // zero: not written yet
}

// Line is one line of an own plan that can be turned off, and why it is.
type Line struct {
	At     string // obligations/mask, deadlines/summary, checklists/process_record/video
	Text   text.Text
	Off    bool
	Reason string
	read   bool
}

// IsOwn says that an id is one of a township's own plan.
func IsOwn(id string) bool { return ownID.MatchString(id) }

// Copied is the id of the plan that an own one was copied from, "" for others.
func (p *Plan) Copied() string { return p.own.copied }

// Notices are the notices of an own plan.
func (p *Plan) Notices() []Notice { return p.own.notices }

// Figure is the value that the plan itself gives a setting, or its default.
func (p *Plan) Figure(s *Setting) int { return cmp.Or(p.own.figures[s.Name], s.Default) }

// FigureOf is Figure by ids, 0 where there is no such setting.
func (l *Library) FigureOf(plan, setting string) int {
	l = l.loaded()
	s := l.settings[setting]
	if s == nil {
		return 0
	}
	if p, ok := l.Plan(plan); ok {
		return p.Figure(s)
	}
	return s.Default
}

func (l *Library) ownFigure(plan, setting string) int {
	if p, ok := l.Plan(plan); ok {
		return p.own.figures[setting]
	}
	return 0
}

// Source is the file of a plan: of a shipped one as this build has it.
func (l *Library) Source(id string) ([]byte, bool) {
	if data, ok := l.loaded().sources[id]; ok {
		return data, true
	}
	if !planID.MatchString(id) {
		return nil, false
	}
	data, err := fs.ReadFile(shipped, "plans/"+strings.ToLower(id)+".yaml")
	return data, err == nil
}

// OwnFile is a township's own plan, as its book has it.
type OwnFile struct {
	Name string // for faults
	Data []byte
}

// MaxOwn is how many own plans a desk may have; conditions count plans in 64 bits.
const MaxOwn = 40

// With is the shipped plans and these, read when it is first asked. One that cannot be read is
// left out and told by Left; so is one without an own id, and a second one of an id.
func With(files []OwnFile) *Library {
	if len(files) == 0 {
		return Shipped()
	}
	return &Library{later: sync.OnceValue(func() *Library {
		l, left := readOwn(files)
		out := *l.loaded()
		out.left = left
		return &out
	})}
}

// Left are the checks of the own plans that were left out.
func (l *Library) Left() []FileCheck { return l.loaded().left }

func readOwn(files []OwnFile) (*Library, []FileCheck) {
	var sound []OwnFile
	var bad []FileCheck
	seen := map[string]bool{}
	for _, f := range files {
		c := CheckOwn(f.Name, f.Data)
		switch {
		case !c.OK:
			bad = append(bad, c)
			continue
		case seen[c.Plan] || len(sound) == MaxOwn:
			c.OK, c.Played = false, nil
			c.Faults = []Fault{{1, 1, fault("plan %s stands twice; expected one", c.Plan)}}
			bad = append(bad, c)
			continue
		}
		seen[c.Plan] = true
		sound = append(sound, f)
	}
	if len(sound) == 0 {
		return Shipped(), bad
	}
	ld := &loader{lib: &Library{byCode: map[string]*act{}, settings: map[string]*Setting{}, sources: map[string][]byte{}}}
	if ld.shipped(shipped) != nil {
		return Shipped(), bad
	}
	for _, f := range sound {
		ld.file(f.Name, f.Data)
		ld.lib.sources[ld.lib.plans[len(ld.lib.plans)-1].ID] = f.Data
	}
	if len(ld.errs) > 0 { // each was sound alone
		return Shipped(), bad
	}
	return ld.finish(), bad
}

// IsShipped says that an id is one of the nine plans of the program.
func IsShipped(id string) bool { return planID.MatchString(id) }

// CheckOwn is Check of a file that has to be a township's own plan.
func CheckOwn(name string, data []byte) FileCheck {
	c := Check(name, data)
	if c.OK && !IsOwn(c.Plan) {
		c.OK, c.Played = false, nil
		line, column := 1, 1
		r := &reader{file: name}
		if m := r.open(data); m != nil && m.vals["id"] != nil {
			p := m.vals["id"].GetToken().Position
			line, column = p.Line, p.Column
		}
		c.Faults = append(c.Faults, Fault{line, column, text.Text{ZH: "编号 %[1]s 是程序自带的; 本镇方案应为 X1 到 X99", EN: "id %[1]s is a plan of the program; expected X1 to X99 for an own one"}.With(c.Plan)})
	}
	return c
}

// ownParts reads what only an own plan says; what is off has to be known before the lines.
func (ld *loader) ownParts(p *Plan, m *mapping) {
	p.own = own{figures: map[string]int{}, off: map[string]*Line{}, copied: m.optStr("copied")}
	m.part("own_figures", func(m *mapping) {
		for _, k := range m.keys {
			name := k.GetToken().Value
			if ld.lib.settings[name] == nil {
				var names []string
				for _, s := range ld.lib.order {
					names = append(names, s.Name)
				}
				m.value(name)
				m.r.fail(k, "unknown setting %q; expected one of %s", name, strings.Join(names, ", "))
				continue
			}
			p.own.figures[name] = m.integer(name, 1, rules.MaxFigure)
		}
	})
	m.each("turned_off", func(m *mapping) {
		p.own.off[m.str("line")] = &Line{At: m.str("line"), Off: true, Reason: m.str("reason")}
	})
	m.each("notices", func(m *mapping) {
		n := Notice{Notice: m.str("notice"), Clauses: ld.clauses(m, "clauses"), Title: m.text()}
		m.part("words", func(m *mapping) { n.Words = text.Text{ZH: m.long("zh"), EN: m.long("en")} })
		if slices.ContainsFunc(p.own.notices, func(o Notice) bool { return o.Notice == n.Notice }) {
			m.r.fail(m.value("notice"), "notice %q stands twice; expected one", n.Notice)
		}
		p.own.notices = append(p.own.notices, n)
	})
}

// long is text that may go over several lines.
func (m *mapping) long(key string) string {
	if l, ok := m.value(key).(*ast.LiteralNode); ok && l.Value != nil {
		return strings.TrimRight(l.Value.Value, "\n")
	}
	return m.optStr(key)
}

// dropped says that a line of the file is off.
func (p *Plan) dropped(at string) bool {
	l := p.own.off[at]
	if l != nil {
		l.read = true
	}
	return l != nil
}

// offMatched finds what is turned off and does not stand in the file.
func (ld *loader) offMatched(p *Plan, r *reader, m *mapping) {
	if len(p.own.off) == 0 {
		return
	}
	for _, n := range m.list("turned_off") {
		item := r.mapping(n)
		at := item.value("line")
		if at == nil {
			continue
		}
		if l := p.own.off[at.GetToken().Value]; l != nil && !l.read {
			r.fail(at, "%q is no line of this plan; expected one as obligations/CODE, deadlines/ITEM", l.At)
		}
	}
}

// TitleOf is the Chinese title in a plan file, "" where it cannot be read.
func TitleOf(data []byte) string {
	t, _ := readPaper(data).section("title").(yaml.MapSlice)
	return word(t, "zh")
}

// Days are the first and last day of the window as month and day, as the plan has them.
func (p *Plan) Days() (first, last string) { return p.window.first, p.window.last }

// Day is the month and day by which, or on which, the item is due.
func (d *Deadline) Day() string { return d.day }
