package calendar

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var (
	undatedText = text.Text{ZH: "未定日子", EN: "no day set"}
	titleText   = text.Text{ZH: "日历", EN: "Calendar"}
	todayText   = text.Text{ZH: "-- 今天 %[1]s %[2]s", EN: "-- today %[1]s %[2]s"}
	allText     = text.Text{ZH: "全部方案", EN: "all plans"}
	monthText   = text.Text{ZH: "%[1]s月 ", EN: "%[1]s "}
	signText    = text.Text{ZH: "休=放假 班=调休上班 .=周末", EN: "x=off w=worked .=weekend"}
	enterText   = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}
	noneText    = text.Text{ZH: "没有到期事项。先启用方案: 9 方案。", EN: "No dated duties. Adopt a plan first: 9 Plans."}
)

// View draws the months in sight, and the duties by date under them or, on Enter, all that is
// known of the selected one.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.c == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	only := env.T(allText)
	if p.only != "" {
		only = p.only
	}
	if p.wide = beside(env, l); !p.wide {
		p.inMonth = false
	}
	lines := []string{env.Heading(env.T(titleText), only, l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	switch feast := p.feast(rules.DateOf(p.c.Now)); {
	case p.wide && !feast.IsZero():
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Cut(env.T(feast), l.W-1)))
	case !p.wide && !env.Few:
		lines = append(lines, p.strip(env, l.W)...)
	}
	for _, y := range p.c.Years {
		if !y.Known {
			how := l.Key(text.Text{ZH: "放假通知", EN: "Days off"}, "ctrl+d")
			lines = append(lines, " "+env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(enterText.With(y.Words, how)), l.W-1)))
		}
	}
	if p.day != "" {
		lines = append(lines, " "+env.Theme.Title.Paint(env.Cut(env.T(p.dayLine()), l.W-1)))
	}
	room := max(l.H-len(lines), 1)
	if p.why && p.row() != nil {
		return screen.Frame{Lines: append(lines, screen.Fit(p.detail(env, l.W), room)...)}
	}
	w := l.W
	if p.wide {
		w -= monthW + 2
	}
	main := p.lines(env, w, room)
	if p.wide {
		main = env.Join(2, screen.Pane{Lines: screen.Fit(p.days(env), room), W: monthW}, screen.Pane{Lines: main, W: w})
	}
	return screen.Frame{Lines: append(lines, screen.Fit(main, room)...)}
}

// lines is the list in room lines, or that there is nothing.
func (p *Page) lines(env screen.Env, w, room int) []string {
	switch {
	case p.day != "" && len(p.rows) == 0:
		return screen.Fit(env.Wrap(env.T(noDayText), w-1), room)
	case p.day == "" && len(p.rows) == 1:
		return screen.Fit(env.Wrap(env.T(noneText), w-1), room)
	}
	return screen.Fit(p.list.View(w, room, func(i, w int, selected bool) string { return p.line(env, i, w, selected && !p.inMonth) }), room)
}

// strip is two weeks on a telephone, three elsewhere, from the Monday of this one: the days and
// under them what each is.
func (p *Page) strip(env screen.Env, w int) []string {
	today := rules.DateOf(p.c.Now)
	from := today.Add(-((int(today.Time().Weekday()) + 6) % 7))
	n := 14
	if w >= 76 {
		n = 21
	}
	n = min(n, (w-6)/3)
	off, worked := env.T(text.Text{ZH: "休", EN: "x"}), env.T(text.Text{ZH: "班", EN: "w"})
	days, signs := "", ""
	for _, d := range p.c.Days {
		if d.Date < from || d.Date >= from.Add(n) {
			continue
		}
		t := d.Date.Time()
		cell := env.Pad(strconv.Itoa(t.Day()), 3)
		sign := ""
		switch d.Kind {
		case rules.DayHoliday, rules.DayOff:
			sign = off
		case rules.DayMakeUp:
			sign = worked
		case rules.DayWeekend:
			sign = "."
		}
		if d.Date == today {
			cell = env.Theme.Bar.Paint(strconv.Itoa(t.Day())) + env.Pad("", 3-len(strconv.Itoa(t.Day())))
		}
		days += cell
		signs += env.Pad(sign, 3)
	}
	head := env.Pad(env.T(monthText.With(from.Time().Format("01"))), 6)
	out := []string{env.Cut(head, 6) + days, env.Pad("", 6) + env.Theme.Dim.Paint(signs)}
	if feast := p.feast(today); !feast.IsZero() && w >= 76 {
		out = append(out, " "+env.Theme.Dim.Paint(env.Cut(env.T(signText)+"  "+env.T(feast), w-1)))
	}
	return out
}

// feast is how far the Spring Festival is.
func (p *Page) feast(today rules.Date) text.Text {
	for y := today.Time().Year(); y <= today.Time().Year()+1; y++ {
		if d := rules.SpringFestival(strconv.Itoa(y)); d >= today {
			return text.Text{ZH: "春节 %[1]s, 还有 %[2]d 天", EN: "Spring Festival %[1]s, in %[2]d days"}.With(string(d), int(d.Time().Sub(today.Time())/(24*time.Hour)))
		}
	}
	return text.Text{}
}

// narrow is the width below which a line has no place for who answers.
const narrow = 60

// line is one date: when, how long still, what, how it stands, who answers.
func (p *Page) line(env screen.Env, i, w int, selected bool) string {
	r := &p.rows[i]
	if r.Key == undatedID {
		return env.Mark(env.Theme.Title.Paint(env.Pad(env.T(text.Text{ZH: "-- %[1]s %[2]d 件", EN: "-- %[1]s: %[2]d"}.With(undatedText, r.Periods)), w-1)), selected, false)
	}
	if r.Key == todayID {
		return env.Mark(env.Theme.Title.Paint(env.Pad(env.T(todayText.With(string(r.Due[5:]), env.T(weekday(r.Due)))), w-1)), selected, false)
	}
	due, token := left(env, r)
	day := string(r.Due[5:])
	if r.Undated {
		day = "--"
	}
	cells := []screen.Cell{{S: day, W: 5}, {S: due, W: 9, Token: token}, {S: env.T(r.Text)}}
	if w >= narrow {
		standing := env.T(r.Standing)
		if r.Every != "" {
			standing = env.T(text.Text{ZH: "%[1]s 缺%[2]d", EN: "%[1]s, %[2]d missed"}.With(rules.WordOf(rules.EveryWords, string(r.Every)), r.Missed))
		}
		cells = append(cells, screen.Cell{S: standing, W: 14}, screen.Cell{S: env.T(r.Owner), W: 9}, screen.Cell{S: r.Plan, W: 2})
	}
	return env.Mark(env.Row(w-1, cells...), selected, r.State != "" && !r.Open())
}

func weekday(d rules.Date) text.Text { return weekdays[d.Time().Weekday()] }

var weekdays = []text.Text{{ZH: "周日", EN: "Sunday"}, {ZH: "周一", EN: "Monday"}, {ZH: "周二", EN: "Tuesday"}, {ZH: "周三", EN: "Wednesday"},
	{ZH: "周四", EN: "Thursday"}, {ZH: "周五", EN: "Friday"}, {ZH: "周六", EN: "Saturday"}}

// left is the days that are left, with the mark of what is near or late.
func left(env screen.Env, r *view.CalendarRow) (string, style.Token) {
	switch {
	case r.State == view.RowWaived:
		return " " + env.T(text.Text{ZH: "免办", EN: "waived"}), env.Theme.Dim
	case r.State == "missed":
		return " " + env.T(text.Text{ZH: "缺", EN: "missed"}), env.Theme.Dim
	case !r.Open() && r.State != "":
		return " " + env.T(text.Text{ZH: "已办", EN: "done"}), env.Theme.Dim
	case r.State == "overdue":
		return env.Theme.Danger.Mark() + env.T(text.Text{ZH: "逾期%[1]d天", EN: "late %[1]dd"}.With(-r.Left)), env.Theme.Danger
	case r.Undated:
		return " " + env.T(text.Text{ZH: "未定", EN: "no day"}), env.Theme.Dim
	case r.Left == 0:
		return env.Theme.Warn.Mark() + env.T(text.Text{ZH: "今天", EN: "today"}), env.Theme.Warn
	case r.Near:
		return env.Theme.Warn.Mark() + env.T(text.Text{ZH: "%[1]d天", EN: "%[1]dd"}.With(r.Left)), env.Theme.Warn
	case r.Left < 0:
		return "", env.Theme.Dim
	}
	return " " + env.T(text.Text{ZH: "%[1]d天", EN: "%[1]dd"}.With(r.Left)), env.Theme.Dim
}

// detail is all that is known of the selected duty.
func (p *Page) detail(env screen.Env, w int) []string {
	r := p.row()
	out := []string{env.Heading(env.T(r.Text), r.Key, w)}
	fact := func(label, value text.Text) {
		if v := env.T(value); strings.TrimSpace(v) != "" {
			for _, s := range env.Wrap(env.T(label)+": "+v, max(w-1, 1)) {
				out = append(out, " "+s)
			}
		}
	}
	by := text.Text{ZH: "%[1]s 前", EN: "by %[1]s"}
	if r.OnDay || r.State == "" {
		by = text.Text{ZH: "%[1]s 当天", EN: "on %[1]s"}
	}
	said := by.With(string(r.Due))
	if r.Undated {
		said = text.Text{ZH: "条文没写日子, 可由本镇定", EN: "none in the text; the township may set one"}
	}
	fact(text.Text{ZH: "日期", EN: "Date"}, said)
	fact(text.Text{ZH: "状态", EN: "State"}, r.Standing)
	if len(r.Gaps) > 0 {
		fact(text.Text{ZH: "没发布排班", EN: "No published roster"}, text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(strings.Join(view.Days(r.Gaps), " ")))
	}
	if r.Review {
		fact(text.Text{ZH: "待复核", EN: "Review"}, text.Text{ZH: "「前」含不含当日决定按期与否, 见设置 A-01", EN: "whether the day itself counts decides it, see the setting A-01"})
	}
	fact(text.Text{ZH: "进度", EN: "So far"}, r.Counted())
	fact(text.Text{ZH: "谁负责", EN: "Who answers"}, r.Owner)
	fact(text.Text{ZH: "记录", EN: "Written"}, r.Shown())
	for _, y := range r.Why {
		fact(text.Text{ZH: "依据", EN: "Source"}, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(y.Clause, y.Text))
	}
	if r.Own != nil && len(r.Why) == 0 {
		fact(text.Text{ZH: "依据", EN: "Source"}, text.Text{ZH: "本镇自定", EN: "the township's own"})
	}
	return out
}
