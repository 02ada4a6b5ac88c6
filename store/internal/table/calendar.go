package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// DaysOff are the notices of days off that the township entered.
var DaysOff = &tx.Table[rules.DaysOff]{Name: "daysoff", Noun: text.Text{ZH: "放假通知", EN: "notice of days off"},
	Meta: func(v *rules.DaysOff) (string, *rules.Meta) { return v.ID, &v.Meta }}

// Tasks are the dated duties: the marks on those of plans, and the township's own, which
// stand under "own" until they are taken off the calendar.
var Tasks = &tx.Table[rules.Task]{Name: "task", Noun: text.Text{ZH: "到期事项", EN: "dated duty"},
	Meta: func(v *rules.Task) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Task) []string {
		if v.Title == "" || v.Struck != "" {
			return nil
		}
		if v.Settled() {
			return []string{"own"}
		}
		return []string{"own", "open"}
	}}

// Calendar is the desk's own: what this build ships with the township's notices over it.
func Calendar(r tx.Reader) (rules.Calendar, error) {
	own, err := DaysOff.All(r)
	return rules.ShippedCalendar.With(own), err
}
