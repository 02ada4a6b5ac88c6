package plan

import (
	"encoding/json"
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// stages is the way of an application, step by step.
type stages struct {
	book     rulebook
	excluded []exclusion
	steps    []step
}

// exclusion keeps a recipient off this roster altogether.
type exclusion struct {
	reason  string
	when    cond
	clauses []string
	words   text.Text
}

// step is one of them with its direct conditions.
type step struct {
	code    string
	clauses []string
	words   text.Text
	needs   []need
}

// need is fulfilled when when holds. It is asked for where only holds (or is not said) and
// unless does not; what is unknown fulfils nothing.
type need struct {
	missing            string
	only, when, unless cond
	clauses            []string
	words              text.Text
}

type staged struct {
	OK      bool     `json:"ok"`
	Missing []string `json:"missing"`
	Reason  string   `json:"reason,omitempty"`
	Review  bool     `json:"review"`
	Clauses []string `json:"clauses"`
	Ask     []string `json:"ask"`
}

func (st *stages) judge(at *step, s sheet) staged {
	on := st.book.look(s)
	a := staged{Missing: []string{}, Clauses: []string{}}
	for _, x := range st.excluded {
		if on.holds(x.when) {
			a.Reason, a.Clauses, a.Ask = x.reason, x.clauses, []string{}
			return a
		}
	}
	a.Clauses = add(a.Clauses, at.clauses)
	for _, n := range at.needs {
		if n.unless.holds(on.truth) == rules.Yes {
			continue
		}
		if n.only.terms != nil && !on.holds(n.only) {
			if n.only.holds(on.truth) == rules.No { // told, so that the clause is what does not ask
				a.Clauses = add(a.Clauses, n.clauses)
			}
			continue
		}
		if !on.holds(n.when) {
			on.holds(n.unless)
			a.Missing = append(a.Missing, n.missing)
		}
		a.Clauses = add(a.Clauses, n.clauses)
	}
	a.OK = len(a.Missing) == 0
	a.Ask = stepFacts.list(on.open)
	return a
}

func (st *stages) step(code string) *step {
	for i := range st.steps {
		if st.steps[i].code == code {
			return &st.steps[i]
		}
	}
	return nil
}

func (l *Library) askStage(p *Plan, q question) (any, error) {
	st := p.relief.stages
	if st == nil {
		return nil, noSuch("stage", p)
	}
	code, err := q.str("step")
	if err != nil {
		return nil, err
	}
	at := st.step(code)
	if at == nil {
		var codes []string
		for _, s := range st.steps {
			codes = append(codes, s.code)
		}
		return nil, fmt.Errorf("step: unknown %q, expected one of %s", clip(code), strings.Join(codes, ", "))
	}
	if err := q.application(); err != nil {
		return nil, err
	}
	s, err := q.sheet(stepFacts)
	if err != nil {
		return nil, err
	}
	return st.judge(at, s), nil
}

// application turns the object of that name into facts of its own: there is one, and what
// it states.
func (q question) application() error {
	parts := []string{"reason", "degree", "tier_asked"}
	for _, key := range parts {
		delete(q, "application_"+key)
	}
	if !q.has("application") {
		return nil
	}
	var form map[string]json.RawMessage
	if err := q.decode("application", "an object of reason, degree and tier_asked, or null", &form); err != nil {
		return err
	}
	q["application"] = json.RawMessage("true")
	for _, key := range parts {
		if question(form).has(key) {
			q["application_"+key] = form[key]
		}
	}
	return nil
}
