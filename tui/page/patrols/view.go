package patrols

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var (
	noneText    = text.Text{ZH: "还没有巡查记录。出发按 %[1]s; 村里电话报来的也在那里代录。", EN: "No rounds yet. %[1]s notes one that leaves, and one that is told by telephone."}
	emptyText   = text.Text{ZH: "这里没有。", EN: "There is nothing here."}
	outLabel    = text.Text{ZH: "出发", EN: "Out"}
	neverText   = text.Text{ZH: "没有记录", EN: "never"}
	coverText   = text.Text{ZH: "间隔 %[1]d 时  上一趟 %[2]s  夜间 %[3]s", EN: "every %[1]dh  last %[2]s  by night %[3]s"}
	levelText   = text.Text{ZH: "%[1]s预警 %[2]s", EN: "%[1]s warning: %[2]s"}
	nextText    = text.Text{ZH: "下一趟 %[1]s", EN: "next by %[1]s"}
	villageText = text.Text{ZH: "各村今日 %[1]d/%[2]d", EN: "villages %[1]d/%[2]d"}
	hazardText  = text.Text{ZH: "隐患 %[1]d", EN: "hazards %[1]d"}
)

// narrow is the width below which a line has no place for more than who and where.
const narrow = 60

// View draws how patrols stand, and under it the section, or all of the selected round.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.p == nil {
		return env.Absent(env.T(sectionText[rounds]), p.err, l.W)
	}
	lines := []string{env.Heading(env.T(sectionText[rounds]), p.tabs(env), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	lines = append(lines, p.summary(env, l.W)...)
	room := max(l.H-len(lines), 1)
	if r := p.row(); p.detail && r != nil {
		return screen.Frame{Lines: append(lines, screen.Fit(p.about(env, r, l.W), room)...)}
	}
	if p.list.Len() == 0 {
		said := env.T(emptyText)
		if p.of == rounds {
			said = env.T(noneText.With(l.Key(outLabel, "f6")))
		}
		return screen.Frame{Lines: append(lines, screen.Fit(env.Wrap(said, l.W-1), room)...)}
	}
	return screen.Frame{Lines: append(lines, screen.Fit(p.list.View(l.W, room, func(i, w int, selected bool) string { return p.line(env, i, w, selected) }), room)...)}
}

// tabs names the sections, the one in sight in brackets.
func (p *Page) tabs(env screen.Env) string {
	var out []string
	for i, t := range sectionText {
		s := env.T(t)
		if section(i) == p.of {
			s = "[" + s + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func (p *Page) ago(env screen.Env, at *time.Time) string {
	if at == nil {
		return env.T(neverText)
	}
	return env.T(view.Ago(p.p.Now.Sub(*at)))
}

// summary is the interval that holds, the last round, the next one, villages and hazards.
func (p *Page) summary(env screen.Env, w int) []string {
	c := &p.p.Cover
	said := env.T(coverText.With(int(c.Interval.Hours()), p.ago(env, c.Last), p.ago(env, c.Night)))
	if c.Level != "" {
		said = env.T(levelText.With(rules.WordOf(rules.WarningLevelWords, string(c.Level)), said))
	}
	done := 0
	for _, v := range c.Villages {
		if v.Today {
			done++
		}
	}
	out := []string{" " + env.Theme.Dim.Paint(env.Cut(said, w-1))}
	rest := []string{env.T(villageText.With(done, len(c.Villages)))}
	if n := len(c.Hazards); n > 0 {
		rest = append(rest, env.T(hazardText.With(n)))
	}
	next := ""
	if c.Due != nil {
		next = env.T(nextText.With(rules.Stamp(*c.Due))) + "  "
	}
	token, mark := env.Theme.Dim, ""
	switch c.State {
	case rules.Overdue:
		token, mark = env.Theme.Danger, env.Theme.Danger.Mark()
	case rules.Due:
		token, mark = env.Theme.Warn, env.Theme.Warn.Mark()
	}
	return append(out, " "+token.Paint(env.Cut(mark+next+strings.Join(rest, "  "), w-1)))
}

// line is one line of the section.
func (p *Page) line(env screen.Env, i, w int, selected bool) string {
	c := &p.p.Cover
	switch p.of {
	case places:
		return p.placeLine(env, i, w, selected)
	case villages:
		v := &c.Villages[i]
		mark, token := env.T(text.Text{ZH: "今日未记", EN: "none today"}), env.Theme.Warn
		if v.Today {
			mark, token = env.T(text.Text{ZH: "今日已巡", EN: "done today"}), env.Theme.Dim
		}
		return env.Mark(env.Row(w-1, screen.Cell{S: mark, W: 10, Token: token}, screen.Cell{S: p.ago(env, v.At), W: 9}, screen.Cell{S: v.Village.Name}), selected, v.Today)
	case hazards:
		h := &c.Hazards[i]
		return env.Mark(env.Row(w-1, screen.Cell{S: rules.Stamp(h.At), W: 11}, screen.Cell{S: h.Place, W: 16}, screen.Cell{S: h.Text}), selected, false)
	}
	all := p.all()
	r := &all[i]
	state, token := env.T(r.Standing), style.Token{}
	switch {
	case r.State == rules.Overdue:
		state, token = env.Theme.Danger.Mark()+env.Minutes(p.p.Now.Sub(r.Heard)), env.Theme.Danger
	case r.Patrol.IsOut() && r.Patrol.Latest() == nil && p.p.Now.Sub(r.Heard) < time.Minute:
		state, token = env.T(text.Text{ZH: "刚出发", EN: "just left"}), env.Theme.Title
	case r.Patrol.IsOut():
		state, token = env.T(text.Text{ZH: "静默%[1]s", EN: "silent %[1]s"}.With(env.Minutes(p.p.Now.Sub(r.Heard)))), env.Theme.Title
	}
	at := r.Patrol.Out.At
	last := ""
	if s := r.Patrol.Latest(); s != nil {
		last = s.Place.Text + " " + env.HHMM(s.At)
	}
	who := strings.TrimSpace(r.Village + " " + r.Patrol.Who())
	cells := []screen.Cell{{S: rules.Stamp(at), W: 11}, {S: state, W: 10, Token: token}, {S: who}}
	if w >= narrow {
		cells[2].W = 20
		cells = append(cells, screen.Cell{S: p.stood(env, r), W: 7}, screen.Cell{S: last})
	} else if last != "" {
		cells[2].S = last + " " + who
	}
	return env.Mark(env.Row(w-1, cells...), selected, !r.Patrol.IsOut())
}

// stood is how many places it came to; nothing of a round that was told of as a whole.
func (p *Page) stood(env screen.Env, r *view.PatrolRow) string {
	n := len(r.Patrol.Stands())
	if n == 0 && !r.Patrol.IsOut() {
		return ""
	}
	return env.T(text.Text{ZH: "%[1]d站", EN: "%[1]d stops"}.With(n))
}

// placeLine is a kind of area (P1.3.6, P3.4.10), or a key place and how long ago it was visited.
func (p *Page) placeLine(env screen.Env, i, w int, selected bool) string {
	c := &p.p.Cover
	if i < len(c.Areas) {
		a := &c.Areas[i]
		mark, token := env.T(text.Text{ZH: "缺", EN: "missing"}), env.Theme.Warn
		if a.Covered {
			mark, token = env.T(text.Text{ZH: "已覆盖", EN: "covered"}), env.Theme.Dim
		}
		cells := []screen.Cell{{S: mark, W: 8, Token: token}, {S: p.ago(env, a.At), W: 9}, {S: env.T(a.Text)}}
		if w >= narrow {
			cells = append(cells, screen.Cell{S: strings.Join(a.Clauses, " "), W: 24})
		}
		return env.Mark(env.Row(w-1, cells...), selected, a.Covered)
	}
	x := &c.Places[i-len(c.Areas)]
	cells := []screen.Cell{{S: x.Place.Area, W: 8}, {S: p.ago(env, x.At), W: 9}, {S: x.Place.Name}}
	if w >= narrow {
		cells = append(cells, screen.Cell{S: screen.Short(x.Patrol), W: 12})
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

// about is all that is known of a round.
func (p *Page) about(env screen.Env, r *view.PatrolRow, w int) []string {
	out := []string{env.Heading(strings.TrimSpace(env.T(r.Standing)+" "+r.Patrol.Who()), screen.Short(r.Patrol.ID), w)}
	for _, l := range view.PatrolLines(r) {
		for _, s := range env.Wrap(env.T(l[0])+": "+env.T(l[1]), max(w-1, 1)) {
			out = append(out, " "+s)
		}
	}
	return out
}
