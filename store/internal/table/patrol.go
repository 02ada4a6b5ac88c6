package table

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Patrols are the rounds: those that are out stand under "open", those with a hazard that
// nobody has dealt with under "hazard", those of the villages under "day/" and the day they began.
var Patrols = &tx.Table[rules.Patrol]{Name: "patrol", Noun: text.Text{ZH: "巡查", EN: "patrol"},
	Meta: func(v *rules.Patrol) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Patrol) []string {
		if v.Struck != "" {
			return nil
		}
		var out []string
		if v.IsOut() {
			out = append(out, "open")
		}
		if slices.ContainsFunc(v.Stops, func(s rules.PatrolStop) bool { return s.Hazard != "" && s.Fixed == nil && s.Struck == "" }) {
			out = append(out, "hazard")
		}
		if v.Village != "" {
			out = append(out, "day/"+string(rules.DateOf(v.Out.At)))
		}
		return out
	}}
