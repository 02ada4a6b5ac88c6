package wording

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Case is a case as a report tells it: time and cause, place, person, handling, result, what
// is asked for.
func Case(r Room, p *view.Case) Paper {
	k, c := &p.Case, r.coverOf(p)
	return r.paper("case", text.Text{ZH: "救助事项 %[1]s", EN: "Case %[1]s"}.With(tail(k.ID)),
		text.Text{ZH: "救助事项 %[1]s (%[2]s)。%[3]s", EN: "Case %[1]s (%[2]s). %[3]s"}.With(k.ID, rules.WordOf(rules.CaseKindWords, string(k.Kind)), r.cause(c, p)),
		text.Text{ZH: "地点: %[1]s。", EN: "Place: %[1]s."}.With(r.place(c, &k.Place)),
		text.Text{ZH: "人物: %[1]s。", EN: "Person: %[1]s."}.With(r.person(c, k)),
		text.Text{ZH: "处置: %[1]s。", EN: "Handling: %[1]s."}.With(r.done(c, p)),
		text.Text{ZH: "结果: %[1]s。", EN: "Result: %[1]s."}.With(r.result(c, p)),
		text.Text{ZH: "请示: %[1]s。", EN: "Asked for: %[1]s."}.With(r.asked(c, p)),
		r.signed())
}

// cause is the word that the case came from.
func (r Room) cause(c cover, p *view.Case) text.Text {
	k := &p.Case
	if i := slices.IndexFunc(p.Calls, func(call rules.Call) bool { return call.ID == k.Call }); i >= 0 && k.Call != "" {
		return r.told(c, &p.Calls[i])
	}
	call := rules.Call{Caller: k.Caller, At: k.OpenedAt, Said: k.Said}
	said := c.words(k.Said)
	if said.IsZero() {
		said = r.unknown()
	}
	if k.Caller == (rules.Caller{}) {
		return text.Text{ZH: "%[1]s接报, 报告人%[2]s; 报称: %[3]s", EN: "Told at %[1]s, by whom is %[2]s: %[3]s"}.With(moment(call.At), r.unknown(), stop(said))
	}
	return text.Text{ZH: "%[1]s接%[2]s报告, 称: %[3]s", EN: "Told at %[1]s by %[2]s: %[3]s"}.With(moment(call.At), c.who(&call), stop(said))
}

// identities are what is known of who somebody is, where there is no number.
var identities = map[string]text.Text{
	"known":   {ZH: "身份已查清", EN: "identity known"},
	"claimed": {ZH: "身份自述, 未核实", EN: "identity as claimed"},
	"unknown": {ZH: "身份不明", EN: "identity unknown"},
}

// person is who a case is about: never health, looks or address; of a minor only that it is
// one.
func (r Room) person(c cover, k *rules.Case) text.Text {
	if c.minor {
		return text.Text{ZH: "未成年人或可能为未成年人, 身份信息从略", EN: "a minor, or perhaps one: particulars left out"}
	}
	name := text.Text{ZH: "无名氏", EN: "unnamed"}
	switch {
	case k.Person.Name != "":
		name = text.Text{ZH: Name(k.Person.Name), EN: text.MaskName(flat(k.Person.Name))}
	case r.Hidden:
		name = r.unknown()
	}
	sex := text.Text{ZH: "性别%[1]s", EN: "sex %[1]s"}.With(r.unknown())
	if s := k.Person.Sex; s != "" {
		sex = rules.WordOf(rules.SexWords, s)
	}
	age := text.Text{ZH: "年龄%[1]s", EN: "age %[1]s"}.With(r.unknown())
	if a := k.Facts.Age; a != nil {
		age = text.Text{ZH: "约 %[1]d 岁", EN: "about %[1]d"}.With(*a)
	}
	id := text.Text{ZH: "身份%[1]s", EN: "identity %[1]s"}.With(r.unknown())
	switch said, known := identities[k.Person.Identity]; {
	case k.Person.IDNumber != "":
		id = text.Text{ZH: "身份证号 %[1]s", EN: "ID number %[1]s"}.With(text.MaskID(k.Person.IDNumber))
	case known:
		id = said
	}
	return join([]text.Text{name, sex, age, id}, ", ", ", ")
}

// done is what was done for a case: who went and when, its duties by their goal, goods.
func (r Room) done(c cover, p *view.Case) text.Text {
	k := &p.Case
	var parts []text.Text
	if k.DispatchAt != nil {
		team := c.grown().words(strings.TrimSpace(k.Team + " " + k.Vehicle))
		if team.IsZero() {
			team = text.Text{ZH: "人员", EN: "a team"}
		}
		parts = append(parts, text.Text{ZH: "%[1]s派%[2]s前往", EN: "%[1]s sent %[2]s"}.With(moment(*k.DispatchAt), team))
	}
	for i := range k.Teams {
		if t := &k.Teams[i]; i > 0 {
			parts = append(parts, text.Text{ZH: "%[1]s再派%[2]s", EN: "%[1]s also sent %[2]s"}.With(moment(t.Sent.At), c.grown().words(t.Words())))
		}
	}
	if k.ArriveAt != nil {
		parts = append(parts, text.Text{ZH: "%[1]s到场", EN: "%[1]s on the scene"}.With(moment(*k.ArriveAt)))
	}
	if n := goals(p.Obligations, func(o *rules.Obligation) bool { return o.State == rules.Done }); n != nil {
		parts = append(parts, text.Text{ZH: "已办 %[1]s", EN: "done: %[1]s"}.With(n))
	}
	if n := sum(p.Goods, func(*view.GoodsRow) bool { return true }); n != nil {
		parts = append(parts, text.Text{ZH: "发放 %[1]s", EN: "given: %[1]s"}.With(n))
	}
	for i := range p.Referrals {
		parts = append(parts, referral(&p.Referrals[i].Referral))
	}
	return list(parts, text.Text{ZH: "尚无处置记录", EN: "nothing on record yet"})
}

// goals counts obligations by what they serve: their own words would tell of health.
func goals(owed []rules.Obligation, in func(*rules.Obligation) bool) []text.Text {
	var out []text.Text
	for _, g := range rules.GoalWords {
		n := 0
		for i := range owed {
			if o := &owed[i]; string(o.Goal) == g.Code && o.Must && in(o) {
				n++
			}
		}
		if n > 0 {
			out = append(out, text.Text{ZH: "%[1]s %[2]d 项", EN: "%[1]s %[2]d"}.With(g.Text, n))
		}
	}
	return out
}

// result is how far the case is and what is still owed.
func (r Room) result(c cover, p *view.Case) text.Text {
	k := &p.Case
	var parts []text.Text
	if k.State != rules.CaseSettled && k.State != rules.CaseClosed || k.SettledAt == nil {
		parts = append(parts, rules.WordOf(rules.CaseStateWords, string(k.State)))
	}
	if k.SettledAt != nil {
		how := rules.WordOf(rules.OutcomeWords, string(k.Outcome))
		if k.Outcome == "" || c.minor || !slices.Contains([]rules.Outcome{rules.OutcomeHelped, rules.OutcomeShelter, rules.OutcomeStation, rules.OutcomeHome}, k.Outcome) {
			how = text.Text{ZH: "去向从略", EN: "how is left out"}
		}
		parts = append(parts, text.Text{ZH: "%[1]s处置, %[2]s", EN: "settled %[1]s, %[2]s"}.With(moment(*k.SettledAt), how))
		if note := c.words(k.OutcomeNote); !note.IsZero() && !c.minor {
			parts = append(parts, unstop(note))
		}
	}
	if k.ClosedAt != nil {
		parts = append(parts, text.Text{ZH: "%[1]s办结", EN: "closed %[1]s"}.With(moment(*k.ClosedAt)))
	}
	if open := goals(p.Obligations, func(o *rules.Obligation) bool { return o.State.Open() }); open != nil && k.ClosedAt == nil {
		parts = append(parts, text.Text{ZH: "待办 %[1]s", EN: "to do: %[1]s"}.With(open))
	}
	if over := goals(p.Obligations, func(o *rules.Obligation) bool { return o.State == rules.Overdue }); over != nil && k.ClosedAt == nil {
		parts = append(parts, text.Text{ZH: "其中逾期 %[1]s", EN: "of which late: %[1]s"}.With(over))
	}
	return list(parts, none)
}

// asked is what the leader said of the case, and whether it is signed. An order taken back
// was never given so: it stays in the book.
func (r Room) asked(c cover, p *view.Case) text.Text {
	var parts []text.Text
	for i := range p.Orders {
		o := &p.Orders[i]
		if o.Struck != "" {
			continue
		}
		signed := text.Text{ZH: "待补签", EN: "to be signed"}
		if o.SignedAt != nil {
			signed = text.Text{ZH: "已补签", EN: "signed"}
		}
		said := c.words(o.Text)
		if said.IsZero() {
			said = text.Text{ZH: "(内容从略)", EN: "(words left out)"}
		}
		who := text.Text{ZH: "领导", EN: "the leader"}
		if s := r.Duty.Shift; s != nil && s.Leader == o.Leader && r.Duty.Leader != "" {
			who = text.Text{ZH: "带班领导%[1]s", EN: "%[1]s, leader"}.With(r.Duty.Leader)
		}
		parts = append(parts, text.Text{ZH: "%[1]s%[4]s口头指示: %[2]s (%[3]s)", EN: "order of %[4]s, %[1]s: %[2]s (%[3]s)"}.With(moment(o.At), unstop(said), signed, who))
	}
	return list(parts, none)
}

// coverOf is what a case wants covered.
func (r Room) coverOf(p *view.Case) cover {
	k := &p.Case
	c := cover{person: k.Person.Name, names: []string{k.Person.Name}, officers: r.officers(), minor: minor(k, r.Now)}
	for _, e := range p.Timeline {
		c.officers = append(c.officers, e.By)
	}
	first := rules.Call{Caller: k.Caller}
	for i := range p.Calls {
		call := &p.Calls[i]
		if c.minor = c.minor || young(flat(text.Display(call.Said))); call.ID == k.Call {
			first = *call
		}
		c.add(call)
	}
	if first.Caller.Name = k.Caller.Name; first.Caller.Name != "" {
		c.add(&first)
	}
	for i := range p.Goods {
		if name := p.Goods[i].Move.Receiver; !slices.Contains(c.officers, name) {
			c.names = append(c.names, name)
		}
	}
	return c
}

// officers are those on duty, by name.
func (r Room) officers() []string {
	return append([]string{r.Duty.Main, r.Duty.Leader}, r.Duty.Deputies...)
}

// add covers the name of a caller who is no officer.
func (c *cover) add(call *rules.Call) {
	if n := call.Caller.Name; n != "" && !c.serves(call) && !trade(n) {
		c.names = append(c.names, n)
	}
}
