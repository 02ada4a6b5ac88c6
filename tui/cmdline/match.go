package cmdline

import (
	"slices"
	"strings"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// option is one thing that a word may mean. A word finds it by its label in either
// language, their initials and pinyin, or by names, each also by a beginning; by only when
// it is written in full; by loose wherever it stands in it.
type option struct {
	value string
	label text.Text
	names []string
	only  []string
	loose []string

	whole  []string // keys that a whole word or a beginning finds
	full   []string // keys that a whole word finds
	within []string // keys that a part finds
}

// spelt are the options with their keys worked out.
func spelt(all []option) []option {
	for i := range all {
		o := &all[i]
		o.whole = keys(append(append([]string{o.label.EN}, spelled(o.label.ZH)...), o.names...))
		o.full = keys(o.only)
		o.within = keys(append([]string{o.label.ZH, o.label.EN}, o.loose...))
	}
	return all
}

func keys(words []string) (out []string) {
	for _, w := range words {
		if k := key(w); k != "" && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// How well a word finds an option; the best alone count, so that a whole word is never
// ambiguous because it begins another.
const (
	exact = iota
	begins
	inside
	nowhere
)

// key is what is compared: letters, figures and characters, nothing between them.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text.Fold(s))
}

// finds says how well a word finds the option; q is its key.
func (o *option) finds(q string) int {
	switch {
	case q == "":
		return nowhere
	case slices.Contains(o.whole, q) || slices.Contains(o.full, q):
		return exact
	case slices.ContainsFunc(o.whole, func(k string) bool { return strings.HasPrefix(k, q) }):
		return begins
	case slices.ContainsFunc(o.within, func(k string) bool { return strings.Contains(k, q) }):
		return inside
	case q[0] < 0x80 && (text.Match(q, o.label.ZH) || slices.ContainsFunc(o.loose, func(s string) bool { return text.Match(q, s) })):
		return inside
	}
	return nowhere
}

// spelled are a Chinese word, its pinyin, and its initials where they are more than one:
// a single letter is a beginning, never a whole word.
func spelled(zh string) []string {
	out := []string{zh, text.Pinyin(zh)}
	if s := text.Initials(zh); len(s) > 1 {
		out = append(out, s)
	}
	return out
}

// found are the options that a word finds best, not worse than limit.
func found(all []option, said string, limit int) (best []option) {
	q := key(said)
	for i := range all {
		switch n := all[i].finds(q); {
		case n > limit:
		case n < limit:
			best, limit = append(best[:0], all[i]), n
		default:
			best = append(best, all[i])
		}
	}
	return best
}

// among says whether a word is the whole name of one of the options.
func among(all []option, said string) bool {
	q := key(said)
	return slices.ContainsFunc(all, func(o option) bool { return o.finds(q) == exact })
}

// insert is the option as one word of a line: what completion writes.
func (o *option) insert(lang text.Lang) string {
	var b strings.Builder
	gap, before := false, ' '
	for _, r := range o.label.In(lang) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && before < 0x80 && r < 0x80 && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap, before = false, r
	}
	return b.String()
}

// listed are the labels of options, the first few.
func listed(all []option) []text.Text {
	const most = 6
	var out []text.Text
	for _, o := range all[:min(len(all), most)] {
		out = append(out, o.label)
	}
	if len(all) > most {
		out = append(out, text.Text{ZH: "等%[1]d项", EN: "%[1]d in all"}.With(len(all)))
	}
	return out
}

func named(list []rules.Named) []option {
	out := make([]option, len(list))
	for i, n := range list {
		out[i] = option{value: n.Code, label: n.Text, names: []string{n.Code}}
	}
	return spelt(out)
}

func same(s string) text.Text { return text.Text{ZH: s, EN: s} }
