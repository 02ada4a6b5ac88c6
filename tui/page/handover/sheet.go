package handover

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

// sheet is an accepted handover as it was frozen: nothing in it is computed anew.
func (p *Page) sheet(env screen.Env, l screen.Layout) []string {
	lines := p.sheetLines(env, l.W)
	room := l.H - 1
	p.top = max(0, min(p.top, len(lines)-room))
	right := ""
	if len(lines) > room {
		right = fmt.Sprintf("%d-%d/%d", p.top+1, p.top+room, len(lines))
		lines = lines[p.top : p.top+room]
	}
	return append([]string{env.Heading(env.T(sheetTitle.With(p.h.Handover.ID)), right, l.W)}, lines...)
}

func (p *Page) sheetLines(env screen.Env, w int) []string {
	h, s := &p.h.Handover, &p.h.Shift
	var out []string
	add := func(indent int, t string) {
		for _, line := range env.Wrap(t, max(w-indent-1, 8)) {
			out = append(out, fmt.Sprintf("%*s%s", indent, "", line))
		}
	}
	add(1, env.T(shiftText.With(s.ID, rules.Stamp(s.Start), rules.Stamp(s.End))))
	add(1, env.T(peopleText.With(p.name(h.Outgoing), p.name(h.Incoming), p.name(h.Leader))))
	if h.Release != nil {
		add(1, env.Theme.Warn.Flag(text.Display(env.T(h.Passed()))))
	}
	c := h.Counts
	add(1, env.T(countsText.With(c.Calls, c.Opened, c.Settled, c.Closed, c.Open, c.Issued)))
	section := rules.Section("")
	for i := range h.Lines {
		line := &h.Lines[i]
		if line.Section != section {
			section = line.Section
			out = append(out, "", env.Theme.Title.Paint(" "+env.T(words.Of(words.Sections, section))))
		}
		p.sheetLine(env, line, add)
	}
	out = append(out, "")
	for i := range h.Reminders {
		add(1, text.Display(env.T(h.Reminders[i].Said())))
	}
	if h.ReadBack != "" {
		add(1, env.T(readBackText)+": "+text.Display(h.ReadBack))
	}
	for i, sig := range []*rules.Signature{h.Given, h.Taken} {
		if sig != nil {
			add(1, env.T(signText[i].With(sig.Name, rules.Stamp(sig.At))))
		}
	}
	read := false
	for i := range p.h.Readings {
		if r := &p.h.Readings[i]; r.Stands() {
			read = true
			add(1, text.Display(env.T(readText.With(r.Name, rules.Stamp(r.At), r.Words))))
		}
	}
	if !read {
		add(1, env.Theme.Dim.Paint(env.T(unreadText)))
	}
	if h.Head != nil {
		add(1, env.Theme.Dim.Paint(env.T(headText.With(h.Head.Size, h.Head.Root))))
	}
	return out
}

func (p *Page) sheetLine(env screen.Env, l *rules.Line, add func(int, string)) {
	s := env.T(l.Title)
	if l.Due != nil {
		s += "  " + env.T(dueText.With(rules.Stamp(*l.Due)))
	}
	if l.Overdue {
		s = env.Theme.Danger.Mark() + s
	}
	add(2, s)
	for _, d := range l.Detail {
		add(4, env.T(d))
	}
	if l.Count != nil {
		add(4, env.T(l.Count.Said()))
	}
	if l.Late {
		add(4, env.T(lateText))
	}
	if l.Word != "" {
		add(4, env.T(wordText)+": "+text.Display(l.Word))
	}
	if l.Query != "" {
		add(4, env.T(queryText)+": "+text.Display(l.Query))
	}
}

// passed is who gave a shift that a leader let pass, and who went on with it unsigned.
func passed(h *rules.Handover) text.Text {
	if h.Given != nil {
		return text.Text{ZH: "%[1]s 已交, 放行, %[2]s 接替未签", EN: "%[1]s gave it, let pass, %[2]s goes on unsigned"}
	}
	return text.Text{ZH: "%[1]s 未交, 放行, %[2]s 接替未签", EN: "%[1]s did not give it, let pass, %[2]s goes on unsigned"}
}

var (
	sheetTitle   = text.Text{ZH: "交接单 %[1]s (已存档, 不再改变)", EN: "Sheet %[1]s (frozen)"}
	shiftText    = text.Text{ZH: "班次 %[1]s  %[2]s 至 %[3]s", EN: "Shift %[1]s  %[2]s to %[3]s"}
	peopleText   = text.Text{ZH: "交班 %[1]s  接班 %[2]s  下一班带班 %[3]s", EN: "From %[1]s to %[2]s, next leader %[3]s"}
	countsText   = text.Text{ZH: "来电来访 %[1]d  新立 %[2]d  处置 %[3]d  办结 %[4]d  在办 %[5]d  发放 %[6]d 件", EN: "Calls %[1]d  opened %[2]d  settled %[3]d  closed %[4]d  open %[5]d  goods %[6]d"}
	lateText     = text.Text{ZH: "交出后新增或有变", EN: "came or changed after it was presented"}
	readBackText = text.Text{ZH: "接班人复述", EN: "Read back"}
	dueText      = text.Text{ZH: "时限 %[1]s", EN: "due %[1]s"}
	readText     = text.Text{ZH: "带班领导阅签 %[1]s %[2]s %[3]s", EN: "Read: %[1]s, %[2]s %[3]s"}
	unreadText   = text.Text{ZH: "带班领导还没有阅签。", EN: "No leader has read it yet."}
	headText     = text.Text{ZH: "记录簿 %[1]d 条, 校验 %[2]s", EN: "Journal of %[1]d entries, root %[2]s"}
	signText     = [2]text.Text{{ZH: "交班人签字 %[1]s %[2]s", EN: "Given: %[1]s, %[2]s"}, {ZH: "接班人签字 %[1]s %[2]s", EN: "Taken: %[1]s, %[2]s"}}
)
