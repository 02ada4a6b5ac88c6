package rules

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules/text"
)

// RegisterAsk is what a state asks of a field of its row beyond that it is written: all of some
// words, none but some, or a number.
type RegisterAsk struct {
	Field   string    `json:"field"`
	All     []string  `json:"all,omitempty"`  // of these words, each
	Only    []string  `json:"only,omitempty"` // no other word
	Least   int64     `json:"least,omitempty"`
	Where   string    `json:"where,omitempty"` // asked where this field has …
	Is      []string  `json:"is,omitempty"`    // … one of these values
	Note    bool      `json:"note,omitempty"`  // it may have happened otherwise: entered then with the reason
	Text    text.Text `json:"text"`
	Clauses []string  `json:"clauses"`
}

// Short is what of it the fields lack, in words; ok says that they lack nothing.
func (a *RegisterAsk) Short(reg *Register, fields map[string]string) (short text.Text, ok bool) {
	if a.Where != "" && !slices.ContainsFunc(words(fields[a.Where]), func(s string) bool { return slices.Contains(a.Is, s) }) {
		return text.Text{}, true
	}
	f, known := reg.Field(a.Field)
	if !known {
		return text.Text{}, true
	}
	has := words(fields[a.Field])
	var missing []text.Text
	for _, code := range a.All {
		if !slices.Contains(has, code) {
			missing = append(missing, WordOf(f.Of, code))
		}
	}
	switch {
	case len(missing) > 0:
		return text.Text{ZH: "%[1]s, 还缺 %[2]s", EN: "%[1]s; missing: %[2]s"}.With(a.Text, missing), false
	case len(a.Only) > 0 && slices.ContainsFunc(has, func(s string) bool { return !slices.Contains(a.Only, s) }):
		return a.Text, false
	}
	if a.Least > 0 {
		n, _ := strconv.ParseInt(fields[a.Field], 10, 64)
		if n < a.Least {
			return text.Text{ZH: "%[1]s, 现写 %[2]d", EN: "%[1]s; now %[2]d"}.With(a.Text, n), false
		}
	}
	return text.Text{}, true
}

func words(kept string) []string {
	if kept == "" {
		return nil
	}
	return strings.Split(kept, ",")
}

// Unusual is what a row lacks of what a state asks, where the state may be entered with a note
// all the same.
func (r *Row) Unusual(reg *Register, s *RegisterState) []Finding {
	var out []Finding
	for i := range s.Asks {
		a := &s.Asks[i]
		if short, ok := a.Short(reg, r.Fields); a.Note && !ok {
			out = append(out, Finding{Code: a.Field, Text: short, Clauses: a.Clauses})
		}
	}
	return out
}

// lacking refuses fields that lack what a state asks without exception.
func lacking(reg *Register, s *RegisterState, fields map[string]string) *Error {
	for i := range s.Asks {
		a := &s.Asks[i]
		if short, ok := a.Short(reg, fields); !a.Note && !ok {
			return &Error{Kind: Precondition, Field: "fields." + a.Field, Clause: a.Clauses[0], Text: text.Text{ZH: "%[1]s。", EN: "%[1]s."}.With(short)}
		}
	}
	return nil
}
