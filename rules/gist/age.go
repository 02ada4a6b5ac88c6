package gist

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// oldest is the highest age that is taken for one.
const oldest = 115

// count reads the number that begins at a place. A range (六七十, 十七八) is no number.
func (t *message) count(at int) (n, end int, ok bool) {
	n, width, sure := text.Numeral(t.s[at:])
	return n, at + width, sure
}

// back is where the number begins that ends at a place.
func (t *message) back(at int) int {
	for at > 0 {
		r, w := utf8.DecodeLastRuneInString(t.s[:at])
		if !strings.ContainsRune(text.Numerals, r) && !figure(byte(min(r, 127))) {
			break
		}
		at -= w
	}
	return at
}

// limits are words around an age that make it a line drawn, not somebody's age.
var limits = []string{"以上", "以下", "以内", "之前", "前"}

// ages are all ages told. several says that one of them is plainly of another person or a
// range, so that none can be relied on.
func (t *message) ages() (all []Guess, several bool) {
	t.each("岁", func(at, to int) {
		num := at
		for _, more := range []string{"周", "多", "来", "几", "余"} {
			num -= len(t.s[:num]) - len(strings.TrimSuffix(t.s[:num], more))
		}
		from := t.back(num)
		n, end, ok := t.count(from)
		lead, rest := t.before(from, 4), t.after(to, 4)
		switch {
		case from == num, strings.HasSuffix(lead, "."):
			return
		case !ok || end != num || n < 1 || n > oldest || strings.HasSuffix(lead, "-") || strings.HasSuffix(lead, "到") || strings.HasSuffix(lead, "至") || strings.HasSuffix(lead, "~"):
			several = true
			return
		case strings.HasSuffix(lead, "未满") || strings.HasSuffix(lead, "不满") || strings.HasSuffix(lead, "不到") || starts(rest, limits):
			return
		}
		all = append(all, t.guess(strconv.Itoa(n), t.about(from), to))
	})
	t.each("旬", func(at, to int) {
		from := t.back(at)
		if n, end, ok := t.count(from); ok && end == at && n >= 6 && n <= 10 && !strings.HasPrefix(t.s[to:], "以上") {
			all = append(all, t.guess(strconv.Itoa(n*10), from, to))
		}
	})
	for _, word := range []string{"约", "年龄:", "年龄", "age:", "aged ", "about ", "岁数"} {
		t.each(word, func(at, to int) {
			n, end, ok := t.count(to)
			of := t.before(at, 6)
			person := strings.HasPrefix(word, "年龄") || strings.HasPrefix(word, "age") || word == "岁数" || hasAny(of+t.around(at), []string{"男", "女", "老", "年", "male", "man"})
			if end = max(end, to); ok && person && n > 0 && n <= oldest && (end == len(t.s) || strings.ContainsRune(",，。;； \n)）\x00", t.next(end))) {
				all = append(all, t.guess(strconv.Itoa(n), at, end))
			}
		})
	}
	for _, word := range []string{" years old", "-year-old", " year old", " yrs", " yo ", "岁数"} {
		t.each(word, func(at, to int) {
			from := t.back(at)
			if n, end, ok := t.count(from); ok && end == at && n > 0 && n <= oldest {
				all = append(all, t.guess(strconv.Itoa(n), from, to))
			}
		})
	}
	return all, several
}

// about takes the words 约, 大约 and the like before a number with it.
func (t *message) about(from int) int {
	for _, w := range []string{"大约", "大概", "年约", "约", "近", "快"} {
		if strings.HasSuffix(t.s[:from], w) {
			return from - len(w)
		}
	}
	return from
}

// around is the clause before the one that a place is in: 男, 约70.
func (t *message) around(at int) string {
	clause := at - len(t.before(at, 12))
	if _, w := utf8.DecodeLastRuneInString(t.s[:clause]); w > 0 {
		return t.before(clause-w, 4)
	}
	return ""
}

func starts(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
