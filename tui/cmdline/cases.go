package cmdline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// caseNumber is the number of a case at the beginning of a word, "20261124-0004" or a
// tail of it, and how many characters it takes; 0 for none.
func caseNumber(w []rune) (digits string, n int) {
	var b strings.Builder
	for i, c := range w {
		if c >= '！' && c <= '～' {
			c -= '！' - '!'
		}
		switch {
		case c >= '0' && c <= '9', c == '-' && b.Len() > 0:
			b.WriteRune(c)
			n = i + 1
			continue
		case i == 0 && c == '#', i <= 1 && (c == 'c' || c == 'C') && b.Len() == 0:
			continue
		}
		break
	}
	if b.Len() == 0 {
		return "", 0
	}
	return b.String(), n
}

// find is the one case that a number means: the open one with that last part, and with
// that day where one is written. 0 is no case: the shift.
func (s *Snapshot) find(number string) (string, *rules.Error) {
	day, serial, dated := strings.Cut(number, "-")
	if !dated {
		day, serial = "", number
	}
	n, err := strconv.Atoi(serial)
	switch {
	case err != nil || n > 9999:
		return "", missing(caseText, number)
	case n == 0 && !dated:
		return "", nil
	case len(day) == 8:
		return fmt.Sprintf("C%s-%04d", day, n), nil
	}
	means := func(id string) bool {
		d, last, ok := strings.Cut(strings.TrimPrefix(id, "C"), "-")
		have, err := strconv.Atoi(last)
		return ok && err == nil && have == n && strings.HasSuffix(d, day)
	}
	var hits []string
	for _, id := range append(s.ids(), s.Here) {
		if means(id) && !slices.Contains(hits, id) {
			hits = append(hits, id)
		}
	}
	for _, c := range s.Cases { // the number of a case that was merged leads to the main one
		if slices.ContainsFunc(c.Merged, means) && !slices.Contains(hits, c.ID) {
			hits = append(hits, c.ID)
		}
	}
	switch len(hits) {
	case 0:
		return "", missing(openCaseText, number)
	case 1:
		return hits[0], nil
	}
	var all []option
	for _, id := range hits {
		all = append(all, option{label: same(screen.Short(id))})
	}
	return "", several(number, all)
}

func (s *Snapshot) ids() []string {
	out := make([]string, len(s.Cases))
	for i, c := range s.Cases {
		out[i] = c.ID
	}
	return out
}

func (s *Snapshot) caseOptions() []option {
	return s.once("cases", func() (out []option) {
		for _, c := range s.Cases {
			short := screen.Short(c.ID)
			out = append(out, option{value: c.ID, label: same(short), names: []string{strings.TrimLeft(short[strings.IndexByte(short, '-')+1:], "0")}})
		}
		return out
	})
}

// subject is a case in words: its number and who it is about.
func (s *Snapshot) subject(id string) text.Text {
	if id == "" {
		return shiftText
	}
	for _, c := range s.Cases {
		if c.ID == id {
			return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(screen.Short(id), c.Subject)
		}
	}
	if p := s.Pages[id].Case; p != nil {
		return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(screen.Short(id), p.Subject)
	}
	return same(screen.Short(id))
}
