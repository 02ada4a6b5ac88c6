package wording

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// rows is how many matters a paper of the board names; the others are counted.
const rows = 12

// Board says how the desk stands: what is due and how late, the weather, what is short.
func Board(r Room, b *view.Board) Paper {
	lines := []text.Text{
		text.Text{ZH: "%[1]s。%[2]s", EN: "%[1]s. %[2]s"}.With(r.crew(), seasons(b)),
		standing(b),
	}
	if n := len(b.Asks); n > 0 {
		lines = append(lines, text.Text{ZH: "情况待询明的救助事项 %[1]d 件。", EN: "Cases with something still to be asked: %[1]d."}.With(n))
	}
	for i, row := range b.Rows {
		if i == rows {
			lines = append(lines, text.Text{ZH: "另有 %[1]d 件从略。", EN: "%[1]d more are left out."}.With(len(b.Rows)-rows))
			break
		}
		lines = append(lines, text.Text{ZH: "%[1]d. %[2]s", EN: "%[1]d. %[2]s"}.With(i+1, matter(r, &row)))
	}
	lines = append(lines, text.Text{ZH: "物资: %[1]s。", EN: "Goods: %[1]s."}.With(short(b)),
		text.Text{ZH: "天气: %[1]s。", EN: "Weather: %[1]s."}.With(weather(r, b)))
	return r.paper("board", text.Text{ZH: "值班室情况", EN: "The desk"}, lines...)
}

// standing counts what is open.
func standing(b *view.Board) text.Text {
	return text.Text{ZH: "在办救助事项 %[1]d 件, 未办结来电来访 %[2]d 件; 待办 %[3]d 项, 其中逾期 %[4]d 项。",
		EN: "Open cases %[1]d, open calls %[2]d; to do %[3]d, of which late %[4]d."}.With(b.OpenCases, b.OpenCalls, b.Todo, b.Overdue)
}

// seasons are the operations that have begun.
func seasons(b *view.Board) text.Text {
	var parts []text.Text
	for _, s := range b.Seasons {
		if s.Day > 0 && s.Day <= s.Days {
			parts = append(parts, text.Text{ZH: "%[1]s第 %[2]d 天(共 %[3]d 天)", EN: "%[1]s, day %[2]d of %[3]d"}.With(s.Title, s.Day, s.Days))
		}
	}
	if parts == nil {
		return text.Text{}
	}
	return text.Text{ZH: "%[1]s。", EN: "%[1]s."}.With(join(parts, "; ", "; "))
}

var sources = map[string]text.Text{
	"case":     {ZH: "救助事项", EN: "case"},
	"due":      {ZH: "待办事项", EN: "to do"},
	"call":     {ZH: "来电来访", EN: "call"},
	"order":    {ZH: "领导口头指示待补签", EN: "leader's order to be signed"},
	"handover": {ZH: "交接班", EN: "handover"},
	"ask":      {ZH: "情况待询明", EN: "still to be asked"},
	"note":     {ZH: "记事", EN: "note"},
	"release":  {ZH: "上一班未签接", EN: "the shift before was not signed for"},
	"draft":    {ZH: "写了没有保存的草稿", EN: "drafts left unsaved"},
	"duty":     {ZH: "到期事项", EN: "dated duty"},
	"notice":   {ZH: "传达通知", EN: "notice to be passed on"},
	"paper":    {ZH: "单据待签章", EN: "paper to be signed or sealed"},
	"report":   {ZH: "待报", EN: "report to be sent:"},
	"patrol":   {ZH: "巡查", EN: "patrol"},
	"hazard":   {ZH: "未处理的隐患", EN: "hazards not dealt with"},
	"roster":   {ZH: "排班", EN: "roster"},
	"team":     {ZH: "在外的人车", EN: "team that is out"},
	"log":      {ZH: "值班日志待阅签", EN: "log to be read"},
	"referral": {ZH: "移送", EN: "referral"},
	"forced":   {ZH: "未清即办结", EN: "closed over open lines"},
	"season":   {ZH: "方案", EN: "plan"},
	"thing":    {ZH: "物品", EN: "thing to be counted"},
	"stock":    {ZH: "物资", EN: "goods"},
	"warning":  {ZH: "预警", EN: "warning"},
	"counts":   {ZH: "本班计数", EN: "counts of the shift"},
	"shift":    {ZH: "班次", EN: "shift"},
}

// source is what a key of the board or of a handover is about, and which one where people
// know it by its number.
func source(key string) text.Text {
	kind, id := rules.Source(key)
	switch {
	case key == "patrol/next":
		return text.Text{ZH: "该出去巡查", EN: "a patrol to be sent out"}
	case kind == "report":
		id, _, _ = strings.Cut(id, "/")
		return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(sources[kind], rules.WordOf(rules.ReportWords, id))
	case kind == "hazard", kind == "roster":
		return sources[kind]
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(sources[kind], tail(id))
}

// matter is one row of the board by its number and its clock alone: its own words would
// tell of persons and of their health.
func matter(r Room, row *view.DueRow) text.Text {
	what := source(row.Key)
	if row.More > 0 {
		what = text.Text{ZH: "%[1]s 共 %[2]d 项", EN: "%[1]s, %[2]d matters"}.With(what, row.More+1)
	}
	return text.Text{ZH: "%[1]s: %[2]s。", EN: "%[1]s: %[2]s."}.With(what, clock(r, row.State, row))
}

func clock(r Room, state rules.ObligationState, row *view.DueRow) text.Text {
	switch {
	case row.Due == nil:
		return text.Text{ZH: "待办", EN: "to do"}
	case state == rules.Overdue:
		return text.Text{ZH: "应于%[1]s前办, 已逾期 %[2]s", EN: "was due by %[1]s, late by %[2]s"}.With(moment(*row.Due), late(*row.Due, r.Now))
	}
	return text.Text{ZH: "应于%[1]s前办", EN: "due by %[1]s"}.With(moment(*row.Due))
}

// short is what lies below its minimum or is about to expire.
func short(b *view.Board) text.Text {
	var parts []text.Text
	for _, s := range b.Short {
		if s.OnHand < s.Min {
			parts = append(parts, text.Text{ZH: "%[1]s不足, 可发 %[2]d%[4]s, 最低 %[3]d%[4]s", EN: "%[1]s short, %[2]d %[4]s to give, minimum %[3]d"}.With(s.Item, s.OnHand, s.Min, s.Unit))
		}
		if s.Expires != "" {
			parts = append(parts, text.Text{ZH: "%[1]s临期, 最早一批 %[2]s 到期", EN: "%[1]s about to expire, the first lot on %[2]s"}.With(s.Item, string(s.Expires)))
		}
	}
	return list(parts, text.Text{ZH: "无短缺", EN: "nothing short"})
}

// weather is the warnings in force.
func weather(r Room, b *view.Board) text.Text {
	var parts []text.Text
	for _, w := range b.Warnings {
		if w.InForce(r.Now) {
			parts = append(parts, text.Text{ZH: "%[1]s生效中, %[2]s", EN: "%[1]s in force, %[2]s"}.With(signal(&w), span(&w)))
		}
	}
	return list(parts, text.Text{ZH: "无生效预警", EN: "no warning in force"})
}

func signal(w *rules.Warning) text.Text {
	return text.Text{ZH: "%[1]s%[2]s预警", EN: "%[1]s warning, %[2]s"}.
		With(rules.WordOf(command.WarningKinds, string(w.Kind)), rules.WordOf(command.WarningLevels, string(w.Level)))
}

func span(w *rules.Warning) text.Text {
	if w.Until == nil {
		return text.Text{ZH: "自%[1]s起至解除", EN: "from %[1]s until lifted"}.With(moment(w.From))
	}
	return text.Text{ZH: "自%[1]s起至%[2]s", EN: "from %[1]s to %[2]s"}.With(moment(w.From), moment(*w.Until))
}

// Warnings passes on the warnings of the board, one paragraph each.
func Warnings(r Room, b *view.Board) Paper {
	var lines []text.Text
	for _, w := range b.Warnings {
		l := text.Text{ZH: "%[1]s, %[2]s。", EN: "%[1]s, %[2]s."}.With(signal(&w), span(&w))
		if said := (cover{}).words(w.Text); !said.IsZero() {
			l = text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s %[2]s"}.With(l, said)
		}
		lines = append(lines, l)
	}
	if lines == nil {
		lines = []text.Text{{ZH: "无生效预警。", EN: "No warning in force."}}
	}
	return r.paper("warning", text.Text{ZH: "预警通知", EN: "Warnings"}, append(lines, r.signed())...)
}
