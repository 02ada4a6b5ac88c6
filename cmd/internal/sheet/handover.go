package sheet

import (
	"slices"
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
	for _, sec := range sections {
		t := &Table{Tight: true, Head: []Column{{noText, 6}, {text.Text{ZH: "事项", EN: "Matter"}, 20}, {text.Text{ZH: "情况", EN: "Particulars"}, 42}, {text.Text{ZH: "时限", EN: "Due"}, 9}, {text.Text{ZH: "交代", EN: "Word"}, 14}, {text.Text{ZH: "接收", EN: "Answer"}, 9}}}
		var asBooked []text.Text
		for i := range p.Live {
			switch l := &p.Live[i]; {
			case string(l.Section) != sec.Code:
			case agrees(l):
				asBooked = append(asBooked, found(l))
			default:
				t.Rows = append(t.Rows, lineRow(len(t.Rows)+1, l))
			}
		}
		if asBooked != nil {
			t.Rows = append(t.Rows, []text.Text{same(strconv.Itoa(len(t.Rows) + 1)), text.Text{ZH: "相符 %[1]d 样", EN: "as they should be: %[1]d"}.With(len(asBooked)), parts(asBooked...), {}, {}, {}})
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

// agrees says that a thing was counted, is as it should be, and nobody said more of it: such
// things share one row, since a page has few.
func agrees(l *rules.Line) bool {
	return l.Count != nil && l.Count.Done() && l.Quiet && !l.Late && l.Word == "" && l.Query == ""
}

// found is a thing with how many there are.
func found(l *rules.Line) text.Text {
	if l.Count.Found == nil {
		return l.Title
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(l.Title, *l.Count.Found, l.Count.Unit)
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

func lineRow(n int, line *rules.Line) []text.Text {
	row := *line
	l := &row
	due, answer := text.Text{}, text.Text{}
	if l.Due != nil {
		due = same(rules.Stamp(*l.Due))
	}
	if l.Overdue {
		due = text.Text{ZH: "%[1]s 逾期", EN: "%[1]s late"}.With(due)
	}
	if l.Count != nil {
		l.Detail = append(slices.Clip(l.Detail), l.Count.Said())
	}
	if l.Late {
		l.Detail = append(slices.Clip(l.Detail), text.Text{ZH: "交出后新增或有变", EN: "came or changed after it was presented"})
	}
	switch {
	case l.Query != "":
		answer = text.Text{ZH: "疑问: %[1]s", EN: "query: %[1]s"}.With(l.Query)
	case l.Accepted != nil:
		answer = text.Text{ZH: "已接收", EN: "taken"}
	}
	return []text.Text{same(strconv.Itoa(n)), l.Title, parts(l.Detail...), due, same(l.Word), answer}
}
