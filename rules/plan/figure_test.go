package plan

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// TestFigures holds the sums and counts of the nine plans against the text.
func TestFigures(t *testing.T) {
	for _, c := range []struct{ plan, item, set, zh string }{
		{"P9", "veteran_aid", "", "30 人 × 1000 元 = 30000 元"},
		{"P9", "veteran_fund", "", "74350 元 = 30000 + 44350"},
		{"P9", "old_soldier_aid", "", "2 人 × (未填) 元"},
		{"P9", "old_soldier_aid", "2040", "2 人 × 2040 元 = 4080 元"},
		{"P9", "old_soldier_aid", "20xx", "2 人 × (未填) 元"},
		{"P4", "key_households", "", "50 户 (每村 5) × 500 元 = 25000 元"},
		{"P4", "key_goods", "", "50 户, 共 19850 元, 每户 397 元"},
		{"P4", "veteran_groups", "", "(未填) 人 × 500 元"},
		{"P4", "veteran_groups", "12", "12 人 × 500 元 = 6000 元"},
		{"P4", "not_out_of_poverty", "", "28 户 80 人, 共 (未填) 元"},
		{"P4", "disaster_goods", "", "3493 户, 共 384000 元, 每户 约 109.93 元"},
		{"P4", "disabled_families", "", "252 户 854 人 × 100 元 × 2 个月 = 170800 元"},
		{"P4", "mental_illness_families", "", "68 户, 共 (未填) 元"},
		{"P5", "quilts", "", "(未填) 个社区 × 4 床"},
		{"P5", "quilts", "9", "9 个社区 × 4 床 = 36 床"},
	} {
		p := Shipped().mustPlan(t, c.plan)
		var got *rules.Figure
		for _, f := range p.Figures(map[string]string{c.item: c.set}) {
			if f.Item == c.item {
				got = &f
			}
		}
		if got == nil {
			t.Errorf("%s has no %s", c.plan, c.item)
			continue
		}
		if words := got.Words().In(text.ZH); words != c.zh {
			t.Errorf("%s %s: %s, expected %s", c.item, c.set, words, c.zh)
		}
		if open := got.Open != "" && got.Total == nil; got.Setting != open {
			t.Errorf("%s %s: setting %v", c.item, c.set, got.Setting)
		}
	}
}

// TestFigureFaults: a sum that does not come out is a fault of the file.
func TestFigureFaults(t *testing.T) {
	const good = `  - {item: a, clauses: [P9.2.16], persons: 30, per: person, each: 1000, total: 30000, zh: 甲, en: A}`
	for _, c := range []struct{ name, line, want string }{
		{"product", strings.Replace(good, "30000", "31000", 1), "total 31000; expected 30000"},
		{"no basis", strings.Replace(good, "per: person, ", "", 1), `key "per" is missing`},
		{"no count", strings.Replace(good, "persons: 30, ", "", 1), "no persons are counted"},
		{"no each", strings.Replace(good, "each: 1000, ", "", 1), `key "each" is missing`},
		{"parts", good + "\n" + `  - {item: b, clauses: [P9.3.2], total: 30001, of: [a], zh: 乙, en: B}`, "the parts come to 30000"},
		{"unknown part", good + "\n" + `  - {item: b, clauses: [P9.3.2], total: 1, of: [c], zh: 乙, en: B}`, `unknown item "c"`},
		{"twice", good + "\n" + good, `item "a" stands twice`},
		{"a village", strings.Replace(good, "per:", "per_village: 7, per:", 1), "7 a village"},
		{"villages", strings.Replace(good, "zh:", "villages: [{households: 1, persons: 29}], zh:", 1), "1 households, 29 persons"},
	} {
		ld := &loader{lib: &Library{byCode: map[string]*act{}, settings: map[string]*Setting{}}}
		ld.file("plans/p9.yaml", []byte("id: P9\ntitle: {zh: 方案, en: Plan}\nlevel: town\nwindow: {clauses: [P9.1.1], last: 02-05}\nfigures:\n"+c.line+"\n"))
		var said []string
		for _, err := range ld.errs {
			said = append(said, err.Error())
		}
		if all := strings.Join(said, "\n"); !strings.Contains(all, c.want) {
			t.Errorf("%s: %q, expected %q", c.name, all, c.want)
		}
	}
}
