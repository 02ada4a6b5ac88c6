// Package text decides what a text may contain before it is stored or shown,
// how two texts are compared, how personal data is masked, and how a sentence
// for the person at the desk is held in Chinese and English.
//
// It is a leaf: no clock, no file, no other package of dutydesk. The caller
// brings today's date, decides which field is a line and which a note, who may
// see an unmasked value, and how wide a column is.
package text

import (
	"fmt"
	"strings"
)

// Lang is a language of the screen. Anything but EN reads as Chinese, which is
// the desk's own language (DESIGN §6: officer's setting, then LANG, then Chinese).
type Lang string

// The two languages that every Text has.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Text is one sentence or label in both languages. The zero Text says nothing.
// A township's own plan may leave EN empty; In then shows the Chinese.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// T is Text{ZH: zh, EN: en}. The literals of every call in the repository are
// checked by TestEveryTextOfTheRepository: both sides there, the same verbs.
func T(zh, en string) Text { return Text{ZH: zh, EN: en} }

// In is the side for lang, or the other side when that one is empty.
func (t Text) In(lang Lang) string {
	if lang == EN && t.EN != "" || t.ZH == "" {
		return t.EN
	}
	return t.ZH
}

// IsZero reports whether both sides are empty.
func (t Text) IsZero() bool { return t == Text{} }

// String is the Chinese side, for logs of tests and for %v.
func (t Text) String() string { return t.In(ZH) }

// With fills the numbered verbs (%[1]s, %02[2]d) of both sides. An argument that
// is a Text or *Problem is put in the language of the side; []Text is joined by
// "、" and by ", ". Call it once: what an argument brings is not scanned for
// verbs, but a second With would scan it. Arguments are not cleaned; the result
// passes Display before it reaches a terminal, like any text.
func (t Text) With(args ...any) Text {
	return Text{ZH: fill(t.ZH, ZH, args), EN: fill(t.EN, EN, args)}
}

func fill(format string, lang Lang, args []any) string {
	if format == "" {
		return ""
	}
	spoken := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case Text:
			spoken[i] = a.In(lang)
		case []Text:
			spoken[i] = list(a, lang)
		case *Problem:
			spoken[i] = ""
			if a != nil {
				spoken[i] = a.Text.In(lang)
			}
		default:
			spoken[i] = arg
		}
	}
	return fmt.Sprintf(format, spoken...)
}

func list(texts []Text, lang Lang) string {
	parts := make([]string, len(texts))
	for i, t := range texts {
		parts[i] = t.In(lang)
	}
	if lang == EN {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts, "、")
}

// Problem says, to the person who typed, why a value is not accepted. It never
// holds the value itself, at most one wrong character, so that it may be logged.
//
// The parsers return *Problem, not error: compare it with nil before it is
// stored in an error variable, where a nil *Problem is not nil.
type Problem struct{ Text Text }

// Error is the English side, for the log; the screen shows Text.
func (p *Problem) Error() string { return p.Text.In(EN) }

func problem(t Text, args ...any) *Problem {
	if len(args) > 0 {
		t = t.With(args...)
	}
	return &Problem{Text: t}
}
