package rules

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// DaysOff is a year's notice of days off as the township entered it (国务院办公厅放假通知). It
// stands before the one that this build ships (ShippedCalendar); one that was taken back
// leaves that, or none.
type DaysOff struct {
	ID     string    `json:"id"` // the year, 2027
	Year   int       `json:"year"`
	Source string    `json:"source,omitempty"` // number of the paper, as written
	Lines  []Stretch `json:"lines"`
	Struck string    `json:"struck,omitempty"` // why it was taken back
	Meta
}

// MaxStretch is how many days off a notice may join; the longest was eight. Ours.
const MaxStretch = 15

// MaxStretches is how many lines a notice may have; there are seven feasts, and one may be
// joined to another. Ours.
const MaxStretches = 10

// OffYears are the years whose notice can be entered: those that have a table of the lunar
// feasts, so that a line can be held against its feast.
func OffYears() (first, last int) {
	years := slices.Sorted(maps.Keys(lunar))
	return Date(years[0] + "-01-01").Time().Year(), Date(years[len(years)-1] + "-01-01").Time().Year()
}

// Check refuses a notice that cannot be right, at its field (lines[0].from …): days out of
// order or far from the year, a line that leaves its feast out, lines that overlap, a day
// that is worked and off at once, and one worked that is no weekend day.
func (n *DaysOff) Check() *Error {
	if first, last := OffYears(); n.Year < first || n.Year > last {
		return Bad("year", text.Text{ZH: "年份要在 %[1]d 到 %[2]d 之间。", EN: "The year is %[1]d to %[2]d."}.With(first, last))
	}
	switch {
	case len(n.Lines) == 0:
		return Bad("lines[0].feast", text.Text{ZH: "至少要有一个节日的放假安排。", EN: "Give the days off of at least one feast."})
	case len(n.Lines) > MaxStretches:
		return Bad("lines", text.Text{ZH: "最多 %[1]d 个节日。", EN: "%[1]d feasts at most."}.With(MaxStretches))
	}
	for i := range n.Lines {
		if e := n.checkLine(i); e != nil {
			return e
		}
	}
	return n.checkWorked()
}

func (n *DaysOff) checkLine(i int) *Error {
	l, at := &n.Lines[i], fmt.Sprintf("lines[%d].", i)
	name := feastName(l.Feast)
	switch days := int(l.To.Time().Sub(l.From.Time())/(24*time.Hour)) + 1; {
	case !slices.ContainsFunc(FeastWords, func(f Named) bool { return f.Code == l.Feast }):
		return Bad(at+"feast", text.Text{ZH: "没有节日 %[1]s。", EN: "There is no feast %[1]s."}.With(l.Feast))
	case days < 1:
		return Bad(at+"to", text.Text{ZH: "%[1]s放假到 %[2]s, 早于首日 %[3]s。", EN: "%[1]s: the last day %[2]s is before the first, %[3]s."}.With(name, string(l.To), string(l.From)))
	case days > MaxStretch:
		return Bad(at+"to", text.Text{ZH: "%[1]s放假 %[2]d 天, 最多 %[3]d 天, 请核对日期。", EN: "%[1]s: %[2]d days off, %[3]d at most; check the days."}.With(name, days, MaxStretch))
	case !l.holds(n.Year):
		return Bad(at+"from", text.Text{ZH: "%[1]s 至 %[2]s 不含 %[4]d 年的%[3]s, 请核对日期。", EN: "%[1]s to %[2]s does not hold %[3]s of %[4]d; check the days."}.With(string(l.From), string(l.To), name, n.Year))
	}
	for j := range n.Lines[:i] {
		if o := &n.Lines[j]; o.From <= l.To && l.From <= o.To {
			return Bad(at+"from", text.Text{ZH: "%[1]s和%[2]s的放假日期重叠, 请合成一行。", EN: "The days off of %[1]s and %[2]s overlap: write one line."}.With(feastName(o.Feast), name))
		}
	}
	return nil
}

// holds says that a day of the line's own feast in that year is among its days.
func (s *Stretch) holds(year int) bool {
	for d := s.From; d <= s.To; d = d.Add(1) {
		if d.Time().Year() == year && (feastOn(d) == s.Feast || onFeast(d, s.Feast)) {
			return true
		}
	}
	return false
}

// onFeast says so also of a feast that falls on another one's day: feastOn names one alone.
func onFeast(d Date, feast string) bool {
	l, ok := lunar[string(d[:4])]
	day := string(d[5:])
	return ok && (feast == "qingming" && day == l[1] || feast == "dragon_boat" && day == l[2] || feast == "mid_autumn" && day == l[3])
}

func (n *DaysOff) checkWorked() *Error {
	worked := map[Date]bool{}
	for i := range n.Lines {
		at := fmt.Sprintf("lines[%d].work", i)
		for _, w := range n.Lines[i].Work {
			switch day := w.Time().Weekday(); {
			case day != time.Saturday && day != time.Sunday:
				return Bad(at, text.Text{ZH: "调休上班 %[1]s 不是周末。", EN: "The make-up workday %[1]s is no weekend day."}.With(string(w)))
			case worked[w]:
				return Bad(at, text.Text{ZH: "调休上班 %[1]s 写了两次。", EN: "The make-up workday %[1]s stands twice."}.With(string(w)))
			case slices.ContainsFunc(n.Lines, func(s Stretch) bool { return s.From <= w && w <= s.To }):
				return Bad(at, text.Text{ZH: "%[1]s 又放假又上班, 请核对日期。", EN: "%[1]s is off and worked at once; check the days."}.With(string(w)))
			}
			worked[w] = true
		}
	}
	return nil
}

// With is the calendar with the notices of the township over it.
func (c Calendar) With(own []DaysOff) Calendar {
	out := maps.Clone(c)
	if out == nil {
		out = Calendar{}
	}
	for i := range own {
		if own[i].Struck == "" {
			out[own[i].Year] = own[i].Lines
		}
	}
	return out
}

// Knows says that the notice of a year is known.
func (c Calendar) Knows(year int) bool { return len(c[year]) > 0 }

// UnknownYear says plainly that nobody has entered the notice of a year.
func UnknownYear(year int) text.Text {
	return text.Text{ZH: "%[1]d 年放假通知未录入", EN: "the notice of days off for %[1]d is not entered"}.With(year)
}

// MayStrike refuses a notice that was taken back already.
func (n *DaysOff) MayStrike() *Error {
	if n.Struck != "" {
		return Refuse(text.Text{ZH: "%[1]s 年的放假通知已撤回: %[2]s", EN: "The notice of %[1]s was taken back: %[2]s"}.With(n.ID, n.Struck), "")
	}
	return nil
}

// Strike takes the notice back with a reason.
func (n *DaysOff) Strike(reason string) *Error {
	if e := n.MayStrike(); e != nil {
		return e
	}
	n.Struck = reason
	return nil
}
