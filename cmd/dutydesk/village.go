package main

import (
	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) villageTasks() *cobra.Command {
	return a.verb(reads, "tasks", text.Text{ZH: "村级联络员: 本村要办的, 本村的救助事项", EN: "a village contact's: what is asked of the own village, and its cases"}, 0, 0, func(b *book, _ []string) error {
		v, err := b.desk.Village()
		if err != nil {
			return err
		}
		if b.json {
			return b.object(v)
		}
		b.printf("%s %s %s\n", v.Town, v.Name, b.t(text.Text{ZH: "值班 %[1]s 带班 %[2]s", EN: "on duty %[1]s, leader %[2]s"}.With(v.Main, v.Leader)))
		var rows [][]string
		for i := range v.Asks {
			rows = append(rows, b.askRow(&v.Asks[i]))
		}
		for _, c := range v.Cases {
			rows = append(rows, []string{c.ID, "", b.t(rules.WordOf(rules.CaseStateWords, string(c.State))), c.Place + " " + b.t(c.Subject)})
		}
		b.columns(rows)
		return nil
	})
}

// askRow is what is asked: the record to answer on, by when, what.
func (b *book) askRow(x *view.VillageAsk) []string {
	on, due := x.Case+x.Notice, ""
	if x.Due != nil {
		due = moment(*x.Due)
	}
	if x.Late {
		due += " " + b.t(text.Text{ZH: "逾期", EN: "late"})
	}
	return []string{on, due, b.t(x.What), x.Words}
}
