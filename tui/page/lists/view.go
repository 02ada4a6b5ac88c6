package lists

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

var (
	titleText = text.Text{ZH: "名册", EN: "Lists"}
	fillText  = text.Text{ZH: "按 %[1]s, 或用 dutydesk import 导入表格。", EN: "%[1]s enters one; dutydesk import brings in a table."}
	foldText  = text.Text{ZH: "已停用 %[1]d", EN: "Retired: %[1]d"}
	goneText  = text.Text{ZH: "已停用。按 %[1]s。", EN: "Retired: %[1]s."}
	addLabel  = text.Text{ZH: "添加", EN: "Add"}
	backLabel = text.Text{ZH: "恢复", EN: "Bring back"}
	behind    = text.Text{ZH: "按 Enter 展开或收起。", EN: "Enter shows or hides them."}
)

// lowest is the height from which the selected record is told of below the list.
const lowest = 9

// View draws the names of the lists, the one in sight, and what is known of the selected
// record beside or below it.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.reg == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	lines := []string{env.Heading(env.T(titleText), p.tab().find.Order(env), l.W), env.Cut(p.names(env, l.W), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	t := p.tab()
	if len(t.rows) == 0 {
		lines = append(lines, "")
		for _, s := range append(env.Wrap(env.T(p.section().empty), l.W-2), env.Wrap(env.T(fillText.With(l.Key(addLabel, "f6"))), l.W-2)...) {
			lines = append(lines, " "+s)
		}
		return screen.Frame{Lines: lines[:min(len(lines), l.H)]}
	}
	room := l.H - len(lines) - t.find.Foot()
	return t.find.Under(env, append(lines, screen.Fit(p.body(env, l, room), room)...), l.W)
}

// body is the list under its heads with the selected record, in h lines.
func (p *Page) body(env screen.Env, l screen.Layout, h int) []string {
	if p.row() == nil {
		return p.tab().find.Nothing(env, l.W)
	}
	if l.Two() && !env.Few {
		main := append([]string{p.columns(env, l.Main)}, p.table(env, l.Main, h-1)...)
		return env.Join(l.Gap, screen.Pane{Lines: main, W: l.Main}, screen.Pane{Lines: p.detail(env, l, l.Side), W: l.Side})
	}
	low := 0
	if h > lowest && !env.Few {
		low = min(len(p.row().facts)+2, h/3)
	}
	lines := append([]string{p.columns(env, l.W)}, p.table(env, l.W, h-1-low)...)
	return append(screen.Fit(lines, h-low), screen.Fit(p.detail(env, l, l.W), low)...)
}

// names are the lists with how many each has in use, the one in sight in brackets; the
// numbers of the others go where there is no room.
func (p *Page) names(env screen.Env, w int) string {
	for _, counted := range []bool{true, false} {
		var b strings.Builder
		for i := range sections {
			n := 0
			for _, r := range p.tabs[i].rows {
				if !r.retired && r.id != foldID {
					n++
				}
			}
			s := env.T(sections[i].title)
			if counted || i == p.at {
				s += " " + env.T(text.Text{ZH: "%[1]d", EN: "%[1]d"}.With(n))
			}
			if i == p.at {
				b.WriteString(env.Theme.Bar.Paint("[" + s + "]"))
			} else {
				b.WriteString(" " + s + " ")
			}
		}
		if s := b.String(); env.Width(s) <= w || !counted {
			return s
		}
	}
	return ""
}

func (p *Page) columns(env screen.Env, w int) string {
	h := p.section().heads
	return env.Theme.Dim.Paint(" " + cells(env, w-1, env.T(h[0]), env.T(h[1]), env.T(h[2])))
}

// cells are the columns of a list; on a telephone, and of few words, without the third one.
func cells(env screen.Env, w int, name, one, two string) string {
	if w < 60 || env.Few {
		return env.Row(w, screen.Cell{S: name, W: w / 2}, screen.Cell{S: one})
	}
	return env.Row(w, screen.Cell{S: name, W: w * 2 / 5}, screen.Cell{S: one}, screen.Cell{S: two, W: w / 4})
}

func (p *Page) table(env screen.Env, w, h int) []string {
	t := p.tab()
	return t.find.View(w, h, func(i, w int, selected bool) string {
		r := &t.rows[i]
		if r.id == foldID {
			sign := "+ "
			if t.open {
				sign = "- "
			}
			return env.Mark(env.Pad(sign+env.T(foldText.With(r.folded)), w-1), selected, true)
		}
		return env.Mark(cells(env, w-1, t.find.Bold(env, text.Display(r.name)), env.T(r.cells[0]), env.T(r.cells[1])), selected, r.retired)
	})
}

// detail is all that is known of the selected record.
func (p *Page) detail(env screen.Env, l screen.Layout, w int) []string {
	r := p.row()
	if r.id == foldID {
		return []string{env.Heading(env.T(foldText.With(r.folded)), "", w), " " + env.Cut(env.T(behind), w-1)}
	}
	id := r.id
	if p.section().list == "village" {
		id = "" // it stands among the facts
	}
	out := []string{env.Heading(text.Display(r.name), id, w)}
	if r.retired {
		out = append(out, " "+env.Theme.Dim.Paint(env.Cut(env.T(goneText.With(l.Key(backLabel, "delete"))), w-1)))
	}
	for _, f := range r.facts {
		if f.value.In(env.Lang) == "" {
			continue
		}
		head := env.T(f.label) + ": "
		for i, line := range env.Wrap(head+env.T(f.value), max(w-1, 1)) {
			if i == 0 {
				line = env.Theme.Dim.Paint(head) + strings.TrimPrefix(line, head)
			}
			out = append(out, " "+line)
		}
	}
	return out
}
