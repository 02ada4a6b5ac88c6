package dutylog

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

var (
	titleText  = text.Text{ZH: "值班日志", EN: "Duty log"}
	headText   = text.Text{ZH: "值班日志 %[1]s 至 %[2]s  %[3]s, 带班 %[4]s", EN: "Duty log %[1]s to %[2]s  %[3]s, leader %[4]s"}
	dayText    = text.Text{ZH: "值班日志 %[1]s 一天", EN: "Duty log of %[1]s"}
	kindText   = text.Text{ZH: "只看 %[1]s", EN: "%[1]s alone"}
	countText  = text.Text{ZH: "%[1]d 条", EN: "%[1]d lines"}
	cutText    = text.Text{ZH: "更早的 %[1]d 条未列, 打印按日期。", EN: "%[1]d earlier entries are left out: print by date."}
	markText   = text.Text{ZH: "阅签 %[1]s %[2]s", EN: "Read by %[1]s, %[2]s"}
	goneText   = text.Text{ZH: "%[1]s (已撤回: %[2]s)", EN: "%[1]s (taken back: %[2]s)"}
	sinceText  = text.Text{ZH: "之后又有 %[1]d 条", EN: "%[1]d lines since"}
	unreadText = text.Text{ZH: "带班领导还没有阅签。", EN: "No leader has read it yet."}
	noneText   = text.Text{ZH: "还没有记录。", EN: "Nothing was written yet."}
	struckText = text.Text{ZH: "(已划去) %[1]s", EN: "(struck out) %[1]s"}
	saidText   = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}
	byText     = text.Text{ZH: "%[1]s 记", EN: "written by %[1]s"}
)

// View draws the lines of the log, who read it, and the selected line in full.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.log == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	right := env.T(countText.With(len(p.rows)))
	if p.kind != "" {
		right = env.T(kindText.With(rules.WordOf(view.LogKinds, p.kind))) + " " + right
	}
	head := dayText.With(string(p.log.Date))
	if s := p.log.Shift; s != nil {
		head = headText.With(rules.Stamp(s.Start), rules.Stamp(s.End), p.log.Names[s.Main], p.log.Names[s.Leader])
	}
	lines := []string{env.Heading(env.T(head), right, l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if p.log.Shift != nil {
		lines = append(lines, p.marks(env, l.W)...)
	}
	if p.log.Cut > 0 {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.Cut(env.T(cutText.With(p.log.Cut)), l.W-1)))
	}
	about := p.about(env, l.W, l.H/4)
	room := max(l.H-len(lines)-len(about)-p.find.Foot(), 1)
	var body []string
	switch {
	case p.find.Len() == 0 && p.find.Filtered():
		body = p.find.Nothing(env, l.W)
	case p.find.Len() == 0:
		body = []string{"", " " + env.T(noneText)}
	default:
		body = p.find.View(l.W, room, func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	}
	lines = append(lines, screen.Fit(body, room)...)
	return p.find.Under(env, append(lines, about...), l.W)
}

// marks is who read the log, the newest two, or that nobody has.
func (p *Page) marks(env screen.Env, w int) (out []string) {
	all := p.log.Readings
	for i := range all[max(len(all)-2, 0):] {
		m := &all[max(len(all)-2, 0)+i]
		t := markText.With(m.Name, rules.Stamp(m.At))
		if m.Words != "" {
			t = saidText.With(t, m.Words)
		}
		if !m.Stands() {
			t = goneText.With(t, m.Struck)
		}
		out = append(out, " "+env.Cut(env.T(t), w-1))
	}
	switch {
	case rules.ReadUpto(all) == 0:
		out = append(out, " "+env.Theme.Dim.Paint(env.Cut(env.T(unreadText), w-1)))
	case p.log.Unread > 0:
		out = append(out, " "+env.Theme.Dim.Paint(env.Cut(env.T(sinceText.With(p.log.Unread)), w-1)))
	}
	return out
}

// said is what a line tells: what was done, and the words.
func said(r *view.LogRow) text.Text {
	t := r.What
	if r.Words != "" {
		t = saidText.With(t, r.Words)
	}
	if r.Struck {
		t = struckText.With(t)
	}
	return t
}

// row is a line in the columns that the window has room for.
func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	r := p.rows[i]
	bold := func(t text.Text) string { return p.find.Bold(env, env.T(t)) }
	kind := screen.Cell{S: env.T(r.Category()), W: p.kindWidth(env), Token: env.Theme.Dim}
	at, what := screen.Cell{S: rules.Stamp(r.When()), W: 11}, screen.Cell{S: bold(said(r))}
	var cells []screen.Cell
	switch {
	case w >= 100:
		cells = []screen.Cell{at, kind, {S: bold(r.From), W: w / 6}, what, {S: bold(r.Handled()), W: w / 5}, {S: text.Display(r.By), W: 8}}
	case w >= 60:
		cells = []screen.Cell{at, kind, {S: bold(r.From), W: w / 6}, what, {S: bold(r.Handled()), W: w / 5}}
	default:
		at.S, at.W = screen.HourMinute(r.When()), 5
		cells = []screen.Cell{at, kind, what}
	}
	return env.Mark(env.Row(w-1, cells...), selected, r.Struck)
}

// kindWidth is the room that the longest kind of the lines in sight asks for.
func (p *Page) kindWidth(env screen.Env) int {
	w := 4
	if env.Lang == text.EN {
		w = 7
	}
	for _, r := range p.rows {
		w = max(w, env.Width(env.T(r.Category())))
	}
	return w
}

// about is the selected line in full, in at most most lines under a rule of its own.
func (p *Page) about(env screen.Env, w, most int) []string {
	r := p.selected()
	if r == nil || most < 2 {
		return nil
	}
	var parts []string
	for _, t := range []text.Text{r.From, said(r), r.Handled(), byText.With(r.By)} {
		if s := strings.TrimSpace(env.T(t)); s != "" {
			parts = append(parts, s)
		}
	}
	out := []string{env.Heading(rules.Stamp(r.When())+" "+env.T(r.Category()), "", w)}
	for _, l := range env.Wrap(strings.Join(parts, "  "), max(w-1, 1)) {
		if len(out) < most {
			out = append(out, " "+l)
		}
	}
	return screen.Fit(out, min(most, 4))
}
