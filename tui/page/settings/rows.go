package settings

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// kind is what a row is.
type kind int

const (
	heading    kind = iota // of a group; nothing can be done on it
	preference             // of this officer
	setting                // of the desk, or with an operation of a plan
	adoption               // a plan, adopted or not
)

// row is one line of the page. value is what holds, plain the default, both as people read
// them.
type row struct {
	kind         kind
	id           string
	label        text.Text
	help         text.Text
	value, plain text.Text
	from         text.Text // where the default comes from
	changed      bool
	name         string           // of a preference: its field
	set          *view.SettingRow // of a setting
	plan         *view.PlanRow    // of an adoption
	op           *rules.Operation // of a plan that is adopted
}

// choices are what an officer chooses for themselves: by the JSON name of the field, with
// the word for leaving it to the terminal.
var choices = []struct {
	name        string
	label, help text.Text
	auto        text.Text
	words       []rules.Named
}{
	{"lang", text.Text{ZH: "语言", EN: "Language"}, text.Text{ZH: "每次登录用的语言; 临时换语言只管这一次。", EN: "The language after signing in; a change by key is for this once."}, autoText, []rules.Named{
		{Code: string(text.ZH), Text: text.Text{ZH: "中文", EN: "中文"}},
		{Code: string(text.EN), Text: text.Text{ZH: "English", EN: "English"}},
	}},
	{"width", text.Text{ZH: "符号宽度", EN: "Width of signs"}, text.Text{ZH: "表格歪了就换一种: 引号、省略号等在各终端占一格或两格。", EN: "Change it when tables are askew: quotes, dots and the like take one cell or two."}, autoText, rules.WidthWords},
	{"theme", text.Text{ZH: "配色", EN: "Theme"}, text.Text{ZH: "高对比用强颜色、少写字, 给眼睛不好的人。", EN: "High contrast has strong colours and few words, for tired eyes."}, text.Text{ZH: "平常", EN: "ordinary"}, rules.ThemeWords},
}

var (
	autoText  = text.Text{ZH: "随终端", EN: "as the terminal"}
	mineText  = text.Text{ZH: "我的显示", EN: "How I see the desk"}
	deskText  = text.Text{ZH: "本台设置", EN: "The desk"}
	plansText = text.Text{ZH: "方案", EN: "Plans"}
	ownText   = text.Text{ZH: "本软件自定", EN: "this program's own"}
)

// rowsOf are the three groups, each under its heading.
func rowsOf(m *loaded) []row {
	rows := []row{{id: "/mine", label: mineText}}
	now := map[string]string{"lang": string(m.prefs.Lang), "width": m.prefs.Width, "theme": m.prefs.Theme}
	for _, c := range choices {
		r := row{kind: preference, id: "/mine/" + c.name, name: c.name, label: c.label, help: c.help, value: c.auto, plain: c.auto, from: ownText}
		if v := now[c.name]; v != "" {
			r.value, r.changed = rules.WordOf(c.words, v), true
		}
		rows = append(rows, r)
	}
	rows = append(rows, row{id: "/desk", label: deskText})
	for i := range m.settings.Rows {
		if s := &m.settings.Rows[i]; s.Operation == "" {
			rows = append(rows, settingRow(s))
		}
	}
	rows = append(rows, row{id: "/plans", label: plansText})
	for i := range m.plans {
		rows = append(rows, planRows(m, &m.plans[i])...)
	}
	return rows
}

func settingRow(s *view.SettingRow) row {
	r := row{kind: setting, id: "/set/" + s.Operation + "/" + s.Name, label: s.Label, help: s.Help, set: s, changed: s.Set,
		value: spoken(s, s.Value), plain: spoken(s, s.Default), from: s.From}
	if s.Clause != "" {
		r.from = text.Text{ZH: "条文 %[1]s", EN: "clause %[1]s"}.With(s.Clause)
	}
	return r
}

// spoken is a value with its word or its unit.
func spoken(s *view.SettingRow, v string) text.Text {
	switch {
	case v == "":
		return text.Text{ZH: "无", EN: "none"}
	case len(s.Options) > 0:
		return rules.WordOf(s.Options, v)
	case s.Unit.IsZero():
		return text.Text{ZH: v, EN: v}
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(v, s.Unit)
}

// planRows are the operations of a plan that are not over, each with its figures; or one
// row that adopts it.
func planRows(m *loaded, pl *view.PlanRow) []row {
	var rows []row
	for i := range pl.Operations {
		o := &pl.Operations[i]
		if o.Over(rules.DateOf(m.settings.Now)) {
			continue
		}
		from, to := windowOf(pl.Plan, seasonOf(o), "")
		r := adoptionRow(pl)
		r.id, r.op = "/plan/"+o.ID, o
		r.value, r.plain = daysOf(o.From, o.To), daysOf(from, to)
		r.changed = from != "" && from != o.From || to != "" && to != o.To
		rows = append(rows, r)
		for j := range m.settings.Rows {
			if s := &m.settings.Rows[j]; s.Operation == o.ID {
				rows = append(rows, settingRow(s))
			}
		}
	}
	if rows == nil {
		from, to := windowOf(pl.Plan, 0, rules.DateOf(m.settings.Now))
		r := adoptionRow(pl)
		r.id, r.value = "/plan/"+pl.Plan, text.Text{ZH: "未启用", EN: "not adopted"}
		r.plain = daysOf(from, to)
		rows = append(rows, r)
	}
	return rows
}

// daysOf is a window in words; some texts print no first day, or none at all.
func daysOf(from, to rules.Date) text.Text {
	switch {
	case to == "":
		return text.Text{ZH: "条文没写日期", EN: "no days in the text"}
	case from == "":
		return text.Text{ZH: "至 %[1]s, 未写首日", EN: "to %[1]s, no first day"}.With(string(to))
	}
	return text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(string(from), string(to))
}

func adoptionRow(pl *view.PlanRow) row {
	return row{kind: adoption, plan: pl, label: text.Text{ZH: pl.Plan + " " + pl.Title.In(text.ZH), EN: pl.Plan + " " + pl.Title.In(text.EN)},
		from: text.Text{ZH: "方案写明的期限", EN: "the plan's own window"},
		help: text.Text{ZH: "启用后, 起止日期之内按它的条文提示待办。", EN: "Once adopted, its clauses bring obligations from the first day to the last."}}
}

// seasonOf is the year in the id of an operation, 0 where there is none.
func seasonOf(o *rules.Operation) int {
	_, year, _ := strings.Cut(o.ID, "-")
	n, _ := strconv.Atoi(year)
	return n
}

// windowOf is the plan's own window for a season, or for year 0 of the one that contains or
// follows the day; empty for a plan that this program does not know.
func windowOf(id string, year int, on rules.Date) (from, to rules.Date) {
	p, ok := plan.Shipped().Plan(id)
	if !ok {
		return "", ""
	}
	if year == 0 && on != "" {
		year = p.SeasonFor(on)
	}
	from, to, _, _ = p.Window(year)
	return from, to
}
