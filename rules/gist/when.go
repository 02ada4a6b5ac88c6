package gist

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// header is the line that a messenger puts above a forwarded message: who, day and time.
var header = regexp.MustCompile(`^\[?(?:([^\[\]\n]{0,40}?)\s+)?(?:(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?\s+)?(\d{1,2}):(\d{2})(:\d{2})?\]?\s*([^\[\]\n]{0,30}[:：])?$`)

// lines is how many lines of a message are looked at for headers.
const lines = 200

// headers are the header lines of the message with their places. One has a day, or the
// second, or stands in brackets: 桥下有人 02:10 is none.
func (t *message) headers(yield func(from, to int, m []string)) {
	for i, n := 0, 0; i < len(t.s) && n < lines; n++ {
		end := len(t.s)
		if k := strings.IndexByte(t.s[i:], '\n'); k >= 0 {
			end = i + k
		}
		if line := strings.TrimSpace(t.s[i:end]); len(line) > 4 && len(line) < 160 && strings.Contains(line, ":") {
			if m := header.FindStringSubmatch(line); m != nil && !strings.ContainsAny(m[1], ",，。;；、") && (m[2]+m[7] != "" || line[0] == '[') {
				yield(i, end, m)
			}
		}
		i = end + 1
	}
}

// blankHeaders hides the header lines: who forwards a message is not who it is about.
func (t *message) blankHeaders() {
	var spans [][2]int
	t.headers(func(from, to int, _ []string) { spans = append(spans, [2]int{from, to}) })
	for _, s := range spans {
		t.blank(s[0], s[1])
	}
}

// readTime guesses when it was told: what the only header says, or else the only time of
// day in the text of which nobody has to ask whether it is morning or evening.
func (g *Gist) readTime(t *message) {
	type moment struct {
		Guess
		day   int
		on    text.Date
		dated bool
	}
	var all []moment
	t.headers(func(from, to int, m []string) {
		h, _ := strconv.Atoi(m[5])
		n, _ := strconv.Atoi(m[6])
		if h > 23 || n > 59 {
			return
		}
		x := moment{Guess: t.guess(clock(h, n), from, to), dated: m[2] != ""}
		x.on.Year, _ = strconv.Atoi(m[2])
		x.on.Month, _ = strconv.Atoi(m[3])
		x.on.Day, _ = strconv.Atoi(m[4])
		all = append(all, x)
	})
	if len(all) == 0 {
		t.colons(func(from, to, h, n int) {
			all = append(all, moment{Guess: t.guess(clock(h, n), from, to)})
		})
		for _, d := range days {
			t.each(d.word, func(from, to int) {
				h, n, end, ok := t.oclock(to, d.shift)
				if ok && !slices.ContainsFunc(all, func(x moment) bool { return x.To == int(t.at[end]) }) { // 今天凌晨 before 凌晨
					all = append(all, moment{Guess: t.guess(clock(h, n), from, end), day: d.ago, dated: d.dated})
				}
			})
		}
	}
	for i := 1; i < len(all); i++ {
		if all[i].Value != all[0].Value || all[i].dated != all[0].dated || all[i].day != all[0].day || all[i].on != all[0].on {
			return
		}
	}
	if len(all) > 0 {
		x := all[0]
		g.Time, g.Day, g.On, g.Dated = x.Guess, x.day, x.on, x.dated
	}
}

func clock(h, n int) string { return fmt.Sprintf("%02d:%02d", h, n) }

// Moment is the time as a field of the screen takes it, seen at now (in the desk's zone):
// 02:10, or 11-23 22:00 for another day. "" when there is none, when its date is in no
// calendar, when it is to come, or longer ago than a message is passed on within.
func (g *Gist) Moment(now time.Time) string {
	if g.Time.Value == "" {
		return ""
	}
	h, _ := strconv.Atoi(g.Time.Value[:2])
	n, _ := strconv.Atoi(g.Time.Value[3:])
	at := time.Date(now.Year(), now.Month(), now.Day()-g.Day, h, n, 0, 0, now.Location())
	switch {
	case g.On != text.Date{}:
		at = time.Date(g.On.Year, time.Month(g.On.Month), g.On.Day, h, n, 0, 0, now.Location())
	case !g.Dated && at.After(now):
		at = at.AddDate(0, 0, -1)
	}
	if ago := now.Sub(at); g.On != (text.Date{}) && !g.On.Valid() || ago < 0 || ago > 24*time.Hour {
		return ""
	}
	if at.YearDay() == now.YearDay() {
		return at.Format("15:04")
	}
	return at.Format("01-02 15:04")
}

// colons are the times written as 02:10 or 22:05. 2:10 could be the afternoon.
func (t *message) colons(yield func(from, to, h, n int)) {
	t.each(":", func(at, _ int) {
		if at < 2 || at+3 > len(t.s) || at > 2 && (figure(t.s[at-3]) || t.s[at-3] == ':') || at+3 < len(t.s) && (figure(t.s[at+3]) || t.s[at+3] == '.') {
			return
		}
		h, e1 := strconv.Atoi(t.s[at-2 : at])
		n, e2 := strconv.Atoi(t.s[at+1 : at+3])
		if e1 != nil || e2 != nil || h < 0 || h > 23 || n < 0 || n > 59 || !figure(t.s[at-2]) || !figure(t.s[at+1]) {
			return
		}
		if next := t.s[at+3:]; strings.HasPrefix(next, "-") || strings.HasPrefix(next, "至") || strings.HasPrefix(next, "到") || hasAny(t.before(at-2, 4), spans) {
			return // hours of opening, a term
		}
		yield(at-2, at+3, h, n)
	})
}

// spans are words before a time that begin or end a length of time, or name one to come.
var spans = []string{"-", "~", "至", "到", "前", "明", "截止", "以前", "预计", "until"}

// days are the words that say which half of which day a time of the clock means. shift is
// what is added to an hour up to 11.
var days = []struct {
	word  string
	ago   int
	dated bool
	shift int
}{
	{"昨晚", 1, true, 12}, {"昨天晚上", 1, true, 12}, {"昨夜", 1, true, 12}, {"昨天下午", 1, true, 12}, {"昨天上午", 1, true, 0},
	{"今晚", 0, true, 12}, {"今天晚上", 0, true, 12}, {"今天下午", 0, true, 12}, {"今天上午", 0, true, 0}, {"今早", 0, true, 0},
	{"今天凌晨", 0, true, 0}, {"今晨", 0, true, 0}, {"凌晨", 0, false, 0}, {"清晨", 0, false, 0},
}

// oclock reads 十点, 10点半, 两点一刻, 8点20分 at a place. Twelve o'clock at night and the
// small hours of an evening are left to the person.
func (t *message) oclock(at, shift int) (h, n, end int, ok bool) {
	if strings.HasPrefix(t.s[at:], " ") {
		at++
	}
	h, at, ok = t.count(at)
	if !ok || h > 23 || shift > 0 && (h < 4 || h == 12) || shift == 0 && h > 11 {
		return 0, 0, 0, false
	}
	rest := t.s[at:]
	switch {
	case strings.HasPrefix(rest, "点钟"):
		at += len("点钟")
	case strings.HasPrefix(rest, "点"), strings.HasPrefix(rest, "时"):
		at += len("点")
	default:
		return 0, 0, 0, false
	}
	if strings.HasPrefix(t.s[at:], "多") || strings.HasPrefix(t.s[at:], "左右") {
		return 0, 0, 0, false
	}
	switch rest = t.s[at:]; {
	case strings.HasPrefix(rest, "半"):
		n, at = 30, at+len("半")
	case strings.HasPrefix(rest, "一刻"):
		n, at = 15, at+len("一刻")
	default:
		if m, to, found := t.count(at); found && m < 60 {
			n, at = m, to
			at += len(t.s[at:]) - len(strings.TrimPrefix(t.s[at:], "分"))
		}
	}
	if h < 12 {
		h += shift
	}
	return h, n, at, true
}
