package table

import (
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
// that holds under "leave".
var Slips = &tx.Table[roster.Slip]{Name: "slip", Noun: text.Text{ZH: "调班单", EN: "swap slip"},
	Meta: func(v *roster.Slip) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *roster.Slip) []string {
		switch {
		case v.Open():
			return []string{"open"}
		case v.State == roster.SlipGiven:
			return []string{"leave"}
		}
		return nil
	}}
