package wording

import (
	"regexp"
	"strings"

	"dutydesk/rules/text"
)

// cover is what must not be read in the words of one matter: the names of its persons, and
// with a minor the words altogether.
type cover struct {
	person   string // whom the case is about
	names    []string
	officers []string // who serve: their names stay
	minor    bool
}

// most is how much of somebody's words a paper quotes, in characters; the record has all.
const most = 300

var (
	healthLeft = text.Text{ZH: "(健康情况从略)", EN: "(health: left out)"}
	minorLeft  = text.Text{ZH: "(涉及未成年人, 内容从略)", EN: "(about a minor: left out)"}
)

// grown covers what is not about the person: who was sent, which unit rang.
func (c cover) grown() cover {
	c.minor = false
	return c
}

// words is what somebody wrote, on one line, quoted in both languages alike: numbers and
// names covered, what tells of health left out. "" stays "".
func (c cover) words(s string) text.Text {
	s = strings.TrimSpace(text.Display(s))
	if s == "" {
		return text.Text{}
	}
	folded := flat(s)
	if c.minor || young(folded) {
		return minorLeft
	}
	if folded, ok := c.covered(folded); ok {
		s = folded
	} else {
		return text.Text{ZH: "(从略)", EN: "(left out)"}
	}
	s, cut := text.Clipped(s, most)
	if cut {
		s += "…"
	}
	return text.Text{ZH: leave(s, healthLeft.ZH), EN: leave(s, healthLeft.EN)}
}

// clause is what stands between two points.
var clause = regexp.MustCompile(`[^ ,，、。;；!！?？][^,，、。;；!！?？]*`)

// leave puts one mark in place of the clauses that tell of health.
func leave(s, mark string) string {
	var b strings.Builder
	end, left := 0, false
	for _, at := range clause.FindAllStringIndex(s, -1) {
		ill := illWords.MatchString(s[at[0]:at[1]])
		switch {
		case ill && left:
		case ill:
			b.WriteString(s[end:at[0]] + mark)
		default:
			b.WriteString(s[end:at[1]])
		}
		end, left = at[1], ill
	}
	return b.String() + s[end:]
}
