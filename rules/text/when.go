package text

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Sense is what kind of time is asked for, and so which one a time of day without a day
// means.
type Sense uint8

const (
	AnyTime Sense = iota // a moment or a day; a time of day is today's
	Past                 // a moment that was: a time of day is the last one there was
	Ahead                // a moment to come: a time of day is the next one
	DayOnly              // a day, without a time of day
)

// When is a time that was read, to the minute.
type When struct {
	Time  time.Time // in the zone of now; midnight of a whole day
	Whole bool      // a day was written, without a time of day
	Sure  bool      // no sense would read it otherwise
	Moves bool      // read again later it may mean something else: +30, 昨天 22:30, a day not in full
}

// slack is how far a time of day may lie ahead before yesterday's is meant: the clocks of
// two rooms differ [own].
const slack = 10 * time.Minute

var (
	whenMoment = T("时间写成 02:11 或 11-24 02:11", "Write the time as 02:11 or 11-24 02:11")
	whenDay    = T("日期写成 2026-11-24", "Write the date as 2026-11-24")
	whenText   = T("= %[1]s %[2]s", "= %[1]s %[2]s")
)

var weekdays = [7]Text{T("周日", "Sun"), T("周一", "Mon"), T("周二", "Tue"), T("周三", "Wed"), T("周四", "Thu"), T("周五", "Fri"), T("周六", "Sat")}

const half = "半"

// past are the minutes of words behind an hour.
var past = map[string]int{half: 30, "1刻": 15, "3刻": 45}

// numeral is a number written out; mixed is one half in figures.
var (
	numeral = regexp.MustCompile(`[` + Numerals + `]+`)
	mixed   = regexp.MustCompile(`\d[` + Numerals + `]|[` + Numerals + `]\d`)
)

// The forms of ParseWhen, on half-width lower-case text.
var (
	clockForm = regexp.MustCompile(`^(凌晨|早上|清晨|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜)?\s*(?:(\d{1,2})[:.点时](\d{1,2})分?|(\d{1,2})[点时](半|整|钟|[13]刻)?|(\d{1,2})(\d{2}))$`)
	dayForm   = regexp.MustCompile(`^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})(?:[日号]\s*|\s+|$)(.*)$`)
	plainDay  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	dayWord   = regexp.MustCompile(`^(前天|昨[天日]?|今[天日]?|明[天日]?|后天|yesterday|today|tomorrow)\s*(.*)$`)
	stepForm  = regexp.MustCompile(`^([-+])\s*(\d{1,4})\s*(\pL*)$`)
	agoForm   = regexp.MustCompile(`^(\d{1,4}|半)\s*个?(小时|钟头|分钟|分|天|min|h|m|d)\s*(之前|以前|前|之后|以后|后|ago)$`)
)

var dayWords = map[string]int{"前天": -2, "昨": -1, "昨天": -1, "昨日": -1, "yesterday": -1, "今": 0, "今天": 0, "今日": 0, "today": 0,
	"明": 1, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2}

var units = map[string]time.Duration{"": time.Minute, "分": time.Minute, "分钟": time.Minute, "m": time.Minute, "min": time.Minute,
	"小时": time.Hour, "时": time.Hour, "钟头": time.Hour, "h": time.Hour, "天": 24 * time.Hour, "d": 24 * time.Hour}

// ParseWhen reads a time as people write it at the desk, full-width figures and numbers
// written out (两点半, 十一月二十三日晚上八点) too:
//
//	02:14  2.14  0214  02点14  2点半  3点1刻  下午3点   a time of day
//	11-24 02:14  2026-11-24 02:14  11月24日 2时14分    a day before it
//	昨天 22:30  昨晚10点  明天 06:00  后天 0800         a day by its name
//	+30  -10分  2小时前  半小时前  现在                 from now, minutes where no unit is named
//	2026-11-24  20261124  11-24  昨天                  a day, in the senses AnyTime and DayOnly
//
// 24:00 is the end of the day. A day without a year is the nearest one, before or after
// now. "" and everything else is a Problem: nothing is guessed (昨晚2点 may be either
// night). now brings the zone.
func ParseWhen(s string, now time.Time, sense Sense) (When, *Problem) {
	s = written(strings.ToLower(strings.ReplaceAll(typedNumber(s), "。", ".")))
	now = now.Truncate(time.Minute)
	if sense != DayOnly {
		if w, ok := moment(s, now, sense); ok && w.Time.Year() <= lastYear {
			return w, nil
		}
	}
	if sense == AnyTime || sense == DayOnly {
		if day, rest, _, ok := dayOf(s, now); ok && rest == "" {
			return When{Time: day, Whole: true, Sure: true, Moves: s != day.Format(time.DateOnly)}, nil
		}
	}
	if sense == DayOnly {
		return When{}, problem(whenDay)
	}
	return When{}, problem(whenMoment)
}

// lastYear is the last one that four figures name.
const lastYear = 9999

// written is s with figures for the numbers that are written out. What is no number below a
// hundred (八九点, 一百二十) stays as it is, and so is refused.
func written(s string) string {
	if mixed.MatchString(s) {
		return s
	}
	return numeral.ReplaceAllStringFunc(s, func(run string) string {
		if n, width, sure := Numeral(run); sure && width == len(run) && n < 100 {
			return strconv.Itoa(n)
		}
		return run
	})
}

// Text says how a time was understood: = 11-24 02:14 周二. now tells whether the year need
// be said.
func (w When) Text(now time.Time) Text {
	return whenText.With(w.Written(now), weekdays[w.Time.Weekday()])
}

// Written is the time as ParseWhen reads it again: 11-24 02:14, and the year before it
// where the nearest such day is another one, or where a whole day is meant.
func (w When) Written(now time.Time) string {
	if w.Whole {
		return w.Time.Format(time.DateOnly)
	}
	nearest, _, _, _ := dayOf(w.Time.Format("01-02"), now.In(w.Time.Location()))
	if DateOf(nearest) != DateOf(w.Time) {
		return w.Time.Format("2006-01-02 15:04")
	}
	return w.Time.Format("01-02 15:04")
}

func moment(s string, now time.Time, sense Sense) (When, bool) {
	if s == "现在" || s == "now" {
		return When{Time: now, Sure: true, Moves: true}, true
	}
	if d, ok := fromNow(s); ok {
		return When{Time: now.Add(d), Sure: true, Moves: true}, true
	}
	if h, m, ok := clock(s); ok {
		today := at(now, h, m)
		last, next := today, today
		if today.After(now.Add(slack)) {
			last = at(now.AddDate(0, 0, -1), h, m)
		}
		if today.Before(now) {
			next = at(now.AddDate(0, 0, 1), h, m)
		}
		t := map[Sense]time.Time{AnyTime: today, Past: last, Ahead: next}[sense]
		return When{Time: t, Sure: sense != AnyTime || last.Equal(next)}, true
	}
	day, rest, moves, ok := dayOf(s, now)
	if !ok {
		return When{}, false
	}
	h, m, ok := clock(rest)
	return When{Time: at(day, h, m), Sure: true, Moves: moves}, ok
}

// fromNow reads a time counted from now.
func fromNow(s string) (time.Duration, bool) {
	if m := stepForm.FindStringSubmatch(dashed(s)); m != nil {
		unit, ok := units[m[3]]
		n := time.Duration(atoi(m[2])) * unit
		if m[1] == "-" {
			n = -n
		}
		return n, ok
	}
	m := agoForm.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n := units[m[2]]
	if m[1] == half {
		n /= 2
	} else {
		n *= time.Duration(atoi(m[1]))
	}
	if strings.HasSuffix(m[3], "后") {
		return n, true
	}
	return -n, true
}

// dashed is s with every kind of hyphen as -.
func dashed(s string) string {
	return strings.Map(func(r rune) rune {
		if hyphen(r) {
			return '-'
		}
		return r
	}, s)
}

// clock reads a time of day.
func clock(s string) (hour, minute int, ok bool) {
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	hour = atoi(m[2] + m[4] + m[6])
	minute = atoi(m[3]+m[7]) + past[m[5]]
	switch part := m[1]; {
	case part == "" || hour > 12:
	case strings.HasPrefix(part, "晚"), strings.HasPrefix(part, "夜"):
		if hour < 5 {
			return 0, 0, false
		}
		hour += 12
	case part == "凌晨":
		hour %= 12
	case part == "下午" || part == "傍晚" || part == "中午" && hour < 4:
		hour = hour%12 + 12
	}
	return hour, minute, hour < 24 && minute < 60 || hour == 24 && minute == 0
}

// dayOf reads the day that s begins with.
func dayOf(s string, now time.Time) (day time.Time, rest string, moves, ok bool) {
	if m := dayWord.FindStringSubmatch(s); m != nil {
		return at(now.AddDate(0, 0, dayWords[m[1]]), 0, 0), m[2], true, true
	}
	m := dayForm.FindStringSubmatch(dashed(s))
	if p := plainDay.FindStringSubmatch(s); p != nil {
		m = append(p, "")
	}
	if m == nil {
		return time.Time{}, "", false, false
	}
	month, d := atoi(m[2]), atoi(m[3])
	if m[1] != "" {
		year := atoi(m[1])
		return time.Date(year, time.Month(month), d, 0, 0, 0, 0, now.Location()), m[4], false, Date{year, month, d}.Valid()
	}
	best := time.Duration(1<<63 - 1)
	for year := now.Year() - 1; year <= now.Year()+1; year++ {
		t := time.Date(year, time.Month(month), d, 0, 0, 0, 0, now.Location())
		if far := t.Sub(now).Abs(); (Date{year, month, d}).Valid() && far < best {
			day, best, ok = t, far, true
		}
	}
	return day, m[4], false, ok
}

// at is a time of day on the day of t.
func at(t time.Time, hour, minute int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, hour, minute, 0, 0, t.Location())
}
