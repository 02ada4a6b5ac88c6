package field

import (
	"strings"

	"dutydesk/rules/text"
)

func figures(k Kind) bool { return k == Number || k == ID || k == Phone || k == DateTime }

// folded is the text as Value gives it.
func (f *Field) folded() string {
	s := f.ed.String()
	switch {
	case f.Kind == Secret:
		return text.Digits(s)
	case figures(f.Kind):
		s = strings.Map(ascii, s)
		if f.Kind == ID {
			s = strings.ToUpper(s)
		}
		if f.Kind == Number {
			s = bare(s)
		}
	}
	return strings.TrimSpace(s)
}

// ascii is the ASCII twin of a full-width character.
func ascii(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	case r == '。':
		return '.'
	case r == '、':
		return ','
	}
	return r
}

// bare is the figures of an age or a count as people write it: 约70, 70岁, about 70.
// Anything else stays, for the rules to refuse.
func bare(s string) string {
	n := strings.ToLower(strings.TrimSpace(s))
	for _, word := range []string{"大约", "约", "about", "~"} {
		if rest, ok := strings.CutPrefix(n, word); ok {
			n = strings.TrimSpace(rest)
			break
		}
	}
	n = strings.TrimSpace(strings.TrimSuffix(n, "岁"))
	if n == "" || strings.Trim(n, "0123456789.") != "" {
		return s
	}
	return n
}

// aside are the characters of the words that bare takes away.
const (
	aside    = "大约岁~～ 　aboutABOUT"
	asideMax = 10
)

// figuresIn is what of a typed piece there is room for in a Number: Max is for the
// figures, the words around them have their own. left is how many characters are not.
func (f *Field) figuresIn(r []rune) (kept []rune, left int) {
	room := f.Max
	for _, c := range f.ed.r {
		if !strings.ContainsRune(aside, c) {
			room--
		}
	}
	for _, c := range r {
		if !strings.ContainsRune(aside, c) {
			if room--; room < 0 {
				left++
				continue
			}
		}
		kept = append(kept, c)
	}
	return kept, left
}
