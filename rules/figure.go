package rules

import (
	"strconv"
	"strings"

	"dutydesk/rules/text"
)

// Figure is a sum or a count that a plan prints, with how it comes about. What the text
// leaves open is nil until the township typed it, and so is every total that needs it
// (docs/clauses.md A-23, §11).
type Figure struct {
	Item       string     `json:"item"`
	Text       text.Text  `json:"text"`
	Clauses    []string   `json:"clauses"`
	Households int64      `json:"households,omitempty"`
	Persons    int64      `json:"persons,omitempty"`
	PerVillage int64      `json:"per_village,omitempty"` // how many of them in each village
	Per        string     `json:"per,omitempty"`         // what Each is for: person, household, community
	Count      *int64     `json:"count,omitempty"`       // of those that Each is for; nil: not in the text
	Each       *int64     `json:"each,omitempty"`        // yuan, or pieces; nil: not in the text
	Months     int64      `json:"months,omitempty"`      // Each is for a month, paid for so many
	Unit       text.Text  `json:"unit"`                  // of Each and Total
	Total      *int64     `json:"total"`                 // yuan, or pieces
	Parts      []Part     `json:"parts,omitempty"`       // what Total or the counts are made up of
	Open       string     `json:"open,omitempty"`        // what the text leaves to the township: each, count or total
	Setting    bool       `json:"setting,omitempty"`     // and nobody typed it yet
	Reading    *Ambiguity `json:"reading,omitempty"`
}

// Part is a share of a figure: a sum, or the households and persons of one village.
type Part struct {
	Text       text.Text `json:"text"`
	Households int64     `json:"households,omitempty"`
	Persons    int64     `json:"persons,omitempty"`
	Total      int64     `json:"total,omitempty"`
}

// Yuan is the unit of money.
var Yuan = text.Text{ZH: "元", EN: "yuan"}

// PerWords name what a figure counts by.
var PerWords = []Named{
	{"person", text.Text{ZH: "人", EN: "persons"}},
	{"household", text.Text{ZH: "户", EN: "households"}},
	{"community", text.Text{ZH: "个社区", EN: "communities"}},
}

// blankFigure stands for what nobody typed yet.
var blankFigure = text.Text{ZH: "(未填)", EN: "(not typed)"}

// Words is how the figure comes about, in one line.
func (f *Figure) Words() text.Text {
	var counts []text.Text
	if f.Households > 0 {
		counts = append(counts, text.Text{ZH: "%[1]d 户", EN: "%[1]d households"}.With(f.Households))
	}
	if f.Persons > 0 {
		counts = append(counts, text.Text{ZH: "%[1]d 人", EN: "%[1]d persons"}.With(f.Persons))
	}
	if f.Open == "count" {
		counts = append(counts, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(number(f.Count), WordOf(PerWords, f.Per)))
	}
	out := spaced(counts)
	if f.PerVillage > 0 {
		out = text.Text{ZH: "%[1]s (每村 %[2]d)", EN: "%[1]s (%[2]d a village)"}.With(out, f.PerVillage)
	}
	if f.Per != "" {
		out = text.Text{ZH: "%[1]s × %[2]s %[3]s", EN: "%[1]s × %[2]s %[3]s"}.With(out, number(f.Each), f.Unit)
	}
	if f.Months > 0 {
		out = text.Text{ZH: "%[1]s × %[2]d 个月", EN: "%[1]s × %[2]d months"}.With(out, f.Months)
	}
	switch {
	case f.Total == nil && f.Open == "total":
		return text.Text{ZH: "%[1]s, 共 %[2]s %[3]s", EN: "%[1]s, %[2]s %[3]s in all"}.With(out, blankFigure, f.Unit)
	case f.Total == nil:
		return out
	case out.IsZero():
		out = text.Text{ZH: "%[1]d %[2]s", EN: "%[1]d %[2]s"}.With(*f.Total, f.Unit)
	case f.Per != "":
		out = text.Text{ZH: "%[1]s = %[2]d %[3]s", EN: "%[1]s = %[2]d %[3]s"}.With(out, *f.Total, f.Unit)
	default:
		out = text.Text{ZH: "%[1]s, 共 %[2]d %[3]s, 每户 %[4]s %[3]s", EN: "%[1]s, %[2]d %[3]s in all, %[4]s a household"}.With(out, *f.Total, f.Unit, share(*f.Total, f.Households))
	}
	if parts := f.sum(); parts != "" {
		out = text.Text{ZH: "%[1]s = %[2]s", EN: "%[1]s = %[2]s"}.With(out, parts)
	}
	return out
}

// sum is the parts of a total, added.
func (f *Figure) sum() string {
	var parts []string
	for _, p := range f.Parts {
		if p.Total > 0 {
			parts = append(parts, strconv.FormatInt(p.Total, 10))
		}
	}
	return strings.Join(parts, " + ")
}

func spaced(list []text.Text) text.Text {
	var out text.Text
	for i, t := range list {
		if i == 0 {
			out = t
			continue
		}
		out = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s, %[2]s"}.With(out, t)
	}
	return out
}

func number(n *int64) text.Text {
	if n == nil {
		return blankFigure
	}
	s := strconv.FormatInt(*n, 10)
	return text.T(s, s)
}

// share is an average, to the fen where it does not come out even.
func share(total, among int64) text.Text {
	fen := (total*100 + among/2) / among
	s := strconv.FormatInt(fen/100, 10)
	if fen*among == total*100 {
		return text.T(s, s)
	}
	s += "." + strconv.FormatInt(100+fen%100, 10)[1:]
	return text.Text{ZH: "约 %[1]s", EN: "about %[1]s"}.With(s)
}
