package wording

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Report is a report to the county in figures alone: it tells of nobody, whoever reads it. One
// that was sent stands as it was sent; below it, under a head of its own, what the book has now.
func Report(r Room, p *view.Report) Paper {
	title := rules.WordOf(rules.ReportWords, string(p.Kind))
	if p.Sent == nil {
		return drawnUp(r, p, title)
	}
	paper := drawnUp(r, p, text.Text{ZH: "现在的情况", EN: "As it stands now"})
	paper.Title, paper.Lines = title, append(slices.Clone(p.Sent.Lines), paper.Lines...)
	return paper
}

// Further is a report that follows p, which was sent: an addition says its words alone, a
// correction what was wrong and then the figures anew.
func Further(r Room, p *view.Report, next *rules.Report) Paper {
	said := text.Text{ZH: "%[1]s: %[2]s (接 %[3]s 所报)", EN: "%[1]s: %[2]s (after what was sent at %[3]s)"}.
		With(rules.WordOf(rules.ReportFormWords, string(next.Form)), (cover{}).words(next.Words), moment(p.Sent.At))
	if next.Form == rules.ReportMore {
		return r.paper("report_"+string(p.Kind), next.Called(), text.Text{ZH: "%[1]s。%[2]s", EN: "%[1]s. %[2]s"}.With(next.Called(), r.signed()), said)
	}
	paper := drawnUp(r, p, next.Called())
	paper.Lines = append(paper.Lines[:1:1], append([]text.Text{said}, paper.Lines[1:]...)...)
	return paper
}

// drawnUp is the figures under a title.
func drawnUp(r Room, p *view.Report, title text.Text) Paper {
	f := &p.Figures
	lines := []text.Text{text.Text{ZH: "%[1]s (%[2]s至%[3]s)。%[4]s", EN: "%[1]s (%[2]s to %[3]s). %[4]s"}.With(title, moment(p.From), moment(p.Till), r.signed())}
	if f.Nothing() {
		lines = append(lines, text.Text{ZH: "零报告: 无新增救助事项, 巡查未发现流浪露宿人员。", EN: "Nil report: no new case, and patrols found nobody."})
	}
	lines = append(lines,
		text.Text{ZH: "一、受理: 来电来访 %[1]d 件 (来访 %[2]d), 去电 %[3]d 次, 查岗 %[4]d 次, 上级通知 %[5]d 件; 有期限未办结 %[6]d 件。",
			EN: "1. Came in: %[1]d calls and visits (%[2]d visits), %[3]d calls out, %[4]d duty checks, %[5]d words from above; open with a term: %[6]d."}.
			With(f.Calls, f.Visits, f.Out, f.Checks, f.Above, f.Terms),
		text.Text{ZH: "二、救助: 新立 %[1]d 件, 处置 %[2]d 件 (拒绝救助 %[3]d), 办结 %[4]d 件; 在办 %[5]d 件, 在避寒点 %[6]d 人。",
			EN: "2. Cases: %[1]d opened, %[2]d settled (%[3]d declined), %[4]d closed; now open %[5]d, in shelters %[6]d."}.
			With(f.Opened, f.Settled, f.Refused, f.Closed, f.Open, f.Shelter),
		text.Text{ZH: "三、巡查: %[1]d 趟 (夜间 %[2]d), 到站 %[3]d 处, 发现 %[4]d 人, 隐患 %[5]d 处; 各村当日巡查 %[6]d/%[7]d; 在外 %[8]d 趟。",
			EN: "3. Patrols: %[1]d (%[2]d by night), %[3]d stops, %[4]d persons found, %[5]d hazards; villages patrolled that day %[6]d of %[7]d; now out %[8]d."}.
			With(f.Patrols, f.Night, f.Stops, f.Found, f.Hazards, f.Villages, f.OfAll, f.Away),
		text.Text{ZH: "四、物资: 发放 %[1]d 件。", EN: "4. Goods: %[1]d given out."}.With(int(f.Issued)),
		text.Text{ZH: "五、天气: %[1]s。", EN: "5. Weather: %[1]s."}.With(weather(r, &view.Board{Warnings: p.Warnings})))
	if p.Till.Before(p.Now) {
		lines = append(lines, text.Text{ZH: "在办、避寒点、有期限和在外的数, 截至 %[1]s。", EN: "What is open, in shelters, with a term or out is counted at %[1]s."}.With(rules.Stamp(p.Now)))
	}
	return r.paper("report_"+string(p.Kind), title, lines...)
}

// RoomOfReport is the room that a report speaks for.
func RoomOfReport(p *view.Report) Room { return Room{Town: p.Town, Now: p.Now, Duty: p.Duty} }
