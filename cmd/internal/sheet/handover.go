package sheet

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// sections are the parts of a handover in I-PASS order, in the words of the screen.
var sections = []rules.Named{
	{Code: string(rules.SectionSevere), Text: text.Text{ZH: "紧要", EN: "Severe"}},
	{Code: string(rules.SectionSummary), Text: text.Text{ZH: "概况", EN: "Summary"}},
	{Code: string(rules.SectionAction), Text: text.Text{ZH: "待办", EN: "To do"}},
	{Code: string(rules.SectionWhatIf), Text: text.Text{ZH: "如遇", EN: "What if"}},
	{Code: string(rules.SectionCounts), Text: text.Text{ZH: "清点", EN: "Counted"}},
}

// handover is the sheet of a shift handed over: who, what the shift did, every line with the
// leaver's word and the taker's answer, both signatures.
func (d drawing) handover() []Part {
	p := d.p.Handover
	h, s := &p.Handover, &p.Shift
	deputies := make([]string, len(s.Deputies))
	for i, id := range s.Deputies {
		deputies[i] = d.name(id)
	}
	n := h.Counts
	out := []Part{{Cells: []Cell{
		{Label: text.Text{ZH: "编号", EN: "Handover"}, Value: same(h.ID)},
		{Label: text.Text{ZH: "班次", EN: "Shift"}, Value: text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(rules.Stamp(s.Start), rules.Stamp(s.End))},
		{Label: text.Text{ZH: "交班人", EN: "Leaving"}, Value: same(strings.Join(append([]string{d.name(s.Main)}, deputies...), "、"))},
		{Label: text.Text{ZH: "本班带班领导", EN: "Leader"}, Value: same(d.name(s.Leader))},
		{Label: text.Text{ZH: "接班人", EN: "Taking over"}, Value: same(d.name(h.Incoming))},
		{Label: text.Text{ZH: "下一班领导", EN: "Next leader"}, Value: same(d.name(h.Leader))},
		{Label: text.Text{ZH: "本班数", EN: "Counts"}, Wide: true, Value: text.Text{
			ZH: "来电来访 %[1]d; 新立 %[2]d; 处置 %[3]d; 办结 %[4]d; 在办 %[5]d; 发放物资 %[6]d",
			EN: "calls %[1]d; opened %[2]d; settled %[3]d; closed %[4]d; open %[5]d; goods given %[6]d"}.With(n.Calls, n.Opened, n.Settled, n.Closed, n.Open, n.Issued)},
	}}}
	listed := map[string]bool{}
	for i := range p.Live {
		if source, id := rules.Source(p.Live[i].Key); source == "due" {
			listed[id] = true
		}
	}
	for _, sec := range sections {
		t := &Table{Tight: true, Head: []Column{{noText, 6}, {text.Text{ZH: "事项", EN: "Matter"}, 19}, {text.Text{ZH: "情况", EN: "Particulars"}, 45}, {text.Text{ZH: "时限", EN: "Due"}, 9}, {text.Text{ZH: "交代", EN: "Word"}, 13}, {text.Text{ZH: "接收", EN: "Answer"}, 8}}}
		shared, open := make([][]text.Text, len(folds)), make([]bool, len(folds))
		for i := range p.Live {
			l := &p.Live[i]
			if string(l.Section) != sec.Code {
				continue
			}
			if n := fold(l); n >= 0 {
				shared[n], open[n] = append(shared[n], folds[n].said(l)), open[n] || l.Accepted == nil
			} else {
				t.Rows = append(t.Rows, lineRow(len(t.Rows)+1, l, listed))
			}
		}
		for n, all := range shared {
			if all == nil {
				continue
			}
			row := []text.Text{same(strconv.Itoa(len(t.Rows) + 1)), folds[n].title.With(len(all)), parts(all...), {}, {}, {}}
			if !open[n] {
				row[5] = takenText
			}
			t.Rows = append(t.Rows, row)
		}
		if t.Rows != nil {
			out = append(out, Part{Title: sec.Text, Table: t})
		}
	}
	if late := passing(p); late != nil {
		t := &Table{Tight: true, Head: []Column{{noText, 6}, {text.Text{ZH: "应接未接和放行", EN: "Late, rung and let pass"}, 94}}}
		for i, l := range late {
			t.Rows = append(t.Rows, []text.Text{same(strconv.Itoa(i + 1)), l})
		}
		out = append(out, Part{Table: t})
	}
	if h.ReadBack != "" {
		out = append(out, Part{Cells: []Cell{{Label: text.Text{ZH: "接班人复述", EN: "Read back"}, Value: same(h.ReadBack), Wide: true}}})
	}
	if h.Head != nil {
		out = append(out, Part{Cells: []Cell{{Label: text.Text{ZH: "签前树头", EN: "Tree head before"}, Wide: true,
			Value: text.Text{ZH: "%[1]d 条 %[2]s", EN: "%[1]d entries %[2]s"}.With(h.Head.Size, h.Head.Root)}}})
	}
	if r := h.Release; r != nil {
		return append(out, Part{Signs: append([]Sign{
			signed(text.Text{ZH: "放行", EN: "Let pass"}, r.Name, &r.Signature),
			{Who: text.Text{ZH: "接替人补签", EN: "Who went on"}, Name: d.name(h.Incoming), Lines: []text.Text{dateByHand}},
		}, readings(d.p.Readings)...)})
	}
	return append(out, Part{Signs: append([]Sign{
		signed(text.Text{ZH: "交班人", EN: "Leaving"}, d.name(s.Main), h.Given),
		signed(text.Text{ZH: "接班人", EN: "Taking over"}, d.name(h.Incoming), h.Taken),
	}, readings(d.p.Readings)...)})
}

// readings are the leaders who marked the log as read, each with the moment and the remark;
// room for a hand while there is none.
func readings(all []rules.Reading) (out []Sign) {
	who := text.Text{ZH: "带班领导阅签", EN: "Read by the leader"}
	for i := range all {
		r := &all[i]
		if !r.Stands() {
			continue
		}
		s := Sign{Who: who, Name: r.Name, Lines: []text.Text{text.Text{ZH: "%[1]s 以 PIN 阅签", EN: "read, by PIN, %[1]s"}.With(rules.Stamp(r.At))}}
		if r.Words != "" {
			s.Lines = append(s.Lines, same(r.Words))
		}
		out = append(out, s)
	}
	if out == nil {
		out = []Sign{{Who: who, Lines: []text.Text{dateByHand}}}
	}
	return out
}

// folds are the lines that share one row, since a page has few: how many there are, and what
// is said of each.
var folds = []struct {
	title text.Text
	holds func(*rules.Line) bool
	said  func(*rules.Line) text.Text
}{
	{text.Text{ZH: "未问清 %[1]d 件", EN: "not asked yet: %[1]d"}, from("ask"), func(l *rules.Line) text.Text {
		return text.Text{ZH: asked(l.Title.In(text.ZH), "未问清 "), EN: asked(l.Title.In(text.EN), "not asked yet, ")}
	}},
	{text.Text{ZH: "物资不足或临期 %[1]d 种", EN: "short or about to expire: %[1]d"}, from("stock"), told},
	{text.Text{ZH: "相符 %[1]d 样", EN: "as they should be: %[1]d"}, func(l *rules.Line) bool { return l.Count != nil && l.Count.Done() }, found},
	{text.Text{ZH: "未清点 %[1]d 样, 写账面数", EN: "not counted: %[1]d, as booked"}, func(l *rules.Line) bool { return l.Count != nil && !l.Count.Done() }, booked},
}

// asked is whose facts are open, by number alone, and which: the row says already that they
// were not asked, and the case has its row.
func asked(title, before string) string {
	who, facts, ok := strings.Cut(strings.TrimPrefix(title, before), ": ")
	number, _, found := strings.Cut(who, " ")
	if !ok || !found {
		return strings.TrimPrefix(title, before)
	}
	return number + ": " + facts
}

// fold is the place among folds of a line of which nobody said more, -1 for one with a row of
// its own.
func fold(l *rules.Line) int {
	if !l.Quiet || l.Late || l.Word != "" || l.Query != "" {
		return -1
	}
	for i := range folds {
		if folds[i].holds(l) {
			return i
		}
	}
	return -1
}

// from says whether a line was drawn from such a source.
func from(source string) func(*rules.Line) bool {
	return func(l *rules.Line) bool { kind, _ := rules.Source(l.Key); return kind == source }
}

// told is a line in one piece.
func told(l *rules.Line) text.Text {
	if len(l.Detail) == 0 {
		return l.Title
	}
	return text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(l.Title, parts(l.Detail...))
}

// How much of what was said of a case, and of a title, the sheet has room for; the line's key
// leads to all of it. Ours.
const (
	mostDetail = 80
	titleHead  = 36
	titleTail  = 14
)

// heading is the title of a line, without its middle where it is long: the number stands at
// its head, the place or the owner at its tail.
func heading(s string) string {
	r := []rune(s)
	if len(r) <= titleHead+titleTail {
		return s
	}
	head, _ := text.Clipped(s, titleHead)
	return head + "…" + string(r[len(r)-titleTail:])
}

func short(s string) string {
	s, cut := text.Clipped(s, mostDetail)
	if cut {
		s += "…"
	}
	return s
}

// inShort is what is said of a line: the acts that were done as their number, a case clipped and
// without what comes first where its duties have a row: listed are the cases that do.
func inShort(l *rules.Line, listed map[string]bool) []text.Text {
	var out []text.Text
	source, id := rules.Source(l.Key)
	done := 0
	for _, t := range l.Detail {
		switch zh := t.In(text.ZH); {
		case source == "due" && strings.HasPrefix(zh, "已办 "):
			done++
		case source == "case" && listed[id] && strings.HasPrefix(zh, "先办: "):
		case source == "case":
			out = append(out, text.Text{ZH: short(zh), EN: short(t.In(text.EN))})
		default:
			out = append(out, t)
		}
	}
	if done > 0 {
		out = append(out, text.Text{ZH: "已办 %[1]d 项", EN: "done: %[1]d"}.With(done))
	}
	return out
}

// found is a thing with how many there are.
func found(l *rules.Line) text.Text {
	if l.Count.Found == nil {
		return l.Title
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(l.Title, *l.Count.Found, l.Count.Unit)
}

// booked is a thing with how many there should be.
func booked(l *rules.Line) text.Text {
	if l.Count.Kind != rules.ThingGoods {
		return l.Title
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(l.Title, l.Count.Book, l.Count.Unit)
}

// passing is who came late, who was rung, and on whose word the shift passed.
func passing(p *view.Handover) []text.Text {
	h, s := &p.Handover, &p.Shift
	var out []text.Text
	switch {
	case !p.Waiting.IsZero() && !h.Over():
		out = append(out, p.Waiting)
	case h.Taken != nil && h.Taken.At.Sub(s.End) >= rules.LateSigned:
		out = append(out, text.Text{ZH: "应于 %[1]s 接班, %[2]s 签接", EN: "due at %[1]s, signed for at %[2]s"}.With(rules.Stamp(s.End), rules.Stamp(h.Taken.At)))
	}
	for i := range h.Reminders {
		out = append(out, h.Reminders[i].Said())
	}
	if t := h.Passed(); !t.IsZero() {
		out = append(out, t)
	}
	return out
}

// signed is room for a hand beside the signature that was given with a PIN.
func signed(who text.Text, name string, sig *rules.Signature) Sign {
	if sig == nil {
		return Sign{Who: who, Name: name, Lines: []text.Text{dateByHand}}
	}
	return Sign{Who: who, Name: sig.Name, Lines: []text.Text{text.Text{ZH: "%[1]s 以 PIN 签", EN: "signed by PIN %[1]s"}.With(rules.Stamp(sig.At))}}
}

var takenText = text.Text{ZH: "已接收", EN: "taken"}

func lineRow(n int, line *rules.Line, listed map[string]bool) []text.Text {
	row := *line
	l := &row
	l.Detail = inShort(l, listed)
	due, answer := text.Text{}, text.Text{}
	if l.Due != nil {
		due = same(rules.Stamp(*l.Due))
	}
	if l.Overdue {
		due = text.Text{ZH: "%[1]s 逾期", EN: "%[1]s late"}.With(due)
	}
	if l.Count != nil {
		l.Detail = append(l.Detail, l.Count.Said())
	}
	if l.Late {
		l.Detail = append(l.Detail, text.Text{ZH: "交出后新增或有变", EN: "came or changed after it was presented"})
	}
	switch {
	case l.Query != "":
		answer = text.Text{ZH: "疑问: %[1]s", EN: "query: %[1]s"}.With(l.Query)
	case l.Accepted != nil:
		answer = takenText
	}
	title := text.Text{ZH: heading(l.Title.In(text.ZH)), EN: heading(l.Title.In(text.EN))}
	return []text.Text{same(strconv.Itoa(n)), title, parts(l.Detail...), due, same(l.Word), answer}
}
