package since

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

var (
	titleText   = text.Text{ZH: "交班以来的变化", EN: "What has changed"}
	sinceText   = text.Text{ZH: "%[1]s 交班以来 %[2]d 笔", EN: "%[2]d entries since your shift ended %[1]s"}
	dayText     = text.Text{ZH: "近 24 小时 %[1]d 笔 (您还没有值过班)", EN: "entries in 24 hours: %[1]d (no shift of yours yet)"}
	skippedText = text.Text{ZH: "离开较久, 最早的 %[1]d 笔只计数。", EN: "You were long away: the first %[1]d are counted alone."}
	noneText    = text.Text{ZH: "这段时间没有变化。", EN: "Nothing has changed."}
	alsoText    = text.Text{ZH: "另: ", EN: "Also: "}
)

// labelWidth is the room of a group's name with the number of what is left out.
const labelWidth = 11

// clockWidth is the room of a clock, or of a day and an hour behind a mark.
const clockWidth = 13

// narrow is the width below which a line has no place for the subject's own column.
const narrow = 60

// View draws the worst of each kind, as much as one screen holds, and a count of the rest.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.s == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	s := p.s
	right := env.T(dayText.With(s.Entries))
	if s.Shift != "" {
		right = env.T(sinceText.With(rules.Stamp(s.From), s.Entries))
	}
	lines := []string{env.Heading(env.T(titleText), right, l.W)}
	if l.W < env.Width(env.T(titleText))+env.Width(right)+4 {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Cut(right, l.W-1)))
	}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if s.Skipped > 0 {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Cut(env.T(skippedText.With(s.Skipped)), l.W-1)))
	}
	foot := p.quiet(env, l.W)
	room := max(l.H-len(lines)-len(foot), 1)
	p.arrange(room)
	body := p.list.View(l.W, room, func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	if len(p.rows) == 0 {
		body = []string{"", " " + env.T(noneText)}
	}
	return screen.Frame{Lines: append(append(lines, screen.Fit(body, room)...), foot...)}
}

// row is one matter: its group, its clock or when it was, what, and who or what it is about.
func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	r := &p.rows[i]
	label := ""
	if r.first {
		label = env.T(rules.WordOf(view.SinceKinds, r.kind))
		if r.more > 0 {
			label += "+" + strconv.Itoa(r.more)
		}
	}
	clock := screen.Cell{W: clockWidth, S: env.Clock(r.State, r.Due), Token: env.StateToken(r.State)}
	if r.Due == nil || !r.State.Open() {
		clock.Token, clock.S = env.Theme.Dim, " "
		if !r.At.IsZero() {
			clock.S = " " + env.HHMM(r.At)
		}
	}
	if r.Grave && r.State != rules.Overdue {
		clock.Token, clock.S = env.Theme.Danger, env.Theme.Danger.Mark()+strings.TrimSpace(strings.TrimLeft(clock.S, "*"))
	}
	what, subject := env.T(r.What), env.T(r.Subject)
	cells := []screen.Cell{{S: label, W: labelWidth, Token: env.Theme.Title}, clock}
	if w < narrow {
		cells = []screen.Cell{{S: label, W: 7, Token: env.Theme.Title}, {S: mark(env, r), W: 1, Token: clock.Token}}
	}
	switch r.kind {
	case "severe", "refused", "case", "referral", "call":
		if w >= narrow { // whose matter it is has a column
			cells = append(cells, screen.Cell{S: what}, screen.Cell{S: subject, W: (w - labelWidth - clockWidth) / 2})
			break
		}
		if room := w - 11; env.Width(what)+1+env.Width(subject) > room { // the person is not pushed out
			what = env.Cut(what, max(room-1-min(env.Width(subject), room/2), 0))
		}
		cells = append(cells, screen.Cell{S: strings.TrimSpace(what + " " + subject)})
	case "note", "handover", "warning":
		cells = append(cells, screen.Cell{S: strings.TrimSpace(what + "  " + subject)})
	default:
		cells = append(cells, screen.Cell{S: strings.TrimSpace(subject + "  " + what)})
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

// mark is the sign of a line in a window without a column for its clock.
func mark(env screen.Env, r *line) string {
	switch {
	case r.Grave || r.State == rules.Overdue:
		return env.Theme.Danger.Mark()
	case r.State == rules.Due:
		return env.Theme.Warn.Mark()
	}
	return ""
}

// quiet is what has no line, in at most two lines under a blank one.
func (p *Page) quiet(env screen.Env, w int) []string {
	var parts []string
	for _, q := range p.s.Quiet {
		parts = append(parts, env.T(text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(q.Text, q.N)))
	}
	if parts == nil || env.Few {
		return nil
	}
	said := env.Cut(env.T(alsoText)+strings.Join(parts, env.T(text.Text{ZH: "、", EN: ", "})), w-1)
	return []string{" " + env.Theme.Dim.Paint(said)}
}
