package text

import "strings"

// Initials are the first letters of the readings of s: 汽车站桥洞 gives qczqd.
// ASCII letters and digits stay, lower-case; everything else, and a character
// whose reading is not known (𮯰), gives nothing. Polyphones follow
// the small tables of readings.go, not the sentence.
func Initials(s string) string {
	var b strings.Builder
	spell([]rune(Fold(s)), func(reading string, _ rune) bool {
		b.WriteByte(reading[0])
		return true
	})
	return b.String()
}

// Pinyin is the full reading of s, without tones and spaces, ü as v:
// 汽车站桥洞 gives qichezhanqiaodong. Otherwise like Initials.
func Pinyin(s string) string {
	var b strings.Builder
	spell([]rune(Fold(s)), func(reading string, _ rune) bool {
		b.WriteString(reading)
		return true
	})
	return b.String()
}

// spell calls yield with each syllable of folded text, and with each ASCII letter
// or digit, until it returns false.
func spell(rs []rune, yield func(reading string, r rune) bool) {
	for i, r := range rs {
		var one string
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			one = string(r)
		case han(r):
			one = reading(rs, i)
		}
		if one != "" && !yield(one, r) {
			return
		}
	}
}

// maxSpelled is the longest query that is compared by sound: one bit a letter in
// Match's position set.
const maxSpelled = 63

// Match reports whether query finds s, for choice fields and the name at sign-in.
// It does if Fold(s) contains Fold(query); or if query spells consecutive
// characters of s by sound, each with its whole reading or with the beginning of
// it: qcz, qichezhan, qichez and qicz all find 汽车站. A query by sound begins
// where a syllable begins (ang does not find 张). Either reading of a common
// polyphone will do. An empty query finds everything.
//
// It says nothing about rank, and a name found by it identifies nobody: sign-in
// still asks for the PIN.
func Match(query, s string) bool {
	q, folded := Fold(query), Fold(s)
	if strings.Contains(folded, q) {
		return true
	}
	q, ok := letters(q)
	return ok && sounds(q, folded)
}

// letters is a folded query as it is spelled, without blanks, apostrophes and
// hyphens; ok is false if it is no spelling.
func letters(q string) (spelling string, ok bool) {
	q = strings.NewReplacer(" ", "", "'", "", "’", "", "-", "", "ü", "v").Replace(q)
	for i := 0; i < len(q); i++ {
		if c := q[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return "", false
		}
	}
	return q, q != "" && len(q) <= maxSpelled
}

// sounds walks the syllables of s and keeps, as bits, how many letters of q may
// have been used up before each.
func sounds(q, s string) bool {
	rs := []rune(s)
	found, reached := false, uint64(0)
	spell(rs, func(reading string, r rune) bool {
		next := advance(q, reading, reached|1)
		for _, other := range others(r) {
			next |= advance(q, other, reached|1)
		}
		reached = next
		found = reached>>len(q)&1 == 1
		return !found
	})
	return found
}

// advance is every position that a beginning of the syllable leads to from one of
// the positions in from.
func advance(q, syllable string, from uint64) (to uint64) {
	for at := range q {
		if from>>at&1 == 0 {
			continue
		}
		for n := 0; n < len(syllable) && at+n < len(q) && q[at+n] == syllable[n]; n++ {
			to |= 1 << (at + n + 1)
		}
	}
	return to
}
