package operations

import (
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// lowest is the height from which the selected line is explained below the list.
const lowest = 14

// narrow is the width below which clauses have no column.
const narrow = 60

// View draws the lines, and all that is known of the selected one beside or below them.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	l = l.Telling()
	if p.read == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	title, right := p.title()
	lines := []string{env.Heading(env.T(title), env.T(right), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if t := p.hint(l); !t.IsZero() {
		for _, s := range env.Wrap(env.T(t), l.W-1) {
			lines = append(lines, " "+env.Theme.Dim.Paint(s))
		}
	}
	room := max(l.H-len(lines), 1)
	if l.Two() && !env.Few {
		return screen.Frame{Lines: append(lines, env.Join(l.Gap, screen.Pane{Lines: screen.Fit(p.table(env, l.Main, room), room), W: l.Main},
			screen.Pane{Lines: screen.Fit(p.about(env, l.Side), room), W: l.Side})...)}
	}
	low := 0
	if room >= lowest && !env.Few {
		low = room / 3
	}
	lines = append(lines, screen.Fit(p.table(env, l.W, room-low), room-low)...)
	return screen.Frame{Lines: append(lines, screen.Fit(p.about(env, l.W), low)...)}
}

// title is what is shown, and how it stands.
func (p *Page) title() (title, right text.Text) {
	switch {
	case p.id == Today:
		return togetherText, text.Text{ZH: "%[1]d 个方案执行中", EN: "%[1]d in force"}.With(len(p.read.today.Seasons))
	case p.read.plan != nil:
		return label(p.read.plan), standing(&p.read.plan.PlanRow)
	}
	return titleText, text.Text{ZH: "%[1]d 个, 执行中 %[2]d", EN: "%[1]d, in force %[2]d"}.With(len(p.read.plans), len(p.read.today.Seasons))
}

// hint says what to do next where nothing is in force.
func (p *Page) hint(l screen.Layout) text.Text {
	adopt := l.Key(text.Text{ZH: "启用", EN: "Adopt"}, "f6", "a")
	switch {
	case p.id == Today && len(p.read.today.Seasons) == 0:
		return onlyBaseText
	case p.id == Today:
		return text.Text{}
	case p.read.plan != nil && !p.adopted():
		return notYetText.With(adopt)
	case p.read.plan == nil && len(p.read.today.Seasons) == 0:
		return noneText.With(adopt)
	}
	return text.Text{}
}

func (p *Page) table(env screen.Env, w, h int) []string {
	return p.list.View(w, h, func(i, w int, selected bool) string {
		r := &p.rows[i]
		if r.head {
			return env.Theme.Title.Paint(env.Pad(env.T(r.what), w))
		}
		stands := screen.Cell{S: env.T(r.stands), W: 24}
		if r.urgent {
			stands.Token, stands.S = env.Theme.Warn, env.Theme.Warn.Mark()+stands.S
		}
		cells := []screen.Cell{{S: env.T(r.what)}}
		if w < narrow || env.Few {
			stands.W = min(w*2/5, env.Width(stands.S))
		}
		if stands.W > 0 && stands.S != "" {
			cells = append(cells, stands)
		}
		if w >= narrow && !env.Few {
			cells = append(cells, screen.Cell{S: r.clauses, W: min(w/5, 20), Token: env.Theme.Dim})
		}
		return env.Mark(env.Row(w-1, cells...), selected, r.grey)
	})
}

// about is all that is known of the selected line.
func (p *Page) about(env screen.Env, w int) []string {
	r := p.row()
	if r == nil || r.head {
		return nil
	}
	return append([]string{env.Heading(env.T(r.what), "", w)}, r.lines(env, w-1)...)
}
