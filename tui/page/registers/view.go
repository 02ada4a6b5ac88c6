package registers

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

var (
	titleText = text.Text{ZH: "台账", EN: "Registers"}
	emptyText = text.Text{ZH: "这份台账还是空的。%[1]s一行, 或用命令 dutydesk register import 导入 CSV。", EN: "This register is empty. %[1]s enters a row; the command dutydesk register import brings a CSV in."}
	noneText  = text.Text{ZH: "没有这个状态的行。Tab 看下一个状态。", EN: "No row is in this state. Tab shows the next state."}
	inForce   = text.Text{ZH: "执行中", EN: "in force"}
	notYet    = text.Text{ZH: "未启用", EN: "not adopted"}
	idleText  = text.Text{ZH: "%[1]s 未启用: 可以先记, 不计入考核; 9 方案里启用", EN: "%[1]s not adopted: rows can be kept, none is judged; adopt on 9 Plans"}
	offText   = text.Text{ZH: "不符 %[1]s: %[2]s (应%[3]s) %[4]s", EN: "off: %[1]s: %[2]s (should be %[3]s) %[4]s"}
	ofText    = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}
	fundsText = text.Text{ZH: "%[1]s超出%[2]s元 %[3]s %[4]s", EN: "%[1]s: over by %[2]s yuan. %[3]s %[4]s"}
)

// narrow is the width below which a line has no room for more than a name and its state.
const narrow = 60

// View draws the kinds, or the register that was opened.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.kinds == nil || p.kind != "" && p.one == nil {
		return env.Absent(env.T(titleText), p.err, l.W)
	}
	if p.kind == "" {
		lines := []string{env.Heading(env.T(titleText), strconv.Itoa(len(p.kinds.Kinds)), l.W)}
		lines = append(lines, env.Theme.Dim.Paint(env.Mark(kindRow(env, l.W, headText, rowsText, openText, stateText, plansText), false, false)))
		room := max(l.H-2, 1)
		return screen.Frame{Lines: append(lines, screen.Fit(p.top.View(l.W, room, func(i, w int, on bool) string { return p.kindLine(env, i, w, on) }), room)...)}
	}
	reg := &p.one.Register
	only := strings.Join(reg.Clauses, " ")
	if s, ok := reg.State(p.only); ok {
		only = env.T(s.Text)
	}
	lines := []string{env.Heading(env.T(reg.Text)+" "+strconv.Itoa(len(p.rows)), only, l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if p.whole && p.row() != nil {
		return screen.Frame{Lines: append(lines, screen.Fit(p.detail(env, p.row(), l.W), max(l.H-len(lines), 1))...)}
	}
	if k := p.kindOf(p.kind); k != nil && !k.InForce {
		for _, s := range indented(env, idleText.With(strings.Join(k.Plans, " ")), l.W) {
			lines = append(lines, env.Theme.Warn.Paint(s))
		}
	}
	lines = append(lines, p.off(env, l.W, max(l.H/3, 2))...)
	room := max(l.H-len(lines), 1)
	if len(p.rows) == 0 {
		words := emptyText.With(l.Key(addText, "f6"))
		if p.only != "" {
			words = noneText
		}
		return screen.Frame{Lines: append(lines, screen.Fit(env.Wrap(env.T(words), l.W-1), room)...)}
	}
	return screen.Frame{Lines: append(lines, screen.Fit(p.list.View(l.W, room, func(i, w int, on bool) string { return p.line(env, i, w, on) }), room)...)}
}

// kindOf is the kind of that id, nil for none.
func (p *Page) kindOf(id string) *view.RegisterKind {
	for i := range p.kinds.Kinds {
		if p.kinds.Kinds[i].ID == id {
			return &p.kinds.Kinds[i]
		}
	}
	return nil
}

func (p *Page) kindLine(env screen.Env, i, w int, on bool) string {
	k := &p.kinds.Kinds[i]
	force, plans := text.Text{}, strings.Join(k.Plans, " ")
	switch {
	case !k.InForce:
		force = notYet
	case len(k.Plans) > 0:
		force = inForce
	}
	return env.Mark(kindRow(env, w, k.Text, number(k.Rows), number(k.Open), force, text.T(plans, plans)), on, !k.InForce)
}

func number(n int) text.Text { s := strconv.Itoa(n); return text.T(s, s) }

// kindRow is a line of the kinds; a narrow one has no place for what is open and for the plans.
func kindRow(env screen.Env, w int, kind, rows, open, state, plans text.Text) string {
	cells := []screen.Cell{{S: env.T(kind)}, {S: env.T(rows), W: 5}}
	if w >= narrow {
		cells = append(cells, screen.Cell{S: env.T(open), W: 6})
	}
	cells = append(cells, screen.Cell{S: env.T(state), W: 11})
	if w >= narrow {
		cells = append(cells, screen.Cell{S: env.T(plans), W: 15})
	}
	return env.Row(w-1, cells...)
}

// The heads of the columns of the kinds.
var (
	headText  = text.Text{ZH: "台账", EN: "Register"}
	rowsText  = text.Text{ZH: "条数", EN: "Rows"}
	openText  = text.Text{ZH: "未完", EN: "Open"}
	stateText = text.Text{ZH: "状态", EN: "State"}
	plansText = text.Text{ZH: "方案", EN: "Plans"}
)

// off are the figures that are not what a plan wants, at most n lines.
func (p *Page) off(env screen.Env, w, n int) []string {
	var out []string
	alarm := func(t text.Text) {
		out = append(out, " "+env.Theme.Danger.Paint(env.Cut(env.Theme.Danger.Mark()+env.T(t), w-1)))
	}
	if f := p.one.Funds; f != nil && (f.Over > 0 || f.Stop) {
		alarm(fundsText.With(f.Text, money(f.Over), f.Words, strings.Join(f.Clauses[:min(1, len(f.Clauses))], " ")))
	}
	hidden := 0
	for _, c := range p.one.Counts {
		switch {
		case !c.Off || len(p.one.Rows) == 0:
		case len(out) >= n-1:
			hidden++
		default:
			what := c.Text
			if !c.Of.IsZero() {
				what = ofText.With(c.Text, c.Of)
			}
			alarm(offText.With(what, figure(c, &c.Value), bounds(c), strings.Join(c.Clauses, " ")))
		}
	}
	if hidden > 0 {
		alarm(text.Text{ZH: "另有 %[1]d 个数不符", EN: "%[1]d more figures are off"}.With(hidden))
	}
	return out
}

func money(fen int64) string {
	return command.ShowField(&rules.RegisterField{Type: rules.FieldMoney}, strconv.FormatInt(fen, 10)).ZH
}

func figure(c view.RegisterFigure, n *int64) string {
	if n == nil {
		return ""
	}
	if c.Money {
		return money(*n)
	}
	return strconv.FormatInt(*n, 10)
}

func bounds(c view.RegisterFigure) string {
	low, high := figure(c, c.Min), figure(c, c.Max)
	if low == high {
		return low
	}
	return low + "-" + high
}

func (p *Page) line(env screen.Env, i, w int, on bool) string {
	r := &p.rows[i]
	mark, token := "", env.Theme.Dim
	switch {
	case r.Struck != nil:
	case len(r.Verdict.Breaches) > 0:
		mark, token = env.Theme.Danger.Mark()+env.T(text.Text{ZH: "不合规", EN: "breach"}), env.Theme.Danger
	case r.Verdict.Review:
		mark, token = env.Theme.Warn.Mark()+env.T(text.Text{ZH: "需核定", EN: "review"}), env.Theme.Warn
	case len(r.Twice) > 0:
		mark, token = env.Theme.Warn.Mark()+env.T(text.Text{ZH: "重复", EN: "twice"}), env.Theme.Warn
	}
	cells := []screen.Cell{{S: env.T(r.Title)}, {S: env.T(r.Stands), W: 12}, {S: mark, W: 8, Token: token}}
	if w >= narrow {
		cells = append([]screen.Cell{{S: r.ID, W: 14}}, append(cells, screen.Cell{S: env.T(r.Shown["village"]), W: 10}, screen.Cell{S: env.T(r.Verdict.TierText), W: 6})...)
	}
	return env.Mark(env.Row(w-1, cells...), on, r.Struck != nil)
}

// indented is words in lines one step in.
func indented(env screen.Env, t text.Text, w int) []string {
	var out []string
	for _, s := range env.Wrap(strings.TrimSpace(env.T(t)), max(w-2, 1)) {
		out = append(out, " "+s)
	}
	return out
}

// detail is all that is known of a row: what may follow first, then its fields and steps.
func (p *Page) detail(env screen.Env, r *view.RegisterRow, w int) []string {
	var out []string
	fact := func(label, value text.Text) {
		if v := env.T(value); strings.TrimSpace(v) != "" {
			out = append(out, indented(env, text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(label, value), w)...)
		}
	}
	plain := func(s string) text.Text { return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(s) }
	fact(text.Text{ZH: "状态", EN: "State"}, r.Stands)
	for _, n := range r.Next {
		if n.Not != nil {
			out = append(out, indented(env, before(&n), w)...)
			continue
		}
		fact(text.Text{ZH: "下一步", EN: "Next"}, n.Text)
	}
	v := &r.Verdict
	if v.Amount != nil {
		fact(text.Text{ZH: "标准", EN: "Standard"}, text.Text{ZH: "%[1]s %[2]s元", EN: "%[1]s %[2]s yuan"}.With(v.TierText, money(*v.Amount)))
	}
	fact(text.Text{ZH: "归口", EN: "Owner"}, plain(v.Owner))
	for _, f := range v.Breaches {
		fact(text.Text{ZH: "不合规", EN: "Breach"}, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(f.Text, strings.Join(f.Clauses, " ")))
	}
	for _, f := range v.Warnings {
		fact(text.Text{ZH: "注意", EN: "Warning"}, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(f.Text, strings.Join(f.Clauses, " ")))
	}
	if v.Review {
		fact(text.Text{ZH: "需核定", EN: "Review"}, plain(strings.Join(v.Readings, " ")))
	}
	fact(text.Text{ZH: "依据", EN: "Source"}, plain(strings.Join(v.Clauses, " ")))
	fact(text.Text{ZH: "重复", EN: "Twice"}, plain(strings.Join(r.Twice, " ")))
	for _, f := range p.one.Register.Fields {
		fact(f.Text, r.Shown[f.Code])
	}
	for _, s := range r.Steps {
		words := text.Text{}
		if st, ok := p.one.Register.State(s.State); ok {
			words = st.Text
		}
		if s.Back != nil {
			words = text.Text{ZH: "%[1]s (退回: %[2]s)", EN: "%[1]s (taken back: %[2]s)"}.With(words, s.Back.Reason)
		}
		fact(plain(rules.Stamp(s.At)), text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(words, string(s.On), s.Note))
	}
	if r.Struck != nil {
		fact(text.Text{ZH: "划去", EN: "Struck out"}, plain(r.Struck.Reason))
	}
	return out
}
