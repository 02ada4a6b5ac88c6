package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Calendar is one plan with an item of each state, and a year without its notice.
func (d *Desk) Calendar(_, _ rules.Date, _ string) (*view.Calendar, error) {
	defer d.lock()()
	c := &view.Calendar{Stamp: d.stamp(), Can: view.Can{}, Operations: []view.Season{{Operation: rules.Operation{ID: "P9-2027", Plan: "P9"}}},
		Years: []view.YearDays{{Year: 2026, Known: true}, {Year: 2027, Words: rules.UnknownYear(2027)}}}
	for on := rules.Date("2026-11-01"); on < "2026-12-31"; on = on.Add(1) {
		c.Days = append(c.Days, rules.ShippedCalendar.Day(on))
	}
	row := func(item string, words text.Text, due rules.Date, doneOn rules.Date) view.CalendarRow {
		x := plan.Stands(due, rules.DateOf(d.t.now), doneOn)
		r := view.CalendarRow{Key: "P9-2027/" + item, Kind: view.RowDuty, Operation: "P9-2027", Plan: "P9", Item: item, Text: words, Due: due, State: string(x.Status),
			Standing: rules.WordOf(plan.DueWords, string(x.Status)), Near: x.Near, Left: plan.Days(rules.DateOf(d.t.now), due), Clauses: []string{"P9.4.9"}, Owner: plan.Binds("P9.4.9"), Can: view.Can{},
			Why: []rules.Reason{{Plan: "P9", Clause: "P9.4.9", Text: words}}}
		if doneOn != "" {
			r.Task = &rules.Task{ID: r.Key, DoneOn: doneOn, Evidence: rules.Evidence{Words: "各村已贴"}, Name: "何雨禾"}
		}
		return r
	}
	c.Rows = []view.CalendarRow{
		row("village_posting", text.Text{ZH: "村级张榜公示", EN: "The village posts the list"}, "2026-11-20", "2026-11-19"),
		row("list_in", text.Text{ZH: "报名单", EN: "The list is in"}, "2026-11-23", ""),
		row("town_posting", text.Text{ZH: "镇级公示", EN: "The town posts"}, "2026-11-26", ""),
		row("all_grants_delivered", text.Text{ZH: "慰问金全部送到", EN: "All grants delivered"}, "2027-02-05", ""),
	}
	return c, nil
}
