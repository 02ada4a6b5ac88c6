package plan

import (
	"strings"
	"testing"
	"testing/fstest"

	"dutydesk/rules/text"
)

func TestRegisters(t *testing.T) {
	list, err := LoadRegisters()
	if err != nil {
		t.Fatal(err)
	}
	both := func(what string, w text.Text) {
		t.Helper()
		if w.ZH == "" || w.EN == "" {
			t.Errorf("%s: %+v", what, w)
		}
	}
	known := map[string]bool{}
	for _, r := range ClauseRows() {
		known[r.ID] = true
	}
	clauses := func(what string, ids []string) {
		t.Helper()
		for _, id := range ids {
			if !known[id] && !strings.HasPrefix(id, "R.") {
				t.Errorf("%s: no clause %s", what, id)
			}
		}
	}
	for _, r := range list {
		both(r.ID, r.Text)
		clauses(r.ID, r.Clauses)
		for _, f := range r.Fields {
			both(r.ID+" "+f.Code, f.Text)
			clauses(r.ID+" "+f.Code, f.Clauses)
			for _, o := range f.Of {
				both(r.ID+" "+o.Code, o.Text)
			}
		}
		for i, s := range r.States {
			both(r.ID+" "+s.Code, s.Text)
			clauses(r.ID+" "+s.Code, s.Clauses)
			if i == 0 && s.Final {
				t.Errorf("%s ends where it begins", r.ID)
			}
		}
		for _, c := range r.Checks {
			both(r.ID+" check "+c.Code, c.Text)
			clauses(r.ID+" check "+c.Code, c.Clauses)
		}
		for _, c := range r.Counts {
			both(r.ID+" count", c.Text)
			clauses(r.ID+" count", c.Clauses)
		}
	}
}

func TestRegisterFaults(t *testing.T) {
	for name, tc := range map[string]struct{ file, want string }{
		"unknown key":       {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, feelds: [], fields: [], states: []}", "registers/x.yaml:2:54: unknown key \"feelds\""},
		"unknown type":      {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: colour, zh: 名}], states: []}", "type \"colour\""},
		"unknown field":     {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: text, zh: 名}], states: [{state: s, zh: 在}, {state: t, zh: 完, needs: [m]}]}", "\"m\" is none"},
		"bad clause":        {"registers:\n  - {list: a, zh: 甲, clauses: [Q1], holds: unit, fields: [], states: []}", "clause \"Q1\""},
		"check of no field": {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: text, zh: 名}], states: [{state: s, zh: 在}], checks: [{code: c, clauses: [P1.3.1], as: note, at: [s], field: n, each: 5, zh: 数}]}", "field \"n\""},
		"check of no state": {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: number, zh: 数}], states: [{state: s, zh: 在}], checks: [{code: c, clauses: [P1.3.1], as: note, at: [t], field: n, each: 5, zh: 数}]}", "\"t\" is none"},
		"less of no list":   {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: number, zh: 数}], states: [{state: s, zh: 在}], counts: [{clauses: [P1.3.1], sum: n, less: [{list: b, field: n}], zh: 数}]}", "no register \"b\""},
		"other list":        {"registers:\n  - {list: a, zh: 甲, clauses: [P1.3.1], holds: unit, fields: [{code: n, type: text, zh: 名}], states: [{state: s, zh: 在}], not_with: [{list: b, fields: [n], clauses: [P4.4.9], zh: 重, en: twice}]}", "no register \"b\""},
	} {
		_, err := loadRegisters(fstest.MapFS{"registers/x.yaml": {Data: []byte(tc.file)}})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
