package settings

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

var (
	titleText   = text.Text{ZH: "设置  改过 %[1]d 项", EN: "Settings  changed: %[1]d"}
	changedText = text.Text{ZH: "* 改过的", EN: "* changed"}
	nowText     = text.Text{ZH: "现在", EN: "Now"}
	plainText   = text.Text{ZH: "默认", EN: "Default"}
	fromText    = text.Text{ZH: "来源", EN: "From"}
	noPlans     = text.Text{ZH: "本台没有方案。", EN: "The desk knows no plan."}
	headsText   = [...]text.Text{{ZH: "设置", EN: "Setting"}, {ZH: "现在", EN: "Now"}, {ZH: "默认和来源", EN: "Default and where from"}}
)

// lowest is the height from which the selected row is explained below the list.
const lowest = 12

// View draws the three groups, and what is known of the selected row beside or below them.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.read == nil {
		return env.Absent(env.T(titleText.With(0)), p.err, l.W)
	}
	changed := 0
	for _, r := range p.rows {
		if r.changed {
			changed++
		}
	}
	lines := []string{env.Heading(env.T(titleText.With(changed)), env.T(changedText), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	room := l.H - len(lines) - 1
	if l.Two() && !env.Few {
		main := append([]string{p.columns(env, l.Main)}, p.table(env, l.Main, room)...)
		return screen.Frame{Lines: append(lines, env.Join(l.Gap, screen.Pane{Lines: screen.Fit(main, room+1), W: l.Main}, screen.Pane{Lines: screen.Fit(p.detail(env, l.Side), room+1), W: l.Side})...)}
	}
	lines = append(lines, p.columns(env, l.W))
	low := 0
	if room >= lowest && !env.Few {
		low = 5
		if l.W < 60 {
			low = 7
		}
		low = min(low, room/2)
	}
	lines = append(lines, screen.Fit(p.table(env, l.W, room-low), room-low)...)
	return screen.Frame{Lines: append(lines, screen.Fit(p.detail(env, l.W), low)...)}
}

func (p *Page) columns(env screen.Env, w int) string {
	return env.Theme.Dim.Paint(" " + cells(env, w-1, "", env.T(headsText[0]), env.T(headsText[1]), env.T(headsText[2])))
}

// cells are the columns: whether it was changed, what it is, what holds, and where room is
// the default with its source, but not of few words.
func cells(env screen.Env, w int, mark, label, value, plain string) string {
	if w < 60 || env.Few {
		return env.Row(w, screen.Cell{S: mark, W: 1}, screen.Cell{S: label}, screen.Cell{S: value, W: w * 2 / 5})
	}
	return env.Row(w, screen.Cell{S: mark, W: 1}, screen.Cell{S: label}, screen.Cell{S: value, W: 24}, screen.Cell{S: plain, W: w / 3})
}

func (p *Page) table(env screen.Env, w, h int) []string {
	return p.list.View(w, h, func(i, w int, selected bool) string {
		r := &p.rows[i]
		label := env.T(r.label)
		if r.kind == heading {
			s := env.Theme.Title.Paint(label)
			if r.id == "/plans" && len(p.read.plans) == 0 {
				s += "  " + env.T(noPlans)
			}
			return env.Pad(s, w)
		}
		mark := ""
		if r.changed {
			mark = env.Theme.Warn.Mark()
		}
		if r.kind == setting && r.set.Operation != "" {
			label = "  " + label
		}
		return env.Mark(cells(env, w-1, mark, label, env.T(r.value), env.T(source(r))), selected, r.kind == adoption && r.op == nil)
	})
}

// source is the default and where it comes from, in a few words; of dates and preferences
// the default alone.
func source(r *row) text.Text {
	switch {
	case r.plain.IsZero():
		return r.from
	case r.kind == adoption, r.kind == preference:
		return r.plain
	}
	return text.Text{ZH: "%[1]s  %[2]s", EN: "%[1]s  %[2]s"}.With(r.plain, r.from)
}

// detail is what is known of the selected row.
func (p *Page) detail(env screen.Env, w int) []string {
	r := p.row()
	if r.kind == heading {
		return nil
	}
	var out []string
	for _, l := range basis(env, r, w-1) {
		out = append(out, " "+l)
	}
	return append([]string{env.Heading(env.T(r.label), "", w)}, out...)
}

// basis says of a row what holds, what the default is and whence, and what it does.
func basis(env screen.Env, r *row, w int) []string {
	w = max(w, 1)
	var out []string
	add := func(label, value text.Text) {
		if s := env.T(value); s != "" {
			head := env.T(label) + ": "
			for i, l := range env.Wrap(head+s, w) {
				if i == 0 {
					l = env.Theme.Dim.Paint(head) + strings.TrimPrefix(l, head)
				}
				out = append(out, l)
			}
		}
	}
	add(nowText, r.value)
	if r.plain.IsZero() {
		add(fromText, r.from)
	} else {
		add(plainText, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(r.plain, r.from))
	}
	if s := env.T(r.help); s != "" {
		out = append(out, env.Wrap(s, w)...)
	}
	return out
}
