package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// duties prints what plans ask beside their dates and cases, each with how it stands and what
// keeps it, and of a goal what is counted against it.
func (b *book) duties(list []view.PlanDuty) {
	if len(list) == 0 {
		return
	}
	b.printf("\n%s\n", b.t(text.Text{ZH: "职责和目标", EN: "Duties and goals"}))
	var rows [][]string
	for i := range list {
		d := &list[i]
		kept := d.Kept
		if kept.IsZero() && !d.Register.IsZero() {
			kept = text.Text{ZH: "台账: %[1]s", EN: "register: %[1]s"}.With(d.Register)
		}
		if !d.Written.IsZero() {
			kept = d.Written
		}
		rows = append(rows, []string{" " + b.t(rules.WordOf(plan.ForceWords, d.Force)), b.t(d.Text), b.t(d.Stands()), b.t(d.Who), b.t(kept), strings.Join(d.Clauses, " "), d.Code})
		for _, w := range d.Watch {
			if w.Count > 0 {
				rows = append(rows, []string{"", b.t(text.Text{ZH: "  %[1]s: %[2]d", EN: "  %[1]s: %[2]d"}.With(w.Text, w.Count)), strings.Join(w.Records, " ")})
			}
		}
	}
	b.columns(rows)
}

// planRegisters prints the registers that a plan has a township keep, with the figures that are
// off.
func (b *book) planRegisters(list []view.PlanRegister) {
	if len(list) == 0 {
		return
	}
	b.printf("\n%s\n", b.t(text.Text{ZH: "台账", EN: "Registers"}))
	var rows [][]string
	for i := range list {
		r := &list[i]
		rows = append(rows, []string{" " + b.t(r.Text), b.t(r.Stands()), strings.Join(r.Clauses, " "), r.Register})
		for j := range r.Off {
			rows = append(rows, []string{"", b.t(text.Text{ZH: "  不符: %[1]s", EN: "  off: %[1]s"}.With(r.Off[j].Words())), strings.Join(r.Off[j].Clauses, " ")})
		}
	}
	b.columns(rows)
}

// planDay gives a day to a duty whose text names none.
func (a *app) planDay() *cobra.Command {
	var c command.SetDutyDay
	v := a.verb(writes, "day ITEM DATE", text.Text{ZH: "给条文没写日子的事项定日子; 撤回用 plan undo", EN: "give a day to a duty whose text names none; plan undo takes it off"}, 2, 2, func(b *book, args []string) error {
		c.Item, c.Due = args[0], rules.Date(args[1])
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Operation, "operation", "", a.t(text.Text{ZH: "哪次行动 `ID`, 如 P9-2027", EN: "the operation `ID`, such as P9-2027"}))
	return v
}
