package plan

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dutydesk/rules"
)

// TestDuties holds which duties each plan has, how strongly and when they are asked for.
func TestDuties(t *testing.T) {
	want, err := os.ReadFile("testdata/duties.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, p := range Shipped().Plans() {
		for _, d := range p.Duties() {
			fmt.Fprintf(&got, "%s %s %s %s %s %s\n", p.ID, d.Code, d.Force, d.When, strings.Join(d.Clauses, ","), d.List)
		}
	}
	g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		a, b := "", ""
		if i < len(g) {
			a = strings.TrimSpace(g[i])
		}
		if i < len(w) {
			b = strings.TrimSpace(w[i])
		}
		if a != b {
			t.Fatalf("line %d\ngot  %s\nwant %s", i+1, a, b)
		}
	}
}

// TestDutyFaults: each mistake in the section has its place.
func TestDutyFaults(t *testing.T) {
	for _, k := range []struct{ line, want string }{
		{`{code: a, clauses: [P1.4.1], force: ought, when: start, zh: 甲, en: a}`, `6:41: force "ought"; expected one of must`},
		{`{code: a, clauses: [P1.4.1], force: must, when: soon, zh: 甲, en: a}`, `6:53: when "soon"; expected one of start`},
		{`{code: a, clauses: [P1.4.1], force: goal, when: always, zh: 甲, en: a}`, `6:41: a goal without the key watch`},
		{`{code: a, clauses: [P1.4.1], force: must, when: always, zh: 甲, en: a}`, `6:53: a standing duty without one of the keys kept, list, watch`},
		{`{code: a, clauses: [P1.4.99], force: must, when: start, zh: 甲, en: a}`, `6:25: unknown clause "P1.4.99"`},
		{`{code: a, clauses: [P1.4.1], force: must, when: start, zh: 甲, en: a, by: 01-01}`, `6:74: unknown key "by"`},
		{`{code: out, clauses: [P1.4.1], force: must, when: start, zh: 甲, en: a}`, `6:12: item "out" stands twice`},
		{`{code: a, clauses: [P1.4.1], force: goal, when: always, watch: [{figure: luck}], zh: 甲, en: a}`, `6:78: figure "luck"; expected one of cases_died`},
		{`{code: a, clauses: [P1.4.1], force: goal, when: always, watch: [{figure: rows}], zh: 甲, en: a}`, `6:69: key "list" is missing`},
	} {
		data := "id: P1\ntitle: {zh: 甲}\nlevel: town\nwindow: {clauses: [P1.2.1], first: 12-18, last: 03-20}\nduties:\n  - " + k.line + "\n" +
			"deadlines:\n  - {item: out, clauses: [P1.4.19], by: 03-22, zh: 乙, en: b}\n"
		c := Check("own.yaml", []byte(data))
		if len(c.Faults) == 0 {
			t.Errorf("%s: passed", k.line)
			continue
		}
		f := c.Faults[0]
		if got := fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message.EN); !strings.HasPrefix(got, k.want) || f.Message.ZH == "" {
			t.Errorf("%s\ngot  %s\nwant %s", k.line, got, k.want)
		}
	}
}

// TestStretch: what is done at the start, in the season and at the end is asked for from the
// first day, or in the last week, and what ends it still for a time after.
func TestStretch(t *testing.T) {
	for _, k := range []struct {
		when            DutyTime
		first, last, at rules.Date
	}{
		{AtStart, "2026-11-01", "2027-03-15", "2026-11-01"},
		{InSeason, "2026-11-01", "2027-03-15", "2027-03-15"},
		{AtEnd, "2027-03-09", "2027-05-14", "2027-03-15"},
	} {
		d := Duty{When: k.when}
		first, last, at := d.Stretch("2026-11-01", "2027-03-15")
		if first != k.first || last != k.last || at != k.at || !d.Once() || d.Every() != "" {
			t.Errorf("%s: %s - %s at %s", k.when, first, last, at)
		}
	}
	if first, _, _ := (&Duty{When: AtEnd}).Stretch("2027-03-13", "2027-03-15"); first != "2027-03-13" {
		t.Errorf("a short season: %s", first)
	}
	for when, every := range map[DutyTime]rules.Every{Daily: rules.EveryDay, Nightly: rules.EveryDay, Weekly: rules.EveryWeek, Always: "", EachTime: "", AtForecast: ""} {
		if d := (Duty{When: when}); d.Every() != every || d.Once() {
			t.Errorf("%s: %q", when, d.Every())
		}
	}
}

// TestDutySeries: what comes back is among the series too, once.
func TestDutySeries(t *testing.T) {
	data := "id: P1\ntitle: {zh: 甲}\nlevel: town\nwindow: {clauses: [P1.2.1], first: 12-18, last: 03-20}\nduties:\n" +
		"  - {code: watch, clauses: [P1.3.1], force: must, when: night, zh: 甲, en: a}\n"
	ld := &loader{lib: &Library{byCode: map[string]*act{}, settings: map[string]*Setting{}}}
	ld.file("own.yaml", []byte(data))
	p := ld.lib.plans[0]
	if s := p.Series(); len(s) != 1 || s[0].Item != "watch" || s[0].Every != rules.EveryDay {
		t.Errorf("series: %+v", s)
	}
	if words := p.besides("P1.3.1"); len(words) != 1 {
		t.Errorf("told %d times", len(words))
	}
}
