package sshd

import "strings"

// Split cuts a command line into words as a shell would, with quotes and backslashes and
// nothing else; false where a quote is left open.
func Split(s string) (words []string, ok bool) {
	var b strings.Builder
	in, word := rune(0), false
	escaped := false
	for _, r := range s {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\' && in != '\'':
			escaped, word = true, true
		case in != 0 && r == in:
			in = 0
		case in != 0:
			b.WriteRune(r)
		case r == '\'' || r == '"':
			in, word = r, true
		case r == ' ' || r == '\t' || r == '\n':
			if word {
				words = append(words, b.String())
				b.Reset()
				word = false
			}
		default:
			b.WriteRune(r)
			word = true
		}
	}
	if word {
		words = append(words, b.String())
	}
	return words, in == 0 && !escaped
}
