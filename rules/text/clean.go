package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Shape says whether a text may have line breaks.
type Shape uint8

// A Line is a name, a place, a subject; a Note may have several lines.
const (
	Line Shape = iota
	Note
)

// maxMarks is how many combining marks may follow one character: Vietnamese and
// pinyin need two, a hundred of them overwrite the rows above (reliability.md §4
// row 2).
const maxMarks = 2

// Clean makes text of a person safe to store and to write to a terminal. The
// result is valid UTF-8 in NFC without any forbidden character; what was taken
// out shows as U+FFFD. Clean(Clean(s)) == Clean(s), and a clean text is returned
// as it came, without a copy.
//
//   - every byte of invalid UTF-8 and every forbidden character: one U+FFFD each;
//     the printable rest of an escape sequence stays as plain text
//   - \r\n and \n: a line feed in a Note, a space in a Line; a lone \r: U+FFFD
//   - tab: a space
//   - combining marks after the second, or with nothing before them on the line:
//     one U+FFFD for the run
//   - VS15 and VS16: left out
//
// Clean a whole field, not the pieces as they are typed: a mark that arrives
// alone has lost its letter. NFC replaces the CJK compatibility forms
// (U+F900–FAFF) by the ordinary characters. Length is not limited here: see
// Clipped, and the paste limit of tui/input.
func Clean(s string, shape Shape) string {
	if clean(s, shape) {
		return s
	}
	return limitMarks(norm.NFC.String(scrub(s, shape)))
}

// Display is s for one line of a terminal: Clean as a Line, private use drawn as
// 〓, because a terminal without the font would show nothing or a wrong width.
// Never store its result.
func Display(s string) string {
	return strings.Map(func(r rune) rune {
		if private(r) {
			return '〓'
		}
		return r
	}, Clean(s, Line))
}

// Clipped is s cut to at most max characters (code points), and whether it was
// cut. A letter is never parted from its marks: rather the letter goes too. What
// was clean stays clean.
func Clipped(s string, max int) (string, bool) {
	n, letter := 0, 0
	for i, r := range s {
		if !mark(r) {
			letter = i
		}
		if n >= max {
			return s[:letter], true
		}
		n++
	}
	return s, false
}

// clean reports that Clean has nothing to do. It may be wrong in one direction
// only: a text that only might not be NFC goes the long way and comes back equal.
func clean(s string, shape Shape) bool {
	marks, tables := maxMarks, false
	for i, r := range s {
		if plain(r) {
			marks = 0
			continue
		}
		if r == '\n' && shape == Note {
			marks = maxMarks
			continue
		}
		tables = true
		if r == utf8.RuneError && invalid(s[i:]) || forbidden(r) {
			return false
		}
		if !mark(r) {
			marks = 0
		} else if marks++; marks > maxMarks {
			return false
		}
	}
	return !tables || norm.NFC.QuickSpanString(s) == len(s)
}

// invalid reports whether s, which decodes to U+FFFD, begins with a broken byte
// and not with a real U+FFFD.
func invalid(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return size == 1
}

// scrub replaces what is forbidden. It also bounds a run of marks, above maxMarks
// so that limitMarks still sees that there were too many, and far below the
// thirty at which x/text stops composing.
func scrub(s string, shape Shape) string {
	const bound = 2 * maxMarks
	var b strings.Builder
	b.Grow(len(s) + 16)
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\r' && strings.HasPrefix(s[i+1:], "\n") {
			r, size = '\n', 2
		}
		i += size
		switch {
		case plain(r):
		case presentation(r):
			continue
		case r == '\n' && shape == Line, r == '\t':
			r = ' '
		case r == '\n':
		case forbidden(r):
			r = replaced
		}
		if !mark(r) {
			marks = 0
		} else if marks++; marks > bound {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// joiner is what x/text puts into a run of thirty marks, and of some Korean
// letters (ㄳ). None can come from outside: scrub has replaced it.
const joiner = '\u034F'

// limitMarks expects NFC and keeps it: a part of an NFC text is NFC, and U+FFFD
// joins with nothing.
func limitMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := maxMarks
	for _, r := range s {
		switch {
		case r == joiner:
			continue
		case r == '\n':
			marks = maxMarks
		case !mark(r):
			marks = 0
		default:
			if marks++; marks == maxMarks+1 {
				r = replaced
			} else if marks > maxMarks {
				continue
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}
