package cmdline

import (
	"strings"
	"unicode"

	"dutydesk/rules/text"
)

// suggestion is what may stand in place of the characters from, up to and without to.
type suggestion struct {
	from, to int
	options  []option
	hint     text.Text // what to write there, or how the entry is written
}

// suggest says what may be written at the caret, what fits what is typed there best first.
func suggest(line string, caret int, s *Snapshot) suggestion {
	r := []rune(line)
	caret = min(caret, len(r))
	for _, p := range split(r) {
		if caret > p.to {
			continue
		}
		e := parse(r, p, s)
		out := suggestion{from: caret, to: caret}
		if e.verb != nil {
			out.hint = text.Text{ZH: "%[1]s  %[2]s", EN: "%[1]s  %[2]s"}.With(e.verb.form, e.verb.help)
		}
		at := e.slotAt(r, p, caret)
		if at == nil {
			return out
		}
		if !at.hint.IsZero() && at.from == at.to && e.verb == nil {
			out.hint = at.hint
		}
		if at.from < at.to {
			out.from, out.to = at.from, at.to
		}
		out.options = fitting(at.options, string(r[out.from:max(caret, out.from)]))
		return out
	}
	return suggestion{from: caret, to: caret}
}

// slotAt is what may stand at the caret: the word it touches, or the one that would come
// behind the last.
func (e *Entry) slotAt(r []rune, p piece, caret int) *slot {
	for i := range e.slots {
		if s := &e.slots[i]; s.from < s.to && s.from <= caret && caret <= s.to {
			return s
		}
	}
	behind := strings.TrimSpace(string(r[caret:p.to])) == ""
	apart := caret == p.from || unicode.IsSpace(r[caret-1])
	if n := len(e.slots); n > 0 && behind && apart && e.slots[n-1].from == e.slots[n-1].to {
		return &e.slots[n-1]
	}
	return nil
}

// fitting are the options that a word finds at all, those that it finds best first; all of
// them while nothing is typed.
func fitting(all []option, said string) []option {
	if strings.TrimSpace(said) == "" {
		return all
	}
	q := key(said)
	var by [nowhere][]option
	for _, o := range all {
		if n := o.finds(q); n < nowhere {
			by[n] = append(by[n], o)
		}
	}
	return append(append(by[exact], by[begins]...), by[inside]...)
}

// ghost is how the first suggestion goes on from what is typed, "" where it does not or
// the caret is not at the end of the line.
func (s *suggestion) ghost(line string, caret int, lang text.Lang) string {
	r := []rune(line)
	if caret != len(r) || len(s.options) == 0 || s.from >= caret {
		return ""
	}
	typed := string(r[s.from:caret])
	if rest, ok := strings.CutPrefix(s.options[0].insert(lang), typed); ok {
		return rest
	}
	return ""
}
