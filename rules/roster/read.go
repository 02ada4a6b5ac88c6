package roster

import (
	"strings"

	"dutydesk/rules"
)

// Lists reads lists of names as people write them, A+B+C.
func Lists(said []string) (out [][]string) {
	for _, s := range said {
		var list []string
		for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("+＋、,，", r) }) {
			if n = strings.TrimSpace(n); n != "" {
				list = append(list, n)
			}
		}
		if len(list) > 0 {
			out = append(out, list)
		}
	}
	return out
}

// ReadHours reads 2026-12-01=08:00,20:00; what is wrong with a part Scheme.Check says.
func ReadHours(said []string) (out []Hours) {
	for _, s := range said {
		if s = strings.TrimSpace(strings.NewReplacer("＝", "=", "，", ",", "、", ",", "：", ":").Replace(s)); s == "" {
			continue
		}
		from, starts, _ := strings.Cut(s, "=")
		out = append(out, Hours{From: rules.Date(strings.TrimSpace(from)), Starts: strings.FieldsFunc(starts, func(r rune) bool { return r == ',' || r == ' ' })})
	}
	return out
}

// Joined writes lists as Lists reads them, with each name said by name.
func Joined(lists [][]string, name func(string) string) string {
	out := make([]string, len(lists))
	for i, l := range lists {
		words := make([]string, len(l))
		for j, id := range l {
			words[j] = name(id)
		}
		out[i] = strings.Join(words, "+")
	}
	return strings.Join(out, "; ")
}
