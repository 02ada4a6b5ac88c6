package plan

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"dutydesk/rules"
)

// registerFiles are the registers that the plans have a township keep, one file a theme.
//
//go:embed registers/*.yaml
var registerFiles embed.FS

// LoadRegisters reads and checks the embedded registers. The error joins every fault, each a
// *FileError.
func LoadRegisters() ([]rules.Register, error) { return loadRegisters(registerFiles) }

// Registers are the registers of this build, in the order of their files. They are read
// when first asked for; a broken build panics then.
var Registers = sync.OnceValue(func() []rules.Register {
	out, err := LoadRegisters()
	if err != nil {
		panic("plan: " + err.Error())
	}
	return out
})

// RegisterOf is the register of that id.
func RegisterOf(id string) (*rules.Register, bool) {
	list := Registers()
	i := slices.IndexFunc(list, func(r rules.Register) bool { return r.ID == id })
	if i < 0 {
		return nil, false
	}
	return &list[i], true
}

type registerLoader struct {
	loader
	out   []rules.Register
	later []func() // what speaks of other registers
	files []func() // the faults of each file, once all are read
}

// themes are the files of registers in the order that a list of them shows: whom it is about and
// who was seen before what an office keeps of itself.
var themes = []string{"people", "visits", "grants", "goods", "opinions", "events", "work", "discipline"}

// theme is the place of a file among the themes, the last for one that is none.
func theme(file string) int {
	if i := slices.Index(themes, strings.TrimSuffix(path.Base(file), ".yaml")); i >= 0 {
		return i
	}
	return len(themes)
}

func loadRegisters(files fs.FS) ([]rules.Register, error) {
	ld := &registerLoader{}
	list, err := fs.Glob(files, "registers/*.yaml")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(theme(a), theme(b)), cmp.Compare(a, b)) })
	for _, name := range list {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		r := &reader{file: name}
		if m := r.open(data); m != nil {
			m.must("registers")
			m.each("registers", func(m *mapping) { ld.out = append(ld.out, ld.register(m)) })
			m.done()
		}
		ld.files = append(ld.files, func() { ld.errs = append(ld.errs, r.errs...) })
	}
	for _, f := range append(ld.later, ld.files...) {
		f()
	}
	return ld.out, errors.Join(ld.errs...)
}

func (ld *registerLoader) register(m *mapping) rules.Register {
	r := rules.Register{ID: m.str("list"), Text: m.text(), Clauses: ld.clauses(m, "clauses"), Plans: m.strs("plans"),
		Holds: rules.Holds(m.word("holds", "person", "household", "unit", "event", "thing"))}
	for _, o := range ld.out {
		if o.ID == r.ID {
			m.r.fail(m.value("list"), "list %q stands twice; expected one", r.ID)
		}
	}
	for i, n := range m.list("plans") {
		if !planID.MatchString(r.Plans[i]) {
			m.r.fail(n, "%q; expected %s", r.Plans[i], "P1 … P9")
		}
	}
	var codes []string
	m.must("fields")
	m.each("fields", func(m *mapping) { r.Fields = append(r.Fields, ld.field(m, &codes)) })
	m.must("states")
	var states []string
	m.each("states", func(m *mapping) { ld.state(m, &r, &states, codes) })
	m.each("rules", func(m *mapping) { r.Rules = append(r.Rules, ld.rule(m, &r, codes, states)) })
	var checks []string
	m.each("checks", func(m *mapping) { r.Checks = append(r.Checks, ld.check(m, &r, &checks, states)) })
	for _, n := range m.list("unique") {
		seq := &mapping{r: m.r, at: n, vals: map[string]ast.Node{"unique": n}}
		fields := seq.strs("unique")
		seq.among("unique", fields, codes)
		r.Unique = append(r.Unique, fields)
	}
	m.each("not_with", func(m *mapping) {
		n := rules.NotWith{Register: m.str("list"), Fields: m.strs("fields"), Clauses: ld.clauses(m, "clauses"), Warn: m.boolean("warn"), Text: m.text()}
		m.among("fields", n.Fields, codes)
		if m.value("reading") != nil {
			n.Reading = m.registerAt("reading")
		}
		ld.later = append(ld.later, func() {
			i := slices.IndexFunc(ld.out, func(o rules.Register) bool { return o.ID == n.Register })
			if i < 0 {
				m.r.fail(m.value("list"), "no register %q; expected the list of one", n.Register)
				return
			}
			for j, f := range n.Fields {
				if _, ok := ld.out[i].Field(f); !ok {
					m.r.fail(m.list("fields")[j], "%q is none of this section; expected one of %v", f, n.Register)
				}
			}
		})
		r.NotWith = append(r.NotWith, n)
	})
	m.each("counts", func(m *mapping) { r.Counts = append(r.Counts, ld.count(m, &r, codes, states)) })
	return r
}

func (ld *registerLoader) field(m *mapping, codes *[]string) rules.RegisterField {
	var types []string
	for _, t := range rules.FieldTypes {
		types = append(types, string(t))
	}
	f := rules.RegisterField{Code: m.str("code"), Type: rules.FieldType(m.word("type", types...)), Need: m.boolean("need"), Hide: m.boolean("hide"), Text: m.text()}
	m.once("code", codes, f.Code)
	if f.Due = m.boolean("due"); f.Due && f.Type != rules.FieldDate {
		m.r.fail(m.value("due"), "the key due stands with the type date alone")
	}
	if m.value("clauses") != nil {
		f.Clauses = ld.clauses(m, "clauses")
	}
	switch f.Type {
	case rules.FieldChoice, rules.FieldChoices:
		var of []string
		m.must("of")
		m.each("of", func(m *mapping) {
			n := rules.Named{Code: m.str("code"), Text: m.text()}
			m.once("code", &of, n.Code)
			if m.value("clauses") != nil {
				f.Clauses = add(f.Clauses, ld.clauses(m, "clauses"))
			}
			f.Of = append(f.Of, n)
		})
	case rules.FieldNumber, rules.FieldMoney:
		unit := int64(1)
		if f.Type == rules.FieldMoney {
			unit = 100
		}
		if m.value("min") != nil {
			f.Min = unit * int64(m.integer("min", 0, mostCount))
		}
		if m.value("max") != nil {
			f.Max = unit * int64(m.integer("max", 1, mostCount))
		}
	}
	return f
}

func (ld *registerLoader) state(m *mapping, r *rules.Register, states *[]string, codes []string) {
	s := rules.RegisterState{Code: m.str("state"), Text: m.text(), Needs: m.strs("needs"), Dated: m.boolean("date"), Final: m.boolean("final"), Noted: m.boolean("note"), Out: m.boolean("out"), After: m.strs("after")}
	m.among("needs", s.Needs, codes)
	m.among("after", s.After, *states)
	if s.After == nil && len(*states) > 0 {
		s.After = (*states)[len(*states)-1:]
	}
	if m.value("clauses") != nil {
		s.Clauses = ld.clauses(m, "clauses")
	}
	m.each("asks", func(m *mapping) { s.Asks = append(s.Asks, ld.ask(m, r, codes)) })
	m.once("state", states, s.Code)
	r.States = append(r.States, s)
}

// ask reads what a state asks of a field.
func (ld *registerLoader) ask(m *mapping, r *rules.Register, codes []string) rules.RegisterAsk {
	a := rules.RegisterAsk{Field: m.word("field", codes...), All: m.strs("all"), Only: m.strs("only"), Is: m.strs("is"), Note: m.boolean("note"), Text: m.text(), Clauses: ld.clauses(m, "clauses")}
	if m.value("where") != nil {
		a.Where = m.word("where", codes...)
	}
	if m.value("least") != nil {
		a.Least = int64(m.integer("least", 1, mostCount))
	}
	for key, of := range map[string]string{"all": a.Field, "only": a.Field, "is": a.Where} {
		f, ok := r.Field(of)
		if !ok {
			continue
		}
		known := namesOf(f.Of)
		if f.Type == rules.FieldYesNo {
			known = []string{"yes", "no"}
		}
		m.among(key, m.strs(key), known)
	}
	if len(a.All) == 0 && len(a.Only) == 0 && a.Least == 0 {
		m.r.fail(m.at, "expected one of the keys all, only, least")
	}
	return a
}

func (ld *registerLoader) rule(m *mapping, r *rules.Register, codes, states []string) rules.RegisterRule {
	u := rules.RegisterRule{Op: m.word("op", "grant", "delivery", "stage", "amount", "owner", "checklist"), Plan: m.str("plan"), Where: ld.words(m, r)}
	if !planID.MatchString(u.Plan) {
		m.r.fail(m.value("plan"), "%q; expected %s", u.Plan, "P1 … P9")
	}
	if u.Op == "checklist" {
		u.List = m.str("checklist")
	}
	m.each("at", func(m *mapping) {
		s := rules.RegisterStep{State: m.word("state", states...)}
		if u.Op == "stage" {
			s.Step = m.str("step")
		}
		u.Stage = append(u.Stage, s)
	})
	m.must("from")
	m.each("from", func(m *mapping) {
		f := rules.RegisterFact{Fact: m.str("fact"), Value: m.optStr("value"), List: m.boolean("as_list")}
		if m.value("field") != nil {
			f.Field = m.word("field", codes...)
		}
		if m.value("state") != nil {
			f.State = m.word("state", states...)
		}
		u.From = append(u.From, f)
	})
	return u
}

func (ld *registerLoader) count(m *mapping, r *rules.Register, codes, states []string) rules.RegisterCount {
	c := rules.RegisterCount{Text: m.text(), Clauses: ld.clauses(m, "clauses"), Is: m.strs("is")}
	word := func(key string, to *string, of []string) {
		if m.value(key) != nil {
			*to = m.word(key, of...)
		}
	}
	word("per", &c.Per, codes)
	word("sum", &c.Sum, codes)
	word("where", &c.Where, codes)
	word("from", &c.From, states)
	if m.value("reading") != nil {
		c.Reading = m.registerAt("reading")
	}
	unit := int64(1)
	if f, ok := r.Field(c.Sum); ok && f.Type == rules.FieldMoney {
		unit = 100
	}
	if m.value("min") != nil {
		n := unit * int64(m.integer("min", 0, mostCount))
		c.Min = &n
	}
	if m.value("max") != nil {
		n := unit * int64(m.integer("max", 0, mostCount))
		c.Max = &n
	}
	if m.value("said") != nil {
		n := unit * int64(m.integer("said", 1, mostCount))
		c.Said = &n
	}
	word("until", &c.Until, states)
	m.each("less", func(m *mapping) { c.Less = append(c.Less, ld.less(m, r)) })
	if f, ok := r.Field(c.Where); ok && len(f.Of) > 0 {
		m.among("is", c.Is, namesOf(f.Of))
	}
	return c
}

// less reads what is taken off a figure. Another register is looked at once all are read.
func (ld *registerLoader) less(m *mapping, r *rules.Register) rules.Less {
	l := rules.Less{Register: m.optStr("list"), Field: m.str("field"), From: m.optStr("from")}
	ld.later = append(ld.later, func() {
		of := r
		if l.Register != "" {
			i := slices.IndexFunc(ld.out, func(o rules.Register) bool { return o.ID == l.Register })
			if i < 0 {
				m.r.fail(m.value("list"), "no register %q; expected the list of one", l.Register)
				return
			}
			of = &ld.out[i]
		}
		if _, ok := of.Field(l.Field); !ok {
			m.r.fail(m.value("field"), "%q is none of this section; expected one of %v", l.Field, of.ID)
		}
		if _, ok := of.State(l.From); !ok && l.From != "" {
			m.r.fail(m.value("from"), "%q is none of this section; expected one of %v", l.From, of.ID)
		}
	})
	return l
}

// among reports what of a list is none of the words that it may hold.
func (m *mapping) among(key string, said, of []string) {
	for i, n := range m.list(key) {
		if i < len(said) && !slices.Contains(of, said[i]) {
			m.r.fail(n, "%q is none of this section; expected one of %v", said[i], of)
		}
	}
}

// registerAt reads the id of an ambiguity that stands as a word.
func (m *mapping) registerAt(key string) string {
	id := m.str(key)
	if id != "" && !registerID.MatchString(id) {
		m.r.fail(m.value(key), "reading %q; expected an id of the register as A-32", id)
	}
	return id
}
