package sheet

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

var logTitle = text.Text{ZH: "值班日志", EN: "Duty log"}

// LogNumber names a printed log: its shift, or its day.
func LogNumber(p *view.Log) string {
	if p.Shift != nil {
		return p.Shift.ID
	}
	return string(p.Date)
}

// log is the duty log in the columns of docs/domain.md §2.2: who and when, the weather, every
// entry, and the leaders who read it, or room for their hand.
func (d drawing) log() []Part {
	p := d.p.Log
	head := Part{}
	if s := p.Shift; s != nil {
		crew := []string{d.crew(s.Main)}
		for _, id := range s.Deputies {
			crew = append(crew, d.crew(id))
		}
		head.Cells = append(head.Cells,
			Cell{Label: text.Text{ZH: "班次", EN: "Shift"}, Value: text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(rules.Stamp(s.Start), rules.Stamp(s.End))},
			Cell{Label: text.Text{ZH: "带班领导", EN: "Leader"}, Value: same(d.crew(s.Leader))},
			Cell{Label: text.Text{ZH: "值班人员", EN: "On duty"}, Value: same(strings.Join(crew, "、"))},
			Cell{Label: text.Text{ZH: "驾驶员", EN: "Driver"}, Value: same(dash(d.crew(s.Driver)))})
	} else {
		head.Cells = append(head.Cells, Cell{Label: text.Text{ZH: "日期", EN: "Date"}, Value: same(string(p.Date)), Wide: true})
	}
	weather := parts(p.Weather...)
	if weather.IsZero() {
		weather = text.Text{ZH: "无预警", EN: "no warning"}
	}
	head.Cells = append(head.Cells, Cell{Label: text.Text{ZH: "天气预警", EN: "Weather"}, Value: weather, Wide: true})
	t := &Table{Tight: true, Head: []Column{{atText, 11}, {text.Text{ZH: "类别", EN: "Kind"}, 12}, {text.Text{ZH: "来源单位、人", EN: "From"}, 16},
		{text.Text{ZH: "内容", EN: "What"}, 32}, {text.Text{ZH: "处理", EN: "Handling"}, 19}, {text.Text{ZH: "记录人", EN: "By"}, 10}}}
	for i := range p.Rows {
		t.Rows = append(t.Rows, logRow(&p.Rows[i]))
	}
	out := []Part{head, {Table: t}}
	if p.Cut > 0 {
		out[0].Cells = append(out[0].Cells, Cell{Label: remarkText, Wide: true, Value: text.Text{ZH: "更早的 %[1]d 条未列, 按日期打印", EN: "%[1]d earlier entries are left out: print by date"}.With(p.Cut)})
	}
	if p.Shift == nil {
		return out
	}
	return append(out, Part{Signs: append(d.ends(), readings(p.Readings)...)})
}

// ends are the signatures under a shift that is over: of who left and who took over, or of the
// leader who let it pass; room for the pen before that.
func (d drawing) ends() []Sign {
	p := d.p.Log
	leaving, taking := text.Text{ZH: "交班人", EN: "Leaving"}, text.Text{ZH: "接班人", EN: "Taking over"}
	switch s := p.Signed; {
	case s == nil:
		return []Sign{signed(leaving, "", nil), signed(taking, "", nil)}
	case s.Release != nil:
		pass := signed(text.Text{ZH: "放行", EN: "Let pass"}, s.Release.Name, &s.Release.Signature)
		pass.Lines = append(pass.Lines, same(s.Release.Reason))
		return []Sign{pass, signed(text.Text{ZH: "接替人补签", EN: "Who went on"}, s.Incoming, nil)}
	default:
		return []Sign{signed(leaving, d.crew(p.Shift.Main), s.Given), signed(taking, s.Incoming, s.Taken)}
	}
}

// crew is somebody of the crew by id, "" for nobody.
func (d drawing) crew(id string) string {
	if n := d.p.Log.Names[id]; n != "" {
		return n
	}
	return id
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func logRow(r *view.LogRow) []text.Text {
	what := r.What
	if r.Words != "" {
		what = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.What, r.Words)
	}
	if r.Struck {
		what = text.Text{ZH: "(已划去) %[1]s", EN: "(struck out) %[1]s"}.With(what)
	}
	return []text.Text{same(rules.Stamp(r.When())), r.Category(), r.From, what, r.Handled(), same(r.By)}
}
