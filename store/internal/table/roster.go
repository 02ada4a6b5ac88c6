package table

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Rosters are the months of the roster.
var Rosters = &tx.Table[roster.Month]{Name: "roster", Noun: text.Text{ZH: "排班", EN: "roster"},
	Meta: func(v *roster.Month) (string, *rules.Meta) { return v.ID, &v.Meta }}

// Schemes holds how the roster is made, under roster.SchemeID.
var Schemes = &tx.Table[roster.Scheme]{Name: "scheme", Noun: text.Text{ZH: "排班规则", EN: "rules of the roster"},
	Meta: func(v *roster.Scheme) (string, *rules.Meta) { return v.ID, &v.Meta }}

// Slips are swaps and leave; what somebody has still to answer stands under "open", leave
// that holds under "leave/" and each month that it touches, so that a month costs no more after
// years of leave. What older programs wrote names no months and stands under "leave" alone.
var Slips = &tx.Table[roster.Slip]{Name: "slip", Noun: text.Text{ZH: "调班单", EN: "swap slip"},
	Meta: func(v *roster.Slip) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *roster.Slip) []string {
		switch {
		case v.Open():
			return []string{"open"}
		case v.State == roster.SlipGiven:
			if len(v.Months) == 0 {
				return []string{"leave"}
			}
			out := make([]string, len(v.Months))
			for i, m := range v.Months {
				out[i] = "leave/" + m
			}
			return out
		}
		return nil
	}}

// Leave are the slips that give leave on some days, both inside, in order of id.
func Leave(r tx.Reader, from, to rules.Date) ([]roster.Slip, error) {
	all, err := By(r, Slips, "leave")
	if err != nil {
		return nil, err
	}
	for _, m := range roster.Months(from, to) {
		more, err := By(r, Slips, "leave/"+m)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	slices.SortFunc(all, func(a, b roster.Slip) int { return cmp.Compare(a.ID, b.ID) })
	all = slices.CompactFunc(all, func(a, b roster.Slip) bool { return a.ID == b.ID })
	return slices.DeleteFunc(all, func(s roster.Slip) bool { return s.Last < from || s.First > to }), nil
}
