// Package wall is the board on the wall of the duty room (墙上显示): read from across the room
// by everybody who passes, so it shows a big clock, who is on duty, and what is due by number
// and kind, and takes no key but the one that ends it. It decides what has room; that nothing
// of persons stands in it is the read model's.
package wall

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// Options are how the wall is drawn.
type Options struct {
	Lang     text.Lang
	Mode     style.Mode
	Renderer *lipgloss.Renderer // nil draws without colours
	Now      func() time.Time   // of the machine: when the next minute begins
	Width    int
	Height   int
}

// Wall is one wall display. It is used by one tea.Program.
type Wall struct {
	read func() (*view.Wall, error)
	env  screen.Env
	now  func() time.Time
	w, h int
	v    *view.Wall
	err  *rules.Error
}

// New shows what read brings, once a minute. A read that fails is said, with what was read
// before it.
func New(read func() (*view.Wall, error), o Options) *Wall {
	return &Wall{read: read, now: o.Now, w: o.Width, h: o.Height, env: screen.Env{Lang: o.Lang, Mode: o.Mode, Theme: style.NewTheme(o.Renderer)}}
}

type (
	minute struct{}
	got    = screen.Got[*view.Wall]
)

// Init reads and waits for the minute.
func (m *Wall) Init() tea.Cmd { return tea.Batch(screen.Read("wall", m.read), m.tick()) }

// tick wakes the display when the minute changes: nothing else moves.
func (m *Wall) tick() tea.Cmd {
	now := m.now()
	return tea.Tick(now.Truncate(time.Minute).Add(time.Minute).Sub(now), func(time.Time) tea.Msg { return minute{} })
}

// Update takes what was read, the window and the two keys that end it.
func (m *Wall) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.KeyMsg:
		if k := msg.String(); k == "ctrl+c" || k == "q" {
			return m, tea.Quit
		}
	case minute:
		return m, tea.Batch(screen.Read("wall", m.read), m.tick())
	case got:
		if m.err = rules.AsError(msg.Err); m.err == nil {
			m.Show(msg.Value)
		}
	}
	return m, nil
}

// Show is what is drawn from now on.
func (m *Wall) Show(v *view.Wall) { m.v, m.env.Now = v, v.Now }

var (
	readingText = text.Text{ZH: "正在读…", EN: "Reading…"}
	nobodyText  = text.Text{ZH: "无人值班", EN: "nobody on duty"}
	onDutyText  = text.Text{ZH: "值班 %[1]s  带班 %[2]s", EN: "on duty %[1]s  leader %[2]s"}
	untilText   = text.Text{ZH: "下次交接 %[1]s", EN: "next handover %[1]s"}
	lateText    = text.Text{ZH: "交接班已过 %[1]s", EN: "handover was due %[1]s"}
	countText   = text.Text{ZH: "待办 %[1]d  逾期 %[2]d  在办 %[3]d  来电 %[4]d", EN: "%[1]d to do  %[2]d overdue  %[3]d cases  %[4]d calls"}
	calmText    = text.Text{ZH: "没有到期的事。", EN: "Nothing is due."}
	moreText    = text.Text{ZH: "另有 %[1]d 项", EN: "%[1]d more"}
	untoldText  = text.Text{ZH: "通知未传到 %[1]d 处 (%[2]d 条)", EN: "not reached yet: %[1]d, of %[2]d notices"}
	shortText   = text.Text{ZH: "不足 %[1]s %[2]d%[3]s (下限 %[4]d)", EN: "short: %[1]s %[2]d %[3]s (at least %[4]d)"}
	expireText  = text.Text{ZH: "将过期 %[1]s %[2]s", EN: "expires: %[1]s %[2]s"}
	noShortText = text.Text{ZH: "物资够数", EN: "stock is as it should be"}
	weatherText = text.Text{ZH: "%[1]s%[2]s预警", EN: "%[1]s, %[2]s"}
	fineText    = text.Text{ZH: "无预警", EN: "no warning"}
)

// View draws the wall.
func (m *Wall) View() string {
	if m.v == nil {
		s := readingText
		if m.err != nil {
			s = m.err.Text
		}
		return strings.Join(screen.Fit(m.env.Wrap(m.env.T(s), max(m.w, 1)), max(m.h, 1)), "\n")
	}
	env, v := m.env, m.v
	date := v.Now.In(rules.Zone).Format(time.DateOnly)
	lines := []string{env.Theme.Title.Paint(env.Pad(" "+v.Town, max(m.w-len(date)-1, 1)) + date + " ")}
	clock := digits(screen.HourMinute(v.Now))
	for i, side := range m.head() {
		lines = append(lines, " "+clock[i]+"   "+env.Cut(side, max(m.w-clockWidth-4, 0)))
	}
	if m.err != nil {
		lines = append(lines, env.Theme.Danger.Paint(env.Cut("! "+env.T(m.err.Text), m.w)))
	}
	foot := m.foot()
	lines = append(lines, env.Heading(env.T(countText.With(v.Todo, v.Overdue, v.Cases, v.Calls)), "", m.w))
	lines = append(lines, m.rows(m.h-len(lines)-len(foot))...)
	return strings.Join(screen.Fit(append(lines, foot...), m.h), "\n")
}

// head stands beside the clock, in its five lines.
func (m *Wall) head() [5]string {
	env, v := m.env, m.v
	var out [5]string
	out[0] = env.Theme.Danger.Flag(env.T(nobodyText))
	if v.Main != "" {
		out[0] = env.T(onDutyText.With(v.Main, v.Leader))
	}
	if v.Until != nil {
		out[1] = env.T(untilText.With(env.HHMM(*v.Until)))
		if v.Late {
			out[1] = env.Theme.Danger.Flag(env.T(lateText.With(env.HHMM(*v.Until))))
		}
	}
	out[2] = env.T(fineText)
	for i, w := range v.Warnings {
		if i > 2 {
			break
		}
		s := env.T(weatherText.With(words.Of(command.WarningKinds, w.Kind), words.Of(command.WarningLevels, w.Level)))
		if w.Until != nil {
			s += " " + env.HHMM(*w.Until)
		}
		token := env.Theme.Warn
		if w.Level == rules.Orange || w.Level == rules.Red {
			token = env.Theme.Danger
		}
		out[2+i] = token.Flag(s)
	}
	return out
}

// rows are what is due, as many as have room; the last line counts the others.
func (m *Wall) rows(room int) []string {
	env := m.env
	if len(m.v.Rows) == 0 {
		return screen.Fit([]string{" " + env.T(calmText)}, max(room, 0))
	}
	var out []string
	for i, r := range m.v.Rows {
		if room > 0 && i == room-1 && len(m.v.Rows) > room {
			out = append(out, " "+env.Theme.Dim.Paint(env.T(moreText.With(len(m.v.Rows)-i))))
			break
		}
		when, token, mark := "", env.Theme.Dim, " "
		if r.Due != nil {
			when = env.HHMM(*r.Due)
		}
		switch r.State {
		case rules.Overdue:
			token, mark = env.Theme.Danger, "!"
		case rules.Due:
			token, mark = env.Theme.Warn, "*"
		}
		out = append(out, env.Row(m.w-1, screen.Cell{S: mark + when, W: 14, Token: token}, screen.Cell{S: r.No, W: 16}, screen.Cell{S: env.T(r.Kind), W: 14}, screen.Cell{S: env.T(r.What)}))
	}
	return screen.Fit(out, max(room, 0))
}

// foot is the stock and the notices.
func (m *Wall) foot() []string {
	env, v := m.env, m.v
	var short []string
	for _, s := range v.Short {
		if s.OnHand < s.Min {
			short = append(short, env.T(shortText.With(s.Item, s.OnHand, s.Unit, s.Min)))
		} else {
			short = append(short, env.T(expireText.With(s.Item, string(s.Expires))))
		}
	}
	line := env.T(noShortText)
	if len(short) > 0 {
		line = env.Theme.Warn.Flag(env.Cut(strings.Join(short, "  "), m.w-2))
	}
	return []string{env.Cut(" "+line, m.w), " " + env.Cut(env.T(untoldText.With(v.Untold, v.Notices)), m.w-1)}
}

// glyphs are the digits and the colon of the clock, five lines each.
var glyphs = map[rune][5]string{
	'0': {"####", "#  #", "#  #", "#  #", "####"}, '1': {"  # ", " ## ", "  # ", "  # ", " ###"},
	'2': {"####", "   #", "####", "#   ", "####"}, '3': {"####", "   #", " ###", "   #", "####"},
	'4': {"#  #", "#  #", "####", "   #", "   #"}, '5': {"####", "#   ", "####", "   #", "####"},
	'6': {"####", "#   ", "####", "#  #", "####"}, '7': {"####", "   #", "  # ", " #  ", " #  "},
	'8': {"####", "#  #", "####", "#  #", "####"}, '9': {"####", "#  #", "####", "   #", "####"},
	':': {"  ", " #", "  ", " #", "  "},
}

// clockWidth is the width of a clock of four digits and a colon.
const clockWidth = 4*4 + 2 + 4

// digits draws a time of day.
func digits(s string) (out [5]string) {
	for i, r := range s {
		for j, line := range glyphs[r] {
			if i > 0 {
				out[j] += " "
			}
			out[j] += line
		}
	}
	return out
}
