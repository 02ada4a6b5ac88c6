package text

import (
	"strconv"
	"unicode/utf8"
)

// Numerals are the Chinese numerals that Numeral reads.
const Numerals = "零〇一二两三四五六七八九十百"

var numerals = map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// Numeral reads the number that s begins with, in ASCII figures or in Chinese numerals up
// to 199, and how many bytes it is written in; 0 bytes when s begins with none. Two digits
// side by side (六七十, 十七八) are a range: n is its lower end, and sure is false.
func Numeral(s string) (n, width int, sure bool) {
	for width < len(s) && s[width] >= '0' && s[width] <= '9' {
		width++
	}
	if width > 0 {
		n, err := strconv.Atoi(s[:width])
		return n, width, err == nil
	}
	digit, tens := -1, false
	sure = true
	for width < len(s) {
		r, w := utf8.DecodeRuneInString(s[width:])
		d, is := numerals[r]
		switch {
		case is && digit > 0:
			sure = false
		case is:
			digit = d
		case r == '十' && !tens:
			n, digit, tens = n+10*max(digit, 1), -1, true
		case r == '百' && n == 0 && digit > 0:
			n, digit = 100*digit, -1
		default:
			return n + max(digit, 0), width, sure && width > 0
		}
		width += w
	}
	return n + max(digit, 0), width, sure && width > 0
}
