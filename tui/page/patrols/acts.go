package patrols

import (
	"slices"
	"strings"
	"time"

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
	toldField  = field.Spec{Name: "told", Label: text.Text{ZH: "谁报的", EN: "Told by"}, Max: command.MaxName, Hint: text.Text{ZH: "电话代录才写", EN: "of what was told by telephone"}}
	seenLabel  = text.Text{ZH: "看到什么", EN: "Seen"}
	crewLabel  = text.Text{ZH: "谁去", EN: "Who"}
	yesNo      = []field.Option{{Value: "yes", Label: text.Text{ZH: "是", EN: "yes"}}, {Value: "no", Label: text.Text{ZH: "否", EN: "no"}}}
	villageAll = field.Option{Value: "", Label: text.Text{ZH: "本镇", EN: "the township"}}
)

// split reads names with 、 or a comma between.
func split(s string) []string { return rules.Names(s) }

func moment(name string, v entry.Values, now time.Time, ahead bool) (*time.Time, *rules.Error) {
	if ahead {
		return dialog.Until(name, v[name], now)
	}
	return dialog.When(name, v[name], now)
}

// out asks who leaves, and where to; of a round told afterwards also when it was back.
func (p *Page) out() route.Action {
	first := entry.Values{}
	if i := p.at(villages); i >= 0 && i < len(p.p.Cover.Villages) {
		first["village"] = p.p.Cover.Villages[i].Village.ID
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "巡查出发", EN: "A round leaves"}, Draft: "patrol.out", Drafts: p.desk, First: first, Shape: p.outShape, Make: p.start,
		Intro: dialog.Lead(text.Text{ZH: "村里报的选村; 已经回来的写上返回时间, 一次记完。", EN: "Of a village's own round choose the village; of one that is over also write when it was back."}),
		Said: func(m screen.Saved) text.Text {
			noted := text.Text{ZH: "已记 %[1]s", EN: "noted: %[1]s"}.With(m.Result.ID)
			if c, ok := m.Command.(*command.StartPatrol); ok && c.Village == "" {
				if t := view.Unlisted(c.Crew, p.lists.Officers); !t.IsZero() {
					return text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(noted, t)
				}
			}
			return noted
		},
		After: func(res command.Result) route.Action { p.of, p.seek = rounds, res.ID; return nil },
	}))
}

func (p *Page) outShape(v entry.Values) []field.Spec {
	vills := []field.Option{villageAll}
	for _, x := range p.lists.Villages {
		if !x.Retired {
			vills = append(vills, field.Option{Value: x.ID, Label: text.Text{ZH: x.Name, EN: x.Name}})
		}
	}
	var cars []field.Option
	for _, x := range p.lists.Places {
		if x.Kind == rules.PlaceVehicle && !x.Retired {
			cars = append(cars, field.Option{Value: x.Name, Label: text.Text{ZH: x.Name, EN: x.Name}})
		}
	}
	specs := []field.Spec{
		{Name: "crew", Label: crewLabel, Max: 200, Hint: text.Text{ZH: "几个人用、隔开; 村里的可空着", EN: "commas between; may be empty for a village"}},
		{Name: "phone", Label: text.Text{ZH: "电话", EN: "Phone"}, Max: 30, Hint: text.Text{ZH: "空着用名册上的", EN: "empty: as on the list"}},
		{Name: "vehicle", Label: text.Text{ZH: "车辆", EN: "Vehicle"}, Kind: field.Choice, Options: cars, Free: true, Max: 30},
		{Name: "village", Label: text.Text{ZH: "哪里的", EN: "Whose"}, Kind: field.Choice, Options: vills},
		{Name: "places", Label: text.Text{ZH: "去哪些", EN: "Where to"}, Max: 400, Hint: text.Text{ZH: "地点用、隔开, 可空着", EN: "places, commas between; may be empty"}},
		{Name: "agencies", Label: text.Text{ZH: "联合单位", EN: "Units along"}, Max: 200, Hint: text.Text{ZH: "派出所、城管、卫生", EN: "police, urban management, health"}},
		{Name: "protected", Label: text.Text{ZH: "防护到位", EN: "Protected"}, Kind: field.Tri, Options: yesNo},
		{Name: "expected", Label: text.Text{ZH: "应回", EN: "Back by"}, Kind: field.DateTime, Sense: text.Ahead, Hint: text.Text{ZH: "04:00, 可空着", EN: "04:00, or empty"}},
		toldField,
		dialog.At(),
		{Name: "back", Label: text.Text{ZH: "已返回", EN: "Was back"}, Kind: field.DateTime, Sense: text.Past, Hint: text.Text{ZH: "整趟补记才写", EN: "of a round that is over"}},
		{Name: "seen", Label: seenLabel, Max: 1000, Hint: text.Text{ZH: "整趟补记才写", EN: "of a round that is over"}},
	}
	if v["back"] == "" && rules.Unmanned(split(v["crew"]), p.p.Duty) {
		ask := field.Spec{Name: "confirmed", Label: text.Text{ZH: "值班室没有人", EN: "Nobody stays"}, Kind: field.Choice, Options: leaving}
		specs = slices.Insert(specs, 1, ask)
	}
	return specs
}

// leaving is the answer that lets everybody go who is on duty.
var leaving = []field.Option{{Value: "yes", Label: text.Text{ZH: "照样出发", EN: "leave all the same"}}}

// start is the command of the form.
func (p *Page) start(v entry.Values) (command.Command, *rules.Error) {
	c := &command.StartPatrol{Crew: split(v["crew"]), Phone: v["phone"], Vehicle: v["vehicle"], Village: v["village"], Places: split(v["places"]), Agencies: split(v["agencies"]),
		Told: v["told"], Seen: v["seen"], Confirmed: v["confirmed"] == "yes"}
	switch v["protected"] {
	case "yes", "no":
		yes := v["protected"] == "yes"
		c.Protected = &yes
	}
	var err *rules.Error
	for _, x := range []struct {
		name  string
		to    **time.Time
		ahead bool
	}{{"at", &c.At, false}, {"back", &c.Back, false}, {"expected", &c.Expected, true}} {
		if *x.to, err = moment(x.name, v, p.p.Now, x.ahead); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Values of the field found.
const (
	nobody  = "nobody"
	opens   = "open"
	joins   = "join"
	skipped = "skipped"
)

var becomes = []field.Option{
	{Value: nobody, Label: text.Text{ZH: "没有发现人", EN: "nobody found"}},
	{Value: opens, Label: text.Text{ZH: "发现人, 立案", EN: "found: open a case"}},
	{Value: joins, Label: text.Text{ZH: "发现人, 并入", EN: "found: join a case"}},
	{Value: skipped, Label: text.Text{ZH: "跳过没去", EN: "passed over"}},
}

// asked are the facts that the form asks of a person found, what is dangerous first.
var asked = []string{"sudden_illness", "confused", "gravely_ill", "declines", "groups", "age"}

// stop asks what was come to; of a person found the last stop is where.
func (p *Page) stop(found string) route.Action {
	r := p.row()
	first := entry.Values{"found": found}
	if s := r.Patrol.Latest(); s != nil && found == opens {
		first["place"] = s.Place.Text
	}
	draft := "patrol.stop/" + r.Patrol.ID
	if found == opens {
		draft += "/found"
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "到站 %[1]s", EN: "Stop of %[1]s"}.With(screen.Short(r.Patrol.ID)), Draft: draft, Drafts: p.desk,
		First: first,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(strings.TrimSpace(r.Village + " " + r.Patrol.Who()))),
		Shape: func(v entry.Values) []field.Spec { return p.stopShape(r, v) },
		Make:  func(v entry.Values) (command.Command, *rules.Error) { return p.noted(r.Patrol.ID, v) },
		Said: func(m screen.Saved) text.Text {
			if len(m.Result.More) > 0 {
				return text.Text{ZH: "已记, 事项 %[1]s", EN: "noted, case %[1]s"}.With(m.Result.More[0])
			}
			return text.Text{ZH: "已记 %[1]s", EN: "noted: %[1]s"}.With(m.Result.ID)
		},
		After: func(res command.Result) route.Action {
			if len(res.More) > 0 && strings.HasPrefix(res.More[0], "C") {
				return route.To{Page: route.Case, ID: res.More[0]}
			}
			return nil
		},
	}))
}

// targets are the places of a stop: those planned and not reached, then the key places, then
// the others.
func (p *Page) targets(r *view.PatrolRow) (out []field.Option) {
	add := func(name string) {
		o := field.Option{Value: name, Label: text.Text{ZH: name, EN: name}}
		if name != "" && !slices.ContainsFunc(out, func(x field.Option) bool { return x.Value == name }) {
			out = append(out, o)
		}
	}
	for _, w := range r.Patrol.Missed() {
		add(w.Text)
	}
	for _, w := range p.lists.Places {
		if w.Kind == rules.PlaceHotspot && !w.Retired {
			add(w.Name)
		}
	}
	for _, o := range dialog.Places(p.lists) {
		add(o.Value)
	}
	return out
}

func (p *Page) stopShape(r *view.PatrolRow, v entry.Values) []field.Spec {
	specs := []field.Spec{
		{Name: "place", Label: text.Text{ZH: "哪里", EN: "Where"}, Kind: field.Choice, Options: p.targets(r), Free: true, Max: 40, Required: true},
		{Name: "found", Label: text.Text{ZH: "发现", EN: "Found"}, Kind: field.Choice, Options: becomes},
		{Name: "seen", Label: seenLabel, Kind: field.Note, Rows: 2, Max: 2000, Required: v["found"] == skipped},
	}
	switch v["found"] {
	case opens:
		for _, name := range asked {
			s, _ := rules.FactSpecOf(name)
			specs = append(specs, dialog.Fact(s))
		}
		specs = append(specs, field.Spec{Name: "person.name", Label: text.Text{ZH: "姓名", EN: "Name"}, Max: 30},
			field.Spec{Name: "person.sex", Label: text.Text{ZH: "性别", EN: "Sex"}, Kind: field.Choice, Options: dialog.Sexes},
			field.Spec{Name: "person.looks", Label: text.Text{ZH: "体貌", EN: "Looks"}, Max: 200})
	case joins:
		var open []field.Option
		for _, k := range p.cases {
			open = append(open, field.Option{Value: k.ID, Label: text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(screen.Short(k.ID), k.Place, k.Subject)})
		}
		specs = append(specs, field.Spec{Name: "case", Label: text.Text{ZH: "并入", EN: "Case"}, Kind: field.Choice, Options: open, Required: true})
	}
	return append(specs, field.Spec{Name: "hazard", Label: text.Text{ZH: "隐患", EN: "Hazard"}, Max: 300, Hint: text.Text{ZH: "没有就空着", EN: "empty for none"}},
		field.Spec{Name: "back_by", Label: text.Text{ZH: "应回改为", EN: "Back by"}, Kind: field.DateTime, Sense: text.Ahead, Hint: text.Text{ZH: "不改就空着", EN: "empty as before"}}, toldField, dialog.At())
}

// noted is the command of a stop.
func (p *Page) noted(id string, v entry.Values) (command.Command, *rules.Error) {
	c := &command.StopPatrol{Patrol: id, Place: v["place"], Seen: v["seen"], Hazard: v["hazard"], Told: v["told"], Skipped: v["found"] == skipped}
	var err *rules.Error
	if c.At, err = moment("at", v, p.p.Now, false); err != nil {
		return nil, err
	}
	if c.BackBy, err = moment("back_by", v, p.p.Now, true); err != nil {
		return nil, err
	}
	switch v["found"] {
	case joins:
		if c.Case = v["case"]; c.Case == "" {
			return nil, rules.Bad("case", text.Text{ZH: "请选并入哪一件", EN: "Choose the case it joins"})
		}
	case opens:
		c.Open = &command.Intake{}
		q := &c.Open.Person
		q.Name, q.Sex, q.Looks = v["person.name"], v["person.sex"], v["person.looks"]
		for _, name := range asked {
			s, _ := rules.FactSpecOf(name)
			if err := dialog.ReadFact(&q.Facts, s, v); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

func (p *Page) back() route.Action {
	r := p.row()
	var left []string
	for _, w := range r.Patrol.Missed() {
		left = append(left, w.Text)
	}
	lead := text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(strings.TrimSpace(r.Village + " " + r.Patrol.Who()))
	if left != nil {
		lead = text.Text{ZH: "%[1]s。还没到: %[2]s", EN: "%[1]s. Not reached: %[2]s"}.With(lead, strings.Join(left, "、"))
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "返回 %[1]s", EN: "%[1]s is back"}.With(screen.Short(r.Patrol.ID)), Draft: "patrol.back/" + r.Patrol.ID, Drafts: p.desk, Intro: dialog.Lead(lead),
		Shape: entry.Fields(field.Spec{Name: "seen", Label: seenLabel, Kind: field.Note, Rows: 2, Max: 2000, Hint: text.Text{ZH: "整趟的情况, 可空着", EN: "on the whole, may stay empty"}}, toldField, dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], p.p.Now)
			return &command.ReturnPatrol{Patrol: r.Patrol.ID, Seen: v["seen"], Told: v["told"], At: at}, err
		},
		Done: text.Text{ZH: "巡查返回", EN: "back"},
	}))
}

func (p *Page) fix() route.Action {
	h := p.p.Cover.Hazards[p.at(hazards)]
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "隐患已处理", EN: "The hazard was dealt with"}, Draft: "patrol.fix/" + h.Patrol, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s %[2]s: %[3]s (P1.3.2)", EN: "%[1]s %[2]s: %[3]s (P1.3.2)"}.With(rules.Stamp(h.At), h.Place, h.Text)),
		Shape: entry.Fields(field.Spec{Name: "fix", Label: text.Text{ZH: "怎样处理", EN: "What was done"}, Max: 300, Required: true}, dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], p.p.Now)
			return &command.FixHazard{Patrol: h.Patrol, Stop: h.Stop, Fix: v["fix"], At: at}, err
		},
		Done: text.Text{ZH: "隐患已处理", EN: "dealt with"},
	}))
}

// undo asks which step of the round, the last one first.
func (p *Page) undo() route.Action {
	r := p.row()
	var t binding.Table
	add := func(step string, what text.Text) {
		t = append(t, binding.Binding{Keys: []string{string(rune('1' + len(t)))}, Label: text.Text{ZH: "撤回", EN: "Take back"}, Help: what,
			Do: func() route.Action { return p.reason(&r.Patrol, step, what) }, Refuse: func() *rules.Error { return r.Can["undo/"+step] }})
	}
	if r.Patrol.Back != nil {
		add(rules.UndoBack, text.Text{ZH: "返回 %[1]s", EN: "the return, %[1]s"}.With(rules.Stamp(r.Patrol.Back.At)))
	}
	for _, s := range slices.Backward(r.Patrol.Stops) {
		if s.Struck == "" && len(t) < 7 {
			add(rules.UndoStop(s.No), text.Text{ZH: "第%[1]d站 %[2]s %[3]s", EN: "stop %[1]d, %[2]s, %[3]s"}.With(s.No, s.Place.Text, rules.Stamp(s.At)))
		}
		if s.Fixed != nil && s.Struck == "" && len(t) < 7 {
			add(rules.UndoFix(s.No), text.Text{ZH: "第%[1]d站隐患的处理", EN: "what was done about the hazard of stop %[1]d"}.With(s.No))
		}
	}
	add(rules.UndoOut, text.Text{ZH: "整趟划去", EN: "the whole of it"})
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "撤回哪一步", EN: "Take which step back?"}))
}

func (p *Page) reason(q *rules.Patrol, step string, what text.Text) route.Action {
	id, version, out := q.ID, q.Version, q.IsOut()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "撤回: %[1]s", EN: "Take back: %[1]s"}.With(what), Draft: "patrol.undo/" + id + "/" + step, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.UndoPatrol{Patrol: id, Step: step, Version: version, Reason: reason}, nil
		},
		Said: func(m screen.Saved) text.Text {
			if len(m.Result.More) > 0 {
				return view.CasesStay(m.Result.More)
			}
			if step == rules.UndoOut && out {
				return view.Unwatched
			}
			return text.Text{ZH: "已撤回", EN: "taken back"}
		},
	}))
}
