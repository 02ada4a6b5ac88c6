package plan

import (
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// vocabulary is what the conditions of one kind of section may speak of: facts of a case,
// of a household, of a delivery, of a step.
type vocabulary struct {
	specs     []rules.FactSpec
	bit       map[string]factSet
	functions []string
	grammar   text.Text // said in every refusal of a form
	limit     int       // of a number in a condition
	open      []string  // choices and lists that take any word beside the named ones
	free      []string  // free text: of what type it is does not matter
}

// factMoney is a sum, told in yuan and kept in fen. In conditions it stands in whole yuan.
const factMoney rules.FactKind = "money"

var caseFacts = &vocabulary{specs: rules.FactSpecs, bit: factBit, limit: 150,
	functions: []string{"yes", "no", "known", "under", "atleast", "has", "is", "any"},
	grammar: text.Text{
		ZH: `yes(情况), no(情况), known(情况), under(age, n), atleast(age, n), has(groups, "minor"), is(weather, "snow"), any(weather, "snow", "ice"), 用 and、or 和括号连接`,
		EN: `yes(fact), no(fact), known(fact), under(age, n), atleast(age, n), has(groups, "minor"), is(weather, "snow"), any(weather, "snow", "ice"), joined by and, or and parentheses`},
}

// vocabularyOf makes a vocabulary of its own facts.
func vocabularyOf(open, free []string, specs ...rules.FactSpec) *vocabulary {
	v := &vocabulary{specs: specs, bit: map[string]factSet{}, limit: 1_000_000_000, open: open, free: free,
		functions: []string{"yes", "no", "known", "under", "atleast", "atmost", "has", "lacks", "is", "other", "any"}}
	for i, s := range specs {
		v.bit[s.Name] = 1 << i
	}
	v.grammar = text.Text{
		ZH: `yes(情况), no(情况), known(情况), under(数, n), atleast(数, n), atmost(数, n), has(列表, "…"), lacks(列表, "…"), is(词, "…"), other(词, "…"), any(词, "…"), 用 and、or 和括号连接; 情况有 ` + v.names(""),
		EN: `yes(fact), no(fact), known(fact), under(number, n), atleast(number, n), atmost(number, n), has(list, "…"), lacks(list, "…"), is(word, "…"), other(word, "…"), any(word, "…"), joined by and, or and parentheses, over ` + v.names("")}
	return v
}

func (v *vocabulary) spec(name string) (*rules.FactSpec, bool) {
	i := v.place(name)
	if i < 0 {
		return nil, false
	}
	return &v.specs[i], true
}

func (v *vocabulary) place(name string) int {
	return slices.IndexFunc(v.specs, func(s rules.FactSpec) bool { return s.Name == name })
}

// names lists the facts of a kind, all of them for "".
func (v *vocabulary) names(kind rules.FactKind) string {
	var out []string
	for _, s := range v.specs {
		if kind == "" || s.Kind == kind || kind == rules.FactNumber && s.Kind == factMoney {
			out = append(out, s.Name)
		}
	}
	return strings.Join(out, ", ")
}

// expected says what an argument of the fact may be in a condition.
func (v *vocabulary) expected(s *rules.FactSpec) text.Text {
	switch {
	case s.Kind == factMoney:
		return text.Text{ZH: "整数元, 1 以上", EN: "whole yuan, 1 or more"}
	case s.Kind == rules.FactNumber && v == caseFacts:
		return text.Text{ZH: "整数岁, 1 到 150", EN: "a whole number of years, 1 to 150"}
	case s.Kind == rules.FactNumber:
		return text.Text{ZH: "整数, 1 以上", EN: "a whole number, 1 or more"}
	}
	list := expected(s)
	return text.Text{ZH: list, EN: list}
}

// named gives a leaf of such a vocabulary its words.
func (l leaf) named(spec *rules.FactSpec) leaf {
	option := text.Text{ZH: l.option, EN: l.option}
	for _, o := range spec.Options {
		if o.Code == l.option {
			option = o.Text
		}
	}
	frame := text.Text{ZH: "%[1]s", EN: "%[1]s"}
	switch l.fn {
	case "no":
		frame = text.Text{ZH: "%[1]s: 否", EN: "%[1]s: no"}
	case "known":
		frame = text.Text{ZH: "%[1]s: 已知", EN: "%[1]s: known"}
	case "under":
		l.words = text.Text{ZH: "%[1]s不到%[2]d", EN: "%[1]s under %[2]d"}.With(spec.Label, l.n)
		return l
	case "atleast":
		l.words = text.Text{ZH: "%[1]s%[2]d以上(含)", EN: "%[1]s of %[2]d or more"}.With(spec.Label, l.n)
		return l
	case "atmost":
		l.words = text.Text{ZH: "%[1]s%[2]d以下(含)", EN: "%[1]s of %[2]d or less"}.With(spec.Label, l.n)
		return l
	case "is", "has":
		l.words = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(spec.Label, option)
		return l
	case "other":
		l.words = text.Text{ZH: "%[1]s: 不是%[2]s", EN: "%[1]s: not %[2]s"}.With(spec.Label, option)
		return l
	case "lacks":
		l.words = text.Text{ZH: "%[1]s: 没有%[2]s", EN: "%[1]s: no %[2]s"}.With(spec.Label, option)
		return l
	}
	l.words = frame.With(spec.Label)
	return l
}

// heard is what is known of one fact. The zero value is unknown.
type heard struct {
	known bool
	tri   rules.Tri
	n     int64 // a count, or fen
	word  string
	list  []string
}

// sheet is what is known of a household, a delivery or a step: one heard for each fact of
// its vocabulary.
type sheet struct {
	of    *vocabulary
	told  []heard
	taken map[string]string // the readings that the township chose, by register id
}

// blank is a sheet on which nothing is known.
func (v *vocabulary) blank() sheet { return sheet{of: v, told: make([]heard, len(v.specs))} }

// at is what is known of the fact, to be read or written.
func (s sheet) at(name string) *heard { return &s.told[s.of.place(name)] }

// set answers a yes-or-no fact.
func (s sheet) set(name string, yes bool) {
	*s.at(name) = heard{known: true, tri: triOf(yes)}
}

// known is the set of facts that are.
func (s sheet) known() (out factSet) {
	for i := range s.told {
		if s.told[i].known {
			out |= 1 << i
		}
	}
	return out
}

// truth answers every leaf.
func (s sheet) truth(leaves []leaf) []rules.Tri {
	out := make([]rules.Tri, len(leaves))
	for i := range leaves {
		out[i] = leaves[i].on(s)
	}
	return out
}

// list names the facts of a set, in the order of the vocabulary and in the words of
// docs/plan-questions.md.
func (v *vocabulary) list(set factSet) []string {
	out := []string{}
	for i, s := range v.specs {
		if set&(1<<i) != 0 {
			out = append(out, strings.Replace(s.Name, "application_", "application.", 1))
		}
	}
	return out
}

// on answers the leaf from a sheet. What is unknown is neither yes nor no.
func (l *leaf) on(s sheet) rules.Tri {
	t := &s.told[l.at]
	if l.fn == "known" {
		return triOf(t.known)
	}
	if !t.known {
		return rules.Unasked
	}
	n := int64(l.n)
	if s.of.specs[l.at].Kind == factMoney {
		n *= 100
	}
	switch l.fn {
	case "yes":
		return t.tri
	case "no":
		return -t.tri
	case "under":
		return triOf(t.n < n)
	case "atleast":
		return triOf(t.n >= n)
	case "atmost":
		return triOf(t.n <= n)
	case "has":
		return triOf(slices.Contains(t.list, l.option))
	case "lacks":
		return triOf(!slices.Contains(t.list, l.option))
	case "is":
		return triOf(t.word == l.option)
	case "other":
		return triOf(t.word != l.option)
	}
	return rules.Unasked
}

// sheet reads the facts of a vocabulary from a question. Null and absent are unknown; a
// wrong type or an unknown word is an error, free text never.
func (q question) sheet(v *vocabulary) (sheet, error) {
	s := v.blank()
	for i := range v.specs {
		if err := q.tell(v, &v.specs[i], &s.told[i]); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (q question) tell(v *vocabulary, spec *rules.FactSpec, t *heard) error {
	key := spec.Name
	if !q.has(key) {
		return nil
	}
	switch spec.Kind {
	case rules.FactTri:
		var b bool
		if err := q.decode(key, "true, false or null", &b); err != nil {
			return err
		}
		*t = heard{known: true, tri: triOf(b)}
	case rules.FactChoice:
		return q.tellWord(v, spec, t)
	case rules.FactMulti:
		list, err := q.strings(key)
		if err != nil {
			return err
		}
		for _, w := range list {
			if !slices.Contains(v.open, key) && !slices.ContainsFunc(spec.Options, func(o rules.Named) bool { return o.Code == w }) {
				return fmt.Errorf("%s: unknown %q, expected a list out of %s", key, clip(w), expected(spec))
			}
		}
		*t = heard{known: true, list: list}
	case rules.FactNumber:
		n, err := q.count(key)
		if err != nil {
			return err
		}
		*t = heard{known: true, n: n}
	case factMoney:
		n, err := q.money(key)
		if err != nil {
			return err
		}
		*t = heard{known: true, n: n}
	}
	return nil
}

func (q question) tellWord(v *vocabulary, spec *rules.FactSpec, t *heard) error {
	var w string
	err := q.decode(spec.Name, "one of "+expected(spec), &w)
	if slices.Contains(v.free, spec.Name) {
		*t = heard{known: err != nil || strings.TrimSpace(w) != "", word: w}
		return nil
	}
	if err != nil {
		return err
	}
	named := slices.ContainsFunc(spec.Options, func(o rules.Named) bool { return o.Code == w })
	if !named && (w == "" || !slices.Contains(v.open, spec.Name)) {
		return fmt.Errorf("%s: unknown %q, expected one of %s", spec.Name, clip(w), expected(spec))
	}
	*t = heard{known: true, word: w}
	return nil
}

// strings is a list of strings, without nulls.
func (q question) strings(key string) ([]string, error) {
	var list []*string
	if err := q.decode(key, "a list of strings", &list); err != nil {
		return nil, err
	}
	out := make([]string, len(list))
	for i, s := range list {
		if s == nil {
			return nil, fmt.Errorf("%s: null in the list, expected strings", key)
		}
		out[i] = *s
	}
	return out, nil
}
