package board

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Wall is the board for the wall, whoever asks: drawn as for nobody, and of that only numbers,
// kinds, goals and times are taken over.
func Wall(v tx.View, e tx.Env) (*view.Wall, error) {
	e.Actor, e.Masked, e.PlanFaults = tx.Actor{}, true, nil
	b, err := Read(v, e)
	if err != nil {
		return nil, err
	}
	w := &view.Wall{Stamp: b.Stamp, Town: b.Town, Main: b.Duty.Main, Leader: b.Duty.Leader, Late: b.Duty.Late, Warnings: b.Warnings,
		Cases: b.OpenCases, Calls: b.OpenCalls, Todo: b.Todo, Overdue: b.Overdue, Rows: []view.WallRow{}, Short: b.Short}
	for i := range w.Warnings {
		w.Warnings[i].SetBy = ""
	}
	if b.Duty.Shift != nil {
		w.Until = &b.Duty.Shift.End
	}
	for _, r := range b.Rows {
		row, ok, err := wallRow(v, r)
		if err != nil {
			return nil, err
		}
		if ok {
			w.Rows = append(w.Rows, row)
		}
	}
	open, err := table.By(v, table.Notices, "open")
	for i := range open {
		w.Notices++
		w.Untold += open[i].Tally().Left()
	}
	return w, err
}

// wallKinds name the lines of the board by the first part of their key.
var wallKinds = map[string]text.Text{
	"call": {ZH: "来电", EN: "call"}, "order": {ZH: "口头指示", EN: "order"}, "referral": {ZH: "移送", EN: "referral"},
	"paper": {ZH: "单据", EN: "paper"}, "handover": {ZH: "交接班", EN: "handover"}, "notice": {ZH: "通知", EN: "notice"},
	"duty": {ZH: "方案事项", EN: "plan duty"}, "register": {ZH: "台账", EN: "register"}, "patrol": {ZH: "巡查", EN: "patrol"},
	"report": {ZH: "报告", EN: "report"}, "roster": {ZH: "排班", EN: "roster"}, "log": {ZH: "日志", EN: "log"},
}

// wallRow is a line of the board without whom, where and what somebody wrote; false for one of
// which nothing would be left.
func wallRow(v tx.View, r view.DueRow) (view.WallRow, bool, error) {
	kind, id, _ := strings.Cut(r.Key, "/")
	out := view.WallRow{Kind: wallKinds[kind], State: r.State, Due: r.Due}
	if kind == "case" {
		k, err := table.Cases.Get(v, id)
		if err != nil {
			return out, false, err
		}
		out.Kind, out.What = rules.WordOf(rules.CaseKindWords, string(k.Kind)), r.What // masked, it is the goal
	}
	if len(id) > 9 && strings.Contains(id, "-") && kind != "duty" {
		id, _, _ = strings.Cut(id, "/")
		out.No = id
	}
	return out, !out.Kind.IsZero(), nil
}
