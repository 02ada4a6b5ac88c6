package plan

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCheckShipped: the files that the product ships pass the check that a township's pass,
// every clause id in them is one of the plans, and the samples bring something.
func TestCheckShipped(t *testing.T) {
	list, err := fs.Glob(shipped, "plans/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range list {
		data, err := fs.ReadFile(shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		c := Check(name, data)
		if !c.OK || len(c.Faults) > 0 {
			t.Errorf("%s: %v", name, c.Faults)
		}
		want := strings.ToUpper(strings.TrimSuffix(path.Base(name), ".yaml"))
		if want == "BASE" {
			want = "R"
		}
		if c.Plan != want {
			t.Errorf("%s is %s", name, c.Plan)
		}
		if slices.Contains([]string{"R", "P1", "P3", "P7", "P9"}, c.Plan) && len(c.Played) == 0 {
			t.Errorf("%s: the samples bring nothing", name)
		}
	}
}

const township = `id: P1
title: {zh: 北渡镇寒冬送温暖}
level: town
window: {clauses: [P1.2.1], first: 12-01, last: 03-15}
obligations:
  - code: report_leader
    clauses: [P1.3.15]
    force: must
    when: yes(sudden_illness)
    zh: 突发疾病报带班领导
grants:
  tiers:
    - {tier: high, clauses: [P9.2.2], yuan: 600, zh: 高}
  criteria:
    - {clauses: [P9.2.3], tier: high, when: 'atleast(self_paid, 10000)', zh: 自付一万}
`

func TestCheck(t *testing.T) {
	c := Check("own.yaml", []byte(township))
	if !c.OK || c.Plan != "P1" {
		t.Fatalf("%+v", c)
	}
	var acts []string
	tiers := map[string]bool{}
	for _, p := range c.Played {
		for _, o := range p.Obliges {
			acts = append(acts, p.Sample.EN+": "+o.Code+" "+strings.Join(o.Clauses, " "))
		}
		if p.Grant != nil {
			tiers[p.Grant.Tier] = true
		}
	}
	if !slices.Equal(acts, []string{"Sudden illness, straight to hospital: report_leader P1.3.15"}) || !tiers["high"] || !tiers["none"] {
		t.Errorf("played %v, %v", acts, tiers)
	}
	tests := []struct {
		name, old, new string
		want           []string // in the order of the file
	}{
		{"unknown key", "    force: must\n", "    force: must\n    urgent: true\n", []string{`9:5: unknown key "urgent"; expected one of code, clauses`}},
		{"wrong type", "yuan: 600", "yuan: 六百", []string{"13:45: expected a whole number, 1 to 1000000000"}},
		{"negative", "yuan: 600", "yuan: -5", []string{"13:45: expected a whole number"}},
		{"does not compile", "yes(sudden_illness)", "yes(sudden_illness", []string{"9:"}},
		{"raw comparison", "yes(sudden_illness)", "sudden_illness == true", []string{`9:26: when: "==" is not allowed on facts`}},
		{"raw not", "yes(sudden_illness)", `"!sudden_illness"`, []string{`9:12: when: "!" is not allowed on facts`}},
		{"raw not without quotes", "yes(sudden_illness)", "!sudden_illness", []string{`6:9: key "zh" is missing`, `9:11: "!sudden_illness" begins a YAML tag`}},
		{"raw comparison of money", "atleast(self_paid, 10000)", "self_paid >= 10000", []string{`15:56: when: ">=" is not allowed on facts`}},
		{"a case's fact in a grant", "atleast(self_paid, 10000)", "yes(sudden_illness)", []string{`15:50: when: unknown fact "sudden_illness"; expected one of major_illness`}},
		{"a grant's function on a case", "yes(sudden_illness)", `lacks(groups, "minor")`, []string{"9:11: when: unknown function"}},
		{"an option", "atleast(self_paid, 10000)", `has(types, "rich")`, []string{`"rich" is no option of types; expected "dibao"`}},
		{"half a yuan", "10000", "10000.5", []string{"when: not an option of self_paid; expected whole yuan"}},
		{"duplicate id", "    - {tier: high, clauses: [P9.2.2], yuan: 600, zh: 高}\n", "    - {tier: high, clauses: [P9.2.2], yuan: 600, zh: 高}\n    - {tier: high, clauses: [P9.2.9], yuan: 300, zh: 又}\n", []string{`14:14: tier "high" stands twice; expected one`}},
		{"window backwards", "first: 12-01, last: 03-15", "first: 03-15, last: 12-01", []string{"4:49: the last day 12-01 comes before the first, 03-15, unless the window has 262 days; expected at most 183"}},
		{"no day", "last: 03-15", "last: 02-30", []string{`4:49: "02-30"; expected a day as MM-DD`}},
		{"unknown clause", "[P1.3.15]", "[P1.3.99]", []string{`7:15: unknown clause "P1.3.99"; expected one of the 335 of the plans`}},
		{"unknown regulation", "[P1.3.15]", "[R.99]", []string{`7:15: unknown clause "R.99"`}},
		{"a regulation", "[P1.3.15]", "[R.1]", nil},
		{"unknown tier", "tier: high, when", "tier: low, when", []string{`15:33: unknown tier; expected one of high`}},
		{"id", "id: P1", "id: T1", []string{`1:5: id "T1"; expected P1 to P9`}},
		{"all at once", "id: P1\ntitle: {zh: 北渡镇寒冬送温暖}\nlevel: town", "id: P12\ntitle: {zh: 北渡镇寒冬送温暖, fr: x}\nlevel: province",
			[]string{`1:5: id "P12"`, `2:23: unknown key "fr"`, `3:8: level "province"; expected one of city`}},
		{"all at once in a line", "force: must\n    when: yes(sudden_illness)", "force: shall\n    when: yes(illness)\n    limit: soon",
			[]string{`8:12: force "shall"; expected one of must, may, should`, `9:15: when: unknown fact "illness"`, `10:12: limit "soon"; expected the name of a setting`}},
		{"the same key", "level: town", "level: town\nlevel: town", []string{`4:1: mapping key "level" already defined`}},
		{"an alias", "zh: 突发疾病报带班领导", "zh: *x", []string{"10:9: expected text on one line"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(township, tt.old) {
				t.Fatalf("no %q", tt.old)
			}
			c := Check("own.yaml", []byte(strings.Replace(township, tt.old, tt.new, 1)))
			if c.OK != (len(tt.want) == 0) || len(c.Faults) != len(tt.want) || !c.OK && c.Played != nil {
				t.Fatalf("%+v, want %v", c.Faults, tt.want)
			}
			for i, f := range c.Faults {
				if got := fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message.EN); !strings.HasPrefix(got, tt.want[i]) && !strings.Contains(got, tt.want[i]) {
					t.Errorf("%s\nwant %s", got, tt.want[i])
				}
				if f.Message.ZH == "" || strings.Contains(f.Message.ZH, "%!") || strings.Contains(f.Message.EN, "%!") {
					t.Errorf("%+v", f.Message)
				}
			}
		})
	}
}

// TestReliefFaults: the sections about money and owners refuse what does not hang together.
func TestReliefFaults(t *testing.T) {
	tests := []struct{ file, old, new, want string }{
		{"p9", "shortfall_of: general", "shortfall_of: lowest", `unknown tier "lowest"; expected a tier of grants`},
		{"p9", "clauses: [P9.2.3]\n", "clauses: [P9.2.3, P9.2.4]\n", "2 clauses; expected the one of the criterion"},
		{"p9", "clauses: [P9.2.4]\n", "clauses: [P9.2.3]\n", `clauses "P9.2.3" stands twice`},
		{"p9", "among: [P9.2.3, P9.2.10]", "among: [P9.2.3, P9.2.99]", `"P9.2.99" is none of this section`},
		{"p9", "grade: very", "grade: extreme", `grade "extreme"; expected one of very, fairly, general`},
		{"p9", "of: major_illness", "of: self_paid", `of "self_paid"; expected one of major_illness`},
		{"p9", "kind: flag", "kind: hint", `kind "hint"; expected one of breach, warning, flag`},
		{"p9", "code: split", "code: above_standard", `code "above_standard" stands twice`},
		{"p9", "any: [needs_note]", "any: [needs_notes]", `"needs_notes" is none of this section`},
		{"p9", "step: village_posting", "step: apply", `step "apply" stands twice`},
		{"p9", "missing: degree", "missing: reason", `missing "reason" stands twice`},
		{"p9", "if: no(capacity)", "if: no(capacities)", `if: unknown fact "capacities"`},
		{"p9", "grants:\n", "grant:\n", `unknown key "grant"`},
		{"p9", "grants:\n", "grant:\n", "delivery without grants; expected the tiers"},
		{"p5", "yuan: 400", "yuan: 400.5", "expected a whole number, 1 to 1000000000"},
		{"p5", "level: county", "level: city", `level "city" stands twice`},
		{"p5", "id: A-14", "id: A14", `reading "A14"; expected an id of the register`},
		{"p6", "also: 市总工会", "also: 市工会", `unknown owner "市工会"; expected one of the list`},
		{"p6", "name: 农民工", "name: 困难职工", `name "困难职工" stands twice`},
		{"p6", "owner: 市残联", "owner: 市总工会", `owner "市总工会" stands twice`},
		{"p6", "also: 市民政局, reading", "also: 市民政局, why", `key "reading" is missing; expected why 市民政局 holds the group too`},
	}
	for _, tt := range tests {
		data, err := fs.ReadFile(shipped, "plans/"+tt.file+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), tt.old) {
			t.Errorf("%s has no %q", tt.file, tt.old)
		}
		c := Check(tt.file, []byte(strings.Replace(string(data), tt.old, tt.new, 1)))
		if !slices.ContainsFunc(c.Faults, func(f Fault) bool { return f.Line > 1 && strings.Contains(f.Message.EN, tt.want) && f.Message.ZH != "" }) {
			t.Errorf("%s %s: %+v, want %s", tt.file, tt.new, c.Faults, tt.want)
		}
	}
}

func TestCheckUnreadable(t *testing.T) {
	tests := []struct{ data, want string }{
		{"", "1:1: the file is empty"},
		{" \n\t\n", "1:1: the file is empty"},
		{"# 只有说明\n", "1:1: expected one YAML document"},
		{strings.Repeat("# x\n", 10000), "5001:1: more than 5000 lines"},
		{strings.Repeat("x", 2<<20), "1:1: the file is larger than 1 MiB"},
		{"id: P1\ntitle: {zh: \xb1\xb1\xb6\xc9}\n", "2:13: not UTF-8; expected the file saved as UTF-8"},
		{"id: P1\ntitle: 北渡\x00\n", "2:10: a control character"},
		{"\x1f\x8b\x08", "1:1: a control character"},
		{"- a\n- b\n", "1:1: expected a mapping"},
		{"just words", "1:1: expected a mapping"},
		{"id: P1\n---\nid: P2\n", "1:1: expected one YAML document"},
		{"{}", "1:1: key \"title\" is missing"},
		{"id: [P1]\ntitle: 7\nwindow: []\nobligations: {a: 1}\ngrants: 3\nowners: x\n", ""},
	}
	for _, tt := range tests {
		c := Check("own.yaml", []byte(tt.data))
		if c.OK || len(c.Faults) == 0 {
			t.Errorf("%.20q: passed", tt.data)
			continue
		}
		f := c.Faults[0]
		if got := fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message.EN); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%.20q: %s, want %s", tt.data, got, tt.want)
		}
	}
}

// FuzzCheck: no file makes the check panic, and none is faultless and refused or the other
// way about.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(township))
	f.Add([]byte("id: R\ntitle: {zh: x}\nacts: [{code: a, or: [a]}]\n"))
	f.Add([]byte("id: P9\nstages: {steps: [{needs: [{if: 'yes('}]}]}\nfunds: {}\namounts: {standards: [{}]}\ndelivery: {checks: []}\nowners: [{groups: [{also: x}]}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c := Check("f.yaml", data); c.OK != (len(c.Faults) == 0) {
			t.Errorf("%q: %+v", data, c)
		}
	})
}

// subsystems are what a clause may weigh on (docs/clauses.md §0).
var subsystems = []string{"duty", "patrol", "case", "handoff", "supplies", "weather", "contacts", "visits", "grants", "review", "opinions", "events", "reports", "discipline"}

// TestClauseCoverage: every clause of the nine plans is encoded, or another level's work; outside
// only where the clause binds another level.
func TestClauseCoverage(t *testing.T) {
	rows, err := ClauseCoverage()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 335 {
		t.Errorf("%d clauses", len(rows))
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.Clause] || !clauseID.MatchString(r.Clause) {
			t.Errorf("%s stands twice or is no id", r.Clause)
		}
		seen[r.Clause] = true
		if !slices.Contains(subsystems, r.Subsystem) {
			t.Errorf("%s: subsystem %s", r.Clause, r.Subsystem)
		}
		_, another := outside[r.Who]
		if !another && !slices.Contains([]string{"all", "town", "village", "duty", "none"}, r.Who) {
			t.Errorf("%s binds %q", r.Clause, r.Who)
		}
		switch r.State {
		case Encoded:
			if len(r.Where) == 0 || !r.Why.IsZero() {
				t.Errorf("%s: %+v", r.Clause, r)
			}
		case Outside:
			if !another || r.Why.IsZero() {
				t.Errorf("%s is outside, but binds %s", r.Clause, r.Who)
			}
		default:
			t.Errorf("%s is neither encoded nor outside", r.Clause)
		}
		for _, w := range r.Where {
			file, _, _ := strings.Cut(w, ":")
			data, err := os.ReadFile("../../" + file)
			if err != nil || !strings.Contains(string(data), r.Clause) {
				t.Errorf("%s is not in %s: %v", r.Clause, file, err)
			}
		}
	}
	// What plan files cite is a clause of the list.
	places, err := places(shipped)
	if err != nil {
		t.Fatal(err)
	}
	for id := range places {
		if !seen[id] && !strings.HasPrefix(id, "R.") {
			t.Errorf("%s is no clause of the nine plans", id)
		}
	}
}

// TestSections: what is shown of a plan is all of its file.
func TestSections(t *testing.T) {
	l := Shipped()
	for _, p := range l.Plans() {
		cited := map[string]bool{}
		var walk func(rows []Row)
		walk = func(rows []Row) {
			for _, r := range rows {
				for _, c := range r.Clauses {
					cited[c] = true
				}
				walk(r.Rows)
			}
		}
		list := l.Sections(p.ID)
		for _, s := range list {
			if s.Title.ZH == "" || s.Title.EN == "" || s.Title.ZH == s.Name || len(s.Rows) == 0 {
				t.Errorf("%s %s: title %v, %d rows", p.ID, s.Name, s.Title, len(s.Rows))
			}
			walk(s.Rows)
		}
		places, err := places(shipped)
		if err != nil {
			t.Fatal(err)
		}
		for c := range places {
			if strings.HasPrefix(c, p.ID+".") && !cited[c] {
				t.Errorf("%s does not show %s", p.ID, c)
			}
		}
	}
	if l.Sections("P0") != nil {
		t.Error("a plan that is none has sections")
	}
}

// TestFaultsInChinese: every fault that the loader can report has its Chinese side, with
// the same arguments.
func TestFaultsInChinese(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fn := call.Fun.(type) {
			case *ast.Ident:
				name = fn.Name
			case *ast.SelectorExpr:
				name = fn.Sel.Name
			}
			at, ok := map[string]int{"fail": 1, "failAt": 2, "refuse": 0, "fault": 0}[name]
			if !ok || at >= len(call.Args) {
				return true
			}
			if lit, ok := call.Args[at].(*ast.BasicLit); ok {
				format, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				used[format] = true
				if chinese[format] == "" {
					t.Errorf("%s: no Chinese for %q", f.Name(), format)
				}
			}
			return true
		})
	}
	verb := regexp.MustCompile(`%(\[(\d)\])?([a-z])`)
	for en, zh := range chinese {
		if !used[en] {
			t.Errorf("nothing says %q", en)
		}
		want := verb.FindAllStringSubmatch(en, -1)
		got := verb.FindAllStringSubmatch(zh, -1)
		if len(want) != len(got) {
			t.Errorf("%q and %q: not the same arguments", en, zh)
			continue
		}
		for _, g := range got {
			if n, err := strconv.Atoi(g[2]); err != nil || n < 1 || n > len(want) || want[n-1][3] != g[3] {
				t.Errorf("%q and %q: %s", en, zh, g[0])
			}
		}
	}
}
