package signin

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// widest is how much of a wide window the page uses.
const widest = 64

// View draws the page in the middle of the window.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	w := min(l.W, widest)
	left := (l.W - w) / 2
	now := env.Now.In(rules.Zone)
	lines := []string{
		env.Theme.Title.Paint(env.Cut(env.T(deskText.With(p.county, p.town)), w)),
		env.T(dateText.With(now.Format("2006-01-02"), weekdays[now.Weekday()], now.Format("15:04"))),
		"",
	}
	if p.demo {
		for _, line := range env.Wrap(env.T(demoText), w) {
			lines = append(lines, env.Theme.Warn.Paint(line))
		}
	}
	if p.o.Last != "" {
		lines = append(lines, p.locked(env, l, w)...)
	}
	lines = append(lines, env.Notices(p.notices, w)...)
	if p.doubt != nil {
		lines = append(lines, env.Alarm(env.T(doubtText), w)...)
	}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), w)...)
	}
	if last := lines[len(lines)-1]; last != "" {
		lines = append(lines, "")
	}
	p.form.SetLook(field.Look{Lang: env.Lang, Mode: env.Mode, Theme: env.Theme})
	form, row, col := p.form.View(w, 6)
	top := len(lines)
	lines = append(lines, form...)
	if l.Size == screen.Phone && p.blank() {
		lines = append(lines, env.Theme.Dim.Paint(env.Cut(env.T(menuText), w)))
	}
	lines = append(lines, "")
	room := max(l.H-len(lines)-1, 3)
	rows := p.list.View(w, min(room, 10), func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	if len(p.officers) > 0 && len(rows) == 0 {
		rows = []string{env.Theme.Dim.Paint(env.T(nobodyText))}
	}
	lines = append(lines, rows...)
	down := max(0, min(2, l.H-len(lines)))
	out := make([]string, 0, down+len(lines))
	for range down {
		out = append(out, "")
	}
	for _, line := range lines {
		out = append(out, style.Spaces(left)+line)
	}
	f := screen.Frame{Lines: out}
	if row >= 0 {
		f.Caret = &screen.Point{Row: down + top + row, Col: left + col}
	}
	return f
}

// locked is who was here last, and what can be done without them.
func (p *Page) locked(env screen.Env, l screen.Layout, w int) []string {
	if l.Size != screen.Phone {
		return env.Wrap(env.T(lockedText.With(p.o.Last, keysText)), w)
	}
	lines := env.Wrap(env.T(lockedText.With(p.o.Last, "")), w)
	if !p.blank() {
		lines = append(lines, env.Cut(env.T(backText), w))
	}
	return lines
}

func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	o := &p.found[i]
	n := slices.IndexFunc(p.officers, func(x rules.Officer) bool { return x.ID == o.ID }) + 1
	var roles []text.Text
	for _, r := range o.Roles {
		roles = append(roles, words.Of(rules.RoleWords, r))
	}
	return env.Mark(env.Row(w-1, screen.Cell{S: fmt.Sprint(n), W: 3, Right: true}, screen.Cell{S: text.Display(o.Name), W: 12},
		screen.Cell{S: env.T(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(roles)), W: 18}, screen.Cell{S: text.Display(o.Post)}), selected, false)
}
