package plan

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// leaf is one question to one fact, in the form that conditions are built from.
type leaf struct {
	fn, fact string
	option   string // of has, is
	n        int    // of under, atleast, atmost
	at       int    // the fact's place in its vocabulary
	words    text.Text
	asks     factSet // the facts that answer it
}

// factSet is a set of facts by their place in rules.FactSpecs.
type factSet uint64

var factBit = func() map[string]factSet {
	m := make(map[string]factSet, len(rules.FactSpecs))
	for i, s := range rules.FactSpecs {
		m[s.Name] = 1 << i
	}
	return m
}()

// adult is the age at which childhood ends (docs/domain.md §1.5; no plan gives it,
// clauses.md §11).
const adult = 18

// finished fills in what follows from the question.
func (l leaf) finished(v *vocabulary) leaf {
	spec, _ := v.spec(l.fact)
	l.asks = v.bit[l.fact]
	l.at = slices.IndexFunc(v.specs, func(s rules.FactSpec) bool { return s.Name == l.fact })
	if v != caseFacts {
		return l.named(spec)
	}
	if l.option == "minor" || l.option == "elderly" {
		l.asks |= factBit["age"]
	}
	label := spec.Label
	for _, o := range spec.Options {
		if o.Code == l.option {
			label = o.Text
		}
	}
	frame := text.Text{ZH: "%[1]s", EN: "%[1]s"}
	switch l.fn {
	case "no":
		frame = text.Text{ZH: "%[1]s: 否", EN: "%[1]s: no"}
	case "known":
		frame = text.Text{ZH: "%[1]s: 已知", EN: "%[1]s: known"}
	case "under":
		l.words = text.Text{ZH: "不满%[1]d岁", EN: "under %[1]d"}.With(l.n)
		return l
	case "atleast":
		l.words = text.Text{ZH: "满%[1]d岁", EN: "%[1]d or older"}.With(l.n)
		return l
	case "is":
		l.words = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(spec.Label, label)
		return l
	}
	l.words = frame.With(label)
	return l
}

// holds answers the question. elderly is the age from which a person counts as elderly, a
// setting of ours.
func (l *leaf) holds(f *rules.Facts, elderly int) rules.Tri {
	switch l.fn {
	case "yes":
		return f.Tri(l.fact)
	case "no":
		return -f.Tri(l.fact)
	case "known":
		return triOf(f.Known(l.fact))
	case "under":
		if f.Age != nil {
			return triOf(*f.Age < l.n)
		}
	case "atleast":
		if f.Age != nil {
			return triOf(*f.Age >= l.n)
		}
	case "has":
		return l.member(f, elderly)
	case "is":
		if w := f.Word(l.fact); w != "" {
			return triOf(w == l.option)
		}
	}
	return rules.Unasked
}

// member: a group that was told counts; for minor and elderly a known age decides; else
// groups that were told without it are a no.
func (l *leaf) member(f *rules.Facts, elderly int) rules.Tri {
	list := f.List(l.fact)
	switch {
	case slices.Contains(list, l.option):
		return rules.Yes
	case f.Age != nil && l.option == "minor":
		return triOf(*f.Age < adult)
	case f.Age != nil && l.option == "elderly":
		return triOf(*f.Age >= elderly)
	case list != nil:
		return rules.No
	}
	return rules.Unasked
}

// open says whether an answer could still make the leaf a yes.
func (l *leaf) open(v rules.Tri) bool { return v == rules.Unasked || l.fn == "known" && v == rules.No }

// since is when the fact behind a true leaf was told, zero where nobody wrote it down.
func (l *leaf) since(f *rules.Facts, at func(string) time.Time) time.Time {
	if l.fn == "has" && !slices.Contains(f.List(l.fact), l.option) {
		return at("age")
	}
	return at(l.fact)
}

func triOf(b bool) rules.Tri {
	if b {
		return rules.Yes
	}
	return rules.No
}

// since is the moment at which the condition came true: the earliest over its true terms
// of the latest of a term's facts.
func (c cond) since(leaves []leaf, truth []rules.Tri, f *rules.Facts, at func(string) time.Time) time.Time {
	var first time.Time
	for i := range c.terms {
		if !c.terms[i].holds(truth) {
			continue
		}
		var last time.Time
		for _, l := range c.terms[i].leaves {
			if t := leaves[l].since(f, at); t.After(last) {
				last = t
			}
		}
		if last.IsZero() {
			return last
		}
		if first.IsZero() || last.Before(first) {
			first = last
		}
	}
	return first
}

func (t *term) holds(truth []rules.Tri) bool {
	return !slices.ContainsFunc(t.leaves, func(l int) bool { return truth[l] != rules.Yes })
}

// why names the facts that a true condition rests on. One true term, the usual case, has
// its words ready.
func (c cond) why(leaves []leaf, truth []rules.Tri) text.Text {
	var first *term
	var used []int
	for i := range c.terms {
		t := &c.terms[i]
		switch {
		case !t.holds(truth):
		case first == nil:
			first = t
		default:
			if used == nil {
				used = slices.Clone(first.leaves)
			}
			for _, l := range t.leaves {
				if !slices.Contains(used, l) {
					used = append(used, l)
				}
			}
		}
	}
	if first == nil {
		return text.Text{}
	}
	if len(used) <= len(first.leaves) {
		return first.words
	}
	words := make([]text.Text, len(used))
	for i, l := range used {
		words[i] = leaves[l].words
	}
	return joined(words)
}

// asks is the set of facts not known whose answer could still make the condition true. A term
// that needs more than another one does asks for nothing beyond it.
func (c cond) asks(leaves []leaf, truth []rules.Tri, known factSet) factSet {
	var out factSet
	for i := range c.terms {
		t := &c.terms[i]
		if t.live(leaves, truth) && !slices.ContainsFunc(c.terms, func(o term) bool { return t.exceeds(&o, leaves, truth) }) {
			for _, l := range t.leaves {
				if truth[l] != rules.Yes {
					out |= leaves[l].asks
				}
			}
		}
	}
	return out &^ known
}

// live says whether the term holds, or could.
func (t *term) live(leaves []leaf, truth []rules.Tri) bool {
	return !slices.ContainsFunc(t.leaves, func(l int) bool { return truth[l] != rules.Yes && !leaves[l].open(truth[l]) })
}

// exceeds says whether t still needs all that o does, and more.
func (t *term) exceeds(o *term, leaves []leaf, truth []rules.Tri) bool {
	if !o.live(leaves, truth) {
		return false
	}
	more := 0
	for _, l := range t.leaves {
		if truth[l] != rules.Yes {
			more++
		}
	}
	for _, l := range o.leaves {
		if truth[l] == rules.Yes {
			continue
		}
		if !slices.Contains(t.leaves, l) {
			return false
		}
		more--
	}
	return more > 0
}
