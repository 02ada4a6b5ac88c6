package sheet

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// compared are the boxes of whose papers were looked at; the desk ticks what is written down.
var compared = []rules.Named{
	{Code: "original", Text: text.Text{ZH: "原件已核对", EN: "original compared"}},
	{Code: "copy", Text: text.Text{ZH: "复印件已留存", EN: "copy kept"}},
	{Code: "relation", Text: text.Text{ZH: "关系已核实", EN: "relation verified"}},
}

func looked(r *rules.Receiver) (out []string) {
	if r.IDSeen { // looked at and copied (R.12)
		out = append(out, "original", "copy")
	}
	if r.Proof != "" {
		out = append(out, "relation")
	}
	return out
}

// provided is what was given: goods of the ledger, and what an act says was done.
func provided(k *rules.Case, options []rules.Named) []string {
	out := slices.Clone(k.Facts.Given)
	for _, o := range options {
		if k.DoneAct("give_"+o.Code) != nil {
			out = append(out, o.Code)
		}
	}
	return out
}
