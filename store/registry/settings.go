package registry

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// SetSetting sets a setting of the desk, or what a plan leaves to the township for one of
// its operations. An empty value goes back to the default. Errors: NotFound for an
// operation; Precondition for one that is over; Invalid for a setting that no plan has, or a
// value that AdoptPlan would not take.
func SetSetting(x *tx.Tx, c *command.SetSetting) (command.Result, error) {
	if c.Operation == "" {
		return command.Result{ID: c.Name}, table.Settings.Put(x, &rules.Setting{Name: c.Name, Value: c.Value})
	}
	o, ok, err := table.Operations.Find(x, c.Operation)
	switch {
	case err != nil:
		return command.Result{}, err
	case !ok:
		e := rules.Missing(table.Operations.Noun, c.Operation)
		e.Field = "operation"
		return command.Result{}, e
	case over(o, rules.DateOf(x.Now)):
		return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 结束, 设置不再改。", EN: "%[1]s ended on %[2]s: its settings stay."}.With(o.ID, string(o.To)), "")
	}
	if c.Value == "" {
		if _, set := o.Settings[c.Name]; !set && !known(x.Plans, c.Name) {
			return command.Result{}, noSetting(x.Plans)
		}
		delete(o.Settings, c.Name)
		return command.Result{ID: o.ID}, table.Operations.Put(x, o)
	}
	value := coded(x.Plans, c.Name, c.Value)
	if e := checkSetting(x.Plans, c.Name, value); e != nil {
		return command.Result{}, e
	}
	if o.Settings == nil {
		o.Settings = map[string]string{}
	}
	o.Settings[c.Name] = value
	return command.Result{ID: o.ID}, table.Operations.Put(x, o)
}

func over(o *rules.Operation, on rules.Date) bool { return o.Over(on) }

// maxTyped bounds a sum or a count that the township types for its text.
const maxTyped = 100_000_000

// checkSetting refuses, at name or value, what an operation cannot be set to.
func checkSetting(l *plan.Library, name, value string) *rules.Error {
	if !known(l, name) {
		return noSetting(l)
	}
	if choice := options(l, name); choice != nil {
		if !slices.ContainsFunc(choice, func(n rules.Named) bool { return n.Code == value }) {
			return rules.Bad("value", text.Text{ZH: "只能是: %[1]s。", EN: "One of: %[1]s."}.With(command.Words(choice)))
		}
		return nil
	}
	most := rules.MaxFigure
	if typed(l, name) {
		most = maxTyped
	}
	if n, err := strconv.Atoi(value); err != nil || n < 1 || n > most {
		return rules.Bad("value", text.Text{ZH: "要写大于 0 的整数。", EN: "Give a whole number above 0."})
	}
	return nil
}

func known(l *plan.Library, name string) bool {
	if _, ok := l.Choice(name); ok {
		return true
	}
	return typed(l, name) || name == plan.SettingDestination || name == plan.SettingEpidemic ||
		slices.ContainsFunc(l.Settings(), func(s *plan.Setting) bool { return s.Name == name })
}

func noSetting(l *plan.Library) *rules.Error {
	names := []text.Text{{ZH: plan.SettingDestination, EN: plan.SettingDestination}, {ZH: plan.SettingEpidemic, EN: plan.SettingEpidemic}}
	for _, s := range l.Settings() {
		names = append(names, text.Text{ZH: s.Name, EN: s.Name})
	}
	for _, f := range l.Typed() {
		names = append(names, text.Text{ZH: f.Item, EN: f.Item})
	}
	for _, c := range l.Choices() {
		names = append(names, text.Text{ZH: c.ID, EN: c.ID})
	}
	return rules.Bad("name", text.Text{ZH: "方案里没有这项设置。有的是: %[1]s。", EN: "No plan has this setting. These are: %[1]s."}.With(names))
}

// typed says that a setting is a figure which a text leaves to the township.
func typed(l *plan.Library, name string) bool {
	return slices.ContainsFunc(l.Typed(), func(f rules.Figure) bool { return f.Item == name })
}

var onOff = []rules.Named{
	{Code: "on", Text: text.Text{ZH: "开", EN: "on"}},
	{Code: "off", Text: text.Text{ZH: "关", EN: "off"}},
}

// options are the values of a setting that is no figure.
func options(l *plan.Library, name string) []rules.Named {
	switch name {
	case plan.SettingDestination:
		return l.Destinations()
	case plan.SettingEpidemic:
		return onOff
	}
	if c, ok := l.Choice(name); ok {
		return c.Options
	}
	return nil
}

// Setting is the figure that a setting of the desk has now, its default when nobody set it.
func Setting(r tx.Reader, name string) (int, error) { return table.Setting(r, name) }

var (
	ours   = text.Text{ZH: "本所设定", EN: "set by this desk"}
	byText = text.Text{ZH: "条文", EN: "the text"}
	units  = map[string]text.Text{
		"minutes": {ZH: "分钟", EN: "minutes"},
		"hours":   {ZH: "小时", EN: "hours"},
		"days":    {ZH: "天", EN: "days"},
		"years":   {ZH: "岁", EN: "years"},
	}
)

// Settings are the settings of the desk, then those of each operation that is not over:
// the figures, the preferred safe place, the epidemic rules where its plan has some, and the
// readings that its plan leaves open.
func Settings(v tx.View, e tx.Env) (*view.Settings, error) {
	s := &view.Settings{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Rows: []view.SettingRow{}, Can: view.Can{}}
	own := &command.SetSetting{}
	s.Can[own.Code()], s.Can[own.Code()+"/desk"] = cases.May(e, rules.AreaPlan), cases.May(e, own.Area())
	for _, spec := range rules.SettingSpecs {
		if spec.IsList() {
			row, err := listRow(v, spec)
			if err != nil {
				return nil, err
			}
			s.Rows = append(s.Rows, row)
			continue
		}
		now, err := Setting(v, spec.Name)
		if err != nil {
			return nil, err
		}
		was, ok, err := table.Settings.Find(v, spec.Name)
		if err != nil {
			return nil, err
		}
		row := view.SettingRow{Name: spec.Name, Label: spec.Label, Help: spec.Help, Unit: spec.Unit, From: ours,
			Value: strconv.Itoa(now), Default: strconv.Itoa(spec.Default), Set: ok && was.Value != ""}
		switch {
		case spec.YesNo:
			row.Options = rules.YesNoWords
		case spec.Phone && ok:
			row.Value, row.Default = was.Value, ""
		case spec.Phone:
			row.Value, row.Default = "", ""
		}
		s.Rows = append(s.Rows, row)
	}
	ops, err := table.Operations.All(v)
	if err != nil {
		return nil, err
	}
	ops = slices.DeleteFunc(ops, func(o rules.Operation) bool { return over(&o, rules.DateOf(e.Now)) })
	for i := range ops {
		var common []rules.Operation
		if i == 0 {
			common = ops
		}
		s.Rows = append(s.Rows, rowsOf(e.Plans, &ops[i], common)...)
	}
	return s, nil
}

// listRow is a setting that is a list of names.
func listRow(v tx.View, spec rules.SettingSpec) (view.SettingRow, error) {
	now, err := table.ListSetting(v, spec.Name)
	row := view.SettingRow{Name: spec.Name, Label: spec.Label, Help: spec.Help, From: ours, List: true,
		Value: strings.Join(now, "、"), Default: spec.List, Set: strings.Join(now, "、") != spec.List}
	if len(now) == 0 {
		row.Value = rules.ListNone
	}
	return row, err
}

// rowsOf are the settings of an operation: the figures on which lines of its plan rest, and
// those on which the plan of none of ops does. These are of the regulations and hold for all
// operations, so one of them shows them. What somebody set is always there.
func rowsOf(l *plan.Library, o *rules.Operation, ops []rules.Operation) []view.SettingRow {
	var rows []view.SettingRow
	add := func(row view.SettingRow) {
		row.Operation, row.Value = o.ID, row.Default
		if v, ok := o.Settings[row.Name]; ok && v != "" {
			row.Value, row.Set = v, true
		}
		rows = append(rows, row)
	}
	asked := func(name string) bool { return o.Settings[name] != "" || l.Uses(name, o.Plan) }
	for _, f := range l.Settings() {
		if !asked(f.Name) && (len(ops) == 0 || slices.ContainsFunc(ops, func(o rules.Operation) bool { return l.Uses(f.Name, o.Plan) })) {
			continue
		}
		row := view.SettingRow{Name: f.Name, Label: f.Text, Unit: units[f.Unit], Default: strconv.Itoa(l.FigureOf(o.Plan, f.Name)), From: ours}
		if !f.Ours {
			row.From, row.Clause = byText, strings.Join(l.Resting(f.Name, o.Plan), " ")
		}
		add(row)
	}
	if asked(plan.SettingDestination) {
		add(view.SettingRow{Name: plan.SettingDestination, Label: text.Text{ZH: "首选安置去处", EN: "Preferred safe place"}, Options: options(l, plan.SettingDestination), From: byText,
			Help: text.Text{ZH: "条文列了几处时先去哪里; 空: 按条文的次序", EN: "Where to go first when the text names several; empty: in the order of the text"}})
	}
	if clauses := l.Resting(plan.SettingEpidemic, o.Plan); len(clauses) > 0 {
		add(view.SettingRow{Name: plan.SettingEpidemic, Label: text.Text{ZH: "疫情防控条款", EN: "Epidemic rules"}, Options: onOff, Default: "on", From: byText, Clause: strings.Join(clauses, " "),
			Help: text.Text{ZH: "关: 不再要求口罩, 测温, 核酸, 隔离", EN: "Off: masks, temperature, tests and isolation are no longer asked for"}})
	}
	if p, ok := l.Plan(o.Plan); ok {
		for _, f := range p.Figures(nil) {
			if f.Open != "" {
				add(figureRow(f))
			}
		}
	}
	for _, c := range l.Choices() {
		if clauses := l.Resting(c.ID, o.Plan); len(clauses) > 0 {
			add(view.SettingRow{Name: c.ID, Label: c.Text, Options: c.Options, Default: c.Options[0].Code, From: byText, Clause: strings.Join(clauses, " "),
				Help: text.Text{ZH: "条文可作两种读法 (%[1]s), 由本镇选定", EN: "The text can be read two ways (%[1]s); the township chooses"}.With(c.ID)})
		}
	}
	return rows
}

// figureRow is a sum or a count that the text leaves to the township: empty until typed.
func figureRow(f rules.Figure) view.SettingRow {
	row := view.SettingRow{Name: f.Item, Label: f.Text, Unit: f.Unit, From: byText, Clause: strings.Join(f.Clauses, " "),
		Help: text.Text{ZH: "条文没有给出每人每户多少, 填写前不出合计", EN: "The text does not say how much each; no total before it is typed"}}
	switch f.Open {
	case "count":
		row.Unit = rules.WordOf(rules.PerWords, f.Per)
		row.Help = text.Text{ZH: "条文没有给出数目, 填写前不出合计", EN: "The text does not say how many; no total before it is typed"}
	case "total":
		row.Help = text.Text{ZH: "条文没有给出金额", EN: "The text gives no sum"}
	}
	if f.Reading != nil {
		row.Help = f.Reading.Text
	}
	return row
}
