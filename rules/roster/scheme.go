package roster

import (
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// SchemeID is the key of the one Scheme of a desk.
const SchemeID = "B"

// Scheme is how the township makes its roster. All of it is the township's own; what is not
// written is the default of docs/domain.md §2.1: one shift of 24 hours from 08:00.
type Scheme struct {
	ID       string     `json:"id"`
	Hours    []Hours    `json:"hours,omitempty"`      // by From; the days before the first have 08:00
	Office   []string   `json:"office,omitempty"`     // who keeps the workdays' daytime (党政办); none: by rota
	Until    string     `json:"office_end,omitempty"` // HH:MM at which the office goes home; none: OfficeEnd
	Leaders  []string   `json:"leaders,omitempty"`    // none: every duty leader
	Staff    []string   `json:"staff,omitempty"`      // none: every duty officer who does not lead
	Drivers  []string   `json:"drivers,omitempty"`    // none: no driver
	Deputies int        `json:"deputies,omitempty"`   // of a turn
	Standby  int        `json:"standby,omitempty"`
	Groups   [][]string `json:"groups,omitempty"`    // 一组 … 七组, the first of each begins as main
	Weekday  bool       `json:"weekday,omitempty"`   // a group has its day of the week; else they take turns
	NoNights []string   `json:"no_nights,omitempty"` // who do no nights
	Together [][]string `json:"together,omitempty"`  // two each
	Apart    [][]string `json:"apart,omitempty"`     // two each
	rules.Meta
}

// Hours are the hours at which turns begin from a day on, HH:MM in order.
type Hours struct {
	From   rules.Date `json:"from"`
	Starts []string   `json:"starts"`
}

// Bounds of a scheme, ours: three shifts a day, seven groups (一组 … 七组), and as many helpers
// as a duty room has beds.
const (
	MaxStarts  = 3
	MaxGroups  = 7
	MaxHelpers = 6
)

// OfficeEnd is when the office goes home and the rota begins, unless the scheme says otherwise. Ours, after docs/domain.md §2.1.
const OfficeEnd = 17 * time.Hour

// GroupName is 一组 … 七组 by index.
func GroupName(i int) string { return string([]rune("一二三四五六七")[i]) + "组" }

// Check refuses a scheme that cannot be right, at its field.
func (s *Scheme) Check() *rules.Error {
	for i, h := range s.Hours {
		at := fmt.Sprintf("hours[%d]", i)
		if len(h.Starts) == 0 || len(h.Starts) > MaxStarts {
			return rules.Bad(at, text.Text{ZH: "一天要有 1 到 %[1]d 个班。", EN: "A day has 1 to %[1]d turns."}.With(MaxStarts))
		}
		if i > 0 && h.From <= s.Hours[i-1].From {
			return rules.Bad(at, text.Text{ZH: "起始日要依次往后。", EN: "The days from which hours hold must ascend."})
		}
		for j, x := range h.Starts {
			if _, ok := clock(x); !ok {
				return rules.Bad(at, text.Text{ZH: "时间写成 08:00。", EN: "Write the hour as 08:00."})
			}
			if j > 0 && x <= h.Starts[j-1] {
				return rules.Bad(at, text.Text{ZH: "开始时间要从早到晚。", EN: "The hours must ascend."})
			}
		}
	}
	if _, ok := clock(s.Until); !ok && s.Until != "" {
		return rules.Bad("office_end", text.Text{ZH: "时间写成 17:00。", EN: "Write the hour as 17:00."})
	}
	if s.Deputies < 0 || s.Deputies > MaxHelpers {
		return rules.Bad("deputies", text.Text{ZH: "副班 0 到 %[1]d 人。", EN: "0 to %[1]d deputies."}.With(MaxHelpers))
	}
	if s.Standby < 0 || s.Standby > MaxHelpers {
		return rules.Bad("standby", text.Text{ZH: "备班 0 到 %[1]d 人。", EN: "0 to %[1]d on standby."}.With(MaxHelpers))
	}
	if len(s.Groups) > MaxGroups {
		return rules.Bad("groups", text.Text{ZH: "最多 %[1]d 组。", EN: "%[1]d groups at most."}.With(MaxGroups))
	}
	for field, pairs := range map[string][][]string{"together": s.Together, "apart": s.Apart} {
		for _, p := range pairs {
			if len(p) != 2 || p[0] == p[1] {
				return rules.Bad(field, text.Text{ZH: "要写两个人, 如 何雨禾+周立冬。", EN: "Write two officers, as A+B."})
			}
		}
	}
	for _, p := range s.Together {
		if apart(s.Apart, p[0], p[1]) {
			return rules.Bad("together", text.Text{ZH: "同样两个人又要同班又不能同班。", EN: "The same two are to be together and apart."})
		}
	}
	return nil
}

func clock(s string) (time.Duration, bool) {
	t, err := time.Parse("15:04", s)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err == nil && len(s) == 5
}

// starts are the hours at which the turns of a day begin, and whether the first is the office's.
func (s *Scheme) starts(d rules.Date, works bool) (at []time.Duration, office bool) {
	hours := []string{"08:00"}
	for _, h := range s.Hours {
		if h.From <= d {
			hours = h.Starts
		}
	}
	for _, x := range hours {
		h, _ := clock(x)
		at = append(at, h)
	}
	if !works || len(s.Office) == 0 {
		return at, false
	}
	end := OfficeEnd
	if s.Until != "" {
		end, _ = clock(s.Until)
	}
	if end <= at[0] { // it has gone home before the day begins, and keeps none of it
		return at, false
	}
	return []time.Duration{at[0], end}, true
}

// Turns are the empty turns that begin from one day to another, both inside. Each ends when
// the next one begins, so that a changed hour leaves neither gap nor overlap.
func (s *Scheme) Turns(from, to rules.Date, days rules.Calendar) []Turn {
	var out []Turn
	for d := from; d <= to.Add(1); d = d.Add(1) {
		at, office := s.starts(d, days.Day(d).Works())
		for i, h := range at {
			begin := d.Time().Add(h).UTC()
			if len(out) > 0 {
				out[len(out)-1].End = begin
			}
			if d > to {
				return out
			}
			out = append(out, Turn{Start: begin, Office: office && i == 0})
		}
	}
	return out
}

// Seam fits turns that are to be filled between those beside them, which were made when other
// hours may have held: the first begins where the last before ends, the last ends where the
// first after begins, and what has no time left is gone. Turns that are days away from each
// other are not joined.
func Seam(before, turns, after []Turn) []Turn {
	out := slices.Clone(turns)
	if n := len(before); n > 0 && len(out) > 0 && before[n-1].End.After(out[0].Start.Add(-24*time.Hour)) {
		end := before[n-1].End
		out = slices.DeleteFunc(out, func(t Turn) bool { return !t.End.After(end) })
		if len(out) > 0 && out[0].Date() == rules.DateOf(end) {
			out[0].Start = end
		}
	}
	if n := len(out); n > 0 && len(after) > 0 && out[n-1].Date().Add(1) == after[0].Date() {
		out[n-1].End = after[0].Start
	}
	return out
}

func apart(pairs [][]string, a, b string) bool {
	return slices.ContainsFunc(pairs, func(p []string) bool { return p[0] == a && p[1] == b || p[0] == b && p[1] == a })
}

// mate is with whom somebody must be together, "" for nobody.
func (s *Scheme) mate(id string) string {
	for _, p := range s.Together {
		switch id {
		case p[0]:
			return p[1]
		case p[1]:
			return p[0]
		}
	}
	return ""
}

// Leave is a time at which an officer is away, both days inside.
type Leave struct {
	Officer  string
	From, To rules.Date
}

// days are the first and the last day that somebody must be there for.
func (t *Turn) days() (first, last rules.Date) {
	first, last = t.Date(), rules.DateOf(t.End.Add(-time.Second))
	if last > first && t.End.In(rules.Zone).Hour() < 12 { // the morning on which it ends is its own
		last = last.Add(-1)
	}
	return first, last
}

// away says that an officer is on leave on a day that the turn touches.
func away(all []Leave, id string, t *Turn) bool {
	first, last := t.days()
	return slices.ContainsFunc(all, func(l Leave) bool { return l.Officer == id && l.From <= last && first <= l.To })
}
