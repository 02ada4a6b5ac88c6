package text

import (
	"regexp"
	"strings"
)

// Forms of domain.md §4.2 on digits alone. service is ours: the numbers of the
// power supply (95598), of banks and of 400/800 lines are in every desk's book.
var (
	mobile   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landline = regexp.MustCompile(`^0[1-9]\d{8,10}$`)
	short    = regexp.MustCompile(`^1\d{2,4}$`)
	service  = regexp.MustCompile(`^(9[56]\d{3,4}|[48]00\d{7})$`)
	local    = regexp.MustCompile(`^[2-9]\d{6,7}$`)
	tail     = regexp.MustCompile(`^\d{1,4}$`)
)

var (
	phoneEmpty   = T("请填写电话号码", "Enter the telephone number")
	phoneChar    = T("电话号码里不能有「%[1]s」", "A telephone number cannot have \"%[1]s\" in it")
	phoneArea    = T("固定电话请加区号，例如 0419-8220015", "Add the area code to a landline, such as 0419-8220015")
	phoneMobile  = T("手机号应为 11 位、以 13 至 19 开头，现为 %[1]d 位", "A mobile number has 11 digits and begins with 13 to 19, this has %[1]d")
	phoneTail    = T("分机号应为 1 至 4 位数字", "An extension has 1 to 4 digits")
	phoneAbroad  = T("境外号码请写在备注里", "Write a number from abroad into the note")
	phoneUnknown = T("不是手机号、带区号的固定电话或短号（%[1]d 位）", "Not a mobile number, a landline with area code or a short number (%[1]d digits)")
)

// ParsePhone reads a telephone number as people type and paste it and returns
// the form in which it is stored: mobile 19900000001; landline 0419-8220015 or
// 0419-8220015-123 with its extension; short and service numbers as they are
// (110, 12345, 95598, 4001234567). Spaces, brackets, hyphens, full-width digits
// and +86 are folded, 转 leads an extension. Letters are refused. The Problem
// says what to change; a local number without its area code is refused with
// that advice.
func ParsePhone(s string) (string, *Problem) {
	digits, extension, p := phoneParts(s)
	if p != nil {
		return "", p
	}
	if extension == "" && (mobile.MatchString(digits) || short.MatchString(digits) || service.MatchString(digits)) {
		return digits, nil
	}
	if landline.MatchString(digits) {
		n := areaLen(digits)
		digits = digits[:n] + "-" + digits[n:]
		if extension != "" {
			digits += "-" + extension
		}
		return digits, nil
	}
	switch {
	case digits == "":
		return "", problem(phoneEmpty)
	case local.MatchString(digits):
		return "", problem(phoneArea)
	case digits[0] == '1' && extension == "":
		return "", problem(phoneMobile, len(digits))
	case strings.HasPrefix(digits, "00"):
		return "", problem(phoneAbroad)
	}
	return "", problem(phoneUnknown, len(digits))
}

// phoneParts splits s into the digits of the number and of its extension. An
// extension follows 转, or a second hyphen after a complete landline.
func phoneParts(s string) (digits, extension string, p *Problem) {
	s, country := cutCountry(typedNumber(s))
	if strings.HasPrefix(s, "+") {
		return "", "", problem(phoneAbroad)
	}
	number, extension, transfer := strings.Cut(s, "转")
	if number, p = strokes(number); p != nil {
		return "", "", p
	}
	if extension, p = strokes(extension); p != nil {
		return "", "", p
	}
	if extension = onlyDigits(extension); transfer && !tail.MatchString(extension) {
		return "", "", problem(phoneTail)
	}
	if at := strings.LastIndexByte(number, '-'); at > 0 && !transfer && tail.MatchString(number[at+1:]) {
		head := national(onlyDigits(number[:at]), country)
		if landline.MatchString(head) && strings.Contains(number[:at], "-") {
			return head, number[at+1:], nil
		}
	}
	return national(onlyDigits(number), country), extension, nil
}

func cutCountry(s string) (rest string, cut bool) {
	for _, code := range []string{"+86", "0086"} {
		if rest, cut := strings.CutPrefix(s, code); cut {
			return strings.TrimLeft(rest, " -"), true
		}
	}
	return s, false
}

// national gives a landline dialled from abroad (+86 419 …) its leading 0 back.
func national(digits string, country bool) string {
	if !country || digits == "" || digits[0] == '0' || mobile.MatchString(digits) || service.MatchString(digits) {
		return digits
	}
	return "0" + digits
}

// strokes is s with digits and hyphens alone; blanks and brackets are dropped,
// anything else is refused.
func strokes(s string) (string, *Problem) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case hyphen(r):
			b.WriteByte('-')
		case r == ' ', r == '(', r == ')':
		default:
			return "", problem(phoneChar, string(r))
		}
	}
	return b.String(), nil
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// areaLen is 3 for 010 and 02x and for a number too short for more, else 4.
func areaLen(digits string) int {
	if len(digits) == 10 || len(digits) == 11 && (digits[1] == '1' || digits[1] == '2') {
		return 3
	}
	return 4
}
