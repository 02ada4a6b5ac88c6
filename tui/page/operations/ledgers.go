package operations

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/route"
)

var registersText = text.Text{ZH: "台账", EN: "Registers"}

// registerLines are the registers that a plan has the township keep, with the figures that are
// off; each leads to its page.
func registerLines(list []view.PlanRegister) []line {
	var out []line
	for i := range list {
		r := &list[i]
		l := line{id: "register/" + r.Register, what: r.Text, stands: r.Stands(), clauses: strings.Join(r.Clauses, " "), urgent: len(r.Off) > 0, to: &route.To{Page: route.Registers, ID: r.Register}}
		for j := range r.Off {
			l.notes = append(l.notes, note{label: text.Text{ZH: "不符", EN: "Off"}, says: r.Off[j].Words()})
		}
		out = append(out, l)
	}
	return out
}

// registerDues are the days that stand in rows of registers and are near or late.
func registerDues(list []view.RegisterDue) []line {
	var out []line
	for i := range list {
		d := &list[i]
		out = append(out, line{id: d.Key(), what: d.Words(), stands: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(string(d.Due), left(d.Left)), clauses: strings.Join(d.Clauses, " "), urgent: true,
			to: &route.To{Page: route.Registers, ID: d.Register}})
	}
	return out
}
