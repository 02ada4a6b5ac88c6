package calendar

import (
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// cellW is the width of a day in the month; monthW that of a week. A day has two lines: its
// number, and under it what it is and how many duties are due.
const (
	cellW  = 4
	monthW = 7 * cellW
)

// monthH is how many lines a month needs with its legend; monthFrom the width from which it
// has a place beside the list.
const (
	monthH    = 16
	monthFrom = 76
)

// beside says that the month stands beside the list.
func beside(env screen.Env, l screen.Layout) bool {
	return !env.Few && l.W >= monthFrom && l.H >= monthH
}

// month is the month of a day.
func month(d rules.Date) string { return string(d[:7]) }

// lead7 is how many days of its week stand before a day, Monday the first.
func lead7(d rules.Date) int { return (int(d.Time().Weekday()) + 6) % 7 }

// byMonth is the same day n months on, or the last one of that month.
func byMonth(d rules.Date, n int) rules.Date {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 12, 0, 0, 0, rules.Zone)
	return rules.DateOf(first.AddDate(0, 0, min(t.Day(), first.AddDate(0, 1, -1).Day())-1))
}

// on is the day that the month stands at: the one moved to, else that of the selected duty,
// else today.
func (p *Page) on() rules.Date {
	if p.at != "" {
		return p.at
	}
	if r := p.row(); r != nil && !r.Undated {
		return p.within(r.Due)
	}
	return rules.DateOf(p.c.Now)
}

// within is the day itself, or the nearest one that the calendar tells of.
func (p *Page) within(d rules.Date) rules.Date {
	if n := len(p.c.Days); n > 0 {
		return min(max(d, p.c.Days[0].Date), p.c.Days[n-1].Date)
	}
	return d
}

// move goes to another day of the month.
func (p *Page) move(msg tea.KeyMsg) bool {
	to := p.on()
	switch msg.Type {
	case tea.KeyLeft:
		to = to.Add(-1)
	case tea.KeyRight:
		to = to.Add(1)
	case tea.KeyUp:
		to = to.Add(-7)
	case tea.KeyDown:
		to = to.Add(7)
	case tea.KeyPgUp:
		to = byMonth(to, -1)
	case tea.KeyPgDown:
		to = byMonth(to, 1)
	case tea.KeyHome:
		to = rules.DateOf(p.c.Now)
	default:
		return false
	}
	p.at = p.within(to)
	return true
}

// monthKeys work while the arrows move in the month.
func (p *Page) monthKeys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "看这天", EN: "This day"}, Help: text.Text{ZH: "只列这一天的事项", EN: "List the duties of this day alone"}, Do: p.openDay},
		{Keys: []string{"esc", "m"}, Stays: true, Label: listText, Help: text.Text{ZH: "回到按日期排的列表", EN: "Back to the list by date"}, Do: p.leaveMonth},
		{Keys: []string{"left", "right", "up", "down"}, Silent: true, Help: text.Text{ZH: "左右一天, 上下一周, PgUp PgDn 一个月, Home 今天", EN: "A day, a week, with PgUp and PgDn a month; Home is today"}},
	}
}

func (p *Page) enterMonth() route.Action {
	p.at, p.inMonth, p.why, p.day = p.on(), true, false, ""
	p.show()
	return nil
}

func (p *Page) leaveMonth() route.Action {
	p.inMonth, p.at, p.day = false, "", ""
	p.show()
	return nil
}

// openDay narrows the list to the day.
func (p *Page) openDay() route.Action {
	p.day, p.inMonth = p.on(), false
	p.show()
	return nil
}

// noMonth is why the month cannot be moved in.
func (p *Page) noMonth() *rules.Error {
	switch {
	case p.c == nil:
		return screen.Unread()
	case !p.wide:
		return rules.Refuse(text.Text{ZH: "窗口窄, 只有列表; 月历要 80 列。", EN: "This window is narrow: there is only the list. A month needs 80 columns."}, "")
	}
	return nil
}

// days draws the month of the day that it stands at.
func (p *Page) days(env screen.Env) []string {
	on, today := p.on(), rules.DateOf(p.c.Now)
	due := map[rules.Date][]*view.CalendarRow{}
	for i := range p.c.Rows {
		if r := &p.c.Rows[i]; r.State != "" && !r.Undated && (p.only == "" || r.Operation == p.only) {
			due[r.Due] = append(due[r.Due], r)
		}
	}
	out := []string{env.Heading(env.T(monthOf.With(int(on.Time().Month()), on.Time().Year())), "", monthW), p.weekdays(env)}
	numbers, signs, known := "", "", true
	end := func() {
		if numbers != "" {
			out, numbers, signs = append(out, env.Pad(numbers, monthW), env.Pad(signs, monthW)), "", ""
		}
	}
	for _, d := range p.c.Days {
		if month(d.Date) != month(on) {
			continue
		}
		if numbers == "" {
			numbers = env.Pad("", cellW*lead7(d.Date))
			signs = numbers
		}
		numbers += p.number(env, d.Date, d.Date == today, d.Date == on)
		signs += p.sign(env, &d, due[d.Date])
		known = known && (d.Sure || p.told(d.Date))
		if lead7(d.Date) == 6 {
			end()
		}
	}
	end()
	if !known {
		out = append(out, env.Theme.Warn.Paint(env.Cut(env.Theme.Warn.Mark()+env.T(unknownText.With(on.Time().Year())), monthW)))
	}
	return append(out, env.Theme.Dim.Paint(env.Cut(env.T(legendText), monthW)))
}

func (p *Page) weekdays(env screen.Env) string {
	line := ""
	for _, d := range []text.Text{{ZH: "一", EN: "Mo"}, {ZH: "二", EN: "Tu"}, {ZH: "三", EN: "We"}, {ZH: "四", EN: "Th"}, {ZH: "五", EN: "Fr"}, {ZH: "六", EN: "Sa"}, {ZH: "日", EN: "Su"}} {
		line += env.Pad(" "+env.T(d), cellW)
	}
	return env.Theme.Dim.Paint(line)
}

// number is a day: ">" where the month stands, reversed today.
func (p *Page) number(env screen.Env, d rules.Date, today, here bool) string {
	n := strconv.Itoa(d.Time().Day())
	if len(n) < 2 {
		n = " " + n
	}
	mark := " "
	if here {
		mark = ">"
	}
	switch {
	case here && p.inMonth:
		mark, n = env.Theme.Focus.Paint(mark), env.Theme.Focus.Paint(n)
	case today:
		n = env.Theme.Bar.Paint(n)
	}
	return mark + n + " "
}

// sign is what a day is, and how many duties are due on it: those that are open, or else those
// that were.
func (p *Page) sign(env screen.Env, d *rules.Day, due []*view.CalendarRow) string {
	open, token := 0, env.Theme.Title
	for _, r := range due {
		if r.Open() {
			open++
		}
		if r.State == "overdue" {
			token = env.Theme.Danger
		} else if r.Near && token != env.Theme.Danger {
			token = env.Theme.Warn
		}
	}
	if open == 0 {
		open, token = len(due), env.Theme.Dim
	}
	count := ""
	switch {
	case open > 9:
		count = "+"
	case open > 0:
		count = strconv.Itoa(open)
	}
	kind := env.T(p.kind(d))
	return " " + env.Theme.Dim.Paint(env.Pad(kind, cellW-1-1)) + token.Paint(count) + env.Pad("", 1-len(count))
}

// kind is one sign for what a day is.
func (p *Page) kind(d *rules.Day) text.Text {
	switch {
	case string(d.Date) == string(rules.SpringFestival(d.Date.Time().Format("2006"))):
		return text.Text{ZH: "春", EN: "S"}
	case d.Kind == rules.DayHoliday, d.Kind == rules.DayOff:
		return offText
	case d.Kind == rules.DayMakeUp:
		return workedText
	case d.Kind == rules.DayWeekend:
		return text.Text{ZH: ".", EN: "."}
	}
	return text.Text{}
}

// told says that the head of the page tells how the notice of that day's year stands.
func (p *Page) told(d rules.Date) bool {
	return slices.ContainsFunc(p.c.Years, func(y view.YearDays) bool { return y.Year == d.Time().Year() })
}

// dayLine is the day to which the list is narrowed, and what it is.
func (p *Page) dayLine() text.Text {
	what := rules.WordOf(rules.DayKindWords, string(rules.DayWork))
	for i := range p.c.Days {
		if d := &p.c.Days[i]; d.Date == p.day {
			if what = rules.WordOf(rules.DayKindWords, string(d.Kind)); !d.Name.IsZero() {
				what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(what, d.Name)
			}
			if !d.Sure {
				what = text.Text{ZH: "%[1]s (放假通知未录入)", EN: "%[1]s (days off not entered)"}.With(what)
			}
		}
	}
	return text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s, %[3]s"}.With(string(p.day), weekday(p.day), what)
}

var (
	listText    = text.Text{ZH: "列表", EN: "List"}
	offText     = text.Text{ZH: "休", EN: "x"}
	workedText  = text.Text{ZH: "班", EN: "w"}
	monthOf     = text.Text{ZH: "%[2]d年%[1]d月", EN: "%[2]d-%[1]d"}
	unknownText = text.Text{ZH: "%[1]d 年放假通知未录入", EN: "%[1]d: no days off entered"}
	legendText  = text.Text{ZH: "休=放假 班=上班 .=周末 1=件", EN: "x=off w=work .=rest 1=due"}
	noDayText   = text.Text{ZH: "这一天没有到期事项。", EN: "Nothing is due on this day."}
)
