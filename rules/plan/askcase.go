package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
)

// caseAnswer: docs/plan-questions.md, obligations. Readings and short are further keys: the
// register ids that decide, and the goods still owed of which none is on hand.
type caseAnswer struct {
	Actions   []string `json:"actions"`
	Documents []string `json:"documents"`
	Missing   []string `json:"missing"`
	Short     []string `json:"short,omitempty"`
	CanClose  bool     `json:"can_close"`
	Review    bool     `json:"review"`
	Readings  []string `json:"readings,omitempty"`
	Clauses   []string `json:"clauses"`
	Ask       []string `json:"ask"`
}

func (l *Library) askObligations(p *Plan, q question) (any, error) {
	if err := p.unless(l.obliges(p), "obligations", "", "", nil); err != nil {
		return nil, err
	}
	s := Subject{}
	if err := q.facts(&s.Facts); err != nil {
		return nil, err
	}
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	e := l.evaluation([]rules.Operation{{Plan: p.ID, Settings: taken}}, &s, time.Time{}, false)
	e.run()
	list := e.obligations()
	a := caseAnswer{Actions: []string{}, Documents: []string{}, Missing: []string{}, Clauses: []string{}, Ask: []string{},
		CanClose: true, Review: len(e.reads) > 0}
	for _, o := range list {
		act := l.byCode[o.Code]
		open := o.State.Open()
		a.CanClose = a.CanClose && !(open && o.Must && act.told())
		if open && act.action {
			a.Actions = append(a.Actions, o.Code)
		}
		if n, known := s.Facts.Stock[act.good]; open && known && n <= 0 {
			a.Short = append(a.Short, act.good)
		}
		for _, d := range o.Documents {
			a.Documents = add(a.Documents, []string{d.Code})
		}
		a.Clauses = add(a.Clauses, o.Clauses)
	}
	a.Clauses = add(a.Clauses, e.ruledOut())
	for _, w := range e.owed {
		refused := slices.ContainsFunc(w.lines, func(ln *line) bool { return ln.refusal && ln.must })
		if refused && w.act.given != "" && s.Facts.Tri("declines") == rules.Yes && !slices.Contains(s.Facts.Given, w.act.given) {
			a.Missing = append(a.Missing, w.act.given)
		}
	}
	for _, rd := range e.reads {
		a.Readings = append(a.Readings, rd.id)
	}
	a.Ask = e.couldChange()
	return a, nil
}

// obliges says whether the plan has obligations at all.
func (l *Library) obliges(p *Plan) bool {
	return slices.ContainsFunc(l.lines, func(of []*line) bool {
		return slices.ContainsFunc(of, func(ln *line) bool { return ln.plan == p })
	})
}

// ruledOut is the clauses of the actions that the facts told leave no way to be owed: that
// they are not among the actions rests on these.
func (e *evaluation) ruledOut() []string {
	open := make([]bool, len(e.lib.acts))
	for _, w := range e.owed {
		open[w.act.index] = true
	}
	for _, q := range e.asks {
		open[q.act.index] = true
	}
	var out []string
	for i, a := range e.lib.acts {
		if open[i] || !a.action {
			continue
		}
		for _, ln := range e.lib.lines[i] {
			if e.holdsFor(ln) {
				out = add(out, ln.clauses)
			}
		}
	}
	return out
}

// told says whether the facts of a question show the act as done or still to do. A record
// that stands for every case, of which no fact tells, does not keep one open.
func (a *act) told() bool { return a.action || len(a.done.terms) > 0 }

func add(to, more []string) []string {
	for _, s := range more {
		if !slices.Contains(to, s) {
			to = append(to, s)
		}
	}
	return to
}

// facts reads the facts of the question; null and absent are unknown. A wrong type or an
// unknown option is an error, found_by is free.
func (q question) facts(f *rules.Facts) error {
	for i := range rules.FactSpecs {
		spec := &rules.FactSpecs[i]
		if !q.has(spec.Name) {
			continue
		}
		if err := q.fact(f, spec); err != nil && inContract(spec.Name) {
			return err
		}
	}
	if !q.has("stock") {
		return nil
	}
	var stock map[string]*float64
	if err := q.decode("stock", "an object of numbers by good", &stock); err != nil {
		return err
	}
	f.Stock = map[string]int64{}
	for good, n := range stock {
		if n != nil {
			f.Stock[good] = int64(math.Max(-1, math.Min(*n, 1<<53)))
		}
	}
	return nil
}

func (q question) fact(f *rules.Facts, spec *rules.FactSpec) error {
	switch spec.Kind {
	case rules.FactTri:
		var b bool
		if err := q.decode(spec.Name, "true, false or null", &b); err != nil {
			return err
		}
		f.SetTri(spec.Name, triOf(b))
	case rules.FactChoice:
		var s string
		if err := q.decode(spec.Name, "one of "+expected(spec), &s); err != nil {
			return err
		}
		if spec.Name == "found_by" {
			f.FoundBy = s // who it was is free text
		} else if s == "" || !f.SetWord(spec.Name, s) {
			return fmt.Errorf("%s: unknown %q, expected one of %s", spec.Name, clip(s), expected(spec))
		}
	case rules.FactMulti:
		list := []*string{}
		if err := q.decode(spec.Name, "a list out of "+expected(spec), &list); err != nil {
			return err
		}
		words := make([]string, len(list))
		for i, s := range list {
			if s == nil {
				return fmt.Errorf("%s: null in the list, expected %s", spec.Name, expected(spec))
			}
			words[i] = *s
		}
		if !f.SetList(spec.Name, words) {
			return fmt.Errorf("%s: unknown in %q, expected %s", spec.Name, clip(strings.Join(words, " ")), expected(spec))
		}
	case rules.FactNumber:
		var n json.Number
		if err := q.decode(spec.Name, "a whole number", &n); err != nil {
			return err
		}
		v, err := n.Int64()
		if err != nil || v < 0 || v > 150 {
			return fmt.Errorf("%s: expected a whole number", spec.Name)
		}
		age := int(v)
		f.Age = &age
	}
	return nil
}
