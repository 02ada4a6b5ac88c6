package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) shiftVerbs() *cobra.Command {
	return a.group("shift", text.Text{ZH: "班次", EN: "shifts"}, a.shiftNow(), a.shiftTake(), a.shiftCrew(), a.shiftSince())
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
	if len(d.Standby) > 0 {
		rows = append(rows, []string{a.t(text.Text{ZH: "备班", EN: "Standby"}), strings.Join(d.Standby, " ")})
	}
	if d.Late {
		rows = append(rows, []string{a.t(text.Text{ZH: "已过交班时间, 还没有交班", EN: "past its end, not handed over"})})
	}
	return rows
}

// shiftTake takes from the published roster what no flag names, and tells who is on standby and
// where the crew is another than the roster has it.
func (a *app) shiftTake() *cobra.Command {
	var c command.TakeShift
	var f *pflag.FlagSet
	v := a.verb(writes, "take --leader LEADER", text.Text{ZH: "没有人值班时接班; 发布了排班的, 没写的人照排班", EN: "take the desk when nobody has it; who is not named is taken from the published roster"}, 0, 0, func(b *book, _ []string) error {
		d, err := b.desk.Duty()
		if err != nil {
			return err
		}
		t := d.Next
		if t == nil || d.Shift != nil {
			return b.do(&c)
		}
		if c.Leader == "" {
			c.Leader = t.Leader
		}
		if !f.Changed("deputy") {
			c.Deputies, c.Rostered = t.Deputies, true
		}
		if !f.Changed("driver") {
			c.Driver = t.Driver
		}
		if err := b.do(&c); err != nil {
			return err
		}
		b.tellRostered(t)
		return nil
	})
	f = v.Flags()
	f.StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "带班领导 `LEADER`", EN: "duty leader `LEADER`"}))
	f.StringSliceVar(&c.Deputies, "deputy", nil, a.t(text.Text{ZH: "副班 `NAME,...` (写空为无)", EN: "deputies `NAME,...` (empty for none)"}))
	f.StringVar(&c.Driver, "driver", "", a.t(text.Text{ZH: "驾驶员 `NAME` (写空为无)", EN: "driver `NAME` (empty for none)"}))
	return v
}

// shiftCrew changes the parts that are given; the others stay as they are.
func (a *app) shiftCrew() *cobra.Command {
	var c command.ChangeCrew
	var f *pflag.FlagSet
	v := a.verb(writes, "crew REASON", text.Text{ZH: "更正本班带班领导、副班、驾驶员", EN: "correct who leads, helps and drives in the shift on duty"}, 1, -1, func(b *book, args []string) error {
		c.Reason = strings.Join(args, " ")
		d, err := b.desk.Duty()
		if err != nil {
			return err
		}
		if s := d.Shift; s != nil {
			c.Version = s.Version
			if !f.Changed("leader") {
				c.Leader = s.Leader
			}
			if !f.Changed("deputy") {
				c.Deputies = s.Deputies
			}
			if !f.Changed("driver") {
				c.Driver = s.Driver
			}
		}
		return b.do(&c)
	})
	f = v.Flags()
	f.StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "带班领导应为 `LEADER`", EN: "duty leader `LEADER`"}))
	f.StringSliceVar(&c.Deputies, "deputy", nil, a.t(text.Text{ZH: "副班应为 `NAME,...` (写空为无)", EN: "deputies `NAME,...` (empty for none)"}))
	f.StringVar(&c.Driver, "driver", "", a.t(text.Text{ZH: "驾驶员应为 `NAME` (写空为无)", EN: "driver `NAME` (empty for none)"}))
	return v
}
