package plan

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"dutydesk/rules"
)

// kit reads a kit of a plan: goods by the plan's own words, so that any item of the
// township which is that good serves. known says that the acts which give them are read.
func (ld *loader) kit(p *Plan, m *mapping, known bool) {
	t := m.text()
	k := rules.Kit{ID: fmt.Sprintf("%s-%d", p.ID, len(p.kits)+1), Name: t.ZH, English: t.EN, Clauses: ld.clauses(m, "clauses")}
	m.must("goods")
	m.each("goods", func(m *mapping) {
		l := rules.KitLine{Good: m.str("good"), Qty: int64(m.integer("qty", 1, 1000))}
		if known && !slices.ContainsFunc(ld.lib.acts, func(a *act) bool { return a.good == l.Good }) {
			m.r.fail(m.value("good"), "good %q; expected one that an act gives", l.Good)
		}
		k.Lines = append(k.Lines, l)
	})
	p.kits = append(p.kits, k)
}

// Kits are the kits of the plans of these operations, in the order of the plans. Those of this
// build are read without the rest of the plans.
func (l *Library) Kits(ops []rules.Operation) []rules.Kit {
	var out []rules.Kit
	for _, k := range shippedKits() {
		if slices.ContainsFunc(ops, func(o rules.Operation) bool { return o.Plan == kitPlan(k.ID) }) {
			out = append(out, k)
		}
	}
	if !slices.ContainsFunc(ops, func(o rules.Operation) bool { return IsOwn(o.Plan) }) {
		return out
	}
	for _, p := range l.loaded().plans {
		if IsOwn(p.ID) && slices.ContainsFunc(ops, func(o rules.Operation) bool { return o.Plan == p.ID }) {
			out = append(out, p.kits...)
		}
	}
	return out
}

// Kit is the kit of a plan by its id, in force or not: what was given of it once still has
// its name.
func (l *Library) Kit(id string) (rules.Kit, bool) {
	list := shippedKits()
	if IsOwn(kitPlan(id)) {
		if p, ok := l.Plan(kitPlan(id)); ok {
			list = p.kits
		}
	}
	i := slices.IndexFunc(list, func(k rules.Kit) bool { return k.ID == id })
	if i < 0 {
		return rules.Kit{}, false
	}
	return list[i], true
}

// kitPlan is the plan of the id of a kit, what stands before the dash.
func kitPlan(id string) string {
	plan, _, _ := strings.Cut(id, "-")
	return plan
}

// shippedKits are the kits of this build: the section of each file that has one, as Load reads
// it. A broken build panics.
var shippedKits = sync.OnceValue(func() []rules.Kit {
	var out []rules.Kit
	files, err := fs.Glob(shipped, "plans/p*.yaml")
	for _, name := range files {
		data, e := fs.ReadFile(shipped, name)
		err = errors.Join(err, e)
		_, section, ok := bytes.Cut(data, []byte("\nkits:\n"))
		if !ok {
			continue
		}
		if end := nextKey.FindIndex(section); end != nil {
			section = section[:end[0]]
		}
		r := &reader{file: name}
		p := &Plan{ID: strings.ToUpper(strings.TrimSuffix(path.Base(name), ".yaml"))}
		if m := r.open(slices.Concat([]byte("kits:\n"), section)); m != nil {
			ld := &loader{lib: &Library{}}
			m.each("kits", func(m *mapping) { ld.kit(p, m, false) })
		}
		err = errors.Join(append([]error{err}, r.errs...)...)
		out = append(out, p.kits...)
	}
	if err != nil {
		panic("plan: kits: " + err.Error())
	}
	return out
})

// nextKey is where the next section of a file begins.
var nextKey = regexp.MustCompile(`(?m)^[^ #\n]`)
