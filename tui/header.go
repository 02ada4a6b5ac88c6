package tui

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// header is the first line: the desk, the season's day, the warning in force, who is on
// duty and who leads, who is signed in where that is another, and the time. What does not fit is left out from the least needed
// on; the time always stays.
func (a *App) header() string {
	clock := screen.HourMinute(a.env.Now)
	parts := []part{{s: a.env.T(deskText.With(a.town)), need: 4}}
	if b := a.board; b != nil && a.desk != nil {
		parts = append(parts, a.season(b.Seasons), a.weather(b.Warnings))
		if b.Duty.Shift == nil {
			parts = append(parts, part{gap: 2, s: a.env.T(noDutyText), need: 2, token: a.env.Theme.Warn})
		} else {
			parts = append(parts, part{gap: 2, s: a.env.T(onDutyText.With(b.Duty.Main)), need: 2}, part{gap: 1, s: a.env.T(leaderText.With(b.Duty.Leader)), need: 5})
		}
		if id, name := a.desk.Actor(); b.Duty.Shift == nil || b.Duty.Shift.Main != id {
			parts = append(parts, part{gap: 2, s: a.env.T(signedInText.With(name)), short: a.env.T(signedInText.With(name)), need: 1})
		}
	}
	if n := len(a.others); n > 0 && a.desk != nil {
		parts = append(parts, part{gap: 2, s: a.env.T(hereText.With(n + 1)), need: leastNeeded})
	}
	room := a.lay.W - len(clock) - 1
	for need := leastNeeded; a.wide(parts) > room && need > 0; need-- {
		for i := range parts {
			if parts[i].need == need {
				parts[i].s, parts[i].short = parts[i].short, ""
			}
			if parts[i].need == need && a.wide(parts) > room {
				parts[i].s = ""
			}
		}
	}
	var b strings.Builder
	for _, p := range parts {
		if p.s != "" {
			b.WriteString(style.Spaces(p.gap))
			b.WriteString(p.token.Paint(p.s))
		}
	}
	line := a.env.Pad(strings.TrimLeft(b.String(), " "), room)
	return a.env.Theme.Title.Paint(line + " " + clock)
}

// part is a piece of the header with the blanks before it; the highest need is shortened,
// then left out, first.
type part struct {
	s     string
	short string
	gap   int
	need  int
	token style.Token
}

const leastNeeded = 6

func (a *App) wide(parts []part) int {
	n := 0
	for _, p := range parts {
		if p.s != "" {
			n += p.gap + a.env.Width(p.s)
		}
	}
	return n
}

// season is the day of the operation that began last.
func (a *App) season(seasons []view.Season) part {
	for _, s := range seasons {
		if s.Day > 0 {
			return part{gap: 1, s: a.env.T(seasonText.With(s.Title, s.Day, s.Days)), short: a.env.T(dayText.With(s.Day, s.Days)), need: leastNeeded}
		}
	}
	return part{}
}

// weather is the gravest warning in force.
func (a *App) weather(ws []rules.Warning) part {
	worst := -1
	for i, w := range ws {
		if w.InForce(a.env.Now) && (worst < 0 || level(w.Level) > level(ws[worst].Level)) {
			worst = i
		}
	}
	if worst < 0 {
		return part{}
	}
	w := ws[worst]
	p := part{gap: 2, s: a.env.T(warningText.With(words.Of(command.WarningKinds, w.Kind), words.Of(command.WarningLevels, w.Level))), need: 1, token: a.env.Theme.Warn}
	p.short = p.s
	if w.Until != nil {
		p.s += " " + a.env.T(untilText.With(a.env.HHMM(*w.Until)))
	}
	if w.Level == rules.Red || w.Level == rules.Orange {
		mark := a.env.Theme.Danger.Mark()
		p.s, p.short, p.token = mark+p.s, mark+p.short, a.env.Theme.Danger
	}
	return p
}

func level(l rules.WarningLevel) int {
	for i, n := range command.WarningLevels {
		if n.Code == string(l) {
			return i
		}
	}
	return -1
}

// statusLine is what the last act came to.
func (a *App) statusLine() string {
	s := a.env.T(a.said.Text)
	if s == "" {
		return a.underWay()
	}
	if a.said.Bad {
		return a.env.Theme.Danger.Paint(a.env.Cut("! "+s, a.lay.W))
	}
	return a.env.Theme.OK.Paint(a.env.Cut(s, a.lay.W))
}

// underWay is what waits for an answer, or what takes long.
func (a *App) underWay() string {
	if n := len(a.waiting); n > 0 {
		if l, ok := a.waiting[0].(interface{ Line() text.Text }); ok {
			return a.env.Theme.Warn.Paint(a.env.Cut("* "+a.env.T(l.Line()), a.lay.W))
		}
		return a.env.Theme.Danger.Paint(a.env.Cut("! "+a.env.T(waitingText.With(n)), a.lay.W))
	}
	if t := a.work.long(); !t.IsZero() {
		return a.env.Theme.Warn.Paint(a.env.Cut(a.env.T(t), a.lay.W))
	}
	if said, grave := a.company(); !said.IsZero() && grave {
		return a.env.Theme.Warn.Paint(a.env.Cut("* "+a.env.T(said), a.lay.W))
	} else if !said.IsZero() {
		return a.env.Cut(a.env.T(said), a.lay.W)
	}
	return style.Spaces(a.lay.W)
}

// hereText counts who is at the desk, oneself included.
var hereText = text.Text{ZH: "在线 %[1]d", EN: "here %[1]d"}

// footer is the keys that work now.
func (a *App) footer() string {
	var all binding.Table
	for _, t := range a.tables() {
		all = append(all, t...)
	}
	return all.Footer(binding.Pen{Lang: a.env.Lang, Mode: a.env.Mode, Theme: a.env.Theme,
		Phone: a.lay.Size == screen.Phone, Typing: a.typing(), Few: a.env.Few}, a.lay.W)
}

// overlay lays the dialog over a dimmed page: in the middle of a wide window, over the
// whole width of a narrow one.
func (a *App) overlay(lines []string, d screen.Dialog) ([]string, *screen.Point) {
	for i := 1; i < len(lines)-2; i++ {
		if lines[i] = a.env.Theme.Dim.Paint(lines[i]); a.env.Few {
			lines[i] = style.Spaces(a.lay.W) // nothing is faint there, and would be read as part of it
		}
	}
	w := a.lay.W
	if w >= dialogWidth+2*margin {
		w = dialogWidth
	}
	if whole, ok := d.(screen.Whole); ok && whole.Whole() {
		f := d.View(a.env, a.lay.W, a.lay.H)
		copy(lines[1:], screen.Fit(f.Lines, a.lay.H))
		return lines, f.Caret.At(1, 0)
	}
	f := d.View(a.env, w, a.lay.H)
	w = 0
	for _, l := range f.Lines {
		w = max(w, a.env.Width(l))
	}
	x, y := (a.lay.W-w)/2, 1+max(a.lay.H-len(f.Lines), 0)/3
	return style.Splice(a.env.Mode, lines, f.Lines, x, y), f.Caret.At(y, x)
}

// signedInText names who has the keyboard, where that is not who is on duty.
var signedInText = text.Text{ZH: "登录 %[1]s", EN: "signed in %[1]s"}

// dialogWidth is the widest a dialog gets: about 36 Chinese characters a line.
// Less than margin beside it shows nothing that helps, and it takes the whole width.
const (
	dialogWidth = 76
	margin      = 10
)

// tooSmall is all that a window below the smallest breakpoint shows.
func (a *App) tooSmall() []string {
	lines := a.env.Wrap(a.env.T(tooSmallText), max(a.w, 1))
	return lines[:max(min(len(lines), a.h), 1)]
}
