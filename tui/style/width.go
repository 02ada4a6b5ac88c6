// Package style decides how wide a text is on this officer's terminal, how it is
// cut, padded and wrapped in Chinese, and what the colours mean.
//
// Every cut and pad of the screen goes through it, with the session's Mode. Its
// results hold no escapes but colours (SGR): anything else that came in with a
// text is drawn as U+FFFD, a private use character as 〓, an emoji without its
// invisible joiners, so that every terminal agrees on the width. That is a net
// below text.Clean, not instead of it. Which words are shown is decided elsewhere.
package style

import (
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Mode says how the terminal draws the characters that Unicode calls ambiguous:
// … — “ ” · × ° ● → and box lines (docs/tech.md §2). It belongs to a session.
type Mode uint8

const (
	Narrow Mode = iota // one cell: most terminals
	Wide               // two cells: xterm -cjk_width and some Chinese set-ups
)

var tables = [2]displaywidth.Options{Narrow: {}, Wide: {EastAsianWidth: true}}

// Width is how many cells s takes on one line.
func Width(m Mode, s string) int {
	w := 0
	for i := 0; i < len(s); {
		if c := s[i]; c >= 0x20 && c < 0x7F {
			i, w = i+1, w+1
		} else if square(s[i:]) {
			i, w = i+3, w+2
		} else {
			n, cells, _ := next(m, s[i:])
			i, w = i+n, w+cells
		}
	}
	return w
}

// square reports whether s begins with one of the characters of nearly every
// text at the desk, two cells wide and drawn as they are in either mode: Han
// U+4E00–9FFF, ideographic and full-width points.
func square(s string) bool {
	if len(s) < 3 || s[2]&0xC0 != 0x80 || s[1]&0xC0 != 0x80 {
		return false
	}
	switch c := s[0]; {
	case c >= 0xE5 && c <= 0xE9:
		return true
	case c == 0xE4:
		return s[1] >= 0xB8
	case c == 0xE3:
		return s[1] == 0x80 && s[2] < 0xBF // U+3000–303E
	case c == 0xEF:
		return s[1] == 0xBC && s[2] > 0x80 || s[1] == 0xBD && s[2] <= 0xA0 // U+FF01–FF60
	}
	return false
}

// RuneWidth is how many cells r takes when drawn: 0, 1 or 2.
func RuneWidth(m Mode, r rune) int {
	switch {
	case r >= 0x20 && r < 0x7F:
		return 1
	case r >= 0x4E00 && r <= 0x9FFF:
		return 2
	}
	_, w := drawn(m, r)
	return w
}

// next measures the first thing in s: a colour (0 cells) or a rune. as is what is
// drawn in place of it; nothing for 0, the bytes themselves for same.
func next(m Mode, s string) (n, cells int, as rune) {
	if c := s[0]; c >= 0x20 && c < 0x7F {
		return 1, 1, same
	}
	if square(s) {
		return 3, 2, same
	}
	if s[0] == '\x1b' {
		if n := sgr(s); n > 0 {
			return n, 0, same
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	as, cells = drawn(m, r)
	if as == r && (r != utf8.RuneError || n == 3) {
		as = same
	}
	return n, cells, as
}

const same = -1

// drawn is what stands on the screen for r, 0 for nothing, and its width.
func drawn(m Mode, r rune) (as rune, cells int) {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' ', 1
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		return replaced(m)
	case r < 0x300:
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF, r >= 0xAC00 && r <= 0xD7A3:
		return r, 2
	case r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 && r <= 0xFFFFD || r >= 0x100000 && r <= 0x10FFFD:
		return '〓', 2
	case r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE || r == 0xFFFD:
		return replaced(m)
	case r >= 0x1160 && r <= 0x11FF || r >= 0xD7B0 && r <= 0xD7FB:
		return r, 0 // the rest of a Hangul syllable
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return r - 0x1F1E6 + 'A', 1 // half a flag: terminals differ
	case r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF,
		r >= 0x200B && r <= 0x200D, r >= 0x2060 && r <= 0x2064, r == 0xFEFF:
		return 0, 0 // skin, variation, tag, joiner: terminals differ on all of them
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x61C, r == 0x2028, r == 0x2029:
		return replaced(m) // bidi
	}
	return r, tables[m].Rune(r)
}

// replaced is U+FFFD, which is ambiguous too; the library counts it as narrow.
func replaced(m Mode) (rune, int) { return utf8.RuneError, 1 + int(m) }

// sgr is the length of the colour sequence that s begins with, or 0.
func sgr(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && c != ':' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// Draw is s as it goes to the screen on one line. A text that needs no change is
// returned as it is.
func Draw(s string) string {
	for i := 0; i < len(s); {
		n, _, as := next(Narrow, s[i:])
		if as != same {
			return redraw(s, i)
		}
		i += n
	}
	return s
}

func redraw(s string, i int) string {
	b := append(make([]byte, 0, len(s)+8), s[:i]...)
	for i < len(s) {
		n, _, as := next(Narrow, s[i:])
		switch as {
		case same:
			b = append(b, s[i:i+n]...)
		case 0:
		default:
			b = utf8.AppendRune(b, as)
		}
		i += n
	}
	return string(b)
}
