package sheet

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/wording"
)

// reportTitle is what a printed report is called.
func (d drawing) reportTitle() text.Text {
	if s := d.p.Report.Sent; s != nil {
		return s.Called()
	}
	return rules.WordOf(rules.ReportWords, string(d.p.Report.Kind))
}

// report is the paragraphs of a report, and who sent it to whom, or room to write that.
func (d drawing) report() []Part {
	p := d.p.Report
	paper := wording.Report(wording.RoomOfReport(p), p)
	lines, sentTo := paper.Lines, text.Text{ZH: "________ 收, ____ 时 ____ 分", EN: "received by ________ at ________"}
	if s := p.Sent; s != nil {
		lines = s.Lines
		sentTo = text.Text{ZH: "%[1]s %[2]s 收, %[3]s, %[4]s 报", EN: "%[1]s, received by %[2]s, %[3]s, sent by %[4]s"}.With(s.To, s.Receiver, rules.Stamp(s.At), s.Name)
		if s.How != "" {
			sentTo = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, by %[2]s"}.With(sentTo, rules.WordOf(rules.ReportHowWords, string(s.How)))
		}
	}
	body := Part{}
	for i, l := range lines {
		label := text.Text{ZH: "情况", EN: "Situation"}
		if i == 0 {
			label = text.Text{ZH: "时段", EN: "Hours"}
		}
		body.Cells = append(body.Cells, Cell{Label: label, Value: l, Wide: true})
	}
	body.Cells = append(body.Cells, Cell{Label: text.Text{ZH: "报送", EN: "Sent"}, Value: sentTo, Wide: true})
	return []Part{body, {Signs: []Sign{{Who: text.Text{ZH: "值班员", EN: "Duty officer"}, Name: d.p.Duty.Main}, {Who: text.Text{ZH: "带班领导", EN: "Leader"}, Name: d.p.Duty.Leader}}}}
}
