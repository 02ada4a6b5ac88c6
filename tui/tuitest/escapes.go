package tuitest

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// own are the private modes that the program switches: the cursor, the alternate
// screen, bracketed paste, and what v1 switches off at its end.
var own = map[string]bool{"?25": true, "?1049": true, "?2004": true, "?1000": true, "?1002": true, "?1003": true, "?1004": true, "?1006": true}

// OnlyOwnEscapes fails the test when b, what went to a terminal, holds anything
// that a terminal obeys and we did not mean: a control other than CR and LF, C1,
// bidi, an escape sequence other than colours, cursor moves, erasing and our
// modes. also names the beginnings of further sequences that are meant here, as
// "\x1b]52;" for the clipboard.
func OnlyOwnEscapes(t testing.TB, b []byte, also ...string) {
	t.Helper()
	s := string(b)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\x1b':
			n = ownSequence(s[i:], also)
			if n == 0 {
				t.Errorf("a foreign escape sequence went to the terminal: %q", clip(s[i:]))
				n = 1
			}
		case r == utf8.RuneError && n == 1:
			t.Errorf("a broken byte went to the terminal: %q", clip(s[i:]))
		case r == '\r', r == '\n':
		case r < 0x20, r >= 0x7F && r < 0xA0, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F:
			t.Errorf("%U went to the terminal: %q", r, clip(s[i:]))
		}
		i += n
	}
}

// ownSequence is the length of the sequence at the start of s when it is ours.
func ownSequence(s string, also []string) int {
	for _, a := range also {
		if strings.HasPrefix(s, a) {
			if end := strings.IndexAny(s[1:], "\a\x1b"); end >= 0 {
				if n := 1 + end; s[n] == '\a' {
					return n + 1
				} else if strings.HasPrefix(s[n:], "\x1b\\") {
					return n + 2
				}
			}
			return len(a)
		}
	}
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x30 && c <= 0x3F:
		case strings.IndexByte("mHJKABCDG", c) >= 0 && !strings.ContainsAny(s[2:i], "<=>?"):
			return i + 1
		case (c == 'h' || c == 'l') && own[s[2:i]]:
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40]
	}
	return s
}

// RedIsMarked fails the test when something red on the frame has no ! in it:
// colour is never the only sign.
func RedIsMarked(t testing.TB, view string) {
	t.Helper()
	for _, part := range strings.Split(view, "\x1b[")[1:] {
		codes, shown, ok := strings.Cut(part, "m")
		if !ok {
			continue
		}
		for _, c := range strings.Split(codes, ";") {
			red := c == "31" || c == "41" || c == "91" || c == "101"
			if red && strings.TrimSpace(shown) != "" && !strings.ContainsAny(shown, "!！") {
				t.Errorf("red without a mark: %q", shown)
			}
		}
	}
}
