package operations

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

var (
	copiedText = text.Text{ZH: "复制自", EN: "Copied from"}
	faultText  = text.Text{ZH: "文件", EN: "File"}
	unreadText = text.Text{ZH: "%[1]s 没有读入, 先改好它的文件再导入 (plan import)。", EN: "%[1]s is not read: mend its file and import it (plan import)."}
	ownText    = text.Text{ZH: "本镇方案 %[1]s", EN: "Own plan %[1]s"}
	changeText = text.Text{ZH: "改 %[1]s", EN: "Change %[1]s"}
)

// faultWords is what is wrong with a file, with its place.
func faultWords(f view.PlanFault) text.Text {
	if f.Line == 0 {
		return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(f.File, f.Text)
	}
	return text.Text{ZH: "%[1]s 第 %[2]d 行第 %[3]d 列: %[4]s", EN: "%[1]s line %[2]d, column %[3]d: %[4]s"}.With(f.File, f.Line, f.Column, f.Text)
}

// noOwn is why a plan can be neither copied nor changed by form.
func (p *Page) noOwn() *rules.Error {
	switch r := p.planRow(); {
	case p.read == nil:
		return screen.Unread()
	case r == nil:
		return rules.Refuse(text.Text{ZH: "先选一个方案。", EN: "Choose a plan first."}, "")
	case r.Left:
		return rules.Refuse(unreadText.With(r.Plan), "")
	case p.read.plan != nil:
		return p.read.plan.Can["plan.adopt"] // the same area
	}
	return nil
}

// ownPlan opens what can be done with an own plan; another one is copied.
func (p *Page) ownPlan() route.Action {
	r, desk := p.planRow(), p.desk
	if r.Copied == "" && !strings.HasPrefix(r.Plan, "X") {
		id := r.Plan
		return screen.Do(screen.Read(p.asks("plan/"+id), func() (asked, error) {
			pl, err := desk.Plan(id)
			return asked{plan: pl, copy: true}, err
		}))
	}
	id := r.Plan
	return screen.Do(screen.Read(p.asks("own/"+id), func() (*view.OwnPlan, error) { return desk.OwnPlan(id) }))
}

func (p *Page) copyDialog(pl *view.PlanPage) route.Action {
	id := pl.Plan
	if no := pl.Can["plan.adopt"]; no != nil { // the same area
		return screen.Refused(no)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "复制 %[1]s 为本镇方案", EN: "Copy %[1]s as an own plan"}.With(id), Draft: "copy/" + id, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "原方案不变。复制后再改日期、数字、到期事项、清单和通知。", EN: "The plan stays as it is. Days, figures, duties, lists and notices of the copy are changed afterwards."}),
		Shape: entry.Fields(field.Spec{Name: "title", Label: text.Text{ZH: "名称", EN: "Title"}, Max: command.MaxName, Required: true, Hint: text.Text{ZH: "北渡镇暖冬行动", EN: "Warm winter of Beidu"}}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.CopyPlan{From: id, Title: v["title"]}, nil
		},
		Said: func(s screen.Saved) text.Text {
			return text.Text{ZH: "已建本镇方案 %[1]s", EN: "The own plan %[1]s is made"}.With(s.Result.ID)
		},
		After: func(r command.Result) route.Action { return route.To{Page: route.Plans, ID: r.ID} },
	}))
}

// choice is a menu of its own.
func choice(title text.Text, items []binding.Binding) *dialog.Menu {
	for i := range items {
		items[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return dialog.NewMenu(binding.Table(items)).Titled(title)
}

// ownMenu is all that can be done with an own plan.
func (p *Page) ownMenu(o *view.OwnPlan) *dialog.Menu {
	may := func(code string) func() *rules.Error { return func() *rules.Error { return o.Can[code] } }
	item := func(label, help text.Text, code string, do func() route.Action) binding.Binding {
		return binding.Binding{Label: label, Help: help, Do: do, Refuse: may(code)}
	}
	return choice(ownText.With(o.Plan), []binding.Binding{
		item(text.Text{ZH: "名称日期", EN: "Title, days"}, text.Text{ZH: "名称, 级别, 首日和末日", EN: "Title, level, first and last day"}, "plan.edit", func() route.Action { return p.days(o) }),
		item(text.Text{ZH: "数字", EN: "Figures"}, text.Text{ZH: "时限和间隔", EN: "Limits and intervals"}, "plan.edit", func() route.Action { return p.figures(o) }),
		item(text.Text{ZH: "到期事项", EN: "Dated duties"}, text.Text{ZH: "加一件, 或改一件", EN: "Add one, or change one"}, "plan.edit", func() route.Action { return p.dated(o) }),
		item(text.Text{ZH: "清单条目", EN: "Checklist"}, text.Text{ZH: "给清单加一条", EN: "Add a line to a checklist"}, "plan.edit", func() route.Action { return p.listed(o) }),
		item(text.Text{ZH: "通知", EN: "Notices"}, text.Text{ZH: "写通知, 如六必须六不得", EN: "Write a notice, as the discipline"}, "plan.edit", func() route.Action { return p.noticed(o) }),
		item(text.Text{ZH: "签收通知", EN: "Acknowledge"}, text.Text{ZH: "看过通知, 签收", EN: "Read a notice and acknowledge it"}, "plan.ack", func() route.Action { return p.acknowledge(o) }),
		item(text.Text{ZH: "停用一项", EN: "Turn off"}, text.Text{ZH: "哪一项不执行, 写明原因", EN: "A line that does not hold, with the reason"}, "plan.edit", func() route.Action { return p.turn(o, rules.EditOff) }),
		item(text.Text{ZH: "恢复一项", EN: "Turn on"}, text.Text{ZH: "停用过的再执行", EN: "A line that was off holds again"}, "plan.edit", func() route.Action { return p.turn(o, rules.EditOn) }),
		item(text.Text{ZH: "看文件", EN: "The file"}, text.Text{ZH: "方案文件现在怎样写", EN: "What the plan's file says now"}, "", func() route.Action { return show(o) }),
		item(text.Text{ZH: "撤回修改", EN: "Take back"}, text.Text{ZH: "撤回最近一次修改; 再撤是恢复", EN: "Take the last change back; once more brings it back"}, "plan.revert", func() route.Action { return p.revert(o) }),
		item(text.Text{ZH: "撤下方案", EN: "Take off"}, text.Text{ZH: "没有启用的方案从页上撤下", EN: "Take a plan off that is not adopted"}, "plan.strike", func() route.Action { return p.strike(o) }),
	})
}

func show(o *view.OwnPlan) route.Action {
	return screen.Show(dialog.NewText(text.Text{ZH: "%[1]s.yaml", EN: "%[1]s.yaml"}.With(o.Plan), func(env screen.Env, w int) []string {
		var out []string
		for l := range strings.Lines(o.Text) {
			out = append(out, env.Cut(strings.TrimRight(text.Display(l), "\n"), w))
		}
		return out
	}))
}

// change opens a form whose outcome is shown before it is saved.
func (p *Page) change(o *view.OwnPlan, name string, c changeOptions) route.Action {
	c.desk, c.was, c.id = p.desk, o.Text, o.Plan
	c.Drafts, c.Draft = p.desk, "own/"+o.Plan+"/"+name
	if c.Title.IsZero() {
		c.Title = changeText.With(o.Plan)
	}
	edits := c.edits
	if c.cmd == nil {
		c.cmd = func(v entry.Values) (command.Command, []string, *rules.Error) {
			list, fields := edits(v)
			if len(list) == 0 {
				return nil, nil, rules.Refuse(text.Text{ZH: "没有改动。", EN: "Nothing was changed."}, "")
			}
			return &command.EditPlan{Plan: o.Plan, Version: o.Version, Edits: list}, fields, nil
		}
	}
	return screen.Show(newChange(c))
}

var planLevels = []field.Option{
	{Value: "town", Label: text.Text{ZH: "镇", EN: "township"}}, {Value: "county", Label: text.Text{ZH: "县", EN: "county"}},
	{Value: "district", Label: text.Text{ZH: "区", EN: "district"}}, {Value: "city", Label: text.Text{ZH: "市", EN: "city"}},
}

func (p *Page) days(o *view.OwnPlan) route.Action {
	was := entry.Values{"title": o.Title.ZH, "title_en": o.Title.EN, "level": o.Level, "window.first": o.First, "window.last": o.Last}
	day := text.Text{ZH: "月-日, 如 12-10", EN: "month-day, as 12-10"}
	return p.change(o, "days", changeOptions{
		FormOptions: dialog.FormOptions{First: was, Shape: entry.Fields(
			field.Spec{Name: "title", Label: text.Text{ZH: "名称", EN: "Title"}, Max: command.MaxName, Required: true},
			field.Spec{Name: "title_en", Label: text.Text{ZH: "英文名称", EN: "In English"}, Max: command.MaxName},
			field.Spec{Name: "level", Label: text.Text{ZH: "级别", EN: "Level"}, Kind: field.Choice, Options: planLevels},
			field.Spec{Name: "window.first", Label: text.Text{ZH: "首日", EN: "First day"}, Max: 10, Hint: day},
			field.Spec{Name: "window.last", Label: text.Text{ZH: "末日", EN: "Last day"}, Max: 10, Hint: day})},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) {
			return sets(was, v, "", "title", "title_en", "level", "window.first", "window.last")
		}})
}

// sets are the fields that differ from what they were, and the field of each edit.
func sets(was, v entry.Values, prefix string, names ...string) (edits []rules.PlanEdit, fields []string) {
	for _, n := range names {
		if v[n] != was[n] {
			edits, fields = append(edits, rules.PlanEdit{Do: rules.EditSet, Name: prefix + n, Value: v[n]}), append(fields, n)
		}
	}
	return edits, fields
}

func (p *Page) figures(o *view.OwnPlan) route.Action {
	was, names, specs := entry.Values{}, []string{}, []field.Spec{}
	for _, f := range o.Figures {
		was[f.Name], names = strconv.Itoa(f.Value), append(names, f.Name)
		specs = append(specs, field.Spec{Name: f.Name, Label: f.Label, Unit: f.Unit, Kind: field.Number, Max: 7,
			Hint: text.Text{ZH: "空着是默认 %[1]d", EN: "empty is the default, %[1]d"}.With(f.Default)})
	}
	return p.change(o, "figures", changeOptions{FormOptions: dialog.FormOptions{First: was, Shape: entry.Fields(specs...)},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) { return sets(was, v, "figures.", names...) }})
}

var onDay = []field.Option{{Value: "by", Label: text.Text{ZH: "到那天为止", EN: "by that day"}}, {Value: "on", Label: text.Text{ZH: "就在当天", EN: "on that very day"}}}

// dated chooses a dated duty, or a new one.
func (p *Page) dated(o *view.OwnPlan) route.Action {
	items := []binding.Binding{{Label: text.Text{ZH: "新的", EN: "A new one"}, Help: text.Text{ZH: "加一件到期事项", EN: "Add a dated duty"}, Do: func() route.Action { return p.deadline(o, nil) }}}
	for i := range o.Deadlines {
		d := &o.Deadlines[i]
		items = append(items, binding.Binding{Label: text.T(d.Day, d.Day), Help: d.Text, Do: func() route.Action { return p.deadline(o, d) }})
	}
	return screen.Show(choice(text.Text{ZH: "到期事项", EN: "Dated duties"}, items))
}

func (p *Page) deadline(o *view.OwnPlan, d *view.PlanDated) route.Action {
	was, name := entry.Values{"on": "by"}, ""
	if d != nil {
		name = d.Item
		was = entry.Values{"value": d.Day, "zh": d.Text.ZH, "en": d.Text.EN, "on": "by"}
		if d.OnDay {
			was["on"] = "on"
		}
	}
	return p.change(o, "deadline/"+name, changeOptions{
		FormOptions: dialog.FormOptions{First: was, Shape: entry.Fields(
			field.Spec{Name: "zh", Label: text.Text{ZH: "办什么", EN: "What"}, Max: command.MaxLine, Required: true},
			field.Spec{Name: "value", Label: text.Text{ZH: "日期", EN: "Day"}, Max: 10, Required: true, Hint: text.Text{ZH: "月-日, 如 12-10", EN: "month-day, as 12-10"}},
			field.Spec{Name: "on", Label: text.Text{ZH: "期限", EN: "Due"}, Kind: field.Choice, Options: onDay},
			field.Spec{Name: "en", Label: text.Text{ZH: "英文", EN: "In English"}, Max: command.MaxLine})},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) {
			if d != nil && v["value"] == was["value"] && v["zh"] == was["zh"] && v["en"] == was["en"] && v["on"] == was["on"] {
				return nil, nil
			}
			return []rules.PlanEdit{{Do: rules.EditDeadline, Name: name, Value: v["value"], ZH: v["zh"], EN: v["en"], On: v["on"] == "on"}}, []string{""}
		}})
}

func (p *Page) listed(o *view.OwnPlan) route.Action {
	lists := []field.Option{{Value: "own", Label: text.Text{ZH: "本镇清单", EN: "list of the township"}}}
	for _, l := range o.Lists {
		if l.List != "own" {
			lists = append(lists, field.Option{Value: l.List, Label: l.Text})
		}
	}
	return p.change(o, "line", changeOptions{
		FormOptions: dialog.FormOptions{First: entry.Values{"name": "own"}, Shape: entry.Fields(
			field.Spec{Name: "zh", Label: text.Text{ZH: "条目", EN: "Line"}, Max: command.MaxLine, Required: true},
			field.Spec{Name: "name", Label: text.Text{ZH: "清单", EN: "Checklist"}, Kind: field.Choice, Options: lists},
			field.Spec{Name: "en", Label: text.Text{ZH: "英文", EN: "In English"}, Max: command.MaxLine})},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) {
			name := v["name"]
			if name == "own" {
				name = ""
			}
			return []rules.PlanEdit{{Do: rules.EditItem, Name: name, ZH: v["zh"], EN: v["en"]}}, []string{""}
		}})
}

// noticed chooses a notice, or a new one.
func (p *Page) noticed(o *view.OwnPlan) route.Action {
	items := []binding.Binding{{Label: text.Text{ZH: "新的", EN: "A new one"}, Help: text.Text{ZH: "加一个通知", EN: "Add a notice"}, Do: func() route.Action { return p.notice(o, &view.PlanNotice{}) }}}
	for i := range o.Notices {
		n := &o.Notices[i]
		items = append(items, binding.Binding{Label: n.Title, Help: readBy(n), Do: func() route.Action { return p.notice(o, n) }})
	}
	return screen.Show(choice(text.Text{ZH: "通知", EN: "Notices"}, items))
}

// readBy says who has acknowledged a notice.
func readBy(n *view.PlanNotice) text.Text {
	switch {
	case n.Words.IsZero():
		return text.Text{ZH: "还没有写内容", EN: "nothing written yet"}
	case len(n.Read) == 0:
		return text.Text{ZH: "没有人签收", EN: "nobody has acknowledged it"}
	}
	var names []string
	for _, a := range n.Read {
		names = append(names, a.Name)
	}
	all := strings.Join(names, " ")
	return text.Text{ZH: "已签收 %[1]s", EN: "acknowledged by %[1]s"}.With(all)
}

func (p *Page) notice(o *view.OwnPlan, n *view.PlanNotice) route.Action {
	was := entry.Values{"title": n.Title.ZH, "zh": n.Words.ZH, "en": n.Words.EN}
	return p.change(o, "notice/"+n.Notice, changeOptions{
		FormOptions: dialog.FormOptions{First: was, Shape: entry.Fields(
			field.Spec{Name: "title", Label: text.Text{ZH: "标题", EN: "Title"}, Max: command.MaxLine, Required: true},
			field.Spec{Name: "zh", Label: text.Text{ZH: "内容", EN: "Words"}, Kind: field.Note, Max: command.MaxNote},
			field.Spec{Name: "en", Label: text.Text{ZH: "英文内容", EN: "In English"}, Kind: field.Note, Max: command.MaxNote, Rows: 2})},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) {
			if v["title"] == was["title"] && v["zh"] == was["zh"] && v["en"] == was["en"] {
				return nil, nil
			}
			return []rules.PlanEdit{{Do: rules.EditNotice, Name: n.Notice, Title: v["title"], ZH: v["zh"], EN: v["en"]}}, []string{""}
		}})
}

// acknowledge shows a notice and asks.
func (p *Page) acknowledge(o *view.OwnPlan) route.Action {
	var items []binding.Binding
	for i := range o.Notices {
		n := &o.Notices[i]
		items = append(items, binding.Binding{Label: n.Title, Help: readBy(n), Do: func() route.Action {
			if n.Mine || n.Words.IsZero() {
				return screen.Show(dialog.NewText(n.Title, func(env screen.Env, w int) []string {
					return slices.Concat(env.Lines(env.T(n.Words), w), []string{""}, env.Wrap(env.T(readBy(n)), w))
				}))
			}
			return screen.Show(dialog.NewConfirm(n.Title, n.Words, text.Text{ZH: "签收", EN: "Acknowledge"}, func() route.Action {
				return screen.Save{From: p, Command: &command.AckNotice{Plan: o.Plan, Notice: n.Notice}, Done: text.Text{ZH: "已签收", EN: "acknowledged"}}
			}))
		}})
	}
	if len(items) == 0 {
		return screen.Refused(rules.Refuse(text.Text{ZH: "这个方案没有通知。", EN: "This plan has no notice."}, ""))
	}
	return screen.Show(choice(text.Text{ZH: "签收通知", EN: "Acknowledge"}, items))
}

// turn chooses a line and, to turn it off, asks why.
func (p *Page) turn(o *view.OwnPlan, do string) route.Action {
	var lines []field.Option
	for _, l := range o.Lines {
		if l.Off == (do == rules.EditOn) {
			at := strings.ReplaceAll(l.At, ",", " ")
			lines = append(lines, field.Option{Value: at, Label: text.Text{ZH: cmp.Or(l.Text.ZH, at), EN: cmp.Or(l.Text.EN, l.Text.ZH, at)}})
		}
	}
	if len(lines) == 0 {
		return screen.Refused(rules.Refuse(text.Text{ZH: "没有停用的。", EN: "Nothing is off."}, ""))
	}
	specs := []field.Spec{{Name: "name", Label: text.Text{ZH: "哪一项", EN: "Line"}, Kind: field.Choice, Options: lines, Required: true}}
	if do == rules.EditOff {
		specs = append(specs, field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: command.MaxLine, Required: true})
	}
	return p.change(o, do, changeOptions{FormOptions: dialog.FormOptions{Shape: entry.Fields(specs...)},
		edits: func(v entry.Values) ([]rules.PlanEdit, []string) {
			return []rules.PlanEdit{{Do: do, Name: v["name"], Reason: v["reason"]}}, []string{""}
		}})
}

func (p *Page) revert(o *view.OwnPlan) route.Action {
	return p.change(o, "revert", changeOptions{
		FormOptions: dialog.FormOptions{Title: text.Text{ZH: "撤回 %[1]s 最近一次修改", EN: "Take the last change of %[1]s back"}.With(o.Plan),
			Shape: entry.Fields(field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: command.MaxLine, Required: true})},
		cmd: func(v entry.Values) (command.Command, []string, *rules.Error) {
			return &command.RevertPlan{Plan: o.Plan, Version: o.Version, Reason: v["reason"]}, nil, nil
		}})
}

func (p *Page) strike(o *view.OwnPlan) route.Action {
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "撤下 %[1]s", EN: "Take %[1]s off"}.With(o.Plan), Drafts: p.desk, Draft: "own/" + o.Plan + "/strike",
		Make: func(r string) (command.Command, *rules.Error) {
			return &command.StrikePlan{Plan: o.Plan, Version: o.Version, Reason: r}, nil
		},
		Done: text.Text{ZH: "已撤下", EN: "taken off"}}))
}
