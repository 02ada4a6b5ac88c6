package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is the form in which two texts are compared and searched; it is never
// shown. What looks alike to a tired eye is alike in it:
//
//   - full-width and half-width, ⽥ (a radical out of a PDF) and 田, ㎏ and kg:
//     compatibility forms are one (NFKC, which includes width folding)
//   - lower case
//   - · ・ • ‧ ⋅ and a full stop between Han characters: one point
//   - what cannot be seen is dropped, and so is the U+FFFD that Clean left in its
//     place and any mark struck over a letter, so that a search for 张三 finds the
//     case that was entered with tricks (reliability.md §4 row 2)
//   - spaces beside a Han character are dropped, others become one; none at the ends
//
// Fold(Fold(s)) == Fold(s). Simplified and traditional characters stay different.
func Fold(s string) string {
	if lowerASCII(s) {
		return s
	}
	s = strings.Map(lower, norm.NFKC.String(strings.Map(visible, s)))
	s = norm.NFKC.String(s) // a dropped mark may have stood between two Korean letters
	return spaced([]rune(strings.ReplaceAll(s, string(joiner), "")))
}

// lowerASCII reports whether s is already folded: lower-case ASCII words with
// single spaces.
func lowerASCII(s string) bool {
	before := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c >= 'A' && c <= 'Z' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == replaced || forbidden(r):
		return -1
	}
	return r
}

func lower(r rune) rune {
	switch {
	case dot(r):
		return '·'
	case unicode.IsSpace(r):
		return ' '
	case mark(r) && unicode.Is(unicode.Inherited, r):
		return -1 // a mark that belongs to no script of its own: accents, strokes, enclosures
	}
	return unicode.ToLower(r)
}

// spaced drops the spaces beside Han and then makes a full stop between Han the
// point of a name (买买提.艾力).
func spaced(rs []rune) string {
	out := make([]rune, 0, len(rs))
	tight := func(r rune) bool { return han(r) || r == '·' }
	gap := false
	for _, r := range rs {
		if r == ' ' {
			gap = len(out) > 0
			continue
		}
		if gap && !tight(r) && !tight(out[len(out)-1]) {
			out = append(out, ' ')
		}
		gap = false
		out = append(out, r)
	}
	for i := 1; i < len(out)-1; i++ {
		if out[i] == '.' && han(out[i-1]) && han(out[i+1]) {
			out[i] = '·'
		}
	}
	return string(out)
}

// Digits is s with full-width digits ０–９ as ASCII; nothing else changes. An
// input method that is on types them into number fields.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}
