package plan

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestPlanCases holds Ask against the worked cases of what falls due, of rosters, lists and
// obligations, by the comparison rules that the cases come with.
func TestPlanCases(t *testing.T) {
	f, err := os.Open("testdata/plan-cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var c struct {
			ID, Clause string
			Ask        json.RawMessage
			Answer     map[string]any
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(Shipped().Ask(c.Ask), &got); err != nil {
			t.Fatal(err)
		}
		if d := differences(c.Answer, got); len(d) > 0 {
			t.Errorf("%s %s %s: %s", c.ID, c.Clause, c.Ask, strings.Join(d, "; "))
		}
		if got["review"] == true && c.Answer["ambiguous"] != true {
			t.Errorf("%s: review on a case that is not ambiguous", c.ID)
		}
	}
	if n != 60 {
		t.Errorf("%d cases", n)
	}
}

// differences compares an answer: actions_include and documents all there, actions_exclude
// none there, flag among the flags, missing, matched, breaches and warnings the same set,
// ambiguous means review and allows the alternatives, the rest equal.
func differences(want, got map[string]any) []string {
	if e, ok := got["error"]; ok {
		return []string{fmt.Sprint("error: ", e)}
	}
	if want["ambiguous"] == true {
		rest := map[string]any{}
		for k, v := range want {
			if k != "ambiguous" && k != "alternatives" {
				rest[k] = v
			}
		}
		best := differences(rest, got)
		alternatives, _ := want["alternatives"].([]any)
		for _, a := range alternatives {
			one := map[string]any{}
			for k, v := range rest {
				one[k] = v
			}
			for k, v := range a.(map[string]any) {
				one[k] = v
			}
			if d := differences(one, got); len(d) < len(best) {
				best = d
			}
		}
		if got["review"] != true {
			best = append(best, "ambiguous, so review must be true")
		}
		return best
	}
	var out []string
	for k, v := range want {
		ok := true
		switch k {
		case "actions_include":
			ok = subset(words(v), words(got["actions"]))
		case "documents":
			ok = subset(words(v), words(got["documents"]))
		case "actions_exclude":
			for _, w := range words(v) {
				ok = ok && !slices.Contains(words(got["actions"]), w)
			}
		case "order_first":
			ok = len(words(got["actions"])) > 0 && words(got["actions"])[0] == v
		case "flag":
			ok = slices.Contains(words(got["flags"]), fmt.Sprint(v))
		case "missing", "matched", "breaches", "warnings":
			ok = subset(words(v), words(got[k])) && len(words(v)) == len(words(got[k]))
		default:
			ok = reflect.DeepEqual(v, got[k])
		}
		if !ok {
			out = append(out, fmt.Sprintf("%s: want %v, got %v", k, v, got))
		}
	}
	return out
}

func words(v any) []string {
	list, _ := v.([]any)
	out := []string{}
	for _, w := range list {
		out = append(out, fmt.Sprint(w))
	}
	return out
}

func subset(small, large []string) bool {
	return !slices.ContainsFunc(small, func(w string) bool { return !slices.Contains(large, w) })
}

func ask(t *testing.T, q string) map[string]any {
	t.Helper()
	out := Shipped().Ask([]byte(q))
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil || bytes.ContainsAny(out, "\n") {
		t.Fatalf("%s: %s: %v", q, out, err)
	}
	return got
}

func TestAskWindow(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P1","date":"2020-12-18"`, `{"season_start":"2020-12-18","season_end":"2021-03-20","days":93,"inside":true,"review":false,"clauses":["P1.2.1"],"ask":[]}`},
		{`"plan":"P1","date":"2021-03-20"`, `{"season_start":"2020-12-18","season_end":"2021-03-20","days":93,"inside":true,"review":false,"clauses":["P1.2.1"],"ask":[]}`},
		{`"plan":"P1","season_start_year":2026`, `{"season_start":"2020-12-18","season_end":"2021-03-20","days":93,"review":false,"clauses":["P1.2.1"],"ask":[]}`},
		{`"plan":"P7","date":"2021-01-15"`, `{"season_start":"2021-01-16","season_end":"2021-03-31","days":75,"inside":false,"review":false,"clauses":["P7.0.1"],"ask":[]}`},
		{`"plan":"P7","date":"2021-03-31T23:59:00+08:00"`, `{"season_start":"2021-01-16","season_end":"2021-03-31","days":75,"inside":true,"review":false,"clauses":["P7.0.1"],"ask":[]}`},
		{`"plan":"P3"`, `{"season_start":null,"season_end":null,"setting":true,"review":false,"clauses":["P3.5.1"],"ask":["season_start_year"]}`},
		{`"plan":"P3","date":"2027-01-01"`, `{"season_start":null,"season_end":null,"setting":true,"review":false,"clauses":["P3.5.1"],"ask":["season_start_year"],"inside":null}`},
		{`"plan":"P3","season_start_year":2027`, `{"season_start":"2027-12-01","season_end":"2028-03-15","days":106,"review":false,"clauses":["P3.5.1"],"ask":[]}`},
		// No first day in the text, or none at all; the last day stands as 「X前」.
		{`"plan":"P2","date":"2027-02-01","season_start_year":2027`, `{"season_start":null,"season_end":null,"setting":true,"review":false,"clauses":["P2.2.1"],"ask":[],"inside":null}`},
		{`"plan":"P5","season_start_year":2027`, `{"season_start":null,"season_end":"2027-02-06","setting":true,"review":true,"readings":["A-01"],"clauses":["P5.1.1"],"ask":[]}`},
		{`"plan":"P9","date":"2027-02-06","season_start_year":2027`, `{"season_start":null,"season_end":"2027-02-05","setting":true,"review":false,"clauses":["P9.1.1"],"ask":[],"inside":null}`},
		{`"plan":"P9"`, `{"season_start":null,"season_end":null,"setting":true,"review":false,"clauses":["P9.1.1"],"ask":["season_start_year"]}`},
		{`"plan":"P4"`, `{"season_start":"2019-01-18","season_end":"2019-01-31","days":14,"review":true,"readings":["A-01"],"clauses":["P4.1.1"],"ask":[]}`},
		{`"plan":"P4","date":"2019-01-31"`, `{"season_start":"2019-01-18","season_end":"2019-01-31","days":14,"inside":true,"review":true,"readings":["A-01"],"clauses":["P4.1.1"],"ask":[]}`},
		{`"plan":"P4","date":"2019-01-30"`, `{"season_start":"2019-01-18","season_end":"2019-01-31","days":14,"inside":true,"review":false,"clauses":["P4.1.1"],"ask":[]}`},
		{`"plan":"P4","date":"2019-01-31","taken":{"A-01":"strict"}`, `{"season_start":"2019-01-18","season_end":"2019-01-30","days":13,"inside":false,"review":true,"readings":["A-01"],"clauses":["P4.1.1"],"ask":[]}`},
		{`"plan":"P6","season_start_year":2027`, `{"season_start":"2027-01-10","season_end":"2027-02-10","days":32,"review":true,"readings":["A-15"],"clauses":["P6.0.1"],"ask":[]}`},
		{`"plan":"P6","date":"2027-02-10","season_start_year":2027`, `{"season_start":"2027-01-10","season_end":"2027-02-10","days":32,"inside":true,"review":false,"clauses":["P6.0.1"],"ask":[]}`},
		{`"plan":"P8","date":"2018-03-11","season_start_year":2018`, `{"season_start":"2018-02-01","season_end":"2018-03-10","days":38,"inside":false,"review":false,"clauses":["P8.2.5"],"ask":[]}`},
		// between the day of issue and 1 December.
		{`"plan":"P3","season_start_year":2026,"issued_on":"2026-11-20","date":"2026-11-20"`, `{"season_start":"2026-12-01","season_end":"2027-03-15","days":105,"inside":false,"review":true,"readings":["A-06"],"clauses":["P3.5.1","P3.0.1"],"ask":[]}`},
		{`"plan":"P3","season_start_year":2026,"date":"2026-11-30"`, `{"season_start":"2026-12-01","season_end":"2027-03-15","days":105,"inside":false,"review":false,"clauses":["P3.5.1"],"ask":["issued_on"]}`},
		{`"plan":"P3","season_start_year":2026,"issued_on":"2026-11-20","date":"2026-11-19"`, `{"season_start":"2026-12-01","season_end":"2027-03-15","days":105,"inside":false,"review":false,"clauses":["P3.5.1"],"ask":[]}`},
		{`"plan":"P3","season_start_year":2026,"issued_on":"2026-11-20","date":"2026-12-01"`, `{"season_start":"2026-12-01","season_end":"2027-03-15","days":105,"inside":true,"review":false,"clauses":["P3.5.1"],"ask":[]}`},
	}
	for _, tt := range tests {
		if got := string(Shipped().Ask([]byte(`{"op":"window",` + tt.q + `}`))); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.q, got, tt.want)
		}
	}
}

func TestAskErrors(t *testing.T) {
	tests := []struct{ q, want string }{
		{``, "not one JSON object"},
		{`{`, "not one JSON object"},
		{`[]`, "not one JSON object"},
		{`null`, "plan: missing"},
		{`{"plan":"P1","op":"window"} x`, "not one JSON object"},
		{`{"plan":"P1","op":"window"}{}`, "not one JSON object"},
		{`{"op":"window"}`, "plan: missing"},
		{`{"plan":1,"op":"window"}`, "plan: expected a string"},
		{`{"plan":"P1"}`, "op: missing"},
		{`{"plan":"P1","op":["window"]}`, "op: expected a string"},
		{`{"plan":"P10","op":"window"}`, `unknown plan "P10"`},
		{`{"plan":"p1","op":"window"}`, `unknown plan "p1"`},
		{`{"plan":"R","op":"obligations"}`, `unknown plan "R"`},
		{`{"plan":"P1","op":"weather"}`, `unknown op "weather"`},
		{`{"plan":"P5","op":"roster"}`, "op: plan P5 has no roster"},
		{`{"plan":"P4","op":"obligations","declines":true}`, "op: plan P4 has no obligations"},
		{`{"plan":"P9","op":"obligations"}`, "op: plan P9 has no obligations"},
		{`{"plan":"P1","op":"followup"}`, "op: plan P1 has no followup"},
		{`{"plan":"P3","op":"deadline","item":"detailed_plan"}`, "op: plan P3 has no deadline"},
		{`{"plan":"P8","op":"checklist","list":"archive"}`, "op: plan P8 has no checklist"},
		{`{"plan":"P1","op":"deadline"}`, "item: plan P1 has no"},
		{`{"plan":"P1","op":"deadline","item":"village_posting"}`, `item: plan P1 has no "village_posting", expected one of ["summary_and_patrol_material"]`},
		{`{"plan":"P1","op":"deadline","item":7}`, "item: expected a string"},
		{`{"plan":"P9","op":"deadline","item":"town_posting","year":"2027"}`, "year: expected a year"},
		{`{"plan":"P9","op":"deadline","item":"town_posting","year":2027.5}`, "year: expected a year"},
		{`{"plan":"P9","op":"deadline","item":"town_posting","done_on":true}`, "done_on: expected a date"},
		{`{"plan":"P9","op":"deadline","item":"town_posting","today":"8 January"}`, "today: \"8 January\", expected a date"},
		{`{"plan":"P9","op":"deadline","item":"town_posting","taken":{"A-02":"x"}}`, `taken: unknown "A-02"`},
		{`{"plan":"P9","op":"deadline","item":"town_posting","taken":{"A-01":"loose"}}`, `taken.A-01: unknown "loose", expected one of inclusive, strict`},
		{`{"plan":"P9","op":"deadline","item":"town_posting","taken":"strict"}`, "taken: expected an object"},
		{`{"plan":"P1","op":"checklist","list":"visit_plan"}`, `list: plan P1 has no "visit_plan", expected one of ["patrol_areas"`},
		{`{"plan":"P1","op":"checklist","list":"archive","has":"photo"}`, "has: expected a list of words"},
		{`{"plan":"P1","op":"checklist","list":"archive","has":[1]}`, "has: expected a list of words"},
		{`{"plan":"P1","op":"checklist","list":"archive","has":[null]}`, "has: null in the list"},
		{`{"plan":"P1","op":"roster","shifts":{}}`, "shifts: expected a list of shifts"},
		{`{"plan":"P1","op":"roster","shifts":[null]}`, "shifts[0].null, expected a shift"},
		{`{"plan":"P1","op":"roster","date":"2021-02-30","shifts":[]}`, "date: \"2021-02-30\""},
		{`{"plan":"P1","op":"roster","shifts":[{"from":8,"to":"24:00"}]}`, "shifts: expected a list of shifts"},
		{`{"plan":"P1","op":"roster","shifts":[{"from":"8:00","to":"24:00"}]}`, `shifts[0].from: "8:00", expected HH:MM`},
		{`{"plan":"P1","op":"roster","shifts":[{"from":"08:00","to":"24:01"}]}`, `shifts[0].to: "24:01", expected HH:MM`},
		{`{"plan":"P1","op":"roster","shifts":[{"from":"00:00","to":"08:00"},{"from":"20:00","to":"08:00"}]}`, "shifts[1].to: 08:00 is not after 20:00"},
		{`{"plan":"P3","op":"followup","visits":"2026-12-16"}`, "visits: expected a list of dates"},
		{`{"plan":"P3","op":"followup","visits":["2026-12-16",null]}`, "visits: null in the list, expected a date, at number 2"},
		{`{"plan":"P3","op":"followup","visits":["2026-13-01"]}`, "visits: \"2026-13-01\", expected a date as 2006-01-02, at number 1"},
		{`{"plan":"P3","op":"followup","interval_days":0}`, "interval_days: expected a number of days"},
		{`{"plan":"P3","op":"followup","interval_days":"7"}`, "interval_days: expected a number of days"},
		{`{"plan":"P1","op":"window","date":20201218}`, "date: expected a date"},
		{`{"plan":"P1","op":"window","date":"2021-02-29"}`, "date: \"2021-02-29\", expected"},
		{`{"plan":"P1","op":"window","date":"` + strings.Repeat("年", 90) + `"}`, "年…"},
		{`{"plan":"P3","op":"window","season_start_year":"2026"}`, "season_start_year: expected a year"},
		{`{"plan":"P3","op":"window","season_start_year":2026.5}`, "season_start_year: expected a year"},
		{`{"plan":"P3","op":"window","season_start_year":0}`, "season_start_year: expected a year"},
		{`{"plan":"P3","op":"window","issued_on":{}}`, "issued_on: expected a date"},
		{`{"plan":"P1","op":"obligations","declines":"yes"}`, "declines: expected true, false or null"},
		{`{"plan":"P1","op":"obligations","declines":1}`, "declines: expected true, false or null"},
		{`{"plan":"P7","op":"obligations","necessary":[]}`, "necessary: expected true, false or null"},
		{`{"plan":"P1","op":"obligations","groups":"minor"}`, "groups: expected a list"},
		{`{"plan":"P1","op":"obligations","groups":["woman"]}`, `groups: unknown in "woman", expected "minor"`},
		{`{"plan":"P1","op":"obligations","groups":[null]}`, "groups: null in the list"},
		{`{"plan":"P1","op":"obligations","weather":"snwo"}`, `weather: unknown "snwo", expected one of "clear"`},
		{`{"plan":"P1","op":"obligations","weather":""}`, `weather: unknown ""`},
		{`{"plan":"P1","op":"obligations","weather":true}`, "weather: expected one of"},
		{`{"plan":"P1","op":"obligations","found_by":7}`, "found_by: expected one of"},
		{`{"plan":"P7","op":"obligations","stock":5}`, "stock: expected an object of numbers"},
		{`{"plan":"P7","op":"obligations","stock":{"被条":"5"}}`, "stock: expected an object of numbers"},
	}
	for _, tt := range tests {
		got := ask(t, tt.q)
		if msg, _ := got["error"].(string); len(got) != 1 || !strings.Contains(msg, tt.want) {
			t.Errorf("%s: %v, want %s", tt.q, got, tt.want)
		}
	}
	// Free text, unknown keys and facts of the desk that do not fit are no errors.
	for _, q := range []string{
		`{"plan":"P1","op":"obligations","people":"两个老人","leader":3,"disease":[],"x":{"y":1},"Declines":"no"}`,
		`{"plan":"P7","op":"obligations","found_by":"路过的司机","age":"about 60","confused":"no","age_":1}`,
		`{"plan":"P7","op":"obligations","stock":{"被条":null,"热水袋":1e300,"棉衣":-1}}`,
		" {\"plan\":\"P1\",\"op\":\"window\",\"declines\":7,\"date\":null}\r",
	} {
		if got := ask(t, q); got["error"] != nil {
			t.Errorf("%s: %v", q, got)
		}
	}
}

func FuzzAsk(f *testing.F) {
	f.Add([]byte(`{"plan":"P1","op":"obligations","groups":["minor"],"stock":{"被条":0},"given":[],"weather":"snow","age":3}`))
	f.Add([]byte(`{"plan":"P3","op":"window","date":"2026-11-30","season_start_year":2026,"issued_on":"2026-11-01"}`))
	f.Add([]byte(`{"plan":"P7","op":"obligations","found_by":"village","declines":true,"consent":null}`))
	f.Add([]byte(`{"plan":"P9","op":"deadline","item":"village_posting","year":1,"today":"0001-01-01","taken":{"A-01":"strict"}}`))
	f.Add([]byte(`{"plan":"P7","op":"roster","date":"9999-12-31","shifts":[{"from":"00:00","to":"24:00","people":[{}],"leader":[]},{"from":null}]}`))
	f.Add([]byte(`{"plan":"P3","op":"followup","refused_on":"9999-12-31","interval_days":3660,"visits":["0001-01-01"],"today":"2026-01-01"}`))
	f.Add([]byte(`{"plan":"P3","op":"checklist","list":"patrol_areas","has":["城乡结合部",""]}`))
	f.Add([]byte("{\"plan\":\"\xff\",\"op\":\"\u2028<&>\"}"))
	f.Fuzz(func(t *testing.T, q []byte) {
		got := Shipped().Ask(q)
		if !json.Valid(got) || got[0] != '{' || bytes.ContainsRune(got, '\n') {
			t.Errorf("%q: %q", q, got)
		}
	})
}

func BenchmarkAsk(b *testing.B) {
	qs := [][]byte{
		[]byte(`{"plan":"P1","op":"obligations","groups":["elderly"],"full_capacity":true,"consent":false,"declines":true}`),
		[]byte(`{"plan":"P3","op":"obligations","found":true,"declines":true,"case_opened":false}`),
		[]byte(`{"plan":"P7","op":"window","date":"2021-04-01"}`),
	}
	l := Shipped().loaded()
	b.ReportAllocs()
	for i := range b.N {
		l.Ask(qs[i%len(qs)])
	}
}

// BenchmarkAskCases asks every worked case: at most 50 µs each on the whole.
func BenchmarkAskCases(b *testing.B) {
	data, err := os.ReadFile("testdata/plan-cases.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	var qs [][]byte
	for line := range bytes.Lines(data) {
		var c struct{ Ask json.RawMessage }
		if err := json.Unmarshal(line, &c); err != nil {
			b.Fatal(err)
		}
		qs = append(qs, c.Ask)
	}
	l := Shipped()
	l.Plans()
	for i := range b.N {
		l.Ask(qs[i%len(qs)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "questions/s")
}

func BenchmarkDemands(b *testing.B) {
	l := Shipped().loaded()
	ops := []struct {
		name string
		s    Subject
	}{
		{"unknown", Subject{Opened: night}},
		{"minor", subject(factsOf(`{"groups":["minor"],"found":true,"found_by":"village","sudden_illness":true,"weather":"snow"}`))},
		{"refusal", subject(factsOf(`{"groups":["elderly"],"full_capacity":true,"declines":true,"found":true,"given":["food"]}`))},
	}
	for _, o := range ops {
		b.Run(o.name, func(b *testing.B) {
			b.ReportAllocs()
			three := threeOps()
			for b.Loop() {
				l.Demands(three, o.s, night)
			}
		})
	}
}

// BenchmarkThousand works out what a thousand open cases of three kinds owe under three
// plans: at most 60 ms together (issue 5), 60 µs each.
func BenchmarkThousand(b *testing.B) {
	l, three := Shipped().loaded(), threeOps()
	cases := make([]Subject, 1000)
	for i := range cases {
		cases[i] = subject(factsOf([]string{
			`{"groups":["minor"],"found":true,"found_by":"village","sudden_illness":true,"weather":"snow"}`,
			`{"groups":["elderly"],"full_capacity":true,"declines":true,"found":true,"given":["food"]}`,
			`{"found":true,"mental_illness":true,"enters":true,"from_area":"high_risk"}`,
		}[i%3]))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range cases {
			l.Demands(three, s, night)
		}
	}
}
