package operations

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/route"
)

// dutyLines are what the plans ask beside their dates and cases: the goals with what is
// counted against them, then the duties. What is done once leads to the
// calendar, what else has a register to that.
func dutyLines(list []view.PlanDuty) []line {
	var goals, duties []line
	for i := range list {
		d := &list[i]
		l := line{id: "duty/" + d.Plan + "/" + d.Code, what: d.Text, stands: d.Stands(), clauses: strings.Join(d.Clauses, " "), urgent: d.Off(), grey: d.State != "" && !d.Open()}
		l.notes = []note{{label: text.Text{ZH: "性质", EN: "Force"}, says: rules.WordOf(plan.ForceWords, d.Force)}, {label: text.Text{ZH: "何时", EN: "When"}, says: rules.WordOf(plan.DutyTimeWords, d.When)},
			{label: text.Text{ZH: "谁办", EN: "Who"}, says: d.Who}, {label: text.Text{ZH: "本台", EN: "This desk"}, says: d.Kept}, {label: text.Text{ZH: "台账", EN: "Register"}, says: d.Register}, {label: text.Text{ZH: "记录", EN: "Written"}, says: d.Written}}
		for _, w := range d.Watch {
			if d.Key != "" {
				l.notes = append(l.notes, note{label: text.Text{ZH: "对照", EN: "Counted"}, says: text.Text{ZH: "%[1]s: %[2]d %[3]s", EN: "%[1]s: %[2]d %[3]s"}.With(w.Text, w.Count, strings.Join(w.Records, " "))})
			}
		}
		switch {
		case d.State != "":
			l.to = &route.To{Page: route.Calendar, ID: d.Key}
		case d.List != "" && d.Key != "":
			l.to = &route.To{Page: route.Registers, ID: d.List}
		}
		if d.Goal() {
			goals = append(goals, l)
		} else {
			duties = append(duties, l)
		}
	}
	return append(under("goals", text.Text{ZH: "目标", EN: "Goals"}, goals...), under("duties", text.Text{ZH: "职责", EN: "Duties"}, duties...)...)
}
