package rules

import (
	"time"

	"dutydesk/rules/text"
)

// DayKind is what a civil day is to an office.
type DayKind string

const (
	DayWork    DayKind = "work"    // 工作日
	DayMakeUp  DayKind = "make_up" // 调休上班: a weekend day that is worked
	DayWeekend DayKind = "weekend" // 周末
	DayOff     DayKind = "off"     // 放假调休: off by the yearly notice
	DayHoliday DayKind = "holiday" // 法定节假日: the day of a feast itself
)

// DayKindWords name the kinds of days.
var DayKindWords = []Named{
	{string(DayWork), text.Text{ZH: "工作日", EN: "workday"}},
	{string(DayMakeUp), text.Text{ZH: "调休上班", EN: "make-up workday"}},
	{string(DayWeekend), text.Text{ZH: "周末", EN: "weekend"}},
	{string(DayOff), text.Text{ZH: "放假调休", EN: "day off"}},
	{string(DayHoliday), text.Text{ZH: "法定节假日", EN: "public holiday"}},
}

// Day is what a date is. Name is of its feast. Sure is false where the notice of that year
// is not known: then only the feasts themselves and plain weekends are told, and a weekday
// beside a feast may yet turn out to be off, or a weekend to be worked.
type Day struct {
	Date Date      `json:"date"`
	Kind DayKind   `json:"kind"`
	Name text.Text `json:"name,omitzero"`
	Sure bool      `json:"sure"`
}

// Works tells whether offices are open.
func (d Day) Works() bool { return d.Kind == DayWork || d.Kind == DayMakeUp }

// Stretch is one line of a year's notice: the days off around a feast, both ends inside,
// and the weekend days worked in their place.
type Stretch struct {
	Feast string `json:"feast"` // a code of feasts
	From  Date   `json:"from"`
	To    Date   `json:"to"`
	Work  []Date `json:"work,omitempty"`
}

// Calendar is the notices of the years, by year. The zero value knows none, ShippedCalendar those of
// this build. A township adds the notice of a coming year when it is out, or mends one.
type Calendar map[int][]Stretch

// Day tells what a date is.
func (c Calendar) Day(d Date) Day {
	t := d.Time()
	day := Day{Date: d, Kind: DayWork, Sure: len(c[t.Year()]) > 0}
	if w := t.Weekday(); w == time.Saturday || w == time.Sunday {
		day.Kind = DayWeekend
	}
	// A notice may reach over the new year, so its neighbours speak too.
	for year := t.Year() - 1; year <= t.Year()+1; year++ {
		for _, s := range c[year] {
			if s.From <= d && d <= s.To {
				day.Kind, day.Name, day.Sure = DayOff, feastName(s.Feast), true
			}
			for _, w := range s.Work {
				if w == d {
					day.Kind, day.Name, day.Sure = DayMakeUp, feastName(s.Feast), true
				}
			}
		}
	}
	if f := feastOn(d); f != "" {
		day.Kind, day.Name = DayHoliday, feastName(f)
	}
	return day
}

// Opening is the first opening of offices after t.
func (c Calendar) Opening(t time.Time) time.Time {
	for d := DateOf(t); ; d = d.Add(1) {
		if open := d.Time().Add(WorkdayStart); open.After(t) && c.Day(d).Works() {
			return open
		}
	}
}

// WorkdayStart is when offices open. Ours.
const WorkdayStart = 9 * time.Hour

// ShippedCalendar is the notices known to this build: 国办发明电〔2024〕12号 and 〔2025〕7号.
var ShippedCalendar = Calendar{
	2025: {
		{Feast: "new_year", From: "2025-01-01", To: "2025-01-01"},
		{Feast: "spring", From: "2025-01-28", To: "2025-02-04", Work: []Date{"2025-01-26", "2025-02-08"}},
		{Feast: "qingming", From: "2025-04-04", To: "2025-04-06"},
		{Feast: "labour", From: "2025-05-01", To: "2025-05-05", Work: []Date{"2025-04-27"}},
		{Feast: "dragon_boat", From: "2025-05-31", To: "2025-06-02"},
		{Feast: "national", From: "2025-10-01", To: "2025-10-08", Work: []Date{"2025-09-28", "2025-10-11"}},
	},
	2026: {
		{Feast: "new_year", From: "2026-01-01", To: "2026-01-03", Work: []Date{"2026-01-04"}},
		{Feast: "spring", From: "2026-02-15", To: "2026-02-23", Work: []Date{"2026-02-14", "2026-02-28"}},
		{Feast: "qingming", From: "2026-04-04", To: "2026-04-06"},
		{Feast: "labour", From: "2026-05-01", To: "2026-05-05", Work: []Date{"2026-05-09"}},
		{Feast: "dragon_boat", From: "2026-06-19", To: "2026-06-21"},
		{Feast: "mid_autumn", From: "2026-09-25", To: "2026-09-27"},
		{Feast: "national", From: "2026-10-01", To: "2026-10-07", Work: []Date{"2026-09-20", "2026-10-10"}},
	},
}
