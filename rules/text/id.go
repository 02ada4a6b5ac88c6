package text

import (
	"strings"

	"golang.org/x/text/width"
)

// ID is a resident identity number that was found right (公民身份号码, GB
// 11643-1999; domain.md §4.1). The place code is not looked up: codes of past
// years stay on cards, and the codes of two ministries differ.
type ID struct {
	Number string // 18 characters, the last a digit or X
	Birth  Date
	Sex    string // "M" or "F", as the number says
}

var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const (
	idChecks   = "10X98765432"
	firstYear  = 1900 // no living person is older [own]
	idDigits   = 17
	idLength   = 18
	oldLength  = 15 // cards before 1999: two-digit year, no check character
	oldCentury = "19"
)

var (
	idEmpty  = T("请填写身份证号", "Enter the ID number")
	idLen    = T("身份证号应为 18 位（旧号 15 位），现为 %[1]d 位", "An ID number has 18 characters (old ones 15), this has %[1]d")
	idDigit  = T("身份证号第 %[1]d 位「%[2]s」不是数字", "Character %[1]d of the ID number, \"%[2]s\", is not a digit")
	idLast   = T("身份证号末位「%[1]s」应为数字或 X", "The last character of the ID number, \"%[1]s\", must be a digit or X")
	idDate   = T("身份证号中的出生日期 %[1]s 不存在", "The birth date in the ID number, %[1]s, does not exist")
	idFuture = T("身份证号中的出生日期 %[1]s 晚于今天", "The birth date in the ID number, %[1]s, is after today")
	idCheck  = T("身份证号校验不符：末位应为 %[1]s，现为 %[2]s，请核对每一位", "The ID number does not check: the last character should be %[1]s, not %[2]s; compare every digit")
)

// ParseID reads a resident identity number as people type it: full-width digits,
// x for X, spaces and hyphens are folded, a 15-digit number becomes 18. The first
// thing that is wrong is the Problem: length, a character, a date that is not in
// the calendar or before 1900, a birth after today, the check character. An
// unknown identity has no number: leave the field empty, never invent one.
func ParseID(s string, today Date) (ID, *Problem) {
	rs := []rune(compactID(s))
	switch len(rs) {
	case 0:
		return ID{}, problem(idEmpty)
	case idLength, oldLength:
	default:
		return ID{}, problem(idLen, len(rs))
	}
	for i, r := range rs {
		switch {
		case r >= '0' && r <= '9':
		case i < idDigits:
			return ID{}, problem(idDigit, i+1, string(r))
		case r != 'X':
			return ID{}, problem(idLast, string(r))
		}
	}
	number, typed := string(rs), ""
	if len(number) == oldLength {
		number = number[:6] + oldCentury + number[6:]
	} else {
		number, typed = number[:idDigits], number[idDigits:]
	}
	birth := Date{atoi(number[6:10]), atoi(number[10:12]), atoi(number[12:14])}
	check := idCheckOf(number)
	switch {
	case !birth.Valid() || birth.Year < firstYear:
		return ID{}, problem(idDate, birth.String())
	case today.Before(birth):
		return ID{}, problem(idFuture, birth.String())
	case typed != "" && typed != check:
		return ID{}, problem(idCheck, check, typed)
	}
	sex := "F"
	if number[16]%2 == 1 {
		sex = "M"
	}
	return ID{Number: number + check, Birth: birth, Sex: sex}, nil
}

// idCheckOf is the check character of 17 ASCII digits (ISO 7064 MOD 11-2).
func idCheckOf(digits string) string {
	sum := 0
	for i, w := range idWeights {
		sum += w * int(digits[i]-'0')
	}
	k := sum % len(idChecks)
	return idChecks[k : k+1]
}

func atoi(digits string) int {
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}

// compactID is s cleaned, half-width, upper case, without spaces and hyphens.
func compactID(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || hyphen(r) {
			return -1
		}
		return r
	}, typedNumber(s)))
}

// typedNumber is s as a number field takes it: clean, half-width, every kind of
// blank a space, and without the invisible direction marks that telephones put
// around a copied number (Clean has made them U+FFFD by then). Inside the number
// a U+FFFD stays and is refused: a digit may have been lost there.
func typedNumber(s string) string {
	s = width.Fold.String(Clean(s, Line))
	s = strings.Map(func(r rune) rune {
		if r == '\u00A0' || r >= '\u2000' && r <= '\u200A' || r == '\u202F' {
			return ' '
		}
		return r
	}, s)
	return strings.Trim(s, " "+string(replaced))
}

// hyphen reports whether r is one of the strokes that input methods and word
// processors put for a hyphen.
func hyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '−' || r == '﹣'
}
