package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) shiftVerbs() *cobra.Command {
	return a.group("shift", text.Text{ZH: "班次", EN: "shifts"}, a.shiftNow(), a.shiftTake())
}

func (a *app) shiftNow() *cobra.Command {
	return a.verb(reads, "now", text.Text{ZH: "谁在值班, 到几时", EN: "who is on duty, until when"}, 0, 0, func(b *book, _ []string) error {
		d, err := b.desk.Duty()
		if err != nil {
			return err
		}
		if b.json {
			return b.object(d)
		}
		if d.Shift == nil {
			b.note(text.Text{ZH: "没有人值班。接班: dutydesk shift take --leader 带班领导", EN: "Nobody is on duty. Take the shift: dutydesk shift take --leader LEADER"})
			return nil
		}
		b.columns(dutyRows(b.app, &d))
		return nil
	})
}

func dutyRows(a *app, d *view.Duty) [][]string {
	rows := [][]string{
		{a.t(text.Text{ZH: "班次", EN: "Shift"}), d.Shift.ID + "  " + moment(d.Shift.Start) + " - " + moment(d.Shift.End)},
		{a.t(text.Text{ZH: "主班", EN: "Main"}), d.Main},
		{a.t(text.Text{ZH: "带班", EN: "Leader"}), d.Leader},
	}
	if len(d.Deputies) > 0 {
		rows = append(rows, []string{a.t(text.Text{ZH: "副班", EN: "Deputies"}), strings.Join(d.Deputies, " ")})
	}
	if d.Late {
		rows = append(rows, []string{a.t(text.Text{ZH: "已过交班时间, 还没有交班", EN: "past its end, not handed over"})})
	}
	return rows
}

func (a *app) shiftTake() *cobra.Command {
	var c command.TakeShift
	v := a.verb(writes, "take --leader LEADER", text.Text{ZH: "没有人值班时接班", EN: "take the desk when nobody has it"}, 0, 0, func(b *book, _ []string) error { return b.do(&c) })
	f := v.Flags()
	f.StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "带班领导 `LEADER`", EN: "duty leader `LEADER`"}))
	f.StringSliceVar(&c.Deputies, "deputy", nil, a.t(text.Text{ZH: "副班 `NAME,...`", EN: "deputies `NAME,...`"}))
	f.StringVar(&c.Driver, "driver", "", a.t(text.Text{ZH: "驾驶员 `NAME`", EN: "driver `NAME`"}))
	return v
}
