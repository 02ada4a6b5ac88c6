package wording

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Handover is a handover by its people, its counts and its lines. Of a line about a person
// only the number and the clock are told; what was written on it stays in the book.
func Handover(r Room, p *view.Handover) Paper {
	h := &p.Handover
	name := func(id string) text.Text {
		if id == "" {
			return text.Text{ZH: "未定", EN: "not set"}
		}
		if n := p.Names[id]; n != "" {
			return same(n)
		}
		return same(id)
	}
	id := h.ID
	if id == "" {
		id = p.Shift.ID
	}
	state := rules.WordOf(rules.HandoverWords, string(h.State))
	if h.State == "" {
		state = text.Text{ZH: "未拟稿", EN: "not drawn up"}
	}
	lines := []text.Text{
		text.Text{ZH: "交接班 %[1]s (%[2]s)。班次%[3]s至%[4]s。", EN: "Handover %[1]s (%[2]s). Shift %[3]s to %[4]s."}.With(id, state, moment(p.Shift.Start), moment(p.Shift.End)),
		text.Text{ZH: "交班人: %[1]s; 接班人: %[2]s; 下一班带班领导: %[3]s。", EN: "Leaving: %[1]s; taking over: %[2]s; leader of the next shift: %[3]s."}.
			With(name(p.Shift.Main), name(h.Incoming), name(h.Leader)),
	}
	if n := h.Counts; h.ID != "" {
		lines = append(lines, text.Text{ZH: "本班来电来访和去电 %[1]d 件, 新立 %[2]d 件, 处置 %[3]d 件, 办结 %[4]d 件, 在办 %[5]d 件, 发放物资 %[6]d 件(床、套等)。",
			EN: "The shift: %[1]d calls in and out, %[2]d cases opened, %[3]d settled, %[4]d closed, %[5]d open; %[6]d units of goods given."}.
			With(n.Calls, n.Opened, n.Settled, n.Closed, n.Open, n.Issued))
	}
	for _, s := range rules.SectionWords {
		if s.Code == string(rules.SectionCounts) {
			continue
		}
		var parts []text.Text
		for i := range p.Live {
			if l := &p.Live[i]; string(l.Section) == s.Code {
				if t := r.line(l); !t.IsZero() {
					parts = append(parts, t)
				}
			}
		}
		lines = append(lines, text.Text{ZH: "%[1]s: %[2]s。", EN: "%[1]s: %[2]s."}.With(s.Text, list(parts, none)))
	}
	if t := counted(p.Live); !t.IsZero() {
		lines = append(lines, t)
	}
	if rel := h.Release; rel != nil {
		lines = append(lines, text.Text{ZH: "逾期未接, %[1]s 由 %[2]s 放行, %[3]s 接替。", EN: "It lapsed: %[1]s, let pass by %[2]s to %[3]s."}.With(moment(rel.At), name(rel.Leader), name(h.Incoming)))
	}
	for _, s := range []struct {
		what text.Text
		sig  *rules.Signature
	}{{text.Text{ZH: "交班人", EN: "Given by"}, h.Given}, {text.Text{ZH: "接班人", EN: "Taken by"}, h.Taken}} {
		if s.sig != nil {
			lines = append(lines, text.Text{ZH: "%[1]s %[2]s 于%[3]s签字。", EN: "%[1]s %[2]s, signed %[3]s."}.With(s.what, s.sig.Name, moment(s.sig.At)))
		}
	}
	return r.paper("handover", text.Text{ZH: "交接班 %[1]s", EN: "Handover %[1]s"}.With(tail(id)), lines...)
}

// line is a line of a handover. What is about goods or the weather is told as it stands; the
// counts stand above.
func (r Room) line(l *rules.Line) text.Text {
	kind, _ := rules.Source(l.Key)
	var what text.Text
	switch kind {
	case "counts", "shift":
		return text.Text{}
	case "stock", "warning", "paper", "duty":
		return l.Title
	default:
		what = source(l.Key)
	}
	switch {
	case l.Due == nil:
		return what
	case l.Overdue:
		return text.Text{ZH: "%[1]s, 应于%[2]s前办, 已逾期", EN: "%[1]s, was due by %[2]s, late"}.With(what, moment(*l.Due))
	}
	return text.Text{ZH: "%[1]s, 应于%[2]s前办", EN: "%[1]s, due by %[2]s"}.With(what, moment(*l.Due))
}

// counted is how many things were counted, and which are not as they should be.
func counted(lines []rules.Line) text.Text {
	n, done, wrong := 0, 0, []text.Text(nil)
	for i := range lines {
		c := lines[i].Count
		if c == nil {
			continue
		}
		n++
		if c.Done() {
			done++
		}
		if c.Differs() || c.Stale() {
			wrong = append(wrong, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(lines[i].Title, c.Said()))
		}
	}
	if n == 0 {
		return text.Text{}
	}
	return text.Text{ZH: "清点: %[1]d 样已点 %[2]d 样; 不符: %[3]s。", EN: "Counted %[2]d of %[1]d things; not as they should be: %[3]s."}.With(n, done, list(wrong, none))
}
