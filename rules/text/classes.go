package text

import "unicode"

// replaced stands where a character was removed, so that an attempt is seen
// (reliability.md §3.2).
const replaced = '\uFFFD'

// forbidden decides which characters may not stand in any text: what a terminal
// obeys, and what an eye cannot see. These are controls (C0, DEL, C1), line and
// paragraph separators, every format character (bidi, zero width, tags,
// annotation), fillers and variation selectors, noncharacters, and code points
// nobody has assigned yet outside the blocks named at awaited.
//
// Tab, line feed and carriage return are forbidden too; Clean treats them before
// it asks.
func forbidden(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	case r < 0xAD:
		return false
	case private(r):
		return false
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return true
	case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs):
		return false
	}
	return !awaited(r)
}

// awaited are unassigned code points that are kept because Unicode has promised
// what will stand there: Han in planes 2 and 3 and in the CJK blocks of the
// first plane (name characters newer than Go's tables, 𮯰 U+2EBF0), pictographs
// at U+1F000–1FAFF (a newer telephone than our tables). None of them can become
// a control or a combining mark.
func awaited(r rune) bool {
	if r&0xFFFE == 0xFFFE {
		return false // noncharacter
	}
	return r >= 0x20000 && r <= 0x3FFFF || r >= 0x2E80 && r <= 0x9FFF || r >= 0x1F000 && r <= 0x1FAFF
}

// private use: name characters of GB 18030 systems before Unicode had them
// (U+E864). Kept in storage, drawn as 〓.
func private(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 && r <= 0xFFFFD || r >= 0x100000 && r <= 0x10FFFD
}

// plain are the characters of nearly every text at the desk. They need no look
// into a table: never forbidden, never a mark, equal to their NFC form whatever
// plain character stands beside them.
func plain(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= 0x20
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0xFF01 && r <= 0xFF5E, r >= 0x3000 && r <= 0x3029:
		return true
	}
	return r == '·' || r == '—' || r == '…' || r >= '‘' && r <= '”'
}

// presentation selectors choose between the black and the coloured form of the
// sign before them. They come with every 1️⃣ pasted from WeChat and carry no
// meaning, so they alone are left out without a trace.
func presentation(r rune) bool { return r == 0xFE0E || r == 0xFE0F }

// mark reports whether r is drawn over the character before it: a combining mark,
// or a Hangul vowel or final that joins its syllable.
func mark(r rune) bool {
	return r >= 0x300 && unicode.Is(unicode.M, r) || r >= 0x1160 && r <= 0x11FF || r >= 0xD7B0 && r <= 0xD7FF
}

// han reports whether r is written like a Han character: one, or a kept code
// point that stands for one (planes 2 and 3, private use).
func han(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF || private(r) ||
		r > 0x2E80 && unicode.Is(unicode.Han, r)
}

// dot reports whether r is one of the points that people and input methods put
// between the parts of a name: · ・ • ‧ ⋅ and the half-width and bullet twins.
func dot(r rune) bool {
	switch r {
	case '·', '・', '･', '•', '‧', '⋅', '∙':
		return true
	}
	return false
}
