package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The masks below say how much of a personal datum a list may show (domain.md
// §4.2: identity number first 6 and last 4, mobile first 3 and last 4, name the
// surname). They give a clean line and fail closed: what is not of the expected
// form shows at most its first quarter. Who may see the whole value, and the
// journal line of a reveal, are the caller's.

// MaskID is 419901********0015. Of an old 15-digit number the last 3 show, since
// the fourth from the end belongs to the birthday; of a longer one that begins
// like an identity number, such as the 20 characters of a disability certificate,
// nothing after the 18th shows: kind and grade are health data.
func MaskID(s string) string {
	s = compactID(s)
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	switch n := utf8.RuneCountInString(s); {
	case n >= idLength && digits >= idDigits:
		rs := []rune(s)
		return string(rs[:6]) + stars(8) + string(rs[14:idLength]) + stars(n-idLength)
	case n == oldLength && digits == n:
		return s[:6] + stars(6) + s[12:]
	}
	return quarter(s)
}

// MaskPhone is 199****0001 for a mobile, 0419-*****15 for a landline (area code
// and last 2; an extension is covered). Short and service numbers (110, 95598)
// belong to nobody and stay.
func MaskPhone(s string) string {
	n, p := ParsePhone(s)
	if p != nil {
		return quarter(compactID(s))
	}
	area, rest, line := strings.Cut(n, "-")
	switch {
	case line:
		local, extension, has := strings.Cut(rest, "-")
		masked := area + "-" + stars(len(local)-2) + local[len(local)-2:]
		if has {
			masked += "-" + stars(len(extension))
		}
		return masked
	case mobile.MatchString(n):
		return n[:3] + stars(4) + n[7:]
	}
	return n
}

// unnamed is the code that stands for a person without a known name (domain.md §6:
// 无名氏 2026-1123-01(男,约 60 岁)). It names nobody and is not masked; with any
// other word behind it, it is masked like a name.
var unnamed = regexp.MustCompile(`^无名氏( ?[0-9-]+)?( ?[(（][男女]?[,， 约0-9岁多]*[)）])?$`)

// MaskName is 田** for 田有福: the surname stays, two characters of a compound
// surname (欧阳*), the part before the point of a name in parts (买买提·**), the
// first letter of each word of a name without Han characters. A name or word of a
// single character is covered.
func MaskName(s string) string {
	s = strings.TrimFunc(strings.Map(unmarked, Clean(s, Line)), blank)
	if unnamed.MatchString(s) {
		return s
	}
	if at := strings.IndexFunc(s, dot); at > 0 {
		return s[:at] + cover(s[at:])
	}
	if strings.IndexFunc(s, han) < 0 {
		words := strings.Split(s, " ")
		for i, w := range words {
			if _, size := utf8.DecodeRuneInString(w); size < len(w) {
				words[i] = w[:size] + cover(w[size:])
			} else {
				words[i] = cover(w)
			}
		}
		return strings.Join(words, " ")
	}
	rs := []rune(s)
	keep := 1
	if len(rs) >= 3 && compoundSurnames[string(rs[:2])] {
		keep = 2
	}
	if len(rs) <= keep {
		return cover(s)
	}
	return string(rs[:keep]) + cover(string(rs[keep:]))
}

// compoundSurnames are the two-character surnames still borne. A person whose
// surname is 东 and whose name begins with 方 shows one character more.
var compoundSurnames = set("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 独孤 南宫 西门 东郭 呼延 " +
	"赫连 澹台 宇文 长孙 轩辕 钟离 闻人 申屠 太史 公冶 宗政 濮阳 淳于 单于 拓跋 百里 万俟 完颜 纳兰 叶赫 鲜于 左丘 公羊")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func blank(r rune) bool { return dot(r) || unicode.IsSpace(r) }

func unmarked(r rune) rune {
	if mark(r) {
		return -1
	}
	return r
}

// cover puts a star for every character; spaces and points stay.
func cover(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || dot(r) {
			return r
		}
		return '*'
	}, s)
}

// quarter keeps the first quarter of s, at most 6 characters.
func quarter(s string) string {
	rs := []rune(Clean(s, Line))
	keep := min(len(rs)/4, 6)
	return string(rs[:keep]) + stars(len(rs)-keep)
}

func stars(n int) string { return strings.Repeat("*", n) }
