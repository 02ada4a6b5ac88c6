package command

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Limits in characters; ours. A text over its limit is refused, never cut.
const (
	maxName   = 60
	maxPlace  = 120
	maxReason = 500
	maxSaid   = 4000
	maxNote   = 8000
)

// A contact may be written down later, but not for a time that has not come: the clock of
// an obligation starts from it. Both ours.
const (
	maxAhead = 10 * time.Minute
	maxBack  = 7 * 24 * time.Hour
	maxAge   = 130
)

// fields checks a command's fields in turn and keeps the first fault.
type fields struct {
	now time.Time
	err *rules.Error
}

func (k *fields) result() error {
	if k.err == nil {
		return nil
	}
	return k.err
}

func (k *fields) bad(field string, t text.Text) {
	if k.err == nil {
		k.err = rules.Bad(field, t)
	}
}

// problem takes a parser's fault.
func (k *fields) problem(field string, p *text.Problem) {
	if p != nil {
		k.bad(field, p.Text)
	}
}

func (k *fields) text(field string, label text.Text, s *string, shape text.Shape, max int) {
	*s = strings.TrimSpace(text.Clean(*s, shape))
	if n := utf8.RuneCountInString(*s); n > max {
		k.bad(field, text.Text{ZH: "%[1]s太长: %[2]d 字, 最多 %[3]d 字。", EN: "%[1]s: %[2]d characters, %[3]d at most."}.With(label, n, max))
	}
}

func (k *fields) line(field string, label text.Text, s *string, max int) {
	k.text(field, label, s, text.Line, max)
}

func (k *fields) need(field string, label text.Text, s string) {
	if s == "" {
		k.bad(field, text.Text{ZH: "请写%[1]s。", EN: "Needed: %[1]s."}.With(label))
	}
}

// id folds what names a record: full-width digits, case and blanks do not matter.
func (k *fields) id(field string, label text.Text, s *string) {
	k.line(field, label, s, maxName)
	*s = text.Digits(*s)
	k.need(field, label, *s)
}

// pick reads a code of a closed list, or its words; "" is def.
func pick[S ~string](k *fields, field string, s *S, list []rules.Named, def S) {
	if *s == "" {
		*s = def
	}
	if err := closed(field, s, list, true); err != nil && k.err == nil {
		k.err = rules.AsError(err)
	}
}

func (k *fields) at(field string, t *time.Time) {
	switch {
	case t == nil:
	case t.After(k.now.Add(maxAhead)):
		k.bad(field, text.Text{ZH: "时间 %[1]s 还没有到。", EN: "The time %[1]s has not come yet."}.With(rules.Stamp(*t)))
	case t.Before(k.now.Add(-maxBack)):
		k.bad(field, text.Text{ZH: "时间 %[1]s 在 7 天以前, 不能补记。请写记事说明。", EN: "The time %[1]s is more than 7 days back. Write a note instead."}.With(rules.Stamp(*t)))
	}
}

var (
	labelCase   = text.Text{ZH: "事项编号", EN: "case number"}
	labelCall   = text.Text{ZH: "来电编号", EN: "call number"}
	labelOrder  = text.Text{ZH: "指示编号", EN: "order number"}
	labelPlace  = text.Text{ZH: "地点", EN: "place"}
	labelSaid   = text.Text{ZH: "所述情况", EN: "what was said"}
	labelName   = text.Text{ZH: "姓名", EN: "name"}
	labelUnit   = text.Text{ZH: "单位", EN: "unit"}
	labelLooks  = text.Text{ZH: "体貌特征", EN: "looks"}
	labelHome   = text.Text{ZH: "住址", EN: "address"}
	labelNote   = text.Text{ZH: "记事", EN: "note"}
	labelReason = text.Text{ZH: "原因", EN: "reason"}
	labelResult = text.Text{ZH: "办理结果", EN: "result"}
	labelTo     = text.Text{ZH: "转给谁", EN: "whom it goes to"}
	labelTeam   = text.Text{ZH: "派谁去", EN: "who goes"}
	labelCar    = text.Text{ZH: "车辆", EN: "vehicle"}
	labelAct    = text.Text{ZH: "待办事项", EN: "obligation"}
	labelLeader = text.Text{ZH: "领导", EN: "leader"}
	labelWords  = text.Text{ZH: "指示内容", EN: "the order"}
	labelPhone  = text.Text{ZH: "电话", EN: "telephone"}
	labelID     = text.Text{ZH: "身份证号", EN: "ID number"}
)

func (k *fields) caller(c *rules.Caller) {
	k.line("caller.name", labelName, &c.Name, maxName)
	k.line("caller.unit", labelUnit, &c.Unit, maxName)
	k.line("caller.phone", labelPhone, &c.Phone, maxName)
	if c.Phone != "" && k.err == nil {
		n, p := text.ParsePhone(c.Phone)
		k.problem("caller.phone", p)
		if p == nil {
			c.Phone = n
		}
	}
}

// Check cleans the person's texts, normalises sex and ID number, and fills sex and age in
// from the number where they were not given. Refused: a number that is wrong (checksum,
// date, a birth in the future), or one that contradicts the sex or age given.
func (p *Person) Check(now time.Time) error {
	k := &fields{now: now}
	k.person(p)
	return k.result()
}

func (k *fields) person(p *Person) {
	k.line("person.name", labelName, &p.Name, maxName)
	k.line("person.looks", labelLooks, &p.Looks, maxReason)
	k.line("person.address", labelHome, &p.Address, maxPlace)
	k.line("person.id", labelID, &p.IDNumber, maxName)
	k.sex(&p.Sex)
	k.identity(p)
	k.facts(&p.Facts)
	if p.IDNumber != "" && k.err == nil {
		k.number(p)
	}
}

func (k *fields) sex(s *string) {
	switch text.Fold(*s) {
	case "":
		*s = ""
	case "m", "男":
		*s = "M"
	case "f", "女":
		*s = "F"
	default:
		k.bad("person.sex", text.Text{ZH: "性别写 男 或 女 (M, F)。", EN: "Sex is M or F."})
	}
}

func (k *fields) identity(p *Person) {
	switch p.Identity {
	case "", "claimed":
	case "known", "unknown":
		says := rules.Yes
		if p.Identity == "unknown" {
			says = rules.No
		}
		switch p.Facts.Tri("identified") {
		case rules.Unasked:
			p.Facts.SetTri("identified", says)
		case -says:
			k.bad("person.identity", text.Text{ZH: "身份状态和「身份已查清」说的不一样。", EN: "The identity status contradicts the fact \"identity known\"."})
		}
	default:
		k.bad("person.identity", text.Text{ZH: "身份状态是 known 已知, claimed 自述, unknown 不明 之一。", EN: "Identity is known, claimed or unknown."})
	}
}

func (k *fields) facts(f *rules.Facts) {
	for _, s := range rules.FactSpecs {
		list := f.List(s.Name)
		if !f.SetWord(s.Name, f.Word(s.Name)) && s.Kind == rules.FactChoice || !f.SetList(s.Name, list) && s.Kind == rules.FactMulti {
			k.bad("person."+s.Name, text.Text{ZH: "%[1]s 有认不得的选项。可以是: %[2]s", EN: "%[1]s: not one of the choices: %[2]s"}.With(s.Label, Words(s.Options)))
			continue
		}
		if len(list) > 1 {
			once := slices.Clone(list)
			slices.Sort(once)
			f.SetList(s.Name, slices.Compact(once))
		}
	}
	if a := f.Age; a != nil && (*a < 0 || *a > maxAge) {
		k.bad("person.age", text.Text{ZH: "年龄应在 0 到 %[1]d 岁之间。", EN: "An age is from 0 to %[1]d."}.With(maxAge))
	}
	for good, n := range f.Stock {
		if n < 0 || utf8.RuneCountInString(good) > maxName || text.Clean(good, text.Line) != good {
			k.bad("person.stock", text.Text{ZH: "库存数量不对。", EN: "A stock figure is wrong."})
		}
	}
}

// number reads the ID number; nobody who gave no sex or age loses by it.
func (k *fields) number(p *Person) {
	today := text.DateOf(k.now.In(rules.Zone))
	id, wrong := text.ParseID(p.IDNumber, today)
	if wrong != nil {
		k.problem("person.id", wrong)
		return
	}
	p.IDNumber = id.Number
	if p.Sex == "" {
		p.Sex = id.Sex
	}
	if p.Sex != id.Sex {
		k.bad("person.sex", text.Text{ZH: "性别与身份证号不符, 请核对。", EN: "The sex contradicts the ID number: compare them."})
	}
	age := text.Age(id.Birth, today)
	if p.Age == nil {
		p.Age = &age
	}
	if d := *p.Age - age; d < -1 || d > 1 {
		k.bad("person.age", text.Text{ZH: "年龄 %[1]d 岁与身份证号 (%[2]d 岁) 不符, 请核对。", EN: "Age %[1]d contradicts the ID number (%[2]d): compare them."}.With(*p.Age, age))
	}
}

// Birth is the birth date of a checked ID number, "" without one.
func (p *Person) Birth() rules.Date {
	if len(p.IDNumber) != 18 {
		return ""
	}
	n := p.IDNumber
	return rules.Date(n[6:10] + "-" + n[10:12] + "-" + n[12:14])
}

// Told says whether anything at all is said of the person.
func (p *Person) Told() bool {
	if p.Name+p.Identity+p.Sex+p.IDNumber+p.Looks+p.Address != "" || len(p.Stock) > 0 {
		return true
	}
	return slices.ContainsFunc(rules.FactSpecs, func(s rules.FactSpec) bool { return p.Facts.Known(s.Name) })
}

// Check of an intake: a place, with what was said or anything of the person, is enough.
func (in *Intake) Check(now time.Time) error {
	k := &fields{now: now}
	k.intake(in)
	return k.result()
}

func (k *fields) intake(in *Intake) {
	pick(k, "kind", &in.Kind, rules.CaseKindWords, rules.CaseFound)
	k.line("place", labelPlace, &in.Place, maxPlace)
	k.text("said", labelSaid, &in.Said, text.Note, maxSaid)
	k.caller(&in.Caller)
	k.person(&in.Person)
	k.at("at", in.At)
	k.need("place", labelPlace, in.Place)
	if in.Said == "" && !in.Person.Told() {
		k.bad("said", text.Text{ZH: "请写所述情况, 或填写人的任一情况。", EN: "Write what was said, or anything known of the person."})
	}
}

// Check cleans the intake; a call is named by its number.
func (c *OpenCase) Check(now time.Time) error {
	k := &fields{now: now}
	k.intake(&c.Intake)
	if c.Call != "" {
		k.id("call", labelCall, &c.Call)
	}
	return k.result()
}

// forgettable are the person's own fields that EditCase.Forget may name beside facts.
var forgettable = []string{"name", "identity", "sex", "id", "looks", "address"}

// Check cleans the parts given. A place or said that is given may not be empty; Forget
// names facts, or the person's name, identity, sex, id, looks or address.
func (c *EditCase) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	if c.Place != nil {
		s := *c.Place
		k.line("place", labelPlace, &s, maxPlace)
		k.need("place", labelPlace, s)
		c.Place = &s
	}
	if c.Said != nil {
		s := *c.Said
		k.text("said", labelSaid, &s, text.Note, maxSaid)
		c.Said = &s
	}
	if c.Caller != nil {
		v := *c.Caller
		k.caller(&v)
		c.Caller = &v
	}
	if c.Person != nil {
		p := *c.Person
		k.person(&p)
		c.Person = &p
	}
	for _, name := range c.Forget {
		_, fact := rules.FactSpecOf(name)
		switch {
		case !fact && !slices.Contains(forgettable, name):
			k.bad("forget", text.Text{ZH: "没有 %[1]s 这一项。", EN: "There is no %[1]s to forget."}.With(text.Clean(name, text.Line)))
		case fact && c.Person != nil && c.Person.Facts.Known(name):
			k.bad("forget", text.Text{ZH: "%[1]s 又填又清, 只能选一个。", EN: "%[1]s is both given and forgotten."}.With(name))
		}
	}
	k.given("distress", &c.Distress, rules.DistressWords)
	k.given("mode", &c.Mode, rules.ModeWords)
	if c.Place == nil && c.Said == nil && c.Caller == nil && c.Distress == nil && c.Mode == nil && (c.Person == nil || !c.Person.Told()) && len(c.Forget) == 0 {
		k.bad("case", text.Text{ZH: "没有要改的内容。", EN: "There is nothing to change."})
	}
	return k.result()
}

// given reads a code of a closed list that may be cleared by "".
func (k *fields) given(field string, s **string, list []rules.Named) {
	if *s == nil || **s == "" {
		return
	}
	v := **s
	pick(k, field, &v, list, "")
	*s = &v
}

// Check cleans the call and lets what was said, by whom and when flow into its intake. At
// most one thing becomes of a call, and only a call out is reached or not.
func (c *LogCall) Check(now time.Time) error {
	k := &fields{now: now}
	pick(k, "kind", &c.Kind, rules.CallKindWords, rules.CallPhone)
	k.caller(&c.Caller)
	k.line("agency", labelUnit, &c.Agency, maxName)
	k.text("said", labelSaid, &c.Said, text.Note, maxSaid)
	k.at("at", c.At)
	k.line("pass_to", labelTo, &c.PassTo, maxName)
	ways := 0
	for _, w := range []bool{c.Open != nil, c.Case != "", c.PassTo != "", c.Nothing} {
		if w {
			ways++
		}
	}
	if ways > 1 {
		k.bad("open", text.Text{ZH: "立案、并入、转办、无需办理只能选一个。", EN: "Choose one: open a case, join one, pass on, or nothing to do."})
	}
	if c.Reached != nil && !c.Out {
		k.bad("reached", text.Text{ZH: "通或未接只用于去电。", EN: "Reached or not is for calls out."})
	}
	if c.Planned != "" {
		k.id("planned", labelCall, &c.Planned)
		if !c.Out || c.Reached == nil {
			k.bad("reached", text.Text{ZH: "约定的电话打了没有, 通没通?", EN: "Was the planned call made, and anybody reached?"})
		}
	} else if c.Out && c.Agency == "" && c.Caller == (rules.Caller{}) {
		k.bad("agency", text.Text{ZH: "请写打给了谁。", EN: "Write who was called."})
	}
	k.term(c)
	k.left(c)
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	if c.Open != nil {
		in := *c.Open // what the caller passed in stays as it is
		c.Open = &in
		if in.Said == "" {
			c.Open.Said = c.Said
		}
		if in.Caller == (rules.Caller{}) {
			c.Open.Caller = c.Caller
		}
		if in.At == nil {
			c.Open.At = c.At
		}
		k.intake(c.Open)
	} else if c.Said == "" && c.Term == nil && c.Agency == "" && c.Planned == "" && c.Caller == (rules.Caller{}) {
		k.bad("said", text.Text{ZH: "还没有写: 谁打来的, 说了什么?", EN: "Nothing written yet: who called, and what was said?"})
	}
	return k.result()
}

// Check needs the call and to whom it goes.
func (c *PassCall) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("call", labelCall, &c.Call)
	k.line("to", labelTo, &c.To, maxName)
	k.need("to", labelTo, c.To)
	return k.result()
}

// Check needs a result, unless there was nothing to do.
func (c *FinishCall) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("call", labelCall, &c.Call)
	k.text("result", labelResult, &c.Result, text.Note, maxSaid)
	if !c.Nothing {
		k.need("result", labelResult, c.Result)
	}
	return k.result()
}

// Check needs words.
func (c *AddNote) Check(now time.Time) error {
	k := &fields{now: now}
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	k.text("text", labelNote, &c.Text, text.Note, maxNote)
	k.need("text", labelNote, c.Text)
	return k.result()
}
