package sheet

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

var monthTitle = text.Text{ZH: "到期事项月历 %[1]s", EN: "Duties of %[1]s"}

// Month is the sheet of a month that hangs on the wall: its weeks, Monday first, with what every
// day is and what is due on it, and under it the same as a list with who answers. dated are the
// rows of that month, coming those of a calendar without days, of which it names what comes
// back each day or week.
func Month(dated, coming *view.Calendar, first rules.Date, unit, by string, demo bool) Sheet {
	last := lastOf(first)
	name := string(first[:7])
	s := Sheet{Title: monthTitle.With(name), Unit: unit, Number: name, At: dated.Now, By: by, Copies: []text.Text{{}}}
	due := map[rules.Date][]*view.CalendarRow{}
	list := &Table{Tight: true, Head: []Column{{text.Text{ZH: "日期", EN: "Day"}, 14}, {text.Text{ZH: "事项", EN: "Duty"}, 40}, {text.Text{ZH: "谁负责", EN: "Who answers"}, 16},
		{text.Text{ZH: "依据", EN: "Clause"}, 14}, {text.Text{ZH: "状态", EN: "State"}, 16}}}
	for i := range dated.Rows {
		r := &dated.Rows[i]
		if r.Due < first || r.Due > last || r.Every != "" || r.Undated {
			continue
		}
		due[r.Due] = append(due[r.Due], r)
		list.Rows = append(list.Rows, []text.Text{same(string(r.Due)), r.Text, r.Owner, same(strings.Join(r.Clauses, " ")), r.Standing})
	}
	s.Parts = append(s.Parts, Part{Table: weeks(dated.Days, first, last, due)})
	if len(list.Rows) > 0 {
		s.Parts = append(s.Parts, Part{Title: text.Text{ZH: "到期事项", EN: "Dated duties"}, Table: list})
	}
	again := &Table{Tight: true, Head: []Column{{text.Text{ZH: "重复", EN: "How often"}, 14}, {text.Text{ZH: "事项", EN: "Duty"}, 54}, {text.Text{ZH: "谁负责", EN: "Who answers"}, 18}, {text.Text{ZH: "依据", EN: "Clause"}, 14}}}
	for i := range coming.Rows {
		if r := &coming.Rows[i]; r.Every != "" {
			again.Rows = append(again.Rows, []text.Text{rules.WordOf(rules.EveryWords, string(r.Every)), r.Text, r.Owner, same(strings.Join(r.Clauses, " "))})
		}
	}
	if len(again.Rows) > 0 {
		s.Parts = append(s.Parts, Part{Title: text.Text{ZH: "每天每周的事项", EN: "Every day or week"}, Table: again})
	}
	s.Notes = append(s.Notes, text.Text{ZH: "休: 放假; 班: 调休上班。", EN: "off: a day off; worked: a make-up workday."})
	for _, y := range dated.Years {
		if !y.Known && y.Year == first.Time().Year() {
			s.Notes = append(s.Notes, text.Text{ZH: "%[1]s, 休和班以通知为准。", EN: "%[1]s: days off may differ."}.With(y.Words))
		}
	}
	if demo {
		s.Notes = append(s.Notes, text.Text{ZH: "演示数据, 人物和地名均为虚构。", EN: "Demonstration: persons and places are made up."})
	}
	return s
}

func lastOf(first rules.Date) rules.Date {
	t := first.Time()
	return rules.DateOf(time.Date(t.Year(), t.Month()+1, 0, 12, 0, 0, 0, rules.Zone))
}

// weeks is the month as a table, a row a week.
func weeks(days []rules.Day, first, last rules.Date, due map[rules.Date][]*view.CalendarRow) *Table {
	t := &Table{}
	for i, d := range []text.Text{{ZH: "周一", EN: "Mon"}, {ZH: "周二", EN: "Tue"}, {ZH: "周三", EN: "Wed"}, {ZH: "周四", EN: "Thu"}, {ZH: "周五", EN: "Fri"}, {ZH: "周六", EN: "Sat"}, {ZH: "周日", EN: "Sun"}} {
		t.Head = append(t.Head, Column{d, 14 + i/5})
	}
	var row []text.Text
	for i := range days {
		d := &days[i]
		if d.Date < first || d.Date > last {
			continue
		}
		if row == nil {
			row = make([]text.Text, (int(d.Date.Time().Weekday())+6)%7)
		}
		if row = append(row, dayCell(d, due[d.Date])); len(row) == 7 {
			t.Rows, row = append(t.Rows, row), nil
		}
	}
	if row != nil {
		t.Rows = append(t.Rows, append(row, make([]text.Text, 7-len(row))...))
	}
	return t
}

// dayCell is the number of a day, what it is, and what is due on it.
func dayCell(d *rules.Day, due []*view.CalendarRow) text.Text {
	out := same(strconv.Itoa(d.Date.Time().Day()))
	switch d.Kind {
	case rules.DayHoliday, rules.DayOff:
		out = text.Text{ZH: "%[1]s 休 %[2]s", EN: "%[1]s off %[2]s"}.With(out, d.Name)
	case rules.DayMakeUp:
		out = text.Text{ZH: "%[1]s 班", EN: "%[1]s worked"}.With(out)
	}
	for _, r := range due {
		line := text.Text{ZH: "%[1]s\n%[2]s", EN: "%[1]s\n%[2]s"}
		if r.State != "" && !r.Open() {
			line = text.Text{ZH: "%[1]s\n(已结) %[2]s", EN: "%[1]s\n(settled) %[2]s"}
		}
		out = line.With(out, r.Text)
	}
	return out
}
