package wording

import (
	"regexp"
	"strings"
	"unicode"

	"dutydesk/rules/text"
)

// flat is s with full-width letters and digits as ASCII, and every digit as one.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～' && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return r - '！' + '!'
		case unicode.IsSpace(r):
			return ' '
		case r > unicode.MaxASCII && unicode.Is(unicode.Nd, r):
			return figure(r)
		}
		return r
	}, s)
}

// figure is a decimal digit of another script as ASCII. Decimal digits stand in runs of ten,
// from zero on (Unicode, General Category Nd).
func figure(r rune) rune {
	n := rune(0)
	for unicode.Is(unicode.Nd, r-n-1) && n < 9 {
		n++
	}
	return '0' + n
}

// numerals are the digits that people also write out.
const numerals = "〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"

// run is seven or more digits, with what people put between them. ours are the desk's own
// ids and dates.
var (
	ours = `[CTHWSMNOBDR]20\d{6}-\d{2,4}\b|20\d\d-\d\d-\d\d\b`
	run  = regexp.MustCompile(`(` + ours + `)|(?:[\pN` + numerals + `][ \pS\p{Pd}\x{FFFD}.．,，、/／()（）_*·•・]{0,3}){6,}[\pN` + numerals + `](?: ?[xX])?`)
)

// numbers covers every long number: of an identity card, of a telephone, of an account. The
// desk's own ids and dates stay.
func numbers(s string) string {
	return run.ReplaceAllStringFunc(s, func(n string) string {
		if run.FindStringSubmatch(n)[1] == n {
			return n
		}
		digits := strings.Map(func(r rune) rune {
			switch {
			case r >= '0' && r <= '9', r == 'x', r == 'X':
				return unicode.ToUpper(r)
			case unicode.Is(unicode.N, r) || strings.ContainsRune(numerals, r):
				return '*'
			}
			return -1
		}, n)
		if len(digits) == 15 || len(digits) >= 17 {
			return text.MaskID(digits)
		}
		return text.MaskPhone(digits)
	})
}

// ending is the last digits of a telephone, as much as its mask leaves; "" for none.
func ending(phone string) string {
	masked := text.MaskPhone(phone)
	if phone == "" || !strings.Contains(masked, "*") {
		return ""
	}
	return masked[strings.LastIndex(masked, "*")+1:]
}
