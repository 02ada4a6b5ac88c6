package casefile

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// recordHelp says what each kind of entry is for.
var recordHelp = map[rules.RecordKind]text.Text{
	rules.RecordScreen:  {ZH: "查了什么, 身份查到哪一步", EN: "Which checks were made, what is known of the identity"},
	rules.RecordTrace:   {ZH: "在哪个渠道找亲属和住处, 编号, 结果", EN: "Over which channel relatives and home are looked for"},
	rules.RecordHome:    {ZH: "回哪里, 怎样回去, 谁陪同", EN: "Where to, by what means, who goes along"},
	rules.RecordFinding: {ZH: "发现什么异常, 报告给谁, 怎样处理", EN: "What was found, whom it was reported to, what was done"},
	rules.RecordLead:    {ZH: "村居和社会组织等提供的线索, 后续怎样", EN: "What villages, organisations and others told"},
}

// records lists what plans ask to be written down of a case, what there is of each, and the
// entries whose result is to come.
func (p *Page) records() route.Action {
	t := binding.Table{{Label: text.Text{ZH: "缘由和方式", EN: "Reason and mode"}, Help: text.Text{ZH: "为什么求助, 用哪种方式救助", EN: "Why the person is in distress, how help is given"}, Do: p.reasons, Refuse: p.can("case.edit")}}
	for _, k := range rules.RecordWords {
		kind := rules.RecordKind(k.Code)
		t = append(t, binding.Binding{Label: k.Text, Help: recordHelp[kind], Do: func() route.Action { return p.record(kind) }, Refuse: p.can("record.add")})
	}
	for i := range p.c.Records {
		if r := &p.c.Records[i]; r.Open() {
			t = append(t, binding.Binding{Label: text.Text{ZH: "写结果", EN: "Result"}, Help: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(r.At), r.Titled()),
				Do: func() route.Action { return p.result(r) }, Refuse: p.can("record.finish/" + r.ID)})
		}
	}
	for i := range t {
		t[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return screen.Show(dialog.NewMenu(t).Titled(recordsText))
}

var recordsText = text.Text{ZH: "专项登记", EN: "Further records"}

// reasons are the reason of distress and the mode of rescue.
func (p *Page) reasons() route.Action {
	version, conflict := p.version()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "缘由和方式", EN: "Reason and mode"}, Draft: "reason/" + p.id, Drafts: p.desk,
		First: entry.Values{"distress": p.c.Case.Distress, "mode": p.c.Case.Mode},
		Shape: entry.Fields(
			field.Spec{Name: "distress", Label: text.Text{ZH: "缘由", EN: "Reason"}, Kind: field.Choice, Options: dialog.Options(rules.DistressWords)},
			field.Spec{Name: "mode", Label: text.Text{ZH: "方式", EN: "Mode"}, Kind: field.Choice, Options: dialog.Options(rules.ModeWords)}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			distress, mode := v["distress"], v["mode"]
			return &command.EditCase{Case: p.id, Version: version(), Distress: &distress, Mode: &mode}, nil
		},
		Done: text.Text{ZH: "缘由和方式", EN: "reason and mode"}, Conflict: conflict,
	}))
}

// record writes an entry of a kind.
func (p *Page) record(kind rules.RecordKind) route.Action {
	now, title := p.c.Now, words.Of(rules.RecordWords, kind)
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: title, Draft: "record/" + string(kind) + "/" + p.id, Drafts: p.desk, Intro: dialog.Lead(recordHelp[kind]),
		First: p.recordFirst(kind),
		Shape: entry.Fields(p.recordFields(kind)...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			if err != nil {
				return nil, err
			}
			told, err := dialog.When("told_at", v["told_at"], now)
			return &command.AddRecord{Case: p.id, Kind: kind, Source: v["source"], Checks: names(v["checks"]), Identity: v["identity"], Place: v["place"],
				Who: v["who"], ToldAt: told, Words: v["words"], Ref: v["ref"], Result: v["result"], At: at}, err
		},
		Done: title,
	}))
}

// recordFirst is what is known already: where the person lives, who takes them home.
func (p *Page) recordFirst(kind rules.RecordKind) entry.Values {
	if kind != rules.RecordHome {
		return nil
	}
	r := &p.c.Case.Ending.Receiver
	out := entry.Values{"place": p.c.Case.Person.Address, "who": strings.TrimSpace(r.Name + " " + r.Relation)}
	if r.Name != "" {
		out["source"] = "family"
	}
	return out
}

func (p *Page) recordFields(kind rules.RecordKind) []field.Spec {
	source := field.Spec{Name: "source", Kind: field.Choice, Required: true}
	ask := field.Spec{Name: "words", Label: text.Text{ZH: "说明", EN: "Words"}, Max: 500}
	who := field.Spec{Name: "who", Max: 30}
	result := field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Max: 500, Hint: text.Text{ZH: "还没有的空着, 以后再写", EN: "empty where there is none yet"}}
	switch kind {
	case rules.RecordLead:
		source.Label, source.Options = text.Text{ZH: "来源", EN: "Source"}, dialog.Options(rules.LeadWords)
		who.Label, who.Hint = text.Text{ZH: "谁提供", EN: "Told by"}, text.Text{ZH: "姓名或单位, 可以空着", EN: "a name or unit, may stay empty"}
		ask.Label, ask.Required = text.Text{ZH: "线索", EN: "Lead"}, true
		result.Label = text.Text{ZH: "后续", EN: "Follow-up"}
		return []field.Spec{source, who, ask, dialog.At(), result}
	case rules.RecordScreen:
		who.Label, who.Hint = text.Text{ZH: "一起查的", EN: "Made with"}, text.Text{ZH: "如派出所谁, 可以空着", EN: "who of the police, say; may stay empty"}
		return []field.Spec{
			{Name: "checks", Label: text.Text{ZH: "查了什么", EN: "Checks"}, Kind: field.Multi, Options: dialog.Options(rules.CheckWords), Required: true},
			{Name: "identity", Label: text.Text{ZH: "身份", EN: "Identity"}, Kind: field.Choice, Options: dialog.Options(rules.IdentityWords), Required: true},
			who, ask, dialog.At()}
	case rules.RecordTrace:
		source.Label, source.Options = text.Text{ZH: "渠道", EN: "Channel"}, dialog.Options(rules.TraceWords)
		return []field.Spec{source, {Name: "ref", Label: text.Text{ZH: "编号", EN: "Reference"}, Max: 60, Hint: text.Text{ZH: "查询或公告的编号", EN: "number of the query or notice"}}, ask, dialog.At(), result}
	case rules.RecordFinding:
		ask.Label, ask.Required = text.Text{ZH: "发现", EN: "Found"}, true
		who.Label, who.Required = text.Text{ZH: "报告给", EN: "Told to"}, true
		told := dialog.At()
		told.Name, told.Label = "told_at", text.Text{ZH: "报告时间", EN: "Told at"}
		result.Label = text.Text{ZH: "处理", EN: "Done"}
		return []field.Spec{ask, dialog.At(), who, told, result}
	}
	source.Label, source.Options = text.Text{ZH: "怎样回去", EN: "Means"}, dialog.Options(rules.MeansWords)
	who.Label = text.Text{ZH: "谁陪同", EN: "With whom"}
	return []field.Spec{{Name: "place", Label: text.Text{ZH: "回哪里", EN: "Where to"}, Max: 120, Required: true}, source, who, ask, dialog.At()}
}

// result writes what came of an entry.
func (p *Page) result(r *rules.Record) route.Action {
	now, id := p.c.Now, r.ID
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "写结果", EN: "Result"}, Draft: "result/" + id, Drafts: p.desk, Intro: dialog.Lead(r.Titled()),
		Shape: entry.Fields(field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Max: 500, Required: true}, dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			return &command.FinishRecord{Record: id, Result: v["result"], At: at}, err
		},
		Done: text.Text{ZH: "结果已写", EN: "result written"},
	}))
}

// hints are the lines of what to think of before closing; they stop nothing.
func (p *Page) hints() (out binding.Table) {
	for i := range p.c.Hints {
		h := &p.c.Hints[i]
		do := p.reasons
		if h.Kind != "" {
			do = func() route.Action { return p.record(h.Kind) }
		}
		for j := range p.c.Records {
			if r := &p.c.Records[j]; r.ID == h.Record {
				do = func() route.Action { return p.result(r) }
			}
		}
		out = append(out, binding.Binding{Label: text.Text{ZH: "提示", EN: "hint"}, Help: text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(h.Text, h.Clause), Do: do, Refuse: p.can("record.add")})
	}
	return out
}

// hinted stands above the form that closes the case: what was not written down of it.
func (p *Page) hinted() func(screen.Env, int) []string {
	if len(p.c.Hints) == 0 {
		return nil
	}
	all := p.c.Hints
	return func(env screen.Env, w int) []string {
		var out []string
		for _, h := range all {
			out = append(out, env.Wrap(env.T(text.Text{ZH: "提示: %[1]s (%[2]s)", EN: "Hint: %[1]s (%[2]s)"}.With(h.Text, h.Clause)), w)...)
		}
		return append(out, env.Wrap(env.T(text.Text{ZH: "可以不补, 照样办结; 要补按 Esc, F7 专项登记。", EN: "It can be closed without; to add them: Esc, F7, further records."}), w)...)
	}
}
