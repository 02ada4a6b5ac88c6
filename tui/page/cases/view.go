package cases

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

var (
	openText    = text.Text{ZH: "救助事项 在办 %[1]d", EN: "Cases open %[1]d"}
	allText     = text.Text{ZH: "救助事项 最近 %[1]d 件", EN: "Cases, newest %[1]d"}
	limitText   = text.Text{ZH: "只列最近 %[1]d 件; 更早的按 %[2]s, 输入编号直达。", EN: "Only the newest %[1]d; for an older one %[2]s and its number."}
	emptyText   = text.Text{ZH: "没有在办的救助事项。按 %[1]s, 按 %[2]s。", EN: "No case is open: %[1]s, or %[2]s."}
	noneText    = text.Text{ZH: "还没有救助事项。来电来访按 %[1]s。", EN: "There is no case yet. For a call: %[1]s."}
	findLabel   = text.Text{ZH: "查找", EN: "Find"}
	callLabel   = text.Text{ZH: "登记", EN: "Call"}
	allLabel    = text.Text{ZH: "全部", EN: "All"}
	openedText  = text.Text{ZH: "立案 %[1]s", EN: "Opened %[1]s"}
	dueText     = text.Text{ZH: "限 %[1]s", EN: "due %[1]s"}
	quietText   = text.Text{ZH: "没有待办", EN: "Nothing is owed"}
	nextText    = text.Text{ZH: "Enter 打开", EN: "Enter opens it"}
	directText  = text.Text{ZH: "Enter 直达 %[1]s", EN: "Enter goes to %[1]s"}
	columnsText = [...]text.Text{{ZH: "钟", EN: "Clock"}, {ZH: "编号", EN: "Number"}, {ZH: "状态", EN: "State"}, {ZH: "地点", EN: "Place"}, {ZH: "人", EN: "Person"}, {ZH: "最急的一项", EN: "Most urgent"}}
)

// View draws the list: on a telephone two lines a case, in a wide window the short story of
// the selected one beside it.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	t := p.table()
	title := openText
	if p.onAll {
		title = allText
	}
	lines := []string{env.Heading(env.T(title.With(len(t.rows))), t.find.Order(env), l.W)}
	if t.err != nil {
		lines = append(lines, env.Alarm(env.T(t.err.Text), l.W)...)
	}
	if p.onAll && len(t.rows) == newest {
		for _, s := range env.Wrap(env.T(limitText.With(newest, l.Key(findLabel, "f3"))), l.W-1) {
			lines = append(lines, env.Theme.Dim.Paint(" "+s))
		}
	}
	room := l.H - len(lines) - t.find.Foot()
	lines = append(lines, screen.Fit(p.body(env, l, room), room)...)
	return t.find.Under(env, lines, l.W)
}

// body is the list, or why it is empty and what to do then.
func (p *Page) body(env screen.Env, l screen.Layout, h int) []string {
	t := p.table()
	switch {
	case t.find.Len() > 0 && l.Size == screen.Phone:
		return strings.Split(strings.Join(t.find.View(l.W, h/2, func(i, w int, selected bool) string { return p.two(env, i, w, selected) }), "\n"), "\n")
	case t.find.Len() > 0 && l.Two() && !env.Few:
		return env.Join(l.Gap, screen.Pane{Lines: p.list(env, l.Main, h, false), W: l.Main}, screen.Pane{Lines: p.story(env, l.Side), W: l.Side})
	case t.find.Len() > 0:
		return p.list(env, l.W, h, true)
	case t.find.Filtered():
		lines := t.find.Nothing(env, l.W)
		if id := p.number(); id != "" && t.find.Typing() {
			lines = append(lines, " "+env.T(directText.With(id)))
		}
		return lines
	case t.err != nil:
		return nil
	}
	said := emptyText.With(l.Key(callLabel, "f2"), l.Key(allLabel, "tab", "right"))
	switch {
	case !t.read:
		said = screen.ReadingText
	case p.onAll:
		said = noneText.With(l.Key(callLabel, "f2"))
	}
	out := []string{""}
	for _, line := range env.Wrap(env.T(said), max(l.W-1, 1)) {
		out = append(out, " "+line)
	}
	return out
}

// list is the rows under their heads; wide says that there is room for what is most urgent.
func (p *Page) list(env screen.Env, w, h int, wide bool) []string {
	heads := make([]string, len(columnsText))
	for i, c := range columnsText {
		heads[i] = env.T(c)
	}
	out := []string{env.Theme.Dim.Paint(" " + env.Row(w-1, p.columns(env, w, wide, heads, nil)...))}
	return append(out, p.table().find.View(w, h-1, func(i, w int, selected bool) string {
		r := &p.table().rows[i]
		return env.Mark(env.Row(w-1, p.columns(env, w, wide, p.cells(env, r), r)...), selected, r.State == rules.CaseClosed)
	})...)
}

// cells are what the columns say of a case, the words of the filter marked.
func (p *Page) cells(env screen.Env, r *view.CaseRow) []string {
	bold := func(s string) string { return p.table().find.Bold(env, s) }
	return []string{env.Clock(r.Worst, r.Due), bold(screen.Short(r.ID)), env.T(words.Of(words.CaseStates, r.State)), bold(text.Display(r.Place)), bold(env.T(r.Subject)), bold(said(env, r))}
}

// said is what is most urgent, or of a case that owes nothing how it ended.
func said(env screen.Env, r *view.CaseRow) string {
	if r.Same != "" {
		return env.T(text.Text{ZH: "同一人, 并入 %[1]s", EN: "the same person: %[1]s"}.With(screen.Short(r.Same)))
	}
	if r.Outcome != "" && !r.Worst.Open() {
		return env.T(words.Of(rules.OutcomeWords, r.Outcome))
	}
	return env.T(r.What)
}

func (p *Page) columns(env screen.Env, w int, wide bool, s []string, r *view.CaseRow) []screen.Cell {
	clock := screen.Cell{S: s[0], W: env.ClockWidth()}
	if r != nil {
		clock.Token = env.StateToken(r.Worst)
	}
	number, state := screen.Cell{S: s[1], W: 10}, screen.Cell{S: s[2], W: env.StateWidth()}
	switch {
	case env.Few:
		return []screen.Cell{clock, {S: s[3], W: w / 5}, {S: s[4]}, {S: s[5], W: w / 4}}
	case wide && w >= 72:
		return []screen.Cell{clock, number, state, {S: s[3], W: w / 7}, {S: s[4]}, {S: s[5], W: w / 5}}
	case w >= 72:
		return []screen.Cell{clock, number, state, {S: s[3], W: w / 5}, {S: s[4]}}
	}
	return []screen.Cell{clock, number, {S: s[3], W: 12}, {S: s[4]}}
}

// two is a case in two lines, for a window of 45 columns: which and who, then what is most
// urgent.
func (p *Page) two(env screen.Env, i, w int, selected bool) string {
	r := &p.table().rows[i]
	s := p.cells(env, r)
	which := []screen.Cell{{S: s[1], W: 9}, {S: strings.TrimSpace(s[3] + " " + s[4])}}
	if env.Few {
		which = which[1:]
	}
	first := env.Row(w-1, which...)
	urgent := s[5]
	if urgent == "" {
		urgent = s[2]
	}
	second := env.Row(w-1, screen.Cell{S: s[0], W: env.ClockWidth(), Token: env.StateToken(r.Worst)}, screen.Cell{S: urgent})
	closed := r.State == rules.CaseClosed
	return env.Mark(first, selected, closed) + "\n" + env.Mark(second, selected, closed)
}

// story is what the list knows of the selected case, in full.
func (p *Page) story(env screen.Env, w int) []string {
	i := p.table().find.Index()
	if i < 0 {
		return nil
	}
	r := &p.table().rows[i]
	out := []string{env.Heading(screen.Short(r.ID), env.T(words.Of(words.CaseStates, r.State)), w)}
	add := func(s string) {
		for _, line := range env.Wrap(s, max(w-1, 1)) {
			out = append(out, " "+line)
		}
	}
	add(text.Display(r.Place))
	add(env.T(r.Subject))
	add(env.T(openedText.With(env.HHMM(r.OpenedAt))))
	out = append(out, "")
	switch {
	case r.Worst.Open():
		head := strings.TrimSpace(env.Clock(r.Worst, r.Due))
		if r.Due != nil {
			head += "  " + env.T(dueText.With(env.HHMM(*r.Due)))
		}
		if head != "" {
			out = append(out, " "+env.StateToken(r.Worst).Paint(env.Cut(head, w-1)))
		}
		add(said(env, r))
	case r.Outcome != "":
		add(said(env, r))
	default:
		add(env.T(quietText))
	}
	return append(out, "", " "+env.Theme.Dim.Paint(env.Cut(env.T(nextText), w-1)))
}
