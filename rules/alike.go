package rules

import (
	"strings"
	"time"
	"unicode"

	"dutydesk/rules/text"
)

// How much each sign weighs that two cases are about the same person. Ours; only their order
// matters, and no sum merges anything.
const (
	alikeID     = 100
	alikeName   = 40
	alikePhone  = 40
	alikePlace  = 40
	alikeNear   = 20
	alikeLooks  = 15
	alikeWords  = 10
	alikeSoon   = 5
	alikeSought = 5
	unlikeID    = -100
	unlikeSex   = -40
	unlikeAge   = -20
	closeAge    = 10 // years
	alikeSpan   = 6 * time.Hour
	fewestWords = 2 // characters in a row that two reports share
	fewestPlace = 3 // and two places: 车站 is anywhere
)

// Alike is how like the persons of two cases are, and why, in words. phones are the numbers
// that called on a, beside its own caller's.
func Alike(a, b *Case, phones []string) (score int, why []text.Text) {
	add := func(n int, t text.Text) {
		if score += n; n > 0 {
			why = append(why, t)
		}
	}
	p, q := &a.Person, &b.Person
	switch {
	case p.IDNumber == "" || q.IDNumber == "":
	case p.IDNumber == q.IDNumber:
		add(alikeID, text.Text{ZH: "同一身份证号", EN: "same ID number"})
	default:
		score += unlikeID
	}
	if n := text.Fold(p.Name); n != "" && n == text.Fold(q.Name) {
		add(alikeName, text.Text{ZH: "同名", EN: "same name"})
	}
	if n := b.Caller.Phone; n != "" {
		for _, m := range append([]string{a.Caller.Phone}, phones...) {
			if m == n {
				add(alikePhone, text.Text{ZH: "同一电话", EN: "same telephone"})
				break
			}
		}
	}
	switch x, y := text.Fold(a.Place.Text), text.Fold(b.Place.Text); {
	case a.Place.ID != "" && a.Place.ID == b.Place.ID, x != "" && x == y:
		add(alikePlace, text.Text{ZH: "同一地点", EN: "same place"})
	case len([]rune(common(x, y))) >= fewestPlace, x != "" && y != "" && (strings.Contains(x, y) || strings.Contains(y, x)):
		add(alikeNear, text.Text{ZH: "地点相近", EN: "place alike"})
	}
	looks(a, b, add)
	if a.Kind != b.Kind && (a.Kind == CaseMissing || b.Kind == CaseMissing) {
		add(alikeSought, text.Text{ZH: "一件是走失", EN: "one is missed"})
	}
	if s := common(told(a), told(b)); len([]rune(s)) >= fewestWords {
		add(alikeWords, text.Text{ZH: "都说到「%[1]s」", EN: "both say \"%[1]s\""}.With(s))
	}
	if d := a.Told().Sub(b.Told()).Abs(); d <= alikeSpan {
		score += alikeSoon
	}
	return score, why
}

// looks compares sex and age: either alone says little.
func looks(a, b *Case, add func(int, text.Text)) {
	sex := a.Person.Sex != "" && a.Person.Sex == b.Person.Sex
	if a.Person.Sex != "" && b.Person.Sex != "" && !sex {
		add(unlikeSex, text.Text{})
	}
	x, y := a.Facts.Age, b.Facts.Age
	if x == nil || y == nil {
		if sex {
			add(1, text.Text{ZH: "性别相同", EN: "same sex"})
		}
		return
	}
	switch d := *x - *y; {
	case d > closeAge || d < -closeAge:
		add(unlikeAge, text.Text{})
	case sex:
		add(alikeLooks, text.Text{ZH: "性别相同, 年龄相近", EN: "same sex, about the same age"})
	default:
		add(1, text.Text{ZH: "年龄相近", EN: "about the same age"})
	}
}

// told is what was said of the person, letters and figures alone, parts kept apart.
func told(c *Case) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return ' '
	}, c.Said+" "+c.Person.Looks)
}

// maxAlike is how much of each text is compared, in characters. Ours.
const maxAlike = 400

// common is the longest run of Han characters that stands in both.
func common(a, b string) string {
	x, y := head(a), head(b)
	best, end := 0, 0
	row := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			was := row[j+1]
			if row[j+1] = 0; x[i] == y[j] && unicode.Is(unicode.Han, x[i]) {
				if row[j+1] = before + 1; row[j+1] > best {
					best, end = row[j+1], i+1
				}
			}
			before = was
		}
	}
	return string(x[end-best : end])
}

func head(s string) []rune {
	r := []rune(s)
	return r[:min(len(r), maxAlike)]
}
