package operations

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/route"
)

// planLines are what one plan asks of the township in its season.
func planLines(pl *view.PlanPage, sections []plan.Section) []line {
	out := under("window", text.Text{ZH: "期限", EN: "Window"}, windowLine(pl))
	out = append(out, under("dues", duesText, dueLines(pl.Deadlines, func(string) string { return pl.Operation })...)...)
	if pl.Roster != nil {
		out = append(out, under("roster", rosterText, rosterLine(pl.Roster))...)
	}
	out = append(out, dutyLines(pl.Duties)...)
	out = append(out, under("registers", registersText, registerLines(pl.Registers)...)...)
	out = append(out, demandLines(pl.Demands)...)
	out = append(out, under("kits", text.Text{ZH: "成套物资", EN: "Kits"}, kitLines(pl.Kits)...)...)
	told := explained(pl, sections)
	for i := range sections {
		if s := &sections[i]; asksFor(s.Name) {
			out = append(out, under("section/"+s.Name, s.Title, told.rows(s.Name, s.Rows, 0)...)...)
		}
	}
	out = append(out, under("figures", text.Text{ZH: "金额和户数", EN: "Sums and counts"}, figureLines(pl)...)...)
	out = append(out, under("lists", text.Text{ZH: "清单", EN: "Checklists"}, checkLines(pl.Lists)...)...)
	out = append(out, under("readings", text.Text{ZH: "有歧义处的读法", EN: "Readings"}, readingLines(pl)...)...)
	return append(out, under("settings", text.Text{ZH: "本镇设定的数", EN: "Figures of the township"}, settingLines(pl)...)...)
}

// windowLine is the season with its days.
func windowLine(pl *view.PlanPage) line {
	l := line{id: "window", what: daysText(pl.From, pl.To), stands: standing(&pl.PlanRow), clauses: pl.Clause}
	if pl.Review {
		l.what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(l.what, reviewText)
		l.notes = append(l.notes, note{label: readingLabel, says: text.Text{ZH: "%[1]s: 「某日前」含当日否, 由本镇选定", EN: "%[1]s: whether \"before a day\" takes in that day; the township chooses"}.With(plan.ReadBefore)})
	}
	l.notes = append(l.notes, note{label: text.Text{ZH: "方案", EN: "The plan"}, says: ownWindow(pl)})
	for _, o := range pl.Operations {
		l.notes = append(l.notes, note{label: daysLabel, says: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(o.ID, daysText(o.From, o.To))}, note{label: endedText, says: text.T(o.Ended, o.Ended)})
	}
	return l
}

// daysText is a window in words; some texts print no first day, or none at all.
func daysText(from, to rules.Date) text.Text {
	switch {
	case to == "":
		return text.Text{ZH: "条文没写起止日期", EN: "no days in the text"}
	case from == "":
		return text.Text{ZH: "至 %[1]s, 条文没写首日", EN: "to %[1]s, no first day in the text"}.With(string(to))
	}
	return text.Text{ZH: "%[1]s 至 %[2]s, 共 %[3]d 天", EN: "%[1]s to %[2]s, %[3]d days"}.With(string(from), string(to), plan.Days(from, to)+1)
}

func kitLines(kits []rules.Kit) []line {
	var out []line
	for i := range kits {
		k := &kits[i]
		var goods []string
		for _, g := range k.Lines {
			goods = append(goods, text.Text{ZH: "%[1]s×%[2]d", EN: "%[1]s×%[2]d"}.With(g.Good, g.Qty).In(text.ZH))
		}
		s := strings.Join(goods, " ")
		out = append(out, line{id: "kit/" + k.ID, what: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(k.Title(), s), clauses: strings.Join(k.Clauses, " ")})
	}
	return out
}

// figureLines are the sums and counts of the plan. One that the township types leads to its
// row on the page of settings once the plan is adopted.
func figureLines(pl *view.PlanPage) []line {
	var out []line
	for i := range pl.Figures {
		f := &pl.Figures[i]
		l := line{id: "figure/" + f.Item, what: f.Text, stands: f.Words(), clauses: strings.Join(f.Clauses, " ")}
		if f.Open == "" && len(f.Parts) == 0 && f.Total != nil && f.Per != "" {
			l.stands = text.Text{ZH: "%[1]d %[2]s", EN: "%[1]d %[2]s"}.With(*f.Total, f.Unit)
		}
		l.notes = append(l.notes, note{label: text.Text{ZH: "怎样算", EN: "How"}, says: f.Words()})
		for _, p := range f.Parts {
			says := text.Text{ZH: "%[1]d %[2]s", EN: "%[1]d %[2]s"}.With(p.Total, f.Unit)
			if p.Households > 0 {
				says = text.Text{ZH: "%[1]d 户 %[2]d 人", EN: "%[1]d households, %[2]d persons"}.With(p.Households, p.Persons)
			}
			l.notes = append(l.notes, note{label: p.Text, says: says})
		}
		if r := f.Reading; r != nil {
			l.notes = append(l.notes, note{label: readingLabel, says: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.ID, r.Text)})
		}
		if f.Open != "" {
			l.notes = append(l.notes, note{label: text.Text{ZH: "怎样改", EN: "To change"}, says: how(pl)})
			if pl.Operation != "" {
				l.to = &route.To{Page: route.Settings, Focus: "/set/" + pl.Operation + "/" + f.Item}
			}
		}
		out = append(out, l)
	}
	return out
}

// asksFor says whether a section of a plan's file is shown as it stands: who gets which money
// and how, and who answers for whom. The others have lines of their own.
func asksFor(name string) bool {
	part, rest, _ := strings.Cut(name, ".")
	return slices.Contains([]string{"followup", "grants", "amounts", "funds", "delivery", "stages", "owners"}, part) && rest != "readings" && rest != "implied"
}

func checkLines(lists []view.PlanList) []line {
	var out []line
	for i := range lists {
		c := &lists[i]
		l := line{id: "list/" + c.List, what: c.Text, stands: text.Text{ZH: "%[1]d 项", EN: "%[1]d items"}.With(len(c.Items)), clauses: strings.Join(c.Clauses, " ")}
		for _, it := range c.Items {
			l.notes = append(l.notes, note{label: text.T("-", "-"), says: it.Text})
		}
		out = append(out, l)
	}
	return out
}

// readingLines are the places that can be read two ways. Those that the township may choose
// lead to the page of settings once the plan is adopted.
func readingLines(pl *view.PlanPage) []line {
	var out []line
	for i := range pl.Readings {
		r := &pl.Readings[i]
		l := line{id: "reading/" + r.ID + count(i).ZH, what: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(r.ID, r.Text), clauses: strings.Join(r.Clauses, " ")}
		if r.Options == nil {
			l.stands = text.Text{ZH: "按登记的读法", EN: "as the register reads it"}
			out = append(out, l)
			continue
		}
		l.stands = rules.WordOf(r.Options, r.Taken)
		for k, o := range r.Options {
			label := text.Text{ZH: "也可读作", EN: "Also"}
			switch {
			case k == 0:
				label = text.Text{ZH: "登记读法", EN: "Register"}
			case o.Code == r.Taken:
				label = text.Text{ZH: "本镇选定", EN: "Chosen"}
			}
			l.notes = append(l.notes, note{label: label, says: o.Text})
		}
		if pl.Operation != "" {
			l.to = &route.To{Page: route.Settings, Focus: "/set/" + pl.Operation + "/" + r.ID}
		}
		l.notes = append(l.notes, note{label: text.Text{ZH: "怎样改", EN: "To change"}, says: how(pl)})
		out = append(out, l)
	}
	return out
}

// how says where a setting of the plan is changed.
func how(pl *view.PlanPage) text.Text {
	if pl.Operation == "" {
		return text.Text{ZH: "启用时写, 启用后在设置页改", EN: "when the plan is adopted, afterwards on the page of settings"}
	}
	return text.Text{ZH: "Enter 到设置页改", EN: "Enter goes to the page of settings"}
}

// settingLines are the figures that the plan leaves to the township.
func settingLines(pl *view.PlanPage) []line {
	var out []line
	for i := range pl.Settings {
		s := &pl.Settings[i]
		if slices.ContainsFunc(pl.Readings, func(r rules.Ambiguity) bool { return r.ID == s.Name && r.Options != nil }) ||
			slices.ContainsFunc(pl.Figures, func(f rules.Figure) bool { return f.Item == s.Name }) {
			continue
		}
		l := line{id: "setting/" + s.Name, what: s.Label, stands: value(s, s.Value), clauses: s.Clause, notes: []note{
			{label: text.Text{ZH: "默认", EN: "Default"}, says: text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(value(s, s.Default), s.From)},
			{label: text.Text{ZH: "怎样改", EN: "To change"}, says: how(pl)}, {label: text.Text{ZH: "说明", EN: "What for"}, says: s.Help}}}
		if pl.Operation != "" {
			l.to = &route.To{Page: route.Settings, Focus: "/set/" + pl.Operation + "/" + s.Name}
		}
		out = append(out, l)
	}
	return out
}

// value is a value of a setting with its word or its unit.
func value(s *view.SettingRow, v string) text.Text {
	switch {
	case v == "":
		return text.Text{ZH: "无", EN: "none"}
	case len(s.Options) > 0:
		return rules.WordOf(s.Options, v)
	case s.Unit.IsZero():
		return text.T(v, v)
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(v, s.Unit)
}
