package wording

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Log is the duty log by its times and acts alone: what was said and of whom stays in the
// book, of a case its number is told.
func Log(r Room, p *view.Log) Paper {
	title := text.Text{ZH: "值班日志 %[1]s", EN: "Duty log %[1]s"}.With(string(p.Date))
	lines := []text.Text{text.Text{ZH: "值班日志 %[1]s。", EN: "Duty log of %[1]s."}.With(string(p.Date))}
	if s := p.Shift; s != nil {
		title = text.Text{ZH: "值班日志 %[1]s", EN: "Duty log %[1]s"}.With(tail(s.ID))
		lines = []text.Text{text.Text{ZH: "值班日志, 班次%[1]s至%[2]s。值班员 %[3]s, 带班领导 %[4]s。", EN: "Duty log, shift %[1]s to %[2]s. Officer %[3]s, leader %[4]s."}.
			With(moment(s.Start), moment(s.End), p.Names[s.Main], p.Names[s.Leader])}
	}
	if len(p.Weather) > 0 {
		lines = append(lines, text.Text{ZH: "天气: %[1]s。", EN: "Weather: %[1]s."}.With(list(p.Weather, none)))
	}
	for i := range p.Rows {
		w := &p.Rows[i]
		what := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(w.When()), w.What)
		if kind, id := rules.Source(w.Key); kind == "case" || kind == "call" {
			what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s, %[2]s"}.With(what, tail(id))
		}
		if w.Struck {
			what = text.Text{ZH: "%[1]s (已划去)", EN: "%[1]s (struck out)"}.With(what)
		}
		lines = append(lines, text.Text{ZH: "%[1]s, %[2]s。", EN: "%[1]s, %[2]s."}.With(what, w.By))
	}
	if len(p.Rows) == 0 {
		lines = append(lines, text.Text{ZH: "没有记录。", EN: "Nothing was written."})
	}
	for i := range p.Readings {
		if m := &p.Readings[i]; m.Stands() {
			lines = append(lines, text.Text{ZH: "带班领导 %[1]s 于%[2]s阅签。", EN: "Read by %[1]s, %[2]s."}.With(m.Name, moment(m.At)))
		}
	}
	return r.paper("log", title, lines...)
}
