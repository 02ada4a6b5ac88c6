package plan

import (
	"io/fs"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// TestShipped covers the panic of Shipped, and holds every line of the shipped files: its
// clause ids, both languages, and no act or document that nothing asks for.
func TestShipped(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if Shipped() == nil {
		t.Fatal("no library")
	}
	id := regexp.MustCompile(`^(P[1-9]\.\d+\.\d+|R\.\d+)$`)
	both := func(what string, x text.Text) {
		t.Helper()
		if x.ZH == "" || x.EN == "" || strings.ContainsAny(x.ZH+x.EN, "%\n") {
			t.Errorf("%s: %+v", what, x)
		}
	}
	var order []string
	for _, p := range l.Plans() {
		order = append(order, p.ID)
		both(p.ID, p.Title)
		for _, c := range p.window.clauses {
			if !id.MatchString(c) {
				t.Errorf("%s window: clause %q", p.ID, c)
			}
		}
		for _, rd := range p.reads {
			both(p.ID+" "+rd.id, rd.words)
		}
		own := func(clauses []string, what string, x text.Text) {
			t.Helper()
			both(p.ID+" "+what, x)
			for _, c := range clauses {
				if !id.MatchString(c) || !strings.HasPrefix(c, p.ID+".") {
					t.Errorf("%s of %s: clause %q", what, p.ID, c)
				}
			}
		}
		for _, d := range p.Deadlines() {
			own(d.Clauses, d.Item, d.Text)
		}
		for _, d := range p.Duties() {
			own(d.Clauses, d.Code, d.Text)
			both(p.ID+" "+d.Code, d.Who)
			for _, w := range d.Watch {
				both(p.ID+" "+d.Code, w.Text)
			}
		}
		for _, c := range p.Checklists() {
			own(c.Clauses, c.List, c.Text)
			for _, it := range c.items {
				both(c.List+" "+it.Code, it.Text)
			}
		}
		if r, ok := p.Roster(); ok {
			own(r.Clauses, "roster", r.Text)
		}
		if f, ok := p.Followup(); ok {
			own(f.Clauses, "followup", f.Text)
		}
	}
	for _, c := range l.Choices() {
		both(c.ID, c.Text)
		rests := false
		for _, p := range l.Plans() {
			rests = rests || len(l.Resting(c.ID, p.ID)) > 0
		}
		if !rests {
			t.Errorf("nothing rests on the choice %s", c.ID)
		}
		for _, o := range c.Options {
			both(c.ID+" "+o.Code, o.Text)
		}
	}
	if strings.Join(order, " ") != "P1 P2 P3 P4 P5 P6 P7 P8 P9" {
		t.Errorf("plans %v", order)
	}
	papers := map[string]bool{}
	for i, a := range l.acts {
		both(a.code, a.words)
		if w, ok := l.Act(a.code); !ok || w != a.words {
			t.Errorf("Act(%s) = %v", a.code, w)
		}
		if len(l.lines[i]) == 0 {
			t.Errorf("no line asks for %s", a.code)
		}
		for _, ln := range l.lines[i] {
			both(a.code+" "+ln.clause, ln.words)
			if ln.plan == l.base {
				both(a.code+" source", ln.source)
			}
			for _, c := range ln.clauses {
				if !id.MatchString(c) || !strings.HasPrefix(c, ln.plan.ID+".") {
					t.Errorf("%s of %s: clause %q", a.code, ln.plan.ID, c)
				}
			}
			for _, d := range ln.documents {
				papers[d] = true
			}
			for _, tm := range ln.when.terms {
				both(a.code+" when", tm.words)
			}
		}
	}
	for _, d := range l.docs {
		both(d.code, d.words)
		if w, ok := l.Document(d.code); !ok || w != d.words || !papers[d.code] {
			t.Errorf("document %s is asked for by nothing", d.code)
		}
	}
	for _, s := range l.Settings() {
		both(s.Name, s.Text)
	}
	if _, ok := l.Act("nothing"); ok {
		t.Error("Act knows nothing")
	}
	if _, ok := l.Document("nothing"); ok {
		t.Error("Document knows nothing")
	}
}

// TestReadWhenAsked: a library is not read before something of it is asked for.
func TestReadWhenAsked(t *testing.T) {
	reads := 0
	l := &Library{later: func() *Library { reads++; return Shipped().loaded() }}
	if l.Kits(nil); reads != 0 {
		t.Error("no operation, no kits, and the files were read")
	}
	for name, ask := range map[string]func(){
		"plans": func() { l.Plans() }, "plan": func() { l.Plan("P1") }, "settings": func() { l.Settings() },
		"act": func() { l.Act("mask") }, "document": func() { l.Document("photo") }, "clause": func() { l.Clause("P1.3.13") },
		"demands": func() { l.Demands([]rules.Operation{op("P1")}, Subject{}, night) }, "ask": func() { l.Ask([]byte(`{"plan":"P1","op":"window"}`)) },
		"destinations": func() { l.Destinations() }, "resting": func() { l.Resting("at_once", "P1") },
		"own kits": func() { l.Kits([]rules.Operation{op("X1")}) }, "own kit": func() { l.Kit("X1-1") },
		"choices": func() { l.Choices() }, "choice": func() { l.Choice("A-01") },
	} {
		reads = 0
		if ask(); reads == 0 {
			t.Errorf("%s did without the files", name)
		}
	}
}

// shippedWith is the shipped files with one of them changed.
func shippedWith(t *testing.T, name string, change func(string) string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	list, err := fs.Glob(shipped, "plans/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		data, err := fs.ReadFile(shipped, f)
		if err != nil {
			t.Fatal(err)
		}
		if f == name {
			data = []byte(change(string(data)))
		}
		out[f] = &fstest.MapFile{Data: data}
	}
	return out
}

const tiny = `id: P9
title: {zh: 甲, en: A}
level: town
window: {clauses: [P9.0.1], first: 01-01, last: 02-05}
obligations:
  - code: mask
    clauses: [P9.1.1]
    force: must
    when: yes(found) and yes(enters)
    limit: at_once
    zh: 戴
    en: wear
readings:
  - id: A-01
    when: "yes(found)"
    acts: [mask]
    zh: 读
    en: read
`

func TestFaultsOfFiles(t *testing.T) {
	swap := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	tests := []struct {
		name   string
		change func(string) string
		want   string
	}{
		{"sound", func(s string) string { return s }, ""},
		{"chinese alone", swap("    zh: 戴\n    en: wear\n", "    zh: 戴\n"), ""},
		{"bad yaml", swap("id: P9", "id: [P9"), "plans/p9.yaml:2:1: ',' or ']' must be specified; expected YAML"},
		{"no mapping", func(string) string { return "- a\n" }, "plans/p9.yaml:1:1: expected a mapping"},
		{"empty", func(string) string { return "" }, "plans/p9.yaml:1:1: expected one YAML document"},
		{"id", swap("P9", "P10"), `plans/p9.yaml:1:5: id "P10"; expected P1 to P9`},
		{"level", swap("level: town", "level: village"), `plans/p9.yaml:3:8: level "village"; expected one of city, county, district, town`},
		{"unknown key", swap("    force", "    forse"), `plans/p9.yaml:8:5: unknown key "forse"; expected one of code, clauses, force`},
		{"missing key", swap("    force: must\n", ""), `plans/p9.yaml:6:9: key "force" is missing`},
		{"force", swap("must", "shall"), `plans/p9.yaml:8:12: force "shall"; expected one of must, may, should`},
		{"act", swap("code: mask", "code: masks"), "plans/p9.yaml:6:11: unknown act; expected the code of an act in base.yaml"},
		{"clause", swap("P9.1.1", "P9.1"), `plans/p9.yaml:7:15: clause "P9.1"; expected an id as P1.3.13`},
		{"limit", swap("at_once", "soon"), `plans/p9.yaml:10:12: limit "soon"; expected the name of a setting`},
		{"text", swap("    zh: 戴\n", ""), `plans/p9.yaml:6:9: key "zh" is missing`},
		{"number for text", swap("zh: 戴", "zh: 7"), "plans/p9.yaml:11:9: expected text"},
		{"list", swap("[P9.1.1]", "P9.1.1"), "plans/p9.yaml:7:14: expected a list"},
		{"fact", swap("yes(enters)", "yes(enter)"), `plans/p9.yaml:9:30: when: unknown fact "enter"; expected one of sudden_illness`},
		{"raw not", swap("yes(enters)", "!enters"), `plans/p9.yaml:9:26: when: "!" is not allowed on facts`},
		{"quoted condition", swap(`"yes(found)"`, `"yes(fund)"`), `plans/p9.yaml:15:16: when: unknown fact "fund"`},
		{"register", swap("A-01", "A-1"), `plans/p9.yaml:14:9: reading "A-1"; expected an id of the register`},
		{"reading's act", swap("acts: [mask]", "acts: [hat]"), `plans/p9.yaml:16:12: unknown act "hat"`},
		{"reading's when", swap("    when: \"yes(found)\"\n", ""), `plans/p9.yaml:14:7: key "when" is missing`},
		{"day", swap("first: 01-01", "first: 02-29"), `plans/p9.yaml:4:36: "02-29"; expected a day as MM-DD`},
		{"year", swap("last: 02-05", "last: 02-05, year: 20"), "plans/p9.yaml:4:62: expected a whole number, 1900 to 2100"},
		{"year text", swap("last: 02-05", "last: 02-05, year: 20xx"), "plans/p9.yaml:4:62: expected a whole number"},
		{"anchor", swap("zh: 戴", "zh: &a 戴"), "plans/p9.yaml:11:9: expected text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := shippedWith(t, "", nil)
			files["plans/p9.yaml"] = &fstest.MapFile{Data: []byte(tt.change(tiny))}
			_, err := load(files)
			switch {
			case err == nil && tt.want != "":
				t.Errorf("loaded; want %s", tt.want)
			case err != nil && (tt.want == "" || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestFaultsOfBase(t *testing.T) {
	tests := []struct{ old, new, want string }{
		{"ours: true,", "ours: yes,", "expected true or false"},
		{"goal: told,", "goal: tell,", `goal "tell"; expected one of medical`},
		{"sets: escorted", "sets: escort", `"escort"; expected one of sudden_illness`},
		{"given: food,", "given: foods,", `"foods"; expected "food"`},
		{"or: [give_convenience_food]", "or: [give_snacks]", `unknown act "give_snacks"`},
		{"outcomes: [hospital]", "outcomes: [clinic]", `unknown outcome "clinic"`},
		{"code: call_police,", "code: notify_emergency_now,", `act "notify_emergency_now" stands twice`},
		{"name: leader_report", "name: at_once", `setting "at_once" stands twice`},
		{"code: strict,", "code: inclusive,", `option "inclusive" stands twice`},
		{"id: A-03", "id: A-01", "choice A-01 stands twice"},
		{"id: A-03", "id: A-3", `choice "A-3"; expected an id of the register`},
		{"warn: 8", "warn: 11", "expected a whole number, 1 to 10"},
		{"documents: [police_call_time]", "documents: [call_time]", `unknown document "call_time"`},
		{"    source: {zh: 本所归纳, en: Ours}\n", "", `key "source" is missing; expected the regulation`},
		{"done: yes(case_opened)", "done: case_opened", `done: a bare "case_opened"`},
	}
	for _, tt := range tests {
		files := shippedWith(t, "plans/base.yaml", func(s string) string {
			if !strings.Contains(s, tt.old) {
				t.Errorf("base.yaml has no %q", tt.old)
			}
			return strings.Replace(s, tt.old, tt.new, 1)
		})
		if _, err := load(files); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "plans/base.yaml:") {
			t.Errorf("%s: %v\nwant %s", tt.new, err, tt.want)
		}
	}
	files := shippedWith(t, "", nil)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return name == "plans/base.yaml" })
	if _, err := load(files); err == nil || !strings.Contains(err.Error(), "plans/base.yaml:1:1: the file is missing") {
		t.Errorf("without base.yaml: %v", err)
	}
}

// dated has the parts that are no obligations.
const dated = `id: P9
title: {zh: 甲, en: A}
level: town
window: {clauses: [P9.0.1], last: 02-05, before: true}
deadlines:
  - {item: a, clauses: [P9.1.1], by: 01-08, zh: 甲, en: A}
roster: {clauses: [P9.1.1], leader: true, zh: 甲, en: A}
followup: {clauses: [P9.1.1], limit: followup_interval, zh: 甲, en: A}
checklists:
  - list: b
    clauses: [P9.1.1]
    zh: 乙
    en: B
    items:
      - {code: c, zh: 丙, en: C, taken: A-01 strict}
`

func TestFaultsOfDates(t *testing.T) {
	tests := []struct{ old, new, want string }{
		{"last: 02-05, before: true", "before: true", `plans/p9.yaml:4:9: key "last" is missing`},
		{"last: 02-05", "first: 01-10", `key "last" is missing`},
		{"[P9.0.1]", "[]", "plans/p9.yaml:4:19: no clause; expected at least one id"},
		{"before: true", "before: X", "plans/p9.yaml:4:50: expected true or false"},
		{"by: 01-08", "by: 01-32", `plans/p9.yaml:6:38: "01-32"; expected a day as MM-DD`},
		{"by: 01-08", "by: 2027-01-08", "expected a day as MM-DD"},
		{"by: 01-08", "on: 01-08, by: 01-08", "plans/p9.yaml:6:5: expected one of the keys by, on"},
		{"by: 01-08, ", "", "expected one of the keys by, on"},
		{"by: 01-08", "due: 01-08", `plans/p9.yaml:6:34: unknown key "due"`},
		{"zh: 甲, en: A}\nroster", "zh: 甲, en: A}\n  - {item: a, clauses: [P9.1.1], on: 01-09, zh: 甲}\nroster", `item "a" stands twice`},
		{"leader: true", "leader: 1", "plans/p9.yaml:7:37: expected true or false"},
		{"roster: {", "roster: [", "expected YAML"},
		{"roster: {clauses: [P9.1.1], leader: true, zh: 甲, en: A}", "roster: [a]", "expected a mapping"},
		{"limit: followup_interval", "limit: at_once", `plans/p9.yaml:8:38: limit "at_once"; expected the name of a setting in days`},
		{"limit: followup_interval", "limit: weekly", `limit "weekly"; expected the name of a setting in days`},
		{"taken: A-01 strict", "taken: A-01 loose", `taken "A-01 loose"; expected a choice of base.yaml and one of its options`},
		{"taken: A-01 strict", "taken: A-02", `taken "A-02"; expected a choice`},
		{"zh: 丙, en: C, taken: A-01 strict}", "zh: 丙}\n      - {code: c, zh: 丁}", `item "c" stands twice`},
		{"      - {code: c, zh: 丙, en: C, taken: A-01 strict}\n", "      []\n", "the list is empty; expected an item"},
		{"checklists:", "checklists:\n  - {list: b, clauses: [P9.1.1], zh: 乙, items: [{code: d, zh: 丁}]}", `list "b" stands twice`},
		{"id: P9", "id: P8", "plan P8 stands twice"},
	}
	for _, tt := range tests {
		if !strings.Contains(dated, tt.old) {
			t.Errorf("no %q", tt.old)
		}
		files := shippedWith(t, "", nil)
		files["plans/p9.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(dated, tt.old, tt.new, 1))}
		if _, err := load(files); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v\nwant %s", tt.new, err, tt.want)
		}
	}
	files := shippedWith(t, "", nil)
	files["plans/p9.yaml"] = &fstest.MapFile{Data: []byte(dated)}
	if _, err := load(files); err != nil {
		t.Errorf("sound: %v", err)
	}
}

// FuzzLoad: a township's file never makes the loader panic.
func FuzzLoad(f *testing.F) {
	f.Add(tiny)
	f.Add(dated)
	f.Add("id: P9\ntitle: &a {zh: *a}\nwindow: {first: {}}\nobligations: [{}, 1, [], null]\nreadings: {}\nacts: [{or: 1}]")
	base, err := fs.ReadFile(shipped, "plans/base.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = load(fstest.MapFS{"plans/base.yaml": {Data: base}, "plans/p9.yaml": {Data: []byte(s)}})
	})
}

func TestWindow(t *testing.T) {
	l := Shipped().loaded()
	tests := []struct {
		plan     string
		year     int
		from, to rules.Date
		days     int
		setting  bool
	}{
		{"P1", 0, "2020-12-18", "2021-03-20", 93, false},
		{"P1", 2026, "2026-12-18", "2027-03-20", 93, false},
		{"P1", 2027, "2027-12-18", "2028-03-20", 94, false}, // 29 February
		{"P3", 0, "", "", 0, true},
		{"P3", 2026, "2026-12-01", "2027-03-15", 105, false},
		{"P3", 2027, "2027-12-01", "2028-03-15", 106, false},
		{"P3", -5, "", "", 0, true},
		{"P3", 9999, "", "", 0, true},
		{"P7", 0, "2021-01-16", "2021-03-31", 75, false},
		{"P7", 2028, "2028-01-16", "2028-03-31", 76, false},
		{"P3", 33, "0033-12-01", "0034-03-15", 105, false},
		{"P2", 2027, "", "", 0, true},
		{"P4", 0, "2019-01-18", "2019-01-31", 14, false},
		{"P5", 0, "", "", 0, true},
		{"P5", 2027, "", "2027-02-06", 0, true},
		{"P6", 2027, "2027-01-10", "2027-02-10", 32, false},
		{"P8", 0, "", "", 0, true},
		{"P8", 2018, "2018-02-01", "2018-03-10", 38, false},
		{"P8", 2028, "2028-02-01", "2028-03-10", 39, false}, // 29 February
		{"P9", 2027, "", "2027-02-05", 0, true},
	}
	for _, tt := range tests {
		p, ok := l.Plan(tt.plan)
		if !ok {
			t.Fatal(tt.plan)
		}
		from, to, days, setting := p.Window(tt.year)
		if from != tt.from || to != tt.to || days != tt.days || setting != tt.setting {
			t.Errorf("%s %d: %s %s %d %v", tt.plan, tt.year, from, to, days, setting)
		}
	}
	if _, ok := l.Plan("R"); ok {
		t.Error("base.yaml is no plan to adopt")
	}
}

func TestSeasonFor(t *testing.T) {
	tests := []struct {
		plan string
		on   rules.Date
		want int
	}{
		{"P1", "2026-11-23", 2026}, {"P1", "2026-12-18", 2026}, {"P1", "2027-01-01", 2026},
		{"P1", "2027-03-20", 2026}, {"P1", "2027-03-21", 2027},
		{"P3", "2026-12-01", 2026}, {"P3", "2028-02-29", 2027}, {"P3", "2027-03-16", 2027},
		{"P7", "2026-11-23", 2027}, {"P7", "2027-01-15", 2027}, {"P7", "2027-03-31", 2027},
		{"P7", "2027-04-01", 2028}, {"P7", "2027-01-01", 2027},
		{"P2", "2026-11-23", 2027}, {"P2", "2027-03-11", 2027}, {"P2", "2027-03-12", 2028}, // its last dated item
		{"P9", "2026-12-31", 2027}, {"P9", "2027-02-05", 2027}, {"P9", "2027-02-06", 2028},
	}
	for _, tt := range tests {
		p, _ := Shipped().Plan(tt.plan)
		if got := p.SeasonFor(tt.on); got != tt.want {
			t.Errorf("%s on %s: %d, want %d", tt.plan, tt.on, got, tt.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
