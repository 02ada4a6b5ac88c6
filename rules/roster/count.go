package roster

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// CountNote says how a turn is counted that changed hands midway, and what nobody planned. Ours.
var CountNote = text.Text{ZH: "班中换人, 算给在班最久的人; 排班以外接的每个班各算一班。", EN: "A turn that changed hands counts for who was there longest; a shift outside the roster counts by itself."}

// Count is what somebody has served, as the month-end allowance is reckoned: by the kind of
// the day on which a turn begins. Standby is not served.
type Count struct {
	Officer  string `json:"officer"`
	Name     string `json:"name,omitempty"`
	Turns    int    `json:"turns"`
	Leads    int    `json:"leads"` // of the turns, as leader
	Nights   int    `json:"nights"`
	Weekdays int    `json:"weekdays"`
	Weekends int    `json:"weekends"` // days off by the yearly notice too
	Holidays int    `json:"holidays"` // statutory days
	Standby  int    `json:"standby"`
	Leave    int    `json:"leave_days"`

	last time.Time
}

// kindOf joins what is counted alike.
func kindOf(k rules.DayKind) rules.DayKind {
	switch k {
	case rules.DayHoliday:
		return k
	case rules.DayWeekend, rules.DayOff:
		return rules.DayWeekend
	}
	return rules.DayWork
}

func (c *Count) kind(k rules.DayKind) int {
	switch kindOf(k) {
	case rules.DayHoliday:
		return c.Holidays
	case rules.DayWeekend:
		return c.Weekends
	}
	return c.Weekdays
}

func (c *Count) add(start time.Time, p Post, k rules.DayKind, night bool, n int) {
	if p == Standby {
		c.Standby += n
		return
	}
	c.Turns += n
	if p == Leader {
		c.Leads += n
	}
	if night {
		c.Nights += n
	}
	switch kindOf(k) {
	case rules.DayHoliday:
		c.Holidays += n
	case rules.DayWeekend:
		c.Weekends += n
	default:
		c.Weekdays += n
	}
	if n > 0 && start.After(c.last) {
		c.last = start
	}
}

// Counts is what each serves in the turns.
func Counts(turns []Turn, days rules.Calendar) map[string]Count {
	out := map[string]Count{}
	for i := range turns {
		t := &turns[i]
		kind, night := days.Day(t.Date()).Kind, t.Night()
		for _, p := range Posts {
			for _, id := range t.In(p) {
				c := out[id]
				c.Officer = id
				c.add(t.Start, p, kind, night, 1)
				out[id] = c
			}
		}
	}
	return out
}
