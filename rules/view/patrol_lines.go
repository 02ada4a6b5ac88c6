package view

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Ago is how long ago something was, in its greatest unit.
func Ago(d time.Duration) text.Text {
	switch m := max(int(d.Minutes()), 0); {
	case m < 60:
		return text.Text{ZH: "%[1]d分前", EN: "%[1]dm ago"}.With(m)
	case m < 48*60:
		return text.Text{ZH: "%[1]d时前", EN: "%[1]dh ago"}.With(m / 60)
	default:
		return text.Text{ZH: "%[1]d天前", EN: "%[1]dd ago"}.With(m / 60 / 24)
	}
}

// PatrolLines is all that is known of a patrol, a label and what stands behind it a line.
func PatrolLines(r *PatrolRow) [][2]text.Text {
	p := &r.Patrol
	var out [][2]text.Text
	add := func(label, said text.Text) {
		if strings.TrimSpace(said.In(text.ZH)) != "" {
			out = append(out, [2]text.Text{label, said})
		}
	}
	plain := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	add(text.Text{ZH: "划去", EN: "Struck out"}, plain(p.Struck))
	add(text.Text{ZH: "村(社区)", EN: "Village"}, plain(r.Village))
	add(text.Text{ZH: "电话", EN: "Telephone"}, plain(p.Phone))
	add(text.Text{ZH: "联合", EN: "With"}, plain(strings.Join(p.Agencies, "、")))
	var kinds []text.Text
	if r.Night {
		kinds = append(kinds, text.Text{ZH: "夜间 (P3.4.4)", EN: "by night (P3.4.4)"})
	}
	if r.Joint {
		kinds = append(kinds, text.Text{ZH: "联合 (P1.3.5)", EN: "joint (P1.3.5)"})
	}
	if kinds != nil {
		add(text.Text{ZH: "类别", EN: "Kind"}, text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(kinds))
	}
	protected := text.Text{ZH: "未问 (P1.4.3)", EN: "not asked (P1.4.3)"}
	switch rules.TriOf(p.Protected) {
	case rules.Yes:
		protected = text.Text{ZH: "到位 (P1.4.3)", EN: "at hand (P1.4.3)"}
	case rules.No:
		protected = text.Text{ZH: "没有 (P1.4.3)", EN: "none (P1.4.3)"}
	}
	add(text.Text{ZH: "防护", EN: "Protection"}, protected)
	add(text.Text{ZH: "说明", EN: "Note"}, plain(p.Note))
	if by := p.BackBy(); by != nil {
		add(text.Text{ZH: "应回", EN: "Expected"}, plain(rules.Stamp(*by)))
	}
	add(stamped(text.Text{ZH: "出发", EN: "left"}, p.Out), p.Out.Teller())
	for i := range p.Stops {
		add(stopLine(&p.Stops[i]))
	}
	var left []string
	for _, w := range p.Missed() {
		left = append(left, w.Text)
	}
	add(text.Text{ZH: "没到", EN: "Not reached"}, plain(strings.Join(left, "、")))
	if p.Back != nil {
		back := p.Back.Teller()
		if p.Result != "" {
			back = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(p.Result, back)
		}
		add(stamped(text.Text{ZH: "返回", EN: "back"}, *p.Back), back)
	}
	for _, u := range p.Undone {
		add(text.Text{ZH: "撤回", EN: "Taken back"}, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(u.At), u.Reason))
	}
	return out
}

func stamped(what text.Text, s rules.PatrolStep) text.Text {
	return text.Text{ZH: "%[2]s %[1]s", EN: "%[2]s %[1]s"}.With(what, rules.Stamp(s.At))
}

// stopLine is one stop: its number and place, and all that was noted there.
func stopLine(s *rules.PatrolStop) (label, said text.Text) {
	label = stamped(text.Text{ZH: "第%[1]d站", EN: "stop %[1]d"}.With(s.No), s.PatrolStep)
	said = text.Text{ZH: s.Place.Text, EN: s.Place.Text}
	if said.ZH == "" {
		said = text.Text{ZH: "(名册外)", EN: "(on no list)"}
	}
	more := func(t text.Text) { said = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(said, t) }
	if s.Struck != "" {
		more(text.Text{ZH: "已划去: %[1]s", EN: "struck out: %[1]s"}.With(s.Struck))
	}
	if s.Skipped {
		more(text.Text{ZH: "跳过", EN: "passed over"})
	}
	if s.Seen != "" {
		more(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(s.Seen))
	}
	if s.Case != "" {
		more(text.Text{ZH: "发现人, 事项 %[1]s", EN: "a person found, case %[1]s"}.With(s.Case))
	}
	if s.Hazard != "" {
		state := text.Text{ZH: "未处理", EN: "not dealt with"}
		if s.Fixed != nil {
			state = text.Text{ZH: "%[1]s 已处理: %[2]s", EN: "dealt with %[1]s: %[2]s"}.With(rules.Stamp(s.Fixed.At), s.Fixed.Text)
		}
		more(text.Text{ZH: "隐患: %[1]s (%[2]s)", EN: "hazard: %[1]s (%[2]s)"}.With(s.Hazard, state))
	}
	if s.BackBy != nil {
		more(text.Text{ZH: "应回改为 %[1]s", EN: "now back by %[1]s"}.With(rules.Stamp(*s.BackBy)))
	}
	if s.Told != "" {
		more(s.Teller())
	}
	return label, said
}
